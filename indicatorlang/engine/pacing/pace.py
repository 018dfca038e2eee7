"""Whether a row that is not due yet is on its way: colour and index, milestones before straight lines.

A running total with a more-is-better target is held against its trajectory: the milestones of its own schedule, or the other
rows over the same measure, else a straight line by months. Everything else is held against its target as it stands.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.outcome import Outcome, compare, level_holds, steps_below
from indicatorlang.engine.pacing.expecting import Stage, Trajectories, expected_at, stages_before
from indicatorlang.engine.value.cadence import periods_to_come
from indicatorlang.engine.value.growth import as_level, baseline_moves, is_growth
from indicatorlang.engine.value.values import value_of
from indicatorlang.model.assessment import ExpectedAt, Pace
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    Trend,
)
from indicatorlang.model.measured import Measured
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import measures_spending
from indicatorlang.model.unit import PERCENT
from indicatorlang.model.verdict import Colour, Verdict

HUNDRED = Fraction(100)
ORDER = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE)


def worst(colours: list[Colour]) -> Colour | None:
    """The worst of several colours; None of none."""
    return min(colours, key=ORDER.index, default=None)


def colour_of(index: Fraction, profile: Profile) -> Colour:
    """The colour of an index, by the profile's limits."""
    red, yellow, green = profile.pace
    return Colour.RED if index < red else Colour.YELLOW if index < yellow else Colour.GREEN if index < green else Colour.BLUE


def pace_of(condition: Condition, outcome: Outcome, row: Row, known: Trajectories) -> Pace | None:
    """The pace of a row that is not due, or of which periods are still to come; None for any other row, and a pace without a colour
    when there is no data."""
    if isinstance(condition, EachPeriod | Trend):
        return _of_periods(condition, outcome, row)
    if outcome.verdict is not Verdict.NOT_DUE:
        return None
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            below = [pace_of(p, o, row, known) for p, o in zip(parts, outcome.parts, strict=True)]
            colours = [p.colour for p in below if p is not None and p.colour is not None]
            return Pace(Colour.RED if outcome.recoverable is False else worst(colours))
        case Negation():
            return Pace(Colour.RED if outcome.recoverable is False else None)
    actual = outcome.actual
    if actual is None or actual.state != "known":
        return Pace(Colour.RED) if outcome.recoverable is False else Pace(None)
    match condition:
        case Threshold():
            pace = _of_threshold(condition, actual, row, known)
        case InRange():
            pace = _of_range(outcome, actual, row)
        case AtLevel(op=op) if actual.level is not None:
            one_below = op in (">=", ">") and steps_below(condition, actual.level) == 1
            pace = Pace(Colour.GREEN if level_holds(condition, actual.level) else Colour.YELLOW if one_below else Colour.RED)
        case DoneBy():
            pace = Pace(Colour.GREEN)
        case EachCase():
            pace = _of_cases(outcome, actual, row)
        case _:
            pace = Pace(None)
    return attrs.evolve(pace, colour=Colour.RED) if outcome.recoverable is False else pace


def _of_periods(condition: EachPeriod | Trend, outcome: Outcome, row: Row) -> Pace | None:
    """While periods are still to come: green as long as all that have ended hold, red as soon as one does not."""
    if not periods_to_come(condition, row.scene):
        return None
    return Pace({Verdict.MET: Colour.GREEN, Verdict.MISSED: Colour.RED}.get(outcome.verdict))


def _of_cases(outcome: Outcome, actual: Measured, row: Row) -> Pace:
    """The share of the cases that meet the demand so far against the one that is demanded."""
    bound, share = outcome.bound, actual.quantity
    if bound is None or share is None:
        return Pace(None)
    index = share.base / bound.base * HUNDRED
    return Pace(colour_of(index, row.scene.ruleset.profile), index, ExpectedAt(bound, "target"))


def _of_threshold(condition: Threshold, actual: Measured, row: Row, known: Trajectories) -> Pace:
    if is_growth(condition) and not baseline_moves(condition):
        level = as_level(condition, actual)
        # A growth of what adds up is told of the total: a rate over a whole year says nothing before the year is over.
        if level is not None and level[1].quantity is not None and _accumulates(level[0], level[1]):
            return _of_bound(level[0], level[1], level[2], row, known)
    bound = value_of(condition.bound, row.scene, row.as_of).quantity
    if bound is None or actual.quantity is None or not actual.quantity.unit.fits(bound.unit):
        return Pace(None)
    return _of_bound(condition, actual, bound, row, known)


