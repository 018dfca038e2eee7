"""Judging numbers: comparisons, their schedules, and ranges.

A verdict is strict, a fraction is continuous: what reaches its bound without passing a `>` is missed and keeps its fraction
(unless the profile says zero).
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from indicatorlang.engine.judging.row import ONE, ZERO, Row, bound_value, state_of, subject_value
from indicatorlang.engine.outcome import Outcome, compare, distance, positive, settled
from indicatorlang.engine.pacing.reach import mean_is_lost
from indicatorlang.engine.problems.evaluation_problems import UnitsDoNotFit
from indicatorlang.engine.value.baselines import known_baseline
from indicatorlang.engine.value.growth import baseline_moves, is_growth, looks_at_baseline, quiet, settled_growth
from indicatorlang.engine.value.values import joined, show_in, value_of
from indicatorlang.library.scoring import between, linear, progress, proportional, reciprocal, two_sided
from indicatorlang.model.assessment import MilestoneResult, Working
from indicatorlang.model.formula import CASES, BaselineOf, Constant, MeasureRef
from indicatorlang.model.indicator import InRange, MilestoneTarget, Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.model.verdict import Verdict


def threshold(condition: Threshold, row: Row) -> Outcome:
    """A comparison: on the values up to the earlier of its day and the date of evaluation."""
    due = condition.due or row.scene.ruleset.span.end
    at = min(due, row.as_of)
    actual = subject_value(condition.subject, row, at)
    bound = quiet(bound_value(condition.bound, row, at), actual)
    actual = _from_its_start(_beside(_same_unit(actual, bound), (bound,)), bound, condition, row)
    state = state_of(actual, due, row)
    outcome = Outcome(
        state or Verdict.MET,
        due,
        actual,
        bound=bound.quantity,
        problems=actual.problems,
        assumed=tuple(dict.fromkeys(actual.remarks + bound.remarks)),
    )
    outcome = attrs.evolve(outcome, milestones=_milestones(condition, row))
    if state is Verdict.NOT_APPLICABLE and _no_cases_met(condition, actual, row):
        return attrs.evolve(outcome, verdict=Verdict.MET, fraction=ONE, working=Working("no_cases"))
    if bound.quantity is None or actual.quantity is None or actual.state in ("invalid", "not_applicable"):
        return attrs.evolve(outcome, recoverable=True) if state is Verdict.NOT_DUE else outcome
    a, t = actual.quantity, bound.quantity
    outcome = attrs.evolve(outcome, actual=attrs.evolve(actual, quantity=show_in(a, t.unit)))
    holds = compare(condition.meaning, a.base, t.base)
    final = _settled(condition, actual, t, state)
    if actual.state == "no_data":
        if state is Verdict.NO_DATA and final is None:
            return outcome
        holds = bool(final) if final is not None else holds
        outcome = _decided(outcome) if state is Verdict.NO_DATA else outcome
    gap = None if holds else distance(a, t)
    if state is Verdict.NOT_DUE:
        fixed = isinstance(condition.bound, Constant | BaselineOf)  # a bound that is measured may move
        lost = final is False or _mean_lost(condition, actual, t.base, row, due)
        open_still = holds or not lost or not fixed
        return attrs.evolve(outcome, gap=gap if actual.state == "known" else None, recoverable=open_still)
    fraction, working = threshold_fraction(condition, a, t, holds, row)
    more = condition.meaning in (">=", ">")
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=_scheduled(condition, outcome.milestones, fraction, row),
        working=working,
        gap=gap,
        excess=distance(a, t) if holds and more and a.base > t.base and not looks_at_baseline(condition) else None,
        bound_decided=a.base == t.base,
    )


def _settled(condition: Threshold, actual: Measured, bound: Quantity, state: Verdict | None) -> bool | None:
    """Whether what is reported decides it for good; not while the baseline still goes on."""
    if state is Verdict.NOT_DUE and baseline_moves(condition):
        return None
    return settled_growth(condition, actual) if is_growth(condition) else settled(actual, condition.meaning, bound.base)


def _from_its_start(actual: Measured, bound: Measured, condition: Threshold, row: Row) -> Measured:
    """The value with the earlier one that it is held against, or scored from; invalid where there are two of that."""
    if looks_at_baseline(condition):
        return actual if actual.parts and actual.parts[-1] == bound else attrs.evolve(actual, against=bound)
    start = _start(condition, bound.quantity, row)
    if start is None or actual.state not in ("known", "invalid"):
        return actual
    if start.state == "invalid":
        return attrs.evolve(actual, state="invalid", problems=tuple(dict.fromkeys((*actual.problems, *start.problems))))
    return attrs.evolve(actual, against=start)


def _mean_lost(condition: Threshold, actual: Measured, bound: Fraction, row: Row, due: dt.date) -> bool:
    """Whether a mean of a rate that has a limit cannot come to its bound any more."""
    subject = condition.subject
    if not isinstance(subject, MeasureRef):
        return False
    return mean_is_lost(actual, row.scene.measure(subject.measure), condition.meaning, bound, due)


def _no_cases_met(condition: Threshold | InRange, actual: Measured, row: Row) -> bool:
    """0/0 of a measure that says 无案例时: 视同完成."""
    subject = condition.subject
    if not isinstance(subject, MeasureRef) or actual.state != "not_applicable":
        return False
    zero_over_zero = actual.denominator is not None and actual.denominator.base == 0
    return zero_over_zero and row.scene.measure(subject.measure).no_cases == "met"


def _decided(outcome: Outcome) -> Outcome:
    """What is reported already decides: the blanks that remain are told and do not matter."""
    assert outcome.actual is not None  # only a value can decide
    return attrs.evolve(outcome, actual=attrs.evolve(outcome.actual, state="known"))


def _beside(actual: Measured, bounds: tuple[Measured, ...]) -> Measured:
    """The value, or what it comes to beside bounds of which one is not known: without its bound nothing can be judged."""
    if all(bound.state == "known" for bound in bounds):
        return actual
    return joined(actual.name, (actual, *bounds)) or actual


def _as_counted(actual: Measured, bound: Quantity) -> Measured:
    """A number of cases beside a number without a unit: so many, whatever they are called."""
    if actual.quantity is None or actual.quantity.unit != CASES or bound.unit != PLAIN:
        return actual
    return attrs.evolve(actual, quantity=attrs.evolve(actual.quantity, unit=PLAIN))


def _same_unit(actual: Measured, bound: Measured) -> Measured:
    if bound.quantity is not None:
        actual = _as_counted(actual, bound.quantity)
    if actual.quantity is None or bound.quantity is None or actual.quantity.unit.fits(bound.quantity.unit):
        return actual
    problem = UnitsDoNotFit(what=actual.name, wanted=bound.quantity.unit.text, got=actual.quantity.unit.text)
    return attrs.evolve(actual, state="invalid", problems=(*actual.problems, problem))


def threshold_fraction(
    condition: Threshold, actual: Quantity, bound: Quantity, holds: bool, row: Row
) -> tuple[Fraction, Working]:
    """The fraction of the weight that a comparison earns, and how it was computed (the rules: docs/reference/scoring.md)."""
    a, t, profile = actual.base, bound.base, row.scene.ruleset.profile
    shown = show_in(actual, bound.unit)
    working = Working("reached", shown, bound)
    if holds:
        return ONE, working
    if row.pass_fail:
        return ZERO, attrs.evolve(working, method="pass_fail")
    if condition.meaning == "!=":
        return ZERO, attrs.evolve(working, method="excluded")
    if looks_at_baseline(condition):
        return ZERO, attrs.evolve(working, method="pass_fail")
    if condition.mode == "exact":
        return ZERO, attrs.evolve(working, method="exact")
    if condition.mode == "two_sided" and condition.meaning == "==":
        return two_sided.PART.kernel(a, t), attrs.evolve(working, method="two_sided")
    if a == t and t > 0:
        fraction = ZERO if profile.strict_boundary == "zero" else ONE
        return fraction, attrs.evolve(working, method="boundary", boundary=True)
    start = _start(condition, bound, row)
    baseline = None if start is None or start.state != "known" else start.quantity
    if baseline is not None and baseline.unit.fits(bound.unit):
        onward = t > baseline.base if condition.meaning in (">=", ">") else t < baseline.base
        covered = progress.PART.kernel(a, t, baseline.base) if onward else None  # who starts beyond the target has no way to go
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


def _start(condition: Threshold, bound: Quantity | None, row: Row) -> Measured | None:
    """The baseline of a measure that is scored by the way from it: last year's if there is one, else the only one."""
    if bound is None or not isinstance(condition.subject, MeasureRef) or not (bound.number <= 0 or row.scoring == "progress"):
        return None
    return known_baseline(condition.subject, row.scene, row.as_of, value_of)


