"""Seeded rulesets and long tables for columns and rows to agree on: plain ones, and all the ways in which tables are not plain."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import indicatorlang as il

UNITS = ("家", "个", "万元", "元", "%", "天", "亩", "")
KINDS = ("period", "ytd", "snapshot", "本期数", "累计数")
OPERATORS = (">=", "<=", ">", "<", "==", "!=")
QUARTERS = ("2019Q1", "2019Q2", "2019Q3", "2019Q4")
MONTHS = tuple(f"2019-{month:02}" for month in range(1, 13))
OTHERS = ("2019H1", "2019H2", "2019", "", "2018Q4", "第三季度", "1-6月", "2019-06-15", "全年", "什么时候")
PROFILES = ("mof-2020", "hubei-reciprocal", "strict")
Row = tuple[str, str, str, Any, str, str]
"""Project, measure, period, value, unit, kind."""


def ruleset(seed: int) -> il.Rules:
    """A ruleset that loads, of measures and targets made up from the seed."""
    rnd = random.Random(seed)
    while True:
        try:
            return il.load_ruleset(_ruleset(rnd))
        except il.RulesetError:
            continue


def _ruleset(rnd: random.Random) -> dict[str, Any]:
    alike = rnd.choice([None, "家", "万元", "家", "元"])
    measures = {name: _measure(rnd, alike if rnd.random() < 0.9 else None) for name in "甲乙丙丁"}
    made: dict[str, Any] = {"率": {"formula": rnd.choice(["甲 / 乙", "丙 / 丁", "甲 / (甲 + 乙)"])}}
    if rnd.random() < 0.3:
        made["率"]["bounded"] = "true"
    if rnd.random() < 0.3:
        made["率"]["no_cases"] = "met"
    names = {name: told.get("unit", "") for name, told in measures.items()}
    indicators = []
    for number in range(rnd.randint(3, 7)):
        target = _condition(rnd, names)
        row = {"id": str(number), "name": f"指标{number}", "target": target}
        if rnd.random() < 0.15:
            row["scoring"] = rnd.choice(["pass_fail", "proportional"])
        indicators.append(row)
    weights = rnd.choice(["10", "7.5", "33.33", "3", "0"])
    for row in indicators:
        row["weight"] = rnd.choice([weights, "12", "8.25"])
    told: dict[str, Any] = {"ruleset": "比对", "year": "2019", "profile": rnd.choice(PROFILES), "measures": measures | made}
    if rnd.random() < 0.6:
        told["percent"] = rnd.choice(["percent", "fraction"])
    return told | {"indicators": indicators}


def _measure(rnd: random.Random, alike: str | None) -> dict[str, str]:
    told: dict[str, str] = {}
    if rnd.random() < 0.9:
        told["unit"] = alike or rnd.choice(UNITS)
    if rnd.random() < 0.9:
        told["kind"] = rnd.choice(KINDS[:3])
    if rnd.random() < 0.25:
        told["aggregate"] = rnd.choice(["sum", "last", "mean", "min", "max"])
    if rnd.random() < 0.2:
        told["missing"] = rnd.choice(["zero", "skip"])
    if rnd.random() < 0.2:
        told["frequency"] = rnd.choice(["month", "quarter", "half"])
    if rnd.random() < 0.1:
        told["bounded"] = "true"
    return {key: text for key, text in told.items() if text}


def _condition(rnd: random.Random, units: dict[str, str], depth: int = 0) -> str:
    if depth < 2 and rnd.random() < 0.25:
        parts = [_condition(rnd, units, depth + 1) for _ in range(rnd.randint(2, 3))]
        return "(" + rnd.choice([" and ", " or "]).join(parts) + ")"
    if depth < 2 and rnd.random() < 0.08:
        return f"not ({_condition(rnd, units, depth + 1)})"
    name = rnd.choice(list(units))
    unit = units[name]
    subject, many = name, rnd.choice([2, 20, 120, 400])
    form = rnd.random()
    quotients = len(set(units.values())) < 3
    if form < 0.3 and quotients:
        subject, unit, many = rnd.choice(["率", "甲 / 乙", "丙 / 丁"]), rnd.choice(["%", ""]), rnd.choice([1, 50, 90])
    elif form < 0.4:
        subject = rnd.choice([f"{name} * 2", f"sum({name})", f"max({name})", f"last({name})", f"{name} - 3 {unit}", "甲 + 乙"])
    value = rnd.choice([str(many), f"{many}.5", f"{many}.25", "0", str(many)])
    suffix = rnd.choice(["", "", " by 2019-06", " by 2019-09-30"])
    if rnd.random() < 0.2:
        ends = sorted([rnd.randint(0, many), rnd.randint(1, 2 * many)])
        left, right = rnd.choice("[("), rnd.choice("])")
        return f"{subject} in {left}{ends[0]} {unit}, {ends[1]} {unit}{right}{suffix}"
    bound = f"{value} {unit}" if rnd.random() < 0.93 else rnd.choice(list(units))
    return f"{subject} {rnd.choice(OPERATORS)} {bound}{suffix}"


def table(seed: int, projects: int) -> list[Row]:
    """A long table: most projects report plainly, some in every other way."""
    rnd = random.Random(seed)
    plain = {name: (rnd.choice(["", ""]), rnd.choice(["", rnd.choice(KINDS)])) for name in "甲乙丙丁"}
    grain = {name: rnd.choice([QUARTERS, QUARTERS, MONTHS, ("2019",)]) for name in "甲乙丙丁"}
    places = rnd.choice([0, 0, 1, 2, 4])
    high = {name: rnd.choice([1, 5, 60, 120, 3000]) for name in "甲乙丙丁"}
    rows: list[Row] = []
    for number in range(projects):
        project = f"P{number:05}"
        for name in "甲乙丙丁":
            rows += _series(rnd, project, name, plain[name], grain[name], high[name], places)
        if rnd.random() < 0.1:
            rows += _strange(rnd, project)
    rnd.shuffle(rows)
    return rows


def _series(
    rnd: random.Random, project: str, name: str, beside: tuple[str, str], periods: tuple[str, ...], high: int, places: int
) -> Iterator[Row]:
    blanks = rnd.choice([0, 0, 0, 0.1, 0.5, 1])
    low = -high if rnd.random() < 0.03 else 0
    for period in periods:
        if rnd.random() >= blanks:
            value = round(rnd.uniform(low, high), places) if rnd.random() < 0.9 else rnd.choice([0, high, high // 2])
            yield project, name, period, float(value), beside[0], beside[1]


def _strange(rnd: random.Random, project: str) -> Iterator[Row]:
    for _ in range(rnd.randint(1, 3)):
        period = rnd.choice((*OTHERS, *QUARTERS, *MONTHS))
        value = rnd.choice([None, 1.0, 0.33333, 1e13, -5.0, 12.0, float("nan"), 0.1 + 0.2, 7.00001, 250.0])
        name = rnd.choice(["甲", "乙", " 丙 ", "丁", "率", "指标0", "没有的", "0"])
        yield project, name, period, value, rnd.choice(["", "", "家", "%", "万元", "头"]), rnd.choice(("", *KINDS, "怪"))
