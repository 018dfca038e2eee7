"""A comparison as a question about one input: which of its values would do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.needed.entering import Input
from indicatorlang.engine.needed.growing import of_the_thing
from indicatorlang.engine.needed.lines import ITSELF, Inputs, asked_as, curve_of, inputs_of
from indicatorlang.engine.needed.nearest import Sought, nearest
from indicatorlang.engine.outcome import Outcome, compare
from indicatorlang.engine.value.values import value_of
from indicatorlang.lazily import frozen
from indicatorlang.model.formula import Arithmetic, Constant, Expression, MeasureRef
from indicatorlang.model.indicator import (
    InRange,
    Op,
    Threshold,
)
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN


def values_next_to(condition: Threshold | InRange, outcome: Outcome, row: Row) -> Iterator[tuple[str, Quantity, Op]]:
    """For each input of a comparison the values next to where it changes, nearest first; they have not been tried."""
    told = of_the_thing(condition, outcome, row)
    if told is None:
        return
    plain, seen = told
    asked = asked_of(plain, row)
    inputs = inputs_of(asked.subject, row.scene)
    for name in inputs:
        found = sought_of(name, asked, row, seen, False)
        for value, op in nearest(found[1]) if found is not None else ():
            yield name, value, op


@frozen
class Asked:
    """A comparison as a question about one expression: which values does it accept, and where does that change."""

    subject: Expression
    bounds: tuple[tuple[Op, Fraction], ...]
    inputs: Inputs = attrs.field(eq=False, repr=False)
    bound: Quantity | None = None

    def accepts(self, value: Fraction) -> bool:
        """Whether the comparison holds for this value."""
        return all(compare(op, value, bound) for op, bound in self.bounds)


def asked_of(condition: Threshold | InRange, row: Row) -> Asked:
    """The question; a bound that is measured itself is taken to the left side, so that its inputs are looked at too."""
    inputs = Inputs(row.scene)
    if isinstance(condition, Threshold):
        if isinstance(condition.bound, Constant):
            quantity = condition.bound.quantity
            return Asked(condition.subject, ((condition.meaning, quantity.base),), inputs, quantity)
        difference = Arithmetic("-", condition.subject, condition.bound)
        return Asked(difference, ((condition.meaning, Fraction(0)),), inputs)
    low, high = (value_of(end, row.scene, row.as_of).quantity for end in (condition.low, condition.high))
    bounds: list[tuple[Op, Fraction]] = []
    if low is not None:
        bounds.append((">=" if condition.low_closed else ">", low.base))
    if high is not None:
        bounds.append(("<=" if condition.high_closed else "<", high.base))
    fixed = isinstance(condition.low, Constant) and isinstance(condition.high, Constant)
    return Asked(condition.subject, tuple(bounds), inputs, low if fixed else None)


def given_under_the_row(row: Row, condition: Threshold | InRange) -> tuple[str, ...]:
    """The row's own id, where the value of a formula without a name was delivered under it and none of its inputs was."""
    name = row.indicator.id
    if isinstance(condition.subject, MeasureRef) or not row.scene.book.reported(name):
        return ()
    inputs = inputs_of(condition.subject, row.scene)
    return () if any(row.scene.book.reported(each) for each in inputs) else (name,)


def sought_of(name: str, asked: Asked, row: Row, outcome: Outcome, each: bool) -> tuple[Input, Sought] | None:
    """What is asked of one input, or of each period of a mean; None when nothing can be said of it."""
    at = min(outcome.due, row.as_of)
    leaf = MeasureRef(name) if name == row.indicator.id else asked_as(name, asked.subject, asked.inputs)
    if leaf is None:
        return None
    alone = name == row.indicator.id or leaf == asked.subject
    curve = ITSELF if alone else curve_of(asked.subject, name, asked.inputs, at)
    entry = Input(name, value_of(leaf, row.scene, at), outcome, row)
    quantity = entry.measured.quantity
    averaging = entry.averaging() if each and entry.averaged else None
    if curve is None or (quantity is None and not alone) or (each and averaging is None):
        return None
    curve = curve if averaging is None else curve.of(averaging)
    edges = [*(edge for _, bound in asked.bounds for edge in curve.meeting(bound)), *curve.breaking()]
    bound = asked.bound if alone else None
    if bound is not None and quantity is not None and not quantity.unit.fits(bound.unit):
        return None  # one thing in another unit than the target beside it: what is wrong is told there
    places = [q.places for q in (quantity, bound) if q is not None]
    return entry, Sought(
        curve,
        tuple(dict.fromkeys(edges)),
        asked.accepts,
        all(op == "==" for op, _ in asked.bounds),
        bound.unit if bound is not None else quantity.unit if quantity is not None else PLAIN,
        max(places, default=0),
        (entry.counted()[-1].quantity if entry.past else None) if averaging is not None else quantity,
        row.scene.measure(name).bounded,
        bound,
    )
