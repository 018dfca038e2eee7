"""The values of times and of tables of cases: `days(开工, 竣工)`, `count(…)`, `mean(发布时效)`, `percentile(发布时效, 95)`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.cases.answers import CaseValue
from indicatorlang.engine.cases.day_problems import DoneWithoutDay, TimesReversed
from indicatorlang.engine.cases.each import CaseReader, remarks_of, unknown_years
from indicatorlang.engine.cases.percentages import spellings
from indicatorlang.engine.cases.problems import CaseUnitsDiffer, CellsBlank
from indicatorlang.engine.cases.seen import MOST_TOLD, chosen, notices_of, seen_of
from indicatorlang.engine.cases.table import Case, CaseTable, Chosen, Stamp
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import frozen
from indicatorlang.library.functions import count, percentile, share
from indicatorlang.library.lookup import functions
from indicatorlang.model.actual import Origin
from indicatorlang.model.case_condition import CaseTest, NumberTest, RangeTest
from indicatorlang.model.formula import CASES, CaseCondition, Elapsed, Expression, Moment, OverCases
from indicatorlang.model.measured import Cases, Measured
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Records
from indicatorlang.model.unit import PLAIN, Unit

MOST_PROBLEMS = 20


def over_cases(expression: OverCases, scene: Scene, at: dt.date) -> Measured:
    """One number out of all cases of a table that count at a date."""
    name = name_of(expression)
    table = scene.book.tables.get(expression.table)
    if table is None:
        undelivered = Cases(expression.table, 0, delivered=False)
        return Measured(name, "no_data", aggregate=expression.function, cases=undelivered)
    reader = CaseReader(table, scene.ruleset.calendar, at, spellings(table, scene))
    counted = chosen(table, scene.ruleset.span, at, scene.window)
    made = _Made(name, expression, reader, counted, scene.ruleset.span)
    if isinstance(expression.of, CaseCondition):
        return _of_condition(made, expression.of)
    if expression.of is None:
        return made.measured(Fraction(len(counted.cases)), expression.unit or CASES, made.cases())
    return _of_values(made, expression.of)


def name_of(expression: OverCases) -> str:
    """What a number over cases is called where no measure names it."""
    text = expression.text or expression.table
    more = f", {expression.percent}" if expression.percent is not None else ""
    return f"{expression.function}({text}{more})"


@frozen
class _Made:
    """What is on its way to a value: the cases that count, and the reader that computes for each of them."""

    name: str
    expression: OverCases
    reader: CaseReader
    chosen: Chosen
    span: Period

    def cases(self, counted: int | None = None) -> Cases:
        """The cases behind the value, without what each of them came to."""
        table, among = self.reader.table, self.chosen
        number = len(among.cases) if counted is None else counted
        return Cases(table.name, number, later=among.later, outside=among.outside, source=table.origin)

    def measured(self, number: Fraction, unit: Unit, cases: Cases, places: int = 0) -> Measured:
        """The value, or why there is none although it was computed."""
        wrong = (*self.reader.table.lost, *self.chosen.problems)
        if wrong:
            return self.invalid(wrong, cases)
        remarks = remarks_of(self.reader, notices_of(self.reader, self.span))
        quantity = Quantity(number, unit, places)
        return Measured(self.name, "known", quantity, aggregate=self.expression.function, remarks=remarks, cases=cases)

    def invalid(self, problems: Iterable[Diagnostic], cases: Cases) -> Measured:
        """What is left when something is wrong with a case."""
        told = tuple(dict.fromkeys((*self.reader.table.lost, *self.chosen.problems, *problems)))[:MOST_PROBLEMS]
        return Measured(self.name, "invalid", aggregate=self.expression.function, problems=told, cases=cases)

    def without(self, problems: tuple[Diagnostic, ...], cases: Cases) -> Measured:
        """What is left when something is not known of a case."""
        return Measured(self.name, "no_data", aggregate=self.expression.function, problems=problems, cases=cases)

    def nothing(self) -> Measured:
        """No case at all: a sum is nought, of anything else there is no value."""
        function, none = self.expression.function, Quantity(Fraction(0), CASES)
        if function == "sum":
            return self.measured(Fraction(0), self.expression.unit or PLAIN, self.cases(0))
        wrong = (*self.reader.table.lost, *self.chosen.problems)
        if wrong:
            return self.invalid(wrong, self.cases(0))
        empty = Measured(self.name, "not_applicable", aggregate=function, cases=self.cases(0))
        return attrs.evolve(empty, numerator=none, denominator=none)


def blanks_of(table: CaseTable, blank: Iterable[tuple[Case, str]]) -> tuple[Diagnostic, ...]:
    """Which cells of which columns are blank that something is to be computed from."""
    by_column: dict[str, list[Origin]] = {}
    for case, column in blank:
        by_column.setdefault(column, []).append(attrs.evolve(case.origin, column=None))
    return tuple(
        CellsBlank(
            records=table.name,
            column=column,
            cells=tuple(origin.shown("zh") for origin in origins),
            cells_en=tuple(origin.shown("en") for origin in origins),
        )
        for column, origins in by_column.items()
    )


def _of_condition(made: _Made, condition: CaseCondition) -> Measured:
    """count and share: of the cases of which it can be said by then; the others wait."""
    reader, test = made.reader, condition.condition
    if not isinstance(test, CaseTest):
        raise TypeError(f"not a condition on a case: {test!r}")
    answers = [(case, reader.meets(test, case)) for case in made.chosen.cases]
    problems = [problem for _, answer in answers for problem in answer.problems]
    known = [(case, answer.holds) for case, answer in answers if answer.holds is not None]
    waiting = tuple(
        seen_of(case, CaseValue("open"), None, reader, test)
        for case, answer in answers
        if answer.holds is None and answer.state == "open"
    )
    met = count.kernel([holds for _, holds in known])
    missed = [case for case, holds in known if not holds]
    seen = tuple(
        seen_of(case, _value_of(case, test, reader), False, reader, test, detailed=n < MOST_TOLD) for n, case in enumerate(missed)
    )
    cases = attrs.evolve(made.cases(len(known)), met=int(met), missed=seen, waiting=waiting)
    if problems:
        return made.invalid(problems, cases)
    unsaid = unknown_years(tuple(year for _, answer in answers for year in answer.years))
    unsaid += blanks_of(reader.table, ((case, a.column) for case, a in answers if a.holds is None and a.state == "blank"))
    if unsaid:
        return made.without(unsaid, cases)
    if made.expression.function == "count":
        return made.measured(met, made.expression.unit or CASES, cases)
    part = share.kernel([holds for _, holds in known])
    if part is None:
        return attrs.evolve(made.nothing(), cases=cases)
    sides = (Quantity(met, CASES), Quantity(Fraction(len(known)), CASES))
    return attrs.evolve(made.measured(part, PLAIN, cases), numerator=sides[0], denominator=sides[1])


def _value_of(case: Case, test: CaseTest, reader: CaseReader) -> CaseValue:
    match test:
        case NumberTest(left=subject) | RangeTest(subject=subject):
            return reader.value(subject, case)
    return CaseValue("known")


def _of_values(made: _Made, of: Expression) -> Measured:
    """mean, sum, min, max, last, percentile: of the cases that have ended."""
    reader = made.reader
    values = [(case, reader.value(of, case)) for case in made.chosen.cases]
    problems = [problem for _, value in values for problem in value.problems]
    known = [(case, value.quantity) for case, value in values if value.state == "known" and value.quantity is not None]
    if made.expression.function == "max":
        known += _above(values, known, reader, of)
    waiting = tuple(seen_of(case, value, None, reader, of) for case, value in values if value.state == "open")
    cases = attrs.evolve(made.cases(len(known)), waiting=waiting)
    if problems:
        return made.invalid(problems, cases)
    unsaid = unknown_years(tuple(year for _, value in values for year in value.years))
    unsaid += blanks_of(reader.table, ((case, value.column) for case, value in values if value.state == "blank"))
    if unsaid:
        return made.without(unsaid, cases)
    if not known:
        return attrs.evolve(made.nothing(), cases=cases)
    unit = made.expression.unit or known[0][1].unit
    # Cases that say the same share one quantity, which is looked at once.
    distinct = {id(q): attrs.evolve(q, unit=unit) if q.unit == PLAIN and not unit.is_ratio else q for _, q in known}
    if not all(q.unit.fits(unit) for q in distinct.values()):
        case, other = next((case, distinct[id(q)]) for case, q in known if not distinct[id(q)].unit.fits(unit))
        first = distinct[id(known[0][1])]
        return made.invalid((CaseUnitsDiffer(subject=made.name, left=first, right=other, origin=case.origin),), cases)
    bases = {key: q.base for key, q in distinct.items()}
    number = _made_of(made.expression, [bases[id(q)] for _, q in known], [case for case, _ in known], reader.table.declared)
    return made.measured(number / unit.factor, unit, cases, max(q.places for q in distinct.values()))


def _above(
    values: list[tuple[Case, CaseValue]], known: list[tuple[Case, Quantity]], reader: CaseReader, of: Expression
) -> list[tuple[Case, Quantity]]:
    """Open cases that have taken longer by now than every one that has ended: the greatest value is theirs, whatever comes."""
    most = max((quantity.base for _, quantity in known), default=Fraction(0))
    found = []
    for case, value in values:
        if value.state == "open" and isinstance(of, Elapsed):
            so_far = seen_of(case, value, None, reader, of).value
            if so_far is not None and so_far.base > most:
                found.append((case, so_far))
    return found


def _made_of(expression: OverCases, values: list[Fraction], cases: list[Case], declared: Records) -> Fraction:
    """The one number of all values."""
    if expression.function == "percentile":
        number = percentile.kernel(values, expression.percent or Fraction(100))
        assert number is not None  # there are values
        return number
    if expression.function == "last" and declared.date is not None:
        days = [case.dated.stamp.instant for case in cases if case.dated is not None and case.dated.stamp is not None]
        return values[max(range(len(values)), key=lambda n: (days[n], n))] if len(days) == len(values) else values[-1]
    number = functions()[expression.function].kernel(*values)
    assert number is not None  # there are values
    return number


# Times between days of completion


def elapsed(expression: Elapsed, scene: Scene, at: dt.date) -> Measured:
    """The time between two days: written ones, or those on which something was done.

    While the later thing is known not to have happened the time is at least what has passed: then `quantity` is that, and the
    state is no_data."""
    known_by = dt.date.max if scene.ruleset.undated else at  # without a span no day lies beyond the date of evaluation
    sides = tuple(_moment(moment, scene, known_by) for moment in (expression.start, expression.end))
    name = f"{expression.function}({', '.join(side.name for side in sides)})"
    parts = tuple(side for side in sides if side.aggregate != "constant")
    problems = tuple(p for side in sides for p in side.problems)
    remarks = tuple(r for side in sides for r in side.remarks)
    made = Measured(name, "no_data", aggregate="elapsed", parts=parts, problems=problems, remarks=remarks)
    if any(side.state == "invalid" for side in sides):
        return attrs.evolve(made, state="invalid")
    if any(side.state == "not_applicable" for side in sides):
        return attrs.evolve(made, state="not_applicable")
    start, end = sides
    vague = tuple(DoneWithoutDay(measure=side.name) for side in sides if side.state == "known" and side.done and not _dated(side))
    if start.day is None or vague:
        return attrs.evolve(made, problems=(*problems, *vague))
    unfinished = end.day is None
    if unfinished and scene.ruleset.undated:
        return made
    last = end.day or at
    if last < start.day:
        if unfinished:
            return made
        reversed_ = TimesReversed(start=start.name, start_day=start.day, end=end.name, end_day=last)
        return attrs.evolve(made, state="invalid", problems=(*problems, reversed_))
    reader = CaseReader(CaseTable(Records("", None, {})), scene.ruleset.calendar, at)
    value = reader.between(expression, Stamp(start.day), Stamp(last))
    if value.state == "unknown":
        return attrs.evolve(made, problems=(*problems, *unknown_years(value.years)))
    notices = notices_of(reader, scene.ruleset.span)
    remarks += (notices,) if notices is not None else ()
    told_not_done = unfinished and (end.done is False or any(o.day is not None for o in end.open))
    quantity = value.quantity if not unfinished or told_not_done else None
    done = attrs.evolve(made, quantity=quantity, remarks=remarks, through=end.through or start.through)
    return done if unfinished else attrs.evolve(done, state="known")


def _dated(side: Measured) -> bool:
    """Whether the very day was given: 已完成 says only that it was done by the end of a period."""
    return any(o.day is not None and o.day == side.day for o in side.inputs)


def _moment(moment: Moment, scene: Scene, at: dt.date) -> Measured:
    """A day as a value: one that is written is known whatever the date."""
    if moment.measure is None:
        text = moment.day.isoformat() if moment.day is not None else moment.column or ""
        return Measured(text, "known", day=moment.day, aggregate="constant")
    return scene.book.measured(moment.measure, at, scene.choice)
