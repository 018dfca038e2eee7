"""A formula as a function of one of its inputs, the others held fixed.

A subject built of `+ - * /` is, in any one of its inputs, a quotient of two straight lines as long as the input does not meet
itself in a product. The lowest or highest of several such formulas is one of them, piece by piece.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import leaves, value_of
from indicatorlang.lazily import frozen
from indicatorlang.model.formula import Aggregated, Arithmetic, Expression, Extreme, MeasureRef
from indicatorlang.model.measured import Measured


@frozen
class Lines:
    """(a·x + b) / (c·x + d)."""

    a: Fraction
    b: Fraction
    c: Fraction = Fraction(0)
    d: Fraction = Fraction(1)

    def at(self, x: Fraction) -> Fraction | None:
        """The value at x; None where it divides by zero."""
        below = self.c * x + self.d
        return (self.a * x + self.b) / below if below else None

    def of(self, inner: Lines) -> Lines:
        """The function of a function without a denominator: what follows from each period of a mean."""
        return Lines(self.a * inner.a, self.a * inner.b + self.b, self.c * inner.a, self.c * inner.b + self.d)

    def meeting(self, bound: Fraction) -> Iterator[Fraction]:
        """Where it takes the value `bound`."""
        slope = self.a - bound * self.c
        if slope:
            yield (bound * self.d - self.b) / slope

    def breaking(self) -> Iterator[Fraction]:
        """Where it divides by zero."""
        if self.c:
            yield -self.d / self.c


@frozen
class Pieces:
    """The lowest or the highest of several functions."""

    function: Literal["min", "max"]
    curves: tuple[Curve, ...]

    def at(self, x: Fraction) -> Fraction | None:
        """The value at x; None where one of them has none."""
        values = [curve.at(x) for curve in self.curves]
        known = [value for value in values if value is not None]
        return (min if self.function == "min" else max)(known) if len(known) == len(values) else None

    def of(self, inner: Lines) -> Pieces:
        """The function of a function without a denominator."""
        return Pieces(self.function, tuple(curve.of(inner) for curve in self.curves))

    def meeting(self, bound: Fraction) -> Iterator[Fraction]:
        """Where one of them takes the value `bound`."""
        for curve in self.curves:
            yield from curve.meeting(bound)

    def breaking(self) -> Iterator[Fraction]:
        """Where one of them divides by zero."""
        for curve in self.curves:
            yield from curve.breaking()


Curve = Lines | Pieces
ITSELF = Lines(Fraction(1), Fraction(0))


@frozen
class Inputs:
    """What the parts of an expression stand on, in one scene at one date: worked out once, for every input asks for it again."""

    scene: Scene
    _names: dict[int, dict[str, dict[str, MeasureRef | Aggregated]]] = attrs.field(init=False, factory=dict)
    _values: dict[tuple[int, dt.date], Measured] = attrs.field(init=False, factory=dict)
    _alive: list[Expression] = attrs.field(init=False, factory=list)
    """The expressions that are known by their identity, so that no other one takes it."""

    def names(self, expression: Expression) -> dict[str, dict[str, MeasureRef | Aggregated]]:
        """The reported measures an expression stands on, each once, from left to right, with the ways in which it stands there."""
        key = id(expression)
        if key not in self._names:
            found: dict[str, dict[str, MeasureRef | Aggregated]] = {}
            for leaf in _leaves(expression, self.scene):
                way = leaf.function if isinstance(leaf, Aggregated) else ""
                found.setdefault(_named(leaf), {})[way] = leaf
            self._names[key] = found
            self._alive.append(expression)
        return self._names[key]

    def value(self, expression: Expression, at: dt.date) -> Measured:
        """What an expression comes to."""
        key = id(expression), at
        if key not in self._values:
            self._values[key] = value_of(expression, self.scene, at)
            self._alive.append(expression)
        return self._values[key]


def inputs_of(expression: Expression, scene: Scene) -> tuple[str, ...]:
    """The reported measures an expression stands on, each once, from left to right."""
    return tuple(dict.fromkeys(_named(leaf) for leaf in _leaves(expression, scene)))


def asked_as(name: str, expression: Expression, inputs: Inputs) -> MeasureRef | Aggregated | None:
    """How an input stands in an expression: by itself, or as its sum, mean, …; None where it stands there in several ways."""
    found = inputs.names(expression).get(name, {})
    return next(iter(found.values())) if len(found) == 1 else None


def _named(leaf: MeasureRef | Aggregated) -> str:
    return leaf.measure if isinstance(leaf, MeasureRef) else leaf.argument.measure


def _leaves(expression: Expression, scene: Scene) -> Iterator[MeasureRef | Aggregated]:
    """The inputs of an expression from left to right, each as often as it stands there."""
    left: list[Expression] = [expression]
    while left:
        match part := left.pop():
            case MeasureRef(measure=name):
                formula = scene.measure(name).formula
                if formula is None or _given(name, formula, scene):
                    yield part
                else:
                    left.append(formula)
            case Aggregated():
                yield part
            case Arithmetic(left=one, right=two):
                left += (two, one)
            case Extreme(arguments=arguments):
                left += reversed(arguments)


def _given(name: str, formula: Expression, scene: Scene) -> bool:
    """Whether a formula's own value was delivered and none of its inputs was."""
    inputs = leaves(value_of(formula, scene, scene.as_of)) if scene.book.reported(name) else []
    return bool(inputs) and not any(part.inputs or (part.cases is not None and part.cases.delivered) for part in inputs)


def curve_of(expression: Expression, name: str, inputs: Inputs, at: dt.date) -> Curve | None:
    """The expression as a function of one input in base units; None when it is not made of quotients of straight lines."""
    if name not in inputs.names(expression):
        value = inputs.value(expression, at)
        return Lines(Fraction(0), value.quantity.base) if value.state == "known" and value.quantity is not None else None
    match expression:
        case MeasureRef(measure=measure):
            formula = inputs.scene.measure(measure).formula
            return ITSELF if measure == name or formula is None else curve_of(formula, name, inputs, at)
        case Aggregated():
            return ITSELF
        case Arithmetic(op=op, left=left, right=right):
            one, two = curve_of(left, name, inputs, at), curve_of(right, name, inputs, at)
            return _joined(op, one, two) if isinstance(one, Lines) and isinstance(two, Lines) else None
        case Extreme(function=function, arguments=arguments):
            curves = [curve_of(argument, name, inputs, at) for argument in arguments]
            known = tuple(curve for curve in curves if curve is not None)
            return Pieces(function, known) if len(known) == len(curves) else None
    return None


def _joined(op: str, one: Lines, two: Lines) -> Lines | None:
    if op == "-":
        return _joined("+", one, Lines(-two.a, -two.b, two.c, two.d))
    if op == "/":
        if (one.c, one.d) == (two.c, two.d):
            return Lines(one.a, one.b, two.a, two.b)
        return _joined("*", one, Lines(two.c, two.d, two.a, two.b))
    if two.a == 0 and two.c == 0:
        one, two = two, one
    if one.a or one.c:
        return Lines(one.a + two.a, one.b + two.b, one.c, one.d) if op == "+" and (one.c, one.d) == (two.c, two.d) else None
    if one.d == 0:
        return None
    constant = one.b / one.d
    if op == "+":
        return Lines(two.a + constant * two.c, two.b + constant * two.d, two.c, two.d)
    return Lines(constant * two.a, constant * two.b, two.c, two.d)
