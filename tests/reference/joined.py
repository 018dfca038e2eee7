"""Values that are several: of reporting units, and of periods of different weight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

import attrs

from tests.reference.facts import FLOWS, UNITS, Measure, Project, pieces, plain
from tests.reference.found import BAD, UNKNOWN, Value, known

NOUGHT = Fraction(0)


def orgs_of(project: Project, name: str) -> list[str]:
    """The units that report a measure."""
    return sorted({e.org for e in project.entries if e.measure == name and e.org is not None})


def together(project: Project, name: str, day: dt.date, value_at: Callable[[Project, str, dt.date], Value]) -> Value:
    """The value of each unit by itself, then what adds up is added and everything else weighed by money."""
    measure = project.measure(name)
    values: dict[str, Value] = {}
    for org in orgs_of(project, name):
        alone = tuple(attrs.evolve(e, org=None) for e in project.entries if e.measure == name and e.org == org)
        values[org] = value_at(attrs.evolve(project, entries=alone), name, day)
    if any(value.state == "bad" for value in values.values()):
        return BAD
    counted = {org: value for org, value in values.items() if value.state != "not_applicable"}
    if not counted:
        return Value("not_applicable")
    if UNITS[measure.unit][0] in FLOWS:
        return _added(list(counted.values()))
    return _weighed(project, counted)


def _added(values: list[Value]) -> Value:
    number = sum((value.number or NOUGHT for value in values), NOUGHT)
    if all(value.state == "known" for value in values):
        return known(number)
    if all(value.number is None for value in values):
        return UNKNOWN
    # A unit of which nothing is known adds at least nothing; one that has reported something, at least that if it can only grow.
    lows = [NOUGHT if value.number is None else value.low for value in values]
    certain = None not in lows and all(low >= 0 for low in lows if low is not None)
    return Value("unknown", number, sum((low or NOUGHT for low in lows), NOUGHT) if certain else None)


def _weighed(project: Project, values: dict[str, Value]) -> Value:
    if any(value.state != "known" for value in values.values()):
        return UNKNOWN
    numbers = {org: value.number for org, value in values.items() if value.number is not None}
    if len(set(numbers.values())) == 1:
        return known(next(iter(numbers.values())))
    money = dict(project.money)
    if not set(numbers) <= set(money) or any(money[org] < 0 for org in numbers):
        return BAD
    whole = sum((money[org] for org in numbers), NOUGHT)
    return BAD if whole == 0 else known(sum((numbers[org] * money[org] for org in numbers), NOUGHT) / whole)


def weighted_mean(project: Project, measure: Measure, day: dt.date) -> Value:
    """Every quarter counts for as much as another measure came to in it. Both are reported by quarters, the weights by months too."""
    total, whole, missing, there = NOUGHT, NOUGHT, False, False
    by_period = {e.period: e.value for e in project.entries if e.measure == measure.name}
    weights = [e for e in project.entries if e.measure == measure.weight_by and e.period is not None]
    spoilt = False
    if all(value is None for value in by_period.values()):
        return UNKNOWN  # nothing to weigh
    for quarter in pieces(project.year, 3):
        if quarter.last > day:
            break
        value = by_period.get(quarter)
        within = [e for e in weights if e.period is not None and quarter.holds(e.period)]
        covered = sum(e.period.months for e in within if e.period is not None and e.value is not None)
        if value == "bad" or any(e.value == "bad" for e in within):
            return BAD
        weight = sum((plain(e.number, project.measure(e.measure).unit) for e in within if e.value is not None), NOUGHT)
        complete = covered == quarter.months
        spoilt = spoilt or (complete and weight < 0)
        there = there or value is not None
        if value is None:
            missing = missing or not (complete and weight == 0)
        elif not complete:
            missing = True
        else:
            total += plain(Fraction(value), measure.unit) * weight
            whole += weight
    if spoilt:
        return BAD
    if missing or not there:
        return UNKNOWN
    return known(total / whole) if whole else BAD
