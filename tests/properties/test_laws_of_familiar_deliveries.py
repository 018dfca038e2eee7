"""A delivery of a form that came before is decided at once; what it says, then and when asked for more, is what evaluating it says."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import pickle
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.engine.delivered.natures import natures_of
from indicatorlang.engine.familiar.amounts import SCALE, millionths
from indicatorlang.engine.familiar.results import FamiliarAssessment
from indicatorlang.model.number import exact, from_float
from indicatorlang.reports.text import text_report
from tests.properties.test_laws_of_scoring_records import LEVELS, cases, near_to
from tests.test_conformance_evaluation import load_cases, ruleset_of

QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
FIELDS = tuple(field.name for field in attrs.fields(il.Assessment))


def whole(rules: il.Rules, actuals: Any, **options: Any) -> il.Assessment:
    """What evaluating the delivery says, whatever came before: these rules have met nothing."""
    return attrs.evolve(rules).evaluate(actuals, **options)


def check(found: il.Assessment, expected: il.Assessment) -> None:
    """Whether two assessments are the same in everything that can be looked at; what is known at once is looked at first."""
    assert type(expected) is il.Assessment
    assert [(r.verdict, r.score, r.fraction, r.gap) for r in found] == [(r.verdict, r.score, r.fraction, r.gap) for r in expected]
    assert (found.score, found.grade, found.as_of, found.as_of_assumed) == (
        *(expected.score, expected.grade),
        *(expected.as_of, expected.as_of_assumed),
    )
    assert found == expected
    assert expected == found
    for lang in ("zh", "en"):
        assert found.to_json(lang) == expected.to_json(lang)
        assert text_report(found, lang) == text_report(expected, lang)
    assert repr(found) == repr(expected)


def again(rules: il.Rules, actuals: Any, **options: Any) -> il.Assessment:
    """The delivery evaluated by rules that have met its form."""
    for _ in range(2):
        rules.evaluate(actuals, **options)
    return rules.evaluate(actuals, **options)


# Made-up rulesets


NUMBERS = (0, 0.0, 1, 2.5, 7.25, 30, 95, 400, 1234.5678, "3.5", "90", "100", "0", 0.1 + 0.2)
DAYS = (dt.date(2019, 11, 30), dt.date(2019, 12, 1), "2019-05-06", "完成")
WORDS: dict[str, tuple[Any, ...]] = {"number": NUMBERS, "level": LEVELS, "done": DAYS}
BOUNDS = (0.3, 1.0, 5.0, 12.5, 33.333, 80.5, 90.0, 95.0, 100.0, 500.0, 1000.0)
RANGES = (*[QUARTERS] * 6, QUARTERS[:2], QUARTERS[2:], ("2019",), ("2019上半年", "2019"), (None,), ("1-6月", "1-12月"))


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[il.Rules, list[Any], dict[str, Any]]:
    """A ruleset, deliveries of one form for it, the first ones plain, and the options."""
    ruleset, records = draw(cases())
    if draw(st.integers(0, 7)):  # a row that is not plain makes the whole evaluated
        plain = [row for row in ruleset["indicators"] if not re.search(r" and |==|!=| 0\b", row["target"])]
        ruleset = ruleset | {"indicators": plain or ruleset["indicators"]}
    rules = il.load_ruleset(ruleset)
    natures = natures_of(rules.ruleset)
    names = [name for row in rules.indicators for name in rules.ruleset.reported_for(row)]
    heads: list[dict[str, Any]] = []
    for name in dict.fromkeys(names):
        kind = draw(st.sampled_from((*["本期数", "累计数", "时点数"] * 4, "")))
        beside = {"kind": kind, "unit": draw(st.sampled_from((*[""] * 12, "%", "元")))}
        heads += [{"measure": name, "period": period} | beside for period in draw(st.sampled_from(RANGES))]
    made: list[list[dict[str, Any]]] = []
    for number in range(6):
        strange = number > 3 and draw(st.booleans())
        rows = []
        for head in heads:
            values = [*WORDS[natures[head["measure"]].form]]
            if number > 2 and natures[head["measure"]].form == "number":
                values += near_to(draw(st.sampled_from(BOUNDS)))
            values += [record[head["measure"]] for record in records if strange and head["measure"] in record]
            rows.append(head | {"value": draw(st.sampled_from(values))})
        made.append(rows)
    day = draw(st.sampled_from(("2019-12-31", "2019-12-31", "2019-06-30", None, "2020-06-30")))
    return rules, made, {"as_of": day, "percent": draw(st.sampled_from(("percent", "percent", "percent", "fraction", None)))}


@settings(max_examples=120)
@given(made=deliveries(), loaded=st.booleans())
def test_what_is_decided_at_once_is_what_evaluation_says(made, loaded):
    rules, many, options = made
    for delivery in [*many, many[0]]:
        found = rules.evaluate(il.load_actuals(delivery) if loaded else delivery, **options)
        if isinstance(found, FamiliarAssessment):
            event("decided at once")
        check(found, whole(rules, delivery, **options))


@given(
    st.lists(
        st.one_of(st.integers(-5, 10**13), st.floats(), st.decimals(places=7), st.text("0123456789.-e\n", max_size=16)),
        max_size=3,
    )
)
def test_millionths_are_the_value_exactly_or_nothing(values):
    found = millionths(values)
    for value, number in zip(values, found or [], strict=False):
        told = exact(value) if isinstance(value, str) else Fraction(value) if isinstance(value, int) else from_float(value)
        assert told == Fraction(number, SCALE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("470", 470_000_000),
        ("0.1", 100_000),
        ("999999999999.999999", 999_999_999_999_999_999),
        (0.1 + 0.2, 300_000),
        (123456789012, 123_456_789_012_000_000),
        (1e-7, None),
        ("0.1234567", None),
        ("1,200", None),
        (" 5", None),
        ("5\n6", None),
        ("５", None),
        (-1, None),
        ("-1", None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
    ],
)
def test_plain_numbers(value, expected):
    assert millionths([value]) == (None if expected is None else [expected])
    assert millionths([3, value]) == (None if expected is None else [3 * SCALE, expected])


# The rulesets of the conformance cases


def variants(actuals: Any) -> Iterator[Any]:
    """Deliveries of the same form with other values."""
    for factor in ("2", "0.5", "0.999", "30"):
        yield _changed(actuals, lambda text, by=factor: _times(text, Fraction(by)))
    yield _changed(actuals, lambda text: "无" if text == "0" else _times(text, Fraction(0)))


def _changed(actuals: Any, change: Any) -> Any:
    if isinstance(actuals, dict):
        return {key: _changed(below, change) for key, below in actuals.items()}
    if isinstance(actuals, list):
        return [{key: change(cell) if key in ("value", "实际值") else cell for key, cell in row.items()} for row in actuals]
    return change(actuals)


def _times(text: Any, factor: Fraction) -> Any:
    if not isinstance(text, str) or not re.fullmatch(r"\d+(\.\d+)?", text):
        return text
    return f"{float(Fraction(text) * factor):.6f}".rstrip("0").rstrip(".")


def or_problems(evaluate: Any, rules: il.Rules, actuals: Any, options: dict[str, Any]) -> Any:
    """An assessment, or what is wrong."""
    try:
        return evaluate(rules, actuals, **options)
    except il.ActualsError as wrong:
        return wrong.diagnostics


CASES = [
    param
    for param in load_cases(Path(__file__).resolve().parents[1] / "conformance" / "evaluation")
    if not {"final", "combine", "profile"} & set(param.values[0].get("options", {})) and "records" not in param.values[0]
]
QUICK: set[str] = set()


@pytest.mark.parametrize("case", CASES)
def test_every_ruleset_says_the_same_at_once(case):
    rules = il.load_ruleset(ruleset_of(case))
    options = {"as_of": case.get("as_of"), **case.get("options", {})}
    actuals = case.get("actuals", {})
    expected = or_problems(whole, rules, actuals, options)
    if isinstance(expected, tuple):
        assert [or_problems(il.Rules.evaluate, rules, actuals, options) for _ in range(3)] == [expected] * 3
        return
    check(again(rules, actuals, **options), expected)
    for changed in variants(actuals):
        found = rules.evaluate(changed, **options)
        if isinstance(found, FamiliarAssessment):
            QUICK.add(case["name"])
            check(found, whole(rules, changed, **options))


# One ruleset, looked at closely


RULES: dict[str, Any] = {
    "ruleset": "样例",
    "year": "2019",
    "measures": {
        "数量": {"unit": "家", "kind": "period"},
        "满意度": {"unit": "%", "kind": "snapshot"},
        "执行数": {"unit": "万元", "kind": "ytd"},
        "预算数": {"unit": "万元", "kind": "snapshot"},
        "执行率": {"unit": "%", "formula": "执行数 / 预算数", "bounded": "true"},
        "评价": {"scale": "评价"},
    },
    "scales": {"评价": ["好", "中", "差"]},
    "indicators": [
        {"id": "1", "name": "新建数", "target": "数量 >= 500 家", "weight": "30"},
        {"id": "2", "name": "群众满意度", "target": "满意度 >= 90%", "weight": "20"},
        {"id": "3", "name": "预算执行", "target": "执行率 >= 90%", "weight": "20"},
        {"id": "4", "name": "评价", "target": "评价 is 好", "weight": "20"},
        {"id": "5", "name": "开馆", "target": "开馆 done by 2019-11-30", "weight": "10"},
    ],
}
OPTIONS: dict[str, Any] = {"as_of": "2019-12-31", "percent": "percent"}


def delivery(number: int = 470, **others: Any) -> list[dict[str, Any]]:
    """A plain delivery."""
    told: dict[str, list[Any]] = {
        "数量": [100, 50.5, 20, number - 170.5],
        "满意度": [80, 85, 88.8, 87],
        "执行数": [100, 300, 500, "870"],
        "预算数": ["1000"] * 4,
        "评价": ["差", "中", "好", "中"],
        **others,
    }
    rows = [
        {"measure": name, "period": period, "value": value, "evidence": f"{name}{period}证明"}
        for name, values in told.items()
        for period, value in zip(QUARTERS, values, strict=True)
    ]
    return [*rows, {"measure": "开馆", "period": "2019Q4", "value": dt.date(2019, 12, 5), "evidence": None}]


@pytest.fixture
def rules():
    made = il.load_ruleset(RULES)
    again(made, delivery(), **OPTIONS)
    return made


def test_a_familiar_delivery_is_decided_without_evaluating(rules, monkeypatch):
    expected = whole(rules, delivery(300), **OPTIONS)
    monkeypatch.setattr("indicatorlang.pipeline.rules.assess", lambda *_, **__: pytest.fail("evaluated"))
    found = rules.evaluate(delivery(300), **OPTIONS)
    assert [r.verdict for r in found.results] == [r.verdict for r in expected.results]
    assert [(r.score, r.weight, r.fraction, r.gap) for r in found] == [(r.score, r.weight, r.fraction, r.gap) for r in expected]
    assert (found.score, found.grade) == (expected.score, expected.grade)
    assert found["新建数"] is found["1"]
    monkeypatch.undo()
    check(found, expected)
    assert found["1"].actual.inputs[3].extra["evidence"] == "数量2019Q4证明"
    assert found["1"].explain("en") == expected["1"].explain("en")


@pytest.mark.parametrize(
    "others",
    [
        {"数量": [1, 2, 3, "约4"]},
        {"数量": [1, 2, 3, None]},
        {"数量": [1, 2, 3, "4家"]},
        {"数量": [1, 2, 3, -4]},
        {"数量": [1, 2, 3, True]},
        {"数量": [1, 2, 3, "不适用"]},
        {"数量": [1, 2, 3, 1e-9]},
        {"数量": [1, 2, 3, 10**15]},
        {"数量": [1, 2, 3, 4.5]},
        {"数量": ["1", "2.0", "3", "494"]},
        {"数量": [Fraction(1, 3), 2, 3, 4]},
        {"满意度": [1, 1, 1, 0.9]},
        {"满意度": [1, 1, 1, "90%"]},
        {"执行数": [1, 2, 3, 1100]},
        {"执行数": [4, 3, 2, 1]},
        {"执行数": [1, 2, 3, 8700000]},
        {"执行数": [0, 0, 0, 0], "预算数": [0, 0, 0, 0]},
        {"预算数": [0, 0, 0, 0]},
        {"评价": ["差", "中", "好", "好"]},
        {"评价": ["乱", "中", "好", "好"]},
        {"评价": ["差", "中", "好", "乱"]},
        {"评价": ["差", "中", "好", ""]},
        {"评价": ["差", "中", "好", "不适用"]},
        {"评价": ["差", "中", "好", 3]},
    ],
)
def test_what_is_not_plain_is_evaluated(rules, others):
    for _ in range(3):
        check(rules.evaluate(delivery(**others), **OPTIONS), whole(rules, delivery(**others), **OPTIONS))
    check(rules.evaluate(delivery(), **OPTIONS), whole(rules, delivery(), **OPTIONS))


def test_rows_without_data_do_not_keep_the_others_from_being_decided_at_once(rules):
    def told(number: int) -> dict[str, Any]:
        return {"数量": dict.fromkeys(QUARTERS, number), "评价": "好"}

    again(rules, told(100), **OPTIONS)
    for number in (124, 125):
        found = rules.evaluate(told(number), **OPTIONS)
        assert type(found) is FamiliarAssessment
        assert [str(r.verdict) for r in found] == ["missed" if number < 125 else "met", "no_data", "no_data", "met", "no_data"]
        check(found, whole(rules, told(number), **OPTIONS))


def test_other_days_and_spellings_are_told_apart(rules):
    days = ("2019-12-31", dt.date(2019, 12, 31), "2019Q2", 2019, None, dt.datetime(2019, 9, 30, 8))
    for day, percent, kind in itertools.product(days, ("percent", "fraction", None), (None, "ytd", il.Kind.SNAPSHOT)):
        options = {"as_of": day, "percent": percent, "kind": kind}
        check(again(rules, delivery(), **options), whole(rules, delivery(), **options))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"percent": "nope"}, "unknown-option-value"),
        ({"as_of": "2019-02-30"}, "unknown-date"),
        ({"kind": "nope"}, "unknown-option-value"),
    ],
)
def test_options_that_are_none_are_refused_at_once(rules, options, code):
    for _ in range(3):
        with pytest.raises(il.ActualsError) as raised:
            rules.evaluate(delivery(), **OPTIONS | options)
        assert [d.code for d in raised.value.diagnostics] == [code]


def test_several_projects_are_refused_at_once_though_their_form_is_familiar(rules):
    rows = [row | {"project": "甲"} for row in delivery()]
    found = again(rules, rows, **OPTIONS)
    assert (type(found), found.project) == (FamiliarAssessment, "甲")
    assert rules.evaluate([row | {"project": "乙"} for row in rows], **OPTIONS).project == "乙"
    rows[3]["project"] = "乙"
    with pytest.raises(il.ActualsError) as raised:
        rules.evaluate(rows, **OPTIONS)
    assert [d.code for d in raised.value.diagnostics] == ["several-projects"]


@pytest.mark.parametrize("form", ["rows", "mapping", "loaded", "single"])
def test_all_ways_to_hand_in_actuals_are_decided_at_once(form):
    rules = il.load_ruleset(RULES)

    def handed(number: int) -> Any:
        rows = delivery(number)
        if form == "rows":
            return rows
        if form == "loaded":
            return il.load_actuals(rows)
        if form == "single":
            return {"数量": number, "满意度": 87, "执行数": 870, "预算数": 1000, "评价": "中", "开馆": "2019-12-05"}
        told: dict[str, dict[str, Any]] = {}
        for row in rows:
            told.setdefault(row["measure"], {})[row["period"]] = row["value"]
        return told

    again(rules, handed(470), **OPTIONS)
    for number in (499, 500, 501):
        found = rules.evaluate(handed(number), **OPTIONS)
        assert type(found) is FamiliarAssessment
        assert str(found["1"].verdict) == ("met" if number >= 500 else "missed")
        check(found, whole(rules, handed(number), **OPTIONS))


def test_what_was_handed_in_may_be_changed_afterwards(rules):
    rows = delivery(300)
    expected = whole(rules, rows, **OPTIONS)
    found = rules.evaluate(rows, **OPTIONS)
    for row in rows:
        row["value"] = 0
    rows.clear()
    check(found, expected)


def test_a_familiar_assessment_is_as_immutable_as_any_and_can_be_copied(rules):
    found, expected = rules.evaluate(delivery(300), **OPTIONS), whole(rules, delivery(300), **OPTIONS)
    for thing, field in ((found, "score"), (found, "weight"), (found["1"], "score"), (found["1"], "actual"), (found, "new")):
        with pytest.raises(AttributeError):
            setattr(thing, field, None)
        with pytest.raises(AttributeError):
            delattr(thing, field)
    with pytest.raises(AttributeError):
        found.nothing_of_this_name  # noqa: B018
    with pytest.raises(TypeError):
        hash(found)
    for made in (pickle.loads(pickle.dumps(rules.evaluate(delivery(300), **OPTIONS))), copy.copy(found), copy.deepcopy(found)):
        assert type(made) is il.Assessment
        assert made == expected
    assert pickle.loads(pickle.dumps(found.results)) == expected.results
    assert attrs.evolve(found, project="甲") == attrs.evolve(expected, project="甲")
    assert repr(attrs.evolve(found["1"], note="甲")) == repr(attrs.evolve(expected["1"], note="甲"))
    assert attrs.asdict(found, recurse=False) == attrs.asdict(expected, recurse=False)
    assert {field: getattr(found, field) for field in FIELDS} == {field: getattr(expected, field) for field in FIELDS}


def test_rules_forget_what_they_met_when_they_are_pickled_or_changed(rules):
    for other in (pickle.loads(pickle.dumps(rules)), attrs.evolve(rules, text="")):
        assert other == rules
        assert type(other.evaluate(delivery(), **OPTIONS)) is il.Assessment
        check(again(other, delivery(), **OPTIONS), whole(rules, delivery(), **OPTIONS))
    assert "familiar" not in repr(rules).lower()


def test_eight_threads_find_the_same(rules):
    many = [delivery(number, 评价=["中", "中", "差", word]) for number in range(300, 700, 40) for word in ("好", "中", "差")]
    expected = [whole(rules, each, **OPTIONS).to_json() for each in many]
    for made in (il.load_ruleset(RULES), rules):
        start = threading.Barrier(8)

        def walk(shift: int, made: il.Rules = made, start: threading.Barrier = start) -> list[tuple[int, str]]:
            start.wait()
            order = [(n + 4 * shift) % len(many) for n in range(len(many))]
            return [(n, made.evaluate(many[n], **OPTIONS).to_json()) for n in order]

        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(walk, range(8)))
        assert all(text == expected[n] for each in told for n, text in each)


def test_eight_threads_may_look_at_one_assessment(rules):
    expected = whole(rules, delivery(300), **OPTIONS)
    for _ in range(5):
        found, start = rules.evaluate(delivery(300), **OPTIONS), threading.Barrier(8)

        def look(number: int, found: il.Assessment = found, start: threading.Barrier = start) -> Any:
            start.wait()
            if number % 2:
                return found.to_json(), [r.explain().text for r in found], repr(found["1"])
            return found.to_json(), [r.explain().text for r in reversed(found.results)][::-1], repr(found["1"])

        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(look, range(8)))
        assert all(each == (expected.to_json(), [r.explain().text for r in expected], repr(expected["1"])) for each in told)


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr("indicatorlang.pipeline.familiar.FORMS", 1)
    monkeypatch.setattr("indicatorlang.pipeline.familiar.MET", 2)
    rules = il.load_ruleset(RULES)
    kinds = []
    for measure in ("数量", "满意度", "执行数"):
        rows = [row for row in delivery() if row["measure"] == measure or row["measure"] not in ("数量", "满意度", "执行数")]
        made = again(rules, delivery() if measure == "数量" else rows, **OPTIONS)
        kinds.append(type(made))
    assert kinds == [FamiliarAssessment, il.Assessment, il.Assessment]
