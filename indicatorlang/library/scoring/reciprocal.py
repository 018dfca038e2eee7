"""Less is better, as some provinces score it: target over actual."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words


def kernel(a: Fraction, t: Fraction) -> Fraction:
    """t/a above the target, so that something is always left. A target ≤ 0 has no proportion: met or not.

    >>> kernel(Fraction(15), Fraction(10))
    Fraction(2, 3)
    """
    if a <= t:
        return Fraction(1)
    return t / a if t > 0 else Fraction(0)


PART = ScoringPart(
    name="reciprocal",
    word="按反比",
    also=("反比", "反比计分"),
    summary=Words(
        "越低越好的指标：不超过指标值得满分，超过的按指标值÷实际值计分。",
        "less is better: full points up to the target, above it target/actual",
    ),
    signature=("a", "t"),
    kernel=kernel,
    takes=("less",),
    phrases={
        "reciprocal": Words("超过指标值，按反比计分，{t}÷{a}×{w}＝{score}分", "reciprocal: {t}/{a} = {f}; {f} x {w} = {score}"),
    },
)
