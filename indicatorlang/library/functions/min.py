"""min(x), min(x, y, …): the smallest value of a measure, or the smallest of several numbers."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.aggregation import min
from indicatorlang.library.parts import FunctionPart, Words


def kernel(*values: Fraction) -> Fraction:
    """The aggregation `min` of one value or several of one unit.

    >>> kernel(Fraction(3), Fraction(4))
    Fraction(3, 1)
    """
    return min.kernel(values)


PART = FunctionPart(
    name="min",
    aliases=("最小",),
    summary=Words("各期中最小的，或几个数中最小的", "the smallest of the periods, or of several numbers"),
    arity=(1, None),
    kinds=(("measure", "number", "column"),),
    gives=None,
    unit=Words("与自变量相同", "that of the arguments"),
    reads="values",
    kernel=kernel,
    aggregation="min",
)
