"""From a condition and the actuals to an outcome: verdict, fraction, gap. The meaning of the language is defined here.

The order of the verdicts is the contract's: not due comes before bad data, bad data before missing data, and only then is
anything met or missed. A verdict is strict, a fraction is continuous: what reaches its bound without passing a `>` is missed
and keeps its fraction (unless the profile says zero).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs

from indicatorlang.engine.outcome import Outcome, compare, distance, settled
from indicatorlang.engine.problems import LevelScoreAssumed, NotEvaluatedYet, ScoreOutsideBand, UnitsDoNotFit
from indicatorlang.engine.values import Scene, given_or_computed, show_in, value_of
from indicatorlang.library.scoring import between, levels, linear, progress, proportional, reciprocal, two_sided
from indicatorlang.model.assessment import Measured, MilestoneResult, Verdict, Working
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    Deferred,
    DoneBy,
    Indicator,
    InRange,
    MilestoneTarget,
    Negation,
    Threshold,
)
from indicatorlang.model.number import decimal_text, round_half_up
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import Unit

ONE, ZERO = Fraction(1), Fraction(0)
DAYS = Unit("天", Fraction(24), (("time", 1),))


@attrs.frozen
class Row:
    """What a judge needs to know of the row besides its condition."""

    indicator: Indicator
    scene: Scene
    given_score: Fraction | None = None

    @property
    def pass_fail(self) -> bool:
        """Whether only a met row earns points."""
        return (self.indicator.scoring or self.scene.ruleset.profile.scoring) == "pass_fail"

    @property
    def as_of(self) -> dt.date:
        """The date of evaluation."""
        return self.scene.as_of


def judge(condition: Condition, row: Row) -> Outcome:
    """Judge one condition of a row."""
    match condition:
        case Threshold():
            return _threshold(condition, row)
        case InRange():
            return _in_range(condition, row)
        case AtLevel():
            return _at_level(condition, row)
        case DoneBy():
            return _done_by(condition, row)
        case All(parts=parts):
            return _all(tuple(judge(part, row) for part in parts), row)
        case AnyOf(parts=parts):
            return _any(tuple(judge(part, row) for part in parts), row)
        case Negation(part=part):
            return _negation(judge(part, row))
        case Deferred(feature=feature, due=due):
            problem = NotEvaluatedYet(indicator=row.indicator.name, feature=feature, place=row.indicator.place)
            when = due or row.scene.ruleset.span.end
            verdict = Verdict.NOT_DUE if when > row.as_of else Verdict.INVALID
            return Outcome(verdict, when, problems=(problem,))
    raise TypeError(f"not a condition: {condition!r}")


def subject_value(subject: Expression, row: Row, at: dt.date) -> Measured:
    """The value of what is measured; for a formula without a name of its own a value may be given under the row's."""
    value = value_of(subject, row.scene, at)
    return value if isinstance(subject, MeasureRef) else given_or_computed(row.indicator.id, value, row.scene, at)


def _state(actual: Measured, due: dt.date, row: Row) -> Verdict | None:
    """What the due date and the state of the data decide; None when the numbers must."""
    if due > row.as_of:
        return Verdict.NOT_DUE
    match actual.state:
        case "invalid":
            return Verdict.INVALID
        case "not_applicable":
            return Verdict.NOT_APPLICABLE
        case "no_data":
            return Verdict.NO_DATA
    return None


def _no_cases_met(condition: Threshold | InRange, actual: Measured, row: Row) -> bool:
    """0/0 of a measure that says 无案例时: 视同完成."""
    subject = condition.subject
    if not isinstance(subject, MeasureRef) or actual.state != "not_applicable":
        return False
    zero_over_zero = actual.denominator is not None and actual.denominator.base == 0
    return zero_over_zero and row.scene.measure(subject.measure).no_cases == "met"


