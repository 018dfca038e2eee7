"""Laws of targets that hold period by period, whatever the figures are."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

import indicatorlang as il

MONTHS = [f"2019-{month:02d}" for month in range(1, 13)]
values = st.lists(st.integers(0, 20), min_size=12, max_size=12)
targets = st.sampled_from(["数量 >= 7 家", "数量 <= 12 家", "数量 in [3 家, 15 家]", "数量 > 10 家"])
cadences = st.sampled_from(["month", "quarter"])


def result(target, reported, kind="period", **rest):
    measure = {"unit": "家", "kind": kind, **rest}
    ruleset = {
        "ruleset": "样例",
        "measures": {"数量": measure},
        "indicators": [{"id": "1", "name": "甲", "target": target, "weight": "10"}],
    }
    return il.load_ruleset({"year": "2019", **ruleset}).evaluate({"数量": reported}, as_of="2019-12-31")["1"]


def said(row):
    return [(each.period.text, str(each.verdict), each.actual and each.actual.base) for each in row.periods]


@settings(max_examples=40, deadline=None)
@given(values, targets, cadences)
def test_a_running_total_says_the_same_as_what_happened(numbers, target, every):
    plain = result(f"{target} every {every}", {m: str(n) for m, n in zip(MONTHS, numbers, strict=True)})
    totals = result(f"{target} every {every}", {m: str(n) for m, n in zip(MONTHS, accumulate(numbers), strict=True)}, kind="ytd")
    assert said(totals) == said(plain)
    assert (totals.verdict, totals.score) == (plain.verdict, plain.score)


@settings(max_examples=40, deadline=None)
@given(values, targets)
def test_every_month_is_judged_as_if_it_stood_alone(numbers, target):
    row = result(f"{target} every month", {m: str(n) for m, n in zip(MONTHS, numbers, strict=True)})
    alone = [il.compile(target)(f"{number} 家") for number in numbers]
    assert [each.verdict for each in row.periods] == [each.verdict for each in alone]
    assert row.fraction * 12 == sum(str(each.verdict) == "met" for each in alone)
    assert (str(row.verdict) == "met") == all(str(each.verdict) == "met" for each in alone)


@settings(max_examples=40, deadline=None)
@given(values, targets, cadences)
def test_entering_what_is_needed_meets_it(numbers, target, every):
    reported = {m: str(n) for m, n in zip(MONTHS, numbers, strict=True)}
    row = result(f"{target} every {every}", reported)
    if str(row.verdict) != "missed" or not row.needed:
        return
    mended = reported | {need.period.text: str(need.quantity.number) for need in row.needed if need.way == 1}
    assert str(result(f"{target} every {every}", mended).verdict) == "met"


@settings(max_examples=40, deadline=None)
@given(values, targets)
def test_entering_the_totals_that_are_needed_meets_it(numbers, target):
    reported = {m: str(n) for m, n in zip(MONTHS, accumulate(numbers), strict=True)}
    row = result(f"{target} every month", reported, kind="ytd")
    if str(row.verdict) != "missed" or not row.needed:
        return
    mended = reported | {need.period.text: str(need.quantity.number) for need in row.needed if need.way == 1}
    assert str(result(f"{target} every month", mended, kind="ytd").verdict) == "met"


@settings(max_examples=40, deadline=None)
@given(values, st.sets(st.integers(0, 11), max_size=6), targets)
def test_blanks_never_make_it_met(numbers, blank, target):
    reported = {m: str(n) for i, (m, n) in enumerate(zip(MONTHS, numbers, strict=True)) if i not in blank}
    row = result(f"{target} every month", reported)
    assert not (blank and str(row.verdict) == "met")
    skipped = result(f"{target} every month", reported, missing="skip")
    assert [each.verdict for each in skipped.periods] == [each.verdict for each in row.periods if str(each.verdict) != "no_data"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=12, max_size=12))
def test_what_rises_drops_when_it_is_turned_round(numbers):
    rises = result("数量 rises each month", {m: str(n) for m, n in zip(MONTHS, numbers, strict=True)}, kind="snapshot")
    drops = result("数量 drops each month", {m: str(50 - n) for m, n in zip(MONTHS, numbers, strict=True)}, kind="snapshot")
    assert (rises.verdict, rises.fraction) == (drops.verdict, drops.fraction)
    if rises.needed:
        mended = {m: str(n) for m, n in zip(MONTHS, numbers, strict=True)}
        mended |= {need.period.text: str(need.quantity.number) for need in rises.needed}
        assert str(result("数量 rises each month", mended, kind="snapshot").verdict) == "met"
