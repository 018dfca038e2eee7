"""What is measured, resolved: measures, constants and arithmetic with a unit at every node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN, Unit


@attrs.frozen
class Constant:
    """A quantity written in the text."""

    quantity: Quantity

    @property
    def unit(self) -> Unit:
        """The unit as written."""
        return self.quantity.unit


@attrs.frozen
class MeasureRef:
    """A measure, by name. `unit` is the measure's own; None while only its actuals can tell."""

    measure: str
    unit: Unit | None = None


@attrs.frozen
class Arithmetic:
    """`left op right`, units checked."""

    op: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    unit: Unit | None = PLAIN


@attrs.frozen
class Aggregated:
    """`sum(x)`, `mean(x)`, `last(x)`, `min(x)`, `max(x)` of one measure: its own aggregate is set aside."""

    function: str
    argument: MeasureRef
    unit: Unit | None = None


@attrs.frozen
class Extreme:
    """`min(x, y, …)`, `max(x, y, …)` of several expressions."""

    function: Literal["min", "max"]
    arguments: tuple[Expression, ...]
    unit: Unit | None = None


@attrs.frozen
class OfRecords:
    """A function of event records (`workdays`, `days`, `hours`, `count`, `share`, `percentile`, `growth`): typed, not evaluated yet."""

    function: str
    arguments: tuple[object, ...]
    unit: Unit | None = None


Expression = Constant | MeasureRef | Arithmetic | Aggregated | Extreme | OfRecords


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything below it, from left to right."""
    yield expression
    below: tuple[object, ...] = ()
    match expression:
        case Arithmetic(left=left, right=right):
            below = (left, right)
        case Aggregated(argument=argument):
            below = (argument,)
        case Extreme(arguments=arguments):
            below = arguments
        case OfRecords(arguments=things):
            below = things
    for part in below:
        if isinstance(part, Constant | MeasureRef | Arithmetic | Aggregated | Extreme | OfRecords):
            yield from walk(part)


def measures_in(expression: Expression) -> tuple[str, ...]:
    """The names of the measures in it, each once, in order."""
    return tuple(dict.fromkeys(part.measure for part in walk(expression) if isinstance(part, MeasureRef)))
