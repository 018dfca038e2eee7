"""The tree of a ruleset file with its keys in the order of the language reference and its targets and formulas in order.

Only what says the same in another order is moved: keys of the program. Names of the author's choice (measures, scales, sources of
money, rows of tables) and everything in lists stay where they are. Unknown keys come last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.resolve.keys import SECTIONS, Key, Where, key_of
from indicatorlang.resolve.keys.shape import OPEN
from indicatorlang.resolve.wording.strict_reading import strictly_meant
from indicatorlang.syntax.tidy import tidy_formula, tidy_target
from indicatorlang.syntax.yaml.tree import Entry, Node, Scalar, Sequence
from indicatorlang.syntax.yaml.tree import Mapping as Pairs

Tidy = Callable[[str, Lang], str]


def tidied_target(text: str, lang: Lang = "zh") -> str:
    """A target that was written strictly, set in order; every other text as it is."""
    return tidy_target(text, lang, if_meant=strictly_meant)


_TIDY: Mapping[str, Tidy] = MappingProxyType({"target": tidied_target, "formula": tidy_formula})
_RANKS: Mapping[Where, Mapping[str, int]] = MappingProxyType(
    {where: {spelling: rank for rank, key in enumerate(keys) for spelling in key.spellings} for where, keys in SECTIONS.items()}
)


def arranged_ruleset(root: Pairs) -> Pairs:
    """The tree of a file in order; every node keeps its position. A file that holds no ruleset (a profile, actuals) stays as it is."""
    keys = {key.name for entry in root if (key := key_of("ruleset", entry.key.text.strip())) is not None}
    return _section(root, "ruleset") if keys & _TELLING else root


_TELLING = {"ruleset", "indicators"}
"""Keys by which a ruleset is known."""


def arranged(node: Node, where: Where) -> Node:
    """A node that holds sections of one kind, or is one, in order."""
    if isinstance(node, Sequence):
        return attrs.evolve(node, items=tuple(arranged(item, where) for item in node.items))
    return node if isinstance(node, Scalar) else _section(node, where)


def _section(node: Pairs, where: Where) -> Pairs:
    entries = [attrs.evolve(entry, value=_value(entry, where)) for entry in node.entries]
    if where not in OPEN:
        ranks = _RANKS[where]
        entries.sort(key=lambda entry: ranks.get(entry.key.text.strip(), len(ranks)))
    return attrs.evolve(node, entries=tuple(entries))


def _value(entry: Entry, where: Where) -> Node:
    key = key_of(where, entry.key.text.strip())
    if key is None:
        return entry.value
    if isinstance(entry.value, Scalar):
        return _tidied(entry.value, key, "en" if entry.key.text.isascii() else "zh")
    if key.of is None:
        return entry.value
    return _by_name(entry.value, key, key.of) if key.by_name else arranged(entry.value, key.of)


def _by_name(node: Node, key: Key, of: Where) -> Node:
    """A map whose keys the author chose: they stay, what stands under each is put in order."""
    if not isinstance(node, Pairs):
        return node
    total = {spelling for spelling in ("total", "合计") if key.total}
    entries = (
        attrs.evolve(e, value=arranged(e.value, key.total if key.total and e.key.text.strip() in total else of)) for e in node
    )
    return attrs.evolve(node, entries=tuple(entries))


def _tidied(scalar: Scalar, key: Key, lang: Lang) -> Scalar:
    tidy = _TIDY.get(key.shape)
    places = scalar.source.places
    if tidy is None or (places is not None and places[0][0] != places[-1][0]):
        return scalar  # a text over several lines was broken where its author wanted it
    return attrs.evolve(scalar, text=tidy(scalar.text, lang))
