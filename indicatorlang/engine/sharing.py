"""Which of several rulesets a row belongs to."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.names import Match, folded, names_of
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.engine.problems.sharing_problems import NameOfNoRuleset, UnknownProject
from indicatorlang.lazily import pattern
from indicatorlang.model.actual import Origin, RawActual, RawActuals, RawSurvey
from indicatorlang.model.ruleset import Ruleset

_DIGITS = pattern("[0-9]+")


def share(rulesets: Sequence[Ruleset], raw: RawActuals) -> tuple[tuple[RawActuals, ...], tuple[Diagnostic, ...]]:
    """The part of the actuals that belongs to each ruleset, in their order, and what belongs to none.

    A row goes to the rulesets whose code or name equals its project; a row without project to all that know its name. What
    was found while reading belongs to no project and is not repeated in the parts.
    """
    sharing = _Sharing(rulesets)
    rows: list[list[RawActual]] = [[] for _ in rulesets]
    surveys: list[list[RawSurvey]] = [[] for _ in rulesets]
    for row in raw.rows:
        for taker in sharing.takers(row.project, row.subject, row.path, row.origin):
            rows[taker].append(attrs.evolve(row, project=None))
    for survey in raw.surveys:
        for taker in sharing.takers(survey.project, survey.measure, None, survey.origin):
            surveys[taker].append(attrs.evolve(survey, project=None))
    parts = [attrs.evolve(raw, rows=tuple(r), surveys=tuple(s), diagnostics=()) for r, s in zip(rows, surveys, strict=True)]
    return tuple(parts), sharing.problems()


class _Sharing:
    """Remembers who takes which project or name; a country's rows repeat few of them."""

    def __init__(self, rulesets: Sequence[Ruleset]) -> None:
        self.names = [names_of(ruleset) for ruleset in rulesets]
        self.called: dict[str, str] = {}
        self.owners: dict[str, tuple[int, ...]] = {}
        for number, ruleset in enumerate(rulesets):
            for name in dict.fromkeys(folded(name) for name in (ruleset.code, ruleset.name) if name):
                self.owners[name] = (*self.owners.get(name, ()), number)
                self.called[name] = ruleset.code if name == folded(ruleset.code) else ruleset.name
        self.known: dict[tuple[str, str | None], tuple[int, ...]] = {}
        self.strangers: Counter[str] = Counter()
        self.orphans: Counter[str] = Counter()
        self.first: dict[tuple[str, str], Origin] = {}

    def takers(self, project: str | None, subject: str, path: str | None, origin: Origin) -> tuple[int, ...]:
        """The numbers of the rulesets a row belongs to; a row of none is remembered."""
        if project is not None and project.strip():
            found = self.owners.get(folded(project), ())
            if not found:
                self.strangers[project.strip()] += 1
                self.first.setdefault(("project", project.strip()), origin)
            return found
        key = (subject, path)
        if key not in self.known:
            self.known[key] = tuple(n for n, names in enumerate(self.names) if names.find(subject, path) != Match())
        if not self.known[key]:
            self.orphans[subject.strip()] += 1
            self.first.setdefault(("name", subject.strip()), origin)
        return self.known[key]

    def problems(self) -> tuple[Diagnostic, ...]:
        """One warning for each unknown project and each unknown name, at its first row."""
        strangers = [
            UnknownProject(project=project, rows=rows, near=self._near(project), place=place_of(self.first["project", project]))
            for project, rows in self.strangers.items()
        ]
        orphans = [
            NameOfNoRuleset(subject=subject, rows=rows, place=place_of(self.first["name", subject]))
            for subject, rows in self.orphans.items()
        ]
        return (*strangers, *orphans)

    def _near(self, project: str) -> tuple[str, ...]:
        """What may have been meant: a code that has lost its zeros, or a name nearly spelled so. Codes of one pattern are all
        near each other, and none of them is proposed for another."""
        asked = folded(project)
        padded = [name for name in self.called if _without_zeros(name) == _without_zeros(asked)]
        near = padded or difflib.get_close_matches(asked, self.called, n=3, cutoff=0.6)
        meant = [name for name in near if padded or _DIGITS.sub("", name) != _DIGITS.sub("", asked)]
        return tuple(self.called[name] for name in meant[:1])


def _without_zeros(name: str) -> str:
    return _DIGITS.sub(lambda run: run.group().lstrip("0"), name)
