"""What is written in a target, with what stands around it → conditions with their readings.

Each condition of the text becomes one tree of the strict language and one reading; several are joined by `and`. Whatever does not
come from the text is an info. A condition that says two things is not read, and says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen
from indicatorlang.model.reading import GradeStep, Reading
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording import problems
from indicatorlang.resolve.wording import refusal_problems as refusals
from indicatorlang.resolve.wording.amounts import Amounts
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wording.beside import Beside
from indicatorlang.resolve.wording.dates import date_in_name, days
from indicatorlang.resolve.wording.growth import better_by_name, growth_clause, is_growth
from indicatorlang.resolve.wording.meant import as_meant, with_years
from indicatorlang.resolve.wording.nought import none_wanted
from indicatorlang.resolve.wording.quantities import per_period
from indicatorlang.resolve.wording.stated import operator_beside, settled, stated, told_of
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.problems import MAX_LENGTH
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.written.tree import WrittenClause, WrittenDate, WrittenTarget


@frozen
class ReadCondition:
    """One condition read: its fields, its tree if it has one, and what was assumed for it."""

    reading: Reading
    condition: tree.Condition | None
    assumed: tuple[Diagnostic, ...] = ()


@frozen
class ConditionReader:
    """Reads all conditions of one text; what stood in the way is collected in `refused`."""

    written: WrittenTarget
    around: Around
    beside: Beside
    refused: list[Diagnostic] = attrs.field(factory=list)

    def read(self) -> tuple[tree.Condition | None, Reading]:
        """The condition and the reading of the whole text."""
        if self.written.grades:
            return None, self._grades()
        read = [self._clause(clause) for clause in with_years(self.written.clauses)]
        if not read or any(one is None for one in read):
            return None, Reading("text", rest=self.written.text.strip(), refused=self._refused())
        return _together([one for one in read if one is not None])

    def _refused(self) -> tuple[Diagnostic, ...]:
        """Why the text is not understood: what its conditions told, else what the text as a whole lacks."""
        if self.refused:
            return tuple(dict.fromkeys(self.refused))
        text = self.written.text.strip()
        if len(self.written.text) > MAX_LENGTH:
            return (refusals.TextTooLong(length=len(self.written.text), most=MAX_LENGTH),)
        counted = any(c.isdigit() for c in text)
        return (refusals.NumberUnplaced(text=short(text)) if counted else refusals.NothingToCheck(text=short(text)),)

    def _amounts(self) -> Amounts:
        several = len(self.written.clauses) > 1
        return Amounts(self.around.name, self.around.level2, self.beside, self.written.text, self.around.profile, several=several)

    def _clause(self, clause: WrittenClause) -> ReadCondition | None:
        clause = as_meant(clause, self.written.text, self.around.name, self.beside, self.around.level2)
        if clause.state is not None:
            return self._state(clause)
        column = operator_beside(self.beside.column_op, self.beside.column_words, None)
        clause = _counted_by_period(settled(clause, self.around.profile, column))
        rest = self.written.words(clause.rest)
        if is_growth(clause):
            rest = " ".join(part for part in (rest, clause.per.removeprefix("均")) if part)
            clause, assumed = better_by_name(clause, self.around.name, self.around.level2)
            reading, growth = growth_clause(clause)
            if clause.approximate and clause.number is not None:
                amount = clause.number.number + clause.number.unit
                assumed = (*assumed, problems.ApproximateIgnored(word=clause.approximate, amount=amount))
            read = self._stating(self._due(attrs.evolve(reading, rest=rest, period=clause.period), growth, clause), clause)
            return read and attrs.evolve(read, assumed=(*assumed, *read.assumed))
        if clause.number is None and clause.tolerance is None:
            if clause.due:
                each = Reading("deadline", period=clause.period, level=clause.level, rest=rest)
                return self._due(each, None, clause)
            if clause.date is None:
                return None
            dated = Reading("deadline", period=clause.period, rest=rest)
            return self._stating(self._due(dated, tree.Done(None), clause), clause)
        amounts = self._amounts()
        found = amounts.read(clause)
        if found is None:
            self.refused.extend(amounts.refused)
            return None
        reading, condition = found
        rest = " ".join(part for part in (rest, *amounts.unused) if part)
        reading = attrs.evolve(reading, rest=rest, period=clause.period, stated=tuple(amounts.stated))
        read = self._due(reading, condition, attrs.evolve(clause, period=None) if amounts.period_said else clause)
        return read and attrs.evolve(read, assumed=(*amounts.assumed, *read.assumed))

    def _stating(self, read: ReadCondition | None, clause: WrittenClause) -> ReadCondition | None:
        """With the comparison that stands beside growth or a date."""
        told = (
            stated(clause.operators, clause.operators[0].op, self.written.text, self.around.profile) if clause.operators else None
        )
        if read is None or told is None:
            return read
        reading = attrs.evolve(read.reading, stated=(told,))
        return attrs.evolve(read, reading=reading, assumed=(*told_of(told), *read.assumed))

    def _state(self, clause: WrittenClause) -> ReadCondition | None:
        rest = self.written.words(clause.rest)
        level = " ".join(clause.level.split())
        match clause.state:
            case "nothing":
                wanted = none_wanted(self.written.text, self.around.name)
                if wanted is None:
                    return ReadCondition(Reading("none", rest=rest), None)
                return ReadCondition(wanted[0], wanted[1], (wanted[2],))
            case "not_done":
                return ReadCondition(Reading("done", level=level), tree.Not(tree.Done(None)))
            case "done":
                return self._due(Reading("done", level=level, rest=rest, period=clause.period), tree.Done(None), clause)
            case "level":
                op = clause.operators[0].op if clause.operators else None
                name = tree.Name(level)
                node = tree.Comparison(None, op, name) if op else tree.Is(None, name)
                return self._stating(self._due(Reading("level", op=op, level=level, rest=rest), node, clause), clause)
        return None

    # Deadlines and periods

    def _due(self, reading: Reading, condition: tree.Condition | None, clause: WrittenClause) -> ReadCondition | None:
        """With the day and the period of the clause, or the day that the name begins with."""
        assumed: list[Diagnostic] = []
        if clause.date is not None and reading.kind in ("number", "range", "growth") and self._is_past(clause.date):
            rest = " ".join(part for part in (self.written.words((clause.date.span,)), reading.rest) if part)
            reading, clause = attrs.evolve(reading, rest=rest), attrs.evolve(clause, date=None)
        if clause.date is not None:
            candidates = days(clause.date, self.around.year)
            if not candidates:
                said = self.written.words((clause.date.span,))
                missing = clause.date.year is None and self.around.year is None
                self.refused.append(refusals.DayUnknown(text=said, year_missing=missing))
                return None
            assumed += self._about(clause.date, candidates)
        else:
            named = (
                date_in_name(self.around.name, self.around.year)
                if len(self.written.clauses) == 1 and clause.period is None
                else None
            )
            candidates = (named[1],) if named else ()
            assumed += [problems.DateFromName(text=named[0], by=named[1])] if named else []
        if len(candidates) == 1:
            reading = attrs.evolve(reading, by=candidates[0])
        elif candidates:
            reading = attrs.evolve(reading, by_any=candidates)
        return ReadCondition(reading, _with_suffixes(condition, candidates, clause), tuple(assumed))

    def _is_past(self, date: WrittenDate) -> bool:
        """2019年度决算公开率100% in the budget of 2021: a day before its year is no deadline but part of what is measured."""
        return date.year is not None and self.around.year is not None and date.year < self.around.year

    def _about(self, date: WrittenDate, candidates: Sequence[dt.date]) -> list[Diagnostic]:
        said = self.written.words((date.span,))
        found: list[Diagnostic] = []
        if date.year is None and self.around.year is not None:
            found.append(problems.YearAssumed(text=said, year=self.around.year))
        if date.spanning:
            found.append(problems.LastDayTaken(text=said, by=candidates[-1]))
        if date.fiscal:
            found.append(problems.YearOfAccounts(text=said, by=candidates[-1]))
        if len(candidates) == 2:
            found.append(problems.DateAmbiguous(text=said, first=candidates[0], other=candidates[1]))
        return found

    # Grades

    def _grades(self) -> Reading:
        """The last of two equal steps is what stays below it: 中85% 差85%."""
        amounts = self._amounts()
        steps: list[GradeStep] = []
        for grade in self.written.grades:
            value, unit = grade.number.number, amounts.unit_of(grade.number, None)
            same = bool(steps) and (value, unit) == (steps[-1].value, steps[-1].unit)
            steps.append(GradeStep(grade.level, grade.op or ("<" if same else ">="), value, unit))
        return Reading("grades", grades=tuple(steps), assumed=tuple(amounts.assumed))


def _counted_by_period(clause: WrittenClause) -> WrittenClause:
    """1次/月 is once, every month."""
    if clause.number is None or clause.period is not None:
        return clause
    unit, period = per_period(clause.number.unit)
    if period is None:
        return clause
    high = attrs.evolve(clause.high, unit=unit) if clause.high is not None else None
    return attrs.evolve(clause, number=attrs.evolve(clause.number, unit=unit), high=high, period=period)


def _with_suffixes(
    condition: tree.Condition | None, candidates: Sequence[dt.date], clause: WrittenClause
) -> tree.Condition | None:
    """The condition by its day and in its period. A year's work is the year's, but no condition can say half a year."""
    if condition is None or clause.period == "half" or isinstance(condition, tree.And | tree.Or | tree.Not):
        return None if clause.period == "half" else condition
    by = tree.Day(candidates[0].isoformat()) if candidates else None
    every = clause.period if clause.period in ("day", "week", "month", "quarter") else None
    suffixes = attrs.evolve(tree.NO_SUFFIX, by=by, every=every)
    return condition if isinstance(condition, tree.Trend) else attrs.evolve(condition, suffixes=suffixes)


def _together(read: Sequence[ReadCondition]) -> tuple[tree.Condition | None, Reading]:
    """One reading of all conditions: the fields of the first, and all of them as `clauses` when there are several."""
    each = [attrs.evolve(one.reading, canonical=_canonical(one.condition), assumed=one.assumed) for one in read]
    if len(read) == 1:
        return read[0].condition, each[0]
    parts = tuple(one.condition for one in read if one.condition is not None)
    whole = tree.And(parts) if len(parts) == len(read) else None
    assumed = tuple(info for one in read for info in one.assumed)
    told = tuple(comparison for one in read for comparison in one.reading.stated)
    return whole, attrs.evolve(each[0], clauses=tuple(each), canonical=_canonical(whole), assumed=assumed, stated=told)


def _canonical(condition: tree.Condition | None) -> str:
    """The strict text, when reading it gives this very condition again; units such as `$` cannot be written there."""
    if condition is None:
        return ""
    text = to_text(condition)
    return text if strict_target(text) == condition else ""
