"""The word lists of `words.yaml`, and what they tell of a name, a level or a state."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.vocabulary import folded

_BRACKETS = pattern(r"[(\[][^()\[\]]*[)\]]")


@functools.cache
def lists() -> dict[str, Any]:
    """The lists by name."""
    found: dict[str, Any] = yaml.load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def said(text: str) -> str:
    """A text as words are looked for in it: folded, without the marks around it."""
    return folded(text).strip(" 。.;；,，!！")


def bare(name: str) -> str:
    """A name without what stands in brackets, folded."""
    return _BRACKETS.sub("", folded(name)).strip(" *★☆")


def within(text: str, words: str) -> str:
    """The longest word of a list that stands in a text; Latin ones stand alone. Empty without one.

    >>> within("稳步提升", "vague"), within("健全", "vague")
    ('稳步', '')
    """
    plain = said(text)
    found = [
        word
        for word in lists()[words]
        if (re.search(rf"(?<![-\w]){re.escape(word)}(?![-\w])", plain) if word.isascii() else word in plain)
    ]
    return max(found, key=lambda word: (len(word), -plain.find(word)), default="")


def whole(text: str, words: str) -> bool:
    """Whether a text is a word of a list and nothing else."""
    return said(text) in lists()[words]


def ending(name: str, words: str) -> str:
    """The longest word of a list that a name ends with; empty without one.

    >>> ending("设备验收合格率(%)", "bounded")
    '合格率'
    """
    return ending_of(name, lists()[words])


def ending_of(name: str, words: Iterable[str]) -> str:
    """The longest of the words that a name ends with; Latin ones stand alone."""
    plain = bare(name)
    found = [w for w in words if plain.endswith(w) and (not w.isascii() or plain == w or plain[: -len(w)].endswith(" "))]
    return max(found, key=len, default="")


def vague(level: str, text: str = "") -> bool:
    """Whether a degree has no line that anybody has set: 稳步提升, 效果明显, 好.

    >>> vague("稳步提升"), vague("好"), vague("良好", "效果良好"), vague("良好"), vague("制度健全且执行有效")
    (True, True, True, False, False)
    """
    if within(f"{level} {text}", "defined"):
        return False
    return bool(within(level, "vague")) or whole(level, "vague_alone") or bool(within(text, "impressions"))
