"""The rulesets that travel with the program show how rulesets are tested: theirs see nearly everything and notice every change."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicatorlang.model.mutation import Mutant
from indicatorlang.model.spot import Spot
from indicatorlang.pipeline.covering import coverage
from indicatorlang.pipeline.mutating import mutate, noticed_by
from indicatorlang.pipeline.rules import load_ruleset
from indicatorlang.pipeline.testing import run_tests

RULESETS = sorted((Path(__file__).resolve().parents[1] / "rulesets").glob("*.yaml"))
# A whole year of daily backups is nothing to write into a file by hand.
LACKING = {"investment-promotion-platform": ["指标9未见达标的用例"]}
UNNOTICED = {"investment-promotion-platform": ("9", "安全发布条数")}
"""The rows and data items whose changes only such a year would show."""


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in RULESETS])
def test_their_tests_see_what_can_be_seen(path):
    rules = load_ruleset(path)
    found = coverage(rules, run_tests(rules), suggest=False)
    assert [entry.sentence() for entry in found.lacking] == LACKING.get(path.stem, [])
    assert len(found.counted) >= 18


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in RULESETS])
def test_their_tests_notice_every_change(path):
    rules = load_ruleset(path)
    run = mutate(rules, run_tests(rules), suggest=False)
    assert [one.mutant.sentence() for one in run.survivors if one.mutant.label not in UNNOTICED.get(path.stem, ())] == []
    assert run.count("killed") >= 36


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in RULESETS])
def test_no_case_notices_a_ruleset_that_has_not_changed(path):
    rules = load_ruleset(path)
    cases = [outcome for outcome in run_tests(rules).outcomes if outcome.case.properties is None]
    for row in rules.ruleset.indicators:
        same = Mutant("none", row.id, (row.id,), ("", ""), rules.ruleset, Spot(row.id))
        assert [outcome.case.name for outcome in cases if noticed_by(rules, outcome, same)] == [], row.id
