"""Something to be done: in time, late, or not at all."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import ScoringPart, Words


def kernel(days_late: int | None, late: Fraction) -> Fraction:
    """`days_late` is None when it is not done; up to 0 is in time. `late` is what a late completion earns.

    >>> kernel(0, Fraction(3, 5)), kernel(5, Fraction(3, 5)), kernel(None, Fraction(3, 5))
    (Fraction(1, 1), Fraction(3, 5), Fraction(0, 1))
    """
    if days_late is None:
        return Fraction(0)
    return Fraction(1) if days_late <= 0 else late


PART = ScoringPart(
    name="completion",
    word="",
    summary=Words(
        "完成类指标：按时完成得满分，逾期完成按逾期得分系数，没有完成不得分。",
        "something to be done: in time all points, late the share for lateness, not done none",
    ),
    signature=("days_late", "late"),
    kernel=kernel,
    phrases={
        "done_late": Words("逾期完成，得分系数{f}，{f}×{w}＝{score}分", "done late: fraction {f}; {f} x {w} = {score}"),
        "not_done": Words("没有完成，得{score}分", "not done: 0"),
    },
)
