"""Numbers as services hand them over, held against exact bounds without losing a digit.

A float stands for its 15 significant digits everywhere in this package (`model.number.from_float`). That reading grows with the
float, so that for every bound there is a first float that reaches it, and comparing with that float decides what comparing the
exact values would. An integer lies on the same side of that float as of the bound as long as the bound has at most 15 digits.
"""

from __future__ import annotations

import math
import numbers
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicatorlang.model.number import from_float, terminates

SCALE = 10**6
SMALLEST, LARGEST = 1e-12, 1e13
"""Bounds beyond are not compared as floats: there an integer could lie between a bound and its float. Values beyond may have more digits than
evaluation reads."""
DIGITS = 15
"""So many significant digits of a float are its value."""
_SEARCHED = 200


def first_reaching(bound: Fraction) -> float | None:
    """The least float whose value is at least `bound`; None for a bound that has no exact comparison with floats and integers."""
    if not terminates(bound) or not SMALLEST < abs(bound) < LARGEST or from_float(float(bound)) != bound:
        return None
    found = float(bound)
    for _ in range(_SEARCHED):
        before = math.nextafter(found, -math.inf)
        if _value(before) < bound:
            return found
        found = before
    return None


def last_within(bound: Fraction) -> float | None:
    """The greatest float whose value is at most `bound`."""
    found = first_reaching(-bound)
    return None if found is None else -found


def _value(number: float) -> Fraction:
    value = from_float(number)
    assert value is not None  # neighbours of a finite float are finite
    return value


def in_millionths(number: float) -> int | None:
    """The float as so many millionths, when its value is exactly that many; None when it has more decimals or too many digits.

    A decimal of at most 15 digits whose nearest float is `number` is its 15 significant digits."""
    scaled = number * SCALE
    if not -1e15 < scaled < 1e15:  # nor for what is no number
        return None
    whole = round(scaled)
    return whole if whole / SCALE == number else None


def exact_value(number: float) -> Fraction:
    """The value of an int or a finite float, exactly."""
    if isinstance(number, int):
        return Fraction(number)
    millionths = in_millionths(number)
    return _value(number) if millionths is None else Fraction(millionths, SCALE)


def integers_of(number: float) -> tuple[int, int]:
    """The value of a float as two integers without a common divisor. Raises TypeError for another type, ValueError for what is no number."""
    if type(number) is not float:
        raise TypeError(number)
    return Decimal(format(number, ".15g")).as_integer_ratio()


def simplified(value: Any) -> Any:
    """A number of another type (numpy's, Decimal, Fraction) as the int or float that stands for the very same value; anything that has none,
    and what is no number, as it is."""
    if isinstance(value, float):
        return float(value)
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, Decimal):
        short = value.is_finite() and len(value.as_tuple().digits) <= DIGITS and abs(value) < LARGEST
        return float(value) if short else value
    if isinstance(value, Fraction):
        short = terminates(value) and abs(value) < LARGEST and from_float(float(value)) == value
        return float(value) if short else value
    return int(value) if isinstance(value, numbers.Integral) else value


def within(value: float, least: float, most: float) -> bool:
    """Whether a number is one that a measure can have, and has no more digits than evaluation reads."""
    return least <= value <= most and (value == 0 or not -SMALLEST < value < SMALLEST)
