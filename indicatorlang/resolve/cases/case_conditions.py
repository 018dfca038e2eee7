"""Conditions on single cases: `count(发布时效 <= 3 工作日)`, `share(类型 is 投诉 and 办结日期 <= 2019-06-30)`."""

from __future__ import annotations

import datetime as dt

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.library.parts import FunctionPart
from indicatorlang.library.units import parse_quantity
from indicatorlang.model.case_condition import (
    CaseTest,
    DayTest,
    EveryTest,
    NotTest,
    NumberTest,
    RangeTest,
    SomeTest,
    WordTest,
)
from indicatorlang.model.comparison import Op
from indicatorlang.model.formula import Column, Constant, Expression, Moment, in_unit
from indicatorlang.model.period import parse_period
from indicatorlang.model.unit import PERCENT, PLAIN
from indicatorlang.resolve.cases import case_problems
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target import unit_problems
from indicatorlang.resolve.target.period_target_problems import EveryInside
from indicatorlang.resolve.target.types import Typer
from indicatorlang.syntax import tree

CONDITIONS = tree.Comparison | tree.Within | tree.Is | tree.Done | tree.Growth | tree.Trend | tree.And | tree.Or | tree.Not
_Simple = tree.Comparison | tree.Within | tree.Is


def day_of(node: tree.Day) -> dt.date | None:
    """The day that a literal names; None for a month, a quarter or a year, of which nobody knows which day is meant."""
    period = parse_period(node.text)
    return period.start if period is not None and period.start == period.end else None


@frozen
class CaseConditions:
    """Reads the condition that stands in the function `call`."""

    typer: Typer
    call: tree.Call
    part: FunctionPart

    def read(self, node: tree.Condition) -> CaseTest | None:
        """The test; None when something in it is wrong, which has been told."""
        match node:
            case tree.And(parts=parts):
                read = [self.read(part) for part in parts]
                return None if None in read else EveryTest(tuple(part for part in read if part is not None))
            case tree.Or(parts=parts):
                read = [self.read(part) for part in parts]
                return None if None in read else SomeTest(tuple(part for part in read if part is not None))
            case tree.Not(part=part):
                inner = self.read(part)
                return None if inner is None else NotTest(inner)
            case tree.Comparison() | tree.Within() | tree.Is():
                return self._simple(node)
        self.typer.refused(self.call, node, self.part.kinds_of(0))
        return None

    def _simple(self, node: _Simple) -> CaseTest | None:
        if node.subject is None:
            self._tell(problems.SubjectMissing(text=self.typer.said(node)), node)
            return None
        if node.suffixes.every is not None:
            self._tell(EveryInside(every=node.suffixes.every), node)
            return None
        if node.suffixes != tree.NO_SUFFIX or (isinstance(node, tree.Comparison) and (node.tolerance or node.milestones)):
            self._tell(case_problems.NotOfOneCase(text=self.typer.said(node)), node)
            return None
        subject = self.typer.read(node.subject)
        if subject is None:
            return None
        if isinstance(node, tree.Within):
            return self._within(node, subject)
        op: Op = node.op if isinstance(node, tree.Comparison) else "=="
        bound = node.bound if isinstance(node, tree.Comparison) else node.level
        kind = subject.kind if isinstance(subject, Column) else "number"
        if kind == "text":
            return self._word(node, subject, op, bound)
        if kind == "date":
            return self._day(subject, op, bound)
        return self._number(node, subject, op, bound)

    def _tell(self, problem: Diagnostic, node: tree.Node) -> None:
        self.typer.tell(problem, node)

    def _word(self, node: _Simple, subject: Expression, op: Op, bound: tree.Expression) -> CaseTest | None:
        """A text is a word, or is not."""
        if (
            isinstance(subject, Column)
            and op in ("==", "!=")
            and not isinstance(bound, tree.Call | tree.Arithmetic | tree.Negative)
        ):
            word = bound.text if isinstance(bound, tree.Name | tree.Day) else self.typer.said(bound)
            return WordTest(subject.name, word.strip(), "==" if op == "==" else "!=")
        self._tell(case_problems.TextCompared(column=self.typer.said(node.subject or node), text=self.typer.said(node)), node)
        return None

    def _day(self, subject: Expression, op: Op, bound: tree.Expression) -> CaseTest | None:
        """A day is before, on or after another one."""
        assert isinstance(subject, Column)  # only columns are days
        if isinstance(bound, tree.Day):
            day = day_of(bound)
            if day is not None:
                return DayTest(Moment(column=subject.name), op, Moment(day=day))
            self._tell(case_problems.NotOneDay(text=bound.text), bound)
            return None
        other = self.typer.read(bound) if isinstance(bound, tree.Name) else None
        if isinstance(other, Column) and other.kind == "date":
            return DayTest(Moment(column=subject.name), op, Moment(column=other.name))
        if other is not None or not isinstance(bound, tree.Name):
            self._tell(case_problems.DayCompared(column=subject.name, text=self.typer.said(bound)), bound)
        return None

    def _number(self, node: _Simple, subject: Expression, op: Op, bound: tree.Expression) -> CaseTest | None:
        if isinstance(node, tree.Is) or isinstance(bound, tree.Day):
            self._tell(
                case_problems.NumberAgainstWord(subject=self.typer.said(node.subject or node), text=self.typer.said(bound)), bound
            )
            return None
        right = self._end(subject, bound, node)
        return None if right is None else NumberTest(in_unit(subject, right.unit), op, in_unit(right, subject.unit))

    def _within(self, node: tree.Within, subject: Expression) -> CaseTest | None:
        if isinstance(subject, Column) and subject.kind != "number":
            self._tell(case_problems.TextCompared(column=subject.name, text=self.typer.said(node)), node)
            return None
        high = self._end(subject, node.high, node)
        low = self._end(subject, node.low, node, None if high is None else high)
        if low is None or high is None:
            return None
        return RangeTest(in_unit(subject, high.unit), low, high, node.low_closed, node.high_closed)

    def _end(
        self, subject: Expression, bound: tree.Expression, node: _Simple, beside: Expression | None = None
    ) -> Expression | None:
        """What a number of the case is compared with, in a unit that fits. `beside` is the other end of a range, whose unit
        holds for a bare number."""
        chinese = (
            parse_quantity(bound.text, self.typer.scope.found.units)
            if isinstance(bound, tree.Name) and not bound.quoted
            else None
        )
        known = isinstance(bound, tree.Name) and self.typer.knows(bound.text)
        right = Constant(chinese) if chinese is not None and not known else self.typer.read(bound)
        if right is None or not self.typer.is_number(subject, node.subject or node) or not self.typer.is_number(right, bound):
            return None
        unit = subject.unit
        bare = isinstance(right, Constant) and right.quantity.unit == PLAIN
        if bare and isinstance(right, Constant) and isinstance(beside, Constant):
            return Constant(attrs.evolve(right.quantity, unit=beside.quantity.unit))
        if bare and isinstance(right, Constant) and unit is not None and unit != PLAIN:
            if right.quantity.number == 0:
                return Constant(attrs.evolve(right.quantity, unit=unit))
            if not unit.is_ratio or unit == PERCENT:
                subject_said = self.typer.said(node.subject or node)
                told = unit_problems.UnitMissing(number=self.typer.said(bound), unit=unit.text, measure=subject_said)
                self._tell(told, bound)
                return None
        place = self.typer.text.at(bound.span)
        return right if self.typer.fits(subject, right, (self.typer.said(node.subject or node), bound), place) else None
