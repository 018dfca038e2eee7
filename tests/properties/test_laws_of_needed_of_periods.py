"""What would have met a demand that holds in every period, or a trend: enter it, and the row is met; less is not."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import event, given, settings
from hypothesis import strategies as st

from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import Need
from tests.properties.entering import MONTHS, QUARTERS, SCALE, Made, Rows, amounts, check_ways, modest, number, period_of, ways

seldom = settings(modest, max_examples=60)
PERIODS = {"quarter": QUARTERS, "month": MONTHS}


@st.composite
def comparisons(draw: st.DrawFn, unit: str) -> str:
    subject = draw(st.sampled_from(("甲", "甲", "甲", "甲 + 乙", "甲 / 乙", "甲 / (甲 + 乙)") if unit != "%" else ("甲",)))
    op = draw(st.sampled_from((">=", "<=", ">", "<")))
    if "/" in subject:
        return f"{subject} {op} {number(draw(amounts('%', 0, 150)))}%"
    blank = "" if unit == "%" else " "
    low = draw(amounts(unit, 0, 25))
    if draw(st.integers(0, 3)) == 0:
        return f"{subject} in [{number(low)}{blank}{unit}, {number(low + draw(amounts(unit, 1, 8)))}{blank}{unit}]"
    return f"{subject} {op} {number(low)}{blank}{unit}"


@st.composite
def series(draw: st.DrawFn, name: str, unit: str, kind: str, periods: tuple[str, ...]) -> Rows:
    """What was reported; now and then with a blank."""
    rows, total = [], 0
    for period in periods:
        value = draw(amounts(unit, 0, 30))
        total = total + value if kind == "ytd" and unit != "%" else value
        if draw(st.integers(0, 24)):
            rows.append({"measure": name, "period": period, "value": number(total) + unit})
    return rows


@st.composite
def recurring(draw: st.DrawFn) -> Made:
    """A comparison in every quarter or month, over figures that are as fine as these, or finer."""
    unit = draw(st.sampled_from(("家", "家", "万元", "%")))
    every = draw(st.sampled_from(("quarter", "quarter", "quarter", "month")))
    measures: dict[str, Any] = {}
    rows: Rows = []
    for name in ("甲", "乙"):
        kind = draw(st.sampled_from(("period", "ytd", "snapshot")))
        measures[name] = {"unit": unit, "kind": kind}
        if kind == "period" and draw(st.integers(0, 2)) == 0:
            measures[name]["aggregate"] = draw(st.sampled_from(("mean", "max", "min", "last")))
        if draw(st.integers(0, 4)) == 0:
            measures[name]["missing"] = draw(st.sampled_from(("zero", "skip")))
        grain = "month" if every == "month" else draw(st.sampled_from(("quarter", "quarter", "quarter", "month")))
        rows += draw(series(name, unit, kind, PERIODS[grain]))
    by = draw(st.sampled_from(("", "", " by 2019-06", " by 2019-09")))
    target = f"{draw(comparisons(unit))} every {every}{by}"
    return Made({"measures": measures, "indicators": [{"id": "1", "name": "样例指标", "target": target, "weight": "10"}]}, rows)


@seldom
@given(made=recurring())
def test_what_every_period_needs_meets_it_when_it_is_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        event("missed without a way")
        assert not whatever_would_do(made), made.said([])


@seldom
@given(made=recurring(), data=st.data())
def test_with_less_in_one_of_the_periods_it_is_still_missed(made, data):
    result = made.result()
    for way in ways(result):
        unit = made.rules["measures"][way[0].measure]
        if result.verdict != "missed" or unit["kind"] == "ytd" or len({period_of_need(n) for n in way}) < len(way):
            continue
        left_out = data.draw(st.sampled_from(way))
        rest = [need for need in way if need != left_out]
        then = made.with_(rest)
        assert then.verdict != "met", made.said(rest)


def period_of_need(need: Need) -> str:
    assert need.period is not None
    return need.period.text[:6]


def whatever_would_do(made: Made) -> list[str]:
    """The values of one of the measures, the same in each period, that meet the row."""
    found = []
    rules = made.loaded()
    for name, measure in made.rules["measures"].items():
        others = [row for row in made.rows if row["measure"] != name]
        periods = dict.fromkeys(row["period"] for row in made.rows if row["measure"] == name)
        every = (
            MONTHS
            if any("Q" not in period for period in periods) or "every month" in made.rules["indicators"][0]["target"]
            else QUARTERS
        )
        for value in (0, 1, 5, 10, 15, 20, 25, 30, 1000):
            values = {
                period: value * (n if measure["kind"] == "ytd" and measure["unit"] != "%" else 1)
                for n, period in enumerate(every, 1)
            }
            rows = others + [{"measure": name, "period": p, "value": f"{v}{measure['unit']}"} for p, v in values.items()]
            if rules.evaluate(rows, as_of=made.as_of)["1"].verdict == "met":
                found.append(f"{name} = {value}")
    return found


# Levels, and what is to be done


@st.composite
def in_words(draw: st.DrawFn) -> Made:
    every = draw(st.sampled_from(("quarter", "month")))
    rows: Rows = []
    if draw(st.booleans()):
        target = f"检查 {draw(st.sampled_from(('is', '>=', '>', '<', '<=')))} {draw(st.sampled_from(SCALE))} every {every}"
        measures: dict[str, Any] = {"检查": {"scale": "评价"}}
        for period in PERIODS[every]:
            if draw(st.integers(0, 24)):
                rows.append({"measure": "检查", "period": period, "value": draw(st.sampled_from(SCALE))})
    else:
        target, measures = f"检查 done every {every}", {"检查": {"kind": "done_date"}}
        for period in PERIODS[every]:
            done = draw(st.integers(0, 9))
            if done:
                day = period_of(period).start if done > 5 else period_of(period).end
                rows.append({"measure": "检查", "period": period, "value": day.isoformat()})
            else:
                rows.append({"measure": "检查", "period": period, "value": "否"})
    rules = {"measures": measures, "scales": {"评价": list(SCALE)}}
    return Made({**rules, "indicators": [{"id": "1", "name": "样例指标", "target": target, "weight": "10"}]}, rows)


@seldom
@given(made=in_words())
def test_levels_and_deeds_of_every_period_meet_it_when_they_are_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        target = made.rules["indicators"][0]["target"]
        assert f"> {SCALE[0]}" in target or f"< {SCALE[-1]}" in target, made.said([])


# Trends


@st.composite
def trends(draw: st.DrawFn) -> Made:
    unit = draw(st.sampled_from(("家", "万元", "%")))
    kind = draw(st.sampled_from(("period", "snapshot", "ytd")))
    every = draw(st.sampled_from(("quarter", "quarter", "month")))
    rows = draw(series("甲", unit, kind, PERIODS[every]))
    if draw(st.booleans()) and kind != "ytd":
        rows.append(
            {
                "measure": "甲",
                "period": "2018Q4" if every == "quarter" else "2018-12",
                "value": number(draw(amounts(unit, 0, 30))) + unit,
            }
        )
    target = f"甲 {draw(st.sampled_from(('rises', 'drops')))} each {every}"
    rules = {"measures": {"甲": {"unit": unit, "kind": kind}}}
    return Made({**rules, "indicators": [{"id": "1", "name": "样例指标", "target": target, "weight": "10"}]}, rows)


@seldom
@given(made=trends())
def test_what_a_trend_needs_meets_it_when_it_is_entered(made):
    result = check_ways(made)
    if result.verdict == "missed" and not ways(result):
        assert not any_trend_would_do(made), made.said([])


def any_trend_would_do(made: Made) -> bool:
    """Whether steady figures, from the first or up to the last that was reported, or from nought, meet it."""
    (name, measure), target = next(iter(made.rules["measures"].items())), made.rules["indicators"][0]["target"]
    periods, rises = (QUARTERS if "quarter" in target else MONTHS), "rises" in target
    rows = [row for row in made.rows if row["period"] not in periods]
    rules = made.loaded()
    for start in range(50):
        values = [start + n if rises else start + len(periods) - n for n in range(len(periods))]
        if measure["kind"] == "ytd" and measure["unit"] != "%":
            values = [sum(values[: n + 1]) for n in range(len(values))]
        told = [{"measure": name, "period": p, "value": f"{v}{measure['unit']}"} for p, v in zip(periods, values, strict=True)]
        if rules.evaluate(rows + told, as_of=made.as_of)["1"].verdict == "met":
            return True
    return False


@seldom
@given(made=trends())
def test_a_trend_needs_no_more_than_one_step_from_period_to_period(made):
    result = made.result()
    if result.verdict != "missed" or made.kinds["甲"] == "ytd":  # one total less takes from one period and gives to the next
        return
    for way in ways(result):
        for need in way:
            less = shorter(need)
            if less.quantity.number >= 0:
                rest = [less if other is need else other for other in way]
                assert made.with_(rest).verdict != "met", made.said(rest)


def shorter(need: Need) -> Need:
    """The entry, one step short of it."""
    assert need.quantity is not None
    step = step_of(need.quantity.unit, need.quantity.places)
    less = need.quantity.number - (step if need.op == ">=" else -step)
    return attrs.evolve(need, quantity=attrs.evolve(need.quantity, number=less))
