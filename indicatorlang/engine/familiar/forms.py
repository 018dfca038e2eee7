"""What a delivery looks like, its values apart → how such values decide a ruleset's rows at a day.

Which values count at a date and how they become one number is asked of the row engine, with made-up numbers; how a row is decided is what
the scorer of records says. A form that leaves anything else to evaluation has no plan: then every delivery of it is evaluated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from indicatorlang.engine.columns.needs import needs_of
from indicatorlang.engine.columns.shapes import ROWS, Answer, Key, Need, Prober
from indicatorlang.engine.delivered.entries import OTHER_UNIT
from indicatorlang.engine.delivered.natures import Nature, natures_of
from indicatorlang.engine.delivered.placing import placed
from indicatorlang.engine.familiar.amounts import SCALE
from indicatorlang.engine.familiar.beside import BESIDE
from indicatorlang.engine.familiar.deciding import Form, taking
from indicatorlang.engine.familiar.rows import FormRow, Limit, NumberRow, QuotientRow, Sum, WordRow
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.scorer.kinds import FormulaRow, PlainRow, Rows, Side
from indicatorlang.model.actual import Kind, RawActual
from indicatorlang.model.indicator import AtLevel, DoneBy, Indicator
from indicatorlang.model.quantity import Quantity

_FAR = 1000
"""A sum in a unit that nobody wrote, so many times its target or less than one part of so many, may be meant in another one."""
Plain = Sequence[RawActual]


def form_of(
    plan: Plan, day: dt.date, percent: Literal["percent", "fraction"] | None, kind: Kind | None, rows: Plain
) -> Form | None:
    """How values at these places decide at a day; `rows` is a delivery of that form. None when evaluation has to."""
    if plan.later or plan.ruleset.records:
        return None
    try:
        return _Maker(plan, day, percent, kind, rows).form()
    except _NotPlain:
        return None


class _NotPlain(Exception):
    """Something of the form is for evaluation."""


class _Maker:
    """Makes one form."""

    def __init__(
        self, plan: Plan, day: dt.date, percent: Literal["percent", "fraction"] | None, kind: Kind | None, rows: Plain
    ) -> None:
        self.plan, self.day, self.ruleset = plan, day, plan.ruleset
        self.rows = rows
        self.natures: Mapping[str, Nature] = natures_of(plan.ruleset)
        self.prober = Prober(plan.ruleset, day, percent, kind)
        self.kinds = Rows(plan.ruleset, self.natures, day, percent)

    def form(self) -> Form:
        """The whole form."""
        self._place()
        told = [(indicator, self.kinds.of(indicator)) for indicator in self.ruleset.indicators]
        needs = {indicator.id: needs_of(indicator, self.ruleset, self.day) for indicator, _ in told}
        numbered = [indicator for indicator, row in told if isinstance(row, PlainRow | FormulaRow) and self._looks(indicator)]
        self._ask(need for indicator in numbered for need in needs[indicator.id])
        made: list[FormRow] = []
        places = self.ruleset.profile.places
        for index, (indicator, row) in enumerate(told):
            if not self._looks(indicator):
                made.append(WordRow(index, taking([]), taking([]), None))
            elif isinstance(row, PlainRow):
                (only,) = self._sums(indicator, row.measures, needs[indicator.id])
                made.append(NumberRow(index, row, only, tuple(_limit(side, only.factor) for side in row.sides), places))
            elif isinstance(row, FormulaRow):
                sums = self._sums(indicator, row.measures, needs[indicator.id])
                made.append(QuotientRow(index, row, sums, self.ruleset.profile))
            else:
                made.append(self._words(index, indicator, row.measures))
        return Form(self.ruleset, self.day, tuple(made), tuple(self.numeric), tuple(self._caps()))

    def _place(self) -> None:
        """Where the values of each measure stand, in order of time."""
        places: dict[str, list[tuple[dt.date, dt.date, int]]] = {}
        self.keys: dict[int, Key] = {}
        for place, row in enumerate(self.rows):
            name = self.prober.measure_of(row.subject)
            if not name or name not in self.natures or row.path or row.trouble is not None or not BESIDE.issuperset(row.extra):
                raise _NotPlain
            when, problem = placed(row, self.ruleset.span)
            plain, _ = placed(RawActual("", "1", row.period), self.ruleset.span)
            if problem is not None or when != plain:
                raise _NotPlain
            period = when.period or self.ruleset.span
            places.setdefault(name, []).append((period.end, period.start, place))
            self.keys[place] = Key(row.period or "", row.extra.get("kind", ""), row.extra.get("unit", ""))
        self.places = {name: [place for _, _, place in sorted(found)] for name, found in places.items()}
        self.spans = {place: (start, end) for found in places.values() for end, start, place in found}
        self.numbers = {name: found for name, found in self.places.items() if self.natures[name].form == "number"}
        self.numeric = sorted(place for found in self.numbers.values() for place in found)
        self.at = {place: number for number, place in enumerate(self.numeric)}

    def _looks(self, indicator: Indicator) -> bool:
        """Whether a row looks at anything that was delivered; one that does not comes to the same whatever the values."""
        return not self.places.keys().isdisjoint(self.ruleset.reported_for(indicator))

    def _is_whole(self, place: int) -> bool:
        return self.spans[place] == (self.ruleset.span.start, self.ruleset.span.end)

    def _ask(self, needs: Iterator[Need]) -> None:
        """How the values of each measure of numbers become one, as the row engine does it."""
        shapes = {name: tuple(self.keys[place] for place in found) for name, found in self.numbers.items()}
        whole = {name for name, found in self.numbers.items() if all(map(self._is_whole, found))}
        self.prober.whole = frozenset(whole)
        self.prober.settle_numbers(shapes)
        asked = tuple(dict.fromkeys(needs))
        found = self.prober.answers({name: [shape] for name, shape in shapes.items()}, asked)
        self.answers = {need: found.get((need, shapes.get(need.measure, ())), ROWS) for need in asked}

    def _sums(self, indicator: Indicator, measures: Sequence[str], needs: Sequence[Need]) -> tuple[Sum, ...]:
        """The numbers that a row looks at, in order."""
        by_measure = {need.measure: need for need in needs}
        if len(by_measure) != len(needs) or set(by_measure) != set(measures):
            raise _NotPlain
        return tuple(self._sum(indicator, by_measure[name]) for name in measures)

    def _sum(self, indicator: Indicator, need: Need) -> Sum:
        answer, places = self.answers[need], self.numbers.get(need.measure, [])
        if need.aggregate is not None or answer.state != "known" or answer.operation not in ("sum", "last"):
            raise _NotPlain
        held = need.measure in self.prober.whole
        counted = [place for place in places if held or self.spans[place][1] <= need.at]
        taken = counted if answer.operation == "sum" else counted[-1:]
        low, high = self._doubted(indicator, need.measure, answer)
        return Sum(need.measure, taking([self.at[place] for place in taken]), answer.factor, low, high)

    def _doubted(self, indicator: Indicator, measure: str, answer: Answer) -> tuple[int, int | None]:
        """Between which millionths a sum of money is surely meant in the unit it is read in."""
        target: Quantity | None = self.plan.bounds.get(indicator.id, {}).get(measure)
        unit = answer.unit
        bare = any(not self.keys[place].unit for place in self.places[measure])
        if unit is None or not unit.is_money or unit.factor not in OTHER_UNIT or not bare:
            return 0, None
        if target is None or not target.number or not target.unit.fits(unit):
            return 0, None
        at = target.base / answer.factor * SCALE
        return int(at / _FAR) + 1, int(at * _FAR)

    def _caps(self) -> Iterator[tuple[Callable[[Sequence[Any]], tuple[Any, ...]], int]]:
        """The most that single values of a measure can be, in millionths, where it has a most."""
        for need, answer in self.answers.items():
            if answer.state != "known":
                continue
            measure, unit = self.ruleset.measures[need.measure], self.natures[need.measure].unit
            if measure.bounded and unit is not None and unit.is_ratio:
                yield taking([self.at[place] for place in self.numbers[need.measure]]), int(SCALE / answer.factor)

    def _words(self, index: int, indicator: Indicator, measures: Sequence[str]) -> WordRow:
        """A row of a level or a day: the words that matter, and those that only have to be words."""
        condition = indicator.condition
        rules = self.ruleset.profile.scoring_of(indicator.scoring)
        special = indicator.when is not None or indicator.items or (rules.evidence, rules.above) != (None, None)
        if not isinstance(condition, AtLevel | DoneBy) or special or len(measures) != 1 or condition.measure != measures[0]:
            raise _NotPlain
        (name,) = measures
        measure = self.ruleset.measures[name]
        if (measure.formula, measure.survey, measure.records) != (None, None, None) or measure.evidence != "optional":
            raise _NotPlain
        places = self.places.get(name, [])
        if self.natures[name].form == "number":
            raise _NotPlain
        ends = [self.spans[place][1] for place in places]
        apart = len(set(ends)) == len(ends) and (len(ends) == 1 or not any(map(self._is_whole, places)))
        if not isinstance(condition, AtLevel) or not apart:
            return WordRow(index, taking(places), taking([]), None)
        at = min(condition.due or self.ruleset.span.end, self.day)
        held = len(places) == 1 and self._is_whole(places[0])
        before = [place for place in places if held or self.spans[place][1] <= at]
        rest = [place for place in places if place not in before[-1:]]
        words = frozenset(level.name for scale in self.natures[name].scales for level in scale.levels)
        return WordRow(index, taking(before[-1:]), taking(rest), words)


def _limit(side: Side, factor: Fraction) -> Limit:
    """A bound of a row for numbers in the written unit: the scorer has it in the unit of records."""
    base = side.at * side.shown * side.unit.factor
    return Limit.of(side, base / factor * SCALE)
