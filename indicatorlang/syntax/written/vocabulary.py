"""The wordings of `grammar/words.*.yaml`, ready to be found at a place of a text: the longest phrase first, in one step a place.

Also the folding of a text before wordings are looked for: one character for one, so that places stay true.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, cast

from indicatorlang import resources
from indicatorlang.lazily import frozen
from indicatorlang.syntax.first_look import FOLDS
from indicatorlang.syntax.lists import word_lists
from indicatorlang.syntax.tree import CompareOp
from indicatorlang.syntax.written.tree import Change, Period

FILES = ("words.zh.yaml", "words.hant.yaml", "words.en.yaml")
Side = Literal["before", "touching", "after"]
T = TypeVar("T")
_DENIED: Mapping[CompareOp, CompareOp] = MappingProxyType({">": "<=", "<": ">="})


@frozen
class Wording:
    """One phrase that states a comparison. `inclusive` says whether the number itself meets it; `authority` names the
    sentence of law that says so, or is empty. `leads`: it leads up to the number and leaves that to the words behind it."""

    phrase: str
    op: CompareOp
    inclusive: bool
    side: Side
    authority: str = ""
    leads: bool = False


@frozen
class Authority:
    """A sentence of law about such words, in force from the first day of a year."""

    since: int
    zh: str
    en: str


class Phrases(Generic[T]):
    """Phrases and what each stands for. `at` finds the longest one that begins at a place; Latin ones are whole words."""

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._meanings: dict[str, T] = {}
        lengths: dict[str, set[int]] = {}
        for phrase, meaning in pairs:
            self._meanings.setdefault(phrase, meaning)
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.begins = frozenset(self._lengths)
        """The characters that phrases begin with."""

    def at(self, text: str, start: int) -> tuple[int, T] | None:
        """End and meaning of the longest phrase at `start`."""
        first = text[start : start + 1]
        lengths = self._lengths.get(first, ())
        if not lengths or (first.isascii() and _is_latin(text[start - 1 : start])):
            return None
        for length in lengths:
            end = start + length
            phrase = text[start:end]
            if end <= len(text) and phrase in self._meanings and not (first.isascii() and _is_latin(text[end : end + 1])):
                return end, self._meanings[phrase]
        return None

    @functools.cached_property
    def _begin(self) -> re.Pattern[str]:
        """Finds the characters that phrases begin with; made when a list is first searched, which most lists never are."""
        return re.compile(f"[{''.join(map(re.escape, sorted(self.begins)))}]" if self.begins else "(?!)")

    def next_begin(self, text: str, start: int) -> int:
        """The next place from `start` on at which a phrase could begin; -1 when there is none."""
        found = self._begin.search(text, start)
        return -1 if found is None else found.start()

    def whole(self, text: str) -> T | None:
        """What a text that is one phrase stands for."""
        return self._meanings.get(text)


def _is_latin(c: str) -> bool:
    """Whether a character beside a Latin phrase makes it part of a longer word."""
    return c.isascii() and c.isalnum()


@frozen
class Vocabulary:
    """Every list of the wording files, in both languages."""

    before: Phrases[Wording]
    after: Phrases[Wording]
    growth: Phrases[tuple[Change, bool] | None]
    growth_beside: frozenset[str]
    baselines: Phrases[str]
    comparing: Phrases[str]
    better: frozenset[str]
    periods: Phrases[Period]
    per_period: Phrases[Period]
    each: Phrases[str]
    per_capita: Phrases[str]
    counted_deeds: frozenset[str]
    approximate: Phrases[str]
    approximate_after: Phrases[str]
    joins: Phrases[str]
    nought_of: Phrases[str]
    between: Phrases[str]
    between_after: Phrases[str]
    between_and: Phrases[str]
    nothing: frozenset[str]
    grades: Mapping[str, int]
    bounds: Mapping[str, bool]
    conventional: tuple[str, ...]
    authorities: Mapping[str, Authority]


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read from its files once."""
    files = [word_lists(file) for file in FILES]

    def listed(key: str) -> list[Any]:
        return [item for file in files for item in file.get(key, [])]

    def plain(key: str) -> Phrases[str]:
        return Phrases((word, word) for word in listed(key))

    wordings = [_wording(item) for item in listed("operators")]
    deniable = [one for one in wordings if one.op in _DENIED and not one.inclusive and one.side != "after"]
    wordings += [denied for word in listed("denials") for wording in deniable if (denied := _denied(word, wording))]
    changes: list[tuple[str, tuple[Change, bool] | None]] = [(word, None) for word in listed("not_growth")]
    changes += [(item["phrase"], (item["change"], "weak" in item)) for item in listed("growth")]
    return Vocabulary(
        before=Phrases((w.phrase, w) for w in wordings if w.side != "after"),
        after=Phrases((w.phrase, w) for w in wordings if w.side == "after"),
        growth=Phrases(changes),
        growth_beside=frozenset(item["phrase"] for item in listed("growth") if item.get("weak") == "beside"),
        baselines=Phrases((item["phrase"], item["baseline"]) for item in listed("baselines")),
        comparing=plain("comparing"),
        better=frozenset(listed("better")),
        periods=Phrases((item["phrase"], item["period"]) for item in listed("periods")),
        per_period=Phrases(pair for file in files for pair in file.get("per_period", {}).items()),
        each=plain("each"),
        counted_deeds=frozenset(listed("counted_deeds")),
        per_capita=Phrases(pair for file in files for pair in file.get("per_capita", {}).items()),
        approximate=plain("approximate"),
        approximate_after=plain("approximate_after"),
        joins=plain("joins"),
        nought_of=plain("nought_of"),
        between=plain("between"),
        between_after=plain("between_after"),
        between_and=plain("between_and"),
        nothing=frozenset(listed("nothing")),
        grades=MappingProxyType({word: rank for rank, word in enumerate(listed("grades"))}),
        bounds=MappingProxyType(dict.fromkeys(listed("inclusive"), True) | dict.fromkeys(listed("exclusive"), False)),
        conventional=conventional(),
        authorities=MappingProxyType({a["name"]: Authority(int(a["from"]), a["zh"], a["en"]) for a in listed("authorities")}),
    )


