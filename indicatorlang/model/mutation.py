"""Small wrong changes of a ruleset, and whether its tests notice them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Lang, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.expected import TestCase
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.spot import Spot

Fate = Literal["killed", "survived", "equivalent"]


@frozen
class Mutant:
    """A ruleset with one change. `rows` are the ids of the rows it can make a difference to, `label` is how the changed thing is
    called (an id, or the name of a data item), `change` the change in words: `≥ 改为 >`.

    `same` says why it means the same as before, in both languages; empty where it does not, or where nobody knows."""

    operator: str
    label: str
    rows: tuple[str, ...]
    change: tuple[str, str]
    ruleset: Ruleset = attrs.field(eq=False, repr=False)
    spot: Spot = attrs.field(eq=False, repr=False)
    same: tuple[str, str] = ("", "")

    def sentence(self, lang: Lang = "zh") -> str:
        """What was changed, in one sentence."""
        return f"{self.label}：{self.change[0]}" if lang == "zh" else f"{self.label}: {self.change[1]}"


@frozen
class MutantOutcome:
    """What became of a mutant. `by` names the first test that noticed it, `suggestion` is a case that would have."""

    mutant: Mutant
    fate: Fate
    by: str = ""
    place: Place = attrs.field(default=Place(), eq=False)
    suggestion: TestCase | None = attrs.field(default=None, eq=False)


@frozen
class MutationRun:
    """All mutants in the order of the file. `cut` so many more were not tried, because only so many were asked for."""

    outcomes: tuple[MutantOutcome, ...] = ()
    cut: int = 0

    def count(self, fate: Fate) -> int:
        """How many came to that."""
        return sum(outcome.fate == fate for outcome in self.outcomes)

    @property
    def score(self) -> Fraction:
        """The killed part of all that mean something else, 0..1, exact; 1 where there are none."""
        counted = self.count("killed") + self.count("survived")
        return Fraction(self.count("killed"), counted) if counted else Fraction(1)

    @property
    def survivors(self) -> tuple[MutantOutcome, ...]:
        """Those that no test noticed."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate == "survived")

    def to_dict(self, lang: Lang = "zh") -> Mapping[str, Any]:
        """As plain structures."""
        return {
            "killed": self.count("killed"),
            "survived": self.count("survived"),
            "equivalent": self.count("equivalent"),
            "cut": self.cut,
            "mutants": [
                {
                    "operator": outcome.mutant.operator,
                    "indicators": list(outcome.mutant.rows),
                    "message": outcome.mutant.sentence(lang),
                    "fate": outcome.fate,
                    "test": outcome.by or None,
                    "same": outcome.mutant.same[0 if lang == "zh" else 1] or None,
                    "file": outcome.place.file,
                    "line": outcome.place.line,
                    "column": outcome.place.column,
                }
                for outcome in self.outcomes
            ],
        }
