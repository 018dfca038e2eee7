"""Less is better: every per cent above the target costs one per cent of the points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from indicatorlang.library.parts import ScoringPart, Words


def kernel(a: Fraction, t: Fraction) -> Fraction:
    """1 - (a-t)/t above the target, down to nothing at twice the target. A target ≤ 0 has no proportion: met or not.

    >>> kernel(Fraction(15), Fraction(10)), kernel(Fraction(20), Fraction(10))
    (Fraction(1, 2), Fraction(0, 1))
    """
    if a <= t:
        return Fraction(1)
    return max(Fraction(0), 1 - (a - t) / t) if t > 0 else Fraction(0)


def tells(a: Fraction, t: Fraction) -> tuple[str, Mapping[str, Any]]:
    """Whether anything is left."""
    return "linear" if kernel(a, t) else "linear_nothing", {}


PART = ScoringPart(
    name="linear",
    word="按超出比例",
    also=("按比例扣减", "线性"),
    summary=Words(
        "越低越好的指标：不超过指标值得满分，每超出1%扣1%，达到指标值的两倍不得分。",
        "less is better: every per cent above the target costs one per cent, nothing is left at twice the target",
    ),
    signature=("a", "t"),
    kernel=kernel,
    takes=("less",),
    tells=tells,
    phrases={
        "linear": Words(
            "超过指标值，按超出比例扣分，[1−({a}−{t})÷{t}]×{w}＝{score}分",
            "linear: 1 - ({a} - {t})/{t} = {f}; {f} x {w} = {score}",
        ),
        "linear_nothing": Words("达到指标值的两倍或以上，得{score}分", "linear: {a} is twice {t} or more; 0"),
    },
)
