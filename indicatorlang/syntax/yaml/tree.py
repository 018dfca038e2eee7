"""A YAML file as a tree that knows where every character stands; nothing in it is typed.

Every scalar is text: `yes`, `0012345` and `2019-12` stay what was written, an empty value is the empty text. Positions ride
along in a `Source` and are never compared, so two files that say the same give equal trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from indicatorlang.diagnostics import Place, Source, Span
from indicatorlang.lazily import frozen

Style = Literal["plain", "single", "double", "literal", "folded"]

NO_SOURCE = Source("")


@frozen
class Scalar:
    """A text. `source` maps every character of it to its line and column in the file; `style` only steers printing."""

    text: str
    source: Source = attrs.field(default=NO_SOURCE, eq=False, repr=False)
    style: Style = attrs.field(default="plain", eq=False, repr=False)

    @property
    def quoted(self) -> bool:
        """Whether the author marked it as text: quotes, or a block of lines."""
        return self.style != "plain"

    @property
    def place(self) -> Place:
        """Where the text stands, under its whole first line."""
        return self.source.place()

    def place_of(self, span: Span) -> Place:
        """Where some of its characters stand."""
        return self.source.place(span)


@frozen
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node

    @property
    def place(self) -> Place:
        """Where the key stands."""
        return self.key.place


@frozen
class Mapping:
    """Keys and values in the order of the file; the keys are distinct texts."""

    entries: tuple[Entry, ...] = ()
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    flow: bool = attrs.field(default=False, eq=False, repr=False)
    """Whether it is written in braces."""

    def get(self, key: str) -> Node | None:
        """The value under this key, None when there is none."""
        entry = self.entry(key)
        return None if entry is None else entry.value

    def entry(self, key: str) -> Entry | None:
        """The entry of this key, None when there is none."""
        return next((entry for entry in self.entries if entry.key.text == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The texts of the keys, in the order of the file."""
        return tuple(entry.key.text for entry in self.entries)

    def __contains__(self, key: object) -> bool:
        return any(entry.key.text == key for entry in self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@frozen
class Sequence:
    """Items in the order of the file."""

    items: tuple[Node, ...] = ()
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    flow: bool = attrs.field(default=False, eq=False, repr=False)
    """Whether it is written in square brackets."""
    raw: str | None = attrs.field(default=None, eq=False, repr=False)
    """The text from bracket to bracket as the file has it, when it stands on one line of at most 4,000 characters."""

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


Node = Scalar | Mapping | Sequence


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text of the tree, keys too, in the order of the file; never recursive."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Scalar):
            yield current
        elif isinstance(current, Sequence):
            waiting.extend(reversed(current.items))
        else:
            for entry in reversed(current.entries):
                waiting += [entry.value, entry.key]
