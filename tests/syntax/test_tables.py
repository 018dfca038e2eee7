"""The tables of the parser say what the grammar says, and are used for that grammar only."""

from __future__ import annotations

import json
from collections import deque
from typing import Any

import lark
import pytest

from indicatorlang import resources
from indicatorlang.syntax import from_text, tables
from indicatorlang.syntax.building import Builder

GRAMMAR = from_text.grammar_text()
REMAKE = "make the tables anew: python -m tests.prepared"


@pytest.fixture(scope="module")
def built():
    return from_text.built_from(GRAMMAR)


@pytest.fixture(scope="module")
def loaded():
    found = tables.parser_from_tables(GRAMMAR, transformer=Builder(), postlex=from_text._keywords(GRAMMAR))
    assert found is not None, REMAKE
    return found


def rule(made: Any) -> Any:
    """All of a rule that decides what is built."""
    parts = [(str(one.name), one.is_term, getattr(one, "filter_out", None)) for one in made.expansion]
    options = made.options
    return str(made.origin.name), parts, made.alias, options.expand1, options.keep_all_tokens, list(options.empty_indices)


def automaton(parser: Any) -> list[Any]:
    """Every state a text can reach and what each word does there, numbered by the way to it: two that were built apart compare."""
    table = parser.parser.parser._parse_table
    number = {table.start_states[start]: n for n, start in enumerate(sorted(table.start_states))}
    waiting, rows = deque(number), []
    while waiting:
        actions = table.states[waiting.popleft()]
        row = []
        for word in sorted(actions):
            does, target = actions[word]
            if isinstance(target, int):
                if target not in number:
                    number[target] = len(number)
                    waiting.append(target)
                row.append((word, does.name, number[target]))
            else:
                row.append((word, does.name, rule(target)))
        rows.append(row)
    return [rows, {start: number[state] for start, state in table.end_states.items()}]


def test_every_state_of_the_tables_is_that_of_the_grammar(built, loaded):
    assert len(automaton(built)[0]) > 100
    assert automaton(loaded) == automaton(built), REMAKE


def test_the_words_of_the_tables_are_those_of_the_grammar(built, loaded):
    def words(parser):
        return {(t.name, type(t.pattern), t.pattern.value, tuple(sorted(t.pattern.flags)), t.priority) for t in parser.terminals}

    assert words(loaded) == words(built), REMAKE
    assert loaded.lexer_conf.ignore == built.lexer_conf.ignore
    assert set(loaded.options.postlex.always_accept) == set(built.options.postlex.always_accept) > {"DATE"}


def test_the_parser_in_use_comes_from_the_tables():
    assert from_text.parser().source_path == "<deserialized>", REMAKE


def test_tables_of_another_grammar_are_not_used():
    assert tables.parser_from_tables(GRAMMAR + "\n") is None


def test_tables_of_another_lark_are_not_used(monkeypatch):
    monkeypatch.setattr(lark, "__version__", "0.0.0")
    assert tables.parser_from_tables(GRAMMAR) is None


def test_without_tables_the_grammar_itself_is_read(monkeypatch):
    monkeypatch.setattr(tables, "FILE", "no-such-file.json")
    assert tables.parser_from_tables(GRAMMAR) is None


def test_the_tables_are_made_as_they_are_stored(built):
    made, stored = (json.loads(text) for text in (tables.tables_of(built, GRAMMAR), resources.text("grammar", tables.FILE)))
    assert made["made_of"] == stored["made_of"], REMAKE
    assert made["data"]["options"] == stored["data"]["options"], REMAKE
