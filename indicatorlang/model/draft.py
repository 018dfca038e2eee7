"""A ruleset that is being drafted from a form: what the form says, and what was made of it.

A form keeps its texts to the letter. A draft says of everything that the form does not say that it was assumed, or asks; both stand
in notes, which become comments. Nothing in a draft is decided by anybody yet.
"""

from __future__ import annotations

from typing import Literal

import attrs

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import frozen

DraftKind = Literal["", "ytd", "snapshot", "done_date"]
"""What a proposed measure counts; empty for one whose kind follows from something else."""


@frozen
class Worded:
    """One text in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in the language asked for."""
        return self.zh if lang == "zh" else self.en


@frozen
class Note:
    """A sentence about the draft, which becomes a comment. `asks`: somebody has to confirm or complete what it is about."""

    text: Worded
    asks: bool = False


def told(zh: str, en: str) -> Note:
    """A note that says what was done."""
    return Note(Worded(zh, en))


def asked(zh: str, en: str) -> Note:
    """A note that asks somebody to confirm or complete."""
    return Note(Worded(zh, en), asks=True)


# What a form says


@frozen
class FormRow:
    """One indicator of a form, as typed. `row` counts from 1 as the file does.

    `candidates`: the text of its target is one of these, and nobody can tell which; then `target` is empty. `notes` are remarks
    of whoever read the form.
    """

    name: str
    target: str = ""
    op: str = ""
    unit: str = ""
    weight: str = ""
    rule: str = ""
    evidence: str = ""
    remark: str = ""
    id: str = ""
    level1: str = ""
    level2: str = ""
    row: int | None = None
    candidates: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@frozen
class Money:
    """Amounts of one source of money, or of all together (`total`), as typed, in the unit of the form (empty when it says none)."""

    label: str = ""
    initial: str = ""
    budget: str = ""
    unit: str = ""
    total: bool = False


@frozen
class Form:
    """One project's form. Everything is text; what it does not say is empty. `notes` are what else stands in it and has no key."""

    rows: tuple[FormRow, ...] = attrs.field(repr=False)
    project: str = ""
    code: str = ""
    department: str = ""
    agency: str = ""
    year: str = ""
    period: str = ""
    goal: str = ""
    remark: str = ""
    money: tuple[Money, ...] = ()
    budget_weight: str = ""
    notes: tuple[Note, ...] = ()
    file: str = ""
    sheet: str = ""


# What was made of it


@frozen
class DraftMeasure:
    """A measure as proposed. `settled`: its kind follows from the form and is not asked about."""

    name: str
    unit: str = ""
    kind: DraftKind = ""
    formula: str = ""
    scale: str = ""
    evidence: bool = False
    help: str = ""
    settled: bool = False


@frozen
class DraftRow:
    """An indicator as proposed. `target` and `scoring` are empty when the form says nothing that can be said strictly.

    `withheld`: it cannot be judged as it stands (no target, a blank to fill in, a value that could be one of several); it is
    written as a comment, so that the rest can be used.
    """

    id: str
    name: str
    wording: str = ""
    target: Worded | None = None
    level1: str = ""
    level2: str = ""
    weight: str = ""
    scoring: str = ""
    remark: str = ""
    notes: tuple[Note, ...] = ()
    withheld: bool = False


@frozen
class Draft:
    """A proposed ruleset. `year` is empty where a `period` is written instead. `budget_weight` are the points of the row 预算执行率
    that the money brings along; `questions` counts what somebody has to confirm."""

    name: str
    rows: tuple[DraftRow, ...]
    measures: tuple[DraftMeasure, ...] = ()
    about_measures: tuple[Note, ...] = ()
    year: str = ""
    period: str = ""
    code: str = ""
    department: str = ""
    agency: str = ""
    profile: str = "mof-2020"
    goal: str = ""
    remark: str = ""
    funds: tuple[tuple[Literal["initial", "budget"], str], ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    budget_weight: str = ""
    head: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    file: str = ""

    @property
    def questions(self) -> int:
        """How many of its notes ask for something."""
        notes = [*self.head, *self.notes, *self.about_measures, *(note for row in self.rows for note in row.notes)]
        return sum(note.asks for note in notes)
