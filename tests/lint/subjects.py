"""What a case of a rule shows to it: a ruleset, a single target, or rows of a filled-in table; and what the rule says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring.facts import facts_of
from indicatorlang.lint.gathering import facts_of_ruleset, facts_of_target
from indicatorlang.lint.parts import Rule
from indicatorlang.model.filled import FILLED_COLUMNS, FilledRow, FilledTable, Taken
from indicatorlang.pipeline.auditing import audit_tables
from indicatorlang.pipeline.checking import on_ruleset, on_table, on_target
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.syntax.from_yaml import parse_yaml


def said_of(rule: Rule, case: dict[str, Any]) -> list[Diagnostic]:
    """Everything that one rule says of what the case shows."""
    return list(_said(rule, case))


def _said(rule: Rule, case: dict[str, Any]) -> Iterator[Diagnostic]:
    if "ruleset" in case:
        root, told = parse_yaml(case["ruleset"], "r.yaml")
        assert root is not None, [d.render() for d in told]
        ruleset, told = resolve_ruleset(root, text=case["ruleset"], file="r.yaml")
        assert ruleset is not None, [d.render() for d in told]
        yield from on_ruleset(rule, facts_of_ruleset(ruleset, root, case["ruleset"]))
    elif "target" in case:
        given = dict(case["target"])
        year = given.pop("year", None)
        yield from on_target(rule, facts_of_target(given.pop("text"), **given, year=None if year is None else int(year)))
    else:
        table = table_of(case)
        year = int(case["year"]) if "year" in case else None
        yield from on_table(rule, facts_of(table), year)
        if rule.row is not None:
            for row in audit_tables((table,), year=year).rows():
                yield from rule.row(row)


def table_of(case: dict[str, Any]) -> FilledTable:
    """The table that a case describes, its columns in the order of the model. A row is [kind, {column: text}]."""
    rows = []
    for number, (kind, fields) in enumerate(case["rows"], 1):
        cells = tuple(fields.get(column, "") for column in FILLED_COLUMNS)
        rows.append(FilledRow(number, cells, kind, fields, {c: FILLED_COLUMNS.index(c) for c in fields}))
    taken: list[Taken] = []
    money: list[Taken] = []
    for name in case.get("taken", []):
        meaning = name.removeprefix("money.")
        (money if name.startswith("money.") else taken).append(Taken(meaning, meaning, FILLED_COLUMNS.index(meaning)))
    return FilledTable(tuple(rows), taken=tuple(taken), money_taken=tuple(money), facts=case.get("facts", {}))
