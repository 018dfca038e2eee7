"""Which values of a property are tried: the ends, what the rows demand and one step to either side, and an even spread between.

Nothing here is random: the spread is a fixed sequence, so the same ruleset is always tried on the same values, in the same order.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor, prod

from indicatorlang.model.expected import Days, Numbers, OneWord, Variable
from indicatorlang.model.formula import Constant, Expression
from indicatorlang.model.indicator import All, AnyOf, Condition, Indicator, InRange, Negation, Threshold, conditions
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN, Unit

MAX_SAMPLES = 200
FEW = 40
"""Of so few values every one is tried."""
SPREAD = 16
"""So many values between the ends besides those that the rows demand."""
_STRIDES = (Fraction(610, 987), Fraction(377, 521), Fraction(233, 409), Fraction(144, 233), Fraction(89, 151), Fraction(55, 97))
"""Multiples of these, without their whole part, fill the stretch from 0 to 1 evenly; one for every variable."""

Value = Fraction | dt.date | str
Assignment = tuple[Value, ...]


def size(variable: Variable) -> int:
    """How many values there are, one step apart."""
    match variable.domain:
        case Numbers(low=low, high=high, step=step):
            return floor((high - low) / step) + 1
        case Days(low=low, high=high):
            return (high - low).days + 1
        case OneWord(words=words):
            return len(words)


def combinations(variables: Sequence[Variable]) -> int:
    """How many combinations of values there are."""
    return prod(size(variable) for variable in variables)


def text_of(variable: Variable, value: Value) -> str:
    """A value as it is filled in."""
    if isinstance(value, Fraction):
        unit = variable.domain.unit if isinstance(variable.domain, Numbers) else ""
        return decimal_text(value) + unit
    return value.isoformat() if isinstance(value, dt.date) else value


def values_of(variable: Variable, ruleset: Ruleset, unit: Unit | None) -> tuple[Value, ...]:
    """The values of one variable that are tried, in rising order; words in their own order. `unit` is that of its numbers."""
    match variable.domain:
        case OneWord(words=words):
            return words
        case Days(low=low, high=high) if size(variable) <= FEW:
            return tuple(low + dt.timedelta(days=number) for number in range(size(variable)))
        case Numbers(low=low, high=high, step=step) if size(variable) <= FEW:
            return tuple(sorted({*(low + number * step for number in range(size(variable))), high}))
        case Days(low=low, high=high):
            demanded = [day for day in _days(variable.measure, ruleset) if low <= day <= high]
            around = [day + dt.timedelta(days=off) for day in demanded for off in (-1, 0, 1)]
            spread = [low + dt.timedelta(days=floor(part * ((high - low).days + 1))) for part in _parts()]
            return tuple(sorted({low, high, *(day for day in (*around, *spread) if low <= day <= high)}))
        case Numbers(low=low, high=high, step=step):
            bounds = [q.within(unit).number for q in _bounds(variable.measure, ruleset) if unit is not None and q.unit.fits(unit)]
            sides = [bound + off for bound in bounds for off in (-step, 0, step)]
            inside = [low + floor(part * (high - low) / step) * step for part in _parts()]
            return tuple(sorted({low, high, *(number for number in (*sides, *inside) if low <= number <= high)}))


def _parts() -> Iterator[Fraction]:
    return (number * _STRIDES[0] % 1 for number in range(1, SPREAD + 1))


def _rows_about(measure: str, ruleset: Ruleset) -> Iterator[Indicator]:
    """Every row that stands on a measure, in all its versions."""
    for row in ruleset.indicators:
        if measure in (row.id, row.name, *ruleset.inputs_of(row), *ruleset.reported_for(row)):
            yield from row.every


def _parts_about(measure: str, ruleset: Ruleset) -> Iterator[Condition]:
    for row in _rows_about(measure, ruleset):
        for whole in (row.condition, row.when):
            if whole is not None:
                yield from conditions(whole)


def _bounds(measure: str, ruleset: Ruleset) -> Iterator[Quantity]:
    """Every number that a row over this measure demands or is scored by, milestones, bands and named points too."""
    for part in _parts_about(measure, ruleset):
        if isinstance(part, Threshold | InRange):
            ends: tuple[Expression, ...] = (part.low, part.high) if isinstance(part, InRange) else (part.bound,)
            yield from (end.quantity for end in ends if isinstance(end, Constant))
        if isinstance(part, Threshold):
            yield from (step.bound for step in part.schedule)
    for row in _rows_about(measure, ruleset):
        if row.scoring is not None:
            yield from (quantity for _, quantity in row.scoring.quantities())


def _days(measure: str, ruleset: Ruleset) -> Iterator[dt.date]:
    """Every day by which a row over this measure is due, and the end of the span."""
    yield ruleset.span.end
    for part in _parts_about(measure, ruleset):
        due = None if isinstance(part, All | AnyOf | Negation) else part.due
        if due is not None:
            yield due


def samples(values: Sequence[tuple[Value, ...]]) -> tuple[Assignment, ...]:
    """The combinations that are tried: all of them if they are few; else the lowest and the highest, every value of every variable at
    least once, and a spread over the rest."""
    if prod(map(len, values)) <= MAX_SAMPLES:
        return tuple(itertools.product(*values))
    chosen: dict[Assignment, None] = {tuple(one[0] for one in values): None, tuple(one[-1] for one in values): None}
    for at, own in enumerate(values):
        for number, value in enumerate(own):
            rest = [one[(number * 7 + place) % len(one)] for place, one in enumerate(values)]
            chosen[(*rest[:at], value, *rest[at + 1 :])] = None
    for number in itertools.count(1):
        if len(chosen) >= MAX_SAMPLES or number > 4 * MAX_SAMPLES:
            break
        drawn = zip(values, _STRIDES, strict=False)
        chosen[tuple(one[floor(number * stride % 1 * len(one))] for one, stride in drawn)] = None
    return tuple(chosen)


def sweeps(values: Sequence[tuple[Value, ...]], at: int, most: int = 4) -> Iterator[tuple[Assignment, ...]]:
    """Combinations in which one variable rises and the others stay, for a few places where they stay."""
    if len(values) == 1:
        yield tuple((value,) for value in values[0])
        return
    stays = [one for place, one in enumerate(values) if place != at]
    corners: dict[Assignment, None] = {}
    for number in range(most):
        corners[tuple(one[(len(one) - 1) * number // max(1, most - 1)] for one in stays)] = None
    for corner in corners:
        yield tuple((*corner[:at], value, *corner[at:]) for value in values[at])


def simpler(variable: Variable, value: Value, values: tuple[Value, ...]) -> Iterator[Value]:
    """Values that are simpler than this one, simplest first: those with fewer digits, and among these the lower ones."""
    if not isinstance(value, Fraction) or not isinstance(variable.domain, Numbers):
        yield from values[: values.index(value)] if value in values else ()
        return
    domain = variable.domain
    rounded = [floor(value / Fraction(10) ** power) * Fraction(10) ** power for power in range(12, -5, -1)]
    halves = [domain.low + floor((value - domain.low) / 2 / domain.step) * domain.step]
    known = [one for one in values if isinstance(one, Fraction)]
    below = value - domain.step
    inside = {
        one for one in (*known, *rounded, *halves, below) if one in known or (domain.low <= one <= domain.high and one < value)
    }
    yield from sorted((one for one in inside if digits(one) < digits(value)), key=digits)


def digits(number: Fraction) -> tuple[int, Fraction]:
    """How simple a number is: by the digits that it takes, then by its size."""
    return len(decimal_text(abs(number)).strip("0.").replace(".", "")), abs(number)


def between(variable: Variable, low: Value, high: Value) -> Value | None:
    """A value halfway between two, one step at least from both; None when they stand next to each other."""
    if isinstance(low, Fraction) and isinstance(high, Fraction) and isinstance(variable.domain, Numbers):
        steps = floor((high - low) / variable.domain.step)
        return None if steps < 2 else low + steps // 2 * variable.domain.step
    if isinstance(low, dt.date) and isinstance(high, dt.date):
        days = (high - low).days
        return None if days < 2 else low + dt.timedelta(days=days // 2)
    return None


def unit_of(variable: Variable, ruleset: Ruleset, units: Mapping[str, Unit]) -> Unit | None:
    """The unit in which the numbers of a variable count: as written, else the measure's own."""
    if not isinstance(variable.domain, Numbers):
        return None
    if variable.domain.unit:
        return units.get(variable.domain.unit)
    measure = ruleset.measures.get(variable.measure)
    return (measure.unit if measure is not None else None) or PLAIN
