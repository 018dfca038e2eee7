"""Tables of cases: what every one has to meet, and numbers over all of them, in the whole year or in each of its periods."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from tests.reference.days import DAY, count_days
from tests.reference.facts import OverCases, Period, Project, pieces
from tests.reference.found import Value, known

NOTHING = Value("not_applicable")


def taken(project: Project, unit: str, day: dt.date, within: Period) -> list[tuple[int, bool]]:
    """How long every case of a period has taken by a day, and whether it has ended. What is still open when the day is over ends on
    the next one at the earliest."""
    found = []
    for start, end in project.cases:
        if start <= day and within.first <= start <= within.last:
            ended = end is not None and end <= day
            found.append((count_days(start, end if ended and end is not None else day + DAY, unit), ended))
    return found


def number_over(project: Project, asked: OverCases, day: dt.date, within: Period) -> Value:
    """How many cases, how many or which part within a limit, or a mean or a percentile of what they took."""
    if asked.function == "cases":
        return known(Fraction(sum(1 for start, _ in project.cases if start <= day and within.first <= start <= within.last)))
    cases = taken(project, asked.time, day, within)
    good = sum(1 for length, ended in cases if ended and length <= asked.limit)
    bad = sum(1 for length, _ in cases if length > asked.limit)
    lengths = sorted(length for length, ended in cases if ended)
    match asked.function:
        case "count":
            return known(Fraction(good))
        case "share":
            return known(Fraction(good, good + bad)) if good + bad else NOTHING
        case "mean":
            return known(Fraction(sum(lengths), len(lengths))) if lengths else NOTHING
        case "percentile":
            # The least value that so many per cent of the cases do not exceed.
            least = (x for x in lengths if sum(y <= x for y in lengths) * 100 >= asked.limit * len(lengths))
            return known(Fraction(next(least))) if lengths else NOTHING
    raise NotImplementedError(asked.function)


def windows(project: Project, each: str) -> list[Period]:
    """The days, the whole weeks from Monday to Sunday, or the months of the year."""
    if each == "month":
        return pieces(project.year, 1)
    first, last = project.span.first, project.span.last
    length = 7 if each == "week" else 1
    while each == "week" and first.weekday() != 0:
        first += DAY
    found = []
    while first + (length - 1) * DAY <= last:
        found.append(Period(first, first + (length - 1) * DAY, ""))
        first += length * DAY
    return found
