"""One section of the file, read by its table of keys: which key is which, and its values as typed things.

Nothing here stops at a mistake. What cannot be read is reported at its place and left out; the reader of the section goes on
with what is left, and the barrier stands at the end of loading.
"""

from __future__ import annotations

import datetime as dt
import difflib
import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.number import MAX_DIGITS, exact
from indicatorlang.model.period import Grain, parse_period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN, Unit
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.keys import SECTION_WORDS, SECTIONS, Key, Where, key_of
from indicatorlang.resolve.keys.choices import YES
from indicatorlang.syntax.yaml.bracket_problems import (
    list_for_text,
)
from indicatorlang.syntax.yaml.line_problems import (
    text_for_mapping,
)
from indicatorlang.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence

MAX_SHOWN = 60
MAX_COMPARED = 1_000
"""So many names are looked at for one that was meant."""


def near(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant; empty when none is near. Short words need less in common."""
    word = word[:MAX_SHOWN]
    found = difflib.get_close_matches(word, list(itertools.islice(known, MAX_COMPARED)), 1, 0.5 if len(word) <= 4 else 0.6)
    return found[0] if found else ""


def short(text: str) -> str:
    """A text as a message shows it: one line, not too long, no backquotes of its own."""
    text = " ".join(text.replace("`", "'").split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def shown(node: Node) -> str:
    """A node as a message shows it."""
    if isinstance(node, Scalar):
        return short(node.text)
    return short(node.raw or "[…]") if isinstance(node, Sequence) else "{…}"


def form_of(node: Node) -> problems.Form:
    """What kind of thing stands there."""
    if isinstance(node, Sequence):
        return "list"
    if isinstance(node, Mapping):
        return "mapping"
    return "text" if node.text.strip() else "empty"


def is_blank(node: Node) -> bool:
    """Whether nothing stands under the key."""
    return isinstance(node, Scalar) and not node.text.strip()


def plain(node: Node) -> Any:
    """The node as nested Python values whose leaves are texts: for what is kept raw."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


@define
class Found:
    """What loading has found so far: diagnostics, and the units and raw values that whoever reads a section must share."""

    diagnostics: list[Diagnostic] = attrs.field(factory=list)
    units: dict[str, Unit] = attrs.field(factory=dict)
    kept: list[tuple[str, Any]] = attrs.field(factory=list)
    noticed: set[str] = attrs.field(factory=set)

    def add(self, problem: Diagnostic) -> None:
        """Note a diagnostic."""
        self.diagnostics.append(problem)

    def unit(self, text: str, place: Place) -> Unit:
        """The unit of a text; one that no table knows is its own, said once."""
        found = parse_unit(text, self.units)
        if not found.known and found.unknown not in self.noticed:
            self.noticed.add(found.unknown)
            self.add(value_problems.UnknownUnit(unit=short(found.unknown), place=place))
        return found.unit


@define
class Fields:
    """The keys of one section that were found, by their English name."""

    where: Where
    place: Place
    entries: dict[str, Entry]
    found: Found
    written: Mapping | None = None
    """What stands in the file, keys without a value and unknown ones too."""

    def __contains__(self, name: object) -> bool:
        return name in self.entries

    def key(self, name: str) -> Key:
        """The description of a key."""
        return next(key for key in SECTIONS[self.where] if key.name == name)

    def label(self, name: str) -> str:
        """The key as the author wrote it, else in Chinese."""
        return self.entries[name].key.text if name in self.entries else self.key(name).chinese

    def at(self, name: str) -> Place:
        """Where the value of a key stands; the section's own place without it."""
        entry = self.entries.get(name)
        if entry is None:
            return self.place
        return entry.key.place if is_blank(entry.value) else entry.value.place

    def node(self, name: str) -> Node | None:
        """Whatever stands under the key."""
        entry = self.entries.get(name)
        return None if entry is None else entry.value

    def scalar(self, name: str) -> Scalar | None:
        """The text under the key."""
        entry = self.entries.get(name)
        return None if entry is None else a_text(entry.value, entry.key.text, self.found)

    def text(self, name: str, default: str = "") -> str:
        """The text under the key, without blanks around it."""
        scalar = self.scalar(name)
        return default if scalar is None else scalar.text.strip()

    def yes(self, name: str) -> bool | None:
        """是 or 否."""
        scalar = self.scalar(name)
        word = None if scalar is None else a_choice(scalar, self.label(name), YES, self.found)
        return None if word is None else word == "true"

    def choice(self, name: str) -> str | None:
        """The program's word for one of the choices."""
        scalar = self.scalar(name)
        return None if scalar is None else a_choice(scalar, self.label(name), self.key(name).choices, self.found)

    def number(self, name: str, limit: int | None = None) -> Fraction | None:
        """A number that is not negative, up to `limit`."""
        scalar = self.scalar(name)
        return None if scalar is None else a_number(scalar, self.label(name), self.found, limit)

    def day(self, name: str) -> dt.date | None:
        """A day."""
        scalar = self.scalar(name)
        return None if scalar is None else a_day(scalar, self.label(name), self.found)

    def quantity(self, name: str, *, money: bool = False) -> Quantity | None:
        """A number with its unit."""
        scalar = self.scalar(name)
        return None if scalar is None else a_quantity(scalar, self.label(name), self.found, money=money)

    def unit(self, name: str) -> Unit | None:
        """A unit."""
        scalar = self.scalar(name)
        return None if scalar is None else self.found.unit(scalar.text, scalar.place)

    def mapping(self, name: str) -> Mapping | None:
        """The pairs under the key."""
        entry = self.entries.get(name)
        return None if entry is None else a_mapping(entry.value, entry.key.text, self.found)

    def items(self, name: str) -> tuple[Node, ...]:
        """The items of the list under the key; a text alone is a list of one."""
        node = self.node(name)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar) and self.key(name).of is None:
            return (node,)
        self.found.add(problems.WrongForm(key=self.label(name), wanted="list", got=form_of(node), place=self.at(name)))
        return ()


