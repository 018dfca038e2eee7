"""One value that a test expects, typed by its key: exactly this, none, one of several, above a bound, or within two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import get_args

from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.comparison import Op
from indicatorlang.model.expected import (
    Absent,
    Between,
    Compared,
    Contains,
    Exactly,
    Fact,
    OneOf,
    Wanted,
    Words,
)
from indicatorlang.model.number import exact
from indicatorlang.model.period import parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Found, a_choice, form_of, is_blank, short
from indicatorlang.resolve.keys import Key
from indicatorlang.resolve.keys.choices import YES
from indicatorlang.resolve.testing.ground import Ground
from indicatorlang.resolve.testing.problems import ExpectedUnread, Kind, UnknownGrade
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar, Sequence

NONE = ("无", "none", "null", "没有")
DONE = {
    **dict.fromkeys(("完成", "已完成", "是", "done", "yes"), "done"),
    **dict.fromkeys(("未完成", "否", "not done", "no"), "not done"),
}
CONTAINS = ("headline", "explanation")
"""Fields of which a test says only some words."""
AT_LEAST = ("diagnostics", "assumed")
"""Lists of which a test may name a part."""
MAX_LENGTH = 400
_SIGNED = pattern(r"(>=|<=|==|!=|>|<|≥|≤|≠|＝|=)\s*(.*)", re.DOTALL)
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "＝": "==", "=": "=="}
WIDE = str.maketrans("＞＜％．－０１２３４５６７８９", "><%.-0123456789")
_POINTS = pattern(r"(?<=\d)\s*分$")


def is_none(node: Node) -> bool:
    """Whether the author says that there is nothing: 无."""
    return isinstance(node, Scalar) and node.text.strip().lower() in NONE


def wanted_value(key: Key, node: Node, label: str, ground: Ground) -> Wanted | None:
    """What the value under a key of a simple field means; None when it means nothing, which has been reported."""
    if key.shape == "list":
        return _words(key, node, label, ground)
    if key.shape != "choice" and key.shape != "yes" and is_none(node):
        return Absent()
    if isinstance(node, Sequence) and key.name in CONTAINS:
        texts = [_text(item, label, ground.found) for item in node.items]
        return None if None in texts else Contains(tuple(text for text in texts if text is not None))
    if isinstance(node, Sequence) and key.several:
        choices = [wanted_value(key, item, label, ground) for item in node.items]
        return None if None in choices else OneOf(tuple(choice for choice in choices if choice is not None))
    if not isinstance(node, Scalar):
        ground.add(problems.WrongForm(key=short(label), wanted="text", got=form_of(node), place=node.place))
        return None
    return _scalar(key, node, label, ground)


def _scalar(key: Key, scalar: Scalar, label: str, ground: Ground) -> Wanted | None:
    text = scalar.text.strip()
    match key.shape:
        case "choice":
            if is_none(scalar) and key.name in ("colour", "pace", "aggregate"):
                return Absent()
            word = a_choice(scalar, label, key.choices, ground.found)
            return None if word is None else Exactly(word)
        case "yes":
            word = a_choice(scalar, label, YES, ground.found)
            return None if word is None else Exactly(word == "true")
        case "number" if key.name == "interval":
            return _ranged(scalar, label, "interval", exact, ground, whole=True)
        case "number":
            return _ranged(scalar, label, "number", points, ground)
        case "day":
            return _ranged(scalar, label, "day", lambda part: _day(part, ground), ground)
        case "quantity":
            level = key.name == "value"
            return _ranged(scalar, label, "quantity", lambda part: _amount(part, ground, level), ground)
    if key.name in CONTAINS:
        return Contains((text,))
    if key.name == "grade" and text not in ground.grades:
        ground.add(UnknownGrade(value=short(text), known=ground.grades, place=scalar.place))
        return None
    if key.name == "period":
        period = parse_period(text, ground.span) if len(text) <= MAX_LENGTH else None
        return Exactly(period.text if period is not None else text)
    return Exactly(text)


def _ranged(
    scalar: Scalar, label: str, kind: Kind, read: Callable[[str], Fact | None], ground: Ground, *, whole: bool = False
) -> Wanted | None:
    """A value, one behind a sign of comparison, or two with `..` between them. `whole`: only the two, and they are the value."""
    text = scalar.text.strip().translate(WIDE)
    signed = _SIGNED.fullmatch(text)
    found: Wanted | None = None
    if len(text) > MAX_LENGTH:
        found = None
    elif ".." in text:
        low, _, high = text.partition("..")
        ends = _same_unit(read(low.strip()), read(high.strip()))
        found = None if ends is None else Between(*ends)
    elif whole:
        found = None
    elif signed is not None:
        bound = read(signed[2].strip())
        sign = _SIGNS.get(signed[1], signed[1])
        op: Op = next(op for op in get_args(Op) if op == sign)
        found = None if bound is None else Exactly(bound) if op == "==" else Compared(op, bound)
    else:
        fact = read(text)
        found = None if fact is None else Exactly(fact)
    if found is None:
        ground.add(ExpectedUnread(key=short(label), value=short(scalar.text), wanted=kind, place=scalar.place))
    return found


def _same_unit(low: Fact | None, high: Fact | None) -> tuple[Fact, Fact] | None:
    """Both ends; the unit written behind the second one (0..30 家) is that of the first too."""
    if low is None or high is None or type(low) is not type(high):
        return None
    if isinstance(low, Quantity) and isinstance(high, Quantity) and low.unit == PLAIN:
        low = Quantity(low.number, high.unit, low.places)
    return low, high


def points(text: str) -> Fact | None:
    """A number; points may be said behind it: 27.5分."""
    return exact(_POINTS.sub("", text))


def _day(text: str, ground: Ground) -> Fact | None:
    period = parse_period(text, ground.span)
    return None if period is None else period.end


def _amount(text: str, ground: Ground, or_word: bool) -> Fact | None:
    """A quantity; where a value may be something else (`or_word`) a day, a level, or whether it is done."""
    quantity = parse_quantity(text, ground.found.units)
    if quantity is not None or not or_word:
        return quantity
    period = parse_period(text)
    if period is not None:
        return period.end
    if text.lower() in DONE:
        return DONE[text.lower()]
    levels: Iterable[str] = (level.name for scale in ground.every_scale() if (level := scale.find(text)) is not None)
    return next(iter(levels), None)


def _words(key: Key, node: Node, label: str, ground: Ground) -> Wanted | None:
    """A list of words; one alone is a list of one, 无 the empty one."""
    if is_none(node):
        return Words(())
    items = node.items if isinstance(node, Sequence) else (node,)
    texts = [_text(item, label, ground.found) for item in items if not is_blank(item)]
    if None in texts:
        return None
    words = [text for text in texts if text is not None]
    if key.name in ("vetoed_by", "vetoes"):
        named = [ground.row(item) for item in items if isinstance(item, Scalar)]
        words = [row.id for row in named if row is not None]
    elif key.name == "blanks":
        periods = [parse_period(word, ground.span) for word in words]
        words = [word if period is None else period.text for word, period in zip(words, periods, strict=True)]
    return Words(tuple(words), whole=key.name not in AT_LEAST)


def _text(node: Node, label: str, found: Found) -> str | None:
    if isinstance(node, Scalar):
        return node.text.strip()
    found.add(problems.WrongForm(key=short(label), wanted="text", got=form_of(node), place=node.place))
    return None


def written(node: Node) -> str:
    """The value as the author wrote it, in one line."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{entry.key.text}: {written(entry.value)}" for entry in node.entries) + "}"
    return "[" + ", ".join(written(item) for item in node.items) + "]"
