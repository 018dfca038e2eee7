"""growth(x), growth(x, baseline): how much a measure has grown over its baseline, as a part of it."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.library.parts import FunctionPart, Words
from indicatorlang.model.unit import PLAIN


def kernel(actual: Fraction, baseline: Fraction) -> Fraction | None:
    """(actual - baseline) / baseline; None when the baseline is not positive, for then there is no rate.

    >>> kernel(Fraction(21), Fraction(20)), kernel(Fraction(1), Fraction(0))
    (Fraction(1, 20), None)
    """
    return (actual - baseline) / baseline if baseline > 0 else None


PART = FunctionPart(
    name="growth",
    aliases=("增长率", "增幅"),
    summary=Words("比基期增长的比例，(实际值−基期值)÷基期值", "growth over the baseline as a part of it"),
    arity=(1, 2),
    kinds=(("measure", "number"), ("baseline", "measure")),
    gives=PLAIN,
    unit=Words("比例，可与百分数比较", "a ratio, compared with percentages"),
    reads="values",
    kernel=kernel,
)
