"""Each part of `and` and `or` is seen true and false. What stands below a `not` is seen with it: it is false where that is true."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Leaf, Version, item, leaves, of_part, spot_of
from indicatorlang.engine.covering.possible import can
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.indicator import All, AnyOf, Condition, Negation
from indicatorlang.model.verdict import Verdict


def _items(version: Version) -> Iterator[CoverageItem]:
    row = version.row
    if row.condition is None:
        return
    by_path = {leaf.path: leaf for leaf in leaves(row)}
    for path in _parts(row.condition):
        leaf = by_path.get(path) or _first_below(by_path, path)
        able = can(leaf.condition, version.ruleset) if path in by_path else None
        spot = spot_of(version, leaf if able is not None else None, item=leaf.item)
        for what, possible, words in (
            ("met", able is None or able.meet, ("成立", "true")),
            ("missed", able is None or able.miss, ("不成立", "false")),
        ):
            why = ("", "") if possible or able is None else able.why
            yield item("branch", version, what, of_part(row, path, words), spot, why, path)


def _first_below(by_path: dict[Path, Leaf], path: Path) -> Leaf:
    return next(leaf for way, leaf in by_path.items() if way[: len(path)] == path)


def _parts(condition: Condition, path: Path = ()) -> Iterator[Path]:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for n, part in enumerate(parts):
                yield (*path, n)
                yield from _parts(part, (*path, n))
        case Negation(part=part):
            yield from _parts(part, (*path, 0))


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    yield from _below(result, ())


def _below(result: IndicatorResult, path: Path) -> Iterator[tuple[str, Path]]:
    if path and result.verdict in (Verdict.MET, Verdict.MISSED):
        yield str(result.verdict), path
    for n, part in enumerate(result.parts):
        yield from _below(part, (*path, n))


PART = Kind("branch", _items, _seen)
