"""Filled-in tables made of what rows say, for tests that are about their meaning and not about files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indicatorlang.model.filled import FILLED_COLUMNS, FilledRow, FilledTable, Taken

MONEY = {"label", "initial", "budget", "spent", "rate"}


def table_of(rows: Iterable[Mapping[str, object]], facts: Mapping[str, str] | None = None) -> FilledTable:
    """A table of rows by the meaning of their columns; `kind` says what a row is where its columns do not."""
    given = list(rows)
    columns = list(dict.fromkeys(key for row in given for key in row if key in FILLED_COLUMNS))
    made = []
    for number, row in enumerate(given, 2):
        texts = {column: str(row.get(column, "")) for column in columns}
        fields = {column: text for column, text in texts.items() if text}
        kind = row.get("kind") or ("money" if MONEY & set(row) else "indicator")
        made.append(FilledRow(number, tuple(texts.values()), kind, fields, {c: columns.index(c) for c in fields}))
    money = {column for row in given if MONEY & set(row) for column in row}
    plain = {column for row in given if not MONEY & set(row) for column in row}
    taken = [Taken(column, column, at) for at, column in enumerate(columns)]
    return FilledTable(
        tuple(made),
        "table.csv",
        taken=tuple(one for one in taken if one.meaning in plain),
        money_taken=tuple(one for one in taken if one.meaning in money),
        facts=dict(facts or {}),
        headings=tuple(columns),
        width=len(columns),
    )
