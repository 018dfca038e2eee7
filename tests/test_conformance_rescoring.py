"""Runs the cases of re-scoring: a row of a filled-in table and its actual in; verdict, points, a range of points or a refusal out.

A case is a row (`target`, and where wanted `name`, `op`, `unit`, `level2`, `weight`, `rule`, `profile`, `year`) with several
`actuals`, each with what is expected: `met 10`, `missed 6 6..8)` (the range with it; `)` leaves its upper end out), `? 6..10` (no single
verdict), `missed` (no points at all), `refused CODE`. An actual is a number as typed, a day, a blank, or words: `done`, `not done`, `partly 0 1`
and `level 健全 0` with the steps below what is demanded. `reads` is how the 评分标准 was taken, `remarks` are codes that must be said of the
row, `unread` is the code with which the target itself is refused (`nothing`: it demands nothing). `deduct` takes points off by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import indicatorlang as il
from indicatorlang.engine.rescoring.money import money_line, rescore_money
from indicatorlang.engine.rescoring.row import rescore
from indicatorlang.model.filled import FilledRow, FilledTable, Taken
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import ActualReading, Computed, MoneyLine
from indicatorlang.resolve.filled.rows import ResolvedRow, resolve_row
from indicatorlang.resolve.profiles import load_profile

NAMES = st.text(st.characters(codec="utf-8"), max_size=30)
CASES = Path(__file__).resolve().parent / "conformance" / "rescoring"
KEYS = {"target", "name", "op", "unit", "level2", "weight", "rule", "profile", "year", "deduct"}
KEYS |= {"actuals", "reads", "remarks", "unread", "why"}


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The cases of a file; `<<` takes over another one of it."""
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return [{**case.pop("<<", {}), **case} for case in found]


ROWS = [
    pytest.param(case, id=f"{path.stem} {number} {case['target']} {case.get('rule', '')}".strip())
    for path in sorted(CASES.glob("*.yaml"))
    if path.stem != "money"
    for number, case in enumerate(cases_of(path), 1)
]


def actual_of(text: str) -> ActualReading:
    """The actual that a case writes."""
    word, *rest = text.split(" ")
    if word in ("done", "blank") or text in ("not done", "not applicable"):
        return ActualReading({"not": "_".join([word, *rest])}.get(word, word))
    if word == "partly":
        return ActualReading("partly", ranks=tuple(map(int, rest)))
    if word == "level":
        return ActualReading("level", cell=rest[0], value=rest[0], ranks=tuple(map(int, rest[1:])))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return ActualReading("date", cell=text, day=dt.date.fromisoformat(text))
    return ActualReading("quantity", cell=text, value=text)


def shown(computed: Computed) -> str:
    """What a row came to, as a case expects it."""
    if computed.refused is not None:
        assert (computed.score, computed.is_range) == (None, False), "a refused row has no points"
        return f"refused {computed.refused.code}"
    said = [computed.verdict.value if computed.verdict is not None else "?"]
    if computed.score is not None:
        said.append(decimal_text(computed.score))
    if computed.low is not None and computed.high is not None:
        said.append(f"{decimal_text(computed.low)}..{decimal_text(computed.high)}{'' if computed.high_closed else ')'}")
    return " ".join(said)


def row_of(case: dict[str, Any]) -> ResolvedRow:
    """The resolved row of a case."""
    columns = {key: case.get(key, "") for key in ("op", "unit", "level2", "rule")}
    year = case.get("year", "2023")
    return resolve_row(
        name=case.get("name", "样例指标"),
        target=case["target"],
        weight=Fraction(case.get("weight", "10")),
        profile=case.get("profile", "mof-2020"),
        year=int(year) if year else None,
        **columns,
    )


@pytest.mark.parametrize("case", ROWS)
def test_a_row_comes_to_what_was_worked_out_by_hand(case):
    assert set(case) <= KEYS, "a key that nobody looks at"
    row = row_of(case)
    if "unread" in case:
        assert row.ruleset is None
        assert (row.refused.code if row.refused is not None else "nothing") == case["unread"]
        return
    assert row.refused is None
    assert row.ruleset is not None
    assert row.rule == case.get("reads", "own" if case.get("rule") else "none")
    codes = {remark.code for remark in row.remarks}
    assert set(case.get("remarks", ())) <= codes
    assert ("own-rule-unread" in codes) is (row.rule == "unread")
    deduct = Fraction(case["deduct"]) if "deduct" in case else None
    found = {text: shown(rescore(row.ruleset, actual_of(text), deduct=deduct)) for text in case["actuals"]}
    assert found == case["actuals"]


MONEY = cases_of(CASES / "money.yaml")


def money_of(case: dict[str, Any]) -> MoneyLine:
    """The line of money of a case."""
    taken = (Taken("budget", case["heading"], 0),) if "heading" in case else ()
    table = FilledTable((), money_taken=taken, facts={"money_unit": case["money_unit"]} if "money_unit" in case else {})
    return money_line(FilledRow(7, (), "money", case["cells"], {"budget": 0}), table)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{n} {case['cells']}") for n, case in enumerate(MONEY, 1)])
