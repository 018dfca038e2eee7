"""What is measured, resolved: measures, constants and arithmetic with a unit at every node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN, Unit

SIGNS = MappingProxyType({"+": "＋", "-": "－", "*": "×", "/": "÷"})
"""How a calculation is written in Chinese text."""


@frozen
class Constant:
    """A quantity written in the text."""

    quantity: Quantity

    @property
    def unit(self) -> Unit:
        """The unit as written."""
        return self.quantity.unit


@frozen
class MeasureRef:
    """A measure, by name. `unit` is the measure's own; None while only its actuals can tell."""

    measure: str
    unit: Unit | None = None


@frozen
class Arithmetic:
    """`left op right`, units checked."""

    op: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    unit: Unit | None = PLAIN


@frozen
class Aggregated:
    """`sum(x)`, `mean(x)`, `last(x)`, `min(x)`, `max(x)` of one measure: its own aggregate is set aside."""

    function: str
    argument: MeasureRef
    unit: Unit | None = None


@frozen
class Extreme:
    """`min(x, y, …)`, `max(x, y, …)` of several expressions."""

    function: Literal["min", "max"]
    arguments: tuple[Expression, ...]
    unit: Unit | None = None


@frozen
class GrowthOf:
    """How much `subject` has grown over its baseline: as a part of it, or, with `difference`, by how much (百分点 for percentages).

    `falls` turns the sign, so that a fall by 5% is 5%. `baseline` names the baseline: 上年, 上期, 同期, or one of the ruleset's; with
    `over` it is how that expression is written, and the baseline is what the expression comes to."""

    subject: Expression
    baseline: str
    falls: bool = False
    difference: bool = False
    unit: Unit | None = PLAIN
    over: Expression | None = None


@frozen
class BaselineOf:
    """The value that `subject` had in its baseline."""

    subject: Expression
    baseline: str
    unit: Unit | None = None


@frozen
class Moment:
    """A day: a literal (`day`), a column of a case (`column`), or the completion date of a measure (`measure`)."""

    day: dt.date | None = None
    column: str | None = None
    measure: str | None = None


@frozen
class Elapsed:
    """`workdays(a, b)`, `days(a, b)`, `hours(a, b)`: the time from one moment to another."""

    function: Literal["workdays", "days", "hours"]
    start: Moment
    end: Moment
    unit: Unit | None = None


@frozen
class Column:
    """A column of a table of cases; only within what is computed for each case."""

    name: str
    kind: Literal["date", "number", "text"]
    unit: Unit | None = None


@frozen
class OverCases:
    """One number out of all cases of a table: `count`, `share`, `percentile`, `sum`, `mean`, `min`, `max`, `last`.

    `of` is what is computed for each case (None: the cases themselves are counted), or the condition a case must meet (count,
    share). `percent` is the second argument of `percentile`; `text` is how `of` is written, empty for a measure's own formula."""

    function: str
    table: str
    of: Expression | CaseCondition | None = None
    percent: Fraction | None = None
    unit: Unit | None = None
    text: str = ""


Expression = Constant | MeasureRef | Arithmetic | Aggregated | Extreme | GrowthOf | BaselineOf | Elapsed | Column | OverCases


@frozen
class CaseCondition:
    """A condition on one case. `text` is how it is written; `condition` is a `model.case_condition.CaseTest` (typed as an object
    here, for tests are made of expressions)."""

    condition: object
    text: str = ""


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything below it, from left to right; into conditions on cases it does not go."""
    left = [expression]
    while left:
        part = left.pop()
        yield part
        below: tuple[object, ...] = ()
        match part:
            case Arithmetic(left=one, right=two):
                below = (one, two)
            case Aggregated(argument=argument):
                below = (argument,)
            case Extreme(arguments=arguments):
                below = arguments
            case GrowthOf(subject=subject, over=over):
                below = (subject, over)
            case BaselineOf(subject=subject):
                below = (subject,)
            case OverCases(of=of):
                below = (of,)
        left += (each for each in reversed(below) if isinstance(each, Expression))


def of_each_case(expression: Expression) -> bool:
    """Whether an expression is computed for each case of a table: it looks at columns, and not only within what is taken over all
    cases."""
    parts = [expression]
    for part in parts:
        match part:
            case Column():
                return True
            case Elapsed(start=start, end=end):
                if start.column is not None or end.column is not None:
                    return True
            case Arithmetic(left=left, right=right):
                parts += (left, right)
            case Extreme(arguments=arguments):
                parts += arguments
    return False


CASES = Unit("件", Fraction(1), (("count:件", 1),))
"""What cases are counted in where nobody says otherwise."""


def in_unit(expression: Expression, unit: Unit | None) -> Expression:
    """A column of numbers or a number of cases, whose unit only its use can tell, in that unit; anything else as it is."""
    if unit is None:
        return expression
    match expression:
        case Column(kind="number", unit=None):
            return attrs.evolve(expression, unit=unit)
        case OverCases(function="count", unit=None) if unit.is_count or not unit.text:
            return attrs.evolve(expression, unit=unit)
        case OverCases(of=Column(unit=None) as of):
            return attrs.evolve(expression, of=in_unit(of, unit), unit=unit)
    return expression


def measures_in(expression: Expression) -> tuple[str, ...]:
    """The names of the measures in it, each once, in order."""
    names: dict[str, None] = {}
    for part in walk(expression):
        if isinstance(part, MeasureRef):
            names[part.measure] = None
        elif isinstance(part, Elapsed):
            names |= dict.fromkeys(moment.measure for moment in (part.start, part.end) if moment.measure is not None)
    return tuple(names)
