"""Days and working days, counted one by one, over a table of the days off of three years (domain, section 2.3)."""

from __future__ import annotations

import datetime as dt

DAY = dt.timedelta(days=1)
# The holidays of the notices as amended, from and to; plain weekends are not listed.
OFF = (
    ("2018-01-01", "2018-01-01"), ("2018-02-15", "2018-02-21"), ("2018-04-05", "2018-04-07"), ("2018-04-29", "2018-05-01"),
    ("2018-06-16", "2018-06-18"), ("2018-09-22", "2018-09-24"), ("2018-10-01", "2018-10-07"), ("2018-12-30", "2019-01-01"),
    ("2019-02-04", "2019-02-10"), ("2019-04-05", "2019-04-07"), ("2019-05-01", "2019-05-04"), ("2019-06-07", "2019-06-09"),
    ("2019-09-13", "2019-09-15"), ("2019-10-01", "2019-10-07"), ("2020-01-01", "2020-01-01"), ("2020-01-24", "2020-02-02"),
    ("2020-04-04", "2020-04-06"), ("2020-05-01", "2020-05-05"), ("2020-06-25", "2020-06-27"), ("2020-10-01", "2020-10-08"),
)  # fmt: skip
# Saturdays and Sundays on which people work instead.
WORKED = (
    *("2018-02-11", "2018-02-24", "2018-04-08", "2018-04-28", "2018-09-29", "2018-09-30", "2018-12-29"),
    *("2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12"),
    *("2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10"),
)


def is_worked(day: dt.date) -> bool:
    """Whether people work on a day."""
    if day.isoformat() in WORKED:
        return True
    return day.weekday() < 5 and not any(first <= day.isoformat() <= last for first, last in OFF)


def count_days(start: dt.date, end: dt.date, unit: str) -> int:
    """The days after the first up to the last, all of them (天) or those on which people work (工作日)."""
    counted, day = 0, start
    while day < end:
        day += DAY
        counted += unit == "天" or is_worked(day)
    return counted
