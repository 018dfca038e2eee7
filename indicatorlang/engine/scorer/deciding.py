"""One row and its numbers → verdict, points, gap: the plain way, of which `source` writes the fast one."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

from indicatorlang.engine.scorer.kinds import Bound, FormulaRow, PlainRow, Side
from indicatorlang.engine.scorer.numbers import SCALE, exact_value, in_millionths, within
from indicatorlang.library.scoring import linear, proportional
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

Decision = tuple[Verdict, Fraction | None]
NUMBERS = frozenset((int, float))
"""The types that are compared at once. A truth value is no number, and others have their own arithmetic."""
WAITING: Decision = (Verdict.NOT_DUE, None)


@functools.cache
def points_table(places: int, most: int) -> tuple[Fraction, ...]:
    """Points by how many smallest parts of a point they are, up to `most` parts."""
    return tuple(Fraction(parts, 10**places) for parts in range(most + 1))


def alone(row: PlainRow, value: float) -> tuple[bool, int]:
    """Whether a number meets a row, and the points in smallest parts."""
    missed = _missed(row, value)
    return (True, row.whole) if missed is None else (False, earned(row, missed, value))


def earned(row: PlainRow, side: Side, value: float) -> int:
    """The points, in smallest parts and rounded half up, of a number on the wrong side of a bound."""
    if row.pass_fail:
        return 0
    over, under = value if isinstance(value, int) else in_millionths(value), 1
    if over is None:
        exact = exact_value(value)
        over, under = exact.numerator, exact.denominator
    elif not isinstance(value, int):
        under = SCALE
    t = side.at  # the share is (over / under) / t below it, and 2 less that above
    part, whole = over * t.denominator, under * t.numerator
    share = part if side.below else 2 * whole - part
    return max(0, (2 * row.whole * share + whole) // (2 * whole))


def lack(row: PlainRow, value: float) -> Quantity | None:
    """How much a number lacks, in the unit of the bound that it misses; None where it misses none, or is the bound itself, which is excluded."""
    side = _missed(row, value)
    gap = None if side is None else abs(exact_value(value) - side.at) * side.shown
    return Quantity(gap, side.unit) if side is not None and gap else None


def _missed(row: PlainRow, value: float) -> Side | None:
    """The bound that a number misses."""
    return next((side for side in row.sides if not meets(side, value)), None)


def meets(side: Side, value: float) -> bool:
    """Whether a number is on the right side of a bound."""
    if side.below:
        return value >= side.limit if side.closed else value > side.limit
    return value <= side.limit if side.closed else value < side.limit


def computed(row: FormulaRow, values: tuple[Any, ...], profile: Profile) -> Decision | None:
    """The verdict and the points of a row that is computed; None when evaluation has to say."""
    a = _value(row, values)
    return None if a is None else computed_from(row, a, profile)


def computed_from(row: FormulaRow, a: Fraction, profile: Profile) -> tuple[Verdict, Fraction]:
    """The verdict and the points of what a row computes, in base units."""
    met = _missed_bound(row, a) is None
    return (Verdict.MET if met else Verdict.MISSED), profile.rounded(share_from(row, a) * row.weight)


def share_from(row: FormulaRow, a: Fraction) -> Fraction:
    """The share of the weight that what a row computes earns."""
    bound = _missed_bound(row, a)
    if bound is None or row.pass_fail:
        return Fraction(bound is None)
    return proportional.kernel(a, bound.quantity.base) if bound.below else linear.kernel(a, bound.quantity.base)


def computed_lack(row: FormulaRow, values: tuple[Any, ...]) -> Quantity | None:
    """How much the value of a row that is computed lacks; None where nothing is missing."""
    a = _value(row, values)
    return None if a is None else lack_from(row, a)


def lack_from(row: FormulaRow, a: Fraction) -> Quantity | None:
    """How much what a row computes lacks; None where nothing is missing."""
    bound = _missed_bound(row, a)
    if bound is None or a == bound.quantity.base:
        return None
    return Quantity(abs(a - bound.quantity.base) / bound.gap_unit.factor, bound.gap_unit)


def _value(row: FormulaRow, values: tuple[Any, ...]) -> Fraction | None:
    """What the numbers come to, in base units; None where they come to nothing, or a number is none that its measure can have."""
    numbers: dict[str, Fraction] = {}
    for each, value in zip(row.reported, values, strict=True):
        if type(value) not in NUMBERS or not within(value, each.least, each.most):
            return None
        numbers[each.name] = exact_value(value) * each.factor
    a = row.compute(numbers)
    return None if a is None or (row.most is not None and a > row.most) else a


def _missed_bound(row: FormulaRow, a: Fraction) -> Bound | None:
    """The bound that a value misses."""
    for bound in row.bounds:
        t = bound.quantity.base
        if not (a > t if bound.below else a < t) and not (bound.closed and a == t):
            return bound
    return None
