"""Tables too large to hold: the files of a folder, piece by piece, their columns called alike.

Needs Polars. A piece is a frame; what a heading means is told by the same words as everywhere else.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Place, errors
from indicatorlang.lazily import define, frozen
from indicatorlang.readers.bulk_problems import (
    ColumnNotPlain,
    FilesLeftOut,
    MoreRowsLikeThis,
    NoTables,
    TableColumnMissing,
    TablesOfTwoKinds,
)
from indicatorlang.readers.bulk_text import TextTable, encoding_of
from indicatorlang.readers.file_problems import FileBroken, FileEmpty
from indicatorlang.readers.grid import Grid, Row
from indicatorlang.readers.headings import COLUMNS, MEANING, SHOWN_ONLY, fold, layout_of
from indicatorlang.readers.opening import mismatch, trouble_with, unreadable
from indicatorlang.readers.plain import plain
from indicatorlang.readers.tables import Harvest, header_is_sound

PARQUET = (".parquet",)
TEXT = (".csv", ".tsv", ".txt")
ROWS = 1_000_000
"""So many rows of a Parquet file make a piece."""
TOLD = 20
"""So many wrong rows are told one by one."""
PROJECT: Literal["project"] = "project"
_NEEDED: tuple[Literal["project", "name", "period", "value"], ...] = ("project", "name", "period", "value")
_HEADING_OF = {meaning: "measure" if meaning == "name" else meaning for meaning in COLUMNS}
_FIRST = 1024


@frozen
class Column:
    """A column: what it is called in the file (in a text by its number) and from here on, and whether it holds numbers."""

    heading: str
    name: str
    numbers: Literal["whole", "real"] | None = None


@define
class File:
    """One file, of which nothing but the header was read so far."""

    path: Path
    columns: tuple[Column, ...]
    text: TextTable | None = None

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.path.stat().st_size


@define
class Bulk:
    """The files of one table. `names` are the columns of its pieces, `value` tells which numbers
    all files have for values, and `found` grows while pieces are read."""

    files: tuple[File, ...]
    names: tuple[str, ...]
    value: Literal["whole", "real"] | None
    found: list[Diagnostic] = attrs.field(factory=list)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def is_text(self) -> bool:
        """Whether the files are CSV, which costs more to read than Parquet."""
        return any(file.text is not None for file in self.files)

    def projects(self) -> Iterator[tuple[Any, int]]:
        """The same as `pieces`, of the column of projects alone; nothing else of a Parquet file is read."""
        only = attrs.evolve(self, names=(PROJECT,))
        yield from only.pieces()
        self.found = only.found

    def pieces(self) -> Iterator[tuple[Any, int]]:
        """Frames with the columns `names`, all text but a numeric value, and how many bytes lie behind. Raises `ActualsError` for a
        file that breaks off."""
        behind, told = 0, len(self.found)
        for file in self.files:
            wanted = tuple(column for column in file.columns if column.name in self.names)
            for frame, done in self._frames(file, wanted, told + TOLD):
                yield self._alike(frame, wanted), behind + done
            behind += file.size
        wrong = sum(file.text.wrong for file in self.files if file.text is not None)
        if wrong > len(self.found) - told:
            self.found.append(MoreRowsLikeThis(rows=wrong - (len(self.found) - told), place=Place(str(self.files[0].path))))

    def _frames(self, file: File, wanted: Sequence[Column], limit: int) -> Iterator[tuple[Any, int]]:
        if file.text is not None:
            for made, done in file.text.frames(self.found, limit):
                yield _without_headers(made, file.text), done
            return
        import polars as pl

        try:
            rows = int(pl.scan_parquet(file.path).select(pl.len()).collect().item())
            for first in range(0, rows, ROWS):
                made = pl.scan_parquet(file.path).slice(first, ROWS).select(column.heading for column in wanted).collect()
                yield made, file.size * min(first + ROWS, rows) // rows
        except (pl.exceptions.PolarsError, OSError, ValueError, pl.exceptions.PanicException):
            raise ActualsError(_broken(str(file.path))) from None

    def _alike(self, frame: Any, wanted: Sequence[Column]) -> Any:
        import polars as pl

        made = {column.name: _told(pl, frame.schema[column.heading], column, self.value) for column in wanted}
        return frame.select(made.get(name, pl.lit(None, pl.String)).alias(name) for name in self.names)


def _told(pl: Any, type_: Any, column: Column, value: Literal["whole", "real"] | None) -> Any:
    """A column as text, or as the numbers that all files have."""
    cell = pl.col(column.heading)
    if column.name == "value" and value is not None:
        return cell.cast(pl.Int64 if value == "whole" else pl.Float64)
    if type_ == pl.String:
        return cell
    if type_ == pl.Date or type_.is_integer() or type_ in (pl.Categorical, pl.Enum):
        return cell.cast(pl.String)
    return cell.map_elements(plain, return_dtype=pl.String)


def _without_headers(made: Any, table: TextTable) -> Any:
    """The rows that say something; files that were put together from several repeat their header."""
    import polars as pl

    shown = table.header.cells
    again = pl.all_horizontal(pl.col(str(n)) == shown[n] for n in range(len(shown)))
    blank = pl.all_horizontal(pl.all().is_null() | (pl.all().str.strip_chars() == ""))
    return made.filter(~again.fill_null(False) & ~blank)


def tables_at(text: str) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The files that a path names: itself, those of a folder, or those that match a pattern; all of one kind."""
    path, place = Path(text), Place(text)
    left: list[str] = []
    try:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith((".", "_")))
            files = [p for p in inside if p.suffix.lower() in (*PARQUET, *TEXT)]
            left = [p.name for p in inside if p not in files]
        elif not path.exists() and glob.has_magic(text):
            files = sorted(p for p in map(Path, glob.glob(text, recursive=True)) if p.is_file())
        else:
            trouble = trouble_with(path, text, {*PARQUET, *TEXT}, " ".join((*PARQUET, *TEXT)))
            return ((), (trouble,)) if trouble is not None else ((path,), ())
    except (OSError, ValueError) as wrong:
        return (), (unreadable(text, wrong),)
    if not files:
        return (), (NoTables(path=text, folder=path.is_dir(), place=place), *_left_out(text, left))
    strange = next((p for p in files if p.suffix.lower() not in (*PARQUET, *TEXT)), None)
    if strange is not None:
        trouble = trouble_with(strange, str(strange), {*PARQUET, *TEXT}, " ".join((*PARQUET, *TEXT)))
        return (), () if trouble is None else (trouble,)
    kinds = {p.suffix.lower() in PARQUET: p.name for p in reversed(files)}
    if len(kinds) > 1:
        return (), (TablesOfTwoKinds(path=text, first=kinds[True], second=kinds[False], place=place),)
    return tuple(files), _left_out(text, left)


