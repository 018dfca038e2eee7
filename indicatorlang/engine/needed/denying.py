"""The opposite of a demand, and a demand on several things told one by one."""

from __future__ import annotations

import attrs

from indicatorlang.model.comparison import OPPOSITE
from indicatorlang.model.formula import Extreme
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    InRange,
    Negation,
    Threshold,
)


def denied(condition: Condition) -> Condition | None:
    """The condition that holds exactly where this one does not; None where no entry could say so."""
    match condition:
        case Threshold(meaning=meaning):
            return attrs.evolve(condition, meaning=OPPOSITE[meaning], schedule=())
        case AtLevel(op=op):
            return attrs.evolve(condition, op=OPPOSITE[op])
        case InRange(subject=subject, low=low, high=high, due=due):
            below = Threshold(subject, "<", low, "<" if condition.low_closed else "<=", due=due)
            above = Threshold(subject, ">", high, ">" if condition.high_closed else ">=", due=due)
            return AnyOf((below, above))
        case Negation(part=part):
            return part
        case All(parts=parts) | AnyOf(parts=parts):
            others = [denied(part) for part in parts]
            told = tuple(other for other in others if other is not None)
            if isinstance(condition, All):
                return AnyOf(told) if told else None
            return All(told) if len(told) == len(others) else None
    return None


def of_each(condition: Threshold) -> All | None:
    """The same demand on each of several things, where the lowest of them is to be high, or the highest low."""
    if not isinstance(condition.subject, Extreme):
        return None
    if condition.meaning not in ((">=", ">") if condition.subject.function == "min" else ("<=", "<")):
        return None
    return All(tuple(attrs.evolve(condition, subject=each, schedule=()) for each in condition.subject.arguments))
