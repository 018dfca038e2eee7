"""What a scorer says of a record is what `evaluate` says of the same values: verdicts, points, gaps, totals, grades, explanations."""

from __future__ import annotations

import datetime as dt
import math
import pickle
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.model.quantity import Quantity

SPAN_END = dt.date(2019, 12, 31)
LEVELS = ("很满意", "满意", "较满意", "一般", "不满意")
UNITS = ("%", "家", "万元", "天", "公里", "元/(人·月)")
BOUNDS = ("0.3", "1", "5", "12.5", "33.333", "80.5", "90", "95", "100", "500", "1000", "0")
WEIGHTS = ("10", "5", "0.5", "33.33", "0", "100", "7.125")
DATES = (None, None, "2019-03-15", "2019-06", "2019-12-31", "2020-06-30")
PROFILES = (None, None, "strict")


@st.composite
def rows(draw: st.DrawFn, index: int) -> tuple[dict[str, Any], dict[str, Any], list[Any]]:
    """A row, its measures, and values that are near to what it asks for."""
    name = f"指标{'甲乙丙丁戊己'[index]}"
    row: dict[str, Any] = {"id": f"r{index}", "name": f"第{index}项", "weight": draw(st.sampled_from(WEIGHTS))}
    form = draw(st.sampled_from(("compare", "compare", "compare", "range", "level", "done", "ratio", "both", "named")))
    by = draw(st.sampled_from(("", "", " by 2019-06", " by 2020-03-31")))
    scoring = draw(st.sampled_from((None, None, None, "pass_fail")))
    if scoring:
        row["scoring"] = scoring
    if form == "level":
        row["target"] = f"{name} is {draw(st.sampled_from(LEVELS))}"
        return row, {name: {"scale": "评价"}}, [*LEVELS, "好", 3]
    if form == "done":
        row["target"] = f"{name} done by 2019-11-30"
        return (
            row,
            {},
            [dt.date(2019, 11, 30), dt.date(2019, 12, 1), dt.datetime(2019, 3, 1, 8), "完成", "未完成", "2019-05", 100],
        )
    unit, bound = draw(st.sampled_from(UNITS)), draw(st.sampled_from(BOUNDS))
    blank = "" if unit == "%" else " "
    op = draw(st.sampled_from((">=", "<=", ">", "<", "==", "!=")))
    near = near_to(float(bound))
    measure: dict[str, Any] = draw(st.sampled_from(({"unit": unit}, {"unit": unit}, {})))
    if unit == "%" and measure:
        measure = measure | draw(st.sampled_from(({}, {}, {"bounded": True}, {"percent": "fraction"}, {"percent": "percent"})))
        near += [*near_to(float(bound) / 100), 1, 1.0, 100.00000000001]
    measure = (
        measure | draw(st.sampled_from(({}, {}, {}, {"kind": "ytd"}, {"missing": "zero"}, {"aggregate": "mean"})))
        if measure
        else {}
    )
    declared = {name: measure} if measure else {}
    if form == "ratio":
        row["target"] = f"{name} / {name}总数 {op} {bound}%{by}"
        return row, {}, [0, 1, 3, 9.5, 87, 100, 100.0, 1e-13, None, -4]
    if form == "named":
        row["target"] = f"{name} {op} {bound}%{by}"
        parts = {f"{name}数": {"unit": "家"}, f"{name}总数": {"unit": "家"}}
        bounded = draw(st.sampled_from(({}, {"bounded": True})))
        return row, {name: {"unit": "%", "formula": f"{name}数 / {name}总数", **bounded}, **parts}, [0, 1, 3, 87, 100, 9.5, None]
    if form == "range":
        high = Fraction(bound) * 2 + 1
        left, right = draw(st.sampled_from("[(")), draw(st.sampled_from("])"))
        row["target"] = f"{name} in {left}{bound}{blank}{unit}, {float(high):.15g}{blank}{unit}{right}{by}"
        return row, declared, near + near_to(float(high))
    row["target"] = f"{name} {op} {bound}{blank}{unit}{by}"
    if form == "both":
        row["target"] = f"{name} {op} {bound}{blank}{unit} and {name}二 >= 3 家"
        near += [2, 3]
    return row, declared, near


