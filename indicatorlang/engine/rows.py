"""One row: every way of reading its data is evaluated, and if they agree the row has a result.

This is where the double-meaning rule lives: same verdict, score and pace under all readings — go on and say so; different —
the row is invalid and both spellings are offered. Nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.facts import RowFacts
from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.needed import needed
from indicatorlang.engine.outcome import Outcome, positive
from indicatorlang.engine.pace import pace_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems import DeadlineReadTwoWays, DeadlineUnclear, TargetNotReadable
from indicatorlang.engine.series import Choice, Doubt, Option
from indicatorlang.engine.values import Scene, leaves
from indicatorlang.engine.why import explain
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult, Pace, Verdict, Working
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    Deferred,
    DoneBy,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Negation,
    Single,
    Threshold,
    Trend,
    conditions,
)
from indicatorlang.model.number import round_half_up
from indicatorlang.model.unit import PLAIN

ZERO = Fraction(0)


@attrs.frozen
class Judged:
    """An outcome with its pace, and the points it comes to: what must agree between readings."""

    outcome: Outcome
    pace: Pace | None
    score: Fraction | None

    @property
    def decision(self) -> tuple[object, ...]:
        """Verdict, score, pace."""
        pace = None if self.pace is None else (self.pace.colour, self.pace.index)
        return self.outcome.verdict, self.score, pace


def evaluate_row(indicator: Indicator, plan: Plan, scene: Scene, facts: RowFacts) -> IndicatorResult:
    """The result of one indicator at the scene's date."""
    if indicator.condition is None:
        problem = TargetNotReadable(
            indicator=indicator.name, wording=indicator.wording, because=indicator.unread, place=indicator.place
        )
        return _result(
            indicator,
            Judged(Outcome(Verdict.INVALID, scene.ruleset.span.end, problems=(problem,)), None, None),
            plan,
            scene,
            facts,
        )
    switched_off = _switched_off(indicator, scene)
    if facts.not_applicable or switched_off:
        outcome = Outcome(Verdict.NOT_APPLICABLE, scene.ruleset.span.end, working=Working("when") if switched_off else None)
        return _result(indicator, Judged(outcome, None, None), plan, scene, facts)
    doubts = scene.book.doubts(plan.inputs[indicator.id], _last_day(indicator.condition, scene), plan.bounds[indicator.id])
    judged, agreed = _agree(indicator, indicator.condition, doubts, plan, scene, facts)
    result = _result(indicator, judged, plan, attrs.evolve(scene, choice=_first(doubts)), facts)
    return attrs.evolve(result, assumed=(*indicator.assumed, *dict.fromkeys(result.assumed), *agreed))


def _switched_off(indicator: Indicator, scene: Scene) -> bool:
    """Whether `when` is known to be false."""
    if indicator.when is None:
        return False
    return judge(as_it_stands(indicator.when, scene.as_of), Row(indicator, scene)).verdict is Verdict.MISSED


def as_it_stands(condition: Condition, day: dt.date) -> Condition:
    """The condition as if it were due by `day` at the latest: a `when` is judged on what is known."""
    match condition:
        case All(parts=parts):
            return All(tuple(as_it_stands(part, day) for part in parts))
        case AnyOf(parts=parts):
            return AnyOf(tuple(as_it_stands(part, day) for part in parts))
        case Negation(part=part):
            return Negation(as_it_stands(part, day))
        case Threshold(due=due):
            return attrs.evolve(condition, due=min(due or day, day), due_other=None, schedule=())
        case InRange() | AtLevel() | DoneBy() | EachPeriod() | Trend() | EachCase():
            return attrs.evolve(condition, due=min(condition.due or day, day), due_other=None)
    return condition


def _last_day(condition: Condition, scene: Scene) -> dt.date:
    """Up to which day values play a part: later ones decide neither a verdict nor how a value was meant."""
    days = [part.due or scene.ruleset.span.end for part in conditions(condition) if isinstance(part, Single | Deferred)]
    if any(isinstance(part, DoneBy) for part in conditions(condition)):
        return scene.as_of
    return min(scene.as_of, max(days))


def _first(doubts: tuple[Doubt, ...]) -> Choice:
    return _choice(doubts, tuple(doubt.options[0] for doubt in doubts))


