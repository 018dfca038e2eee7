"""What has to be filled in for a ruleset: data items with unit, 口径 and periods, surveys, indicators judged by a level.

The same list stands behind the workbook and the CSV. An item whose ruleset does not state a 口径 gets one here, because a form
has to say how it wants its numbers: 本期数 where they will be added up or averaged, else 累计数.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.actual import KIND_WORDS, Kind
from indicatorlang.model.baseline import asked_earlier, opened
from indicatorlang.model.formula import CASES, MeasureRef, OverCases
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachPeriod,
    Indicator,
    InRange,
    Measure,
    Threshold,
    Trend,
    conditions,
    measures_of,
)
from indicatorlang.model.period import Grain, Period, parse_heading
from indicatorlang.model.ruleset import BUDGET, EXECUTED, Ruleset
from indicatorlang.model.scale import Scale

LEVEL_ELSEWHERE, SURVEY_ELSEWHERE = "评判等级", "见“问卷”表"
SURVEY_BEFORE, SURVEY_AFTER = ("数据项", "调查日期", "调查方式", "发放数", "有效样本"), ("佐证材料", "填报日期")
CAUSE = "偏差原因类别"
CAUSES = ("目标偏低", "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")
"""The kinds of causes on the sheet 偏差原因, where the first of them costs points."""
REASONS = ("序号", "三级指标", "指标值", "分值", "评判等级", "评定得分", "偏差原因分析及改进措施", "备注（不适用的写明理由）")
_ORDINALS = "一二三四"


@frozen
class Heading:
    """The heading of one value column and the period it stands for, as a long table would write it."""

    text: str
    period: str


@frozen
class Block:
    """Items that share their columns: how often they are asked for, and whether since the start of the span or by period."""

    cumulative: bool
    grain: Grain
    of: Period | None = None
    """The earlier time that is asked for; None for the span."""


@frozen
class Item:
    """One data item. `indicators` are those that use it; `levels` the words to choose from; `where` the sheet to fill in."""

    number: int
    name: str
    indicators: tuple[str, ...]
    unit: str
    kind: Kind | None
    kind_shown: str
    block: Block
    where: Literal["here", "levels", "survey"]
    scale: Scale | None
    help: str
    evidence_required: bool
    budget: bool = False

    @property
    def is_date(self) -> bool:
        """Whether a day is asked for rather than a number."""
        return self.kind is Kind.DONE_DATE


def items_of(ruleset: Ruleset) -> tuple[Item, ...]:
    """Everything to report, in the order of the ruleset; the money spent comes last."""
    uses = _uses(ruleset)
    measures = [m for m in ruleset.measures.values() if _is_reported(m, ruleset)]
    spent = [m for m in measures if m.name == EXECUTED]
    if not spent and any(indicator.is_budget for indicator in ruleset.indicators):
        spent = [Measure(EXECUTED, kind=Kind.YTD)]
    ordered = [m for m in measures if m.name != EXECUTED] + spent
    # Those by period come in blocks of their own, below the others.
    made = [_item(measure, ruleset, uses) for measure in ordered]
    blocks = sorted({item.block for item in made}, key=lambda block: (not block.cumulative, _GRAINS.index(block.grain)))
    placed = [item for block in blocks for item in made if item.block == block] + _earlier(
        [*made, *_counted_before(ruleset)], ruleset
    )
    return tuple(attrs.evolve(item, number=number) for number, item in enumerate(placed, 1))


def _counted_before(ruleset: Ruleset) -> list[Item]:
    """Numbers over the cases of a table, as they were in an earlier time: nobody enters those of this year, its cases make them."""
    found = []
    for name, times in asked_earlier(ruleset).items():
        measure = ruleset.measures.get(name)
        over = measure.formula if measure is not None and measure.records is not None else None
        if measure is None or not isinstance(over, OverCases):
            continue
        if over.function not in ("count", "sum") and any(by_parts for _, by_parts in times):
            continue  # the mean of a year is not made of the means of its quarters
        users = tuple(each for each in ruleset.indicators if any(name in _behind(part, ruleset) for part in _conditions(each)))
        item = _item(attrs.evolve(measure, kind=measure.kind or Kind.PERIOD), ruleset, {name: users})
        found.append(attrs.evolve(item, unit=item.unit or (CASES.text if over.function == "count" else "")))
    return found


def _behind(condition: Condition, ruleset: Ruleset) -> tuple[str, ...]:
    """The measures behind a condition, formulas opened."""
    return opened(measures_of(condition), ruleset)


def _earlier(made: list[Item], ruleset: Ruleset) -> list[Item]:
    """What has to be known of the time before the span, and is not declared: last year in one column, the same time a year ago in
    the columns of this year."""
    asked = asked_earlier(ruleset)
    found = []
    for item in made:
        for stretch, by_parts in (
            asked.get(item.name, ()) if item.where == "here" and not item.is_date and item.scale is None else ()
        ):
            block = Block(item.block.cumulative, item.block.grain, stretch) if by_parts else Block(False, Grain.OTHER, stretch)
            found.append(attrs.evolve(item, block=block))
    blocks = list(dict.fromkeys(item.block for item in found))
    return [item for block in blocks for item in found if item.block == block]


_GRAINS = (Grain.QUARTER, Grain.MONTH, Grain.WEEK, Grain.HALF, Grain.YEAR)
_FINEST_FIRST = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.HALF, Grain.YEAR)


def _is_reported(measure: Measure, ruleset: Ruleset) -> bool:
    if measure.formula is not None or measure.records is not None:
        return False
    funds = ruleset.funds
    approved = funds is not None and (funds.budget is not None or funds.initial is not None)
    return not (measure.name == BUDGET and approved)


def _uses(ruleset: Ruleset) -> dict[str, tuple[Indicator, ...]]:
    """The reported measures, and who needs each of them, through formulas too."""
    uses: dict[str, dict[str, Indicator]] = {}
    for indicator in ruleset.indicators:
        for name in ruleset.reported_for(indicator):
            uses.setdefault(name, {})[indicator.id] = indicator
        if indicator.is_budget:
            uses.setdefault(EXECUTED, {})[indicator.id] = indicator
    return {name: tuple(users.values()) for name, users in uses.items()}


def _conditions(indicator: Indicator) -> Iterator[Condition]:
    for row in indicator.every:
        yield from (condition for condition in (row.condition, row.when) if condition is not None)


def label_of(indicator: Indicator) -> str:
    """How a form refers to an indicator: by its 序号; the budget row by its name."""
    return indicator.name if indicator.is_budget else indicator.id


def asks_for_causes(ruleset: Ruleset) -> bool:
    """Whether a target that was set too low costs points anywhere, so that the kind of cause is asked for."""
    return any(ruleset.profile.scoring_of(indicator.scoring).above is not None for indicator in ruleset.latest.indicators)


def level_of(indicator: Indicator, ruleset: Ruleset) -> Scale | None:
    """The scale an indicator is judged by on the sheet 偏差原因: it measures one word and nothing else."""
    leaves = ruleset.reported_for(indicator)
    if len(leaves) != 1 or indicator.condition is None:
        return None
    measure = ruleset.measures.get(leaves[0])
    if measure is not None and measure.survey is not None:
        return None
    found = [part.scale for part in conditions(indicator.condition) if isinstance(part, AtLevel)]
    return found[0] if found else None


def _item(measure: Measure, ruleset: Ruleset, uses: dict[str, tuple[Indicator, ...]]) -> Item:
    users = uses.get(measure.name, ())
    parts = [part for user in users for whole in _conditions(user) for part in conditions(whole)]
    at_level = [part for part in parts if isinstance(part, AtLevel) and part.measure == measure.name]
    scale = measure.scale or (at_level[0].scale if at_level else None)
    done = any(isinstance(part, DoneBy) and part.measure == measure.name for part in parts)
    where: Literal["here", "levels", "survey"] = "here"
    if measure.survey is not None:
        where, scale = "survey", measure.survey
    elif scale is not None and any(level_of(user, ruleset) is not None for user in users):
        where = "levels"
    judged_by = _judged_by(measure, users, ruleset) if where == "here" else ()
    kind = (
        Kind.DONE_DATE if done else measure.kind or (Kind.PERIOD if judged_by and scale is None else _asked_kind(measure, scale))
    )
    elsewhere = {"survey": SURVEY_ELSEWHERE, "levels": LEVEL_ELSEWHERE}.get(where, "")
    cumulative = kind is not Kind.PERIOD or where != "here"
    asked = [measure.frequency] if measure.frequency in _GRAINS and where == "here" else []
    grain = min((*asked, *judged_by), key=_FINEST_FIRST.index, default=Grain.QUARTER)
    return Item(
        number=0,
        name=measure.name,
        indicators=tuple(label_of(user) for user in users),
        unit=_unit(measure, parts, ruleset),
        kind=kind if where == "here" else None,
        kind_shown=elsewhere or KIND_WORDS[kind][0],
        block=Block(cumulative, grain),
        where=where,
        scale=scale,
        help=measure.help,
        evidence_required=measure.evidence == "required",
        budget=measure.name == EXECUTED,
    )


def _judged_by(measure: Measure, users: tuple[Indicator, ...], ruleset: Ruleset) -> tuple[Grain, ...]:
    """The periods by which targets judge a measure: it has to be told for each of them. For 365 days there is no form."""
    found: dict[Grain, None] = {}
    for part in (part for user in users for whole in _conditions(user) for part in conditions(whole)):
        every = part.every if isinstance(part, EachPeriod) else part.each if isinstance(part, Trend) else None
        if every is not None and every != "day" and measure.name in opened(measures_of(part), ruleset):
            found[Grain(every)] = None
    return tuple(found)


def _asked_kind(measure: Measure, scale: Scale | None) -> Kind:
    if scale is not None or (measure.unit is not None and measure.unit.is_ratio and measure.unit.text):
        return Kind.SNAPSHOT
    return Kind.PERIOD if measure.aggregate in ("sum", "mean", "min", "max", "each") else Kind.YTD


def _unit(measure: Measure, parts: list[Condition], ruleset: Ruleset) -> str:
    if measure.name in (EXECUTED, BUDGET) and ruleset.funds is not None:
        amount = ruleset.funds.budget or ruleset.funds.initial
        if amount is not None:
            return amount.unit.text
    if measure.unit is not None:
        return measure.unit.text
    for part in parts:
        if not isinstance(part, Threshold | InRange):
            continue
        bound = part.bound if isinstance(part, Threshold) else part.low
        if isinstance(part.subject, MeasureRef) and part.subject.measure == measure.name and bound.unit is not None:
            return bound.unit.text
    return "万元" if measure.name in (EXECUTED, BUDGET) else ""


def headings_of(block: Block, span: Period) -> tuple[Heading, ...]:
    """The value columns of a block: `1—3月` …, `第一季度` …; with years where the span is not one calendar year from January. Those
    of an earlier time have their year, and where that is asked for as a whole, one column."""
    if block.of is not None and block.grain is Grain.OTHER:
        return (Heading(_whole(block.of, span), block.of.text),)
    if block.of is not None:
        return tuple(_heading(part, block, False) for part in block.of.split(block.grain))
    plain = span.start.year == span.end.year and span.start.month == 1
    parts = span.split(block.grain)
    if block.grain is Grain.WEEK:
        return tuple(
            Heading(part.shown().removeprefix(f"{span.start.year}年" if plain else ""), part.text)
            for part in parts
            if part.grain is Grain.WEEK
        )
    return tuple(_heading(part, block, plain) for part in parts)


def _whole(stretch: Period, span: Period) -> str:
    """`2018年`, `2018年第四季度`; as a long table would write it where no heading says it."""
    return stretch.shown() if parse_heading(stretch.shown(), span) == (stretch, False) else stretch.text


def _heading(part: Period, block: Block, plain: bool) -> Heading:
    year, month = part.end.year, part.end.month
    if block.cumulative:
        text = f"1—{month}月" if plain else f"{year}年{month}月累计"
        return Heading(text, f"{year:04d}-{month:02d}")
    prefix = "" if plain else f"{year}年"
    match block.grain:
        case Grain.MONTH:
            return Heading(f"{prefix}{month}月", f"{year:04d}-{month:02d}")
        case Grain.QUARTER:
            quarter = (month + 2) // 3
            return Heading(f"{prefix}第{_ORDINALS[quarter - 1]}季度", f"{year:04d}Q{quarter}")
        case Grain.HALF:
            return Heading(f"{prefix}{'上' if month <= 6 else '下'}半年", f"{year:04d}H{1 if month <= 6 else 2}")
    return Heading(f"{year}年", f"{year:04d}")


def surveys_of(items: tuple[Item, ...]) -> tuple[tuple[Scale, tuple[Item, ...]], ...]:
    """The surveyed items by their scale, in order."""
    by_scale: dict[tuple[str, ...], tuple[Scale, list[Item]]] = {}
    for item in items:
        if item.where == "survey" and item.scale is not None:
            names = tuple(level.name for level in item.scale.levels)
            by_scale.setdefault(names, (item.scale, []))[1].append(item)
    return tuple((scale, tuple(found)) for scale, found in by_scale.values())
