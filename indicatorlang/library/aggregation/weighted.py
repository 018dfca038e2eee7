"""加权平均: the average in which every period counts for as much as its weight, the value of another measure in that period."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """The mean of values by weights, in the unit of the values; a value with weight 0 counts nothing.

    Raises ZeroDivisionError when the weights add up to 0: whether that is "nothing to weigh" or a mistake must be decided before.

    >>> kernel([Fraction(95), Fraction(90)], [Fraction(300), Fraction(100)])
    Fraction(375, 4)
    """
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), Fraction(0)) / sum(weights, Fraction(0))


PART = AggregationPart(
    name="weighted",
    word="加权平均",
    summary=Words(
        "按权数（weight_by 权数）所指数据项的同期数加权平均。",
        "the mean weighted by another measure's value in the same period (`weight_by`)",
    ),
    phrase=Words("按权数加权平均", "weighted mean of the periods"),
    kernel=kernel,
    by_weights=True,
)
