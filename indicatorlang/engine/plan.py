"""A ruleset made ready: what evaluation needs again and again, worked out once. Immutable, picklable, shared by threads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping

import attrs

from indicatorlang.engine.pacing.expecting import Stage
from indicatorlang.lazily import frozen
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset


@frozen
class Plan:
    """`inputs` are the reported measures behind each indicator, formulas opened; `bounds` the quantity each of them is held
    against alone, where it is; `stages` the trajectory of each measure that several rows demand.

    `needs`: whether a result says what would have met its target; a table that is scored again asks for no more than the score.

    `later` are the plans of the times after each day on which a row was changed, by that day.

    `learned` holds what evaluation has found out about the ruleset and would find again, by whoever found it; results never depend on
    what is there already."""

    ruleset: Ruleset
    inputs: Mapping[str, tuple[str, ...]]
    bounds: Mapping[str, Mapping[str, Quantity]]
    stages: Mapping[str, tuple[Stage, ...]]
    later: tuple[tuple[dt.date, Plan], ...] = ()
    needs: bool = True
    learned: dict[Hashable, object] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def at(self, day: dt.date) -> Plan:
        """The plan that holds on a day: with every row as the last change approved on or before it has left it."""
        begun = [plan for start, plan in self.later if start <= day]
        return begun[-1] if begun else self
