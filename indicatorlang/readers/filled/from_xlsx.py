"""Workbooks → one grid a sheet, in order. What a person sees in the cells counts: percentages, dates, codes with zeros, merged cells.

The part of a sheet is read as XML, one row at a time, so that a cell far away costs nothing. A sheet whose part is `LARGE` is not
held: its rows are read from the file again at each walk. Only what the whole workbook shares (texts, formats) stays in memory.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.actual import letter
from indicatorlang.readers.archives import open_archive
from indicatorlang.readers.file_problems import ExtraMissing, FileBroken, FileEmpty
from indicatorlang.readers.filled.formats import MAX_COVERED, Covered, FilledFormat, SheetGrid
from indicatorlang.readers.filled.sheet_xml import Stored, stored_rows
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.from_xlsx import BLANK_ROWS, MAX_COLUMNS, sheet_missing
from indicatorlang.readers.grid import Row
from indicatorlang.readers.sheet_cells import CellFormat, cell_format, text_of_value
from indicatorlang.readers.sheet_problems import CellsFarAway, FormulaNotComputed, FormulasNotComputed

LARGE = 8_000_000
"""Bytes of a sheet's XML from which on its rows are not held; some 20,000 rows of a form."""
MAX_MERGED = 100_000
"""So many covered cells of one merged range are told of; nobody merges more, but a whole column can be merged by a slip."""
_CHUNK, _OVERLAP = 1 << 20, 20_000
_RANGE = pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# A cell behind column IV that holds something, and a formula without a result, as they look in the XML.
_FAR_CELL = pattern(rb'[<:]c\s[^>]{0,200}?\br="(?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])[0-9]+"[^>/]*>')
_BARE_FORMULA = pattern(
    rb"(?:</(?:\w{1,20}:)?f>|<(?:\w{1,20}:)?f\b[^>]{0,300}/>)\s*(?:<(?:\w{1,20}:)?v(?:\s?/>|></(?:\w{1,20}:)?v>)\s*)?</(?:\w{1,20}:)?c>"
)


@frozen
class _Cell:
    row: int
    column: int
    text: str
    formula: bool = False
    """Whether the text is a formula whose result the file does not hold."""


@frozen
class _Book:
    """What the sheets of a workbook share; the archive is opened anew for each walk."""

    path: Path
    book: Any = attrs.field(repr=False)
    formats: dict[int, CellFormat] = attrs.field(factory=dict, repr=False)

    def cells(self, sheet: Any, merges: list[str] | None = None) -> Iterator[list[_Cell]]:
        """The rows that hold anything, each as its cells that do; `merges` is filled with the merged ranges on the way."""
        with zipfile.ZipFile(self.path) as archive, archive.open(sheet._worksheet_path) as part:
            for row in stored_rows(part, merges):
                cells = [cell for cell in (self._cell(stored, sheet._shared_strings) for stored in row) if cell is not None]
                if cells:
                    yield cells

    def _cell(self, stored: Stored, shared: Sequence[str]) -> _Cell | None:
        row, column, kind, style, said, formula = stored
        if said is None:
            return _Cell(row, column, f"={formula}", True)
        try:
            text = self._text(kind, style, said, shared)
        except (ValueError, IndexError, OverflowError):
            # One cell that says nothing readable is shown as it is stored; the others are read all the same.
            text = said
        return _Cell(row, column, text) if text.strip() else None

    def _text(self, kind: str, style: int, said: str, shared: Sequence[str]) -> str:
        if kind in ("s", "str", "inlineStr"):
            text = shared[int(said)] if kind == "s" else said
            return text.replace("_x000D_", "") if "_x000D_" in text else text
        value: object = said
        if kind == "b":
            value = said.strip() != "0"
        elif kind == "d":
            value = _from_iso(said)
        elif kind == "n":
            number = int(said) if said.isdecimal() and len(said) < 300 else float(said)
            value = self._day(number, style) if style in self.book._date_formats else number
        return text_of_value(value, self._format(style), self.book.epoch, around=True)

    def _day(self, number: float, style: int) -> object:
        from openpyxl.utils.datetime import from_excel

        return from_excel(number, self.book.epoch, timedelta=style in self.book._timedelta_formats)

    def _format(self, style: int) -> CellFormat:
        known = self.formats.get(style)
        if known is None:
            from openpyxl.cell.read_only import ReadOnlyCell

            cell: Any = ReadOnlyCell(self.book.worksheets[0], 1, 1, None, "n", style)
            known = cell_format(cell.style_array.numFmtId, str(cell.number_format or ""))
            self.formats[style] = known
        return known


