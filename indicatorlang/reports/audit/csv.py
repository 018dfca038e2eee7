"""CSV: every row with its own cells as typed, and what a reviewer needs beside them.

A cell that a spreadsheet program would take for a formula gets an apostrophe in front, as in the CSV of `eval`; numbers and lone
signs stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from indicatorlang.diagnostics import Lang
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, RescoredRow
from indicatorlang.reports.audit.taken import with_headings
from indicatorlang.reports.audit.words import REVIEW_HEADINGS, cell_text, review_cells, table_name
from indicatorlang.reports.tables import harmless


def audit_csv(
    rows: Iterator[RescoredRow],
    summary: Callable[[], AuditSummary],
    lang: Lang = "zh",
    tables: Sequence[FilledTable] = (),
) -> Iterator[str]:
    """All rows in order, headings included. Tables of another file or sheet follow behind a blank line and a line with their name.

    `tables` tells beforehand how wide the tables of one sheet are, so that the cells of the reviewer stand below one another.
    """
    sheet = Sheet(lang, tables)
    for row, names in with_headings(rows):
        yield from map(line, sheet.see(row, names))


def line(cells: Sequence[str]) -> str:
    """One line of CSV, without anything that runs."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return out.getvalue()


class Sheet:
    """The lines of one file, made row by row."""

    def __init__(self, lang: Lang, tables: Sequence[FilledTable]) -> None:
        self.lang = lang
        self.tables = tables
        self.table: FilledTable | None = None
        self.width = 0
        self.headed = False

    def see(self, row: RescoredRow, names: bool) -> Iterator[list[str]]:
        if row.table is not self.table:
            yield from self.turn(row.table)
        kind = row.row.kind
        beside = [cell_text(cell) for cell in review_cells(row, self.lang).cells]
        beside[-1] = beside[-1].removesuffix(".00")
        if kind == "heading":
            beside = list(REVIEW_HEADINGS[self.lang]) if names else [""] * len(beside)
            self.headed = self.headed or names
        elif not self.headed and kind in ("money", "indicator"):
            yield self.beside(list(self.table.headings) if self.table is not None else [], list(REVIEW_HEADINGS[self.lang]))
            self.headed = True
        elif kind == "head":
            beside = [""] * len(beside)
        yield self.beside(list(row.row.cells), beside)

    def turn(self, table: FilledTable) -> Iterator[list[str]]:
        """The next table."""
        first = self.table is None
        other = self.table is None or (table.file, table.sheet) != (self.table.file, self.table.sheet)
        self.table, self.headed = table, False
        self.width = width_of(table, self.tables)
        if other and not first:
            yield []
            yield [table_name(table, self.lang)]

    def beside(self, cells: list[str], beside: list[str]) -> list[str]:
        """The cells of a row and those of the reviewer; what a row has too many stands behind all."""
        return [*cells[: self.width], *[""] * (self.width - len(cells)), *beside, *cells[self.width :]]


def width_of(table: FilledTable, tables: Sequence[FilledTable]) -> int:
    """Where the cells of the reviewer begin: behind the widest table of the same sheet."""
    same = [one for one in tables if (one.file, one.sheet) == (table.file, table.sheet)]
    return max(max(one.width, len(one.headings)) for one in (*same, table))
