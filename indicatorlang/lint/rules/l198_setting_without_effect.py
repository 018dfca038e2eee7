"""写了却不起作用的设置
a setting that has nothing to act on

为什么：看的人以为有约束，其实判定里没有它管的东西；多半是判定漏写了日期或符号
Why: a reader takes it for a rule, though the target holds nothing that it is about; most likely the target lacks a day or a sign
例：判定没有日期，却写“顺延: 是”；判定里没有“等于”，却写“等于含义: 正好”
Example: `roll: yes` without a day in the target; `equal: exact` without `==`
改法：删去，或在判定里补上日期、符号
Instead: leave it out, or put the day or the sign into the target
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_key
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    conditions,
)
from indicatorlang.resolve.fields import short

Kind = Literal["equal", "roll", "interpolate"]
_ZH: dict[Kind, str] = {
    "equal": "判定里没有“等于”",
    "roll": "判定里没有日期",
    "interpolate": "没有节点，也没有进度计划",
}
_EN: dict[Kind, str] = {
    "equal": "the target has no `==`",
    "roll": "the target has no day",
    "interpolate": "there are no milestones and no plan",
}


class SettingWithoutEffect(Advice):
    """A key of a row is about something that its target does not have."""

    code: ClassVar[str] = "L198"
    touches: ClassVar[frozenset[str]] = frozenset({"condition", "interpolate"})

    name: str
    key: str
    kind: Kind

    def zh(self) -> str:
        return f"`{self.name}`的`{self.key}`不起作用：{_ZH[self.kind]}"

    def en(self) -> str:
        return f"`{self.key}` of `{self.name}` changes nothing: {_EN[self.kind]}"

    def help_zh(self) -> str:
        return "删去，或在判定里补上"

    def help_en(self) -> str:
        return "leave it out, or put what it is about into the target"


def _check(facts: RulesetFacts) -> Iterator[SettingWithoutEffect]:
    for row in facts.rows:
        wanted = [version.condition for version in row.indicator.every]
        if any(condition is None for condition in wanted):
            continue
        parts = [part for condition in wanted if condition is not None for part in conditions(condition)]
        idle = tuple(_idle(row, parts))
        for key in idle:
            label = row.fields.label(key)
            edits = without_key(facts, row, key, idle)
            yield SettingWithoutEffect(name=short(row.indicator.name), key=label, kind=key, place=row.fields.at(key), edits=edits)


def _idle(row: RowFacts, parts: list[Condition]) -> Iterator[Kind]:
    inner = [part.part for part in parts if isinstance(part, EachCase | EachPeriod)]
    every = [*parts, *inner]
    ranges = any(isinstance(part, InRange | AtLevel) for part in every)  # `± n` and 为 were an `==`
    ranges = ranges or row.indicator.silent  # a number without a sign is read as if it had an `==`
    if "equal" in row.fields and not ranges and not any(isinstance(p, Threshold) and p.op == "==" for p in every):
        yield "equal"
    single = [part for part in parts if not isinstance(part, All | AnyOf | Negation)]
    if row.fields.yes("roll") and not any(part.due is not None for part in single):
        yield "roll"
    planned = any(version.plan is not None for version in row.indicator.every)
    if "interpolate" in row.fields and not planned and not any(isinstance(p, Threshold) and p.schedule for p in parts):
        yield "interpolate"


PART = Rule(SettingWithoutEffect, ruleset=_check)
