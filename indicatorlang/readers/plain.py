"""Python values → the text a person would have typed: numbers exactly and without exponents, days as ISO days, 是 and 否."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from decimal import Decimal
from fractions import Fraction

from indicatorlang.model.number import terminates
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity

MAX_BITS = 4096
"""Longer integers, and decimals with larger exponents, are nobody's actuals: they are shown as they are, never expanded."""


def plain(value: object, *, with_time: bool = False) -> str | None:
    """The text of a plain value; None for anything that is no single value (a list, an object).

    A float is read by its 15 significant digits; NaN and infinities become `nan`, `inf`, `-inf`, which no number is. None is
    the empty text. A moment becomes its day, or with `with_time` day and time unless it is midnight.
    """
    match value:
        case None:
            return ""
        case str():
            return str(value)
        case bool():
            return "是" if value else "否"
        case int():
            return str(value) if value.bit_length() <= MAX_BITS else None
        case float():
            return _decimal(Decimal(format(value, ".15g")))
        case Decimal():
            return _decimal(value)
        case Fraction():
            return fraction_text(value)
        case Quantity():
            return fraction_text(value.number) + value.unit.text
        case Period():
            return value.text
        case dt.datetime():
            if with_time and value.time() != dt.time():
                return value.isoformat(" ", "seconds")
            return value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat()
    return _foreign(value)


def _foreign(value: object) -> str | None:
    """Numbers of other libraries, which register with the abstract classes; each knows its own shortest text."""
    if type(value).__name__ == "bool_" or type(value).__name__ == "bool":
        return "是" if value else "否"
    if isinstance(value, numbers.Integral):
        return plain(int(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        return _decimal(Decimal(str(value))) if math.isfinite(number) else str(number)
    return None


def _decimal(number: Decimal) -> str:
    if not number.is_finite():
        return "nan" if number.is_nan() else "inf" if number > 0 else "-inf"
    if not number:
        return "0"
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and (abs(exponent) > MAX_BITS or number.adjusted() > MAX_BITS):
        return str(number)
    return format(number, "f")


def fraction_text(number: Fraction) -> str:
    """Exact text: decimals where they end, else `1/3`."""
    if not terminates(number):
        return f"{number.numerator}/{number.denominator}"
    places, scale = 0, 1
    while scale % number.denominator:
        places, scale = places + 1, scale * 10
    digits = abs(number.numerator) * scale // number.denominator
    sign = "-" if number < 0 else ""
    if not places:
        return f"{sign}{digits}"
    whole, rest = divmod(digits, scale)
    return f"{sign}{whole}.{rest:0{places}d}"


def is_number_without_value(text: str) -> bool:
    """Whether a text stands for NaN or an infinity that `plain` met."""
    return text in ("nan", "inf", "-inf")


def hundredfold(text: str) -> str:
    """Exact decimal text times 100: `0.875` → `87.5`."""
    return fraction_text(Fraction(text) * 100)
