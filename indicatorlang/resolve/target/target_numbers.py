"""Targets that demand a number: comparisons with a sign, tolerances, schedules of milestones, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import define
from indicatorlang.model.formula import CASES, Arithmetic, Constant, Expression, MeasureRef, OverCases, in_unit, measures_in
from indicatorlang.model.indicator import Condition, InRange, Measure, MilestoneTarget, Op, Threshold
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, PLAIN
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.target import name_problems, unit_problems
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target.names import AsLevel, AsQuantity, meaning_of, own_scale
from indicatorlang.resolve.target.target_ground import Subject, last_day
from indicatorlang.resolve.target.target_words import WordTargets, culprit
from indicatorlang.resolve.target.types import fit
from indicatorlang.syntax import tree

_REACHED: Mapping[str, Op] = MappingProxyType({"higher": ">=", "lower": "<="})


@define
class NumberTargets(WordTargets):
    """Reads conditions that compare with a number. The right side may turn out to be a word or a day after all."""

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
                        self._tell(meaning, culprit(meaning, bound, node))
                        return None
        elif node.suffixes.on is not None:
            word = tree.Name(self._said(bound), quoted=True, span=bound.span)
            meaning = meaning_of(word, node.suffixes.on, subject.measure, self.scope)
            if isinstance(meaning, AsLevel):
                return self._at_level(node, subject, meaning, node.op)
            if isinstance(meaning, Diagnostic):
                self._tell(meaning, culprit(meaning, bound, node))
            return None
        left = self._typer(subject.text).read(subject.node)
        right = Constant(quantity) if quantity is not None else self._typer().read(bound)
        if left is None or right is None or not self._all_declared(right, bound):
            return None
        return self._threshold(node, subject, left, right)

    def _all_declared(self, right: Expression, node: tree.Node) -> bool:
        """Whether all measures on the right are declared; `when` may use others."""
        if isinstance(right, Constant):
            return True
        strange = [name for name in measures_in(right) if not self.scope.is_declared(name)]
        if not strange or self.free:
            return True
        known = [m.name for m in self.scope.measures.values() if m.declared]
        places = {part.text: part for part in tree.walk(node) if isinstance(part, tree.Name)}
        for name in strange:
            told = name_problems.UnknownName(name=short(name), near=near(name, known))
            self._tell(told, places.get(name, node))
        return False

    def _threshold(self, node: tree.Comparison, subject: Subject, left: Expression, right: Expression) -> Condition | None:
        bound = self._bound(left, right, subject, node.bound)
        if bound is None:
            return None
        left = self._learn(left, bound)
        if node.tolerance is not None:
            return self._tolerance(node, left, bound)
        schedule = self._schedule(node, subject, left, bound)
        if schedule is None:
            return None
        due = self._due(node.suffixes)
        if schedule:
            bound, due = Constant(schedule[-1].bound), schedule[-1].by
        meaning, mode = self._meaning(node.op, subject, bound, node)
        return self._for_each_case(node, Threshold(left, node.op, bound, meaning, mode, due, schedule=schedule))

    def _bound(self, left: Expression, right: Expression, subject: Subject, node: tree.Node) -> Expression | None:
        """The right side in a unit that fits the left. A bare 0 is nought of anything."""
        if isinstance(right, Constant) and right.quantity.unit == PLAIN and left.unit is not None and left.unit != PLAIN:
            if right.quantity.number == 0:
                return Constant(attrs.evolve(right.quantity, unit=left.unit))
            if not left.unit.is_ratio or (left.unit.is_percent and self._may_be_percent(right.quantity, node)):
                number = right.quantity.number
                share = Quantity(number * 100, PERCENT).shown() if left.unit.is_percent and abs(number) <= 1 else ""
                told = unit_problems.UnitMissing(number=self._said(node), unit=left.unit.text, measure=subject.said, share=share)
                self._tell(told, node)
                return None
        typer = self._typer()
        sides = _with_unit(left, right, self.scope.measures), right
        fits = fit(*sides) or typer.fits(*sides, (subject.said, node), self.text.at(node.span))
        return right if fits and typer.is_one(right, node) else None

    def _may_be_percent(self, quantity: Quantity, node: tree.Node) -> bool:
        """Whether a bare number beside a percentage may be meant in per cent; `1/10000` and 万分之一 cannot."""
        if abs(quantity.number) > 1:
            return True
        return self.text.fixed is None and isinstance(node, tree.Amount) and "/" not in node.number

    def _learn(self, left: Expression, bound: Expression) -> Expression:
        """A measure without a unit takes that of the quantity it is held against alone."""
        if isinstance(left, MeasureRef) and isinstance(bound, Constant):
            self.scope.use_unit(left.measure, bound.quantity.unit)
            return MeasureRef(left.measure, self.scope.measure(left.measure).unit or left.unit)
        return in_unit(left, bound.unit)

    def _meaning(self, op: Op, subject: Subject, bound: Expression, node: tree.Node) -> tuple[Op, problems.EqualMode]:
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
        from indicatorlang.resolve.direction.directions import told_direction

        name = subject.measure or self.name
        value = bound.quantity.number if isinstance(bound, Constant) else None
        told = told_direction(name, self.headings, bound.unit, value)
        if not told.word and name != self.name:
            told = told_direction(self.name, self.headings, bound.unit, value)
        remark = problems.DirectionAssumed(name=short(name), direction=told.direction, word=told.word)
        self.assumed.append(remark.at(self.text.at(node.span)))
        return _REACHED[told.direction], "reach"

    def _tolerance(self, node: tree.Comparison, left: Expression, bound: Expression) -> Condition | None:
        """`100 万元 ± 5%`, `90% ± 5 百分点`: a range around the bound."""
        assert node.tolerance is not None  # the caller has looked
        if node.op != "==":
            self._tell(problems.ToleranceNeedsEquals(op=node.op), node.tolerance)
            return None
        by = self._typer().amount(node.tolerance).quantity
        if isinstance(bound, Constant) and bound.unit == PLAIN and not by.unit.is_ratio:
            # `== 500 ± 5 家`: what is written once holds for both.
            bound = Constant(attrs.evolve(bound.quantity, unit=by.unit))
            left = self._learn(left, bound)
        ends = self._ends(node, node.tolerance, bound, by)
        if ends is None:
            return None
        low, high = ends
        return self._for_each_case(node, InRange(left, low, high, due=self._due(node.suffixes)))

    def _ends(
        self, node: tree.Comparison, tolerance: tree.Amount, bound: Expression, by: Quantity
    ) -> tuple[Expression, Expression] | None:
        """The ends of the range that lies `by` about the bound, as a part of it or in its unit."""
        unit = bound.unit
        if by.unit.is_percent and not (unit is not None and unit.is_percent):
            share = abs(by.base)
            ends = _times(bound, Constant(Quantity(1 - share))), _times(bound, Constant(Quantity(1 + share)))
            below_nought = isinstance(bound, Constant) and bound.quantity.number < 0
            return (ends[1], ends[0]) if below_nought else ends
        if not by.unit.text or (by.unit.is_points and unit is not None and unit.is_percent):
            by = Quantity(by.number, unit or PLAIN, by.places)
        elif not self._typer().fits(bound, Constant(by), (node.bound, tolerance), self.text.at(tolerance.span)):
            return None
        by = attrs.evolve(by, number=abs(by.number))
        return _plus(bound, -1, by), _plus(bound, 1, by)

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
            value = first if amount is node.bound else self._typer().read(amount)
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

    def _end(self, node: tree.Expression) -> Expression | None:
        """One end of a range, which may be a number in Chinese words but no level."""
        if isinstance(node, tree.Name) and not self.scope.is_declared(node.text):
            match meaning_of(node, None, None, self.scope):
                case AsQuantity(quantity=quantity):
                    return Constant(quantity)
                case AsLevel():
                    self._tell(name_problems.LevelInRange(level=short(node.text)), node)
                    return None
        return self._typer().read(node)

    def _within(self, node: tree.Within, subject: Subject) -> Condition | None:
        left = self._typer(subject.text).read(subject.node)
        ends = [self._end(end) for end in (node.low, node.high)]
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
        if not self._typer().fits(low, high, (node.low, node.high), self.text.at(node.high.span)):
            return None
        if isinstance(low, Constant) and isinstance(high, Constant):
            closed = node.low_closed and node.high_closed
            if low.quantity.base > high.quantity.base or (low.quantity.base == high.quantity.base and not closed):
                told = problems.EmptyRange(low=low.quantity.shown(), high=high.quantity.shown())
                self._tell(told, node)
                return None
        due = self._due(node.suffixes)
        return self._for_each_case(node, InRange(left, low, high, node.low_closed, node.high_closed, due))


def _with_unit(left: Expression, right: Expression, measures: Mapping[str, Measure]) -> Expression:
    """A number of cases counts in 件, in another count word that it is held against, or is a bare number: never in 元 or %."""
    measure = measures.get(left.measure) if isinstance(left, MeasureRef) else None
    counted = left if measure is None else measure.formula
    unit = right.unit
    of_cases = left.unit is None and isinstance(counted, OverCases) and counted.function == "count"
    strange = unit is not None and unit.text and not unit.is_count
    return Constant(Quantity(Fraction(1), CASES)) if of_cases and strange else left


def _times(bound: Expression, factor: Constant) -> Expression:
    if isinstance(bound, Constant):
        return Constant(attrs.evolve(bound.quantity, number=bound.quantity.number * factor.quantity.number))
    return Arithmetic("*", bound, factor, bound.unit)


def _plus(bound: Expression, sign: int, by: Quantity) -> Expression:
    if isinstance(bound, Constant):
        base = bound.quantity.base + sign * by.base
        return Constant(attrs.evolve(bound.quantity, number=base / bound.quantity.unit.factor))
    return Arithmetic("+" if sign > 0 else "-", bound, Constant(by), bound.unit)
