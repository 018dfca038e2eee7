"""Whether more or less is better, told from a name: only asked where a number has no comparison, or `==`, and nobody declared it.

One small model, as a finance officer reads a name; its words are data, `grammar/names.yaml`, where the rules stand too. The
answer is always reported with the word that told it.
"""

from __future__ import annotations

import functools
import re
from typing import Any, Literal, cast

import attrs
import yaml

from indicatorlang import resources
from indicatorlang.model.unit import Unit
from indicatorlang.syntax.written.vocabulary import folded

_SHORT_TIMES = ("time", "workday")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


@attrs.frozen
class Told:
    """A direction and the word that told it; no word when nothing did."""

    direction: Literal["higher", "lower"]
    word: str = ""


@attrs.frozen
class NameWords:
    """The lists of `grammar/names.yaml`, each one pattern that finds its longest words first."""

    hidden: re.Pattern[str]
    judged: re.Pattern[str]
    bad: frozenset[str]
    cost: re.Pattern[str]
    cost_headings: re.Pattern[str]
    paid: re.Pattern[str]
    gained: re.Pattern[str]
    taking: re.Pattern[str]
    lasting: re.Pattern[str]


def told_direction(name: str, headings: tuple[str, ...] = (), unit: Unit | None = None) -> Told:
    """Whether more is better for what is called so; `headings` are the levels of the form above, `unit` that of the target.

    >>> told_direction("服务对象投诉率").direction, told_direction("投诉问题的及时处理率").direction
    ('lower', 'higher')
    """
    words = name_words()
    plain = words.hidden.sub(lambda found: "\0" * len(found[0]), _BRACKETS.sub("", folded(name)))
    # The head of a name stands at its end, so the last word decides whether the bad thing is counted or what is done about it.
    judged = words.judged.findall(plain)
    if judged and judged[-1] in words.bad:
        return Told("lower", judged[-1])
    otherwise = Told("higher", judged[-1] if any(word in words.bad for word in judged) else "")
    return _spent(plain, headings, unit, words) or _lasting(plain, unit, words) or otherwise


def _spent(plain: str, headings: tuple[str, ...], unit: Unit | None, words: NameWords) -> Told | None:
    money = unit is None or unit.is_money or _per(unit, "money:") or (not unit.dimension and not unit.is_percent)
    if not money or words.gained.search(plain):
        return None
    paid = words.paid.search(plain)
    if paid:
        return Told("higher", paid[0])
    # A Chinese name ends with what it measures; an English one may go on (cost of …).
    costs = words.cost.finditer(plain)
    cost = next((found for found in costs if found[0].isascii() or not plain[found.end() :].strip("数额量率值标准 ")), None)
    if cost:
        return Told("lower", cost[0])
    if unit is not None and (unit.is_money or _per(unit, "money:")):
        heading = next((found for h in headings if (found := words.cost_headings.search(folded(h)))), None)
        return Told("lower", heading[0]) if heading else None
    return None


def _lasting(plain: str, unit: Unit | None, words: NameWords) -> Told | None:
    taking = words.taking.search(plain)
    if words.lasting.search(plain) and not (taking and taking[0] in ("工期", "时限")):
        return None
    if unit is None:
        return Told("lower", taking[0]) if taking and plain.rstrip("性 ").endswith(taking[0]) else None
    if any(unit.dimension == ((time, 1),) for time in _SHORT_TIMES):
        return Told("lower", unit.text)
    return Told("lower", taking[0]) if unit.dimension == (("month", 1),) and taking else None


def _per(unit: Unit, family: str) -> bool:
    """A sum of money for each of something: 元/人."""
    return any(name.startswith(family) and power > 0 for name, power in unit.dimension)


@functools.cache
def name_words() -> NameWords:
    """The lists, read once."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    lists = cast(dict[str, list[Any]], yaml.load(resources.text("grammar", "names.yaml"), Loader=loader))
    return NameWords(
        judged=re.compile(_alternatives([*lists["bad"], *lists["mended"]])),
        bad=frozenset(lists["bad"]),
        **{
            key: re.compile(_alternatives(lists[key]))
            for key in ("hidden", "cost", "cost_headings", "paid", "gained", "taking", "lasting")
        },
    )


def _alternatives(words: list[str]) -> str:
    """A pattern for any of the words, longest first; Latin ones whole."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in longest)
