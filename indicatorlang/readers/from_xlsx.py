"""Workbooks → actuals and records. The workbook that `template` writes is known by its sheets and read whole.

Cells are taken as they are stored, sparsely: a stray cell at the far end of a sheet costs nothing and is reported.
"""

from __future__ import annotations

import bisect
import datetime as dt
import difflib
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.actual import RawActuals, RecordTable, letter
from indicatorlang.readers.archives import open_archive
from indicatorlang.readers.file_problems import ExtraMissing, FileBroken, FileEmpty
from indicatorlang.readers.formats import FileFormat, Options, Result
from indicatorlang.readers.grid import Grid, Row
from indicatorlang.readers.record_rows import records_of_grid
from indicatorlang.readers.sheet_cells import text_of_cell
from indicatorlang.readers.sheet_problems import CellsFarAway, FormulaNotComputed, HiddenSheets, SheetMissing, SheetsNotRead
from indicatorlang.readers.tables import Harvest, find_header, read_table

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEMPLATE_SHEETS = ("数据填报", "问卷", "偏差原因")
"""The sheets of the workbook to fill in, in the order in which they are read."""
NOTES = ("填写说明", "下拉词")
"""Its sheets that hold no data."""
MAX_COLUMNS = 256
BLANK_ROWS = 1000
"""After so many rows without anything the table has ended."""
_PROJECT = pattern(r"项目名称[:：]\s*(?P<name>.*?)\s*(?:项目编码[:：]\s*(?P<code>.*?)\s*)?")


@frozen
class _Book:
    values: Workbook
    formulas: Workbook | None
    file: str

    @property
    def epoch(self) -> dt.datetime:
        return self.values.epoch

    @property
    def sheets(self) -> list[Worksheet]:
        return list(self.values.worksheets)


def _open(data: bytes, file: str) -> tuple[_Book | None, tuple[Diagnostic, ...]]:
    where = Place(file)
    try:
        import openpyxl
    except ImportError:
        return None, (ExtraMissing(place=where, format="XLSX", library="openpyxl", extra="xlsx"),)
    archive, problems = open_archive(data, file, "XLSX")
    if archive is None:
        return None, problems
    try:
        with archive:
            computed = any(b"<f" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
        with warnings.catch_warnings():
            # What openpyxl does not know (drop-downs of newer kinds, headers) is nothing that is read here.
            warnings.filterwarnings("ignore", module=r"openpyxl\b")
            values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data)) if computed else None
    except Exception:
        # A damaged archive or XML breaks openpyxl in more ways than it has exceptions for.
        return None, (FileBroken(place=where, path=file, format="XLSX"),)
    return _Book(values, formulas, file), ()


def _grid(book: _Book, sheet: Worksheet, *, with_time: bool = False) -> tuple[Grid, tuple[Diagnostic, ...]]:
    """The cells of one sheet as texts, without what stands far away from everything else."""
    diagnostics: list[Diagnostic] = []
    by_row: dict[int, dict[int, str]] = {}
    far: tuple[int, int, str] | None = None
    troubles = dict(_formulas(book, sheet))
    for (row, column), cell in sorted(sheet._cells.items()):
        text: str = text_of_cell(cell, book.epoch, with_time=with_time)
        formula = troubles.get((row, column - 1))
        text = formula.formula if formula is not None else text
        if not text.strip():
            continue
        if column > MAX_COLUMNS:
            far = far or (row, column, text)
        else:
            by_row.setdefault(row, {})[column] = text
    rows: list[Row] = []
    for number, cells in by_row.items():
        if rows and number - rows[-1].number > BLANK_ROWS:
            column = min(cells)
            far = far or (number, column, cells[column])
            break
        rows.append(Row(number, tuple(cells.get(column, "") for column in range(1, max(cells) + 1))))
    if far is not None:
        row, column, text = far
        place = Place(book.file, sheet.title, row, column)
        diagnostics.append(CellsFarAway(place=place, cell=f"{letter(column - 1)}{row}", text=text[:20].replace("`", "'")))
    grid = Grid(rows, book.file, sheet.title, letters=True, fill=_merged(sheet, by_row), troubles=troubles)
    return grid, tuple(diagnostics)


