"""The two walks over one table: what it stands on, then row by row what each comes to and how that compares."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic, RulesetError
from indicatorlang.engine.rescoring import problems
from indicatorlang.engine.rescoring.causes import MOST, Scene, causes_of
from indicatorlang.engine.rescoring.comparing import Rule, compare, places_for, remarks_of
from indicatorlang.engine.rescoring.facts import FactsWalk
from indicatorlang.engine.rescoring.figures import read_points
from indicatorlang.engine.rescoring.fitting import FitWalk, by
from indicatorlang.engine.rescoring.misplaced import misplaced
from indicatorlang.engine.rescoring.money import money_line, rescore_money
from indicatorlang.engine.rescoring.row import rescore
from indicatorlang.engine.rescoring.telling import tell
from indicatorlang.lint import tables_advice
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading, Computed, Finding, Fit, MoneyLine, RescoredRow, TableFacts, TableSummary
from indicatorlang.resolve.filled.actuals import read_actual
from indicatorlang.resolve.filled.rows import ResolvedRow, resolve_row
from indicatorlang.resolve.profiles import DEFAULT, known_profiles, load_profile

AUTO = "auto"
NOT_FOR_FORMS = ("okr", "slo")
"""Profiles by which no self-evaluation form is scored; they are not looked at when rules are fitted to one."""
AHEAD = 2
"""How many rows of indicators further on are looked at before a row is told: scores may have slipped by a row."""
STAND_IN = 2001
"""The year that is computed with where neither target nor actual names one; any would do, and it is never told."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@attrs.frozen
class Ground:
    """What a table stands on before its rows are answered."""

    table: FilledTable
    facts: TableFacts
    profile: Profile
    year: int | None
    fits: tuple[Fit, ...] = ()
    chosen: Fit | None = None
    scored_money: frozenset[int] = frozenset()
    """The rows of money that carry the score for budget execution; the others are its sources."""


@attrs.frozen
class Scored:
    """One row under some rules: what its target and its actual say, what it comes to, and by what it is scored."""

    resolved: ResolvedRow
    actual: ActualReading
    computed: Computed
    rule: Rule


def first_walk(table: FilledTable, name: str, year: int | None) -> Ground:
    """Facts, and when the rules are to be found, how well each explains the scores."""
    walk = FactsWalk(table)
    fitting = FitWalk(_fitted_profiles()) if name == AUTO else None
    for row in table.rows:
        walk.see(row)
        if fitting is not None and row.kind == "indicator":
            _see(fitting, row, table, year)
        elif fitting is not None and row.kind == "money":
            _see_money(fitting, money_line(row, table))
    facts = walk.facts()
    fits = fitting.fits() if fitting is not None else ()
    chosen = fits[0] if fits and fits[0].rows else None
    rules = profile_named(chosen.candidate.profile if chosen is not None else DEFAULT if name == AUTO else name)
    money = frozenset(line.row.number for project in facts.projects for line in _scored_lines(project.money))
    return Ground(table, facts, rules, year, fits, chosen, money)


def _fitted_profiles() -> tuple[str, ...]:
    """The profiles that are tried on a table, the default first."""
    return (DEFAULT, *(name for name in known_profiles() if name not in (DEFAULT, *NOT_FOR_FORMS)))


def _see(fitting: FitWalk, row: FilledRow, table: FilledTable, year: int | None) -> None:
    published = read_points(row.get("score"))
    if published is None:
        return
    scored = {name: _score(row, table, name, year) for name in _fitted_profiles()}
    if any(one.rule != "default" for one in scored.values()):
        return
    fitting.see({name: one.computed for name, one in scored.items()}, published.value)


def _see_money(fitting: FitWalk, line: MoneyLine) -> None:
    if line.score is not None and line.is_total:
        under = {name: rescore_money(line, profile_named(name)) for name in _fitted_profiles()}
        fitting.see(under, line.score)


def _scored_lines(lines: Sequence[MoneyLine]) -> list[MoneyLine]:
    """The lines of a money block that have a score of their own: its totals, or the only line."""
    totals = [line for line in lines if line.is_total]
    return totals or (list(lines) if len(lines) == 1 else [line for line in lines if line.row.get("score") and not line.is_part])


def profile_named(name: str) -> Profile:
    """The scoring rules of that name. Raises `RulesetError` when there are none."""
    profile, found = load_profile(name)
    if profile is None:
        raise RulesetError(*found)
    return profile


def _year_of(row: FilledRow, table: FilledTable, year: int | None) -> int | None:
    """The year of a row: its own, the one asked for, that of its form."""
    own, form = (_YEAR.search(text) for text in (row.get("year"), table.facts.get("year", "")))
    return int(own[0]) if own else year if year is not None else int(form[0]) if form else None


def rescored(ground: Ground) -> Iterator[RescoredRow]:
    """The second walk: every row in order, compared, with the causes that its own figures suggest."""
    others = tuple(profile_named(name) for name in _fitted_profiles() if name != ground.profile.name)
    for row in ground.table.rows:
        if row.kind == "indicator":
            yield _indicator(row, ground, others)
        elif row.kind == "money" and row.number in ground.scored_money:
            yield _money(row, ground)
        else:
            yield RescoredRow(row, ground.table, tells=tell)


