"""What a row comes to: its condition, the method it chose, its items, or what stands beside the weights; without points and pace."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from tests.reference.days import count_days
from tests.reference.facts import (
    UNITS,
    Answer,
    Bands,
    Beside,
    Compared,
    Condition,
    EachCase,
    Finished,
    Line,
    Project,
    Row,
    Steps,
    Within,
    Word,
    plain,
    rounded,
    shown,
)
from tests.reference.judging import Found, decided, due_of, judge, op_of
from tests.reference.methods import count_steps, marked, of_bands, of_line, of_steps
from tests.reference.scoring import NOUGHT, ONE
from tests.reference.values import value_at


def answer(project: Project, row: Row) -> Answer:
    """The row as of the day of the project, without its points and its pace."""
    due = due_of(project, row.target)
    if row.when is not None and _known_false(project, row, row.when):
        return Answer("not_applicable", due=due)
    if row.items:
        return _of_items(project, row)
    found = judge(project, row, row.target, project.as_of)
    if found.verdict == "not_due":
        return Answer("not_due", gap=found.gap, due=due, recoverable=not found.hopeless)
    if row.beside is not None:
        return _beside(project, row, row.beside, found, due)
    fraction = found.fraction
    if found.verdict in ("met", "missed") and row.method is not None:
        fraction = _by_method(project, row, found)
    if isinstance(row.target, Compared) and sum(row.milestone_weights) and found.verdict in ("met", "missed"):
        fraction = _spread(project, row, row.target)
    interval = None
    if found.between is not None:
        low, high = (marked(end, row.floor, row.cap) for end in found.between)
        interval = (low, high)
    fraction = fraction if fraction is None else marked(fraction, row.floor, row.cap)
    return Answer(found.verdict, fraction, None, found.gap, due, interval=interval)


def _by_method(project: Project, row: Row, found: Found) -> Fraction | None:
    """The fraction by the table or the steps of the row. Steps say nothing of a row that is met."""
    method, target = row.method, row.target
    if isinstance(method, Steps):
        if found.verdict == "met":
            return ONE
        if isinstance(target, Finished):
            if found.value is None or found.value.day is None:
                return NOUGHT
            late = Fraction(count_days(due_of(project, target), found.value.day, method.unit))
            return of_steps(method, late, row.weight)
        if not isinstance(target, Compared) or found.value is None or found.value.number is None:
            raise NotImplementedError(target)
        short = abs(found.value.number - plain(target.bound, target.unit))
        return of_steps(method, short / UNITS[method.unit][1], row.weight)
    if isinstance(target, EachCase) and isinstance(method, Bands):
        if found.share is None:
            return found.fraction
        return of_bands(method, found.share * 100, higher=True)
    if not isinstance(target, Compared) or found.value is None or found.value.number is None:
        return found.fraction
    a = shown(found.value.number, target.unit)
    if isinstance(method, Bands):
        return of_bands(method, a, higher=op_of(project, row, target) in (">=", ">"))
    if isinstance(method, Line):
        return of_line(method, a)
    raise NotImplementedError(method)


def _beside(project: Project, row: Row, beside: Beside, found: Found, due: dt.date) -> Answer:
    """A row beside the weights: points added for what is beyond the target, taken off for what is on its wrong side."""
    bonus = beside.kind == "bonus"
    wanted = "met" if bonus else "missed"
    if found.verdict == "no_data":
        return Answer("not_applicable", due=due) if bonus else Answer("no_data", None, NOUGHT, due=due)
    if found.verdict not in ("met", "missed"):
        return Answer(found.verdict, due=due)
    value, target = found.value, row.target
    if not isinstance(target, Compared) or value is None or value.number is None:
        raise NotImplementedError(target)
    beyond = abs(shown(value.number, target.unit) - target.bound)
    if found.verdict != wanted or (bonus and beside.bare and beyond == 0):
        return Answer("not_applicable", due=due) if bonus else Answer("met", None, NOUGHT, due=due)
    steps = ONE if beside.step is None else count_steps(beyond, beside.step, beside.partial)
    points = steps * beside.points
    points = points if beside.most is None else min(points, beside.most)
    if bonus:
        return Answer("met", None, rounded(points), due=due)
    return Answer("missed", None, -rounded(points), found.gap, due)


def _of_items(project: Project, row: Row) -> Answer:
    """Σ points × fraction over the items that apply; bad data in one leaves the sum unknown."""
    parts = [(item, judge(project, row, item.target, project.as_of)) for item in row.items]
    due = max(due_of(project, item.target) for item in row.items)
    counted = [(item, part) for item, part in parts if part.verdict != "not_applicable"]
    verdicts = {part.verdict for _, part in counted}
    if not counted:
        return Answer("not_applicable", due=due)
    hopeless = any(part.verdict == "missed" or part.hopeless for _, part in counted)
    if "not_due" in verdicts:
        return Answer("not_due", due=due, recoverable=not hopeless)
    verdict = next((v for v in ("invalid", "missed", "no_data") if v in verdicts), "met")
    if verdict in ("invalid", "no_data"):
        return Answer(verdict, due=due)
    weight = sum((item.weight for item, _ in counted), NOUGHT)
    earned = sum((item.weight * (part.fraction or NOUGHT) for item, part in counted), NOUGHT)
    return Answer(verdict, marked(earned / weight, row.floor, row.cap), due=due)


def _known_false(project: Project, row: Row, condition: Condition) -> bool:
    """Whether a condition is false by what is known on the day, due or not."""
    now = attrs.evolve(condition, by=None) if isinstance(condition, Compared | Within | Word | Finished) else condition
    plainly = attrs.evolve(row, equal=None)
    if isinstance(now, Compared | Within):
        value = value_at(project, now.measure, project.as_of)
        return value.state in ("known", "unknown") and decided(plainly, project, now, (value.low, value.high)) is False
    raise NotImplementedError(now)


def _spread(project: Project, row: Row, condition: Compared) -> Fraction:
    """The fraction of a schedule whose steps have points of their own."""
    earned = NOUGHT
    steps = [*condition.steps, (due_of(project, condition), condition.bound)]
    for (day, bound), points in zip(steps, row.milestone_weights, strict=True):
        step = Compared(condition.measure, condition.op, bound, condition.unit, day)
        found = judge(project, row, step, project.as_of)
        earned += points * (found.fraction or NOUGHT)
    return earned / sum(row.milestone_weights)
