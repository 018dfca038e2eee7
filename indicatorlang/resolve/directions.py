"""Whether more or less is better, told from a name: only asked where a number has no comparison, or `==`, and nobody declared it.

One small model, as a finance officer reads a name; its words are data, `grammar/names.yaml`, where the rules stand too. The
answer is always reported with the word that told it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

import attrs

from indicatorlang.model.unit import Unit
from indicatorlang.resolve.name_words import BAD, Kind, NameWords, first_in, found_in, name_words
from indicatorlang.syntax.written.vocabulary import Phrases, folded

_SHORT_TIMES = ("time", "workday")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_FIRST = re.compile(r"(?:[^\u3400-\u9fff\0]|年|全年|年度|年内|当年|本年|累计|依法|及时|有效|集中|妥善|共|全市|全县|全区|全省)*")
_DEALT_WITH = re.compile(r" (?:cases |calls |reports |requests |notices )?([a-z]+ed)\b")
_SHARE = re.compile(r"(?:率|比例|占比|比重|比值|百分比)[ \0]*$")


@attrs.frozen
class Told:
    """A direction and the word that told it; no word when nothing did."""

    direction: Literal["higher", "lower"]
    word: str = ""


@attrs.frozen
class _Judged:
    kind: Kind
    word: str
    start: int
    end: int

    @property
    def bad(self) -> bool:
        return self.kind in BAD


def told_direction(name: str, headings: tuple[str, ...] = (), unit: Unit | None = None) -> Told:
    """Whether more is better for what is called so; `headings` are the levels of the form above, `unit` that of the target.

    >>> told_direction("服务对象投诉率").direction, told_direction("投诉问题的及时处理率").direction
    ('lower', 'higher')
    """
    words = name_words()
    whole = _BRACKETS.sub(" ", folded(name))
    plain = _without_hidden(whole, words)
    judged = [_Judged(kind, plain[start:end], start, end) for start, end, kind in found_in(plain, words.judged)]
    told = _judged(plain, _unneeded(plain, _first_piece(plain, judged, words), words), words)
    if told is not None:
        return told
    if not judged and (event := _event(plain, unit, words)):
        return Told("lower", event)
    reminder = next((found.word for found in judged if found.bad), "")
    otherwise = Told("higher", judged[-1].word if reminder else "")
    return _spent(plain, headings, unit, words) or _lasting(whole, plain, headings, unit, words) or otherwise


def about_lasting(name: str) -> bool:
    """Whether a name is about something that should last: 使用年限."""
    return bool(first_in(folded(name), name_words().lasting))


def _without_hidden(whole: str, words: NameWords) -> str:
    """The name as far as it is looked at: hidden words blotted out, and cut where an English one only says against what."""
    found = next((start for start, _, _ in found_in(whole, words.aside) if start), len(whole))
    plain = list(whole[:found])
    for start, end, _ in found_in(whole[:found], words.hidden):
        plain[start:end] = "\0" * (end - start)
    return "".join(plain)


# What is judged


def _first_piece(plain: str, judged: list[_Judged], words: NameWords) -> list[_Judged]:
    """Of an English name what stands before the first preposition behind a judged word: its head stands at its beginning."""
    first = next((found for found in judged if found.kind != "absent"), None)
    if first is None or not first.word.isascii():
        return judged
    end = next((start for start, _, _ in found_in(plain, words.between) if start >= first.end), len(plain))
    return [found for found in judged if found.end <= end]


def _unneeded(plain: str, judged: Sequence[_Judged], words: NameWords) -> list[_Judged]:
    """The judged words without bad ones that are said to be absent, each pair replaced by one good word."""
    kept: list[_Judged] = []
    for found in judged:
        before = kept[-1] if kept else None
        if before is not None and before.kind == "absent":
            kept.pop()
            between = plain[before.end : found.start]
            far = len(before.word) > 1 or before.word in "无零"
            near = not between or (far and _only(between, words.whatever))
            if found.bad and near:
                kept.append(_Judged("falling", plain[before.start : found.end], before.start, found.end))
                continue
        kept.append(found)
    return [found for found in kept if found.kind != "absent"]


def _only(text: str, phrases: Phrases[str]) -> bool:
    """Whether a text is nothing but such phrases and blanks."""
    at = 0
    while at < len(text):
        found = phrases.at(text, at)
        if found is None and text[at] != " ":
            return False
        at = found[0] if found else at + 1
    return True


def _judged(plain: str, judged: list[_Judged], words: NameWords) -> Told | None:
    """What the last judged word decides; None when it is good or there is none, and money or time may decide."""
    while len(judged) > 1 and judged[-1].kind == "means" and judged[-2].kind in ("failing", "late", "adverb", "undone"):
        judged.pop()
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
    return Told("higher", cure.word) if cure else Told("lower", last.word)


def _held(judged: Sequence[_Judged]) -> _Judged:
    """The word that decides: the last, or the adverb that holds it because nothing stands between (逾期发放)."""
    at = len(judged) - 1
    while at and not judged[at].bad and judged[at - 1].end == judged[at].start and not judged[at].word.isascii():
        at -= 1
    if at == len(judged) - 1:
        return judged[-1]
    released = judged[at + 1].kind in ("undoing", "falling")
    held = judged[at].kind == "undone" or (judged[at].kind in ("adverb", "late") and not released)
    return judged[at] if held else judged[-1]


def _cure(plain: str, judged: Sequence[_Judged], bad: _Judged) -> _Judged | None:
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
        takes = bad.kind in ("thing", "adverb") or (bad.kind == "late" and found.end == bad.start)
        if found.kind == "undoing" and takes and not own and (leading or not share):
            return found
        if found.kind == "handling" and bad.kind == "thing" and leading and not share:
            return found
        before = found
    return None


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
    if paid:
        return Told("higher", paid)
    # A Chinese name ends with what it measures; an English one may go on (cost of …).
    head = len(plain.rstrip("数额量率值标准 "))
    cost = next((plain[start:end] for start, end, _ in found_in(plain, words.cost) if plain[start].isascii() or end >= head), "")
    if cost:
        return Told("lower", cost)
    if unit is not None and (unit.is_money or _per(unit, "money:")):
        heading = next((found for h in headings if (found := first_in(folded(h), words.cost_headings))), "")
        return Told("lower", heading) if heading else None
    return None


def _lasting(whole: str, plain: str, headings: tuple[str, ...], unit: Unit | None, words: NameWords) -> Told | None:
    taking = first_in(plain, words.taking)
    if first_in(whole, words.lasting) and taking not in ("工期", "时限"):
        return None
    if unit is None or (not unit.dimension and not unit.is_percent):
        ends = bool(taking) and (taking.isascii() or plain.rstrip("性数 \0").endswith(taking))
        return Told("lower", taking) if ends else None
    if any(unit.dimension == ((time, 1),) for time in _SHORT_TIMES) or unit.dimension == (("sound", 1),):
        return Told("lower", unit.text)
    if unit.dimension == (("mass", 1), ("volume", -1)):
        return Told("lower", unit.text)
    if unit.dimension == (("month", 1),):
        taking = taking or next((found for h in headings if (found := first_in(folded(h), words.taking_headings))), "")
        return Told("lower", taking) if taking else None
    return None


def _per(unit: Unit, family: str) -> bool:
    """A sum of money for each of something: 元/人."""
    return any(name.startswith(family) and power > 0 for name, power in unit.dimension)
