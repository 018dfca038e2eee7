"""What a test wants to come out: typed when the ruleset is loaded, so that running it only compares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Literal

import attrs

from indicatorlang.diagnostics import Lang, Place
from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op
from indicatorlang.model.quantity import Quantity

Fact = Fraction | Quantity | dt.date | bool | str
"""One value of a result. A number without a unit, wanted where a quantity is, counts the unit of what came out."""

TOTAL = ""
"""Stands for the id of a row where the whole assessment is meant."""


@frozen
class Exactly:
    """The value itself; words are compared whole, quantities after conversion."""

    value: Fact


@frozen
class Absent:
    """No value at all: 无."""


@frozen
class Compared:
    """A value on this side of a bound."""

    op: Op
    value: Fact


@frozen
class Between:
    """A value between two, both included."""

    low: Fact
    high: Fact


@frozen
class Contains:
    """A text in which all of these stand."""

    texts: tuple[str, ...]


@frozen
class OneOf:
    """Any of several."""

    choices: tuple[Wanted, ...]


@frozen
class Words:
    """A set of words (codes, ids, periods). `whole`: these and no others, else at least these."""

    words: tuple[str, ...]
    whole: bool = True


@frozen
class Having:
    """An object whose fields are as wanted."""

    fields: tuple[Expectation, ...]


@frozen
class Each:
    """Objects that go by a date, a period or their number: each named one is as wanted."""

    named: tuple[tuple[str, tuple[Expectation, ...]], ...]


@frozen
class Among:
    """A list in which every one of these objects is found."""

    entries: tuple[tuple[Expectation, ...], ...]


Wanted = Exactly | Absent | Compared | Between | Contains | OneOf | Words | Having | Each | Among


@frozen
class Expectation:
    """What one field must come to. `field` is the program's name of it, `words` how people call it in Chinese and in English, `written`
    the value as the author wrote it."""

    field: str
    wanted: Wanted
    written: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    words: tuple[str, str] = attrs.field(default=("", ""), eq=False, repr=False)
    english: str = attrs.field(default="", eq=False, repr=False)
    """The value in English, where nobody wrote it and it is told in two languages."""

    def in_words(self, lang: Lang) -> str:
        """The value as it is written in a ruleset in that language."""
        return self.english if lang == "en" and self.english else self.written


@frozen
class RowExpected:
    """What must come out of one row, by its id; `TOTAL` for the whole. `label` is how the author called the row."""

    row: str
    label: str
    fields: tuple[Expectation, ...]
    place: Place = attrs.field(default=Place(), eq=False, repr=False)

    @property
    def is_total(self) -> bool:
        """Whether the whole assessment is meant."""
        return self.row == TOTAL


@frozen
class Numbers:
    """All numbers from `low` to `high` that count `unit` (as written), one step apart."""

    low: Fraction
    high: Fraction
    unit: str
    step: Fraction


@frozen
class Days:
    """All days of a stretch."""

    low: dt.date
    high: dt.date


@frozen
class OneWord:
    """Any of these texts, simplest first: levels of a scale, 是 and 否."""

    words: tuple[str, ...]


Domain = Numbers | Days | OneWord


@frozen
class Variable:
    """A value that a property holds for whatever it is: a measure (of a period, where one is said) and what it can be."""

    measure: str
    period: str | None
    domain: Domain
    label: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@frozen
class Monotonic:
    """The score of a row (`TOTAL`: the score of all) while one value rises and the others stay: it never falls, or never rises.

    `measure` is the label of a variable; None means every variable that can rise."""

    row: str
    label: str
    way: Literal["never_falls", "never_rises"]
    measure: str | None = None
    place: Place = attrs.field(default=Place(), eq=False, repr=False)


@frozen
class Properties:
    """What holds for all values of some variables: every one of `always`, none of `never`, and how scores go with values."""

    variables: tuple[Variable, ...]
    always: tuple[RowExpected, ...] = ()
    never: tuple[RowExpected, ...] = ()
    monotonic: tuple[Monotonic, ...] = ()


@frozen
class TestCase:
    """One case: what is delivered, the date, and what must come out. It reads no file and can be run on any ruleset with such rows.

    `actuals` and `records` are plain mappings and lists of texts, as `Rules.evaluate` takes them. `properties` make it a case about
    many values at once, laid over `actuals`. `group` is the name of the test whose table or file it is a row of.
    """

    __test__: ClassVar[bool] = False

    name: str
    as_of: str | None = None
    actuals: Any = None
    records: Any = None
    expect: tuple[RowExpected, ...] = ()
    final: bool = False
    properties: Properties | None = None
    group: str = ""
    place: Place = attrs.field(default=Place(), eq=False, repr=False)

    @property
    def full_name(self) -> str:
        """The name, behind that of the test whose row it is."""
        return f"{self.group} / {self.name}" if self.group and self.group != self.name else self.name


@frozen
class RulesetTest:
    """A test as a ruleset brings it along: its cases, and what is said for all rows of the file of cases it names, if any.

    `actuals`, `records` and `expect` are as written. `cases_file` is relative to the ruleset."""

    name: str
    as_of: str | None
    actuals: Any
    records: Any
    expect: Mapping[str, Any]
    place: Place = attrs.field(default=Place(), eq=False, repr=False)
    cases: tuple[TestCase, ...] = ()
    base: TestCase | None = None
    cases_file: str = ""
    cases_file_place: Place = attrs.field(default=Place(), eq=False, repr=False)
