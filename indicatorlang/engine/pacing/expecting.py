"""What can be expected of a target before it is due: by its milestones, by its plan, else in equal parts over the time it has.

Milestones come first: those of the target's own schedule, or the other rows over the same measure. Between two points the earlier
one holds (a step), or, where the row says so, a straight line leads from one to the other, by months where all of them end
months, else by days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from indicatorlang.engine.judging import Row
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import ExpectedAt
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Indicator, Threshold
from indicatorlang.model.period import Period, month_end
from indicatorlang.model.quantity import Quantity

_DAY = dt.timedelta(days=1)


@frozen
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


def stages_before(condition: Threshold, row: Row, known: Trajectories) -> tuple[Stage, ...]:
    """The stages on the way to a target: its own schedule without the last step, else earlier rows over the same measure."""
    if condition.schedule:
        return tuple(Stage(step.by, step.bound) for step in condition.schedule[:-1])
    if not isinstance(condition.subject, MeasureRef):
        return ()
    due = condition.due or row.scene.ruleset.span.end
    return tuple(stage for stage in _risen(condition, row, known) if stage.by < due)


def has_trajectory(condition: Threshold, row: Row, known: Trajectories) -> bool:
    """Whether the plan says more than one target: a schedule, or several rows over the same measure. Then nothing is owed before
    its first milestone, and no straight line is drawn."""
    if condition.schedule:
        return True
    return bool(_risen(condition, row, known))


def _risen(condition: Threshold, row: Row, known: Trajectories) -> tuple[Stage, ...]:
    """The demands of other rows over the same measure that are less and earlier, or more and later: one rising plan with this one.
    Two rows that demand the same, or less later on, are no plan."""
    if not isinstance(condition.subject, MeasureRef) or not isinstance(condition.bound, Constant):
        return ()
    due, bound = condition.due or row.scene.ruleset.span.end, condition.bound.quantity
    others = [stage for stage in known.get(condition.subject.measure, ()) if stage.row != row.indicator.id]
    fitting = [stage for stage in others if stage.bound.unit.fits(bound.unit)]
    return tuple(
        stage
        for stage in fitting
        if (stage.by < due and stage.bound.base < bound.base) or (stage.by > due and stage.bound.base > bound.base)
    )


def plan_set_aside(condition: object, row: Row, known: Trajectories) -> bool:
    """Whether the row has a plan of its own that does not count, for milestones come first."""
    return isinstance(condition, Threshold) and row.indicator.plan is not None and has_trajectory(condition, row, known)


def points_of(condition: Threshold, bound: Quantity, row: Row, known: Trajectories) -> tuple[Stage, ...]:
    """All points on the way to a target and the target itself, where milestones or a plan state any."""
    due, plan = condition.due or row.scene.ruleset.span.end, row.indicator.plan
    if has_trajectory(condition, row, known):
        return (*stages_before(condition, row, known), Stage(due, bound))
    if plan is None or not plan.points:
        return ()
    points = tuple(Stage(point.by, point.of(bound)) for point in plan.points)
    return points if points[-1].by >= due else (*points, Stage(due, points[-1].bound))


def expected_at(condition: Threshold, bound: Quantity, row: Row, known: Trajectories, day: dt.date) -> ExpectedAt | None:
    """What is to be there by a day; None before anything is."""
    stages = points_of(condition, bound, row, known)
    if stages:
        return _between(stages, row, day, "milestone" if has_trajectory(condition, row, known) else "plan")
    span, plan = row.scene.ruleset.span, row.indicator.plan
    due = condition.due or span.end
    by_days = plan is not None and plan.by == "days"
    if by_days:
        done, whole = (min(day, due) - span.start).days + 1, (due - span.start).days + 1
    else:
        done, whole = months_done(span.start, day), months_done(span.start, due)
    if done <= 0 or whole <= 0:
        return None
    part = Quantity(bound.number * min(done, whole) / whole, bound.unit, bound.places)
    return ExpectedAt(part, "days" if by_days else "linear", day=day)


def _between(stages: tuple[Stage, ...], row: Row, day: dt.date, by: Literal["milestone", "plan"]) -> ExpectedAt | None:
    """What holds on a day: the last point that has passed, or the straight line from it to the next."""
    passed = [stage for stage in stages if stage.by <= day]
    coming = next((stage for stage in stages if stage.by > day), None)
    last = passed[-1] if passed else None
    if row.indicator.interpolate == "linear" and coming is not None and (last is None or last.by < day):
        start = last.by if last is not None else row.scene.ruleset.span.start - _DAY
        low = last.bound.base if last is not None else Fraction(0)
        base = low + (coming.bound.base - low) * _part(start, day, coming.by)
        between = Quantity(base / coming.bound.unit.factor, coming.bound.unit, coming.bound.places)
        return ExpectedAt(between, by, day=day, between=True)
    if last is None:
        return None
    return ExpectedAt(last.bound, by, last.row, last.by)


def _part(start: dt.date, day: dt.date, end: dt.date) -> Fraction:
    """How much of the time has passed: by months where all three days end months, else by days."""
    if all(each == month_end(each.year, each.month) for each in (start, day, end)):
        return Fraction(_months(start, day), _months(start, end))
    return Fraction((day - start).days, (end - start).days)


def _months(start: dt.date, end: dt.date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def months_done(start: dt.date, day: dt.date) -> int:
    """How many whole months from `start` have ended by `day`."""
    months = (day.year - start.year) * 12 + day.month - start.month
    return max(0, months + (1 if day == month_end(day.year, day.month) else 0))
