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
        plain = [row for row in rows if isinstance(row, NumberRow) and row.at_once]
        self._plain = tuple((row.index, row.sum.take, *row.inside, row) for row in plain)
        self._others = tuple(row for row in rows if row not in plain)
        self._full = sum(row.row.whole for row in plain)
        self._verdicts = (Verdict.MET,) * len(self.rows)
        whole = {row.index: self._points[row.row.whole] for row in plain}
        self._scores: tuple[Fraction | None, ...] = tuple(whole.get(index) for index in range(len(self.rows)))
        self._stands: tuple[Found, ...] = (0,) * len(self.rows)

    def decide(self, values: Sequence[Any]) -> Decided | None:
        """What the values come to; None when evaluation has to look at them."""
        numbers = millionths(self._numeric(values))
        if numbers is None or any(max(take(numbers), default=0) > most for take, most in self._caps):
            return None
        points, missed = self._points, Verdict.MISSED
        verdicts, scores, stands, total = list(self._verdicts), list(self._scores), [*self._stands], self._full
        for index, take, low, high, row in self._plain:
            number = stands[index] = sum(take(numbers))
            if low <= number <= high:
                continue
            limit = row.missed(number)
            if limit is not None:
                parts = row.points(limit, number)
                verdicts[index], scores[index] = missed, points[parts]
                total += parts - row.row.whole
        for other in self._others:
            index = other.index
            if isinstance(other, WordRow):
                said = other.known.get(other.take(values))
                if said is None or not other.fits(values):
                    return None
                verdicts[index], scores[index], stands[index] = said.verdict, said.score, said
                total += said.parts
                continue
            if isinstance(other, NumberRow):
                amount = other.sum.of(numbers)
                if amount is None:
                    return None
                stands[index] = amount
                verdict, score = other.decision(amount)
            else:
                value = other.value(numbers)
                if value is None:
                    return None
                stands[index] = value
                verdict, score = other.decision(value)
            verdicts[index], scores[index] = verdict, score
            total += self._parts(score)
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
