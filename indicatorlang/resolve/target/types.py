"""Expressions: every name bound, every node with its unit, units checked.

`None` for a unit means that only the actuals can tell. Money, lengths and so on convert; count words do not. A quotient of two
quantities of one dimension, or of two counts, is a plain ratio; everything else stays compound.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, Protocol

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import frozen
from indicatorlang.library.lookup import functions
from indicatorlang.library.parts import ArgumentKind, FunctionPart
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import (
    Aggregated,
    Arithmetic,
    Column,
    Constant,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    OverCases,
    in_unit,
    measures_in,
    of_each_case,
    walk,
)
from indicatorlang.model.indicator import Measure
from indicatorlang.model.number import exact, places_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Records
from indicatorlang.model.unit import PLAIN, Unit, combine
from indicatorlang.resolve.cases.case_problems import CaseMeasureAlone
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.target import name_problems, unit_problems
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target.growth import baseline_named, faults_of_growth, learnt
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text

_NUMBER = tree.Amount | tree.Name | tree.Negative | tree.Arithmetic | tree.Call


class Cases(Protocol):
    """Reads the functions of dates and over cases; it stands above this file, since what it reads is made of expressions."""

    def takes(self, typer: Typer, node: tree.Call, part: FunctionPart) -> bool:
        """Whether a function is one of these here."""

    def call(self, typer: Typer, node: tree.Call, part: FunctionPart) -> Expression | None:
        """The function; None when something in it is wrong, which has been told."""


@frozen
class Typer:
    """Reads the expressions of one text. `table` is set for formulas over single cases, whose names are columns; `cases` reads
    the functions of dates and of cases."""

    scope: Scope
    text: Text
    cases: Cases
    table: Records | None = None

    def read(self, node: tree.Expression) -> Expression | None:
        """The expression; None when it has an error, which has been told."""
        match node:
            case tree.Amount():
                return self.amount(node)
            case tree.Name(text=name):
                return self.name(name, node)
            case tree.Day(text=day):
                self.tell(problems.DateComparison(text=day), node)
                return None
            case tree.Negative(operand=operand):
                inner = self.read(operand)
                if inner is None or not self.is_number(inner, operand) or not self.is_one(inner, operand):
                    return None
                return Arithmetic("*", Constant(Quantity(Fraction(-1))), inner, inner.unit)
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Call():
                return self._call(node)
        raise TypeError(f"not an expression: {node!r}")

    def amount(self, node: tree.Amount) -> Constant:
        """A number with its unit. The syntax stage has checked its digits."""
        unit = self.scope.found.unit(node.unit, self.text.at(node.span))
        return Constant(Quantity(exact(node.number) or Fraction(0), unit, places_of(node.number)))

    def tell(self, problem: Diagnostic, node: tree.Node) -> None:
        """Note a diagnostic about a part of the text."""
        self.scope.add(problem.at(self.text.at(node.span)))

    def said(self, node: tree.Node) -> str:
        """The words of a part of the text."""
        return short(self.text.said(node.span) or to_text(node))

    def knows(self, name: str) -> bool:
        """Whether a name stands for something here: a column of the table, else a declared measure."""
        return name in self.table.columns if self.table is not None else self.scope.is_declared(name)

    def name(self, name: str, node: tree.Name) -> Expression | None:
        """What a name stands for: a column of the table, else a measure."""
        if self.table is not None:
            if name in self.table.columns:
                return Column(name, self.table.columns[name])
            known = tuple(self.table.columns)
            self.tell(UnknownReference(kind="column", name=name, near=near(name, known), known=known), node)
            return None
        measure = self.scope.measure(name)
        what = not_a_number(measure)
        if what is not None:
            self.tell(name_problems.NoNumber(measure=name, is_=what, wanted="number"), node)
            return None
        self.scope.use_number(name, self.text.at(node.span))
        return self.scope.ref(name)

    def _arithmetic(self, node: tree.Arithmetic) -> Expression | None:
        left, right = self.read(node.left), self.read(node.right)
        if left is None or right is None or not all([self.is_number(left, node.left), self.is_number(right, node.right)]):
            return None
        if not all([self.is_one(left, node.left), self.is_one(right, node.right)]):
            return None
        if node.op in "+-" or isinstance(left, OverCases) or isinstance(right, OverCases):
            left, right = in_unit(left, right.unit), in_unit(right, left.unit)
        unit: Unit | None
        if node.op in "+-":
            if not self._added(node, left, right):
                return None
            unit = left.unit if left.unit is not None else right.unit
        elif left.unit is None or right.unit is None:
            unit = None
        elif node.op == "*":
            unit = combine(left.unit, right.unit, 1)
        else:
            unit = self._quotient(node, left.unit, right.unit)
        if node.op == "/" and isinstance(right, Constant) and right.quantity.number == 0:
            self.tell(unit_problems.DivisionByZero(text=self.said(node)), node)
            return None
        return Arithmetic(node.op, left, right, unit)

    def is_number(self, value: Expression, node: tree.Node) -> bool:
        """Whether a value can be calculated with; of a column of dates or texts that has been told otherwise."""
        kind = self._column_kind(value)
        if kind is None or kind == "number":
            return True
        told = name_problems.NoNumber(measure=self.said(node), is_=kind, wanted="number", column=True)
        self.tell(told, node)
        return False

    def is_one(self, value: Expression, node: tree.Node) -> bool:
        """Whether a value is one number; of a measure that has one for each case it has been told that it is not. The parts of a
        calculation have been asked already, and a number in the text is one."""
        if isinstance(node, tree.Arithmetic | tree.Negative) or isinstance(value, Constant):
            return True
        name = stray_case(value, self.scope.measures)
        if name is None:
            return True
        self.tell(CaseMeasureAlone(measure=name, table=self.scope.measures[name].records or ""), node)
        return False

    def _column_kind(self, value: Expression) -> Literal["date", "number", "text"] | None:
        """What a column of a table holds; None for anything else."""
        return value.kind if isinstance(value, Column) else None

    def _quotient(self, node: tree.Arithmetic, left: Unit, right: Unit) -> Unit:
        if left.is_count and right.is_count:
            if not left.fits(right):
                told = unit_problems.CountRatio(text=self.said(node), left_unit=left.text, right_unit=right.text)
                self.tell(told, node)
            return PLAIN
        unit = combine(left, right, -1)
        return unit if unit.dimension else PLAIN

    def _added(self, node: tree.Arithmetic, left: Expression, right: Expression) -> bool:
        """Whether both sides may be added; if not, why not has been told."""
        if of_each_case(left) or of_each_case(right):
            return self.fits(left, right, (node.left, node.right), self.text.at(node.span), added=True)
        for side, part in ((left, node.left), (right, node.right)):
            if side.unit is None:
                named = side.measure if isinstance(side, MeasureRef) else self.said(part)
                self.tell(unit_problems.UnitUndeclared(measure=named, text=self.said(node)), part)
                return False
        return self.fits(left, right, (node.left, node.right), self.text.at(node.span), added=True)

    def fits(
        self,
        left: Expression,
        right: Expression,
        nodes: tuple[tree.Node | str, tree.Node | str],
        place: Place,
        *,
        added: bool = False,
    ) -> bool:
        """Whether two sides count in one unit, as far as it is known; if not, that has been told."""
        if left.unit is None or right.unit is None or left.unit.fits(right.unit):
            return True
        said = [node if isinstance(node, str) else self.said(node) for node in nodes]
        declared = self.scope.measures[left.measure].place if isinstance(left, MeasureRef) else Place()
        self.scope.add(
            unit_problems.UnitMismatch(
                left=said[0],
                left_unit=left.unit.text,
                right=said[1],
                right_unit=right.unit.text,
                joined="added" if added else "compared",
                declared=declared,
                place=place,
            )
        )
        return False

    # Functions

    def _call(self, node: tree.Call) -> Expression | None:
        part = functions().get(node.function)
        if part is None:
            known = tuple(dict.fromkeys(p.name for p in functions().values()))
            told = unit_problems.UnknownFunction(function=node.function, near=near(node.function, functions()), known=known)
            self.tell(told, node)
            return None
        count = len(node.arguments)
        if not part.takes(count):
            least, most = part.arity
            self.tell(unit_problems.WrongArity(function=node.function, got=count, least=least, most=most), node)
            return None
        if part.name == "growth":
            return self._growth(node)
        if self.cases.takes(self, node, part):
            return self.cases.call(self, node, part)
        return self._of_values(node, part)

    def _growth(self, node: tree.Call) -> Expression | None:
        """`growth(x)`, `growth(x, 上年)`: over a baseline; `growth(x, y)` with a declared measure, or a number, over that."""
        numbers: list[tree.Expression] = []
        for argument in node.arguments:
            if self.table is not None or not isinstance(argument, _NUMBER):
                self.refused(node, argument, ("measure",))
                return None
            numbers.append(argument)
        measured, over = numbers[0], numbers[1] if len(numbers) > 1 else None
        subject = self.read(measured)
        if subject is not None and not measures_in(subject):
            self.refused(node, measured, ("measure",))
            return None
        if subject is None or not self.is_one(subject, measured):
            return None
        if over is None or (isinstance(over, tree.Name) and not self.scope.is_declared(over.text)):
            named = over if isinstance(over, tree.Name) else None
            told = tuple(faults_of_growth(node, named, subject, self.said(measured), None, self.scope))
            for problem, at in told:
                self.tell(problem, at)
            name = baseline_named(named, self.scope)
            return None if told or name is None else GrowthOf(learnt(subject, name, None, self.scope), name)
        value = self.read(over)
        if value is None or not self.fits(subject, value, (measured, over), self.text.at(node.span)):
            return None
        return GrowthOf(subject, self.said(over), over=value)

    def _of_values(self, node: tree.Call, part: FunctionPart) -> Expression | None:
        """sum, mean, min, max, last: over the periods of one measure, or of several numbers."""
        arguments: list[Expression] = []
        fine = True
        for argument in node.arguments:
            if not isinstance(argument, _NUMBER):
                fine = self.refused(node, argument, part.kinds_of(0))
                continue
            value = self.read(argument)
            fine = fine and value is not None and self.is_number(value, argument) and self.is_one(value, argument)
            if value is not None:
                arguments.append(value)
        if not fine:
            return None
        first = arguments[0]
        if len(arguments) == 1:
            if not isinstance(first, MeasureRef) or self.scope.measure(first.measure).formula is not None:
                self.refused(node, node.arguments[0], ("measure",))
                return None
            return Aggregated(part.aggregation or part.name, first, first.unit)
        for value, written in zip(arguments[1:], node.arguments[1:], strict=True):
            if not self.fits(first, value, (node.arguments[0], written), self.text.at(node.span), added=True):
                return None
        match part.name:
            case "min" | "max" as extreme:
                return Extreme(extreme, tuple(arguments), first.unit)
            case "sum":
                return _sum(arguments, first.unit)
            case "mean":
                total, count = _sum(arguments, first.unit), Constant(Quantity(Fraction(len(arguments))))
                return Arithmetic("/", total, count, first.unit)
        raise TypeError(f"not a function of several numbers: {part.name}")

    def refused(self, node: tree.Call, argument: tree.Node, wanted: tuple[ArgumentKind, ...]) -> bool:
        """Tell that a function cannot take an argument. Always False."""
        told = unit_problems.WrongArgument(function=node.function, argument=self.said(argument), wanted=wanted)
        self.tell(told, argument)
        return False


def fit(left: Expression, right: Expression) -> bool:
    """Whether two sides count in one unit, as far as it is known."""
    return left.unit is None or right.unit is None or left.unit.fits(right.unit)


def stray_case(expression: Expression, measures: Mapping[str, Measure]) -> str | None:
    """The name of a measure of cases that stands where one number is needed; None when there is none."""
    for part in walk(expression):
        if isinstance(part, MeasureRef) and part.measure in measures and measures[part.measure].is_each_case:
            return part.measure
    return None


def _sum(values: list[Expression], unit: Unit | None) -> Expression:
    """All of them added, pair by pair, so that the result is never deep."""
    while len(values) > 1:
        pairs = [Arithmetic("+", left, right, unit) for left, right in zip(values[::2], values[1::2], strict=False)]
        values = [*pairs, *values[len(values) - len(values) % 2 :]]
    return values[0]


def not_a_number(measure: Measure) -> name_problems.NotNumber | None:
    """What a measure is when it is no number."""
    if measure.survey is not None:
        return "survey" if measure.survey_value is None else None
    if measure.scale is not None:
        return "levels"
    return "date" if measure.kind is Kind.DONE_DATE else None
