"""A value to be hit: too little and too much cost the same."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words


def kernel(a: Fraction, t: Fraction) -> Fraction:
    """1 - |a-t|/|t|, never below nothing. Around a target of 0: hit or not.

    >>> kernel(Fraction(520), Fraction(500)), kernel(Fraction(480), Fraction(500))
    (Fraction(24, 25), Fraction(24, 25))
    """
    if a == t:
        return Fraction(1)
    return max(Fraction(0), 1 - abs(a - t) / abs(t)) if t else Fraction(0)


PART = ScoringPart(
    name="two_sided",
    word="双向",
    also=("偏高偏低都扣",),
    summary=Words(
        "要求正好的指标：偏高偏低都按偏离指标值的比例扣分。",
        "a value to be hit: deviation in either direction costs its share of the target",
    ),
    signature=("a", "t"),
    kernel=kernel,
    takes=("equal",),
    phrases={
        "two_sided": Words(
            "偏离指标值，按偏离比例扣分，[1−|{a}−{t}|÷{size}]×{w}＝{score}分",
            "two-sided: 1 - |{a} - {t}|/{size} = {f}; {f} x {w} = {score}",
        ),
    },
)
