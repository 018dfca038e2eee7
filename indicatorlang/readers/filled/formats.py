"""What a format of filled-in tables must say of itself. Every `from_*.py` of this folder exports one as `PART`; the folder is the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen
from indicatorlang.model.filled import FilledColumn, FilledTable
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.grid import Row


class Covered(NamedTuple):
    """What a cell says that a merged cell covers: the text of that one, and where it stands (row from 1, column from 0)."""

    text: str
    row: int
    column: int


MAX_COVERED = 500_000
"""So many covered cells of one sheet or document are told of; a file made to do harm can merge any number of them."""
PROSE = "正文"
"""What the paragraphs of a document stand in that stand in no table."""


@frozen
class SheetGrid:
    """One sheet, or one text file, as rows of text cells.

    `rows` may be walked more than once; they are in order, blank ones may be among them, and `Row.number` counts as the file does.
    `merged` says of every cell that a merged one covers (its first cell, the anchor, not among them) what it says; the covered cells
    themselves are blank in `rows`. `large`: the rows are not held but read from the file at each walk; then there is no `merged`, and
    only a plain list of rows is looked for.
    """

    rows: Iterable[Row] = attrs.field(repr=False)
    file: str | None = None
    sheet: str | None = None
    letters: bool = False
    """Whether columns go by their letters, as in a sheet, and not by their headings."""
    large: bool = False
    merged: Mapping[tuple[int, int], Covered] = attrs.field(factory=dict, repr=False)
    hidden: bool = False
    """Whether the sheet is hidden; its tables are read only when it is asked for by name or no visible sheet holds one."""
    places: Mapping[int, tuple[str, int]] = attrs.field(factory=dict, repr=False)
    """Where the rows of a document with several tables stand, whose numbers only count them through: the table's name, the row in it."""

    def is_prose(self, number: int) -> bool:
        """Whether the row of that number is a paragraph outside of the tables, which is never a line of one."""
        return number in self.places and self.places[number][0] == PROSE

    def place(self, number: int, index: int | None = None) -> Place:
        """Where the row of that number, or its cell at `index` (from 0), stands, for a diagnostic."""
        sheet, line = self.places.get(number, (self.sheet, number))
        return Place(self.file, sheet, line, None if index is None else index + 1)


@frozen
class FilledFormat:
    """One format of tables: the ends of its files' names, and how a file becomes grids, one a sheet. A file that exists, is not a
    folder and is not empty is handed over; its content need not be what its name says, then the format answers with a diagnostic."""

    name: str
    suffixes: tuple[str, ...]
    open: Callable[[Path, Options], Result[tuple[SheetGrid, ...]]]


@frozen
class ListFormat:
    """A format that names what each cell is in the row itself (JSON Lines): no layout is looked for. The columns that the caller
    names are handed over with the file."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Options, Mapping[FilledColumn, str]], Result[tuple[FilledTable, ...]]]
