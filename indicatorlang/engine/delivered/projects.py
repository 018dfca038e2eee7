"""Which project a delivered row belongs to: a ruleset's code and its name are one project."""

from __future__ import annotations

from collections.abc import Collection

from indicatorlang.engine.delivered.names import folded
from indicatorlang.model.actual import RawActuals
from indicatorlang.model.ruleset import Ruleset

OWN = " "
"""The key of the ruleset's own project, by whatever name; no folded name holds a blank."""
MANY_SPELLINGS = "[\\s\u3000\uff01-\uff5e]"
"""What a name holds that can be written in more than one way, as a pattern: blanks and full-width signs."""


def projects_in(raw: RawActuals, ruleset: Ruleset | None = None) -> tuple[str, ...]:
    """The distinct projects of rows and surveys, as first written, in order; the code and the name of `ruleset` are one project."""
    known: tuple[Ruleset | None, tuple[str, ...]] | None = raw.known.get("projects")
    if known is not None and known[0] is ruleset:
        return known[1]
    projects = _projects_in(raw, names_of_project(ruleset))
    raw.known["projects"] = ruleset, projects
    return projects


def is_among(project: str, projects: tuple[str, ...], raw: RawActuals, ruleset: Ruleset) -> bool:
    """Whether `projects` has the project; code and name of the ruleset mean the same one. What `raw` knows of them is kept there."""
    known: tuple[tuple[str, ...], frozenset[str]] | None = raw.known.get("names of projects")
    if known is None or known[0] is not projects:
        known = projects, frozenset(map(folded, projects))
        raw.known["names of projects"] = known
    own = names_of_project(ruleset)
    return folded(project) in known[1] or (folded(project) in own and bool(own & known[1]))


def key_of(project: str | None, own: Collection[str]) -> str:
    """What tells projects apart: empty for no name, `OWN` for one of the names of the ruleset's `own` project, else the name folded."""
    key = folded(project or "")
    return OWN if key in own else key


def _projects_in(raw: RawActuals, names: set[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for project in (*(row.project for row in raw.rows), *(survey.project for survey in raw.surveys)):
        if project is not None and project.strip():
            found.setdefault(key_of(project, names), project.strip())
    return tuple(found.values())


def names_of_project(ruleset: Ruleset | None) -> set[str]:
    """The names that a ruleset's own project may be called by, folded."""
    return set() if ruleset is None else {folded(name) for name in (ruleset.code, ruleset.name) if name}


def is_of(own: str | None, project: str | None, ruleset: Ruleset) -> bool:
    """Whether a row that names `own` is taken when `project` is evaluated; one that names none always is."""
    if own is None or not own.strip() or project is None:
        return True
    wanted, names = folded(project), names_of_project(ruleset)
    return folded(own) == wanted or (wanted in names and folded(own) in names)
