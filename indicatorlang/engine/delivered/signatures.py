"""Who a delivered row comes from: its reporting unit, or, where several projects are evaluated as one, its project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from indicatorlang.engine.delivered.cells import is_blank
from indicatorlang.engine.delivered.names import Names, folded
from indicatorlang.engine.delivered.natures import Nature
from indicatorlang.engine.delivered.projects import key_of, names_of_project
from indicatorlang.engine.delivered.seen import Series
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Origin, RawActuals
from indicatorlang.model.indicator import Measure
from indicatorlang.model.ruleset import BUDGET, EXECUTED, Ruleset

MONEY = {BUDGET: Kind.SNAPSHOT, EXECUTED: Kind.YTD}


@frozen
class Signatures:
    """The names of units as they are told. Spellings that differ in blanks or width are one unit.

    `projects` is empty unless several projects are evaluated as one; `split` are those of them that several units reported on."""

    names: Mapping[str, str]
    projects: tuple[str, ...] = ()
    split: frozenset[str] = frozenset()
    combine: bool = False

    def of(self, project: str | None, extra: Mapping[str, str]) -> str:
        """The unit of a row; empty when nobody signed it."""
        org = _said(extra.get("org", ""))
        own = _said(project or "") if self.combine else ""
        if not own:
            return self.names.get(folded(org), org)
        name = self.names.get(folded(own), own)
        return f"{name}·{self.names.get(folded(org), org)}" if org and folded(own) in self.split else name

    def expected(self, reporters: Iterable[str]) -> tuple[str, ...]:
        """The units that are to report a measure: those that did, and every project that is evaluated together with them."""
        told = tuple(reporters)
        if not told or not self.combine:
            return told
        absent = (p for p in self.projects if not any(name == p or name.startswith(f"{p}·") for name in told))
        return (*told, *absent)


def _said(text: str) -> str:
    return "" if is_blank(text) else " ".join(text.split())


def signatures_of(raw: RawActuals, ruleset: Ruleset, *, combine: bool = False) -> Signatures:
    """The units and projects that signed rows, each as it was first written."""
    names: dict[str, str] = {}
    own = names_of_project(ruleset)
    projects: dict[str, str] = {}
    units_of: dict[str, set[str]] = {}
    signed = [(row.project, row.extra) for row in raw.rows] + [(survey.project, survey.extra) for survey in raw.surveys]
    for project, extra in signed:
        org = _said(extra.get("org", ""))
        if org:
            names.setdefault(folded(org), org)
        named = _said(project or "") if combine else ""
        if named:
            names.setdefault(folded(named), projects.setdefault(key_of(named, own), named))
            units_of.setdefault(folded(named), set()).add(folded(org))
    split = frozenset(key for key, orgs in units_of.items() if len(orgs - {""}) > 1)
    return Signatures(names, tuple(projects.values()), split, combine)


def with_money(
    names: Names, natures: Mapping[str, Nature], raw: RawActuals, signatures: Signatures
) -> tuple[Names, dict[str, Nature]]:
    """Names and natures with the money of units, where it is reported by unit and the ruleset itself does not ask for it."""
    found = dict(natures)
    measures = dict(names.measures)
    for row in raw.rows:
        name = next((name for name in MONEY if folded(row.subject) == name), None)
        if name is None or name in found or folded(name) in measures or not signatures.of(row.project, row.extra):
            continue
        found[name] = Nature(Measure(name, kind=MONEY[name], declared=False), "number")
        measures[folded(name)] = (name,)
    return attrs.evolve(names, measures=measures), found


def unused_money(series: Mapping[str, Series], ruleset: Ruleset) -> dict[str, list[Origin]]:
    """Money of units that has nothing to weigh, by its name: where it stands."""
    asked = {*ruleset.measures, *(name for row in ruleset.every_row for name in ruleset.reported_for(row))}
    weighing = any(made.parts for name, made in series.items() if name not in MONEY)
    idle = [name for name in MONEY if name in series and name not in asked and not weighing]
    return {name: [entry.origin for entry in series[name].entries] for name in idle if series[name].entries}
