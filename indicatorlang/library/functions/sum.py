"""sum(x): all periods of a measure added up, or several numbers."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.aggregation import sum
from indicatorlang.library.parts import FunctionPart, Words


def kernel(*values: Fraction) -> Fraction:
    """The aggregation `sum` of one value or several of one unit.

    >>> kernel(Fraction(3), Fraction(4))
    Fraction(7, 1)
    """
    return sum.kernel(values)


PART = FunctionPart(
    name="sum",
    aliases=("求和", "合计"),
    summary=Words("各期之和，或几个数之和", "the sum over the periods, or of several numbers"),
    arity=(1, None),
    kinds=(("measure", "number", "column"),),
    gives=None,
    unit=Words("与自变量相同", "that of the arguments"),
    reads="values",
    kernel=kernel,
    aggregation="sum",
)