def _left_out(text: str, left: Sequence[str]) -> tuple[Diagnostic, ...]:
    return (FilesLeftOut(path=text, first=left[0], files=len(left), place=Place(text)),) if left else ()


def open_bulk(text: str, encoding: str | None = None, *, cases: bool = False) -> tuple[Bulk | None, tuple[Diagnostic, ...]]:
    """The table that lies in the files at `text`; None, and what is wrong, when one of them is no such table. `cases`: a table
    of cases, of which all columns are kept under their headings but that of the projects."""
    paths, problems = tables_at(text)
    found = list(problems)
    files = [file for path in paths if (file := _opened(path, encoding, cases, found)) is not None]
    if errors(found) or not files:
        return None, tuple(dict.fromkeys(found))
    names = tuple(dict.fromkeys(column.name for file in files for column in file.columns))
    kinds = {column.numbers for file in files for column in file.columns if column.name == "value"}
    value: Literal["whole", "real"] | None = "whole" if kinds == {"whole"} else "real" if kinds == {"real"} else None
    return Bulk(tuple(files), names, None if cases else value), tuple(dict.fromkeys(found))


def _opened(path: Path, encoding: str | None, cases: bool, found: list[Diagnostic]) -> File | None:
    """A file behind its header; None when something is wrong with it."""
    name = str(path)
    try:
        with path.open("rb") as data:
            head = data.read(_FIRST)
        parquet = path.suffix.lower() in PARQUET
        trouble = (
            mismatch("Parquet" if parquet else "CSV", head, name) if head.strip() else FileEmpty(place=Place(name), path=name)
        )
        if trouble is not None:
            found.append(trouble)
            return None
        return _parquet(path, cases, found) if parquet else _text(path, encoding, cases, found)
    except OSError as wrong:
        found.append(unreadable(name, wrong))
        return None


