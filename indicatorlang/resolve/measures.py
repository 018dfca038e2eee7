"""The measures: as declared, then their formulas in the order in which they need one another."""

from __future__ import annotations

import collections
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Constant, Expression, OverCases, in_unit, of_each_case
from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import Grain
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Unit
from indicatorlang.resolve import problems, value_problems
from indicatorlang.resolve.cases.case_problems import MixedFormula
from indicatorlang.resolve.cases.case_types import CASES, mixed
from indicatorlang.resolve.fields import Fields, near, pairs, read_fields, short
from indicatorlang.resolve.keys.choices import SHOWN_KINDS
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.sections import MAX_NAMES
from indicatorlang.resolve.surveys import read_survey_value
from indicatorlang.resolve.target import name_problems, unit_problems
from indicatorlang.resolve.target.types import Typer
from indicatorlang.resolve.weighing import check_weights
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_expression
from indicatorlang.syntax.problems import MAX_DEPTH
from indicatorlang.syntax.yaml.tree import Node

_ONE = Fraction(1)


@frozen
class Formula:
    """A formula as written, not yet understood."""

    node: tree.Expression
    text: Text


def read_measures(node: Node | None, scope: Scope) -> None:
    """Declares every measure in the scope, then reads their formulas."""
    formulas: dict[str, Formula] = {}
    weighed: dict[str, Fields] = {}
    for name, value in pairs(node, "数据项", scope.found, MAX_NAMES):
        fields = read_fields(value, "measure", scope.found, name.text)
        if fields is None:
            scope.measures[name.text.strip()] = Measure(name.text.strip(), place=name.place)
            continue
        measure = _declared(name.text.strip(), fields, scope)
        scope.measures[measure.name] = attrs.evolve(measure, place=name.place)
        weighed[measure.name] = fields
        formula = _formula(fields, scope)
        if formula is not None:
            formulas[measure.name] = formula
        elif measure.records is not None and "formula" not in fields:
            scope.measures[measure.name] = attrs.evolve(scope.measures[measure.name], formula=_number_of_cases(measure))
    read_formulas(formulas, scope)
    check_weights(weighed, scope)


def _declared(name: str, fields: Fields, scope: Scope) -> Measure:
    """The measure without its formula."""
    said: dict[str, Any] = {
        "unit": fields.unit("unit"),
        "aggregate": fields.choice("aggregate"),
        "across_units": fields.choice("across_units"),
        "direction": fields.choice("direction"),
        "percent": fields.choice("percent"),
        "missing": fields.choice("missing"),
        "no_cases": fields.choice("no_cases"),
        "evidence": fields.choice("evidence"),
        "bounded": fields.yes("bounded"),
    }
    kept = {key: value for key, value in said.items() if value is not None}
    frequency = fields.choice("frequency")
    kind, shown = _kind(fields)
    scale, survey = (_scale(fields, key, scope) for key in ("scale", "survey"))
    value = read_survey_value(fields, survey, kept.get("unit"))
    share = value is not None and value.how == "share"
    if value is not None and value.unit is not None:
        kept.setdefault("unit", value.unit)
    if survey is not None and not survey.has_points and not share:
        scope.add(value_problems.BadScale(name=short(survey.name), fault="points", place=fields.at("survey")))
    if scale is not None and survey is not None and scale != survey:
        scope.add(
            name_problems.KindsConflict(measure=short(name), scale=survey.name, other=scale.name, place=fields.at("survey"))
        )
    return Measure(
        name,
        kind=kind,
        shown_kind=shown,
        frequency=None if frequency is None else Grain(frequency),
        scale=scale,
        survey=survey,
        survey_value=None if value is None else value.how,
        survey_from=None if value is None else value.level,
        records=_records(fields, scope),
        help=fields.text("help"),
        weight_by=fields.text("weight_by") or None,
        **kept,
    )


def _kind(fields: Fields) -> tuple[Kind | None, str]:
    """The kind; 评判等级 and 见“问卷”表 are only shown."""
    shown = fields.text("kind")
    if shown in SHOWN_KINDS:
        return None, shown
    kind = fields.choice("kind")
    return (None if kind is None else Kind(kind)), ""


def _scale(fields: Fields, key: str, scope: Scope) -> Scale | None:
    name = fields.text(key)
    if not name:
        return None
    scale = scope.scale(name)
    if scale is None:
        every = {**scope.scales, **scope.builtin}
        known = tuple(scope.scales) or tuple(scope.builtin)
        told = problems.UnknownReference(kind="scale", name=short(name), near=near(name, every), known=known)
        scope.add(told.at(fields.at(key)))
    return scale


