"""Model → plan."""

from __future__ import annotations

import attrs

from indicatorlang.engine.pacing.expecting import trajectories
from indicatorlang.engine.plan import Plan
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Indicator, InRange, Threshold, conditions
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import EXECUTED, Ruleset, measures_spending


def plan(ruleset: Ruleset) -> Plan:
    """Work out what evaluation needs of a ruleset, and of what it becomes by each approved change of a row."""
    days = sorted({version.changes[-1].approved for indicator in ruleset.indicators for version in indicator.versions})
    return attrs.evolve(_phase(ruleset), later=tuple((day, _phase(ruleset.in_force(day))) for day in days))


def _phase(ruleset: Ruleset) -> Plan:
    """The plan of the rows as they stand in the ruleset."""
    return Plan(
        ruleset,
        # A subject that is a formula without a name may have its value delivered under the row's own id.
        {i.id: tuple(dict.fromkeys((*ruleset.inputs_of(i), i.id))) for i in ruleset.indicators},
        {i.id: _bounds(i, ruleset) for i in ruleset.indicators},
        trajectories(ruleset.indicators, ruleset.span),
    )


def _bounds(indicator: Indicator, ruleset: Ruleset) -> dict[str, Quantity]:
    """What each measure is held against: its target, and for what was spent the budget, so that 元 in place of 万元 is noticed."""
    found: dict[str, Quantity] = {}
    funds = ruleset.funds
    changed = funds.changes[0].amount if funds is not None and funds.changes else None
    amount = changed if funds is None else funds.budget or funds.initial or changed
    if amount is not None and measures_spending(indicator):
        found[EXECUTED] = amount
    for part in conditions(indicator.condition) if indicator.condition is not None else ():
        match part:
            case Threshold(subject=MeasureRef(measure=name), bound=Constant(quantity=bound)):
                found[name] = bound
            case InRange(subject=MeasureRef(measure=name), high=Constant(quantity=bound)):
                found[name] = bound
    return found
