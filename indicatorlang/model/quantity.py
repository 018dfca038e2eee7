"""A number with its unit, as written."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.number import decimal_text
from indicatorlang.model.unit import PLAIN, Unit

_ATTACHED = ("%", "％", "‰")
_MOST_DECIMALS = 30


def _decimals(number: Fraction, otherwise: int) -> int:
    """How many decimals write the number exactly: 1.18 万家 is 11800 家 and not 11800.00 家; `otherwise` where it does not end."""
    return next((n for n in range(_MOST_DECIMALS + 1) if 10**n % number.denominator == 0), otherwise)


@frozen
class Quantity:
    """`number` counts `unit`s: 3.45 万亩 is 3.45, not 34500. `places` remembers how many decimals were written."""

    number: Fraction
    unit: Unit = PLAIN
    places: int = attrs.field(default=0, eq=False, repr=False)

    @property
    def base(self) -> Fraction:
        """The number of base units of the dimension (元 for 万元, 1 for %)."""
        factor = self.unit.factor
        return self.number if factor == 1 else self.number * factor

    def within(self, unit: Unit) -> Quantity:
        """The same quantity counted in another unit of the same dimension. Raises ValueError when they do not fit."""
        if not self.unit.fits(unit):
            raise ValueError(f"{self.unit.text} does not convert to {unit.text}")
        number = self.base / unit.factor
        same = unit.is_ratio or unit.factor == self.unit.factor
        return Quantity(number, unit, self.places if same else _decimals(number, self.places))

    def shown(self, lang: str = "zh", places: int | None = None) -> str:
        """Number and unit for readers: `90%`, `500家` in Chinese, `500 家` in English."""
        number = decimal_text(self.number, places)
        if not self.unit.text:
            return number
        blank = "" if lang == "zh" or self.unit.text in _ATTACHED else " "
        return f"{number}{blank}{self.unit.text}"
