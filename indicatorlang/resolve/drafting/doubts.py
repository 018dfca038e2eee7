"""What a row says that can be judged, and should be confirmed all the same: a direction nobody would want, a span that is left upwards,
an amount that is only about so much."""

from __future__ import annotations

import re

from indicatorlang.lazily import pattern
from indicatorlang.model.draft import FormRow, Note, asked
from indicatorlang.model.number import exact
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.syntax import tree

_WAYS = {">=": ("higher", "不低于"), ">": ("higher", "高于"), "<=": ("lower", "不超过"), "<": ("lower", "低于")}
_COMMON = pattern(r"比率|比例|占比|百分比|数量|指标|达标|满意率|满意度")
_RATE, _HALF = pattern(r"(?:率|满意度|覆盖面)(?:[（(].*)?$"), 50
_INCLUDED = pattern(r"含[0-9.]+\S{0,3}")


def doubts(row: FormRow, node: tree.Condition) -> tuple[Note, ...]:
    """What is to be confirmed of a row whose condition is known."""
    told = told_direction(row.name)
    of_cost = told.direction == "higher" and "成本" in row.level1 + row.level2
    if not of_cost and ((told.word and not told.heading) or _most_of(row, node)):
        better = "越高越好" if told.direction == "higher" else "越低越好"
        if isinstance(node, tree.Comparison) and isinstance(node.bound, tree.Amount) and node.op in _WAYS:
            way, said = _WAYS[node.op]
            if way != told.direction:
                return (
                    asked(
                        f"“{row.name}”一般{better}，原表要求的却是{said}，方向请核对",
                        f"{row.name} is a thing of which {'more' if told.direction == 'higher' else 'less'} is better, "
                        f"yet the form demands {node.op}; check the direction",
                    ),
                )
        if isinstance(node, tree.Within):
            end = "高于上限" if told.direction == "higher" else "低于下限"
            return (
                asked(
                    f"“{row.name}”一般{better}，原表写成区间，按区间判，{end}的不算达标；若算达标，改写判定",
                    f"{row.name} is a thing of which {'more' if told.direction == 'higher' else 'less'} is better, yet the form "
                    "gives a range, beyond which it is missed; write another target if it should be met",
                ),
            )
    if isinstance(node, tree.Comparison) and node.tolerance is not None and row.op.strip() in ("≤", "≥", "<", ">", "<=", ">="):
        return (
            asked(
                f"原表既写了“{row.op.strip()}”，又写了允许的幅度，按幅度两头都判；只限一头的改写判定",
                f"the form has both {row.op.strip()} and a tolerance; both ends are judged, write another target if only one counts",
            ),
        )
    return ()


def _most_of(row: FormRow, node: tree.Condition) -> bool:
    """Whether a rate or a degree is asked for that is most of the whole: nobody wants less of it than that."""
    ends = [part for part in tree.walk(node) if isinstance(part, tree.Amount) and part.unit in ("%", "％")]
    amounts = [exact(part.number) for part in ends]
    return _RATE.search(row.name) is not None and any(amount is not None and amount > _HALF for amount in amounts)


def unused(rest: str, name: str) -> tuple[str, ...]:
    """The words of a target that nothing was made of and that say more than its name: `绿化率` in `绿化率95%以上` says nothing new."""
    pieces = [piece.strip("（）()，,。；; ") for piece in re.split(r"[\s，,；;。（）()]+", rest)]
    return tuple(p for p in pieces if p and p not in name and not _COMMON.fullmatch(p) and not _INCLUDED.fullmatch(p))
