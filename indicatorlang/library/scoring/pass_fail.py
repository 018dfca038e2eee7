"""Met or nothing."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import EVERY_KIND, ScoringPart, Words


def kernel(met: bool) -> Fraction:
    """All when met, else nothing.

    >>> kernel(True), kernel(False)
    (Fraction(1, 1), Fraction(0, 1))
    """
    return Fraction(int(met))


PART = ScoringPart(
    name="pass_fail",
    word="达标得分",
    also=("达标得满分", "直接赋分"),
    summary=Words(
        "达标得满分，不达标不得分。",
        "met: all points; missed: none",
    ),
    signature=("met",),
    kernel=kernel,
    takes=EVERY_KIND,
    by_shape=True,
    phrases={
        "reached": Words("达到指标值，得满分{w}分", "reached: fraction 1; 1 x {w} = {score}"),
        "pass_fail": Words("未达标，本项达标才得分，得{score}分", "met or nothing: 0"),
    },
)
