"""Written words of change → growth: 正增长, 较上年增长5%以上, 不低于上年, 下降3个百分点."""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.library.units import parse_unit
from indicatorlang.model.comparison import Op
from indicatorlang.model.number import decimal_text, exact, terminates
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.wording import problems
from indicatorlang.resolve.wording.quantities import plain_unit
from indicatorlang.syntax import tree
from indicatorlang.syntax.written.tree import MIRRORED, WrittenClause, WrittenNumber, WrittenOperator
from indicatorlang.syntax.written.vocabulary import vocabulary

_NOUGHT = tree.Amount("0", "%")
# A change without a number: what it says as a comparison of growth with an amount.
_PLAIN: dict[str, tuple[Op, tree.Amount | None]] = {
    "up": (">", None),
    "down": ("<", None),
    "same": ("==", _NOUGHT),
    "no_more": ("<=", _NOUGHT),
    "no_less": (">=", _NOUGHT),
    "double": (">=", tree.Amount("100", "%")),
    "fourfold": (">=", tree.Amount("300", "%")),
}


def is_growth(clause: WrittenClause) -> bool:
    """Whether a clause compares with a baseline: growth words without a number or with a relative one, or 不低于上年."""
    if clause.tolerance is not None or clause.high is not None:
        return False
    relative = clause.number is not None and (
        _relative(clause.number.unit) or bool(clause.baseline) or ("/" in clause.number.number and not clause.number.unit)
    )
    if clause.share and clause.growth is None:
        return clause.number is not None and _share_of(clause.number) is not None
    if clause.growth is None:
        return bool(clause.baseline and clause.operators) and clause.number is None
    if clause.number is not None:
        return relative
    if any(_compares(op) for op in clause.operators):
        return False  # 增速不低于全国
    return not clause.growth.weak or bool(clause.baseline)


def _compares(op: WrittenOperator) -> bool:
    wording = vocabulary().before.whole(op.phrase)
    return op.word and wording is not None and not wording.leads


def _relative(unit: str) -> bool:
    found = parse_unit(unit)
    return found.known and bool(unit) and (found.unit.is_ratio or found.unit.is_points)


def _share_of(number: WrittenNumber) -> str | None:
    """The growth in percent that a multiple or a share of the baseline is: 1.5倍 is 50, 90% is -10."""
    value, unit = exact(number.number), plain_unit(number.unit)
    if value is None or unit not in ("倍", "%"):
        return None
    grown = value * (100 if unit == "倍" else 1) - 100
    return decimal_text(grown) if terminates(grown) else None


def better_by_name(clause: WrittenClause, name: str, level2: str) -> tuple[WrittenClause, tuple[Diagnostic, ...]]:
    """优于去年同期 wants less where the name counts something bad."""
    found = next((op for op in clause.operators if op.word and op.phrase in vocabulary().better), None)
    if found is None or not clause.baseline or clause.number is not None or clause.growth is not None:
        return clause, ()
    told = told_direction(name, (level2,))
    op = found.op if told.direction == "higher" else MIRRORED[found.op]
    turned = tuple(attrs.evolve(own, op=op) if own is found else own for own in clause.operators)
    assumed = problems.OperatorAssumed(amount=clause.baseline, op=op, word=told.word, named=bool(name))
    return attrs.evolve(clause, operators=turned), (assumed,)


def growth_clause(clause: WrittenClause) -> tuple[Reading, tree.Condition | None]:
    """The reading and the condition. Growth downwards has a negative value in the reading, `falls` in the condition.

    Growth by so many of something has no condition: the strict language measures growth in percent, points and multiples."""
    over = tree.Name(clause.baseline) if clause.baseline else None
    stated = clause.operators[0].op if clause.operators else None
    down = clause.growth is not None and clause.growth.change == "down"
    share = _share_of(clause.number) if clause.share and clause.number is not None and clause.growth is None else None
    if share is not None:
        reading = Reading("growth", op=stated or ">=", value=share, unit="%", baseline=clause.baseline)
        if share.startswith("-"):
            return reading, tree.Growth(None, "falls", MIRRORED[stated or ">="], tree.Amount(share[1:], "%"), over)
        return reading, tree.Growth(None, "grows", stated or ">=", tree.Amount(share, "%"), over)
    if clause.growth is not None and clause.number is not None:
        op: Op = stated or ">="
        unit, number = plain_unit(clause.number.unit), clause.number.number.lstrip("-")
        reading = Reading(
            "growth",
            op=MIRRORED[op] if down else op,
            value=f"-{number}" if down and number.strip("0.") else number,
            unit=unit,
            baseline=clause.baseline,
        )
        condition = tree.Growth(None, "falls" if down else "grows", op, tree.Amount(number, unit), over)
        return reading, condition if _relative(unit) else None
    op, amount = _PLAIN[clause.growth.change] if clause.growth is not None else _against(stated or ">=")
    reading = Reading("growth", op=op, baseline=clause.baseline)
    if amount is None:
        return reading, tree.Growth(None, "grows" if op == ">" else "falls", over=over)
    reading = attrs.evolve(reading, value=amount.number, unit=amount.unit)
    return reading, tree.Growth(None, "grows", op, amount, over)


def _against(op: Op) -> tuple[Op, tree.Amount | None]:
    """不低于上年 is growth of at least nought, 高于上年 any growth."""
    return (op, None) if op in (">", "<") else (op, _NOUGHT)
