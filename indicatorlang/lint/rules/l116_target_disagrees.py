"""判定与指标值说的不一样
a target that does not say what its wording says

为什么：批复的是指标值，评价按判定算；两处不一致，等于换了一个指标值
Why: the wording was approved and the target decides: where they differ, another target was put in its place
例：指标值“90%以上”，判定“≥ 95%”；指标值“2026年6月底前”，判定“不晚于 2026-12-31”
Example: the wording says `90%以上` and the target `>= 95%`
改法：按批复改判定；批复作过调整的，用“调整”写明
Instead: follow what was approved; where it was changed, say so in `adjusted`
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding, quantity
from indicatorlang.model.comparison import Op
from indicatorlang.model.formula import Constant, Expression
from indicatorlang.model.indicator import (
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    conditions,
)
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording.problems import OperatorAssumed

What = Literal["value", "operator", "day", "level"]
_WHAT: dict[What, tuple[str, str]] = {
    "value": ("数值不同", "another number"),
    "operator": ("符号不同", "another sign"),
    "day": ("期限不同", "another day"),
    "level": ("等级不同", "another level"),
}


class TargetDisagrees(Advice):
    """What decides differs from the approved wording. `said` stands in the wording, `decided` in the target, empty where it is silent."""

    code: ClassVar[str] = "L116"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    what: What
    said: str
    decided: str

    def zh(self) -> str:
        other = f"判定是`{self.decided}`" if self.decided else "判定里没有写，要到期末才看"
        return f"`{self.name}`的判定与指标值{_WHAT[self.what][0]}：指标值是`{self.said}`，{other}"

    def en(self) -> str:
        other = f"the target `{self.decided}`" if self.decided else "the target has none and is due at the end"
        return f"the target of `{self.name}` has {_WHAT[self.what][1]} than its wording: the wording says `{self.said}`, {other}"

    def help_zh(self) -> str:
        return "按批复的指标值改判定；批复作过调整的，用`调整`写明批准日期和文号"

    def help_en(self) -> str:
        return "make the target say what was approved; where it was changed, say so in `adjusted`"


def _check(facts: RulesetFacts) -> Iterator[TargetDisagrees]:
    for row in facts.rows:
        condition = row.indicator.condition
        if not row.target.decided or condition is None or "wording" not in row.fields:
            continue
        parts = tuple(conditions(condition))
        if any(isinstance(part, Negation) for part in parts):
            continue
        for what, said, decided in _differences(row.target, parts, facts.ruleset.span.end):
            yield TargetDisagrees(
                name=short(row.indicator.name), what=what, said=said, decided=decided, place=row.fields.at("target")
            )


def _differences(target: TargetFacts, parts: tuple[Condition, ...], end: dt.date) -> Iterator[tuple[What, str, str]]:
    assumed = any(isinstance(one, OperatorAssumed) for one in target.reading.assumed)
    for one in conditions_of(target.reading):
        if one.kind == "number":
            yield from _numbers(one, parts, assumed)
        elif one.kind == "range":
            yield from _ranges(one, parts)
        elif one.kind == "level":
            yield from _levels(one, parts)
        if one.kind in ("number", "range", "deadline", "done"):
            yield from _days(one, parts, target, end)


# Numbers

Bound = tuple[Op, Op, Quantity]
_SIGNS: dict[Op, str] = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠", ">": ">", "<": "<"}


def _bounds(parts: tuple[Condition, ...]) -> Iterator[Bound]:
    """Every number of the condition with its sign as written and as it is meant."""
    for part in parts:
        match part:
            case Threshold(op=op, meaning=meaning, bound=bound, schedule=schedule):
                yield from ((op, meaning, step.bound) for step in schedule)
                yield from ((op, meaning, amount) for amount in _constant(bound))
            case InRange(low=low, high=high, low_closed=low_closed, high_closed=high_closed):
                yield from ((">=" if low_closed else ">", ">=", amount) for amount in _constant(low))
                yield from (("<=" if high_closed else "<", "<=", amount) for amount in _constant(high))
            case EachCase(part=inner, share=share):
                yield from ((">=", ">=", amount) for amount in ((share,) if share is not None else ()))
                yield from _bounds((inner,))


def _constant(expression: Expression) -> tuple[Quantity, ...]:
    return (expression.quantity,) if isinstance(expression, Constant) else ()


def _alike(said: Quantity, decided: Quantity) -> bool:
    """Whether two numbers are about the same kind of thing; count words of one form are one another's."""
    either = not said.unit.text or not decided.unit.text
    return said.unit.fits(decided.unit) or (said.unit.is_count and decided.unit.is_count) or either


