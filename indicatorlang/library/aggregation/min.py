"""最小: the smallest value, for what must never fall below a bound."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The smallest of the periods, in the unit of the values.

    >>> kernel([Fraction(3), Fraction(4)])
    Fraction(3, 1)
    """
    return min(values)


PART = AggregationPart(
    name="min",
    word="最小",
    summary=Words("各期中最小的数，用于“每期都不低于”。", "the smallest value, for what must never fall below a bound"),
    phrase=Words("各期最小值", "smallest of the periods"),
    kernel=kernel,
)
