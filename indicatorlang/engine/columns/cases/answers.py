"""What the row engine makes of single cases, by what their cells say: once for all cases that say the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.cases.answers import CaseAnswer, CaseValue
from indicatorlang.engine.cases.bind import case_cell
from indicatorlang.engine.cases.each import CaseReader
from indicatorlang.engine.cases.percentages import spellings, stated, under_percentages
from indicatorlang.engine.cases.seen import chosen, seen_of
from indicatorlang.engine.cases.table import BLANK, Case, CaseCell, CaseTable
from indicatorlang.engine.columns.cases.questions import Question
from indicatorlang.engine.problems.actuals_problems import NOWHERE
from indicatorlang.engine.series import Book
from indicatorlang.engine.value.scene import Scene
from indicatorlang.model.case_condition import CaseTest
from indicatorlang.model.formula import Elapsed, OverCases
from indicatorlang.model.indicator import Condition, EachCase
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN, Unit

NOT_COUNTED, MET, MISSED, NO_DATA, INVALID, ODD = range(6)
"""What a case is to a question; the greatest decides what can be said of a project. `ODD`: only rows can tell."""
KNOWN, OPEN = MET, MISSED
"""Of values: one that is known, and one that is known to be greater than this."""
FINEST = 10**9
_CODES = {"known": KNOWN, "open": NOT_COUNTED, "blank": NO_DATA, "unknown": NO_DATA, "invalid": INVALID}
INSIDE, OUTSIDE = 1, 2
"""A bare number under a percentage: between -1 and 1 and not 0, and beyond."""


@attrs.frozen
class Answers:
    """By combination: the code, the number (as `1/under` of base units) where there is one, and how bare percentages look by column.
    `unit` is what the numbers are told in; None where none is known."""

    codes: Sequence[int]
    numbers: Sequence[int]
    under: int = 1
    unit: Unit | None = None


@attrs.define
class Asker:
    """Asks about cases of one table, of which the cells of some columns are given. `rows` counts how many cases say the same."""

    ruleset: Ruleset
    table: CaseTable
    combinations: Sequence[tuple[str, ...]]
    columns: Sequence[str]
    rows: Sequence[int]
    scene: Scene = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        known: dict[tuple[str, str], CaseCell] = {}
        cases = []
        for texts in self.combinations:
            cells = {}
            for name, text in zip(self.columns, texts, strict=True):
                cell = known.get((name, text))
                if cell is None:
                    cell = known[name, text] = case_cell(text, name, self.table.declared, self.ruleset, NOWHERE)
                cells[name] = cell
            date = self.table.declared.date
            cases.append(Case(NOWHERE, cells, cells.get(date, BLANK) if date is not None else None))
        self.table = attrs.evolve(self.table, cases=tuple(cases))
        book = Book(self.ruleset.span, tables={self.table.name: self.table})
        self.scene = Scene(self.ruleset, book, self.ruleset.span.end)

    def answers(self, question: Question, most: int) -> Answers:
        """What every combination comes to. Numbers of more than `most` are for rows."""
        table, asked = self.table, question.asked
        among = {id(case) for case in chosen(table, self.ruleset.span, question.at, None).cases}
        reader = CaseReader(table, self.ruleset.calendar, question.at, spellings(table, self.scene))
        subject = question.subject(self.ruleset)
        outside = [_left_out(case) if id(case) not in among else None for case in table.cases]
        if subject is None and isinstance(asked, OverCases):
            return Answers([MET if code is None else code for code in outside], [0] * len(outside))
        if isinstance(subject, CaseTest):
            codes = [
                _answered(reader.meets(subject, case)) if code is None else code
                for case, code in zip(table.cases, outside, strict=True)
            ]
            return Answers(codes, [0] * len(codes))
        assert isinstance(asked, OverCases)  # every demand is a condition
        values = [
            _valued(reader.value(subject, case), case, reader, asked) if code is None else (code, None, PLAIN)  # type: ignore[arg-type]
            for case, code in zip(table.cases, outside, strict=True)
        ]
        return self._counted(values, asked.unit, most)

    def _counted(self, values: Sequence[tuple[int, Fraction | None, Unit]], unit: Unit | None, most: int) -> Answers:
        """The numbers as whole ones over a common divisor, in one unit."""
        units: Counter[Unit] = Counter()
        under = 1
        for (_, number, own), rows in zip(values, self.rows, strict=True):
            if number is not None:
                units[own] += rows
                finer = math.lcm(under, number.denominator)
                under = finer if finer <= FINEST else under
        told = unit or (max(units, key=lambda each: (units[each], each.text)) if units else None)
        codes, numbers = [], []
        for code, number, own in values:
            whole = 0
            if number is not None and told is not None:
                scaled = number * (told.factor if own == PLAIN and not told.is_ratio and unit is not None else 1) * under
                alike = own == told if unit is None else own.fits(told) or (own == PLAIN and not told.is_ratio)
                if not alike or scaled.denominator != 1 or abs(scaled) > most:
                    code = ODD
                else:
                    whole = int(scaled)
            codes.append(code)
            numbers.append(whole)
        return Answers(codes, numbers, under, told)

    def in_doubt(self, conditions: Sequence[Condition]) -> dict[str, list[int]]:
        """By column whose bare numbers are held against percentages, where nobody said how they are written: what each is."""
        settled = stated(self.table, self.scene)
        asked = [each for condition in conditions for each in under_percentages(condition, self.scene)]
        open_ones = dict.fromkeys(
            column for _, column, table in asked if table == self.table.name and column in self.columns and column not in settled
        )
        return {column: [_spelled(case.cell(column)) for case in self.table.cases] for column in open_ones}


def _left_out(case: Case) -> int:
    """What a case is that does not count: without a day nobody knows whether it does."""
    return INVALID if case.dated is None or case.dated.stamp is None else NOT_COUNTED


def _answered(answer: CaseAnswer) -> int:
    if answer.problems:
        return INVALID
    if answer.holds is not None:
        return MET if answer.holds else MISSED
    return NO_DATA if answer.years else _CODES[answer.state]


def _valued(value: CaseValue, case: Case, reader: CaseReader, asked: OverCases) -> tuple[int, Fraction | None, Unit]:
    if value.problems:
        return INVALID, None, PLAIN
    if value.state == "known" and value.quantity is not None:
        return KNOWN, value.quantity.base, value.quantity.unit
    if value.state == "open" and asked.function == "max" and isinstance(asked.of, Elapsed):
        so_far = seen_of(case, value, None, reader, asked.of).value
        return (OPEN, so_far.base, so_far.unit) if so_far is not None else (NOT_COUNTED, None, PLAIN)
    return NO_DATA if value.years else _CODES[value.state], None, PLAIN


def _spelled(cell: CaseCell) -> int:
    if not cell.bare or cell.quantity is None or not cell.quantity.number:
        return 0
    return INSIDE if -1 <= cell.quantity.number <= 1 else OUTSIDE


def is_each(question: Question) -> bool:
    """Whether a demand is made on each case."""
    return isinstance(question.asked, EachCase)