@functools.cache
def conventional() -> tuple[str, ...]:
    """The words of bounds on which authorities differ, those of all languages; also in the vocabulary, which takes longer to make."""
    return tuple(word for file in FILES for word in word_lists(file).get("conventional", []))


def _wording(item: Mapping[str, str]) -> Wording:
    op, side = cast(CompareOp, item["op"]), cast(Side, item["side"])
    return Wording(item["phrase"], op, item["bound"] == "inclusive", side, item.get("authority", ""), "leads" in item)


def _denied(word: str, wording: Wording) -> Wording | None:
    """不得 before 大于 is at most; of what leaves its number out. What is a denial itself (不足) is denied by no short word."""
    if word.isascii() != wording.phrase.isascii():
        return None
    if len(word) == 1 and wording.phrase[0] in "不未达":
        return None
    phrase = f"{word} {wording.phrase}" if word.isascii() else word + wording.phrase
    return Wording(phrase, _DENIED[wording.op], True, wording.side)


_SIGNS = dict(zip("═〜∼～–—―─━‒‐‑﹣−：；，＋「`∶︰﹕﹔﹐﹑￥", "=~~~----------:;,+“':::;,、¥", strict=True))


@functools.cache
def _folds() -> Mapping[int, str]:
    """Plain signs and digits, then plain signs of wordings, then simplified characters: three foldings in one."""
    lines = resources.text("grammar", "characters.txt").splitlines()
    simplified = {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}
    table = {chr(code): plain for code, plain in FOLDS.items()} | _SIGNS
    table = {c: _SIGNS.get(plain, plain) for c, plain in table.items()}
    return {ord(c): simplified.get(plain, plain) for c, plain in (simplified | table).items()}


def folded(text: str) -> str:
    """The text as wordings are looked for in it: plain signs and digits, simplified characters, small Latin letters.

    One character for one; what is shown to anybody is cut from the text as written."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(_folds())


@functools.cache
def _traditional() -> frozenset[str]:
    return frozenset(chr(code) for code, plain in _folds().items() if "\u3400" <= plain <= "\u9fff")


def is_traditional(text: str) -> bool:
    """Whether a text holds a character that is written so in traditional Chinese only."""
    return not _traditional().isdisjoint(text)
