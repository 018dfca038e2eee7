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
from indicatorlang.engine.cases.percentages import case_doubts
from indicatorlang.engine.delivered.facts import RowFacts
from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.judging.earned import earned
from indicatorlang.engine.judging.modifiers import lacking_evidence, modified, points_of
from indicatorlang.engine.needed.needs import needed
from indicatorlang.engine.outcome import Outcome, positive
from indicatorlang.engine.pacing.expecting import plan_set_aside
from indicatorlang.engine.pacing.forecast import foretold
from indicatorlang.engine.pacing.pace import pace_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems.evaluation_problems import (
    ApplicabilityUnknown,
    DeadlineReadTwoWays,
    DeadlineUnclear,
    TargetNotReadable,
)
from indicatorlang.engine.problems.monitoring_problems import PlanSetAside
from indicatorlang.engine.series import Choice, Doubt, Option
from indicatorlang.engine.value.baselines import earlier_doubts
from indicatorlang.engine.value.growth import as_level, is_growth
from indicatorlang.engine.value.values import Scene, leaves
from indicatorlang.engine.why import explain
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult, Pace, Verdict, Working
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
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
    applies = applicability(indicator, scene)
    if facts.not_applicable or applies.known is False:
        working = Working("when") if applies.known is False else None
        outcome = Outcome(Verdict.NOT_APPLICABLE, _due_of(indicator.condition, scene), working=working, assumed=applies.remarks)
        return _result(indicator, Judged(outcome, None, None), plan, scene, facts)
    if applies.problems:
        outcome = Outcome(Verdict.INVALID, _due_of(indicator.condition, scene), problems=applies.problems)
        return _result(indicator, Judged(outcome, None, None), plan, scene, facts)
    doubts = scene.book.doubts(plan.inputs[indicator.id], _last_day(indicator.condition, scene), plan.bounds[indicator.id])
    doubts += earlier_doubts(indicator.condition, scene, _last_day(indicator.condition, scene), doubts)
    doubts += tuple(d for d in case_doubts(indicator.condition, scene) if d.axis not in {each.axis for each in doubts})
    judged, agreed = _agree(indicator, indicator.condition, doubts, plan, scene, facts)
    result = _result(indicator, judged, plan, attrs.evolve(scene, choice=_first(doubts)), facts)
    assumed = (*indicator.assumed, *applies.remarks, *dict.fromkeys(result.assumed), *agreed)
    return attrs.evolve(result, assumed=assumed)


@attrs.frozen
class Applicability:
    """Whether a row applies at all. `known` None: nobody can tell, so it is judged as if it did, and `remarks` say so; with
    `problems` the readings of the data disagree."""

    known: bool | None = True
    remarks: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def applicability(indicator: Indicator, scene: Scene) -> Applicability:
    """What `when` comes to at the date, under every reading of its data."""
    if indicator.when is None:
        return Applicability()
    condition = as_it_stands(indicator.when, scene.as_of)
    doubts = scene.book.doubts(scene.ruleset.inputs_of(attrs.evolve(indicator, condition=indicator.when)), scene.as_of)
    verdicts = {}
    for picked in itertools.product(*(doubt.options for doubt in doubts)):
        row = Row(indicator, attrs.evolve(scene, choice=_choice(doubts, picked)))
        verdicts[picked] = judge(condition, row).verdict
    first = next(iter(verdicts.values()))
    if any(verdict is not first for verdict in verdicts.values()):
        return Applicability(None, problems=tuple(doubt.differing() for doubt in doubts))
    remarks = tuple(doubt.agreed(doubt.options[0]) for doubt in doubts)
    if first in (Verdict.MET, Verdict.MISSED):
        return Applicability(first is Verdict.MET, remarks)
    unknown = ApplicabilityUnknown(when=indicator.when_text, invalid=first is Verdict.INVALID)
    return Applicability(None, (unknown, *remarks))


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


def _due_of(condition: Condition, scene: Scene) -> dt.date:
    """The day a condition is due: a composite with its last part."""
    return max(part.due or scene.ruleset.span.end for part in conditions(condition) if isinstance(part, Single))


def _last_day(condition: Condition, scene: Scene) -> dt.date:
    """Up to which day values play a part: later ones decide neither a verdict nor how a value was meant."""
    if any(isinstance(part, DoneBy) for part in conditions(condition)):
        return scene.as_of
    return min(scene.as_of, _due_of(condition, scene))


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
    outcome = earned(condition, judge(condition, row), row)
    known = _facts_of(outcome, row.indicator, row.scene, facts)
    outcome = modified(outcome, row.rules, known, _of_target(row.indicator, outcome))
    return Judged(outcome, pace_of(condition, outcome, row, plan.stages), _score(outcome, row, known))


def _facts_of(outcome: Outcome, indicator: Indicator, scene: Scene, facts: RowFacts) -> RowFacts:
    """The facts of a row with those of the values it stands on: their evidence counts too."""
    return attrs.evolve(facts, evidence=scene.book.facts(indicator.id, scene.as_of, _used(outcome)).evidence)


