"""CSV files of any size, a block of lines at a time.

A block is split by Polars when every line has as many cells as the header, and quotes stand around whole cells; any other block is
split as every CSV file is, so that a mistake has its line and the other rows are read all the same.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define, frozen, pattern
from indicatorlang.readers.decode import decode
from indicatorlang.readers.from_csv import separator_of, split_rows
from indicatorlang.readers.grid import Grid, Row
from indicatorlang.readers.problems import WrongCellCount
from indicatorlang.readers.text_problems import EncodingDoubtful, QuoteNotClosed, TextUndecodable

BLOCK = 1 << 23
"""So many characters are read at a time."""
LONGEST_ROW = 1 << 26
"""A quote that is open for so many characters is never closed."""
HEAD = 1 << 16
_Split = tuple[list[Row], list[Diagnostic]]
_PRIVATE = pattern("[\ue000-\uf8ff\U000f0000-\U0010ffff]{1,3}")


def encoding_of(path: Path, encoding: str | None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The encoding of a whole file, as `decode` finds it; None, and what is wrong, when it is in none."""
    file = str(path)
    with path.open("rb") as data:
        head = data.read(HEAD)
    if encoding is not None:
        # What is cut in the middle of a character is told by the walk over the whole file.
        named = decode(head[:0], file, encoding)
        if named[0] is None:
            return None, named[1]
        tried: tuple[str, ...] = ("utf-8-sig",) if codecs.lookup(encoding).name == "utf-8" else (encoding,)
    elif head.startswith(codecs.BOM_UTF8):
        tried = ("utf-8-sig",)
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ("utf-16",)
    elif b"\0" in head:
        return None, decode(head, file)[1]
    else:
        tried = ("utf-8", "gb18030")
    wrong: list[_Stop] = []
    for name in tried:
        stop = _walked(path, name)
        if stop is None:
            return name, ()
        if stop.private:
            return None, (EncodingDoubtful(place=Place(file, line=stop.line), sample=stop.private),)
        wrong.append(stop)
        if stop.cut and len(tried) > 1:
            # A file that is cut in the middle of a character is UTF-8 all the same; GB18030 would make nonsense of it.
            tried = tried[:1]
            break
    # Where the better of two attempts ended is where the reader has to look.
    furthest = max(wrong, key=lambda stop: stop.offset)
    names = tuple(name.upper() for name in tried)
    return None, (TextUndecodable(place=Place(file, line=furthest.line), encodings=names, byte=furthest.byte),)


@frozen
class _Stop:
    """Where decoding stops, and at which byte; or the first characters nobody writes (`private`). `cut`: the file ends in the middle
    of a character behind others that are no ASCII."""

    offset: int
    line: int
    byte: str = ""
    private: str = ""
    cut: bool = False


