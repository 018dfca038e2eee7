"""What freely written targets were understood as, put down in the strict language: the canonical rewriting of `fmt`.

The 指标值 is the approved text and stays. Where it decides alone, a 判定 is added below it; a 判定 that was written freely is
rewritten and its original stays as a comment. Texts with two readings are left to their author, and so are approved changes of a
row, which go on from what the row demanded before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.indicator import Indicator, Item, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.formatting_problems import TargetNotRewritten, TargetRewritten
from indicatorlang.resolve.keys import SECTIONS, Where, key_of
from indicatorlang.resolve.wording.strict_reading import strictly_meant
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.words import is_plain_name
from indicatorlang.syntax.yaml.tree import Entry, Node, Scalar, Sequence
from indicatorlang.syntax.yaml.tree import Mapping as Pairs

Notes = Mapping[int, str]


@frozen
class Stated:
    """A tree with its targets rewritten, the comments that belong behind its entries, and what is told of it."""

    root: Pairs
    notes: Notes = MappingProxyType({})
    told: tuple[Diagnostic, ...] = ()


Way = Literal["named", "bare", "left"]
"""How a row is rewritten: naming itself before a comparison without a subject, not naming anything, or not at all."""


def stated(root: Pairs, ruleset: Ruleset, holds: Callable[[Pairs], bool]) -> Stated:
    """The tree with every row rewritten that keeps its meaning, which `holds` tells of a whole tree; the others are told."""
    ways: list[Way] = ["named"] * _count(root)
    every = _Writer(ruleset, ways).write(root)
    if not every.told or holds(every.root):
        return every
    for number in range(len(ways)):
        tried: tuple[Way, ...] = ("named", "bare")
        ways[number] = next((way for way in tried if holds(_only(root, ruleset, number, way))), "left")
    some = _Writer(ruleset, ways).write(root)
    return some if holds(some.root) else _Writer(ruleset, ["left"] * len(ways)).write(root)


def _only(root: Pairs, ruleset: Ruleset, number: int, way: Way) -> Pairs:
    ways: list[Way] = ["left"] * _count(root)
    ways[number] = way
    return _Writer(ruleset, ways).write(root).root


def _count(root: Pairs) -> int:
    nodes = (entry.value for entry in root if _is(entry, "ruleset", "indicators"))
    return sum(len(node) for node in nodes if isinstance(node, Sequence))


class _Writer:
    """Rewrites the rows of one file, each in its own way."""

    def __init__(self, ruleset: Ruleset, ways: list[Way]) -> None:
        self.ways = ways
        self.way: Way = "left"
        self.rows = {(row.place.line, row.place.column): row for row in ruleset.indicators if not row.is_budget}
        self.notes: dict[int, str] = {}
        self.told: list[Diagnostic] = []

    def write(self, root: Pairs) -> Stated:
        """The whole tree."""
        entries = tuple(
            attrs.evolve(entry, value=self._rows(entry.value)) if _is(entry, "ruleset", "indicators") else entry for entry in root
        )
        return Stated(attrs.evolve(root, entries=entries), self.notes, tuple(self.told))

    def _rows(self, node: Node) -> Node:
        if not isinstance(node, Sequence):
            return node
        items: list[Node] = []
        for number, item in enumerate(node.items):
            self.way = self.ways[number]
            items.append(self._row(item) if isinstance(item, Pairs) else item)
        return attrs.evolve(node, items=tuple(items))

    def _row(self, row: Pairs) -> Pairs:
        keys = _keys(row, "indicator")
        entry = next((keys[name] for name in ("target", "wording", "name") if _filled(keys.get(name))), None)
        place = None if entry is None else entry.value.place
        indicator = None if place is None else self.rows.get((place.line, place.column))
        if indicator is None or indicator.condition is None:
            return row
        if "items" in keys:
            return self._with_items(row, keys["items"], indicator)
        if not indicator.freely:
            return row
        if any(getattr(part, "due_other", None) is not None for part in conditions(indicator.condition)):
            self._leave(indicator.name, entry, "two-readings")
            return row
        return self._rewritten(row, "indicator", indicator.name, indicator.canonical)

    def _with_items(self, row: Pairs, entry: Entry, indicator: Indicator) -> Pairs:
        if not isinstance(entry.value, Sequence) or len(entry.value.items) != len(indicator.items):
            return row
        pairs = zip(entry.value.items, indicator.items, strict=True)
        items = attrs.evolve(entry.value, items=tuple(self._item(node, item) for node, item in pairs))
        return attrs.evolve(row, entries=tuple(attrs.evolve(e, value=items) if e is entry else e for e in row))

    def _item(self, node: Node, item: Item) -> Node:
        if not isinstance(node, Pairs):
            return node
        keys = _keys(node, "item")
        entry = next((keys[name] for name in ("target", "wording") if _filled(keys.get(name))), None)
        if entry is None or not isinstance(entry.value, Scalar):
            return node
        if any(getattr(part, "due_other", None) is not None for part in conditions(item.condition)):
            self._leave(item.name, entry, "two-readings")
            return node
        written = strict_target(entry.value.text)
        if written is not None and strictly_meant(written):
            return node
        return self._rewritten(node, "item", item.name, item.canonical)

    def _leave(self, name: str, entry: Entry | None, why: Literal["two-readings", "changes"]) -> None:
        text = entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""
        place = Place() if entry is None else entry.value.place
        self.told.append(TargetNotRewritten(name=name, original=text, why=why, place=place))

    def _rewritten(self, row: Pairs, where: Where, name: str, canonical: str) -> Pairs:
        """A row with its 判定 rewritten, or added below its 指标值."""
        keys = _keys(row, where)
        old, wording = keys.get("target"), keys.get("wording")
        shown = old if _filled(old) else wording
        condition = strict_target(canonical)
        if shown is None or condition is None or not isinstance(shown.value, Scalar):
            return row
        if self.way == "left":
            self._leave(name, shown, "changes")
            return row
        lang: Lang = "en" if shown.key.text.isascii() else "zh"
        text = to_text(self._with_subject(condition, name, "measure" in keys), lang)
        original = shown.value.text
        place = shown.value.place
        self.told.append(TargetRewritten(name=name, original=original, target=text, added=shown is not old, place=place))
        if old is None:
            label = "target" if lang == "en" else next(key.chinese for key in SECTIONS[where] if key.name == "target")
            added = Entry(Scalar(label), Scalar(text))
            return attrs.evolve(row, entries=tuple(_inserted(row, shown, added)))
        if shown is old:
            said = " ".join(original.split())
            self.notes[id(old.key)] = f"# was: {said}" if lang == "en" else f"# 原文：{said}"
        value = attrs.evolve(old.value, text=text) if isinstance(old.value, Scalar) else old.value
        return attrs.evolve(row, entries=tuple(attrs.evolve(e, value=value) if e is old else e for e in row))

    def _with_subject(self, condition: tree.Condition, name: str, told: bool) -> tree.Condition:
        """A condition that names what it is about. Done names nothing: 建设完成 完成 says no more than 完成."""
        if self.way != "named" or told or not is_plain_name(name):
            return condition
        if (
            isinstance(condition, tree.Comparison | tree.Within | tree.Is | tree.Growth | tree.Trend)
            and condition.subject is None
        ):
            return attrs.evolve(condition, subject=tree.Name(name))
        return condition


def _inserted(row: Pairs, behind: Entry, added: Entry) -> Iterator[Entry]:
    for entry in row:
        yield entry
        if entry is behind:
            yield added


def _keys(row: Pairs, where: Where) -> dict[str, Entry]:
    """The entries of a row by the English name of their keys."""
    found = ((key_of(where, entry.key.text.strip()), entry) for entry in row)
    return {key.name: entry for key, entry in found if key is not None}


def _is(entry: Entry, where: Where, name: str) -> bool:
    key = key_of(where, entry.key.text.strip())
    return key is not None and key.name == name


def _filled(entry: Entry | None) -> bool:
    return entry is not None and not (isinstance(entry.value, Scalar) and not entry.value.text.strip())
