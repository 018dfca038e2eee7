"""The XML of one sheet → its rows of stored cells, as they come: nothing is kept of a row that has been handed on."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.parsers import expat

_CHUNK = 1 << 16
_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
# What an element is to us, by its name with its namespace.
_KINDS = {f"{space} {tag}": tag for space in _SPACES for tag in ("row", "c", "v", "f", "t", "rPh", "mergeCell")}
_TEXTS = ("v", "f", "t")


class Stored(NamedTuple):
    """A cell as it is stored: its type (`n` number, `s` shared text, `inlineStr`, `str`, `b`, `e`, `d`), the number of its style, its
    value and its formula, None where there is none. Row and column count from 1."""

    row: int
    column: int
    type: str
    style: int
    value: str | None
    formula: str | None


def stored_rows(stream: IO[bytes], merges: list[str] | None = None) -> Iterator[list[Stored]]:
    """The rows that hold anything, in the order of the file; `merges` is filled with the merged ranges, which stand behind the rows.

    Raises ExpatError where the text is no XML.
    """
    reader = _Reader([] if merges is None else merges)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.data
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        rows, reader.rows = reader.rows, []
        yield from rows
    parser.Parse(b"", True)
    yield from reader.rows


class _Reader:
    """What the parser has told so far of the row and the cell that it is in."""

    def __init__(self, merges: list[str]) -> None:
        self.rows: list[list[Stored]] = []
        self._merges = merges
        self._row, self._column = 0, 0
        self._cells: list[Stored] = []
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._shared: dict[str, str] = {}
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _KINDS.get(name)
        if kind == "c":
            self._cell, self._value, self._formula = attributes, None, None
        elif kind in _TEXTS:
            self._text = []
            if kind == "f":
                # Of cells that share a formula only the first holds it.
                self._formula = self._shared.get(attributes.get("si", ""), "")
                self._cell["shared"] = attributes.get("si", "")
        elif kind == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = 0
        elif kind == "mergeCell":
            self._merges.append(attributes.get("ref", ""))
        elif kind == "rPh":
            self._phonetic = True

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        kind = _KINDS.get(name)
        if kind in _TEXTS:
            text = "".join(self._text or ())
            self._text = None
            if kind == "v" and (text or self._cell.get("t") == "str"):
                # A formula may come to no text at all; a number that is not there is no result.
                self._value = text
            elif kind == "t" and not self._phonetic:
                self._value = (self._value or "") + text
            elif kind == "f" and text:
                self._formula = text
                self._shared[self._cell["shared"]] = text
        elif kind == "c":
            self._end_cell()
        elif kind == "row" and self._cells:
            self.rows.append(self._cells)
            self._cells = []
        elif kind == "rPh":
            self._phonetic = False

    def _end_cell(self) -> None:
        cell = self._cell
        self._column = _column(cell.get("r", "").rstrip("0123456789")) or self._column + 1
        if self._value is None and self._formula is None:
            return
        style = cell.get("s", "0")
        number = int(style) if style.isdecimal() and len(style) < 9 else 0
        self._cells.append(Stored(self._row, self._column, cell.get("t", "n"), number, self._value, self._formula))


@functools.lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """The number of a column, from 1; 0 for what are no letters of one."""
    if not letters.isascii() or not letters.isupper() or len(letters) > 3:
        return 0
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number
