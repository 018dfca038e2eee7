"""Delivered text → observations of measures. Every row is understood or reported with its file, sheet, row and column; what is
wrong with one value leaves all others alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.problems import CaseValueNotUsed
from indicatorlang.engine.delivered.cells import is_blank, is_not_applicable, read_cell
from indicatorlang.engine.delivered.delivery import delivery_of
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.facts import POINTS, FactRow, RowFacts, is_evidence, points_conflicts, points_of
from indicatorlang.engine.delivered.names import Feed, Match, Names, feed_of
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.delivered.placing import When, filed, filed_in, kind_in, placed
from indicatorlang.engine.delivered.projects import projects_in
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.delivered.signatures import Signatures, unused_money
from indicatorlang.engine.delivered.surveys import as_number, read_survey
from indicatorlang.engine.delivered.units import series_of
from indicatorlang.engine.problems.actuals_problems import (
    AmbiguousName,
    NotApplicableWithoutNote,
    PeriodNotReadable,
    PeriodOutsideSpan,
    PointsForSeveral,
    PointsNotReadable,
    SeveralMeasures,
    UnknownName,
    place_of,
)
from indicatorlang.engine.series import Book
from indicatorlang.lazily import define
from indicatorlang.model.actual import Kind, Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.model.baseline import looks_back
from indicatorlang.model.indicator import Indicator, measures_of
from indicatorlang.model.period import Period
from indicatorlang.model.ruleset import Ruleset

__all__ = ["RowFacts", "bind", "projects_in"]

Percent = Literal["percent", "fraction"]


def bind(
    ruleset: Ruleset,
    raw: RawActuals,
    *,
    percent: Percent | None = None,
    kind: Kind | None = None,
    project: str | None = None,
    combine: bool = False,
) -> tuple[Book, tuple[Diagnostic, ...]]:
    """Bind delivered actuals to the measures and indicators of a ruleset.

    `percent` and `kind` hold for values where neither row, measure nor heading says otherwise. With `project`, rows of other
    projects are left out; rows without one are always taken. With `combine`
    every project is a reporting unit of one whole. Returns the book and everything found, each once.
    """
    delivery = delivery_of(raw, ruleset, combine=combine)
    binder = _Binder(ruleset, delivery.names, delivery.natures, percent, kind, delivery.signatures)
    for row in delivery.rows_of(project):
        binder.take(row)
    for survey in delivery.surveys_of(project):
        binder.take_survey(survey)
    return binder.book()


@define
class _Binder:
    """Gathers rows one by one; lives for one `bind` only."""

    ruleset: Ruleset
    names: Names
    natures: Mapping[str, Nature]
    percent: Percent | None
    kind: Kind | None
    signatures: Signatures
    reporters: dict[str, dict[str, None]] = attrs.field(factory=dict)
    entries: dict[str, list[Entry]] = attrs.field(factory=dict)
    noted: dict[str, list[FactRow]] = attrs.field(factory=dict)
    noted_of: dict[str, list[FactRow]] = attrs.field(factory=dict)
    found: dict[Diagnostic, None] = attrs.field(factory=dict)
    unknown: dict[str, list[Origin]] = attrs.field(factory=dict)
    past: dict[str, list[Entry]] = attrs.field(factory=dict)
    looking_back: frozenset[str] = attrs.field(init=False)
    users: dict[str, tuple[Indicator, ...]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.looking_back = looks_back(self.ruleset)
        users: dict[str, list[Indicator]] = {}
        for indicator in self.ruleset.indicators:
            used = [m for row in indicator.every if row.condition is not None for m in measures_of(row.condition)]
            for measure in dict.fromkeys(used):
                users.setdefault(measure, []).append(indicator)
        self.users = {measure: tuple(rows) for measure, rows in users.items()}

    def report(self, problem: Diagnostic) -> Diagnostic:
        """Note something found."""
        self.found[problem] = None
        return problem

    def take(self, row: RawActual) -> None:
        """Bind one row."""
        match = self.names.find(row.subject, row.path)
        facts: dict[str, Any] = {"subject": row.subject.strip(), "origin": row.origin, "place": place_of(row.origin)}
        if match.candidates:
            self.report(AmbiguousName(**facts, candidates=match.candidates))
            return
        if match.measure is None and match.indicator is None:
            self.unknown.setdefault(row.subject.strip(), []).append(row.origin)
            return
        blank = is_blank(row.value)
        when, problem = placed(row, self.ruleset.span)
        earlier = self._is_looked_back_on(match, problem)
        problem = None if earlier else problem
        filled_on, undated = filed(row, self.ruleset.span)
        for each in (problem if not blank else None, undated):
            if each is not None:
                self.report(each)
        switched_off = match.indicator is not None and is_not_applicable(row.value)
        noted = FactRow(
            row.subject.strip(), when.period, filled_on, dict(row.extra), row.origin, dict(row.origins), switched_off, blank
        )
        noted = attrs.evolve(noted, reporter=self.signatures.of(row.project, row.extra))
        self._check_points(noted, row)
        if match.indicator is not None:
            self.noted.setdefault(match.indicator.id, []).append(noted)
            feed = feed_of(match.indicator)
            target = match.indicator.id if feed.own else feed.measure
        else:
            feed, target = Feed(measure=match.measure), match.measure
            self.noted_of.setdefault(match.measure or "", []).append(noted)
        if noted.reporter and target is not None and (when.period is not None or not blank):
            self.reporters.setdefault(target, {})[noted.reporter] = None
        if blank:
            return
        if switched_off and (target is None or len(self.users.get(target, ())) != 1):
            return
        if target is None or target not in self.natures:
            if feed.measures:
                self.report(SeveralMeasures(**facts, measures=feed.measures))
            return
        self._enter(row, self.natures[target], when, problem, filled_on, self.past if earlier else self.entries)

    def _is_looked_back_on(self, match: Match, problem: Diagnostic | None) -> bool:
        """Whether a value is of before the span, and something is compared with it."""
        if not isinstance(problem, PeriodOutsideSpan) or problem.period.end >= self.ruleset.span.start:
            return False
        feed = Feed(measure=match.measure) if match.indicator is None else feed_of(match.indicator)
        target = match.indicator.id if feed.own and match.indicator is not None else feed.measure
        return target in self.looking_back and target in self.natures and self.natures[target].form == "number"

    def _enter(
        self,
        row: RawActual,
        nature: Nature,
        when: When,
        problem: Diagnostic | None,
        filled_on: dt.date | None,
        entries: dict[str, list[Entry]],
    ) -> None:
        """Read the value of a row and file it under its measure."""
        if isinstance(problem, PeriodOutsideSpan):
            return
        kind, unread = kind_in(row, nature, when.cumulative, self.kind)
        if unread is not None:
            self.report(unread)
        problem = problem or unread
        problem = problem or row.trouble
        cell = Cell(problem=problem) if problem else None
        if cell is None:
            unit = row.extra.get("unit", "")
            cell = read_cell(row.value, nature, self.ruleset.span, unit, self.ruleset.units, row.origin)
            if cell.problem is not None:
                cell = attrs.evolve(cell, problem=self.report(cell.problem.at(place_of(row.origin))))
            if cell.blank:
                return
        whole = when.period in (None, self.ruleset.span) and not when.cumulative
        entry = Entry(
            measure=nature.name,
            cell=cell,
            text=row.value,
            period=when.period,
            whole=whole,
            kind=kind,
            lost=isinstance(problem, PeriodNotReadable),
            cumulative=when.cumulative,
            percent=nature.measure.percent or self.percent or self.ruleset.percent,
            filled_on=filled_on,
            extra=row.extra,
            origin=row.origin,
            reporter=self.signatures.of(row.project, row.extra),
        )
        entries.setdefault(nature.name, []).append(entry)

    def _check_points(self, noted: FactRow, row: RawActual) -> None:
        for column in POINTS:
            text = noted.said(column)
            origin = row.origins.get(column, row.origin)
            if text and not is_blank(text) and points_of(text) is None:
                facts: dict[str, Any] = {"subject": noted.subject, "text": text, "column": column}
                self.report(PointsNotReadable(**facts, origin=origin, place=place_of(origin)))

    def take_survey(self, raw: RawSurvey) -> None:
        """Bind one row of a survey sheet."""
        facts: dict[str, Any] = {"subject": raw.measure.strip(), "origin": raw.origin, "place": place_of(raw.origin)}
        measure = self._surveyed(raw, facts)
        if measure is None:
            return
        nature = self.natures[measure]
        cell, day, found = read_survey(raw, nature, self.ruleset.span)
        for problem in found:
            self.report(problem)
        if cell is None:
            return
        if nature.form == "number" and cell.survey is not None:
            cell = attrs.evolve(cell, number=as_number(cell.survey, nature.unit), unit=nature.unit)
        extra = {column: text for column, text in ({"evidence": raw.evidence} | dict(raw.extra)).items() if text.strip()}
        filled_on, undated = filed_in(raw.measure, extra, raw.origins, raw.origin, self.ruleset.span)
        if undated is not None:
            self.report(undated)
        period = Period(day, day) if day is not None else None
        text = "、".join(f"{word.strip()}{count.strip()}" for word, count in raw.counts.items() if not is_blank(count))
        if period is not None and not self.ruleset.span.contains(period):
            self.report(PeriodOutsideSpan(**facts, period=period, span=self.ruleset.span))
            return
        kind = nature.measure.kind or Kind.SNAPSHOT
        reporter = self.signatures.of(raw.project, extra)
        entry = Entry(
            measure=nature.name,
            cell=cell,
            text=text,
            period=period,
            whole=False,
            kind=kind,
            lost=day is None,
            percent="percent",
            filled_on=filled_on,
            extra=extra,
            origin=raw.origin,
            reporter=reporter,
        )
        if reporter:
            self.reporters.setdefault(nature.name, {})[reporter] = None
        self.entries.setdefault(nature.name, []).append(entry)
        if extra:
            noted = FactRow(raw.measure.strip(), period, filled_on, extra, raw.origin, dict(raw.origins), reporter=reporter)
            self.noted_of.setdefault(nature.name, []).append(noted)

    def _surveyed(self, raw: RawSurvey, facts: dict[str, Any]) -> str | None:
        """The measure that a row of a survey sheet is about; None where that cannot be told."""
        match = self.names.find(raw.measure)
        feed = feed_of(match.indicator) if match.indicator is not None else Feed(measure=match.measure)
        if match.candidates:
            self.report(AmbiguousName(**facts, candidates=match.candidates))
            return None
        if match.measure is None and match.indicator is None:
            self.unknown.setdefault(raw.measure.strip(), []).append(raw.origin)
            return None
        if feed.measure is None or feed.measure not in self.natures:
            self.report(SeveralMeasures(**facts, measures=feed.measures))
            return None
        return feed.measure

    def book(self) -> tuple[Book, tuple[Diagnostic, ...]]:
        """Everything gathered, in an order that does not depend on the order of delivery."""
        series: dict[str, Series] = {}
        for name, nature in self.natures.items():
            evidenced = any(row.empty and is_evidence(row.said("evidence")) for row in self._about(name))
            made, problems = series_of(nature, self.entries.get(name, []), self.ruleset.units, evidenced)
            series[name] = attrs.evolve(made, reporters=self.signatures.expected(self.reporters.get(name, {})))
            for problem in problems:
                self.report(problem)
        earlier = self._earlier(series)
        self._check_notes(series)
        self.unknown |= unused_money(series, self.ruleset)
        for subject, origins in self.unknown.items():
            first = min(origins, key=_by_cell)
            near = self.names.near(subject)
            self.report(UnknownName(subject=subject, rows=len(origins), near=near, origin=first, place=place_of(first)))
        inputs = self.ruleset.inputs_of
        fed_by = {i.id: tuple(dict.fromkeys(m for row in i.every for m in inputs(row))) for i in self.ruleset.indicators}
        book = Book(
            self.ruleset.span,
            series,
            {name: tuple(rows) for name, rows in self.noted.items()},
            {name: tuple(rows) for name, rows in self.noted_of.items()},
            fed_by,
            Counter(measure for fed in fed_by.values() for measure in fed),
            earlier,
        )
        for problem in points_conflicts((*self.noted.values(), *self.noted_of.values())):
            self.report(problem)
        self._check_cases()
        return book, tuple(sorted(self.found, key=_by_place))

    def _check_cases(self) -> None:
        """A value of what is computed for each case of a table plays no part."""
        for name, entries in self.entries.items():
            measure = self.natures[name].measure
            if measure.is_each_case and entries:
                origin = min((entry.origin for entry in entries), key=_by_cell)
                told = CaseValueNotUsed(subject=name, records=measure.records or "", rows=len(entries), origin=origin)
                self.report(told.at(place_of(origin)))

    def _earlier(self, series: Mapping[str, Series]) -> dict[str, Series]:
        """The values of before the span, in the units of those within it."""
        found: dict[str, Series] = {}
        for name, entries in self.past.items():
            now = series[name]
            nature = attrs.evolve(now.nature, unit=now.unit) if now.entries else now.nature
            made, problems = series_of(nature, entries, self.ruleset.units, False)
            found[name] = attrs.evolve(made, reporters=now.reporters)
            for problem in problems:
                self.report(problem)
        return found

    def _about(self, name: str) -> tuple[FactRow, ...]:
        """The facts about a measure: its own, and those of the indicators that use it."""
        rows = list(self.noted_of.get(name, ()))
        for indicator in self.users.get(name, ()):
            rows += self.noted.get(indicator.id, ())
        return (*rows, *self.noted.get(name, ()))

    def _check_notes(self, series: Mapping[str, Series]) -> None:
        """Everything 不适用 has a note somewhere; points beside a measure have one indicator to go to."""
        for rows in self.noted.values():
            for row in rows:
                if row.not_applicable and not any(other.said("note") or other.said("reason") for other in rows):
                    self.report(NotApplicableWithoutNote(subject=row.subject, origin=row.origin, place=place_of(row.origin)))
        for name, rows in self.noted_of.items():
            about = self._about(name)
            for entry in series[name].entries if name in series else ():
                if entry.cell.not_applicable and not any(row.said("note") or row.said("reason") for row in about):
                    self.report(NotApplicableWithoutNote(subject=name, origin=entry.origin, place=place_of(entry.origin)))
            users = self.users.get(name, ())
            for row in rows if len(users) > 1 else ():
                for column in POINTS:
                    if points_of(row.said(column)) is not None:
                        ids = tuple(indicator.id for indicator in users)
                        facts: dict[str, Any] = {
                            "subject": row.subject,
                            "column": column,
                            "indicators": ids,
                            "origin": row.origin,
                        }
                        self.report(PointsForSeveral(**facts, place=place_of(row.origin)))


def _by_cell(origin: Origin) -> tuple[object, ...]:
    return origin.file or "", origin.sheet or "", origin.row or 0, origin.column or ""


def _by_place(problem: Diagnostic) -> tuple[object, ...]:
    place = problem.place
    return place.file or "", place.sheet or "", place.line or 0, problem.code, problem.zh()
