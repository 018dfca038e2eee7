"""What would have met a target, or still can: for each input the nearest value that does it, the others held fixed.

A subject built of `+ - * /` is, in any one of its inputs, a quotient of two straight lines as long as the input does not meet
itself in a product; so the boundary is one division, and the answer is the nearest step of the measure on its good side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from indicatorlang.engine.entering import Wanted, ending, entries
from indicatorlang.engine.judging import Row
from indicatorlang.engine.outcome import Outcome, compare, level_holds
from indicatorlang.engine.pace import Trajectories
from indicatorlang.engine.values import Scene, leaves, value_of
from indicatorlang.library.units import step_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Measured, Need, Verdict
from indicatorlang.model.formula import Aggregated, Arithmetic, Expression, MeasureRef
from indicatorlang.model.indicator import All, AnyOf, AtLevel, Condition, DoneBy, InRange, Negation, Op, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import EXECUTED, measures_spending

OPPOSITE: Mapping[Op, Op] = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}


@attrs.frozen
class Lines:
    """(a·x + b) / (c·x + d)."""

    a: Fraction
    b: Fraction
    c: Fraction = Fraction(0)
    d: Fraction = Fraction(1)

    def at(self, x: Fraction) -> Fraction | None:
        """The value at x; None where it divides by zero."""
        below = self.c * x + self.d
        return (self.a * x + self.b) / below if below else None


def needed(condition: Condition, outcome: Outcome, row: Row, known: Trajectories) -> tuple[Need, ...]:
    """What meets a condition that is missed, or not due and not reached. Empty when nothing can."""
    if outcome.verdict not in (Verdict.MISSED, Verdict.NOT_DUE) or outcome.recoverable is False:
        return ()
    past = outcome.verdict is Verdict.MISSED
    match condition:
        case All() | AnyOf():
            return _of_parts(condition, outcome, row, known)
        case AtLevel(measure=measure, level=level, op=op):
            current = outcome.actual.level if outcome.actual is not None and not past else None
            if current is not None and level_holds(condition, current):
                return ()
            if op == ">" and condition.scale.rank(level) > 0:
                level, op = condition.scale.levels[condition.scale.rank(level) - 1], ">="
            return (Need(1, measure, ending(outcome.due), None, op, level=level.name, past=past),)
        case DoneBy(measure=measure):
            return (Need(1, measure, None, Kind.DONE_DATE, "<=", day=outcome.due, past=past),)
        case Negation(part=Threshold() as part):
            below = attrs.evolve(outcome.parts[0], verdict=outcome.verdict, recoverable=outcome.recoverable)
            return needed(attrs.evolve(part, meaning=OPPOSITE[part.meaning]), below, row, known)
        case Threshold(subject=subject, meaning=meaning):
            bound, op = outcome.bound, meaning
        case InRange(subject=subject):
            bound, op = outcome.bound, _violated(condition, outcome, row)
        case _:
            return ()
    if bound is None or (past is False and outcome.gap is None and _known(outcome) and _holds(outcome, op, bound)):
        return ()
    return tuple(_ways(subject, op, bound, outcome, row, known, condition))


def _known(outcome: Outcome) -> bool:
    return outcome.actual is not None and outcome.actual.state == "known" and outcome.actual.quantity is not None


def _holds(outcome: Outcome, op: Op, bound: Quantity) -> bool:
    quantity = outcome.actual.quantity if outcome.actual is not None else None
    return quantity is not None and compare(op, quantity.base, bound.base)


def _violated(condition: InRange, outcome: Outcome, row: Row) -> Op:
    """The side of a range that has to be reached: the one whose end is the outcome's bound."""
    low = value_of(condition.low, row.scene, row.as_of).quantity
    if low is not None and outcome.bound is not None and outcome.bound.base == low.base:
        return ">=" if condition.low_closed else ">"
    return "<=" if condition.high_closed else "<"


def _of_parts(condition: All | AnyOf, outcome: Outcome, row: Row, known: Trajectories) -> tuple[Need, ...]:
    """`and`: the first way of every part that is not reached, together; `or`: any way of any part that has not had its day."""
    found: list[Need] = []
    for part, below in zip(condition.parts, outcome.parts, strict=True):
        if outcome.verdict is Verdict.NOT_DUE and below.verdict is Verdict.MISSED:
            continue
        needs = needed(part, below, row, known)
        if isinstance(condition, All):
            found += [need for need in needs if need.way == 1]
        else:
            offset = max((need.way for need in found), default=0)
            found += [attrs.evolve(need, way=need.way + offset) for need in needs]
    return tuple(found)


