"""Dates as officials write them: 2019年12月底前, 12月31日前, 1-12月, 第三季度末, 上半年, 2025年年底, 112年6月; those in English and
in digits alone lie in `english/dates.py`.

One function tells whether a date begins at a place. Every pattern is anchored there and of bounded length.
"""

from __future__ import annotations

import re

import attrs

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.pieces.bare_dates import DATE_WORDS, SHORT_YEAR, bare_date_at
from indicatorlang.syntax.written.pieces.english.dates import ENGLISH_BEGINS, english_date_at
from indicatorlang.syntax.written.tree import WrittenDate

DATE_BEGINS = frozenset("第上下本当今该民次翌明") | DATE_WORDS | ENGLISH_BEGINS
"""What a date may begin with besides a digit."""

# A year of the Republic of China, as Taiwan counts: 112年 is 2023. Where no month or end follows, it may be a number of years.
_ROC = r"(?P<roc>9[0-9]|1[0-2][0-9]|130)(?<![0-9]{4})"
_YEAR = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}) {{0,4}}年(?:度)? {{0,4}}|(?:民国 ?)?{_ROC} {{0,4}}年度? {{0,4}}|(?P<this>[本当今该]年(?:度)?) {{0,4}})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]) {0,4}月(?!均|度|报|供|租|薪|嫂|饼|龄|经|子)份?"
_DAY = r"(?: {0,4}(?P<day>3[01]|[12][0-9]|0?[1-9]) {0,4}[日号]| {0,4}(?P<third>[上中下])旬)?"
_BIG = r"(?:(?:第(?=.季)|(?=.季度(?!一[\u3400-\u9fff])))(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下])半年)"
_END = r"(?P<last>年? {0,4}[底末终]|年?以?内)"
_ISO = pattern(
    r"(?P<year>(?:19|20)[0-9]{2})(?:(?P<sign>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
    r"|-(?P<month_only>1[0-2]|0[1-9])(?![0-9-]))"
)
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"{_YEAR}?(?P<from>1[0-2]|[1-9]) {{0,4}}(?:月份?)? {{0,4}}[-~至到] {{0,4}}(?={_MONTH.replace('?P<month>', '')}){_MONTH}{_DAY}",
        rf"{_YEAR}?{_MONTH}{_DAY}",
        rf"{_YEAR}?{_BIG}",
        rf"{_YEAR}{_END}",
        r"(?P<last>年[底末终])",
        r"(?P<year>(?:19|20)[0-9]{2}) {0,4}(?P<last>[底末])",
        r"(?P<year>(?:19|20)[0-9]{2}) {0,4}年(?:度)?",
        rf"民国 ?{_ROC} ?年度?|{_ROC.replace('roc', 'roc_', 1)}年度",
        r"(?P<year>(?:19|20)[0-9]{2})(?= {0,4}[-~至到] {0,4}(?:19|20)[0-9]{2} {0,4}年)",
    )
)
_BARE_ROC = pattern(rf"{_ROC} ?年度?(?!以[上下内]|[之及或内期限龄资级份长])")
_ROC_YEARS = pattern(rf"{_ROC} ?年?度? ?[-~至到] ?(?P<last>9[0-9]|1[0-2][0-9]|130) ?年度?(?!以[上下内]|[之及内期限])")
# What every form begins with: most numbers are no dates, and one pattern tells.
_LIKELY = pattern(
    r"[0-9]{1,4} {0,4}[-~至到/.年月季底末]|第[一二三四1-4]季|[一二三四1-4]季度|民国|[上下]半年|[本当今该]年|年[底末终]"
)
_WITHIN_DIGITS = pattern(r"[0-9][.,]")
_EDGE = pattern(
    r"(?P<end> {0,4}月? {0,4}[底末终])?(?: {0,4}[0-2]?[0-9](?:[时点]|:[0-9]{2})整?(?= {0,4}(?:[之以]?前|止)))?"
    r"(?P<before> {0,4}(?:之|以)?前(?![一-龥]?[期者端台沿])| {0,4}止)?"
)
SINCE = pattern(r" ?(?:以来|至今|以后|之后|后(?![勤期续台备方半]))")
"""What makes of a date the day from which on something is so: nothing is due by it."""
_NEXT_YEAR = pattern(r"(?:次年|翌年|明年|下一年)度?(?! ?[的内均审检报龄])|下年度")
# 每次年审, 以下年度, 聪明年轻.
_NO_NEXT = tuple("每本首多单各两一二三四五0123456789以聪文")
_TO = pattern(r" {0,4}[-~至到] {0,4}")
_LAST_DAY = pattern(r"(3[01]|[12][0-9]|0?[1-9]) ?[日号](?:之?前)?(?![0-9])")
_THIRDS = {"上": 10, "中": 20, "下": None}