def _threshold(condition: Threshold, row: Row) -> Outcome:
    due = condition.due or row.scene.ruleset.span.end
    at = min(due, row.as_of)
    actual, bound = subject_value(condition.subject, row, at), value_of(condition.bound, row.scene, at)
    actual = _same_unit(actual, bound)
    state = _state(actual, due, row) or (None if bound.state == "known" else _state(bound, due, row))
    outcome = Outcome(
        state or Verdict.MET,
        due,
        actual,
        bound=bound.quantity,
        problems=actual.problems + bound.problems,
        assumed=actual.remarks + bound.remarks,
    )
    outcome = attrs.evolve(outcome, milestones=_milestones(condition, row))
    if state is Verdict.NOT_APPLICABLE and _no_cases_met(condition, actual, row):
        return attrs.evolve(outcome, verdict=Verdict.MET, fraction=ONE, working=Working("no_cases"))
    if (
        bound.quantity is None
        or bound.state != "known"
        or actual.quantity is None
        or actual.state in ("invalid", "not_applicable")
    ):
        return attrs.evolve(outcome, recoverable=True) if state is Verdict.NOT_DUE else outcome
    a, t = actual.quantity, bound.quantity
    outcome = attrs.evolve(outcome, actual=attrs.evolve(actual, quantity=show_in(a, t.unit)))
    holds = compare(condition.meaning, a.base, t.base)
    final = settled(actual, condition.meaning, t.base)
    if actual.state == "no_data":
        if state is Verdict.NO_DATA and final is None:
            return outcome
        holds = bool(final) if final is not None else holds
    gap = None if holds else distance(a, t)
    if state is Verdict.NOT_DUE:
        return attrs.evolve(outcome, gap=gap if actual.state == "known" else None, recoverable=holds or final is not False)
    fraction, working = threshold_fraction(condition, a, t, holds, row)
    more = condition.meaning in (">=", ">")
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=_scheduled(condition, outcome.milestones, fraction, row),
        working=working,
        gap=gap,
        excess=distance(a, t) if holds and more and a.base > t.base else None,
        bound_decided=a.base == t.base,
    )


def _same_unit(actual: Measured, bound: Measured) -> Measured:
    if actual.quantity is None or bound.quantity is None or actual.quantity.unit.fits(bound.quantity.unit):
        return actual
    problem = UnitsDoNotFit(what=actual.name, wanted=bound.quantity.unit.text, got=actual.quantity.unit.text)
    return attrs.evolve(actual, state="invalid", problems=(*actual.problems, problem))


def threshold_fraction(
    condition: Threshold, actual: Quantity, bound: Quantity, holds: bool, row: Row
) -> tuple[Fraction, Working]:
    """The fraction of the weight that a comparison earns, and how it was computed (domain rules P1–P4)."""
    a, t, profile = actual.base, bound.base, row.scene.ruleset.profile
    shown = show_in(actual, bound.unit)
    working = Working("reached", shown, bound)
    if holds:
        return ONE, working
    if row.pass_fail:
        return ZERO, attrs.evolve(working, method="pass_fail")
    if condition.mode == "exact" or condition.meaning == "!=":
        return ZERO, attrs.evolve(working, method="exact")
    if condition.mode == "two_sided" and condition.meaning == "==":
        return two_sided.PART.kernel(a, t), attrs.evolve(working, method="two_sided")
    if a == t and t > 0:
        fraction = ZERO if profile.strict_boundary == "zero" else ONE
        return fraction, attrs.evolve(working, method="boundary", boundary=True)
    baseline = _baseline(condition, row)
    if baseline is not None and baseline.unit.fits(bound.unit) and (t <= 0 or row.indicator.scoring == "progress"):
        covered = progress.PART.kernel(a, t, baseline.base)
        if covered is not None:
            return covered, attrs.evolve(working, method="progress", baseline=baseline)
        return ZERO, attrs.evolve(working, method="pass_fail")
    if t <= 0:
        return ZERO, attrs.evolve(working, method="pass_fail")
    if condition.meaning in (">=", ">"):
        return proportional.PART.kernel(a, t), attrs.evolve(working, method="proportional")
    if profile.less_is_better == "reciprocal":
        return reciprocal.PART.kernel(a, t), attrs.evolve(working, method="reciprocal")
    return linear.PART.kernel(a, t), attrs.evolve(working, method="linear")


