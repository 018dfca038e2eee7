"""What each comment of a file stands at.

An anchor is a key or a list item that gets a line of its own. A comment behind something belongs to the anchor begun last. One
on a line of its own belongs to the anchor below it, unless it is indented deeper than that one, or nothing but a blank line
parts it from the next and it follows the text above without one: then it belongs to what stands above.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator, Sequence

import attrs

from indicatorlang.lazily import define, pattern
from indicatorlang.syntax.yaml.comments import Comment
from indicatorlang.syntax.yaml.draft import is_blank
from indicatorlang.syntax.yaml.tree import NO_SOURCE, Entry, Mapping, Node, Scalar, scalars
from indicatorlang.syntax.yaml.tree import Sequence as Items

_ONLY_DASHES = pattern(r"[ \t]*(?:-[ \t]+)+$")
Spot = tuple[int, int]


@define(eq=False)
class Anchor:
    """A key or item: where it begins, the comments at it, and whether a blank line stood above it all.

    An empty text among the comments is a blank line between them."""

    line: int
    column: int
    parent: Anchor | None
    above: list[str] = attrs.Factory(list)
    behind: str = ""
    after: list[str] = attrs.Factory(list)
    blank_above: bool = False
    value_line: int = 0
    """The line on which a single text begins that is its value."""
    first_line: int = 0
    """The line of the first comment above it; its own line without one."""

    def chain(self) -> Iterator[Anchor]:
        """Itself and all that hold it, innermost first."""
        at: Anchor | None = self
        while at is not None:
            yield at
            at = at.parent


@define
class Anchored:
    """The anchors of a file by the object they stand for; `head` are the comments that open the file, `foot` those of a file
    that holds nothing else. `opened`: brackets that comments force apart."""

    anchors: dict[int, Anchor] = attrs.Factory(dict)
    in_order: list[Anchor] = attrs.Factory(list)
    head: list[str] = attrs.Factory(list)
    opened: set[int] = attrs.Factory(set)

    def of(self, node: Entry | Node) -> Anchor:
        """The anchor of an entry or item; an empty one for what is not in the file."""
        key = node.key if isinstance(node, Entry) else node
        return self.anchors.get(id(key)) or Anchor(0, 0, None)


def anchored(root: Node, found: Sequence[Comment], lines: Sequence[str], noted: Collection[int] = ()) -> Anchored:
    """Finds the anchor of every comment. `lines` are those of the file, `noted` the keys (by identity) that get one more."""
    out = Anchored()
    spots = [(comment.line, comment.column) for comment in found]
    _collect(root, out, spots, noted, lines)
    out.in_order.sort(key=lambda anchor: (anchor.line, anchor.column))
    for comment in found:
        if not comment.own_line:
            _behind(comment, out, lines)
    blocks = _blocks([comment for comment in found if comment.own_line], lines)
    for block in blocks:
        _place(block, out, lines)
    for anchor in out.in_order:
        line = anchor.first_line or anchor.line
        shares = anchor.parent is not None and anchor.parent.line == anchor.line
        anchor.blank_above = line > 1 and not shares and is_blank(lines[line - 2])
    return out


# Anchors


def _collect(root: Node, out: Anchored, spots: Sequence[Spot], noted: Collection[int], lines: Sequence[str]) -> None:
    """Walks the tree as it will be printed; what stays between brackets has no anchors of its own."""
    waiting: list[tuple[Node, Anchor | None, bool]] = [(root, None, True)]
    while waiting:
        current, above, first = waiting.pop()
        if isinstance(current, Scalar):
            continue
        if current.flow and not first and not _holds_comment(current, spots) and not _is_noted(current, noted):
            continue
        if current.flow:
            out.opened.add(id(current))
        if isinstance(current, Mapping):
            for entry in current.entries:
                waiting.append((entry.value, _add(entry.key, entry.key, entry.value, current, above, out, lines), False))
        else:
            for item in current.items:
                waiting.append((item, _add(item, item, item, current, above, out, lines), False))


def _add(
    of: Node, start: Node, value: Node, into: Mapping | Items, parent: Anchor | None, out: Anchored, lines: Sequence[str]
) -> Anchor | None:
    if isinstance(start, Scalar) and start.source is NO_SOURCE:
        return parent
    line, column = _start(start)
    if isinstance(into, Items) and not into.flow:
        column = into.place.column or column
    if isinstance(start, Scalar) and start is value and start.style in ("literal", "folded"):
        line = _header_line(line, lines)
    anchor = Anchor(line, column, parent)
    if isinstance(value, Scalar) and value.source is not NO_SOURCE:
        anchor.value_line = value.source.line
    out.anchors[id(of)] = anchor
    out.in_order.append(anchor)
    return anchor


def _header_line(line: int, lines: Sequence[str]) -> int:
    """The line of the `|` or `>` above the first line of a block."""
    line -= 1
    while line > 1 and is_blank(lines[line - 1]):
        line -= 1
    return max(line, 1)


def _start(node: Node) -> Spot:
    line, column = node.place.line or 1, node.place.column or 1
    return line, column - (1 if isinstance(node, Scalar) and node.style in ("single", "double") else 0)


def _holds_comment(node: Mapping | Items, spots: Sequence[Spot]) -> bool:
    """Whether a comment stands between the first and the last thing in these brackets, or brackets in them."""
    start = (node.place.line or 1, node.place.column or 1)
    following = bisect.bisect_right(spots, start)
    if following == len(spots):
        return False
    return any(_start(scalar) > spots[following] for scalar in scalars(node) if scalar.source is not NO_SOURCE)


def _is_noted(node: Mapping | Items, noted: Collection[int]) -> bool:
    return len(noted) > 0 and any(id(scalar) in noted for scalar in scalars(node))


# Comments


def _behind(comment: Comment, out: Anchored, lines: Sequence[str]) -> None:
    """A comment at the end of a line."""
    before = lines[comment.line - 1][: comment.column - 1]
    spot = (comment.line, comment.column)
    begun = _begun(out, spot)
    if not begun or before.startswith("---"):
        out.head.append(comment.spaced)
        return
    if _ONLY_DASHES.match(before) and begun < len(out.in_order):
        out.in_order[begun].above.append(comment.spaced)
        return
    anchor = out.in_order[begun - 1]
    if anchor.behind:
        anchor.above.append(comment.spaced)
    else:
        anchor.behind = comment.spaced


def _begun(out: Anchored, spot: Spot) -> int:
    """How many anchors begin before a spot."""
    return bisect.bisect_left(out.in_order, spot, key=lambda anchor: (anchor.line, anchor.column))


def _blocks(own: Sequence[Comment], lines: Sequence[str]) -> list[list[Comment]]:
    """Comments on lines that follow one another, together."""
    blocks: list[list[Comment]] = []
    for comment in own:
        last = blocks[-1][-1] if blocks else None
        if last is not None and last.line == comment.line - 1 and last.column == comment.column:
            blocks[-1].append(comment)
        else:
            blocks.append([comment])
    return blocks


def _place(block: list[Comment], out: Anchored, lines: Sequence[str]) -> None:
    first, last = block[0], block[-1]
    texts = [comment.spaced for comment in block]
    index = _begun(out, (first.line, 0))
    before = out.in_order[index - 1] if index else None
    following = out.in_order[index] if index < len(out.in_order) else None
    blank_above = first.line > 1 and is_blank(lines[first.line - 2])
    blank_below = last.line >= len(lines) or is_blank(lines[last.line])
    if before is None:
        if blank_below or following is None:
            _join(out.head, texts, blank_above)
        else:
            _put_above(following, block, blank_above)
        return
    if before.value_line > first.line:
        before.above += texts
        return
    upper = _above_of(before, following, first.column, not blank_above and blank_below)
    if upper is not None:
        upper.after += ["", *texts] if blank_above else texts
    elif following is not None:
        _put_above(following, block, blank_above)


def _put_above(anchor: Anchor, block: list[Comment], blank_above: bool) -> None:
    anchor.first_line = anchor.first_line or block[0].line
    blank_below = anchor.above and blank_above
    anchor.above += ["", *(comment.spaced for comment in block)] if blank_below else [comment.spaced for comment in block]


def _above_of(before: Anchor, following: Anchor | None, column: int, only_below: bool) -> Anchor | None:
    """The anchor above that a block of comments belongs to; None when it belongs to the one below."""
    chain = list(before.chain())
    found = next((anchor for anchor in chain if anchor.column <= column), chain[-1])
    if following is None:
        return found
    if found in following.chain():
        return None
    deeper = column > following.column and found.column > following.column
    return found if deeper or only_below else None


def _join(into: list[str], texts: list[str], blank_above: bool) -> None:
    if into and blank_above:
        into.append("")
    into += texts
