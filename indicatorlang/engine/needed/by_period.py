"""What would have met a target that is to hold in every period, or what each period to come has to bring.

The entries of all periods that were missed are needed together. Where a running total is reported the entries are totals, and those
of later periods go up with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.judging.periods import in_period
from indicatorlang.engine.needed.cases import of_all_cases_each, of_each_case
from indicatorlang.engine.outcome import Outcome, level_holds
from indicatorlang.engine.value.cadence import periods_to_come
from indicatorlang.engine.value.values import value_of
from indicatorlang.library.units import step_of
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import Need
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import AtLevel, DoneBy, EachCase, EachPeriod, InRange, Op, Threshold
from indicatorlang.model.measured import PeriodResult
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

Way = tuple[Need, ...]
Value = tuple[str, Quantity, Op]
Values = Callable[[Threshold | InRange, Outcome, Row], Iterator[Value]]


def ways_of_periods(condition: EachPeriod, outcome: Outcome, row: Row, values: Values) -> Iterator[Way]:
    """The alternatives; each is what all periods need together."""
    if outcome.verdict is Verdict.NOT_DUE:
        yield from _ahead(condition, row)
        return
    missed = [each for each in outcome.periods if each.verdict in (Verdict.MISSED, Verdict.NO_DATA)]
    part = condition.part
    match part:
        case AtLevel() | DoneBy():
            yield tuple(_in_words(part, each.period, past=True) for each in missed)
        case Threshold() | InRange():
            yield from _by_numbers(part, missed, outcome, row, values)
            yield of_all_cases_each(part, [each.period for each in missed], row)
        case EachCase():
            yield tuple(need for each in missed for need in _of_cases(part, each, row))


def _of_cases(part: EachCase, each: PeriodResult, row: Row) -> Iterator[Need]:
    """How many more cases of a period would have had to meet the demand."""
    demanded, within = in_period(part, each.period, row)
    if isinstance(demanded, EachCase):
        below = attrs.evolve(judge(demanded, within), verdict=Verdict.MISSED)
        yield from (attrs.evolve(need, period=each.period) for need in of_each_case(demanded, below, within))


def _in_words(part: AtLevel | DoneBy, period: Period, *, past: bool) -> Need:
    if isinstance(part, DoneBy):
        return Need(1, part.measure, period, Kind.DONE_DATE, "<=", day=period.end, past=past)
    level, op = part.level, part.op
    if not level_holds(part, level):
        better = [other for other in part.scale.levels if level_holds(part, other)]
        level, op = (better[-1] if part.op == ">" else better[0], ">=" if part.op == ">" else "<=") if better else (level, op)
    return Need(1, part.measure, period, None, op, level=level.name, past=past)


def _by_numbers(
    part: Threshold | InRange, missed: Sequence[PeriodResult], outcome: Outcome, row: Row, values: Values
) -> Iterator[Way]:
    """For each input: what it would have had to be in every period that was missed."""
    then = attrs.evolve(row, scene=attrs.evolve(row.scene, as_of=min(outcome.due, row.as_of)))
    found: dict[str, list[tuple[Period, Quantity, Op]]] = {}
    for each in missed:
        demanded, within = in_period(part, each.period, then)
        below = attrs.evolve(judge(demanded, within), verdict=Verdict.MISSED)
        told: dict[str, tuple[Quantity, Op]] = {}
        if isinstance(demanded, Threshold | InRange):
            for name, quantity, op in values(demanded, below, within):
                told.setdefault(name, (quantity, op))
        for name, (quantity, op) in told.items():
            found.setdefault(name, []).append((each.period, quantity, op))
    for name, entries in found.items():
        if len(entries) == len(missed):
            yield _entered(name, entries, outcome, then)


def _entered(name: str, entries: list[tuple[Period, Quantity, Op]], outcome: Outcome, row: Row) -> Way:
    """The entries as the measure is reported: by period, or as totals since the start of the span."""
    kinds = {o.kind for o in row.scene.book.observations(name)} or {row.scene.measure(name).kind}
    if Kind.YTD not in kinds or Kind.PERIOD in kinds or entries[0][1].unit.is_percent:
        kind = Kind.SNAPSHOT if kinds == {Kind.SNAPSHOT} else row.scene.measure(name).kind or Kind.PERIOD
        return tuple(need for period, quantity, op in entries for need in of_one_period(name, period, kind, op, quantity, row))
    wanted = {period: (quantity, op) for period, quantity, op in entries}
    needs: list[Need] = []
    reached, more = Fraction(0), Fraction(0)
    for each in outcome.periods:
        scene = attrs.evolve(row.scene, window=each.period)
        happened = value_of(MeasureRef(name), scene, each.period.end).quantity
        total = value_of(MeasureRef(name), row.scene, each.period.end).quantity
        reached = total.base if total is not None else reached
        op: Op = ">="
        if each.period in wanted:
            quantity, op = wanted[each.period]
            more += quantity.base - (happened.base if happened is not None else Fraction(0))
        shown = total if total is not None else wanted.get(each.period, (None, op))[0]
        if shown is not None and more:
            unit = shown.unit
            entry = Quantity((reached + more) / unit.factor, unit, shown.places)
            needs.append(Need(1, name, each.period, Kind.YTD, op, entry, past=True))
    return tuple(needs)


def of_one_period(name: str, period: Period, kind: Kind, op: Op, wanted: Quantity, row: Row) -> Way:
    """The entry of one period; where it was reported in parts, the last part, and the ones before it where that cannot give enough."""
    happened = value_of(MeasureRef(name), attrs.evolve(row.scene, window=period), period.end)
    parts = [o for o in happened.inputs if o.period not in (None, period) and not o.replaced and not o.checked]
    if not parts or happened.quantity is None or any(o.quantity is None for o in parts):
        return (Need(1, name, period, kind, op, wanted, past=True),)
    if happened.aggregate != "sum":
        return (Need(1, name, parts[-1].period, parts[-1].kind or kind, op, wanted, past=True),)
    needs: list[Need] = []
    change = wanted.base - happened.quantity.base
    for part in reversed(parts):
        if part.quantity is None or (needs and not change):
            break
        unit, start = part.quantity.unit, part.quantity.base
        value = max(Fraction(0), start + change) if start >= 0 else start + change
        change -= value - start
        quantity = Quantity(value / unit.factor, unit, max(part.quantity.places, wanted.places))
        needs.append(Need(1, name, part.period, part.kind or kind, op, quantity, past=True))
    return tuple(reversed(needs))


def _ahead(condition: EachPeriod, row: Row) -> Iterator[Way]:
    """What every period to come has to bring, where one measure is held against a number."""
    part = condition.part
    coming = periods_to_come(condition, row.scene)
    if isinstance(part, AtLevel | DoneBy):
        yield tuple(_in_words(part, period, past=False) for period in coming)
    if not isinstance(part, Threshold) or not isinstance(part.subject, MeasureRef) or not isinstance(part.bound, Constant):
        return
    name, bound, op = part.subject.measure, part.bound.quantity, part.meaning
    measure = row.scene.measure(name)
    if measure.formula is not None or measure.records is not None:
        return
    if op in (">", "<"):
        step = step_of(bound.unit, bound.places)
        bound, op = attrs.evolve(bound, number=bound.number + (step if op == ">" else -step)), ">=" if op == ">" else "<="
    running = measure.kind is Kind.YTD and not bound.unit.is_percent
    needs = []
    for number, period in enumerate(coming, 1):
        quantity = attrs.evolve(bound, number=bound.number * number) if running else bound
        needs.append(Need(1, name, period, measure.kind or Kind.PERIOD, op, quantity))
    yield tuple(needs)