def read_fields(node: Node, where: Where, found: Found, label: str = "") -> Fields | None:
    """The keys of a section. Unknown keys, one key in two spellings and missing keys are reported; None for no pairs at all."""
    if is_blank(node):
        return Fields(where, node.place, {}, found)
    mapping = a_mapping(node, label or SECTION_WORDS[where][0], found)
    if mapping is None:
        return None
    entries: dict[str, Entry] = {}
    for entry in mapping.entries:
        key = key_of(where, entry.key.text.strip())
        if key is None:
            found.add(_unknown(entry, where))
        elif key.name in entries:
            first = entries[key.name].key
            found.add(problems.KeySaidTwice(key=entry.key.text, other=first.text, first=first.place, place=entry.key.place))
        else:
            entries[key.name] = entry
            if key.reserved:
                found.kept.append((f"{label}/{entry.key.text}" if label else entry.key.text, plain(entry.value)))
                found.add(problems.KeyKept(key=entry.key.text, place=entry.key.place))
    filled = {name: entry for name, entry in entries.items() if not is_blank(entry.value)}
    fields = Fields(where, _head(mapping), filled, found, mapping)
    for key in SECTIONS[where]:
        if key.required and key.name not in filled:
            place = entries[key.name].key.place if key.name in entries else fields.place
            found.add(problems.MissingKey(where=where, key_zh=key.chinese, key_en=key.name, place=place))
    return fields


def _head(mapping: Mapping) -> Place:
    """Where to point when something is missing from a section: its first key, or its opening bracket."""
    return mapping.place if mapping.flow or not mapping.entries else mapping.entries[0].key.place


def _unknown(entry: Entry, where: Where) -> problems.UnknownKey:
    spellings = [spelling for key in SECTIONS[where] for spelling in key.spellings]
    text = short(entry.key.text)
    chinese = not text.isascii()
    known = tuple(key.chinese if chinese else key.name for key in SECTIONS[where] if not key.reserved)
    return problems.UnknownKey(key=text, where=where, near=near(text, spellings), known=known, place=entry.key.place)


def a_text(node: Node, label: str, found: Found) -> Scalar | None:
    """The node as a text; a bracketed list is told to be put in quotes."""
    if isinstance(node, Scalar):
        return node
    listed = list_for_text(node) if isinstance(node, Sequence) else None
    found.add(listed or problems.WrongForm(key=short(label), wanted="text", got=form_of(node), place=node.place))
    return None


def a_mapping(node: Node, label: str, found: Found) -> Mapping | None:
    """The node as pairs; a text with a full-width colon is told to be mended."""
    if isinstance(node, Mapping):
        return node
    if is_blank(node):
        return Mapping((), node.place)
    trap = text_for_mapping(node) if isinstance(node, Scalar) else None
    found.add(trap or problems.WrongForm(key=short(label), wanted="mapping", got=form_of(node), place=node.place))
    return None


def pairs(node: Node | None, label: str, found: Found, limit: int) -> Iterator[tuple[Scalar, Node]]:
    """Names and values of a mapping with free names, at most `limit` of them."""
    mapping = None if node is None else a_mapping(node, label, found)
    if mapping is None:
        return
    if len(mapping) > limit:
        found.add(problems.TooMany(key=label, count=len(mapping), limit=limit, place=mapping.place))
    for entry in mapping.entries[:limit]:
        yield entry.key, entry.value


def a_choice(scalar: Scalar, label: str, allowed: Any, found: Found) -> str | None:
    """The program's word for a word in either language."""
    word = scalar.text.strip()
    for name, words in allowed.items():
        if word in words or word.lower() in words:
            return str(name)
    every = [w for words in allowed.values() for w in words]
    found.add(
        value_problems.NotAChoice(
            key=label,
            value=short(word),
            near=near(word, every),
            allowed=tuple(allowed),
            allowed_zh=tuple(words[min(1, len(words) - 1)] for words in allowed.values()),
            place=scalar.place,
        )
    )
    return None


def a_number(scalar: Scalar, label: str, found: Found, limit: int | None = None) -> Fraction | None:
    """A number that is not negative: decimal text of at most 30 digits, up to `limit`."""
    text = scalar.text.strip()
    number = exact(text) if len(text) <= 3 * MAX_DIGITS else None
    if number is not None and number >= 0 and (limit is None or number <= limit):
        return number
    negative = number is not None and number < 0
    bound = "" if limit is None else str(limit)
    found.add(value_problems.NotANumber(key=label, value=short(text), negative=negative, limit=bound, place=scalar.place))
    return None


def a_day(scalar: Scalar, label: str, found: Found) -> dt.date | None:
    """A day."""
    period = parse_period(scalar.text) if len(scalar.text) <= MAX_SHOWN else None
    if period is not None and period.grain is Grain.DAY:
        return period.start
    found.add(value_problems.NotADay(key=label, value=short(scalar.text), place=scalar.place))
    return None


def a_quantity(scalar: Scalar, label: str, found: Found, *, money: bool = False) -> Quantity | None:
    """A number with its unit; `money` admits sums of money only."""
    quantity = parse_quantity(scalar.text.strip(), found.units) if len(scalar.text) <= 4000 else None
    if quantity is not None and (not money or (quantity.unit.is_money and quantity.number >= 0)):
        if quantity.unit != PLAIN:
            found.unit(quantity.unit.text, scalar.place)
        return quantity
    found.add(value_problems.NotAQuantity(key=label, value=short(scalar.text), money=money, place=scalar.place))
    return None
