"""Target trees → conditions: the subject is found, the sign gets its meaning, dates become days, words become levels.

Whatever this version cannot evaluate is understood and checked all the same, and becomes `Deferred` with a warning at its
place. A condition with an error is None; every error has been told by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Arithmetic, Constant, Expression, MeasureRef, measures_in
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    InRange,
    MilestoneTarget,
    Negation,
    Op,
    Threshold,
)
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.resolve import name_problems, unit_problems
from indicatorlang.resolve import target_problems as problems
from indicatorlang.resolve.directions import told_direction
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.growth import faults_of_growth
from indicatorlang.resolve.names import AsLevel, AsMeasure, AsQuantity, meaning_of, own_scale
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.target_ground import Simple, Subject, TargetGround, last_day
from indicatorlang.resolve.types import Typer, not_a_number
from indicatorlang.syntax import tree

_REACHED: Mapping[str, Op] = MappingProxyType({"higher": ">=", "lower": "<="})


@attrs.define
class TargetReader(TargetGround):
    """Reads one target."""

    def read(self, node: tree.Condition) -> Condition | None:
        """The condition; None when something in it is wrong."""
        match node:
            case tree.And(parts=parts):
                read = [self.read(part) for part in parts]
                return None if any(part is None for part in read) else All(tuple(part for part in read if part is not None))
            case tree.Or(parts=parts):
                read = [self.read(part) for part in parts]
                return None if any(part is None for part in read) else AnyOf(tuple(part for part in read if part is not None))
            case tree.Not(part=part):
                inner = self.read(part)
                return None if inner is None else Negation(inner)
        return self._simple(node)

    def _simple(self, node: Simple) -> Condition | None:
        subject = self._subject(node)
        if subject is None or not self._suffixes_hold(node):
            return None
        match node:
            case tree.Comparison():
                return self._comparison(node, subject)
            case tree.Within():
                return self._within(node, subject)
            case tree.Is():
                return self._is(node, subject)
            case tree.Done():
                return self._done(node, subject)
        return self._growth(node, subject)

    # Comparisons

    def _comparison(self, node: tree.Comparison, subject: Subject) -> Condition | None:
        bound = node.bound
        quantity: Quantity | None = None
        if isinstance(bound, tree.Day):
            return self._day(node, bound, subject)
        if isinstance(bound, tree.Name):
            meaning = meaning_of(bound, node.suffixes.on, subject.measure, self.scope)
            match meaning:
                case AsLevel():
                    return self._at_level(node, subject, meaning, node.op)
                case AsQuantity():
                    quantity = meaning.quantity
                case Diagnostic():
                    if not (self.free and node.suffixes.on is None and own_scale(subject.measure, self.scope) is None):
                        self._tell(meaning, _culprit(meaning, bound, node))
                        return None
        elif node.suffixes.on is not None:
            word = tree.Name(self._said(bound), quoted=True, span=bound.span)
            meaning = meaning_of(word, node.suffixes.on, subject.measure, self.scope)
            if isinstance(meaning, AsLevel):
                return self._at_level(node, subject, meaning, node.op)
            if isinstance(meaning, Diagnostic):
                self._tell(meaning, _culprit(meaning, bound, node))
            return None
        left = Typer(self.scope, subject.text).read(subject.node)
        right = Constant(quantity) if quantity is not None else self._typer.read(bound)
        if left is None or right is None or not self._all_declared(right, bound):
            return None
        return self._threshold(node, subject, left, right)

    def _all_declared(self, right: Expression, node: tree.Node) -> bool:
        """Whether all measures on the right are declared; `when` may use others."""
        strange = [name for name in measures_in(right) if not self.scope.is_declared(name)]
        if not strange or self.free:
            return True
        known = [m.name for m in self.scope.measures.values() if m.declared]
        places = {part.text: part for part in tree.walk(node) if isinstance(part, tree.Name)}
        for name in strange:
            told = name_problems.UnknownName(name=short(name), near=near(name, known), scales=tuple(self.scope.scales))
            self._tell(told, places.get(name, node))
        return False

    def _threshold(self, node: tree.Comparison, subject: Subject, left: Expression, right: Expression) -> Condition | None:
        bound = self._bound(left, right, subject, node.bound)
        if bound is None:
            return None
        left = self._learn(left, bound)
        if node.tolerance is not None:
            return self._tolerance(node, subject, left, bound)
        schedule = self._schedule(node, subject, left, bound)
        if schedule is None:
            return None
        feature = self._later(node, left, bound)
        if feature is not None:
            return self._deferred(node, feature, left)
        due = self._due(node.suffixes)
        if schedule:
            bound, due = Constant(schedule[-1].bound), schedule[-1].by
        meaning, mode = self._meaning(node.op, subject, left, bound, node)
        return Threshold(left, node.op, bound, meaning, mode, due, schedule=schedule)

    def _bound(self, left: Expression, right: Expression, subject: Subject, node: tree.Node) -> Expression | None:
        """The right side in a unit that fits the left. A bare 0 is nought of anything."""
        if isinstance(right, Constant) and right.quantity.unit == PLAIN and left.unit is not None and left.unit != PLAIN:
            number = right.quantity.number
            if number == 0:
                return Constant(attrs.evolve(right.quantity, unit=left.unit))
            if not left.unit.is_ratio or (left.unit.is_percent and abs(number) > 1):
                told = unit_problems.UnitMissing(number=self._said(node), unit=left.unit.text, measure=subject.said)
                self._tell(told, node)
                return None
        place = self.text.at(node.span)
        return right if self._typer.fits(left, right, (subject.said, node), place) else None

    def _learn(self, left: Expression, bound: Expression) -> Expression:
        """A measure without a unit takes that of the quantity it is held against alone."""
        if isinstance(left, MeasureRef) and isinstance(bound, Constant):
            self.scope.use_unit(left.measure, bound.quantity.unit)
            return attrs.evolve(left, unit=self.scope.measure(left.measure).unit or left.unit)
        return left

    def _meaning(
        self, op: Op, subject: Subject, left: Expression, bound: Expression, node: tree.Node
    ) -> tuple[Op, problems.EqualMode]:
        if op != "==":
            return op, "reach"
        if isinstance(bound, Constant) and bound.quantity.number == 0:
            return "<=", "reach"
        if self.equal == "two_sided":
            return "==", "two_sided"
        if self.equal == "exact":
            return "==", "exact"
        direction = self.scope.measure(subject.measure).direction if subject.measure is not None else None
        if direction == "nearer":
            return "==", "two_sided"
        if direction is not None:
            return _REACHED[direction], "reach"
        name = subject.measure or self.name
        told = told_direction(name, self.headings, bound.unit)
        if not told.word and name != self.name:
            told = told_direction(self.name, self.headings, bound.unit)
        remark = problems.DirectionAssumed(name=short(name), direction=told.direction, word=told.word)
        self.assumed.append(remark.at(self.text.at(node.span)))
        return _REACHED[told.direction], "reach"

    def _tolerance(self, node: tree.Comparison, subject: Subject, left: Expression, bound: Expression) -> Condition | None:
        """`100 万元 ± 5%`, `90% ± 5 百分点`: a range around the bound."""
        assert node.tolerance is not None  # the caller has looked
        if node.op != "==":
            self._tell(problems.ToleranceNeedsEquals(op=node.op), node.tolerance)
            return None
        by = self._typer.amount(node.tolerance).quantity
        low: Expression
        high: Expression
        if by.unit.is_percent and not (bound.unit is not None and bound.unit.is_percent):
            share = abs(by.base)
            factors = Constant(Quantity(1 - share)), Constant(Quantity(1 + share))
            low, high = (_times(bound, factor) for factor in factors)
        else:
            unit = bound.unit
            points = by.unit.is_points and unit is not None and unit.is_percent
            if not by.unit.text or points:
                by = Quantity(abs(by.number), unit or PLAIN, by.places)
            elif not self._typer.fits(bound, Constant(by), (node.bound, node.tolerance), self.text.at(node.tolerance.span)):
                return None
            low, high = (_plus(bound, sign, attrs.evolve(by, number=abs(by.number))) for sign in (-1, 1))
        feature = self._later(node, left, bound)
        if feature is not None:
            return self._deferred(node, feature, left)
        return InRange(left, low, high, due=self._due(node.suffixes))

    def _schedule(
        self, node: tree.Comparison, subject: Subject, left: Expression, first: Expression
    ) -> tuple[MilestoneTarget, ...] | None:
        """All steps of a schedule, the first one included; empty for a target that is none; None when one is wrong."""
        if not node.milestones or node.suffixes.by is None:
            return ()
        steps: list[MilestoneTarget] = []
        fine = True
        days = (node.suffixes.by, *(milestone.by for milestone in node.milestones))
        nodes: tuple[tree.Expression, ...] = (node.bound, *(milestone.amount for milestone in node.milestones))
        for amount, day in zip(nodes, days, strict=True):
            value = first if amount is node.bound else self._typer.read(amount)
            bound = None if value is None else self._bound(left, value, subject, amount)
            if bound is None:
                fine = False
                continue
            if not isinstance(bound, Constant):
                self._tell(problems.MilestoneNotNumber(text=self._said(amount)), amount)
                fine = False
                continue
            by = last_day(day)
            if steps and by <= steps[-1].by:
                told = problems.MilestoneOrder(day=day.text, before=steps[-1].by.isoformat())
                self._tell(told, day)
                fine = False
            if steps and node.op in (">=", ">", "==") and bound.quantity.base < steps[-1].bound.base:
                before = steps[-1].bound.shown()
                self._tell(problems.MilestoneFalls(bound=bound.quantity.shown(), before=before), amount)
            steps.append(MilestoneTarget(bound.quantity, by))
        return tuple(steps) if fine else None

    def _within(self, node: tree.Within, subject: Subject) -> Condition | None:
        left = Typer(self.scope, subject.text).read(subject.node)
        ends = [self._typer.read(end) for end in (node.low, node.high)]
        if left is None or ends[0] is None or ends[1] is None:
            return None
        declared = [self._all_declared(end, at) for end, at in ((ends[0], node.low), (ends[1], node.high))]
        if not all(declared):
            return None
        low, high = ends[0], ends[1]
        if isinstance(low, Constant) and isinstance(high, Constant) and low.quantity.unit == PLAIN:
            # `[90, 100%]` and `[0, 8 天]`: what is written once holds for both ends.
            low = Constant(attrs.evolve(low.quantity, unit=high.quantity.unit))
        bounds = [self._bound(left, end, subject, at) for end, at in ((low, node.low), (high, node.high))]
        if bounds[0] is None or bounds[1] is None:
            return None
        left = self._learn(left, bounds[1])
        low, high = bounds[0], bounds[1]
        if not self._typer.fits(low, high, (node.low, node.high), self.text.at(node.high.span)):
            return None
        if isinstance(low, Constant) and isinstance(high, Constant):
            closed = node.low_closed and node.high_closed
            if low.quantity.base > high.quantity.base or (low.quantity.base == high.quantity.base and not closed):
                told = problems.EmptyRange(low=low.quantity.shown(), high=high.quantity.shown())
                self._tell(told, node)
                return None
        feature = self._later(node, left, low, high)
        if feature is not None:
            return self._deferred(node, feature, left)
        return InRange(left, low, high, node.low_closed, node.high_closed, self._due(node.suffixes))

    # Words, states and dates

    def _at_level(self, node: Simple, subject: Subject, meaning: AsLevel, op: Op) -> Condition | None:
        name = subject.measure
        if name is None:
            told = name_problems.LevelNeedsMeasure(subject=subject.said, level=meaning.level.name)
            self._tell(told, node)
            return None
        measure = self.scope.measure(name)
        if measure.formula is not None or (measure.unit is not None and measure.survey is None and measure.scale is None):
            self._tell(name_problems.NoNumber(measure=name, is_="number", wanted="level"), node)
            return None
        if not_a_number(measure) == "date":
            self._tell(name_problems.NoNumber(measure=name, is_="date", wanted="level"), node)
            return None
        self.scope.use_scale(name, meaning.scale, self.text.at(node.span))
        feature = self._later(node)
        if feature is not None:
            return self._deferred(node, feature, MeasureRef(name))
        reached: Op = ">=" if op == "==" and self.equal == "reach" else op
        return AtLevel(name, meaning.scale, meaning.level, reached, self._due(node.suffixes))

    def _is(self, node: tree.Is, subject: Subject) -> Condition | None:
        meaning = meaning_of(node.level, node.suffixes.on, subject.measure, self.scope)
        if isinstance(meaning, Diagnostic):
            self._tell(meaning, _culprit(meaning, node.level, node))
            return None
        if isinstance(meaning, AsMeasure | AsQuantity):
            told = name_problems.UnknownName(name=node.level.text, scales=tuple(self.scope.scales))
            self._tell(told, node.level)
            return None
        return self._at_level(node, subject, meaning, "==")

    def _done(self, node: tree.Done, subject: Subject) -> Condition | None:
        return self._done_by(node, subject, self._due(node.suffixes))

    def _done_by(self, node: tree.Done | tree.Comparison, subject: Subject, due: dt.date | None) -> Condition | None:
        name = subject.measure
        measure = None if name is None else self.scope.measure(name)
        if name is None or measure is None or measure.formula is not None or measure.unit is not None:
            self._tell(name_problems.NoNumber(measure=subject.said, is_="number", wanted="date"), node)
            return None
        if measure.scale is not None or measure.survey is not None:
            is_: name_problems.NotNumber = "survey" if measure.survey is not None else "levels"
            self._tell(name_problems.NoNumber(measure=name, is_=is_, wanted="date"), node)
            return None
        if measure.kind not in (None, Kind.DONE_DATE):
            self._tell(name_problems.NoNumber(measure=name, is_="number", wanted="date"), node)
            return None
        self.scope.use_date(name, self.text.at(node.span))
        feature = self._later(node)
        return DoneBy(name, due) if feature is None else self._deferred(node, feature, MeasureRef(name))

    def _day(self, node: tree.Comparison, bound: tree.Day, subject: Subject) -> Condition | None:
        """`实施方案 <= 2019-03-31` says the same as `done by`; other comparisons with a day say nothing."""
        if node.op != "<=" or node.suffixes.by is not None or node.suffixes.on is not None or node.tolerance is not None:
            self._tell(problems.DateComparison(text=bound.text), bound)
            return None
        return self._done_by(node, subject, last_day(bound))

    def _growth(self, node: tree.Growth | tree.Trend, subject: Subject) -> Condition | None:
        left = Typer(self.scope, subject.text).read(subject.node)
        if left is None:
            return None
        if isinstance(node, tree.Trend):
            return self._deferred(node, "trend", left)
        amount = None if node.amount is None else self._typer.amount(node.amount).quantity
        fine = True
        for problem, at in faults_of_growth(node, left, subject.said, amount, self.scope):
            self._tell(problem, at)
            fine = fine and problem.severity != "error"
        return self._deferred(node, "growth", left) if fine else None


def _culprit(problem: Diagnostic, word: tree.Node, node: Simple) -> tree.Node:
    """The word that is wrong: the scale behind `on` when there is no such scale, else the level."""
    return node.suffixes.on or word if isinstance(problem, UnknownReference) else word


def _times(bound: Expression, factor: Constant) -> Expression:
    if isinstance(bound, Constant):
        return Constant(attrs.evolve(bound.quantity, number=bound.quantity.number * factor.quantity.number))
    return Arithmetic("*", bound, factor, bound.unit)


def _plus(bound: Expression, sign: int, by: Quantity) -> Expression:
    if isinstance(bound, Constant):
        base = bound.quantity.base + sign * by.base
        return Constant(attrs.evolve(bound.quantity, number=base / bound.quantity.unit.factor))
    return Arithmetic("+" if sign > 0 else "-", bound, Constant(by), bound.unit)
