"""One row of a record, evaluated as `evaluate` does: for what plain numbers cannot decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from indicatorlang.engine.bind import bind
from indicatorlang.engine.delivered.names import feed_of, names_of
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.rows import evaluate_row
from indicatorlang.engine.scorer.deciding import NUMBERS
from indicatorlang.engine.scorer.kinds import PercentSpelling
from indicatorlang.engine.scorer.numbers import exact_value, simplified
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.formula import measures_in
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.loading import load_actuals

MOST = 1e300
"""Larger numbers are no quantities; evaluation says so."""
REMEMBERED = 4096
"""So many keys that are no names of measures are remembered."""


class AskedRows:
    """The rows of a plan at a day, each to be evaluated by itself on what it looks at. `natures` are those of the plan's ruleset."""

    def __init__(self, plan: Plan, day: dt.date, percent: PercentSpelling | None, natures: Mapping[str, Nature]) -> None:
        self._plan, self._day, self._percent, self._natures = plan, day, percent, natures
        self._now = plan.at(day)
        ruleset = self._now.ruleset
        self._fed = {each.id: ruleset.inputs_of(each) for each in ruleset.indicators} if plan.later else None
        self._names = names_of(plan.ruleset)
        self._targets: dict[str, str | None] = {}
        self._own = own = {each.id: ruleset.reported_for(each) for each in ruleset.indicators if feed_of(each).own}
        made = {name: _behind(ruleset, name) for name, measure in ruleset.measures.items() if measure.formula is not None}
        self.wholes: Mapping[str, tuple[str, ...]] = own | made
        """What is computed but may also be given as a whole, and the reported measures behind it: measures by name, and rows by id whose
        formula has no name."""

    def wholes_of(self, indicator: Indicator, measures: Sequence[str]) -> tuple[str, ...]:
        """What may be given as a whole in place of the reported measures behind an indicator."""
        made = (name for name, behind in self.wholes.items() if name not in self._own and not set(behind).isdisjoint(measures))
        return (*made, *([indicator.id] if indicator.id in self._own else []))

    def result(self, index: int, given: Mapping[str, Any]) -> IndicatorResult:
        """The result of a row; `given` holds what it looks at."""
        ruleset = self._now.ruleset
        raw = load_actuals({name: self.as_given(name, value) for name, value in given.items()})
        book, _ = bind(self._plan.ruleset, raw, percent=self._percent, kind=None)
        if self._fed is not None:
            book = book.feeding(self._fed)
        indicator = ruleset.indicators[index]
        return evaluate_row(indicator, self._now, Scene(ruleset, book, self._day), book.facts(indicator.id, self._day))

    def as_given(self, name: str, value: Any) -> Any:
        """A number as a quantity in the unit of its measure; a percentage stays a number, for `percent` says how it is meant."""
        nature = self._natures.get(name)
        number = simplified(value)
        if nature is None or nature.unit is None or nature.unit.is_ratio or type(number) not in NUMBERS:
            return value
        return Quantity(exact_value(number), nature.unit) if -MOST < number < MOST else value

    def meant_by(self, key: object) -> str | None:
        """What a value under a key is a value of: a measure by name, a row by id; None where no row looks at it, or several could be meant."""
        if not isinstance(key, str):
            return None
        if key not in self._targets:
            match = self._names.find(key)
            feed = None if match.indicator is None else feed_of(match.indicator)
            own = match.indicator.id if feed is not None and feed.own and match.indicator is not None else None
            found = match.measure or own or (None if feed is None else feed.measure)
            if len(self._targets) >= REMEMBERED:
                return found
            self._targets[key] = found
        return self._targets[key]


def _behind(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    """The reported measures that a measure is computed of."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        formula = ruleset.measures[each].formula if (each := waiting.pop()) in ruleset.measures else None
        new = [part for part in measures_in(formula) if part not in found] if formula is not None else []
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(each for each in found if each not in ruleset.measures or ruleset.measures[each].formula is None)
