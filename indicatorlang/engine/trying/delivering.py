"""How a value reaches a condition: by the data item or what it is computed from, in a period that counts for it, with evidence.

Nothing here has to be right in every case: whoever tries a case looks at what came out of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.trying.parts import Delivery
from indicatorlang.engine.trying.placing import cell_of, name_of, part, placements, written_in
from indicatorlang.engine.trying.repeated import of_each_case, of_each_period, of_trend
from indicatorlang.engine.trying.values import days, numbers, step_beside, written
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import (
    Arithmetic,
    BaselineOf,
    Constant,
    Expression,
    GrowthOf,
    MeasureRef,
)
from indicatorlang.model.indicator import (
    AtLevel,
    DoneBy,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Single,
    Threshold,
    Trend,
)
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.period import Grain, Period, month_of
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PERCENT, PLAIN, Unit

OTHER_SIDE = Fraction(1000)
"""What is delivered for the denominator of a rate, and for a bound that is measured."""


def deliveries(condition: Single, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    """Ways to deliver values to a single condition, the plainest first."""
    match condition:
        case Threshold() | InRange():
            yield from _of_number(condition, row, ruleset)
        case AtLevel():
            yield from _of_level(condition, row, ruleset)
        case DoneBy():
            yield from _of_day(condition, ruleset)
        case EachPeriod():
            yield from of_each_period(condition, row, ruleset)
        case Trend():
            yield from of_trend(condition, row, ruleset)
        case EachCase():
            yield from of_each_case(condition, row, ruleset)


# Numbers


def _of_number(condition: Threshold | InRange, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    due = condition.due or ruleset.span.end
    bound = condition.bound if isinstance(condition, Threshold) else condition.high
    subject = condition.subject
    if isinstance(subject, GrowthOf) or isinstance(bound, BaselineOf):
        yield from _of_growth(condition, row, ruleset)
        return
    name = name_of(subject, row)
    if isinstance(condition, Threshold) and isinstance(bound, MeasureRef):
        yield from _beside(name, bound, subject.unit, due, ruleset)
        return
    if isinstance(condition, Threshold):
        yield from _step_by_step(condition, name, due, ruleset)
    texts = numbers(condition, row)
    yield from _by_inputs(subject, texts, due, ruleset)
    ways = tuple(placements(name, due, ruleset))
    for text in texts:
        for way in ways[:2]:
            yield _at(name, tuple((period, part(text, share)) for period, share in way), due, ruleset)
    for text in texts:
        for way in ways[2:]:
            yield _at(name, tuple((period, part(text, share)) for period, share in way), due, ruleset)
    for step in condition.schedule if isinstance(condition, Threshold) else ():
        for text in texts:
            for way in placements(name, step.by, ruleset):
                yield Delivery(((name, tuple((period, part(text, share)) for period, share in way)),), day=step.by)


def _step_by_step(condition: Threshold, name: str, due: dt.date, ruleset: Ruleset) -> Iterator[Delivery]:
    """What is filled in at every milestone, as people would: each just reached, and one of them on or beside its bound."""
    measure = ruleset.measures.get(name)
    if measure is None or measure.kind not in (Kind.YTD, Kind.SNAPSHOT):
        return
    usual = [(_until(step.by, ruleset).text, written(step.bound.number, step.bound)) for step in condition.schedule]
    for at, step in enumerate(condition.schedule):
        beside = step_beside(step.bound)
        for number in (step.bound.number, step.bound.number - beside, step.bound.number + beside):
            cells = [*usual[:at], (usual[at][0], written(number, step.bound)), *usual[at + 1 :]]
            if number >= 0:
                yield _at(name, tuple((period, text) for period, text in cells if text is not None), due, ruleset)


def _until(day: dt.date, ruleset: Ruleset) -> Period:
    """The month that ends on a day, else all of the time up to it."""
    month = month_of(day.year, day.month)
    return month if month.end == day or day < ruleset.span.start else Period(ruleset.span.start, day)


def _at(name: str, cells: tuple[tuple[str, str], ...], due: dt.date, ruleset: Ruleset) -> Delivery:
    day = due if due > ruleset.span.end else None
    return Delivery(((name, tuple((period, cell_of(name, text, ruleset)) for period, text in cells)),), day=day)


def _beside(name: str, bound: MeasureRef, unit: Unit | None, due: dt.date, ruleset: Ruleset) -> Iterator[Delivery]:
    """A bound that is measured, and values on and beside it."""
    said = (unit or bound.unit or PLAIN).text
    blank = "" if said in ("", "%") else " "
    for number in (OTHER_SIDE, OTHER_SIDE - 1, OTHER_SIDE + 1, OTHER_SIDE / 2, OTHER_SIDE * 2):
        for way in list(placements(name, due, ruleset))[:2]:
            period = way[-1][0]
            both = ((bound.measure, OTHER_SIDE), (name, number))
            yield Delivery(tuple((of, ((period, decimal_text(value) + blank + said),)) for of, value in both))


def _by_inputs(subject: Expression, texts: tuple[str, ...], due: dt.date, ruleset: Ruleset) -> Iterator[Delivery]:
    """A rate by its numerator and its denominator, so that what is computed has to be right."""
    formula = subject
    if isinstance(subject, MeasureRef):
        measure = ruleset.measures.get(subject.measure)
        if measure is None or measure.formula is None:
            return
        formula = measure.formula
    if not isinstance(formula, Arithmetic):
        return
    left, right = formula.left, formula.right
    if not (isinstance(left, MeasureRef) and isinstance(right, MeasureRef)):
        return
    for text in texts:
        percent = text.endswith("%")
        number = exact(text.rstrip("%").split(" ")[0])
        if number is None:
            continue
        value = number * PERCENT.factor if percent else number
        for other in (OTHER_SIDE, OTHER_SIDE * 1000):
            result = {"/": value * other, "*": value / other, "+": value - other, "-": value + other}[formula.op]
            if not terminates(result) or result < 0 or (other != OTHER_SIDE and (value * OTHER_SIDE).denominator == 1):
                continue
            for way in list(placements(left.measure, due, ruleset))[:2]:
                cells = ((left, result), (right, other))
                yield Delivery(tuple((ref.measure, ((way[-1][0], _said(ref, number)),)) for ref, number in cells))
            quarters = [piece.text for piece in Period(ruleset.span.start, due).split(Grain.QUARTER)]
            halves = ((left, result), (right, other))
            yield Delivery(tuple((ref.measure, tuple((q, _said(ref, number)) for q in quarters)) for ref, number in halves))


def _said(ref: MeasureRef, number: Fraction) -> str:
    text = ref.unit.text if ref.unit is not None else ""
    return decimal_text(number) + (text if text in ("", "%") else f" {text}")


def _of_growth(condition: Threshold | InRange, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    """This year's value beside that of its baseline."""
    subject = condition.subject
    bounds = [b.quantity for b in _ends(condition) if isinstance(b, Constant)]
    growth = subject if isinstance(subject, GrowthOf) else None
    measured = growth.subject if growth is not None else subject
    name = name_of(measured, row)
    unit = measured.unit or PLAIN
    known = next((values[name] for values in ruleset.baselines.values() if name in values), None)
    base = known.number if known is not None else Fraction(50) if unit.is_percent else OTHER_SIDE
    unit = known.unit if known is not None else unit
    steps = (Fraction(0), Fraction(1), Fraction(-1), base / 10, -base / 10, base, -base / 2)
    changes = [*steps]
    for bound in bounds:
        exact_change = bound.base / unit.factor if growth is not None and growth.difference else base * bound.base
        sign = -1 if growth is not None and growth.falls else 1
        changes = [sign * exact_change, *(sign * exact_change + step for step in steps), *changes]
    before = Period(_year_before(ruleset.span.start), _year_before(ruleset.span.end))
    for change in dict.fromkeys(changes):
        now, then = (written_in(value, unit) for value in (base + change, base))
        if now is not None and then is not None and base + change >= 0:
            periods = ((before.text, then), (ruleset.span.text, now)) if known is None else ((ruleset.span.text, now),)
            yield Delivery(((name, periods),))


