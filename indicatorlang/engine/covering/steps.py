"""Points taken off step by step: seen in part, and seen to be all gone (or at their limit). Nothing off is the row met."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.engine.covering.parts import Kind, Version, item, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.scoring import Amount, Scoring

AT_ONCE = ("差一步就扣完", "the first step takes all points")
WHAT = {"steps": "partly", "steps_most": "most", "steps_all": "all"}


def _items(version: Version) -> Iterator[CoverageItem]:
    scoring = version.ruleset.profile.scoring_of(version.row.scoring)
    if scoring.method != "steps":
        return
    weight, spot = version.row.weight, spot_of(version, key="scoring")
    once, most = _points(scoring, "deduct", weight), _points(scoring, "most", weight)
    whole = once is not None and once >= weight and scoring.get("partial") != "linear"
    yield item(
        "steps", version, "partly", ("按步扣一部分", "with a part of the points off"), spot, AT_ONCE if whole else ("", "")
    )
    if most is not None and most < weight:
        yield item("steps", version, "most", ("扣到最多", "with the most taken off"), spot)
    else:
        yield item("steps", version, "all", ("扣完", "with all points off"), spot)


def _points(scoring: Scoring, name: str, weight: Fraction) -> Fraction | None:
    value = scoring.get(name)
    if isinstance(value, Amount):
        return None if value.share is None else value.share * weight
    return value if isinstance(value, Fraction) else None


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    method = result.working.method if result.working is not None else ""
    if method in WHAT:
        yield WHAT[method], ()


PART = Kind("steps", _items, _seen)
