"""Rows of a table of cases → cases: each is its test with what the row says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from indicatorlang.model.expected import Expectation, RowExpected, TestCase
from indicatorlang.model.period import Period, parse_period
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.fields import Fields, form_of, read_fields, short
from indicatorlang.resolve.keys import key_of
from indicatorlang.resolve.testing.columns import Given, split_row
from indicatorlang.resolve.testing.ground import Ground
from indicatorlang.resolve.testing.problems import NothingExpected
from indicatorlang.syntax.yaml.tree import Mapping, Node

MAX_CASES = 10_000
MAX_NAME = 60


def read_rows(nodes: Sequence[Node], base: TestCase, ground: Ground) -> tuple[TestCase, ...]:
    """One case for every row of a table, laid over its test."""
    if len(nodes) > MAX_CASES:
        ground.add(problems.TooMany(key=short(base.name), count=len(nodes), limit=MAX_CASES, what="cases", place=base.place))
        return ()
    return tuple(case for node in nodes if (case := _case(node, base, ground)) is not None)


def _case(node: Node, base: TestCase, ground: Ground) -> TestCase | None:
    if not isinstance(node, Mapping) or not node.entries:
        got = form_of(node) if not isinstance(node, Mapping) else "empty"
        ground.add(problems.WrongForm(key=short(base.name), wanted="mapping", got=got, place=node.place))
        return None
    own = read_fields(_own_columns(node), "case", ground.found)
    given, expected = split_row(node, ground)
    as_of = None if own is None else day_of(own, ground)
    name = "" if own is None else own.text("name")
    actuals = _laid_over(base.actuals, given, ground, node)
    every = merged(base.expect, expected)
    name = name or ", ".join(f"{one.label()}={one.value}" for one in given)[:MAX_NAME] or (as_of or base.name)
    if not every:
        ground.add(NothingExpected(name=short(name), place=node.entries[0].value.place))
    place = node.place if node.place.line is not None else node.entries[0].value.place
    return attrs.evolve(
        base, name=name, group=base.name, as_of=as_of or base.as_of, actuals=actuals, expect=every, place=place, properties=None
    )


def _own_columns(row: Mapping) -> Mapping:
    return attrs.evolve(row, entries=tuple(entry for entry in row.entries if key_of("case", entry.key.text.strip()) is not None))


def day_of(section: Fields, ground: Ground) -> str | None:
    """The date of evaluation as written; reported when it is none."""
    scalar = section.scalar("as_of")
    if scalar is None:
        return None
    text = scalar.text.strip()
    if len(text) > 60 or parse_period(text, ground.span) is None:
        ground.add(value_problems.NotADay(key=section.label("as_of"), value=short(text), period=True, place=scalar.place))
    return text


def merged(first: Iterable[RowExpected], second: Iterable[RowExpected]) -> tuple[RowExpected, ...]:
    """Both, where the second says otherwise of a field its word holds."""
    rows: dict[str, RowExpected] = {row.row: row for row in first}
    for row in second:
        known = rows.get(row.row)
        if known is None:
            rows[row.row] = row
            continue
        fields: dict[str, Expectation] = {one.field: one for one in known.fields} | {one.field: one for one in row.fields}
        rows[row.row] = attrs.evolve(row, fields=tuple(fields.values()))
    return tuple(rows.values())


def _laid_over(actuals: Any, given: Sequence[Given], ground: Ground, row: Node) -> Any:
    if not given:
        return actuals
    if isinstance(actuals, list):
        ground.add(problems.WrongForm(key="实际值", wanted="mapping", got="list", place=row.place))
        return actuals
    return with_values(actuals or {}, given, ground.span)


def with_values(actuals: dict[str, Any], given: Iterable[Given], span: Period) -> dict[str, Any]:
    """Actuals by measure with some values set: with a period that period's, else the whole of the measure."""
    found = dict(actuals)
    for one in given:
        if one.period is None:
            found[one.subject] = one.value
            continue
        known = found.get(one.subject)
        values = dict(known) if isinstance(known, dict) else {}
        wanted = parse_period(one.period, span)
        same = next((key for key in values if parse_period(str(key), span) == wanted), one.period)
        values[same] = one.value
        found[one.subject] = values
    return found
