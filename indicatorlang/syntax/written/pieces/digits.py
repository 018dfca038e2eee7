"""The shapes that a number in digits has: 1,200 · 1 200 · 1,25,000 · 12'500 · 1.250.000 · 92,5 · 1/4 · 1.25e+06 · 3. 2 · 1 00%.

A comma is a decimal sign only where nothing else is possible: in a text without Chinese, with no three digits behind it.
"""

from __future__ import annotations

import re

from indicatorlang.lazily import pattern

_GROUPED = (
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9,])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?![0-9]| ?%)(?:[.,][0-9]+(?![0-9.,]))?"
    r"|[0-9]{1,3}(?:'[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
)
# Typesetting tears numbers apart: 9 5%, 6 0 0 元, 1 00%.
_TORN = r"[0-9](?: [0-9])+(?![0-9., ]*[0-9])(?= ?[%‰元人户个次家亩米])|1 00(?= ?%)|10 0(?= ?%)"
_SCIENTIFIC = r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]{1,2}(?![0-9a-z.])"
# 12/10万 is 12 of every 100,000.
_PLAIN = r"[0-9]+/[0-9]+(?![0-9./]| ?[万十百])|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_SPACED_DECIMAL = pattern(
    r"[0-9]{1,4}(?: \.|\. )[0-9]{1,2}(?![0-9.年月日号、)]| [.0-9])"
    r"(?= *(?:%|‰|公里|千米|米|平方|立方|万|亿|元|亩|公顷|吨|公斤|千克|分|倍|个?百分点|小时|度|℃|\Z))"
)
_DOTTED = r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9.,])|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.,])"
_COMMA = r"0,[0-9]+(?![0-9.,])|[1-9][0-9]*,(?:[0-9]{1,2}|[0-9]{4,9})(?![0-9.,])(?= ?%| ?[a-z]| *\Z)(?! ?(?:and|or|to|&)\b)"
_SHARE_OR_END = pattern(r" *(?:[%‰] *)?\Z")
_DIGITS = pattern(f"{_SCIENTIFIC}|{_GROUPED}|{_TORN}|{_PLAIN}")
_DIGITS_IN_LATIN = pattern(f"{_SCIENTIFIC}|{_DOTTED}|{_COMMA}|{_GROUPED}|{_TORN}|{_PLAIN}")
_COMPOUND = pattern(
    r"(?P<first>[0-9]{1,4}) ?(?P<times>[亿万千]) ?(?P<second>[0-9]{1,4}|[0-9],[0-9]{3}) ?(?:(?P<of_second>[万千百])"
    r"(?: ?(?P<third>[0-9]{1,4}) ?(?P<of_third>[千百])?(?![0-9.,%万]))?|(?<=[0-9]{3})(?=[\u3400-\u9fff])(?![万千百亿余多]))"
)
_WORTH = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "百": 100}
_DECIMAL_COMMA = pattern(r",(?P<decimals>[0-9]+)\Z")
_BLANK_BETWEEN = pattern(r"[ ']")


def digits_at(text: str, at: int, latin: bool) -> re.Match[str] | None:
    """The digits that begin at a place; `latin` says that the text holds no Chinese."""
    spaced = spaced_decimal_at(text, at)
    if spaced and (not latin or _SHARE_OR_END.match(text, spaced.end())):
        return spaced
    return (_DIGITS_IN_LATIN if latin else _DIGITS).match(text, at)


def spaced_decimal_at(text: str, at: int) -> re.Match[str] | None:
    """3. 2公里: a decimal point with a blank beside it, where no second such point makes an enumeration of it."""
    found = _SPACED_DECIMAL.match(text, at)
    if found is None or text[at - 1 : at].isdigit():
        return None
    points = (". ", " .")
    alone = all(text.find(point, found.end()) < 0 and text.rfind(point, 0, at) < 0 for point in points)
    return found if alone else None


def compound_at(text: str, at: int) -> tuple[int, str, str] | None:
    """2万5千, 2亿5,000万, 3千8百: the end, how many of the first multiplier, and that multiplier.

    >>> compound_at("2亿5,000万元", 0), compound_at("1万2000人", 0), compound_at("3万个", 0)
    ((8, '2.5', '亿'), (6, '1.2', '万'), None)
    """
    found = _COMPOUND.match(text, at)
    if found is None:
        return None
    first = _WORTH[found["times"]]
    parts = [(found["second"], found["of_second"]), (found["third"], found["of_third"])]
    smaller = [(int(part.replace(",", "")), _WORTH[of] if of else 1) for part, of in parts if part]
    total = sum(part * of for part, of in smaller)
    if total >= first or any(of >= first for _, of in smaller):
        return None
    decimals = str(total).rjust(len(str(first)) - 1, "0").rstrip("0")
    whole = found["first"]
    return found.end(), f"{whole}.{decimals}" if decimals else whole, found["times"]


def plain_digits(written: str, latin: bool) -> str:
    """The same as decimal text, without what groups the digits.

    >>> plain_digits("1 250", True), plain_digits("92,5", True), plain_digits("1,25,000", True), plain_digits("1.250.000", True)
    ('1250', '92.5', '125000', '1250000')
    """
    bare = _BLANK_BETWEEN.sub("", written)
    if "e" in bare:
        return _written_out(bare)
    comma = _DECIMAL_COMMA.search(bare)
    decimal = comma and (len(comma["decimals"]) != 3 or bare.startswith("0,")) and bare.count(",") == 1
    if decimal and comma and (latin or bare != written):
        return f"{bare[: comma.start()].replace('.', '')}.{comma['decimals']}"
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    bare = bare.replace(",", "")
    return f"0{bare}" if bare.startswith(".") else bare


def _written_out(scientific: str) -> str:
    """1.25e+06 without the exponent.

    >>> _written_out("1.25e+06"), _written_out("2.5e-03"), _written_out("3e2")
    ('1250000', '0.0025', '300')
    """
    mantissa, _, exponent = scientific.partition("e")
    whole, _, decimals = mantissa.partition(".")
    places = len(decimals) - int(exponent)
    digits = whole + decimals + "0" * max(0, -places)
    if places <= 0:
        return digits.lstrip("0") or "0"
    digits = digits.rjust(places + 1, "0")
    return f"{digits[:-places].lstrip('0') or '0'}.{digits[-places:]}".rstrip("0").rstrip(".")
