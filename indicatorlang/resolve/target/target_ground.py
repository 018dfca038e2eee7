"""The ground on which one target is read: its subject, its suffixes, its places, and how mistakes in it are told."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Source, Span
from indicatorlang.lazily import define, frozen
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import Condition, EachCase, InRange, Threshold
from indicatorlang.model.period import parse_period
from indicatorlang.resolve.cases.case_problems import NoStepsForCases, OtherTable
from indicatorlang.resolve.cases.case_types import CASES
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target.types import Typer
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.words import PREDICATES

Simple = tree.Comparison | tree.Within | tree.Is | tree.Done | tree.Growth | tree.Trend


@frozen
class Subject:
    """What a condition is about, and the text it was found in."""

    node: tree.Expression
    text: Text

    @property
    def measure(self) -> str | None:
        """The name, when it is a single one."""
        return self.node.text if isinstance(self.node, tree.Name) else None

    @property
    def said(self) -> str:
        """The words of it."""
        return short(to_text(self.node))


def named_subject(name: str, place: Place) -> Subject:
    """The subject that an indicator's name stands for; its place is where the target stands."""
    return Subject(tree.Name(name, span=Span(0, len(name))), Text(Source(name), place))


@define
class TargetGround:
    """What is known about one target before it is read, and what all its readers share.

    `default` is the subject that stands where the target names none, `stated` whether the indicator's `measure` says it (then
    the target must not). `equal` is the meaning of `==`; `headings` are the levels of the form above.
    """

    scope: Scope
    text: Text
    name: str
    default: Subject | None
    stated: bool = False
    equal: str = "reach"
    headings: tuple[str, ...] = ()
    free: bool = False
    """Whether undeclared measures may stand on the right: in `when`."""
    assumed: list[Diagnostic] = attrs.field(factory=list)
    _told_twice: bool = False

    def read(self, node: tree.Condition) -> Condition | None:
        """The condition; None when something in it is wrong."""
        raise NotImplementedError

    def _typer(self, text: Text | None = None) -> Typer:
        """The reader of expressions of a text, else of the target's own."""
        return Typer(self.scope, text or self.text, CASES)

    # Places and words

    def _tell(self, problem: Diagnostic, node: tree.Node) -> None:
        self.scope.add(problem.at(self.text.at(node.span)))

    def _said(self, node: tree.Node) -> str:
        return short(self.text.said(node.span) or to_text(node))

    # The subject and the suffixes

    def _subject(self, node: Simple) -> Subject | None:
        if node.subject is None:
            if self.default is None and not self.stated:
                self._tell(problems.SubjectMissing(text=self._said(node)), node)
            return self.default
        if self.stated and not self._told_twice and self.default is not None:
            self._told_twice = True
            self._tell(problems.SubjectTwice(subject=self._said(node.subject), measure=self.default.said), node.subject)
        self._look_for_glued(node.subject)
        return Subject(node.subject, self.text)

    def _look_for_glued(self, subject: tree.Expression) -> None:
        """Tell of a name that is none: a declared measure with a keyword stuck to it."""
        if not isinstance(subject, tree.Name) or subject.quoted or self.scope.is_declared(subject.text):
            return
        name = subject.text
        measure = next(reversed(self.scope.declared_at_start(name)), "")
        word = next((word for word in PREDICATES if len(word) > 1 and word in name[len(measure) :]), "") if measure else ""
        if word and not word.isascii():
            self._tell(problems.KeywordGlued(name=short(name), measure=short(measure), word=word), subject)

    def _suffixes_hold(self, node: Simple, subject: Subject) -> bool:
        """Whether the table of cases and the share of a suffix are those of the subject; what is wrong with them is told."""
        suffixes = node.suffixes
        if suffixes.records is not None and suffixes.records.text not in self.scope.records:
            name, known = suffixes.records.text, tuple(self.scope.records)
            self._tell(UnknownReference(kind="records", name=name, near=near(name, known), known=known), suffixes.records)
            return False
        if suffixes.share is not None:
            share = self._typer().amount(suffixes.share).quantity
            if not share.unit.is_ratio or not 0 < share.base <= 1:
                self._tell(problems.ShareNotAPart(text=self._said(suffixes.share)), suffixes.share)
                return False
        return suffixes.share is None or self._is_of(subject, suffixes.records, suffixes.share)

    def _is_of(self, subject: Subject, table: tree.Name | None, share: tree.Amount) -> bool:
        """Whether the subject has a value for each case of the table, or of any; if not, that has been told."""
        measure = self.scope.measures.get(subject.measure) if subject.measure is not None else None
        own = measure.records or "" if measure is not None and measure.is_each_case else ""
        named = own if table is None else table.text
        if own and own == named:
            return True
        self._tell(OtherTable(measure=subject.said, named=named, own=own), table or share)
        return False

    def _for_each_case(self, node: Simple, condition: Threshold | InRange) -> Threshold | InRange | EachCase | None:
        """The condition as it stands; of a measure of cases: for each of them, or for the share that is demanded."""
        subject = condition.subject
        measure = self.scope.measures.get(subject.measure) if isinstance(subject, MeasureRef) else None
        if measure is None or not measure.is_each_case or measure.records is None:
            return condition
        if isinstance(condition, Threshold) and condition.schedule:
            self._tell(NoStepsForCases(measure=measure.name), node)
            return None
        share = None if node.suffixes.share is None else self._typer().amount(node.suffixes.share).quantity
        part = attrs.evolve(condition, due=None, due_other=None)
        return EachCase(part, measure.records, measure.name, share, condition.due, condition.due_other)

    def _due(self, suffixes: tree.Suffixes) -> dt.date | None:
        return None if suffixes.by is None else last_day(suffixes.by)


def last_day(day: tree.Day) -> dt.date:
    """The last day of a date or period literal; the syntax stage has checked that it exists."""
    period = parse_period(day.text)
    if period is None:
        raise ValueError(f"not a date: {day.text}")
    return period.end
