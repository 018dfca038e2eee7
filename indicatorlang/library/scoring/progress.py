"""How much of the way from a baseline to the target has been covered."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import EVERY_KIND, ScoringPart, Words


def kernel(a: Fraction, t: Fraction, b: Fraction) -> Fraction | None:
    """(a-b)/(t-b) between 0 and 1, in either direction; None when target and baseline are equal (there is no way to cover).

    >>> kernel(Fraction(-2), Fraction(0), Fraction(-8)), kernel(Fraction(5), Fraction(3), Fraction(3))
    (Fraction(3, 4), None)
    """
    if t == b:
        return None
    return min(Fraction(1), max(Fraction(0), (a - b) / (t - b)))


PART = ScoringPart(
    name="progress",
    word="按进展",
    also=("按进步", "按进度", "进步幅度"),
    summary=Words(
        "有基期值的指标：按从基期值到指标值的路程走了多少计分；指标值与基期值相同的只看是否达标。",
        "with a baseline: the share of the way from the baseline to the target; where both are equal, met or not",
    ),
    signature=("a", "t", "b"),
    kernel=kernel,
    takes=EVERY_KIND,
    by_shape=True,
    phrases={
        "progress": Words(
            "未达到指标值，按从基期值起的进展计分，({a}−{b})÷({t}−{b})×{w}＝{score}分",
            "progress: ({a} - {b})/({t} - {b}) = {f}; {f} x {w} = {score}",
        ),
    },
)