def _text(path: Path, encoding: str | None, cases: bool, found: list[Diagnostic]) -> File | None:
    known, problems = encoding_of(path, encoding)
    found += problems
    table = None if known is None else TextTable.opened(path, known)
    if table is None:
        found += () if problems else (FileEmpty(place=Place(str(path)), path=str(path)),)
        return None
    places = _places(table.header.cells, table.grid, table.header, cases, found)
    return None if places is None else File(path, tuple(Column(str(place), name) for name, place in places.items()), table)


def _parquet(path: Path, cases: bool, found: list[Diagnostic]) -> File | None:
    import polars as pl

    name = str(path)
    try:
        schema = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, ValueError, pl.exceptions.PanicException):
        found.append(_broken(name))
        return None
    header = Row(1, tuple(schema))
    places = _places(header.cells, Grid([header], name), header, cases, found)
    if places is None:
        return None
    types = list(schema.values())
    columns = []
    for meaning, place in places.items():
        type_ = types[place]
        if type_.is_nested() or type_ in (pl.Binary, pl.Object):
            found.append(ColumnNotPlain(heading=header.cells[place], type=str(type_), place=Place(name)))
        numbers: Literal["whole", "real"] | None = "real" if type_ == pl.Float64 else None
        if type_.is_integer() and type_ not in (pl.UInt64, pl.Int128):
            numbers = "whole"
        columns.append(Column(header.cells[place], meaning, numbers))
    return File(path, tuple(columns))


def _places(header: Sequence[str], grid: Grid, row: Row, cases: bool, found: list[Diagnostic]) -> dict[str, int] | None:
    """What the columns are called from here on, and where they stand; None when one is missing or there twice."""
    where = Place(grid.file)
    shown = tuple(heading for heading in header if heading.strip())
    if cases:
        meanings = {MEANING.get(fold(heading)): n for n, heading in reversed(list(enumerate(header)))}
        project = meanings.get("project", meanings.get("project_name"))
        if project is None:
            found.append(TableColumnMissing(missing=PROJECT, header=shown, place=where))
            return None
        return {PROJECT if n == project else heading.strip(): n for n, heading in enumerate(header) if heading.strip()}
    layout = layout_of(header)
    columns = dict(layout.columns) if layout is not None else {}
    if layout is not None and layout.kind == "long":
        harvest = Harvest()
        sound = header_is_sound(attrs.evolve(layout, others=_worth_telling(layout.headings, layout.others)), grid, row, harvest)
        found += harvest.diagnostics
        if not sound:
            return None
    if "project" not in columns and "project_name" in columns:
        columns["project"] = columns["project_name"]
    if "name" not in columns and "id" in columns:
        columns["name"] = columns["id"]
    missing = [column for column in _NEEDED if column not in columns]
    found += [TableColumnMissing(missing=column, header=shown, place=where) for column in missing]
    if missing:
        return None
    return {_HEADING_OF[meaning]: place for meaning, place in columns.items() if meaning not in ("project_name", "id")}


def _worth_telling(headings: Sequence[str], others: Sequence[int]) -> tuple[int, ...]:
    return tuple(n for n in others if fold(headings[n]) not in {fold(heading) for heading in SHOWN_ONLY})


def _broken(file: str) -> FileBroken:
    return FileBroken(place=Place(file), path=file, format="Parquet")
