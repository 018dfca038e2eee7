"""Dates as officials write them: 2019年12月底前, 12月31日前, 1-12月, 第三季度末, 上半年, 2025年年底, by June 30, 2021.

One function tells whether a date begins at a place. Every pattern is anchored there and of bounded length.
"""

from __future__ import annotations

import re

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.written.tree import WrittenDate

_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2}) *年(?:度)? *|(?P<this>[本当今该]年(?:度)?) *)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]) *月(?!均|度|报|供|租|薪|嫂|饼|龄|经|子)份?"
_DAY = r"(?: *(?P<day>3[01]|[12][0-9]|0?[1-9]) *[日号]| *(?P<third>[上中下])旬)?"
_BIG = r"(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年)"
_END = r"(?P<last>年? *[底末终]|年内)"
_ISO = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:(?P<sign>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
    r"|-(?P<month_only>1[0-2]|0[1-9])(?![0-9-]))"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}?(?P<from>1[0-2]|[1-9]) *(?:月份?)? *[-~至到] *(?={_MONTH.replace('?P<month>', '')}){_MONTH}{_DAY}",
        rf"{_YEAR}?{_MONTH}{_DAY}",
        rf"{_YEAR}?{_BIG}",
        rf"{_YEAR}{_END}",
        r"(?P<last>年[底末终])",
        r"(?P<year>(?:19|20)[0-9]{2}) *(?P<last>[底末])",
        r"(?P<year>(?:19|20)[0-9]{2}) *年(?:度)?",
        r"(?P<year>(?:19|20)[0-9]{2})(?= *[-~至到] *(?:19|20)[0-9]{2} *年)",
    )
)
_EDGE = re.compile(r"(?P<end> *月? *[底末终])?(?P<before> *(?:之|以)?前(?![一-龥]?[期者端台沿])| *止)?")
_TO = re.compile(r" *[-~至到] *")
_THIRDS = {"上": 10, "中": 20, "下": None}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH = re.compile(
    rf"(?:by|before|no later than|on or before)(?: the)?(?P<end> end of)? (?:(?P<d1>[0-9]{{1,2}}) )?{_NAME}"
    r"(?: (?P<d2>[0-9]{1,2})(?![0-9]))?(?:,? (?P<year>[0-9]{4}))?(?![0-9a-z])"
    r"|by (?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9-])"
    r"|(?:by|before)(?: the)?(?: end of)? (?P<only>(?:19|20)[0-9]{2})(?![0-9-])"
)


def date_at(text: str, start: int) -> WrittenDate | None:
    """The date that begins at `start` of a folded text, with its 底, 末 and 前, and with what it runs to."""
    found = _english(text, start) if text[start] in "bno" else _single(text, start)
    if found is None:
        return None
    to = _TO.match(text, found.span.end)
    later = _single(text, to.end()) if to and to.end() < len(text) else None
    if later is None or found.before:
        return found
    year = found.year if later.year is None else later.year
    return attrs.evolve(later, year=year, first_month=later.first_month, span=Span(start, later.span.end))


def _single(text: str, start: int) -> WrittenDate | None:
    if start and text[start].isdigit() and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        return None
    iso = _ISO.match(text, start)
    if iso:
        month, day = int(iso["month"] or iso["month_only"]), int(iso["day"]) if iso["day"] else None
        return _edged(text, start, iso.end(), int(iso["year"]), month, month, day)
    for form in _FORMS:
        found = form.match(text, start)
        if found:
            return _found(text, start, found)
    return None


def _found(text: str, start: int, found: re.Match[str]) -> WrittenDate | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("month"):
        month = int(parts["month"])
        third = parts.get("third")
        day = int(parts["day"]) if parts.get("day") else _THIRDS[third] if third else None
        return _edged(text, start, found.end(), year, month, month, day, whole=third == "下" or bool(parts.get("from")))
    if parts.get("quarter"):
        quarter = "一二三四1234".index(parts["quarter"]) % 4 + 1
        return _edged(text, start, found.end(), year, 3 * quarter - 2, 3 * quarter, None)
    if parts.get("half"):
        first = 1 if parts["half"] == "上" else 7
        return _edged(text, start, found.end(), year, first, first + 5, None)
    if parts.get("last") and year is None and not parts.get("this") and text[start - 1 : start].isdigit():
        return None
    return _edged(text, start, found.end(), year, 1, 12, None, whole=bool(parts.get("last")))


def _edged(
    text: str, start: int, end: int, year: int | None, first: int, month: int, day: int | None, whole: bool = False
) -> WrittenDate:
    edge = _EDGE.match(text, end)
    stop = edge.end() if edge else end
    said_end = whole or bool(edge and edge["end"])
    before = bool(edge and edge["before"] and "前" in edge["before"]) and day is None and not said_end
    return WrittenDate(year, first, month, day, before, Span(start, stop))


def _english(text: str, start: int) -> WrittenDate | None:
    found = _ENGLISH.match(text, start)
    if not found or text[start - 1 : start].isalpha():
        return None
    span, before = Span(start, found.end()), text.startswith("before", start)
    if found["iso"]:
        year, month, *day = (int(part) for part in found["iso"].split("-"))
        return WrittenDate(year, month, month, day[0] if day else None, span=span) if 1 <= month <= 12 else None
    if found["only"]:
        return WrittenDate(int(found["only"]), 1, 12, None, before and "end of" not in found[0], span)
    month, day_text = _MONTHS.index(found["name"]) + 1, found["d1"] or found["d2"]
    year_said = int(found["year"]) if found["year"] else None
    open_end = before and not day_text and not found["end"]
    return WrittenDate(year_said, month, month, int(day_text) if day_text else None, open_end, span)
