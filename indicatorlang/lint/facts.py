"""What rules look at: one target, the rows of one form, a ruleset with the text it was read from.

A target and a form are the same things whether a ruleset, a filled-in table or a list of targets holds them, so that one rule
serves all of these. What only a ruleset has (its model, its tree) and what only a filled-in table has (actuals, scores) are
looked at by rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Place, Source, Span
from indicatorlang.lazily import frozen
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.reading import Reading
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import Fields
from indicatorlang.syntax.yaml.tree import Mapping


@frozen
class TargetFacts:
    """One target: its text as approved (指标值), what stands beside it, and what it is taken for.

    `op` and `unit` are the texts of the columns 指标性质 and 度量单位, empty where there are none. `decides` is the text of a
    row's own 判定, empty without one: where it stands, nothing in the wording has to be guessed. `reading` is that of the wording,
    whatever decides. `year` is that of the budget, None when nobody said.
    """

    text: str
    reading: Reading
    name: str = ""
    op: str = ""
    unit: str = ""
    level1: str = ""
    level2: str = ""
    year: int | None = None
    decides: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    source: Source | None = attrs.field(default=None, eq=False, repr=False)
    """Where the text stands in a ruleset, character by character; None in a table, where its cell is the place."""
    fields: Fields | None = attrs.field(default=None, eq=False, repr=False)
    """The keys of its row in a ruleset; None in a table, where nothing can be added."""

    @property
    def in_table(self) -> bool:
        """Whether it stands in a filled-in table or a list: there only the cell itself can be changed."""
        return self.fields is None

    @property
    def decided(self) -> bool:
        """Whether the row says itself what decides."""
        return bool(self.decides)

    def at(self, words: str = "") -> Place:
        """Where words of the text stand; the whole text where they are not found or nothing finer than a cell is known."""
        start = self.text.find(words) if words else -1
        if self.source is None or start < 0:
            return self.place
        return self.source.place(Span(start, start + len(words)))


@frozen
class FormRow:
    """A row of a form. `weight` None: nobody gave it one. `amount` of points is never assumed here."""

    id: str
    target: TargetFacts
    weight: Fraction | None = None
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    indicator: Indicator | None = attrs.field(default=None, repr=False)
    """The resolved row; None in a table."""

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.target.name

    @property
    def level1(self) -> str:
        """The heading of level 1, as written."""
        return self.target.level1

    @property
    def level2(self) -> str:
        """The heading of level 2, as written."""
        return self.target.level2


@frozen
class FormFacts:
    """The rows of one project in the order of its form, that of budget execution aside.

    `budget_row`: there is one, made from the money or written; `budget_weight` are its points, None when nobody gave any. `money` is the
    approved budget (全年预算数, else 年初预算数). `goal` is the annual goal in words. `place` is that of the whole form.
    """

    rows: tuple[FormRow, ...]
    project: str = ""
    goal: str = ""
    budget_row: bool = False
    budget_weight: Fraction | None = None
    money: Quantity | None = None
    year: int | None = None
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@frozen
class RowFacts:
    """A row of a ruleset as resolved, with its keys in the file and its target."""

    indicator: Indicator
    fields: Fields = attrs.field(repr=False)
    target: TargetFacts

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return self.fields.place


@frozen
class RulesetFacts:
    """A ruleset that loads, with what it was read from: the keys of its file, the rows below 指标 (that of budget execution is made
    and stands nowhere), the text. Lines of the text count from 1."""

    ruleset: Ruleset
    fields: Fields = attrs.field(repr=False)
    rows: tuple[RowFacts, ...]
    form: FormFacts
    text: str = attrs.field(default="", repr=False)

    def section(self, key: str, name: str) -> Place:
        """Where an entry stands below a top key of free names (数据项, 等级, 台账, 基期值), by the name; the top key's place else."""
        node = self.fields.node(key)
        entry = node.entry(name) if isinstance(node, Mapping) else None
        return self.fields.at(key) if entry is None else entry.key.place

    def every_target(self) -> Iterator[TargetFacts]:
        """The targets of all rows."""
        return (row.target for row in self.rows)
