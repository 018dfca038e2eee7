"""What a row earns by its scoring method: the kernel of the method, called by the names of its arguments.

The verdict is settled before and stays the target's. A method that the judges of its kind do not know by themselves sets the
fraction of a missed row, or, where its word holds for both, of a met one too. No method is known here by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.judging.row import ONE, ZERO, Row
from indicatorlang.engine.outcome import Outcome, steps_below
from indicatorlang.engine.problems.scoring_problems import StepsNotWhole, StepUnitUnknown, WorkdaysUnknown
from indicatorlang.lazily import frozen
from indicatorlang.library.lookup import scoring_methods
from indicatorlang.library.parts import AMOUNTS, ScoringPart
from indicatorlang.model.assessment import MilestoneResult, Working
from indicatorlang.model.indicator import All, AtLevel, Condition, DoneBy, EachCase, EachPeriod, InRange, Threshold, Trend
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Amount, Scoring, SettingValue
from indicatorlang.model.unit import DAYS, LEVELS, PERCENT, POINTS, WORKDAYS, Unit
from indicatorlang.model.verdict import Verdict

DECIDED = (Verdict.MET, Verdict.MISSED)


@frozen
class Facts:
    """What a method may ask about one judged value. Numbers in base units; `unit` is that of amounts."""

    met: bool
    a: Fraction | None = None
    t: Fraction | None = None
    short: Fraction = ZERO
    over: Fraction = ZERO
    level: str | None = None
    plain: Fraction = ZERO
    completion: Fraction = ZERO
    unit: Unit = PERCENT
    shown: Quantity | None = None
    side: str = "less"


def earned(condition: Condition, outcome: Outcome, row: Row) -> Outcome:
    """The outcome with what the row's method makes of it."""
    if row.indicator.items and isinstance(condition, All):
        return _items(outcome, row)
    scoring = row.rules
    part = scoring_methods().get(scoring.method)
    if part is None or part.by_shape or not isinstance(condition, _SINGLE):
        return outcome
    if part.outside:
        return _outside(part, scoring, condition, outcome, row)
    if outcome.verdict not in DECIDED or outcome.fraction is None or _never_done(condition, outcome):
        return outcome
    if outcome.verdict is Verdict.MET and not part.rates_met:
        return _weighed_steps(part, scoring, condition, outcome, row)
    facts = _facts(condition, outcome, row, scoring)
    if isinstance(facts, Outcome):
        return facts
    result = _called(part, scoring, facts, row)
    if isinstance(result, StepsNotWhole | StepUnitUnknown):
        return _invalid(outcome, result)
    if result is None:
        return outcome
    fraction, working = result
    changed = attrs.evolve(outcome, fraction=fraction, working=working, points=None, interval=None)
    return _weighed_steps(part, scoring, condition, changed, row)


_SINGLE = (Threshold, InRange, AtLevel, DoneBy, EachPeriod, Trend, EachCase)


def _never_done(condition: Condition, outcome: Outcome) -> bool:
    """What is not done earns nothing by any method."""
    return isinstance(condition, DoneBy) and outcome.working is not None and outcome.working.method == "not_done"


def _invalid(outcome: Outcome, problem: StepsNotWhole | StepUnitUnknown | WorkdaysUnknown) -> Outcome:
    kept = attrs.evolve(outcome, verdict=Verdict.INVALID, fraction=None, points=None, working=None, interval=None)
    return attrs.evolve(kept, problems=(*outcome.problems, problem))


# What is known of a value


def _facts(condition: Condition, outcome: Outcome, row: Row, scoring: Scoring) -> Facts | Outcome:
    met, plain = outcome.verdict is Verdict.MET, outcome.fraction or ZERO
    actual = outcome.actual.quantity if outcome.actual is not None else None
    if isinstance(condition, DoneBy):
        return _late(outcome, row, scoring)
    if isinstance(condition, AtLevel):
        level = outcome.actual.level if outcome.actual is not None else None
        if level is None:
            return outcome
        below = Fraction(steps_below(condition, level))
        short, over = max(ZERO, below), max(ZERO, -below)
        if met:
            short = ZERO
        return Facts(met, None, None, short, over, level.name, plain, plain, LEVELS, None, "less")
    if actual is None:
        return outcome
    if isinstance(condition, EachPeriod | Trend | EachCase):
        share = condition.share.base if isinstance(condition, EachCase) and condition.share is not None else ONE
        return _number(met, actual, Quantity(share * 100, PERCENT), "more", plain)
    bound = outcome.bound
    if bound is None:
        return outcome
    if isinstance(condition, Threshold):
        meaning = condition.meaning
        side = "more" if meaning in (">=", ">") else "less" if meaning in ("<=", "<") else "hit"
        return _number(met, actual, bound, side, plain)
    return _number(met, actual, bound, "more" if actual.base < bound.base else "less", plain, inside=met)


