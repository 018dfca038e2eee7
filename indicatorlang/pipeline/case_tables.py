"""Tables of cases on their way to an evaluation: from whatever holds them to text, and to the projects they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import attrs

from indicatorlang.diagnostics import ActualsError, Diagnostic, Place, Severity
from indicatorlang.engine.cases.bind import project_column, projects_of, unknown_records
from indicatorlang.engine.cases.problems import SheetOfNoTable
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import is_of, key_of, names_of_project, projects_in
from indicatorlang.model.actual import RawActuals, RecordTable
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.reports.form_records import sheet_name

Diagnostics = tuple[Diagnostic, ...]


class _HasRuleset(Protocol):
    @property
    def ruleset(self) -> Ruleset: ...


def load_records(
    source: object, *, sheet: str | None = None, encoding: str | None = None, name: str | None = None
) -> RecordTable:
    """Event records, one row a case, all text: from a file, a list of mappings, or a data frame. A table is returned as it is.
    Of a workbook the sheet that `sheet` names is read, else the one that is called as the table (`name`), else the first.

    What is wrong with single rows stays with the table, and makes what is computed from it invalid. Raises `ActualsError` when
    it cannot be read as a whole.
    """
    table, found = _read(source, sheet, encoding, () if name is None else (name.strip(), sheet_name(name.strip())))
    if table is None:
        raise ActualsError(*found)
    return attrs.evolve(table, diagnostics=(*table.diagnostics, *found)) if found else table


def _read(
    source: object, sheet: str | None, encoding: str | None, likely: tuple[str, ...]
) -> tuple[RecordTable | None, Diagnostics]:
    from indicatorlang.readers.from_frame import grid_of_frame
    from indicatorlang.readers.record_rows import records_of_grid, records_of_rows
    from indicatorlang.readers.records import read_records

    match source:
        case RecordTable():
            return source, ()
        case str() | Path():
            return read_records(source, sheet=sheet, encoding=encoding, likely=likely)
        case Sequence() | Mapping():
            return records_of_rows(source)
    grid, found = grid_of_frame(source, with_time=True)
    if grid is None:
        return None, found
    table, more = records_of_grid(grid)
    return table, (*found, *more)


def tables_for(records: Mapping[str, object] | None, raw: RawActuals, ruleset: Ruleset) -> dict[str, RecordTable]:
    """The tables to bind: those handed in, and those that came with the actuals and that the ruleset declares and nobody handed in.
    Raises `ActualsError` for one that cannot be read."""
    tables = {name: load_records(source, name=name) for name, source in (records or {}).items()}
    given = {folded(name) for name in tables}
    declared = {folded(sheet_name(name)): name for name in ruleset.records if folded(name) not in given}
    beside: dict[str, RecordTable] = {}
    for title, table in raw.records:
        name = declared.get(folded(title))
        if name is not None:
            beside[name] = _joined(beside[name], table) if name in beside else table
    return tables | beside


def misnamed(raw: RawActuals, tables: Mapping[str, RecordTable], ruleset: Ruleset) -> Diagnostics:
    """A sheet that is no table's, but has all the columns of one that nobody handed in: it was probably renamed."""
    given = {folded(name) for name in tables}
    missing = [table for name, table in ruleset.records.items() if folded(name) not in given]
    named = {folded(sheet_name(name)) for name in ruleset.records}
    found = []
    for title, sheet in raw.records:
        columns = {folded(column) for column in sheet.columns}
        like = next((table for table in missing if columns >= {folded(column) for column in table.columns}), None)
        if folded(title) not in named and like is not None:
            found.append(SheetOfNoTable(sheet=title, records=like.name, place=Place(sheet.file, sheet.sheet)))
    return tuple(found)


def _joined(first: RecordTable, second: RecordTable) -> RecordTable:
    """The sheets of two filled-in workbooks as one table, by the columns of the first."""
    places = {folded(column): index for index, column in enumerate(second.columns)}
    rows = tuple(tuple(row[places[folded(c)]] if folded(c) in places else "" for c in first.columns) for row in second.rows)
    found = (*first.diagnostics, *second.diagnostics)
    return attrs.evolve(first, rows=first.rows + rows, numbers=first.numbers + second.numbers, diagnostics=found)