def near_to(bound: float) -> list[Any]:
    """Numbers around a bound, some of them hardly away from it, of every type that has numbers."""
    up, down = math.nextafter(bound, math.inf), math.nextafter(bound, -math.inf)
    text = f"{bound:.15g}"
    return [
        *(bound, up, down, math.nextafter(up, math.inf), math.nextafter(down, -math.inf), bound * (1 + 2e-15), bound + 1e-13),
        *(
            int(bound),
            int(bound) + 1,
            bound * 0.4,
            bound * 1.6,
            round(bound * 0.777, 2),
            round(bound * 1.333, 2),
            bound * 3,
            -bound,
        ),
        *(Decimal(text), Decimal(text) + Decimal("1E-20"), Fraction(text), Fraction(bound).limit_denominator(7), text),
    ]


ODD = (
    0,
    -0.0,
    0.0,
    1e-13,
    -3,
    1e14,
    10**20,
    10**400,
    True,
    False,
    None,
    "",
    "约90",
    "95%",
    "12家",
    "不适用",
    "nan",
    [1],
    {"a": 1},
)
ODD_NUMBERS = (math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("sNaN"), Fraction(1, 3), Decimal("1E+400"), 1e300)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A ruleset and records for it."""
    made = [draw(rows(index)) for index in range(draw(st.integers(1, 4)))]
    measures: dict[str, Any] = {}
    for _, told, _ in made:
        measures |= told
    ruleset: dict[str, Any] = {
        "ruleset": "样例",
        "year": "2019",
        "measures": measures,
        "scales": {"评价": list(LEVELS)},
        "indicators": [row for row, _, _ in made],
    }
    profile = draw(st.sampled_from(PROFILES))
    records = []
    for _ in range(3):
        record: dict[str, Any] = {}
        for (_, told, near), letter in zip(made, "甲乙丙丁戊己", strict=False):
            names = [f"指标{letter}{tail}" for tail in ("", "数", "总数", "二")]
            for name in names:
                if draw(st.integers(0, 9)) and not (name in told and "formula" in told[name]):
                    record[name] = draw(st.sampled_from([*near, *near, *ODD, *ODD_NUMBERS]))
        records.append(record)
    return (ruleset | {"profile": profile} if profile else ruleset), records


def as_told(scorer: il.Scorer, record: dict[str, Any]) -> dict[str, Any]:
    """The record as `evaluate` is told the same: numbers as quantities in the unit of their measure."""
    return {name: scorer.as_given(name, value) for name, value in record.items()}


def check(rules: il.Rules, scorer: il.Scorer, record: dict[str, Any], percent: Any) -> None:
    row = scorer(record)
    whole = rules.evaluate(as_told(scorer, record), as_of=scorer.as_of, percent=percent)
    assert row.verdicts == tuple(result.verdict for result in whole), record
    assert row.scores == tuple(result.score for result in whole), record
    assert row.gaps == tuple(None if result.gap is None else result.gap.number for result in whole), record
    assert (row.total, row.grade) == (whole.score, whole.grade), record


@settings(max_examples=100)
@given(made=cases(), percent=st.sampled_from(("percent", "percent", "fraction", None)), as_of=st.sampled_from(DATES))
def test_a_scorer_says_what_evaluation_says(made, percent, as_of):
    ruleset, records = made
    rules = il.load_ruleset(ruleset)
    scorer = rules.scorer(percent=percent, as_of=as_of)
    for record in [*records, records[0]]:  # the last is met again: what is remembered is the same
        check(rules, scorer, record, percent)


@settings(max_examples=25)
@given(made=cases(), as_of=st.sampled_from(DATES))
def test_results_made_when_asked_for_are_those_of_evaluation(made, as_of):
    ruleset, records = made
    rules = il.load_ruleset(ruleset)
    scorer = rules.scorer(percent="percent", as_of=as_of)
    for record in records[:2]:
        row = scorer(record)
        whole = rules.evaluate(as_told(scorer, record), as_of=scorer.as_of, percent="percent")
        for lazy, result in zip(row.results, whole, strict=True):
            assert (lazy.gap, lazy.weight, lazy.fraction) == (result.gap, result.weight, result.fraction)
            assert lazy == result
            assert result == lazy
            assert lazy.explain() == result.explain()
            assert lazy.explain("en").text == result.explain("en").text
        assert row.assessment.to_dict()["results"] == whole.to_dict()["results"]


@settings(max_examples=10)
@given(made=cases(), data=st.data())
def test_threads_and_pickles_say_the_same(made, data):
    ruleset, records = made
    scorer = il.load_ruleset(ruleset).scorer(percent="percent")
    many = [*records, *({**record, "指标甲": 1} for record in records)] * 4
    shared = scorer.__reduce__()[0](*scorer.__reduce__()[1])
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda record: tuple_of(shared(record)), many))
    assert told == [tuple_of(scorer(record)) for record in many]
    again = pickle.loads(pickle.dumps(scorer))
    assert [tuple_of(again(record)) for record in many] == told
    row = scorer(records[0])
    assert tuple_of(pickle.loads(pickle.dumps(row))) == tuple_of(row)
    assert pickle.loads(pickle.dumps(row.results)) == row.results


def tuple_of(row: il.ScoredRow) -> tuple[Any, ...]:
    return row.verdicts, row.scores, row.gaps, row.total, row.grade


RULES: dict[str, Any] = {
    "ruleset": "样例",
    "year": "2019",
    "measures": {
        "数量": {"unit": "家"},
        "满意度": {"unit": "%"},
        "执行数": {"unit": "万元"},
        "预算数": {"unit": "万元"},
        "执行率": {"unit": "%", "formula": "执行数 / 预算数"},
    },
    "indicators": [
        {"id": "1", "name": "新建数", "target": "数量 >= 500 家", "weight": "40"},
        {"id": "2", "name": "群众满意度", "target": "满意度 >= 90%", "weight": "30"},
        {"id": "3", "name": "预算执行", "target": "执行率 >= 90%", "weight": "30"},
    ],
}


@pytest.fixture(scope="module")
def scorer():
    return il.load_ruleset(RULES).scorer(percent="percent")


@pytest.mark.parametrize(
    ("record", "scores"),
    [
        ({"数量": 470, "满意度": 87, "执行数": 87, "预算数": 100}, ("37.6", "29", "29")),
        ({"数量": 470.0, "满意度": 87.0, "执行数": 87.0, "预算数": 100}, ("37.6", "29", "29")),
        ({"数量": Decimal("470"), "满意度": Decimal("87.00"), "执行数": Fraction(87), "预算数": 100}, ("37.6", "29", "29")),
        ({"数量": "470家", "满意度": "87%", "执行数": "870,000元", "预算数": "100万元"}, ("37.6", "29", "29")),
        ({"新建数": 470, "群众满意度": 87, "预算执行": 87}, ("37.6", "29", "29")),
        ({"1": 470, "2": 87, "3": "87%"}, ("37.6", "29", "29")),
        ({"数 量": 470, "满意度": 87, "执行率": 87}, ("37.6", "29", "29")),
        ({"数量": 470, "新建数": 1, "满意度": 87, "执行率": 87, "其他": object()}, ("37.6", "29", "29")),
        ({"数量": None, "新建数": 470, "满意度": 87, "执行率": 87}, ("37.6", "29", "29")),
        ({"数量": 470, "满意度": 87, "执行数": 90, "预算数": 100, "执行率": 10}, ("37.6", "29", "30")),
        ({"数量": 470, "满意度": None, "执行数": 90}, ("37.6", "0", "0")),
        ({}, ("0", "0", "0")),
        ({"数量": True, "满意度": math.nan, "执行数": 90, "预算数": 0}, (None, None, None)),
        ({"数量": -1, "满意度": [87], "执行数": "多", "预算数": 1}, (None, None, None)),
    ],
)
def test_a_record_holds_values_in_any_spelling(scorer, record, scores):
    row = scorer(record)
    assert row.scores == tuple(None if score is None else Fraction(score) for score in scores)
    assert row.total == sum((score for score in row.scores if score is not None), Fraction(0))


def test_numbers_of_numpy_are_numbers(scorer):
    numpy = pytest.importorskip("numpy")
    row = scorer({"数量": numpy.int64(470), "满意度": numpy.float64(87), "执行数": numpy.float32(87), "预算数": numpy.int32(100)})
    assert row.scores == (Fraction("37.6"), 29, 29)
    assert row.gaps == (30, 3, 3)
    assert scorer({"数量": numpy.bool_(True)}).verdicts[0] is il.Verdict.INVALID


def test_a_float_at_a_bound_is_decided_by_its_fifteen_digits():
    rules = il.load_ruleset(RULES | {"indicators": [{"id": "1", "name": "甲", "target": "满意度 > 0.3%", "weight": "100"}]})
    scorer = rules.scorer(percent="percent")
    assert scorer({"满意度": 0.1 + 0.2}).verdicts == ("missed",)
    assert scorer({"满意度": 0.1 + 0.2}).gaps == (None,)
    assert scorer({"满意度": 0.300000000000001}).verdicts == ("met",)
    assert scorer({"满意度": Decimal("0.30000000000000000001")}).verdicts == ("met",)


def test_points_that_lie_on_a_half_are_rounded_up():
    rules = il.load_ruleset(RULES | {"indicators": [{"id": "1", "name": "甲", "target": "数量 >= 1000 家", "weight": "5"}]})
    scorer = rules.scorer()
    for number in range(1000):
        assert scorer({"数量": number}).scores == (Fraction((number + 1) // 2, 100),)
        assert scorer({"数量": float(number)}).scores == (Fraction((number + 1) // 2, 100),)


def test_a_scored_row_finds_results_by_id_and_name(scorer):
    row = scorer({"数量": 470, "满意度": 95, "执行率": 80})
    assert row["1"] == row["新建数"] == row.results[0]
    assert row["1"].gap == Quantity(Fraction(30), row["1"].indicator.condition.bound.quantity.unit)
    assert row["1"].explain().text == row.assessment["1"].explain().text
    with pytest.raises(KeyError):
        row["9"]
    with pytest.raises(AttributeError):
        row["1"].nothing_of_this_name  # noqa: B018
    assert "1=missed 2=met 3=missed" in repr(row)


def test_what_is_scored_cannot_be_changed(scorer):
    row = scorer({"数量": 470})
    for thing, field in ((row, "total"), (row, "scores"), (row.results[0], "score"), (row.results[0], "gap")):
        with pytest.raises(AttributeError):
            setattr(thing, field, None)


def test_measures_are_named_as_the_scorer_looks_at_them(scorer):
    assert scorer.names == ("数量", "满意度", "执行数", "预算数")
    assert scorer.as_of == SPAN_END


def test_evaluation_is_asked_once_for_the_same_words(monkeypatch):
    rules = il.load_ruleset(RULES)
    scorer = rules.scorer(percent="percent")
    record = {"数量": "470家", "满意度": 87, "执行数": 87}
    first = tuple_of(scorer(record))
    monkeypatch.setattr("indicatorlang.pipeline.asked_rows.evaluate_row", lambda *_: pytest.fail("evaluated again"))
    assert tuple_of(scorer(record)) == first


@pytest.mark.parametrize(
    ("options", "code"), [({"percent": "nope"}, "unknown-option-value"), ({"as_of": "2019-02-30"}, "unknown-date")]
)
def test_options_that_are_none_are_refused(options, code):
    with pytest.raises(il.ActualsError) as raised:
        il.load_ruleset(RULES).scorer(**options)
    assert [d.code for d in raised.value.diagnostics] == [code]
