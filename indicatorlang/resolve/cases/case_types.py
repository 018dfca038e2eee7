"""Functions of cases and of dates: `workdays(a, b)`, `count(…)`, `mean(发布时效)`.

In the formula of a table of cases names are its columns. Elsewhere a measure of cases stands for what it computes for each case,
and it can only stand alone in a comparison or within a function that makes one number of all cases.
"""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.library.parts import FunctionPart
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import (
    CaseCondition,
    Column,
    Elapsed,
    Expression,
    Moment,
    OverCases,
    in_unit,
    of_each_case,
    walk,
)
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PERCENT
from indicatorlang.resolve.cases import case_problems
from indicatorlang.resolve.cases.case_conditions import CONDITIONS, CaseConditions, day_of
from indicatorlang.resolve.fields import near
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.target.types import Typer
from indicatorlang.syntax import tree

COUNTED = ("count", "share")
_TIMES = ("workdays", "days", "hours")
_RECORDS = (*COUNTED, "percentile")


@frozen
class CaseTyper(Typer):
    """Reads what is computed for each case where no table is given: measures of cases are opened, and `tables` notes whose."""

    tables: dict[str, None] = attrs.field(factory=dict)

    def name(self, name: str, node: tree.Name) -> Expression | None:
        """A measure of cases as what it computes for each; anything else is told to be none."""
        measure = self.scope.measures.get(name)
        opened = None if measure is None else measure.for_each_case
        if measure is None or opened is None or measure.records is None:
            known = [m.name for m in self.scope.measures.values() if m.for_each_case is not None]
            self.tell(case_problems.NotOfCases(name=name, near=near(name, known)), node)
            return None
        self.tables[measure.records] = None
        return in_unit(opened, measure.unit)


@frozen
class CaseFunctions:
    """The functions of dates, and those over the cases of a table."""

    def takes(self, typer: Typer, node: tree.Call, part: FunctionPart) -> bool:
        """Whether a function is one of these here, and not over the periods of a measure."""
        if part.name in _TIMES or part.name in _RECORDS:
            return True
        if typer.table is not None:
            return len(node.arguments) == 1 and part.reads == "values"
        names = [inner.text for argument in node.arguments for inner in tree.walk(argument) if isinstance(inner, tree.Name)]
        measures = [typer.scope.measures.get(name) for name in names]
        return len(node.arguments) == 1 and any(m is not None and m.for_each_case is not None for m in measures)

    def call(self, typer: Typer, node: tree.Call, part: FunctionPart) -> Expression | None:
        """The function; None when something in it is wrong, which has been told."""
        return elapsed(typer, node, part) if part.name in _TIMES else over_cases(typer, node, part)


CASES = CaseFunctions()


# Times


def elapsed(typer: Typer, node: tree.Call, part: FunctionPart) -> Expression | None:
    """`workdays(a, b)`, `days(a, b)`, `hours(a, b)`."""
    moments = [moment(typer, node, argument, part) for argument in node.arguments]
    start, end = moments[0], moments[1]
    if start is None or end is None:
        return None
    match part.name:
        case "workdays" | "days" | "hours" as function:
            return Elapsed(function, start, end, part.gives)
    raise TypeError(f"not a function of dates: {part.name}")


def moment(typer: Typer, node: tree.Call, argument: tree.Expression | tree.Condition, part: FunctionPart) -> Moment | None:
    """One of its two days: written, a column of the table, or the day on which something was done."""
    if isinstance(argument, tree.Day):
        day = day_of(argument)
        if day is None:
            typer.tell(case_problems.NotOneDay(text=argument.text), argument)
        return None if day is None else Moment(day=day)
    if not isinstance(argument, tree.Name):
        typer.refused(node, argument, part.kinds_of(0))
        return None
    if typer.table is not None:
        read = typer.read(argument)
        if isinstance(read, Column) and read.kind == "date":
            return Moment(column=read.name)
        if read is not None:
            typer.refused(node, argument, part.kinds_of(0))
        return None
    if isinstance(typer, CaseTyper):
        typer.refused(node, argument, part.kinds_of(0))
        return None
    measure = typer.scope.measure(argument.text)
    words = measure.scale is not None or measure.survey is not None
    if measure.kind not in (None, Kind.DONE_DATE) or measure.formula is not None or measure.unit is not None or words:
        typer.refused(node, argument, part.kinds_of(0))
        return None
    typer.scope.use_date(argument.text, typer.text.at(argument.span))
    return Moment(measure=argument.text)


