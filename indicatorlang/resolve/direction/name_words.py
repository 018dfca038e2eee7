"""The word lists of `grammar/names.yaml`, ready to be found in a name."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Literal

from indicatorlang.lazily import frozen
from indicatorlang.syntax.lists import word_lists
from indicatorlang.syntax.written.vocabulary import Phrases

Kind = Literal[
    "thing",
    "failing",
    "late",
    "adverb",
    "undone",
    "worn",
    "faint",
    "undoing",
    "repairing",
    "handling",
    "falling",
    "saved",
    "verb",
    "means",
    "absent",
]
BAD: frozenset[Kind] = frozenset(("thing", "failing", "late", "adverb", "undone", "worn", "faint"))
_KINDS: dict[str, Kind] = {
    "verbs": "verb",
    "means": "means",
    "handling": "handling",
    "undoing": "undoing",
    "repairing": "repairing",
    "falling": "falling",
    "saved": "saved",
    "things": "thing",
    "failings": "failing",
    "worn": "worn",
    "faint": "faint",
    "late": "late",
    "adverbs": "adverb",
    "undone": "undone",
    "absent": "absent",
}


@frozen
class NameWords:
    """The lists of `grammar/names.yaml`."""

    hidden: Phrases[str]
    judged: Phrases[Kind]
    events: Phrases[str]
    neutral: Phrases[str]
    wanted: Phrases[str]
    whatever: Phrases[str]
    cost: Phrases[str]
    cost_headings: Phrases[str]
    paid: Phrases[str]
    gained: Phrases[str]
    aside: Phrases[str]
    between: Phrases[str]
    happening: Phrases[str]
    in_time: Phrases[str]
    again: Phrases[str]
    manners: Phrases[str]
    queueing: Phrases[str]
    taking: Phrases[str]
    taking_headings: Phrases[str]
    lasting: Phrases[str]


def found_in(text: str, phrases: Phrases[Any]) -> Iterator[tuple[int, int, Any]]:
    """Place and meaning of each phrase of a list in a text, the longest first, none inside another."""
    at = phrases.next_begin(text, 0)
    while at >= 0:
        found = phrases.at(text, at)
        if found:
            yield at, *found
        at = phrases.next_begin(text, found[0] if found else at + 1)


def first_in(text: str, phrases: Phrases[str]) -> str:
    """The first phrase of a list in a text."""
    return next((text[start:end] for start, end, _ in found_in(text, phrases)), "")


@functools.cache
def name_words() -> NameWords:
    """The lists, read once."""
    lists = {key: _flat(value) for key, value in word_lists("names.yaml").items()}
    judged: list[tuple[str, Kind]] = [(word, kind) for key, kind in _KINDS.items() for word in lists[key]]
    plain = {key: Phrases((word, word) for word in value) for key, value in lists.items() if key not in _KINDS}
    return NameWords(judged=Phrases(judged), **plain)


def _flat(words: list[str] | dict[str, list[str]]) -> list[str]:
    """A list, or all lists of its topics."""
    return words if isinstance(words, list) else [word for topic in words.values() for word in topic]
