"""What expressions come to on columns: numbers with their units, and the states of those that have none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.columns.exact import (
    Exact,
    Pick,
    Truth,
    Whole,
    added,
    both,
    compared,
    constant,
    denied,
    divided,
    either,
    multiplied,
)
from indicatorlang.engine.columns.needs import formula_of
from indicatorlang.engine.columns.shapes import Need
from indicatorlang.model.formula import Aggregated, Arithmetic, Constant, Expression, MeasureRef, OverCases
from indicatorlang.model.indicator import EachCase
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN, Unit, combine


class Unfit(Exception):
    """Units that do not fit, a division by a constant 0: the row engine says what is wrong."""


@attrs.frozen
class Value:
    """What an expression comes to. At most one of the truths holds in a row; `number` counts where none does, and, where `partial`, as
    what is there so far. `zero`: it is not applicable because 0 is divided by 0."""

    number: Exact | None
    unit: Unit = PLAIN
    invalid: Truth = False
    not_applicable: Truth = False
    no_data: Truth = False
    partial: Truth = False
    rises: Truth = False
    falls: Truth = False
    zero: Truth = False

    @property
    def known(self) -> Truth:
        """Whether there is a value."""
        return denied(either((self.invalid, self.not_applicable, self.no_data)))


@attrs.frozen
class Valuer:
    """Works expressions out."""

    ruleset: Ruleset
    pick: Pick
    let: Callable[[Whole], Whole]
    """Makes a computed column one that has a name, so that an expression over it does not repeat how it came about."""
    reported: Callable[[Need], Value]
    """What a reported measure comes to."""
    cases: Callable[[OverCases | EachCase, dt.date], Value]
    """What a number over cases, or the share of cases that meet a demand, comes to at a date."""
    constants: Mapping[int, Exact] = attrs.field(factory=dict)
    """Where rows of several indicators are judged at once: the columns that hold their bounds, by the id of the constant."""

    def named(self, value: Value) -> Value:
        """The same value, each of its columns with a name."""
        number = value.number
        if number is not None:
            number = attrs.evolve(number, over=self.let(number.over), under=self.let(number.under))
        truths = {name: self.let(getattr(value, name)) for name in ("invalid", "not_applicable", "no_data", "zero")}
        return attrs.evolve(value, number=number, **truths)

    def value(self, expression: Expression, at: dt.date) -> Value:
        """What an expression comes to at a date."""
        match expression:
            case Constant(quantity=quantity):
                return Value(self.constants.get(id(expression), constant(quantity.base)), quantity.unit)
            case MeasureRef(measure=name):
                formula = formula_of(name, self.ruleset)
                if formula is None:
                    return self.named(self.reported(Need(name, at)))
                return self.named(self._of_measure(name, self.value(formula, at)))
            case Aggregated(function=function, argument=argument):
                return self.named(self.reported(Need(argument.measure, at, function)))
            case OverCases():
                return self.named(self.cases(expression, at))
            case Arithmetic():
                left, right = self.value(expression.left, at), self.value(expression.right, at)
                return self.named(self._arithmetic(expression, left, right))
        raise TypeError(f"not on columns: {expression!r}")

    def _of_measure(self, name: str, value: Value) -> Value:
        measure = self.ruleset.measures[name]
        if measure.unit is not None and not value.unit.fits(measure.unit):
            raise Unfit
        invalid = value.invalid
        if measure.bounded and value.number is not None:
            invalid = either((invalid, both((value.known, compared(value.number, ">", constant(Fraction(1)))))))
        return attrs.evolve(value, unit=measure.unit or value.unit, invalid=invalid, partial=False)

    def _arithmetic(self, expression: Arithmetic, a: Value, b: Value) -> Value:
        joined = joined_states((a, b))
        if a.number is None or b.number is None:
            return attrs.evolve(joined, unit=expression.unit or a.unit)
        op = expression.op
        if op in "+-":
            if not a.unit.fits(b.unit):
                raise Unfit
            return attrs.evolve(joined, number=added(a.number, b.number, 1 if op == "+" else -1), unit=expression.unit or a.unit)
        if op == "*":
            unit = expression.unit or combine(a.unit, b.unit, 1)
            return attrs.evolve(joined, number=multiplied(a.number, b.number), unit=unit)
        unit = expression.unit or (PLAIN if a.unit.is_count and b.unit.is_count else combine(a.unit, b.unit, -1))
        if b.number.constant == 0:
            raise Unfit
        nought, empty = b.number.over == 0, a.number.over == 0
        zero = both((joined.known, nought, empty))
        invalid = either((joined.invalid, both((joined.known, nought, denied(empty)))))
        number = divided(a.number, attrs.evolve(b.number, over=self.let(b.number.over)), self.pick)
        return attrs.evolve(
            joined, number=number, unit=unit, invalid=invalid, not_applicable=either((joined.not_applicable, zero)), zero=zero
        )


def joined_states(values: Sequence[Value]) -> Value:
    """What the states of several values come to: invalid, else not applicable, else without data. The number is that of the first."""
    invalid = either([value.invalid for value in values])
    outside = both((denied(invalid), either([value.not_applicable for value in values])))
    no_data = both((denied(invalid), denied(outside), either([value.no_data for value in values])))
    return Value(values[0].number, values[0].unit, invalid, outside, no_data)


def beside_bounds(actual: Value, bounds: Sequence[Value]) -> Value:
    """A value beside bounds: without one of them nothing can be judged."""
    known = both([bound.known for bound in bounds])
    return actual if known is True else attrs.evolve(joined_states((actual, *bounds)), zero=both((actual.zero, known)))