def projects_with(raw: RawActuals, tables: Mapping[str, RecordTable], ruleset: Ruleset) -> tuple[str, ...]:
    """The distinct projects to evaluate: those of the actuals; where they name none, those of the records, of which the ruleset's
    own stands for all when it is among them."""
    projects = projects_in(raw, ruleset)
    if projects:
        return projects
    named = tuple(dict.fromkeys(name for table in tables.values() for name in projects_of(table)))
    own = names_of_project(ruleset)
    mine = tuple(name for name in named if folded(name) in own)
    return mine[:1] if mine else named


def share_records(
    rules: Sequence[_HasRuleset], tables: Mapping[str, RecordTable], several: bool
) -> tuple[list[dict[str, RecordTable]], Diagnostics]:
    """The tables of each ruleset, and what is said of those that none declares. With several rulesets a row that names a project
    goes to the one whose code or name it is."""
    names = [{folded(name) for name in one.ruleset.records} for one in rules]
    known = [name for one in rules for name in one.ruleset.records]
    strays = tuple(unknown_records(name, known) for name in tables if not any(folded(name) in own for own in names))
    shared = [
        {name: own_rows(table, one.ruleset) if several else table for name, table in tables.items() if folded(name) in own}
        for one, own in zip(rules, names, strict=True)
    ]
    return shared, strays if rules else ()


def own_rows(table: RecordTable, ruleset: Ruleset) -> RecordTable:
    """The rows of a table that name the project of a ruleset, or none."""
    at = project_column(table)
    if at is None:
        return table
    return _only(table, [n for n, row in enumerate(table.rows) if is_of(row[at], ruleset.code or ruleset.name, ruleset)])


def tables_of_each(
    tables: Mapping[str, RecordTable], projects: Sequence[str | None], ruleset: Ruleset
) -> Iterator[dict[str, RecordTable]]:
    """The tables of each project, with the rows that name it, or none; every row is looked at once, however many projects there are."""
    places, own = places_of_cases(tables, ruleset), names_of_project(ruleset)
    for project in projects:
        yield dict(tables) if project is None else tables_with(tables, places, (key_of(project, own),))


def places_of_cases(tables: Mapping[str, RecordTable], ruleset: Ruleset) -> dict[str, dict[str, list[int]]]:
    """Where the rows of each project stand in the tables that tell, by its key; under no name those that name none."""
    own = names_of_project(ruleset)
    declared = {folded(name): records for name, records in ruleset.records.items()}
    places: dict[str, dict[str, list[int]]] = {}
    for name, table in tables.items():
        at = project_column(table, declared.get(folded(name)))
        if at is not None and folded(name) in declared:
            of = places[name] = {}
            for number, row in enumerate(table.rows):
                of.setdefault(key_of(row[at] if at < len(row) else "", own), []).append(number)
    return places


def tables_with(
    tables: Mapping[str, RecordTable], places: Mapping[str, Mapping[str, Sequence[int]]], keys: Iterable[str]
) -> dict[str, RecordTable]:
    """The tables with the rows of these projects and those of none; whole where a table does not tell whose its rows are."""
    wanted = {"", *keys}
    kept = {name: sorted(n for key in wanted for n in of.get(key, ())) for name, of in places.items()}
    return {name: _only(table, kept[name]) if name in kept else table for name, table in tables.items()}


def _only(table: RecordTable, kept: Sequence[int]) -> RecordTable:
    return attrs.evolve(table, rows=tuple(table.rows[n] for n in kept), numbers=tuple(table.numbers[n] for n in kept))


def remarks_of(tables: Mapping[str, RecordTable]) -> Diagnostics:
    """What was found while reading the tables; warnings about a table without rows are told as what they are."""
    return tuple(found for table in tables.values() for found in table.diagnostics if found.severity is not Severity.INFO)
