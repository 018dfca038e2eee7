"""JSON Lines → one table: every line is a row that names its own cells. Numbers stay the text they were written as.

The file is walked once to learn its keys and to find lines that are no rows, then again at every walk over the table.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define, frozen
from indicatorlang.model.filled import FilledColumn, FilledRow, FilledTable, RowKind
from indicatorlang.readers.file_problems import FileEmpty
from indicatorlang.readers.filled.facts import is_total
from indicatorlang.readers.filled.formats import ListFormat
from indicatorlang.readers.filled.header import Header, is_indicator_header, is_money_header
from indicatorlang.readers.filled.headings import AMOUNTS, MONEY_COLUMNS, Columns, columns_of, nearest
from indicatorlang.readers.filled.long_lists import SHOWN_TROUBLES
from indicatorlang.readers.filled.problems import LayoutNotUnderstood, MoreTroubles
from indicatorlang.readers.filled.text_lines import TextLines, lines_of
from indicatorlang.readers.formats import Options, Result
from indicatorlang.readers.json_tree import parse_json
from indicatorlang.readers.plain import plain
from indicatorlang.readers.text_problems import JsonBroken, JsonKeyTwice

MAX_KEYS = 500
"""Keys of one file that become columns; more are no table."""


def _read(path: Path, options: Options, mapping: Mapping[FilledColumn, str]) -> Result[tuple[FilledTable, ...]]:
    file = str(path)
    lines, problems = lines_of(path, file, options.encoding)
    if lines is None:
        return None, problems
    survey = _survey(lines, file)
    if not survey.rows and not survey.problems:
        return None, (FileEmpty(place=Place(file), path=file),)
    keys = tuple(survey.keys)
    columns = _by_source(columns_of(keys, mapping), mapping)
    if not is_indicator_header(columns) and not is_money_header(columns):
        return None, (*survey.told(file), _not_understood(columns, file))
    header = Header(columns, 0, not is_indicator_header(columns))
    taken = header.taken()
    table = FilledTable(
        rows=_Rows(lines, columns, keys),
        file=file,
        taken=() if header.is_money else taken,
        money_taken=taken
        if header.is_money
        else tuple(t for t in taken if t.meaning in (*MONEY_COLUMNS, "weight", "score"))
        if columns.has(*AMOUNTS)
        else (),
        untaken=header.untaken(),
        headings=keys,
        width=len(keys),
    )
    return (table,), (*survey.told(file), *header.doubts(Place(file)))


def _by_source(columns: Columns, mapping: Mapping[FilledColumn, str]) -> Columns:
    """Lines of money gathered from several publishers: each `source` is a table of its own."""
    if is_indicator_header(columns) or "project" in columns.at or "source" not in columns.headings:
        return columns
    return columns_of(columns.headings, {**mapping, "project": "source"})


@define
class _Survey:
    """What a first walk finds: the keys in the order in which they turn up, and lines that are no rows."""

    keys: dict[str, None] = attrs.field(factory=dict)
    problems: list[Diagnostic] = attrs.field(factory=list)
    rows: int = 0
    bad: int = 0

    def told(self, file: str) -> tuple[Diagnostic, ...]:
        """The problems, the first of them one by one."""
        more = self.bad - len(self.problems)
        return (*self.problems, MoreTroubles(place=Place(file), more=more)) if more > 0 else tuple(self.problems)


def _survey(lines: TextLines, file: str) -> _Survey:
    survey = _Survey()
    for number, line in lines:
        if not line.strip():
            continue
        record = _record(line)
        if record is None:
            survey.bad += 1
            if len(survey.problems) < SHOWN_TROUBLES:
                survey.problems.append(_why(line, file, number))
            continue
        survey.rows += 1
        if len(survey.keys) < MAX_KEYS:
            survey.keys.update(dict.fromkeys(itertools.islice(record, MAX_KEYS)))
    return survey


def _record(line: str) -> dict[str, str] | None:
    """The cells of a line by their keys; None when it is no JSON object, or one in which a key stands twice."""
    try:
        value: Any = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_pairs)
        if not isinstance(value, dict):
            return None
        record = {key: _text(cell) for key, cell in value.items()}
        if "\\u" in line:
            # Half of a surrogate pair is no character: nothing could print it.
            "".join((*record, *record.values())).encode("utf-8")
    except (ValueError, RecursionError):
        return None
    return record


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise ValueError
    return record


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return plain(value) or ""


def _why(line: str, file: str, number: int) -> Diagnostic:
    """What is wrong with a line, with its place."""
    tree, problems = parse_json(line, file, number)
    twice = [d for d in problems if isinstance(d, JsonKeyTwice | JsonBroken)]
    if twice:
        return twice[0]
    place = Place(file, None, number, 1, 1, line)
    return JsonBroken(place=place, wanted="row" if tree is not None else "value", got=line.strip()[:12].replace("`", "'"))


@frozen
class _Rows:
    """The lines as rows, read from the file at each walk; `keys` are those of the columns as they are written."""

    lines: TextLines
    columns: Columns
    keys: tuple[str, ...]

    def __iter__(self) -> Iterator[FilledRow]:
        places = {key: i for i, key in enumerate(self.keys)}
        meanings = {i: meaning for meaning, i in self.columns.at.items()}
        for number, line in self.lines:
            if not line.strip():
                continue
            record = _record(line)
            if record is None:
                yield FilledRow(number, (line.strip(),), "other")
                continue
            cells = [""] * len(places)
            fields: dict[str, str] = {}
            at: dict[str, int] = {}
            for key, text in record.items():
                place = places.get(key)
                if place is None:
                    continue
                cells[place] = text
                meaning = meanings.get(place)
                if meaning is not None and text.strip():
                    fields[meaning], at[meaning] = text.strip(), place
            yield FilledRow(number, tuple(cells), _kind(fields), fields, at)


def _kind(fields: Mapping[str, str]) -> RowKind:
    if "target" not in fields and any(column in fields for column in AMOUNTS):
        return "money"
    if is_total(fields.get("name", "")):
        return "total"
    return "indicator" if any(c in fields for c in ("name", "target", "actual", "weight", "score")) else "other"


def _not_understood(columns: Columns, file: str) -> LayoutNotUnderstood:
    of = {i: meaning for meaning, i in columns.at.items()}
    known = tuple((text, of[i]) for i, text in enumerate(columns.headings) if i in of)
    unknown = tuple(text for i, text in enumerate(columns.headings) if i not in of)
    missing = tuple(column for column in ("name", "target") if column not in columns.at)
    wanted: tuple[FilledColumn, ...] = ("name", "target", "actual")
    return LayoutNotUnderstood(place=Place(file), known=known, unknown=unknown, missing=missing, near=nearest(unknown, *wanted))


PART = ListFormat("JSON Lines", (".jsonl", ".ndjson"), _read)
