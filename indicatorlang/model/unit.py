"""Units: the text as written, and what one of it is in the base units of its dimension."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.lazily import frozen

_HUNDREDTH = Fraction(1, 100)
Dimension = tuple[tuple[str, int], ...]
"""Base dimensions and their exponents, sorted: `()` is a plain ratio, `(("money:CNY", 1),)` money.

Base dimensions: `money:CNY` (元), `money:USD` …, `pp` (difference of percentages), `time` (hour), `workday`, `month`
(calendar months), `length` (m), `area` (㎡), `volume`, `mass` (kg), `energy` (千瓦时), `data` (byte), `count:家` and so on (each count
word is a base dimension of its own)."""


@frozen
class Unit:
    """`text` is shown; `factor` base units make one of it: 万元 has factor 10000 and the dimension of 元."""

    text: str
    factor: Fraction = Fraction(1)
    dimension: Dimension = ()

    @property
    def is_ratio(self) -> bool:
        """A plain number, a percentage, a permille: nothing that is counted or weighed."""
        return not self.dimension

    @property
    def is_percent(self) -> bool:
        """Per cent, however it was spelled."""
        return not self.dimension and self.factor == _HUNDREDTH

    @property
    def is_points(self) -> bool:
        """百分点: a difference of percentages."""
        return self.dimension == (("pp", 1),)

    @property
    def is_count(self) -> bool:
        """A count word alone, such as 家 or 人次."""
        return len(self.dimension) == 1 and self.dimension[0][0].startswith("count:") and self.dimension[0][1] == 1

    @property
    def is_money(self) -> bool:
        """A sum of money, of any currency."""
        return len(self.dimension) == 1 and self.dimension[0][0].startswith("money:") and self.dimension[0][1] == 1

    def fits(self, other: Unit) -> bool:
        """Whether quantities in both units can be compared and added."""
        return self.dimension == other.dimension


PLAIN = Unit("")
PERCENT = Unit("%", Fraction(1, 100))
POINTS = Unit("百分点", Fraction(1, 100), (("pp", 1),))
DAYS = Unit("天", Fraction(24), (("time", 1),))
WORKDAYS = Unit("个工作日", Fraction(1), (("workday", 1),))
LEVELS = Unit("档", Fraction(1), (("count:档", 1),))


def combine(left: Unit, right: Unit, sign: int) -> Unit:
    """The unit of a product (`sign` 1) or quotient (`sign` -1), with the text a person would write."""
    exponents = dict(left.dimension)
    for name, power in right.dimension:
        exponents[name] = exponents.get(name, 0) + sign * power
    dimension = tuple(sorted((name, power) for name, power in exponents.items() if power))
    factor = left.factor * right.factor if sign > 0 else left.factor / right.factor
    if not dimension:
        return PLAIN if factor == 1 else Unit("", factor)
    if not right.text:
        text = left.text
    elif sign < 0:
        text = f"{left.text or '1'}/{right.text}"
    else:
        text = f"{left.text}·{right.text}" if left.text else right.text
    return Unit(text, factor, dimension)
