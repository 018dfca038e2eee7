"""hours(a, b): the time from a to b in hours."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.unit import Unit


def kernel(start: dt.datetime, end: dt.datetime) -> Fraction:
    """The hours from one instant to another, exactly; negative when `end` comes first. Neither has a time zone, or both have.

    >>> kernel(dt.datetime(2019, 4, 30, 22), dt.datetime(2019, 5, 1, 0, 30))
    Fraction(5, 2)
    """
    return Fraction((end - start) // dt.timedelta(microseconds=1), 3_600_000_000)


PART = FunctionPart(
    name="hours",
    aliases=("小时数",),
    summary=Words("从a到b的小时数，按时刻起算", "the time from a to b in hours"),
    arity=(2, 2),
    kinds=(("date", "column"), ("date", "column")),
    gives=Unit("小时", Fraction(1), (("time", 1),)),
    unit=Words("小时", "hours"),
    reads="dates",
    kernel=kernel,
)
