"""days(a, b): the days from day a to day b, the first one not counted."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.unit import Unit


def kernel(start: dt.date, end: dt.date) -> Fraction:
    """The days d with start < d ≤ end, negative when `end` comes first.

    >>> kernel(dt.date(2020, 2, 28), dt.date(2020, 3, 1))
    Fraction(2, 1)
    """
    return Fraction((end - start).days)


PART = FunctionPart(
    name="days",
    aliases=("天数",),
    summary=Words("从a次日起至b当日止的天数", "the days d with a < d <= b"),
    arity=(2, 2),
    kinds=(("date", "column"), ("date", "column")),
    gives=Unit("天", Fraction(24), (("time", 1),)),
    unit=Words("天", "days"),
    reads="dates",
    kernel=kernel,
)