def _number(met: bool, actual: Quantity, bound: Quantity, better: str, plain: Fraction, *, inside: bool = False) -> Facts:
    a, t = actual.base, bound.base
    ahead = -abs(a - t) if better == "hit" else a - t if better == "more" else t - a
    short = ZERO if inside else max(ZERO, -ahead)
    completion = plain if t <= 0 or better == "hit" or inside else max(ZERO, a) / t if better == "more" else max(ZERO, 2 - a / t)
    unit = POINTS if bound.unit.is_percent else bound.unit
    side = "low" if a < t else "high"
    return Facts(met, a, t, short, max(ZERO, ahead), None, plain, completion, unit, actual, side)


def _late(outcome: Outcome, row: Row, scoring: Scoring) -> Facts | Outcome:
    """Days late, by the calendar where the step is a working day."""
    met, plain = outcome.verdict is Verdict.MET, outcome.fraction or ZERO
    late = ZERO if met or outcome.gap is None else outcome.gap.base
    unit = DAYS
    step = scoring.get("step")
    if isinstance(step, Amount) and step.quantity is not None and step.quantity.unit.dimension == (("workday", 1),):
        unit = WORKDAYS
        day = outcome.actual.day if outcome.actual is not None else None
        if not met and day is not None:
            counted = row.scene.ruleset.calendar.workdays(outcome.due, day)
            if counted is None:
                return _invalid(outcome, WorkdaysUnknown(start=outcome.due, end=day))
            late = Fraction(counted)
    shown = Quantity(late / unit.factor, unit)
    return Facts(met, late, ZERO, late, ZERO, None, plain, plain, unit, shown, "late")


# Calling a method


def _called(
    part: ScoringPart[Any], scoring: Scoring, facts: Facts, row: Row
) -> tuple[Fraction, Working] | StepsNotWhole | StepUnitUnknown | None:
    """The fraction (or, beside the weights, the points), and how it came about."""
    values = _arguments(part, scoring, facts, row)
    if values is None:
        step = scoring.get("step")
        text = step.quantity.shown() if isinstance(step, Amount) and step.quantity is not None else ""
        return StepUnitUnknown(step=text, unit=facts.unit.text, name=row.indicator.name)
    open_ones = [setting for setting in part.settings if setting.open and values.get(setting.name) is None]
    if values.get("step") is None:
        for setting in open_ones:
            values[setting.name] = next(iter(setting.choices))
        open_ones = []
    tried = [dict(values)] if not open_ones else [values | {s.name: word} for s in open_ones for word in s.choices]
    results = [part.kernel(*(one[name] for name in part.signature)) for one in tried]
    if any(result is None for result in results):
        return None
    if len(set(results)) > 1:
        return _not_whole(scoring, facts, results, row, outside=bool(part.outside))
    told = part.tells(*(tried[0][name] for name in part.signature)) if part.tells is not None else (part.name, {})
    shown = facts.shown
    target = None if facts.t is None or shown is None else Quantity(facts.t / shown.unit.factor, shown.unit)
    working = Working(told[0], shown, target, told=tuple(_shown(told[1], scoring, facts)), side=facts.side)
    return results[0], working


def _not_whole(scoring: Scoring, facts: Facts, results: list[Fraction], row: Row, *, outside: bool) -> StepsNotWhole:
    step = scoring.get("step")
    weight = ONE if outside else row.indicator.weight
    amount = Quantity((facts.short or facts.over) / facts.unit.factor, facts.unit)
    written = _step_of(step, facts)
    full, none, part = (row.scene.ruleset.profile.rounded(result * weight) for result in results)
    return StepsNotWhole(
        step=written, short=amount, full=full, none=none, part=part, name=row.indicator.name, place=row.indicator.place
    )


def _step_of(step: SettingValue | None, facts: Facts) -> Quantity:
    """One step in the unit of the amounts; as written where it was written so."""
    if isinstance(step, Amount) and step.quantity is not None:
        return step.quantity
    return Quantity((_base(step, facts) if step is not None else ONE) / facts.unit.factor, facts.unit)


def _arguments(part: ScoringPart[Any], scoring: Scoring, facts: Facts, row: Row) -> dict[str, Any] | None:
    """Everything that a kernel may ask for, by name; None when a step is in a unit that does not fit the value."""
    values: dict[str, Any] = {setting.name: None for setting in part.settings}
    for name, value in scoring.settings:
        if name == "deduct" and isinstance(value, Amount):  # a part of the weight
            values[name] = (value.share or ZERO) * row.indicator.weight
            continue
        base = _base(value, facts)
        if base is None:
            return None
        values[name] = base
    x = facts.level if facts.level is not None else facts.a
    if values.get("of") == "completion":
        x = facts.completion
    own = {"a": facts.a, "t": facts.t, "met": facts.met, "short": facts.short, "over": facts.over, "w": row.indicator.weight}
    return values | own | {"x": x, "b": None}


