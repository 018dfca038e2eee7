"""Several projects side by side: what their scores add up to, and what they come to weighted by their money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.verdict import Verdict

ZERO = Fraction(0)


@frozen
class Portfolio:
    """The sums over projects. `score`, `weight` and `most` are points; `mean` is the mean of the scores out of 100, each counting for
    as much as its project's money (`funds`), over the `weighed` projects that have a grade and a budget; None without any.

    `ungraded` projects have no grade yet, `without_funds` have one and no budget. `worst_first` are the numbers of the projects in the
    order of the share of points they reached of those that are decided."""

    projects: int
    score: Fraction
    weight: Fraction
    most: Fraction
    grades: Mapping[str, int]
    verdicts: Mapping[Verdict, int]
    worst_first: tuple[int, ...] = ()
    mean: Fraction | None = None
    funds: Quantity | None = None
    weighed: int = 0
    ungraded: int = 0
    without_funds: int = 0


def share(assessment: Assessment) -> Fraction | None:
    """The part of the decided points that a project reached; None while nothing is decided."""
    return assessment.score / assessment.max_score if assessment.max_score else None


def portfolio_of(assessments: Sequence[Assessment]) -> Portfolio:
    """The sums over some projects."""
    graded = [a for a in assessments if a.grade is not None and a.weight]
    heavy = [(a, a.budget) for a in graded if a.budget is not None and a.budget.unit.is_money and a.budget.base > 0]
    money = sum((budget.base for _, budget in heavy), ZERO)
    points = sum((a.score * 100 / a.weight * budget.base for a, budget in heavy), ZERO)
    verdicts = Counter(r.verdict for a in assessments for r in a.results)
    unit, places = (heavy[0][1].unit, max(budget.places for _, budget in heavy)) if heavy else (None, 0)
    return Portfolio(
        projects=len(assessments),
        score=sum((a.score for a in assessments), ZERO),
        weight=sum((a.weight for a in assessments), ZERO),
        most=sum((a.max_score for a in assessments), ZERO),
        grades=_grades(assessments),
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        worst_first=tuple(sorted(range(len(assessments)), key=lambda n: _rank(assessments[n]))),
        mean=points / money if money else None,
        funds=Quantity(money / unit.factor, unit, places) if unit is not None else None,
        weighed=len(heavy),
        ungraded=len(assessments) - len(graded),
        without_funds=len(graded) - len(heavy),
    )


def _grades(assessments: Sequence[Assessment]) -> dict[str, int]:
    """How many projects have each grade, best grade first."""
    known = {grade.name: grade.low for a in assessments for grade in (a.grade,) if grade is not None}
    counted = Counter(a.grade.name for a in assessments if a.grade is not None)
    return {name: counted[name] for name in sorted(known, key=lambda name: (-known[name], name))}


def _rank(assessment: Assessment) -> tuple[bool, Fraction]:
    """Worst first; what has nothing decided yet comes last."""
    reached = share(assessment)
    return reached is None, reached or ZERO
