"""What a rule must say of itself. Every module of `lint/rules` exports one as `PART`; the folder is the list.

The docstring of the module is the rule's page: its title, why it matters, an example, what to write instead, each line in
Chinese and in English. The sentence about one place where it fires is that of its `Advice`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from indicatorlang import catalogue
from indicatorlang.diagnostics import Diagnostic, Lang, Place, Severity
from indicatorlang.lazily import frozen, pattern
from indicatorlang.lint.facts import FormFacts, RulesetFacts, TargetFacts
from indicatorlang.lint.levels import shape_of_headings
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.rescored import MoneyLine, ProjectFacts, RescoredRow, TableFacts

RULES = "indicatorlang.lint.rules"
LABELS: Mapping[Lang, tuple[str, ...]] = {"zh": ("为什么", "例", "改法"), "en": ("Why", "Example", "Instead")}
HUNDRED = Fraction(100)
NEARLY = (Fraction(80), Fraction(120))
"""Between these are points that somebody meant to be 100, or 80 beside those of budget execution."""
_CODE = pattern(r"l(\d{3})_\w+")


class Advice(Diagnostic):
    """What a rule says of one place. `code` is the rule's. `beyond_rounding`: figures of the table contradict each other by more than
    rounding, so that `audit` ends with status 1. `touches` names the fields of rows that mending it may change in the resolved
    ruleset although nothing comes out differently; whatever else changes undoes the mending."""

    severity: ClassVar[Severity] = Severity.WARNING
    beyond_rounding: ClassVar[bool] = False
    touches: ClassVar[frozenset[str]] = frozenset()


class TargetAdvice(Advice):
    """What a rule says of one target. `in_table`: it stands where only the cell itself can be changed, and no 判定 can be added."""

    in_table: bool = False


@frozen
class Rule:
    """A rule: what it says, and how it finds the places where it fires, in whatever shows them.

    `target` looks at one target, `form` at the rows of one project, in a ruleset or in a table alike; `ruleset` at a ruleset as
    resolved and as written; `table` at a whole filled-in table; `row` at one filled-in row as it was scored again; `after` at a ruleset
    and at what all other rules and loading said of it.
    """

    advice: type[Advice]
    target: Callable[[TargetFacts], Iterator[Diagnostic]] | None = None
    form: Callable[[FormFacts], Iterator[Diagnostic]] | None = None
    ruleset: Callable[[RulesetFacts], Iterator[Diagnostic]] | None = None
    table: Callable[[TableFacts], Iterator[Diagnostic]] | None = None
    row: Callable[[RescoredRow], Iterator[Diagnostic]] | None = None
    after: Callable[[RulesetFacts, Sequence[Diagnostic]], Iterator[Diagnostic]] | None = None

    @property
    def code(self) -> str:
        """The stable code, e.g. L130."""
        return self.advice.code

    @property
    def severity(self) -> Severity:
        """How bad it is where it fires, when nobody has said otherwise."""
        return self.advice.severity

    @property
    def beyond_rounding(self) -> bool:
        """Whether it tells a difference that is more than rounding."""
        return self.advice.beyond_rounding

    @property
    def module(self) -> str:
        """The module whose docstring is its page."""
        return self.advice.__module__

    def page(self, lang: Lang = "zh") -> Page:
        """Its page."""
        return page(self.module, lang)


@frozen
class Page:
    """The page of a rule in one language."""

    title: str
    why: str
    example: str
    instead: str


def page(module: str, lang: Lang = "zh") -> Page:
    """The page of a rule, out of the docstring of its module. Raises ValueError when a line is missing."""
    lines = [line.strip() for line in (importlib.import_module(module).__doc__ or "").splitlines() if line.strip()]
    title = lines[0 if lang == "zh" else 1] if len(lines) > 1 else ""
    said = dict(re.split(r"[:：]\s*", line, maxsplit=1) for line in lines[2:] if re.search(r"[:：]", line))
    missing = [label for label in LABELS[lang] if not said.get(label)]
    if missing or not title:
        raise ValueError(f"the page of {module} lacks {', '.join(missing) or 'its title'}")
    return Page(title, *(said[label] for label in LABELS[lang]))


def rules() -> Mapping[str, Rule]:
    """All rules by code."""
    found = {name: part for name, part in catalogue.parts(RULES).items() if isinstance(part, Rule)}
    return {part.code: part for _, part in sorted(found.items())}


def table_rules() -> Mapping[str, Rule]:
    """The rules about whole filled-in tables by code."""
    return {code: rule for code, rule in rules().items() if rule.table is not None}


def tables_advice(facts: TableFacts) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in a table as a whole, rule by rule."""
    return tuple(found for rule in rules().values() if rule.table is not None for found in rule.table(facts))


def contradictions(advice: Iterable[Diagnostic]) -> int:
    """How much of the advice tells a difference that is more than rounding."""
    return sum(isinstance(one, Advice) and one.beyond_rounding for one in advice)


def place_of(table: FilledTable, row: FilledRow | None) -> Place:
    """Where a row of a table stands; the table itself without one."""
    return Place(table.file, table.sheet) if row is None else place_at(table, row.number)


def place_at(table: FilledTable, number: int) -> Place:
    """Where the row of that number stands; in a document that is the row of one of its tables."""
    sheet, line = table.places.get(number, (table.sheet, number))
    return Place(table.file, sheet, line)


def whole(project: ProjectFacts) -> MoneyLine | None:
    """The line of the money block that stands for all of it: the total, or the only one."""
    totals = [line for line in project.money if line.is_total]
    return totals[0] if totals else project.money[0] if len(project.money) == 1 else None


def _may_be_an_extract(project: ProjectFacts) -> bool:
    """Whether the points of all rows are far from 100, and the headings are not those of a whole form either."""
    far = project.weights is not None and not project.unweighted and not NEARLY[0] <= project.weights <= NEARLY[1]
    return far and not shape_of_headings(heading for heading, _ in project.level_weights)


def is_a_form(facts: TableFacts, project: ProjectFacts) -> bool:
    """Whether the rows are those of one project, so that their points should add up: it is named, has a money block or a total, or
    its points come to exactly 100. Lines of money that are each a whole are a list and no block, and rows that only say in a column whose
    they are may be an extract."""
    named = facts.table.facts.get("project") or (project.project and not _may_be_an_extract(project))
    block = project.money and sum(line.is_total for line in project.money) <= 1
    hundred = project.weights == HUNDRED and not project.unweighted
    return bool(project.rows and (named or block or project.total_row is not None or hundred))
