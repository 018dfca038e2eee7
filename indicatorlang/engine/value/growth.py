"""Growth as a number, and growth as a level.

As a number it is the rate, or the difference, that a target speaks of. As a level it is what the thing itself has to come to: 12
grown by at least 5% is at least 12.6. A pace, and what is needed, are told of the level.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from indicatorlang.engine.outcome import settled
from indicatorlang.engine.problems.baseline_problems import BaselineMissing, GrowthWithoutRate
from indicatorlang.engine.problems.evaluation_problems import UnitsDoNotFit
from indicatorlang.engine.value.baselines import Evaluate, baseline_value
from indicatorlang.engine.value.scene import Scene
from indicatorlang.library.functions import growth
from indicatorlang.model.actual import Origin
from indicatorlang.model.baseline import YEAR_EARLIER
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.formula import BaselineOf, Constant, GrowthOf
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, POINTS


def growth_value(expression: GrowthOf, scene: Scene, at: dt.date, evaluate: Evaluate) -> Measured:
    """How much the subject has grown; its parts are the value and its baseline, in this order."""
    actual = evaluate(expression.subject, scene, at)
    if expression.over is not None:
        base = attrs.evolve(evaluate(expression.over, scene, at), baseline=expression.baseline)
    else:
        base = baseline_value(expression.subject, expression.baseline, scene, at, evaluate)
    return grown(expression, actual, base)


def grown(expression: GrowthOf, actual: Measured, base: Measured) -> Measured:
    """The growth from a baseline to a value."""
    base = quiet(base, actual)
    made = Measured(
        actual.name,
        _state(actual, base),
        kind=actual.kind,
        aggregate="growth",
        through=actual.through,
        blanks=tuple(dict.fromkeys(actual.blanks + base.blanks)),
        problems=actual.problems + base.problems,
        remarks=actual.remarks + base.remarks,
        parts=(actual, base),
        evidence_missing=actual.evidence_missing or base.evidence_missing,
        baseline=expression.baseline,
    )
    a, b = actual.quantity, base.quantity
    if made.state not in ("known", "no_data") or base.state != "known" or a is None or b is None:
        return made
    sign = -1 if expression.falls else 1
    if not a.unit.fits(b.unit):
        problem = UnitsDoNotFit(what=base.name, wanted=a.unit.text, got=b.unit.text)
        return attrs.evolve(made, state="invalid", problems=(*made.problems, problem))
    places = max(a.places, b.places)
    if expression.difference:
        return attrs.evolve(made, quantity=Quantity(sign * (a.base - b.base) / POINTS.factor, POINTS, places))
    rate = growth.PART.kernel(a.base, b.base)
    if rate is None:
        origin = next((o.origin for o in base.inputs), Origin())
        told = GrowthWithoutRate(measure=actual.name, baseline=expression.baseline, value=b, origin=origin)
        return attrs.evolve(made, state="invalid", problems=(*made.problems, told))
    unit = PERCENT if not expression.unit or not expression.unit.text else expression.unit
    return attrs.evolve(
        made,
        quantity=Quantity(sign * rate / unit.factor, unit),
        numerator=Quantity(sign * (a.base - b.base) / a.unit.factor, a.unit, places),
        denominator=b.within(a.unit),
    )


def quiet(base: Measured, actual: Measured) -> Measured:
    """The baseline without a word on what is missing of it, while there is nothing to compare with it either."""
    if actual.state != "no_data" or _reported(actual):
        return base
    return attrs.evolve(base, problems=tuple(problem for problem in base.problems if not isinstance(problem, BaselineMissing)))


def _reported(measured: Measured) -> bool:
    return bool(measured.inputs) or any(_reported(part) for part in measured.parts)


_WORST: tuple[Literal["invalid", "not_applicable", "no_data"], ...] = ("invalid", "not_applicable", "no_data")


def _state(actual: Measured, base: Measured) -> Literal["known", "invalid", "not_applicable", "no_data"]:
    return next((state for state in _WORST if state in (actual.state, base.state)), "known")


def is_growth(condition: object) -> bool:
    """Whether a condition compares a rate of growth, or a difference, with an amount."""
    return isinstance(condition, Threshold) and isinstance(condition.subject, GrowthOf)


def looks_at_baseline(condition: object) -> bool:
    """Whether a condition compares a value with its own baseline: `grows` without an amount."""
    return isinstance(condition, Threshold) and isinstance(condition.bound, BaselineOf)


def baseline_moves(condition: Threshold) -> bool:
    """Whether the baseline goes on with the days: the same time a year ago is longer the later it is."""
    subject, bound = condition.subject, condition.bound
    named = subject.baseline if isinstance(subject, GrowthOf) else bound.baseline if isinstance(bound, BaselineOf) else ""
    return named == YEAR_EARLIER or (isinstance(subject, GrowthOf) and subject.over is not None)


def settled_growth(condition: Threshold, measured: Measured) -> bool | None:
    """Whether what is reported so far decides a growth for good, whatever is still missing."""
    level = level_of(condition, measured)
    return None if level is None else settled(measured.parts[0], level[0], level[1].base)


def as_level(condition: Threshold, measured: Measured) -> tuple[Threshold, Measured, Quantity] | None:
    """The same demand as one of the thing itself, with what it came to and what it has to come to."""
    level = level_of(condition, measured)
    if level is None or not isinstance(condition.subject, GrowthOf):
        return None
    op, bound = level
    told = attrs.evolve(condition, subject=condition.subject.subject, op=op, meaning=op, bound=Constant(bound))
    return told, measured.parts[0], bound


def level_of(condition: Threshold, measured: Measured) -> tuple[Op, Quantity] | None:
    """What the thing itself has to come to for its growth to meet the condition; None while its baseline, or its unit, is not
    known."""
    subject, bound = condition.subject, condition.bound
    if not isinstance(subject, GrowthOf) or not isinstance(bound, Constant) or len(measured.parts) != 2:
        return None
    actual, base = measured.parts
    if base.state != "known" or base.quantity is None:
        return None
    sign = -1 if subject.falls else 1
    op = MIRRORED[condition.meaning] if subject.falls else condition.meaning
    amount, b = sign * bound.quantity.base, base.quantity
    level = b.base + amount if subject.difference else b.base * (1 + amount)
    unit = actual.quantity.unit if actual.quantity is not None and actual.quantity.unit.fits(b.unit) else b.unit
    return op, Quantity(level / unit.factor, unit, max(b.places, actual.quantity.places if actual.quantity is not None else 0))
