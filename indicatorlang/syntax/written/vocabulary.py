"""The wordings of `grammar/words.*.yaml`, ready to be found at a place of a text: the longest phrase first, in one step a place.

Also the folding of a text before wordings are looked for: one character for one, so that places stay true.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
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


class Vocabulary:
    """Every list of the wording files, in all languages, each made when it is first asked for: few texts need them all."""

    def __init__(self, files: Iterable[str] = FILES) -> None:
        self._files = [word_lists(file) for file in files]

    def _listed(self, key: str) -> list[Any]:
        return [item for file in self._files for item in file.get(key, [])]

    def _plain(self, key: str) -> Phrases[str]:
        return Phrases((word, word) for word in self._listed(key))

    def _pairs(self, key: str) -> Phrases[Any]:
        return Phrases(pair for file in self._files for pair in file.get(key, {}).items())

    @cached_property
    def _wordings(self) -> list[Wording]:
        stated = [_wording(item) for item in self._listed("operators")]
        deniable = [one for one in stated if one.op in _DENIED and not one.inclusive and one.side != "after"]
        return stated + [d for word in self._listed("denials") for one in deniable if (d := _denied(word, one))]

    @cached_property
    def before(self) -> Phrases[Wording]:
        """Wordings that stand before their number."""
        return Phrases((one.phrase, one) for one in self._wordings if one.side != "after")

    @cached_property
    def after(self) -> Phrases[Wording]:
        """Wordings that stand behind it."""
        return Phrases((one.phrase, one) for one in self._wordings if one.side == "after")

    @cached_property
    def growth(self) -> Phrases[tuple[Change, bool] | None]:
        """Words of growth, and whether they are weak; None for words that only look like one."""
        changes: list[tuple[str, tuple[Change, bool] | None]] = [(word, None) for word in self._listed("not_growth")]
        return Phrases(changes + [(item["phrase"], (item["change"], "weak" in item)) for item in self._listed("growth")])

    @cached_property
    def growth_beside(self) -> frozenset[str]:
        """Words of growth that are weak beside a name."""
        return frozenset(item["phrase"] for item in self._listed("growth") if item.get("weak") == "beside")

    @cached_property
    def baselines(self) -> Phrases[str]:
        """What growth is measured against."""
        return Phrases((item["phrase"], item["baseline"]) for item in self._listed("baselines"))

    @cached_property
    def periods(self) -> Phrases[Period]:
        """Per what a number is."""
        return Phrases((item["phrase"], item["period"]) for item in self._listed("periods"))

    @cached_property
    def comparing(self) -> Phrases[str]:
        """Words that compare with an earlier time."""
        return self._plain("comparing")

    @cached_property
    def each(self) -> Phrases[str]:
        """Words of each and every."""
        return self._plain("each")

    @cached_property
    def approximate(self) -> Phrases[str]:
        """Words of about."""
        return self._plain("approximate")

    @cached_property
    def approximate_after(self) -> Phrases[str]:
        """Words of about behind the number."""
        return self._plain("approximate_after")

    @cached_property
    def joins(self) -> Phrases[str]:
        """Words that join conditions."""
        return self._plain("joins")

    @cached_property
    def nought_of(self) -> Phrases[str]:
        """Words of none."""
        return self._plain("nought_of")

    @cached_property
    def between(self) -> Phrases[str]:
        """Words before a range."""
        return self._plain("between")

    @cached_property
    def between_after(self) -> Phrases[str]:
        """Words behind a range."""
        return self._plain("between_after")

    @cached_property
    def between_and(self) -> Phrases[str]:
        """Words between its ends."""
        return self._plain("between_and")

    @cached_property
    def better(self) -> frozenset[str]:
        """Words of getting better."""
        return frozenset(self._listed("better"))

    @cached_property
    def counted_deeds(self) -> frozenset[str]:
        """Deeds that are counted."""
        return frozenset(self._listed("counted_deeds"))

    @cached_property
    def nothing(self) -> frozenset[str]:
        """Texts that say that there is no target."""
        return frozenset(self._listed("nothing"))

    @cached_property
    def per_period(self) -> Phrases[Period]:
        """Periods behind a unit."""
        return self._pairs("per_period")

    @cached_property
    def per_capita(self) -> Phrases[str]:
        """Words of an amount for each of something."""
        return self._pairs("per_capita")

    @cached_property
    def grades(self) -> Mapping[str, int]:
        """Words of grades, the best first."""
        return MappingProxyType({word: rank for rank, word in enumerate(self._listed("grades"))})

    @cached_property
    def bounds(self) -> Mapping[str, bool]:
        """Words in brackets that say whether the number is included."""
        return MappingProxyType(dict.fromkeys(self._listed("inclusive"), True) | dict.fromkeys(self._listed("exclusive"), False))

    @cached_property
    def conventional(self) -> tuple[str, ...]:
        """The words of bounds on which authorities differ."""
        return tuple(self._listed("conventional"))

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """The sentences of law about bounds, by name."""
        return MappingProxyType({a["name"]: Authority(int(a["from"]), a["zh"], a["en"]) for a in self._listed("authorities")})


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read from its files once."""
    return Vocabulary()


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
