"""Rows of text cells that know where they stand: what every format with rows and columns is read into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, letter


@frozen
class Row:
    """One row of cells. `number` counts from 1 as the file does."""

    number: int
    cells: tuple[str, ...]
    starts: tuple[tuple[int, int], ...] | None = None
    """Line and column of each cell in a text file, when they do not follow from the lengths of the cells."""
    lines: tuple[str, ...] = ()
    """The lines of a text file that the row was read from."""

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(map(str.strip, self.cells))


class Table(Protocol):
    """What the walk needs to know of the place the rows come from."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in order."""
        ...

    @property
    def exact_width(self) -> bool:
        """Whether every row must have as many cells as the header."""
        ...

    @property
    def quiet(self) -> bool:
        """Whether the table is one of our own forms: then an empty one, and columns that repeat the ruleset, go without saying."""
        ...

    @property
    def project(self) -> str | None:
        """The project that all rows belong to which do not name one."""
        ...

    def origin(self, row: Row, index: int, heading: str) -> Origin:
        """Where a cell stands, for the result."""
        ...

    def place(self, row: Row, index: int | None = None) -> Place:
        """Where a cell stands, for a diagnostic."""
        ...

    def merged(self, row: Row, index: int) -> str:
        """What a blank cell says because it is merged with the one above; else empty."""
        ...

    def trouble(self, row: Row, index: int) -> Diagnostic | None:
        """What the file's reader found wrong with a cell; told only when the cell is used."""
        ...


@frozen
class Grid:
    """A table that a file holds: CSV, or one sheet."""

    rows: Sequence[Row]
    file: str | None = None
    sheet: str | None = None
    exact_width: bool = False
    quiet: bool = False
    project: str | None = None
    letters: bool = False
    """Whether columns go by their letters rather than by their headings."""
    fill: Mapping[tuple[int, int], str] = attrs.field(factory=dict, repr=False)
    troubles: Mapping[tuple[int, int], Diagnostic] = attrs.field(factory=dict, repr=False)

    def origin(self, row: Row, index: int, heading: str) -> Origin:
        """Where a cell stands: by letter in a sheet, by heading in a text file."""
        return Origin(self.file, self.sheet, row.number, letter(index) if self.letters else heading)

    def place(self, row: Row, index: int | None = None) -> Place:
        """Line and column; in a text file the column counts characters, in a sheet cells."""
        if self.letters or not row.lines:
            return Place(self.file, self.sheet, row.number, None if index is None else index + 1)
        if index is None or index >= len(row.cells):
            return Place(self.file, None, row.number, 1, len(row.lines[0]), row.lines[0])
        if row.starts is not None:
            line, column = row.starts[index]
            return Place(self.file, None, line, column, 1, row.lines[line - row.number])
        column = 1 + index + sum(map(len, row.cells[:index]))
        return Place(self.file, None, row.number, column, max(1, len(row.cells[index])), row.lines[0])

    def merged(self, row: Row, index: int) -> str:
        """The text of the merged cell that this one belongs to."""
        return self.fill.get((row.number, index), "")

    def trouble(self, row: Row, index: int) -> Diagnostic | None:
        """What was found wrong with this cell."""
        return self.troubles.get((row.number, index))
