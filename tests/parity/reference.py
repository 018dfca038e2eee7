"""The naive reference: what a ruleset's facts and a table of values come to, one project after another, in fractions.

It is written from the rules alone (docs/reference/scoring.md, docs/reference/evaluation.md), shares no code with the product, and does
nothing to be fast.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

import attrs

from tests.parity.spec import Agg, Between, Bin, Compare, Condition, Expression, Joint, Measure, Not, Num, Ref, Row, Spec

FACTORS = {"万元": Fraction(10000), "%": Fraction(1, 100)}
COUNTS = ("家", "个", "人", "人次")
END = dt.date(2019, 12, 31)
Told = tuple[str, float | None, float | None, float | None]
"""Verdict, score, fraction, gap, numbers as the floats nearest to them."""


@attrs.frozen
class Value:
    """What an expression comes to. `grows`: later values can only raise it; `falls`: only lower it; `zero`: 0 divided by 0."""

    state: str
    number: Fraction | None = None
    grows: bool = False
    falls: bool = False
    zero: bool = False


@attrs.frozen
class Judged:
    """What a condition comes to."""

    verdict: str
    due: dt.date
    fraction: Fraction | None = None
    gap: Fraction | None = None


def judged(spec: Spec, rows: Iterable[tuple[Any, ...]]) -> dict[tuple[str, str], Told]:
    """The results of every project in a long table."""
    by_project: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    for project, measure, *rest in rows:
        by_project.setdefault(project, {}).setdefault(measure, []).append(tuple(rest))
    return {
        (project, row.id): _told(row, _Project(spec, own, row).judged(row.condition))
        for project, own in by_project.items()
        for row in spec.rows
    }


def _told(row: Row, made: Judged) -> Told:
    score = None
    if made.verdict in ("met", "missed"):
        assert made.fraction is not None
        hundredths = made.fraction * Fraction(row.weight) * 100
        score = float(Fraction(math.floor(hundredths + Fraction(1, 2)), 100))
    elif made.verdict == "no_data":
        score = 0.0
    fraction = None if made.fraction is None else float(made.fraction)
    return made.verdict, score, fraction, float(made.gap) if made.gap else None


@lru_cache(maxsize=100_000)
def _read(value: float) -> Fraction:
    return Fraction(Decimal(format(value, ".15g")))


@lru_cache(maxsize=100)
def _last_day(text: str) -> dt.date:
    """The last day of a day, a month, or a quarter."""
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    month = int(text[5:]) * 3 if text[4] == "Q" else int(text[5:])
    return dt.date(2020, 1, 1) - dt.timedelta(1) if month == 12 else dt.date(2019, month + 1, 1) - dt.timedelta(1)


class _Project:
    """One project, looked at for one indicator."""

    def __init__(self, spec: Spec, rows: dict[str, list[tuple[Any, ...]]], row: Row) -> None:
        self.spec, self.rows = spec, rows
        self.as_of = dt.date.fromisoformat(spec.as_of)
        self.pass_fail = row.pass_fail or spec.profile == "strict"
        self.measures = {each.name: each for each in spec.measures}

    # Values

    def value(self, expression: Expression, at: dt.date) -> Value:
        """What an expression comes to, in base units."""
        match expression:
            case Num(text=text, unit=unit):
                return Value("known", Fraction(text) * FACTORS.get(unit, 1))
            case Ref(name="率"):
                made = self.value(self.spec.formula.expression, at)
                above = made.state == "known" and self.spec.formula.bounded and made.number is not None and made.number > 1
                return Value("invalid") if above else made
            case Ref(name=name):
                measure = self.measures[name]
                return self.reported(measure, measure.aggregate or ("sum" if measure.kind == "period" else "last"), at)
            case Agg(function=function, name=name):
                return self.reported(self.measures[name], function, at)
            case Bin():
                return _joined(expression.op, self.value(expression.left, at), self.value(expression.right, at))

    def reported(self, measure: Measure, aggregate: str, at: dt.date) -> Value:
        """The values of a measure that end by a day, as one."""
        months = 12 if at == END else (at + dt.timedelta(1)).month - 1
        values: dict[int, set[Fraction | None]] = {}
        for period, value, unit, _ in self.rows.get(measure.name, ()):
            month = _last_day(period).month
            if value is not None and month <= months:
                values.setdefault(month, set()).add(self.read(measure, value, unit))
        if any(len(each - {None}) > 1 for each in values.values()):
            return Value("invalid")  # one period, two different values
        told = {month: None if None in each else next(iter(each)) for month, each in values.items()}
        if not told:
            return Value("no_data")
        step = self._step(measure, told)
        used = [told[max(told)]] if aggregate == "last" else list(told.values())
        numbers = [number for number in used if number is not None]
        if len(numbers) < len(used):
            return Value("invalid")  # a value that cannot be read, or cannot be
        made = {
            "sum": sum(numbers, Fraction(0)),
            "mean": sum(numbers, Fraction(0)) / len(numbers),
            "min": min(numbers),
            "max": max(numbers),
            "last": numbers[-1],
        }[aggregate]
        wanted = range(step, months + 1, step)
        complete = not wanted or (wanted[-1] in told if aggregate == "last" else all(month in told for month in wanted))
        flows = measure.unit != "%" and all(number >= 0 for number in numbers)
        grows = flows and (aggregate == "sum" or (aggregate == "last" and measure.kind == "ytd"))
        return Value("known" if complete else "no_data", made, grows or aggregate == "max", aggregate == "min")

    def read(self, measure: Measure, value: float, unit: str) -> Fraction | None:
        """A value in base units; None for one that is no number, and for a negative count."""
        if math.isnan(value):
            return None
        bare = unit or measure.unit
        factor = Fraction(1) if measure.unit == "%" and not unit and self.spec.percent == "fraction" else FACTORS.get(bare, 1)
        return None if value < 0 and measure.unit in COUNTS else _read(value) * factor

    def _step(self, measure: Measure, values: Iterable[int]) -> int:
        """How many months apart values are expected: for what happens in a period its length, else their common spacing."""
        months = list(values)
        if measure.kind == "period" or not months:
            return 1 if measure.name in self.spec.months else 3
        if len(months) == 1:
            return 3 if months[0] % 3 == 0 else 1
        step = math.gcd(12, *months)
        return step if step in (1, 3, 6, 12) else 1

    # Conditions

    def judged(self, condition: Condition) -> Judged:
        """The verdict of a condition, and the fraction it earns."""
        match condition:
            case Compare():
                return self.compared(condition)
            case Between():
                return self.between(condition)
            case Not(part=part):
                made = self.judged(part)
                if made.verdict == "met" and made.due > self.as_of:
                    return Judged("not_due", made.due)
                verdict = {"met": "missed", "missed": "met"}.get(made.verdict, made.verdict)
                return Judged(verdict, made.due, {"met": Fraction(1), "missed": Fraction(0)}.get(verdict))
            case Joint():
                return self.joint(condition)

    def joint(self, condition: Joint) -> Judged:
        """Parts that are not applicable drop out; the worst or the best of the others decides."""
        parts = [self.judged(part) for part in condition.parts]
        due = max(part.due for part in parts)
        counted = [part for part in parts if part.verdict != "not_applicable"]
        there = {part.verdict for part in counted}
        if not counted:
            return Judged("not_applicable", due)
        if "not_due" in there and due > self.as_of:
            return Judged("not_due", due)
        first, last = ("missed", "met") if condition.word == "and" else ("met", "missed")
        verdict = next((v for v in (first, "invalid", "not_due", "no_data") if v in there), last)
        if verdict not in ("met", "missed"):
            return Judged(verdict, due)
        fractions = [part.fraction or Fraction(0) for part in counted]
        fraction = min(fractions) if condition.word == "and" else max(fractions)
        return Judged(verdict, due, Fraction(verdict == "met") if self.pass_fail else fraction)

    def state(self, subject: Expression, value: Value, due: dt.date) -> str:
        """The verdict of a value before it is compared; empty where it is."""
        if due > self.as_of:
            return "not_due"
        if value.zero and subject == Ref("率") and self.spec.formula.no_cases_met:
            return "met"
        return "" if value.state == "known" else value.state

    def compared(self, condition: Compare) -> Judged:
        """A comparison."""
        due = _last_day(condition.due) if condition.due else END
        at = min(due, self.as_of)
        actual, bound = self.value(condition.subject, at), self.value(condition.bound, at)
        beside = actual if bound.state == "known" else _worst(actual, bound)
        state = self.state(condition.subject, beside, due)
        if state == "met":
            return Judged("met", due, Fraction(1))
        a, t, op = actual.number, bound.number, self.meaning(condition)
        if a is None or t is None or beside.state in ("invalid", "not_applicable"):
            return Judged(state, due)
        holds = _holds(op, a, t)
        if state == "no_data" and (bound.state != "known" or _final(op, actual, t) is None):
            return Judged("no_data", due)
        gap = None if holds else abs(a - t) / self.unit(condition.bound)
        if state == "not_due":
            return Judged("not_due", due, gap=gap if beside.state == "known" else None)
        return Judged("met" if holds else "missed", due, Fraction(1) if holds else self.earned(condition, op, a, t), gap)

    def meaning(self, condition: Compare) -> str:
        """What `==` means: reach, unless the profile takes it exactly."""
        if condition.op != "==" or self.spec.profile == "strict":
            return condition.op
        if isinstance(condition.bound, Num) and Fraction(condition.bound.text) == 0:
            return "<="
        name = str(condition.subject)
        return "<=" if {**self.measures, "率": self.spec.formula}[name].direction == "lower" else ">="

    def unit(self, bound: Expression) -> Fraction:
        """How large the unit is in which a gap is told."""
        unit = bound.unit if isinstance(bound, Num) else self.measures[str(bound)].unit
        return FACTORS.get(unit, Fraction(1))

    def earned(self, condition: Compare, op: str, a: Fraction, t: Fraction) -> Fraction:
        """The fraction of a comparison that does not hold."""
        if self.pass_fail or op in ("!=", "=="):
            return Fraction(0)
        if t <= 0:
            return Fraction(0)
        return self.part(op in (">=", ">"), a, t)

    def part(self, more: bool, a: Fraction, t: Fraction) -> Fraction:
        """a/t where more is better; else what is left of 1 for the excess, or t/a. At the bound itself nothing is lost."""
        if a == t:
            return Fraction(1)
        if more:
            return max(Fraction(0), a / t)
        return t / a if self.spec.profile == "hubei-reciprocal" else max(Fraction(0), 2 - a / t)

    def between(self, condition: Between) -> Judged:
        """A range."""
        due = _last_day(condition.due) if condition.due else END
        actual = self.value(condition.subject, min(due, self.as_of))
        low, high = (Fraction(end.text) * self.unit(end) for end in (condition.low, condition.high))
        state = self.state(condition.subject, actual, due)
        if state == "met":
            return Judged("met", due, Fraction(1))
        if actual.number is None:
            return Judged(state, due)
        a = actual.number
        above = a >= low if condition.ends[0] == "[" else a > low
        below = a <= high if condition.ends[1] == "]" else a < high
        lost = (actual.grows and not below) or (actual.falls and not above)
        if actual.state != "known" and (state != "no_data" or not lost):
            return Judged(state, due)
        end = low if not above else high
        gap = None if above and below else abs(a - end) / self.unit(condition.low)
        if state == "not_due":
            return Judged("not_due", due, gap=gap)
        if above and below:
            return Judged("met", due, Fraction(1))
        none = self.pass_fail or end <= 0
        return Judged("missed", due, Fraction(0) if none else self.part(a < end, a, end), gap)


def _holds(op: str, a: Fraction, t: Fraction) -> bool:
    return {">=": a >= t, "<=": a <= t, ">": a > t, "<": a < t, "==": a == t, "!=": a != t}[op]


def _final(op: str, value: Value, t: Fraction) -> bool | None:
    """Whether values still to come cannot change the comparison."""
    assert value.number is not None
    holds = _holds(op, value.number, t)
    if op in ("==", "!="):
        passed = (value.grows and value.number > t) or (value.falls and value.number < t)
        return holds if passed else None
    up, down = (op in (">=", ">"), op in ("<=", "<"))
    settled = (value.grows and (holds if up else not holds)) or (value.falls and (holds if down else not holds))
    return holds if settled else None


def _worst(*values: Value) -> Value:
    """Invalid before not applicable before no data."""
    for state in ("invalid", "not_applicable", "no_data"):
        for value in values:
            if value.state == state:
                return Value(state, zero=value.zero)
    return values[0]


def _joined(op: str, left: Value, right: Value) -> Value:
    """Two values by a sign. What came of parts is never decided early."""
    state = _worst(left, right).state
    a, b = left.number, right.number
    if a is None or b is None or state in ("invalid", "not_applicable"):
        return Value(state)
    if op == "/":
        if b == 0 and state == "known":
            return Value("not_applicable", zero=True) if a == 0 else Value("invalid")
        return Value(state, a / b if b else None)
    return Value(state, {"+": a + b, "-": a - b, "*": a * b}[op])
