"""The total and the grade of every project, from the points of its rows: `engine.scorer.sums` on columns."""

from __future__ import annotations

from typing import Any

from indicatorlang.engine.columns.exact import Divider, Pick
from indicatorlang.engine.scorer.sums import DECIDED, Sums
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Verdict

POINTS = "points"
"""The column of points in smallest parts, beside results."""


def summed(results: Any, nw: Any) -> Any:
    """One row a project: the sum of its points, whether a row is still open, and whether one leaves the whole."""
    verdict = nw.col("verdict")
    decided = [str(each) for each in sorted(DECIDED)]

    def some(test: Any) -> Any:
        return nw.when(test).then(1).otherwise(0).max()

    return results.group_by("project").agg(
        nw.col(POINTS).sum().cast(nw.Int64).alias(POINTS),
        some(~verdict.is_in(decided)).alias("open"),
        some(verdict == str(Verdict.NOT_APPLICABLE)).alias("outside"),
    )


def with_totals(results: Any, sums: Any, ruleset: Ruleset, nw: Any) -> Any:
    """The results with the columns `total` and `grade`, for projects of which no row is outside."""
    profile, pick = ruleset.profile, Pick(nw.when, nw.lit)
    points, unit = nw.col(POINTS), 10**profile.places
    most = ruleset.weight * unit
    above = False if profile.bonus_above else points > most.numerator // most.denominator
    told = Divider(nw.when, nw.Int64, lambda column: column).decimal(points, profile.places)
    bands = Sums(ruleset).bands if ruleset.weight else ()
    grades: list[tuple[Any, str | None]] = [(nw.col("open") == 1, None)]
    grades += [(points >= low, grade.name) for grade, low in bands]
    last = profile.grades[-1].name if bands else None
    beside = sums.select(
        nw.col("project").alias("of"),
        pick.column(pick([(above, float(ruleset.weight))], told)).cast(nw.Float64).alias("total"),
        pick.column(pick(grades, last)).cast(nw.String).alias("grade"),
    )
    return results.join(beside, left_on="project", right_on="of", how="left")
