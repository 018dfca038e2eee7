"""Long plain lists: one header among the first rows, then rows that are read one by one from the file, at every walk anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.filled import Fact, FilledRow, FilledTable
from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.formats import SheetGrid
from indicatorlang.readers.filled.forms import headers_of
from indicatorlang.readers.filled.header import HEADER_ROWS, Header, Mapped, not_understood
from indicatorlang.readers.filled.headings import squeeze
from indicatorlang.readers.filled.problems import LineNotTaken, MoreTroubles
from indicatorlang.readers.filled.rows import RowReader
from indicatorlang.readers.grid import Row

SHOWN_TROUBLES = 20
"""So many lines that cannot be read are told one by one."""


def long_table(grid: SheetGrid, mapping: Mapped) -> tuple[tuple[FilledTable, ...], tuple[Diagnostic, ...]]:
    """The one table of a long list."""
    head = list(itertools.islice((row for row in grid.rows if not row.blank), HEADER_ROWS + 1))
    headers = headers_of(head, {}, mapping)
    if not headers:
        return (), (not_understood(grid, head),)
    # A list of indicators with amounts above it is a list of indicators.
    position = min(headers, key=lambda p: (headers[p][0].is_money, p))
    header = headers[position][0]
    above = head[:position]
    first = head[position]
    problems: list[Diagnostic] = [*header.doubts(Place(grid.file, grid.sheet, first.number))]
    if not grid.letters:
        problems += _too_wide(grid, header)
    found: dict[Fact, str] = {}
    for row in above:
        for fact, text in facts.said_in(row.cells):
            found.setdefault(fact, text)
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if len(filled) == 1 and (year := facts.year_of_title(filled[0])):
            found.setdefault("year", year)
    table = FilledTable(
        rows=_LongRows(grid, header, first.number),
        file=grid.file,
        sheet=grid.sheet,
        taken=() if header.is_money else header.taken(),
        money_taken=header.taken() if header.is_money else (),
        untaken=header.untaken(),
        facts=found,
        headings=header.columns.headings,
        width=max(len(row.cells) for row in head),
        letters=grid.letters,
    )
    return (table,), tuple(problems)


@frozen
class _LongRows:
    """The rows of a long list; `first` is the row in which its header begins. Nothing is held between two walks."""

    grid: SheetGrid
    header: Header
    first: int

    def __iter__(self) -> Iterator[FilledRow]:
        reader = RowReader(self.header, self.grid.merged)
        text = not self.grid.letters
        for row in self.grid.rows:
            if row.blank:
                continue
            if row.number < self.first:
                yield FilledRow(row.number, row.cells, "head")
            elif row.number <= self.header.last:
                yield FilledRow(row.number, row.cells, "heading")
            elif self._repeats(row):
                reader = RowReader(self.header, self.grid.merged)
                yield FilledRow(row.number, row.cells, "heading")
            elif text and too_wide(self.grid, self.header, row):
                yield FilledRow(row.number, row.cells, "other")
            else:
                yield reader.read(row)

    def _repeats(self, row: Row) -> bool:
        """Whether the header stands here again, as it does on every page of a list that was printed."""
        return all(
            column < len(row.cells) and squeeze(row.cells[column]) == self.header.columns.headings[column]
            for column in self.header.at.values()
        )


def too_wide(grid: SheetGrid, header: Header, row: Row) -> bool:
    """Whether a row of a text file says more than the header has columns: a separator inside a text has shifted its cells."""
    width = len(header.columns.headings)
    return not grid.letters and not grid.places and len(row.cells) > width and any(map(str.strip, row.cells[width:]))


def _too_wide(grid: SheetGrid, header: Header) -> Iterator[Diagnostic]:
    count = 0
    for row in grid.rows:
        if row.number > header.last and too_wide(grid, header, row):
            count += 1
            if count <= SHOWN_TROUBLES:
                yield LineNotTaken(place=Place(grid.file, grid.sheet, row.number), text=",".join(row.cells), why="width")
    if count > SHOWN_TROUBLES:
        yield MoreTroubles(place=Place(grid.file, grid.sheet), more=count - SHOWN_TROUBLES)
