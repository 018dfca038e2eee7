"""What a kind of coverage says about itself, and the walk over the conditions of a row that all kinds share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, ItemKey, Path
from indicatorlang.model.indicator import All, AnyOf, Condition, Indicator, Negation, Single
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.spot import Spot

CHANGED = ("到期前指标已经调整", "the target was changed before it was due")


@frozen
class Version:
    """A row as it is from some day on; `number` 0 is the row as first approved. `over`: it was changed again before it was due, so
    that nothing is ever judged by it for good."""

    row: Indicator
    number: int
    ruleset: Ruleset
    over: bool = False


@frozen
class Kind:
    """One kind of thing to see. `items` lists them for a version of a row; `seen` says which a result has reached, as what tells
    an item apart and the part it is about."""

    name: str
    items: Callable[[Version], Iterator[CoverageItem]]
    seen: Callable[[IndicatorResult, Assessment], Iterator[tuple[str, Path]]]


@frozen
class Leaf:
    """A single condition of a row: the way to it, and how the text counts it (see `Spot`)."""

    path: Path
    condition: Single
    part: int
    item: int | None = None


def leaves(row: Indicator) -> tuple[Leaf, ...]:
    """The single conditions of a row, in the order of the text; tasks count their own."""
    if row.condition is None:
        return ()
    if row.items and isinstance(row.condition, All):
        return tuple(
            Leaf((n, *path), single, part, n)
            for n, task in enumerate(row.condition.parts)
            for part, (path, single) in enumerate(singles(task))
        )
    return tuple(Leaf(path, single, part) for part, (path, single) in enumerate(singles(row.condition)))


def singles(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Single]]:
    """The single conditions below and, or, not, with the way to each."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for n, part in enumerate(parts):
                yield from singles(part, (*path, n))
        case Negation(part=part):
            yield from singles(part, (*path, 0))
        case _:
            yield path, condition


def below(result: IndicatorResult, path: Path) -> IndicatorResult | None:
    """The result of the condition that a way leads to; None where the row was not judged so far."""
    for step in path:
        if step >= len(result.parts):
            return None
        result = result.parts[step]
    return result


def results(result: IndicatorResult, path: Path = ()) -> Iterator[tuple[Path, IndicatorResult]]:
    """The results of the single conditions."""
    if not result.parts:
        yield path, result
    for n, part in enumerate(result.parts):
        yield from results(part, (*path, n))


def versions(row: Indicator, ruleset: Ruleset) -> Iterator[Version]:
    """The row and those of its changes that demand something else, or score it differently."""
    told: list[Indicator] = []
    for number, version in enumerate(row.every):
        if any(same_rules(version, earlier) for earlier in told):
            continue
        told.append(version)
        last = max((n for n, other in enumerate(row.every) if same_rules(other, version)), default=number)
        after = row.every[last + 1].changes[-1].approved if last + 1 < len(row.every) else None
        yield Version(version, number, ruleset, after is not None and after <= last_day(version, ruleset))


def last_day(row: Indicator, ruleset: Ruleset) -> dt.date:
    """The day the last condition of a row is due."""
    return max((leaf.condition.due or ruleset.span.end for leaf in leaves(row)), default=ruleset.span.end)


def same_rules(one: Indicator, other: Indicator) -> bool:
    """Whether two versions of a row decide and score alike but for their weight."""
    return (one.condition, one.scoring, one.when, one.late) == (other.condition, other.scoring, other.when, other.late)


def version_of(row: Indicator, ruleset: Ruleset) -> int:
    """The number of the version that a result was judged by: of the first with the same rules."""
    whole = next((one for one in ruleset.indicators if one.id == row.id), row)
    return next((n for n, version in enumerate(whole.every) if same_rules(version, row)), 0)


def spot_of(version: Version, leaf: Leaf | None = None, **more: Any) -> Spot:
    """Where something of a row stands."""
    row = version.row
    spot = Spot(row.id, version=version.number, near=row.place)
    if leaf is not None:
        spot = attrs.evolve(spot, part=leaf.part, item=leaf.item)
    return attrs.evolve(spot, **more)


def item(
    kind: str,
    version: Version,
    what: str,
    says: tuple[str, str],
    spot: Spot,
    impossible: tuple[str, str] = ("", ""),
    part: Path = (),
) -> CoverageItem:
    """An item of a version; where the row has changed, the words say which version is meant."""
    row = version.row
    if version.number:
        day = row.changes[-1].approved.isoformat()
        says = (f"{day}调整后{says[0]}", f"{says[1]} after the change of {day}")
    impossible = CHANGED if version.over else impossible
    return CoverageItem(kind, row.id, what, part, version.number, row.name, says, impossible, spot)


def key(kind: str, result: IndicatorResult, version: int, what: str, part: Path) -> ItemKey:
    """The key of the item that a result has reached."""
    return kind, result.id, part, what, version


def part_words(row: Indicator, path: Path) -> tuple[str, str]:
    """How a part of a composite is called: 第2个条件, or the name of a task; empty for the whole."""
    if not path:
        return "", ""
    if row.items and len(path) == 1:
        name = row.items[path[0]].name
        return f"任务“{name}”", f"task `{name}`"
    numbers = ".".join(str(step + 1) for step in path)
    return f"第{numbers}个条件", f"condition {numbers}"


def of_part(row: Indicator, path: Path, says: tuple[str, str]) -> tuple[str, str]:
    """The words with the part they are about."""
    zh, en = part_words(row, path)
    return (f"{zh}{says[0]}", f"{en} {says[1]}") if zh else says
