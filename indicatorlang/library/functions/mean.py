"""mean(x): the plain average over the periods of a measure, or of several numbers."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.aggregation import mean
from indicatorlang.library.parts import FunctionPart, Words


def kernel(*values: Fraction) -> Fraction:
    """The aggregation `mean` of one value or several of one unit.

    >>> kernel(Fraction(3), Fraction(4))
    Fraction(7, 2)
    """
    return mean.kernel(values)


PART = FunctionPart(
    name="mean",
    aliases=("平均",),
    summary=Words("各期的简单平均，或几个数的平均", "the plain average over the periods, or of several numbers"),
    arity=(1, None),
    kinds=(("measure", "number", "column"),),
    gives=None,
    unit=Words("与自变量相同", "that of the arguments"),
    reads="values",
    kernel=kernel,
    aggregation="mean",
)
