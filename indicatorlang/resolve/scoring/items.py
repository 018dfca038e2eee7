"""`子项`: a row of several tasks that merely add up. Each has a target and points; the row has met its target when all have."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.model.indicator import All, Item
from indicatorlang.resolve.fields import Fields, read_fields, short
from indicatorlang.resolve.row.deciding import Decides, what_decides
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.scoring import item_problems
from indicatorlang.resolve.tolerance import Tolerant


def read_items(fields: Fields, scope: Scope, tolerant: Tolerant | None) -> tuple[Decides, tuple[Item, ...]]:
    """What decides a row of items, and the items."""
    for key in ("target", "measure", "milestone_weights"):
        if key in fields:
            told = item_problems.ItemsAndTarget(name=short(fields.text("name")), key=fields.label(key))
            scope.add(told.at(fields.entries[key].key.place))
    items: list[Item] = []
    read: list[Decides] = []
    for node in fields.items("items"):
        section = read_fields(node, "item", scope.found)
        if section is None:
            continue
        decides = what_decides(section, scope, tolerant)
        weight = section.number("weight")
        read.append(decides)
        if decides.condition is not None and weight is not None:
            items.append(Item(section.text("name"), weight, decides.condition, decides.canonical))
    if not items or len(items) != len(read):
        return Decides(None), ()
    canonical = " and ".join(f"({item.canonical})" for item in items)
    assumed = tuple(dict.fromkeys(said for decides in read for said in decides.assumed))
    return attrs.evolve(Decides(All(tuple(item.condition for item in items)), canonical), assumed=assumed), tuple(items)


def points_of(items: tuple[Item, ...]) -> Fraction:
    """The points of all items."""
    return sum((item.weight for item in items), Fraction(0))
