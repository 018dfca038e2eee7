"""Expressions: every name bound, every node with its unit, units checked.

`None` for a unit means that only the actuals can tell. Money, lengths and so on convert; count words do not. A quotient of two
quantities of one dimension, or of two counts, is a plain ratio; everything else stays compound.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.library.lookup import functions
from indicatorlang.library.parts import ArgumentKind, FunctionPart
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Aggregated, Arithmetic, Constant, Expression, Extreme, MeasureRef, OfRecords
from indicatorlang.model.indicator import Condition, Measure
from indicatorlang.model.number import exact, places_of
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Records
from indicatorlang.model.unit import PLAIN, Unit, combine
from indicatorlang.resolve import name_problems, unit_problems
from indicatorlang.resolve import target_problems as problems
from indicatorlang.resolve.fields import near, short
from indicatorlang.resolve.growth import unknown_baseline
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text

_JOINED = tree.And | tree.Or | tree.Not
_INNER = tree.Comparison | tree.Within | tree.Is | tree.Done | _JOINED
"""Conditions that a function may hold; growth and trends look at several periods, of which a case knows nothing."""


ReadsInner = Callable[[tree.Condition, Scope, Text], Condition | None]
"""Reads a condition that stands inside a function; None when it has an error, which has been told."""


@attrs.frozen
class Typer:
    """Reads the expressions of one text. `table` is set for formulas over single cases, whose names are columns; `inner` reads
    the conditions that stand in functions."""

    scope: Scope
    text: Text
    table: Records | None = None
    inner: ReadsInner | None = None

    def read(self, node: tree.Expression) -> Expression | None:
        """The expression; None when it has an error, which has been told."""
        match node:
            case tree.Amount():
                return self.amount(node)
            case tree.Name(text=name):
                return self._name(name, node)
            case tree.Day(text=day):
                self._told(problems.DateComparison(text=day), node)
                return None
            case tree.Negative(operand=operand):
                inner = self.read(operand)
                minus = Constant(Quantity(Fraction(-1)))
                return None if inner is None else Arithmetic("*", minus, inner, inner.unit)
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.Call():
                return self._call(node)
        raise TypeError(f"not an expression: {node!r}")

    def amount(self, node: tree.Amount) -> Constant:
        """A number with its unit. The syntax stage has checked its digits."""
        unit = self.scope.found.unit(node.unit, self.text.at(node.span))
        return Constant(Quantity(exact(node.number) or Fraction(0), unit, places_of(node.number)))

    def _told(self, problem: Diagnostic, node: tree.Node) -> None:
        self.scope.add(problem.at(self.text.at(node.span)))

    def _said(self, node: tree.Node) -> str:
        return short(self.text.said(node.span) or to_text(node))

    def _name(self, name: str, node: tree.Name) -> Expression | None:
        if self.table is not None:
            if name in self.table.columns:
                return OfRecords("column", (name,))
            known = tuple(self.table.columns)
            self._told(UnknownReference(kind="column", name=name, near=near(name, known), known=known), node)
            return None
        measure = self.scope.measure(name)
        what = not_a_number(measure)
        if what is not None:
            self._told(name_problems.NoNumber(measure=name, is_=what, wanted="number"), node)
            return None
        self.scope.use_number(name, self.text.at(node.span))
        return self.scope.ref(name)

    def _arithmetic(self, node: tree.Arithmetic) -> Expression | None:
        left, right = self.read(node.left), self.read(node.right)
        if left is None or right is None or not all([self.is_number(left, node.left), self.is_number(right, node.right)]):
            return None
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
            self._told(unit_problems.DivisionByZero(text=self._said(node)), node)
            return None
        return Arithmetic(node.op, left, right, unit)

    def is_number(self, value: Expression, node: tree.Node) -> bool:
        """Whether a value can be calculated with; of a column of dates or texts that has been told otherwise."""
        kind = self._column_kind(value)
        if kind is None or kind == "number":
            return True
        told = name_problems.NoNumber(measure=self._said(node), is_=kind, wanted="number", column=True)
        self._told(told, node)
        return False

    def _column_kind(self, value: Expression) -> Literal["date", "number", "text"] | None:
        """What a column of the table holds; None for anything else."""
        if self.table is None or not isinstance(value, OfRecords) or value.function != "column":
            return None
        return self.table.columns[str(value.arguments[0])]

    def _quotient(self, node: tree.Arithmetic, left: Unit, right: Unit) -> Unit:
        if left.is_count and right.is_count:
            if not left.fits(right):
                told = unit_problems.CountRatio(text=self._said(node), left_unit=left.text, right_unit=right.text)
                self._told(told, node)
            return PLAIN
        unit = combine(left, right, -1)
        return unit if unit.dimension else PLAIN

    def _added(self, node: tree.Arithmetic, left: Expression, right: Expression) -> bool:
        """Whether both sides may be added; if not, why not has been told."""
        if self.table is not None:
            return True
        for side, part in ((left, node.left), (right, node.right)):
            if side.unit is None:
                named = side.measure if isinstance(side, MeasureRef) else self._said(part)
                self._told(unit_problems.UnitUndeclared(measure=named, text=self._said(node)), part)
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
        said = [node if isinstance(node, str) else self._said(node) for node in nodes]
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
            self._told(told, node)
            return None
        count = len(node.arguments)
        if not part.takes(count):
            least, most = part.arity
            self._told(unit_problems.WrongArity(function=node.function, got=count, least=least, most=most), node)
            return None
        if self.table is not None or not part.evaluated:
            return self._of_records(node, part)
        return self._of_values(node, part)

    def _of_values(self, node: tree.Call, part: FunctionPart) -> Expression | None:
        """sum, mean, min, max, last: over the periods of one measure, or of several numbers."""
        arguments: list[Expression] = []
        fine = True
        for argument in node.arguments:
            if not isinstance(argument, tree.Amount | tree.Name | tree.Negative | tree.Arithmetic | tree.Call):
                fine = self._refused(node, argument, part.kinds_of(0))
                continue
            value = self.read(argument)
            fine = fine and value is not None
            if value is not None:
                arguments.append(value)
        if not fine:
            return None
        first = arguments[0]
        if len(arguments) == 1:
            if not isinstance(first, MeasureRef) or self.scope.measure(first.measure).formula is not None:
                self._refused(node, node.arguments[0], ("measure",))
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
        # A function that the model has no node for is typed and not evaluated, rather than taken for another.
        return OfRecords(part.name, tuple(arguments), first.unit)

    def _refused(self, node: tree.Call, argument: tree.Node, wanted: tuple[ArgumentKind, ...]) -> bool:
        told = unit_problems.WrongArgument(function=node.function, argument=self._said(argument), wanted=wanted)
        self._told(told, argument)
        return False

    def _of_records(self, node: tree.Call, part: FunctionPart) -> Expression | None:
        """Functions of cases, dates and baselines: their arguments are checked, the value is for another version."""
        unit = part.gives
        arguments: list[object] = []
        for position, argument in enumerate(node.arguments):
            kinds = part.kinds_of(position)
            if isinstance(argument, _INNER):
                if "condition" not in kinds:
                    self._refused(node, argument, kinds)
                    return None
                met = self._condition(argument)
                if met is None:
                    return None
                arguments.append(met)
                continue
            if kinds == ("condition",) or isinstance(argument, tree.Growth | tree.Trend):
                self._refused(node, argument, kinds)
                return None
            value = self._case_value(node, argument, kinds)
            if value is None:
                return None
            if part.gives is None and position == 0:
                unit = value.unit
            arguments.append(value)
        return OfRecords(part.name, tuple(arguments), unit)

    def _condition(self, node: tree.Condition) -> object | None:
        """A condition inside a function. In a formula over cases its names are columns, and only those are looked up."""
        if self.table is None and self.inner is not None:
            return self.inner(node, self.scope, self.text)
        subjects = [part.subject for part in tree.walk(node) if isinstance(part, _INNER) and not isinstance(part, _JOINED)]
        fine = [subject is None or self.read(subject) is not None for subject in subjects]
        return to_text(node) if all(fine) else None

    def _case_value(self, node: tree.Call, argument: tree.Expression, kinds: tuple[ArgumentKind, ...]) -> Expression | None:
        """One argument that is a date, a column, a baseline or a number."""
        wants_date = "date" in kinds
        if isinstance(argument, tree.Day) and wants_date:
            return OfRecords("day", (argument.text,), None)
        if "baseline" in kinds and isinstance(argument, tree.Name) and not self.scope.is_declared(argument.text):
            return self._baseline(node, argument)
        if wants_date and isinstance(argument, tree.Name) and self.table is None:
            measure = self.scope.measure(argument.text)
            if measure.kind not in (None, Kind.DONE_DATE) or measure.formula is not None:
                self._refused(node, argument, kinds)
                return None
            self.scope.use_date(argument.text, self.text.at(argument.span))
            return OfRecords("date", (argument.text,), None)
        value = self.read(argument)
        if value is None:
            return None
        kind = self._column_kind(value)
        if (kind != "date") if wants_date else (kind in ("date", "text")):
            self._refused(node, argument, kinds)
            return None
        return value

    def _baseline(self, node: tree.Call, name: tree.Name) -> Expression | None:
        measured = node.arguments[0]
        subject = self.scope.ref(measured.text) if isinstance(measured, tree.Name) else Constant(Quantity(Fraction(0)))
        told = unknown_baseline(name.text, subject, self._said(measured), self.scope)
        if told is not None:
            self._told(told, name)
            return None
        return OfRecords("baseline", (name.text,), None)


def _sum(values: list[Expression], unit: Unit | None) -> Expression:
    """All of them added, pair by pair, so that the result is never deep."""
    while len(values) > 1:
        pairs = [Arithmetic("+", left, right, unit) for left, right in zip(values[::2], values[1::2], strict=False)]
        values = [*pairs, *values[len(values) - len(values) % 2 :]]
    return values[0]


def not_a_number(measure: Measure) -> name_problems.NotNumber | None:
    """What a measure is when it is no number."""
    if measure.survey is not None:
        return "survey"
    if measure.scale is not None:
        return "levels"
    return "date" if measure.kind is Kind.DONE_DATE else None
