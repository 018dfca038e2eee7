"""What would have met a demand on cases, or on the time between two days."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.cases.seen import last_day
from indicatorlang.engine.judging import Row
from indicatorlang.engine.needed.growing import of_the_thing
from indicatorlang.engine.outcome import Outcome, compare
from indicatorlang.engine.value.case_values import name_of
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import leaves, value_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need
from indicatorlang.model.comparison import MIRRORED
from indicatorlang.model.formula import Arithmetic, Constant, Elapsed, Expression, GrowthOf, MeasureRef, OverCases
from indicatorlang.model.indicator import EachCase, InRange, Op, Threshold
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT
from indicatorlang.model.verdict import Verdict


def of_each_case(condition: EachCase, outcome: Outcome, row: Row) -> Iterator[Need]:
    """So many more cases would have had to meet the demand; of a row that is not due: so many further ones, all of them meeting it."""
    cases = outcome.actual.cases if outcome.actual is not None else None
    if cases is None or cases.met is None or not cases.counted or outcome.gap is None:
        return
    share = (condition.share or Quantity(Fraction(100), PERCENT)).base
    past = outcome.verdict is Verdict.MISSED
    lacking = share * cases.counted - cases.met
    number = math.ceil(lacking if past else lacking / (1 - share)) if past or share < 1 else 0
    for op, bound in _limits(condition, row) if number > 0 else ():
        yield Need(1, condition.measure, None, None, op, quantity=bound, past=past, cases=number)


def _limits(condition: EachCase, row: Row) -> Iterator[tuple[Op, Quantity]]:
    """What a case has to come to: the limit of the demand, of a range both."""
    part, scene = condition.part, row.scene
    ends: tuple[tuple[Op, Expression], ...]
    if isinstance(part, Threshold):
        ends = ((part.meaning, part.bound),)
    else:
        ends = ((">=" if part.low_closed else ">", part.low), ("<=" if part.high_closed else "<", part.high))
    for op, end in ends:
        quantity = value_of(end, scene, scene.as_of).quantity
        if quantity is not None:
            yield op, quantity


def of_all_cases(condition: Threshold | InRange, outcome: Outcome, row: Row) -> Iterator[Need]:
    """One number over all cases, with a name of its own or without: the number itself. Of growth it is what the thing has to come to."""
    over = over_cases_of(condition.subject, row.scene)
    told = of_the_thing(condition, outcome, row) if over is not None else None
    if over is None or told is None or outcome.actual is None or not any(part.cases for part in leaves(outcome.actual)):
        return
    plain, seen = told
    asked = _end(plain, seen, row)
    if asked is None:
        return
    op, bound = _nearest(*asked) if over.function == "count" else asked
    if not _possible(op, bound, over):
        return
    name = plain.subject.measure if isinstance(plain.subject, MeasureRef) else name_of(over)
    yield Need(1, name, None, None, op, quantity=bound, past=outcome.verdict is Verdict.MISSED, over_cases=True)


def of_a_part(condition: Threshold | InRange, outcome: Outcome, row: Row) -> Iterator[Need]:
    """One number of cases over another: what each of them would have to be, the other fixed."""
    subject, actual, bound = condition.subject, outcome.actual, outcome.bound
    if isinstance(subject, MeasureRef):
        subject = row.scene.measure(subject.measure).formula or subject
    if not isinstance(condition, Threshold) or not isinstance(subject, Arithmetic) or subject.op != "/":
        return
    if actual is None or actual.quantity is None or actual.numerator is None or actual.denominator is None:
        return
    if bound is None or bound.base <= 0 or compare(condition.meaning, actual.quantity.base, bound.base):
        return
    a, b = actual.numerator, actual.denominator
    sides = (
        (subject.left, condition.meaning, a, bound.base * b.base),
        (subject.right, MIRRORED[condition.meaning], b, a.base / bound.base),
    )
    for side, op, now, number in sides:
        over = over_cases_of(side, row.scene)
        if over is None or over.function != "count":
            continue
        name = side.measure if isinstance(side, MeasureRef) else name_of(over)
        near, value = _nearest(op, attrs.evolve(now, number=number / now.unit.factor))
        if near in (">=", "<=") and value.number > 0:
            yield Need(1, name, None, None, near, quantity=value, past=outcome.verdict is Verdict.MISSED, over_cases=True)


def over_cases_of(subject: Expression, scene: Scene) -> OverCases | None:
    """The number over all cases that is measured, or whose growth is."""
    if isinstance(subject, GrowthOf):
        return over_cases_of(subject.subject, scene)
    found = scene.measure(subject.measure).formula if isinstance(subject, MeasureRef) else subject
    return found if isinstance(found, OverCases) else None


def _end(condition: Threshold | InRange, outcome: Outcome, row: Row) -> tuple[Op, Quantity] | None:
    """What the number has to come to: the limit; of a range the end that it lies beyond. None where it has come to that already."""
    actual = outcome.actual.quantity if outcome.actual is not None else None
    if actual is None:
        return None
    if isinstance(condition, Threshold):
        bound = outcome.bound
        reached = bound is None or compare(condition.meaning, actual.base, bound.base)
        return None if reached or bound is None else (condition.meaning, bound)
    at = min(outcome.due, row.as_of)
    low, high = (value_of(end, row.scene, at).quantity for end in (condition.low, condition.high))
    ends: tuple[tuple[Op, Quantity | None], ...] = (
        (">=" if condition.low_closed else ">", low),
        ("<=" if condition.high_closed else "<", high),
    )
    return next(((op, end) for op, end in ends if end is not None and not compare(op, actual.base, end.base)), None)


def _nearest(op: Op, bound: Quantity) -> tuple[Op, Quantity]:
    """The whole number next to a limit that meets it."""
    number = bound.number
    if op in (">=", ">"):
        least = math.ceil(number) if op == ">=" else math.floor(number) + 1
        return ">=", attrs.evolve(bound, number=Fraction(least), places=0)
    if op in ("<=", "<"):
        most = math.floor(number) if op == "<=" else math.ceil(number) - 1
        return "<=", attrs.evolve(bound, number=Fraction(most), places=0)
    return op, bound


def _possible(op: Op, bound: Quantity, over: OverCases) -> bool:
    """Whether there can be so many cases, or such a share of them: never fewer than none, never more than all."""
    if over.function not in ("count", "share"):
        return True
    most = 1 if over.function == "share" else None
    below = bound.base < 0 or (op == "<" and not bound.base)
    above = most is not None and (bound.base > most or (op == ">" and bound.base == most))
    return not (below and op in ("<", "<=", "==")) and not (above and op in (">", ">=", "=="))


def of_all_cases_each(part: Threshold | InRange, periods: Sequence[Period], row: Row) -> tuple[Need, ...]:
    """The same for each of some periods; nothing where the measure is no number over cases."""
    over = over_cases_of(part.subject, row.scene)
    if (
        over is None
        or not isinstance(part, Threshold)
        or not isinstance(part.bound, Constant)
        or isinstance(part.subject, GrowthOf)
    ):
        return ()
    asked = (part.meaning, part.bound.quantity)
    op, bound = _nearest(*asked) if over.function == "count" else asked
    if not _possible(op, bound, over):
        return ()
    name = part.subject.measure if isinstance(part.subject, MeasureRef) else name_of(over)
    return tuple(Need(1, name, each, None, op, quantity=bound, past=True, over_cases=True) for each in periods)


def untried(way: Sequence[Need]) -> bool:
    """Whether a way speaks of cases: those cannot be entered to try it."""
    return bool(way) and all(need.cases is not None or need.over_cases for need in way)


def of_a_time(condition: Threshold, outcome: Outcome, row: Row) -> Iterator[Need]:
    """A time that was to be short: the last day on which the later thing would have been done soon enough."""
    subject, bound = condition.subject, outcome.bound
    if not isinstance(subject, Elapsed) or subject.end.measure is None or bound is None or condition.meaning not in ("<=", "<"):
        return
    start = _start(subject, row)
    day = last_day(subject, start, bound, condition.meaning, row.scene.ruleset.calendar) if start is not None else None
    past = outcome.verdict is Verdict.MISSED
    if day is not None and (outcome.gap is not None or not past):
        yield Need(1, subject.end.measure, None, Kind.DONE_DATE, "<=", day=day, past=past)


def _start(subject: Elapsed, row: Row) -> dt.date | None:
    if subject.start.measure is None:
        return subject.start.day
    return row.scene.book.measured(subject.start.measure, row.as_of, row.scene.choice).day
