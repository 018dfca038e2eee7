"""The result of a row, from its outcome: points, needs, pace and what was reported."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.engine.delivered.facts import RowFacts
from indicatorlang.engine.judging import Row
from indicatorlang.engine.judging.modifiers import lacking_evidence, points_of
from indicatorlang.engine.needed.needs import needed
from indicatorlang.engine.outcome import Outcome, positive
from indicatorlang.engine.pacing.expecting import plan_set_aside
from indicatorlang.engine.pacing.forecast import foretold
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems.monitoring_problems import PlanSetAside
from indicatorlang.engine.value.growth import as_level, is_growth
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import leaves
from indicatorlang.engine.why import explain
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Observation
from indicatorlang.model.assessment import IndicatorResult, Pace
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    Indicator,
    Negation,
    Threshold,
)
from indicatorlang.model.unit import PLAIN
from indicatorlang.model.verdict import Verdict

ZERO = Fraction(0)


@frozen
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


def score_of(outcome: Outcome, row: Row, facts: RowFacts) -> Fraction | None:
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


def result_of(indicator: Indicator, judged: Judged, plan: Plan, scene: Scene, facts: RowFacts) -> IndicatorResult:
    """The whole result of a row that was judged."""
    outcome = judged.outcome
    row = Row(indicator, scene, facts.score)
    beside = scene.book.facts(indicator.id, scene.as_of, used_values(outcome))
    # A deduction counts whatever value it was written beside: the score has it, so the result tells it.
    facts = attrs.evolve(beside, deduct=facts.deduct, deduct_reason=facts.deduct_reason)
    forecast, told = foretold(outcome, row, facts)
    if plan_set_aside(indicator.condition, row, plan.stages) and outcome.verdict is Verdict.NOT_DUE:
        told = (PlanSetAside(indicator=indicator.name, place=indicator.place), *told)
    return attrs.evolve(
        _bare(indicator, outcome, scene),
        forecast_result=forecast,
        assumed=(*outcome.assumed, *told),
        score=judged.score,
        pace=judged.pace,
        needed=needed(indicator.condition, outcome, row, plan.stages) if plan.needs and indicator.condition is not None else (),
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


def used_values(outcome: Outcome) -> tuple[Observation, ...]:
    """The observations an outcome stands on, those of its parts too; corrections and checks left out."""
    values = [] if outcome.actual is None else [outcome.actual, *([outcome.actual.against] if outcome.actual.against else [])]
    own = [o for value in values for leaf in leaves(value) for o in leaf.inputs]
    below = [o for part in outcome.parts for o in used_values(part)]
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
    ratio = part_of_target(indicator, outcome)
    return ratio is not None and ratio > scene.ruleset.profile.explain_above


def part_of_target(indicator: Indicator, outcome: Outcome) -> Fraction | None:
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
