"""percentile(x, p): the value that p per cent of the cases do not exceed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words


def kernel(values: Sequence[Fraction], percent: Fraction) -> Fraction | None:
    """The nearest rank: the least value that at least `percent` per cent of the values do not exceed. None without values.

    No value is invented between two cases. Raises ValueError when `percent` is not above 0 and up to 100.

    >>> kernel([Fraction(n) for n in (4, 1, 3, 2)], Fraction(75))
    Fraction(3, 1)
    """
    if not 0 < percent <= 100:
        raise ValueError(f"not above 0 and up to 100: {percent}")
    rank = -(-percent * len(values) // 100)
    return sorted(values)[rank - 1] if values else None


PART = FunctionPart(
    name="percentile",
    aliases=("百分位", "百分位数"),
    summary=Words("按从小到大排列，有百分之p的件不超过的那个数", "the least value that p per cent of the cases do not exceed"),
    arity=(2, 2),
    kinds=(("column", "measure"), ("number",)),
    gives=None,
    unit=Words("与第一个自变量相同", "that of the first argument"),
    reads="records",
    kernel=kernel,
)
