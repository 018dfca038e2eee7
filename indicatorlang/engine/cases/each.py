"""What an expression, or a condition, comes to for one case at a date.

Only what was known then counts: a day after the date is no day yet. A case that has not ended is *open*; what it can come to at
the least is known all the same, since it can end no earlier than the day after, and that may decide a condition for good.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Generic, Literal, TypeVar

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.answers import (
    CaseAnswer,
    CaseValue,
    State,
    all_of,
    decided,
    in_one_unit,
    negated,
    rises,
    worst_of,
)
from indicatorlang.engine.cases.day_problems import EndBeforeStart, HoursOfDays, StartMissing, WorkdaysUnknown
from indicatorlang.engine.cases.problems import CaseDividedByZero, CaseUnitsDiffer
from indicatorlang.engine.cases.table import Case, CaseTable, Stamp
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.outcome import compare
from indicatorlang.engine.problems.actuals_problems import place_of
from indicatorlang.lazily import define, frozen
from indicatorlang.library.functions import days, hours, workdays
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.case_condition import (
    CaseTest,
    DayTest,
    EveryTest,
    NotTest,
    NumberTest,
    RangeTest,
    SomeTest,
    WordTest,
)
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.formula import Arithmetic, Column, Constant, Elapsed, Expression, Extreme, Moment
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN, Unit, combine

_DAY = dt.timedelta(days=1)


Asked = TypeVar("Asked")
Found = TypeVar("Found")


@frozen
class Known(Generic[Asked, Found]):
    """What has been worked out for a question by what the cells of its columns say. Cells that say the same are one object."""

    asked: Asked
    columns: tuple[str, ...]
    found: dict[tuple[int, ...], Found] = attrs.field(factory=dict)

    def key(self, case: Case) -> tuple[int, ...]:
        """The cells of a case that the question is about."""
        return tuple(map(id, map(case.cells.get, self.columns)))


def columns_of(asked: Expression | CaseTest) -> tuple[str, ...]:
    """The columns that an expression or a condition reads."""
    match asked:
        case Column(name=name):
            return (name,)
        case Elapsed(start=start, end=end) | DayTest(left=start, right=end):
            return tuple(moment.column for moment in (start, end) if moment.column is not None)
        case WordTest(column=column):
            return (column,)
        case Arithmetic(left=left, right=right) | NumberTest(left=left, right=right):
            below: tuple[Expression | CaseTest, ...] = (left, right)
        case Extreme(arguments=arguments):
            below = arguments
        case RangeTest(subject=subject, low=low, high=high):
            below = (subject, low, high)
        case EveryTest(parts=parts) | SomeTest(parts=parts):
            below = parts
        case NotTest(part=part):
            below = (part,)
        case _:
            return ()
    return tuple(dict.fromkeys(column for part in below for column in columns_of(part)))


@define
class CaseReader:
    """Computes for the cases of one table at one date; lives for one value only. It notes between which days working days were
    counted, and which days without a time hours were counted from."""

    table: CaseTable
    calendar: Calendar
    at: dt.date
    spelled: Mapping[str, Literal["percent", "fraction"]] = attrs.field(factory=dict)
    """How bare percentages are written, by column."""
    first: dt.date | None = None
    last: dt.date | None = None
    timeless: dict[str, None] = attrs.field(factory=dict)
    _values: dict[int, Known[Expression, CaseValue]] = attrs.field(factory=dict)
    _answers: dict[int, Known[CaseTest, CaseAnswer]] = attrs.field(factory=dict)

    def value(self, expression: Expression, case: Case) -> CaseValue:
        """What an expression comes to for a case; worked out once for cases whose cells say the same."""
        known = self._values.get(id(expression))
        if known is None:
            known = self._values[id(expression)] = Known(expression, columns_of(expression))
        key = known.key(case)
        value = known.found.get(key)
        if value is None:
            value = self._value(expression, case)
            if not value.problems:  # they tell which case it is
                known.found[key] = value
        return value

    def _value(self, expression: Expression, case: Case) -> CaseValue:
        match expression:
            case Constant(quantity=quantity):
                return CaseValue("known", quantity)
            case Column(name=name, unit=unit):
                return self._number(case, name, unit)
            case Elapsed():
                return self._elapsed(expression, case)
            case Arithmetic():
                return self._arithmetic(expression, case)
            case Extreme(function=function, arguments=arguments):
                return self._extreme(function, tuple(self.value(argument, case) for argument in arguments), case)
        raise TypeError(f"not computed for a case: {expression!r}")

    def _number(self, case: Case, name: str, unit: Unit | None) -> CaseValue:
        if name in self.table.lacking:
            return CaseValue("invalid", problems=(self.table.lacking[name],))
        cell = case.cell(name)
        if cell.problem is not None:
            return CaseValue("invalid", problems=(cell.problem,))
        if cell.quantity is None:
            return CaseValue("blank", column=name)
        quantity = cell.quantity
        if unit is not None and unit.is_ratio and unit != PLAIN and cell.bare:
            as_fraction = unit.is_percent and self.spelled.get(name) == "fraction"
            return CaseValue("known", Quantity(quantity.number * 100 if as_fraction else quantity.number, unit, quantity.places))
        if unit is None or quantity.unit.fits(unit):
            return CaseValue("known", quantity)
        if quantity.unit == PLAIN:
            return CaseValue("known", attrs.evolve(quantity, unit=unit))
        if unit == PLAIN:
            return CaseValue("known", quantity)
        origin = self.table.place(case, name)
        problem = CaseUnitsDiffer(
            subject=name, left=quantity, right=Quantity(Fraction(1), unit), origin=origin, place=place_of(origin)
        )
        return CaseValue("invalid", problems=(problem,))

    # Times

    def _elapsed(self, expression: Elapsed, case: Case) -> CaseValue:
        start, end = self._stamp(expression.start, case), self._stamp(expression.end, case)
        wrong = tuple(side for side in (start, end) if isinstance(side, Diagnostic))
        if wrong:
            return CaseValue("invalid", problems=wrong)
        assert not isinstance(start, Diagnostic) and not isinstance(end, Diagnostic)  # they have been looked at
        if start is None or start.day > self.at:
            if end is None or end.day > self.at or expression.start.column is None:
                return CaseValue("open")
            origin = attrs.evolve(case.origin, column=expression.start.column)
            subject, name = expression.start.column, expression.end.column or end.day.isoformat()
            return CaseValue(
                "invalid", problems=(StartMissing(subject=subject, end=name, origin=origin, place=place_of(origin)),)
            )
        if end is None or end.day > self.at:
            return self._so_far(expression, start)
        if end.instant < start.instant if expression.function == "hours" else end.day < start.day:
            return CaseValue("invalid", problems=(self._reversed(expression, start, end, case),))
        if expression.function == "hours":
            sides = ((expression.start, start), (expression.end, end))
            self.timeless |= dict.fromkeys(m.column for m, stamp in sides if m.column is not None and stamp.time is None)
        return self.between(expression, start, end)

    def _so_far(self, expression: Elapsed, start: Stamp) -> CaseValue:
        """What the time of a case that has not ended comes to at the least: it can end on the next day at the earliest."""
        least = self.between(expression, start, Stamp(self.at + _DAY))
        if least.state != "known":
            least = self.between(expression, start, Stamp(self.at))
        return attrs.evolve(least, state="open") if least.state == "known" else least

    def between(self, expression: Elapsed, start: Stamp, end: Stamp) -> CaseValue:
        """The time from one stamp to another."""
        number: Fraction | None
        match expression.function:
            case "hours":
                number = hours.kernel(start.instant, end.instant)
            case "days":
                number = days.kernel(start.day, end.day)
            case _:
                number = workdays.kernel(start.day, end.day, self.calendar)
                self.first = min(self.first or start.day, start.day)
                self.last = max(self.last or end.day, end.day)
        if number is None:
            known = (self.calendar.first.year, self.calendar.last.year)
            years = tuple(year for year in range(start.day.year, end.day.year + 1) if not known[0] <= year <= known[1])
            return CaseValue("unknown", years=years or (end.day.year,))
        return CaseValue("known", Quantity(number, expression.unit or PLAIN))

    def _stamp(self, moment: Moment, case: Case) -> Stamp | Diagnostic | None:
        if moment.day is not None:
            return Stamp(moment.day)
        name = moment.column or ""
        if name in self.table.lacking:
            return self.table.lacking[name]
        cell = case.cell(name)
        return cell.problem or cell.stamp

    def _reversed(self, expression: Elapsed, start: Stamp, end: Stamp, case: Case) -> Diagnostic:
        names = (expression.start.column or start.day.isoformat(), expression.end.column or end.day.isoformat())
        origin = attrs.evolve(case.origin, column=None)
        texts = (_shown(start, expression), _shown(end, expression))
        return EndBeforeStart(
            subject=names[0], end=names[1], start_text=texts[0], end_text=texts[1], origin=origin, place=place_of(origin)
        )

    # Calculations

    def _arithmetic(self, expression: Arithmetic, case: Case) -> CaseValue:
        left, right = self.value(expression.left, case), self.value(expression.right, case)
        worst = worst_of((left, right))
        if worst is not None and worst.state != "open":
            return worst
        a, b, op = left.quantity, right.quantity, expression.op
        if a is None or b is None:
            return CaseValue("open")
        if worst is not None and not rises(op, left, right):
            return CaseValue("open")
        state: State = "known" if worst is None else "open"
        if op in "+-":
            a, b = in_one_unit(a, b)
            if not a.unit.fits(b.unit):
                return self._strangers(a, b, case, "added")
            base = a.base + b.base if op == "+" else a.base - b.base
            return CaseValue(state, Quantity(base / a.unit.factor, a.unit, max(a.places, b.places)))
        if op == "/" and b.base == 0:
            name = _name_of(expression.right)
            origin = self.table.place(case, name) if name in self.table.declared.columns else case.origin
            told = CaseDividedByZero(subject=name, numerator=a, origin=origin, place=place_of(origin))
            return CaseValue("invalid", problems=(told,))
        sign = 1 if op == "*" else -1
        unit = expression.unit or (PLAIN if sign < 0 and a.unit.is_count and b.unit.is_count else combine(a.unit, b.unit, sign))
        base = a.base * b.base if sign > 0 else a.base / b.base
        return CaseValue(state, Quantity(base / unit.factor, unit, max(a.places, b.places)))

    def _extreme(self, function: str, values: tuple[CaseValue, ...], case: Case) -> CaseValue:
        worst = worst_of(values)
        if worst is not None and worst.state != "open":
            return worst
        known = [value.quantity for value in values if value.quantity is not None]
        if len(known) < len(values):
            return CaseValue("open")
        for quantity in known[1:]:
            if not quantity.unit.fits(known[0].unit):
                return self._strangers(known[0], quantity, case, "compared")
        best = (min if function == "min" else max)(known, key=lambda q: q.base)
        return CaseValue("open" if worst is not None else "known", best)

    def _strangers(self, a: Quantity, b: Quantity, case: Case, joined: Literal["compared", "added"]) -> CaseValue:
        problem = CaseUnitsDiffer(
            subject=self.table.name, left=a, right=b, joined=joined, origin=case.origin, place=place_of(case.origin)
        )
        return CaseValue("invalid", problems=(problem,))

    # Conditions

    def meets(self, test: CaseTest, case: Case) -> CaseAnswer:
        """Whether a case meets a condition; worked out once for cases whose cells say the same."""
        known = self._answers.get(id(test))
        if known is None:
            known = self._answers[id(test)] = Known(test, columns_of(test))
        key = known.key(case)
        answer = known.found.get(key)
        if answer is None:
            answer = self._meets(test, case)
            if not answer.problems:
                known.found[key] = answer
        return answer

    def _meets(self, test: CaseTest, case: Case) -> CaseAnswer:
        match test:
            case NumberTest(left=left, op=op, right=right):
                return self._compared(self.value(left, case), op, self.value(right, case), case)
            case RangeTest(subject=subject, low=low, high=high):
                value = self.value(subject, case)
                above = self._compared(value, ">=" if test.low_closed else ">", self.value(low, case), case)
                below = self._compared(value, "<=" if test.high_closed else "<", self.value(high, case), case)
                return all_of((above, below))
            case WordTest(column=column, word=word, op=op):
                if column in self.table.lacking:
                    return CaseAnswer(None, "invalid", (self.table.lacking[column],))
                return CaseAnswer((folded(case.cell(column).text) == folded(word)) is (op == "=="))
            case DayTest(left=left, op=op, right=right):
                return self._ordered(self._stamp(left, case), op, self._stamp(right, case))
            case EveryTest(parts=parts):
                return all_of(tuple(self.meets(part, case) for part in parts))
            case SomeTest(parts=parts):
                return negated(all_of(tuple(negated(self.meets(part, case)) for part in parts)))
            case NotTest(part=part):
                return negated(self.meets(part, case))

    def _compared(self, left: CaseValue, op: Op, right: CaseValue, case: Case) -> CaseAnswer:
        worst = worst_of((left, right))
        if worst is not None and worst.state != "open":
            return CaseAnswer(None, worst.state, worst.problems, worst.column, worst.years)
        a, b = left.quantity, right.quantity
        if a is None or b is None:
            return CaseAnswer(None, "open")
        a, b = in_one_unit(a, b)
        if not a.unit.fits(b.unit):
            return CaseAnswer(None, "invalid", self._strangers(a, b, case, "compared").problems)
        if worst is None:
            return CaseAnswer(compare(op, a.base, b.base))
        if left.state == right.state == "open":
            return CaseAnswer(None, "open")
        return decided(op, a.base, b.base) if left.state == "open" else decided(MIRRORED[op], b.base, a.base)

    def _ordered(self, left: Stamp | Diagnostic | None, op: Op, right: Stamp | Diagnostic | None) -> CaseAnswer:
        wrong = tuple(side for side in (left, right) if isinstance(side, Diagnostic))
        if wrong:
            return CaseAnswer(None, "invalid", wrong)
        assert not isinstance(left, Diagnostic) and not isinstance(right, Diagnostic)  # they have been looked at
        early = Fraction((self.at + _DAY).toordinal())
        a = Fraction(left.day.toordinal()) if left is not None and left.day <= self.at else None
        b = Fraction(right.day.toordinal()) if right is not None else None
        if a is not None and b is not None:
            return CaseAnswer(compare(op, a, b))
        if a is None and b is not None:
            return decided(op, early, b)
        return decided(MIRRORED[op], early, a) if a is not None else CaseAnswer(None, "open")


def _name_of(expression: Expression) -> str:
    return expression.name if isinstance(expression, Column) else ""


def _shown(stamp: Stamp, expression: Elapsed) -> str:
    if expression.function == "hours" and stamp.time is not None:
        return stamp.instant.isoformat(" ", "minutes" if not stamp.time.second else "seconds")
    return stamp.day.isoformat()


def remarks_of(reader: CaseReader, notices: Diagnostic | None) -> tuple[Diagnostic, ...]:
    """What is said of how the cases were counted."""
    timeless = (HoursOfDays(columns=tuple(reader.timeless)),) if reader.timeless else ()
    return (*timeless, *((notices,) if notices is not None else ()))


def unknown_years(years: tuple[int, ...]) -> tuple[Diagnostic, ...]:
    """That working days of these years cannot be counted."""
    return (WorkdaysUnknown(years=tuple(sorted(set(years)))),) if years else ()
