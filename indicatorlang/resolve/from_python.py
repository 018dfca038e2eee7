"""A ruleset that is given as Python values becomes the same tree that a file becomes, only without places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as PythonMapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicatorlang.diagnostics import Source
from indicatorlang.model.number import decimal_text, from_float
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 64
MAX_PLACES = 400


def from_python(obj: Any, *, _depth: int = 0) -> Node:
    """The tree of a mapping with lists, texts, numbers, dates, true and false in it.

    Floats are read as the decimal they stand for (15 digits), None is an empty value. Anything else, and what is nested deeper
    than 64, becomes its text, which the reader of its key will refuse.
    """
    if isinstance(obj, PythonMapping) and _depth <= MAX_DEPTH:
        entries = (Entry(_scalar(_text(key)), from_python(value, _depth=_depth + 1)) for key, value in obj.items())
        return Mapping(tuple(entries))
    if isinstance(obj, list | tuple) and _depth <= MAX_DEPTH:
        return Sequence(tuple(from_python(item, _depth=_depth + 1) for item in obj))
    return _scalar("…" if isinstance(obj, PythonMapping | list | tuple) else _text(obj))


def _scalar(text: str) -> Scalar:
    return Scalar(text, Source(text))


def _text(obj: Any) -> str:
    """The text that a file would have for a value."""
    if obj is None:
        return ""
    if isinstance(obj, bool):
        return "true" if obj else "false"
    if isinstance(obj, int) and abs(obj) < 10**MAX_PLACES:
        return str(int(obj))
    if isinstance(obj, dt.date):
        return obj.isoformat()[:10]
    if isinstance(obj, Decimal) and obj.is_finite() and abs(obj.adjusted()) < MAX_PLACES:
        return format(obj, "f")
    number = from_float(obj) if isinstance(obj, float) else obj if isinstance(obj, Fraction) else None
    return (_digits(number) if number is not None else None) or str(obj)


def _digits(number: Fraction) -> str | None:
    """Exact decimal text; None for a fraction whose decimals never end."""
    for places in range(MAX_PLACES):
        if (number * 10**places).denominator == 1:
            return decimal_text(number, places)
    return None
