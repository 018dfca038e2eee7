"""What reported measures come to on columns: the answers of the row engine for each mask, as one exact number."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import attrs

from indicatorlang.engine.columns.exact import Exact, Pick, Truth, denied, either, times
from indicatorlang.engine.columns.gather import gathered_value
from indicatorlang.engine.columns.groups import Groups
from indicatorlang.engine.columns.scaling import SCALE
from indicatorlang.engine.columns.shapes import ROWS, Answer, Need
from indicatorlang.engine.columns.valuing import Value
from indicatorlang.model.unit import Unit

FEW = 16
"""So many masks are compared one by one."""


class AllByRows(Exception):
    """Nothing of the frame can be told on columns."""


@attrs.frozen
class Values:
    """Reported measures in one joined frame; `prefix` is what the columns of a measure begin with."""

    nw: Any
    pick: Pick
    groups: Groups
    slot_of: Mapping[Need, int]
    prefix: Mapping[str, str]

    def known(self, need: Need) -> dict[int, Answer]:
        """The answers for the masks that occur; raises `AllByRows` when what is not reported at all is for rows."""
        there, complete = self.groups.masks(need.measure), self.groups.complete(need.measure)
        answers = self.groups.answers[need]
        if answers.get(0, ROWS).state == "rows" and not complete:
            raise AllByRows
        return {
            mask: answer
            for mask, answer in answers.items()
            if (mask in there or (mask == 0 and not complete)) and answer.state != "rows"
        }

    def value(self, need: Need, answers: Mapping[int, Answer] | None = None) -> Value:
        """What a measure comes to at a date. `answers` are those of several measures that are read as one."""
        answers = self.known(need) if answers is None else answers
        mask = self.nw.col(self.prefix[need.measure] + "mask")
        mask = mask if 0 not in answers else mask.fill_null(0)

        def where(test: Callable[[Answer], bool]) -> Truth:
            some = [m for m, answer in answers.items() if test(answer)]
            if len(some) == len(answers):
                return True
            if not some:
                return False
            rest = [m for m in answers if m not in set(some)]
            return _among(mask, some) if len(some) <= len(rest) else denied(_among(mask, rest))

        numbers = [a for a in answers.values() if a.operation is not None]
        no_data = where(lambda a: a.state == "no_data")
        value = Value(
            None, self.groups.unit(need.measure) or Unit(""), False, where(lambda a: a.state == "not_applicable"), no_data
        )
        if not numbers:
            return value
        return attrs.evolve(
            value,
            number=self._number(need, answers, where),
            unit=next(a.unit for a in numbers if a.unit is not None),
            partial=where(lambda a: a.partial),
            rises=where(lambda a: a.rises),
            falls=where(lambda a: a.falls),
        )

    def _number(self, need: Need, answers: Mapping[int, Answer], where: Callable[[Callable[[Answer], bool]], Truth]) -> Exact:
        slot, prefix = self.slot_of[need], self.prefix[need.measure]
        made = {str(a.operation) for a in answers.values() if a.operation is not None}
        constants = {a.number for a in answers.values() if a.operation == "constant"}
        factors = {a.factor for a in answers.values() if a.operation not in (None, "constant")}
        scale = next(iter(factors)) / SCALE if factors else Fraction(1)
        if constants and factors:
            scale = Fraction(1, math.lcm(*[scale.denominator, *(c.denominator for c in constants)]))
        elif constants:
            scale = Fraction(1, math.lcm(*[c.denominator for c in constants]))
        multiple = int(next(iter(factors)) / SCALE / scale) if factors else 1
        cases: list[tuple[Truth, Any]] = []
        most = 1
        for number in sorted(constants):
            size = int(number / scale)
            cases.append((where(partial(_constant, number)), size))
            most = max(most, abs(size))
        for operation in sorted(made - {"constant"}):
            column = gathered_value(self.nw, "sum" if operation == "mean" else operation, slot, prefix)
            cases.append((where(partial(_made_by, operation)), times(column, multiple)))
            counts = [a.count for a in answers.values() if a.operation == operation and operation in ("sum", "mean")]
            most = max(most, max(self.groups.most(need.measure), 1) * multiple * max(counts, default=1))
        blank = where(lambda a: a.operation is None)
        cases = [*([(blank, 0)] if blank is not False else []), *cases]
        over = self.pick(cases[:-1], cases[-1][1])
        if not isinstance(over, int) and (blank is not False or "constant" in made):
            over = over.fill_null(0)
        counts = sorted({a.count for a in answers.values() if a.operation == "mean"})
        under = self.pick([(where(partial(_mean_of, n)), n) for n in counts], 1)
        return Exact(over, scale, under, most, max([1, *counts]))


def _among(mask: Any, some: Sequence[int]) -> Truth:
    """Whether a mask is one of these; few are compared one by one, which is faster than looking into a list."""
    return either([mask == each for each in some]) if len(some) <= FEW else mask.is_in(some)


def _constant(number: Fraction, answer: Answer) -> bool:
    return answer.operation == "constant" and answer.number == number


def _made_by(operation: str, answer: Answer) -> bool:
    return answer.operation == operation


def _mean_of(count: int, answer: Answer) -> bool:
    return answer.operation == "mean" and answer.count == count
