"""Target trees → conditions: the subject is found, the sign gets its meaning, dates become days, words become levels.

Whatever this version cannot evaluate is understood and checked all the same, and becomes `Deferred` with a warning at its
place. A condition with an error is None; every error has been told by then.
"""

from __future__ import annotations

import attrs

from indicatorlang.model.indicator import All, AnyOf, Condition, Negation
from indicatorlang.resolve.growth import faults_of_growth
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.target_ground import Simple, Subject
from indicatorlang.resolve.target_numbers import NumberTargets
from indicatorlang.syntax import tree


@attrs.define
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

    def _growth(self, node: tree.Growth | tree.Trend, subject: Subject) -> Condition | None:
        left = self._typer(subject.text).read(subject.node)
        if left is None:
            return None
        if isinstance(node, tree.Trend):
            return self._deferred(node, "trend", left)
        amount = None if node.amount is None else self._typer().amount(node.amount).quantity
        fine = True
        for problem, at in faults_of_growth(node, left, subject.said, amount, self.scope):
            self._tell(problem, at)
            fine = fine and problem.severity != "error"
        return self._deferred(node, "growth", left) if fine else None


def read_inner(node: tree.Condition, scope: Scope, text: Text) -> Condition | None:
    """The condition inside a function, such as `count(发布时效 <= 3 工作日)`; None when something in it is wrong."""
    return TargetReader(scope, text, "", None, inner=True).read(node)
