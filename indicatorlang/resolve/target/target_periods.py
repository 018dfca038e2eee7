"""Targets that hold period by period: `every week`, a measure that is judged 逐期考核, `rises each quarter`."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Threshold,
    Trend,
)
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.target.period_target_problems import ScheduleEveryPeriod, TrendSuffix
from indicatorlang.syntax import tree


def by_period(condition: Condition, every: tree.Cadence | None, scope: Scope) -> Condition | Diagnostic:
    """The condition, made one that holds in every period where the target or its measure says so; or what is wrong with that."""
    if not isinstance(condition, Threshold | InRange | AtLevel | DoneBy | EachCase):
        return condition
    if every is None and not _each(condition, scope):
        return condition
    if isinstance(condition, Threshold) and condition.schedule:
        return ScheduleEveryPeriod(every=every or "")
    part = attrs.evolve(condition, due=None, due_other=None)
    return EachPeriod(part, every, condition.due, condition.due_other)


def _each(condition: Threshold | InRange | AtLevel | DoneBy | EachCase, scope: Scope) -> bool:
    """Whether what is measured is one measure whose periods are each judged by themselves."""
    match condition:
        case Threshold(subject=MeasureRef(measure=name)) | InRange(subject=MeasureRef(measure=name)):
            return scope.measure(name).aggregate == "each"
        case AtLevel(measure=name) | DoneBy(measure=name):
            return scope.measure(name).aggregate == "each"
    return False


def trend(node: tree.Trend, subject: Expression, due: dt.date | None) -> Trend | Diagnostic:
    """`rises each quarter`; or what is wrong with it."""
    suffixes = node.suffixes
    if suffixes.on is not None:
        return TrendSuffix(text=suffixes.on.text)
    if suffixes.share is not None:
        return TrendSuffix(text=f"{suffixes.share.number}{suffixes.share.unit}")
    return Trend(subject, node.direction == "rises", node.each, due)