def _choice(doubts: tuple[Doubt, ...], picked: tuple[Option, ...]) -> Choice:
    taken: dict[str, Any] = {doubt.axis: option for doubt, option in zip(doubts, picked, strict=True)}
    return Choice(**taken)


def _agree(
    indicator: Indicator, condition: Condition, doubts: tuple[Doubt, ...], plan: Plan, scene: Scene, facts: RowFacts
) -> tuple[Judged, tuple[Diagnostic, ...]]:
    """Judge under every reading. Returns the first when all agree, with what to say; else an invalid outcome."""
    first: Judged | None = None
    agreed: tuple[Diagnostic, ...] = ()
    for reading, remarks in _dates(condition):
        tried: dict[tuple[Option, ...], Judged] = {}
        for picked in itertools.product(*(doubt.options for doubt in doubts)):
            row = Row(indicator, attrs.evolve(scene, choice=_choice(doubts, picked)), facts.score)
            tried[picked] = _judged(reading, row, plan, facts)
        start = tried[tuple(doubt.options[0] for doubt in doubts)]
        problems = tuple(_differing(doubts, tried))
        if problems:
            return _unclear(start, problems), ()
        if first is None:
            first = start
        elif first.decision != start.decision:
            deadline = DeadlineUnclear(first=first.outcome.due, second=start.outcome.due, place=indicator.place)
            return _unclear(first, (deadline,)), ()
        else:
            agreed += remarks
    assert first is not None  # there is always at least one reading
    return first, agreed + tuple(doubt.agreed(doubt.options[0]) for doubt in doubts)


def _unclear(judged: Judged, problems: tuple[Diagnostic, ...]) -> Judged:
    """What is left of an outcome when its readings disagree: the values, and what to settle."""
    outcome, due = judged.outcome, judged.outcome.due
    left = Outcome(Verdict.INVALID, due, outcome.actual, bound=outcome.bound, parts=outcome.parts, problems=problems)
    return Judged(attrs.evolve(left, assumed=outcome.assumed), None, None)


def _differing(doubts: tuple[Doubt, ...], tried: dict[tuple[Option, ...], Judged]) -> Iterator[Diagnostic]:
    """For each doubt that changes the decision: the error that offers both spellings and both values."""
    for index, doubt in enumerate(doubts):
        for picked, judged in tried.items():
            other = (*picked[:index], doubt.options[0], *picked[index + 1 :])
            if judged.decision != tried[other].decision:
                yield doubt.differing()
                break


def _dates(condition: Condition) -> Iterator[tuple[Condition, tuple[Diagnostic, ...]]]:
    """The condition under each reading of an ambiguous deadline."""
    yield condition, ()
    if isinstance(condition, Single) and condition.due is not None and condition.due_other is not None:
        remark = DeadlineReadTwoWays(first=condition.due, second=condition.due_other)
        yield attrs.evolve(condition, due=condition.due_other, due_other=None), (remark,)


def _judged(condition: Condition, row: Row, plan: Plan, facts: RowFacts) -> Judged:
    outcome = judge(condition, row)
    return Judged(outcome, pace_of(condition, outcome, row, plan.stages), _score(outcome, row.indicator, row.scene, facts))


def _score(outcome: Outcome, indicator: Indicator, scene: Scene, facts: RowFacts) -> Fraction | None:
    """Points: fraction × weight, rounded once, less a manual deduction; 0 without data, none when there is nothing to score."""
    places = scene.ruleset.profile.places
    match outcome.verdict:
        case Verdict.NO_DATA:
            return ZERO
        case Verdict.MET | Verdict.MISSED:
            points = outcome.points if outcome.points is not None else (outcome.fraction or ZERO) * indicator.weight
            return max(ZERO, round_half_up(points - (facts.deduct or ZERO), places))
    return None


