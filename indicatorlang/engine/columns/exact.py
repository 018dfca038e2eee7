"""Exact numbers on columns: whole numbers over whole numbers times a constant, with a bound that keeps every product within 64 bits.

A condition is either known while the plan is made (a Python bool) or a column of truths; the functions here fold the known ones, so
that data without blanks costs no test for blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.model.comparison import Op

LIMIT = 2**62
EXACT = 2**53
"""Whole numbers below this are exact as floats."""
Truth = Any
"""A bool, or a column of truths without nulls."""
Whole = Any
"""An int, or a column of whole numbers without nulls."""


class TooLarge(Exception):
    """A product might not fit into 64 bits."""


def fits(*bounds: int) -> None:
    """Raises `TooLarge` when one of these may not fit."""
    if any(bound >= LIMIT for bound in bounds):
        raise TooLarge


@attrs.frozen
class Exact:
    """scale × over ÷ under. `scale` and `under` are above zero, |over| ≤ `most`, under ≤ `most_under`. `above`: every one of them is
    known to be above zero."""

    over: Whole
    scale: Fraction = Fraction(1)
    under: Whole = 1
    most: int = 0
    most_under: int = 1
    above: bool = False

    @property
    def positive(self) -> Truth:
        """Where it is above zero."""
        return True if self.above else self.over > 0

    @property
    def constant(self) -> Fraction | None:
        """The number, where it is the same in every row."""
        known = isinstance(self.over, int) and isinstance(self.under, int)
        return self.scale * Fraction(self.over, self.under) if known else None


def constant(number: Fraction) -> Exact:
    """The same number in every row."""
    return Exact(number.numerator, Fraction(1), number.denominator, abs(number.numerator), number.denominator)


def times(whole: Whole, factor: Whole) -> Whole:
    """A product, left out where it changes nothing."""
    if isinstance(factor, int) and factor == 1:
        return whole
    if isinstance(whole, int) and whole == 1:
        return factor
    return whole * factor


def crossed(a: Exact, b: Exact) -> tuple[Whole, Whole, int, int]:
    """Both numbers over one common divisor, without it: what is compared instead, and the bounds of both."""
    ratio = b.scale / a.scale
    left = times(times(a.over, b.under), ratio.denominator)
    right = times(times(b.over, a.under), ratio.numerator)
    bounds = a.most * b.most_under * ratio.denominator, b.most * a.most_under * ratio.numerator
    fits(*bounds)
    return left, right, *bounds


def compared(a: Exact, op: Op, b: Exact) -> Truth:
    """Whether `a op b`, by cross-multiplication."""
    left, right, _, _ = crossed(a, b)
    match op:
        case ">=":
            return left >= right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case "<":
            return left < right
        case "==":
            return left == right
    return left != right


def added(a: Exact, b: Exact, sign: int) -> Exact:
    """a + b, or a - b."""
    ratio = b.scale / a.scale
    left, right, most_left, most_right = crossed(a, b)
    under, most_under = times(a.under, b.under), a.most_under * b.most_under
    fits(most_left + most_right, most_under)
    over = left + right if sign > 0 else left - right
    return Exact(over, a.scale / ratio.denominator, under, most_left + most_right, most_under)


def multiplied(a: Exact, b: Exact) -> Exact:
    """a × b."""
    fits(a.most * b.most, a.most_under * b.most_under)
    return Exact(times(a.over, b.over), a.scale * b.scale, times(a.under, b.under), a.most * b.most, a.most_under * b.most_under)


def divided(a: Exact, b: Exact, pick: Pick) -> Exact:
    """a ÷ b; rows where b is 0 get 1 under the line, and must be told apart by the caller. b is not a constant 0."""
    over, under = times(a.over, b.under), times(b.over, a.under)
    most, most_under = a.most * b.most_under, b.most * a.most_under
    fits(most, most_under)
    scale = a.scale / b.scale
    if isinstance(under, int):
        return Exact(over if under > 0 else -over, scale, abs(under), most, most_under)
    over = pick([(under < 0, -over)], over)
    return Exact(over, scale, pick([(under == 0, 1), (under < 0, -under)], under), most, max(1, most_under))


class Pick:
    """Chooses between values by conditions: the first that holds. Conditions known beforehand never reach the engine."""

    def __init__(self, when: Any, lit: Any) -> None:
        self._when, self._lit = when, lit

    def __call__(self, cases: Iterable[tuple[Truth, Any]], otherwise: Any) -> Any:
        """The value of the first case whose condition holds."""
        open_cases: list[tuple[Truth, Any]] = []
        last = otherwise
        for truth, value in cases:
            if truth is True:
                last = value
                break
            if truth is not False:
                open_cases.append((truth, value))
        made = last
        for truth, value in reversed(open_cases):
            if same(value, made):
                continue
            made = self._when(truth).then(self.column(value)).otherwise(self.column(made))
        return made

    def column(self, value: Any) -> Any:
        """A constant as a column; a column as it is."""
        return self._lit(value) if value is None or isinstance(value, int | str | float) else value


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same constant."""
    plain = int | str | float | None
    return isinstance(one, plain) and isinstance(other, plain) and type(one) is type(other) and one == other


