"""Rulesets made by Hypothesis, and for each of them a seeded long table: nearly all of it plain, a little odd in ways that a naive
reading can judge as well."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.parity.spec import Agg, Between, Bin, Compare, Condition, Expression, Formula, Joint, Measure, Not, Num, Ref, Row, Spec

QUARTERS = tuple(f"2019Q{n}" for n in range(1, 5))
MONTHS = tuple(f"2019-{n:02}" for n in range(1, 13))
PAIRS = (("家", "家"), ("家", "个"), ("万元", "万元"), ("万元", "元"), ("亩", "亩"), ("人", "人次"))
AGGREGATES = {"period": ("", "sum", "mean", "min", "max", "last"), "ytd": ("",), "snapshot": ("", "last", "mean", "min", "max")}
FUNCTIONS = {"period": ("sum", "mean", "min", "max", "last"), "ytd": ("last",), "snapshot": ("mean", "min", "max", "last")}
MONEY = ("万元", "元")
NAMES = "甲乙丙丁"
DIRECTIONS = st.sampled_from(("higher", "lower"))
INDICATORS = 5
EACH = 4
ODD = 0.01
"""The share of projects that are odd."""
Cells = tuple[str, str, str, float | None, str, str]
"""Project, measure, period, value, unit, kind."""


def specs(count: int) -> list[Spec]:
    """So many different rulesets, the same ones whenever the same modules are loaded (Hypothesis tries numbers that it finds in them).
    It goes on from what it made before, so that neighbours are much alike: of four that it makes one is taken."""
    made: dict[Spec, None] = {}
    wanted = EACH * count

    @settings(
        max_examples=2 * wanted,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_specs())
    def collect(spec: Spec) -> None:
        if len(made) < wanted:
            made.setdefault(spec)

    collect()
    found = list(made)[::EACH]
    if len(found) < count:
        raise RuntimeError(f"only {len(found)} different rulesets were made")
    return found[:count]


@st.composite
def _specs(draw: st.DrawFn) -> Spec:
    return _Drawn(draw).spec()


def one_of(*choices: Any) -> st.SearchStrategy[Any]:
    """One of these, by a strategy that is made once."""
    return _strategy(choices)


@cache
def _strategy(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


_PARTS = st.integers(0, 10_000)


class _Drawn:
    """What Hypothesis draws, step by step. Plain functions, because each strategy that is made anew costs more than what it draws."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.measures: tuple[Measure, ...] = ()
        self.high: dict[str, int] = {}
        self.rate = draw(one_of("%", ""))  # one unit for all bounds of the rate, else the ruleset is told to write it everywhere

    def spec(self) -> Spec:
        """A ruleset."""
        draw = self.draw
        units = draw(one_of(*PAIRS)) + draw(one_of(*PAIRS, ("%", "%")))
        self.measures = tuple(self.measure(name, unit) for name, unit in zip(NAMES, units, strict=True))
        one, other = draw(one_of("甲乙", "乙甲"))
        alike = units[0] == units[1] or {units[0], units[1]} <= set(MONEY)
        whole: Expression = Bin("+", Ref(one), Ref(other)) if alike and draw(one_of(True, False)) else Ref(other)
        formula = Formula("率", Bin("/", Ref(one), whole), draw(one_of(True, False)), draw(one_of(True, False)), draw(DIRECTIONS))
        self.high = {name: draw(one_of(1, 5, 60, 120, 3000)) for name in NAMES}
        weights = one_of("10", "7.5", "33.33", "3", "0", "12", "8.25", "100")
        rows = tuple(
            Row(str(n), self.condition(), draw(weights), draw(one_of(False, False, False, False, True)))
            for n in range(INDICATORS)
        )
        return Spec(
            self.measures,
            formula,
            rows,
            draw(one_of("mof-2020", "hubei-reciprocal", "strict")),
            draw(one_of("percent", "fraction")),
            draw(one_of("2019-12-31", "2019-12-31", "2019-09-30", "2019-05-10")),
            frozenset(name for name in NAMES if draw(one_of(False, False, True))),
            tuple(self.high.values()),
            draw(one_of(0, 1, 2, 3, 4)),
        )

    def measure(self, name: str, unit: str) -> Measure:
        """A measure; percentages are states."""
        kind = "snapshot" if unit == "%" else self.draw(one_of("period", "period", "ytd", "snapshot"))
        return Measure(name, unit, kind, self.draw(one_of(*AGGREGATES[kind])), self.draw(DIRECTIONS))

    def condition(self, depth: int = 0) -> Condition:
        """A condition, joined ones up to two deep."""
        draw = self.draw
        form = draw(one_of("", "", "", "", "", "", "", "", "", "and", "or", "not")) if depth < 2 else ""
        if form == "not":
            return Not(self.condition(depth + 1))
        if form:
            return Joint(form, tuple(self.condition(depth + 1) for _ in range(draw(one_of(2, 3)))))
        subject, unit, most = self.subject()
        due = draw(one_of("", "", "", "2019-12", "2019-09-30", "2019-06", "2019-03-31"))
        if draw(one_of(False, False, False, False, True)):
            low, top = sorted((self.number(most, unit), self.number(most, unit)), key=lambda number: float(number.text))
            assume(float(low.text) < float(top.text))  # an empty range is an error of the ruleset
            return Between(subject, low, top, draw(one_of("[]", "[)", "(]", "()")), due)
        equal = ("==", "==") if isinstance(subject, Ref) else ()
        operator = draw(one_of(">=", ">=", "<=", "<=", ">", "<", "!=", *equal))
        twin = {"甲": "乙", "乙": "甲", "丙": "丁", "丁": "丙"}.get(str(subject), "")
        same = any(measure.name == twin and measure.unit == unit for measure in self.measures)
        measured = same and draw(one_of(*[False] * 9, True))
        bound: Expression = Ref(twin) if measured else self.number(most, unit, nought=not isinstance(subject, Ref))
        return Compare(subject, operator, bound, due)

    def subject(self) -> tuple[Expression, str, float]:
        """A subject, the unit its bounds are written in, and about how large it becomes."""
        draw = self.draw
        measure = draw(one_of(*range(len(NAMES))))
        measure = self.measures[measure]
        name, unit = measure.name, measure.unit
        times = 4 if measure.aggregate in ("", "sum") and measure.kind != "snapshot" else 1
        most = float(self.high[name]) * times
        match draw(one_of("", "", "", "", "", "of", "*", "-", "率", "/")):
            case "of":
                function = draw(one_of(*FUNCTIONS[measure.kind]))
                return Agg(function, name), unit, float(self.high[name]) * (4 if function == "sum" else 1)
            case "*":
                return Bin("*", Ref(name), Num("2")), unit, 2 * most
            case "-":
                return Bin("-", Ref(name), Num("3", unit)), unit, most
            case "率":
                return Ref("率"), self.rate, 100.0 if self.rate else 1.0
            case "/":
                return Bin("/", Ref("甲"), Ref("乙")), "", 2.0
        return Ref(name), unit, most

    def number(self, most: float, unit: str, nought: bool = True) -> Num:
        """A number up to about so much: with two decimals, round, or 0."""
        form, part = self.draw(one_of("fine", "fine", "round", "0")), self.draw(_PARTS) / 10_000
        least = 0 if nought else 1
        if form == "0":
            return Num("0" if nought else "1", unit)
        if form == "round":
            return Num(str(max(least, round(most * part))), unit)
        hundredths = max(least, round(most * part * 100))
        return Num(f"{hundredths // 100}.{hundredths % 100:02}", unit)


