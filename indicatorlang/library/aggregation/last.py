"""取最新: takes the latest value: for totals to date, states and rates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The latest value, in the unit of the values.

    >>> kernel([Fraction(3), Fraction(4)])
    Fraction(4, 1)
    """
    return values[-1]


PART = AggregationPart(
    name="last",
    word="取最新",
    summary=Words("只取最近一期的数，用于累计数、时点数和比率。", "takes the latest value: for totals to date, states and rates"),
    phrase=Words("取最近一期", "latest value"),
    kernel=kernel,
)
