"""Cases worth trying on a row: all conditions as they are best, one of them changed at a time, and the other way round."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

import attrs

from indicatorlang.engine.covering.parts import singles
from indicatorlang.engine.trying.delivering import deliveries
from indicatorlang.engine.trying.parts import Delivery, merged
from indicatorlang.model.expected import TestCase
from indicatorlang.model.indicator import Indicator, Single
from indicatorlang.model.ruleset import Ruleset

MOST = 160
"""So many ways are tried for one condition."""
FEW = 40
"""So many of them are tried for one of several conditions, with the others held."""


def cases(
    rows: Iterable[Indicator], ruleset: Ruleset, days: Iterable[dt.date] = (), through: frozenset[str] = frozenset()
) -> Iterator[TestCase]:
    """Cases for a row in its versions (the row and a changed one, say), the plainest first, each once. With `days` every case is
    tried on these days as well; with `through` only what delivers one of these data items or tables is varied."""
    told: set[str] = set()
    extra = tuple(days)
    for case in _every(tuple(rows), ruleset, extra, through):
        seen = repr((case.as_of, case.actuals, case.records))
        if seen not in told:
            told.add(seen)
            yield case


def _every(
    rows: tuple[Indicator, ...], ruleset: Ruleset, extra: tuple[dt.date, ...], through: frozenset[str]
) -> Iterator[TestCase]:
    end = ruleset.span.end
    ways = [_ways([single for single, _ in group], rows[0], ruleset) for group in _conditions(rows)]
    if not ways:
        return
    for delivery in _varied(ways, through):
        name = rows[0].name
        yield delivery.case(name, end)
        for day in extra:
            yield attrs.evolve(delivery, day=day).case(name, end)


def _conditions(rows: tuple[Indicator, ...]) -> list[list[tuple[Single, int]]]:
    """The single conditions of the rows by position, those of `when` behind; one position in several versions is one group."""
    groups: dict[object, list[tuple[Single, int]]] = {}
    for number, row in enumerate(rows):
        for key, condition in (("target", row.condition), ("when", row.when)):
            for path, single in singles(condition) if condition is not None else ():
                group = groups.setdefault((key, path), [])
                if all(single != other for other, _ in group):
                    group.append((single, number))
    return list(groups.values())


def _ways(versions: list[Single], row: Indicator, ruleset: Ruleset) -> tuple[Delivery, ...]:
    """The ways of delivering to one position, those of its versions in turn."""
    listed = [list(itertools.islice(deliveries(one, row, ruleset), MOST)) for one in versions]
    mixed = [way for turn in itertools.zip_longest(*listed) for way in turn if way is not None]
    return tuple(_unique(mixed))


def _unique(ways: list[Delivery]) -> Iterator[Delivery]:
    told: set[str] = set()
    for way in ways:
        if repr(way) not in told:
            told.add(repr(way))
            yield way


def _varied(ways: list[tuple[Delivery, ...]], through: frozenset[str]) -> Iterator[Delivery]:
    """One position varied, the others held: at their first way, then at each of the next few."""
    full = [way for way in ways if way]
    if len(full) == 1:
        yield from (way for way in full[0] if not through or _delivers(way, through))
        return
    for held in range(4):
        for position, whole in enumerate(full):
            own = [way for way in whole if not through or _delivers(way, through)]
            others = [other[min(held, len(other) - 1)] for n, other in enumerate(full) if n != position]
            for way in own[:FEW]:
                yield merged((*others, way))


def _delivers(way: Delivery, through: frozenset[str]) -> bool:
    return any(name in through for name, _ in (*way.actuals, *way.records))
