"""Judging numbers: comparisons, their schedules, and ranges.

A verdict is strict, a fraction is continuous: what reaches its bound without passing a `>` is missed and keeps its fraction
(unless the profile says zero).
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.engine.judging.row import ONE, ZERO, Row, state_of, subject_value
from indicatorlang.engine.outcome import Outcome, compare, distance, positive, settled
from indicatorlang.engine.problems import UnitsDoNotFit
from indicatorlang.engine.values import joined, show_in, value_of
from indicatorlang.library.scoring import between, linear, progress, proportional, reciprocal, two_sided
from indicatorlang.model.assessment import Measured, MilestoneResult, Verdict, Working
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import InRange, MilestoneTarget, Threshold
from indicatorlang.model.quantity import Quantity


def threshold(condition: Threshold, row: Row) -> Outcome:
    """A comparison: on the values up to the earlier of its day and the date of evaluation."""
    due = condition.due or row.scene.ruleset.span.end
    at = min(due, row.as_of)
    actual, bound = subject_value(condition.subject, row, at), value_of(condition.bound, row.scene, at)
    actual = _beside(_same_unit(actual, bound), (bound,))
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
    final = settled(actual, condition.meaning, t.base)
    if actual.state == "no_data":
        if state is Verdict.NO_DATA and final is None:
            return outcome
        holds = bool(final) if final is not None else holds
        outcome = _decided(outcome) if state is Verdict.NO_DATA else outcome
    gap = None if holds else distance(a, t)
    if state is Verdict.NOT_DUE:
        open_still = holds or final is not False or not isinstance(condition.bound, Constant)  # a bound that is measured may move
        return attrs.evolve(outcome, gap=gap if actual.state == "known" else None, recoverable=open_still)
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


def _same_unit(actual: Measured, bound: Measured) -> Measured:
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
    if condition.mode == "exact":
        return ZERO, attrs.evolve(working, method="exact")
    if condition.mode == "two_sided" and condition.meaning == "==":
        return two_sided.PART.kernel(a, t), attrs.evolve(working, method="two_sided")
    if a == t and t > 0:
        fraction = ZERO if profile.strict_boundary == "zero" else ONE
        return fraction, attrs.evolve(working, method="boundary", boundary=True)
    baseline = _baseline(condition, row)
    if baseline is not None and baseline.unit.fits(bound.unit) and (t <= 0 or row.scoring == "progress"):
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
    passed = high.quantity is not None and settled(actual, "<=" if condition.high_closed else "<", high.quantity.base) is False
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
        return attrs.evolve(outcome, gap=gap, recoverable=not passed or not isinstance(condition.high, Constant))
    fraction, method = (ONE, "reached") if holds else _outside(a.base, end.base, row)
    return attrs.evolve(
        outcome,
        verdict=Verdict.MET if holds else Verdict.MISSED,
        fraction=fraction,
        gap=gap,
        working=Working(method, shown, end, boundary=method == "boundary"),
        bound_decided=a.base == end.base,
    )


def _outside(a: Fraction, end: Fraction, row: Row) -> tuple[Fraction, str]:
    """The fraction of a value outside a range whose nearer end is `end`, and how it was computed."""
    if row.pass_fail or end <= 0:
        return ZERO, "pass_fail"
    if a == end:
        return (ZERO if row.scene.ruleset.profile.strict_boundary == "zero" else ONE), "boundary"
    return between.PART.kernel(a, end, end), "range_low" if a < end else "range_high"


def _nearer(actual: Quantity, low: Quantity, high: Quantity) -> Quantity:
    return low if abs(actual.base - low.base) <= abs(actual.base - high.base) else high
