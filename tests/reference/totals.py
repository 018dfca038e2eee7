"""From rows to the project, and the whole walk (contract, section 6)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from tests.reference.answering import answer
from tests.reference.facts import NOUGHT, Answer, Compared, Entry, Measure, Project, Row, Total, plain
from tests.reference.pace import WORST_FIRST, pace_of
from tests.reference.values import value_at

BUDGET = "budget"
SPENT, GIVEN = "全年执行数", "全年预算数"


def evaluate(project: Project) -> tuple[dict[str, Answer], Total]:
    """Every row by its id, the budget row first, and the project."""
    project = attrs.evolve(project, rows=tuple(as_approved(row, project.as_of) for row in project.rows))
    rows = {row.id: NOUGHT if row.beside else row.weight for row in project.rows}
    answers: dict[str, Answer] = {}
    if project.budget is not None:
        answers[BUDGET] = _budget_row(project)
        rows = {BUDGET: project.rules.budget_weight, **rows}
    for row in project.rows:
        answers[row.id] = _row(project, row)
    return answers, _total(project, answers, rows)


def as_approved(row: Row, day: dt.date) -> Row:
    """The row as it was approved last by a day; what a change does not mention stays."""
    for change in sorted(row.changes, key=lambda change: change.approved):
        if change.approved <= day:
            row = attrs.evolve(
                row, target=change.target or row.target, weight=row.weight if change.weight is None else change.weight
            )
    return row


def _row(project: Project, row: Row) -> Answer:
    found = answer(project, row)
    if found.verdict == "not_due":
        colour, index = pace_of(project, row, not found.recoverable)
        return attrs.evolve(found, colour=colour, index=index)
    if row.beside is not None:
        return found
    interval = found.interval
    if interval is not None:
        low, high = (_points(project, attrs.evolve(found, fraction=end), row.weight, row.deduct) or NOUGHT for end in interval)
        interval = (low, high)
    return attrs.evolve(found, score=_points(project, found, row.weight, row.deduct), interval=interval)


def _points(project: Project, found: Answer, weight: Fraction, deduct: Fraction | None = None) -> Fraction | None:
    """Rounded once a row, unless only the total is rounded."""
    if found.verdict in ("invalid", "not_applicable", "not_due"):
        return None
    if found.verdict == "no_data" or found.fraction is None:
        return NOUGHT
    exact = max(NOUGHT, found.fraction * weight - (deduct or 0))
    return exact if project.rounding.when == "total" else project.rounding.of(exact)


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
    return attrs.evolve(
        found, score=_points(project, found, project.rules.budget_weight), gap=(1 - rate) * 100 if rate < 1 else None
    )


def _total(project: Project, answers: dict[str, Answer], weights: dict[str, Fraction]) -> Total:
    everything = sum(weights.values(), NOUGHT)
    left_out = sum((weights[i] for i, a in answers.items() if a.verdict == "not_applicable"), NOUGHT)
    judged = ("met", "missed", "no_data", "invalid")
    had = sum((weights[i] for i, a in answers.items() if a.verdict in judged), NOUGHT)
    scores = {i: a.score or NOUGHT for i, a in answers.items()}
    beside = {row.id: row.beside.kind for row in project.rows if row.beside is not None}
    raw = project.rounding.of(sum((score for i, score in scores.items() if i not in beside), NOUGHT))
    fired = [row for row in project.rows if row.veto is not None and answers[row.id].verdict in row.veto_on]
    exact = _exact(project, answers, weights, scores, fired)
    score = exact if project.rounding.when == "row" and left_out in (0, everything) else project.rounding.of(exact)
    most = NOUGHT if everything == left_out else had * everything / (everything - left_out)
    added = sum((s for i, s in scores.items() if beside.get(i) == "bonus" and not _struck(project, i, fired)), NOUGHT)
    off = -sum((s for i, s in scores.items() if beside.get(i) == "deduction"), NOUGHT)
    verdicts = {found.verdict for found in answers.values()}
    open_ones = {"not_due", "invalid"} | (set() if project.final else {"no_data"})
    provisional = bool(verdicts & (open_ones - {"not_due"}))
    grade = None
    if not verdicts & open_ones and everything > left_out:
        share = _for_the_grade(project, answers, weights, scores, fired, score) * 100 / everything
        grades = project.rules.grades
        share = project.rounding.of(share) if project.grade_on == "displayed" else share
        grade = next((name for name, least in grades if share >= least), grades[-1][0])
        if any(row.veto == "grade" for row in fired):
            grade = grades[-1][0]
    colours = [a.colour for a in answers.values() if a.colour]
    worst = next((c for c in WORST_FIRST if c in colours), None)
    ends = []
    for end in (0, 1):
        other = {i: a.interval[end] if a.interval else scores[i] for i, a in answers.items()}
        there = _exact(project, answers, weights, other, fired)
        ends.append(there if project.rounding.when == "row" and left_out in (0, everything) else project.rounding.of(there))
    assumed = any(a.interval and not _struck(project, i, fired) for i, a in answers.items())
    interval = (ends[0], ends[1]) if assumed else None
    return Total(score, raw, most, everything, provisional, grade, tuple(row.id for row in fired), worst, interval, added, off)


def _exact(
    project: Project,
    answers: dict[str, Answer],
    weights: dict[str, Fraction],
    scores: dict[str, Fraction],
    fired: list[Row],
    displayed: bool = True,
) -> Fraction:
    """The points of all rows after vetoes, spread over what does not apply, then what is beside the weights. Not rounded, unless
    something is added to a rounded number."""
    everything = sum(weights.values(), NOUGHT)
    left_out = sum((weights[i] for i, a in answers.items() if a.verdict == "not_applicable"), NOUGHT)
    beside = {row.id for row in project.rows if row.beside is not None}
    kept = sum((s for i, s in scores.items() if i not in beside and not _struck(project, i, fired)), NOUGHT)
    if displayed and project.rounding.when == "total":
        kept = project.rounding.of(kept)  # what is spread over the rest is the sum that was printed
    if everything == left_out:
        kept = NOUGHT
    elif left_out > 0:
        kept = kept * everything / (everything - left_out)
    more = sum((s for i, s in scores.items() if i in beside and (s < 0 or not _struck(project, i, fired))), NOUGHT)
    if not beside:
        return kept
    kept = max(NOUGHT, kept + more)
    return kept if project.bonus_above else min(kept, everything)


def _struck(project: Project, number: str, fired: list[Row]) -> bool:
    level1 = {row.id: row.level1 for row in project.rows}
    return any(
        row.veto == "project"
        or (row.veto == "group" and level1.get(number) == row.level1)
        or (row.veto == "indicator" and row.id == number)
        for row in fired
    )


def _for_the_grade(
    project: Project,
    answers: dict[str, Answer],
    weights: dict[str, Fraction],
    scores: dict[str, Fraction],
    fired: list[Row],
    score: Fraction,
) -> Fraction:
    """The score as displayed, or as it was before rounding, the budget row with all its digits."""
    if project.grade_on == "displayed":
        return score
    budget = answers.get(BUDGET)
    if budget is not None and budget.fraction is not None and budget.score is not None:
        scores = {**scores, BUDGET: budget.fraction * weights[BUDGET]}
    return _exact(project, answers, weights, scores, fired, displayed=False)


__all__ = ["BUDGET", "SPENT", "Compared", "Entry", "evaluate"]
