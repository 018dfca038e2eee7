"""Target trees → conditions: the subject is found, the sign gets its meaning, dates become days, words become levels.

A condition with an error is None; every error has been told by then.
"""

from __future__ import annotations

from typing import Literal

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import define
from indicatorlang.model.indicator import All, AnyOf, Condition, Negation, Op, Threshold, Trend
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target.growth import baseline_named, compared, faults_of_growth, learnt, of_the_value, reached
from indicatorlang.resolve.target.target_ground import Simple, Subject
from indicatorlang.resolve.target.target_numbers import NumberTargets
from indicatorlang.resolve.target.target_periods import by_period, trend
from indicatorlang.syntax import tree


@define
class TargetReader(NumberTargets):
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
        alone = self._simple(node)
        if alone is None:
            return None
        read_by_period = by_period(alone, node.suffixes.every, self.scope)
        if isinstance(read_by_period, Diagnostic):
            self._tell(read_by_period, node)
            return None
        return read_by_period

    def _simple(self, node: Simple) -> Condition | None:
        subject = self._subject(node)
        if subject is None or not self._suffixes_hold(node, subject):
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

    def _growth(self, node: tree.Growth | tree.Trend, subject: Subject) -> Condition | None:
        typer = self._typer(subject.text)
        left = typer.read(subject.node)
        if left is None or not typer.is_one(left, subject.node):
            return None
        if isinstance(node, tree.Trend):
            made = trend(node, left, self._due(node.suffixes))
            if isinstance(made, Trend):
                return made
            self._tell(made, node)
            return None
        amount = None if node.amount is None else self._typer().amount(node.amount).quantity
        fine = True
        for problem, at in faults_of_growth(node, node.over, left, subject.said, amount, self.scope):
            self._tell(problem, at)
            fine = fine and problem.severity != "error"
        baseline = baseline_named(node.over, self.scope)
        if not fine or baseline is None:
            return None
        grown, bound = compared(node, learnt(left, baseline, amount, self.scope), baseline, amount)
        op: Op = node.op or ("<" if node.direction == "falls" else ">")
        meaning, mode = self._meaning_of_growth(node, op, subject)
        op, meaning = (of_the_value(sign, node, amount) for sign in (op, meaning))
        return Threshold(grown, op, bound, meaning, mode, self._due(node.suffixes))

    def _meaning_of_growth(self, node: tree.Growth, op: Op, subject: Subject) -> tuple[Op, problems.EqualMode]:
        """What the sign means; `grows == 5%` reaches by what is better for the thing that grows."""
        named = self.scope.measure(subject.measure) if subject.measure is not None else None
        if op != "==":
            return op, "reach"
        if self.equal == "exact":
            return op, "exact"
        if self.equal == "two_sided" or (named is not None and named.direction == "nearer"):
            return op, "two_sided"
        names = tuple(dict.fromkeys((subject.measure or self.name, self.name)))
        meaning, word = reached(node, subject.measure, names, self.scope)
        if named is None or named.direction is None:
            fall = node.direction == "falls"
            direction: Literal["higher", "lower"] = "higher" if (meaning == ">=") is not fall else "lower"
            remark = problems.DirectionAssumed(name=short(names[0]), direction=direction, word=word, fall=fall)
            self.assumed.append(remark.at(self.text.at(node.span)))
        return meaning, "reach"
