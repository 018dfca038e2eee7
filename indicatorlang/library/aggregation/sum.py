"""求和: adds up what happened in each period."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The sum of the periods, in the unit of the values.

    >>> kernel([Fraction(3), Fraction(4)])
    Fraction(7, 1)
    """
    return sum(values, Fraction(0))


PART = AggregationPart(
    name="sum",
    word="求和",
    summary=Words("各期本期数相加。", "adds up what happened in each period"),
    phrase=Words("各期合计", "sum of the periods"),
    kernel=kernel,
)
