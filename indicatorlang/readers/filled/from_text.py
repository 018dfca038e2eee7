"""Markdown and plain text → one grid: tables drawn with pipes, columns set with tabs or blanks, and every other line as a row.

Rows go by the lines of the file. Lines that only draw (`|---|`, `+---+`, `┌──┬`) say nothing and are no rows.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import pattern
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import FileEmpty, FileTooLarge, FileUnreadable
from indicatorlang.readers.filled.formats import FilledFormat, SheetGrid
from indicatorlang.readers.filled.text_cells import placed_cells
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.from_csv import split_rows
from indicatorlang.readers.grid import Row

MAX_MEGABYTES = 50
LONGEST_SET = 2000
"""Longer lines are not set in columns for the eye."""
MARKDOWN = (".md", ".markdown")
_BARS = "|│┃｜"
_DRAWN = pattern(r"[\s|│┃｜+\-=:_─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝║]+")
_ALIGNMENT = pattern(r"(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_WHOLE = pattern(r"(\*\*|__|\*|`)(?P<text>[^*_`]+)\1")
_STRONG = pattern(r"(\*\*|__)(?P<text>[^*_]+)\1")
_MARK = pattern(r"\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+")
_IN_QUOTES = pattern(r'"[^"]*"')
_FENCE = pattern(r"\s*(?:```|~~~)\S*\s*")
Placed = tuple[tuple[str, int], ...]
"""Cells with the position of each in its line, from 0."""


def _open(path: Path, options: Options) -> Result[tuple[SheetGrid, ...]]:
    file = str(path)
    where = Place(file)
    try:
        data = path.read_bytes()
    except OSError as wrong:
        return None, (FileUnreadable(place=where, path=file, reason=wrong.strerror or str(wrong)),)
    if len(data) > MAX_MEGABYTES * 1_000_000:
        return None, (FileTooLarge(place=where, path=file, megabytes=len(data) // 1_000_000, packed=False),)
    text, problems = decode(data, file, options.encoding)
    if text is None:
        return None, problems
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: Sequence[Diagnostic] = ()
    if path.suffix.lower() in MARKDOWN:
        rows = list(_markdown(lines))
    elif _by_commas(lines):
        rows, found = split_rows(lines, ",", file)
    else:
        rows = list(_plain(lines))
    if all(row.blank for row in rows):
        return None, (*found, FileEmpty(place=where, path=file))
    return (SheetGrid(tuple(rows), file),), tuple(found)


def _row(number: int, line: str, cells: Placed) -> Row:
    return Row(number, tuple(text for text, _ in cells), tuple((number, at + 1) for _, at in cells), (line,))


def _markdown(lines: Sequence[str]) -> Iterator[Row]:
    """A line with bars is a row of a table when it begins with one, or when a line of dashes stands below the first of its kind."""
    inside = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or _FENCE.fullmatch(line):
            inside = False
            continue
        below = lines[number] if number < len(lines) else ""
        cells = _split_at_bars(line)
        heads = (
            "|" in line
            and "-" in below
            and _ALIGNMENT.fullmatch(below.strip()) is not None
            and len(_split_at_bars(below)) == len(cells)
        )
        if _DRAWN.fullmatch(line):
            continue
        inside = heads or (inside and len(cells) > 1) or line.lstrip().startswith("|")
        if inside:
            yield _row(number, line, tuple((_said(text), at) for text, at in cells))
        else:
            start = _MARK.match(line)
            at = start.end() if start is not None else 0
            text = _STRONG.sub(r"\g<text>", _ESCAPED.sub(r"\1", html.unescape(line[at:])))
            yield _row(number, line, tuple((cell, at + place) for cell, place in placed_cells(text)))


def _said(cell: str) -> str:
    """A cell without what only sets it: emphasis all around, escapes, line breaks and signs spelled as HTML."""
    whole = _WHOLE.fullmatch(cell)
    text = whole["text"].strip() if whole is not None else cell
    return _ESCAPED.sub(r"\1", html.unescape(_BREAK.sub("\n", text)))


def _split_at_bars(line: str, bars: str = "|") -> Placed:
    """The cells between bars that no backslash stands before; the bars at both ends only frame."""
    cells: list[tuple[str, int]] = []
    start = at = 0
    while at <= len(line):
        if at == len(line) or line[at] in bars:
            piece = line[start:at]
            cells.append((piece.strip(), start + len(piece) - len(piece.lstrip())))
            start = at + 1
        at += 2 if line[at : at + 1] == "\\" and at + 1 < len(line) else 1
    if len(cells) > 1 and not cells[0][0] and line.lstrip()[:1] in bars:
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1][0] and line.rstrip()[-1:] in bars:
        cells = cells[:-1]
    return tuple(cells)


def _by_commas(lines: Sequence[str]) -> bool:
    """Whether a text is set with commas: no line has tabs, bars or gaps between its cells, and at least two have the same commas."""
    bare = [_IN_QUOTES.sub("", line) for line in lines]
    counts = [line.count(",") for line in bare if line.count(",") > 1]
    return (
        len(counts) > 1
        and counts[0] == counts[1]
        and all(len(placed_cells(line)) < 2 and not line.startswith(tuple(_BARS)) for line in bare)
    )


def _plain(lines: Sequence[str]) -> Iterator[Row]:
    """Blank lines and lines that only draw end a block; in a block that is set in columns a short line is put under its headings."""
    block: list[tuple[int, str, Placed]] = []
    for number, line in enumerate([*lines, ""], 1):
        if _DRAWN.fullmatch(line) or not line.strip():
            if not line.strip():
                yield from _block(block)
                block = []
        elif line.lstrip()[:1] in _BARS:
            bar = line.lstrip()[0]
            block.append((number, line, _split_at_bars(line, bar)))
        else:
            block.append((number, line, placed_cells(line)))


def _block(block: Sequence[tuple[int, str, Placed]]) -> Iterator[Row]:
    width = max((len(cells) for _, _, cells in block), default=0)
    columns: list[tuple[int, int]] = []
    for number, line, cells in block:
        if len(line) > LONGEST_SET:
            columns = []
        elif len(cells) == width:
            # Columns are what is set below one another: the first full line, and others that agree with it.
            spread = _spread(line, cells)
            columns = columns if columns and _meet(columns, spread) else spread
        elif 1 < len(cells) < width and columns and "\t" not in line and line.lstrip()[:1] not in _BARS:
            cells = _under(columns, line, cells)
        yield _row(number, line, cells)


def _wide(text: str) -> int:
    """How many places a text takes where letters are set in places of one width."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _spread(line: str, cells: Placed) -> list[tuple[int, int]]:
    """From which place to which each cell of a line stretches."""
    starts = [_wide(line[:at]) for _, at in cells]
    return [(start, start + max(1, _wide(text))) for start, (text, _) in zip(starts, cells, strict=True)]


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _meet(columns: Sequence[tuple[int, int]], spread: Sequence[tuple[int, int]]) -> bool:
    return all(_overlaps(column, cell) for column, cell in zip(columns, spread, strict=True))


def _under(columns: Sequence[tuple[int, int]], line: str, cells: Placed) -> Placed:
    """A short line with blank cells where nothing stands under a heading; as it is when one cell could stand in two columns."""
    placed = list(cells[:0])
    taken = [[index for index, column in enumerate(columns) if _overlaps(column, cell)] for cell in _spread(line, cells)]
    if any(len(found) != 1 for found in taken) or len({found[0] for found in taken}) != len(taken):
        return cells
    by_column = {found[0]: cell for found, cell in zip(taken, cells, strict=True)}
    for index in range(max(by_column) + 1):
        placed.append(by_column.get(index, ("", max(0, len(line) - 1))))
    return tuple(placed)


PART = FilledFormat("TEXT", (*MARKDOWN, ".txt"), _open)
