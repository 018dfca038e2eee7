"""Plan and bound actuals → assessment of one project at one date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.pacing.pace import worst
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.problems.budget_problems import BudgetExceeded
from indicatorlang.engine.problems.evaluation_problems import UnknownDate
from indicatorlang.engine.rows import evaluate_row
from indicatorlang.engine.series import Book
from indicatorlang.engine.total.recovery import recovery
from indicatorlang.engine.total.totals import striking, total
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import measure_at
from indicatorlang.model.assessment import Assessment, IndicatorResult, VetoFired
from indicatorlang.model.period import Period, parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET
from indicatorlang.model.verdict import Verdict


def date_of(text: str | dt.date | None, span: Period) -> tuple[dt.date | None, tuple[Diagnostic, ...]]:
    """The date of evaluation: a day, or the last day of a period."""
    if text is None or isinstance(text, dt.date):
        return text, ()
    period = parse_period(text, span)
    return (period.end, ()) if period is not None else (None, (UnknownDate(text=text),))


def assess(
    plan: Plan,
    book: Book,
    *,
    as_of: dt.date | None,
    final: bool = False,
    found: tuple[Diagnostic, ...] = (),
    project: str | None = None,
    files: tuple[str, ...] = (),
) -> Assessment:
    """Evaluate every row, then the project. Without `as_of`: the end of the last reported period shorter than the span, else
    the end of the span; never today."""
    day = as_of or book.last_period_end() or plan.ruleset.span.end
    changed, plan = plan.later, plan.at(day)
    ruleset = plan.ruleset
    book = book.feeding({i.id: ruleset.inputs_of(i) for i in ruleset.indicators}) if changed else book
    scene = Scene(ruleset, book, day)
    rows = (evaluate_row(i, plan, scene, book.facts(i.id, day)) for i in ruleset.indicators)
    results = tuple(attrs.evolve(row, final=True) for row in rows) if final else tuple(rows)
    sums = total(results, ruleset.profile, final=final)
    results = tuple(attrs.evolve(r, vetoed_by=_by_others(r, sums.vetoes)) for r in results) if sums.vetoes else results
    colours = [r.pace.colour for r in results if r.pace is not None and r.pace.colour is not None]
    diagnostics = dict.fromkeys((*ruleset.remarks, *found, *book.left_out(day), *_from_rows(results), *_overspent(results)))
    return Assessment(
        ruleset=ruleset,
        as_of=day,
        as_of_assumed=as_of is None,
        profile=ruleset.profile.name,
        results=results,
        score=sums.score,
        raw_score=sums.raw,
        max_score=sums.most,
        weight=sums.weight,
        not_applicable_weight=sums.not_applicable,
        provisional=sums.provisional,
        interval=sums.interval,
        grade=sums.grade,
        pace=worst(colours),
        vetoes=sums.vetoes,
        bonus=sums.bonus,
        deductions=sums.deductions,
        inside=sums.inside,
        before_rounding=sums.ground if sums.ground != sums.score else None,
        diagnostics=tuple(diagnostics),
        project=project,
        budget=_money(scene),
        files=files,
        recoverer=recovery,
    )


def _money(scene: Scene) -> Quantity | None:
    budget = measure_at(BUDGET, scene, scene.as_of)
    return budget.quantity if budget.state == "known" else None


def _by_others(result: IndicatorResult, vetoes: tuple[VetoFired, ...]) -> tuple[VetoFired, ...]:
    """The vetoes of other rows that strike a row; what its own does it tells itself."""
    return tuple(veto for veto in striking(result, vetoes) if veto.indicator != result.id)


def _from_rows(results: tuple[IndicatorResult, ...]) -> Mapping[Diagnostic, None]:
    """What rows found while judging: errors and warnings; infos stay with their rows as assumptions."""
    return dict.fromkeys(p for r in results for p in (*r.problems, *r.assumed) if p.severity is not Severity.INFO)


def _overspent(results: tuple[IndicatorResult, ...]) -> tuple[Diagnostic, ...]:
    return tuple(
        BudgetExceeded(rate=r.actual.quantity.base)
        for r in results
        if r.indicator.is_budget and r.verdict is not Verdict.INVALID
        if r.actual is not None and r.actual.quantity is not None and r.actual.quantity.base > 1
    )
