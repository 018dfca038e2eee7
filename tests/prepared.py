"""Writes what is worked out of `grammar/` beforehand: `python -m tests.prepared`, after a change there or of lark."""

from __future__ import annotations

from indicatorlang import resources
from indicatorlang.syntax import lists, tables
from indicatorlang.syntax.from_text import built_from, grammar_text

LISTS = ("actuals.yaml", "columns.yaml", "names.yaml", "qualities.zh.yaml", "words.en.yaml", "words.hant.yaml", "words.zh.yaml")


def write() -> None:
    """The tables of the grammar as it is, by the lark that is installed, and the lists of words."""
    grammar, folder = grammar_text(), resources.folder("grammar")
    (folder / tables.FILE).write_text(tables.tables_of(built_from(grammar), grammar), encoding="utf-8")
    (folder / lists.FILE).write_text(lists.lists_of(LISTS), encoding="utf-8")


if __name__ == "__main__":
    write()
