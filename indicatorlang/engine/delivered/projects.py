"""Which project a delivered row belongs to: a ruleset's code and its name are one project."""

from __future__ import annotations

from indicatorlang.engine.delivered.names import folded
from indicatorlang.model.actual import RawActuals
from indicatorlang.model.ruleset import Ruleset


def projects_in(raw: RawActuals, ruleset: Ruleset | None = None) -> tuple[str, ...]:
    """The distinct projects of rows and surveys, as first written, in order; the code and the name of `ruleset` are one project."""
    names = _names_of_project(ruleset)
    found: dict[str, str] = {}
    for project in (*(row.project for row in raw.rows), *(survey.project for survey in raw.surveys)):
        if project is not None and project.strip():
            key = folded(project)
            found.setdefault("" if key in names else key, project.strip())
    return tuple(found.values())


def _names_of_project(ruleset: Ruleset | None) -> set[str]:
    return set() if ruleset is None else {folded(name) for name in (ruleset.code, ruleset.name) if name}


def is_of(own: str | None, project: str | None, ruleset: Ruleset) -> bool:
    """Whether a row that names `own` is taken when `project` is evaluated; one that names none always is."""
    if own is None or not own.strip() or project is None:
        return True
    wanted, names = folded(project), _names_of_project(ruleset)
    return folded(own) == wanted or (wanted in names and folded(own) in names)
