"""A value to be hit exactly."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words


def kernel(a: Fraction, t: Fraction) -> Fraction:
    """All when equal, else nothing.

    >>> kernel(Fraction(3), Fraction(3)), kernel(Fraction(4), Fraction(3))
    (Fraction(1, 1), Fraction(0, 1))
    """
    return Fraction(int(a == t))


PART = ScoringPart(
    name="exact",
    word="正好",
    also=("必须正好",),
    summary=Words(
        "要求正好等于：等于指标值得满分，否则不得分。",
        "exactly the target: all points, else none",
    ),
    signature=("a", "t"),
    kernel=kernel,
    takes=("equal",),
    phrases={
        "exact": Words("与指标值{t}不相等，得{score}分", "not equal to {t}: 0"),
    },
)