def _score(outcome: Outcome, row: Row, facts: RowFacts) -> Fraction | None:
    """Points, rounded once; 0 without data, none when there is nothing to score."""
    points = _points(outcome, row, facts)
    return points if points is None else row.scene.ruleset.profile.rounded(points)


def _points(outcome: Outcome, row: Row, facts: RowFacts) -> Fraction | None:
    """The points before rounding."""
    match outcome.verdict:
        case Verdict.NO_DATA:
            return ZERO
        case Verdict.MET | Verdict.MISSED:
            return points_of(outcome, row.indicator, row.rules, facts, outside=outcome.fraction is None)
    return None


def _result(indicator: Indicator, judged: Judged, plan: Plan, scene: Scene, facts: RowFacts) -> IndicatorResult:
    outcome = judged.outcome
    row = Row(indicator, scene, facts.score)
    facts = scene.book.facts(indicator.id, scene.as_of, _used(outcome))
    forecast, told = foretold(outcome, row, facts)
    if plan_set_aside(indicator.condition, row, plan.stages) and outcome.verdict is Verdict.NOT_DUE:
        told = (PlanSetAside(indicator=indicator.name, place=indicator.place), *told)
    return attrs.evolve(
        _bare(indicator, outcome, scene),
        forecast_result=forecast,
        assumed=(*outcome.assumed, *told),
        score=judged.score,
        pace=judged.pace,
        needed=needed(indicator.condition, outcome, row, plan.stages) if indicator.condition is not None else (),
        interval=_interval(outcome, row, facts),
        deduction=facts.deduct if judged.score is not None and outcome.verdict is not Verdict.NO_DATA else None,
        deduction_reason=facts.deduct_reason,
        evidence_deduction=_for_evidence(outcome, row, facts),
        points=_points(outcome, row, facts),
        cause=facts.cause,
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


def _interval(outcome: Outcome, row: Row, facts: RowFacts) -> tuple[Fraction, Fraction] | None:
    """The points between which an assumed score may lie, less what is taken off by hand and for missing evidence."""
    if outcome.interval is None:
        return None
    ends = (attrs.evolve(outcome, fraction=end, points=None) for end in outcome.interval)
    low, high = (points_of(end, row.indicator, row.rules, facts, outside=False) for end in ends)
    return row.scene.ruleset.profile.rounded(low), row.scene.ruleset.profile.rounded(high)


def _for_evidence(outcome: Outcome, row: Row, facts: RowFacts) -> Fraction | None:
    """The points taken off because there is no evidence; None where none are."""
    share = lacking_evidence(row.rules, facts)
    points = _points(outcome, row, facts)
    if not share or not points or points < 0 or share == 1:
        whole = (outcome.fraction or ZERO) * row.indicator.weight if share == 1 and points == 0 else ZERO
        return row.scene.ruleset.profile.rounded(whole) if whole else None
    return row.scene.ruleset.profile.rounded(points * share / (1 - share))


def _used(outcome: Outcome) -> tuple[Observation, ...]:
    """The observations an outcome stands on, those of its parts too; corrections and checks left out."""
    values = [] if outcome.actual is None else [outcome.actual, *([outcome.actual.against] if outcome.actual.against else [])]
    own = [o for value in values for leaf in leaves(value) for o in leaf.inputs]
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
    ratio = _of_target(indicator, outcome)
    return ratio is not None and ratio > scene.ruleset.profile.explain_above


def _of_target(indicator: Indicator, outcome: Outcome) -> Fraction | None:
    """How many times its target a row has surpassed came to; None where it has not, or where there are no such times."""
    if outcome.excess is None or outcome.working is None or outcome.working.actual is None or outcome.working.target is None:
        return None
    actual, target = outcome.working.actual, outcome.working.target
    if isinstance(indicator.condition, Threshold) and outcome.actual is not None and is_growth(indicator.condition):
        # 10% grown where 5% were asked is 105% of what was asked.
        told = as_level(indicator.condition, outcome.actual)
        actual, target = (told[1].quantity or actual, told[2]) if told is not None else (actual, target)
    return actual.base / target.base if target.base > 0 else None


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
    named = {n: (item.name, item.weight, item.canonical) for n, item in enumerate(indicator.items, 1)}
    parts = []
    for n, (condition, below_it) in enumerate(pairs, 1):
        name, weight, canonical = named.get(n, (indicator.name, ZERO, indicator.canonical))
        own = attrs.evolve(indicator, id=f"{indicator.id}.{n}", name=name, weight=weight, canonical=canonical)
        parts.append(_bare(attrs.evolve(own, condition=condition, changes=(), items=()), below_it, scene))
    return tuple(parts)


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
        modifiers=outcome.modifiers,
        rounding=scene.ruleset.profile.rounding,
        as_of=None if scene.ruleset.undated else scene.as_of,
        span=scene.ruleset.span,
        explainer=explain,
    )
