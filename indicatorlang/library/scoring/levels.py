"""A level of a scale: the demanded one or a better one, one step below, lower."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words


def kernel(steps: int, below: Fraction, share: Fraction | None = None) -> Fraction:
    """`steps` counts down from the demanded level (negative: better); `below` is what one step below earns; `share` is the
    fraction that the scale itself gives the level reached, and decides below the demanded level.

    >>> kernel(0, Fraction(3, 5)), kernel(1, Fraction(3, 5)), kernel(2, Fraction(3, 5)), kernel(2, Fraction(3, 5), Fraction(1, 4))
    (Fraction(1, 1), Fraction(3, 5), Fraction(0, 1), Fraction(1, 4))
    """
    if steps <= 0:
        return Fraction(1)
    if share is not None:
        return min(Fraction(1), max(Fraction(0), share))
    return below if steps == 1 else Fraction(0)


PART = ScoringPart(
    name="levels",
    word="",
    summary=Words(
        "定性指标：达到要求的一档或更好得满分，低一档按得分系数，再低不得分；等级自带系数的按其系数。",
        "levels: the demanded one or better earns all, one step below a fixed share, lower none; shares of the scale go first",
    ),
    signature=("steps", "below", "share"),
    kernel=kernel,
    phrases={
        "levels": Words("比要求低一档，得分系数{f}，{f}×{w}＝{score}分", "one level below: fraction {f}; {f} x {w} = {score}"),
        "levels_lower": Words("比要求低两档或以上，得{score}分", "two levels below or more: 0"),
        "level_share": Words(
            "低于要求的一档，本档得分系数{f}，{f}×{w}＝{score}分",
            "below the demanded level; this one earns {f}; {f} x {w} = {score}",
        ),
    },
)
