"""Judging trends: every period is to be above, or below, the one before; the first compares with the one before the span."""

from __future__ import annotations

import datetime as dt
import itertools

import attrs

from indicatorlang.engine.judging.periods import Seen, calendar_of, closed, name_of, nothing, passed
from indicatorlang.engine.judging.row import Row, subject_value
from indicatorlang.engine.outcome import Outcome, compare, distance, positive
from indicatorlang.engine.problems.evaluation_problems import UnitsDoNotFit
from indicatorlang.engine.value.baselines import baseline_value
from indicatorlang.engine.value.cadence import inputs_in
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import leaves
from indicatorlang.model.baseline import BEFORE, before
from indicatorlang.model.formula import Expression
from indicatorlang.model.indicator import Trend
from indicatorlang.model.measured import Measured, PeriodResult
from indicatorlang.model.period import Period
from indicatorlang.model.verdict import Verdict


def trend(condition: Trend, row: Row) -> Outcome:
    """Each period against the one before."""
    names = inputs_in(condition.subject, row.scene)
    if row.scene.ruleset.undated:
        return attrs.evolve(nothing(condition, name_of(condition), row), verdict=Verdict.NO_DATA, recoverable=None)
    calendar, early = calendar_of(condition, names, name_of(condition), row)
    if calendar is None or early is not None:
        return early or nothing(condition, name_of(condition), row)
    at = min(condition.due or row.scene.ruleset.span.end, row.as_of)
    values = [(period, _value(condition.subject, period, row)) for period in calendar.ended(at)]
    values = [*_before(condition.subject, calendar.periods[0], row), *values]
    left_out = [p for p, value in values if passed(Verdict.NO_DATA, leaves(value), row) and value.state == "no_data"]
    kept = [(period, value) for period, value in values if period not in left_out]
    skipped = [Seen(PeriodResult(p, Verdict.NO_DATA), tuple(leaves(v)), passed=True) for p, v in values if p in left_out]
    pairs = [_pair(condition, earlier, later) for earlier, later in itertools.pairwise(kept)]
    if not pairs:
        return nothing(condition, name_of(condition), row, calendar)
    return closed(condition, [*skipped, *pairs], calendar, names, row)


def _value(subject: Expression, period: Period, row: Row) -> Measured:
    """The value of a period. One that was reported for no period is no value of this one: it would be compared with itself."""
    value = subject_value(subject, attrs.evolve(row, scene=attrs.evolve(row.scene, window=period)), period.end)
    inputs = [o for leaf in leaves(value) for o in leaf.inputs]
    if value.state == "known" and inputs and all(o.period in (None, row.scene.ruleset.span) for o in inputs):
        return Measured(value.name, "no_data", blanks=(period,))
    return value


def _before(subject: Expression, first: Period, row: Row) -> list[tuple[Period, Measured]]:
    """The period before the span, where something is known of it: the first one is compared with that."""

    def given(expression: Expression, scene: Scene, at: dt.date) -> Measured:
        return subject_value(expression, attrs.evolve(row, scene=scene), at)

    value = baseline_value(subject, BEFORE, attrs.evolve(row.scene, window=first), first.end, given)
    return [(before(first), value)] if value.state in ("known", "invalid") else []


def _pair(condition: Trend, earlier: tuple[Period, Measured], later: tuple[Period, Measured]) -> Seen:
    """Whether a period is above (below) the one before."""
    (_, past), (period, now) = earlier, later
    remarks = tuple(dict.fromkeys((*past.remarks, *now.remarks)))
    values = (*leaves(past), *leaves(now))
    states = {past.state, now.state}
    verdict = next(
        (v for s, v in (("invalid", Verdict.INVALID), ("no_data", Verdict.NO_DATA)) if s in states),
        Verdict.NOT_APPLICABLE if "not_applicable" in states else Verdict.MET,
    )
    a, b = now.quantity, past.quantity
    if verdict is not Verdict.MET or a is None or b is None:
        shown = a if now.state == "known" else None
        problems = tuple(dict.fromkeys((*past.problems, *now.problems)))
        return Seen(PeriodResult(period, verdict, shown, before=b if past.state == "known" else None), values, remarks, problems)
    if not a.unit.fits(b.unit):
        told = UnitsDoNotFit(what=past.name, wanted=a.unit.text, got=b.unit.text)
        return Seen(PeriodResult(period, Verdict.INVALID, a, before=b), values, remarks, (told,))
    holds = compare(">" if condition.rises else "<", a.base, b.base)
    gap = None if holds else positive(distance(a, b))
    return Seen(PeriodResult(period, Verdict.MET if holds else Verdict.MISSED, a, gap=gap, before=b), values, remarks)
