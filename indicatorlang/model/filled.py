"""Tables that people filled in: a sheet as it was typed, and what each of its rows and columns is.

Everything stays text. Nothing is left out: every row that is not blank is there, in order, with its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, letter

FilledColumn = Literal[
    "id", "level1", "level2", "name", "op", "target", "unit", "actual", "weight", "score", "rule", "reason", "evidence",
    "review_actual", "review_score", "deviation", "note", "project", "year",
    "label", "initial", "budget", "spent", "rate",
]  # fmt: skip
"""What a column says. From `label` on they are those of the money block, which has `weight`, `score` and `reason` too; `label` names
the source of the money."""
FILLED_COLUMNS: tuple[FilledColumn, ...] = get_args(FilledColumn)

COLUMN_WORDS: Mapping[FilledColumn, tuple[str, str]] = {
    "id": ("序号", "number"),
    "level1": ("一级指标", "level 1"),
    "level2": ("二级指标", "level 2"),
    "name": ("指标名称", "name"),
    "op": ("指标性质", "operator"),
    "target": ("指标值", "target"),
    "unit": ("度量单位", "unit"),
    "actual": ("实际完成值", "actual"),
    "weight": ("分值", "weight"),
    "score": ("得分", "score"),
    "rule": ("评分标准", "scoring rule"),
    "reason": ("偏差原因", "reason"),
    "evidence": ("佐证材料", "evidence"),
    "review_actual": ("复核完成值", "reviewed actual"),
    "review_score": ("复核得分", "reviewed score"),
    "deviation": ("偏差", "deviation"),
    "note": ("备注", "note"),
    "project": ("项目名称", "project"),
    "year": ("年度", "year"),
    "label": ("资金来源", "source of money"),
    "initial": ("年初预算数", "initial budget"),
    "budget": ("全年预算数", "budget"),
    "spent": ("全年执行数", "spent"),
    "rate": ("执行率", "rate"),
}
"""What each column is called to people, in Chinese and in English."""

RowKind = Literal["head", "heading", "money", "indicator", "total", "other"]
"""`head`: title and facts about the project; `heading`: names of columns; `money`: a line of the money block; `total`: 合计, 总分;
`other`: notes, narrative goals, and what is none of these."""

Fact = Literal[
    "project", "code", "department", "agency", "year", "money_unit", "filled_by", "filled_on", "goal", "done", "period", "grade"
]
"""What is said of the project around its tables; `goal` and `done` are 预期目标 and 实际完成情况, `money_unit` is that of the money block."""


@frozen
class Taken:
    """One column as it was understood: `column` counts from 0; `by_map` when the caller named it and not the heading alone."""

    meaning: FilledColumn
    heading: str
    column: int
    by_map: bool = False


@frozen
class FilledRow:
    """One row as typed. `number` counts from 1 as the file does; `cells` are all its cells; `fields` what the known columns say,
    what a merged cell says counting for each row it spans, blank ones left out. `at` is the column (from 0) of each field."""

    number: int
    cells: tuple[str, ...]
    kind: RowKind
    fields: Mapping[str, str] = attrs.field(factory=dict)
    at: Mapping[str, int] = attrs.field(factory=dict)

    def get(self, meaning: FilledColumn) -> str:
        """The text of a column, trimmed; empty when it is blank or not there."""
        return self.fields.get(meaning, "")


@frozen
class FilledTable:
    """One table: a form with its money block and its rows of indicators, or a plain list of rows.

    `taken` are the columns of its indicator rows, `money_taken` those of its money block; `untaken` headings that are not used.
    `rows` may be walked more than once; a long list reads the file again instead of holding it. `width` is the number of columns.
    """

    rows: Iterable[FilledRow] = attrs.field(eq=False, repr=False)
    file: str | None = None
    sheet: str | None = None
    taken: tuple[Taken, ...] = ()
    money_taken: tuple[Taken, ...] = ()
    untaken: tuple[str, ...] = ()
    facts: Mapping[Fact, str] = attrs.field(factory=dict)
    headings: tuple[str, ...] = ()
    width: int = 0
    letters: bool = False
    """Whether columns go by their letters, as in a sheet, and not by their headings."""
    remarks: tuple[str, ...] = ()
    """What else stands around the tables, a line each: plans, persons, notes below."""
    places: Mapping[int, tuple[str, int]] = attrs.field(factory=dict, eq=False, repr=False)
    """Where the rows of a document with several tables stand, whose numbers only count them through: the table's name, the row in it."""

    def has(self, meaning: FilledColumn) -> bool:
        """Whether its indicator rows have that column."""
        return any(taken.meaning == meaning for taken in self.taken)

    def origin(self, row: FilledRow, meaning: FilledColumn | None = None) -> Origin:
        """Where a row, or one of its fields, stands."""
        sheet, number = self.places.get(row.number, (self.sheet, row.number))
        column = None if meaning is None else row.at.get(meaning)
        if column is None:
            return Origin(self.file, sheet, number, None)
        of_money = {taken.column: taken.heading for taken in self.money_taken} if row.kind == "money" else {}
        heading = of_money.get(column) or (self.headings[column] if column < len(self.headings) else "")
        return Origin(self.file, sheet, number, letter(column) if self.letters else heading)
