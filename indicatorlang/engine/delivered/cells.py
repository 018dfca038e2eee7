"""What one cell says: a number with its unit, a word of a scale, a day, no data, not applicable, or something unusable."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import attrs

from indicatorlang.engine.delivered.entries import BLANK, Cell
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.problems.cell_problems import (
    ApproximateNumber,
    CellProblem,
    CompletionNotReadable,
    ErrorCell,
    LevelNotKnown,
    NumberNotReadable,
    UnitDoesNotConvert,
)
from indicatorlang.lazily import pattern
from indicatorlang.library.numerals import chinese_number
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.actual import Origin
from indicatorlang.model.number import exact
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.unit import PLAIN, Unit

NO_DATA = frozenset({"", "-", "—", "——", "–", "－", "―", "--", "无数据", "暂无数据"})
NOT_APPLICABLE = frozenset({"不适用", "n/a", "/"})
NOTHING = "无"
DONE = frozenset({"是", "完成", "已完成", "全部完成", "100", "yes", "done", "true", "√", "✓"})
NOT_DONE = frozenset({"否", "未完成", "尚未完成", "没有完成", "no", "notdone", "false", "×"})
_ERROR = pattern(
    r"#(N/?A|REF!?|DIV/0!?|VALUE!?|NAME\?|NUM!?|NULL!?|SPILL!|CALC!|#+)|[+-]?(nan|inf(inity)?)|[+-]?∞", re.IGNORECASE
)
_APPROXIMATE = pattern(r"约|大概|左右|上下|近|余|多|几|来|将近|大致|≈|~|～")
_SHARE = pattern(r"分之|成|/")  # 万分之一 and 1/10000 say by themselves that they are no percentages
_TIME = pattern(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_COMPACT_DAY = pattern(r"(\d{4})(\d{2})(\d{2})")
_IN_WORDS = pattern(
    r"(?:([〇○零一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,3})[日号]"
)
_DAY_OF_YEAR = pattern(r"(\d{1,2})(?:月|[/.-])(\d{1,2})[日号]?")


def is_not_applicable(text: str) -> bool:
    """Whether a cell says 不适用."""
    return folded(text).lower() in NOT_APPLICABLE


def is_blank(text: str) -> bool:
    """Whether a cell holds no data."""
    return folded(text) in NO_DATA


def read_cell(
    text: str,
    nature: Nature,
    span: Period,
    unit_text: str = "",
    aliases: Mapping[str, Unit] | None = None,
    origin: Origin | None = None,
) -> Cell:
    """What a cell of a measure says. `unit_text` is the row's unit column, `span` gives the year to days without one."""
    plain = folded(text)
    found = next((level for scale in nature.scales for level in (scale.find(text.strip()), scale.find(plain)) if level), None)
    if found is not None and nature.form == "level":
        return Cell(level=found)
    if plain in NO_DATA:
        return BLANK
    if plain.lower() in NOT_APPLICABLE:
        return Cell(not_applicable=True)
    facts: dict[str, Any] = {"subject": nature.name, "text": text.strip(), "origin": origin or Origin()}
    if _ERROR.fullmatch(plain):
        return Cell(problem=ErrorCell(**facts))
    if nature.form == "level":
        words = tuple(dict.fromkeys(level.name for scale in nature.scales for level in scale.levels))
        return Cell(problem=LevelNotKnown(**facts, levels=words, surveyed=nature.measure.survey is not None))
    if nature.form == "done":
        return _completion(text, plain, span) or Cell(problem=CompletionNotReadable(**facts))
    if plain == NOTHING:
        return Cell(nothing=True)
    return _number(text, unit_text, aliases, facts)


def _completion(text: str, plain: str, span: Period) -> Cell | None:
    low = plain.lower()
    if low in DONE:
        return Cell(done=True)
    if low in NOT_DONE:
        return Cell(done=False)
    share = exact(low[:-1]) if low.endswith("%") else None
    if share is not None and 0 <= share <= 100:
        return Cell(done=share == 100)
    if plain == NOTHING:
        return Cell(nothing=True, done=False)
    day = parse_day(text, span)
    return None if day is None else Cell(day=day)


def parse_day(text: str, span: Period | None = None) -> dt.date | None:
    """A day in any of its spellings; a month, quarter or year means its last day. Without a year that of a one-year span."""
    text = _TIME.sub("", text.strip())
    plain = _in_digits(folded(text))
    compact = _COMPACT_DAY.fullmatch(plain)
    one_year = span is not None and span.start.year == span.end.year
    without_year = _DAY_OF_YEAR.fullmatch(plain) if one_year else None
    try:
        if compact:
            return dt.date(*map(int, compact.groups()))
        if without_year and span is not None:
            return dt.date(span.start.year, *map(int, without_year.groups()))
    except ValueError:
        return None
    if plain.isdigit() and len(plain) < 4:
        return None
    period = parse_period(plain, span)
    return None if period is None else period.end


def _in_digits(text: str) -> str:
    """二〇一九年六月三十日 in digits; any other text as it is."""
    found = _IN_WORDS.fullmatch(text)
    if found is None:
        return text
    year, month, day = (chinese_number(part) if part else None for part in found.groups())
    if month is None or day is None:
        return text
    return f"{year or ''}{'年' if year else ''}{month}月{day}日"


def _number(text: str, unit_text: str, aliases: Mapping[str, Unit] | None, facts: Mapping[str, Any]) -> Cell:
    plain = folded(text)
    quantity = parse_quantity(text, aliases)
    if quantity is None:
        cls: type[CellProblem] = NumberNotReadable
        if _APPROXIMATE.search(plain) and parse_quantity(_APPROXIMATE.sub("", plain), aliases) is not None:
            cls = ApproximateNumber
        return Cell(problem=cls(**facts))
    column = None if is_blank(unit_text) or unit_text.strip() == "/" else parse_unit(unit_text, aliases).unit
    if quantity.unit == PLAIN and not _SHARE.search(plain):
        return Cell(number=quantity.number, unit=column, places=quantity.places)
    if column is None or quantity.unit.fits(column):
        return Cell(number=quantity.number, unit=quantity.unit, places=quantity.places)
    if quantity.unit.is_ratio and is_multiplier(quantity.unit):
        return Cell(number=quantity.base, unit=column, places=quantity.places)
    problem = UnitDoesNotConvert(**facts, got=quantity.unit.text, wanted=column.text)
    return Cell(problem=problem)


def is_multiplier(unit: Unit) -> bool:
    """Whether it only multiplies (3.45万) and names nothing."""
    return unit.is_ratio and unit.factor >= 1


def in_unit(cell: Cell, unit: Unit, subject: str, text: str, origin: Origin) -> Cell:
    """The cell with its number fit for the measure's unit: a multiplier joins that unit, what does not convert is a problem."""
    if cell.unit is None or cell.number is None or cell.unit.fits(unit):
        return cell
    if is_multiplier(cell.unit):
        return attrs.evolve(cell, number=cell.number * cell.unit.factor, unit=None, places=0)
    problem = UnitDoesNotConvert(subject=subject, text=text.strip(), origin=origin, got=cell.unit.text, wanted=unit.text)
    return attrs.evolve(cell, problem=problem)
