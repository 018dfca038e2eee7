"""max(x), max(x, y, …): the greatest value of a measure, or the greatest of several numbers."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.aggregation import max
from indicatorlang.library.parts import FunctionPart, Words


def kernel(*values: Fraction) -> Fraction:
    """The aggregation `max` of one value or several of one unit.

    >>> kernel(Fraction(3), Fraction(4))
    Fraction(4, 1)
    """
    return max.kernel(values)


PART = FunctionPart(
    name="max",
    aliases=("最大",),
    summary=Words("各期中最大的，或几个数中最大的", "the greatest of the periods, or of several numbers"),
    arity=(1, None),
    kinds=(("measure", "number", "column"),),
    gives=None,
    unit=Words("与自变量相同", "that of the arguments"),
    reads="values",
    kernel=kernel,
    aggregation="max",
)
