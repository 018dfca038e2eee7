"""What is said twice of one place: that a wording decides nothing, and why it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.resolve.problems import WordingUnread

WHY = frozenset(("L101", "L102", "L104", "L106", "L110", "L112"))
"""The rules that tell what stands in the way of understanding a wording, and how to mend that."""
MOOT = frozenset(("L105",))
"""The rules that tell what a wording is taken for, which is of no use where it decides nothing."""


def said_twice(said: Iterable[Diagnostic]) -> frozenset[Diagnostic]:
    """What can be left out: that a wording is not understood where a rule says why, and what a part of it would be taken for."""
    by_line: dict[int | None, list[Diagnostic]] = {}
    for one in said:
        by_line.setdefault(one.place.line, []).append(one)
    by_line.pop(None, None)
    return frozenset(found for there in by_line.values() for found in _on_a_line(there))


def _on_a_line(there: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    for unread in (one for one in there if isinstance(one, WordingUnread)):
        inside = [one for one in there if one is not unread and _within(one.place, unread.place)]
        yield from (one for one in inside if one.code in MOOT)
        if any(one.code in WHY for one in inside):
            yield unread


def _within(place: Place, whole: Place) -> bool:
    first = whole.column or 1
    return first <= (place.column or 1) < first + max(whole.length, 1)
