"""Levels that come to different points are seen: one below the demanded one, lower ones, each level with a share of its own.

Levels that meet the target are one thing, which the row met has seen; where all others earn the same, the row missed has seen them.
"""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Leaf, Version, item, leaves, of_part, results, spot_of
from indicatorlang.engine.outcome import level_holds, steps_below
from indicatorlang.library.scoring import levels
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.indicator import AtLevel, Indicator
from indicatorlang.model.profile import Profile
from indicatorlang.model.scale import Level

BY_SHAPE = ("", "proportional", "levels", "progress")


def worth(condition: AtLevel, level: Level, row: Indicator, profile: Profile) -> object:
    """What tells the points of a level that misses the target apart from those of others."""
    if profile.scoring_of(row.scoring).method not in BY_SHAPE:
        return None
    if condition.scale.has_bands:
        return level.low, level.high
    share = level.number if condition.scale.has_shares else None
    return levels.PART.kernel(steps_below(condition, level), profile.one_level_below, share)


def groups(leaf: Leaf, row: Indicator, profile: Profile) -> tuple[tuple[Level, ...], ...]:
    """The levels that miss the target, best first, those that come to the same points together."""
    condition = leaf.condition
    if not isinstance(condition, AtLevel) or condition.op not in (">=", ">"):
        return ()
    found: dict[object, list[Level]] = {}
    for level in condition.scale.levels:
        if not level_holds(condition, level):
            found.setdefault(worth(condition, level, row, profile), []).append(level)
    return tuple(map(tuple, found.values())) if len(found) > 1 else ()


def _items(version: Version) -> Iterator[CoverageItem]:
    for leaf in leaves(version.row):
        for group in groups(leaf, version.row, version.ruleset.profile):
            names = "、".join(level.name for level in group), " / ".join(level.name for level in group)
            says = of_part(version.row, leaf.path, (f"评为“{names[0]}”", f"at `{names[1]}`"))
            yield item("level", version, group[0].name, says, spot_of(version, leaf), part=leaf.path)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    profile = assessment.ruleset.profile
    by_path = {leaf.path: leaf for leaf in leaves(result.indicator)}
    for path, part in results(result):
        level = part.actual.level if part.actual is not None else None
        if level is None or path not in by_path:
            continue
        for group in groups(by_path[path], result.indicator, profile):
            if level in group and part.fraction is not None:
                yield group[0].name, path


PART = Kind("level", _items, _seen)
