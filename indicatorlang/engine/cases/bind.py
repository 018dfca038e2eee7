"""Delivered tables of cases → bound ones: columns matched, every cell read by what its column is declared to hold."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.cases.problems import ColumnMissing, ColumnsNotUsed, ColumnTwice, UnknownRecords
from indicatorlang.engine.cases.reading import date_cell, number_cell
from indicatorlang.engine.cases.table import BLANK, Case, CaseCell, CaseTable
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import is_of
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.model.actual import Origin, RecordTable
from indicatorlang.model.ruleset import Records, Ruleset

PROJECT = ("project", "项目编码", "项目名称", "项目")
"""Headings of the column that says which project a case belongs to."""


def bind_records(
    ruleset: Ruleset,
    delivered: Mapping[str, RecordTable],
    project: str | None = None,
    percent: Literal["percent", "fraction"] | None = None,
) -> tuple[dict[str, CaseTable], tuple[Diagnostic, ...]]:
    """The tables by their declared names, and everything found. With `project`, the rows of others are left out; what the ruleset
    declares no table for is an error, and everything else is bound all the same. `percent` says how bare percentages are written."""
    known = {folded(name): declared for name, declared in ruleset.records.items()}
    tables: dict[str, CaseTable] = {}
    found: list[Diagnostic] = []
    for name, table in delivered.items():
        declared = known.get(folded(name))
        if declared is None:
            found.append(unknown_records(name, ruleset.records))
            continue
        bound, told = _bound(declared, table, ruleset, project)
        tables[declared.name] = attrs.evolve(bound, percent=percent or ruleset.percent)
        found += told
    return tables, tuple(found)


def unknown_records(name: str, known: Iterable[str]) -> UnknownRecords:
    """That no ruleset declares a table of that name."""
    names = tuple(dict.fromkeys(known))
    return UnknownRecords(records=name, near=_near(name, names), known=names)


def project_column(table: RecordTable, declared: Records | None = None) -> int | None:
    """Where the project of a case stands; None when no column says it, or the ruleset declares that column as one of its own."""
    own = {folded(column) for column in declared.columns} if declared is not None else set()
    for word in PROJECT:
        for index, heading in enumerate(table.columns):
            if folded(heading).lower() == word and folded(heading) not in own:
                return index
    return None


def projects_of(table: RecordTable) -> tuple[str, ...]:
    """The distinct projects that the rows name, as written."""
    at = project_column(table)
    return () if at is None else tuple(dict.fromkeys(text for row in table.rows if (text := _at(row, at).strip())))


def _bound(
    declared: Records, table: RecordTable, ruleset: Ruleset, project: str | None
) -> tuple[CaseTable, tuple[Diagnostic, ...]]:
    origin = Origin(table.file, table.sheet)
    columns, lacking, found = matched_columns(declared, table)
    at = project_column(table, declared)
    if at is not None and project is not None:
        named: dict[str, bool] = {}
        for row in table.rows:
            if _at(row, at) not in named:
                named[_at(row, at)] = is_of(_at(row, at), project, ruleset)
        rows = [index for index, row in enumerate(table.rows) if named[_at(row, at)]]
    else:
        rows = list(range(len(table.rows)))
    headings = {name: table.columns[column] for name, column in columns.items()}
    read: dict[str, dict[str, CaseCell]] = {name: {} for name in columns}
    cases: list[Case] = []
    for index in rows:
        row, cells = table.rows[index], {}
        for name, column in columns.items():
            text = _at(row, column)
            cell = read[name].get(text)
            if cell is None:
                cell = case_cell(text, name, declared, ruleset, table.origin(index, headings[name]))
                if cell.problem is None:
                    read[name][text] = cell
            cells[name] = cell
        if all(cell is BLANK for cell in cells.values()):
            continue
        dated = cells.get(declared.date, BLANK) if declared.date is not None else None
        cases.append(Case(Origin(table.file, table.sheet, table.numbers[index]), cells, dated))
    found += [cell.problem for case in cases for cell in case.cells.values() if cell.problem is not None]
    lost = tuple(problem for problem in table.diagnostics if problem.severity is Severity.ERROR)
    return CaseTable(declared, tuple(cases), origin, lacking, lost, headings), tuple(found)


def _at(row: tuple[str, ...], column: int) -> str:
    """A cell of a row as delivered; a row may end before its last columns."""
    return row[column] if column < len(row) else ""


def matched_columns(declared: Records, table: RecordTable) -> tuple[dict[str, int], dict[str, Diagnostic], list[Diagnostic]]:
    """Which column of the file each declared one is; those that it lacks, with what the rows say that need them."""
    place = place_of(Origin(table.file, table.sheet))
    columns: dict[str, int] = {}
    lacking: dict[str, Diagnostic] = {}
    found: list[Diagnostic] = []
    headings: dict[str, list[int]] = {}
    for index, heading in enumerate(table.columns):
        headings.setdefault(folded(heading), []).append(index)
    own = {folded(name) for name in declared.columns}
    for name in declared.columns:
        having = headings.get(folded(name), [])
        if len(having) == 1:
            columns[name] = having[0]
            continue
        if having:
            twice = ColumnTwice(records=declared.name, column=name, headings=tuple(table.columns[i] for i in having), place=place)
            lacking[name] = twice
            continue
        if not table.columns and not table.rows:
            continue  # a list without rows has no headings either
        others = [heading for heading in table.columns if folded(heading) not in own]
        near = _near(name, others)
        lacking[name] = ColumnMissing(records=declared.name, column=name, near=near, headings=table.columns, place=place)
    at = project_column(table, declared)
    unused = tuple(h for i, h in enumerate(table.columns) if folded(h) not in own and i != at)
    if unused:
        found.append(ColumnsNotUsed(records=declared.name, columns=unused, place=place))
    return columns, lacking, found


def case_cell(text: str, name: str, declared: Records, ruleset: Ruleset, origin: Origin) -> CaseCell:
    """What a cell says, by what its column is declared to hold."""
    match declared.columns[name]:
        case "date":
            return date_cell(text, name, ruleset.span, origin)
        case "number":
            return number_cell(text, name, ruleset, origin)
    return CaseCell(text.strip()) if text.strip() else BLANK


def _near(name: str, known: Iterable[str]) -> tuple[str, ...]:
    by_key = {folded(each): each for each in known}
    close = difflib.get_close_matches(folded(name)[:200], sorted(by_key), n=2, cutoff=0.5)
    return tuple(by_key[key] for key in close)