def _indicator(row: FilledRow, ground: Ground, others: Sequence[Profile]) -> RescoredRow:
    scored = _score(row, ground.table, ground.profile.name, ground.year)
    computed = by(scored.computed, ground.chosen.candidate) if ground.chosen is not None else scored.computed
    reading, actual = _without_stand_in(scored)
    published = read_points(row.get("score"))
    seen = RescoredRow(
        row,
        ground.table,
        reading,
        actual,
        computed,
        weight=scored.resolved.weight,
        published=published.value if published is not None else None,
        tells=tell,
    )
    findings, difference = compare(seen, ground.facts, scored.rule)
    seen = attrs.evolve(seen, findings=findings, difference=difference, remarks=(*scored.resolved.remarks, *remarks_of(seen)))
    scene = Scene(
        seen,
        places_for(seen, ground.facts),
        scored.rule,
        others=others,
        under=lambda profile: _score(row, ground.table, profile.name, ground.year).computed,
    )
    return attrs.evolve(seen, causes=causes_of(scene))


def _without_stand_in(scored: Scored) -> tuple[Reading, ActualReading]:
    """What was read, without days in a year that nobody said."""
    reading, actual = scored.resolved.reading, scored.actual
    if not any(isinstance(remark, problems.SameYearAssumed) for remark in scored.resolved.remarks):
        return reading, actual
    clauses = tuple(_undated(clause) for clause in reading.clauses)
    assumed = tuple(d for d in actual.assumed if str(STAND_IN) not in d.zh())
    return attrs.evolve(_undated(reading), clauses=clauses), attrs.evolve(actual, day=None, cell="", assumed=assumed)


def _undated(reading: Reading) -> Reading:
    assumed = tuple(d for d in reading.assumed if str(STAND_IN) not in d.zh())
    return attrs.evolve(reading, by=None, by_any=(), canonical="", assumed=assumed)


def _money(row: FilledRow, ground: Ground) -> RescoredRow:
    line = money_line(row, ground.table)
    weight = line.weight
    remarks: tuple[Diagnostic, ...] = ()
    if weight is None and line.score is not None:
        weight = ground.profile.budget_weight
        remarks = (problems.BudgetWeightAssumed(profile=ground.profile.name, weight=weight),)
    computed = rescore_money(attrs.evolve(line, weight=weight), ground.profile)
    if weight is None:
        computed = attrs.evolve(computed, score=None, exact=None)
    if ground.chosen is not None:
        computed = by(computed, ground.chosen.candidate)
    seen = RescoredRow(row, ground.table, computed=computed, weight=weight, published=line.score, tells=tell)
    findings, difference = compare(seen, ground.facts)
    seen = attrs.evolve(seen, findings=findings, difference=difference, remarks=(*remarks, *remarks_of(seen)))
    return attrs.evolve(seen, causes=causes_of(Scene(seen, places_for(seen, ground.facts), money=line)))


def _score(row: FilledRow, table: FilledTable, profile: str, year: int | None) -> Scored:
    """One row under the rules of a profile."""
    when = _year_of(row, table, year)
    resolved = _resolved(row, profile, when)
    if when is None and _only_lacks_its_year(resolved, row):
        remark = problems.SameYearAssumed(text=row.get("target"), year=STAND_IN)
        when, resolved = STAND_IN, attrs.evolve(again := _resolved(row, profile, STAND_IN), remarks=(*again.remarks, remark))
    actual = read_actual(
        row.get("actual"),
        resolved.reading,
        name=row.get("name"),
        unit=row.get("unit"),
        year=when,
        condition=resolved.condition,
    )
    rule: Rule = resolved.rule if resolved.rule in ("own", "unread") else "default"
    computed = rescore(resolved.ruleset, actual)
    if computed.refused is None and resolved.refused is not None:
        computed = attrs.evolve(computed, refused=resolved.refused)
    if rule == "unread" or resolved.weight is None:  # it is judged; its points would mean nothing
        computed = attrs.evolve(computed, score=None, exact=None, low=None, high=None)
    return Scored(resolved, actual, computed, rule)


def _resolved(row: FilledRow, profile: str, year: int | None) -> ResolvedRow:
    points = read_points(row.get("weight"), percent=True)
    return resolve_row(
        name=row.get("name"),
        target=row.get("target"),
        op=row.get("op"),
        unit=row.get("unit"),
        level2=row.get("level2"),
        weight=points.value if points is not None else None,
        rule=row.get("rule"),
        profile=profile,
        year=year,
    )


def _only_lacks_its_year(resolved: ResolvedRow, row: FilledRow) -> bool:
    """Whether a target was not read because it names a day without a year, and the actual names no year either."""
    unread = resolved.reading.kind == "text" and any(why.code == "day-unknown" for why in resolved.reading.refused)
    return unread and not _YEAR.search(row.get("actual")) and not _YEAR.search(row.get("target"))


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

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._findings: dict[Finding, int] = {}
        self._rows = self._answered = self._scored = 0
        self._total = self._weight = Fraction(0)

    def see(self, row: RescoredRow) -> None:
        """The next row."""
        if row.finding is not None:
            self._findings[row.finding] = self._findings.get(row.finding, 0) + 1
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
            fits=ground.fits,
            chosen=ground.chosen,
            advice=tables_advice(ground.facts),
        )
