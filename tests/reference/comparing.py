"""Where the product and the reference say different things about one project."""

from __future__ import annotations

from typing import Any

import indicatorlang as il
from tests.reference.facts import (
    Condition,
    EachCase,
    Every,
    Finished,
    Grown,
    Opposite,
    OverCases,
    Project,
    Recurring,
    Some,
    Trend,
)
from tests.reference.printing import actuals, records, ruleset
from tests.reference.totals import evaluate
from tests.reference.values import for_the_whole


def names(condition: Condition) -> set[str]:
    """The measures a condition is about."""
    match condition:
        case Every(parts) | Some(parts):
            return set().union(*map(names, parts))
        case Opposite(part):
            return names(part)
    return {condition.measure}


def _muddled(project: Project, name: str) -> bool:
    """Whether values of a measure are bad, given twice, or of several lengths: the reference of what recurs takes them as they are."""
    entries = [e for e in project.entries if e.measure == name]
    periods = [e.period for e in entries]
    lengths = {p.months for p in periods if p is not None}
    words = any(isinstance(e.value, str) for e in entries)
    return words or len(set(periods)) < len(periods) or len(lengths) > 1 or None in periods or any(e.kind for e in entries)


def differences(project: Project) -> list[str]:
    """Every difference, as `row fact: reference / product`."""
    answers, total = evaluate(project)
    rules = il.load_ruleset(ruleset(project))
    assessment = rules.evaluate(actuals(project), records=records(project), as_of=project.as_of.isoformat(), final=project.final)
    found: list[str] = []

    def same(row: str, fact: str, wanted: Any, got: Any) -> None:
        if wanted != got:
            found.append(f"{row} {fact}: {wanted} / {got}")

    # Of composites and of what is done or not the rules give no colour, and none of a year's figure in the middle of the year.
    silent = {row.id for row in project.rows if isinstance(row.target, Finished | Every | Some | Opposite)}
    early = {name for name in (m.name for m in project.measures) if for_the_whole(project, name)}
    vague = {row.id for row in project.rows if names(row.target) & early}
    vague |= {
        row.id
        for row in project.rows
        if isinstance(row.target, Grown | Recurring | EachCase | Trend | OverCases) or row.beside or row.items
    }
    untold = {row.id for row in project.rows if row.beside or row.items or isinstance(row.target, Finished)}
    unclear = {row.id for row in project.rows if isinstance(row.target, Recurring) and _muddled(project, row.target.measure)}
    for number, wanted in answers.items():
        got = assessment[number]
        if number in unclear:
            continue
        same(number, "verdict", wanted.verdict, str(got.verdict.value))
        if wanted.verdict != got.verdict.value:
            continue
        given = wanted.score if wanted.score is None else project.rounding.of(wanted.score)
        same(number, "score", given, got.score if got.score is None else project.rounding.of(got.score))
        if wanted.interval is not None:
            ends = tuple(map(project.rounding.of, wanted.interval))
            same(number, "interval", ends, got.interval and tuple(map(project.rounding.of, got.interval)))
        same(number, "fraction", wanted.fraction, got.fraction)
        same(number, "due", wanted.due, got.due)
        if number not in untold and not (number in vague and wanted.verdict == "not_due"):
            same(number, "gap", wanted.gap, None if got.gap is None else got.gap.number)
        if wanted.verdict == "not_due":
            if number in vague:
                continue
            same(number, "recoverable", wanted.recoverable, got.recoverable)
            if wanted.colour is not None or number not in silent:
                same(
                    number,
                    "colour",
                    wanted.colour,
                    None if got.pace is None or got.pace.colour is None else got.pace.colour.value,
                )
            if wanted.index is not None:
                same(number, "index", wanted.index, got.pace.index)
    if unclear:
        return found
    same("total", "score", total.score, assessment.score)
    same("total", "raw score", total.raw_score, assessment.raw_score)
    same("total", "max score", total.max_score, assessment.max_score)
    same("total", "weight", total.weight, assessment.weight)
    same("total", "provisional", total.provisional, assessment.provisional)
    same("total", "interval", total.interval, assessment.interval)
    same("total", "bonus", total.bonus, assessment.bonus)
    same("total", "deductions", total.deductions, assessment.deductions)
    same("total", "grade", total.grade, assessment.grade and assessment.grade.name)
    same("total", "vetoes", total.vetoes, tuple(veto.indicator for veto in assessment.vetoes))
    if not silent and not vague:
        same("total", "colour", total.colour, None if assessment.pace is None else str(assessment.pace.value))
    return found