def _of_bound(condition: Threshold, actual: Measured, bound: Quantity, row: Row, known: Trajectories) -> Pace:
    """Against a trajectory where it is a running total of which more is better, else against the bound as it stands."""
    profile = row.scene.ruleset.profile
    if actual.quantity is None:
        return Pace(None)
    if measures_spending(row.indicator):
        return _of_budget(condition, bound, actual.quantity, row)
    planned = row.indicator.plan is not None and row.indicator.plan.points
    if condition.meaning in (">=", ">") and (planned or _accumulates(condition, actual)) and not baseline_moves(condition):
        return _on_trajectory(condition, actual.quantity, bound, row, known)
    as_it_stands = ExpectedAt(bound, "target")
    if condition.meaning in (">=", ">") and bound.base > 0:
        index = actual.quantity.base / bound.base * HUNDRED
        return Pace(colour_of(index, profile), index, as_it_stands)
    holds = compare(condition.meaning, actual.quantity.base, bound.base)
    return Pace(Colour.GREEN if holds else Colour.RED, None, as_it_stands)


def _accumulates(condition: Threshold, actual: Measured) -> bool:
    """Whether the value is a running total, so that a part of the target is what can be expected today."""
    return isinstance(condition.subject, MeasureRef) and not actual.parts and (actual.aggregate == "sum" or actual.kind == "ytd")


def _on_trajectory(condition: Threshold, actual: Quantity, bound: Quantity, row: Row, known: Trajectories) -> Pace:
    """Against what is expected by now; a milestone that is due and was missed holds the colour down."""
    profile = row.scene.ruleset.profile
    expected = expected_at(condition, bound, row, known, row.as_of)
    passed = [stage for stage in stages_before(condition, row, known) if stage.by <= row.as_of]
    capped = any(_missed(condition, stage, row) for stage in passed)
    if expected is None or expected.quantity is None or expected.quantity.base <= 0:
        colour, index = Colour.YELLOW if capped else Colour.GREEN, None
    else:
        index = actual.base / expected.quantity.base * HUNDRED
        colour = colour_of(index, profile)
    if profile.blue == "whole_year":
        colour = _of_whole_year(colour, actual, bound, profile)
    if capped and colour in (Colour.GREEN, Colour.BLUE):
        colour = Colour.YELLOW
    return Pace(colour, index, expected, capped)


def _of_whole_year(colour: Colour, actual: Quantity, bound: Quantity, profile: Profile) -> Colour:
    """The other use of blue (M1'): for the target of the whole year, not for what is expected by now; nothing done is red."""
    if not actual.base:
        return Colour.RED
    if bound.base > 0 and actual.base / bound.base * HUNDRED >= profile.pace[2]:
        return Colour.BLUE
    return Colour.GREEN if colour is Colour.BLUE else colour


def _missed(condition: Threshold, stage: Stage, row: Row) -> bool:
    measured = value_of(condition.subject, row.scene, stage.by)
    if measured.state != "known" or measured.quantity is None or not measured.quantity.unit.fits(stage.bound.unit):
        return False
    return not compare(condition.meaning, measured.quantity.base, stage.bound.base)


def _of_range(outcome: Outcome, actual: Measured, row: Row) -> Pace:
    if outcome.gap is None:
        return Pace(Colour.GREEN, None, ExpectedAt(outcome.bound, "target"))
    bound = outcome.bound
    if bound is None or actual.quantity is None or actual.quantity.base > bound.base or bound.base <= 0:
        return Pace(Colour.RED, None, ExpectedAt(bound, "target"))
    index = actual.quantity.base / bound.base * HUNDRED
    return Pace(colour_of(index, row.scene.ruleset.profile), index, ExpectedAt(bound, "target"))


def _of_budget(condition: Threshold, bound: Quantity, rate: Quantity, row: Row) -> Pace:
    """Budget execution against the share of the year that has passed, or its plan; never blue (M5)."""
    span, plan = row.scene.ruleset.span, row.indicator.plan
    if plan is not None and plan.points:
        expected = expected_at(condition, bound, row, {}, row.as_of)
    else:
        whole = attrs.evolve(condition, due=span.end, schedule=())
        found = expected_at(whole, Quantity(HUNDRED, PERCENT, 2), row, {}, row.as_of)
        expected = None if found is None else attrs.evolve(found, by="budget")
    if expected is None or expected.quantity is None or not expected.quantity.base:
        return Pace(Colour.GREEN)
    index = rate.base / expected.quantity.base * HUNDRED
    colour = colour_of(index, row.scene.ruleset.profile)
    return Pace(Colour.GREEN if colour is Colour.BLUE else colour, index, expected)
