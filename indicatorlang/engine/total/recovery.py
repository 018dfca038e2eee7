"""The losses that stand between a project and the next better grade.

The least costly way is told: the fewest rows; of as many rows the one with the fewest points beyond need; of these the one whose
values would have to change least (the gap as a part of the target); then the order of the form. What a set of rows would bring is
not added up but totalled again, so that vetoes, rescaling and rounding are what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice
from math import comb

from indicatorlang.engine.total.enough import Enough
from indicatorlang.engine.total.supposed import Reach, Sets, as_met
from indicatorlang.engine.total.totals import Totals, counting, graded, total
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.profile import Grade, Profile
from indicatorlang.model.recovery import Loss, Recovery
from indicatorlang.model.verdict import Colour, Verdict

ZERO = Fraction(0)
MOST_ROWS = 6
MOST_SETS = 5_000
"""So many sets of rows are looked at; where there are more, only the largest losses are combined."""
MOST_WAYS = 20
STILL_OPEN = (Verdict.NO_DATA, Verdict.INVALID)


def recovery(assessment: Assessment) -> Recovery | None:
    """What would bring the next better grade; None where the best one has been reached, or nothing is judged."""
    case = _Case.of(assessment)
    if assessment.weight == assessment.not_applicable_weight:
        return None
    if any(r.verdict is Verdict.NOT_DUE for r in assessment.results):
        return _ahead(case)
    return _behind(case)


@frozen
class _Case:
    """An assessment with what is asked of it again and again."""

    assessment: Assessment
    profile: Profile
    final: bool

    @classmethod
    def of(cls, assessment: Assessment) -> _Case:
        return cls(assessment, assessment.ruleset.profile, any(r.final for r in assessment.results))

    def supposing(self, met: Iterable[str]) -> Totals:
        """The totals if these rows were met."""
        ids = frozenset(met)
        rows = [as_met(r) if r.id in ids else r for r in self.assessment.results]
        return total(rows, self.profile, final=self.final)

    def sets(self, ids: Sequence[str]) -> Sets:
        """The same totals for many sets out of these rows, without adding up every row for every set."""
        return Sets(self.assessment, self.profile, frozenset(ids))

    def grade(self, totals: Totals) -> Grade:
        """The grade of a total, as if everything had been decided."""
        return graded(totals, self.profile)

    def rank(self, grade: Grade) -> int:
        """How many grades are better."""
        return self.profile.grades.index(grade)

    def low(self, grade: Grade) -> Fraction:
        """The points from which a grade is given."""
        return grade.low * self.assessment.weight / 100


def _lost(result: IndicatorResult, profile: Profile) -> bool:
    """Whether a row has less than it could have and counts."""
    if result.verdict in STILL_OPEN:
        return True
    full = ZERO if result.outside else result.weight
    return result.verdict in (Verdict.MISSED, Verdict.MET) and counting(result, profile) < full


def _losses(case: _Case, before: Totals, enough: Enough | None) -> tuple[Loss, ...]:
    """Every row that lost something, the greatest loss first; by the order of the form where they are equal."""
    found = []
    sets = case.sets([r.id for r in case.assessment.results if _lost(r, case.profile)])
    for result in case.assessment.results:
        if not _lost(result, case.profile):
            continue
        points = sets.ground((result.id,)) - before.ground
        if points <= 0:
            continue
        past = result.verdict not in STILL_OPEN or (result.verdict is Verdict.NO_DATA and case.final)
        least = enough.score(result) if enough is not None else None
        value = enough.value(result) if enough is not None and least is not None else None
        found.append(Loss(result.id, result.name, points, past, least, value))
    return tuple(sorted(found, key=lambda loss: -loss.points))


def _behind(case: _Case) -> Recovery | None:
    """Everything is due: the next better grade, and what would bring it. None while data are to be verified: nobody knows then
    what is lacking."""
    if any(r.verdict is Verdict.INVALID for r in case.assessment.results):
        return None
    before = case.supposing(())
    now = case.grade(before)
    if case.rank(now) == 0:
        return None
    above = case.profile.grades[: case.rank(now)]
    better = next(
        (grade for grade in above if case.low(grade) <= before.ground), above[-1]
    )  # kept down by a veto: what the points give
    missing = max(ZERO, case.low(better) - before.ground)
    losses = _losses(case, before, Enough.of(case.assessment, before, better) if missing > 0 else None)
    sets = case.sets([loss.indicator for loss in losses])

    def reaches(totals: Totals) -> bool:
        return case.rank(case.grade(totals)) <= case.rank(better)

    ways = tuple(_fewest(losses, Reach(sets, before, reaches), missing, case))
    best = case.supposing([loss.indicator for loss in losses]).score
    return Recovery(better, missing, best, losses, ways)


def _fewest(losses: tuple[Loss, ...], reach: Reach, missing: Fraction, case: _Case) -> Iterator[tuple[str, ...]]:
    """The smallest sets of rows that bring the grade, the least costly first."""
    place = {r.id: n for n, r in enumerate(case.assessment.results)}
    rows = {r.id: r for r in case.assessment.results}
    for size in range(1, min(MOST_ROWS, len(losses)) + 1):
        usable = losses
        while len(usable) > size and comb(len(usable), size) > MOST_SETS:
            usable = usable[:-1]
        ids = [loss.indicator for loss in usable]
        if not reach.possible(ids, size):
            continue
        found = [_in_order(chosen, place) for chosen in combinations(ids, size) if reach.by(chosen)]
        if found:
            gains = {loss.indicator: loss.points for loss in losses}

            def cost(ids: tuple[str, ...], gains: dict[str, Fraction] = gains) -> tuple[object, ...]:
                beyond = sum((gains[i] for i in ids), ZERO) - missing
                return beyond, sum((_change(rows[i]) for i in ids), ZERO), tuple(place[i] for i in ids)

            yield from islice(sorted(found, key=cost), MOST_WAYS)
            return


def _in_order(chosen: tuple[str, ...], place: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(chosen, key=place.__getitem__))


def _change(result: IndicatorResult) -> Fraction:
    """How far a row is from its target, as a part of it; all of it where there are no such parts."""
    gap, bound = result.gap, result.bound
    if gap is None or bound is None or bound.base <= 0:
        return Fraction(1)
    return gap.number * gap.unit.factor / bound.base


def _ahead(case: _Case) -> Recovery | None:
    """Rows are not due yet: the best grade that can still be had, and what may still be lost."""
    before = case.supposing(())
    open_rows = [r for r in case.assessment.results if _can_come(r)]
    partly = [r for r in case.assessment.results if _in_part(r, case.profile)]
    best = case.supposing([r.id for r in (*open_rows, *partly)])
    grade, rank = case.grade(best), case.rank(case.grade(best))
    losses = _losses(case, before, None)
    behind = tuple(r.id for r in open_rows if _at_risk(r))
    better = case.profile.grades[rank - 1] if rank else None
    missing = max(ZERO, case.low(better) - best.ground) if better is not None else ZERO
    spare = max(ZERO, best.ground - case.low(grade))
    return Recovery(
        grade,
        missing,
        best.score,
        losses,
        ahead=True,
        spare=spare,
        lost_grade=better,
        at_risk=behind,
        partly=tuple(r.id for r in partly),
    )


def _can_come(result: IndicatorResult) -> bool:
    """Whether a row may still come to its whole weight."""
    return (result.verdict is Verdict.NOT_DUE and result.recoverable is not False) or result.verdict in STILL_OPEN


def _in_part(result: IndicatorResult, profile: Profile) -> bool:
    """Whether a row that cannot be met any more may still come to a part of its weight. How large a part nobody knows yet, so the
    whole of it is the limit."""
    if result.verdict is not Verdict.NOT_DUE or result.recoverable is not False:
        return False
    nothing = isinstance(result.indicator.condition, Threshold) and result.bound is not None and result.bound.base <= 0
    return not nothing and profile.scoring_of(result.indicator.scoring).method != "pass_fail"


def _at_risk(result: IndicatorResult) -> bool:
    told, pace = result.forecast_result, result.pace
    by_forecast = told is not None and told.verdict is Verdict.MISSED and not result.indicator.is_budget
    return by_forecast or (pace is not None and pace.colour in (Colour.RED, Colour.YELLOW))
