"""Word documents → one grid: every table row by row, in the order of the document, and the paragraphs between them as rows.

A form is often several tables (its head, its money, its indicators, or one that was split): they stay together, and what is one form
is decided by the layout. Rows are counted through; `places` says which table each stands in, and which row of it, as Word counts.
Cells are found by the XML (`gridSpan`, `vMerge`, `gridBefore`): asking the library for single cells takes time by the square.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import define
from indicatorlang.readers.archives import open_archive
from indicatorlang.readers.file_problems import ExtraMissing, FileBroken, FileEmpty, FileTooLarge
from indicatorlang.readers.filled.document_text import MAX_DEPTH, W, text_of
from indicatorlang.readers.filled.formats import MAX_COVERED, PROSE, Covered, FilledFormat, SheetGrid
from indicatorlang.readers.filled.text_cells import cells_of_line
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.grid import Row

MAX_TEXT_MEGABYTES = 60
"""The text of a document is held as a tree, which takes some ten times its size."""
MAX_SPAN = 63
"""Columns that a table of Word can have, and so a cell span."""
_NARROW = 60
"""Borders of cells that are less than this apart (in twentieths of a point, about a millimetre) are one border drawn twice."""
# What a table, a row or a cell may be wrapped in: content controls, custom XML, accepted insertions.
_WRAPS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"})


def _open(path: Path, options: Options) -> Result[tuple[SheetGrid, ...]]:
    file = str(path)
    try:
        import docx
    except ImportError:
        return None, (ExtraMissing(place=Place(file), format="DOCX", library="python-docx", extra="docx"),)
    archive, problems = open_archive(path, file, "DOCX")
    if archive is None:
        return None, problems
    with archive:
        size = max((info.file_size for info in archive.infolist() if info.filename.endswith(".xml")), default=0) // 1_000_000
    if size > MAX_TEXT_MEGABYTES:
        return None, (FileTooLarge(place=Place(file), path=file, megabytes=size),)
    try:
        # The library's parser resolves no entities and reads nothing outside of the file.
        walk = _Walk()
        walk.block(docx.Document(file).element.body)
    except Exception:
        # A damaged document breaks the library in more ways than it has exceptions for.
        return None, (FileBroken(place=Place(file), path=file, format="DOCX"),)
    if all(row.blank for row in walk.rows):
        return None, (FileEmpty(place=Place(file), path=file),)
    return (SheetGrid(tuple(walk.rows), file, merged=walk.merged, places=walk.places),), ()


@define
class _Cell:
    element: Any
    column: int
    """Where it starts and ends, in columns of the table's own grid."""
    end: int
    text: str = ""
    goes_on: bool = False
    """Whether it only continues the cell above it."""


