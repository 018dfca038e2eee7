"""Scores that stand in the wrong rows: the published score is what the row above or below comes to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring import cause_problems as problems
from indicatorlang.engine.rescoring.causes import COMPARED
from indicatorlang.engine.rescoring.comparing import EXACT_PLACES
from indicatorlang.model.number import round_half_up
from indicatorlang.model.rescored import Finding, RescoredRow


def misplaced(rows: Sequence[RescoredRow], index: int, places: int) -> Diagnostic | None:
    """The row above or below whose computed score a row has, where that one differs as well. `rows` follow one another.

    Where scores are printed coarsely the same number is no wonder: then two rows must have changed places, or three moved up."""
    row = rows[index]
    if not _differs(row) or row.published in (0, row.weight):
        return None
    for step in (-1, 1):
        at = index + step
        if not 0 <= at < len(rows) or not _differs(rows[at]) or not _is_score_of(row, rows[at], places):
            continue
        before, beyond = index - step, at + step
        linked = (
            _is_score_of(rows[at], row, places)
            or (0 <= beyond < len(rows) and _is_score_of(rows[at], rows[beyond], places))
            or (0 <= before < len(rows) and _is_score_of(rows[before], row, places))
        )
        if places >= EXACT_PLACES or linked:
            other = rows[at]
            points = other.computed.score or Fraction(0)
            return problems.ScoreOfAnotherRow(row=other.row.number, name=other.row.get("name"), points=points)
    return None


def _differs(row: RescoredRow) -> bool:
    finding = next((f for f in row.findings if f in COMPARED), None)
    return finding is not None and finding is not Finding.ROUNDING and row.published is not None and row.computed.of == "target"


def _is_score_of(row: RescoredRow, other: RescoredRow, places: int) -> bool:
    """Whether the published score of a row is what another one comes to."""
    exact = other.computed.exact
    if row.published is None or exact is None or other.computed.is_range or exact == row.computed.exact:
        return False
    return row.published in (other.computed.score, round_half_up(exact, places))