def _formulas(book: _Book, sheet: Worksheet) -> Iterator[tuple[tuple[int, int], FormulaNotComputed]]:
    """The formulas whose results the file does not hold."""
    if book.formulas is None:
        return
    for (row, column), cell in book.formulas[sheet.title]._cells.items():
        computed = sheet._cells.get((row, column))
        if cell.data_type == "f" and (computed is None or computed.value is None):
            written: Any = cell.value
            formula = str(getattr(written, "text", written) or "=")[:60].replace("`", "'")
            where = Place(book.file, sheet.title, row, column)
            name = f"{letter(column - 1)}{row}"
            yield (row, column - 1), FormulaNotComputed(place=where, cell=name, formula=formula)


def _merged(sheet: Worksheet, by_row: dict[int, dict[int, str]]) -> dict[tuple[int, int], str]:
    """What the lower rows of vertically merged cells say: the text of the topmost one."""
    numbers = sorted(by_row)
    fill: dict[tuple[int, int], str] = {}
    for merged in sheet.merged_cells.ranges:
        text = by_row.get(merged.min_row, {}).get(merged.min_col, "").strip()
        if text:
            start, stop = bisect.bisect_right(numbers, merged.min_row), bisect.bisect_right(numbers, merged.max_row)
            for number in numbers[start:stop]:
                fill[number, merged.min_col - 1] = text
    return fill


def _project(grid: Grid, header: int) -> str | None:
    """The project that the title rows above the header name: its code, else its name."""
    for row in grid.rows[:header]:
        for cell in row.cells:
            found = _PROJECT.fullmatch(cell.strip())
            if found is not None:
                return found["code"] or found["name"] or None
    return None


def _template(book: _Book) -> tuple[list[Grid], tuple[Diagnostic, ...]] | None:
    """The sheets of a filled-in template; None when this workbook is none."""
    titles = book.values.sheetnames
    if TEMPLATE_SHEETS[0] not in titles:
        return None
    grids: list[Grid] = []
    diagnostics: tuple[Diagnostic, ...] = ()
    project: str | None = None
    for title in TEMPLATE_SHEETS:
        if title not in titles:
            continue
        grid, problems = _grid(book, book.values[title])
        found = find_header(grid.rows)
        if title == TEMPLATE_SHEETS[0]:
            if found is None and NOTES[0] not in titles:
                return None
            project = _project(grid, len(grid.rows) if found is None else found[0])
        if grid.rows and (
            found is not None or title != TEMPLATE_SHEETS[0]
        ):  # with nothing to report the first sheet has no table
            grids.append(attrs.evolve(grid, quiet=True, project=project))
            diagnostics += problems
    return grids, diagnostics


def _chosen(book: _Book, wanted: str, *, with_time: bool = False) -> Result[Grid]:
    titles = [sheet.title for sheet in book.sheets]
    if wanted not in titles:
        return None, (sheet_missing(book.file, wanted, titles),)
    return _grid(book, book.values[wanted], with_time=with_time)


def sheet_missing(file: str, wanted: str, titles: Sequence[str]) -> SheetMissing:
    """That a workbook has no sheet of the name asked for, with the one that is nearest to it."""
    near = difflib.get_close_matches(wanted, titles, 1)
    return SheetMissing(place=Place(file), sheet=wanted, sheets=tuple(titles), near=near[0] if near else None)


