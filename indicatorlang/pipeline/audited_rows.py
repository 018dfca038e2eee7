"""The two walks over one table: what it stands on, then row by row what each comes to and how that compares."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic, RulesetError
from indicatorlang.engine.rescoring import problems
from indicatorlang.engine.rescoring.causes import Scene, causes_of
from indicatorlang.engine.rescoring.comparing import Rule, compare, places_for, remarks_of
from indicatorlang.engine.rescoring.facts import FactsWalk
from indicatorlang.engine.rescoring.fitting import FitWalk, by
from indicatorlang.engine.rescoring.headlines import headline
from indicatorlang.engine.rescoring.money import money_line, rescore_money
from indicatorlang.engine.rescoring.plain import PlainRows
from indicatorlang.engine.rescoring.row import rescore
from indicatorlang.engine.rescoring.telling import tell
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.filled import FilledColumn, FilledRow, FilledTable
from indicatorlang.model.points import read_points
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading, Computed, Fit, MoneyLine, RescoredRow, TableFacts
from indicatorlang.model.verdict import Verdict
from indicatorlang.resolve.filled.actuals import read_actual
from indicatorlang.resolve.filled.row_draft import Asked
from indicatorlang.resolve.filled.rows import ResolvedRow, read_first, resolve_asked, under
from indicatorlang.resolve.profiles import DEFAULT, known_profiles, load_profile

AUTO = "auto"
NOT_FOR_FORMS = ("okr", "slo")
"""Profiles by which no self-evaluation form is scored; they are not looked at when rules are fitted to one."""
MOST_SOURCES = 30
STAND_IN = 2001
"""The year that is computed with where neither target nor actual names one; any would do, and it is never told."""
_ASKED: tuple[FilledColumn, ...] = ("name", "target", "op", "unit", "level2", "rule")
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@frozen
class Ground:
    """What a table stands on before its rows are answered."""

    table: FilledTable
    facts: TableFacts
    profile: Profile
    year: int | None
    auto: bool = False
    """Whether the rules are those that explain the scores best."""
    fits: tuple[Fit, ...] = ()
    chosen: Fit | None = None
    scored_money: frozenset[int] = frozenset()
    """The rows of money that carry the score for budget execution; the others are its sources."""
    carried: Mapping[int, MoneyLine] = attrs.field(factory=dict)
    """By such a row, the line of its block that says what was carried over from the year before."""


@frozen
class Scored:
    """One row under some rules: what its target and its actual say, what it comes to, and by what it is scored."""

    resolved: ResolvedRow
    actual: ActualReading
    computed: Computed
    rule: Rule
    plain: bool = False
    """Whether it was scored at once, without a ruleset."""


def first_walk(table: FilledTable, name: str, year: int | None) -> Ground:
    """Facts, and when the rules are to be found, how well each explains the scores."""
    walk = FactsWalk(table)
    fitting = FitWalk(_fitted_profiles()) if name == AUTO else None
    for row in table.rows:
        walk.see(row)
        if fitting is not None and row.kind == "indicator":
            _see(fitting, _Under(row, table, year, _score(row, table, DEFAULT, year), profile_named(DEFAULT)))
        elif fitting is not None and row.kind == "money":
            _see_money(fitting, money_line(row, table))
    facts = walk.facts()
    fits = fitting.fits() if fitting is not None else ()
    chosen = fits[0] if fits and fits[0].rows else None
    rules = profile_named(chosen.candidate.profile if chosen is not None else DEFAULT if name == AUTO else name)
    scored = [(line.row.number, project.money) for project in facts.projects for line in _scored_lines(project.money)]
    money = frozenset(number for number, _ in scored)
    carried = {number: line for number, block in scored if (line := _carried_over(block)) is not None}
    return Ground(table, facts, rules, year, name == AUTO, fits, chosen, money, carried)


def _fitted_profiles() -> tuple[str, ...]:
    """The profiles that are tried on a table, the default first."""
    return (DEFAULT, *(name for name in known_profiles() if name not in (DEFAULT, *NOT_FOR_FORMS)))


def _see(fitting: FitWalk, under: _Under) -> None:
    """The next row for fitting."""
    published = read_points(under.row.get("score"))
    if published is not None and under.scored.rule == "default":
        settled = _is_settled(under.scored)
        fitting.see({name: under.scored.computed if settled else under(name) for name in _fitted_profiles()}, published.value)


class _Under:
    """What a row comes to under other rules than those by which it was scored: each is asked for once."""

    def __init__(self, row: FilledRow, table: FilledTable, year: int | None, scored: Scored, profile: Profile) -> None:
        self.row, self.scored = row, scored
        self._table, self._year, self._profile = table, year, profile
        self._found: dict[str, Computed] = {profile.name: scored.computed}

    def __call__(self, name: str) -> Computed:
        if name not in self._found:
            self._found[name] = self._once(profile_named(name))
        return self._found[name]

    def _once(self, profile: Profile) -> Computed:
        scored, whole = self.scored, _Whole(self.row, self._table, profile.name, self._year)
        resolved, actual = scored.resolved, scored.actual
        if scored.plain and resolved.weight is not None and profile.exclusive == self._profile.exclusive:
            plain = _plain_rows(profile.name).score(resolved.reading, actual, resolved.weight, whole)
            if plain is not None:
                return plain
        again = None if scored.plain else under(resolved, self._profile, profile)
        if again is None:
            return _score(self.row, self._table, profile.name, self._year).computed
        return _computed(again, actual)


def _is_settled(scored: Scored) -> bool:
    """Whether a row comes to its full weight under all rules, being met with nothing left open."""
    computed = scored.computed
    return computed.verdict is Verdict.MET and not computed.is_range and computed.exact == scored.resolved.weight


def _see_money(fitting: FitWalk, line: MoneyLine) -> None:
    if line.score is not None and line.is_total:
        under = {name: rescore_money(line, profile_named(name)) for name in _fitted_profiles()}
        fitting.see(under, line.score)


def _scored_lines(lines: Sequence[MoneyLine]) -> list[MoneyLine]:
    """The lines of a money block that have a score of their own: its totals, or the only line."""
    totals = [line for line in lines if line.is_total]
    return totals or (list(lines) if len(lines) == 1 else [line for line in lines if line.row.get("score") and not line.is_part])


def _carried_over(lines: Sequence[MoneyLine]) -> MoneyLine | None:
    """What was carried over; None where no line of a block, or more than one, says it. A long list is no block."""
    found = [line for line in lines if line.is_carried_over] if len(lines) <= MOST_SOURCES else []
    return found[0] if len(found) == 1 else None


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


def fitting_for(ground: Ground) -> FitWalk | None:
    """The walk that tells on the second round which rules explain the scores; None when the first one has found it."""
    return FitWalk(_fitted_profiles()) if not ground.auto else None


def rescored(ground: Ground, fitting: FitWalk | None = None) -> Iterator[RescoredRow]:
    """The second walk: every row in order, compared, with the causes that its own figures suggest; `fitting` sees them all."""
    others = tuple(profile_named(name) for name in _fitted_profiles() if name != ground.profile.name)
    for row in ground.table.rows:
        if row.kind == "indicator":
            yield _indicator(row, ground, others, fitting)
        elif row.kind == "money" and row.number in ground.scored_money:
            yield _money(row, ground, fitting)
        else:
            yield RescoredRow(row, ground.table, tells=tell, heads=headline)


def _indicator(row: FilledRow, ground: Ground, others: Sequence[Profile], fitting: FitWalk | None) -> RescoredRow:
    scored = _score(row, ground.table, ground.profile.name, ground.year)
    under = _Under(row, ground.table, ground.year, scored, ground.profile)
    if fitting is not None:
        _see(fitting, under)
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
        heads=headline,
    )
    findings, difference = compare(seen, ground.facts, scored.rule)
    seen = attrs.evolve(seen, findings=findings, difference=difference, remarks=(*scored.resolved.remarks, *remarks_of(seen)))
    scene = Scene(
        seen,
        places_for(seen, ground.facts),
        scored.rule,
        others=others,
        under=lambda profile: under(profile.name),
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


def _money(row: FilledRow, ground: Ground, fitting: FitWalk | None) -> RescoredRow:
    line = money_line(row, ground.table)
    if fitting is not None:
        _see_money(fitting, line)
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
    seen = RescoredRow(row, ground.table, computed=computed, weight=weight, published=line.score, tells=tell, heads=headline)
    findings, difference = compare(seen, ground.facts)
    seen = attrs.evolve(seen, findings=findings, difference=difference, remarks=(*remarks, *remarks_of(seen)))
    return attrs.evolve(
        seen, causes=causes_of(Scene(seen, places_for(seen, ground.facts), money=line, carried=ground.carried.get(row.number)))
    )


def _score(row: FilledRow, table: FilledTable, profile: str, year: int | None) -> Scored:
    """One row under the rules of a profile: a plain one at once, any other by evaluation."""
    asked = _asked(row, profile, _year_of(row, table, year))
    first = read_first(asked)
    if first is not None and first.weight is not None and first.reading.kind == "number":
        actual = read_actual(row.get("actual"), first.reading, name=row.get("name"), unit=row.get("unit"), year=asked.year)
        whole = _Whole(row, table, profile, year)
        computed = _plain_rows(profile).score(first.reading, actual, first.weight, whole)
        if computed is not None:
            return Scored(first, actual, computed, "default", plain=True)
    return _evaluated(row, table, profile, year)


@functools.cache
def _plain_rows(profile: str) -> PlainRows:
    return PlainRows(profile_named(profile))


class _Whole:
    """Evaluates a row that was scored at once, for who asks for the result behind its points."""

    def __init__(self, row: FilledRow, table: FilledTable, profile: str, year: int | None) -> None:
        self._asked = (row, table, profile, year)
        self._found: tuple[IndicatorResult | None] | None = None

    def __call__(self) -> IndicatorResult | None:
        if self._found is None:
            self._found = (_evaluated(*self._asked).computed.result,)
        return self._found[0]


def _evaluated(row: FilledRow, table: FilledTable, profile: str, year: int | None) -> Scored:
    """One row under the rules of a profile, by evaluation."""
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
    return Scored(resolved, actual, _computed(resolved, actual), rule)


def _computed(resolved: ResolvedRow, actual: ActualReading) -> Computed:
    """What a resolved row comes to by its actual."""
    computed = rescore(resolved.ruleset, actual)
    if computed.refused is None and resolved.refused is not None:
        computed = attrs.evolve(computed, refused=resolved.refused)
    if resolved.rule == "unread" or resolved.weight is None:  # it is judged; its points would mean nothing
        computed = attrs.evolve(computed, score=None, exact=None, low=None, high=None)
    return computed


def _resolved(row: FilledRow, profile: str, year: int | None) -> ResolvedRow:
    return resolve_asked(_asked(row, profile, year))


def _asked(row: FilledRow, profile: str, year: int | None) -> Asked:
    points = read_points(row.get("weight"), percent=True)
    name, target, op, unit, level2, rule = (row.get(column).strip() for column in _ASKED)
    return Asked(name, target, op, unit, level2, points.value if points is not None else None, rule, profile, year)


def _only_lacks_its_year(resolved: ResolvedRow, row: FilledRow) -> bool:
    """Whether a target was not read because it names a day without a year, and the actual names no year either."""
    unread = resolved.reading.kind == "text" and any(why.code == "day-unknown" for why in resolved.reading.refused)
    return unread and not _YEAR.search(row.get("actual")) and not _YEAR.search(row.get("target"))
