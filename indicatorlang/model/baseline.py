"""Earlier times that something is compared with: which stretch a baseline names, and which measures look back.

上年 is the year before the span, whole, whatever has passed of it. 上期 is the stretch of the same length directly before what is
measured: before the span for a value of the whole span, the quarter before for that of a quarter. 同期 is the same stretch a
year earlier, so far as it has gone. A name that is itself an earlier period (2017年) means that period. Any other name means
what the ruleset gives under it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from indicatorlang.model.actual import Origin
from indicatorlang.model.formula import BaselineOf, Expression, GrowthOf, MeasureRef, measures_in, walk
from indicatorlang.model.indicator import Condition, EachPeriod, Indicator, InRange, Threshold, Trend, conditions
from indicatorlang.model.period import Grain, Period, month_end, parse_period
from indicatorlang.model.ruleset import Ruleset

LAST_YEAR, BEFORE, YEAR_EARLIER = "上年", "上期", "同期"
NAMED_BASELINES = (LAST_YEAR, BEFORE, YEAR_EARLIER)
"""Baselines that actuals can give, declared or not."""
DECLARED = "基期值"
"""The column of the origin of a value that the ruleset declares."""

_DAY = dt.timedelta(days=1)
_YEAR = 12
_LONGEST_NAME = 60


def stretch_of(baseline: str, span: Period, window: Period | None, at: dt.date) -> Period | None:
    """The stretch that a baseline names: for what is measured within `window`, else from the start of the span to `at`. None for
    a name that only the ruleset can explain."""
    match baseline:
        case "上年":
            return _year_before(span)
        case "上期":
            return before(window or span)
        case "同期":
            return year_earlier(window or Period(span.start, max(span.start, at)))
    named = parse_period(baseline) if len(baseline) <= _LONGEST_NAME else None
    return named if named is not None and named.end < span.start else None


def _year_before(span: Period) -> Period:
    """The twelve months before a span of whole years, else the calendar year before the one in which the span starts."""
    if span.start.day == 1 and span.months % _YEAR == 0:
        return Period(earlier(span.start, _YEAR), span.start - _DAY)
    year = span.start.year - 1
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def before(stretch: Period) -> Period:
    """The stretch of the same length directly before, by months where it is made of whole months."""
    whole = stretch.start.day == 1 and stretch.end == month_end(stretch.end.year, stretch.end.month)
    if whole:
        return Period(earlier(stretch.start, stretch.months), stretch.start - _DAY)
    return Period(stretch.start - (stretch.end - stretch.start) - _DAY, stretch.start - _DAY)


def year_earlier(stretch: Period) -> Period:
    """The same stretch a year before; the last day of a month stays the last day."""
    return Period(earlier(stretch.start, _YEAR), earlier(stretch.end, _YEAR))


def earlier(day: dt.date, months: int) -> dt.date:
    """The same day some months before; the end of a month stays an end, and a day that the month has not becomes its last."""
    count = day.year * _YEAR + day.month - 1 - months
    last = month_end(count // _YEAR, count % _YEAR + 1)
    if day == month_end(day.year, day.month) or day.day > last.day:
        return last
    return last.replace(day=day.day)


def frame_of(stretch: Period, span: Period) -> Period:
    """The earlier time that running totals of a stretch begin with: the year, counted as the span counts, that it lies in; the
    stretch itself where it lies in none."""
    years = (span.start.year * _YEAR + span.start.month - stretch.start.year * _YEAR - stretch.start.month + _YEAR - 1) // _YEAR
    if years > 0 and span.start.day == 1:
        frame = Period(earlier(span.start, years * _YEAR), earlier(span.start, (years - 1) * _YEAR) - _DAY)
        if frame.contains(stretch):
            return frame
    return stretch


def is_declared(origin: Origin) -> bool:
    """Whether a value stands in the ruleset and not in the actuals."""
    return origin.column == DECLARED and origin.row is None


# What looks back


def comparisons(expression: Expression) -> Iterator[GrowthOf | BaselineOf]:
    """The comparisons with an earlier value in an expression."""
    return (part for part in walk(expression) if isinstance(part, GrowthOf | BaselineOf))


def looking_back(condition: Condition) -> Iterator[GrowthOf | BaselineOf]:
    """The comparisons with an earlier value in a condition, formulas not opened."""
    for part in conditions(condition):
        match part:
            case Threshold(subject=subject, bound=bound):
                yield from comparisons(subject)
                yield from comparisons(bound)
            case InRange(subject=subject):
                yield from comparisons(subject)


def looks_back(ruleset: Ruleset) -> frozenset[str]:
    """The measures, formulas and their inputs, whose values of before the span play a part: in growth, in trends, and as the
    start of a way that is scored by how much of it was covered."""
    told = [(row, condition) for row in ruleset.every_row for condition in (row.condition, row.when) if condition is not None]
    names: dict[str, None] = {}
    for row, condition in told:
        for found in opened_comparisons(condition, ruleset):
            names |= dict.fromkeys(measures_in(found.subject))
            if not isinstance(found.subject, MeasureRef):
                names[row.id] = None  # the value of a formula without a name is delivered under the row's
        for part in conditions(condition):
            if isinstance(part, Trend):
                names |= dict.fromkeys(measures_in(part.subject))
            elif isinstance(part, Threshold) and isinstance(part.subject, MeasureRef) and _covers_a_way(row, part, ruleset):
                names[part.subject.measure] = None
    return frozenset(opened(names, ruleset))


def opened_comparisons(condition: Condition, ruleset: Ruleset) -> Iterator[GrowthOf | BaselineOf]:
    """The comparisons with an earlier value in a condition and in the formulas behind it."""
    yield from looking_back(condition)
    for part in conditions(condition):
        subjects = (part.subject,) if isinstance(part, Threshold | InRange | Trend) else ()
        for name in opened((name for subject in subjects for name in measures_in(subject)), ruleset):
            formula = ruleset.measures[name].formula if name in ruleset.measures else None
            yield from comparisons(formula) if formula is not None else ()


def _covers_a_way(row: Indicator, part: Threshold, ruleset: Ruleset) -> bool:
    """Whether a comparison is scored by the way from a baseline: because the rules say so, or because its bound is not above 0."""
    bounds = [step.bound.number for step in part.schedule]
    bounds += [part.bound.quantity.number] if hasattr(part.bound, "quantity") else []
    return ruleset.profile.scoring_of(row.scoring).method == "progress" or any(number <= 0 for number in bounds)


def opened(names: Iterable[str], ruleset: Ruleset) -> tuple[str, ...]:
    """The names with those of the inputs of formulas among them, each once."""
    waiting, found = list(names), dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        measure = ruleset.measures.get(name)
        if measure is not None and measure.formula is not None:
            waiting += measures_in(measure.formula)
    return tuple(found)


# What a form has to ask for


def asked_earlier(ruleset: Ruleset) -> dict[str, tuple[tuple[Period, bool], ...]]:
    """For each reported measure the earlier times whose values are needed and not declared, and whether each of them is asked for
    in parts, as the span is: the same time a year ago may be asked about at any time of the year."""
    found: dict[str, dict[tuple[Period, bool], None]] = {}
    for row in ruleset.every_row:
        told = [condition for condition in (row.condition, row.when) if condition is not None]
        by_period = {id(part.part): part for whole in told for part in conditions(whole) if isinstance(part, EachPeriod)}
        for part in (part for whole in told for part in conditions(whole)):
            if not isinstance(part, Threshold | InRange):
                continue
            each = by_period.get(id(part))
            for comparison in opened_comparisons(part, ruleset):
                asked = _asked(comparison.baseline, each, ruleset.span)
                if asked is not None:
                    for name in _undeclared(comparison, ruleset):
                        found.setdefault(name, {})[asked] = None
    return {name: tuple(sorted(times, key=lambda time: (time[0].start, time[0].end))) for name, times in found.items()}


def _asked(baseline: str, each: EachPeriod | None, span: Period) -> tuple[Period, bool] | None:
    if baseline == BEFORE and each is not None:
        grain = Grain(each.every) if each.every is not None else Grain.QUARTER
        return before(next(span.split(grain))), False
    stretch = stretch_of(baseline, span, None, span.end)
    return None if stretch is None else (stretch, baseline == YEAR_EARLIER)


def _undeclared(comparison: GrowthOf | BaselineOf, ruleset: Ruleset) -> Iterator[str]:
    """The reported measures behind a comparison that the ruleset gives no earlier value of."""
    declared = ruleset.baselines.get(comparison.baseline, {})
    waiting = [] if isinstance(comparison, GrowthOf) and comparison.over is not None else list(measures_in(comparison.subject))
    while waiting:
        name = waiting.pop(0)
        if name in declared:
            continue
        measure = ruleset.measures.get(name)
        if measure is None or measure.formula is None or measure.records is not None:
            yield name  # last year's cases are seldom at hand: their number may be reported
        else:
            waiting += measures_in(measure.formula)
