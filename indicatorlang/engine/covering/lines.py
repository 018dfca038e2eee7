"""A line through named points is seen between each two of them, and beyond both ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.scoring import Anchor, Scoring


def anchors_of(scoring: Scoring | None) -> tuple[Anchor, ...]:
    """The points of a line, the least first; none where the method has none."""
    value = scoring.get("anchors") if scoring is not None else None
    points = [point for point in value if isinstance(point, Anchor)] if isinstance(value, tuple) else []
    return tuple(sorted(points, key=lambda point: point.at.base))


def _items(version: Version) -> Iterator[CoverageItem]:
    scoring = version.ruleset.profile.scoring_of(version.row.scoring)
    points = anchors_of(scoring)
    if not points:
        return
    first, last = points[0].at, points[-1].at
    spot = spot_of(version, key="scoring", inner="anchors")
    yield item("line", version, "low", (f"到{first.shown()}或更低", f"at {first.shown('en')} or below"), spot)
    for number, (one, other) in enumerate(itertools.pairwise(points)):
        said = f"在{one.at.shown()}与{other.at.shown()}之间", f"between {one.at.shown('en')} and {other.at.shown('en')}"
        yield item("line", version, str(number), said, spot)
    yield item("line", version, "high", (f"到{last.shown()}或更高", f"at {last.shown('en')} or above"), spot)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    points = anchors_of(assessment.ruleset.profile.scoring_of(result.indicator.scoring))
    told = dict(result.working.told) if result.working is not None else {}
    if not points or "low" not in told:
        return
    if "high" in told and told["low"] in points:
        yield str(points.index(told["low"])), ()
    elif told["low"] == points[0]:
        yield "low", ()
    elif told["low"] == points[-1]:
        yield "high", ()


PART = Kind("line", _items, _seen)
