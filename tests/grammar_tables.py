"""Writes `grammar/tables.json` anew: `python -m tests.grammar_tables`, after a change of the grammar or of lark."""

from __future__ import annotations

from indicatorlang import resources
from indicatorlang.syntax.from_text import built_from, grammar_text
from indicatorlang.syntax.tables import FILE, tables_of


def write() -> None:
    """The tables of the grammar as it is, by the lark that is installed."""
    grammar = grammar_text()
    (resources.folder("grammar") / FILE).write_text(tables_of(built_from(grammar), grammar), encoding="utf-8")


if __name__ == "__main__":
    write()