def _milestones(condition: Threshold, row: Row) -> tuple[MilestoneResult, ...]:
    return tuple(_milestone(condition, step, row) for step in condition.schedule)


def _milestone(condition: Threshold, step: MilestoneTarget, row: Row) -> MilestoneResult:
    """One step of a schedule, judged on what counts by its own day."""
    actual = _as_counted(subject_value(condition.subject, row, min(step.by, row.as_of)), step.bound)
    state = state_of(actual, step.by, row)
    a = actual.quantity
    if a is None or not a.unit.fits(step.bound.unit):
        return MilestoneResult(step.by, step.bound, state or Verdict.INVALID)
    shown = show_in(a, step.bound.unit)
    holds = compare(condition.meaning, a.base, step.bound.base)
    if state is Verdict.NO_DATA and settled(actual, condition.meaning, step.bound.base) is not None:
        actual, state = attrs.evolve(actual, state="known"), None
    gap = None if holds or actual.state != "known" else positive(distance(a, step.bound))
    if state is not None:
        return MilestoneResult(step.by, step.bound, state, shown if actual.state == "known" else None, gap)
    fraction, _ = threshold_fraction(condition, a, step.bound, holds, row)
    return MilestoneResult(step.by, step.bound, Verdict.MET if holds else Verdict.MISSED, shown, gap, fraction)


