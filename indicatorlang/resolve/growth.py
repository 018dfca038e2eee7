"""Growth targets: what is checked of them although this version does not evaluate them."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.formula import Expression, MeasureRef
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN
from indicatorlang.resolve import growth_problems, unit_problems
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.scope import NAMED_BASELINES, Scope
from indicatorlang.syntax import tree

Fault = tuple[Diagnostic, tree.Node]


def faults_of_growth(node: tree.Growth, subject: Expression, said: str, amount: Quantity | None, scope: Scope) -> Iterator[Fault]:
    """What is wrong with, or worth saying about, a growth target, and where in it."""
    name = _baseline_name(node, scope)
    told = None if name is None else unknown_baseline(name, subject, said, scope)
    if name is None:
        yield growth_problems.NoBaseline(measure=said, known=tuple(map(short, scope.baselines))), node
    elif told is not None:
        yield told, node.over or node
    base = None if name is None or not isinstance(subject, MeasureRef) else scope.baselines.get(name, {}).get(subject.measure)
    if base is not None and subject.unit is not None and not base.unit.fits(subject.unit):
        mismatch = unit_problems.UnitMismatch(
            left=said, left_unit=subject.unit.text, right=f"{name}的{base.shown()}", right_unit=base.unit.text
        )
        yield mismatch, node
    if amount is not None and node.amount is not None:
        yield from _amount(node.amount, amount, subject, said, base)


def _baseline_name(node: tree.Growth, scope: Scope) -> str | None:
    """The baseline meant: the one named, else 上年 if it is declared, else the only one; None when that leaves it open."""
    if node.over is not None:
        return node.over.text
    if "上年" in scope.baselines:
        return "上年"
    return next(iter(scope.baselines)) if len(scope.baselines) == 1 else None


def unknown_baseline(name: str, subject: Expression, said: str, scope: Scope) -> Diagnostic | None:
    """Why there is no such baseline for the subject; None when there is one. A baseline of the language may come with the actuals."""
    if name in NAMED_BASELINES:
        return None
    known = scope.baselines
    if name not in known:
        return growth_problems.NoBaseline(measure=said, baseline=short(name), near=near(name, (*known, *NAMED_BASELINES)))
    if isinstance(subject, MeasureRef) and subject.measure not in known[name] and scope.measure(subject.measure).formula is None:
        return growth_problems.NoBaseline(measure=said, baseline=short(name), declared=True)
    return None


def _amount(node: tree.Amount, amount: Quantity, subject: Expression, said: str, base: Quantity | None) -> Iterator[Fault]:
    """Growth is relative (`%`) or a difference of percentages (百分点); relative growth needs a baseline above nought."""
    shown = amount.shown()
    unit = subject.unit if subject.unit is not None else None if base is None else base.unit
    if amount.unit.is_points:
        if unit is not None and not unit.is_ratio:
            yield growth_problems.GrowthPoints(measure=said, unit=unit.text), node
        return
    bare = amount.unit == PLAIN and "/" not in node.number and amount.number != 0
    if bare or not amount.unit.is_ratio:
        yield growth_problems.GrowthAmount(amount=shown), node
        return
    if base is not None and base.number <= 0:
        yield growth_problems.GrowthOverNothing(measure=said, amount=shown, baseline=base.shown()), node
    if unit is not None and unit.is_percent:
        yield growth_problems.GrowthOfPercentage(measure=said, amount=shown), node
