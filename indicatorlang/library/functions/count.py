"""count(condition): how many cases of a table of records meet a condition."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.unit import PLAIN


def kernel(meets: Sequence[bool]) -> Fraction:
    """The number of cases that meet the condition.

    >>> kernel([True, False, True])
    Fraction(2, 1)
    """
    return Fraction(sum(meets))


PART = FunctionPart(
    name="count",
    aliases=("计数", "件数"),
    summary=Words(
        "台账中符合条件的件数；括号里只写台账名的，是全部件数",
        "how many cases meet a condition; of a table of cases alone, how many there are",
    ),
    arity=(1, 1),
    kinds=(("condition", "records"),),
    gives=PLAIN,
    unit=Words("件，或与之比较的计数单位", "件 (cases), or the count word it is compared with"),
    reads="records",
    kernel=kernel,
)
