"""Grids and lists of mappings → event records: the first row that is not blank is the header, every cell stays text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.actual import RecordTable
from indicatorlang.readers.formats import OriginOf, Result
from indicatorlang.readers.from_mapping import shown
from indicatorlang.readers.grid import Grid
from indicatorlang.readers.headings import fold
from indicatorlang.readers.plain import plain
from indicatorlang.readers.problems import HeaderNotFound, HeadingTwice, NoRows, NotActuals, ValueNotPlain, WrongCellCount


def records_of_grid(grid: Grid) -> Result[RecordTable]:
    """The records of a table. Columns without a heading are left out."""
    rows = [row for row in grid.rows if not row.blank]
    if not rows:
        return None, (HeaderNotFound(place=Place(grid.file, grid.sheet), header=(), name_found=False, value_found=False),)
    header = rows[0]
    headings = [" ".join(cell.split()) for cell in header.cells]
    used = [i for i, heading in enumerate(headings) if heading]
    diagnostics: list[Diagnostic] = []
    first: dict[str, int] = {}
    for i in used:
        before = first.setdefault(fold(headings[i]), i)
        if before != i:
            diagnostics.append(HeadingTwice(place=grid.place(header, i), heading=headings[before], other=headings[i]))
    if diagnostics:
        return None, tuple(diagnostics)
    cells, numbers = [], []
    for row in rows[1:]:
        if grid.exact_width and len(row.cells) != len(headings):
            diagnostics.append(WrongCellCount(place=grid.place(row), wanted=len(headings), got=len(row.cells)))
            continue
        diagnostics += [trouble for i in used if (trouble := grid.trouble(row, i)) is not None]
        cells.append(tuple(row.cells[i].strip() if i < len(row.cells) else "" for i in used))
        numbers.append(row.number)
    columns = tuple(headings[i] for i in used)
    if len(rows) == 1:
        diagnostics.append(NoRows(place=grid.place(header), header=columns))
    table = RecordTable(columns, tuple(cells), tuple(numbers), grid.file, grid.sheet, header=header.number)
    return table, tuple(diagnostics)


def records_of_rows(obj: object, *, file: str | None = None, origin_of: OriginOf | None = None) -> Result[RecordTable]:
    """The records of a list of mappings; its columns are all keys, in the order in which they first come."""
    if not isinstance(obj, Sequence) or isinstance(obj, str | bytes):
        return None, (NotActuals(place=Place(file), got=shown(obj)),)
    columns: dict[str, None] = {}
    diagnostics: list[Diagnostic] = []
    found: list[dict[str, str]] = []
    numbers: list[int] = []
    for index, item in enumerate(obj):
        line = origin_of((index,)).row if origin_of is not None else None
        number = index + 1 if line is None else line
        if not isinstance(item, Mapping):
            diagnostics.append(NotActuals(place=Place(file, line=number), got=shown(item)))
            continue
        row: dict[str, str] = {}
        for key, value in item.items():
            name, text = plain(key) or shown(key), plain(value, with_time=True)
            if text is None:
                diagnostics.append(ValueNotPlain(place=Place(file, line=number), name=name, got=shown(value)))
            row[name] = shown(value) if text is None else text.strip()
            columns[name] = None
        found.append(row)
        numbers.append(number)
    rows = tuple(tuple(row.get(column, "") for column in columns) for row in found)
    return RecordTable(tuple(columns), rows, tuple(numbers), file), tuple(diagnostics)
