"""Each milestone of a schedule is seen met and missed; the last one is the target itself, which the verdict of the row has seen."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.covering.parts import Kind, Version, item, leaves, of_part, results, spot_of
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.coverage import CoverageItem, Path
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.period import shown_day
from indicatorlang.model.verdict import VERDICT_WORDS, Verdict

DECIDED = (Verdict.MET, Verdict.MISSED)


def _items(version: Version) -> Iterator[CoverageItem]:
    for leaf in leaves(version.row):
        schedule = leaf.condition.schedule if isinstance(leaf.condition, Threshold) else ()
        for number, step in enumerate(schedule[:-1]):
            for verdict in DECIDED:
                zh, en = VERDICT_WORDS[verdict]["zh"], VERDICT_WORDS[verdict]["en"]
                words = f"{shown_day(step.by)}节点{zh}", f"milestone {step.by.isoformat()} {en}"
                spot = spot_of(version, leaf, piece="step", index=number)
                what = f"{step.by.isoformat()} {verdict}"
                yield item("milestone", version, what, of_part(version.row, leaf.path, words), spot, part=leaf.path)


def _seen(result: IndicatorResult, assessment: Assessment) -> Iterator[tuple[str, Path]]:
    for path, part in results(result):
        for step in part.milestones[:-1]:
            if step.verdict in DECIDED:
                yield f"{step.by.isoformat()} {step.verdict}", path


PART = Kind("milestone", _items, _seen)
