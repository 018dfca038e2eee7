"""What an expression comes to at a date: inputs are aggregated first, the formula is computed last (ratio of sums).

States travel upwards: one invalid input makes the whole invalid, else one that is not applicable makes it not applicable,
else one without data leaves it without data. Everything is an exact rational in base units until it is shown.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.delivered.reporting_units import apart
from indicatorlang.engine.problems.budget_problems import BudgetTaken, NoBudget
from indicatorlang.engine.problems.evaluation_problems import DividedByZero, RateAboveOne, UnitsDoNotFit
from indicatorlang.engine.value.baselines import baseline_value
from indicatorlang.engine.value.case_values import elapsed, over_cases
from indicatorlang.engine.value.growth import growth_value
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.formula import (
    SIGNS,
    Aggregated,
    Arithmetic,
    BaselineOf,
    Constant,
    Elapsed,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    OverCases,
    in_unit,
)
from indicatorlang.model.indicator import Measure
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import decimal_text
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import BUDGET
from indicatorlang.model.unit import PLAIN, Unit, combine


def value_of(expression: Expression, scene: Scene, at: dt.date) -> Measured:
    """The value of an expression on the actuals that count at `at`."""
    match expression:
        case Constant(quantity=quantity):
            return Measured(quantity.shown(), "known", quantity, aggregate="constant")
        case MeasureRef(measure=name):
            return measure_at(name, scene, at)
        case Aggregated(function=function, argument=argument):
            made = scene.book.measured(argument.measure, at, scene.choice, aggregate=function, window=scene.window)
            return attrs.evolve(made, aggregate=function)
        case Arithmetic():
            return _arithmetic(expression, scene, at)
        case Extreme():
            return _extreme(expression, scene, at)
        case GrowthOf():
            return growth_value(expression, scene, at, value_of)
        case BaselineOf(subject=subject, baseline=baseline):
            return baseline_value(subject, baseline, scene, at, value_of)
        case Elapsed():
            return elapsed(expression, scene, at)
        case OverCases():
            return over_cases(expression, scene, at)
    raise TypeError(f"not an expression: {expression!r}")


def measure_at(name: str, scene: Scene, at: dt.date) -> Measured:
    """A measure's value at a date. A formula is computed from its inputs, or taken as given when none of them was reported."""
    measure = scene.measure(name)
    if measure.formula is not None:
        formula = in_unit(measure.formula, measure.unit)
        return _named(given_or_computed(name, value_of(formula, scene, at), scene, at), measure)
    if name == BUDGET and not scene.book.reported(name):
        return _budget(scene, at)
    return scene.book.measured(name, at, scene.choice, window=scene.window)


def given_or_computed(name: str, computed: Measured, scene: Scene, at: dt.date) -> Measured:
    """A formula's value: as given directly under `name` when none of its inputs was reported, else computed and checked."""
    if not scene.book.reported(name):
        return computed
    if not any(part.inputs or (part.cases is not None and part.cases.delivered) for part in leaves(computed)):
        return scene.book.measured(name, at, scene.choice, window=scene.window)
    if computed.state != "known" or computed.quantity is None:
        return computed
    conflicts = scene.book.check_given(name, at, computed.quantity, scene.choice, window=scene.window)
    if not conflicts:
        return computed
    return attrs.evolve(computed, state="invalid", problems=(*computed.problems, *conflicts))


def leaves(measured: Measured) -> list[Measured]:
    """The reported measures a value stands on, from left to right."""
    if not measured.parts:
        return [measured]
    return [leaf for part in measured.parts for leaf in leaves(part)]


def _named(computed: Measured, measure: Measure) -> Measured:
    """A computed value under the measure's own name, in its own unit, within its bounds."""
    quantity, problems = computed.quantity, computed.problems
    if quantity is not None and measure.unit is not None:
        if quantity.unit.fits(measure.unit):
            quantity = quantity.within(measure.unit)
        else:
            problems += (UnitsDoNotFit(what=measure.name, wanted=measure.unit.text, got=quantity.unit.text),)
    if computed.state == "known" and quantity is not None and measure.bounded and quantity.base > 1:
        problems += (RateAboveOne(what=measure.name, rate=decimal_text(quantity.base * 100, 2) + "%"),)
    state = "invalid" if len(problems) > len(computed.problems) else computed.state
    return attrs.evolve(computed, name=measure.name, quantity=quantity, state=state, problems=problems)


