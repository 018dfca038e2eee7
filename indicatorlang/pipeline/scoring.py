"""The hot path for services: a ruleset → a function from one record of aggregated values to verdicts and points.

What it answers is what `evaluate` answers for the same values at the same date. Numbers against bounds are compared at once; rows that plain
numbers cannot decide are handed to `evaluate` itself, one by one, and what it says of a row and its values is remembered.
What is remembered never changes, so that it is no matter which of two threads remembers it; dictionaries and sets take one entry at a time.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.natures import natures_of
from indicatorlang.engine.plan import Plan
from indicatorlang.engine.scorer.deciding import (
    NUMBERS,
    WAITING,
    Decision,
    alone,
    computed,
    computed_lack,
    lack,
    points_table,
)
from indicatorlang.engine.scorer.kinds import FormulaRow, PercentSpelling, PlainRow, Rows, ScorerRow
from indicatorlang.engine.scorer.numbers import simplified, within
from indicatorlang.engine.scorer.results import scored_results
from indicatorlang.engine.scorer.source import Memory, decider, gauge
from indicatorlang.engine.scorer.sums import Sums
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.indicator import Indicator, Single, conditions
from indicatorlang.model.profile import Grade
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Verdict
from indicatorlang.pipeline.asked_rows import AskedRows

REMEMBERED = 4096
"""So many answers are kept for each row that evaluation decides."""
_WORDS = frozenset((str, dt.date, type(None)))
_KEPT = _WORDS | {int, float, bool, Decimal, Fraction}
Answer = tuple[Verdict, Fraction | None, Quantity | None]


class ScoredRow:
    """What one record comes to. Everything but verdicts and scores is worked out when it is asked for."""

    __slots__ = ("_assessment", "_scorer", "_scores", "_values", "_verdicts")
    _scorer: Scorer
    _verdicts: tuple[Verdict, ...]
    _scores: tuple[Fraction | None, ...]
    _values: tuple[Any, ...]
    _assessment: Assessment

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts, in the order of the indicators."""
        return self._verdicts

    @property
    def scores(self) -> tuple[Fraction | None, ...]:
        """The points of each indicator, exact and rounded as the rules say; None where there is nothing to score."""
        return self._scores

    @property
    def total(self) -> Fraction:
        """The score of the whole."""
        found = self._scorer._sums.total(self._verdicts, self._scores)
        return self.assessment.score if found is None else found

    @property
    def grade(self) -> Grade | None:
        """The grade; None while a row is not due, has bad data or none, or there is nothing to grade."""
        sums = self._scorer._sums
        return sums.grade(self._verdicts, self._scores) if sums.decides(self._verdicts) else self.assessment.grade

    @property
    def gaps(self) -> tuple[Fraction | None, ...]:
        """How much each indicator lacks, positive, in the unit of its bound (百分点 for percentages, days for deadlines); None where nothing is
        missing, or nothing is known."""
        return self._scorer._gaps(self)

    @property
    def results(self) -> tuple[IndicatorResult, ...]:
        """The results of all indicators, in order; no more is worked out than is asked of them."""
        return scored_results(self._scorer.indicators, self._verdicts, self._scores, self)

    @property
    def assessment(self) -> Assessment:
        """The assessment that `evaluate` makes of the same record, worked out once."""
        try:
            return self._assessment
        except AttributeError:
            self._assessment = self._scorer._assess(self._values)
            return self._assessment

    def _result_of(self, indicator: Indicator) -> IndicatorResult:
        """The result of an indicator as `evaluate` makes it."""
        return self.assessment.results[self._scorer._place_of(indicator)]

    def _gap_of(self, indicator: Indicator) -> Quantity | None:
        """How much an indicator lacks."""
        index = self._scorer._place_of(indicator)
        return None if self._verdicts[index] is Verdict.MET else self._scorer._gap(index, self._values)

    def __getitem__(self, indicator: str) -> IndicatorResult:
        """The result of an indicator, by its id, else by its name. Raises KeyError when there is none, or when the name stands for several."""
        return self.results[self._scorer._index(indicator)]

    def __repr__(self) -> str:
        told = (f"{each.id}={verdict}" for each, verdict in zip(self._scorer.indicators, self._verdicts, strict=True))
        return f"<ScoredRow {' '.join(told)}>"


