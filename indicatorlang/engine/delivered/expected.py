"""Which periods ought to have a value by a date, and which of them have none.

Expected are the finest periods the measure is reported in, or its stated frequency, from the start of the span to the date.
For values at a point in time their common spacing is what counts: quarter ends make quarters.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from indicatorlang.model.period import MONTHS, Grain, Period, month_end

_GRAINS = {length: grain for grain, length in MONTHS.items()}
_NAMED = {Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_DAY = dt.timedelta(days=1)


def grain_of(ranges: Iterable[Period], points: Iterable[Period], span: Period) -> Grain | None:
    """The finest grain of periods (`ranges`) and of the dates at whose ends running totals and states are given (`points`).

    One date alone has no spacing: then the period it was named by tells, and the end of a quarter named as a month means quarters.

    None when nothing lies on the ends of months. Joint periods such as 1—2月 divide the year into months.
    """
    edges: list[int] = []
    for period in ranges:
        starts, ends = period.start.day == 1, _ends_a_month(period.end)
        if (starts or period.start == span.start) and (ends or period.end == span.end):
            edges += [period.start.month - 1] * starts + [period.end.month] * ends
    told = [point for point in points if _ends_a_month(point.end)]
    if len({point.end for point in told}) == 1 and not edges:
        edges.append(max(_NAMED.get(point.grain, 3) for point in told) if told[0].end.month % 3 == 0 else 1)
    edges += [point.end.month for point in told]
    return _GRAINS.get(math.gcd(12, *edges), Grain.MONTH) if edges else None


def _ends_a_month(day: dt.date) -> bool:
    return day == month_end(day.year, day.month)


def tiles(span: Period, grain: Grain | None, at: dt.date) -> tuple[Period, ...]:
    """The periods of that grain within the span that have ended by `at`."""
    if grain is None or grain is Grain.OTHER:
        return ()
    found = []
    for tile in span.split(grain):
        if tile.end > at:
            break
        found.append(tile)
    return tuple(found)


def blanks(expected: Iterable[Period], reported: Iterable[Period]) -> tuple[Period, ...]:
    """The expected periods that what was reported does not cover from end to end."""
    joined: list[Period] = []
    for period in sorted(reported, key=lambda p: (p.start, p.end)):
        if joined and period.start <= joined[-1].end + _DAY:
            joined[-1] = Period(joined[-1].start, max(joined[-1].end, period.end))
        else:
            joined.append(period)
    missing, index = [], 0
    for tile in expected:
        while index < len(joined) and joined[index].end < tile.end:
            index += 1
        if index == len(joined) or joined[index].start > tile.start:
            missing.append(tile)
    return tuple(missing)
