"""Values of many periods, and cases of a table, for conditions that look at each of them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.trying.parts import Delivery
from indicatorlang.engine.trying.placing import cell_of, name_of, written_in
from indicatorlang.engine.trying.values import numbers
from indicatorlang.model.formula import (
    Column,
    Elapsed,
    Expression,
    MeasureRef,
)
from indicatorlang.model.indicator import (
    AtLevel,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Threshold,
    Trend,
)
from indicatorlang.model.number import exact
from indicatorlang.model.period import Grain, Period
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN

GRAINS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "quarter": Grain.QUARTER, None: Grain.QUARTER}
FEW = {"day": 3, "week": 3, "month": 12, "quarter": 4, None: 4}
"""So many periods are filled in a case that a person still likes to read."""


def _periods(every: str | None, ruleset: Ruleset) -> tuple[Period, ...]:
    whole = [p for p in ruleset.span.split(GRAINS[every]) if p.grain is GRAINS[every]]
    return tuple(whole[: FEW[every]])


def of_each_period(condition: EachPeriod, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    """One value in every period, and another in the first."""
    periods, inner = _periods(condition.every, ruleset), condition.part
    if isinstance(inner, Threshold | InRange):
        name, texts = name_of(inner.subject, row), numbers(inner, row)
    elif isinstance(inner, AtLevel):
        name, texts = inner.measure, tuple(level.name for level in inner.scale.levels)
    else:
        return
    day = periods[-1].end if periods and periods[-1].end < ruleset.span.end else None
    for usual in texts[:3]:
        for other in texts:
            cells = tuple((p.text, cell_of(name, other if n == 0 else usual, ruleset)) for n, p in enumerate(periods))
            yield Delivery(((name, cells),), day=day)


def of_trend(condition: Trend, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    """A series that rises, falls, stands still, or stumbles once."""
    periods = _periods(condition.each, ruleset)
    name, unit = name_of(condition.subject, row), condition.subject.unit or PLAIN
    start, end = Fraction(50), len(periods)
    for values in (
        [start + n for n in range(end)],
        [start - n for n in range(end)],
        [start] * end,
        [start + (n if n != 1 else 0) for n in range(end)],
        [start - (n if n != 1 else 0) for n in range(end)],
    ):
        cells = [(p.text, written_in(value, unit)) for p, value in zip(periods, values, strict=True)]
        yield Delivery(((name, tuple((period, text) for period, text in cells if text is not None)),))


def of_each_case(condition: EachCase, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    """Cases of a table that come to the values worth trying: alone, two at a time, one among several."""
    table = ruleset.records.get(condition.table)
    subject = condition.part.subject
    if isinstance(subject, MeasureRef):
        measure = ruleset.measures.get(subject.measure)
        subject = measure.for_each_case or subject if measure is not None else subject
    if table is None:
        return
    start = ruleset.span.start + dt.timedelta(days=95)
    rows: list[tuple[tuple[str, str], ...]] = []
    for text in numbers(condition.part, row):
        number = exact(text.split(" ")[0].rstrip("%"))
        made = None if number is None else _case(subject, number, text, start, table.date, ruleset)
        if made is not None:
            rows.append(made)
    for one in rows:
        yield Delivery(records=((condition.table, (one,)),))
    for one, other in itertools.pairwise(rows):
        yield Delivery(records=((condition.table, (one, other)),))
    for one in rows[:1]:
        for other in rows[1:4]:
            for many in (3, 9, 19):
                yield Delivery(records=((condition.table, (*([one] * many), other)),))


def _case(
    subject: Expression, number: Fraction, text: str, start: dt.date, date: str | None, ruleset: Ruleset
) -> tuple[tuple[str, str], ...] | None:
    """The row of a table whose case comes to a number."""
    own = ((date, start.isoformat()),) if date is not None else ()
    if isinstance(subject, Column):
        return (*own, (subject.name, text.split(" ")[0]))
    if not isinstance(subject, Elapsed) or subject.start.column is None or subject.end.column is None:
        return None
    if number < 0 or number.denominator != 1:
        return None
    count = number.numerator
    end = (
        (ruleset.calendar.after(start, count) if count else start)
        if subject.function == "workdays"
        else start + dt.timedelta(days=count)
    )
    if end is None or subject.function == "hours":
        return None
    cells = dict(own) | {subject.start.column: start.isoformat(), subject.end.column: end.isoformat()}
    return tuple(cells.items())
