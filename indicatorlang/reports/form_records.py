"""The tables of cases of a form: one sheet a table, one row a case, with the columns that the ruleset declares."""

from __future__ import annotations

import re
from typing import Literal

import attrs

from indicatorlang.model.formula import Elapsed, OverCases, walk
from indicatorlang.model.indicator import Measure
from indicatorlang.model.ruleset import Records, Ruleset

LONGEST_SHEET_NAME = 31
OTHER_SHEETS = ("数据填报", "问卷", "偏差原因", "填写说明", "下拉词")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@attrs.frozen
class RecordColumn:
    """A column of such a sheet: its heading, what it holds, and whether the time of day matters."""

    heading: str
    kind: Literal["date", "number", "text"]
    timed: bool = False

    @property
    def meaning(self) -> str:
        """What to write into it, for the sheet of notes."""
        if self.kind == "date":
            return "日期和时刻，如2019-05-01 08:30" if self.timed else "日期，如2019-05-01；还没有发生的留空"
        return "数，单位不同的写上单位" if self.kind == "number" else "文字"


@attrs.frozen
class RecordSheet:
    """A table of cases as a sheet."""

    table: str
    title: str
    columns: tuple[RecordColumn, ...]
    measures: tuple[str, ...]


def sheet_name(table: str) -> str:
    """The name of a table's sheet: its own, as far as a workbook allows; another one where it is that of another sheet."""
    name = _FORBIDDEN.sub("－", table)[:LONGEST_SHEET_NAME]
    return name if name not in OTHER_SHEETS else f"{name}台账"


def record_sheets(ruleset: Ruleset) -> tuple[RecordSheet, ...]:
    """The sheets of a ruleset, in its order; tables that nothing is taken from are asked for all the same."""
    return tuple(_sheet(declared, ruleset) for declared in ruleset.records.values())


def _sheet(declared: Records, ruleset: Ruleset) -> RecordSheet:
    users = [measure for measure in ruleset.measures.values() if measure.records == declared.name]
    timed = {name for measure in users for name in _timed(measure)}
    columns = tuple(RecordColumn(name, kind, name in timed) for name, kind in declared.columns.items())
    return RecordSheet(declared.name, sheet_name(declared.name), columns, tuple(measure.name for measure in users))


def _timed(measure: Measure) -> list[str]:
    """The columns that hours are counted between."""
    found: list[str] = []
    for part in walk(measure.formula) if measure.formula is not None else ():
        inner = part.of if isinstance(part, OverCases) else part
        if isinstance(inner, Elapsed) and inner.function == "hours":
            found += [moment.column for moment in (inner.start, inner.end) if moment.column is not None]
    return found
