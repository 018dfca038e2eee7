"""Rows over one measure: `2019年6月底，新建网点 150家`, `2019年9月底，新建网点 300家` are one running total at two dates."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from indicatorlang.lazily import frozen
from indicatorlang.model.number import exact
from indicatorlang.model.period import parse_period
from indicatorlang.resolve.drafting.judging import Judged
from indicatorlang.resolve.drafting.texts import sayable, without_date
from indicatorlang.syntax import tree


@frozen
class Step:
    """One dated amount: the row it stands in, what it counts, and by when."""

    row: int
    stem: str
    op: str
    unit: str
    day: dt.date
    amount: Fraction


def trajectories(names: Sequence[str], rows: Sequence[Judged]) -> Mapping[int, str]:
    """For each row that is a step of a running total, the measure that it shares with the others.

    Only rows whose names differ in nothing but the date, whose comparison and unit are the same, and whose amounts rise with their
    dates are steps of one total.
    """
    groups: dict[tuple[str, str, str], list[Step]] = {}
    for index, (name, row) in enumerate(zip(names, rows, strict=True)):
        step = _step(index, name, row.condition)
        if step is not None:
            groups.setdefault((step.stem, step.op, step.unit), []).append(step)
    shared: dict[int, str] = {}
    for (stem, _, _), steps in groups.items():
        if len(steps) > 1 and _rising(steps):
            shared |= {step.row: stem for step in steps}
    return shared


def _step(index: int, name: str, node: tree.Condition | None) -> Step | None:
    if not isinstance(node, tree.Comparison) or node.suffixes.by is None or not isinstance(node.bound, tree.Amount):
        return None
    period, amount = parse_period(node.suffixes.by.text), exact(node.bound.number)
    stem = sayable(without_date(name))
    if period is None or amount is None or node.op not in (">=", "==") or node.bound.unit in ("%", "％", "") or not stem:
        return None
    return Step(index, stem, node.op, node.bound.unit, period.end, amount)


def _rising(steps: Sequence[Step]) -> bool:
    ordered = sorted(steps, key=lambda step: step.day)
    pairs = itertools.pairwise(ordered)
    return all(before.day < after.day and before.amount < after.amount for before, after in pairs)
