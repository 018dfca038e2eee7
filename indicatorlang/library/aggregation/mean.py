"""平均: the plain average; percentages are only averaged where a ruleset says so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The mean of the periods, in the unit of the values.

    >>> kernel([Fraction(3), Fraction(4)])
    Fraction(7, 2)
    """
    return sum(values, Fraction(0)) / len(values)


PART = AggregationPart(
    name="mean",
    word="平均",
    summary=Words(
        "各期数的简单平均；比率不会自动平均，须写明才用。",
        "the plain average; percentages are only averaged where a ruleset says so",
    ),
    phrase=Words("各期平均", "mean of the periods"),
    kernel=kernel,
)
