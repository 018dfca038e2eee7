"""Twice as much costs at most about twice as much: the calls of every kind of work are counted, in a size and its double.

What is made larger stands in `tests/benchmarks/growths.py`. Counting is exact and the same on every machine, so that a loop inside a
loop is found here and not on a clock. A small size is worked on beforehand, for what is only done the first time.
"""

from __future__ import annotations

import attrs
import pytest

import indicatorlang as il
from indicatorlang.diagnostics import Source
from indicatorlang.syntax.from_text import parse_target
from tests.benchmarks import growing
from tests.benchmarks.growths import GROWTHS, TARGETS, Growth
from tests.syntax.test_reading_is_linear import calls_of

COUNTED = [growth for growth in GROWTHS if growth.counted]


@pytest.mark.parametrize("growth", COUNTED, ids=lambda growth: growth.title)
def test_twice_as_much_takes_at_most_about_twice_as_many_calls(growth: Growth) -> None:
    small, large = (calls_of(_ready(growth, size)) for size in (growth.counted, 2 * growth.counted))
    assert large <= 2.2 * small, f"{growth.counted}: {small} calls, {2 * growth.counted}: {large} calls"
    assert large >= small


def _ready(growth: Growth, size: int):
    growth.made(4)()
    return growth.made(size)


@pytest.mark.parametrize("shape", ["(", "not (", "-", "min(1, ", "（", "a + (", "数量 - (1 - "])
@pytest.mark.parametrize("times", [100, 200, 1000, 100_000])
def test_deep_nesting_is_refused_and_never_too_deep_for_python(shape: str, times: int) -> None:
    text = shape * times + "1"
    tree, found = parse_target(text, Source(text))
    assert tree is None
    assert found
    assert all(one.zh() and one.en() for one in found)


@pytest.mark.parametrize("count", [151, 400])
def test_a_chain_deeper_than_calculations_may_be_is_told_by_name(count: int) -> None:
    text = " + ".join(["甲"] * count) + " >= 1 家"
    with pytest.raises(il.TargetSyntaxError, match="nested-too-deep"):
        il.compile(text)


def test_a_chain_as_deep_as_calculations_may_be_is_evaluated_and_explained() -> None:
    target = " + ".join(["甲"] * 149) + " >= 1490 家"
    row = {"id": "1", "name": "一项", "target": target, "weight": "100"}
    rules = il.load_ruleset({"ruleset": "深", "year": "2019", "measures": {"甲": {"unit": "家"}}, "indicators": [row]})
    assert rules.evaluate({"甲": "10 家"})["1"].verdict == "met"
    missed = rules.evaluate({"甲": "9 家"})["1"]
    assert missed.score == 90
    assert "1341家" in missed.explain().text


def test_what_grows_is_timed_in_every_size() -> None:
    growth = attrs.evolve(TARGETS[0], sizes=(1, 2, 4))
    powers, medians = growing.by_growth("One target:", (growth,), 1)
    assert powers.rows[0][:2] == ("parts of `and`", "1, 2, 4")
    assert (powers.page, medians.page, len(medians.rows[0][1].split(" · "))) == (True, False, 3)
