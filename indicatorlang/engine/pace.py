"""Whether a row that is not due yet is on its way: colour and index, milestones before straight lines.

A running total with a more-is-better target is held against its trajectory: the milestones of its own schedule, or the other
rows over the same measure, else a straight line by months. Everything else is held against its target as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import attrs

from indicatorlang.engine.judging import Row
from indicatorlang.engine.outcome import Outcome, compare, level_holds, steps_below
from indicatorlang.engine.values import value_of
from indicatorlang.model.assessment import Colour, ExpectedAt, Measured, Pace, Verdict
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import All, AnyOf, AtLevel, Condition, DoneBy, Indicator, InRange, Negation, Threshold
from indicatorlang.model.period import Period, month_end
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import measures_spending
from indicatorlang.model.unit import PERCENT

HUNDRED = Fraction(100)
ORDER = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE)


@attrs.frozen
class Stage:
    """One point of a trajectory: so much by that day; `row` is the indicator it comes from, None for the row's own schedule."""

    by: dt.date
    bound: Quantity
    row: str | None = None


Trajectories = Mapping[str, tuple[Stage, ...]]


def trajectories(indicators: tuple[Indicator, ...], span: Period) -> dict[str, tuple[Stage, ...]]:
    """For each measure that several rows demand more and more of: their demands, by day."""
    found: dict[str, list[Stage]] = {}
    for indicator in indicators:
        match indicator.condition:
            case Threshold(subject=MeasureRef(measure=measure), bound=Constant(quantity=bound), meaning=">=" | ">", due=due):
                found.setdefault(measure, []).append(Stage(due or span.end, bound, indicator.id))
    return {name: tuple(sorted(stages, key=lambda s: (s.by, s.bound.base))) for name, stages in found.items()}


def worst(colours: list[Colour]) -> Colour | None:
    """The worst of several colours; None of none."""
    return min(colours, key=ORDER.index, default=None)


def colour_of(index: Fraction, profile: Profile) -> Colour:
    """The colour of an index, by the profile's limits."""
    red, yellow, green = profile.pace
    return Colour.RED if index < red else Colour.YELLOW if index < yellow else Colour.GREEN if index < green else Colour.BLUE


def months_done(span: Period, start: dt.date, day: dt.date) -> int:
    """How many whole months from `start` have ended by `day`."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return max(0, months + (1 if day == month_end(day.year, day.month) else 0))


def pace_of(condition: Condition, outcome: Outcome, row: Row, known: Trajectories) -> Pace | None:
    """The pace of a row that is not due; None for any other row, and a pace without a colour when there is no data."""
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
        case _:
            pace = Pace(None)
    return attrs.evolve(pace, colour=Colour.RED) if outcome.recoverable is False else pace


def _of_threshold(condition: Threshold, actual: Measured, row: Row, known: Trajectories) -> Pace:
    bound = value_of(condition.bound, row.scene, row.as_of).quantity
    if bound is None or actual.quantity is None or not actual.quantity.unit.fits(bound.unit):
        return Pace(None)
    profile = row.scene.ruleset.profile
    if measures_spending(row.indicator):
        return _of_budget(actual.quantity, row)
    if condition.meaning in (">=", ">") and _accumulates(condition, actual):
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
    profile, as_of, span = row.scene.ruleset.profile, row.as_of, row.scene.ruleset.span
    due = condition.due or span.end
    if has_trajectory(condition, row, known):
        passed = [stage for stage in stages_before(condition, row, known) if stage.by <= as_of]
        if not passed:
            return Pace(Colour.GREEN)
        last = passed[-1]
        expected = ExpectedAt(last.bound, "milestone", last.row, last.by)
        capped = any(_missed(condition, stage, row) for stage in passed)
    else:
        done, whole = months_done(span, span.start, as_of), months_done(span, span.start, due)
        if done <= 0 or whole <= 0:
            return Pace(Colour.GREEN)
        expected = ExpectedAt(Quantity(bound.number * min(done, whole) / whole, bound.unit, bound.places), "linear", day=as_of)
        capped = False
    if expected.quantity is None or expected.quantity.base <= 0:
        return Pace(Colour.YELLOW if capped else Colour.GREEN, None, expected, capped)
    index = actual.base / expected.quantity.base * HUNDRED
    colour = colour_of(index, profile)
    if capped and colour in (Colour.GREEN, Colour.BLUE):
        colour = Colour.YELLOW
    return Pace(colour, index, expected, capped)


def stages_before(condition: Threshold, row: Row, known: Trajectories) -> tuple[Stage, ...]:
    """The stages on the way to a target: its own schedule without the last step, else earlier rows over the same measure."""
    if condition.schedule:
        return tuple(Stage(step.by, step.bound) for step in condition.schedule[:-1])
    if not isinstance(condition.subject, MeasureRef):
        return ()
    due = condition.due or row.scene.ruleset.span.end
    rows = known.get(condition.subject.measure, ())
    return tuple(stage for stage in rows if stage.by < due and stage.row != row.indicator.id)


def has_trajectory(condition: Threshold, row: Row, known: Trajectories) -> bool:
    """Whether the plan says more than one target: a schedule, or several rows over the same measure. Then nothing is owed before
    its first milestone, and no straight line is drawn."""
    if condition.schedule:
        return True
    rows = known.get(condition.subject.measure, ()) if isinstance(condition.subject, MeasureRef) else ()
    return any(stage.row != row.indicator.id for stage in rows)


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


def _of_budget(rate: Quantity, row: Row) -> Pace:
    """Budget execution against the share of the year that has passed; never blue (M5)."""
    span, profile = row.scene.ruleset.span, row.scene.ruleset.profile
    done = months_done(span, span.start, row.as_of)
    if done <= 0:
        return Pace(Colour.GREEN)
    share = Fraction(done, span.months)
    index = rate.base / share * HUNDRED
    colour = colour_of(index, profile)
    expected = ExpectedAt(Quantity(share * HUNDRED, PERCENT, 2), "budget", day=row.as_of)
    return Pace(Colour.GREEN if colour is Colour.BLUE else colour, index, expected)
