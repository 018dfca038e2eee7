"""Tree → canonical text, in English or Chinese keywords. Reading the text again gives an equal tree.

Signs are the ASCII ones in both languages, one blank stands around every word and sign, brackets stand only where the tree
would otherwise be read differently, and a name is quoted only when it must be.

Nothing here recurses deeper than the tree, and `from_text` makes no tree deeper than `problems.MAX_DEPTH`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from indicatorlang.diagnostics import Lang
from indicatorlang.syntax import tree
from indicatorlang.syntax.words import KEYWORDS, name_text

Printer = Callable[[Any, Lang], str]

# How tightly a node holds together; a looser one inside a tighter one stands in brackets.
_OR, _AND, _NOT, _CONDITION, _SUM, _PRODUCT, _UNARY, _ATOM = range(8)


def to_text(node: tree.Node, lang: Lang = "en") -> str:
    """The canonical text of a condition, an expression or a part of one, with the keywords of `lang`."""
    return _PRINTERS[type(node)](node, lang)


def _tightness(node: tree.Node) -> int:
    if isinstance(node, tree.Arithmetic):
        return _SUM if node.op in "+-" else _PRODUCT
    return _TIGHTNESS.get(type(node), _ATOM)


_TIGHTNESS: dict[type[tree.Node], int] = {
    tree.Or: _OR,
    tree.And: _AND,
    tree.Not: _NOT,
    tree.Negative: _UNARY,
    **dict.fromkeys((tree.Comparison, tree.Within, tree.Is, tree.Done, tree.Growth, tree.Trend), _CONDITION),
}


def _inside(node: tree.Node, lang: Lang, at_least: int) -> str:
    text = to_text(node, lang)
    return text if _tightness(node) >= at_least else f"({text})"


def _word(english: str, lang: Lang) -> str:
    return english if lang == "en" else KEYWORDS[english]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


# Expressions


def _amount(node: tree.Amount, lang: Lang) -> str:
    return node.number + ("" if not node.unit or node.unit[0] in "%‰‱" else " ") + node.unit


def _name(node: tree.Name, lang: Lang) -> str:
    return name_text(node.text)


def _day(node: tree.Day, lang: Lang) -> str:
    return node.text


def _negative(node: tree.Negative, lang: Lang) -> str:
    # A sign directly before a number would be read as part of the number, and dates take no sign.
    plain = isinstance(node.operand, tree.Name | tree.Call)
    return f"-{to_text(node.operand, lang)}" if plain else f"-({to_text(node.operand, lang)})"


def _arithmetic(node: tree.Arithmetic, lang: Lang) -> str:
    own = _tightness(node)
    return f"{_inside(node.left, lang, own)} {node.op} {_inside(node.right, lang, own + 1)}"


def _call(node: tree.Call, lang: Lang) -> str:
    last = len(node.arguments) - 1
    arguments = [
        # A comma behind a date would start the next milestone.
        f"({to_text(a, lang)})" if at < last and _ends_with_date(a) else to_text(a, lang)
        for at, a in enumerate(node.arguments)
    ]
    return f"{node.function}({', '.join(arguments)})"


def _ends_with_date(node: tree.Node) -> bool:
    while isinstance(node, tree.And | tree.Or | tree.Not):
        node = node.part if isinstance(node, tree.Not) else node.parts[-1]
    return getattr(node, "suffixes", tree.NO_SUFFIX).by is not None


# Conditions


def _subject(node: Any, lang: Lang) -> str:
    return "" if node.subject is None else to_text(node.subject, lang)


def _due(day: tree.Day, lang: Lang) -> str:
    return f"{_word('by', lang)} {day.text}"


def _suffixes(node: tree.Suffixes, lang: Lang, milestones: Sequence[tree.Milestone] = ()) -> str:
    parts = []
    if node.by is not None:
        parts.append(", ".join([_due(node.by, lang), *(to_text(m, lang) for m in milestones)]))
    if node.on is not None:
        parts.append(f"{_word('on', lang)} {to_text(node.on, lang)}")
    if node.share is not None:
        parts.append(f"{_word('for', lang)} {to_text(node.share, lang)}")
        if node.records is not None:
            name = to_text(node.records, lang)
            parts.append(f"of {name}" if lang == "en" else f"({name})")
    if node.every is not None:
        parts.append(_word(f"every {node.every}", lang))
    return " ".join(parts)


def _milestone(node: tree.Milestone, lang: Lang) -> str:
    return f"{to_text(node.amount, lang)} {_due(node.by, lang)}"


def _comparison(node: tree.Comparison, lang: Lang) -> str:
    tolerance = "" if node.tolerance is None else f"± {to_text(node.tolerance, lang)}"
    rest = _suffixes(node.suffixes, lang, node.milestones)
    return _joined(_subject(node, lang), node.op, to_text(node.bound, lang), tolerance, rest)


def _within(node: tree.Within, lang: Lang) -> str:
    ends = f"{to_text(node.low, lang)}, {to_text(node.high, lang)}"
    interval = ("[" if node.low_closed else "(") + ends + ("]" if node.high_closed else ")")
    return _joined(_subject(node, lang), _word("in", lang), interval, _suffixes(node.suffixes, lang))


def _is(node: tree.Is, lang: Lang) -> str:
    return _joined(_subject(node, lang), _word("is", lang), to_text(node.level, lang), _suffixes(node.suffixes, lang))


def _done(node: tree.Done, lang: Lang) -> str:
    return _joined(_subject(node, lang), _word("done", lang), _suffixes(node.suffixes, lang))


def _growth(node: tree.Growth, lang: Lang) -> str:
    amount = "" if node.op is None or node.amount is None else f"{node.op} {to_text(node.amount, lang)}"
    over = "" if node.over is None else f"{_word('over', lang)} {to_text(node.over, lang)}"
    # `grows >= 5% over 上年`, but 比 上年 增长 >= 5%: each as its language says it.
    middle = (node.direction, amount, over) if lang == "en" else (over, _word(node.direction, lang), amount)
    return _joined(_subject(node, lang), *middle, _suffixes(node.suffixes, lang))


def _trend(node: tree.Trend, lang: Lang) -> str:
    trend = f"{node.direction} each {node.each or 'period'}"
    if lang == "zh":
        trend = KEYWORDS[f"{node.direction} each period"]
        trend += "" if node.each is None else f" {KEYWORDS[f'every {node.each}']}"
    return _joined(_subject(node, lang), trend, _suffixes(node.suffixes, lang))


def _and(node: tree.And, lang: Lang) -> str:
    return f" {_word('and', lang)} ".join(_inside(part, lang, _AND + 1) for part in node.parts)


def _or(node: tree.Or, lang: Lang) -> str:
    return f" {_word('or', lang)} ".join(_inside(part, lang, _OR + 1) for part in node.parts)


def _not(node: tree.Not, lang: Lang) -> str:
    return f"{_word('not', lang)} {_inside(node.part, lang, _NOT)}"


_PRINTERS: dict[type[tree.Node], Printer] = {
    tree.Amount: _amount,
    tree.Name: _name,
    tree.Day: _day,
    tree.Negative: _negative,
    tree.Arithmetic: _arithmetic,
    tree.Call: _call,
    tree.Milestone: _milestone,
    tree.Suffixes: _suffixes,
    tree.Comparison: _comparison,
    tree.Within: _within,
    tree.Is: _is,
    tree.Done: _done,
    tree.Growth: _growth,
    tree.Trend: _trend,
    tree.And: _and,
    tree.Or: _or,
    tree.Not: _not,
}
