"""分子分母分别汇总: sums the numerator and the denominator over the periods, each by itself, and divides the sums."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import AggregationPart, Words


def kernel(values: Sequence[Fraction]) -> Fraction:
    """The quotient of two sums: numerator, denominator. 2/4 in one month and 2/100 in the next are 4/104, not 26%.

    Raises ZeroDivisionError when the denominator is 0: whether that is "no case" or a mistake must be decided before.

    >>> kernel([Fraction(2 + 2), Fraction(4 + 100)])
    Fraction(1, 26)
    """
    numerator, denominator = values
    return numerator / denominator


PART = AggregationPart(
    name="ratio",
    word="分子分母分别汇总",
    summary=Words(
        "分子、分母各自按期汇总后再相除，不对比率求平均。",
        "numerator and denominator are summed over the periods, each by itself, and then divided; rates are not averaged",
    ),
    phrase=Words("分子、分母分别汇总后相除", "quotient of the sums"),
    kernel=kernel,
)
