"""Growth targets: which baseline is meant, what can be wrong with it, and what is compared with what.

Growth is no condition of its own. `grows >= 5%` compares a rate with an amount, `grows` alone the value with its baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.model.baseline import LAST_YEAR, NAMED_BASELINES, stretch_of
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.formula import BaselineOf, Constant, Expression, GrowthOf, MeasureRef, measures_in
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT, PLAIN
from indicatorlang.resolve.fields import Found, near, pairs, short
from indicatorlang.resolve.scope import Scope
from indicatorlang.resolve.sections import MAX_NAMES
from indicatorlang.resolve.target import growth_problems, unit_problems
from indicatorlang.syntax import tree
from indicatorlang.syntax.yaml.tree import Node

Fault = tuple[Diagnostic, tree.Node]


def faults_of_growth(
    node: tree.Growth | tree.Call, over: tree.Name | None, subject: Expression, said: str, amount: Quantity | None, scope: Scope
) -> Iterator[Fault]:
    """What is wrong with, or worth saying about, a growth target or a call of `growth`, and where in it. `amount` is the growth
    that is demanded, None where none is."""
    name = baseline_named(over, scope)
    told = None if name is None else unknown_baseline(name, subject, said, scope)
    if name is None:
        yield growth_problems.NoBaseline(measure=said, known=tuple(map(short, scope.baselines))), node
    elif told is not None:
        yield told, over or node
    base = None if name is None or not isinstance(subject, MeasureRef) else scope.baselines.get(name, {}).get(subject.measure)
    if base is not None and subject.unit is not None and base.unit != PLAIN and not base.unit.fits(subject.unit):
        mismatch = unit_problems.UnitMismatch(
            left=said, left_unit=subject.unit.text, right=f"{name}的{base.shown()}", right_unit=base.unit.text
        )
        yield mismatch, node
    if amount is not None and isinstance(node, tree.Growth) and node.amount is not None:
        yield from _amount(node.amount, amount, subject, said, base)
    elif isinstance(node, tree.Call) and base is not None and base.number <= 0:
        yield growth_problems.GrowthOverNothing(measure=said, baseline=base.shown()), node


def unknown_in_baselines(node: Node | None, scope: Scope) -> Iterator[Diagnostic]:
    """The names in baselines that no measure has; asked when all measures are known, those only used included."""
    for baseline, values in pairs(node, "基期值", Found(), MAX_NAMES):
        for measure, _ in pairs(values, baseline.text, Found(), MAX_NAMES):
            name = measure.text.strip()
            read = name in scope.baselines.get(baseline.text.strip(), {})  # what is no value has been told
            if read and name not in scope.measures:
                told = growth_problems.BaselineOfUnknown(
                    measure=short(name), baseline=short(baseline.text.strip()), near=near(name, scope.measures)
                )
                yield told.at(measure.place)


def baseline_named(over: tree.Name | None, scope: Scope) -> str | None:
    """The baseline meant: the one named, else 上年 if it is declared, else the only one; None when that leaves it open."""
    if over is not None:
        return over.text
    if LAST_YEAR in scope.baselines:
        return LAST_YEAR
    return next(iter(scope.baselines)) if len(scope.baselines) == 1 else None


def unknown_baseline(name: str, subject: Expression, said: str, scope: Scope) -> Diagnostic | None:
    """Why there is no such baseline for the subject; None when there is one. An earlier time may come with the actuals."""
    if stretch_of(name, scope.span, None, scope.span.end) is not None:
        return None
    known = scope.baselines
    if name not in known:
        return growth_problems.NoBaseline(measure=said, baseline=short(name), near=near(name, (*known, *NAMED_BASELINES)))
    if not all(_declared(measure, known[name], scope) for measure in measures_in(subject)):
        return growth_problems.NoBaseline(measure=said, baseline=short(name), declared=True)
    return None


def _declared(measure: str, values: Mapping[str, Quantity], scope: Scope) -> bool:
    """Whether a baseline has the value of a measure, or those of all its inputs."""
    waiting = [measure]
    while waiting:
        name = waiting.pop()
        if name in values:
            continue
        formula = scope.measure(name).formula
        inputs = () if formula is None else measures_in(formula)
        if not inputs:
            return False
        waiting += inputs
    return True


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
    if not amount.number:
        return
    if base is not None and base.number <= 0:
        yield growth_problems.GrowthOverNothing(measure=said, amount=shown, baseline=base.shown()), node
    if unit is not None and unit.is_percent:
        yield growth_problems.GrowthOfPercentage(measure=said, amount=shown), node


def learnt(subject: Expression, baseline: str, amount: Quantity | None, scope: Scope) -> Expression:
    """The subject with its unit: measures without one take that of their declared baseline, else a percentage where 百分点 are
    demanded of it."""
    values = scope.baselines.get(baseline, {})
    waiting = list(measures_in(subject))
    while waiting:
        name = waiting.pop()
        if name in values:
            scope.use_unit(name, values[name].unit)
        formula = scope.measure(name).formula
        waiting += () if formula is None else measures_in(formula)
    if not isinstance(subject, MeasureRef):
        return subject
    if amount is not None and amount.unit.is_points:
        scope.use_unit(subject.measure, PERCENT)
    return attrs.evolve(subject, unit=scope.measure(subject.measure).unit or subject.unit)


def compared(node: tree.Growth, subject: Expression, baseline: str, amount: Quantity | None) -> tuple[Expression, Expression]:
    """What a growth target compares: the rate, or the difference, with its amount; without an amount, and with one of nought, the
    value with its baseline."""
    if amount is None or not amount.number:
        return subject, BaselineOf(subject, baseline, subject.unit)
    unit = PERCENT if amount.unit == PLAIN else amount.unit
    shown = amount if amount.unit != PLAIN else amount.within(unit)
    return GrowthOf(subject, baseline, node.direction == "falls", amount.unit.is_points, unit), Constant(shown)


def of_the_value(op: Op, node: tree.Growth, amount: Quantity | None) -> Op:
    """The sign for what is compared: growth by nothing, or more, is a value not below its baseline, a fall by it one not above."""
    falls = node.direction == "falls"
    return MIRRORED[op] if falls and amount is not None and not amount.number else op


def reached(node: tree.Growth, subject: str | None, names: tuple[str, ...], scope: Scope) -> tuple[Op, str]:
    """What `grows == 5%` demands where `==` means reach, and the word that told so: at least where growing is what is better for
    what is measured, else at most. Where no name tells, what is to fall shall fall at least so far."""
    direction = scope.measure(subject).direction if subject is not None else None
    word = ""
    if direction is None or direction == "nearer":
        from indicatorlang.resolve.direction.directions import told_direction

        told = next((told for told in (told_direction(name) for name in names) if told.word), None)
        direction, word = (None, "") if told is None else (told.direction, told.word)
    falls = node.direction == "falls"
    higher = (not falls) if direction is None else direction == "higher"
    return ("<=" if higher is falls else ">="), word
