"""Signs and letters of money before a number (R2.5 million, Rs. 450 crore, US$1.2bn), and the short scales behind it (£2.3m)."""

from __future__ import annotations

import re

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.tree import WrittenNumber

_LETTERS = (
    r"rs\.?|inr|usd|eur|euro|gbp|zar|nzd|aud|cad|sgd|hkd|mop|twd|cny|rmb|kes|ngn"
    # R is money only before an amount: R2 may be the name of anything.
    r"|r(?= ?[0-9]{1,3}(?:[ ,.][0-9]| ?(?:m|mn|bn|k|million|billion|thousand)\b)| ?[0-9]{3})"
)
_SIGNS = r"(?:us|hk|nz|au|nt|ca|mop|a|c|s)?\$|[€£¥₹]"
_HAN = "港币|港元|新台币|台币|澳门币|澳门元|澳币|美元|美金|欧元|英镑|日元|日圆"
CURRENCY = pattern(rf"(?:{_SIGNS}|{_LETTERS}|{_HAN}) *(?=[0-9])")
CURRENCY_BEGINS = frozenset("$€£¥₹acehikmnrstuzg港新台澳美欧英日")
_SCALE = pattern(r" ?(?P<scale>mn|mil|m|bn|b|tn|k|cr\.?)(?![a-z0-9])")
# 2M visitors: a bare m is a metre, but nobody counts these in metres.
_COUNTED_IN_MILLIONS = pattern(
    r" ?m (?=(?:visitors?|visits?|users?|people|persons?|customers?|passengers?|residents?|citizens?|households?|views?|downloads?"
    r"|transactions?|trips?|journeys?|tonnes?|tons?|sessions?|hits|calls?|students?|pupils?|patients?|workers?|jobs?|tests?|doses"
    r"|records?|documents?|subscribers?|members?|followers?|beneficiaries|children|women|men|hectares?|acres?|lit(?:re|er)s?|kilomet(?:re|er)s?|trees|farmers?|tourists?|arrivals?|units|km"
    r"|items?|loans?|page ?views?)(?![a-z]))"
)
_SCALES = {
    "m": "million",
    "mn": "million",
    "mil": "million",
    "b": "billion",
    "bn": "billion",
    "tn": "trillion",
    "k": "thousand",
    "cr": "crore",
    "cr.": "crore",
}
_SPELLED = {"rs": "Rs", "rs.": "Rs.", "euro": "euro"}


def currency_at(text: str, at: int) -> re.Match[str] | None:
    """The sign or letters of money that a number follows."""
    if text[at : at + 1] not in CURRENCY_BEGINS or (text[at].isascii() and text[at].isalpha() and text[at - 1 : at].isalnum()):
        return None
    return CURRENCY.match(text, at)


def scale_at(text: str, at: int, money: bool) -> tuple[int, str] | None:
    """End and full word of a short scale: m and b only behind money, for a bare m is a metre."""
    counted = _COUNTED_IN_MILLIONS.match(text, at)
    if counted:
        return counted.end() - 1, "million"
    found = _SCALE.match(text, at)
    if found is None or not (money or found["scale"] in ("k", "mn", "bn", "tn", "cr", "cr.")):
        return None
    return found.end(), _SCALES[found["scale"]]


def spelled(currency: str) -> str:
    """The letters of money as they are usually written; the text they stand in has been folded."""
    return _SPELLED.get(currency, currency.upper())


def with_shared_scale(low: WrittenNumber, high: WrittenNumber) -> tuple[WrittenNumber, WrittenNumber]:
    """The ends of a range that say the money once and the scale once: $1-2 million."""
    if low.unit and high.unit.endswith(f" {low.unit}") and CURRENCY.match(f"{low.unit.lower()}0"):
        return attrs.evolve(low, unit=high.unit), high
    scaled = high.unit.lower() in {*_SCALES.values(), "lakh", "crore"}
    if not (scaled and low.unit and CURRENCY.match(f"{low.unit.lower()}0")):
        return low, high
    unit = f"{high.unit} {low.unit}"
    return attrs.evolve(low, unit=unit), attrs.evolve(high, unit=unit)
