"""What the parser builds: one method a grammar rule, one node class a method (`and_` for `And` and so on).

The methods run while the parser works, on its flat list of words and finished nodes, so nothing here recurses. They hold no
state, so one parser can serve several threads. A mistake that the grammar cannot see (a suffix said twice) leaves the
parser as `Refused`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import attrs

from indicatorlang.diagnostics import Diagnostic, Span
from indicatorlang.lazily import frozen
from indicatorlang.syntax import character_problems, problems, stop_problems, tree
from indicatorlang.syntax.first_look import GROUPING
from indicatorlang.syntax.words import COMPARISONS, is_reserved

if TYPE_CHECKING:
    from lark import Token

Child = Any
"""A token of lark, a node, or the `Tail` of a comparison."""

_SIGN = {spelling: cast(tree.CompareOp, sign) for sign, spellings in COMPARISONS.items() for spelling in spellings}
_EVERY: dict[str, tree.Cadence] = {"每天": "day", "每周": "week", "每月": "month", "每季度": "quarter"}


class Refused(Exception):
    """A mistake found while building; never leaves the room."""

    def __init__(self, problem: Diagnostic, span: Span) -> None:
        super().__init__(problem)
        self.problem, self.span = problem, span


@frozen
class Tail:
    """The suffixes of one comparison and the milestones behind its date."""

    suffixes: tree.Suffixes
    milestones: tuple[tree.Milestone, ...]
    span: Span


_BUILT = (tree.Node, Tail)


def span_of(child: Child) -> Span:
    """Where a word or a node stands."""
    return child.span if isinstance(child, _BUILT) else Span(child.start_pos, child.end_pos)


def _whole(children: list[Child]) -> Span:
    first, last = children[0], children[-1]
    start = first.span.start if isinstance(first, _BUILT) else first.start_pos
    return Span(start, last.span.end if isinstance(last, _BUILT) else last.end_pos)


def _kind(child: Child) -> str:
    """The kind of a word; empty for nodes."""
    return getattr(child, "type", "")


def _word(children: list[Child], *kinds: str) -> Token | None:
    for child in children:
        if not isinstance(child, _BUILT) and child.type in kinds:
            return cast("Token", child)
    return None


def _before(children: list[Child], word: Child) -> tree.Expression | None:
    """The subject: the node before the keyword, if there is one. Baselines (`over X`) stand before `grows`, not first."""
    first = children[0]
    return cast(tree.Expression, first) if first is not word and isinstance(first, tree.Node) else None


def _tail(children: list[Child]) -> Tail:
    last = children[-1]
    return last if isinstance(last, Tail) else Tail(tree.NO_SUFFIX, (), span_of(last))


def _without_milestones(children: list[Child]) -> tree.Suffixes:
    tail = _tail(children)
    if tail.milestones:
        _refuse_milestones(children, tail.milestones)
    return tail.suffixes


def _refuse_milestones(children: list[Child], milestones: tuple[tree.Milestone, ...]) -> None:
    word = next(c for c in children if _kind(c) not in ("", "LPAR"))
    raise Refused(problems.MilestoneMisplaced(got=word.value), milestones[0].span)


class Builder:
    """Makes nodes of what the parser recognised; see the grammar rules of the same names."""

    def amount(self, words: list[Child]) -> tree.Amount:
        first, last = words[0], words[-1]
        minus = first.type == "MINUS"
        number = words[1] if minus else first
        text = number.value.replace(GROUPING, "")
        if "/" in text and not int(text.split("/")[1]):
            raise Refused(character_problems.ZeroDenominator(got=text), span_of(number))
        unit = last.value if last is not number else ""
        if unit and is_reserved(unit):
            raise Refused(problems.GluedKeyword(word=text + unit, fix=f"{text} {unit}"), _whole(words))
        if unit and last.start_pos - number.end_pos > 1:
            raise Refused(problems.UnitApart(number=text, unit=unit), span_of(last))
        return tree.Amount(f"-{text}" if minus else text, unit, span=Span(first.start_pos, last.end_pos))

    def name(self, words: list[Child]) -> tree.Name:
        (word,) = words
        quoted = word.type == "QUOTED"
        text = word.value[1:-1].strip() if quoted else word.value
        return tree.Name(text, quoted, span=Span(word.start_pos, word.end_pos))

    def day(self, words: list[Child]) -> tree.Day:
        (word,) = words
        return tree.Day(word.value, span=Span(word.start_pos, word.end_pos))

    def negative(self, children: list[Child]) -> tree.Negative:
        return tree.Negative(children[-1], span=_whole(children))

    def arithmetic(self, children: list[Child]) -> tree.Arithmetic:
        left, op, right = children
        return tree.Arithmetic(cast(tree.ArithmeticOp, op.value), left, right, span=_whole(children))

    def call(self, children: list[Child]) -> tree.Call:
        arguments = tuple(c for c in children if isinstance(c, tree.Node))
        return tree.Call(children[0].value, cast(Any, arguments), span=_whole(children))

    def group(self, children: list[Child]) -> tree.Node:
        node: tree.Node = children[1]
        return attrs.evolve(node, span=_whole(children))

    def milestone(self, children: list[Child]) -> tree.Milestone:
        amount, *rest = (c for c in children if isinstance(c, tree.Node))
        day = cast(tree.Day, rest[0])
        return tree.Milestone(cast(tree.Expression, amount), day, span=_whole(children[1:]))

    def suffixes(self, children: list[Child]) -> Tail:
        found: dict[str, Any] = {}
        milestones: list[tree.Milestone] = []
        slot, word = "", children[0]
        for child in children:
            if isinstance(child, tree.Node):
                if isinstance(child, tree.Milestone):
                    milestones.append(child)
                else:
                    _put(found, slot, child, word)
                continue
            kind = child.type
            if kind in ("BY", "BEFORE", "ON", "FOR", "SHARE", "EVERY"):
                slot, word = {"BY": "by", "BEFORE": "by", "ON": "on"}.get(kind, "share"), child
            elif kind in ("OF", "LPAR"):
                slot = "records"
            elif kind == "CADENCE":
                if child.value == "period":
                    raise Refused(
                        stop_problems.MissingCadence(got=child.value, before=word.value),
                        span_of(child),
                    )
                _put(found, "every", child.value, word)
            elif kind == "EVERY_ZH":
                _put(found, "every", _EVERY[child.value], child)
        span = _whole(children)
        return Tail(tree.Suffixes(**found, span=span), tuple(milestones), span)

    def comparison(self, children: list[Child]) -> tree.Comparison:
        at = next(at for at, child in enumerate(children) if _kind(child) == "COMPARE")
        sign = children[at]
        tail = _tail(children)
        tolerance = children[at + 3] if len(children) > at + 3 and _kind(children[at + 2]) == "PLUS_MINUS" else None
        if tail.milestones and tolerance is not None:
            _refuse_milestones(children[at + 2 :], tail.milestones)
        return tree.Comparison(
            _before(children, sign),
            _SIGN[sign.value],
            children[at + 1],
            tolerance,
            tail.milestones,
            tail.suffixes,
            span=_whole(children),
        )

    def within(self, children: list[Child]) -> tree.Within:
        word = _word(children, "IN")
        opening, low, _, high, closing = children[(at := children.index(word) + 1) : at + 5]
        return tree.Within(
            _before(children, word),
            low,
            high,
            _kind(opening) == "LSQB",
            _kind(closing) == "RSQB",
            _without_milestones(children),
            span=_whole(children),
        )

    def is_(self, children: list[Child]) -> tree.Is:
        word = _word(children, "IS")
        level = children[children.index(word) + 1]
        return tree.Is(_before(children, word), level, _without_milestones(children), span=_whole(children))

    def done(self, children: list[Child]) -> tree.Done:
        word = _word(children, "DONE")
        return tree.Done(_before(children, word), _without_milestones(children), span=_whole(children))

    def growth(self, children: list[Child]) -> tree.Growth:
        word = _word(children, "GROWS", "FALLS")
        overs = [c for c in children if _kind(c) == "OVER"]
        if len(overs) > 1:
            raise Refused(problems.SuffixTwice(word=overs[1].value), span_of(overs[1]))
        sign = _word(children, "COMPARE")
        return tree.Growth(
            _before(children, word),
            "grows" if _kind(word) == "GROWS" else "falls",
            _SIGN[sign.value] if sign is not None else None,
            children[children.index(sign) + 1] if sign is not None else None,
            children[children.index(overs[0]) + 1] if overs else None,
            _without_milestones(children),
            span=_whole(children),
        )

    def trend(self, children: list[Child]) -> tree.Trend:
        word = _word(children, "RISES", "DROPS", "RISES_ZH", "DROPS_ZH")
        direction: Literal["rises", "drops"] = "rises" if _kind(word).startswith("RISES") else "drops"
        cadence, chinese = _word(children, "CADENCE"), _word(children, "EVERY_ZH")
        each: tree.Cadence | None = None
        if cadence is not None and cadence.value != "period":
            each = cast(tree.Cadence, cadence.value)
        elif chinese is not None:
            each = _EVERY[chinese.value]
        return tree.Trend(_before(children, word), direction, each, _without_milestones(children), span=_whole(children))

    def and_(self, children: list[Child]) -> tree.And:
        return tree.And(_parts(children), span=_whole(children))

    def or_(self, children: list[Child]) -> tree.Or:
        return tree.Or(_parts(children), span=_whole(children))

    def not_(self, children: list[Child]) -> tree.Not:
        return tree.Not(children[-1], span=_whole(children))


def _parts(children: list[Child]) -> tuple[tree.Condition, ...]:
    return tuple(cast(tree.Condition, c) for c in children if isinstance(c, tree.Node))


def _put(found: dict[str, Any], slot: str, value: Any, word: Child) -> None:
    if slot in found:
        raise Refused(problems.SuffixTwice(word=word.value), span_of(word))
    found[slot] = value
