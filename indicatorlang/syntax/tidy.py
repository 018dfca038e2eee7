"""A target or formula with its blanks and brackets in order, in the words and signs its author chose.

`to_text` has one spelling a language. Here the language is that of the keywords in the text, and whoever wrote `≥` gets `≥`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import pattern
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_expression, strict_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.words import RESERVED

_IN_QUOTES = r"「[^」]*」|`[^`]*`"
_SIGN = pattern(rf"({_IN_QUOTES})|>=|<=|!=")
_WORDS = "|".join(sorted((re.escape(word) for word in RESERVED), key=lambda word: (-len(word), word)))
_KEYWORD = pattern(rf"{_IN_QUOTES}|(?<!\w)({_WORDS})(?!\w)")
_QUOTED = pattern(_IN_QUOTES)
_MATHEMATICAL = {">=": "≥", "<=": "≤", "!=": "≠"}
_WRITTEN_SO = pattern("[≥≧⩾≤≦⩽≠]")


def tidy_target(text: str, lang: Lang = "zh", *, if_meant: Callable[[tree.Condition], bool] = lambda _: True) -> str:
    """A strict target, set in order; any other text, and one that `if_meant` denies, as it is. `lang` decides where no keyword does.

    >>> tidy_target("数量>=500家 截至2019-12")
    '数量 >= 500 家 不晚于 2019-12'
    >>> tidy_target("满意度≥90% and 投诉率 ≤1%")
    '满意度 ≥ 90% and 投诉率 ≤ 1%'
    """
    node = strict_target(text)
    if node is None or not if_meant(node):
        return text
    return _checked(node, text, lang, strict_target)


def tidy_formula(text: str, lang: Lang = "zh") -> str:
    """A formula, set in order; a text that is none as it is.

    >>> tidy_formula("执行数/预算数")
    '执行数 / 预算数'
    """
    node, _ = parse_expression(text)
    return text if node is None else _checked(node, text, lang, lambda tidied: parse_expression(tidied)[0])


def _checked(node: tree.Node, text: str, lang: Lang, read: Callable[[str], Any]) -> str:
    tidied = written_like(text, to_text(node, language_of(text, lang)))
    again = read(tidied)
    return tidied if again == node and _quoted_names(again) == _quoted_names(node) else text


def _quoted_names(node: tree.Node) -> list[bool]:
    """Which of the names stand in quotes: a level in quotes is never taken for a number, so that quotes are kept where they are."""
    return [part.quoted for part in tree.walk(node) if isinstance(part, tree.Name)]


def language_of(text: str, otherwise: Lang) -> Lang:
    """The language of the first keyword in a target; `otherwise` where there is none.

    >>> language_of("数量 ≥ 500 家 不晚于 2019-12", "en"), language_of("数量 >= 500 家 by 2019-12", "zh")
    ('zh', 'en')
    """
    words = (found.group(1) for found in _KEYWORD.finditer(text) if found.group(1))
    word = next(words, None)
    return otherwise if word is None else "en" if word.isascii() else "zh"


def written_like(text: str, canonical: str) -> str:
    """The canonical text with `≥ ≤ ≠` where the author wrote such signs."""
    if not _WRITTEN_SO.search(_QUOTED.sub("", text)):
        return canonical
    return _SIGN.sub(lambda found: found.group(1) or _MATHEMATICAL[found.group()], canonical)