def _baseline(condition: Threshold, row: Row) -> Quantity | None:
    """The baseline of a measure: last year's if there is one, else the only one."""
    if not isinstance(condition.subject, MeasureRef):
        return None
    baselines = row.scene.ruleset.baselines
    named = {name: values[condition.subject.measure] for name, values in baselines.items() if condition.subject.measure in values}
    return named.get("上年") or (next(iter(named.values())) if len(named) == 1 else None)


def _milestones(condition: Threshold, row: Row) -> tuple[MilestoneResult, ...]:
    return tuple(_milestone(condition, step, row) for step in condition.schedule)


def _milestone(condition: Threshold, step: MilestoneTarget, row: Row) -> MilestoneResult:
    """One step of a schedule, judged on what counts by its own day."""
    actual = subject_value(condition.subject, row, min(step.by, row.as_of))
    state = _state(actual, step.by, row)
    if actual.quantity is None or not actual.quantity.unit.fits(step.bound.unit):
        return MilestoneResult(step.by, step.bound, state or Verdict.INVALID)
    shown = show_in(actual.quantity, step.bound.unit)
    holds = compare(condition.meaning, actual.quantity.base, step.bound.base)
    gap = None if holds or actual.state != "known" else distance(actual.quantity, step.bound)
    if state is not None:
        return MilestoneResult(step.by, step.bound, state, shown if actual.state == "known" else None, gap)
    fraction, _ = threshold_fraction(condition, actual.quantity, step.bound, holds, row)
    return MilestoneResult(step.by, step.bound, Verdict.MET if holds else Verdict.MISSED, shown, gap, fraction)


def _scheduled(condition: Threshold, milestones: tuple[MilestoneResult, ...], last: Fraction, row: Row) -> Fraction:
    """With `milestone_weights` every step earns its share of the weight; without, only the last target counts."""
    weights = row.indicator.milestone_weights
    if len(weights) != len(condition.schedule) or not weights or sum(weights) == 0:
        return last
    earned = sum((w * (m.fraction or ZERO) for w, m in zip(weights, milestones, strict=True)), ZERO)
    return earned / sum(weights, ZERO)


def _in_range(condition: InRange, row: Row) -> Outcome:
    due = condition.due or row.scene.ruleset.span.end
    at = min(due, row.as_of)
    actual = subject_value(condition.subject, row, at)
    low, high = value_of(condition.low, row.scene, at), value_of(condition.high, row.scene, at)
    actual = _same_unit(actual, low)
    state = _state(actual, due, row)
    outcome = Outcome(state or Verdict.MET, due, actual, bound=low.quantity, problems=actual.problems, assumed=actual.remarks)
    if state is Verdict.NOT_APPLICABLE and _no_cases_met(condition, actual, row):
        return attrs.evolve(outcome, verdict=Verdict.MET, fraction=ONE, working=Working("no_cases"))
    if low.quantity is None or high.quantity is None or actual.quantity is None or actual.state != "known":
        return attrs.evolve(outcome, recoverable=True) if state is Verdict.NOT_DUE else outcome
    a = actual.quantity
    above_low = compare(">=" if condition.low_closed else ">", a.base, low.quantity.base)
    below_high = compare("<=" if condition.high_closed else "<", a.base, high.quantity.base)
    holds = above_low and below_high
    end = low.quantity if not above_low else high.quantity if not below_high else _nearer(a, low.quantity, high.quantity)
    gap = None if holds else distance(a, end)
    shown = show_in(a, end.unit)
    outcome = attrs.evolve(outcome, actual=attrs.evolve(actual, quantity=shown), bound=end)
    if state is Verdict.NOT_DUE:
        lost = settled(actual, "<=" if condition.high_closed else "<", high.quantity.base) is False
        return attrs.evolve(outcome, gap=gap, recoverable=not lost)
    fraction = between.PART.kernel(a.base, low.quantity.base, high.quantity.base)
    method = "reached" if holds else "range_low" if not above_low else "range_high"
    if not holds and a.base == end.base:
        fraction, method = (ZERO if row.scene.ruleset.profile.strict_boundary == "zero" else ONE), "boundary"
    if not holds and row.pass_fail:
        fraction, method = ZERO, "pass_fail"
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=ONE if holds else fraction,
        gap=gap,
        working=Working(method, shown, end, boundary=method == "boundary"),
        bound_decided=a.base == end.base,
    )


