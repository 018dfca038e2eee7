"""What would have met a trend: every period a step further than the one before it, or the earlier ones a step behind the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.needed.by_period import Way, of_one_period
from indicatorlang.engine.outcome import Outcome, compare
from indicatorlang.engine.value.cadence import inputs_in
from indicatorlang.lazily import frozen
from indicatorlang.library.units import step_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need
from indicatorlang.model.baseline import before
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import Op, Trend
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict


@frozen
class Point:
    """The value of one period. What lies before the span is `fixed`; `changed` are those that had to be something else."""

    period: Period
    quantity: Quantity | None
    fixed: bool = False
    changed: bool = False


def ways_of_trend(condition: Trend, outcome: Outcome, row: Row) -> Iterator[Way]:
    """One way: the periods behind the first go on from it; where that cannot be, those before the last lie behind it."""
    if outcome.verdict is Verdict.NOT_DUE or not isinstance(condition.subject, MeasureRef):
        return
    name = condition.subject.measure
    if inputs_in(condition.subject, row.scene) != (name,) or row.scene.measure(name).formula is not None:
        return
    points = _points(name, outcome, row)
    onwards = _moved(points, "up" if condition.rises else "down")
    backwards = _moved(points[::-1], "down" if condition.rises else "up")
    for moved, op in ((onwards, ">=" if condition.rises else "<="), (backwards[::-1], "<=" if condition.rises else ">=")):
        if any(point.changed for point in moved) and all(_possible(point, points, name, row) for point in moved if point.changed):
            yield from _entered(name, moved, ">=" if op == ">=" else "<=", row)
            return


def _points(name: str, outcome: Outcome, row: Row) -> list[Point]:
    """The periods in order, the one that the first is compared with before them."""
    passed_over = row.scene.measure(name).missing == "skip"
    seen = [each for each in outcome.periods if not passed_over or each.actual is not None]
    if not seen:
        return []
    earlier = before(seen[0].period)
    first = Point(earlier, seen[0].before, fixed=passed_over or not row.scene.ruleset.span.contains(earlier))
    return [first, *(Point(each.period, each.actual) for each in seen)]


def _moved(points: Sequence[Point], way: str) -> list[Point]:
    """The points with each at least a step beyond the one before it in this order; nothing where the first is not known."""
    if not points or points[0].quantity is None:
        return []
    found, last = [points[0]], points[0].quantity
    for point in points[1:]:
        value = point.quantity
        if value is None or not compare(">" if way == "up" else "<", value.base, last.base):
            unit = value.unit if value is not None else last.unit
            places = max(value.places if value is not None else 0, last.places)
            step = step_of(unit, places)
            value = Quantity(last.within(unit).number + (step if way == "up" else -step), unit, places)
            point = attrs.evolve(point, quantity=value, changed=True)
        found.append(point)
        last = value
    return found


def _possible(point: Point, points: Sequence[Point], name: str, row: Row) -> bool:
    """Whether there can be such a value, in a period that can still be spoken of."""
    quantity = point.quantity
    if point.fixed or quantity is None:
        return False
    negative = not quantity.unit.is_count and any(p.quantity is not None and p.quantity.number < 0 for p in points)
    return (quantity.number >= 0 or negative) and not (row.scene.measure(name).bounded and quantity.base > 1)


def _entered(name: str, points: Sequence[Point], op: Op, row: Row) -> Iterator[Way]:
    """The entries as the measure is reported: by period, or as totals since the start of the span."""
    kinds = {o.kind for o in row.scene.book.observations(name)}
    percent = any(point.quantity is not None and point.quantity.unit.is_percent for point in points)
    if Kind.YTD not in kinds or percent:
        kind = row.scene.measure(name).kind or next(iter(kinds), None) or Kind.PERIOD
        changed = [point for point in points if point.changed]
        yield tuple(
            need for p in changed if p.quantity is not None for need in of_one_period(name, p.period, kind, op, p.quantity, row)
        )
    elif kinds == {Kind.YTD}:
        yield tuple(_totals(name, [point for point in points if not point.fixed], op))


def _totals(name: str, points: Sequence[Point], op: Op) -> Iterator[Need]:
    """Running totals, from the first that is another one on: those of later periods go up or down with it."""
    total, begun = Fraction(0), False
    for point in points:
        if point.quantity is None:
            return
        total, begun = total + point.quantity.base, begun or point.changed
        if begun:
            unit = point.quantity.unit
            value = Quantity(total / unit.factor, unit, point.quantity.places)
            yield Need(1, name, point.period, Kind.YTD, op if point.changed else "==", value, past=True)
