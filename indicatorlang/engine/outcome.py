"""What judging one condition comes to, before weights: the common currency of the judges."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.library.units import default_aggregate
from indicatorlang.model.actual import Kind
from indicatorlang.model.assessment import MilestoneResult, Modifier, Working
from indicatorlang.model.indicator import AtLevel, Op
from indicatorlang.model.measured import Measured, PeriodResult
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level
from indicatorlang.model.unit import POINTS
from indicatorlang.model.verdict import Verdict


@frozen
class Outcome:
    """`fraction` is None unless met or missed. `points` overrides it where a score was given beside a level. `interval` are the
    fractions between which an assumed score may lie. `parts` are the outcomes below and/or/not, in order."""

    verdict: Verdict
    due: dt.date
    actual: Measured | None = None
    fraction: Fraction | None = None
    points: Fraction | None = None
    bound: Quantity | None = None
    gap: Quantity | None = None
    excess: Quantity | None = None
    working: Working | None = None
    recoverable: bool | None = None
    milestones: tuple[MilestoneResult, ...] = ()
    periods: tuple[PeriodResult, ...] = ()
    interval: tuple[Fraction, Fraction] | None = None
    problems: tuple[Diagnostic, ...] = ()
    assumed: tuple[Diagnostic, ...] = ()
    parts: tuple[Outcome, ...] = ()
    bound_decided: bool = False
    modifiers: tuple[Modifier, ...] = ()


def compare(op: Op, actual: Fraction, bound: Fraction) -> bool:
    """Whether `actual op bound` holds, exactly."""
    match op:
        case ">=":
            return actual >= bound
        case "<=":
            return actual <= bound
        case ">":
            return actual > bound
        case "<":
            return actual < bound
        case "==":
            return actual == bound
    return actual != bound


def level_holds(condition: AtLevel, level: Level) -> bool:
    """Whether a level is what the condition demands of it."""
    return compare(condition.op, Fraction(condition.scale.rank(condition.level) - condition.scale.rank(level)), Fraction(0))


def steps_below(condition: AtLevel, level: Level) -> int:
    """How many steps a level lies below the worst one that meets `>=` or `>`; negative above it."""
    steps = condition.scale.rank(level) - condition.scale.rank(condition.level)
    return steps + 1 if condition.op == ">" else steps  # better than a level demands the next better one


def distance(actual: Quantity, bound: Quantity) -> Quantity:
    """How far apart, positive, in the bound's unit; in 百分点 where the bound is a percentage."""
    between = abs(actual.base - bound.base)
    unit = POINTS if bound.unit.is_percent else bound.unit
    written = actual.within(bound.unit) if actual.unit.fits(bound.unit) else actual
    return Quantity(between / unit.factor, unit, max(written.places, bound.places))


def positive(gap: Quantity | None) -> Quantity | None:
    """A gap as it is reported: at an excluded bound nothing is missing."""
    return gap if gap is not None and gap.number else None


def grows_only(measured: Measured) -> bool:
    """Whether later periods can only raise the value: sums and running totals of numbers that are not negative."""
    if measured.cases is not None and not measured.parts:
        return measured.aggregate == "count"  # further cases can only be added
    counted = [o.quantity for o in measured.inputs if o.quantity is not None and not o.replaced and not o.checked]
    flows = all(
        default_aggregate(q.unit, Kind.PERIOD) == "sum" for q in counted
    )  # a rate since the start of the year may fall again
    adds_up = measured.aggregate == "sum" or (measured.aggregate == "last" and measured.kind == "ytd" and flows)
    return bool(counted) and not measured.parts and adds_up and all(q.number >= 0 for q in counted)


def settled(measured: Measured, op: Op, bound: Fraction) -> bool | None:
    """Whether what is reported so far decides `op bound` for good, whatever is still missing: True, False, or None (open)."""
    passing = measured.aggregate == "elapsed" and measured.state == "no_data"  # time goes on
    if measured.quantity is None or (measured.parts and not passing) or measured.evidence_missing:
        return None
    value = measured.quantity.base
    holds = compare(op, value, bound)
    rises = grows_only(measured) or measured.aggregate == "max" or passing
    falls = measured.aggregate == "min"
    if op in ("==", "!="):
        passed = (rises and value > bound) or (falls and value < bound)
        return op == "!=" if passed else None
    if (op in (">=", ">") and rises and holds) or (op in ("<=", "<") and falls and holds):
        return True
    if (op in ("<=", "<") and rises and not holds) or (op in (">=", ">") and falls and not holds):
        return False
    return None
