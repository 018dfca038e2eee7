"""Points of rows, as `conformance/weights` says, and the laws of spreading."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from indicatorlang.resolve.row.weights import Given, Share, spread, weigh

FOLDER = Path(__file__).resolve().parents[1] / "conformance" / "weights"
CASES = [case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)]


def _share(line):
    level1, level2, name, weight = (cell.strip() for cell in line.split("|"))
    return Share(name, level1, level2, Fraction(weight) if weight else None)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["case"]) for case in CASES])
def test_points_come_to_rows(case):
    given_points = {key: Given(Fraction(points)) for key, points in case.get("given", {}).items()}
    budget = Fraction(case["budget"]) if "budget" in case else None
    weights, told = weigh([_share(row) for row in case["rows"]], given_points, budget)
    assert [problem.code for problem in told] == ([case["error"]] if "error" in case else [])
    if "weights" in case:
        assert weights.rows == tuple(Fraction(weight) for weight in case["weights"])
        assert weights.budget == (Fraction(case["budget_weight"]) if "budget_weight" in case else None)
        assert weights.assumed is (case.get("assumed") == "yes")


POINTS = st.fractions(min_value=0, max_value=1000, max_denominator=1000)


@given(POINTS, st.integers(1, 60))
def test_what_is_spread_is_what_was_there(points, count):
    parts = spread(points, count)
    assert len(parts) == count
    assert sum(parts) == points


@given(st.integers(0, 10**6), st.integers(1, 60))
def test_parts_differ_by_a_hundredth_at_most_and_never_rise(hundredths, count):
    parts = spread(Fraction(hundredths, 100), count)
    assert parts[0] - parts[-1] <= Fraction(1, 100)
    assert list(parts) == sorted(parts, reverse=True)


GROUP = st.sampled_from(["产出", "效果", "影响", ""])


@given(st.lists(GROUP, min_size=1, max_size=20), st.none() | st.just(Fraction(10)))
def test_points_that_nobody_gave_come_to_a_hundred(groups, budget):
    rows = [Share(f"第{n}项", group, "", None) for n, group in enumerate(groups)]
    weights, told = weigh(rows, {}, budget)
    assert told == ()
    assert weights.assumed
    assert sum(weights.rows) + (weights.budget or 0) == 100


@given(st.lists(GROUP, min_size=1, max_size=20))
def test_equal_groups_get_equal_points_to_a_hundredth(groups):
    rows = [Share(f"第{n}项", group, "", None) for n, group in enumerate(groups)]
    weights, _ = weigh(rows, {}, None)
    sums = {g: sum(w for w, row in zip(weights.rows, rows, strict=True) if row.level1 == g) for g in groups}
    assert max(sums.values()) - min(sums.values()) <= Fraction(1, 100)
