"""Files of cases: tables (CSV, XLSX) become the same rows that a ruleset holds, so that both are read in one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from indicatorlang.diagnostics import Diagnostic, Place, Source, errors
from indicatorlang.model.actual import RecordTable
from indicatorlang.model.expected import TestCase
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.loading import Diagnostics
from indicatorlang.readers.actuals import open_file
from indicatorlang.readers.decode import decode
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.records import read_records
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.own_tests import rows_in, rows_of_file
from indicatorlang.resolve.problems import AmbiguousRow, UnknownKey, UnknownRow
from indicatorlang.resolve.testing.ground import ground_of
from indicatorlang.resolve.testing.problems import NoCases, UnknownColumn
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar

YAML = (".yaml", ".yml")


def cases_of_file(path: Path, base: TestCase | None, ruleset: Ruleset) -> tuple[tuple[TestCase, ...], Diagnostics]:
    """The cases of one file, laid over `base` where a test names the file; and everything that is wrong with it.

    A file of which anything is wrong has no cases: a row that is left out silently would count as passed."""
    nodes, found = _nodes(path, ruleset)
    if errors(found):
        return (), found
    cases, ground = rows_of_file(nodes, base, ruleset, path.name)
    told = (*found, *_once(ground.found.diagnostics))
    return (() if errors(told) else cases), told


def _once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is wrong with the heading of a column is found in every row, and told once."""
    said: set[str] = set()
    for one in found:
        if not isinstance(one, UnknownKey | UnknownColumn | UnknownRow | AmbiguousRow) or one.zh() not in said:
            yield one
        said.add(one.zh())


def beside(ruleset: Ruleset, file: str) -> Path:
    """Where a file that a ruleset names lies."""
    return Path(file) if ruleset.file is None else Path(ruleset.file).parent / file


def _nodes(path: Path, ruleset: Ruleset) -> tuple[tuple[Node, ...], Diagnostics]:
    if path.suffix.lower() not in YAML:
        table, found = read_records(path)
        if table is not None and not table.rows and not errors(found):
            found = (NoCases(name=short(path.name), place=Place(str(path))),)
        return (() if table is None else _rows(table)), found
    _, data, found = open_file(path, yaml=True)
    text, unread = (None, ()) if data is None else decode(data, str(path), None)
    if text is None:
        return (), (*found, *unread)
    root, wrong = parse_yaml(text, str(path))
    if root is None or errors(wrong):
        empty = () if wrong else (FileEmpty(place=Place(str(path)), path=str(path)),)
        return (), (*wrong, *empty)
    ground = ground_of(ruleset)
    rows = rows_in(root, ground)
    if not rows and not ground.found.diagnostics:
        ground.add(NoCases(name=short(path.name), place=root.place))
    return rows, (*wrong, *ground.found.diagnostics)


def _rows(table: RecordTable) -> tuple[Node, ...]:
    """Every row as the pairs of a table of cases; empty cells say nothing."""
    return tuple(_row(table, number) for number in range(len(table.rows)))


def _row(table: RecordTable, number: int) -> Mapping:
    line = table.numbers[number]
    entries = tuple(
        Entry(_scalar(table, table.header or line, heading), _scalar(table, line, cell))
        for heading, cell in zip(table.columns, table.rows[number], strict=False)
        if heading.strip() and cell.strip()
    )
    return Mapping(entries, Place(table.file, table.sheet, line))


def _scalar(table: RecordTable, line: int, text: str) -> Scalar:
    return Scalar(text.strip(), Source(text.strip(), table.file, table.sheet, line))