def _budget(scene: Scene, at: dt.date) -> Measured:
    """The budget when it was not reported: the last change approved by then, else the full-year, else the initial budget.

    Before the first of its changes a budget is the initial one: the full-year budget is what the changes have made of it."""
    funds = scene.ruleset.funds
    changes = tuple(change for change in funds.changes if change.approved <= at) if funds else ()
    remark = None
    if changes and funds is not None:
        remark = BudgetTaken(amount=changes[-1].amount, origin="change", initial=funds.initial, changes=changes)
    elif funds is not None and funds.initial is not None and (funds.changes or funds.budget is None):
        remark = BudgetTaken(amount=funds.initial, origin="initial")
    elif funds is not None and funds.budget is not None:
        remark = BudgetTaken(amount=funds.budget, origin="budget")
    if remark is None:
        return Measured(BUDGET, "no_data", aggregate="last", problems=(NoBudget(),))
    return Measured(BUDGET, "known", remark.amount, aggregate="funds", remarks=(remark,))


def joined(name: str, parts: tuple[Measured, ...]) -> Measured | None:
    """What the parts alone decide: None when all of them are known."""
    problems = tuple(p for part in parts for p in part.problems)
    remarks = tuple(r for part in parts for r in part.remarks)
    for state in ("invalid", "not_applicable", "no_data"):
        if any(part.state == state for part in parts):
            blanks = tuple(dict.fromkeys(period for part in parts for period in part.blanks))
            missing = any(part.evidence_missing for part in parts)
            return Measured(
                name,
                state,
                aggregate="formula",
                blanks=blanks,
                problems=problems,
                remarks=remarks,
                parts=parts,
                through=_through(parts),
                evidence_missing=missing,
            )
    return None


def _through(parts: tuple[Measured, ...]) -> Period | None:
    periods = [part.through for part in parts if part.through is not None]
    return max(periods, key=lambda p: (p.end, p.start), default=None)


def _arithmetic(expression: Arithmetic, scene: Scene, at: dt.date) -> Measured:
    left, right = value_of(expression.left, scene, at), value_of(expression.right, scene, at)
    name, parts = f"{left.name}{SIGNS[expression.op]}{right.name}", (left, right)
    decided = joined(name, parts)
    if decided is not None:
        return decided
    assert left.quantity is not None and right.quantity is not None  # known numbers; words and dates never reach arithmetic
    a, b, op = left.quantity, right.quantity, expression.op
    remarks = left.remarks + right.remarks + apart(left, right)
    result = attrs.evolve(
        Measured(name, "known", parts=parts, remarks=remarks, through=_through(parts)),
        aggregate="ratio" if op == "/" else "formula",
    )
    if op in "+-":
        if not a.unit.fits(b.unit):
            problem: Diagnostic = UnitsDoNotFit(what=right.name, wanted=a.unit.text, got=b.unit.text)
            return attrs.evolve(result, state="invalid", problems=(problem,))
        base = a.base + b.base if op == "+" else a.base - b.base
        return attrs.evolve(result, quantity=_quantity(base, expression.unit or a.unit, a, b))
    if op == "*":
        return attrs.evolve(result, quantity=_quantity(a.base * b.base, expression.unit or combine(a.unit, b.unit, 1), a, b))
    result = attrs.evolve(result, numerator=a, denominator=b)
    if b.base == 0:
        if a.base == 0:
            return attrs.evolve(result, state="not_applicable")
        problem = DividedByZero(what=name, numerator=a.shown())
        return attrs.evolve(result, state="invalid", problems=(problem,))
    # Two counts make a plain ratio whatever their words; where the words were declared, loading has remarked on it.
    unit = expression.unit or (PLAIN if a.unit.is_count and b.unit.is_count else combine(a.unit, b.unit, -1))
    return attrs.evolve(result, quantity=_quantity(a.base / b.base, unit, a, b))


def _quantity(base: Fraction, unit: Unit, a: Quantity, b: Quantity) -> Quantity:
    return Quantity(base / unit.factor, unit, max(a.places, b.places))


def _extreme(expression: Extreme, scene: Scene, at: dt.date) -> Measured:
    parts = tuple(value_of(argument, scene, at) for argument in expression.arguments)
    name = f"{expression.function}({'，'.join(part.name for part in parts)})"
    decided = joined(name, parts)
    if decided is not None:
        return decided
    quantities = [part.quantity for part in parts if part.quantity is not None]
    unit = expression.unit or quantities[0].unit
    strangers = [part for part in parts if part.quantity is not None and not part.quantity.unit.fits(unit)]
    if strangers:
        problems = tuple(
            UnitsDoNotFit(what=part.name, wanted=unit.text, got=part.quantity.unit.text if part.quantity else "")
            for part in strangers
        )
        return Measured(name, "invalid", aggregate="formula", parts=parts, problems=problems)
    best = (min if expression.function == "min" else max)(quantities, key=lambda q: q.base)
    return Measured(name, "known", best.within(unit), aggregate="formula", parts=parts, through=_through(parts))


def show_in(quantity: Quantity | None, unit: Unit) -> Quantity | None:
    """The quantity in the unit of the target, as results show it; unchanged when it does not convert."""
    if quantity is None or not quantity.unit.fits(unit) or (unit == PLAIN and quantity.unit.text):
        return quantity
    return quantity.within(unit)
