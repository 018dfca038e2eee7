"""From rows to the project, and the whole walk (contract, section 6)."""

from __future__ import annotations

from fractions import Fraction

import attrs

from tests.reference.facts import Answer, Compared, Entry, Measure, Project, Row, Total, plain, rounded
from tests.reference.judging import answer
from tests.reference.pace import WORST_FIRST, pace_of
from tests.reference.values import value_at

BUDGET = "budget"
SPENT, GIVEN = "全年执行数", "全年预算数"


def evaluate(project: Project) -> tuple[dict[str, Answer], Total]:
    """Every row by its id, the budget row first, and the project."""
    rows = {row.id: row.weight for row in project.rows}
    answers: dict[str, Answer] = {}
    if project.budget is not None:
        answers[BUDGET] = _budget_row(project)
        rows = {BUDGET: project.rules.budget_weight, **rows}
    for row in project.rows:
        answers[row.id] = _row(project, row)
    return answers, _total(project, answers, rows)


def _row(project: Project, row: Row) -> Answer:
    found = answer(project, row)
    if found.verdict == "not_due":
        colour, index = pace_of(project, row, not found.recoverable)
        return attrs.evolve(found, colour=colour, index=index)
    return attrs.evolve(found, score=_points(found, row.weight, row.deduct))


def _points(found: Answer, weight: Fraction, deduct: Fraction | None = None) -> Fraction | None:
    if found.verdict in ("invalid", "not_applicable", "not_due"):
        return None
    if found.verdict == "no_data":
        return Fraction(0)
    return rounded(max(Fraction(0), found.fraction * weight - (deduct or 0)))


def _budget_row(project: Project) -> Answer:
    """Executed over budget, capped at one."""
    spent = attrs.evolve(project, measures=(*project.measures, Measure(SPENT, "万元", "ytd")))
    executed = value_at(spent, SPENT, project.as_of)
    budget = plain(project.budget, "万元")
    due = project.span.last
    if project.as_of < due:
        if executed.state != "known" or budget == 0:
            return Answer("not_due", due=due, recoverable=True)
        expected = Fraction(project.as_of.month, 12)
        index = executed.number / budget / expected * 100
        colour = "red" if index < 60 else "yellow" if index < 80 else "green"
        gap = (1 - executed.number / budget) * 100
        return Answer("not_due", gap=gap if gap > 0 else None, due=due, recoverable=True, colour=colour, index=index)
    if executed.state == "bad":
        return Answer("invalid", due=due)
    if executed.state == "not_applicable":
        return Answer("not_applicable", due=due)
    if executed.state != "known":
        return Answer("no_data", score=Fraction(0), due=due)
    if budget == 0:
        return Answer("not_applicable" if executed.number == 0 else "invalid", due=due)
    rate = executed.number / budget
    fraction = Fraction(rate >= 1) if project.rules.scoring == "pass_fail" else max(Fraction(0), min(Fraction(1), rate))
    found = Answer("met" if rate >= 1 else "missed", fraction, due=due)
    return attrs.evolve(found, score=_points(found, project.rules.budget_weight), gap=(1 - rate) * 100 if rate < 1 else None)


def _total(project: Project, answers: dict[str, Answer], weights: dict[str, Fraction]) -> Total:
    everything = sum(weights.values(), Fraction(0))
    left_out = sum((weights[i] for i, a in answers.items() if a.verdict == "not_applicable"), Fraction(0))
    judged = ("met", "missed", "no_data", "invalid")
    had = sum((weights[i] for i, a in answers.items() if a.verdict in judged), Fraction(0))
    raw = sum((a.score or Fraction(0) for a in answers.values()), Fraction(0))
    fired = [row for row in project.rows if row.veto is not None and answers[row.id].verdict in row.veto_on]
    level1 = {row.id: row.level1 for row in project.rows}
    kept = Fraction(0)
    for number, found in answers.items():
        struck = any(
            row.veto == "project"
            or (row.veto == "group" and level1.get(number) == row.level1)
            or (row.veto == "indicator" and row.id == number)
            for row in fired
        )
        kept += Fraction(0) if struck or found.score is None else found.score
    score, most = kept, had
    if everything == left_out:
        score = most = Fraction(0)
    elif left_out > 0:
        factor = everything / (everything - left_out)
        score, most = rounded(kept * factor), had * factor
    verdicts = {found.verdict for found in answers.values()}
    open_ones = {"not_due", "invalid"} | (set() if project.final else {"no_data"})
    provisional = bool(verdicts & (open_ones - {"not_due"}))
    grade = None
    if not verdicts & open_ones and everything > left_out:
        share = score * 100 / everything
        grade = next((name for name, least in project.rules.grades if share >= least), project.rules.grades[-1][0])
        if everything and share != rounded(share):
            grade = next((name for name, least in project.rules.grades if rounded(share) >= least), project.rules.grades[-1][0])
        if any(row.veto == "grade" for row in fired):
            grade = project.rules.grades[-1][0]
    colours = [a.colour for a in answers.values() if a.colour]
    worst = next((c for c in WORST_FIRST if c in colours), None)
    return Total(score, raw, most, everything, provisional, grade, tuple(row.id for row in fired), worst)


__all__ = ["BUDGET", "SPENT", "Compared", "Entry", "evaluate"]
