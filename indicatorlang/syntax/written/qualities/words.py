"""The words of texts without numbers, `grammar/qualities.zh.yaml` and the same lists of `grammar/words.en.yaml`.

What each list means is said in the file; what they mean together, in `quality.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from indicatorlang.lazily import frozen
from indicatorlang.syntax.lists import word_lists
from indicatorlang.syntax.written.vocabulary import Phrases

FILES = ("qualities.zh.yaml", "words.en.yaml")


@frozen
class QualityWords:
    """Every list, ready to be asked about a place of a folded text."""

    whole: frozenset[str]
    first: Phrases[str]
    within: Phrases[str]
    last: Phrases[str]
    lead_ins: Phrases[str]
    denying: Phrases[str]
    not_denied: Phrases[str]
    doubled: frozenset[str]
    called: Phrases[str]
    short_deeds: frozenset[str]
    settled_by: Phrases[str]
    occurring: Phrases[str]
    ills: Phrases[str]
    sayings: dict[str, tuple[str, ...]]
    not_sayings: Phrases[str]
    times: frozenset[str]
    yardsticks: Phrases[str]
    classes: Phrases[str]
    before_class: Phrases[str]
    behind_class: Phrases[str]
    degrees: Phrases[str]
    degrees_whole: frozenset[str]
    objects: Phrases[str]
    also_verbs: Phrases[str]
    nouns_alike: frozenset[str]
    name_heads: Phrases[str]
    tells: Phrases[str]
    having: Phrases[str]
    described: Phrases[str]
    modifiers: Phrases[str]
    adverbs: Phrases[str]
    manners: Phrases[str]
    not_adverbs: Phrases[str]
    degree_characters: frozenset[str]


@functools.cache
def quality_words() -> QualityWords:
    """The words, read from their files once."""
    files = [word_lists(file) for file in FILES]

    def listed(key: str) -> list[str]:
        return [item for file in files for item in file.get(key, [])]

    def part(group: str, key: str) -> list[str]:
        return [item for file in files for item in file.get(group, {}).get(key, [])]

    # An English degree stands where it likes (improved access), so all of them may have an object behind them.
    english = [word for word in listed("degrees") if word.isascii()]
    return QualityWords(
        whole=frozenset(part("states", "whole")),
        first=_plain(part("states", "first")),
        within=_plain(part("states", "within")),
        last=_plain(part("states", "last")),
        lead_ins=_plain(listed("lead_ins")),
        denying=_plain(listed("denying")),
        not_denied=_plain(listed("not_denied")),
        doubled=frozenset(listed("doubled")),
        called=_plain(listed("called")),
        short_deeds=frozenset(listed("short_deeds")),
        settled_by=_plain(listed("settled_by")),
        occurring=_plain(listed("occurring")),
        ills=_plain(listed("ills")),
        sayings=_by_first(listed("sayings")),
        not_sayings=_plain(listed("not_sayings")),
        times=frozenset(listed("times")),
        yardsticks=_plain(listed("yardsticks")),
        classes=_plain(part("classes", "words")),
        before_class=_plain(part("classes", "before")),
        behind_class=_plain(part("classes", "behind")),
        degrees_whole=frozenset(listed("degrees")),
        degrees=_plain([*listed("degrees"), *listed("tendencies")]),
        objects=_plain([*listed("tendencies"), *english]),
        nouns_alike=frozenset(listed("nouns_alike")),
        name_heads=_plain(listed("name_heads")),
        tells=_plain(listed("tells")),
        also_verbs=_plain(listed("also_verbs")),
        having=_plain(listed("having")),
        described=_plain(listed("described")),
        modifiers=_plain(listed("modifiers")),
        adverbs=_plain(listed("adverbs")),
        manners=_plain(listed("manners")),
        not_adverbs=_plain(listed("not_adverbs")),
        degree_characters=frozenset(listed("degree_characters")),
    )


def _plain(words: Iterable[str]) -> Phrases[str]:
    return Phrases((word, word) for word in words)


def _by_first(shapes: list[str]) -> dict[str, tuple[str, ...]]:
    """Shapes by the character that they begin with."""
    return {first: tuple(shape for shape in shapes if shape[0] == first) for first in {shape[0] for shape in shapes}}
