"""What the columns of a table are: their headings, in every spelling, and the four layouts that tables of actuals come in.

`long`: a name, a period and a value a row. `wide`: a name and one column a period. `survey`: a name, a day and one column a
level. `about`: what is said of an indicator beside its values (a level, a score, a reason). Optional columns may stand in any.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.period import WHOLE_SPAN_WORDS, looks_like_heading, parse_heading, year_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("指标", "数据项", "指标名称", "三级指标", "indicator", "measure"),
    "id": ("序号", "id"),
    "level1": ("一级指标", "level1"),
    "level2": ("二级指标", "level2"),
    "period": ("期间", "period"),
    "value": ("实际值", "完成值", "实际完成值", "value"),
    "unit": ("单位", "计量单位", "度量单位", "unit"),
    "kind": ("口径", "kind"),
    "evidence": ("佐证材料", "evidence"),
    "project": ("项目编码", "project", "project_code"),
    "project_name": ("项目名称", "project_name"),
    "score": ("评定得分", "score"),
    "forecast": ("全年预计完成值", "forecast"),
    "likelihood": ("完成可能性", "likelihood"),
    "reason": ("偏差原因", "偏差原因分析及改进措施", "reason"),
    "cause": ("偏差原因类别", "cause"),
    "deduct": ("扣分", "deduct"),
    "deduct_reason": ("扣分理由", "deduct_reason"),
    "org": ("填报单位", "org"),
    "filled_by": ("填报人", "filled_by"),
    "filled_on": ("填报日期", "filled_on"),
    "note": ("备注", "备注（不适用的写明理由）", "note"),
    "level": ("评判等级", "level"),
    "survey_date": ("调查日期", "survey_date"),
    "method": ("调查方式", "method"),
    "sent": ("发放数", "sent"),
    "valid": ("有效样本", "valid"),
}
EXTRA = (
    *("unit", "kind", "evidence", "score", "forecast", "likelihood", "reason", "cause", "deduct", "deduct_reason"),
    *("org", "filled_by", "filled_on", "note"),
)
"""The optional columns that a value carries along."""
OF_SURVEY = ("org", "filled_by", "filled_on", "note")
"""The optional columns that a survey carries along."""
ABOUT = ("score", "reason", "cause", "deduct", "deduct_reason", "level")
"""A table with a name and one of these, and without values, is about indicators."""
ONLY_SURVEY = ("survey_date", "method", "sent", "valid")
SHOWN_ONLY = ("序号", "对应指标", "指标值", "年度指标值", "分值")
"""Columns of forms that repeat the ruleset; nothing is read from them."""

_FOLD = {0x3000: " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """A heading for comparison: full-width signs narrow, no blanks and underscores, small letters."""
    return "".join(text.translate(_FOLD).casefold().split()).replace("_", "")


MEANING = {fold(spelling): column for column, spellings in COLUMNS.items() for spelling in spellings}
_SHOWN_ONLY = {fold(heading) for heading in SHOWN_ONLY}
_WHOLE_SPAN = {fold(word) for word in WHOLE_SPAN_WORDS}
_OF_PERIODS = pattern(r"[\d一二三四五六七八九十年月日号季度上下半前第本底末中旬截至止到累计完成数份个全Qq/.—–－~～-]{2,20}")
_PERIOD_SIGN = pattern(r"\d|月|季|半年|[Qq]")
LayoutKind = Literal["long", "wide", "survey", "about"]


@frozen
class Layout:
    """How to read the rows under one header. Columns are counted from 0.

    `columns` says where each known column stands, `periods` which columns are periods, `levels` which are levels of a survey,
    `others` which are not read. `clashes` are pairs of columns that say the same, `mixed` period columns beside a value column.
    """

    kind: LayoutKind
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    periods: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    clashes: tuple[tuple[int, int], ...] = ()
    mixed: tuple[int, ...] = ()

    @property
    def name(self) -> int:
        """The column that names what a row is about."""
        return self.columns["name"] if "name" in self.columns else self.columns["id"]


def layout_of(cells: Sequence[str]) -> Layout | None:
    """The layout these cells are the header of; None when they are no header of a table of actuals."""
    headings = tuple(" ".join(cell.split()) for cell in cells)
    columns, clashes = _known(headings)
    unknown = [i for i, heading in enumerate(headings) if heading and MEANING.get(fold(heading)) is None]
    periods = [i for i in unknown if looks_like_heading(headings[i])]
    others = [i for i in unknown if i not in periods]
    if "name" not in columns and "id" not in columns:
        return None
    if "survey_date" in columns:
        levels = tuple(i for i in unknown if fold(headings[i]) not in _SHOWN_ONLY)
        return Layout("survey", headings, columns, (), levels, (), (*clashes, *_same_text(headings, levels)))
    strange = [columns[column] for column in (*ONLY_SURVEY, "level") if column in columns]
    if "value" in columns:
        mixed = tuple(i for i in periods if fold(headings[i]) not in _WHOLE_SPAN)
        rest = tuple(sorted({*others, *strange, *periods} - set(mixed)))
        return Layout("long", headings, columns, (), (), rest, tuple(clashes), mixed)
    if periods:
        rest = tuple(sorted({*others, *strange}))
        return Layout("wide", headings, columns, tuple(periods), (), rest, (*clashes, *_same_period(headings, periods)))
    if any(column in columns for column in ABOUT) and all(fold(headings[i]) in _SHOWN_ONLY for i in others):
        strange = [columns[column] for column in ONLY_SURVEY if column in columns]
        return Layout("about", headings, columns, (), (), tuple(strange), tuple(clashes))
    return None


def _known(headings: Sequence[str]) -> tuple[dict[str, int], list[tuple[int, int]]]:
    columns: dict[str, int] = {}
    clashes = []
    for i, heading in enumerate(headings):
        column = MEANING.get(fold(heading))
        if column is not None and column in columns:
            clashes.append((columns[column], i))
        elif column is not None:
            columns[column] = i
    return columns, clashes


def _same_text(headings: Sequence[str], columns: Sequence[int]) -> list[tuple[int, int]]:
    first: dict[str, int] = {}
    return [(first[fold(headings[i])], i) for i in columns if first.setdefault(fold(headings[i]), i) != i]


def _same_period(headings: Sequence[str], columns: Sequence[int]) -> list[tuple[int, int]]:
    first: dict[object, int] = {}
    pairs = []
    for i in columns:
        # Written with and without a year are two columns until a ruleset says which year it is.
        meaning = (parse_heading(headings[i], year_of(2000)), parse_heading(headings[i], year_of(2004)))
        if first.setdefault(meaning, i) != i:
            pairs.append((first[meaning], i))
    return pairs


def is_name_heading(text: str) -> bool:
    """Whether a cell is the heading of a name column: the mark by which a second header below the first is found."""
    return MEANING.get(fold(text)) in ("name", "id")


def is_shown_only(text: str) -> bool:
    """Whether a column only repeats what the ruleset says, so that not reading it needs no remark in our own forms."""
    return fold(text) in _SHOWN_ONLY


def seems_period(text: str) -> bool:
    """Whether a heading that names no period looks as if it were meant to: `13月`, `2019.1-6`, `6月中旬`."""
    squeezed = "".join(text.translate(_FOLD).split())
    return _OF_PERIODS.fullmatch(squeezed) is not None and _PERIOD_SIGN.search(squeezed) is not None


def nearest_heading(headings: Sequence[str]) -> tuple[str, str] | None:
    """A heading that is nearly one that is known, and that one."""
    needed = {fold(spelling): spelling for column in ("name", "period", "value") for spelling in COLUMNS[column]}
    for heading in headings[:100]:
        if fold(heading) not in MEANING and len(heading) <= 40:
            for near in difflib.get_close_matches(fold(heading), needed, 1, 0.6):
                return heading, needed[near]
    return None
