"""Growth targets: what is checked of them although this version does not evaluate them."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.quantity import Quantity
from indicatorlang.resolve import growth_problems
from indicatorlang.resolve.fields import near
from indicatorlang.resolve.scope import NAMED_BASELINES, Scope
from indicatorlang.syntax import tree


def faults_of_growth(
    node: tree.Growth, subject: Expression, said: str, amount: Quantity | None, scope: Scope
) -> Iterator[tuple[Diagnostic, tree.Node]]:
    """What is wrong with, or worth saying about, a growth target, and where in it."""
    if amount is not None and node.amount is not None:
        shown = amount.shown()
        unit = subject.unit
        if amount.unit.is_points:
            if unit is not None and not unit.is_ratio:
                yield growth_problems.GrowthPoints(measure=said, unit=unit.text), node.amount
        elif not amount.unit.is_ratio:
            yield growth_problems.GrowthAmount(amount=shown), node.amount
        elif unit is not None and unit.is_percent:
            yield growth_problems.GrowthOfPercentage(measure=said, amount=shown), node.amount
    yield from _baseline(node, subject, said, scope)


def _baseline(node: tree.Growth, subject: Expression, said: str, scope: Scope) -> Iterator[tuple[Diagnostic, tree.Node]]:
    """Without `over`: 上年 if it is declared, else the only baseline. A baseline must hold the measure, unless actuals give it."""
    known = scope.baselines
    if node.over is None:
        name = "上年" if "上年" in known else next(iter(known), "") if len(known) == 1 else ""
        if not name:
            yield growth_problems.NoBaseline(measure=said), node
            return
    else:
        name = node.over.text
    if name not in known and name not in NAMED_BASELINES:
        yield (
            growth_problems.NoBaseline(measure=said, baseline=name, near=near(name, (*known, *NAMED_BASELINES))),
            node.over or node,
        )
        return
    if name in known and isinstance(subject, MeasureRef) and subject.measure not in known[name]:
        measure = scope.measure(subject.measure)
        if measure.formula is None and name not in NAMED_BASELINES:
            yield growth_problems.NoBaseline(measure=said, baseline=name), node.over or node