# Over all cases


def over_cases(typer: Typer, node: tree.Call, part: FunctionPart) -> Expression | None:
    """One number out of all cases of a table."""
    argument = node.arguments[0]
    if part.name in COUNTED:
        table = _table_named(typer, argument) if part.name == "count" else None
        if table is not None:
            return OverCases("count", table)
        return _of_condition(typer, node, part)
    percent = _percent(typer, node) if part.name == "percentile" else None
    if isinstance(argument, CONDITIONS | tree.Day):
        typer.refused(node, argument, part.kinds_of(0))
        return None
    inner = _inner(typer)
    of = inner.read(argument)
    table = None if of is None else _one_table(inner, node)
    if of is None or table is None or (part.name == "percentile" and percent is None):
        return None
    if not of_each_case(of) or (isinstance(of, Column) and of.kind != "number"):
        typer.refused(node, argument, part.kinds_of(0))
        return None
    return OverCases(part.aggregation or part.name, table, of, percent, of.unit, typer.said(argument))


def _inner(typer: Typer) -> Typer:
    """The reader of what stands inside a function over cases."""
    if typer.table is not None:
        return typer
    return CaseTyper(typer.scope, typer.text, typer.cases)


def _one_table(inner: Typer, node: tree.Call) -> str | None:
    """The table that everything inside belongs to; several, or none, are told."""
    if inner.table is not None:
        return inner.table.name
    tables = tuple(inner.tables) if isinstance(inner, CaseTyper) else ()
    if len(tables) == 1:
        return tables[0]
    inner.tell(case_problems.TablesMixed(text=inner.said(node), tables=tables), node)
    return None


def _table_named(typer: Typer, argument: tree.Node) -> str | None:
    """The table whose cases are counted: by its own name, or by that of a measure taken from it."""
    if not isinstance(argument, tree.Name):
        return None
    measure = typer.scope.measures.get(argument.text)
    if typer.table is None and measure is not None and measure.declared:
        return measure.records
    return argument.text if argument.text in typer.scope.records else None


def _of_condition(typer: Typer, node: tree.Call, part: FunctionPart) -> Expression | None:
    argument = node.arguments[0]
    if not isinstance(argument, CONDITIONS) or isinstance(argument, tree.Growth | tree.Trend | tree.Done):
        if isinstance(argument, tree.Name) and part.name == "count":
            known = tuple(typer.scope.records)
            told = UnknownReference(kind="records", name=argument.text, near=near(argument.text, known), known=known)
            typer.tell(told, argument)
        else:
            typer.refused(node, argument, part.kinds_of(0))
        return None
    inner = _inner(typer)
    test = CaseConditions(inner, node, part).read(argument)
    table = None if test is None else _one_table(inner, node)
    if test is None or table is None:
        return None
    said = typer.said(argument)
    return OverCases(part.name, table, CaseCondition(test, said), None, None if part.name == "count" else part.gives, said)


def _percent(typer: Typer, node: tree.Call) -> Fraction | None:
    """The second argument of `percentile`: above 0 and up to 100."""
    argument = node.arguments[1]
    quantity: Quantity | None = None
    if isinstance(argument, tree.Amount):
        quantity = typer.amount(argument).quantity
        bare = not quantity.unit.text or quantity.unit == PERCENT
        if bare and 0 < quantity.number <= 100:
            return quantity.number
    typer.tell(case_problems.PercentileOutside(text=typer.said(argument)), argument)
    return None


# Where a measure of cases may stand


def mixed(expression: Expression) -> bool:
    """Whether a formula is of each case and of all of them at once."""
    return of_each_case(expression) and any(isinstance(part, OverCases) for part in walk(expression))