def _ends(condition: Threshold | InRange) -> tuple[Expression, ...]:
    return (condition.bound,) if isinstance(condition, Threshold) else (condition.low, condition.high)


def _year_before(day: dt.date) -> dt.date:
    return day.replace(year=max(day.year - 1, 1), day=28 if (day.month, day.day) == (2, 29) else day.day)


# Words and days


def _of_level(condition: AtLevel, row: Indicator, ruleset: Ruleset) -> Iterator[Delivery]:
    due = condition.due or ruleset.span.end
    month = month_of(due.year, due.month).text
    wanted = condition.scale.rank(condition.level)
    ordered = sorted(condition.scale.levels, key=lambda level: abs(condition.scale.rank(level) - wanted))
    for level in ordered:
        low = None if level.low is None else level.low * row.weight
        scores = [decimal_text(low)] if low is not None and terminates(low) else []
        for score in ("", *scores):
            cell = cell_of(condition.measure, level.name, ruleset, score)
            yield Delivery(((condition.measure, ((month, cell),)),), day=due if due > ruleset.span.end else None)


def _of_day(condition: DoneBy, ruleset: Ruleset) -> Iterator[Delivery]:
    due = condition.due or ruleset.span.end
    end = max(due, ruleset.span.end)
    for day in days(due):
        month, last = month_of(day.year, day.month), month_of(end.year, end.month)
        cell = cell_of(condition.measure, day.isoformat(), ruleset)
        under = month if month.end <= end else last
        yield Delivery(((condition.measure, ((under.text, cell),)),), day=month.end if month.end > end else None)
    month = month_of(due.year, due.month)
    refused = cell_of(condition.measure, "未完成", ruleset)
    yield Delivery(((condition.measure, ((month.text, refused),)),), day=month.end if month.end > end else None)
