"""CSV → one grid. Short files are held; of long ones every walk reads the lines again.

A line whose quotes do not match is kept as it stands, in one cell, and reported: no row is lost, and none is scored by guess.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen, pattern
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.filled.formats import FilledFormat, SheetGrid
from indicatorlang.readers.filled.forms import headers_of
from indicatorlang.readers.filled.header import HEADER_ROWS
from indicatorlang.readers.filled.long_lists import SHOWN_TROUBLES
from indicatorlang.readers.filled.problems import LineNotTaken, MoreTroubles
from indicatorlang.readers.filled.text_lines import lines_of
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.from_csv import SEPARATORS, split_rows
from indicatorlang.readers.grid import Row

LARGE = 2_000_000
"""Bytes from which on a file is not held."""
LONGEST_CELL = 500
"""Lines that one quoted cell may span; a quote that is still open after so many was never meant to be closed."""
_DECLARED = pattern(r'"?sep=([,;\t])"?[,;\t]*')
Numbered = Iterable[tuple[int, str]]


@frozen
class CsvRows:
    """The rows of numbered lines, split anew at each walk."""

    lines: Numbered = attrs.field(repr=False)
    separator: str
    declared: bool = False

    def __iter__(self) -> Iterator[Row]:
        for row, _ in self.parsed():
            yield row

    def parsed(self) -> Iterator[tuple[Row, bool]]:
        """Each row, and whether it could not be split: then it is one cell."""
        lines = iter(self.lines)
        if self.declared:
            next(lines, None)
        waiting: list[tuple[int, str]] = []
        while True:
            number, line = waiting.pop() if waiting else next(lines, (0, ""))
            if not number:
                return
            if '"' not in line:
                if line:
                    yield Row(number, tuple(line.split(self.separator)), None, (line,)), False
                continue
            yield from self._quoted(number, line, lines, waiting)

    def _quoted(
        self, number: int, line: str, lines: Iterator[tuple[int, str]], waiting: list[tuple[int, str]]
    ) -> Iterator[tuple[Row, bool]]:
        """A row with quotes, which may go on in the lines below; those not needed are left `waiting`, the next one last."""
        taken = [(number, line)]
        goal = 1
        while True:
            while len(taken) < goal:
                more = waiting.pop() if waiting else next(lines, None)
                if more is None:
                    break
                taken.append(more)
            rows, problems = split_rows([text for _, text in taken], self.separator, None)
            used = len(rows[0].lines) if rows and rows[0].number == 1 else 1
            open_end = not rows and bool(problems) and problems[0].code == "quote-not-closed"
            if not open_end or len(taken) < goal or goal > LONGEST_CELL:
                break
            goal *= 2
        good = bool(rows) and rows[0].number == 1
        waiting.extend(reversed(taken[used:]))
        if not good:
            yield Row(number, (line,), None, (line,)), True
            return
        starts = tuple((at + number - 1, column) for at, column in rows[0].starts or ())
        yield Row(number, rows[0].cells, starts or None, rows[0].lines), False


def separator_of(lines: Numbered) -> tuple[str, bool]:
    """The separator under which a header is found, and whether the first line declares it as spreadsheets do."""
    head = list(itertools.islice(lines, 4 * HEADER_ROWS))
    first = head[0][1] if head else ""
    declared = _DECLARED.fullmatch(first)
    if declared is not None:
        return declared[1], True
    best: dict[str, int] = {}
    for separator in SEPARATORS:
        rows = [row for row in CsvRows(head, separator) if not row.blank][: HEADER_ROWS + 1]
        headers = headers_of(rows, {}, {})
        best[separator] = max((header.columns.known for header, _ in headers.values()), default=0)
    if any(best.values()):
        return max(SEPARATORS, key=lambda separator: best[separator]), False
    outside = re.sub(r'"[^"]*"', "", "\n".join(line for _, line in head))
    return max(SEPARATORS, key=outside.count), False


def _open(path: Path, options: Options) -> Result[tuple[SheetGrid, ...]]:
    file = str(path)
    large = path.stat().st_size > LARGE
    lines: Numbered | None
    if large:
        lines, problems = lines_of(path, file, options.encoding)
    else:
        text, problems = decode(path.read_bytes(), file, options.encoding)
        lines = None if text is None else _numbered(text)
    if lines is None:
        return None, problems
    rows = CsvRows(lines, *separator_of(lines))
    found = tuple(_troubles(rows, file))
    if large:
        return (SheetGrid(rows, file, large=True),), found
    held = tuple(rows)
    if all(row.blank for row in held):
        return None, (FileEmpty(place=Place(file), path=file),)
    return (SheetGrid(held, file),), found


def _numbered(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1))


def _troubles(rows: CsvRows, file: str) -> Iterator[Diagnostic]:
    count = 0
    for row, broken in rows.parsed():
        if broken:
            count += 1
            if count <= SHOWN_TROUBLES:
                yield LineNotTaken(place=Place(file, None, row.number, 1, 1, row.lines[0]), text=row.lines[0])
    if count > SHOWN_TROUBLES:
        yield MoreTroubles(place=Place(file), more=count - SHOWN_TROUBLES)


PART = FilledFormat("CSV", (".csv", ".tsv"), _open)