def test_a_line_of_money_comes_to_what_was_worked_out_by_hand(case):
    assert set(case) <= {"cells", "weight", "profile", "heading", "money_unit", "why", *MONEY_SAID}
    profile, _ = load_profile(case.get("profile", "mof-2020"))
    assert profile is not None
    weight = Fraction(case["weight"]) if "weight" in case else None
    found = rescore_money(money_of(case), profile, weight)
    said: dict[str, Any] = {
        "rate": None
        if found.rate is None
        else str(found.rate * 100)
        if found.rate.denominator % 3 == 0
        else decimal_text(found.rate * 100),
        "score": None if found.score is None else decimal_text(found.score),
        "verdict": found.verdict.value if found.verdict is not None else None,
        "refused": found.refused.code if found.refused is not None else None,
        "remarks": [remark.code for remark in found.remarks] or None,
    }
    assert {key: value for key, value in said.items() if value is not None} == {
        key: case[key] for key in MONEY_SAID if key in case
    }
    assert found.of == "money"


MONEY_SAID = ("rate", "score", "verdict", "refused", "remarks")


@pytest.mark.parametrize(
    ("label", "total", "part"),
    [
        ("", True, False),
        ("年度资金总额", True, False),
        ("合计", True, False),
        ("其中:当年财政拨款", False, True),
        ("上年结转资金", False, True),
        ("其他资金", False, True),
        ("其中：一般公共预算拨款", False, False),
        ("其中：政府性基金", False, False),
    ],
)
def test_a_line_of_money_is_the_total_or_a_part_of_it(label, total, part):
    line = money_of({"cells": {"label": label, "budget": "5", "weight": "10", "score": "9.5", "rate": "95%"}})
    assert (line.is_total, line.is_part) == (total, part)
    assert (line.weight, line.score, line.rate) == (10, Fraction(19, 2), Fraction(95, 100))


@given(budget=NAMES, spent=NAMES, rate=NAMES)
def test_any_cells_of_money_give_an_answer(budget, spent, rate):
    profile, _ = load_profile("mof-2020")
    assert profile is not None
    found = rescore_money(money_of({"cells": {"budget": budget, "spent": spent, "rate": rate}}), profile)
    assert (found.score is None) == (found.rate is None)


def test_there_are_cases_enough():
    assert sum(len(param.values[0].get("actuals", " ")) for param in ROWS) >= 250


def test_a_range_holds_its_score_and_every_explanation_can_be_told():
    for param in ROWS:
        row = row_of(param.values[0])
        for text in param.values[0].get("actuals", ()):
            computed = rescore(row.ruleset, actual_of(text))
            if computed.is_range and computed.score is not None:
                assert computed.low <= computed.score <= computed.high
            if computed.result is not None:
                assert all(computed.result.explain(lang).headline for lang in ("zh", "en"))


def test_the_same_row_is_resolved_and_scored_once():
    first, again = (resolve_row(name="培训人数", target="≥500人", weight=Fraction(10), year=2023) for _ in range(2))
    assert first is again
    actual = ActualReading("quantity", cell="470人")
    assert rescore(first.ruleset, actual) is rescore(again.ruleset, ActualReading("quantity", cell="470人"))


def test_a_row_without_a_weight_is_judged_only():
    row = resolve_row(name="培训人数", target="≥500人", year=2023)
    assert row.weight is None
    assert rescore(row.ruleset, ActualReading("quantity", cell="470人")).verdict is il.Verdict.MISSED


def test_an_actual_that_was_refused_stays_refused():
    row = resolve_row(name="成本控制数", target="≤30万元", weight=Fraction(10), year=2023)
    problem = rescore(row.ruleset, ActualReading("done")).refused
    told = rescore(row.ruleset, ActualReading("text", refused=problem))
    assert (told.refused, told.score, told.verdict) == (problem, None, None)
    assert rescore(None, ActualReading("done")) == Computed()


@given(name=NAMES, target=NAMES, rule=NAMES, unit=NAMES, typed=NAMES)
def test_any_texts_give_a_row_and_any_actual_an_answer(name, target, rule, unit, typed):
    row = resolve_row(name=name, target=target, rule=rule, unit=unit, weight=Fraction(10), year=2023)
    assert (row.ruleset is None) or row.indicator is not None
    rescore(row.ruleset, ActualReading("quantity", cell=typed))


@given(
    name=NAMES.filter(lambda text: not any(c.isdigit() for c in text)),
    bound=st.integers(1, 500),
    actual=st.integers(0, 1200),
    weight=st.integers(1, 2000),
    op=st.sampled_from(["≥", "≤", ">", "<"]),
    unit=st.sampled_from(["%", "家", "万元", "天"]),
    profile=st.sampled_from(["mof-2020", "hubei-reciprocal", "strict"]),
)
def test_a_plain_row_comes_to_what_evaluation_of_a_ruleset_gives(name, bound, actual, weight, op, unit, profile):
    points = Fraction(weight, 100)
    row = resolve_row(name=name, target=f"{op}{bound}{unit}", weight=points, profile=profile, year=2019)
    found = rescore(row.ruleset, ActualReading("quantity", cell=f"{actual}{unit}"))
    indicator = {
        "id": "1",
        "name": "样例",
        "target": f"{op} {bound} {unit}".replace(" %", "%"),
        "weight": decimal_text(points, 2),
    }
    rules = il.load_ruleset({"ruleset": "样例", "year": "2019", "profile": profile, "indicators": [indicator]})
    result = rules.evaluate({"样例": f"{actual}{unit}"}, as_of="2019-12-31")["1"]
    assert (found.verdict, found.score, found.exact) == (result.verdict, result.score, result.points)
