"""What may be known of a number."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs


@attrs.frozen
class Value:
    """`state` is known, unknown, bad, not_applicable or met (nought of nought where that is well).

    Of an unknown number, `number` is what is there so far, and `low` and `high` are all that is certain about it; None is no bound.
    """

    state: str
    number: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    word: str | None = None
    day: dt.date | None = None


BAD = Value("bad")
UNKNOWN = Value("unknown")


def known(number: Fraction) -> Value:
    """A number that is certain."""
    return Value("known", number, number, number)