def _result(indicator: Indicator, judged: Judged, plan: Plan, scene: Scene, facts: RowFacts) -> IndicatorResult:
    outcome = judged.outcome
    row = Row(indicator, scene, facts.score)
    facts = scene.book.facts(indicator.id, scene.as_of, _used(outcome))
    return attrs.evolve(
        _bare(indicator, outcome, scene),
        score=judged.score,
        pace=judged.pace,
        needed=needed(indicator.condition, outcome, row, plan.stages) if indicator.condition is not None else (),
        interval=_interval(outcome, indicator, scene, facts),
        deduction=facts.deduct if judged.score is not None and outcome.verdict is not Verdict.NO_DATA else None,
        deduction_reason=facts.deduct_reason,
        reason=facts.reason,
        reason_missing=_reason_missing(indicator, outcome, scene, facts),
        evidence=facts.evidence,
        forecast=facts.forecast,
        forecast_of=facts.forecast_of,
        forecast_unit=_forecast_unit(facts, indicator, scene),
        forecast_origin=facts.origins.get("forecast"),
        likelihood=facts.likelihood,
        note=facts.note,
        extra=facts.extra,
    )


def _interval(outcome: Outcome, indicator: Indicator, scene: Scene, facts: RowFacts) -> tuple[Fraction, Fraction] | None:
    """The points between which an assumed score may lie, less a manual deduction."""
    if outcome.interval is None:
        return None
    low, high = (round_half_up(end * indicator.weight, scene.ruleset.profile.places) for end in outcome.interval)
    off = facts.deduct or ZERO
    return max(ZERO, low - off), max(ZERO, high - off)


def _used(outcome: Outcome) -> tuple[Observation, ...]:
    """The observations an outcome stands on, those of its parts too; corrections and checks left out."""
    own = [o for leaf in (leaves(outcome.actual) if outcome.actual is not None else ()) for o in leaf.inputs]
    below = [o for part in outcome.parts for o in _used(part)]
    return tuple(o for o in (*own, *below) if not o.replaced and not o.checked)


def _forecast_unit(facts: RowFacts, indicator: Indicator, scene: Scene) -> str:
    """The unit a bare forecast is in: that of the measure that is forecast."""
    if facts.forecast is None:
        return ""
    name = facts.forecast_of or next(iter(scene.ruleset.inputs_of(indicator)), "")
    unit = scene.measure(name).unit
    seen = next((o.quantity.unit for o in scene.book.observations(name) if o.quantity is not None), None)
    return (unit or seen or PLAIN).text


def _reason_missing(indicator: Indicator, outcome: Outcome, scene: Scene, facts: RowFacts) -> bool:
    """Whether the filler owes a reason: below the target, without data, far above the target, or where the row asks for one."""
    if facts.reason:
        return False
    if indicator.reason_required and outcome.verdict is Verdict.MET:
        return True
    if outcome.verdict in (Verdict.MISSED, Verdict.NO_DATA):
        return True
    if outcome.excess is None or outcome.working is None or outcome.working.actual is None or outcome.working.target is None:
        return False
    target = outcome.working.target.base
    return target > 0 and outcome.working.actual.base / target > scene.ruleset.profile.explain_above


def _parts(indicator: Indicator, outcome: Outcome, scene: Scene) -> tuple[IndicatorResult, ...]:
    """The parts of and/or/not as results of their own, without points."""
    match indicator.condition:
        case All(parts=below) | AnyOf(parts=below):
            pass
        case Negation(part=part):
            below = (part,)
        case _:
            return ()
    pairs = zip(below, outcome.parts, strict=False)
    return tuple(
        _bare(attrs.evolve(indicator, id=f"{indicator.id}.{n}", weight=ZERO, condition=condition), part, scene)
        for n, (condition, part) in enumerate(pairs, 1)
    )


def _bare(indicator: Indicator, outcome: Outcome, scene: Scene) -> IndicatorResult:
    """The result of a condition without what is told of whole rows only: points, pace, needs, facts."""
    return IndicatorResult(
        indicator=indicator,
        verdict=outcome.verdict,
        weight=indicator.weight,
        fraction=outcome.fraction,
        gap=positive(outcome.gap),
        excess=outcome.excess,
        actual=outcome.actual,
        bound=outcome.bound,
        working=outcome.working,
        due=None if scene.ruleset.undated else outcome.due,  # the span is only a stand-in
        recoverable=outcome.recoverable,
        milestones=outcome.milestones,
        periods=outcome.periods,
        parts=_parts(indicator, outcome, scene),
        assumed=outcome.assumed,
        problems=outcome.problems,
        bound_decided=outcome.bound_decided,
        as_of=None if scene.ruleset.undated else scene.as_of,
        span=scene.ruleset.span,
        explainer=explain,
    )