def _first_table(book: _Book) -> Result[Grid]:
    """The first visible sheet that looks like a table of actuals, else the first with anything on it."""
    seen = [(sheet.sheet_state == "visible", *_grid(book, sheet)) for sheet in book.sheets]
    filled = [entry for entry in seen if entry[1].rows]
    tables = [entry for entry in filled if find_header(entry[1].rows) is not None]
    visible = [entry for entry in tables if entry[0]]
    hidden = tuple(str(entry[1].sheet) for entry in tables if not entry[0])
    remarks: list[Diagnostic] = [HiddenSheets(place=Place(book.file), sheets=hidden)] if hidden else []
    if not filled:
        return None, (FileEmpty(place=Place(book.file), path=book.file),)
    shown = visible or [entry for entry in filled if entry[0]] or filled
    _, grid, problems = shown[0]
    if len(visible) > 1:
        others = tuple(str(entry[1].sheet) for entry in visible[1:])
        remarks.append(SheetsNotRead(place=Place(book.file), sheet=str(grid.sheet), others=others))
    return grid, (*problems, *remarks)


def _read(grids: Sequence[Grid], problems: tuple[Diagnostic, ...], file: str) -> Result[RawActuals]:
    harvest = Harvest()
    for grid in grids:
        read_table(grid, harvest)
    return harvest.actuals(file), problems + tuple(harvest.diagnostics)


def _actuals(data: bytes, file: str, options: Options) -> Result[RawActuals]:
    book, problems = _open(data, file)
    if book is None:
        return None, problems
    template = _template(book)
    if options.sheet is not None:
        grid, problems = _chosen(book, options.sheet)
        if grid is not None and template is not None:
            grid = next((part for part in template[0] if part.sheet == grid.sheet), grid)
    elif template is not None:
        raw, problems = _read(template[0], template[1], file)
        project = template[0][0].project if template[0] else None
        return (raw, problems) if raw is None else _with_records(raw, problems, book, project)
    else:
        grid, problems = _first_table(book)
    return (None, problems) if grid is None else _read([grid], problems, file)


def _with_records(raw: RawActuals, problems: tuple[Diagnostic, ...], book: _Book, project: str | None) -> Result[RawActuals]:
    """The actuals of a filled-in template with the tables of cases on its further sheets; one without rows was not filled in."""
    tables: list[tuple[str, RecordTable]] = []
    for sheet in book.sheets:
        if sheet.title in TEMPLATE_SHEETS or sheet.title in NOTES or sheet.sheet_state != "visible":
            continue
        grid, far = _grid(book, sheet, with_time=True)
        table, found = records_of_grid(grid) if len([row for row in grid.rows if not row.blank]) > 1 else (None, ())
        if table is not None:
            of_project = table if project is None else _of_project(table, project)
            tables.append((sheet.title, attrs.evolve(of_project, diagnostics=(*far, *found))))
    return attrs.evolve(raw, records=tuple(tables)), problems


def _of_project(table: RecordTable, project: str) -> RecordTable:
    """The table with the project that the workbook names, unless it has a column of its own for that."""
    if any("".join(column.split()) in ("项目编码", "项目名称", "project") for column in table.columns):
        return table
    return attrs.evolve(table, columns=(*table.columns, "项目编码"), rows=tuple((*row, project) for row in table.rows))


def _records(data: bytes, file: str, options: Options) -> Result[RecordTable]:
    book, problems = _open(data, file)
    if book is None:
        return None, problems
    if options.sheet is not None:
        grid, problems = _chosen(book, options.sheet, with_time=True)
    else:
        found = [(sheet.sheet_state == "visible", *_grid(book, sheet, with_time=True)) for sheet in book.sheets]
        filled = [entry for entry in found if entry[0] and entry[1].rows]
        if not filled:
            return None, (FileEmpty(place=Place(file), path=file),)
        _, grid, problems = next((entry for entry in filled if str(entry[1].sheet).strip() in options.likely), filled[0])
    if grid is None:
        return None, problems
    table, more = records_of_grid(grid)
    return table, problems + more


PART = FileFormat("XLSX", (".xlsx", ".xlsm"), _actuals, _records)
