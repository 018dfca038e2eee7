"""Numbers of a column as whole ten thousandths, exactly or not at all."""

from __future__ import annotations

from typing import Any

DECIMALS = 4
"""Values are counted in ten thousandths of what they are written in."""
SCALE = 10**DECIMALS
LARGEST = 10**15
"""Scaled values below this have 15 digits at most, and so are exact as floats, too."""
_NUMBER = r"^[+-]?[0-9]{1,11}(\.[0-9]{1,4})?$"


def number_of(nw: Any, column: Any, type_: Any) -> Any:
    """The numbers of a column: whole ones as they are, others as floats; null for a text that is no plain number."""
    if type_.is_integer() or type_ == nw.Float64:
        return column
    if type_.is_float():
        return column.cast(nw.Float64)
    text = column if type_ == nw.String else column.cast(nw.String)
    return nw.when(text.str.contains(_NUMBER)).then(text).cast(nw.Float64)


def scaled(nw: Any, number: Any, type_: Any, *, signed: bool = True) -> Any:
    """Numbers of `number_of` in ten thousandths; null for those that are too large, and unless `signed` for those below 0. A float is
    rounded: `is_exact` tells whether it was one of four decimals."""
    if type_.is_integer():
        inside = (number > -(LARGEST // SCALE) if signed else number >= 0) & (number < LARGEST // SCALE)
        return nw.when(inside).then(number.cast(nw.Int64) * SCALE)
    inside = (number > -LARGEST / SCALE if signed else number >= 0) & (number < LARGEST / SCALE)
    return nw.when(inside).then((number * SCALE).round(0)).cast(nw.Int64)


def is_exact(scaled: Any, number: Any) -> Any:
    """Whether a float is the very float of its ten thousandths, which have a name of their own already.

    Divided by a column: Polars divides by a constant by multiplying with its rounded reciprocal, and most values would look inexact."""
    return scaled / (scaled * 0 + SCALE) == number
