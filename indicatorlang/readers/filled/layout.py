"""A grid as it was typed → tables whose rows know what they are.

One walk over the rows of a form, from its title over facts, money and goals to the indicators and what stands below them. Every row
that is not blank is handed on, in order, whatever it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define
from indicatorlang.model.filled import Fact, FilledRow, FilledTable, RowKind
from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.formats import SheetGrid
from indicatorlang.readers.filled.forms import Headers, headers_of, starts_of
from indicatorlang.readers.filled.header import Header, Mapped, not_understood
from indicatorlang.readers.filled.left_over import left_over
from indicatorlang.readers.filled.long_lists import long_table, too_wide
from indicatorlang.readers.filled.money_pairs import MoneyPairs
from indicatorlang.readers.filled.problems import LineNotTaken, NoFilledRows, NoTables
from indicatorlang.readers.filled.rows import RowReader
from indicatorlang.readers.grid import Row

Found = tuple[tuple[FilledTable, ...], tuple[Diagnostic, ...]]
_OF_TAIL: tuple[Fact, ...] = ("filled_by", "filled_on", "grade", "agency", "department")


def tables_of(grid: SheetGrid, mapping: Mapped) -> Found:
    """The tables of one sheet. Without any, the diagnostic says what was found instead."""
    if grid.large:
        return long_table(grid, mapping)
    rows = [row for row in grid.rows if not row.blank]
    headers = headers_of(rows, grid.merged, mapping)
    if not headers:
        prose = rows and all(grid.is_prose(row.number) for row in rows)
        return (), (NoTables(place=Place(grid.file)) if prose else not_understood(grid, rows),)
    starts = starts_of(rows, headers)
    tables: list[FilledTable] = []
    problems: list[Diagnostic] = []
    for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        walk = _Walk(grid, headers)
        for position in range(start, stop):
            walk.step(position, rows[position])
        tables.append(walk.table())
        problems += walk.problems
    return tuple(tables), tuple(problems)


@define
class _Walk:
    """The walk down one form. `reader` reads below the last header; None above the first, and while goals are told."""

    grid: SheetGrid
    headers: Headers
    rows: list[FilledRow] = attrs.field(factory=list)
    problems: list[Diagnostic] = attrs.field(factory=list)
    facts: dict[Fact, str] = attrs.field(factory=dict)
    reader: RowReader | None = None
    indicators: Header | None = None
    money: Header | None = None
    goals: dict[Fact, int] | None = None
    goal_label: str = ""
    """How the goal that is kept is headed."""
    remarks: list[str] = attrs.field(factory=list)
    pairs: MoneyPairs = attrs.field(factory=MoneyPairs)
    _skip: int = -1

    def step(self, position: int, row: Row) -> None:
        """Takes the next row."""
        if position in self.headers:
            header, count = self.headers[position]
            self._skip = position + count
            self._open(header, row)
        self.rows.append(self._heading(row) if position < self._skip else self._row(row))

    def _heading(self, row: Row) -> FilledRow:
        if self.reader is not None and self.reader.header.is_money:
            self._note(dict(facts.said_in(row.cells)), ("money_unit",))
        return FilledRow(row.number, row.cells, "heading")

    def _open(self, header: Header, row: Row) -> None:
        self.reader, self.goals = RowReader(header, self.grid.merged), None
        self.problems += header.doubts(self.grid.place(row.number))
        if header.is_money:
            self.money = self.money or header
        else:
            self.indicators = self.indicators or header

    def _row(self, row: Row) -> FilledRow:
        below_indicators = self.reader is not None and not self.reader.header.is_money
        if not (below_indicators and self.reader is not None and (self.reader.header.name == 0 or self._is_scored(row))):
            told = self._goal_label(row)
            if told is not None:
                return told
        if self.reader is not None and self.grid.is_prose(row.number):
            self._remark(left_over(row.cells))
            self._note(dict(facts.said_in(row.cells)), _OF_TAIL if below_indicators else ())
            return FilledRow(row.number, row.cells, "other")
        if self.reader is None or (not below_indicators and self._is_facts(row)):
            return self._head(row)
        found = self.reader.read(row)
        if found.kind == "indicator" and not self.grid.letters and too_wide(self.grid, self.reader.header, row):
            place = self.grid.place(row.number)
            self.problems.append(LineNotTaken(place=place, text=",".join(row.cells), why="width"))
            return FilledRow(row.number, row.cells, "other")
        if found.kind == "other":
            if not any(facts.is_subtotal(cell.strip()) for cell in row.cells):
                self._remark(left_over(row.cells))
            self._note(dict(facts.said_in(row.cells)), _OF_TAIL if below_indicators else ())
        return found

    def _is_scored(self, row: Row) -> bool:
        """Whether a row below a header of indicators holds points, or a name and a target: then it tells no goals, whatever it says."""
        if self.reader is None:
            return False
        at, text = self.reader.header.at, self.reader.text
        said = {meaning for meaning, column in at.items() if text(row, column, above=False)}
        return bool(said & {"weight", "score"}) or {"name", "target"} <= said

    def _is_facts(self, row: Row) -> bool:
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        return facts.is_label(filled[0]) and len(filled) > 1

    def _goal_label(self, row: Row) -> FilledRow | None:
        """A row that opens the goals, or tells them; None when it has nothing to do with them."""
        filled = [(i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip()]
        labelled = facts.is_word("goals", filled[0][1]) or (len(filled) == 3 and facts.is_word("achieved", filled[0][1]))
        rest = filled[1:] if labelled else filled
        planned = next((i for i, text in rest if facts.is_word("planned", text)), None)
        done = next((i for i, text in rest if facts.is_word("achieved", text)), None)
        if done is not None and (labelled or planned is not None) and len(rest) <= 2:
            self.goals = {"done": done} if planned is None else {"goal": planned, "done": done}
            self.reader = None
            return FilledRow(row.number, row.cells, "heading")
        if (
            labelled
            and planned is not None
            and (len(rest) == 1 or all(facts.is_word("planned", text) or "目标" in text for _, text in rest))
        ):
            self.goals, self.reader = {"goal": planned}, None
            return FilledRow(row.number, row.cells, "heading")
        if labelled and rest:
            self._prefer_year(filled[0][1])
            self.goals, self.reader = {"goal": rest[0][0]}, None
            return self._tell(row)
        if self.goals is not None and self.reader is None and not self._is_facts(row):
            return self._tell(row)
        return None

    def _prefer_year(self, label: str) -> None:
        """The goal of the year counts, that of the whole project is a remark beside it."""
        if "年度" in label and "年度" not in self.goal_label and "goal" in self.facts:
            self.remarks.append(f"{self.goal_label}：{' '.join(self.facts.pop('goal').split())}")
        self.goal_label = label.strip(":： ")

    def _tell(self, row: Row) -> FilledRow:
        """A row of the goals: what was planned, and what came of it."""
        for fact, column in (self.goals or {}).items():
            text = row.cells[column].strip() if column < len(row.cells) else ""
            if text:
                self.facts[fact] = f"{self.facts[fact]}\n{text}" if fact in self.facts else text
        return FilledRow(row.number, row.cells, "other")

    def _head(self, row: Row) -> FilledRow:
        """A row above the first header: a title, facts, or a line of money told in pairs of label and amount."""
        kind: RowKind = "head"
        fields: dict[str, str] = {}
        at: dict[str, int] = {}
        if self.money is None:
            fields, at = self.pairs.read(row)
        if fields:
            kind = "money"
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) == 1:
            year = facts.year_of_title(filled[0])
            self._note({"year": year} if year else {})
        said = dict(facts.said_in(row.cells))
        if fields:
            apart = tuple("" if i in at.values() else cell for i, cell in enumerate(row.cells))
            said = {**dict(facts.said_in(apart)), **{fact: text for fact, text in said.items() if fact == "money_unit"}}
        self._note(said)
        if not fields or "label" in fields:
            self._remark(left_over(row.cells, at.values()))
        return FilledRow(row.number, row.cells, kind, fields, at)

    def _note(self, said: dict[Fact, str], only: Sequence[Fact] = ()) -> None:
        for fact, text in said.items():
            if not only or fact in only:
                self.facts.setdefault(fact, text)

    def _remark(self, text: str) -> None:
        if text and text not in self.remarks:
            self.remarks.append(text)

    def table(self) -> FilledTable:
        """What was walked over, as a table."""
        header = self.indicators or self.money
        if not any(row.kind in ("indicator", "money", "total") for row in self.rows) and header is not None:
            where = next((self.grid.place(row.number) for row in self.rows if row.kind == "heading"), Place(self.grid.file))
            texts = tuple(text for text in header.columns.headings if text)
            self.problems.append(NoFilledRows(place=where, headings=texts))
        return FilledTable(
            rows=tuple(self.rows),
            file=self.grid.file,
            sheet=self.grid.sheet,
            taken=self.indicators.taken() if self.indicators else (),
            money_taken=self.money.taken() if self.money else (),
            untaken=header.untaken() if header else (),
            facts=dict(self.facts),
            headings=header.columns.headings if header else (),
            width=max((len(row.cells) for row in self.rows), default=0),
            letters=self.grid.letters,
            remarks=tuple(self.remarks),
            places=self.grid.places,
        )
