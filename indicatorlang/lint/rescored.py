"""What rules about filled-in rows ask of a row as it was scored again."""

from __future__ import annotations

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.model.ruleset import BUDGET_NAME
from indicatorlang.resolve.fields import short

UNITS = ("actual-unit-differs", "percent-unclear", "money-unclear", "money-scale-doubtful")
"""The codes of what is told when an actual cannot be held against its target because of its unit."""


def called(row: RescoredRow) -> str:
    """The name of the indicator; a line of money is about budget execution."""
    return BUDGET_NAME if row.row.kind == "money" else short(row.row.get("name") or row.id)


def refusal(row: RescoredRow) -> Diagnostic | None:
    """Why nothing could be computed; None when something was, or nobody said why."""
    if row.computed.refused is not None:
        return row.computed.refused
    return None if row.actual is None else row.actual.refused


def within_a_band(row: RescoredRow) -> bool:
    """Whether what was reached is a level whose points the rules leave open between two ends."""
    of_levels = row.reading is not None and row.reading.kind == "level"
    return of_levels and row.computed.is_range and row.actual is not None and row.actual.kind in ("level", "partly")
