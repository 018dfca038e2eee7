"""Rows that are scored without a ruleset of their own, and rows whose ruleset serves under other rules: as evaluation has it, exactly."""

from __future__ import annotations

import functools
import itertools
import random
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from indicatorlang.model.filled import FilledColumn, FilledRow, FilledTable
from indicatorlang.model.rescored import Computed, RescoredRow
from indicatorlang.pipeline import audited_rows
from indicatorlang.pipeline.auditing import audit, audit_tables
from indicatorlang.resolve.filled.rows import resolve_row, under
from indicatorlang.resolve.profiles import load_profile
from tests.audit.content import tables
from tests.audit.drawing import draw

PROFILES = ("mof-2020", "hubei-reciprocal", "strict")
COLUMNS: tuple[FilledColumn, ...] = ("name", "op", "target", "unit", "actual", "weight", "score", "rule")


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NAMES = words(
    "培训人次 满意度 成本控制率 投诉率 预算执行率 完成时限 基本完成项目数 A级（3A）景区数 增长率 budget 每月巡查次数 "
    "不低于标准的数量 全年预算数 100 项目 （一） 按期完成率 水质达标率 资金节约额 死亡人数下降"
)
UNITS = words("% 个 人次 万元 元 天 小时 公里 次 户 ‰ 年 倍 吨 元/人 份 工作日 个百分点")
NUMBERS = words("0 1 2 3.5 10 12.50 97 98.6 99.99 100 120 300 4000 10000 0.5 0.03 1,200")
WRITTEN = words("≥{}{} ≤{}{} >{}{} ＜{}{} {}{} {}{}以上 {}{}以内 不低于{}{} 不超过{}{} 达到{}{} ={}{} 少于{}{}")
WEIGHTS = ("5", "10", "3.5", "1.25", "0", "", "20")


def facts(computed: Computed) -> tuple[object, ...]:
    """All that a row comes to, but the result behind it."""
    kept = (field.name for field in attrs.fields(Computed) if field.name not in ("_result", "compared"))
    return tuple(getattr(computed, name) for name in kept)


@functools.cache
def made_up(count: int = 700, seed: int = 7) -> tuple[FilledRow, ...]:
    """Rows of every mixture of names, comparisons, units and numbers, most of them plain."""
    random_ = random.Random(seed)
    found = []
    for number in range(count):
        unit = random_.choice(UNITS)
        target, actual = random_.choice(NUMBERS), random_.choice(NUMBERS)
        other = unit if random_.random() < 0.8 else random_.choice(("", *UNITS))
        cells = {
            "name": random_.choice(NAMES),
            "target": random_.choice(WRITTEN).format(target, unit),
            "actual": random_.choice(("{}{}", "{}{}", "{}{}", "≥{}{}", "已完成{}{}")).format(actual, other),
            "weight": random_.choice(WEIGHTS),
            "score": random_.choice(WEIGHTS),
            "rule": random_.choice(("", "", "", "完成得满分，未完成按比例得分", "每少1个扣1分")),
        }
        fields = {name: text for name, text in cells.items() if text}
        found.append(FilledRow(number + 2, tuple(cells.values()), "indicator", fields))
    return tuple(found)


@functools.cache
def drawn() -> tuple[RescoredRow, ...]:
    """The rows of all tables there are."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [draw(content, Path(folder)).path for content in tables()]
        return tuple(row for path in paths for row in audit(path).rows() if row.row.kind == "indicator")


def all_rows() -> Iterator[tuple[FilledRow, FilledTable]]:
    table = FilledTable((), headings=COLUMNS)
    yield from ((row.row, row.table) for row in drawn())
    yield from ((row, table) for row in made_up())


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_scored_at_once_is_what_evaluation_gives(profile: str) -> None:
    at_once = 0
    for row, table in all_rows():
        quick, slow = audited_rows._score(row, table, profile, None), audited_rows._evaluated(row, table, profile, None)
        at_once += quick.plain
        about = (row.fields, profile)
        assert facts(quick.computed) == facts(slow.computed), about
        assert (quick.actual, quick.rule) == (slow.actual, slow.rule), about
        assert attrs.evolve(quick.resolved, ruleset=None) == attrs.evolve(slow.resolved, ruleset=None), about
        assert (quick.computed.result is None) == (slow.computed.result is None), about
        if quick.plain and quick.computed.compared is not None and slow.computed.result is not None:
            value, _, bound = quick.computed.compared
            assert slow.computed.result.actual is not None, about
            assert (value, bound) == (slow.computed.result.actual.quantity, slow.computed.result.bound), about
    assert at_once > 300  # or nothing was tried


@pytest.mark.parametrize(("now", "other"), list(itertools.permutations(PROFILES, 2)))
def test_a_row_under_other_rules_is_what_resolving_it_under_them_gives(now: str, other: str) -> None:
    rules = {name: load_profile(name)[0] for name in PROFILES}
    served = 0
    for row in {tuple(row.row.fields.items()): row.row for row in drawn()}.values():
        asked = {"name": row.get("name"), "target": row.get("target"), "op": row.get("op"), "unit": row.get("unit")}
        weight = Fraction(row.get("weight")) if row.get("weight").replace(".", "").isdigit() else None
        first = resolve_row(**asked, level2=row.get("level2"), weight=weight, rule=row.get("rule"), profile=now, year=2023)
        again = resolve_row(**asked, level2=row.get("level2"), weight=weight, rule=row.get("rule"), profile=other, year=2023)
        before, after = rules[now], rules[other]
        assert before is not None
        assert after is not None
        shared = under(first, before, after)
        served += shared is not None
        assert shared is None or shared == again, asked
    assert served > 100


def test_explanations_of_rows_scored_at_once_are_those_of_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    table = FilledTable(made_up(150, 11), headings=COLUMNS)
    quick = audit_tables((table,)).to_json()
    monkeypatch.setattr(audited_rows, "read_first", lambda asked: None)
    monkeypatch.setattr(audited_rows, "under", lambda *_: None)
    assert quick == audit_tables((table,)).to_json()
