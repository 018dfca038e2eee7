"""最大: the greatest value, for what must never exceed a bound."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The greatest of the periods, in the unit of the values.

    >>> kernel([Fraction(3), Fraction(4)])
    Fraction(4, 1)
    """
    return max(values)


PART = AggregationPart(
    name="max",
    word="最大",
    summary=Words("各期中最大的数，用于“每期都不超过”。", "the greatest value, for what must never exceed a bound"),
    phrase=Words("各期最大值", "greatest of the periods"),
    kernel=kernel,
)
