"""Dates in English and in digits alone: by 30 June 2024, June 30, 2023, 31/05/2024, Mar-24, Q3 2023, end of FY2023, mid-2024.

The day comes first in digits parted by strokes, points or hyphens, unless only the month can: 05/31/2024. Where both can, the
date is `swapped`: either is meant. `before` leaves out the day it names. Every pattern is anchored and of bounded length.
"""

from __future__ import annotations

import calendar
import re

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.tree import WrittenDate

ENGLISH_BEGINS = frozenset("abcdefhijlmnopqrstuwy")
"""What an English date may begin with besides a digit."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z%])"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_ANY_YEAR = (
    rf"(?:(?P<fy>fy|fiscal year|financial year) ?)?(?:{_YEAR}|(?<=fy)(?P<fy_short>[0-9]{{2}})(?![0-9]))"
    r"(?P<split>[/-][0-9]{2,4}(?![0-9]))?"
)
_LEAD = pattern(
    r"(?P<lead>no later than|not later than|on or before|due on|due by|completed by|prior to|before|by|until|till|as at|as of|in|on"
    r"|during|due)(?: the)? "
)
_SINCE = pattern(
    r"(?:on or after|not before|no earlier than|not earlier than|no sooner than|after|since|from|starting|beginning|effective|commencing"
    r"|with effect from)(?: on)? (?=[0-9a-z])"
)
_GOES_ON = pattern(r" ?(?:to|-|~|until|till|and)")
_END = pattern(
    r"(?:the )?(?P<which>(?:end|close|late|later)(?: of| in)?|mid|middle of|first half of|second half of|start of|beginning of)"
    r"(?: the)?[ -]"
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_DAYS = tuple(
    pattern(form)
    for form in (
        rf"{_DAY}(?: of)? {_NAME}(?:,? {_YEAR})?",
        rf"{_DAY}-{_NAME}-(?:{_YEAR}|(?P<short>[0-9]{{2}})(?![0-9]))",
        rf"{_NAME} {_DAY}(?:,? {_YEAR})?",
    )
)
_MONTH = tuple(
    pattern(form)
    for form in (
        rf"{_NAME},?(?: of)? {_YEAR}",
        rf"{_NAME}[-'](?:{_YEAR}|(?P<short>[0-9]{{2}})(?![0-9]))",
    )
)
_SPAN = pattern(rf"{_NAME.replace('?P<name>', '?:')} ?(?:to|-|~) ?(?={_NAME.replace('?P<name>', '?:')})")
_BARE_MONTH = pattern(_NAME)
_QUARTERS = tuple(
    pattern(form)
    for form in (
        (
            rf"(?:q(?P<quarter>[1-4])|(?P<ordinal>{'|'.join(_ORDINALS)}) quarter|h(?P<half>[12]))(?![0-9a-z])"
            rf"(?:(?:,| of|,? in)?(?: the)? {_ANY_YEAR}|/{_YEAR.replace('?P<year>', '?P<after>')})?"
        ),
        rf"{_ANY_YEAR}[ -]?(?:q(?P<quarter>[1-4])|h(?P<half>[12]))(?![0-9a-z])",
    )
)
_FISCAL = pattern(
    r"(?P<fy>fy|fiscal year|financial year) ?(?:(?P<year>(?:19|20)[0-9]{2})|(?P<fy_short>[0-9]{2}))(?![0-9])"
    r"(?P<split>[/-][0-9]{2,4}(?![0-9]))?"
)
_BARE_YEAR = pattern(rf"{_ANY_YEAR}(?![0-9a-z%]| ?%|[-/.][0-9])")
_YEAR_END = pattern(r"(?:(?P<fy>financial|fiscal) )?year(?:-end| end)?(?![a-z])")
_DIGITS = pattern(
    r"(?P<first>[0-3]?[0-9])(?P<sign>[-/.])(?P<second>[0-3]?[0-9])(?P=sign)(?P<year>(?:19|20)[0-9]{2})(?![0-9]|\.[0-9])"
    r"|(?P<first_>[0-3]?[0-9])/(?P<second_>[0-3]?[0-9])/(?P<year_>[0-9]{2})(?![0-9/])"
)
_ISO = pattern(r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>1[0-2]|0?[1-9])(?:-(?P<day>3[01]|[12][0-9]|0?[1-9]))?(?![0-9-])")
_MONTH_DIGITS = pattern(r"(?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)[0-9]{2})(?![0-9/])")


def english_date_at(text: str, start: int) -> WrittenDate | None:
    """The date that begins at `start` of a folded text, with the words that lead to it."""
    before = text[start - 1 : start]
    if before.isalnum() or (before in (".", ",") and text[start].isdigit() and text[start - 2 : start - 1].isdigit()):
        return None
    lead = _LEAD.match(text, start)
    at = lead.end() if lead else start
    end = _END.match(text, at)
    found = _core(text, end.end() if end else at, lead["lead"] if lead else "", end["which"] if end else "")
    return attrs.evolve(found, span=Span(start, found.span.end)) if found else None


def since_at(text: str, start: int) -> int:
    """The end of a date that only says since when: after 1 July, from January 2024. 0 without one."""
    since = None if text[start - 1 : start].isalnum() else _SINCE.match(text, start)
    found = _core(text, since.end(), "since", "") if since else None
    return found.span.end if found and not _GOES_ON.match(text, found.span.end) else 0


def _core(text: str, at: int, lead: str, which: str) -> WrittenDate | None:
    if at >= len(text):
        return None
    before = lead in ("before", "prior to") and not which
    if text[at].isdigit():
        digits = _in_digits(text, at, before)
        if digits:
            return digits
    for form in _DAYS:
        found = form.match(text, at)
        if found and not which:
            return _day(found, before)
    begun = _SPAN.match(text, at)
    for form in _MONTH:
        found = form.match(text, begun.end() if begun else at)
        if found:
            return _month(found, before, which)
    return _larger(text, at, lead, which, before)


def _larger(text: str, at: int, lead: str, which: str, before: bool) -> WrittenDate | None:
    """Quarters, halves and years; a month without a year, and a bare year, only where a word leads to them."""
    for form in _QUARTERS:
        found = form.match(text, at)
        if found:
            return _quarter(found, before)
    bare = _BARE_MONTH.match(text, at) if lead or which else None
    if bare and not text.startswith(" not", bare.end()):
        return _month(bare, before, which)
    fiscal = _FISCAL.match(text, at)
    if fiscal:
        return _year(fiscal, before, which)
    ends = which.startswith(("end", "close")) or text.startswith("year-end", at)
    ends = ends or (bool(lead) and text.startswith(("year end", "financial year end"), at))
    named = _YEAR_END.match(text, at) if ends else None
    if named:
        return WrittenDate(None, 1, 12, None, fiscal=bool(named["fy"]), span=Span(at, named.end()))
    year = _BARE_YEAR.match(text, at) if which or lead not in ("", "due", "on", "during") else None
    return _year(year, before, which) if year else None


def _in_digits(text: str, at: int, before: bool) -> WrittenDate | None:
    iso = _ISO.match(text, at)
    if iso:
        month = int(iso["month"])
        day = int(iso["day"]) if iso["day"] else None
        date = WrittenDate(int(iso["year"]), month, month, day, before and day is None, Span(at, iso.end()))
        return _the_day_before(date) if before else date
    found = _DIGITS.match(text, at)
    if found is None:
        of_year = _MONTH_DIGITS.match(text, at)
        if of_year is None:
            return None
        month = int(of_year["month"])
        return WrittenDate(int(of_year["year"]), month, month, None, before, Span(at, of_year.end()))
    first, second = int(found["first"] or found["first_"]), int(found["second"] or found["second_"])
    year = int(found["year"] or f"20{found['year_']}")
    day, month_number = (first, second) if second <= 12 else (second, first)
    if not (1 <= month_number <= 12 and 1 <= day <= 31):
        return None
    date = WrittenDate(year, month_number, month_number, day, span=Span(at, found.end()))
    either = day <= 12 and day != month_number and found["sign"] != "."
    if either:
        return None if before else attrs.evolve(date, swapped=True)
    return _the_day_before(date) if before else date


def _day(found: re.Match[str], before: bool) -> WrittenDate:
    month = _month_of(found)
    date = WrittenDate(_year_of(found), month, month, int(found["day"]), span=Span(*found.span()))
    return _the_day_before(date) if before else date


def _the_day_before(date: WrittenDate) -> WrittenDate:
    """The last day that is before a day; a day that no month has stays, to be refused."""
    if date.day is None or date.day > calendar.monthrange(date.year or 2000, date.month)[1]:
        return date
    if date.day > 1:
        return attrs.evolve(date, day=date.day - 1)
    if date.month > 1:
        return attrs.evolve(date, month=date.month - 1, first_month=date.month - 1, day=None)
    return attrs.evolve(date, year=date.year - 1, month=12, first_month=12, day=31) if date.year else attrs.evolve(date, day=32)


def _month(found: re.Match[str], before: bool, which: str) -> WrittenDate:
    month = _month_of(found)
    day = 15 if which.startswith("mid") else 1 if which.startswith(("start", "beginning")) else None
    return WrittenDate(_year_of(found), month, month, day, before, Span(*found.span()))


def _quarter(found: re.Match[str], before: bool) -> WrittenDate:
    parts = found.groupdict()
    year = int(parts["after"]) if parts.get("after") else _year_of(found)
    if parts.get("half"):
        first, last = (1, 6) if parts["half"] == "1" else (7, 12)
    else:
        quarter = int(parts["quarter"]) if parts.get("quarter") else _ORDINALS[parts["ordinal"]]
        first, last = 3 * quarter - 2, 3 * quarter
        if parts.get("split") and year is not None:  # 2023/24 runs from April to March
            year, first, last = (year + 1, 1, 3) if quarter == 4 else (year, first + 3, last + 3)
    fiscal = bool(parts.get("fy") or parts.get("split"))
    return WrittenDate(year, first, last, None, before, Span(*found.span()), fiscal=fiscal)


def _year(found: re.Match[str], before: bool, which: str) -> WrittenDate:
    """A year, or half of it. The year of a budget that is not the calendar's ends nobody knows when: `fiscal`."""
    year, half = _year_of(found), which.startswith(("mid", "first"))
    split = found["split"]
    month, day = (6, None) if half else (1, 1) if which.startswith(("start", "beginning")) else (12, None)
    if split and year is not None:
        year, month = year + 1, 3
    return WrittenDate(year, 1, month, day, before, Span(*found.span()), fiscal=bool(found["fy"] or split))


def _month_of(found: re.Match[str]) -> int:
    return _MONTHS.index(found["name"][:3]) + 1


def _year_of(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    short = parts.get("short") or parts.get("fy_short")
    return int(parts["year"]) if parts.get("year") else 2000 + int(short) if short else None
