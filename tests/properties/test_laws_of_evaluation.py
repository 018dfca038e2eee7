"""What holds of every evaluation, whatever the targets and the actuals."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import Period, parse_period

ENDS = ("2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31")
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
UNITS = ("家", "万元", "%", "分", "吨")
modest = settings(max_examples=60)


def number(value: Fraction) -> str:
    return decimal_text(value)


def numbers(low: int, high: int) -> st.SearchStrategy[Fraction]:
    """Numbers with at most two decimals, as people write them."""
    return st.integers(low * 100, high * 100).map(lambda n: Fraction(n, 100))


def whole(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(Fraction)


def amount(unit: str, low: int, high: int) -> st.SearchStrategy[Fraction]:
    return whole(low, high) if unit == "家" else numbers(low, high)


def ruleset(*rows: dict[str, str], **parts: object) -> il.Rules:
    return il.load_ruleset({"ruleset": "样例", "year": "2019", "indicators": list(rows), **parts})


def single(target: str, actual: str | None, *, measures: object = None, as_of: str = "2019-12-31", percent=None, **row: str):
    """The result of one row over the measure 甲, or over formulas of it."""
    rules = ruleset({"id": "1", "name": "样例指标", "target": target, "weight": "10", **row}, measures=measures or {})
    return rules.evaluate({} if actual is None else {"甲": actual}, as_of=as_of, percent=percent)["1"]


@st.composite
def targets(draw) -> tuple[str, str]:
    """A target over 甲 and the unit it is in."""
    unit = draw(st.sampled_from(UNITS))
    low = draw(amount(unit, 0, 200))
    form = draw(st.sampled_from((">=", "<=", ">", "<", "==", "!=", "range", "open", "about")))
    blank = "" if unit == "%" else " "
    if form in ("range", "open"):
        high = low + draw(amount(unit, 1, 50))
        left, right = ("[", "]") if form == "range" else ("(", ")")
        return f"甲 in {left}{number(low)}{blank}{unit}, {number(high)}{blank}{unit}{right}", unit
    if form == "about" and unit != "%":
        return f"甲 == {number(low + 1)} {unit} ± 5%", unit
    op = ">=" if form == "about" else form
    return f"甲 {op} {number(low)}{blank}{unit}", unit


@modest
@given(data=st.data(), equal=st.sampled_from(("reach", "two_sided", "exact")), profile=st.sampled_from(("mof-2020", "strict")))
def test_the_fraction_is_between_nought_and_one(data, equal, profile):
    target, unit = data.draw(targets())
    actual = data.draw(amount(unit, 0, 500))
    rules = ruleset({"id": "1", "name": "样例指标", "target": target, "weight": "10", "equal": equal}, profile=profile)
    result = rules.evaluate({"甲": number(actual) + unit}, as_of="2019-12-31")["1"]
    assert result.verdict in ("met", "missed")
    assert 0 <= result.fraction <= 1
    assert 0 <= result.score <= 10
    assert result.verdict != "met" or (result.fraction == 1 and result.gap is None)
    assert result.gap is None or result.gap.number > 0


@modest
@given(data=st.data(), unit=st.sampled_from(UNITS), op=st.sampled_from((">=", ">", "<=", "<", "two_sided")))
def test_moving_towards_the_target_never_lowers_the_score(data, unit, op):
    bound = data.draw(amount(unit, 1, 200))
    one, other = (data.draw(amount(unit, 0, 500)) for _ in range(2))
    distance = {
        ">=": lambda a: max(Fraction(0), bound - a),
        ">": lambda a: max(Fraction(0), bound - a),
        "<=": lambda a: max(Fraction(0), a - bound),
        "<": lambda a: max(Fraction(0), a - bound),
        "two_sided": lambda a: abs(a - bound),
    }[op]
    near, far = sorted((one, other), key=distance)
    sign, equal = ("==", "two_sided") if op == "two_sided" else (op, "reach")
    target = f"甲 {sign} {number(bound)}{'' if unit == '%' else ' '}{unit}"
    scores = [single(target, number(a) + unit, equal=equal).score for a in (near, far)]
    assert scores[0] >= scores[1]


@modest
@given(data=st.data(), op=st.sampled_from((">=", ">", "<=", "<")))
@pytest.mark.parametrize(
    ("coarse", "fine", "times"),
    [("万家", "家", 10000), ("万元", "元", 10000), ("%", "‰", 10), ("亿元", "万元", 10000), ("吨", "千克", 1000)],
)
def test_changing_units_changes_no_score(data, op, coarse, fine, times):
    bound, actual = (data.draw(numbers(1, 50)) for _ in range(2))
    spelled = {
        (goal, reported): single(
            f"甲 {op} {number(bound * (1 if goal == coarse else times))} {goal}",
            number(actual * (1 if reported == coarse else times)) + reported,
        )
        for goal in (coarse, fine)
        for reported in (coarse, fine)
    }
    assert len({(result.verdict, result.score, result.fraction) for result in spelled.values()}) == 1


@modest
@given(bound=whole(1, 100), actual=whole(0, 100), op=st.sampled_from((">=", "<", "<=")))
def test_a_percentage_and_its_fraction_score_the_same(bound, actual, op):
    as_percent = single(f"甲 {op} {number(bound)}%", number(actual) + "%")
    as_fraction = single(f"甲 {op} {number(bound)}%", number(actual / 100), percent="fraction")
    assert (as_percent.verdict, as_percent.score) == (as_fraction.verdict, as_fraction.score)


def _facts(assessment):
    rows = {r.id: (r.verdict, r.score, r.gap, r.pace, r.needed, r.recoverable) for r in assessment}
    return rows, assessment.score, assessment.raw_score, assessment.max_score, assessment.grade


@st.composite
def projects(draw):
    """A few rows over a few running totals, as mappings, with quarterly values."""
    names = ("甲", "乙", "丙")
    rows = []
    for index in range(draw(st.integers(2, 5))):
        measure, bound = draw(st.sampled_from(names)), draw(st.integers(1, 100))
        op, due = draw(st.sampled_from((">=", "<="))), draw(st.sampled_from(("", " by 2019-06-30", " by 2019-12-31")))
        target = f"{measure} {op} {bound} 家{due}"
        rows.append({"id": str(index + 1), "name": f"第{index + 1}项", "target": target, "weight": str(draw(st.integers(0, 30)))})
    values = [
        {"指标": name, "期间": quarter, "实际值": str(draw(st.integers(0, 60)))}
        for name in names
        for quarter in QUARTERS[: draw(st.integers(0, 4))]
    ]
    kind = draw(st.sampled_from(("period", "snapshot")))
    return rows, {name: {"unit": "家", "kind": kind} for name in names}, values, draw(st.sampled_from(ENDS))


@modest
@given(project=projects(), data=st.data())
def test_order_of_indicators_changes_nothing(project, data):
    rows, measures, values, as_of = project
    shuffled = data.draw(st.permutations(rows))
    first, second = (ruleset(*order, measures=measures).evaluate(values, as_of=as_of) for order in (rows, shuffled))
    assert _facts(first) == _facts(second)


@modest
@given(project=projects(), data=st.data())
def test_order_of_rows_of_actuals_changes_nothing(project, data):
    rows, measures, values, as_of = project
    shuffled = data.draw(st.permutations(values))
    rules = ruleset(*rows, measures=measures)
    assert _facts(rules.evaluate(values, as_of=as_of)) == _facts(rules.evaluate(shuffled, as_of=as_of))


@modest
@given(project=projects())
def test_evaluation_of_a_pickled_ruleset_is_the_same(project):
    rows, measures, values, as_of = project
    rules = ruleset(*rows, measures=measures)
    again = pickle.loads(pickle.dumps(rules))
    assert rules.evaluate(values, as_of=as_of).to_json() == again.evaluate(values, as_of=as_of).to_json()


@modest
@given(project=projects())
def test_the_explanation_ends_at_the_score(project):
    rows, measures, values, as_of = project
    for result in ruleset(*rows, measures=measures).evaluate(values, as_of=as_of):
        steps = {step.code: step for step in result.explain().steps}
        if result.verdict not in ("met", "missed", "no_data"):
            assert result.score is None
            continue
        points = f"{decimal_text(result.score, 2)}分"
        assert points in steps["score"].zh()
        assert points in result.explain().headline
        assert decimal_text(result.score, 2) in result.explain("en").text
        assert f"得分 {decimal_text(result.score, 2)}" in result.explain().text


@modest
@given(
    values=st.lists(st.integers(0, 80), min_size=4, max_size=4),
    bound=st.integers(1, 200),
    op=st.sampled_from((">=", "<=", ">", "<")),
    kind=st.sampled_from(("period", "ytd", "snapshot")),
    due=st.integers(0, 3),
    later=st.integers(0, 3),
)
def test_later_values_do_not_change_a_past_deadline(values, bound, op, kind, due, later):
    later = max(due, later)
    values = sorted(values) if kind == "ytd" else values
    rules = ruleset(
        {"id": "1", "name": "样例指标", "target": f"甲 {op} {bound} 家 by {ENDS[due]}", "weight": "10"},
        measures={"甲": {"unit": "家", "kind": kind}},
    )
    reported = dict(zip(QUARTERS, map(str, values), strict=True))
    on_the_day = rules.evaluate({"甲": dict(list(reported.items())[: due + 1])}, as_of=ENDS[due])["1"]
    afterwards = rules.evaluate({"甲": reported}, as_of=ENDS[later])["1"]
    assert on_the_day.verdict in ("met", "missed")
    assert (on_the_day.verdict, on_the_day.score, on_the_day.gap) == (afterwards.verdict, afterwards.score, afterwards.gap)


def _entered(rows, needs):
    """The rows with what was needed in the place of what it replaces."""
    kept = []
    for row in rows:
        period = parse_period(row["期间"])
        assert period is not None
        if not any(need.measure == row["指标"] and _replaces(need, period) for need in needs):
            kept.append(row)
    for need in needs:
        value = number(need.quantity.number) + need.quantity.unit.text
        kept.append({"指标": need.measure, "期间": need.period.text, "实际值": value, "口径": str(need.kind)})
    return kept


def _replaces(need, period: Period) -> bool:
    if need.kind == "ytd":
        return period.end == need.period.end or (period.end <= need.period.end and need.past)
    return need.period.overlaps(period)


@settings(max_examples=150)
@given(
    data=st.data(),
    unit=st.sampled_from(("家", "%", "万元")),
    op=st.sampled_from((">=", "<=", ">", "<", "range")),
    kind=st.sampled_from(("period", "ytd", "snapshot")),
    aggregate=st.sampled_from(("", "mean", "max", "min")),
    reported=st.integers(1, 4),
)
def test_evaluating_again_with_what_was_needed_meets_the_target(data, unit, op, kind, aggregate, reported):
    bound = data.draw(amount(unit, 1, 200))
    values = [data.draw(amount(unit, 0, 120)) for _ in range(reported)]
    values = sorted(values) if kind == "ytd" else values
    blank = "" if unit == "%" else " "
    condition = f"{op} {number(bound)}{blank}{unit}"
    if op == "range":
        condition = f"in [{number(bound)}{blank}{unit}, {number(bound + 50)}{blank}{unit}]"
    measure = {"unit": unit, "kind": kind} | ({"aggregate": aggregate} if aggregate and kind != "ytd" else {})
    rules = ruleset({"id": "1", "name": "样例指标", "target": f"甲 {condition}", "weight": "10"}, measures={"甲": measure})
    rows = [
        {"指标": "甲", "期间": quarter, "实际值": number(value) + unit, "口径": kind}
        for quarter, value in zip(QUARTERS, values, strict=False)
    ]
    result = rules.evaluate(rows, as_of=ENDS[reported - 1])["1"]
    if result.verdict == "missed":
        assert result.needed != () or op == "<" or aggregate
    for way in sorted({need.way for need in result.needed}):
        needs = [need for need in result.needed if need.way == way]
        again = rules.evaluate(_entered(rows, needs), as_of="2019-12-31")["1"]
        assert again.verdict == "met", (rows, needs, again.explain().text)


@modest
@given(
    done=whole(0, 500),
    cases=whole(1, 500),
    bound=whole(1, 100),
    op=st.sampled_from((">=", "<=", ">", "<")),
    kind=st.sampled_from(("ytd", "period")),
)
def test_each_way_of_a_formula_meets_the_target(done, cases, bound, op, kind):
    measures = {name: {"unit": "件", "kind": kind} for name in ("办结数", "受理数")} | {"甲": {"formula": "办结数 / 受理数"}}
    rules = ruleset({"id": "1", "name": "样例指标", "target": f"甲 {op} {number(bound)}%", "weight": "10"}, measures=measures)
    rows = [
        {"指标": name, "期间": "2019", "实际值": number(value) + "件", "口径": kind}
        for name, value in (("办结数", done), ("受理数", cases))
    ]
    result = rules.evaluate(rows, as_of="2019-12-31")["1"]
    assert result.verdict in ("met", "missed")
    assert result.verdict == "met" or result.needed
    for way in {need.way for need in result.needed}:
        needs = [need for need in result.needed if need.way == way]
        entered = [row for row in rows if row["指标"] != needs[0].measure]
        value = number(needs[0].quantity.number) + "件"
        entered.append({"指标": needs[0].measure, "期间": "2019", "实际值": value, "口径": kind})
        assert rules.evaluate(entered, as_of="2019-12-31")["1"].verdict == "met"
