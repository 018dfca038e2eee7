"""workdays(a, b): the working days after day a up to and including day b."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.unit import Unit


def kernel(start: dt.date, end: dt.date, calendar: Calendar) -> Fraction | None:
    """The working days d with start < d ≤ end, negative when `end` comes first; None when the calendar does not know a day.

    >>> from indicatorlang.library.calendars import china
    >>> kernel(dt.date(2018, 12, 28), dt.date(2019, 1, 2), china.calendar())
    Fraction(2, 1)
    """
    number = calendar.workdays(start, end)
    return None if number is None else Fraction(number)


PART = FunctionPart(
    name="workdays",
    aliases=("工作日数",),
    summary=Words("从a次日起至b当日止的工作日数", "the working days d with a < d <= b"),
    arity=(2, 2),
    kinds=(("date", "column"), ("date", "column")),
    gives=Unit("工作日", Fraction(1), (("workday", 1),)),
    unit=Words("工作日", "working days"),
    reads="dates",
    kernel=kernel,
)
