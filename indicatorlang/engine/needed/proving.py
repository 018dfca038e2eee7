"""The proof of a way: whether the condition is met with its entries."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.engine.judging import Row, judge
from indicatorlang.engine.needed.supposing import carried, entered
from indicatorlang.engine.outcome import Outcome
from indicatorlang.engine.value.scene import Scene
from indicatorlang.engine.value.values import value_of
from indicatorlang.model.assessment import Need
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import (
    Condition,
    Single,
    conditions,
)
from indicatorlang.model.verdict import Verdict

Way = tuple[Need, ...]


def is_proved(condition: Condition, way: Way, outcome: Outcome, row: Row) -> bool:
    """Whether the condition is met with these entries: now, or on the day it is due if nothing else changes until then."""
    scene = row.scene
    if outcome.verdict is Verdict.NOT_DUE:
        days = [_due(part, scene) for part in conditions(condition) if isinstance(part, Single)]
        ahead = [day for day in days if day > row.as_of]
        entered_already = {need.measure for need in way}
        names = (*scene.ruleset.inputs_of(row.indicator), row.indicator.id)
        others = [value_of(MeasureRef(name), scene, row.as_of) for name in names if scene.measure(name).formula is None]
        scene = carried([each for each in others if each.name not in entered_already], ahead, scene)
        scene = attrs.evolve(scene, as_of=max((row.as_of, *days)))
    return judge(condition, attrs.evolve(row, scene=entered(way, scene))).verdict is Verdict.MET


def _due(part: Single, scene: Scene) -> dt.date:
    return part.due or scene.ruleset.span.end