def _nearer(actual: Quantity, low: Quantity, high: Quantity) -> Quantity:
    return low if abs(actual.base - low.base) <= abs(actual.base - high.base) else high


def _at_level(condition: AtLevel, row: Row) -> Outcome:
    due = condition.due or row.scene.ruleset.span.end
    actual = row.scene.book.measured(condition.measure, min(due, row.as_of), row.scene.choice)
    state = _state(actual, due, row)
    outcome = Outcome(state or Verdict.MET, due, actual, problems=actual.problems, assumed=actual.remarks)
    if state is Verdict.NOT_DUE:
        outcome = attrs.evolve(outcome, recoverable=True)
    if state is not None or actual.level is None:
        return outcome if state is not None else attrs.evolve(outcome, verdict=Verdict.NO_DATA)
    scale, level = condition.scale, actual.level
    steps = scale.rank(level) - scale.rank(condition.level)
    holds = compare(condition.op, Fraction(-steps), ZERO)
    outcome = attrs.evolve(outcome, verdict=Verdict.MET if holds else Verdict.MISSED)
    if scale.has_bands and not row.pass_fail:
        return _banded(outcome, condition, row)
    share = level.number if scale.has_shares else None
    below = row.scene.ruleset.profile.one_level_below
    fraction = ONE if holds else ZERO if row.pass_fail else levels.PART.kernel(steps, below, share)
    method = "reached" if holds else "pass_fail" if row.pass_fail else "level_share" if share is not None else "levels"
    note = "one_below" if steps == 1 and method == "levels" else ""
    return attrs.evolve(outcome, fraction=fraction, working=Working(method, note=note))


def _banded(outcome: Outcome, condition: AtLevel, row: Row) -> Outcome:
    """The official three levels: the points are the reviewer's, inside the band of the level; without them the band's floor."""
    assert outcome.actual is not None and outcome.actual.level is not None  # the caller has looked
    level, weight, places = outcome.actual.level, row.indicator.weight, row.scene.ruleset.profile.places
    low, high = level.low or ZERO, level.high if level.high is not None else ONE
    best = condition.scale.rank(level) == 0
    low_points, high_points = round_half_up(low * weight, places), round_half_up(high * weight, places)
    texts = decimal_text(low_points, places), decimal_text(high_points, places)
    if row.given_score is not None:
        inside = low_points <= row.given_score and (row.given_score <= high_points if best else row.given_score < high_points)
        if not inside and weight:
            problem = ScoreOutsideBand(
                level=level.name,
                score=decimal_text(row.given_score, places),
                low=texts[0],
                high=texts[1],
                best=best,
                place=row.indicator.place,
            )
            return attrs.evolve(outcome, verdict=Verdict.INVALID, problems=(*outcome.problems, problem))
        fraction = row.given_score / weight if weight else ONE
        return attrs.evolve(outcome, fraction=fraction, points=row.given_score, working=Working("level_band"))
    fraction = ONE if best else low
    assumed = LevelScoreAssumed(level=level.name, fraction=fraction, low=texts[0], high=texts[1])
    return attrs.evolve(
        outcome, fraction=fraction, interval=(low, high), assumed=(*outcome.assumed, assumed), working=Working("level_assumed")
    )


