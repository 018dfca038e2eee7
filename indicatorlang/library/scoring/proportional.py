"""More is better: what is missing of the target is missing of the points."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import EVERY_KIND, ScoringPart, Words


def kernel(a: Fraction, t: Fraction) -> Fraction:
    """a/t below the target, never below nothing; all of it from the target on. A target ≤ 0 has no proportion: met or not.

    >>> kernel(Fraction(270), Fraction(300))
    Fraction(9, 10)
    """
    if a >= t:
        return Fraction(1)
    return max(a, Fraction(0)) / t if t > 0 else Fraction(0)


PART = ScoringPart(
    name="proportional",
    word="按比例",
    also=("按比例计分", "按完成比例"),
    summary=Words(
        "越高越好的指标：达到指标值得满分，未达到的按实际值÷指标值计分。",
        "more is better: full points from the target on, below it actual/target",
    ),
    signature=("a", "t"),
    kernel=kernel,
    takes=EVERY_KIND,
    by_shape=True,
    phrases={
        "proportional": Words(
            "未达到指标值，按完成比例计分，{a}÷{t}×{w}＝{score}分", "proportional: {a}/{t} = {f}; {f} x {w} = {score}"
        ),
    },
)