def table(spec: Spec, seed: int, projects: int) -> list[Cells]:
    """The rows of so many projects; those of one project stand together only by chance."""
    rnd = random.Random(seed)
    units = {each.name: each.unit if each.unit in MONEY or rnd.random() < 0.5 else "" for each in spec.measures}
    kinds = {each.name: rnd.choice(("", each.kind)) for each in spec.measures}
    rows: list[Cells] = []
    for number in range(projects):
        project = f"P{number:05}"
        for measure, high in zip(spec.measures, spec.high, strict=True):
            own = _series(rnd, spec, measure, high)
            rows += [(project, measure.name, period, value, units[measure.name], kinds[measure.name]) for period, value in own]
        if rnd.random() < ODD:
            rows += _odd(rnd, spec, project, units, kinds)
    rnd.shuffle(rows)
    return rows


def _series(rnd: random.Random, spec: Spec, measure: Measure, high: int) -> Iterator[tuple[str, float | None]]:
    blanks = rnd.choice((0, 0, 0, 0, 0, 0.1, 0.5, 1))
    low = -high if measure.unit in MONEY and measure.kind == "snapshot" and rnd.random() < 0.03 else 0
    share = 100 if measure.unit == "%" and spec.percent == "fraction" else 1
    grows = rnd.random() < 0.5
    reached = 0.0
    periods = MONTHS if measure.name in spec.months else QUARTERS
    for n, period in enumerate(periods, 1):
        value = rnd.choice((0.0, high, high / 2)) if rnd.random() < 0.1 else rnd.uniform(low, high)
        if measure.kind == "ytd" and grows:  # mostly running totals that do not fall
            reached = max(reached, value * 4 * n / len(periods))
            value = reached
        if rnd.random() >= blanks:
            yield period, round(value / share, spec.places)
        elif rnd.random() < 0.5:
            yield period, None


def _odd(rnd: random.Random, spec: Spec, project: str, units: dict[str, str], kinds: dict[str, str]) -> Iterator[Cells]:
    """Something beside the plain values: the same period again, more decimals than columns count, what is no number, too large a one,
    a negative count, another unit of money."""
    measure = rnd.choice(spec.measures)
    value: Any = rnd.choice((0.33333, 1e12, float("nan"), -5.0, 12.0, 7.000001, 0.1 + 0.2))
    period = rnd.choice(MONTHS if measure.name in spec.months else QUARTERS)
    unit = rnd.choice(MONEY) if measure.unit in MONEY else units[measure.name]
    yield project, measure.name, period, value, unit, kinds[measure.name]
