"""Conditions that are two ends of one range, and ranges of growth, which are two conditions: 不低于80%且不高于120%, 同比增长5%-8%."""

from __future__ import annotations

import attrs

from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.tree import LOWER, UPPER, WrittenClause, WrittenOperator

_SIGN_OF = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
# What stands before the second end of a range and is no subject of its own.
_NO_SUBJECT = (
    "同时",
    "最高",
    "最低",
    "一般",
    "原则上",
    "上限",
    "下限",
    "总体",
    "最多",
    "最少",
    "并且",
    "但是",
    "及其",
    "而且",
    "and",
    "but",
)


def growth_ends(clause: WrittenClause) -> tuple[WrittenClause, ...]:
    """同比增长5%-8% is growth of at least 5% and of at most 8%."""
    low, high = clause.number, clause.high
    if clause.growth is None or low is None or high is None or clause.operators or clause.ends:
        return (clause,)
    if high.unit not in ("%", "百分点", "个百分点", "percentage points") or low.number.startswith("-"):
        return (clause,)
    if clause.growth.change not in ("up", "down") or (clause.growth.weak and not clause.baseline and high.unit != "%"):
        return (clause,)
    span = low.span.to(high.span)
    ops: tuple[CompareOp, CompareOp] = (">=" if clause.low_closed else ">", "<=" if clause.high_closed else "<")
    lower = attrs.evolve(clause, number=low, high=None, operators=(WrittenOperator(ops[0], _SIGN_OF[ops[0]], span=span),))
    upper = attrs.evolve(
        clause, number=high, high=None, rest=(), operators=(WrittenOperator(ops[1], _SIGN_OF[ops[1]], span=span),)
    )
    return (lower, upper)


def ranged(plain: str, clauses: list[WrittenClause]) -> tuple[WrittenClause, ...]:
    """不低于80%且不高于120% is one range."""
    if len(clauses) != 2:
        return tuple(clauses)
    ends = [clause for clause in clauses if len(clause.operators) == 1 and clause.number is not None and clause.high is None]
    if len(ends) != 2 or any(clause.growth or clause.date or clause.tolerance for clause in clauses):
        return tuple(clauses)
    if _has_own_subject(plain, clauses[1]):
        return tuple(clauses)  # 优秀不超过15%，合格不低于80%
    low, high = sorted(ends, key=lambda clause: clause.operators[0].op in UPPER)
    ops = low.operators[0].op, high.operators[0].op
    if low.number is None or high.number is None or ops[0] not in LOWER or ops[1] not in UPPER:
        return tuple(clauses)
    if not high.number.unit.startswith(low.number.unit):
        return tuple(clauses)
    # A unit that one end says more fully (5万以上10万元以下) is settled by those who know units.
    number = attrs.evolve(low.number, unit=low.number.unit or high.number.unit)
    both = attrs.evolve(low, operators=(), number=number, high=high.number, low_closed=ops[0] == ">=", high_closed=ops[1] == "<=")
    both = attrs.evolve(both, ends=(low.operators[0], high.operators[0]))
    return (attrs.evolve(both, rest=(*low.rest, *high.rest), span=low.span.to(high.span)),)


def _has_own_subject(plain: str, clause: WrittenClause) -> bool:
    before = clause.number.span.start if clause.number is not None else clause.span.end
    said = "".join(plain[span.start : span.end] for span in clause.rest if span.start < before).strip(" ,;:的")
    return len(said) > 1 and said not in _NO_SUBJECT
