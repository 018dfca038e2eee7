"""The words of typed 完成值, `grammar/actuals.yaml`, ready to be looked for in a folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from indicatorlang.lazily import frozen
from indicatorlang.syntax.lists import word_lists
from indicatorlang.syntax.written.vocabulary import vocabulary

FILE = "actuals.yaml"


@frozen
class Words:
    """Every list of the file: those that are whole texts as sets, those that stand somewhere in one as patterns."""

    whole: Mapping[str, frozenset[str]]
    anywhere: Mapping[str, re.Pattern[str]]
    alike: tuple[frozenset[str], ...]
    reaching: Mapping[str, frozenset[str]]
    count_words: tuple[frozenset[str], ...]

    def says(self, key: str, text: str) -> bool:
        """Whether a text is one of the words of a list."""
        return text in self.whole[key]

    def find(self, key: str, text: str, start: int = 0) -> re.Match[str] | None:
        """The first word of a list in a text, the longest of those that begin there."""
        return self.anywhere[key].search(text, start)

    def better(self, word: str) -> frozenset[str]:
        """The degree words that reach a word without being reached by it."""
        return self.reaching.get(word, frozenset())

    def fellows(self, word: str) -> frozenset[str]:
        """The degree words that a word reaches and is reached by, itself among them."""
        return frozenset({word}).union(*(line for line in self.alike if word in line))


@functools.cache
def words() -> Words:
    """The words, read from the file once. What nobody wants to happen is known from the wordings of targets too."""
    lists = dict(word_lists(FILE))
    alike = tuple(frozenset(line) for line in lists.pop("alike"))
    count_words = tuple(frozenset(line) for line in lists.pop("count_words"))
    reaching = {word: frozenset(listed) for word, listed in lists.pop("better").items()}
    # cells are looked at without blanks
    lists = {key: ["".join(word.split()) for word in listed] for key, listed in lists.items()}
    lists["ills"] = [*lists["ills"], *(word for word in _nought_of())]
    return Words(
        MappingProxyType({key: frozenset(listed) for key, listed in lists.items()}),
        MappingProxyType({key: any_of(listed) for key, listed in lists.items()}),
        alike,
        MappingProxyType(reaching),
        count_words,
    )


def _nought_of() -> tuple[str, ...]:
    known = vocabulary().nought_of
    return tuple(word for word in word_lists("words.zh.yaml")["nought_of"] if known.whole(word) is not None)


def any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern of plain words, the longest first."""
    return re.compile("|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)))
