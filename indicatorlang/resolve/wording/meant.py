"""What the neighbourhood of a date or number makes of it: a year said once, digits that a unit column makes an amount, a month.

2022年6月底前60%，12月底前100% means December 2022; `2022.6` beside a column 元 is a sum; `11` beside 完工时间（月份） is November.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.resolve.wording.beside import Beside
from indicatorlang.syntax.written.tree import WrittenClause, WrittenDate, WrittenNumber
from indicatorlang.syntax.written.vocabulary import folded

_IN_DIGITS = pattern(r"[0-9]+(?:\.[0-9]+)?")
_TIMES = frozenset({"年", "月", "日", "月份", "时间", "日期"})
_MONTH = pattern(r"1[0-2]|0?[1-9]")
_MONTH_ASKED = pattern(r"\(月份\)\s*\Z|(?:完成|完工|竣工|开工|投产|到位|下达|拨付|交付|投用|验收)(?:时间|日期)\s*\(月\)\s*\Z")
_DAY_ASKED = pattern(r"(?:完成|完工|竣工|开工|投产|到位|下达|拨付|交付|投用|验收)(?:时间|日期)\s*\Z")

_CLASS = pattern(r"[一二三四五][类類等级級档檔]")
_KINDS = pattern(r"数|种类|类别|类型|品种|几|种")
_MONTH_AND_DAY = pattern(r"(?P<month>1[0-2]|0?[1-9])[-./](?P<day>3[01]|[12][0-9]|0?[1-9])")
_DATE_ASKED = pattern(r"(?:时间|日期|时限|期限|节点|时点) ?(?:\([^()]{1,8}\))?\Z")
_SURELY_A_DAY = 15
_TIMELINESS = "时效"
_HOW_LONG = pattern(r"时长|天数|周期|小时|次数|率\Z|耗时|用时")


def with_years(clauses: Sequence[WrittenClause]) -> Iterator[WrittenClause]:
    """Every later date without a year is in the year of the one before it."""
    year: int | None = None
    for clause in clauses:
        if clause.date is not None and clause.date.year is None and year is not None:
            clause = attrs.evolve(clause, date=attrs.evolve(clause.date, year=year))
        year = clause.date.year if clause.date is not None else year
        yield clause


def as_meant(clause: WrittenClause, text: str, name: str, beside: Beside, level2: str = "") -> WrittenClause:
    """The clause with its date read as a number, or its number as a month, day or class, where what stands beside it says so."""
    ranked = _as_class(clause, text, name)
    if ranked is not None:
        return ranked
    day = _as_day(clause, text, name, level2) if (beside.column_unit or beside.name_unit or "日") in _TIMES else None
    if day is not None:
        return day
    if clause.date is not None and clause.number is None:
        said = text[clause.date.span.start : clause.date.span.end].strip()
        unit = beside.column_unit or beside.name_unit
        if said == text.strip() and _IN_DIGITS.fullmatch(said) and unit not in _TIMES and unit and parse_unit(unit).known:
            return attrs.evolve(clause, date=None, number=WrittenNumber(said, span=clause.date.span))
        return clause
    number = clause.number
    alone = number is not None and clause.high is None and clause.tolerance is None and clause.date is None and not clause.growth
    if number is None or not alone or number.unit not in ("", "月份") or not _MONTH.fullmatch(number.number):
        return clause
    asked = number.unit or _MONTH_ASKED.search(folded(name)) or beside.column_unit == "月份"
    if not (asked or (beside.column_unit == "月" and _DAY_ASKED.search(folded(name)))):
        return clause
    month = int(number.number)
    date = WrittenDate(None, month, month, span=number.span)
    return attrs.evolve(clause, number=None, operators=(), date=date)


def _as_class(clause: WrittenClause, text: str, name: str) -> WrittenClause | None:
    """一类, 二等 and nothing else: a class, unless the name counts kinds."""
    alone = clause.number is not None and not clause.operators and clause.high is None and clause.date is None
    said = text.strip()
    if not alone or not _CLASS.fullmatch(said) or _KINDS.search(folded(name)):
        return None
    return WrittenClause(state="level", level=said, span=clause.span)


def _as_day(clause: WrittenClause, text: str, name: str, level2: str) -> WrittenClause | None:
    """12-31 and 12.31 where a day is asked for."""
    found = _MONTH_AND_DAY.fullmatch(folded(text).strip())
    bare = clause.number is not None and not clause.operators and clause.growth is None and not clause.number.unit
    asked = _DATE_ASKED.search(folded(name).rstrip()) or (
        _TIMELINESS in folded(level2) and not _HOW_LONG.search(folded(name).rstrip())
    )
    if found is None or not bare or not asked or clause.number is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if day < _SURELY_A_DAY and not _DATE_ASKED.search(folded(name).rstrip()):
        return None
    return attrs.evolve(clause, number=None, high=None, date=WrittenDate(None, month, month, day, span=clause.span))
