"""What is known of one case: its value, and whether it meets a demand."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.outcome import compare
from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import Op
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.unit import PLAIN

State = Literal["known", "open", "blank", "unknown", "invalid"]
_ORDER: tuple[State, ...] = ("invalid", "unknown", "blank", "open")


@frozen
class CaseValue:
    """`quantity` is the value; of an open case what it comes to at the least, None where that cannot be said. `column` is the
    blank column of a case without a value."""

    state: State
    quantity: Quantity | None = None
    problems: tuple[Diagnostic, ...] = ()
    column: str = ""
    years: tuple[int, ...] = ()


@frozen
class CaseAnswer:
    """Whether a case meets a condition; None while that is open, or cannot be said, for the reason that `state` gives."""

    holds: bool | None
    state: State = "known"
    problems: tuple[Diagnostic, ...] = ()
    column: str = ""
    years: tuple[int, ...] = ()


def decided(op: Op, least: Fraction, bound: Fraction) -> CaseAnswer:
    """What is known of a value that is `least` or more."""
    if op in (">=", ">") and compare(op, least, bound):
        return CaseAnswer(True)
    if op in ("<=", "<") and not compare(op, least, bound):
        return CaseAnswer(False)
    if op in ("==", "!=") and least > bound:
        return CaseAnswer(op == "!=")
    return CaseAnswer(None, "open")


def all_of(answers: tuple[CaseAnswer, ...]) -> CaseAnswer:
    """`and` of three values; a bad cell is told whatever the others say."""
    bad = tuple(dict.fromkeys(p for answer in answers for p in answer.problems))
    if bad:
        return CaseAnswer(None, "invalid", bad)
    if any(answer.holds is False for answer in answers):
        return CaseAnswer(False)
    for state in _ORDER:
        for answer in answers:
            if answer.holds is None and answer.state == state:
                return answer
    return CaseAnswer(True)


def negated(answer: CaseAnswer) -> CaseAnswer:
    """What holds where this does not; what is not known stays so."""
    return answer if answer.holds is None else attrs.evolve(answer, holds=not answer.holds)


def worst_of(values: tuple[CaseValue, ...]) -> CaseValue | None:
    """The first value that is not known, invalid ones before all others; None when all are known."""
    for state in _ORDER:
        for value in values:
            if value.state == state:
                return value
    return None


def rises(op: str, left: CaseValue, right: CaseValue) -> bool:
    """Whether a result can only grow when its open side grows."""
    if op == "+":
        return True
    if op == "-":
        return right.state == "known"
    steady = right if left.state == "open" else left
    positive = steady.state == "known" and steady.quantity is not None and steady.quantity.number > 0
    return positive and (op == "*" or right.state == "known")


def in_one_unit(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity]:
    """A bare number in the unit of what it stands beside."""
    if a.unit == PLAIN and b.unit.text and not b.unit.is_ratio:
        return attrs.evolve(a, unit=b.unit), b
    if b.unit == PLAIN and a.unit.text and not a.unit.is_ratio:
        return a, attrs.evolve(b, unit=a.unit)
    return a, b
