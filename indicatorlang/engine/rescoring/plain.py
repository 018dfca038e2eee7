"""A row that holds one number against one bound in the same unit, scored by the engine's own kernels and without a ruleset.

Most rows of a long table are of that kind, and of what evaluation asks besides (periods, series, double meanings, facts told beside a
value) there is nothing in them. Whatever is not exactly so is handed back to evaluation. No points are counted here: comparing, the
fraction, the method, what comes after it and rounding are the functions that evaluation itself calls.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from indicatorlang.engine.delivered.facts import RowFacts
from indicatorlang.engine.judging.earned import DECIDED, earned
from indicatorlang.engine.judging.modifiers import modified, points_of
from indicatorlang.engine.judging.numbers import threshold_fraction
from indicatorlang.engine.judging.row import Row
from indicatorlang.engine.outcome import Outcome, compare
from indicatorlang.engine.series import Book
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Indicator, Threshold
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import places_of
from indicatorlang.model.period import Period
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading, Computed
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Verdict

METHODS = ("proportional", "pass_fail")
_DAY = dt.date(2000, 12, 31)
_ONE_WAY = (">=", ">", "<=", "<")
_PLAIN = pattern(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_SUBJECT = MeasureRef("")
_NO_FACTS = RowFacts()


class PlainRows:
    """Scores plain rows under the rules of a profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._known = profile.scoring.method in METHODS
        span = Period(dt.date(2000, 1, 1), _DAY)
        ruleset = Ruleset("", span, profile, Calendar("", span.start, (0,)), (), {})
        self._scene = Scene(ruleset, Book(span), _DAY)

    def score(
        self, reading: Reading, actual: ActualReading, weight: Fraction, whole: Callable[[], IndicatorResult | None]
    ) -> Computed | None:
        """What such a row comes to, as `rescore` gives it; None for a row that is not plain. `whole` evaluates it when somebody asks
        for the result behind the points."""
        sides = _sides(reading, actual) if self._known and weight > 0 else None
        if sides is None or reading.op is None:
            return None
        a, t = sides
        condition = Threshold(_SUBJECT, reading.op, Constant(t), reading.op)
        row = Row(Indicator("", "", "", None, condition, weight=weight), self._scene)
        holds = compare(condition.meaning, a.base, t.base)
        fraction, working = threshold_fraction(condition, a, t, holds, row)
        verdict = Verdict.MET if holds else Verdict.MISSED
        outcome = Outcome(verdict, _DAY, Measured("", "known", a), fraction=fraction, bound=t, working=working)
        outcome = modified(earned(condition, outcome, row), row.rules, _NO_FACTS, None)
        if outcome.verdict not in DECIDED or outcome.fraction is None:
            return None
        points = points_of(outcome, row.indicator, row.rules, _NO_FACTS, outside=False)
        score, compared = self.profile.rounded(points), (a, reading.op, t)
        return Computed(outcome.verdict, score, points, profile=self.profile.name, result=whole, compared=compared)


def _sides(reading: Reading, actual: ActualReading) -> tuple[Quantity, Quantity] | None:
    """The actual and the bound; None unless the target is this comparison and nothing else, and both are typed in one unit."""
    unit, value = reading.unit, reading.value
    if reading.kind != "number" or actual.kind != "quantity" or not unit or value is None or reading.op not in _ONE_WAY:
        return None
    if (
        reading.canonical != f"{reading.op} {value}{'' if unit == '%' else ' '}{unit}"
        or reading.rest
        or actual.refused is not None
    ):
        return None
    if actual.unit != unit or actual.cell != f"{actual.value}{unit}":
        return None
    found = parse_unit(unit)
    if not found.known or not _PLAIN.fullmatch(value) or not _PLAIN.fullmatch(actual.value):
        return None
    a, t = (Quantity(Fraction(text), found.unit, places_of(text)) for text in (actual.value, value))
    return (a, t) if t.number > 0 else None
