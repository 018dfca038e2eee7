"""A form and the values of a delivery → verdicts, points, total and grade."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

from indicatorlang.engine.familiar.amounts import millionths
from indicatorlang.engine.familiar.rows import FormRow, NumberRow, Said, WordRow
from indicatorlang.engine.scorer.deciding import points_table
from indicatorlang.engine.scorer.sums import Sums
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.profile import Grade
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Verdict

REMEMBERED = 4096
"""So many words are remembered for each row of words."""
Found = int | Fraction | Said
"""What a row stands on: millionths, what a formula made of them, or what was said of its words."""


def taking(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """A function that takes the values at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    if not places:
        return _nothing
    (place,) = places
    return itemgetter(slice(place, place + 1))


def _nothing(values: Sequence[Any]) -> tuple[Any, ...]:
    return ()


@frozen
class Decided:
    """What values come to: `found` is what each row stands on. Total and grade are None where they do not follow from the rows alone."""

    verdicts: tuple[Verdict, ...]
    scores: tuple[Fraction | None, ...]
    found: tuple[Found, ...]
    total: Fraction | None
    grade: Grade | None
    summed: bool


class Form:
    """The plan of a form: immutable but for the words that are remembered, which never change."""

    def __init__(
        self,
        ruleset: Ruleset,
        day: dt.date,
        rows: Sequence[FormRow],
        numeric: Sequence[int],
        caps: Sequence[tuple[Callable[[Sequence[Any]], tuple[Any, ...]], int]],
    ) -> None:
        self.ruleset, self.day, self.rows = ruleset, day, tuple(rows)
        self.indicators = ruleset.indicators
        self.places_of = {id(each): n for n, each in enumerate(self.indicators)}
        self._numeric, self._caps = taking(numeric), tuple(caps)
        self._words = tuple(row for row in rows if isinstance(row, WordRow))
        self._sums = Sums(ruleset)
        self._places = 10**ruleset.profile.places
        most = max((row.row.whole for row in rows if isinstance(row, NumberRow)), default=0)
        self._points = points_table(ruleset.profile.places, most)

    def decide(self, values: Sequence[Any]) -> Decided | None:
        """What the values come to; None when evaluation has to look at them."""
        numbers = millionths(self._numeric(values))
        if numbers is None or any(max(take(numbers), default=0) > most for take, most in self._caps):
            return None
        points, met, missed, waiting = self._points, Verdict.MET, Verdict.MISSED, Verdict.NOT_DUE
        verdicts: list[Verdict] = []
        scores: list[Fraction | None] = []
        stands: list[Found] = []
        total = 0
        for row in self.rows:
            if isinstance(row, NumberRow):
                number = row.sum.of(numbers)
                if number is None:
                    return None
                stands.append(number)
                if row.row.waiting:
                    verdicts.append(waiting)
                    scores.append(None)
                    continue
                limit, parts = row.missed(number), row.row.whole
                if limit is not None:
                    parts = row.points(limit, number)
                verdicts.append(met if limit is None else missed)
                scores.append(points[parts])
            elif isinstance(row, WordRow):
                said = row.known.get(row.take(values))
                if said is None or not row.fits(values):
                    return None
                stands.append(said)
                verdicts.append(said.verdict)
                scores.append(said.score)
                parts = said.parts
            else:
                value = row.value(numbers)
                if value is None:
                    return None
                stands.append(value)
                verdict, score = row.decision(value)
                verdicts.append(verdict)
                scores.append(score)
                parts = self._parts(score)
            total += parts
        return self._summed(verdicts, scores, stands, total)

    def _summed(
        self, verdicts: Sequence[Verdict], scores: Sequence[Fraction | None], stands: Sequence[Found], parts: int
    ) -> Decided:
        summed = self._sums.decides(verdicts)
        score = self._sums.points(parts) if summed else None
        grade = self._sums.graded(verdicts, parts) if summed else None
        return Decided(tuple(verdicts), tuple(scores), tuple(stands), score, grade, summed)

    def _parts(self, score: Fraction | None) -> int:
        return 0 if score is None else score.numerator * (self._places // score.denominator)

    def learn(self, values: Sequence[Any], results: Sequence[IndicatorResult], plain: Callable[[Any], bool]) -> None:
        """Remember what evaluation said of the rows of words; `plain` tells which values say something."""
        for row in self._words:
            key = row.take(values)
            if len(row.known) < REMEMBERED and row.fits(values) and all(map(plain, key)):
                result = results[row.index]
                parts = self._parts(result.score)
                row.known[key] = Said(result.verdict, result.score, parts, result.fraction, result.gap)
