"""Working days on columns: two places in the calendar's table of running counts, and their difference."""

from __future__ import annotations

import datetime as dt
from typing import Any

from indicatorlang.engine.columns.frames import Engine
from indicatorlang.model.calendar import Calendar

EPOCH = dt.date(1970, 1, 1)


def workdays_between(frame: Any, start: str, end: str, calendar: Calendar, engine: Engine, *, name: str) -> Any:
    """The lazy narwhals frame with a column more: of every row the working days d with start < d ≤ end, negative when `end` lies before
    `start`; null when a day is missing or the calendar does not know it: what `Calendar.workdays` says. `start` and `end` name columns
    of days, or of moments, of which the day counts."""
    nw = engine.nw
    kept = frame.collect_schema().names()
    days = engine.day_numbers(frame, {f"{name}_from": start, f"{name}_to": end})
    return counted(days, f"{name}_from", f"{name}_to", calendar, engine, name=name).select(*kept, nw.col(name))


def counted(frame: Any, start: str, end: str, calendar: Calendar, engine: Engine, *, name: str) -> Any:
    """The same between days that are given as whole numbers of days since 1970-01-01."""
    nw = engine.nw
    before = (calendar.first - EPOCH).days - 1
    here, there = f"{name}_here", f"{name}_there"
    frame = frame.with_columns((nw.col(start) - before).alias(here), (nw.col(end) - before).alias(there))
    found = engine.looked_up(frame, calendar.counts, {f"{name}_low": here, f"{name}_high": there})
    return found.with_columns((nw.col(f"{name}_high") - nw.col(f"{name}_low")).alias(name))
