"""Tests of rulesets: what they may expect, tables and files of cases, properties, and what is wrong with them, as cases."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import indicatorlang as il
from indicatorlang.pipeline.testing import run_tests
from indicatorlang.reports.testing.words import difference, row_label

FOLDER = Path(__file__).resolve().parent / "conformance" / "testing"
RULESET = (FOLDER / "_ruleset.yaml").read_text(encoding="utf-8")
DELIVERED = """{全年执行数: {2026-12: 57}, 开放数: {2026-06: 5, 2026-12: 11}, 借阅量: {2026Q1: 0.5, 2026Q2: 0.5, 2026Q3: 0.5, 2026Q4: 0.58},
      满意人数: {2026-12: 85}, 受访人数: {2026-12: 100}, 验收: {2026-12: 2026-12-05}, 管理水平: {2026-12: 较规范}, 投诉数: {2026: 2},
      活动次数: {2026Q1: 2, 2026Q2: 3, 2026Q3: 1, 2026Q4: 2}}"""


def cases(name):
    found = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return [pytest.param(case, id=case["name"]) for case in found]


def told(outcome, lang="zh"):
    """The differences of an outcome, each with its row."""
    return [f"{one.indicator or row_label(one, lang)} {difference(one, lang)}" for one in outcome.mismatches]


def with_tests(tests, more=""):
    return il.loads_ruleset(f"{RULESET}{more}\n自测:\n{tests}", "规则.yaml")


@pytest.mark.parametrize("case", cases("expectations"))
def test_an_expectation_is_held_against_the_result(case):
    actuals, final = case.get("actuals", DELIVERED), case.get("final", "否")
    test = f"  - 名称: 甲\n    评价时点: {case.get('as_of', '2026-12-31')}\n    定案: {final}\n    实际值: {actuals}\n"
    rules = with_tests(f"{test}    应得: {case['expect']}\n", case.get("more", ""))
    (outcome,) = run_tests(rules).outcomes
    assert told(outcome) == case.get("differs", [])
    assert "english" not in case or told(outcome, "en") == case["english"]
    assert [said.code for said in outcome.diagnostics] == case.get("unexpected", [])
    assert outcome.passed is not bool(case.get("differs") or case.get("unexpected"))


@pytest.mark.parametrize("case", cases("tables"))
def test_a_table_makes_one_case_of_each_row(case, tmp_path):
    for name, text in case.get("files", {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "规则.yaml").write_text(f"{RULESET}\n自测:\n{case['tests']}", encoding="utf-8")
    run = run_tests(il.load_ruleset(tmp_path / "规则.yaml"), cases=[tmp_path / name for name in case.get("given", [])])
    assert [said.render() for said in run.diagnostics] == []
    found = {one.case.full_name: [*told(one), *(said.code for said in one.diagnostics)] for one in run.outcomes}
    assert found == {name: [] if said == "passes" else said for name, said in case["cases"].items()}
    assert list(found) == list(case["cases"])
    for outcome in run.outcomes:
        name = outcome.case.full_name
        if name in case.get("lines", {}):
            assert f"{Path(outcome.case.place.file).name}:{outcome.case.place.line}" == case["lines"][name]


@pytest.mark.parametrize("case", cases("properties"))
def test_a_property_holds_or_is_broken_by_the_simplest_values(case):
    (outcome,) = run_tests(with_tests(case["tests"], case.get("more", ""))).outcomes
    found = outcome.counterexample
    assert told(outcome) == case.get("differs", [])
    assert (None if found is None else dict(found.assignment)) == case.get("at")
    assert (None if found is None else found.broken) == case.get("broken")
    assert dict(found.other if found is not None else ()) == case.get("other", {})
    if "combinations" in case:
        assert outcome.combinations == int(case["combinations"])
    if "tries" in case:
        assert set(case["tries"]) <= {str(dict_of(one)) for one in outcome.assessments}


def dict_of(assessment):
    """The one reported value of an assessment, as it was filled in."""
    return next(o.text or o.quantity.shown() for r in assessment.results if r.actual for o in r.actual.inputs)


@pytest.mark.parametrize("case", cases("bad"))
def test_what_is_wrong_with_a_test_is_told_at_its_place(case):
    with pytest.raises(il.RulesetError) as raised:
        with_tests(case["tests"])
    first = RULESET.count("\n") + 2
    found = [
        (d.code, d.place.line - first, f"{d.zh()}；{d.help_zh()}") for d in raised.value.diagnostics if d.severity == "error"
    ]
    assert [(code, line) for code, line, _ in found] == [(one["code"], int(one["line"])) for one in case["problems"]]
    for (_, _, said), one in zip(found, case["problems"], strict=True):
        assert one["says"] in said


@pytest.mark.parametrize("case", cases("bad_files"))
def test_what_is_wrong_with_a_file_of_cases_is_told_at_its_place(case, tmp_path):
    path = tmp_path / case["file"]
    if "text" in case:
        path.write_text(case["text"], encoding="utf-8")
    run = run_tests(il.loads_ruleset(RULESET, str(tmp_path / "规则.yaml")), cases=[path])
    assert run.outcomes == ()
    found = [(d.code, str(d.place.line), f"{d.zh()}；{d.help_zh()}") for d in run.diagnostics]
    assert [(code, line) for code, line, _ in found] == [(one["code"], one.get("line", "None")) for one in case["problems"]]
    for (_, _, said), one in zip(found, case["problems"], strict=True):
        assert one["says"] in said


def test_there_are_cases_enough():
    assert sum(len(cases(name)) for name in ("expectations", "tables", "properties", "bad", "bad_files")) >= 110