def both(truths: Sequence[Truth]) -> Truth:
    """Whether all of them hold."""
    made: Truth = True
    for truth in truths:
        if truth is False or made is False:
            return False
        made = truth if made is True else made if truth is True else made & truth
    return made


def either(truths: Sequence[Truth]) -> Truth:
    """Whether one of them holds."""
    made: Truth = False
    for truth in truths:
        if truth is True or made is True:
            return True
        made = truth if made is False else made if truth is False else made | truth
    return made


def denied(truth: Truth) -> Truth:
    """Whether it does not hold."""
    return not truth if isinstance(truth, bool) else ~truth


@attrs.frozen
class Part:
    """A part of the whole, 0 ≤ over ≤ under, under > 0."""

    over: Whole
    under: Whole
    most: int

    @classmethod
    def of(cls, number: Fraction) -> Part:
        """The same part in every row."""
        return cls(number.numerator, number.denominator, number.denominator)


@attrs.frozen
class Divider:
    """Whole division of whole numbers ≥ 0, and quotients as floats, exact on every engine."""

    when: Any
    int64: Any
    let: Callable[[Whole], Whole]
    """Gives a computed column a name, so that an expression over it does not repeat how it came about."""

    def __call__(self, over: Whole, under: Whole, most_quotient: int) -> Whole:
        """over ÷ under, rounded down.

        Engines differ in how they divide whole numbers, some through floats. A quotient of floats is at most one away from the true one,
        and what is left over tells whether it is."""
        if isinstance(over, int) and isinstance(under, int):
            return over // under
        if isinstance(under, int) and under == 1:
            return over
        if most_quotient >= 2**50:
            raise TooLarge
        over, under = self.let(over), self.let(under)
        about = self.let((over / under).floor().cast(self.int64))
        rest = self.let(over - about * under)
        return about + self.when(rest < 0).then(-1).otherwise(self.when(rest >= under).then(1).otherwise(0)).cast(self.int64)

    def points(self, part: Part, weight: Exact, places: int) -> Whole:
        """part × weight in units of the last place, half up. `weight` has no column under the line."""
        whole = weight.scale * 10**places / weight.under
        above, below = times(weight.over, 2 * whole.numerator), whole.denominator
        if isinstance(part.over, int) and isinstance(part.under, int) and isinstance(above, int):
            return (above * part.over + below * part.under) // (2 * below * part.under)
        most = 2 * weight.most * whole.numerator
        fits((most + below) * part.most, 2 * below * part.most)
        over = times(part.over, above) + times(part.under, below)
        return self(over, times(part.under, 2 * below), most // (2 * below) + 2)

    def told(self, over: Whole, under: Whole, most: int, most_under: int) -> Any:
        """over ÷ under, both ≥ 0, as the float nearest to it.

        Both are exact as floats, so one division gives the nearest one, if it is a division: Polars multiplies with the rounded
        reciprocal of what is the same number in a whole part of the table, so the divisor is made to look different in each row."""
        if isinstance(over, int) and isinstance(under, int):
            return over / under
        if max(most, most_under) >= EXACT:
            raise TooLarge
        if isinstance(under, int) and under == 1:
            return over * 1.0
        return (under * 0 + over) / under if isinstance(over, int) else over / (over * 0 + under)

    def decimal(self, whole: Whole, places: int) -> Any:
        """whole ÷ 10^places as the nearest float."""
        return self.told(whole, 10**places, 0, 10**places)
