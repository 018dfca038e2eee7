"""What comes after the method, in this order: pass mark, cap, a target set too low, manual deduction, missing evidence, rounding."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.engine.delivered.facts import RowFacts, is_evidence
from indicatorlang.engine.judging.row import ONE, ZERO
from indicatorlang.engine.outcome import Outcome
from indicatorlang.model.assessment import Modifier
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.scoring import Above, Scoring
from indicatorlang.model.verdict import Verdict

TARGET_SET_LOW = frozenset({"目标偏低", "目标值偏低", "指标值偏低", "目标设定偏低", "目标定得偏低", "target_set_low"})
"""The words of 偏差原因类别 for a target that was set too low."""


def modified(outcome: Outcome, rules: Scoring, facts: RowFacts, ratio: Fraction | None) -> Outcome:
    """The outcome with its fraction after pass mark, cap and a target set too low. `ratio` is actual over target where more is
    better. Points given by a reviewer go by the same rules."""
    if outcome.verdict not in (Verdict.MET, Verdict.MISSED) or outcome.fraction is None:
        return outcome
    interval = outcome.interval
    if interval is not None:
        interval = _after(interval[0], rules, facts, ratio)[0], _after(interval[1], rules, facts, ratio)[0]
    fraction, steps = _after(outcome.fraction, rules, facts, ratio)
    if not steps:  # the assumed score may pass where the other end of its interval does not
        return attrs.evolve(outcome, interval=interval)
    points = None if outcome.points is None or not outcome.fraction else outcome.points * fraction / outcome.fraction
    return attrs.evolve(outcome, fraction=fraction, points=points, interval=interval, modifiers=steps)


def _after(fraction: Fraction, rules: Scoring, facts: RowFacts, ratio: Fraction | None) -> tuple[Fraction, tuple[Modifier, ...]]:
    steps: list[Modifier] = []
    if rules.floor is not None and ZERO < fraction < rules.floor:
        steps.append(Modifier("floor", fraction, ZERO, rules.floor))
        fraction = ZERO
    if rules.cap is not None and fraction > rules.cap:
        steps.append(Modifier("cap", fraction, rules.cap, rules.cap))
        fraction = rules.cap
    off = _above(rules.above, facts, ratio)
    if off and fraction:
        left = max(ZERO, fraction - off)
        steps.append(Modifier("above", fraction, left, off))
        fraction = left
    return fraction, tuple(steps)


def _above(above: Above | None, facts: RowFacts, ratio: Fraction | None) -> Fraction:
    """What a target set too low costs: only where the filler names that cause."""
    if above is None or ratio is None or ratio <= above.above or (facts.cause or "").strip() not in TARGET_SET_LOW:
        return ZERO
    return min(above.most, above.slope * (ratio - above.above), ONE)


def lacking_evidence(rules: Scoring, facts: RowFacts) -> Fraction:
    """The share of the points that is taken off because nobody named any evidence."""
    named = facts.evidence is not None and any(is_evidence(text) for text in facts.evidence.split("；"))
    return ZERO if rules.evidence is None or named else rules.evidence


def points_of(outcome: Outcome, indicator: Indicator, rules: Scoring, facts: RowFacts, *, outside: bool) -> Fraction:
    """The exact points of a row, before they are rounded: after a manual deduction, then less for missing evidence."""
    points = outcome.points if outcome.points is not None else (outcome.fraction or ZERO) * indicator.weight
    points -= facts.deduct or ZERO
    if outside and points < 0 and outcome.points is not None and outcome.points < 0:
        return points
    return max(ZERO, points) * (1 - lacking_evidence(rules, facts))
