"""Rows whose subject is computed from several reported numbers: exact rationals, by the formula as resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from indicatorlang.model.formula import Arithmetic, Constant, Expression, MeasureRef
from indicatorlang.model.indicator import Measure

Numbers = Mapping[str, Fraction]
Compute = Callable[[Numbers], Fraction | None]
"""From numbers in base units, by measure, to the value in base units; None for a division by zero."""
DEEPEST = 60


def compute(expression: Expression, measures: Mapping[str, Measure], depth: int = 0) -> Compute | None:
    """How an expression is computed from reported numbers; None when it takes more than the four kinds of arithmetic."""
    if depth > DEEPEST:
        return None
    match expression:
        case Constant(quantity=quantity):
            base = quantity.base
            return lambda numbers: base
        case MeasureRef(measure=name):
            formula = measures[name].formula
            return _reported(name) if formula is None else compute(formula, measures, depth + 1)
        case Arithmetic(op=op, left=left, right=right):
            first, second = compute(left, measures, depth + 1), compute(right, measures, depth + 1)
            return None if first is None or second is None else _arithmetic(op, first, second)
    return None


def _reported(name: str) -> Compute:
    return lambda numbers: numbers[name]


def _arithmetic(op: str, left: Compute, right: Compute) -> Compute:
    def computed(numbers: Numbers) -> Fraction | None:
        a, b = left(numbers), right(numbers)
        if a is None or b is None:
            return None
        if op == "/":
            return a / b if b else None
        return a + b if op == "+" else a - b if op == "-" else a * b

    return computed
