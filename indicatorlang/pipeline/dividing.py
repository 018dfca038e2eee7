"""A delivery of many projects, divided into one part for each: what is evaluated project by project costs no more than its own rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from indicatorlang.engine.cases.bind import project_column
from indicatorlang.engine.delivered.names import folded
from indicatorlang.model.actual import RawActuals, RecordTable
from indicatorlang.model.ruleset import Ruleset

ROWS_AT_ONCE = 20_000
"""So many rows of a frame are held as Python objects at a time, or those of one project when it has more."""


def key_of(text: str | None, ruleset: Ruleset) -> str | None:
    """What tells projects apart: spellings that mean the same project have the same key; None for a row that names no project."""
    if text is None or not text.strip():
        return None
    key = folded(text)
    return "" if key in {folded(name) for name in (ruleset.code, ruleset.name) if name} else key


def pieces(frame: Any, column: str, ruleset: Ruleset) -> Iterator[Any]:
    """A narwhals frame in pieces of whole projects. Rows that name no project stand in each of them, as they belong to every project."""
    if len(frame) <= ROWS_AT_ONCE:
        yield frame
        return
    keys: dict[object, str | None] = {}
    rows: dict[str, list[int]] = {}
    everywhere: list[int] = []
    for number, text in enumerate(frame.get_column(column).to_list()):
        if text not in keys:
            keys[text] = key_of(None if text is None else str(text), ruleset)
        key = keys[text]
        (everywhere if key is None else rows.setdefault(key, [])).append(number)
    piece: list[int] = []
    for own in rows.values():
        if piece and len(piece) + len(own) > ROWS_AT_ONCE:
            yield frame[sorted(piece + everywhere)]
            piece = []
        piece += own
    if piece or everywhere:
        yield frame[sorted(piece + everywhere)]


def divided(
    raw: RawActuals, tables: Mapping[str, RecordTable], ruleset: Ruleset
) -> Iterator[tuple[RawActuals, dict[str, RecordTable]]]:
    """The rows of each project, in the order in which projects appear, with the cases that are its own. Without any project all of it."""
    rows, surveys = _shared(raw.rows, ruleset), _shared(raw.surveys, ruleset)
    cases = {name: _cases(name, table, ruleset) for name, table in tables.items()}
    keys = dict.fromkeys((*rows, *surveys))
    if len(keys) < 2:
        yield raw, dict(tables)
        return
    for key in keys:
        if key is None:
            continue
        own = attrs.evolve(raw, rows=tuple(_of(rows, key)), surveys=tuple(_of(surveys, key)))
        yield own, {name: _narrowed(tables[name], found, key) for name, found in cases.items()}


def _shared(rows: Sequence[Any], ruleset: Ruleset) -> dict[str | None, list[tuple[int, Any]]]:
    """Rows with their places by the key of their project."""
    keys: dict[str | None, str | None] = {}
    shared: dict[str | None, list[tuple[int, Any]]] = {}
    for number, row in enumerate(rows):
        if row.project not in keys:
            keys[row.project] = key_of(row.project, ruleset)
        shared.setdefault(keys[row.project], []).append((number, row))
    return shared


def _of(shared: Mapping[str | None, list[tuple[int, Any]]], key: str | None) -> Iterator[Any]:
    """The rows of one project and of none, in their order."""
    found = sorted([*shared.get(key, ()), *shared.get(None, ())], key=lambda each: each[0])
    return (row for _, row in found)


def _cases(name: str, table: RecordTable, ruleset: Ruleset) -> dict[str | None, list[tuple[int, int]]] | None:
    """The numbers of the rows by the key of their project; None where no column says whose they are."""
    declared = next((one for known, one in ruleset.records.items() if folded(known) == folded(name)), None)
    at = project_column(table, declared)
    if at is None:
        return None
    shared: dict[str | None, list[tuple[int, int]]] = {}
    for number, row in enumerate(table.rows):
        shared.setdefault(key_of(row[at] if at < len(row) else None, ruleset), []).append((number, number))
    return shared


def _narrowed(table: RecordTable, shared: Mapping[str | None, list[tuple[int, int]]] | None, key: str | None) -> RecordTable:
    if shared is None:
        return table
    kept = list(_of(shared, key))
    return attrs.evolve(table, rows=tuple(table.rows[n] for n in kept), numbers=tuple(table.numbers[n] for n in kept))
