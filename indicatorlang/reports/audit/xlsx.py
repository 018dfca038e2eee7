"""The reviewed workbook: the sheets as they came, coloured cells for the reviewer beside every row, and a sheet 说明.

Rows are written once and forgotten, so that a table of any length passes through. Cells of the table are texts exactly as typed and
never formulas or links; only what was computed is a number. A sheet keeps its row numbers, so that row 12 is row 12 here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import Origin
from indicatorlang.model.filled import FilledTable
from indicatorlang.model.rescored import AuditSummary, RescoredRow
from indicatorlang.reports.audit.csv import width_of
from indicatorlang.reports.audit.legend import legend
from indicatorlang.reports.audit.sheet import LINE_HEIGHT, ROW_LIMIT, Sheet, Styles, lines_of, safe_text, set_page
from indicatorlang.reports.audit.taken import HeadingRows, with_headings
from indicatorlang.reports.workbook_problems import WorkbookNotWritten, WorkbookWriterMissing

NAME_LIMIT = 31
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NOT_IN_NAMES = pattern(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def audit_workbook(
    path: str | Path | IO[bytes],
    rows: Iterator[RescoredRow],
    summary: Callable[[], AuditSummary],
    lang: Lang = "zh",
    tables: Sequence[FilledTable] = (),
) -> tuple[Diagnostic, ...]:
    """Writes the workbook to a file or an open binary stream. Nothing is returned when it went well; else why it did not.

    `tables` tells beforehand how wide the tables of one sheet are, so that the cells of the reviewer stand below one another.
    """
    try:
        import xlsxwriter
    except ImportError:
        return (WorkbookWriterMissing(),)
    refused = _refused(path)
    if refused:
        return refused
    safe = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(str(path) if isinstance(path, Path) else path, safe)
    book.set_properties({"created": _CREATED})
    writer = _Book(book, lang, tables)
    try:
        for row, names in with_headings(rows):
            writer.see(row, names)
        writer.end(summary())
        book.close()
    except xlsxwriter.exceptions.FileCreateError as wrong:
        return (_not_written(path, wrong.args[0] if wrong.args else wrong),)
    return ()


def _refused(path: str | Path | IO[bytes]) -> tuple[Diagnostic, ...]:
    """Whether the file can be written is asked before a long table is walked over, and not behind it."""
    if not isinstance(path, str | Path):
        return ()
    try:
        with Path(path).open("ab"):
            return ()
    except OSError as wrong:
        return (_not_written(path, wrong),)


def _not_written(path: object, cause: BaseException) -> Diagnostic:
    number, reason = getattr(cause, "errno", None), getattr(cause, "strerror", None) or str(cause)
    return WorkbookNotWritten(path=str(path), reason=reason, number=number)


class _Book:
    """The workbook while rows go by."""

    def __init__(self, book: Any, lang: Lang, tables: Sequence[FilledTable]) -> None:
        self.book, self.lang, self.tables = book, lang, tables
        self.styles = Styles(book)
        self.sheet: Sheet | None = None
        self.table: FilledTable | None = None
        self.headings: list[tuple[FilledTable, HeadingRows]] = []
        self.names: set[str] = {"说明", "notes"}

    def see(self, row: RescoredRow, names: bool) -> None:
        table = row.table
        if table is not self.table:
            other = self.table is None or (table.file, table.sheet) != (self.table.file, self.table.sheet)
            if other or self.sheet is None:
                self.turn(table)
            self.table = table
            self.headings.append((table, HeadingRows(table)))
        self.headings[-1][1].see(row.row)
        if self.sheet is None or self.sheet.at + 2 >= ROW_LIMIT:
            self.turn(table)
        if self.sheet is not None:
            self.sheet.see(row, names)

    def turn(self, table: FilledTable) -> None:
        """A new sheet."""
        if self.sheet is not None:
            self.sheet.end()
        name = table.sheet or Path(Origin(table.file).file_name).stem
        self.sheet = Sheet(self.book.add_worksheet(self.free_name(name)), self.styles, self.lang, width_of(table, self.tables))

    def free_name(self, wanted: str) -> str:
        """A name that a sheet may have and none has yet."""
        plain = _NOT_IN_NAMES.sub(" ", wanted).strip().strip("'").strip() or ("表" if self.lang == "zh" else "table")
        name, number = plain[:NAME_LIMIT], 1
        while name.lower() in self.names or name.lower() == "history":
            number += 1
            tail = f" ({number})"
            name = plain[: NAME_LIMIT - len(tail)] + tail
        self.names.add(name.lower())
        return name

    def end(self, summary: AuditSummary) -> None:
        if self.sheet is not None:
            self.sheet.end()
        self.notes(summary)

    def notes(self, summary: AuditSummary) -> None:
        """The sheet that says what the colours mean, what was taken for what, and what each table comes to."""
        sheet = self.book.add_worksheet("说明" if self.lang == "zh" else "notes")
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 10)
        sheet.set_column(2, 2, 90)
        set_page(sheet)
        for number, entry in enumerate(legend(summary, self.headings, self.lang)):
            if len(entry.cells) > 2:
                sheet.set_row(number, lines_of(str(entry.cells[2]), 90) * LINE_HEIGHT + 4)
            style = self.styles.review(entry.finding) if entry.finding is not None else self.styles.named(entry.style)
            for column, cell in enumerate(entry.cells):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell, self.styles.named("count"))
                elif cell:
                    sheet.write_string(number, column, safe_text(cell), style)
