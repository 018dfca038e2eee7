"""Points as people type them: `9`, `9.0分`, `９`, `10/10`, `10%` of a weight. Exact, or not read at all."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.number import exact, places_of

_WIDE = {ord(sign): chr(ord(sign) - 0xFEE0) for sign in "０１２３４５６７８９．，／－＋％（）"} | {0x3000: " ", 0xA0: " "}
_BLANKS = ("", "-", "--", "—", "——", "–", "/", "\\", "无", "无数据", "空", "n/a", "na", "null", "none", "*")
_NUMBER = r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)"
_POINTS = pattern(rf"{_NUMBER}\s?(?:分|points?|pts?)?(?:\((?:满分|分)\))?")
_OF = pattern(rf"{_NUMBER}\s?分?\s?/\s?{_NUMBER}\s?分?")
_PERCENT = pattern(rf"{_NUMBER}\s?%")
MAX_LENGTH = 40


@frozen
class Points:
    """A number of points, and how many decimals it was typed with. `of` is what it was said to be out of (`9/10`)."""

    value: Fraction
    places: int = 0
    of: Fraction | None = None


def plain(text: str) -> str:
    """The text with half-width digits and signs, trimmed."""
    return text.translate(_WIDE).strip()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: it is empty, or holds a stroke."""
    return plain(text).lower() in _BLANKS


def read_points(text: str, *, percent: bool = False) -> Points | None:
    """The points that a cell says; None for a blank one and for one that says something else. With `percent` a weight may be
    a share of a hundred (`10%` is 10 points).

    >>> read_points("９．５分"), read_points("10/10")
    (Points(value=Fraction(19, 2), places=1, of=None), Points(value=Fraction(10, 1), places=0, of=Fraction(10, 1)))
    """
    typed = plain(text)
    if not typed or len(typed) > MAX_LENGTH or is_blank(text):
        return None
    if found := _POINTS.fullmatch(typed):
        return _points(found[1])
    if found := _OF.fullmatch(typed):
        return _points(found[1], found[2])
    if percent and (found := _PERCENT.fullmatch(typed)):
        return _points(found[1])
    return None


def _points(number: str, of: str = "") -> Points | None:
    value, whole = exact(number), exact(of) if of else None
    if value is None or (of and whole is None):
        return None
    return Points(value, places_of(number), whole)


def read_rate(text: str) -> tuple[Fraction, int] | None:
    """A printed rate of execution as a share, and its decimals as a percentage: `86.5%` is 0.865 with 1. Without a sign numbers
    above 1.5 are per cent and numbers up to it are shares, as spreadsheets have them; `1` may be neither and counts as the whole."""
    typed = plain(text)
    if found := _PERCENT.fullmatch(typed):
        number = exact(found[1])
        return None if number is None else (number / 100, places_of(found[1]))
    number = exact(typed) if typed and len(typed) <= MAX_LENGTH else None
    if number is None or number < 0:
        return None
    places = places_of(typed)
    return (number / 100, places) if number > Fraction(3, 2) else (number, max(places - 2, 0))
