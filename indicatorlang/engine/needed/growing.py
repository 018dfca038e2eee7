"""What growth demands of the thing that grows: which value of it, with the baseline as it will be on the day it is due."""

from __future__ import annotations

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.judging.row import bound_value, subject_value
from indicatorlang.engine.outcome import Outcome, distance
from indicatorlang.engine.value.growth import as_level, baseline_moves, is_growth, looks_at_baseline
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import InRange, Threshold
from indicatorlang.model.verdict import Verdict


def of_the_thing(condition: Threshold | InRange, outcome: Outcome, row: Row) -> tuple[Threshold | InRange, Outcome] | None:
    """The same demand with a fixed bound, and its outcome told of the thing itself; what is no growth stays as it is. None while
    the baseline is not known."""
    if not isinstance(condition, Threshold) or not (is_growth(condition) or looks_at_baseline(condition)):
        return condition, outcome
    at = min(outcome.due, row.as_of)
    if outcome.verdict is Verdict.NOT_DUE and baseline_moves(condition):
        at = outcome.due
    if looks_at_baseline(condition):
        bound = bound_value(condition.bound, row, at)
        if bound.state != "known" or bound.quantity is None:
            return None
        return attrs.evolve(condition, bound=Constant(bound.quantity)), attrs.evolve(outcome, bound=bound.quantity)
    told = as_level(condition, subject_value(condition.subject, row, at))
    if told is None or outcome.actual is None or not outcome.actual.parts:
        return None
    level, measured, quantity = told
    measured = measured if at <= row.as_of else outcome.actual.parts[0]
    gap = distance(measured.quantity, quantity) if measured.quantity is not None and outcome.gap is not None else None
    return level, attrs.evolve(outcome, actual=measured, bound=quantity, gap=gap)
