"""Delivered text → observations of measures. Every row is understood or reported with its file, sheet, row and column; what is
wrong with one value leaves all others alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.actuals_problems import (
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
from indicatorlang.engine.delivered.cells import is_blank, is_not_applicable, read_cell
from indicatorlang.engine.delivered.entries import Cell, Entry
from indicatorlang.engine.delivered.facts import POINTS, FactRow, RowFacts, is_evidence, points_conflicts, points_of
from indicatorlang.engine.delivered.names import Feed, Names, feed_of, names_of
from indicatorlang.engine.delivered.natures import Nature, natures_of
from indicatorlang.engine.delivered.placing import When, filed, kind_in, placed
from indicatorlang.engine.delivered.projects import is_of, projects_in
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.engine.delivered.surveys import read_survey
from indicatorlang.engine.delivered.units import series_of
from indicatorlang.engine.series import Book
from indicatorlang.model.actual import Kind, Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.model.indicator import Indicator, measures_of
from indicatorlang.model.period import Period
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Level

__all__ = ["RowFacts", "bind", "projects_in"]

Percent = Literal["percent", "fraction"]


def bind(
    ruleset: Ruleset,
    raw: RawActuals,
    *,
    percent: Percent | None = None,
    kind: Kind | None = None,
    project: str | None = None,
) -> tuple[Book, tuple[Diagnostic, ...]]:
    """Bind delivered actuals to the measures and indicators of a ruleset.

    `percent` and `kind` hold for values where neither row, measure nor heading says otherwise. With `project`, rows of other
    projects are left out; rows without one are always taken. Returns the book and everything found, each once.
    """
    binder = _Binder(ruleset, names_of(ruleset), natures_of(ruleset), percent, kind)
    for row in raw.rows:
        if is_of(row.project, project, ruleset):
            binder.take(row)
    for survey in raw.surveys:
        if is_of(survey.project, project, ruleset):
            binder.take_survey(survey)
    return binder.book()


@attrs.define
class _Binder:
    """Gathers rows one by one; lives for one `bind` only."""

    ruleset: Ruleset
    names: Names
    natures: Mapping[str, Nature]
    percent: Percent | None
    kind: Kind | None
    entries: dict[str, list[Entry]] = attrs.field(factory=dict)
    noted: dict[str, list[FactRow]] = attrs.field(factory=dict)
    noted_of: dict[str, list[FactRow]] = attrs.field(factory=dict)
    found: dict[Diagnostic, None] = attrs.field(factory=dict)
    unknown: dict[str, list[Origin]] = attrs.field(factory=dict)
    users: dict[str, tuple[Indicator, ...]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        users: dict[str, tuple[Indicator, ...]] = {}
        for indicator in self.ruleset.indicators:
            if indicator.condition is not None:
                for measure in measures_of(indicator.condition):
                    users[measure] = (*users.get(measure, ()), indicator)
        self.users = users

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
        filled_on, undated = filed(row, self.ruleset.span)
        for each in (problem if not blank else None, undated):
            if each is not None:
                self.report(each)
        switched_off = match.indicator is not None and is_not_applicable(row.value)
        noted = FactRow(
            row.subject.strip(), when.period, filled_on, dict(row.extra), row.origin, dict(row.origins), switched_off, blank
        )
        self._check_points(noted, row)
        if match.indicator is not None:
            self.noted.setdefault(match.indicator.id, []).append(noted)
            feed = feed_of(match.indicator)
            target = match.indicator.id if feed.own else feed.measure
        else:
            feed, target = Feed(measure=match.measure), match.measure
            self.noted_of.setdefault(match.measure or "", []).append(noted)
        if blank:
            return
        if switched_off and (target is None or len(self.users.get(target, ())) != 1):
            return
        if target is None or target not in self.natures:
            if feed.measures:
                self.report(SeveralMeasures(**facts, measures=feed.measures))
            return
        self._enter(row, self.natures[target], when, problem, filled_on)

    def _enter(
        self,
        row: RawActual,
        nature: Nature,
        when: When,
        problem: Diagnostic | None,
        filled_on: dt.date | None,
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
        )
        self.entries.setdefault(nature.name, []).append(entry)

    def _check_points(self, noted: FactRow, row: RawActual) -> None:
        for column in POINTS:
            text = noted.said(column)
            origin = row.origins.get(column, row.origin)
            if text and not is_blank(text) and points_of(text) is None:
                facts: dict[str, Any] = {"subject": noted.subject, "text": text, "column": column}
                self.report(PointsNotReadable(**facts, origin=origin, place=place_of(origin)))

    def take_survey(self, raw: RawSurvey) -> None:
        """Bind one row of a survey sheet."""
        match = self.names.find(raw.measure)
        feed = feed_of(match.indicator) if match.indicator is not None else Feed(measure=match.measure)
        facts: dict[str, Any] = {"subject": raw.measure.strip(), "origin": raw.origin, "place": place_of(raw.origin)}
        if match.candidates:
            self.report(AmbiguousName(**facts, candidates=match.candidates))
            return
        if match.measure is None and match.indicator is None:
            self.unknown.setdefault(raw.measure.strip(), []).append(raw.origin)
            return
        if feed.measure is None or feed.measure not in self.natures:
            self.report(SeveralMeasures(**facts, measures=feed.measures))
            return
        nature = self.natures[feed.measure]
        cell, day, found = read_survey(raw, nature, self.ruleset.span)
        for problem in found:
            self.report(problem)
        if cell is None:
            return
        if nature.form == "number" and cell.survey_score is not None:
            cell = attrs.evolve(cell, number=_of_full_points(cell.survey_score, cell, nature), unit=nature.unit)
        extra = {"evidence": raw.evidence} if raw.evidence.strip() else {}
        period = Period(day, day) if day is not None else None
        text = "、".join(f"{word.strip()}{count.strip()}" for word, count in raw.counts.items() if not is_blank(count))
        if period is not None and not self.ruleset.span.contains(period):
            self.report(PeriodOutsideSpan(**facts, period=period, span=self.ruleset.span))
            return
        kind = nature.measure.kind or Kind.SNAPSHOT
        entry = Entry(
            measure=nature.name,
            cell=cell,
            text=text,
            period=period,
            whole=False,
            kind=kind,
            lost=day is None,
            percent="percent",
            extra=extra,
            origin=raw.origin,
        )
        self.entries.setdefault(nature.name, []).append(entry)
        if extra:
            noted = FactRow(raw.measure.strip(), period, None, extra, raw.origin, dict(raw.origins))
            self.noted_of.setdefault(nature.name, []).append(noted)

    def book(self) -> tuple[Book, tuple[Diagnostic, ...]]:
        """Everything gathered, in an order that does not depend on the order of delivery."""
        series: dict[str, Series] = {}
        for name, nature in self.natures.items():
            evidenced = any(row.empty and is_evidence(row.said("evidence")) for row in self._about(name))
            made, problems = series_of(nature, self.entries.get(name, []), self.ruleset.units, evidenced)
            series[name] = made
            for problem in problems:
                self.report(problem)
        self._check_notes(series)
        for subject, origins in self.unknown.items():
            first = min(origins, key=_by_cell)
            near = self.names.near(subject)
            self.report(UnknownName(subject=subject, rows=len(origins), near=near, origin=first, place=place_of(first)))
        fed_by = {i.id: self.ruleset.inputs_of(i) for i in self.ruleset.indicators}
        book = Book(
            self.ruleset.span,
            series,
            {name: tuple(rows) for name, rows in self.noted.items()},
            {name: tuple(rows) for name, rows in self.noted_of.items()},
            fed_by,
            Counter(measure for fed in fed_by.values() for measure in fed),
        )
        for problem in points_conflicts((*self.noted.values(), *self.noted_of.values())):
            self.report(problem)
        return book, tuple(sorted(self.found, key=_by_place))

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


def _of_full_points(score: Fraction, cell: Cell, nature: Nature) -> Fraction:
    """A survey's score as a number: its points, or, for a percentage, the share of the best level's points."""
    best: Level | None = cell.survey.counts[0][0] if cell.survey is not None and cell.survey.counts else None
    if nature.unit is None or not nature.unit.is_percent or best is None or not best.number:
        return score
    return score / best.number * 100


def _by_cell(origin: Origin) -> tuple[object, ...]:
    return origin.file or "", origin.sheet or "", origin.row or 0, origin.column or ""


def _by_place(problem: Diagnostic) -> tuple[object, ...]:
    place = problem.place
    return place.file or "", place.sheet or "", place.line or 0, problem.code, problem.zh()