def _walked(path: Path, name: str) -> _Stop | None:
    """Where a whole file cannot be decoded; None when it can."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    offset, line, ascii_only = 0, 1, True
    with path.open("rb") as data:
        while True:
            block = data.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as wrong:
                whole = bytes(wrong.object)
                cut = wrong.reason == "unexpected end of data" and not (ascii_only and whole[: wrong.start].isascii())
                at = offset + wrong.start - (len(whole) - len(block))
                return _Stop(at, line + whole.count(b"\n", 0, wrong.start), f"0x{whole[wrong.start]:02X}", "", cut)
            if name == "gb18030" and (found := _PRIVATE.search(text)) is not None:
                sample = " ".join(f"U+{ord(sign):04X}" for sign in found[0])
                return _Stop(offset, line + text.count("\n", 0, found.start()), "", sample)
            offset += len(block)
            line += text.count("\n")
            ascii_only = ascii_only and text.isascii()
            if not block:
                return None


@define
class TextTable:
    """A CSV file behind its header: its headings, the separator, and where its rows begin."""

    path: Path
    encoding: str
    separator: str
    header: Row
    grid: Grid
    wrong: int = 0
    """How many rows could not be read."""

    @classmethod
    def opened(cls, path: Path, encoding: str) -> TextTable | None:
        """The file behind its first row that is not blank; None when there is none."""
        with path.open(encoding=encoding, newline=None) as text:
            head = text.read(HEAD) + text.readline()
        lines = head.removeprefix("\ufeff").split("\n")
        separator, first = separator_of(lines)
        rows, _ = split_rows(lines, separator, str(path), first)
        header = next((row for row in rows if not row.blank), None)
        return None if header is None else cls(path, encoding, separator, header, Grid([header], str(path), exact_width=True))

    def frames(self, found: list[Diagnostic], limit: int) -> Iterator[tuple[Any, int]]:
        """The rows as frames of text, columns by their numbers, and how many bytes of the file lie behind; what is wrong goes to
        `found`, at most `limit` of it."""
        width = len(self.header.cells)
        with self.path.open("rb") as data, io.TextIOWrapper(data, self.encoding, newline=None) as text:
            line = self.header.number + len(self.header.lines)
            for _ in range(line - 1):
                text.readline()
            for block, split in self._blocks(text, width):
                made = self._carefully(split, line, found, limit) if isinstance(split, tuple) else split
                yield made, data.tell()
                line += block.count("\n")

    def _blocks(self, text: io.TextIOWrapper, width: int) -> Iterator[tuple[str, Any]]:
        """Whole lines, each block with its frame, or where that takes care with the rows it is split into, the last of them whole."""
        while block := text.read(BLOCK):
            block += text.readline()
            split = _quick(block, self.separator, width)
            if split is None:
                split = self._split(block)
                while _open(split[1]) and len(block) < LONGEST_ROW and (more := text.read(len(block))):
                    block += more + text.readline()
                    split = self._split(block)
            yield block, split

    def _split(self, block: str) -> _Split:
        return split_rows(block.removesuffix("\n").split("\n"), self.separator, str(self.path))

    def _carefully(self, split: _Split, line: int, found: list[Diagnostic], limit: int) -> Any:
        import polars as pl

        rows, problems = split
        width, before = len(self.header.cells), line - 1
        good: list[tuple[str, ...]] = []
        for row in rows:
            if row.blank:
                continue
            if len(row.cells) == width:
                good.append(row.cells)
            else:
                where = Place(str(self.path), None, row.number + before, 1, len(row.lines[0]), row.lines[0])
                problems.append(WrongCellCount(place=where, wanted=width, got=len(row.cells)))
        problems = [p if isinstance(p, WrongCellCount) else _moved(p, before) for p in problems]
        self.wrong += len(problems)
        found += problems[: max(0, limit - len(found))]
        return pl.DataFrame(good, schema={str(n): pl.String for n in range(width)}, orient="row")


def _moved(problem: Diagnostic, lines: int) -> Diagnostic:
    return problem.at(attrs.evolve(problem.place, line=(problem.place.line or 0) + lines))


def _open(problems: list[Diagnostic]) -> bool:
    """Whether a quote is still open at the end of a block."""
    return any(isinstance(problem, QuoteNotClosed) for problem in problems)


def _quick(block: str, separator: str, width: int) -> Any:
    """A block whose lines all have the width, and whose quotes, if any, hold whole cells of one line; None for any other."""
    import polars as pl

    cells: list[str] = []
    if '"' in block:
        # Neither quotes nor line breaks stand inside, so every quote is one of the two around a cell.
        cells = re.findall(f'(?:^|{separator})"([^"\n]*)"(?={separator}|$)', block, re.MULTILINE)
        if 2 * len(cells) != block.count('"'):
            return None
    squeezed = re.sub("\n{2,}", "\n", block).removeprefix("\n") if "\n\n" in block or block.startswith("\n") else block
    schema = {str(n): pl.String for n in range(width)}
    if not squeezed:
        return pl.DataFrame(schema=schema)
    quote = '"' if cells else None
    try:
        made = pl.read_csv(
            squeezed.encode("utf-8"), has_header=False, separator=separator, quote_char=quote, infer_schema=False, schema=schema
        )
    except (pl.exceptions.PolarsError, UnicodeEncodeError):
        return None
    outside = squeezed.count(separator) - sum(cell.count(separator) for cell in cells)
    return made if outside == len(made) * (width - 1) else None
