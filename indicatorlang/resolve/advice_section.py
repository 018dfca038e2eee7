"""Which rules of advice scoring rules switch off, and how severe the others are: the section 建议 of a profile."""

from __future__ import annotations

import re

from indicatorlang.lazily import pattern
from indicatorlang.resolve.advice_problems import NotARule
from indicatorlang.resolve.fields import Fields, Found, a_choice, a_text, pairs, short
from indicatorlang.resolve.keys.choices import SWITCHES

MOST = 500
_CODE = pattern(r"L\d{3}|[a-z][a-z0-9]*(-[a-z0-9]+)*")


def code_of(text: str) -> str:
    """The code of a rule or of a remark as it was typed, a small l made large; empty where it cannot be one.

    >>> code_of("l108"), code_of("count-ratio"), code_of("L1O8")
    ('L108', 'count-ratio', '')
    """
    word = text.strip()
    word = word.upper() if re.fullmatch(r"[lL]\d+", word) else word
    return word if _CODE.fullmatch(word) else ""


def read_advice(before: tuple[tuple[str, str], ...], fields: Fields, found: Found) -> tuple[tuple[str, str], ...]:
    """The switches by code, sorted: those of the scoring rules, as the section changes them. Whether there is a rule of a code is
    not known here; `check` says so."""
    switched = dict(before)
    for word, value in pairs(fields.node("advice"), fields.label("advice"), found, MOST):
        code = code_of(word.text)
        text = a_text(value, word.text, found)
        choice = None if text is None else a_choice(text, word.text, SWITCHES, found)
        if not code:
            found.add(NotARule(written=short(word.text), place=word.place))
        elif choice is not None:
            switched[code] = choice
    return tuple(sorted(switched.items()))
