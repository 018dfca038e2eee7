"""What an assessment costs inside a service: `rules.evaluate` on quarterly actuals, beside Python written by hand that does the same.

    python -m tests.benchmarks.evaluating            print
    python -m tests.benchmarks.evaluating --write    and fill the page

The twenty indicators of `embedded`, reported by quarter: amounts are added up, of rates, times and levels the last quarter counts, a deadline has
the day on which it was met. A row is a mapping of measure, period, value and evidence. By hand means: written for these very rows; it groups
them, adds up and compares exactly, scores, rounds half up to the same decimals, and keeps the rows that each result stands on. It looks for
nothing that could be wrong with the rows. All must agree before anything is timed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

import indicatorlang as il
from tests.benchmarks import embedded
from tests.benchmarks.embedded import GOOD, LEVELS, SHARES, Record, Target, targets
from tests.benchmarks.harness import Table, micros, seconds_each, show, times

Row = dict[str, Any]
Delivery = list[Row]
AS_OF = "2019-12-31"
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
MANY = 20
STATES = ("%", "天")
"""What is measured in these is not added up: the last quarter counts."""
FEW = 6
"""So many deliveries are enough for what takes milliseconds."""


def rules() -> il.Rules:
    """The twenty indicators; every measure says what kind of values it has."""
    measures: dict[str, dict[str, str]] = {}
    for each in targets():
        if each.kind == "level":
            measures[each.measure] = {"scale": "评价"}
        elif each.kind != "day":
            measures[each.measure] = {"unit": each.unit, "kind": "snapshot" if each.unit in STATES else "period"}
    rows = [{"id": each.name, "name": each.measure, "target": each.text, "weight": "5"} for each in targets()]
    return il.load_ruleset(
        {"ruleset": "二十项指标", "year": "2019", "measures": measures, "scales": {"评价": list(LEVELS)}, "indicators": rows}
    )


def deliveries(missed: int, count: int = MANY) -> list[Delivery]:
    """Deliveries in which so many per cent of the indicators are missed."""
    chance = random.Random(11)
    return [_delivery(record, chance) for record in embedded.records(missed, count)]


def _delivery(record: Record, chance: random.Random) -> Delivery:
    rows: Delivery = []
    for each in targets():
        value = record[each.measure]
        told = dict(zip(QUARTERS, _quarters(each, value, chance), strict=True)) if each.kind != "day" else {QUARTERS[-1]: value}
        rows += [
            {"measure": each.measure, "period": period, "value": part, "evidence": f"材料{chance.randrange(1000)}"}
            for period, part in told.items()
        ]
    return rows


def _quarters(target: Target, value: Any, chance: random.Random) -> list[Any]:
    """Four values that make this one."""
    if target.kind == "level":
        return [*(chance.choice(LEVELS) for _ in range(3)), value]
    if target.unit in STATES:
        return [*(round(value * chance.random(), 2) for _ in range(3)), value]
    whole = isinstance(value, int)
    parts = [value // 5 if whole else round(value * chance.random() / 4, 2) for _ in range(3)]
    return [*parts, value - sum(parts) if whole else round(value - sum(parts), 2)]


Judged = tuple[list[str], list[Any], Any, list[Delivery]]
ByHand = Callable[[Delivery], Judged]


def by_hand() -> ByHand:
    """Verdict and points of each indicator, their sum, and the rows they stand on: in decimals, which add up exactly."""
    number, plain = Decimal, targets()
    ends = {each.measure: _ends(each, lambda value: Decimal(str(value))) for each in plain}
    table = [Decimal(parts) / 100 for parts in range(501)]
    steps = {level: Decimal(3) if n == 2 else Decimal(0) for n, level in enumerate(LEVELS)}

    def judge(rows: Delivery) -> Judged:
        grouped: dict[str, Delivery] = {}
        for row in rows:
            grouped.setdefault(row["measure"], []).append(row)
        verdicts, scores, evidence = [], [], []
        for each in plain:
            own = grouped[each.measure]
            low, high = ends[each.measure]
            if each.kind == "level":
                own = [max(own, key=_period)]
                met, earned = own[0]["value"] in GOOD, steps[own[0]["value"]]
            elif each.kind == "day":
                met, earned = own[0]["value"] <= each.high, table[300]
            else:
                if each.unit in STATES:
                    own = [max(own, key=_period)]
                a = sum([number(str(row["value"])) for row in own])
                above = low is None or (a > low if each.op == ">" else a >= low)
                below = high is None or (a < high if each.op == "<" else a <= high)
                met = above and below
                if not above:
                    earned = table[int((1000 * a + low) // (2 * low))]
                elif not below:
                    earned = table[max(0, int((1000 * (2 * high - a) + high) // (2 * high)))]
            verdicts.append("met" if met else "missed")
            scores.append(table[500] if met else earned)
            evidence.append(own)
        return verdicts, scores, sum(scores), evidence

    return judge


def by_hand_in_fractions() -> ByHand:
    """The same with fractions, which are exact for every operation."""
    plain = targets()
    ends = {each.measure: _ends(each, lambda value: Fraction(str(value))) for each in plain}
    steps = {level: Fraction(3) if n == 2 else Fraction(0) for n, level in enumerate(LEVELS)}

    def points(share: Fraction) -> Fraction:
        over = share * 500
        return Fraction((2 * over.numerator + over.denominator) // (2 * over.denominator), 100)

    def exact(value: float) -> Fraction:
        return Fraction(value) if isinstance(value, int) else Fraction(str(value))

    def judge(rows: Delivery) -> Judged:
        grouped: dict[str, Delivery] = {}
        for row in rows:
            grouped.setdefault(row["measure"], []).append(row)
        verdicts, scores, evidence = [], [], []
        for each in plain:
            own = grouped[each.measure]
            low, high = ends[each.measure]
            if each.kind == "level":
                own = [max(own, key=_period)]
                met, earned = own[0]["value"] in GOOD, steps[own[0]["value"]]
            elif each.kind == "day":
                met, earned = own[0]["value"] <= each.high, Fraction(3)
            else:
                if each.unit in STATES:
                    own = [max(own, key=_period)]
                a = sum([exact(row["value"]) for row in own], Fraction(0))
                above = low is None or (a > low if each.op == ">" else a >= low)
                below = high is None or (a < high if each.op == "<" else a <= high)
                met = above and below
                if not above:
                    earned = points(a / low)
                elif not below:
                    earned = points(max(Fraction(0), 2 - a / high))
            verdicts.append("met" if met else "missed")
            scores.append(Fraction(5) if met else earned)
            evidence.append(own)
        return verdicts, scores, sum(scores, Fraction(0)), evidence

    return judge


def _ends(target: Target, number: Callable[[Any], Any]) -> tuple[Any, Any]:
    if not target.unit:
        return None, None
    return tuple(None if end is None else number(end) for end in (target.low, target.high))  # type: ignore[return-value]


def _period(row: Row) -> str:
    period: str = row["period"]
    return period


def read(whole: il.Assessment) -> object:
    """Verdict and points of each indicator, their sum and the grade."""
    return [(result.verdict, result.score) for result in whole.results], whole.score, whole.grade


def tables(repeats: int = 15, many: int = MANY) -> list[Table]:
    """Ratios to what is written by hand, of the fastest of `repeats` turns, and the times beside them."""
    made = rules()

    def evaluated(given: object) -> il.Assessment:
        return made.evaluate(given, as_of=AS_OF, percent="percent")

    def quick(given: object) -> object:
        return read(evaluated(given))

    def lacking(given: object) -> object:
        return [(result.verdict, result.score, result.fraction, result.gap) for result in evaluated(given).results]

    def explained(given: object) -> object:
        return [result.explain().text for result in evaluated(given).results]

    def whole(given: Any) -> object:
        return read(attrs.evolve(made).evaluate(given, as_of=AS_OF, percent="percent"))  # rules that have met nothing

    decimals, fractions = by_hand(), by_hand_in_fractions()
    work: list[tuple[str, Callable[[Any], object], Callable[[Delivery], Any], int]] = [
        ("by hand, from rows: decimals", decimals, _same, many),
        ("by hand, from rows: fractions", fractions, _same, many),
        ("`evaluate` from rows: verdicts, points, score and grade read", quick, _same, many),
        ("`evaluate` from rows: fractions and gaps read, too", lacking, _same, many),
        ("`load_actuals` of the rows, nothing else", il.load_actuals, _same, many),
        ("`evaluate` from loaded actuals: verdicts, points, score and grade read", quick, il.load_actuals, many),
        ("`evaluate` from rows, explanation of each asked for", explained, _same, min(many, FEW)),
        ("`evaluate` of rows of a form that never came before", whole, _same, min(many, FEW)),
    ]
    ratios: dict[str, list[str]] = {name: [] for name, *_ in work}
    spent: dict[str, list[str]] = {name: [] for name, *_ in work}
    for share in SHARES:
        rows = deliveries(share, many)
        for delivery in rows:
            _agree(delivery, evaluated, (decimals, fractions))
        handed = [[given(delivery) for delivery in rows[:count]] for _, _, given, count in work]
        for n, (_, each, _, _) in enumerate(work[:6]):
            for item in handed[n]:
                each(item)
        turns = [[_turn(each, handed[n], turn) for n, (_, each, _, _) in enumerate(work)] for turn in range(repeats)]
        for n, (name, *_) in enumerate(work):
            fastest = min(turn[n] for turn in turns)
            ratios[name].append(times(fastest / min(turn[0] for turn in turns)))
            spent[name].append(micros(fastest))
    headings = ("twenty indicators, four quarters each", *(f"{share}% missed" for share in SHARES))
    return [
        Table(
            "One delivery, as a multiple of Python by hand in decimals:",
            headings,
            tuple((name, *of) for name, of in ratios.items()),
        ),
        Table("Microseconds:", headings, tuple((name, *of) for name, of in spent.items()), page=False),
    ]


def _turn(work: Callable[[Any], object], items: Sequence[Any], turn: int) -> float:
    """What takes milliseconds is timed in the first turns alone."""
    return seconds_each(work, items, 1) if turn < 3 or len(items) > FEW else float("inf")


def _same(delivery: Delivery) -> Delivery:
    return delivery


def _agree(delivery: Delivery, evaluated: Callable[[Any], il.Assessment], by: Sequence[ByHand]) -> None:
    whole, loaded = evaluated(delivery), evaluated(il.load_actuals(delivery))
    for judge in by:
        verdicts, scores, total, evidence = judge(delivery)
        assert verdicts == [str(result.verdict) for result in whole.results], delivery
        assert [Fraction(score) for score in scores] == [result.score for result in whole.results], delivery
        assert Fraction(total) == whole.score
        assert [len(rows) for rows in evidence] == [len(result.actual.inputs) for result in whole.results if result.actual]
    assert read(whole) == read(loaded)


if __name__ == "__main__":
    show("evaluating", tables)
