"""Entering what a result says is needed, as it says, and evaluating again: what the laws of `needed` have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.library.units import step_of
from indicatorlang.model.assessment import IndicatorResult, Need
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import Period, parse_period

SPAN = Period(dt.date(2019, 1, 1), dt.date(2019, 12, 31))
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
MONTHS = tuple(f"2019-{month:02d}" for month in range(1, 13))
ENDS = ("2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31")
SCALE = ("优秀", "良好", "合格", "很差")
modest = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)

Rows = list[dict[str, str]]
Way = list[Need]


def number(value: Fraction) -> str:
    return decimal_text(value)


@st.composite
def amounts(draw: st.DrawFn, unit: str, low: int = 0, high: int = 60) -> Fraction:
    """A number as people write it: whole for what is counted, else with at most two decimals."""
    whole = draw(st.integers(low, high))
    decimals = 0 if unit in ("家", "份") else draw(st.sampled_from((0, 0, 1, 2)))
    return whole + Fraction(draw(st.integers(0, 10**decimals - 1)), 10**decimals)


def end_of(period: str) -> str:
    return period_of(period).end.isoformat()


def period_of(text: str) -> Period:
    found = parse_period(text, SPAN)
    assert found is not None, text
    return found


def ways(result: IndicatorResult) -> list[Way]:
    found: dict[int, Way] = {}
    for need in result.needed:
        found.setdefault(need.way, []).append(need)
    return list(found.values())


def as_row(need: Need) -> dict[str, str]:
    """The entry as one types it into a table of actuals."""
    row = {"measure": need.measure, "value": need.day.isoformat() if need.day else need.level or ""}
    if need.op == "!=":
        row["value"] = next(level for level in SCALE if level != need.level)
    if need.quantity is not None:
        row["value"] = number(need.quantity.number) + need.quantity.unit.text
    if need.period is not None:
        row["period"] = need.period.text
    if need.kind is not None and need.day is None:
        row["kind"] = str(need.kind)
    return row


def enter(rows: Rows, way: Way, kinds: Mapping[str, str]) -> Rows:
    """The rows with these entries in the place of those about the same day or period."""
    kept = [row for row in rows if not any(replaces(need, row, kinds) for need in way)]
    return kept + [as_row(need) for need in way]


def replaces(need: Need, row: dict[str, str], kinds: Mapping[str, str]) -> bool:
    if row["measure"] != need.measure:
        return False
    if need.period is None and "period" not in row:
        return True
    if need.day is not None and need.period is None:
        return True
    if need.period is None:
        return False
    if "period" not in row:
        return need.kind != "period" and need.period.end == SPAN.end
    period = period_of(row["period"])
    if need.day is not None:
        return need.period.start <= period.end <= need.period.end
    if need.kind == "period":
        return (period.start, period.end) == (need.period.start, need.period.end)
    return period.end == need.period.end and need.kind in (None, row.get("kind", kinds.get(need.measure)))


@attrs.frozen
class Made:
    """A project of one row (or of several, of which the one with id 1 is looked at), and what was reported for it."""

    rules: Mapping[str, Any]
    rows: Rows
    as_of: str = "2019-12-31"

    @property
    def kinds(self) -> dict[str, str]:
        return {name: measure["kind"] for name, measure in self.rules["measures"].items() if "kind" in measure}

    def loaded(self) -> il.Rules:
        return il.load_ruleset({"ruleset": "样例", "year": "2019", **self.rules})

    def result(self) -> IndicatorResult:
        return self.loaded().evaluate(self.rows, as_of=self.as_of)["1"]

    def with_(self, way: Way) -> IndicatorResult:
        """The row once more, with a way entered."""
        return self.loaded().evaluate(enter(self.rows, way, self.kinds), as_of=self.as_of)["1"]

    def said(self, way: Way) -> str:
        return f"{dict(self.rules)}\nat {self.as_of}\n{self.rows}\nway: {[as_row(need) for need in way]}"


def check_ways(made: Made, again: Callable[[Way], IndicatorResult] | None = None) -> IndicatorResult:
    """Every way that is told of a missed row meets it, and where it is one number, a step less does not."""
    result = made.result()
    event(f"{result.verdict}, {len(ways(result))} ways")
    if result.verdict not in ("missed", "not_due"):
        assert not result.needed
    if result.verdict != "missed":
        return result
    again = again or made.with_
    for way in ways(result):
        assert not [need for need in way if not need.past], made.said(way)
        then = again(way)
        assert then.verdict == "met", f"{made.said(way)}\nthen: {then.verdict} {then.actual} {then.problems}"
        short = one_step_less(way)
        if short is not None:
            then = again([short])
            assert then.verdict != "met", f"a step less will do: {made.said([short])}"
    return result


def one_step_less(way: Sequence[Need]) -> Need | None:
    """The only entry of a way, one step short of it."""
    need = way[0]
    if len(way) > 1 or need.quantity is None or need.op not in (">=", "<="):
        return None
    step = step_of(need.quantity.unit, need.quantity.places)
    less = need.quantity.number - (step if need.op == ">=" else -step)
    return attrs.evolve(need, quantity=attrs.evolve(need.quantity, number=less)) if less >= 0 else None
