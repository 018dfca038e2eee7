"""What came of running tests: which cases pass, and what differs in the others."""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import Assessment
from indicatorlang.model.coverage import Coverage
from indicatorlang.model.expected import TestCase as TestCase
from indicatorlang.model.mutation import MutationRun
from indicatorlang.model.ruleset import Ruleset


@frozen
class Mismatch:
    """One field that came out otherwise. `indicator` is the id of the row, empty for the whole; `field` the way to the field by the
    program's names, outermost first. `expected` and `actual` are texts for readers, in Chinese and in English.

    `explanation` is why the row came out so, in both languages; empty where nothing explains it."""

    indicator: str
    field: tuple[str, ...]
    expected: tuple[str, str]
    actual: tuple[str, str]
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    explanation: tuple[str, str] = ("", "")
    name: str = ""
    """The name of the row."""
    words: tuple[tuple[str, str], ...] = ()
    """The way to the field as people say it, in both languages."""
    how: Literal["is", "never", "contains"] = "is"
    """How `expected` was meant: the value itself, one that was never to come out, or words that stand in it."""


@frozen
class Counterexample:
    """Values that break what was to hold always: shrunk to the simplest found. `case` is the same as an ordinary case, ready to be
    put into the ruleset; `assignment` are its values by the labels of the variables; `lower` the second point, where two are compared.
    """

    case: TestCase
    assignment: tuple[tuple[str, str], ...]
    broken: str
    """Which promise: always, never, never_falls, never_rises."""
    other: tuple[tuple[str, str], ...] = ()


@frozen
class CaseOutcome:
    """How one case came out. `assessments` are all that were made: one, or one for every sample of a property; none when the actuals
    could not be used at all, which `diagnostics` then tell.

    `diagnostics` are the errors that the case did not expect, and they fail it; `remarks` are warnings worth knowing, which do not.
    """

    case: TestCase
    assessments: tuple[Assessment, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    samples: int = 0
    combinations: int = 0
    """Of so many combinations of values the samples were taken."""
    counterexample: Counterexample | None = None

    @property
    def passed(self) -> bool:
        """Whether everything came out as wanted."""
        return not self.mismatches and not self.diagnostics

    @property
    def assessment(self) -> Assessment | None:
        """The assessment of an ordinary case; of a property the last one made, which is that of the counterexample if there is one."""
        return self.assessments[-1] if self.assessments else None


@frozen
class TestRun:
    """All cases of one ruleset, in the order of the file, those of further files behind. `diagnostics` tell what could not be read."""

    __test__ = False

    ruleset: Ruleset
    outcomes: tuple[CaseOutcome, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: int = 0
    """So many cases were not run because only some were asked for."""
    coverage: Coverage | None = None
    mutation: MutationRun | None = None
    """What the cases have seen, and which wrong changes they notice; None where nobody asked."""

    @property
    def passed(self) -> int:
        """How many cases pass."""
        return sum(outcome.passed for outcome in self.outcomes)

    @property
    def failed(self) -> int:
        """How many do not."""
        return len(self.outcomes) - self.passed

    @property
    def empty(self) -> bool:
        """Whether there is no case at all, not even one that was left out."""
        return not self.outcomes and not self.left_out
