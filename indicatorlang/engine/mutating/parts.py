"""What a kind of change says about itself, and how one place of a frozen ruleset is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.covering.parts import Leaf, Version, leaves, spot_of, versions
from indicatorlang.engine.mutating.same import same_condition
from indicatorlang.lazily import frozen
from indicatorlang.model.coverage import Path
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    Condition,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Negation,
    Single,
    Threshold,
)
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Scoring
from indicatorlang.model.spot import Spot

ELEVEN_TENTHS = Fraction(11, 10)
Change = Callable[[Indicator], Indicator]


@frozen
class Operator:
    """One kind of wrong change. `title` says it in both languages; `mutants` makes every one of a ruleset."""

    name: str
    title: tuple[str, str]
    mutants: Callable[[Ruleset], Iterator[Mutant]]


@frozen
class Site:
    """A single condition of a version of a row; within `every` period or case it is the comparison that each is held to."""

    version: Version
    leaf: Leaf
    condition: Single

    @property
    def label(self) -> str:
        """How the row is called."""
        return self.version.row.id

    def spot(self, **more: Any) -> Spot:
        """Where it stands."""
        return spot_of(self.version, self.leaf, **more)


def every_version(ruleset: Ruleset) -> Iterator[Version]:
    """The rows with their changes; the row that the budget rules made is not written anywhere and stays as it is."""
    for row in ruleset.indicators:
        if not row.is_budget:
            yield from (version for version in versions(row, ruleset) if not version.over)


def sites(ruleset: Ruleset) -> Iterator[Site]:
    """Every single condition, in the order of the file."""
    for version in every_version(ruleset):
        for leaf in leaves(version.row):
            inner = leaf.condition
            while isinstance(inner, EachPeriod | EachCase):
                inner = inner.part
            yield Site(version, leaf, inner)


def replaced(site: Site, new: Single) -> Condition:
    """The whole condition of the leaf with another comparison in it."""

    return _within(site.leaf.condition, site.condition, new)


def _within(whole: Any, old: Condition, new: Condition) -> Condition:
    """A condition with another one in its place, or in that of what it demands of each period or case."""
    if whole is old or not isinstance(whole, EachPeriod | EachCase):
        return new
    inner: Any = _within(whole.part, old, new)
    return attrs.evolve(whole, part=inner)


def mutant(operator: str, site: Site, new: Single, change: tuple[str, str], **spot: Any) -> Mutant:
    """The ruleset with another condition at a site."""
    version = site.version
    leaf = replaced(site, new)
    ruleset = with_row(version, lambda row: with_condition(row, site.leaf.path, leaf))
    same = same_condition(site.leaf.condition, leaf, version.row, version.ruleset)
    return Mutant(operator, site.label, (version.row.id,), change, ruleset, site.spot(**spot), same)


def of_row(operator: str, version: Version, change: Change, said: tuple[str, str], spot: Spot) -> Mutant:
    """The ruleset with a version of a row changed otherwise."""
    return Mutant(operator, version.row.id, (version.row.id,), said, with_row(version, change), spot)


def with_row(version: Version, change: Change) -> Ruleset:
    """The ruleset with a change made in a version of a row, and in all versions that have taken its rules over unchanged."""
    ruleset, wanted = version.ruleset, version.row

    def changed(row: Indicator) -> Indicator:
        alike = (row.condition, row.scoring, row.when, row.late) == (wanted.condition, wanted.scoring, wanted.when, wanted.late)
        return change(row) if alike else row

    def whole(row: Indicator) -> Indicator:
        if row.id != wanted.id:
            return row
        later = tuple(changed(one) for one in row.versions)
        return attrs.evolve(changed(attrs.evolve(row, versions=())), versions=later)

    return attrs.evolve(ruleset, indicators=tuple(whole(row) for row in ruleset.indicators))


def with_condition(row: Indicator, path: Path, new: Condition) -> Indicator:
    """The row with another condition where a way leads to; tasks keep step."""
    if row.condition is None:
        return row
    condition = put(row.condition, path, new)
    items = row.items
    if items and isinstance(condition, All) and len(condition.parts) == len(items):
        items = tuple(attrs.evolve(item, condition=part) for item, part in zip(items, condition.parts, strict=True))
    return attrs.evolve(row, condition=condition, items=items)


def put(condition: Condition, path: Path, new: Condition) -> Condition:
    """A condition with another one where a way leads to."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            changed = tuple(put(part, rest, new) if n == step else part for n, part in enumerate(parts))
            return attrs.evolve(condition, parts=changed)
        case Negation(part=part):
            return Negation(put(part, rest, new))
    return condition


def with_scoring(row: Indicator, scoring: Scoring) -> Indicator:
    """The row with other settings of its method."""
    return attrs.evolve(row, scoring=scoring)


def shown(quantity: Quantity) -> tuple[str, str]:
    """A quantity in both languages."""
    return quantity.shown("zh"), quantity.shown("en")


def from_to(before: tuple[str, str], after: tuple[str, str], what: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """`≥ 改为 >`, with what it is in front."""
    zh = f"{what[0]}{' ' if what[0] else ''}{before[0]} 改为 {after[0]}"
    return zh, f"{what[1]}{' ' if what[1] else ''}{before[1]} becomes {after[1]}"


def number(value: Fraction) -> tuple[str, str]:
    """A plain number in both languages."""
    return decimal_text(value), decimal_text(value)


def constants(condition: Threshold | InRange) -> Iterator[tuple[str, Quantity]]:
    """The written quantities a comparison has on its right, by the field they stand in."""
    for field in ("bound",) if isinstance(condition, Threshold) else ("low", "high"):
        value = getattr(condition, field)
        if isinstance(value, Constant):
            yield field, value.quantity
