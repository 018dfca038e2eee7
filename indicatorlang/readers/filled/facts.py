"""What is said of a project around its tables: labels with their values, the year in a title, goals told at length."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from indicatorlang.lazily import pattern
from indicatorlang.model.filled import Fact
from indicatorlang.readers.filled.folding import fold


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    """The words of `labels.txt` by what they are, folded."""
    found: dict[str, set[str]] = {}
    for line in (Path(__file__).parent / "labels.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            kind, word = line.split(None, 1)
            found.setdefault(kind, set()).add(fold(word))
    return {kind: frozenset(words) for kind, words in found.items()}


@functools.cache
def _labels() -> Mapping[str, Fact]:
    return {word: fact for fact in get_args(Fact) for word in _words().get(fact, ())}


def is_word(kind: str, text: str) -> bool:
    """Whether a text is one of the words of a kind, such as `goals` or `total`."""
    return len(text) <= 24 and bare(text) in _words()[kind]


_COLON = {0xFF1A: ":"}
_TOLD_TOTAL = pattern(r"([^:]{2,20}):\s{0,5}(\d{1,4}(?:\.\d{1,10})?)\s{0,5}分?")
_TITLE_YEAR = pattern(r"((?:19|20)\d\d)(?:年度?)?")
_UNIT_IN_BRACKETS = pattern(r"\((?:单位[:：])?(亿元|百万元|万元|千元|百元|元)\)")
_UNIT_SAID = pattern(r"(?:金额|资金|计量|货币)?单位[:：](?:人民币)?(亿元|百万元|万元|千元|百元|元)")
_SAID = pattern(
    r"(?P<label>[^\s:：]{2,10}(?:[(（][^()（）]{1,10}[)）])?)[:：][ \t\u3000]*(?P<value>[^\s:：]{1,60}(?![^\s:：]{0,10}[:：]))?"
)
_NOTE = pattern(
    r"(?:注|备注|说明|填表说明|填报说明|填写说明)(?:[\d一二三四五]{0,2})[:：.、]|[①②③④]|\*|\d{1,2}[.、．](?!\d)|[(]\d{1,2}[)]"
)
_TITLE_YEARS = pattern(r"(?:19|20)\d\d年?(?:[-—–~～至到]{1,2})(?:19|20)\d\d")


@functools.lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """A label for comparison: folded, without the colon behind it and what stands in front to number it."""
    if text.isascii() and not text[:1].isalpha():
        return text
    return re.sub(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]", "", fold(text)).strip(":： ")


def fact_of(text: str) -> Fact | None:
    """The fact that a label announces; None when it is no label."""
    return _labels().get(bare(text)) if len(text) <= 20 else None


def is_label(text: str) -> bool:
    """Whether a cell says what the cell beside it is about."""
    return fact_of(text) is not None or is_word("label", text)


def said_in(cells: Sequence[str]) -> Iterator[tuple[Fact, str]]:
    """The facts that a row states: a label and the next cell, or both in one cell."""
    filled = [(i, cell.strip()) for i, cell in enumerate(cells) if cell.strip()]
    skip = -1
    for place, (i, text) in enumerate(filled):
        fact = fact_of(text)
        if i == skip:
            continue
        if fact is not None:
            if place + 1 < len(filled) and not is_label(filled[place + 1][1]):
                skip = filled[place + 1][0]
                yield fact, filled[place + 1][1]
            continue
        yield from _inside(text)


def _inside(text: str) -> Iterator[tuple[Fact, str]]:
    if len(text) > 400:
        return
    folded = fold(text)
    unit = _UNIT_SAID.search(folded) or (_UNIT_IN_BRACKETS.search(folded) if len(folded) <= 30 else None)
    if unit is not None:
        yield "money_unit", unit[1]
    if not re.search("[:：]", text):
        return
    for found in _SAID.finditer(text):
        fact = fact_of(found["label"])
        if fact is not None and found["value"]:
            yield fact, found["value"].strip()


def year_of_title(text: str) -> str:
    """The year that a title or `（2022年度）` names; else empty."""
    folded = fold(text)
    found = None if _TITLE_YEARS.search(folded) else _TITLE_YEAR.search(folded)
    named = found is not None and (is_title(text) or re.fullmatch(r"[(]?(?:19|20)\d\d年?度?[)]?", folded) is not None)
    return found[1] if named and found is not None else ""


def is_title(text: str) -> bool:
    """Whether a text that stands alone in its row is the title of a form."""
    folded = re.sub(r"\([^()]{0,30}\)$", "", fold(text))
    return len(folded) <= 60 and folded.endswith(tuple(_words()["title"])) and not is_note(text)


def is_year_line(text: str) -> bool:
    """Whether a text is nothing but the year of a form: （2022年度）."""
    return re.fullmatch(r"[(]?(?:19|20)\d\d年?度?[)]?", fold(text)) is not None


def is_note(text: str) -> bool:
    """Whether a row that begins like this is a remark below the table, or told at length."""
    return _NOTE.match(fold(text)) is not None or is_word("tail", text)


def is_told(text: str) -> bool:
    """Whether a cell begins with a label and a colon: 填报人：…, 评价结论：…"""
    if ":" not in text and "：" not in text:
        return False
    label, colon, _ = text.translate(_COLON).partition(":")
    return bool(colon) and (is_label(label) or is_word("tail", label))


def is_total(text: str) -> bool:
    """Whether a label is that of the sum of a table: 总分（100分）."""
    return len(text) <= 20 and re.sub(r"\([^()]{0,12}\)", "", bare(text)) in _words()["total"]


def told_total(text: str) -> tuple[str, str] | None:
    """The label and the points of a sum told in one cell: 总分：98.67分."""
    found = _TOLD_TOTAL.fullmatch(text.strip().translate(_COLON))
    return (found[1].strip(), found[2]) if found is not None and is_total(found[1]) else None


def is_subtotal(text: str) -> bool:
    """Whether a label is that of the sum of a part."""
    return len(text) <= 12 and is_word("subtotal", text)
