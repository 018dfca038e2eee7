"""The door of this room for filled-in tables: a file → its tables, and everything found on the way."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

from indicatorlang import catalogue
from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.model.filled import FILLED_COLUMNS, FilledColumn, FilledTable
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.filled.folding import fold
from indicatorlang.readers.filled.formats import FilledFormat, ListFormat, SheetGrid
from indicatorlang.readers.filled.headings import is_heading
from indicatorlang.readers.filled.layout import tables_of
from indicatorlang.readers.filled.problems import LayoutNotUnderstood, MappedHeadingMissing, MapUnknown
from indicatorlang.readers.formats import Options
from indicatorlang.readers.opening import mismatch, trouble_with, unreadable
from indicatorlang.readers.sheet_problems import HiddenSheets

Found = tuple[tuple[FilledTable, ...], tuple[Diagnostic, ...]]


def formats() -> dict[str, FilledFormat | ListFormat]:
    """The formats by the end of a file's name."""
    found = catalogue.parts("indicatorlang.readers.filled").values()
    return {suffix: part for part in found if isinstance(part, FilledFormat | ListFormat) for suffix in part.suffixes}


def filled_tables(
    path: str | Path,
    *,
    columns: Mapping[FilledColumn, str] | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
) -> Found:
    """The tables of a file, in order, and what was found wrong. No table, and an error that says why, when it cannot be read.

    `columns` says which heading a column has, as it is typed in the file; the other columns are found by their headings. `sheet` names
    the sheet of a workbook, `encoding` the encoding of a text file. The rows of a long list are read from the file at each walk.
    """
    file, where = str(path), Path(path)
    mapping = dict(columns or {})
    wrong = tuple(_unknown(mapping, file))
    if wrong:
        return (), wrong
    try:
        known = formats()
        trouble = trouble_with(where, file, known, " ".join(sorted(known)))
        if trouble is not None:
            return (), (trouble,)
        form = known[where.suffix.lower()]
        with where.open("rb") as stream:
            start = stream.read(4096)
        if not start.strip() and (len(start) < 4096 or not where.read_bytes().strip()):
            return (), (FileEmpty(place=Place(file), path=file),)
        found = mismatch(form.name, start, file)
        if found is not None:
            return (), (found,)
        return _read(form, where, Options(sheet, encoding), mapping)
    except (OSError, ValueError) as problem:
        return (), (unreadable(file, problem),)


def _read(form: FilledFormat | ListFormat, path: Path, options: Options, mapping: Mapping[FilledColumn, str]) -> Found:
    if isinstance(form, ListFormat):
        listed, problems = form.read(path, options, mapping)
        tables = listed or ()
        return tables, (*problems, *_missing(mapping, tables, problems, str(path)))
    grids, problems = form.open(path, options)
    if grids is None:
        return (), problems
    tables, more = _of_grids(grids, mapping, named=options.sheet is not None)
    return tables, (*problems, *more, *_missing(mapping, tables, more, str(path)))


def _of_grids(grids: tuple[SheetGrid, ...], mapping: Mapping[FilledColumn, str], *, named: bool) -> Found:
    """The tables of all sheets. A sheet without one is an error only when no sheet has one; hidden ones wait until then too."""
    tables: list[FilledTable] = []
    problems: list[Diagnostic] = []
    without: list[Diagnostic] = []
    for hidden in (False, True):
        for grid in grids:
            if (grid.hidden and not named) is not hidden:
                continue
            found, told = tables_of(grid, mapping)
            tables += found
            (problems if found else without).extend(told)
        if tables:
            unread = () if hidden else tuple(str(g.sheet) for g in grids if g.hidden and not named and tables_of(g, mapping)[0])
            if unread:
                problems.append(HiddenSheets(place=Place(grids[0].file), sheets=unread))
            return tuple(tables), tuple(problems)
    # Of several sheets without a table the one whose header came nearest is worth showing.
    nearest = max(without, key=_closeness, default=None)
    return (), () if nearest is None else (nearest,)


def _closeness(problem: Diagnostic) -> int:
    return len(problem.known) if isinstance(problem, LayoutNotUnderstood) else -1


def _unknown(mapping: Mapping[FilledColumn, str], file: str) -> Iterator[Diagnostic]:
    for column in mapping:
        if column not in FILLED_COLUMNS:
            near = next(iter(difflib.get_close_matches(str(column), FILLED_COLUMNS, 1, 0.6)), "")
            yield MapUnknown(place=Place(file), column=str(column), known=FILLED_COLUMNS, near=near)


def _missing(
    mapping: Mapping[FilledColumn, str], tables: tuple[FilledTable, ...], problems: tuple[Diagnostic, ...], file: str
) -> Iterator[Diagnostic]:
    """The headings that the caller named and no table has."""
    shown = [text for table in tables for text in (*(t.heading for t in (*table.taken, *table.money_taken)), *table.untaken)]
    for problem in problems:
        if isinstance(problem, LayoutNotUnderstood):
            shown += (*(heading for heading, _ in problem.known), *problem.unknown)
    headings = tuple(dict.fromkeys(text for text in shown if text))
    for column, wanted in mapping.items():
        if not any(is_heading(heading, wanted) for heading in headings) and not _doubted(problems, wanted):
            folded = {fold(heading): heading for heading in headings}
            near = next((folded[n] for n in difflib.get_close_matches(fold(wanted), folded, 1, 0.5)), "")
            yield MappedHeadingMissing(place=Place(file), column=column, heading=wanted, found=headings, near=near)


def _doubted(problems: tuple[Diagnostic, ...], wanted: str) -> bool:
    return any(is_heading(heading, wanted) for p in problems for heading in getattr(p, "headings", ()))
