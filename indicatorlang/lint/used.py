"""What the rows of a ruleset use of all that it declares: measures, scales, tables of cases."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.model.formula import Expression, OverCases, measures_in, walk
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    EachCase,
    EachPeriod,
    InRange,
    Threshold,
    Trend,
    conditions,
    measures_of,
)
from indicatorlang.model.ruleset import Ruleset


def every_condition(ruleset: Ruleset) -> Iterator[Condition]:
    """What rows demand and when they apply, as first approved and after every change, items included."""
    for row in ruleset.every_row:
        for condition in (row.condition, row.when, *(item.condition for item in row.items)):
            if condition is not None:
                yield condition


def expressions_of(condition: Condition) -> Iterator[Expression]:
    """The expressions that a condition compares."""
    for part in conditions(condition):
        match part.part if isinstance(part, EachCase | EachPeriod) else part:
            case Threshold(subject=subject, bound=bound):
                yield from (subject, bound)
            case InRange(subject=subject, low=low, high=high):
                yield from (subject, low, high)
            case Trend(subject=subject):
                yield subject


def needed_measures(ruleset: Ruleset) -> frozenset[str]:
    """The names of the measures that rows need, formulas opened."""
    waiting = [name for condition in every_condition(ruleset) for name in measures_of(condition)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        measure = ruleset.measures.get(name)
        if name in found:
            continue
        found.add(name)
        if measure is not None:
            waiting += measures_in(measure.formula) if measure.formula is not None else ()
            waiting += [measure.weight_by] if measure.weight_by is not None else []
    # `mean(合格率)` of a measure of single cases is understood as what is taken over the cases of its table.
    asked = _tables_asked(ruleset)
    over_cases = {measure.name for measure in ruleset.measures.values() if measure.records in asked}
    return frozenset(found | over_cases)


def used_scales(ruleset: Ruleset) -> frozenset[str]:
    """The names of the scales that measures or rows use."""
    of_measures = {scale.name for m in ruleset.measures.values() for scale in (m.scale, m.survey) if scale is not None}
    of_rows = {p.scale.name for c in every_condition(ruleset) for part in conditions(c) for p in _levels(part)}
    return frozenset(of_measures | of_rows)


def _levels(part: Condition) -> Iterator[AtLevel]:
    if isinstance(part, AtLevel):
        yield part
    elif isinstance(part, EachPeriod) and isinstance(part.part, AtLevel):
        yield part.part


def used_tables(ruleset: Ruleset) -> frozenset[str]:
    """The names of the tables of cases that measures or rows use."""
    of_measures = {measure.records for measure in ruleset.measures.values() if measure.records is not None}
    return frozenset(of_measures | _tables_asked(ruleset))


def _tables_asked(ruleset: Ruleset) -> set[str]:
    """The tables that rows take something over all cases of."""
    found: set[str] = set()
    for condition in every_condition(ruleset):
        found |= {part.table for part in conditions(condition) if isinstance(part, EachCase)}
        for expression in expressions_of(condition):
            found |= {part.table for part in walk(expression) if isinstance(part, OverCases)}
    return found