def _from_iso(text: str) -> object:
    """A day, or a moment, that is stored as text."""
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _open(path: Path, options: Options) -> Result[tuple[SheetGrid, ...]]:
    file = str(path)
    try:
        import openpyxl
    except ImportError:
        return None, (ExtraMissing(place=Place(file), format="XLSX", library="openpyxl", extra="xlsx"),)
    archive, problems = open_archive(path, file, "XLSX")
    if archive is None:
        return None, problems
    try:
        with archive, warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=r"openpyxl\b")
            workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                return _grids(_Book(path, workbook), archive, options)
            finally:
                workbook.close()
    except Exception:
        # A damaged archive or XML breaks openpyxl in more ways than it has exceptions for.
        return None, (FileBroken(place=Place(file), path=file, format="XLSX"),)


def _grids(book: _Book, archive: zipfile.ZipFile, options: Options) -> Result[tuple[SheetGrid, ...]]:
    file = str(book.path)
    sheets: list[Any] = list(book.book.worksheets)
    if options.sheet is not None:
        titles = [sheet.title for sheet in sheets]
        chosen = [sheet for sheet in sheets if sheet.title == options.sheet] or [
            sheet for sheet in sheets if sheet.title.strip() == options.sheet.strip()
        ]
        if not chosen:
            return None, (sheet_missing(file, options.sheet, titles),)
        sheets = chosen
    grids: list[SheetGrid] = []
    diagnostics: list[Diagnostic] = []
    for sheet in sheets:
        large = archive.getinfo(sheet._worksheet_path).file_size >= LARGE
        grid, found = (_large if large else _held)(book, archive, sheet)
        if grid is not None:
            # Of a hidden sheet nobody needs to hear more than that it is there.
            hidden = sheet.sheet_state != "visible"
            grids.append(attrs.evolve(grid, hidden=hidden))
            diagnostics += found if options.sheet is not None or not hidden else ()
    if not grids:
        return None, (FileEmpty(place=Place(file), path=file),)
    return tuple(grids), tuple(diagnostics)


def _held(book: _Book, archive: zipfile.ZipFile, sheet: Any) -> Result[SheetGrid]:
    """A sheet of the usual size: its rows, and what its merged cells say."""
    merges: list[str] = []
    rows: list[Row] = []
    formulas: list[_Cell] = []
    far: _Cell | None = None
    ended = False
    anchors: dict[tuple[int, int], str] = {}
    for cells in book.cells(sheet, merges):
        number = cells[0].row
        near = [cell for cell in cells if cell.column <= MAX_COLUMNS]
        ended = ended or bool(rows and near and number - rows[-1].number > BLANK_ROWS)
        if ended or len(near) < len(cells):
            far = far or next(cell for cell in cells if ended or cell.column > MAX_COLUMNS)
        if ended or not near:
            continue
        formulas += [cell for cell in near if cell.formula]
        anchors |= {(number, cell.column - 1): cell.text for cell in near}
        rows.append(Row(number, _texts(near)))
    if not rows and far is None:
        return None, ()
    rows.sort(key=lambda row: row.number)
    merged = _merged(merges, anchors, {row.number for row in rows})
    covered = {number for number, _ in merged}
    rows = [_without(row, merged) if row.number in covered else row for row in rows]
    grid = SheetGrid(rows, str(book.path), sheet.title, letters=True, merged=merged)
    return grid, _problems(book, sheet, far, formulas[:3], len(formulas))


def _texts(cells: list[_Cell]) -> tuple[str, ...]:
    texts = [""] * max(cell.column for cell in cells)
    for cell in cells:
        texts[cell.column - 1] = cell.text
    return tuple(texts)


