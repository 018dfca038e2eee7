"""Laws of exact sets of numbers; and that a value lies in the region of a condition exactly when the engine says it meets it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.model.met import met_where
from indicatorlang.model.region import EVERYTHING, NOTHING, Interval, Region

ENDS = st.integers(-4, 4).map(lambda n: Fraction(n, 2))
PROBES = [Fraction(n, 4) for n in range(-12, 13)]
INTERVALS = st.builds(
    lambda low, high, a, b: Interval(low, high, low is not None and a, high is not None and b),
    st.none() | ENDS,
    st.none() | ENDS,
    st.booleans(),
    st.booleans(),
)
LISTS = st.lists(INTERVALS, max_size=4)
REGIONS = LISTS.map(Region.of)
OPS = st.sampled_from([">=", "<=", ">", "<", "==", "!="])


@given(LISTS)
def test_a_region_holds_what_any_of_its_intervals_holds(intervals):
    region = Region.of(intervals)
    assert [region.contains(n) for n in PROBES] == [any(i.contains(n) for i in intervals) for n in PROBES]


@given(REGIONS, REGIONS)
def test_joining_crossing_and_leaving_out_ask_of_every_number(one, other):
    for n in PROBES:
        assert (one & other).contains(n) == (one.contains(n) and other.contains(n))
        assert (one | other).contains(n) == (one.contains(n) or other.contains(n))
        assert (~one).contains(n) is not one.contains(n)
        assert one.mirrored().contains(-n) is one.contains(n)


@given(REGIONS, REGIONS, REGIONS)
def test_sets_of_numbers_are_an_algebra(a, b, c):
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b
    assert ~~a == a
    assert a & (b | c) == (a & b) | (a & c)
    assert a & ~a == NOTHING
    assert a | ~a == EVERYTHING
    assert (a <= b) is (a & b == a) is (a | b == b)
    assert a.is_empty is (a == NOTHING) is (a <= NOTHING)
    assert a.mirrored().mirrored() == a


@given(REGIONS)
def test_the_whole_numbers_of_a_region_are_those_that_lie_in_it(region):
    whole = region.whole()
    assert [whole.contains(n) for n in range(-5, 6)] == [region.contains(n) for n in range(-5, 6)]
    assert whole.whole() == whole


@given(OPS, ENDS)
def test_a_comparison_holds_where_its_region_says(op, bound):
    holds = {">=": "__ge__", "<=": "__le__", ">": "__gt__", "<": "__lt__", "==": "__eq__", "!=": "__ne__"}[op]
    assert [Region.where(op, bound).contains(n) for n in PROBES] == [getattr(n, holds)(bound) for n in PROBES]


COMPARED = st.builds(lambda op, n: f"甲 {op} {n} 家", OPS, st.integers(0, 8))
RANGED = st.builds(
    lambda low, width, a, b: f"甲 in {'[' if a else '('}{low} 家, {low + width} 家{']' if b else ')'}",
    st.integers(0, 6),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)
TARGETS = st.recursive(
    COMPARED | RANGED,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " and ".join(parts) + ")")
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " or ".join(parts) + ")")
        | inner.map(lambda part: f"not ({part})")
    ),
    max_leaves=4,
)


@settings(deadline=None, max_examples=60)
@given(TARGETS, st.sampled_from(["reach", "two_sided", "exact"]), st.integers(0, 9))
def test_a_value_lies_in_the_region_exactly_when_it_meets_the_target(target, equal, value):
    ruleset = il.load_ruleset(
        {"ruleset": "样例", "year": "2024", "indicators": [{"name": "数", "target": target, "equal": equal}]}
    )
    [row] = ruleset.indicators
    box = met_where(row.condition, dt.date(2024, 12, 31))
    assert box is not None
    assert len(box) == 1
    [region] = box.values()
    verdict = ruleset.evaluate({"甲": {"2024": f"{value} 家"}}, as_of="2024-12-31")["数"].verdict
    assert (str(verdict), region.contains(value)) in [("met", True), ("missed", False)]
