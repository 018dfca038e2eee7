"""Edits that take an entry out of a file: its lines in a block, itself and its comma between brackets."""

from __future__ import annotations

from collections.abc import Iterable

from indicatorlang.diagnostics import Edit, Place
from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.lines import lines_of
from indicatorlang.lint.mending import end_of
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, scalars


def without_entry(mapping: Node | None, key: str, text: str, also: frozenset[str] = frozenset()) -> tuple[Edit, ...]:
    """The edits that remove one entry of a mapping by the text of its key. `also` are the keys that go at the same time, so that no two
    edits meet. None where nothing would be left, where the entry shares its line with the dash of a list, or where
    its end is not known."""
    entry = mapping.entry(key) if isinstance(mapping, Mapping) else None
    if entry is None or not isinstance(mapping, Mapping) or entry.key.place.line is None:
        return ()
    gone = also | {key}
    if all(one.key.text in gone for one in mapping):
        return ()
    return _between_brackets(mapping, entry, gone, lines_of(text)) if mapping.flow else _lines(entry, text)


def without_key(facts: RulesetFacts, row: RowFacts, name: str, also: Iterable[str] = ()) -> tuple[Edit, ...]:
    """The edits that remove a key of a row, by its English name; `also` are those that go too."""
    gone = frozenset(row.fields.label(other) for other in also)
    return without_entry(row.fields.written, row.fields.label(name), facts.text, gone)


def _between_brackets(mapping: Mapping, entry: Entry, gone: frozenset[str], lines: tuple[str, ...]) -> tuple[Edit, ...]:
    """From its key to the next one; where nothing stays behind it, from the end of the value before it to its own. All on one line."""
    index, line = mapping.entries.index(entry), entry.key.place.line
    if any(later.key.text not in gone for later in mapping.entries[index + 1 :]):
        after = mapping.entries[index + 1].key
        start, end = _start(entry.key), _start(after)
        if after.place.line != line:
            return ()
    else:
        before, own = _end(mapping.entries[index - 1].value, lines), _end(entry.value, lines)
        if before is None or own is None or before[0] != own[0] or own[0] != line:
            return ()
        start, end = before[1], own[1]
    return (Edit(Place(entry.key.place.file, line=line, column=start, length=end - start), ""),)


def _start(key: Scalar) -> int:
    """The column where a key begins, its quote included."""
    return (key.place.column or 1) - (key.style in ("single", "double"))


def _end(node: Node, lines: tuple[str, ...]) -> tuple[int, int] | None:
    """Line and column right behind a value; None where that is not known."""
    if isinstance(node, Mapping | Sequence):
        last = node.entries[-1].value if isinstance(node, Mapping) and node.entries else None
        last = node.items[-1] if isinstance(node, Sequence) and node.items else last
        inner = _end(last, lines) if last is not None and node.flow else None
        rest = "" if inner is None or inner[0] > len(lines) else lines[inner[0] - 1][inner[1] - 1 :]
        closes = "}" if isinstance(node, Mapping) else "]"
        if inner is None or not rest.lstrip().startswith(closes):
            return None
        return inner[0], inner[1] + len(rest) - len(rest.lstrip()) + 1
    end = end_of(node) if node.text else None
    return None if end is None or end.line is None or end.column is None else (end.line, end.column)


def _lines(entry: Entry, text: str) -> tuple[Edit, ...]:
    """Its own lines, with everything below it that stands further to the right; comments before the next entry stay."""
    lines = lines_of(text)
    first, indent = (entry.key.place.line or 1) - 1, _start(entry.key) - 1
    if first >= len(lines) or lines[first][:indent].strip():
        return ()
    if isinstance(entry.value, Mapping | Sequence) and entry.value.flow:
        end = _end(entry.value, lines)
        if end is None or end[0] != first + 1:
            return ()
    last = max([first, *((one.place.line or 1) - 1 for one in scalars(entry.value))])
    if isinstance(entry.value, Mapping | Sequence):
        while last + 1 < len(lines) and _belongs(lines[last + 1], indent):
            last += 1
    elif entry.value.style in ("literal", "folded") or entry.value.source.places is not None:
        return ()
    return tuple(
        Edit(Place(entry.key.place.file, line=number + 1, column=1, length=len(lines[number])), "")
        for number in range(first, last + 1)
    )


def _belongs(line: str, indent: int) -> bool:
    """Whether a line goes on with the entry above it."""
    plain = line.lstrip(" ")
    return bool(plain.strip()) and not plain.startswith("#") and len(line) - len(plain) > indent
