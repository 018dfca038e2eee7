"""Bare numbers of cases that are held against percentages: `95` is 95%, and `0.95` is 0.95% or 95%.

As with reported values, only where all bare numbers of a column lie between -1 and 1 both readings are tried, and only where nobody
said which one holds: the measure, the call or the ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from indicatorlang.engine.cases.each import columns_of
from indicatorlang.engine.cases.table import CaseTable
from indicatorlang.engine.delivered.choices import Doubt
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.case_condition import CaseTest, EveryTest, NotTest, NumberTest, RangeTest, SomeTest
from indicatorlang.model.formula import CaseCondition, Column, Constant, Expression, MeasureRef, OverCases, in_unit, walk
from indicatorlang.model.indicator import Condition, EachCase, InRange, Threshold, conditions
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, PLAIN

Spelling = Literal["percent", "fraction"]


def spellings(table: CaseTable, scene: Scene) -> Mapping[str, Spelling]:
    """How the bare numbers of each column are read; columns of which nobody said it as the row is being tried."""
    settled = stated(table, scene)
    return {column: settled.get(column) or scene.choice.percent or "percent" for column in table.declared.columns}


def stated(table: CaseTable, scene: Scene) -> Mapping[str, Spelling]:
    """The columns of which somebody said how their bare numbers are read."""
    found: dict[str, Spelling] = {}
    for column in table.declared.columns if table.percent is not None else ():
        found[column] = table.percent or "percent"
    for measure in scene.ruleset.measures.values():
        of = measure.for_each_case
        if measure.records == table.name and measure.percent is not None and of is not None:
            found |= dict.fromkeys(columns_of(of), measure.percent)
    return found


def case_doubts(condition: Condition, scene: Scene) -> tuple[Doubt, ...]:
    """The question how the bare numbers of cases are meant, where it is open; at most one, for all columns of a row."""
    for name, column, table_name in under_percentages(condition, scene):
        table = scene.book.tables.get(table_name)
        if table is None or column in stated(table, scene):
            continue
        cells = [(case, case.cell(column)) for case in table.cases]
        bare = [(case, cell.quantity.number) for case, cell in cells if cell.quantity is not None and cell.bare]
        if any(number for _, number in bare) and all(-1 <= number <= 1 for _, number in bare):
            case, number = next(each for each in bare if each[1])
            values = tuple(Measured(name, "known", Quantity(number * times, PERCENT)) for times in (Fraction(1), Fraction(100)))
            return (Doubt("percent", ("percent", "fraction"), (name,), values, table.place(case, column)),)
    return ()


def under_percentages(condition: Condition, scene: Scene) -> Iterator[tuple[str, str, str]]:
    """The columns that a condition holds against percentages: under which name, and in which table."""
    for part in conditions(condition):
        if isinstance(part, EachCase):
            measure = scene.measure(part.measure)
            bound = part.part.bound if isinstance(part.part, Threshold) else part.part.high
            unit = measure.unit or (bound.quantity.unit if isinstance(bound, Constant) else None)
            of = in_unit(measure.for_each_case, unit) if measure.for_each_case is not None else None
            if isinstance(of, Column) and of.unit is not None and of.unit.is_percent:
                yield part.measure, of.name, part.table
        elif isinstance(part, Threshold | InRange):
            yield from _over_cases(part.subject)
            for name in dict.fromkeys(below.measure for below in walk(part.subject) if isinstance(below, MeasureRef)):
                measure = scene.measure(name)
                if measure.formula is not None:
                    yield from _over_cases(in_unit(measure.formula, measure.unit))


def _over_cases(expression: Expression) -> Iterator[tuple[str, str, str]]:
    """The columns of percentages that stand in an expression, formulas of measures not opened."""
    for over in walk(expression):
        if isinstance(over, OverCases):
            yield from ((column, column, over.table) for column in _columns(over))


def _columns(over: OverCases) -> Iterator[str]:
    """The columns of percentages that a number over all cases looks at."""
    if isinstance(over.of, CaseCondition):
        if isinstance(over.of.condition, CaseTest):
            yield from _tested(over.of.condition)
    elif isinstance(over.of, Column) and (over.of.unit or over.unit or PLAIN).is_percent:
        yield over.of.name


def _tested(test: CaseTest) -> Iterator[str]:
    match test:
        case NumberTest(left=left, right=right):
            sides = (left, right)
        case RangeTest(subject=subject):
            sides = (subject, subject)
        case EveryTest(parts=parts) | SomeTest(parts=parts):
            for part in parts:
                yield from _tested(part)
            return
        case NotTest(part=part):
            yield from _tested(part)
            return
        case _:
            return
    for side in dict.fromkeys(sides):
        if isinstance(side, Column) and side.unit is not None and side.unit.is_percent:
            yield side.name
