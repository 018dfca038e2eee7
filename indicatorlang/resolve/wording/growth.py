"""Written words of change → growth: 正增长, 较上年增长5%以上, 不低于上年, 下降3个百分点."""

from __future__ import annotations

import attrs

from indicatorlang.library.units import parse_unit
from indicatorlang.model.indicator import Op
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.wording.amounts import plain_unit
from indicatorlang.syntax import tree
from indicatorlang.syntax.written.tree import WrittenClause

_NOUGHT = tree.Amount("0", "%")
_MIRRORED: dict[Op, Op] = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "==": "==", "!=": "!="}
# A change without a number: what it says as a comparison of growth with an amount.
_PLAIN: dict[str, tuple[Op, tree.Amount | None]] = {
    "up": (">", None),
    "down": ("<", None),
    "same": ("==", _NOUGHT),
    "no_more": ("<=", _NOUGHT),
    "no_less": (">=", _NOUGHT),
    "double": (">=", tree.Amount("100", "%")),
}


def is_growth(clause: WrittenClause) -> bool:
    """Whether a clause compares with a baseline: growth words without a number or with a relative one, or 不低于上年."""
    if clause.tolerance is not None or clause.high is not None:
        return False
    relative = clause.number is not None and _relative(clause.number.unit)
    if clause.growth is None:
        return bool(clause.baseline and clause.operators) and clause.number is None
    if clause.number is not None:
        return relative
    return not clause.growth.weak or bool(clause.baseline)


def _relative(unit: str) -> bool:
    found = parse_unit(unit)
    return found.known and bool(unit) and (found.unit.is_ratio or found.unit.is_points)


def growth_clause(clause: WrittenClause) -> tuple[Reading, tree.Condition]:
    """The reading and the condition. Growth downwards has a negative value in the reading, `falls` in the condition."""
    over = tree.Name(clause.baseline) if clause.baseline else None
    stated = clause.operators[0].op if clause.operators else None
    down = clause.growth is not None and clause.growth.change == "down"
    if clause.growth is not None and clause.number is not None:
        op: Op = stated or ">="
        unit, number = plain_unit(clause.number.unit), clause.number.number.lstrip("-")
        reading = Reading(
            "growth",
            op=_MIRRORED[op] if down else op,
            value=f"-{number}" if down and number.strip("0.") else number,
            unit=unit,
            baseline=clause.baseline,
        )
        return reading, tree.Growth(None, "falls" if down else "grows", op, tree.Amount(number, unit), over)
    op, amount = _PLAIN[clause.growth.change] if clause.growth is not None else _against(stated or ">=")
    reading = Reading("growth", op=op, baseline=clause.baseline)
    if amount is None:
        return reading, tree.Growth(None, "grows" if op == ">" else "falls", over=over)
    reading = attrs.evolve(reading, value=amount.number, unit=amount.unit)
    return reading, tree.Growth(None, "grows", op, amount, over)


def _against(op: Op) -> tuple[Op, tree.Amount | None]:
    """不低于上年 is growth of at least nought, 高于上年 any growth."""
    return (op, None) if op in (">", "<") else (op, _NOUGHT)
