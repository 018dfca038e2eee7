"""A line through named points: threshold, target and stretch; red flag and goal; worst and best. Straight between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from indicatorlang.library.parts import ScoringPart, Words
from indicatorlang.library.scoring.bands import OF
from indicatorlang.library.settings import Setting
from indicatorlang.model.scoring import Anchor


def kernel(x: Fraction, anchors: Sequence[Anchor], w: Fraction) -> Fraction:
    """Straight between the two points that `x` lies between; beyond the outermost points as at these.

    >>> from indicatorlang.model.quantity import Quantity
    >>> goal, flag = Anchor(Quantity(Fraction(60)), Fraction(1)), Anchor(Quantity(Fraction(40)), Fraction(1, 2))
    >>> [str(kernel(Fraction(x), (goal, flag), Fraction(10))) for x in (30, 45, 60, 70)]
    ['1/2', '5/8', '1', '1']
    """
    low, high = _around(x, anchors)
    at, to = low.at.base, high.at.base
    if at == to or x <= at:
        share = low.share(w)
    elif x >= to:
        share = high.share(w)
    else:
        share = low.share(w) + (high.share(w) - low.share(w)) * (x - at) / (to - at)
    return min(Fraction(1), share)


def _around(x: Fraction, anchors: Sequence[Anchor]) -> tuple[Anchor, Anchor]:
    """The points below and above; the same one twice beyond the ends."""
    ordered = sorted(anchors, key=lambda anchor: anchor.at.base)
    below = [anchor for anchor in ordered if anchor.at.base <= x]
    above = [anchor for anchor in ordered if anchor.at.base >= x]
    return (below[-1] if below else ordered[0]), (above[0] if above else ordered[-1])


def tells(x: Fraction, anchors: Sequence[Anchor], w: Fraction) -> tuple[str, Mapping[str, Any]]:
    """Between which points the value lies, or at or beyond which one."""
    low, high = _around(x, anchors)
    if low is high:
        return "piecewise_at", {"low": low, "part": low.share(w)}
    return "piecewise", {"low": low, "high": high, "from": low.share(w), "to": high.share(w)}


PART = ScoringPart(
    name="piecewise",
    word="分段",
    also=("分段计分", "分段线性"),
    summary=Words(
        "给出几个点（如门槛、目标、挑战）各自的得分，两点之间按直线计算，两端以外取端点；达标的也按这条线。",
        "named points (threshold, target, stretch) have fractions; straight between them, as at the ends beyond them, for a row that is met too",
    ),
    signature=("x", "anchors", "w"),
    kernel=kernel,
    settings=(
        Setting(
            "anchors",
            "各点",
            "anchors",
            Words("各点，至少两个", "the points, at least two"),
            required=True,
            examples=(
                "[{值: 6 个, 得分系数: 0.6}, {值: 12 个, 得分系数: 1}]",
                "[{at: 6 个, fraction: 0.6}, {at: 12 个, fraction: 1}]",
            ),
        ),
        OF,
    ),
    takes=("more", "less", "equal", "done", "share"),
    rates_met=True,
    tells=tells,
    phrases={
        "piecewise": Words(
            "{x}，在{low}与{high}之间，得分系数从{from}到{to}按直线计算得{f}，{f}×{w}＝{score}分",
            "{x} lies between {low} and {high}, {from} and {to} of the points: {f}; {f} x {w} = {score}",
        ),
        "piecewise_at": Words(
            "{x}，按{low}计，得分系数{part}，{part}×{w}＝{score}分", "{x} counts as {low}: {part} x {w} = {score}"
        ),
    },
)
