"""What would have met a demand on cases, or on the time between two days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.cases.seen import last_day
from indicatorlang.engine.judging import Row
from indicatorlang.engine.outcome import Outcome
from indicatorlang.engine.value.values import value_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need, Verdict
from indicatorlang.model.formula import Elapsed, MeasureRef, OverCases
from indicatorlang.model.indicator import EachCase, InRange, Op, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT


def of_each_case(condition: EachCase, outcome: Outcome, row: Row) -> Iterator[Need]:
    """So many more cases would have had to meet the demand; of a row that is not due: so many further ones, all of them meeting it."""
    cases = outcome.actual.cases if outcome.actual is not None else None
    if cases is None or cases.met is None or not cases.counted or outcome.gap is None:
        return
    share = (condition.share or Quantity(Fraction(100), PERCENT)).base
    past = outcome.verdict is Verdict.MISSED
    lacking = share * cases.counted - cases.met
    number = _whole(lacking if past else lacking / (1 - share)) if past or share < 1 else 0
    op, bound = _side(condition, outcome, row)
    if number > 0 and bound is not None:
        yield Need(1, condition.measure, None, None, op, quantity=bound, past=past, cases=number)


def _whole(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


def _side(condition: EachCase, outcome: Outcome, row: Row) -> tuple[Op, Quantity | None]:
    """What a case has to come to: the limit of the demand; of a range the end that most late cases lie beyond."""
    part, scene = condition.part, row.scene
    if isinstance(part, Threshold):
        return part.meaning, value_of(part.bound, scene, scene.as_of).quantity
    low, high = (value_of(end, scene, scene.as_of).quantity for end in (part.low, part.high))
    missed = outcome.actual.cases.missed if outcome.actual is not None and outcome.actual.cases is not None else ()
    below = sum(case.value is not None and low is not None and case.value.base < low.base for case in missed)
    if 2 * below > len(missed):
        return (">=" if part.low_closed else ">"), low
    return ("<=" if part.high_closed else "<"), high


def of_all_cases(condition: Threshold | InRange, outcome: Outcome, row: Row) -> Iterator[Need]:
    """A measure that is one number over all cases: the number itself."""
    subject, bound = condition.subject, outcome.bound
    if not isinstance(condition, Threshold) or not isinstance(subject, MeasureRef) or bound is None or outcome.gap is None:
        return
    if isinstance(row.scene.measure(subject.measure).formula, OverCases):
        past = outcome.verdict is Verdict.MISSED
        yield Need(1, subject.measure, None, None, condition.meaning, quantity=bound, past=past)


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
