"""What takes several rows of a table: scores that stand in the wrong row, and what all rows come to together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.rescoring.causes import MOST
from indicatorlang.engine.rescoring.fitting import FitWalk
from indicatorlang.engine.rescoring.misplaced import misplaced
from indicatorlang.lint import tables_advice
from indicatorlang.model.rescored import Finding, RescoredRow, TableFacts, TableSummary
from indicatorlang.pipeline.audited_rows import Ground

AHEAD = 2
"""How many rows of indicators further on are looked at before a row is told: scores may have slipped by a row."""


def placed(rows: Iterable[RescoredRow], facts: TableFacts) -> Iterator[RescoredRow]:
    """The same rows in the same order, with the cause that scores stand a row too high or too low: for that the rows around one
    are looked at, at most two on either side."""
    waiting: deque[RescoredRow] = deque()
    behind: deque[RescoredRow] = deque(maxlen=AHEAD)
    ahead = 0
    for row in rows:
        waiting.append(row)
        ahead += row.row.kind == "indicator"
        while waiting and (not _may_be_misplaced(waiting[0]) or ahead > AHEAD):
            ahead -= waiting[0].row.kind == "indicator"
            yield _with_neighbours(behind, waiting, facts)
    while waiting:
        yield _with_neighbours(behind, waiting, facts)


def _may_be_misplaced(row: RescoredRow) -> bool:
    """Whether the rows around it may tell something of a row."""
    return row.row.kind == "indicator" and row.published is not None and any(f.is_difference for f in row.findings)


def _with_neighbours(behind: deque[RescoredRow], waiting: deque[RescoredRow], facts: TableFacts) -> RescoredRow:
    row = waiting.popleft()
    if row.row.kind != "indicator":
        return row
    ahead = [other for other in waiting if other.row.kind == "indicator"][:AHEAD]
    cause = misplaced([*behind, row, *ahead], len(behind), facts.score_places)
    behind.append(row)
    return row if cause is None else attrs.evolve(row, causes=(cause, *row.causes)[:MOST])


class Tally:
    """What the rows of one table come to, counted as they go by."""

    def __init__(self, ground: Ground, fitting: FitWalk | None = None) -> None:
        self._ground = ground
        self._fitting = fitting
        self._findings: dict[Finding, int] = {}
        self._rows = self._answered = self._scored = 0
        self._total = self._weight = Fraction(0)

    def see(self, row: RescoredRow) -> None:
        """The next row."""
        for finding in row.findings:
            self._findings[finding] = self._findings.get(finding, 0) + 1
        computed = row.computed
        known = computed.score is not None or computed.is_range or computed.rate is not None
        if not row.findings and not known:
            return
        self._rows += 1
        self._answered += known
        if computed.score is not None and row.weight is not None:
            self._scored += 1
            self._total += computed.score
            self._weight += row.weight

    def summary(self) -> TableSummary:
        """The table at its end."""
        ground = self._ground
        complete = bool(self._rows) and self._scored == self._rows
        one = len(ground.facts.projects) <= 1
        grade = ground.profile.grade(self._total * 100 / self._weight) if complete and one and self._weight else None
        return TableSummary(
            facts=ground.facts,
            profile=ground.profile.name,
            findings={finding: self._findings[finding] for finding in Finding if finding in self._findings},
            rows=self._rows,
            answered=self._answered,
            computed_total=self._total if self._scored else None,
            complete=complete,
            grade=grade.name if grade is not None else "",
            grade_english=grade.english if grade is not None else "",
            fits=ground.fits if self._fitting is None else self._fitting.fits(),
            fitted=ground.auto,
            chosen=ground.chosen,
            advice=tables_advice(ground.facts),
        )
