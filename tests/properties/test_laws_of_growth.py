"""Growth is a way from a baseline to a level, told as a rate: both ways of telling it give the same verdict and the same points."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il

counts = st.integers(1, 500)
rates = st.integers(1, 60)


def rules(target, baseline=None, **row):
    baselines = {} if baseline is None else {"baselines": {"上年": {"数量": f"{baseline} 家"}}}
    measures = {"数量": {"unit": "家", "kind": "ytd"}}
    row = {"id": "1", "name": "甲", "target": target, "weight": "10", **row}
    return il.load_ruleset({"ruleset": "样例", "year": "2019", "measures": measures, **baselines, "indicators": [row]})


def judged(target, actual, baseline=None, **row):
    return rules(target, baseline, **row).evaluate({"数量": {"2019Q4": str(actual)}}, as_of="2019-12-31")["1"]


@settings(max_examples=60, deadline=None)
@given(baseline=counts, actual=st.integers(0, 900), rate=rates)
def test_growth_earns_the_share_of_the_way_to_its_level(baseline, actual, rate):
    level = baseline * (1 + Fraction(rate, 100))
    grown = judged(f"数量 grows >= {rate}%", actual, baseline)
    covered = (actual - baseline) / (level - baseline)
    assert grown.fraction == min(1, max(0, covered))
    assert (grown.verdict == "met") is (actual >= level)


@settings(max_examples=60, deadline=None)
@given(baseline=counts, actual=st.integers(0, 900), rate=rates)
def test_a_fall_earns_the_share_of_the_way_down(baseline, actual, rate):
    level = baseline * (1 - Fraction(rate, 100))
    fallen = judged(f"数量 falls >= {rate}%", actual, baseline)
    assert fallen.fraction == min(1, max(0, (baseline - actual) / (baseline - level)))
    assert (fallen.verdict == "met") is (actual <= level)


@settings(max_examples=60, deadline=None)
@given(baseline=counts, actual=st.integers(0, 900), rate=rates)
def test_what_is_needed_is_the_nearest_that_meets_it(baseline, actual, rate):
    result = judged(f"数量 grows >= {rate}%", actual, baseline)
    if result.verdict == "met":
        assert result.needed == ()
        return
    (need,) = result.needed
    wanted = need.quantity.number
    assert judged(f"数量 grows >= {rate}%", wanted, baseline).verdict == "met"
    assert judged(f"数量 grows >= {rate}%", wanted - 1, baseline).verdict == "missed"


@settings(max_examples=40, deadline=None)
@given(baseline=counts, actual=st.integers(0, 900), rate=rates, direction=st.sampled_from(("grows", "falls")))
def test_a_declared_baseline_and_a_reported_one_come_to_the_same(baseline, actual, rate, direction):
    target = f"数量 {direction} >= {rate}% over 上年"
    declared = judged(target, actual, baseline)
    reported = rules(target).evaluate({"数量": {"2018": str(baseline), "2019Q4": str(actual)}}, as_of="2019-12-31")["1"]
    assert (declared.verdict, declared.score, declared.gap) == (reported.verdict, reported.score, reported.gap)


@settings(max_examples=40, deadline=None)
@given(baseline=st.integers(-50, 50), actual=st.integers(-50, 50))
def test_plain_growth_and_plain_fall_leave_only_the_same(baseline, actual):
    def verdict(word):
        measures = {"温差": {"unit": "度", "kind": "snapshot"}}
        row = {"id": "1", "name": "甲", "target": f"温差 {word}", "weight": "10"}
        ruleset = {"ruleset": "样例", "year": "2019", "measures": measures, "baselines": {"上年": {"温差": f"{baseline} 度"}}}
        return il.load_ruleset({**ruleset, "indicators": [row]}).evaluate({"温差": str(actual)}, as_of="2019-12-31")["1"].verdict

    met = {word for word in ("grows", "falls", "grows == 0%") if verdict(word) == "met"}
    assert met & {"grows", "falls"} == ({"grows"} if actual > baseline else {"falls"} if actual < baseline else set())
    assert actual != baseline or "grows == 0%" in met