def _scheduled(condition: Threshold, milestones: tuple[MilestoneResult, ...], last: Fraction, row: Row) -> Fraction:
    """With `milestone_weights` every step earns its share of the weight; without, only the last target counts."""
    weights = row.indicator.milestone_weights
    if len(weights) != len(condition.schedule) or not weights or sum(weights) == 0:
        return last
    earned = sum((w * (m.fraction or ZERO) for w, m in zip(weights, milestones, strict=True)), ZERO)
    return earned / sum(weights, ZERO)


def in_range(condition: InRange, row: Row) -> Outcome:
    """Between two bounds, each included or not."""
    due = condition.due or row.scene.ruleset.span.end
    at = min(due, row.as_of)
    actual = subject_value(condition.subject, row, at)
    low, high = value_of(condition.low, row.scene, at), value_of(condition.high, row.scene, at)
    actual = _beside(_same_unit(actual, low), (low, high))
    state, remarks = state_of(actual, due, row), tuple(dict.fromkeys(actual.remarks + low.remarks + high.remarks))
    outcome = Outcome(state or Verdict.MET, due, actual, bound=low.quantity, problems=actual.problems, assumed=remarks)
    if state is Verdict.NOT_APPLICABLE and _no_cases_met(condition, actual, row):
        return attrs.evolve(outcome, verdict=Verdict.MET, fraction=ONE, working=Working("no_cases"))
    passed = _passed(actual, low, high, condition)
    if passed and state is Verdict.NO_DATA:
        outcome = _decided(outcome)
        state, actual = None, attrs.evolve(actual, state="known")
    if low.quantity is None or high.quantity is None or actual.quantity is None or actual.state != "known":
        return attrs.evolve(outcome, recoverable=not passed) if state is Verdict.NOT_DUE else outcome
    a = actual.quantity
    above_low = compare(">=" if condition.low_closed else ">", a.base, low.quantity.base)
    below_high = compare("<=" if condition.high_closed else "<", a.base, high.quantity.base)
    holds = above_low and below_high
    end = low.quantity if not above_low else high.quantity if not below_high else _nearer(a, low.quantity, high.quantity)
    gap = None if holds else distance(a, end)
    shown = show_in(a, end.unit)
    outcome = attrs.evolve(outcome, actual=attrs.evolve(actual, quantity=shown), bound=end)
    if state is Verdict.NOT_DUE:
        fixed = isinstance(condition.low, Constant) and isinstance(condition.high, Constant)  # an end that is measured may move
        return attrs.evolve(outcome, gap=gap, recoverable=not (passed and fixed))
    fraction, method = (ONE, "reached") if holds else _outside(a.base, end.base, row)
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=fraction,
        gap=gap,
        working=Working(method, shown, end, boundary=method == "boundary"),
        bound_decided=a.base == end.base,
    )


def _passed(actual: Measured, low: Measured, high: Measured, condition: InRange) -> bool:
    """Whether the value has left the range for good: a total that only grows is above it, a least value below it."""
    above = high.quantity is not None and settled(actual, "<=" if condition.high_closed else "<", high.quantity.base) is False
    below = low.quantity is not None and settled(actual, ">=" if condition.low_closed else ">", low.quantity.base) is False
    return above or below


def _outside(a: Fraction, end: Fraction, row: Row) -> tuple[Fraction, str]:
    """The fraction of a value outside a range whose nearer end is `end`, and how it was computed."""
    if row.pass_fail or end <= 0:
        return ZERO, "pass_fail"
    if a == end:
        return (ZERO if row.scene.ruleset.profile.strict_boundary == "zero" else ONE), "boundary"
    if a > end and row.scene.ruleset.profile.less_is_better == "reciprocal":
        return reciprocal.PART.kernel(a, end), "reciprocal"
    return between.PART.kernel(a, end, end), "range_low" if a < end else "range_high"


def _nearer(actual: Quantity, low: Quantity, high: Quantity) -> Quantity:
    return low if abs(actual.base - low.base) <= abs(actual.base - high.base) else high