def _records(fields: Fields, scope: Scope) -> str | None:
    name = fields.text("records")
    if name and name not in scope.records:
        known = tuple(scope.records)
        told = problems.UnknownReference(kind="records", name=short(name), near=near(name, known), known=known)
        scope.add(told.at(fields.at("records")))
        return None
    return name or None


def _number_of_cases(measure: Measure) -> Expression:
    """What a measure with a table and without a formula is: how many cases there are."""
    return in_unit(OverCases("count", measure.records or ""), measure.unit)


def _formula(fields: Fields, scope: Scope) -> Formula | None:
    scalar = fields.scalar("formula")
    if scalar is None:
        return None
    node, told = parse_expression(scalar.text, scalar.source)
    for problem in told:
        scope.add(problem)
    return None if node is None else Formula(node, Text(scalar.source))


def read_formulas(formulas: dict[str, Formula], scope: Scope) -> None:
    """Reads formulas after those they need; a circle of them is told once, and so is a chain too long to compute along."""
    needs = {
        name: {part.text for part in tree.walk(formula.node) if isinstance(part, tree.Name)} & set(formulas)
        for name, formula in formulas.items()
        if scope.measures[name].records is None
    }
    needs |= {name: set() for name in formulas if name not in needs}
    waiting = {name: len(need) for name, need in needs.items()}
    users: dict[str, list[str]] = {name: [] for name in formulas}
    for name in formulas:
        for need in sorted(needs[name]):
            users[need].append(name)
    ready = collections.deque(name for name in formulas if waiting[name] == 0)
    levels: dict[str, int] = {}
    while ready:
        name = ready.popleft()
        below = max((levels[need] for need in needs[name]), default=0)
        levels[name] = below + _levels(formulas[name].node)
        if below <= MAX_DEPTH < levels[name]:
            place = formulas[name].text.at(formulas[name].node.span)
            scope.add(unit_problems.FormulaTooDeep(measure=short(name), limit=MAX_DEPTH, place=place))
        _read_formula(name, formulas[name], scope)
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    stuck = [name for name in formulas if waiting[name] > 0]
    if stuck:
        circle = _circle(stuck[0], needs, set(stuck))
        formula = formulas[circle[0]]
        scope.add(unit_problems.FormulaCircle(measures=tuple(circle), first=circle[0], place=formula.text.at(formula.node.span)))


def _levels(node: tree.Node) -> int:
    """How deep a formula is by itself; not recursive, since deep ones are what it looks for."""
    count, level = 0, [node]
    while level:
        count, level = count + 1, [below for part in level for below in tree.below(part)]
    return count


def _circle(start: str, needs: dict[str, set[str]], stuck: set[str]) -> list[str]:
    """The circle that one reaches from a measure by always taking its first open need."""
    path: list[str] = []
    name = start
    while name not in path:
        path.append(name)
        name = min(needs[name] & stuck)
    return path[path.index(name) :]


def _read_formula(name: str, formula: Formula, scope: Scope) -> None:
    measure = scope.measures[name]
    table = scope.records.get(measure.records) if measure.records is not None else None
    typer = Typer(scope, formula.text, CASES, table)
    read = typer.read(formula.node)
    if read is None or not typer.is_one(read, formula.node):
        return
    if table is not None:
        read = _of_cases(measure, read, formula, typer)
        if read is None:
            return
    computed = read.unit
    if measure.unit is not None and computed is not None and not computed.fits(measure.unit):
        sides = (Constant(Quantity(_ONE, measure.unit)), Constant(Quantity(_ONE, computed)))
        typer.fits(*sides, (short(name), formula.node), formula.text.at(formula.node.span))
    scope.measures[name] = attrs.evolve(measure, formula=read, unit=measure.unit or _own_unit(computed))
    if computed is not None:
        scope.computed[name] = computed


def _of_cases(measure: Measure, read: Expression, formula: Formula, typer: Typer) -> Expression | None:
    """A formula over the columns of a table: for each case, or, where `aggregate` says how, one number of all of them."""
    if not typer.is_number(read, formula.node):
        return None
    if mixed(read):
        typer.tell(MixedFormula(text=typer.said(formula.node)), formula.node)
        return None
    if not of_each_case(read):
        return in_unit(read, measure.unit)
    read = in_unit(read, measure.unit)
    if measure.aggregate in (None, "each"):
        return read
    return OverCases(measure.aggregate, measure.records or "", read, unit=read.unit)


def _own_unit(computed: Unit | None) -> Unit | None:
    """A compound unit belongs to the formula; a plain ratio is shown as its target says."""
    return computed if computed is not None and computed.dimension else None
