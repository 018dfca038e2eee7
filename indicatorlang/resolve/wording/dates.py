"""Written dates → days: the year comes from the text, else from the budget; without a day it is the last one."""

from __future__ import annotations

import calendar
import datetime as dt

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.resolve.direction.directions import about_lasting
from indicatorlang.syntax.written.pieces.dates import date_at
from indicatorlang.syntax.written.tree import WrittenDate
from indicatorlang.syntax.written.vocabulary import folded, is_traditional

_MARKS = pattern(r"[\s★*☆△▲●#其中:]*")
_DUE = pattern(r"[,，、完前底]|按期|全部完成|建成|交付")


def days(date: WrittenDate, year: int | None) -> tuple[dt.date, ...]:
    """The last day allowed, or both candidates of 6月前, the earlier first. Empty without a year, or for no such day."""
    in_year = date.year or year
    in_year = in_year + date.later if in_year is not None else None
    if in_year is None or not 1 <= in_year <= 9998:
        return ()
    last = calendar.monthrange(in_year, date.month)[1]
    if date.swapped and date.day is not None:
        return tuple(sorted((dt.date(in_year, date.month, date.day), dt.date(in_year, date.day, date.month))))
    if date.day is not None:
        return (dt.date(in_year, date.month, date.day),) if date.day <= last else ()
    end = dt.date(in_year, date.month, last)
    if not date.before or in_year == 1:
        return (end,)
    return dt.date(in_year, date.first_month, 1) - dt.timedelta(days=1), end


def counts_as_taiwan(text: str, name: str) -> bool:
    """Whether 112年 may be a year: where traditional characters are written, unless the name says how long something lasts."""
    return is_traditional(text + name) and not about_lasting(name)


def date_in_name(name: str, year: int | None) -> tuple[str, dt.date] | None:
    """The deadline a name begins with (2019年6月底，推进…; 2019年年底完成): its words and its day, when it is a clear one."""
    plain = folded(name)
    marks = _MARKS.match(plain)
    start = marks.end() if marks else 0
    if start >= len(plain):
        return None
    found = date_at(plain, start)
    if found is None:
        return None
    words = _cut(name, found.span)
    due = words[-1] in "底末前終终日号號止" or _DUE.match(plain, found.span.end)
    candidates = days(found, year) if due else ()
    return (words, candidates[0]) if len(candidates) == 1 else None


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()
