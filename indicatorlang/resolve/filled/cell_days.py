"""The days that a typed cell names: which of them is that of completion, and whether it is one by which or on which."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.resolve.filled.figures import Figures, figures_of
from indicatorlang.resolve.filled.states import STOPS
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.wording.dates import days
from indicatorlang.syntax.written.tree import WrittenDate

_YEAR_AND_MONTH = pattern(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])")
_MONTH_AND_DAY = pattern(r"(1[0-2]|0?[1-9])[./-](3[01]|[12][0-9]|0?[1-9])(?:日|号)?")
_MONTH = pattern(r"(1[0-2]|0?[1-9])(?:\.0+)?")
_TIME = pattern(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
FINISHED = pattern(r"完工|竣工|完成|验收|交付|建成|投用|投入使用|通过|结束|发放|到位|上线|印发|办结|投产|结题|支付|启用")
_BEFORE = pattern(r"(?:之前|以前|前|内|≤|不晚于|不迟于)")
_AS_OF = pattern(r"(?:截至|截止)\s*$")


def dates_of(cell: Typed, name: str, unit: str) -> tuple[tuple[WrittenDate, str], ...]:
    """The days of a cell, in every spelling that is one beside a deadline."""
    text = _TIME.sub("", cell.plain).strip()
    if compact := _YEAR_AND_MONTH.fullmatch(text):
        month = int(compact[2])
        return ((WrittenDate(int(compact[1]), month, month), text),)
    if short := _MONTH_AND_DAY.fullmatch(text):
        month = int(short[1])
        return ((WrittenDate(None, month, month, int(short[2])), text),)
    asked = unit.strip() in ("月", "月份") or "月份" in name or re.search(r"[(（]月[)）]\s*\Z", name)
    if asked and (bare := _MONTH.fullmatch(text)):
        month = int(bare[1])
        return ((WrittenDate(None, month, month), text),)
    figures = figures_of(text, text)
    return _joined(figures, text)


def _joined(figures: Figures, text: str) -> tuple[tuple[WrittenDate, str], ...]:
    """2023年 and 十月 behind it are one month; a wrong month or day behind a date makes it none."""
    found: list[tuple[WrittenDate, str]] = []
    for date, words_ in figures.dates:
        if found:
            before, said = found[-1]
            year_only = before.first_month == 1 and before.month == 12 and before.day is None and before.year is not None
            if year_only and date.year is None and (said + words_) in text:
                found[-1] = (attrs.evolve(date, year=before.year), said + words_)
                continue
            if date.year is None and before.year is not None:
                date = attrs.evolve(date, year=before.year)
        found.append((date, words_))
    wrong = any(figure.unit in ("月", "日", "号", "月份") and figure.value > 12 for figure in figures.found)
    return () if wrong else tuple(found)


def is_bound(cell: Typed, said: str) -> bool:
    """Whether a date is one by which, not on which: 12月底前, ≤2023年12月."""
    at = cell.plain.find(said)
    if at < 0:
        return False
    behind, before = cell.plain[at + len(said) : at + len(said) + 2], cell.plain[max(0, at - 3) : at]
    if _AS_OF.search(cell.plain[max(0, at - 4) : at]) or behind[:1] == "初":
        return True
    return bool(_BEFORE.search(said[-2:]) or _BEFORE.match(behind) or before.endswith(("≤", "<=", "不晚于", "不迟于")))


def only_day(
    found: tuple[tuple[WrittenDate, str], ...], year: int | None, limits: tuple[dt.date, ...], cell: Typed | None = None
) -> dt.date | None:
    """The day that the dates of a cell come to; None when it is open."""
    if len(found) > 1 and cell is not None:
        found = _finishing(cell, found)
    if len(found) != 1:
        return None
    candidates = days(found[0][0], year)
    if not candidates:
        return None
    return candidates[-1] if len(candidates) == 1 or (limits and candidates[-1] <= min(limits)) else None


def _finishing(cell: Typed, found: tuple[tuple[WrittenDate, str], ...]) -> tuple[tuple[WrittenDate, str], ...]:
    """Of several dates the one with a word of finishing behind it."""
    said: list[tuple[WrittenDate, str]] = []
    places: list[tuple[int, int]] = []
    at = 0
    for _, words_ in found:
        place = max(cell.plain.find(words_, at), at)
        places.append((place, place + len(words_)))
        at = place + len(words_)
    stops = [found_.start() for found_ in STOPS.finditer(cell.plain)]
    for index, (date, words_) in enumerate(found):
        start, end = places[index]
        since = max([0, *(stop for stop in stops if stop < start)])
        until = min([len(cell.plain), *(stop for stop in stops if stop >= end)])
        others = [other for other in places if other != (start, end) and since <= other[0] < until]
        if others:
            since, until = start, min([until, *(other[0] for other in others if other[0] >= end)])
        if FINISHED.search(cell.plain, since, until):
            said.append((date, words_))
    return tuple(said) if len(said) == 1 else found
