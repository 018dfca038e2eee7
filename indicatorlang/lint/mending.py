"""Edits that add an entry to a file or change one, in the author's own spelling of keys and quoted so that YAML reads back the text.

What takes an entry out stands in `removing.py`. Where an entry is written in a way that cannot be changed without guessing (a text
over several lines, a key that shares its line with another mapping) there is no edit.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Edit, Place, Span
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.resolve.fields import Fields, is_blank
from indicatorlang.resolve.keys import key_of
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, scalars


def decide(facts: TargetFacts, canonical: str) -> tuple[Edit, ...]:
    """The edits that add 判定 below the wording of a row, saying what the wording was understood as. None in a table, and where the row
    has one already or lists its tasks."""
    fields = facts.fields
    node = strict_target(canonical) if canonical else None
    if fields is None or node is None or facts.decided or "wording" not in fields or "items" in fields:
        return ()
    return insert_after(fields, "wording", "target", to_text(node, "en" if in_english(fields, "wording") else "zh"))


def in_english(fields: Fields, key: str) -> bool:
    """Whether the author wrote a key, by its English name, in English."""
    return fields.label(key).isascii()


def insert_after(fields: Fields, key: str, new_key: str, value: str) -> tuple[Edit, ...]:
    """The edits that add `new_key: value` below an entry of a block, behind it between braces; keys by their English names. A key that
    stands there without a value gets it. None where the new key has a value, or the old one is not there."""
    entry, mapping = fields.entries.get(key), fields.written
    if entry is None or mapping is None or new_key in fields:
        return ()
    empty = _without_value(fields, mapping, new_key)
    if empty is not None:
        return _after_colon(empty, value)
    label = new_key if in_english(fields, key) else fields.key(new_key).chinese
    return _between_braces(entry, label, value) if mapping.flow else _below(entry, label, value)


def replace(scalar: Scalar, text: str) -> tuple[Edit, ...]:
    """The edits that put another text in the place of a value, between the same quotes where there are any. None for an empty value, one
    over several lines, or where nothing would change."""
    end = end_of(scalar)
    if end is None or not scalar.text or scalar.text == text:
        return ()
    place, quote = scalar.place, int(scalar.quoted)
    start = (place.column or 1) - quote
    return (Edit(Place(place.file, line=end.line, column=start, length=(end.column or start) - start), spelled(text, scalar)),)


def spelled(text: str, like: Scalar | None = None, *, flow: bool = False) -> str:
    """A text as a value in YAML: plain where that reads back, else in quotes; with `like` between its quotes, or plain only where that
    reads back in a block and between braces alike."""
    single, double = "'" + text.replace("'", "''") + "'", '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    straight = single if "\\" in text or '"' in text else double
    first = {"single": single, "double": double}.get(like.style if like is not None else "", text)
    strictly = flow or (like is not None and like.style == "plain")
    ways = (first, straight)
    return next((way for way in ways if _reads_back(way, text) and (not strictly or _reads_back(way, text, flow=True))), double)


def _reads_back(way: str, text: str, *, flow: bool = False) -> bool:
    root, told = parse_yaml(f"{{k: {way}, l: m}}\n" if flow else f"k: {way}\nl: m\n")
    return bool(way) and not told and isinstance(root, Mapping) and root.keys == ("k", "l") and root.get("k") == Scalar(text)


def _without_value(fields: Fields, mapping: Mapping, name: str) -> Entry | None:
    """The entry of a key that nobody gave a value."""
    for entry in mapping:
        key = key_of(fields.where, entry.key.text.strip())
        if key is not None and key.name == name and is_blank(entry.value):
            return entry
    return None


def _after_colon(entry: Entry, value: str) -> tuple[Edit, ...]:
    """The value behind the colon of an entry that has none."""
    empty = entry.value
    if not isinstance(empty, Scalar) or empty.quoted or empty.text or empty.place.line != entry.key.place.line:
        return ()
    place = empty.place
    return (Edit(Place(place.file, line=place.line, column=place.column, length=0), f" {spelled(value, flow=True)}"),)


def _between_braces(entry: Entry, label: str, value: str) -> tuple[Edit, ...]:
    end = end_of(entry.value)
    return () if end is None else (Edit(end, f", {label}: {spelled(value, flow=True)}"),)


def _below(entry: Entry, label: str, value: str) -> tuple[Edit, ...]:
    """A line of its own behind the last line of the entry, whatever remark stands at its end."""
    place = _last_line(entry.value)
    start = (entry.key.place.column or 1) - int(entry.key.quoted)
    if place is None or place.snippet is None:
        return ()
    behind = Place(place.file, line=place.line, column=len(place.snippet) + 1, length=0)
    return (Edit(behind, f"\n{' ' * (start - 1)}{label}: {spelled(value)}"),)


def _last_line(node: Node) -> Place | None:
    """The last line that a value takes; None where that is not known."""
    if isinstance(node, Mapping | Sequence):
        open_end = node.flow and (isinstance(node, Mapping) or node.raw is None)
        texts = [] if open_end else list(scalars(node))
        return _last_line(texts[-1]) if texts else None
    plain = node.text.rstrip()
    return node.place_of(Span(len(plain) - 1, len(plain))) if plain else node.place


def end_of(node: Node) -> Place | None:
    """The place right behind a value of one line, its quote included; None where that is not known."""
    if not isinstance(node, Scalar) or node.source.places is not None or "\n" in node.text or node.place.line is None:
        return None
    columns = node.source.columns
    column = columns[len(node.text)] if columns is not None else (node.place.column or 1) + len(node.text)
    quote = int(node.style in ("single", "double"))
    return Place(node.place.file, line=node.place.line, column=column + quote, length=0)
