"""Every shipped ruleset keeps the promises of its own 自测."""

from __future__ import annotations

from pathlib import Path

import pytest

import indicatorlang as il
from indicatorlang.pipeline.testing import run_tests
from indicatorlang.reports.testing.text import tests_text as report

RULESETS = sorted((Path(__file__).resolve().parents[1] / "rulesets").glob("*.yaml"))


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_ruleset_passes_its_own_tests(path):
    run = run_tests(il.load_ruleset(path))
    assert run.outcomes
    assert run.diagnostics == ()
    assert run.failed == 0, report([run])


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_the_actuals_of_its_tests_name_nothing_unknown(path):
    run = run_tests(il.load_ruleset(path))
    assert [said.render() for outcome in run.outcomes for said in outcome.remarks if "unknown" in said.code] == []


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_every_ruleset_brings_tests_with_a_row_met_and_one_missed(path):
    outcomes = run_tests(il.load_ruleset(path)).outcomes
    wanted = {one.written for outcome in outcomes for row in outcome.case.expect for one in row.fields if one.field == "verdict"}
    assert {"达标", "未达标"} <= wanted
