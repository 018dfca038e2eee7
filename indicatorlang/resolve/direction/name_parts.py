"""The words of a name that judge what it counts, in their order: found, looked past, or said to be absent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.resolve.direction.name_words import BAD, Kind, NameWords, first_in, found_in
from indicatorlang.syntax.written.vocabulary import Phrases

# 8分钟内, 不超过30分钟; 超30天, 48小时以上: what a name counts, or of what it tells the share, keeps a limit of time or does not.
COUNT = r"(?:[0-9]{1,6}(?:\.[0-9]{1,3})?|[一二三四五六七八九十百两]{1,4})"
_TIME = rf"{COUNT} ?个?(?:分钟|秒钟?|小时|工作日|自然日|天|日|周)"
_WITHIN = pattern(rf"{_TIME}(?:之|以)?内|(?:不超过?|未超过?|不高于|不多于|少于|小于|低于|短于|<) ?{_TIME}")
_BEYOND = pattern(rf"(?:超过?|大于|高于|多于|长于|>) ?{_TIME}|{_TIME}(?:及)?以上")
_LONGER = pattern(
    r"\b(?:over|more than|beyond|longer than|exceeding|greater than|after) [a-z0-9]{1,6}[ -](?:minute|hour|day|week)s?\b"
)

_UNDONE = pattern(
    r"\b(?:un[a-z]{3,20}(?:ed|en|able|ible)|mis[a-z]{3,20}ed"
    r"|non-[a-z]{3,20}(?:tion|sion|ance|ence)s?(?= rates?\b| of | cases\b| *$| *,))(?![a-z])"
)
# 未超标, not readmitted: what is bad is said not to be.
_NEGATED = frozenset({"未", "没有", "not", "never"})
_COUNTED = pattern(r"[率数量额比例占重度值次件起处个户人名家位积程频点段批宗项期间][ \0]*$")
_LACKING = frozenset({"without", "lacking", "with no", "that have no", "who have no", "having no"})


@frozen
class JudgedWord:
    """A word of a list and its place in the name."""

    kind: Kind
    word: str
    start: int
    end: int

    @property
    def bad(self) -> bool:
        return self.kind in BAD


def judged_words(plain: str, words: NameWords) -> list[JudgedWord]:
    """All judged words of a name without its hidden ones, in their order."""
    found = [JudgedWord(kind, plain[start:end], start, end) for start, end, kind in found_in(plain, words.judged)]
    formed = [] if first_in(plain, words.lasting) else list(_limits(plain, words))
    undone = list(_UNDONE.finditer(plain))
    if undone:
        taken = {place for word in found for place in range(word.start, word.end)}
        formed += [JudgedWord("failing", un[0], un.start(), un.end()) for un in undone if un.start() not in taken]
    if formed:
        found = [word for word in found if not any(new.start <= word.start < new.end for new in formed)]
        found = sorted([*found, *formed], key=lambda word: word.start)
    return found


def _limits(plain: str, words: NameWords) -> Iterator[JudgedWord]:
    """轮候时间在8分钟内的顾客百分率 is about those who wait no longer, 住院超30天患者占比 about those who stay longer."""
    for found in _WITHIN.finditer(plain):
        if first_in(plain[: found.start()], words.taking) or first_in(plain[: found.start()], words.queueing):
            yield JudgedWord("verb", found[0], found.start(), found.end())
    for found in (*_BEYOND.finditer(plain), *_LONGER.finditer(plain)):
        yield JudgedWord("failing", found[0], found.start(), found.end())


def without_hidden(whole: str, words: NameWords) -> str:
    """The name as far as it is looked at: hidden words blotted out, and cut where an English one only says against what."""
    found = next((start for start, _, _ in found_in(whole, words.aside) if start), len(whole))
    plain = list(whole[:found])
    for start, end, _ in found_in(whole[:found], words.hidden):
        plain[start:end] = "\0" * (end - start)
    return "".join(plain)


def first_piece(plain: str, judged: list[JudgedWord], words: NameWords) -> list[JudgedWord]:
    """Of an English name what stands before the first preposition behind a judged word: its head stands at its beginning."""
    first = next((found for found in judged if found.kind != "absent"), None)
    if first is None or not first.word.isascii():
        return judged
    parting = (start for start, _, _ in found_in(plain, words.between) if start >= first.end)
    end = next((at for at in parting if not any(found.start <= at < found.end for found in judged)), len(plain))
    return [found for found in judged if found.end <= end]


def without_faint(plain: str, judged: Sequence[JudgedWord]) -> list[JudgedWord]:
    """What a character says counts only where no word follows (误派率, but 误派工单回访率); 不 denies the word that does (不合规率)."""
    counted = _COUNTED.search(plain) is not None
    kept: list[JudgedWord] = []
    for at, found in enumerate(judged):
        last = at == len(judged) - 1
        if found.kind != "faint" or (counted and last):
            kept.append(found)
        elif counted and found.word == "不" and judged[at + 1].start == found.end:
            kept.append(attrs.evolve(found, kind="undone"))
    return kept


def unneeded(plain: str, judged: Sequence[JudgedWord], words: NameWords) -> list[JudgedWord]:
    """The judged words without bad ones that are said to be absent, each pair replaced by one good word."""
    kept: list[JudgedWord] = []
    for found in judged:
        before = kept[-1] if kept else None
        if before is not None and before.kind == "absent":
            kept.pop()
            between = plain[before.end : found.start]
            far = len(before.word) > 1 or before.word in "无零"
            near = not between or (far and _only(between, words.whatever))
            if found.bad and near:
                kept.append(JudgedWord("falling", plain[before.start : found.end], before.start, found.end))
                continue
        if (
            before is not None
            and before.word in _NEGATED
            and found.bad
            and found.kind != "faint"
            and _touch(plain, before, found)
        ):
            kept[-1] = JudgedWord("falling", plain[before.start : found.end], before.start, found.end)
            continue
        kept.append(found)
    # Households without electricity lack what is no fault.
    return [
        attrs.evolve(f, kind="failing") if f.word in _LACKING else f for f in kept if f.kind != "absent" or f.word in _LACKING
    ]


def _touch(plain: str, before: JudgedWord, found: JudgedWord) -> bool:
    return not plain[before.end : found.start].strip()


def _only(text: str, phrases: Phrases[str]) -> bool:
    """Whether a text is nothing but such phrases, blanks and hyphens."""
    at = 0
    while at < len(text):
        found = phrases.at(text, at)
        if found is None and text[at] not in " -":
            return False
        at = found[0] if found else at + 1
    return True
