"""What happened within a window: one month, one week, one quarter of the span.

A series is narrowed to the values that report on the window alone; whoever reads series then reads this one with the window as its
span. A running total says what happened within a window by the difference of its values at both ends of it, where both are known; at the
start of the span it is nought. Nothing is spread: a value of a quarter says nothing of its months.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from indicatorlang.engine.delivered.choices import Choice
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.expected import grain_of
from indicatorlang.engine.delivered.overlaps import joins, lay_out
from indicatorlang.engine.delivered.seen import Seen, Series, settle
from indicatorlang.engine.problems.period_problems import DifferencesTaken
from indicatorlang.engine.problems.series_problems import BlanksPassed
from indicatorlang.library.aggregation import sum as adding
from indicatorlang.library.units import default_aggregate
from indicatorlang.model.actual import Kind
from indicatorlang.model.indicator import Measure
from indicatorlang.model.measured import Measured
from indicatorlang.model.period import Grain, Period
from indicatorlang.model.ruleset import BUDGET
from indicatorlang.model.unit import PLAIN

_DAY = dt.timedelta(days=1)
RANKS: Mapping[Grain, int] = MappingProxyType(
    {grain: rank for rank, grain in enumerate((Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR))}
)
"""Grains from the finest to the coarsest."""


def within(series: Series, window: Period, choice: Choice, span: Period, aggregate: str | None = None) -> Series:
    """The series narrowed to what it says of a window; to be read with the window as its span."""
    series = by_period(series, choice, span, aggregate)
    parts = tuple(part for _, part in series.parts) or (series,)
    entries = tuple(entry for part in parts for entry in _narrowed(part, window, choice, span))
    measure = series.nature.measure
    stated = None if measure.aggregate == "each" else measure.aggregate
    grain = _expected(measure, [entry for entry in entries if not entry.whole], window)
    nature = attrs.evolve(series.nature, measure=attrs.evolve(measure, aggregate=stated, frequency=grain))
    return attrs.evolve(series, nature=nature, entries=entries)


def by_period(series: Series, choice: Choice, span: Period, aggregate: str | None = None) -> Series:
    """For a mean, a minimum or a maximum a running total is read as the amounts of its periods, as far as they can be told."""
    if (aggregate or series.nature.measure.aggregate) not in ("mean", "min", "max"):
        return series
    totals = _seen((entry for entry in series.entries if is_running(series, entry, choice)), series, choice, span)
    grain = series.nature.measure.frequency or grain_of((), [seen.point for seen in totals], span)
    if not totals or grain is None or grain is Grain.OTHER:
        return series
    parts = tuple(part for _, part in series.parts) or (series,)
    tiles = tuple(span.split(grain))
    entries = tuple(entry for part in parts for tile in tiles for entry in _narrowed(part, tile, choice, span) if not entry.whole)
    nature = attrs.evolve(series.nature, measure=attrs.evolve(series.nature.measure, frequency=grain))
    return attrs.evolve(series, nature=nature, entries=entries)


def differences(series: Series, value: Measured) -> Measured:
    """The value, with a remark where it was made of differences between running totals."""
    if value.state not in ("known", "no_data") or not any(entry.differenced for entry in series.entries):
        return value
    measure = series.nature.measure
    return attrs.evolve(value, remarks=(*value.remarks, DifferencesTaken(measure=measure.name, place=measure.place)))


def undone(series: Series, value: Measured) -> Measured:
    """For a window without a word on whether something was done: not done, where the measure says that blanks are nothing."""
    measure = series.nature.measure
    if series.nature.form != "done" or measure.missing != "zero" or value.state != "no_data" or not value.blanks:
        return value
    remark = BlanksPassed(measure=measure.name, how="zero", periods=value.blanks, place=measure.place)
    return attrs.evolve(value, state="known", done=False, blanks=(), remarks=(*value.remarks, remark))


def is_running(series: Series, entry: Entry, choice: Choice) -> bool:
    """Whether a value is a running total whose differences are amounts: of anything but percentages and unit prices."""
    unit = series.unit
    amounts = unit == PLAIN or (len(unit.dimension) == 1 and unit.dimension[0][1] > 0)
    return amounts and series.nature.form == "number" and (entry.kind or choice.kind) is Kind.YTD


def _narrowed(series: Series, window: Period, choice: Choice, span: Period) -> tuple[Entry, ...]:
    lost = tuple(entry for entry in series.entries if entry.lost)
    if all(entry.whole or entry.lost for entry in series.entries):
        return (*lost, *(entry for entry in series.entries if not entry.lost and _holds_always(series, entry)))
    if series.nature.form == "done":
        return (*lost, *_completions(series.entries, window))
    ending = [entry for entry in series.entries if window.start <= (entry.period or span).end <= window.end and not entry.lost]
    if series.nature.form == "level":
        return (*lost, *(entry for entry in ending if not entry.whole))
    running = [entry for entry in ending if is_running(series, entry, choice)]
    made = _difference(series, window, choice, span) if running else ()
    if made:
        return (*lost, *made)
    return (*lost, *(entry for entry in ending if not entry.whole and _reports_on(series, entry, window, choice)))


def _reports_on(series: Series, entry: Entry, window: Period, choice: Choice) -> bool:
    """Whether a value that ends in a window is about it: a state at its end, or what happened within it."""
    if is_running(series, entry, choice):
        return False
    return (entry.kind or choice.kind) in (Kind.SNAPSHOT, Kind.YTD) or entry.period is None or window.contains(entry.period)


def _holds_always(series: Series, entry: Entry) -> bool:
    """Whether a value without a period says something of every part of the span: a state, a rate, an approved budget. What happened in
    the whole span says nothing of its weeks."""
    if series.nature.form == "level" or series.nature.name == BUDGET or entry.kind is Kind.SNAPSHOT:
        return True
    return series.nature.form == "number" and entry.kind is not Kind.YTD and default_aggregate(series.unit, Kind.PERIOD) != "sum"


def _completions(placed: Iterable[Entry], window: Period) -> Iterator[Entry]:
    """What was done within the window: of several days the first, and what was said of periods within it."""
    dated = sorted((e for e in placed if e.cell.day is not None and window.start <= e.cell.day <= window.end), key=_day)
    yield from (entry for entry in dated if entry.cell.day == dated[0].cell.day)
    for entry in placed:
        if entry.cell.day is None and entry.period is not None and not entry.whole and window.contains(entry.period):
            yield entry


def _day(entry: Entry) -> dt.date:
    return entry.cell.day or dt.date.max


def _expected(measure: Measure, entries: list[Entry], window: Period) -> Grain | None:
    """The periods within the window that ought to have a value: those of the stated frequency where they are finer, else as the values
    lie; a window without any value is itself what is missing."""
    if measure.frequency is not None and RANKS.get(measure.frequency, 9) < RANKS.get(window.grain, 9):
        return measure.frequency
    if not entries:
        return window.grain
    days = all(entry.period is None or entry.period.grain in (Grain.DAY, Grain.WEEK, Grain.OTHER) for entry in entries)
    return Grain.OTHER if days or window.grain in (Grain.DAY, Grain.WEEK) else None


# Running totals


def _difference(series: Series, window: Period, choice: Choice, span: Period) -> tuple[Entry, ...]:
    """What a running total says of the window, as one value of it; empty where it says nothing. A total that is unusable or
    contradicts itself is handed on as it is, for the window cannot be known then."""
    edges = (window.end, window.start - _DAY)
    near = [entry for edge in edges for entry in _latest(series, edge, choice, span)]
    totals = settle(_seen(near, series, choice, span))
    for edge in edges:
        told = [seen for seen in (*totals.values, *totals.same) if seen.period.end == edge]
        if any(not seen.good or not seen.says_the_same(told[0]) for seen in told):
            return tuple(_of_window(seen.entry, window) for seen in told)
    good = sorted((seen for seen in totals.values if seen.good), key=lambda seen: seen.period.end)
    ranges = [seen for seen in _ranges(series, choice, span) if seen.period.end <= window.end]
    zero = series.nature.measure.missing == "zero"
    last = _total_at(window.end, good, ranges, span, zero)
    first = _total_at(window.start - _DAY, good, ranges, span, zero)
    if last is None or first is None or not good:
        return ()
    places = max(seen.quantity.places for seen in good)
    cell = Cell((last - first) / series.unit.factor, series.unit, places)
    return (attrs.evolve(_of_window(good[-1].entry, window), cell=cell, differenced=True),)


def _ranges(series: Series, choice: Choice, span: Period) -> tuple[Seen, ...]:
    """The values that are no running totals."""
    key = ("ranges", choice, span)
    if key not in series.known:
        series.known[key] = tuple(
            seen
            for seen in series.seen(choice, span)
            if not (seen.entry.lost or seen.entry.whole or is_running(series, seen.entry, choice))
        )
    found: tuple[Seen, ...] = series.known[key]
    return found


def _latest(series: Series, day: dt.date, choice: Choice, span: Period) -> list[Entry]:
    """The running totals of the last day, up to this one, for which there are any."""
    key = ("running", choice, span)
    if key not in series.known:
        by_day: dict[dt.date, list[Entry]] = {}
        for entry in series.entries:
            if not entry.lost and is_running(series, entry, choice):
                by_day.setdefault((entry.period or span).end, []).append(entry)
        series.known[key] = (sorted(by_day), by_day)
    days, entries = series.known[key]
    place = bisect_right(days, day)
    return list(entries[days[place - 1]]) if place else []


def _of_window(entry: Entry, window: Period) -> Entry:
    return attrs.evolve(entry, period=window, whole=False, cumulative=False, kind=Kind.PERIOD)


def _total_at(day: dt.date, totals: list[Seen], ranges: list[Seen], span: Period, zero: bool) -> Fraction | None:
    """The running total at a day: as reported then, or an earlier one with all periods since; None where that is not known. With `zero`
    nothing happened in what is blank."""
    if day < span.start:
        return Fraction(0)
    before = [seen for seen in totals if seen.period.end <= day]
    start, total = span.start, Fraction(0)
    if before:
        latest = max(before, key=lambda seen: seen.period.end)
        start, total = latest.period.end + _DAY, latest.quantity.base
    if start > day:
        return total
    since = [seen for seen in ranges if seen.good and start <= seen.period.start and seen.period.end <= day]
    counted = lay_out(since, adding.PART.kernel).counted
    if not zero and not joins(counted, Period(start, day)):
        return None
    return total + sum((seen.quantity.base for seen in counted), Fraction(0))


def _seen(entries: Iterable[Entry], series: Series, choice: Choice, span: Period) -> list[Seen]:
    found = []
    for entry in entries:
        observation = entry.seen(series.unit, choice)
        if observation is not None:
            found.append(Seen(entry, observation, entry.kind or choice.kind or Kind.PERIOD, entry.period or span))
    return found
