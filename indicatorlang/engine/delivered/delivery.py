"""What the projects of one delivery have in common, worked out once: whose row each is, who signed, what names mean.

Evaluating a country asks for the rows of one project after the other. Looking through all rows for each would cost the square of
what was delivered, so they are sorted by project when the first is asked for.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from indicatorlang.engine.delivered.names import Names, names_of
from indicatorlang.engine.delivered.natures import Nature, natures_of
from indicatorlang.engine.delivered.projects import key_of, names_of_project
from indicatorlang.engine.delivered.signatures import Signatures, signatures_of, with_money
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import RawActual, RawActuals, RawSurvey
from indicatorlang.model.ruleset import Ruleset

Delivered = TypeVar("Delivered", RawActual, RawSurvey)


@frozen
class Delivery:
    """Delivered actuals as a ruleset sees them. `names` and `natures` are those of `bind`; the rest is asked for by project."""

    ruleset: Ruleset
    signatures: Signatures
    names: Names
    natures: Mapping[str, Nature]
    _own: frozenset[str]
    _rows: tuple[RawActual, ...]
    _surveys: tuple[RawSurvey, ...]
    _places: Mapping[str, Sequence[int]]
    _survey_places: Mapping[str, Sequence[int]]

    def rows_of(self, project: str | None) -> Iterator[RawActual]:
        """The rows of a project in the order of delivery, those that name none among them; all rows when `project` is None."""
        return self._of(project, self._rows, self._places)

    def surveys_of(self, project: str | None) -> Iterator[RawSurvey]:
        """The same of the rows of survey sheets."""
        return self._of(project, self._surveys, self._survey_places)

    def _of(
        self, project: str | None, delivered: Sequence[Delivered], places: Mapping[str, Sequence[int]]
    ) -> Iterator[Delivered]:
        if project is None:
            return iter(delivered)
        wanted = key_of(project, self._own)
        keys = ("", wanted) if wanted else ("",)
        return (delivered[place] for place in heapq.merge(*(places.get(key, ()) for key in keys)))


def delivery_of(raw: RawActuals, ruleset: Ruleset, *, combine: bool = False) -> Delivery:
    """The delivery as a ruleset sees it. With `combine` every project is a reporting unit. Remembered for the ruleset that asked last."""
    remembered = f"delivery, combined: {combine}"
    known: Delivery | None = raw.known.get(remembered)
    if known is not None and known.ruleset is ruleset:
        return known
    signatures = signatures_of(raw, ruleset, combine=combine)
    names, natures = with_money(names_of(ruleset), natures_of(ruleset), raw, signatures)
    own = frozenset(names_of_project(ruleset))
    places = _places((row.project for row in raw.rows), own)
    survey_places = _places((survey.project for survey in raw.surveys), own)
    made = Delivery(ruleset, signatures, names, natures, own, raw.rows, raw.surveys, places, survey_places)
    raw.known[remembered] = made
    return made


def _places(projects: Iterable[str | None], own: frozenset[str]) -> dict[str, list[int]]:
    """Where the rows of each project stand, by its key; under no name those that name none."""
    found: dict[str, list[int]] = {}
    for place, project in enumerate(projects):
        found.setdefault(key_of(project, own), []).append(place)
    return found
