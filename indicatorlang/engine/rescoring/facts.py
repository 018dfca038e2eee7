"""The first walk over a table: what its rows add up to as published, how its scores are printed, and which rows repeat others.

Nothing of a row is kept but a digest of what it says, by which a later row that says the same is known; and that only of the rows
seen last, so that a list of any length takes no more memory than a short one.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction

import attrs

from indicatorlang.engine.rescoring.money import money_line
from indicatorlang.lazily import define
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.points import plain, read_points
from indicatorlang.model.rescored import MoneyLine, ProjectFacts, Repeated, TableFacts

ZERO = Fraction(0)
MOST_SEEN = 10_000
"""So many different rows of a project are remembered; a row that repeats one further back is not known."""
OPEN_PROJECTS = 50
"""So many projects whose rows take turns are remembered."""
MOST_REPEATED = 100
"""So many rows of a project that repeat others are held; where everything repeats, more say nothing new and are only counted."""


def facts_of(table: FilledTable) -> TableFacts:
    """What is found on one walk over a table."""
    walk = FactsWalk(table)
    for row in table.rows:
        walk.see(row)
    return walk.facts()


@define
class _Sums:
    """What the rows of one project add up to so far."""

    project: str
    rows: int = 0
    first_row: int | None = None
    weights: Fraction | None = None
    unweighted: int = 0
    scores: Fraction | None = None
    unscored: int = 0
    full: bool = True
    places: int | None = None
    money_places: int = 0
    money: list[MoneyLine] = attrs.field(factory=list)
    total_row: FilledRow | None = None
    repeated: list[Repeated] = attrs.field(factory=list)
    repeated_more: int = 0
    levels: dict[str, Fraction] = attrs.field(factory=dict)
    seen: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    """By a digest of name and target: the first row that says so, and a digest of its actual; of the last `MOST_SEEN` different rows."""

    @property
    def score_places(self) -> int:
        """How exactly its scores are printed. One whole number of a line of money does not tell that only whole points are given."""
        if self.places is not None:
            return self.places
        lone = len([line for line in self.money if line.score is not None]) == 1
        return max(1, self.money_places) if lone else self.money_places

    def indicator(self, row: FilledRow) -> None:
        """One row of indicators."""
        self.rows += 1
        self.first_row = row.number if self.first_row is None else self.first_row
        weight, score = read_points(row.get("weight"), percent=True), read_points(row.get("score"))
        if weight is None:
            self.unweighted += 1
        else:
            self.weights = (self.weights or ZERO) + weight.value
            level = row.get("level1")
            if level:
                self.levels[level] = self.levels.get(level, ZERO) + weight.value
        if score is None:
            self.unscored += 1
        else:
            self.scores = (self.scores or ZERO) + score.value
            self.places = max(self.places or 0, score.places)
        self.full = self.full and score is not None and weight is not None and score.value == weight.value
        self._repeats(row)

    def _repeats(self, row: FilledRow) -> None:
        name = plain(row.get("name"))
        if not name:
            return
        key = _digest(name, row.get("op"), row.get("target"), row.get("unit"))
        actual = _digest(row.get("actual"))
        first, said = self.seen.setdefault(key, (row.number, actual))
        if first == row.number:
            if len(self.seen) > MOST_SEEN:
                del self.seen[next(iter(self.seen))]
            return
        if len(self.repeated) < MOST_REPEATED:
            self.repeated.append(Repeated(row.number, first, row.get("name"), said == actual))
        else:
            self.repeated_more += 1

    def facts(self) -> ProjectFacts:
        """The same, for good."""
        total = self.total_row
        weight = read_points(total.get("weight"), percent=True) if total is not None else None
        score = read_points(total.get("score")) if total is not None else None
        return ProjectFacts(
            project=self.project,
            rows=self.rows,
            first_row=self.first_row,
            weights=self.weights,
            unweighted=self.unweighted,
            scores=self.scores,
            unscored=self.unscored,
            money=tuple(self.money),
            total_weight=weight.value if weight is not None else None,
            total_score=score.value if score is not None else None,
            total_row=total,
            all_full=bool(self.rows) and self.full,
            repeated=tuple(self.repeated),
            repeated_more=self.repeated_more,
            level_weights=tuple(self.levels.items()),
        )


class FactsWalk:
    """The walk, row by row: `see` every row in order, then ask for `facts`."""

    def __init__(self, table: FilledTable) -> None:
        self._table = table
        self._projects: dict[str, _Sums] = {}
        self._scored = self._weighed = self._reasons = False
        self._last = ""
        self._open: list[_Sums] = []

    def see(self, row: FilledRow) -> None:
        """The next row."""
        if row.kind not in ("indicator", "money", "total"):
            return
        project = row.get("project")
        if row.kind != "indicator" and not project:
            project = self._last  # a total or a line of money belongs to the rows around it
        self._last = project
        sums = self._sums_of(project)
        if row.kind == "money":
            sums.money.append(money_line(row, self._table))
            score = read_points(row.get("score"))
            sums.money_places = max(sums.money_places, score.places if score is not None else 0)
            return
        if row.kind == "total":
            sums.total_row = row
            return
        sums.indicator(row)
        score = read_points(row.get("score"))
        if score is not None:
            self._scored = True
        self._weighed = self._weighed or bool(row.get("weight"))
        self._reasons = self._reasons or bool(row.get("reason"))

    def _sums_of(self, project: str) -> _Sums:
        """The sums of a project. The rows of one stand together: what those before the last few said is forgotten."""
        sums = self._projects.get(project)
        if sums is None:
            sums = self._projects[project] = _Sums(project)
        if not self._open or self._open[-1] is not sums:
            self._open = [*(other for other in self._open if other is not sums), sums]
            if len(self._open) > OPEN_PROJECTS:
                self._open.pop(0).seen.clear()
        return sums

    def facts(self) -> TableFacts:
        """What was found."""
        table = self._table
        scored = [sums.places for sums in self._projects.values() if sums.places is not None]
        money = max((sums.money_places for sums in self._projects.values()), default=0)
        return TableFacts(
            table,
            score_places=max(scored, default=money),
            project_places={name: sums.score_places for name, sums in self._projects.items()},
            has_scores=self._scored or table.has("score"),
            has_weights=self._weighed or table.has("weight"),
            has_reasons=self._reasons or table.has("reason"),
            projects=tuple(sums.facts() for sums in self._projects.values()),
        )


def _digest(*texts: str) -> int:
    """A short number that stands for what was said; the same for the same words, whatever their width and blanks."""
    said = "\x1f".join("".join(plain(text).split()) for text in texts)
    return int.from_bytes(hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
