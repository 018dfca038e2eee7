"""Rows beside the weights that have a limit are seen at it; the pass line and the cap of a row are seen to work."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path

MODIFIERS = {"floor": ("低于及格线", "below its pass line"), "cap": ("超过得分上限", "above its cap")}


def _items(version: Version) -> Iterator[CoverageItem]:
    scoring = version.row.scoring
    if scoring is None:
        return
    spot = spot_of(version, key="scoring")
    if scoring.method in ("bonus", "deduction") and scoring.get("most") is not None and scoring.get("step") is not None:
        bonus = scoring.method == "bonus"
        says = ("加到最多", "with the most added") if bonus else ("扣到最多", "with the most taken off")
        yield item("limit", version, "most", says, spot)
    for name, says in MODIFIERS.items():
        if getattr(scoring, name) is not None:
            yield item("limit", version, name, says, spot_of(version, key="scoring", inner=name))


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    if result.working is not None and result.working.method in ("bonus_most", "deduction_most"):
        yield "most", ()
    for modifier in result.modifiers:
        yield modifier.kind, ()


PART = Kind("limit", _items, _seen)
