"""Where in the file something of a resolved ruleset stands: rows, keys and conditions found again in the YAML tree and its texts."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from indicatorlang.diagnostics import Place, Span
from indicatorlang.lazily import define
from indicatorlang.model.spot import Spot
from indicatorlang.pipeline.rules import Rules
from indicatorlang.resolve.keys import key_of
from indicatorlang.resolve.keys.shape import Where
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence

Simple = tree.Comparison | tree.Within | tree.Is | tree.Done | tree.Growth | tree.Trend


@define
class Places:
    """The places of one ruleset; every text is parsed once."""

    rules: Rules
    parsed: dict[str, tree.Condition | None] = attrs.field(factory=dict)

    def of(self, spot: Spot) -> Place:
        """The place of a spot; that of its row, or of the file, where it is not written anywhere."""
        found = self._in_measure(spot) if spot.measure else self._in_scale(spot) if spot.key == "scales" else self._in_row(spot)
        return found or (spot.near if spot.near.line is not None else Place(self.rules.ruleset.file))

    def _in_measure(self, spot: Spot) -> Place | None:
        measures = _value(self.rules.origin, "ruleset", "measures")
        if not isinstance(measures, Mapping):
            return None
        entry = next((entry for entry in measures if entry.key.text.strip() == spot.measure), None)
        if entry is None:
            return None
        within = _entry(entry.value, "measure", spot.key)
        return entry.place if within is None else within.value.place

    def _in_scale(self, spot: Spot) -> Place | None:
        scales = _value(self.rules.origin, "ruleset", "scales")
        scale = scales.get(spot.inner) if isinstance(scales, Mapping) else None
        if isinstance(scale, Mapping) and spot.index is not None and spot.index < len(scale.entries):
            return scale.entries[spot.index].value.place
        return None if scale is None else scale.place

    def _in_row(self, spot: Spot) -> Place | None:
        row = self._row(spot.row)
        if row is None:
            funds = _entry(self.rules.origin, "ruleset", "funds")
            return None if funds is None else funds.place
        where: Where = "indicator"
        section: Node = row
        if spot.version:
            changes = _value(row, "indicator", "adjusted")
            listed = changes.items if isinstance(changes, Sequence) else (changes,) if changes is not None else ()
            if spot.version <= len(listed) and _entry(listed[spot.version - 1], "adjustment", spot.key) is not None:
                section, where = listed[spot.version - 1], "adjustment"
        if spot.item is not None:
            items = _value(section, where, "items")
            if isinstance(items, Sequence) and spot.item < len(items.items):
                section, where = items.items[spot.item], "item"
                if spot.key == "items":
                    return _place(section)
        entry = _entry(section, where, spot.key) or (_entry(section, where, "wording") if spot.key == "target" else None)
        if entry is None:
            return None
        if spot.key == "target" and isinstance(entry.value, Scalar):
            return self._in_text(entry.value, spot)
        return _within(entry, spot)

    def _row(self, wanted: str) -> Mapping | None:
        rows = _value(self.rules.origin, "ruleset", "indicators")
        for node in rows.items if isinstance(rows, Sequence) else ():
            if isinstance(node, Mapping):
                named = _value(node, "indicator", "id") or _value(node, "indicator", "name")
                if isinstance(named, Scalar) and named.text.strip() == wanted:
                    return node
        return None

    def _in_text(self, text: Scalar, spot: Spot) -> Place:
        if text.text not in self.parsed:
            self.parsed[text.text] = parse_target(text.text, text.source)[0]
        root = self.parsed[text.text]
        span = None if root is None else _span(root, text.text, spot)
        return text.place if span is None else text.place_of(span)


def _entry(node: Node, where: Where, name: str) -> Entry | None:
    if not isinstance(node, Mapping):
        return None
    for entry in node:
        key = key_of(where, entry.key.text.strip())
        if key is not None and key.name == name:
            return entry
    return None


def _value(node: Node, where: Where, name: str) -> Node | None:
    entry = _entry(node, where, name)
    return None if entry is None else entry.value


def _place(node: Node) -> Place:
    """Where a section begins: its first key, where it is written over several lines."""
    if isinstance(node, Mapping) and node.entries and not node.flow:
        return node.entries[0].key.place
    return node.place


def _within(entry: Entry, spot: Spot) -> Place:
    """A setting of a section, one of several items."""
    node = entry.value
    if spot.inner and isinstance(node, Mapping):
        inner = _entry(node, "scoring", spot.inner)
        node = node if inner is None else inner.value
    if spot.index is not None and isinstance(node, Sequence) and spot.index < len(node.items):
        return _place(node.items[spot.index])
    return entry.place if isinstance(node, Mapping | Sequence) and not spot.inner else _place(node)


# Within a target


def _simple(node: tree.Condition) -> Iterator[Simple]:
    match node:
        case tree.And(parts=parts) | tree.Or(parts=parts):
            for part in parts:
                yield from _simple(part)
        case tree.Not(part=part):
            yield from _simple(part)
        case _:
            yield node


def _span(root: tree.Condition, text: str, spot: Spot) -> Span | None:
    """The characters of a target that a spot is about; None for all of it."""
    if spot.piece == "join":
        return _join(root, text, spot.index or 0)
    if spot.part is None:
        return None
    parts = list(_simple(root))
    if spot.part >= len(parts):
        return None
    node = parts[spot.part]
    return _piece(node, text, spot) or node.span


def _piece(node: Simple, text: str, spot: Spot) -> Span | None:
    match spot.piece, node:
        case "op", tree.Comparison(subject=subject, bound=bound):
            return _between(text, subject.span.end if subject is not None else node.span.start, bound.span.start)
        case "op", tree.Growth(amount=tree.Amount() as amount, subject=subject):
            return _between(text, subject.span.end if subject is not None else node.span.start, amount.span.start)
        case "bound", tree.Comparison(bound=bound):
            return bound.span
        case "bound", tree.Growth(amount=tree.Amount() as amount):
            return amount.span
        case (("low" | "high"), tree.Within()):
            end: tree.Expression = getattr(node, spot.piece)
            return end.span
        case (("low" | "high"), tree.Comparison(bound=bound, tolerance=tolerance)):
            return bound.span if tolerance is None else bound.span.to(tolerance.span)
        case "level", tree.Is(level=level):
            return level.span
        case "level", tree.Comparison(bound=bound):
            return bound.span
        case "step", tree.Comparison(bound=bound, milestones=steps):
            return bound.span if not spot.index or spot.index > len(steps) else steps[spot.index - 1].amount.span
        case "day", tree.Comparison(suffixes=suffixes, milestones=steps):
            if spot.index and spot.index <= len(steps):
                return steps[spot.index - 1].by.span
            return suffixes.by.span if suffixes.by is not None else None
        case "due", _:
            return node.suffixes.by.span if node.suffixes.by is not None else None
        case "share", _:
            return node.suffixes.share.span if node.suffixes.share is not None else None
    return None


def _between(text: str, start: int, end: int) -> Span | None:
    """What stands between two places, blanks left out."""
    piece = text[start:end]
    if not piece.strip():
        return None
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece.rstrip()))


def _join(root: tree.Condition, text: str, number: int) -> Span | None:
    """The word between the first two parts of an `and` or `or`, or the `not`."""
    joins = [node for node in tree.walk(root) if isinstance(node, tree.And | tree.Or | tree.Not)]
    if number >= len(joins):
        return None
    node = joins[number]
    if isinstance(node, tree.Not):
        return _between(text, node.span.start, node.part.span.start)
    first, second = node.parts[0].span, node.parts[1].span
    return _between(text, first.end, second.start)
