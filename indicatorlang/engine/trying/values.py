"""The values worth trying on a single condition: on its bounds, one step beside them, far off, and where the score bends."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.judging.row import ONE, ZERO
from indicatorlang.library.units import step_of
from indicatorlang.model.formula import Constant, Expression
from indicatorlang.model.indicator import Indicator, InRange, Threshold
from indicatorlang.model.number import decimal_text, terminates
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Amount, Anchor, Band

FAR = (Fraction(1, 2), Fraction(2), Fraction(3), Fraction(0), Fraction(4, 5), Fraction(11, 10), Fraction(3, 2))
"""How many times the bound is tried, too."""


def written(number: Fraction, quantity: Quantity) -> str | None:
    """A number in the unit of a quantity, as it is delivered; None for one that has no end."""
    if not terminates(number):
        return None
    text = quantity.unit.text
    return decimal_text(number) + (text if text in ("", "%", "％", "‰") else f" {text}")


def step_beside(quantity: Quantity) -> Fraction:
    """One step beside a bound: what the needed values go by, and less where the bound itself is less than that."""
    step = step_of(quantity.unit, quantity.places)
    if quantity.number and abs(quantity.number) < step:
        return abs(quantity.number) / 10
    return step


def bounds_of(condition: Threshold | InRange) -> tuple[Quantity, ...]:
    """The quantities a condition holds its subject against, milestones too."""
    own: tuple[Expression, ...] = (condition.bound,) if isinstance(condition, Threshold) else (condition.low, condition.high)
    steps = tuple(step.bound for step in condition.schedule) if isinstance(condition, Threshold) else ()
    return tuple(dict.fromkeys((*(end.quantity for end in own if isinstance(end, Constant)), *steps)))


def numbers(condition: Threshold | InRange, row: Indicator) -> tuple[str, ...]:
    """The numbers worth trying, as texts with their unit; the bounds and their neighbours first."""
    bounds = bounds_of(condition)
    found: dict[str, None] = {}
    for bound in bounds:
        step = step_beside(bound)
        _add(found, bound, (bound.number, bound.number - step, bound.number + step))
    for bound in bounds:
        for other in _bends(row, bound):
            step = min(step_beside(other), step_beside(bound))
            _add(found, other, (other.number, other.number - step, other.number + step))
    for bound in bounds:
        step = step_beside(bound)
        _add(found, bound, (bound.number * factor for factor in FAR))
        _add(
            found,
            bound,
            (bound.number - step / 2, bound.number + step / 2, bound.number - 1000 * step, bound.number + 1000 * step),
        )
    if len(bounds) > 1:
        middle = (bounds[0].base + bounds[-1].base) / 2 / bounds[0].unit.factor
        _add(found, bounds[0], (middle,))
    return tuple(found)


def _add(found: dict[str, None], like: Quantity, values: Iterator[Fraction] | tuple[Fraction, ...]) -> None:
    for value in values:
        text = written(value, like)
        if text is not None and not (value < 0 and like.number >= 0 and like.unit.is_count):
            found[text] = None


def _bends(row: Indicator, bound: Quantity) -> Iterator[Quantity]:
    """Where the score of a row bends: the ends of bands, the points of a line, every few steps off, the pass line."""
    scoring = row.scoring
    if scoring is None:
        return
    completion = scoring.get("of") == "completion"
    ends: list[Quantity] = []
    for _, value in scoring.settings:
        if isinstance(value, Amount):
            yield from _steps(value, bound)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Anchor):
                    ends.append(one.at)
                elif isinstance(one, Band):
                    ends += [end for end in (one.low, one.high) if end is not None]
    ordered = sorted(dict.fromkeys(ends), key=lambda end: end.base)
    between = [Quantity((a.base + b.base) / 2 / a.unit.factor, a.unit, a.places) for a, b in itertools.pairwise(ordered)]
    outside = [
        Quantity(e.number * factor, e.unit, e.places)
        for e in (*ordered[:1], *ordered[-1:])
        for factor in (Fraction(1, 2), Fraction(2))
    ]
    for end in (*ordered, *between, *outside):
        if completion:
            yield Quantity(end.base * bound.number, bound.unit, bound.places)
        elif end.unit.fits(bound.unit):
            yield end
    if scoring.floor is not None:
        yield Quantity(bound.number * scoring.floor, bound.unit, bound.places)
        yield Quantity(bound.number * (2 - scoring.floor), bound.unit, bound.places)


def _steps(amount: Amount, bound: Quantity) -> Iterator[Quantity]:
    """Values so many steps off."""
    if amount.share is not None:
        size = amount.share * abs(bound.number)
    elif amount.quantity is not None and (amount.quantity.unit.is_points or amount.quantity.unit.fits(bound.unit)):
        size = amount.quantity.base / bound.unit.factor
    else:
        return
    for count in (
        ONE,
        Fraction(3, 2),
        Fraction(2),
        Fraction(3),
        Fraction(5),
        Fraction(8),
        Fraction(12),
        Fraction(25),
        Fraction(50),
    ):
        for sign in (-1, 1):
            value = bound.number + sign * count * size
            if value >= ZERO or bound.number < 0:
                yield Quantity(value, bound.unit, bound.places)


def days(due: dt.date) -> tuple[dt.date, ...]:
    """The days worth trying for something that is to be done by a day."""
    one, month = dt.timedelta(days=1), dt.timedelta(days=31)
    return (due, due + one, due - one, due + month, due - month)