def _done_by(condition: DoneBy, row: Row) -> Outcome:
    due = condition.due or row.scene.ruleset.span.end
    actual = row.scene.book.measured(condition.measure, row.as_of, row.scene.choice)
    day = actual.day
    if actual.state == "no_data" and any(o.day is not None or o.done for o in actual.open):
        # A completion after the date of evaluation is known not to have happened by then.
        actual = attrs.evolve(actual, state="known", done=False)
    done = (day is not None and day <= row.as_of) or bool(actual.done)
    in_time = done and (day is None or day <= due)
    outcome = Outcome(Verdict.MET, due, actual, problems=actual.problems, assumed=actual.remarks)
    if actual.state == "known" and in_time:
        return attrs.evolve(outcome, fraction=ONE, working=Working("reached"), bound_decided=day == due)
    state = _state(actual, due, row)
    if state is not None:
        return attrs.evolve(outcome, verdict=state, recoverable=True if state is Verdict.NOT_DUE else None)
    late = row.indicator.late if row.indicator.late is not None else row.scene.ruleset.profile.late
    gap = Quantity(Fraction(((day or row.as_of) - due).days), DAYS)
    if done and not row.pass_fail:
        working = Working("done_late", note=decimal_text(late))
        return attrs.evolve(outcome, verdict=Verdict.MISSED, fraction=late, gap=gap, working=working)
    working = Working("done_late" if done else "not_done", note="0")
    return attrs.evolve(outcome, verdict=Verdict.MISSED, fraction=ZERO, gap=gap if done else None, working=working)


def _decide(
    parts: tuple[Outcome, ...], row: Row, order: tuple[Verdict, ...], rest: Verdict, least: Callable[..., Fraction]
) -> Outcome:
    """A composite: not-applicable parts drop out; it is due with its last part; `order` decides, else it is `rest`."""
    counted = tuple(part for part in parts if part.verdict is not Verdict.NOT_APPLICABLE)
    due = max(part.due for part in parts)
    problems = tuple(p for part in parts for p in part.problems)
    assumed = tuple(dict.fromkeys(a for part in parts for a in part.assumed))
    base = Outcome(Verdict.NOT_APPLICABLE, due, parts=parts, problems=problems, assumed=assumed)
    if not counted:
        return base
    if any(part.verdict is Verdict.NOT_DUE for part in counted) and due > row.as_of:
        lost = any(part.verdict is Verdict.MISSED or part.recoverable is False for part in counted)
        return attrs.evolve(base, verdict=Verdict.NOT_DUE, recoverable=not (lost and rest is Verdict.MET))
    present = {part.verdict for part in counted}
    verdict = next((v for v in order if v in present), rest)
    if verdict not in (Verdict.MET, Verdict.MISSED):
        return attrs.evolve(base, verdict=verdict)
    fractions = [part.fraction for part in counted if part.fraction is not None]
    fraction = least(fractions) if fractions else (ONE if verdict is Verdict.MET else ZERO)
    if row.pass_fail:
        fraction = ONE if verdict is Verdict.MET else ZERO
    return attrs.evolve(base, verdict=verdict, fraction=fraction, working=Working("composite"))


def _all(parts: tuple[Outcome, ...], row: Row) -> Outcome:
    order = (Verdict.MISSED, Verdict.INVALID, Verdict.NOT_DUE, Verdict.NO_DATA)
    return _decide(parts, row, order, Verdict.MET, min)


def _any(parts: tuple[Outcome, ...], row: Row) -> Outcome:
    order = (Verdict.MET, Verdict.INVALID, Verdict.NOT_DUE, Verdict.NO_DATA)
    return _decide(parts, row, order, Verdict.MISSED, max)


_SWAPPED = {Verdict.MET: Verdict.MISSED, Verdict.MISSED: Verdict.MET}


def _negation(part: Outcome) -> Outcome:
    verdict = _SWAPPED.get(part.verdict, part.verdict)
    fraction = {Verdict.MET: ONE, Verdict.MISSED: ZERO}.get(verdict)
    return attrs.evolve(
        Outcome(verdict, part.due, parts=(part,), problems=part.problems, assumed=part.assumed),
        fraction=fraction,
        working=Working("composite") if fraction is not None else None,
        recoverable=part.recoverable,
    )

