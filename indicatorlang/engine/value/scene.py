"""Where values come from, and at which date they are looked at: what every judge and every sum is handed."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.engine.series import Book, Choice
from indicatorlang.lazily import frozen
from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import Period
from indicatorlang.model.ruleset import Ruleset


@frozen
class Scene:
    """Where values come from: the ruleset, the bound actuals, the date of evaluation, and how double meanings are read."""

    ruleset: Ruleset
    book: Book
    as_of: dt.date
    choice: Choice = attrs.field(factory=Choice)
    window: Period | None = None
    """When set, only what happened within it counts: the values of one quarter, the cases of one week."""

    def measure(self, name: str) -> Measure:
        """The measure of that name, declared or not."""
        return self.ruleset.measures.get(name) or Measure(name, declared=False)