def _merged(ranges: list[str], anchors: Mapping[tuple[int, int], str], numbers: set[int]) -> dict[tuple[int, int], Covered]:
    """What each covered cell of the rows that are there says."""
    merged: dict[tuple[int, int], Covered] = {}
    ordered = sorted(numbers)
    left_over = MAX_COVERED
    for text in ranges:
        found = _RANGE.fullmatch(text)
        if found is None or left_over <= 0:
            continue
        left, right = sorted((_index(found[1]), _index(found[3])))
        top, bottom = sorted((int(found[2]), int(found[4])))
        said = Covered(anchors.get((top, left), ""), top, left)
        lines = ordered[bisect.bisect_left(ordered, top) : bisect.bisect_right(ordered, bottom)]
        covered = itertools.product(lines, range(left, min(right, MAX_COLUMNS - 1) + 1))
        for cell in itertools.islice(covered, min(MAX_MERGED, left_over)):
            if cell != (top, left):
                merged[cell] = said
            left_over -= 1
    return merged


def _index(letters: str) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1


def _without(row: Row, merged: Mapping[tuple[int, int], Covered]) -> Row:
    """The row without what covered cells still hold, which nobody sees."""
    cells = tuple("" if (row.number, index) in merged else text for index, text in enumerate(row.cells))
    return row if cells == row.cells else attrs.evolve(row, cells=cells)


@frozen
class _Walk:
    """The rows of a large sheet: every walk reads them from the file."""

    book: _Book
    sheet: Any

    def __iter__(self) -> Iterator[Row]:
        for cells in self.book.cells(self.sheet):
            near = [cell for cell in cells if cell.column <= MAX_COLUMNS]
            if near:
                yield Row(near[0].row, _texts(near))


def _large(book: _Book, archive: zipfile.ZipFile, sheet: Any) -> Result[SheetGrid]:
    """A long list. It is looked through once as bytes: for damage, cells far away, formulas without results. A list has no end but
    that of the file, so that no row is too far below."""
    far_cells = bare = False
    check = expat.ParserCreate()
    rest = b""
    with archive.open(sheet._worksheet_path) as part:
        while chunk := part.read(_CHUNK):
            check.Parse(chunk, False)
            chunk = rest + chunk
            far_cells = far_cells or _FAR_CELL.search(chunk) is not None
            bare = bare or _BARE_FORMULA.search(chunk) is not None
            # A cell that the end of the chunk cuts is looked at again with the next one.
            rest = chunk[-_OVERLAP:]
    check.Parse(b"", True)
    far: _Cell | None = None
    formulas: list[_Cell] = []
    count = 0
    for cells in book.cells(sheet) if far_cells or bare else ():
        far = far or next((cell for cell in cells if cell.column > MAX_COLUMNS), None)
        found = [cell for cell in cells if cell.formula and cell.column <= MAX_COLUMNS]
        formulas += found[: 3 - len(formulas)]
        count += len(found)
    grid = SheetGrid(_Walk(book, sheet), str(book.path), sheet.title, letters=True, large=True)
    return grid, _problems(book, sheet, far, formulas, count)


def _problems(book: _Book, sheet: Any, far: _Cell | None, formulas: list[_Cell], count: int) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []

    def place(cell: _Cell) -> Place:
        return Place(str(book.path), sheet.title, cell.row, cell.column)

    def name(cell: _Cell) -> str:
        return f"{letter(cell.column - 1)}{cell.row}"

    if far is not None:
        found.append(CellsFarAway(place=place(far), cell=name(far), text=far.text[:20].replace("`", "'")))
    if formulas:
        first = formulas[0]
        formula = first.text[:60].replace("`", "'")
        if count == 1:
            found.append(FormulaNotComputed(place=place(first), cell=name(first), formula=formula))
        else:
            cells = tuple(name(cell) for cell in formulas)
            found.append(FormulasNotComputed(place=place(first), sheet=sheet.title, count=count, cells=cells, formula=formula))
    return tuple(found)


PART = FilledFormat("XLSX", (".xlsx", ".xlsm"), _open)