def _ways(
    subject: Expression, op: Op, bound: Quantity, outcome: Outcome, row: Row, known: Trajectories, condition: Threshold | InRange
) -> Iterator[Need]:
    at = min(outcome.due, row.as_of)
    inputs = dict.fromkeys(_leaf_names(subject, row.scene))
    way = 0
    for name in inputs:
        if measures_spending(row.indicator) and name != EXECUTED and EXECUTED in inputs:
            continue
        alone = len(inputs) == 1 and isinstance(subject, MeasureRef)
        lines = Lines(Fraction(1), Fraction(0)) if alone else _lines(subject, name, row.scene, at)
        measured = value_of(MeasureRef(name), row.scene, at)
        if lines is None:
            continue
        found = _nearest(lines, op, bound, measured, alone, row.scene.measure(name).bounded)
        if found is None:
            continue
        wanted = Wanted(name, measured, *found, outcome, row, condition)
        needs = tuple(entries(wanted, known))
        way += bool(needs)
        yield from (attrs.evolve(need, way=way) for need in needs)


def _leaf_names(expression: Expression, scene: Scene) -> Iterator[str]:
    match expression:
        case MeasureRef(measure=name):
            formula = scene.measure(name).formula
            if formula is None or (
                not any(part.inputs for part in leaves(value_of(formula, scene, scene.as_of))) and scene.book.reported(name)
            ):
                yield name
            else:
                yield from _leaf_names(formula, scene)
        case Aggregated(argument=argument):
            yield argument.measure
        case Arithmetic(left=left, right=right):
            yield from _leaf_names(left, scene)
            yield from _leaf_names(right, scene)


def _lines(expression: Expression, name: str, scene: Scene, at: dt.date) -> Lines | None:
    """The expression as a function of one input in base units; None when it is not a quotient of two straight lines."""
    if name not in set(_leaf_names(expression, scene)):
        value = value_of(expression, scene, at)
        return Lines(Fraction(0), value.quantity.base) if value.state == "known" and value.quantity is not None else None
    match expression:
        case MeasureRef(measure=measure):
            formula = scene.measure(measure).formula
            return Lines(Fraction(1), Fraction(0)) if measure == name or formula is None else _lines(formula, name, scene, at)
        case Aggregated():
            return Lines(Fraction(1), Fraction(0))
        case Arithmetic(op=op, left=left, right=right):
            one, two = _lines(left, name, scene, at), _lines(right, name, scene, at)
            return None if one is None or two is None else _joined(op, one, two)
    return None


def _joined(op: str, one: Lines, two: Lines) -> Lines | None:
    if op == "-":
        return _joined("+", one, Lines(-two.a, -two.b, two.c, two.d))
    if op == "/":
        if (one.c, one.d) == (two.c, two.d):
            return Lines(one.a, one.b, two.a, two.b)
        return _joined("*", one, Lines(two.c, two.d, two.a, two.b))
    if two.a == 0 and two.c == 0:
        one, two = two, one
    if one.a or one.c:
        return Lines(one.a + two.a, one.b + two.b, one.c, one.d) if op == "+" and (one.c, one.d) == (two.c, two.d) else None
    if one.d == 0:
        return None
    constant = one.b / one.d
    if op == "+":
        return Lines(two.a + constant * two.c, two.b + constant * two.d, two.c, two.d)
    return Lines(constant * two.a, constant * two.b, two.c, two.d)


def _nearest(lines: Lines, op: Op, bound: Quantity, measured: Measured, alone: bool, bounded: bool) -> tuple[Quantity, Op] | None:
    """The value of the input nearest to the boundary, on its step, that meets `op bound`; and on which side of it all others do."""
    slope = lines.a - bound.base * lines.c
    if slope == 0 or (measured.quantity is None and not alone):
        return None
    edge = (bound.base * lines.d - lines.b) / slope
    unit = bound.unit if alone or measured.quantity is None else measured.quantity.unit
    places = max(measured.quantity.places if measured.quantity is not None else 0, bound.places if alone else 0)
    step = step_of(unit, places)
    whole = edge / unit.factor / step
    floor = whole.numerator // whole.denominator
    below_nought = (alone and bound.number < 0) or (measured.quantity is not None and measured.quantity.number < 0)

    def meets(number: Fraction) -> bool:
        value = lines.at(number * unit.factor)
        return value is not None and compare(op, value, bound.base)

    for tried in ([whole] if whole == floor else []) + [Fraction(floor), Fraction(floor + 1), Fraction(floor - 1)]:
        number = tried * step
        if (number >= 0 or below_nought) and meets(number) and not (bounded and number * unit.factor > 1):
            side: Op = ">=" if meets(number + step) or not meets(number - step) else "<="
            shown = bound.places if alone and number == bound.number else places
            return Quantity(number, unit, shown), "==" if op == "==" else side
    return None
