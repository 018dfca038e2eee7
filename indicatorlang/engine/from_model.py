"""Model → plan."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.engine.pace import trajectories
from indicatorlang.engine.plan import Plan
from indicatorlang.model.formula import Constant, MeasureRef, measures_in
from indicatorlang.model.indicator import Indicator, InRange, Threshold, conditions, measures_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset


def plan(ruleset: Ruleset) -> Plan:
    """Work out what evaluation needs of a ruleset."""
    return Plan(
        ruleset,
        {i.id: tuple(dict.fromkeys(_inputs(i, ruleset))) for i in ruleset.indicators},
        {i.id: _bounds(i) for i in ruleset.indicators},
        trajectories(ruleset.indicators, ruleset.span),
    )


def _inputs(indicator: Indicator, ruleset: Ruleset) -> Iterator[str]:
    """The reported measures behind an indicator; the measures of formulas come before the formula's own name."""
    waiting = list(measures_of(indicator.condition)) if indicator.condition is not None else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        measure = ruleset.measures.get(name)
        if measure is not None and measure.formula is not None:
            waiting[:0] = list(measures_in(measure.formula))
        yield name
    # A subject that is a formula without a name may have its value delivered under the row's own id.
    yield indicator.id


def _bounds(indicator: Indicator) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for part in conditions(indicator.condition) if indicator.condition is not None else ():
        match part:
            case Threshold(subject=MeasureRef(measure=name), bound=Constant(quantity=bound)):
                found[name] = bound
            case InRange(subject=MeasureRef(measure=name), high=Constant(quantity=bound)):
                found[name] = bound
    return found
