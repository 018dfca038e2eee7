"""CSV → a grid: separators `,` `;` and tab, quotes, line breaks inside quotes, every cell with its line and column.

Written by hand because the standard module neither says where a cell stands nor objects to a quote that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import RawActuals, RecordTable
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.formats import FileFormat, Options, Result
from indicatorlang.readers.grid import Grid, Row
from indicatorlang.readers.problems import HeaderNotFound, NoRows
from indicatorlang.readers.record_rows import records_of_grid
from indicatorlang.readers.tables import HEADER_ROWS, Harvest, find_header, read_table
from indicatorlang.readers.text_problems import QuoteNotClosed, TextAfterQuote

SEPARATORS = (",", "\t", ";")
_DECLARED = pattern(r'"?sep=([,;\t])"?[,;\t]*')


def grid_of_csv(text: str, file: str | None) -> tuple[Grid, tuple[Diagnostic, ...]]:
    """The rows of a text, split by the separator under which a header is found."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    separator, first = separator_of(lines)
    rows, diagnostics = split_rows(lines, separator, file, first)
    return Grid(rows, file, exact_width=True), tuple(diagnostics)


def separator_of(lines: Sequence[str]) -> tuple[str, int]:
    """The separator and the position of the first line; `sep=;` is how spreadsheets declare one."""
    declared = _DECLARED.fullmatch(lines[0])
    if declared is not None:
        return declared[1], 1
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = lines[start : start + 2 * HEADER_ROWS]
    for separator in SEPARATORS:
        if find_header(split_rows(head, separator, None)[0]) is not None:
            return separator, 0
    outside = re.sub(r'"[^"]*"', "", head[0])
    return max(SEPARATORS, key=outside.count), 0


def split_rows(lines: Sequence[str], separator: str, file: str | None, first: int = 0) -> tuple[list[Row], list[Diagnostic]]:
    """Lines → rows. A row that cannot be split is left out and reported; after a quote without its partner nothing follows."""
    rows: list[Row] = []
    diagnostics: list[Diagnostic] = []
    at = first
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            if line:
                rows.append(Row(at + 1, tuple(line.split(separator)), None, (line,)))
            at += 1
            continue
        row, at, problem = _quoted_row(lines, at, separator, file)
        if row is not None:
            rows.append(row)
        if problem is not None:
            diagnostics.append(problem)
    return rows, diagnostics


def _quoted_row(lines: Sequence[str], first: int, separator: str, file: str | None) -> tuple[Row | None, int, Diagnostic | None]:
    """The row that starts in line `first` (from 0), and the line behind it."""
    cells: list[str] = []
    starts: list[tuple[int, int]] = []
    problem: Diagnostic | None = None
    number, at = first, 0
    while True:
        line = lines[number]
        starts.append((number + 1, at + 1))
        if line.startswith('"', at):
            text, ended, at = _quoted_cell(lines, number, at + 1)
            if ended is None:
                return None, len(lines), QuoteNotClosed(place=Place(file, None, number + 1, starts[-1][1], 1, line))
            number, line = ended, lines[ended]
        else:
            text = ""
        stop = line.find(separator, at)
        stop = len(line) if stop < 0 else stop
        rest = line[at:stop]
        if starts[-1] != (number + 1, at + 1) and rest.strip() and problem is None:
            problem = TextAfterQuote(place=Place(file, None, number + 1, at + 1, len(rest), line), text=rest.strip())
        cells.append(text + rest)
        if stop == len(line):
            break
        at = stop + 1
    if problem is not None:
        return None, number + 1, problem
    return Row(first + 1, tuple(cells), tuple(starts), tuple(lines[first : number + 1])), number + 1, None


def _quoted_cell(lines: Sequence[str], number: int, at: int) -> tuple[str, int | None, int]:
    """The text behind an opening quote, the line its closing quote stands in (None: nowhere) and the place behind that."""
    pieces: list[str] = []
    while True:
        close = lines[number].find('"', at)
        if close < 0:
            pieces += (lines[number][at:], "\n")
            number, at = number + 1, 0
            if number == len(lines):
                return "", None, 0
            continue
        pieces.append(lines[number][at:close])
        at = close + 1
        if not lines[number].startswith('"', at):
            return "".join(pieces), number, at
        pieces.append('"')
        at += 1


def _grid(data: bytes, file: str, options: Options) -> Result[Grid]:
    text, problems = decode(data, file, options.encoding)
    if text is None:
        return None, problems
    if not text.strip():
        return None, (FileEmpty(place=Place(file), path=file),)
    return grid_of_csv(text, file)


def _actuals(data: bytes, file: str, options: Options) -> Result[RawActuals]:
    grid, problems = _grid(data, file, options)
    if grid is None:
        return None, problems
    harvest = Harvest()
    read_table(grid, harvest)
    # A header or rows that could not be split are not missing besides.
    found = [d for d in harvest.diagnostics if not (problems and isinstance(d, HeaderNotFound | NoRows))]
    return harvest.actuals(file), problems + tuple(found)


def _records(data: bytes, file: str, options: Options) -> Result[RecordTable]:
    grid, problems = _grid(data, file, options)
    if grid is None:
        return None, problems
    table, more = records_of_grid(grid)
    return table, problems + more


PART = FileFormat("CSV", (".csv", ".tsv", ".txt"), _actuals, _records)
