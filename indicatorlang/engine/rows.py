"""One row: every way of reading its data is evaluated, and if they agree the row has a result.

This is where the double-meaning rule lives: same verdict, score and pace under all readings — go on and say so; different —
the row is invalid and both spellings are offered. Nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.percentages import case_doubts
from indicatorlang.engine.delivered.facts import RowFacts
from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.judging.earned import earned
from indicatorlang.engine.judging.modifiers import modified
from indicatorlang.engine.outcome import Outcome
from indicatorlang.engine.pacing.pace import pace_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems.evaluation_problems import (
    ApplicabilityUnknown,
    DeadlineReadTwoWays,
    DeadlineUnclear,
    TargetNotReadable,
)
from indicatorlang.engine.row_result import Judged, part_of_target, result_of, score_of, used_values
from indicatorlang.engine.series import Choice, Doubt, Option
from indicatorlang.engine.value.baselines import earlier_doubts
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult, Working
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
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict


def evaluate_row(indicator: Indicator, plan: Plan, scene: Scene, facts: RowFacts) -> IndicatorResult:
    """The result of one indicator at the scene's date."""
    if indicator.condition is None:
        problem = TargetNotReadable(
            indicator=indicator.name, wording=indicator.wording, because=indicator.unread, place=indicator.place
        )
        return result_of(
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
        return result_of(indicator, Judged(outcome, None, None), plan, scene, facts)
    if applies.problems:
        outcome = Outcome(Verdict.INVALID, _due_of(indicator.condition, scene), problems=applies.problems)
        return result_of(indicator, Judged(outcome, None, None), plan, scene, facts)
    day = _last_day(indicator.condition, scene)
    doubts = _doubts(indicator.condition, scene, plan.inputs[indicator.id], day, plan.bounds[indicator.id])
    judged, agreed = _agree(indicator, indicator.condition, doubts, plan, scene, facts)
    result = result_of(indicator, judged, plan, attrs.evolve(scene, choice=_first(doubts)), facts)
    assumed = (*indicator.assumed, *applies.remarks, *dict.fromkeys(result.assumed), *agreed)
    return attrs.evolve(result, assumed=assumed)


def _doubts(
    condition: Condition, scene: Scene, inputs: Sequence[str], day: dt.date, bounds: Mapping[str, Quantity] | None = None
) -> tuple[Doubt, ...]:
    """Every double meaning that is open in what a condition looks at: values, values of before the span, cases."""
    doubts = scene.book.doubts(inputs, day, bounds)
    doubts += earlier_doubts(condition, scene, day, doubts)
    return doubts + tuple(d for d in case_doubts(condition, scene) if d.axis not in {each.axis for each in doubts})


@frozen
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
    inputs = scene.ruleset.inputs_of(attrs.evolve(indicator, condition=indicator.when))
    doubts = _doubts(condition, scene, inputs, scene.as_of)
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
    outcome = modified(outcome, row.rules, known, part_of_target(row.indicator, outcome))
    bonus = row.indicator.scoring is not None and row.indicator.scoring.method == "bonus"
    pace = None if bonus else pace_of(condition, outcome, row, plan.stages)  # nobody is behind with a bonus
    return Judged(outcome, pace, score_of(outcome, row, known))


def _facts_of(outcome: Outcome, indicator: Indicator, scene: Scene, facts: RowFacts) -> RowFacts:
    """The facts of a row with those of the values it stands on: their evidence counts too."""
    return attrs.evolve(facts, evidence=scene.book.facts(indicator.id, scene.as_of, used_values(outcome)).evidence)