def _equal(said: Quantity, decided: Quantity) -> bool:
    either = not said.unit.text or not decided.unit.text
    return said.base == decided.base or (either and said.number == decided.number)


def _numbers(one: Reading, parts: tuple[Condition, ...], assumed: bool) -> Iterator[tuple[What, str, str]]:
    said = quantity(one.value, one.unit)
    bounds = [bound for bound in _bounds(parts) if said is not None and _alike(said, bound[2])]
    if said is None or not bounds:
        return
    if (assumed or one.op == "==") and any(isinstance(part, InRange) and _holds(part, said) for part in parts):
        return  # 500家左右, made a range around it
    equal = [bound for bound in bounds if _equal(said, bound[2])]
    if not equal:
        yield "value", said.shown(), bounds[-1][2].shown()
    elif not assumed and one.op is not None and not any(_fits(one.op, op, meaning) for op, meaning, _ in equal):
        yield "operator", f"{_SIGNS[one.op]}{said.shown()}", f"{_SIGNS[equal[-1][0]]}{said.shown()}"


def _holds(part: InRange, said: Quantity) -> bool:
    ends = (*_constant(part.low), *_constant(part.high))
    return len(ends) == 2 and all(_alike(said, end) for end in ends) and ends[0].base <= said.base <= ends[1].base


def _fits(said: Op, op: Op, meaning: Op) -> bool:
    """Whether a sign says what the wording says: `=` leaves open which way is better."""
    return (
        said in (op, meaning) or (said == "==" and op in (">=", "<=")) or (op == "==" and said in (">=", "<=") and meaning == op)
    )


def _ranges(one: Reading, parts: tuple[Condition, ...]) -> Iterator[tuple[What, str, str]]:
    ends = [end for end in (quantity(one.low, one.unit), quantity(one.high, one.unit)) if end is not None]
    for end in ends:
        bounds = [bound for _, _, bound in _bounds(parts) if _alike(end, bound)]
        if bounds and not any(_equal(end, bound) for bound in bounds):
            yield "value", end.shown(), bounds[0 if end is ends[0] else -1].shown()


# Days and levels


def _days(one: Reading, parts: tuple[Condition, ...], target: TargetFacts, end: dt.date) -> Iterator[tuple[What, str, str]]:
    """The day of the target is as written there, and as it is moved on from a day off."""
    said = (one.by,) if one.by is not None else one.by_any
    days = {part.due for part in parts if isinstance(part, Threshold | InRange | AtLevel | DoneBy | EachCase | EachPeriod)}
    days |= {step.by for part in parts if isinstance(part, Threshold) for step in part.schedule}
    days |= {part.by for part in conditions_of(deciding(target))}
    written = sorted(day for day in days if day is not None)
    if not said or set(said) & set(written) or (not written and max(said) >= end):
        return
    if not written and not all(isinstance(part, DoneBy | Threshold | InRange | AnyOf) for part in parts):
        return
    yield "day", said[0].isoformat(), written[-1].isoformat() if written else ""


def _levels(one: Reading, parts: tuple[Condition, ...]) -> Iterator[tuple[What, str, str]]:
    """A degree that the scale does not have is made more precise by it."""
    levels = [part for part in parts if isinstance(part, AtLevel)]
    meant = [part.scale.find(one.level) for part in levels]
    if levels and all(meant) and not any(part.level == level for part, level in zip(levels, meant, strict=True)):
        yield "level", short(one.level), levels[-1].level.name


PART = Rule(TargetDisagrees, ruleset=_check)
