"""The tables of cases of a form: one sheet a table, one row a case, with the columns that the ruleset declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.case_condition import EveryTest, NotTest, SomeTest, WordTest
from indicatorlang.model.formula import CaseCondition, Elapsed, OverCases, walk
from indicatorlang.model.indicator import Measure
from indicatorlang.model.ruleset import Records, Ruleset

LONGEST_SHEET_NAME = 31
OTHER_SHEETS = ("数据填报", "问卷", "偏差原因", "填写说明", "下拉词")
_FORBIDDEN = pattern(r"[\[\]:*?/\\']")


@frozen
class RecordColumn:
    """A column of such a sheet: its heading, what it holds, and whether the time of day matters."""

    heading: str
    kind: Literal["date", "number", "text"]
    timed: bool = False
    dated: bool = False
    """Whether a case belongs to the day in this column."""
    words: tuple[str, ...] = ()
    """The words that a demand looks for in it."""

    @property
    def meaning(self) -> str:
        """What to write into it, for the sheet of notes."""
        if self.kind == "date":
            blank = "每行都要填" if self.dated else "还没有发生的留空"
            return f"{'日期和时刻，如2019-05-01 08:30' if self.timed else '日期，如2019-05-01'}；{blank}"
        if self.words:
            return f"文字；按{'、'.join(f'“{word}”' for word in self.words)}统计，请照此写法填"
        return "数，单位不同的写上单位" if self.kind == "number" else "文字"


@frozen
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
    asked = [found for measure in users for found in _words(measure)]
    columns = tuple(
        RecordColumn(
            name,
            kind,
            name in timed,
            name == declared.date,
            tuple(dict.fromkeys(word for column, word in asked if column == name)),
        )
        for name, kind in declared.columns.items()
    )
    return RecordSheet(declared.name, sheet_name(declared.name), columns, tuple(measure.name for measure in users))


def _timed(measure: Measure) -> list[str]:
    """The columns that hours are counted between."""
    found: list[str] = []
    for part in walk(measure.formula) if measure.formula is not None else ():
        inner = part.of if isinstance(part, OverCases) else part
        if isinstance(inner, Elapsed) and inner.function == "hours":
            found += [moment.column for moment in (inner.start, inner.end) if moment.column is not None]
    return found


def _words(measure: Measure) -> Iterator[tuple[str, str]]:
    """The columns in which a measure looks for words, each with its word."""
    for part in walk(measure.formula) if measure.formula is not None else ():
        if isinstance(part, OverCases) and isinstance(part.of, CaseCondition):
            yield from _words_of(part.of.condition)


def _words_of(test: object) -> Iterator[tuple[str, str]]:
    match test:
        case WordTest(column=column, word=word):
            yield column, word
        case EveryTest(parts=parts) | SomeTest(parts=parts):
            for part in parts:
                yield from _words_of(part)
        case NotTest(part=part):
            yield from _words_of(part)
