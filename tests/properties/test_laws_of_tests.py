"""Laws of the tests of rulesets: what is written from a real result passes, and what differs from it fails."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.engine.testing.facts import field_of
from indicatorlang.engine.testing.samples import MAX_SAMPLES, samples
from indicatorlang.model.assessment import Assessment, ForecastResult, IndicatorResult, MilestoneResult, Need, Pace
from indicatorlang.model.measured import Measured, PeriodResult
from indicatorlang.pipeline import testing
from indicatorlang.pipeline.testing import run_case, run_tests
from indicatorlang.resolve.keys import SECTIONS

RULESET = (Path(__file__).resolve().parents[1] / "conformance" / "testing" / "_ruleset.yaml").read_text(encoding="utf-8")
RULES = il.loads_ruleset(RULESET)
COUNTS = st.integers(0, 14)
DAYS = st.sampled_from(["2026-06-30", "2026-09-30", "2026-12-31"])
SAID = {
    "expected": ("verdict", "score", "fraction", "weight", "gap", "exceeded", "due", "recoverable", "reason_missing"),
    "expected_total": ("score", "raw_score", "max_score", "weight", "grade", "provisional", "as_of"),
}


@st.composite
def deliveries(draw):
    """Actuals of the whole year, some of them left out."""
    half, year = draw(COUNTS), draw(COUNTS)
    given = {
        "开放数": {"2026-06": str(half), "2026-12": str(max(half, year))},
        "满意人数": {"2026-12": str(draw(st.integers(0, 120)))},
        "受访人数": {"2026-12": "100"},
        "验收": {"2026-12": draw(st.sampled_from(["2026-10-31", "2026-11-30", "2026-12-01", "否"]))},
        "管理水平": {"2026-12": draw(st.sampled_from(["规范", "较规范", "不规范"]))},
        "投诉数": {"2026": str(draw(st.integers(0, 5)))},
        "活动次数": {f"2026Q{q}": str(draw(st.integers(0, 3))) for q in (1, 2, 3, 4)},
        "全年执行数": {"2026-12": str(draw(st.integers(0, 60)))},
    }
    return {name: values for name, values in given.items() if draw(st.integers(0, 9))}


def written(value):
    """A value of the JSON of a result as an expectation has it."""
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return f"{value['value']} {value['unit']}"
    return str(value)


def expectations(assessment):
    """Everything that can simply be said of an assessment, row by row."""
    found = assessment.to_dict()
    expect = {row["id"]: {name: written(row[name]) for name in SAID["expected"]} for row in found["results"]}
    for row in found["results"]:
        if row["recoverable"] is None:
            del expect[row["id"]]["recoverable"]
        expect[row["id"]]["pace"] = (row["pace"] or {}).get("colour") or "无"
        if row["milestones"]:
            expect[row["id"]]["milestones"] = {step["by"]: step["verdict"] for step in row["milestones"]}
        if row["parts"]:
            expect[row["id"]]["parts"] = [part["verdict"] for part in row["parts"]]
        if row["actual"] is not None and row["actual"]["value"] is not None:
            expect[row["id"]]["actual"] = f"{row['actual']['value']} {row['actual']['unit'] or ''}".strip()
    total = {name: written(found[name]) for name in SAID["expected_total"]}
    return expect | {"total": total | {"vetoes": [veto["indicator"] for veto in found["vetoes"]]}}


def ruleset_with(actuals, as_of, expect):
    test = {"name": "甲", "as_of": as_of, "actuals": actuals, "expect": expect}
    return il.loads_ruleset(f"{RULESET}\n自测: [{json.dumps(test, ensure_ascii=False)}]\n")


@given(deliveries(), DAYS)
def test_what_is_written_from_a_real_result_passes(actuals, as_of):
    assessment = RULES.evaluate(actuals, as_of=as_of)
    (outcome,) = run_tests(ruleset_with(actuals, as_of, expectations(assessment))).outcomes
    assert outcome.mismatches == ()


@given(deliveries(), DAYS, st.data())
def test_what_differs_from_the_result_fails_in_that_field_alone(actuals, as_of, data):
    assessment = RULES.evaluate(actuals, as_of=as_of)
    expect = expectations(assessment)
    row = data.draw(st.sampled_from(sorted(expect)))
    others = {"score": "101", "weight": "101"} | ({} if row == "total" else {"due": "2026-01-31", "gap": "101 头"})
    field, value = data.draw(st.sampled_from(sorted(others.items())))
    expect[row][field] = value
    (outcome,) = run_tests(ruleset_with(actuals, as_of, expect)).outcomes
    assert [("total" if not one.indicator else one.indicator, one.field) for one in outcome.mismatches] == [(row, (field,))]
    assert not outcome.passed


@given(deliveries(), DAYS)
def test_running_a_case_again_comes_to_the_same(actuals, as_of):
    rules = ruleset_with(actuals, as_of, {"1": "met", "total": {"score": "1"}})
    (case,) = rules.ruleset.tests[0].cases
    first, second = run_case(rules, case), run_case(rules, case)
    assert first == second
    assert attrs.evolve(first, assessments=()) == attrs.evolve(run_case(RULES, case), assessments=())


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_every_value_is_tried_and_no_combination_twice(counts):
    values = [tuple(str(number) for number in range(count)) for count in counts]
    chosen = samples(values)
    assert len(chosen) == len(set(chosen))
    assert len(chosen) <= MAX_SAMPLES + sum(counts)
    for place, own in enumerate(values):
        assert {one[place] for one in chosen} == set(own)


TYPES = {
    "expected": (IndicatorResult,),
    "expected_total": (Assessment,),
    "expected_actual": (Measured,),
    "expected_pace": (Pace,),
    "expected_step": (MilestoneResult, PeriodResult),
    "expected_need": (Need,),
    "expected_forecast": (ForecastResult,),
}


@pytest.mark.parametrize("where", [where for where in SECTIONS if where.startswith("expected")])
def test_every_field_that_can_be_expected_can_be_read(where):
    made = RULES.evaluate({"开放数": {"2026-06": "5"}}, as_of="2026-06-30")
    things = [made, *made, *(one for row in made for one in (row.actual, row.pace, *row.milestones, *row.needed) if one)]
    seen = [thing for thing in things if isinstance(thing, TYPES[where])]
    seen += [ForecastResult(made.results[0].verdict)] if where == "expected_forecast" else []
    assert seen
    for key in SECTIONS[where]:
        for thing in seen:
            field_of(thing, key.name)


@pytest.mark.parametrize("form", ["text", "json", "junit"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_is_the_same_every_time(form, lang):
    tests = "[{名称: 甲, 评价时点: 2026-12-31, 任取: {开放数@2026-12: 0..20 个, 开放数@2026-06: 0..20 个}, 从不: {2: 未达标}}]"
    text = f"{RULESET}\n自测: {tests}\n"
    one, other = (testing.tests_report([run_tests(il.loads_ruleset(text))], form, lang) for _ in range(2))
    assert one == other


SAID_ELSEWHERE = {
    "expected": {"id", "name", "path", "core", "wording", "adjusted", "modifiers", "beside"},
    "expected_total": {"schema", "engine", "profile", "calendar", "project", "combined", "ruleset", "weights_assumed"}
    | {"before_rounding", "recovery", "results"},
}


def test_every_field_of_a_result_can_be_expected_or_is_no_matter_of_evaluation():
    found = RULES.evaluate({"开放数": {"2026-06": "5"}}, as_of="2026-06-30").to_dict()
    for where, fields in (("expected", set(found["results"][0])), ("expected_total", set(found))):
        assert fields - {key.name for key in SECTIONS[where]} == SAID_ELSEWHERE[where]