def _base(value: SettingValue, facts: Facts) -> Any:
    """A setting as kernels take it: amounts in base units."""
    if not isinstance(value, Amount):
        return value
    if value.share is not None:
        return value.share * abs(facts.t) if facts.t else None
    quantity = value.quantity
    if quantity is None:
        return None
    ratio = (quantity.unit.is_points or quantity.unit.is_ratio) and (facts.unit.is_points or facts.unit.is_ratio)
    levels = facts.unit is LEVELS
    return quantity.base if ratio or levels or quantity.unit.fits(facts.unit) else None


def _shown(told: Mapping[str, Any], scoring: Scoring, facts: Facts) -> Iterator[tuple[str, Any]]:
    """The numbers of a calculation line; amounts as quantities in the unit of the step or of the value."""
    for name, value in told.items():
        if name not in AMOUNTS or not isinstance(value, Fraction):
            yield name, value
            continue
        step = scoring.get("step")
        written = step.quantity if isinstance(step, Amount) else None
        yield name, written if name == "step" and written is not None else Quantity(value / facts.unit.factor, facts.unit)
    if scoring.get("of") == "completion":
        yield "x", Quantity(facts.completion * 100, PERCENT)
        yield "completion", "completion"
    elif facts.level is not None:
        yield "x", facts.level
    elif facts.shown is not None:
        yield "x", facts.shown


# Rows of a schedule, of items, and beside the weights


def _weighed_steps(part: ScoringPart[Any], scoring: Scoring, condition: Condition, outcome: Outcome, row: Row) -> Outcome:
    """With `milestone_weights` the method is that of every step of the schedule."""
    weights = row.indicator.milestone_weights
    if not isinstance(condition, Threshold) or not weights or len(weights) != len(outcome.milestones) or not sum(weights):
        return outcome
    steps: list[MilestoneResult] = []
    for step in outcome.milestones:
        if step.actual is None or step.fraction is None or (step.verdict is Verdict.MET and not part.rates_met):
            steps.append(step)
            continue
        better = "more" if condition.meaning in (">=", ">") else "less"
        facts = _number(step.verdict is Verdict.MET, step.actual, step.target, better, step.fraction)
        result = _called(part, scoring, facts, row)
        if isinstance(result, StepsNotWhole | StepUnitUnknown):
            return _invalid(outcome, result)
        steps.append(step if result is None else attrs.evolve(step, fraction=result[0]))
    total = sum((w * (step.fraction or ZERO) for w, step in zip(weights, steps, strict=True)), ZERO)
    return attrs.evolve(outcome, milestones=tuple(steps), fraction=total / sum(weights, ZERO))


def _items(outcome: Outcome, row: Row) -> Outcome:
    """Tasks that add up: Σ points × fraction over those that apply. Bad data in one leaves the sum unknown; a blank one is 0."""
    counted = [
        (item, part)
        for item, part in zip(row.indicator.items, outcome.parts, strict=True)
        if part.verdict is not Verdict.NOT_APPLICABLE
    ]
    if any(part.verdict is Verdict.INVALID for _, part in counted) and outcome.verdict is not Verdict.NOT_DUE:
        return attrs.evolve(outcome, verdict=Verdict.INVALID, fraction=None, working=None)
    whole = sum((item.weight for item, _ in counted), ZERO)
    if outcome.verdict not in DECIDED or not whole:
        return outcome
    points = sum((item.weight * (part.fraction or ZERO) for item, part in counted), ZERO)
    return attrs.evolve(outcome, fraction=points / whole, working=Working("items"))


def _outside(part: ScoringPart[Any], scoring: Scoring, condition: Condition, outcome: Outcome, row: Row) -> Outcome:
    """A row beside the weights: points instead of a fraction. A bonus that is not earned, or not reported, is not applicable."""
    bonus = part.outside == "bonus"
    nothing = attrs.evolve(outcome, verdict=Verdict.NOT_APPLICABLE, fraction=None, gap=None, working=Working("bonus_none"))
    if bonus and outcome.verdict in (Verdict.NO_DATA, Verdict.NOT_APPLICABLE):
        return nothing
    if outcome.verdict not in DECIDED:
        return attrs.evolve(outcome, fraction=None)
    facts = _facts(condition, outcome, row, scoring)
    if isinstance(facts, Outcome):
        return facts
    result = _called(part, scoring, facts, row)
    if isinstance(result, StepsNotWhole | StepUnitUnknown):
        return _invalid(outcome, result)
    if result is None:
        return outcome
    points, working = result
    if bonus and outcome.verdict is Verdict.MISSED:
        return nothing
    return attrs.evolve(outcome, fraction=None, points=points if bonus else -points, working=working, interval=None)