@define
class _Walk:
    """The rows gathered so far."""

    rows: list[Row] = attrs.field(factory=list)
    merged: dict[tuple[int, int], Covered] = attrs.field(factory=dict)
    places: dict[int, tuple[str, int]] = attrs.field(factory=dict)
    tables: int = 0
    paragraphs: int = 0

    def block(self, element: Any, depth: int = 0) -> None:
        """The paragraphs and tables of the body."""
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(text_of(child))
                self._boxed(child, depth)
            elif child.tag == f"{W}tbl":
                self.tables += 1
                self._table(child, f"表{self.tables}", depth)
            elif child.tag in _WRAPS and depth < MAX_DEPTH:
                self.block(child, depth + 1)

    def _boxed(self, paragraph: Any, depth: int) -> None:
        """Tables in text boxes of a paragraph."""
        for table in paragraph.iterfind(f".//{W}txbxContent/{W}tbl"):
            if depth < MAX_DEPTH and not any(above.tag.endswith("}Fallback") for above in table.iterancestors()):
                self.tables += 1
                self._table(table, f"表{self.tables}", depth + 1)

    def _paragraph(self, text: str) -> None:
        self.paragraphs += 1
        for line in text.split("\n"):
            if line.strip():
                # Tabs and blanks only set words apart here; they make no columns.
                words = [word for part in line.split("\t") for word in cells_of_line(part)]
                self._add(words, (PROSE, self.paragraphs))

    def _add(self, cells: Sequence[str], place: tuple[str, int]) -> int:
        number = len(self.rows) + 1
        self.rows.append(Row(number, tuple(cells)))
        self.places[number] = place
        return number

    def _table(self, table: Any, name: str, depth: int) -> None:
        rows = [_cells(row) for row in _within(table, f"{W}tr") if not _deleted(row)]
        columns = _columns(table, rows)
        open_cells: dict[int, tuple[int, Covered]] = {}
        nested = 0
        for position, cells in enumerate(rows, 1):
            texts = [""] * max((columns[cell.end] for cell in cells), default=0)
            number = len(self.rows) + 1
            spans: dict[int, tuple[int, Covered]] = {}
            for cell in cells:
                left, right = columns[cell.column], columns[cell.end]
                above = open_cells.get(left)
                if cell.goes_on and above is not None and above[0] == right:
                    said = above[1]
                else:
                    said = Covered(cell.text, number, left)
                    texts[left] = cell.text
                spans[left] = (right, said)
                if len(self.merged) < MAX_COVERED:
                    self.merged |= {(number, column): said for column in range(left, right) if (number, column) != said[1:]}
            open_cells = spans
            self._add(texts, (name, position))
            for cell in cells:
                for inner in _within(cell.element, f"{W}tbl") if depth < MAX_DEPTH else ():
                    nested += 1
                    self._table(inner, f"{name}.{nested}", depth + 1)


def _within(element: Any, tag: str, depth: int = 0) -> Iterator[Any]:
    """The children of that kind, also those that are wrapped."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPS and depth < MAX_DEPTH:
            yield from _within(child, tag, depth + 1)


def _deleted(row: Any) -> bool:
    """Whether a row is deleted, the deletion being tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def _cells(row: Any) -> list[_Cell]:
    at = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    cells: list[_Cell] = []
    for element in _within(row, f"{W}tc"):
        end = at + max(1, _number(element.find(f"{W}tcPr/{W}gridSpan"), 1))
        text = "\n".join(text_of(paragraph) for paragraph in _within(element, f"{W}p")).strip("\n")
        if cells and not text and _continues(element, "hMerge"):
            # The old way of merging sideways: the cells behind the first say that they go on.
            cells[-1].end = end
        else:
            cells.append(_Cell(element, at, end, text, _continues(element, "vMerge")))
        at = end
    return cells


def _continues(element: Any, merge: str) -> bool:
    found = element.find(f"{W}tcPr/{W}{merge}")
    return found is not None and (found.get(f"{W}val") or "continue") == "continue"


def _number(element: Any, default: int) -> int:
    said = "" if element is None else element.get(f"{W}val") or ""
    return min(int(said), MAX_SPAN) if said.isdecimal() and len(said) < 7 else default


def _columns(table: Any, rows: Sequence[Sequence[_Cell]]) -> list[int]:
    """The column of each border of the table's grid, borders that nearly meet being one. Hand-drawn tables are full of them, and
    what stands under one heading would else stand in several columns."""
    count = max((cell.end for cells in rows for cell in cells), default=0)
    widths = [column.get(f"{W}w") or "" for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    plain = list(range(count + 1))
    if len(widths) < count or not all(width.isdecimal() and len(width) < 7 for width in widths):
        return plain
    edges = [0]
    for width in widths[:count]:
        edges.append(edges[-1] + int(width))
    starts: list[int] = []
    columns: list[int] = []
    for edge in edges:
        if not starts or edge - starts[-1] >= _NARROW:
            starts.append(edge)
        columns.append(bisect.bisect_right(starts, edge) - 1)
    # A cell that is really that narrow keeps its column, and so do all.
    return plain if any(columns[cell.column] == columns[cell.end] for cells in rows for cell in cells) else columns


PART = FilledFormat("DOCX", (".docx",), _open)