def date_at(text: str, start: int) -> WrittenDate | None:
    """The date that begins at `start` of a folded text, with its 底, 末 and 前, and with what it runs to."""
    next_year = _NEXT_YEAR.match(text, start) if text[start - 1 : start] not in _NO_NEXT else None
    if next_year:
        behind = next_year.end()
        found = _single(text, behind) if behind < len(text) else None
        end = found.span.end if found else behind
        return attrs.evolve(found or WrittenDate(None, 1, 12), later=1, span=Span(start, end))
    found = _either(text, start)
    if found is None:
        return None
    to = _TO.match(text, found.span.end)
    later = _either(text, to.end()) if to and to.end() < len(text) else None
    if later is None and to and found.day is not None and (day := _LAST_DAY.match(text, to.end())):
        return attrs.evolve(found, day=int(day[1]), spanning=True, span=Span(start, day.end()))  # 6月1日—30日
    if later is None or found.before:
        return found
    year = found.year if later.year is None else later.year
    return attrs.evolve(later, year=year, spanning=True, span=Span(start, later.span.end))


def _either(text: str, start: int) -> WrittenDate | None:
    found = _single(text, start) if not text[start].isascii() or text[start].isdigit() else None
    return found or (english_date_at(text, start) if text[start].isascii() else None)


def roc_year_at(text: str, start: int) -> WrittenDate | None:
    """A year as Taiwan counts it and nothing more, where such a year is to be expected: 112年."""
    years = _ROC_YEARS.match(text, start) if not text[start - 1 : start].isdigit() else None
    if years:
        return _edged(text, start, years.end(), int(years["last"]) + 1911, 1, 12, None, whole=True)
    found = _BARE_ROC.match(text, start) if not text[start - 1 : start].isdigit() else None
    return _found(text, start, found) if found else None


def _single(text: str, start: int) -> WrittenDate | None:
    if start and text[start].isdigit() and (text[start - 1].isdigit() or _WITHIN_DIGITS.match(text, max(0, start - 2))):
        return None
    if short := SHORT_YEAR.match(text, start):
        month_of = _single(text, short.end())
        if month_of:
            return attrs.evolve(month_of, year=2000 + int(short["short"]), span=Span(start, month_of.span.end))
        return _edged(text, start, short.end(), 2000 + int(short["short"]), 1, 12, None)
    bare = bare_date_at(text, start)
    if bare is not None:
        return _edged(text, start, bare.end, bare.year, bare.first_month, bare.month, bare.day, bare.whole)
    if not _LIKELY.match(text, start):
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
    counted = parts.get("roc") or parts.get("roc_")
    year = int(parts["year"]) if parts.get("year") else int(counted) + 1911 if counted else None
    if parts.get("month"):
        month = int(parts["month"])
        third = parts.get("third")
        day = int(parts["day"]) if parts.get("day") else _THIRDS[third] if third else None
        spanning = bool(parts.get("from"))
        date = _edged(text, start, found.end(), year, month, month, day, whole=third == "下" or spanning)
        return attrs.evolve(date, spanning=True) if spanning else date
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
