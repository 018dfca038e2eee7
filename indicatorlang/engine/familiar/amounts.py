"""Delivered numbers, as text or as Python has them, → whole millionths, exactly; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicatorlang.lazily import pattern
from indicatorlang.model.number import from_float

SCALE = 10**6
DIGITS = 12
"""So many digits before the point a number may have."""
_AT_ONCE = 10**9
"""Below, a float is near enough to its millionths for rounding to find them."""
_NUMBER = rf"(?:0|[1-9][0-9]{{0,{DIGITS - 1}}})(?:\.[0-9]{{1,6}})?"
_NUMBERS = pattern(rf"{_NUMBER}(?:\n{_NUMBER})*")
_NOT_PLAIN = (ValueError, OverflowError, TypeError)  # nan; inf; what has no order
_TEXTS, _PYTHON = frozenset((str,)), (frozenset((int,)), frozenset((float,)), frozenset((int, float)))


def millionths(values: Sequence[Any]) -> list[int] | None:
    """Each value as so many millionths. None when one of them is no plain number: negative, with more digits than six decimals and twelve
    before them, a truth value, a text that says more than a number."""
    if not values:
        return []
    types = frozenset(map(type, values))
    try:
        if types == _TEXTS:
            return _of_texts(values)
        return _of_numbers(values) if types in _PYTHON else _each(values)
    except _NOT_PLAIN:
        return None


def _of_texts(texts: Sequence[str]) -> list[int] | None:
    if _NUMBERS.fullmatch("\n".join(texts)) is None:
        return None
    numbers = list(map(float, texts))  # a text of two lines is none
    if max(numbers) < _AT_ONCE:
        return [int(number * SCALE + 0.5) for number in numbers]  # off by less than a quarter
    return list(map(_of_text, texts))


def _of_text(text: str) -> int:
    whole, _, decimals = text.partition(".")
    return int(whole) * SCALE + int(decimals.ljust(6, "0"))


def _of_numbers(numbers: Sequence[float]) -> list[int] | None:
    """A decimal of at most 15 digits whose nearest float is the number is its 15 significant digits."""
    if not (min(numbers) >= 0 and max(numbers) < _AT_ONCE):
        return _each(numbers)
    found = [round(number * SCALE) for number in numbers]
    return found if [whole / SCALE for whole in found] == list(numbers) else _each(numbers)


def _each(values: Sequence[Any]) -> list[int] | None:
    found: list[int] = []
    for value in values:
        if type(value) is int and 0 <= value < 10**DIGITS:
            found.append(value * SCALE)
            continue
        one = _of_texts((value,)) if type(value) is str else _of_float(value) if type(value) is float else None
        if one is None:
            return None
        found += one
    return found


def _of_float(number: float) -> list[int] | None:
    """A float that came out of a calculation stands for its 15 significant digits all the same."""
    exact = from_float(number)
    if exact is None or not 0 <= exact < 10**DIGITS or SCALE % exact.denominator:
        return None
    return [exact.numerator * (SCALE // exact.denominator)]
