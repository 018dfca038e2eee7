"""Whether a value is as wanted: numbers exactly, quantities after conversion, words whole."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from indicatorlang.engine.testing.facts import Found, Interval, Said, is_nothing
from indicatorlang.model.comparison import Op
from indicatorlang.model.expected import Absent, Between, Compared, Contains, Exactly, Fact, OneOf, Wanted, Words
from indicatorlang.model.number import SHOWN_PLACES, round_half_up, terminates
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level
from indicatorlang.model.unit import PLAIN


def holds(wanted: Wanted, found: Found) -> bool:
    """Whether a simple value is as wanted. A value that is not there is only ever as wanted where nothing is wanted."""
    match wanted:
        case Absent():
            return is_nothing(found)
        case OneOf(choices=choices):
            return any(holds(choice, found) for choice in choices)
        case Words(words=words, whole=whole):
            return isinstance(found, tuple) and (set(words) == set(found) if whole or not words else set(words) <= set(found))
        case Contains(texts=texts):
            said = (found.zh, found.en) if isinstance(found, Said) else ()
            return all(any(_squeezed(text) in _squeezed(one) for one in said) for text in texts)
        case Exactly(value=value):
            return _is(value, found)
        case Compared(op=op, value=value):
            return _compares(op, value, found)
        case Between(low=low, high=high):
            if isinstance(found, Interval):
                return _is(low, found.low) and _is(high, found.high)
            return _compares(">=", low, found) and _compares("<=", high, found)
    return False


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is(value: Fact, found: Found) -> bool:
    match value, found:
        case (bool(), bool()):
            return value is found
        case (str(), Level()):
            return value == found.name or value in found.words
        case (str(), str()):
            return " ".join(value.split()) == " ".join(found.split())
    pair = _comparable(value, found)
    if pair is None:
        return False
    wanted, got = pair
    return wanted == got or _as_shown(value, found)


def _as_shown(value: Fact, found: Found) -> bool:
    """Whether a number that does not end is wanted as it is shown: to ten places, half up."""
    number, got = (one.number if isinstance(one, Quantity) else one for one in (value, found))
    if isinstance(value, Quantity) and isinstance(found, Quantity) and value.unit not in (found.unit, PLAIN):
        return False
    if not isinstance(number, Fraction) or not isinstance(got, Fraction) or terminates(got):
        return False
    return number == round_half_up(got, SHOWN_PLACES)


def _compares(op: Op, value: Fact, found: Found) -> bool:
    pair = _comparable(value, found)
    if pair is None:
        return False
    wanted, got = pair
    match op:
        case ">=":
            return got >= wanted
        case "<=":
            return got <= wanted
        case ">":
            return got > wanted
        case "<":
            return got < wanted
        case "==":
            return got == wanted
    return got != wanted


def _comparable(value: Fact, found: Found) -> tuple[Fraction, Fraction] | None:
    """Both as numbers of one unit, or both as days; None where they are of different kinds or units."""
    match value, found:
        case (bool(), _) | (_, bool()):
            return None
        case (Quantity(unit=unit), Quantity()) if unit == PLAIN:
            return value.number, found.number
        case (Quantity(), Quantity()):
            return (value.base, found.base) if value.unit.fits(found.unit) else None
        case (Quantity(unit=unit), Fraction()) if unit == PLAIN:
            return value.number, found
        case (Fraction(), Fraction()):
            return value, found
        case (dt.date(), dt.date()):
            return Fraction(value.toordinal()), Fraction(found.toordinal())
    return None
