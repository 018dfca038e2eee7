"""Something to be done is seen done late and not done, where the two come to different points."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.levels import BY_SHAPE
from indicatorlang.engine.covering.parts import Kind, Version, item, leaves, of_part, results, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.indicator import DoneBy
from indicatorlang.model.verdict import Verdict

LATE, NOT = ("逾期完成", "done late"), ("没有完成", "not done")


def _items(version: Version) -> Iterator[CoverageItem]:
    row, profile = version.row, version.ruleset.profile
    late = row.late if row.late is not None else profile.late
    method = profile.scoring_of(row.scoring).method
    if method == "pass_fail" or (not late and method in BY_SHAPE):
        return
    for leaf in leaves(row):
        if isinstance(leaf.condition, DoneBy):
            yield item("late", version, "late", of_part(row, leaf.path, LATE), spot_of(version, leaf), part=leaf.path)
            yield item("late", version, "not", of_part(row, leaf.path, NOT), spot_of(version, leaf), part=leaf.path)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    by_path = {leaf.path: leaf for leaf in leaves(result.indicator)}
    for path, part in results(result):
        leaf = by_path.get(path)
        if leaf is None or not isinstance(leaf.condition, DoneBy) or part.verdict is not Verdict.MISSED:
            continue
        done = part.actual is not None and (part.actual.day is not None or bool(part.actual.done))
        yield ("late" if done and part.gap is not None else "not"), path


PART = Kind("late", _items, _seen)
