"""Exact numbers: decimal text in, rationals inside, decimal text out. No float and no ambient decimal context anywhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from indicatorlang.lazily import frozen, pattern

Mode = Literal["half_up", "half_even", "down"]
MAX_DIGITS = 30
SHOWN_PLACES = 10
"""Non-terminating values are shown with this many places, half up."""

_NUMBER = pattern(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_WHOLE = pattern(r"[+-]?\d+")


def exact(text: str) -> Fraction | None:
    """The value of decimal text: sign, digits with or without `,` between groups of three, decimals; or `1/10000`.

    None for anything else: exponents, NaN, infinities, underscores, more than 30 digits, a zero denominator.
    """
    text = text.strip()
    if (len(text) > MAX_DIGITS and sum(c.isdigit() for c in text) > MAX_DIGITS) or not text.isascii():
        return None
    if text.isdigit():
        return Fraction(int(text))
    if text.count("/") == 1:
        over, under = text.split("/")
        if not (_WHOLE.fullmatch(over) and _WHOLE.fullmatch(under)) or int(under) == 0:
            return None
        return Fraction(int(over), int(under))
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, decimals = text.replace(",", "").partition(".")
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def from_float(number: float) -> Fraction | None:
    """The decimal a float stands for: its 15 significant digits. None for NaN and infinities."""
    if number != number or number in (float("inf"), float("-inf")):
        return None
    return Fraction(*Decimal(format(number, ".15g")).as_integer_ratio())  # the text as it stands: no context rounds it


def places_of(text: str) -> int:
    """How many decimals a number was written with."""
    return len(text.rpartition(".")[2]) if "." in text else 0


def round_half_up(number: Fraction, places: int) -> Fraction:
    """Rounded half away from zero (四舍五入) to `places` decimals."""
    over, under, ten = number.numerator, number.denominator, 10**places
    if ten % under == 0:
        return number
    whole = (2 * abs(over) * ten + under) // (2 * under)
    return Fraction(whole if over >= 0 else -whole, ten)


def round_to(number: Fraction, places: int, mode: Mode = "half_up") -> Fraction:
    """Rounded to `places` decimals: `half_up` 四舍五入, `half_even` a half to the even digit (修约), `down` cut off (舍去)."""
    if mode == "half_up":
        return round_half_up(number, places)
    if 10**places % number.denominator == 0:
        return number
    scaled = abs(number) * 10**places
    whole = round(scaled) if mode == "half_even" else scaled.numerator // scaled.denominator
    return Fraction(whole if number >= 0 else -whole, 10**places)


@frozen
class Rounding:
    """How points are rounded: to so many places, how, and when: every row, or only the total."""

    places: int = 2
    mode: Mode = "half_up"
    when: str = "row"

    def rounded(self, points: Fraction) -> Fraction:
        """Points as shown."""
        return round_to(points, self.places, self.mode)


def terminates(number: Fraction) -> bool:
    """Whether the decimal expansion ends."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal_text(number: Fraction, places: int | None = None, *, grouping: bool = False) -> str:
    """The number as decimal text.

    With `places` exactly that many decimals, half up; without, the shortest exact text, or 10 places half up where the
    expansion does not end or is longer. `grouping` puts `,` between groups of three.
    """
    fixed = places is not None
    digits = places if places is not None else SHOWN_PLACES
    over, under, ten = number.numerator, number.denominator, 10**digits
    scaled = (2 * abs(over) * ten + under) // (2 * under)
    whole, rest = divmod(scaled, ten)
    tail = f"{rest:0{digits}d}" if digits else ""
    if not fixed:
        tail = tail.rstrip("0")
    sign = "-" if over < 0 and scaled else ""
    return sign + (f"{whole:,}" if grouping else str(whole)) + (f".{tail}" if tail else "")
