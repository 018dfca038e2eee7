"""What takes several rows of a table: scores that stand in the wrong row, and what all rows come to together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from indicatorlang.engine.rescoring.causes import MOST
from indicatorlang.engine.rescoring.fitting import FitWalk
from indicatorlang.engine.rescoring.misplaced import misplaced
from indicatorlang.lazily import define
from indicatorlang.lint import contradictions, is_a_form, tables_advice
from indicatorlang.model.profile import Profile
from indicatorlang.model.rescored import Finding, ProjectTotal, RescoredRow, TableFacts, TableSummary
from indicatorlang.pipeline.audited_rows import Ground

NEARLY_ALL = 80
"""With fewer points than indicators have where those of budget execution (20 at most) are kept apart, rows are an extract: no grade."""
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


@define
class _Sums:
    """What the rows of one project come to so far."""

    project: str
    rows: int = 0
    counted: int = 0
    computed: Fraction = Fraction(0)
    published: Fraction | None = Fraction(0)
    weight: Fraction = Fraction(0)

    def see(self, row: RescoredRow) -> bool:
        """The next row that can be compared, or should be; whether its score counts."""
        if row.computed.of == "money" and row.weight is None and row.published is None:
            return False  # its rate alone is compared
        self.rows += 1
        score = row.published if _is_judged(row) else row.computed.score
        if score is None or row.weight is None:
            return False
        self.counted += 1
        self.computed += score
        self.weight += row.weight
        self.published = None if self.published is None or row.published is None else self.published + row.published
        return True

    def total(self, profile: Profile) -> ProjectTotal:
        """The same, for good."""
        whole = self.counted == self.rows and self.weight >= NEARLY_ALL
        grade = profile.grade(self.computed * 100 / self.weight) if whole else None
        return ProjectTotal(
            *(self.project, self.rows, self.counted, self.computed, self.published, self.weight),
            grade=grade.name if grade is not None else "",
            grade_english=grade.english if grade is not None else "",
        )


def _is_judged(row: RescoredRow) -> bool:
    """Whether the rules leave the points of a row to judgement, and those of the table are such."""
    within = Finding.AGREES in row.findings or Finding.ROUNDING in row.findings
    return row.computed.is_range and within and row.published is not None


class Tally:
    """What the rows of one table come to, counted as they go by."""

    def __init__(self, ground: Ground, fitting: FitWalk | None = None) -> None:
        self._ground = ground
        self._fitting = fitting
        self._findings: dict[Finding, int] = {}
        self._rows = self._answered = self._scored = 0
        self._sums: dict[str, _Sums] = {}
        self._last = ""

    def see(self, row: RescoredRow) -> None:
        """The next row."""
        sums = self._sums_of(row)
        for finding in row.findings:
            self._findings[finding] = self._findings.get(finding, 0) + 1
        computed = row.computed
        known = computed.score is not None or computed.is_range or computed.rate is not None
        if not row.findings and computed.score is None and not computed.is_range:
            return  # of a line of money without points only what is to be verified is told
        self._rows += 1
        self._answered += known
        self._scored += sums.see(row)

    def _sums_of(self, row: RescoredRow) -> _Sums:
        """The sums of the project that a row belongs to; a line of money belongs to the rows around it."""
        project = row.row.get("project")
        if row.row.kind != "indicator" and not project:
            project = self._last
        self._last = project
        return self._sums.setdefault(project, _Sums(project))

    def summary(self) -> TableSummary:
        """The table at its end."""
        ground = self._ground
        forms = {project.project for project in ground.facts.projects if is_a_form(ground.facts, project)}
        totals = tuple(sums.total(ground.profile) for sums in self._sums.values() if sums.counted and sums.project in forms)
        one = totals[0] if len(totals) == 1 and len(ground.facts.projects) == 1 else None
        advice = tables_advice(ground.facts)
        return TableSummary(
            facts=ground.facts,
            profile=ground.profile.name,
            findings={finding: self._findings[finding] for finding in Finding if finding in self._findings},
            rows=self._rows,
            answered=self._answered,
            computed_total=one.computed if one is not None else None,
            complete=one.complete if one is not None else bool(self._rows) and self._scored == self._rows,
            grade=one.grade if one is not None else "",
            grade_english=one.grade_english if one is not None else "",
            totals=totals,
            fits=ground.fits if self._fitting is None else self._fitting.fits(),
            fitted=ground.auto,
            chosen=ground.chosen,
            advice=advice,
            contradictions=contradictions(advice),
        )