class Scorer:
    """A ruleset at a date, ready to score records: immutable to its users, picklable, shareable between threads.

    A record maps names to values already aggregated over the span: numbers, which count units of their measure (the declared one, else that
    of its target), percentages as `percent` says; names of levels; days; or anything else that `evaluate` takes for one value, such as `87%`.
    Names are those of measures, or of indicators that look at a single one. A measure that is missing or None has no data; keys that are no
    names are not looked at. What is computed is computed of its inputs, and taken as given only where none of them is in the record.
    Numbers may be int, float, Decimal, Fraction or numpy's; a float stands for its 15 significant digits.
    """

    def __init__(
        self, plan: Plan, evaluate: Callable[..., Assessment], as_of: dt.date | None, percent: PercentSpelling | None
    ) -> None:
        self._made_of = plan, evaluate, as_of, percent
        self._evaluate, self._percent = evaluate, percent
        self.as_of = as_of or _all_due(plan.ruleset)
        self.ruleset: Ruleset = plan.at(self.as_of).ruleset
        self.indicators: tuple[Indicator, ...] = self.ruleset.indicators
        self._places_of = {id(each): n for n, each in enumerate(self.indicators)}
        self._every = range(len(self.indicators))
        natures = natures_of(plan.ruleset)
        self._asked = AskedRows(plan, self.as_of, percent, natures)
        kinds = Rows(self.ruleset, natures, self.as_of, percent)
        self._rows: tuple[ScorerRow, ...] = tuple(kinds.of(each) for each in self.indicators)
        numbers = dict.fromkeys(row.measure for row in self._rows if isinstance(row, PlainRow))
        others = dict.fromkeys(name for row in self._rows if not isinstance(row, PlainRow) for name in row.measures)
        self.names: tuple[str, ...] = tuple(numbers | others)
        """The measures that are looked at."""
        self._at = {name: n for n, name in enumerate((*self.names, *self._asked.wholes))}
        self._seen = tuple(self._places(each, row) for each, row in zip(self.indicators, self._rows, strict=True))
        self._sums = Sums(self.ruleset)
        most = max((row.whole for row in self._rows if isinstance(row, PlainRow)), default=0)
        self._points = points_table(self.ruleset.profile.places, most)
        self._answers: tuple[dict[Any, Answer], ...] = tuple({} for _ in self._every)
        self._known: tuple[dict[Any, Decision], ...] = tuple({} for _ in self._every)
        self._lacks: tuple[dict[Any, Fraction | None], ...] = tuple({} for _ in self._every)
        self._filling: tuple[set[Any], ...] = tuple(set() for _ in self._every)
        self._full = tuple(self._best(each, row) for each, row in zip(self.indicators, self._rows, strict=True))
        memories = [Memory(self._full[n], self._filling[n], self._known[n], functools.partial(self._ask, n)) for n in self._every]
        self._decide = decider(self._rows, self.names, self._points, memories, ScoredRow, self)
        self._gauge = gauge(self._rows, self.names, self._lacks, self._lack)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._made_of

    def __call__(self, record: Mapping[str, Any]) -> ScoredRow:
        """Score one record. A value that is none of its measure makes its rows invalid; no record raises an exception."""
        return self._decide(record) or self._slowly(record)

    def _index(self, indicator: str) -> int:
        """The place of an indicator, by its id or name. Raises KeyError for a name that no row or several rows have."""
        by_id = [n for n, each in enumerate(self.indicators) if each.id == indicator]
        found = by_id or [n for n, each in enumerate(self.indicators) if folded(each.name) == folded(indicator)]
        if len(found) != 1:
            raise KeyError(indicator)
        return found[0]

    def as_given(self, name: str, value: Any) -> Any:
        """What a value of a measure stands for, as `evaluate` takes it: a number is a quantity in the unit of the measure; a percentage stays one."""
        return self._asked.as_given(name, value)

    def _place_of(self, indicator: Indicator) -> int:
        """The place of one of `indicators`."""
        return self._places_of[id(indicator)]

    def _assess(self, values: tuple[Any, ...]) -> Assessment:
        """What `evaluate` makes of values."""
        return self._evaluate(self._given(values, range(len(values))), as_of=self.as_of, percent=self._percent)

    def _gaps(self, row: ScoredRow) -> tuple[Fraction | None, ...]:
        """How much each row of a record lacks."""
        found = self._gauge(row._verdicts, row._values)
        if found is not None:
            return found
        told = (None if verdict is Verdict.MET else self._lack(n, row._values) for n, verdict in enumerate(row._verdicts))
        return tuple(told)

    def _lack(self, index: int, values: tuple[Any, ...]) -> Fraction | None:
        gap = self._gap(index, values)
        return None if gap is None else gap.number

    def _gap(self, index: int, values: tuple[Any, ...]) -> Quantity | None:
        """What a row lacks, with its unit."""
        row = self._rows[index]
        if isinstance(row, PlainRow) and not row.waiting:
            value = simplified(values[self._at[row.measure]])
            if type(value) in NUMBERS and within(value, row.least, row.most):
                return lack(row, value)
        elif isinstance(row, FormulaRow):
            asked = tuple(simplified(values[self._at[name]]) for name in row.measures)
            if computed(row, asked, self.ruleset.profile) is not None:
                return computed_lack(row, asked)
        return self._answer(index, values)[2]

    def _best(self, indicator: Indicator, row: ScorerRow) -> Decision:
        """What a row comes to that is met with all its points; one that is not due comes to nothing yet."""
        waits = isinstance(row, PlainRow) and row.waiting
        return WAITING if waits else (Verdict.MET, self.ruleset.profile.rounded(indicator.weight))

    def _places(self, indicator: Indicator, row: ScorerRow) -> tuple[int, ...]:
        """Where the values stand that a row looks at, those that are given in place of others among them."""
        return tuple(self._at[name] for name in (*row.measures, *self._asked.wholes_of(indicator, row.measures)))

    def _slowly(self, record: Mapping[str, Any]) -> ScoredRow:
        """A record with gaps, with numbers of other types, with texts where numbers are usual, or under names of indicators."""
        given = dict(self._meant(record))
        for name, behind in self._asked.wholes.items():
            if name in given and any(each in given for each in behind):
                del given[name]
        whole = any(name in given for name in self._asked.wholes)
        values = tuple(given.get(name) for name in (self._at if whole else self.names))
        if len(given) == len(self.names):
            found = self._decide({name: simplified(value) for name, value in given.items()})
            if found is not None:
                found._values = values
                return found
        row = ScoredRow()
        row._scorer, row._values = self, values
        row._verdicts, row._scores = (
            zip(*(self._decision(n, values) for n in self._every), strict=True) if self._every else ((), ())
        )
        return row

    def _meant(self, record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The values by what they are values of; under its own name before any other."""
        others: dict[str, Any] = {}
        for key, value in record.items():
            if value is None:
                continue
            name = key if key in self._at else self._asked.meant_by(key)
            if name == key:
                yield name, value
            elif name in self._at and record.get(name) is None:
                others.setdefault(name, value)
        yield from others.items()

    def _decision(self, index: int, values: tuple[Any, ...]) -> Decision:
        row = self._rows[index]
        if isinstance(row, PlainRow):
            value = simplified(values[self._at[row.measure]])
            if type(value) in NUMBERS and within(value, row.least, row.most):
                if row.waiting:
                    return WAITING
                met, parts = alone(row, value)
                return (Verdict.MET if met else Verdict.MISSED), self._points[parts]
        elif isinstance(row, FormulaRow):
            found = computed(row, tuple(simplified(values[self._at[name]]) for name in row.measures), self.ruleset.profile)
            if found is not None:
                return found
        return self._answer(index, values)[:2]

    def _ask(self, index: int, asked: tuple[Any, ...]) -> Decision:
        """What a row comes to that looks at these values and at nothing else."""
        row = self._rows[index]
        if isinstance(row, FormulaRow):
            found = computed(row, asked, self.ruleset.profile)
            if found is not None:
                return found
        values: list[Any] = [None] * len(self._at)
        for name, value in zip(row.measures, asked, strict=True):
            values[self._at[name]] = value
        verdict, score, gap = self._answer(index, tuple(values))
        decision = verdict, score
        known, key = self._known[index], asked[0] if len(asked) == 1 else asked
        if len(known) < REMEMBERED and _WORDS.issuperset(map(type, asked)):
            self._lacks[index][key] = None if gap is None else gap.number
            known[key] = decision
            if decision == self._full[index]:
                self._filling[index].add(key)
        return decision

    def _answer(self, index: int, values: tuple[Any, ...]) -> Answer:
        """What evaluation says of a row, remembered for values that are few or come again; texts, days and numbers are told apart by type."""
        answers = self._answers[index]
        seen = [values[place] if place < len(values) else None for place in self._seen[index]]
        key = tuple((type(value), value) for value in seen) if _KEPT.issuperset(map(type, seen)) else None
        try:
            found = answers.get(key)
        except TypeError:  # a Decimal that signals
            key = found = None
        if found is None:
            result = self._asked.result(index, self._given(values, self._seen[index]))
            found = result.verdict, result.score, result.gap
            if key is not None and len(answers) < REMEMBERED:
                answers[key] = found
        return found

    def _given(self, values: tuple[Any, ...], places: Any) -> dict[str, Any]:
        names = tuple(self._at)
        told = ((names[place], values[place]) for place in places if place < len(values))
        return {name: self._asked.as_given(name, value) for name, value in told if value is not None}


def _all_due(ruleset: Ruleset) -> dt.date:
    """A day by which every row is due."""
    told = (conditions(row.condition) for row in ruleset.every_row if row.condition is not None)
    dues = (part.due for parts in told for part in parts if isinstance(part, Single))
    return max((ruleset.span.end, *(due for due in dues if due is not None)))
