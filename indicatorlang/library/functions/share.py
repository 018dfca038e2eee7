"""share(condition): which part of the cases of a table of records meets a condition."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.unit import PLAIN


def kernel(meets: Sequence[bool]) -> Fraction | None:
    """The part of the cases that meets the condition; None when there is no case.

    >>> kernel([True, False, True, True]), kernel([])
    (Fraction(3, 4), None)
    """
    return Fraction(sum(meets), len(meets)) if meets else None


PART = FunctionPart(
    name="share",
    aliases=("占比", "比重"),
    summary=Words("台账中符合条件的件数占全部件数的比例", "the part of all cases that meets a condition"),
    arity=(1, 1),
    kinds=(("condition",),),
    gives=PLAIN,
    unit=Words("比例，可与百分数比较", "a ratio, compared with percentages"),
    reads="records",
    kernel=kernel,
)
