"""Whether more or less is better, told from a name: only asked where a number has no comparison, or `==`, and nobody declared it.

One small model, as a finance officer reads a name; its words are data, `grammar/names.yaml`, where the rules stand too. The
answer is always reported with the word that told it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, cast

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.direction.name_limits import kept_limit
from indicatorlang.resolve.direction.name_parts import (
    JudgedWord,
    first_piece,
    judged_words,
    unneeded,
    without_faint,
    without_hidden,
)
from indicatorlang.resolve.direction.name_units import as_measured
from indicatorlang.resolve.direction.name_words import NameWords, first_in, found_in, name_words
from indicatorlang.syntax.written.vocabulary import folded

_SHORT_TIMES = ("time", "workday")
_BRACKETS = pattern(r"[(\[][^()\[\]]*[)\]]")
_FIRST = pattern(r"(?:[^\u3400-\u9fff\0]|年|全年|年度|年内|当年|本年|累计|依法|及时|有效|集中|妥善|共|全市|全县|全区|全省)*")
_DEALT_WITH = pattern(r" (?:cases |calls |reports |requests |notices )?([a-z]+ed)\b")
_DEED = pattern(r"[\u3400-\u9fff]{2,8}率")
_SHARE = pattern(r"(?:率|比例|占比|比重|比值|百分比)[ \0]*$")
_STANDARD = pattern(r"标准|水平|[人户亩村生师件单次班床车校园]均|每")
_SUM_OF_MONEY = 10_000
# Of nobody is so much time asked as a limit: more than 200 hours, 3,000 minutes, 400 days.
_TOO_LONG = {"days": Fraction(9600), "hours": Fraction(200), "minutes": Fraction(50)}


@frozen
class Told:
    """A direction and the word that told it; no word when nothing did. `heading`: the word stands in a heading above the name."""

    direction: Literal["higher", "lower"]
    word: str = ""
    heading: bool = False


def told_direction(name: str, headings: tuple[str, ...] = (), unit: Unit | None = None, value: Fraction | None = None) -> Told:
    """Whether more is better for what is called so; `headings` are the levels of the form above, `value` and `unit` the target.

    >>> told_direction("服务对象投诉率").direction, told_direction("投诉问题的及时处理率").direction
    ('lower', 'higher')
    """
    words = name_words()
    whole = _BRACKETS.sub(" ", folded(name))
    plain = without_hidden(whole, words)
    judged, unit = judged_words(plain, words), unit and as_measured(unit)
    if kept := kept_limit(whole, plain, judged, unit, words):
        return Told("higher", kept)
    told = _judged(plain, unneeded(plain, first_piece(plain, judged, words), words), words)
    if told is not None:
        return told
    if not judged and (event := _event(plain, unit, words)):
        return Told("lower", event)
    reminder = next((found.word for found in judged if found.bad and found.kind != "faint"), "")
    otherwise = Told("higher", judged[-1].word if reminder else "")
    measured = _spent(plain, headings, unit, words) or _lasting(whole, plain, headings, unit, value, words)
    return measured or (_called_also(folded(name)) if all(found.kind == "means" for found in judged) else None) or otherwise


def _called_also(name: str) -> Told | None:
    """员工离开岗位比例(离职率): a name that says nothing may say once more in brackets what it measures."""
    inside = next((found[0][1:-1] for found in _BRACKETS.finditer(name) if _SHARE.search(found[0][1:-1])), "")
    told = told_direction(inside) if inside else None
    return told if told is not None and told.word else None


def about_lasting(name: str) -> bool:
    """Whether a name is about something that should last: 使用年限."""
    return bool(first_in(folded(name), name_words().lasting))


# What is judged


def _judged(plain: str, judged: list[JudgedWord], words: NameWords) -> Told | None:
    """What the last judged word decides; None when it is good or there is none, and money or time may decide."""
    while len(judged) > 1 and judged[-1].kind == "means" and judged[-2].bad and judged[-2].kind != "thing":
        judged.pop()
    judged = without_faint(plain, judged)
    if not judged:
        return None
    last = _held(judged)
    bad = any(found.bad for found in judged)
    if last.kind in ("falling", "saved"):
        lost = not bad and first_in(plain[: last.start], words.wanted)
        return Told("lower" if lost else "higher", last.word)
    if not last.bad:
        return (
            Told("higher", judged[0].word)
            if not bad and judged[0].kind == "falling" and judged[0].start <= _first_word(plain)
            else None
        )
    dealt = _DEALT_WITH.match(plain, last.end) if last.kind == "thing" and last.word.isascii() else None
    if dealt and words.neutral.whole(dealt[1]) is None:
        return None
    cure = _cure(plain, judged, last)
    if cure is None and (deed := _deed_behind(plain, last, words)):
        return Told("higher", deed)
    return Told("higher", cure.word) if cure else Told("lower", last.word)


def _held(judged: Sequence[JudgedWord]) -> JudgedWord:
    """The word that decides: the last, or the adverb that holds it because nothing stands between (逾期发放, overdue inspections)."""
    at = len(judged) - 1
    while at and not judged[at].bad and judged[at - 1].end + judged[at].word.isascii() == judged[at].start:
        at -= 1
    if at == len(judged) - 1:
        return judged[-1]
    released = any(found.kind in ("undoing", "falling") or found.word.endswith("ed") for found in judged[at + 1 :])
    held = judged[at].kind == "undone" or (judged[at].kind in ("adverb", "late") and not released)
    return judged[at] if held else judged[-1]


def _cure(plain: str, judged: Sequence[JudgedWord], bad: JudgedWord) -> JudgedWord | None:
    """The verb in front that makes a count of something bad a good one: 查处酒驾, 受理投诉, 减少差错."""
    share = _SHARE.search(plain) is not None
    first, before = _first_word(plain), None
    for found in judged:
        if found is bad:
            break
        leading = found.start <= first
        own = before is not None and before.bad and before.end == found.start
        if found.kind == "falling" and not share:
            return found
        takes = bad.kind in ("thing", "adverb", "worn", "faint") or (bad.kind == "late" and found.end == bad.start)
        if found.kind == "undoing" and takes and not own and (leading or not share):
            return found
        if found.kind == "undoing" and leading and not share and found.end == bad.start:
            return found
        if found.kind == "handling" and bad.kind in ("thing", "worn", "faint") and leading and not share:
            return found
        if found.kind == "repairing" and bad.kind in ("worn", "faint") and leading and not share:
            return found
        before = found
    return None


def _deed_behind(plain: str, bad: JudgedWord, words: NameWords) -> str:
    """死亡病例讨论率: a rate of something bad of which a word is said that tells of no happening is one of what is done about it."""
    tail = plain[bad.end :].rstrip()
    if bad.kind != "thing" or words.manners.whole(bad.word) or not _DEED.fullmatch(tail) or first_in(tail, words.happening):
        return ""
    return tail


def _event(plain: str, unit: Unit | None, words: NameWords) -> str:
    """The word that tells that events are counted: 起数 at the end of the name, or the unit."""
    if unit is not None and words.events.whole(unit.text):
        return unit.text
    end = len(plain.rstrip())
    return next((plain[start:stop] for start, stop, _ in found_in(plain, words.events) if stop == end > start + 1), "")


def _first_word(plain: str) -> int:
    """Where the first word of the name begins behind marks and adverbs (★全年查处…)."""
    return cast(re.Match[str], _FIRST.match(plain)).end()


# Money, time, substances


def _spent(plain: str, headings: tuple[str, ...], unit: Unit | None, words: NameWords) -> Told | None:
    money = unit is None or unit.is_money or _per(unit, "money:") or (not unit.dimension and not unit.is_percent)
    if not money or first_in(plain, words.gained):
        return None
    paid = first_in(plain, words.paid)
    capped = _all_that_is_paid(plain, headings, unit, words)
    if paid:
        return Told("lower", capped, heading=True) if capped else Told("higher", paid)
    # A Chinese name ends with what it measures; an English one may go on (cost of …).
    head = len(plain.rstrip("数额量率值标准 "))
    cost = next((plain[start:end] for start, end, _ in found_in(plain, words.cost) if plain[start].isascii() or end >= head), "")
    if cost:
        return Told("lower", cost)
    if unit is not None and (unit.is_money or _per(unit, "money:")):
        heading = next((found for h in headings if (found := first_in(folded(h), words.cost_headings))), "")
        return Told("lower", heading, heading=True) if heading else None
    return None


def _all_that_is_paid(plain: str, headings: tuple[str, ...], unit: Unit | None, words: NameWords) -> str:
    """The heading of costs above a sum for all who are paid (补助资金总额 300万元): that is a budget, and no standard for anybody."""
    if unit is None or not unit.is_money or unit.factor < _SUM_OF_MONEY or _STANDARD.search(plain):
        return ""
    return next((found for h in headings if (found := first_in(folded(h), words.cost_headings))), "")


def _lasting(
    whole: str, plain: str, headings: tuple[str, ...], unit: Unit | None, value: Fraction | None, words: NameWords
) -> Told | None:
    taking = first_in(plain, words.taking)
    if first_in(whole, words.lasting) and taking not in ("工期", "时限"):
        return None
    if unit is None or (not unit.dimension and not unit.is_percent):
        ends = bool(taking) and (taking.isascii() or plain.rstrip("性数 \0").endswith(taking))
        return Told("lower", taking) if ends else None
    if any(unit.dimension == ((time, 1),) for time in _SHORT_TIMES):
        return Told("higher" if _is_no_limit(unit, value, bool(taking)) else "lower", unit.text)
    if unit.dimension == (("sound", 1),):
        return Told("lower", unit.text)
    if unit.dimension == (("mass", 1), ("volume", -1)):
        return Told("lower", unit.text)
    if unit.dimension == (("month", 1),):
        above = next((found for h in headings if (found := first_in(folded(h), words.taking_headings))), "")
        return Told("lower", taking or above, heading=not taking) if taking or above else None
    return None


def _is_no_limit(unit: Unit, value: Fraction | None, taking: bool) -> bool:
    """12000小时 is work done, no time in which to do it; where the name speaks of time that something takes, ten times as long."""
    if value is None:
        return False
    factor = unit.factor * 24 if unit.dimension == (("workday", 1),) else unit.factor
    least = _TOO_LONG["days" if factor % 24 == 0 else "hours" if factor >= 1 else "minutes"]
    return value * factor >= least * (10 if taking else 1)


def _per(unit: Unit, family: str) -> bool:
    """A sum of money for each of something: 元/人."""
    return any(name.startswith(family) and power > 0 for name, power in unit.dimension)
