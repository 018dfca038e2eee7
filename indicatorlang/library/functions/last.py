"""last(x): the latest value of a measure."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.aggregation import last
from indicatorlang.library.parts import FunctionPart, Words


def kernel(*values: Fraction) -> Fraction:
    """The aggregation `last` of one value or several of one unit.

    >>> kernel(Fraction(3), Fraction(4))
    Fraction(4, 1)
    """
    return last.kernel(values)


PART = FunctionPart(
    name="last",
    aliases=("最新", "取最新"),
    summary=Words("最近一期的数", "the latest value"),
    arity=(1, 1),
    kinds=(("measure", "number", "column"),),
    gives=None,
    unit=Words("与自变量相同", "that of the arguments"),
    reads="values",
    kernel=kernel,
    aggregation="last",
)
