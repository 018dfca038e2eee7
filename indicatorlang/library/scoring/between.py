"""A range: below it like more-is-better towards its low end, above it like less-is-better from its high end."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words
from indicatorlang.library.scoring import linear, proportional


def kernel(a: Fraction, low: Fraction, high: Fraction) -> Fraction:
    """All within the range, both ends included; a/low below it; 1 - (a-high)/high above it.

    A low end ≤ 0 has no proportion below it, a high end ≤ 0 none above it: there nothing is earned.

    >>> kernel(Fraction(9, 10), Fraction(1), Fraction(2)), kernel(Fraction(3), Fraction(1), Fraction(2))
    (Fraction(9, 10), Fraction(1, 2))
    """
    return proportional.kernel(a, low) if a < low else linear.kernel(a, high)


PART = ScoringPart(
    name="between",
    word="",
    summary=Words(
        "区间指标：在区间内得满分，低于下限按实际值÷下限，高于上限按超出上限的比例扣分。",
        "a range: all points inside; below it actual/low end; above it every per cent over the high end costs one per cent",
    ),
    signature=("a", "low", "high"),
    kernel=kernel,
    phrases={
        "range_low": Words(
            "低于下限，按完成比例计分，{a}÷{l}×{w}＝{score}分", "below the range: {a}/{l} = {f}; {f} x {w} = {score}"
        ),
        "range_high": Words(
            "高于上限，按超出比例扣分，[1−({a}−{h})÷{h}]×{w}＝{score}分",
            "above the range: 1 - ({a} - {h})/{h} = {f}; {f} x {w} = {score}",
        ),
    },
)
