"""Units that only names and columns have: £m, $ million, minutes per customer."""

from __future__ import annotations

import re

import attrs

from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.unit import Unit
from indicatorlang.syntax.written.vocabulary import folded

_MONEY = pattern(
    r"(?:us|a|au|nz|c|ca|hk|s|r|nt)?[$€£¥]|(?:usd|aud|nzd|cad|hkd|sgd|gbp|eur)(?= (?:m|mn|bn|million|billion|thousand)\b)",
    re.IGNORECASE,
)
_TIMES = pattern(
    r" ?(?:m|mn|k|b|bn|tn|000s?|thousands?|millions?|billions?|trillion|lakhs?|crores?)?"
    r"(?: per [a-z -]{1,24}| ?/ ?[a-z -]{1,24})?"
)
_PER = pattern(r"([^/]{1,24}?)(?: per | ?/ ?)([a-z][a-z-]{0,15}(?: [a-z-]{1,15}){0,2})")
_TIME = ("time", "workday", "month")


def is_money_sign(text: str) -> bool:
    """£m, $000, US$ million, £ per visit: the sign of a currency, and at most a multiplier and for each of what."""
    plain = folded(text).strip()
    sign = _MONEY.match(plain)
    return sign is not None and _TIMES.fullmatch(plain, sign.end()) is not None


def is_per(text: str) -> bool:
    """minutes per customer, kg / household: a known English unit for each of anything."""
    found = _PER.fullmatch(folded(text).strip())
    return found is not None and found[1].isascii() and parse_unit(found[1]).known


def as_measured(unit: Unit) -> Unit:
    """What a name is judged by: £m is money, minutes for each of something that is no time are minutes."""
    if is_money_sign(unit.text):
        return attrs.evolve(unit, dimension=parse_unit("元").unit.dimension) if not unit.is_money else unit
    found = _PER.fullmatch(folded(unit.text).strip())
    over = parse_unit(found[1]).unit if found else None
    under = parse_unit(found[2]).unit if found else None
    if over is None or under is None or [name for name, _ in over.dimension] not in [["time"], ["workday"]]:
        return unit
    return unit if any(name in _TIME for name, _ in under.dimension) else over
