"""A scoring rule as officials write it: `每低1个百分点扣1分，扣完为止`, `≥90%得10分，80%—90%得8分，其余不得分`.

A sentence is cut into clauses at its commas, every clause must wholly be one of the forms below, and whatever is left over is an
error: nothing is passed over. Every form is anchored and free of repetition over itself, so the time is linear in the length.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.units import parse_quantity, parse_unit
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scoring import Amount, Scoring, SettingValue
from indicatorlang.resolve.scoring.scoring_bands import bands_of, is_band, level_bands_of
from indicatorlang.resolve.scoring.scoring_words import (
    COMPLETION,
    POINTS,
    SHARE,
    WEIGHT,
    NotRead,
    clauses_of,
    number_of,
    quantity_of,
)

__all__ = ["NotRead", "is_sentence", "read", "way_of"]

MAX_LENGTH = 500
_LOOKS = pattern(r"[扣得加]|不计分|[0-9]分[，,、；;][^0-9]{1,8}[0-9.]{1,12}分")
_AMOUNT = r"(?P<amount>[^，扣加得]{1,30}?)"
_SHORT = r"低于|低|少于|少|下降|降低|减少|差|缺"
_HIGH = r"高于|高|多于|多|超过|超出|超|增加|上升"
_LATE = r"逾期|延期|迟延|延迟|推迟|延误|晚|迟|拖延"
_OFF = rf"(?:倒)?扣(?:除|减)?(?:{POINTS}分|{WEIGHT}的?(?P<share>{SHARE})|(?P<share_first>{SHARE})的?{WEIGHT})"
_STEP = pattern(
    rf"(?P<whose>完成率|完成比例)?(?:每(?P<way>{_SHORT}|{_HIGH}|{_LATE})|(?P<late>{_LATE}))(?:完成)?{_AMOUNT}(?P<within>以内|及以内)?的?[，]?{_OFF}"
)
_EVENT = pattern(
    rf"(?P<head>每(?:发生|出现|发现|查出|存在|有)?|发生|出现|发现|查出|存在)(?P<what>[^，0-9扣加一二两三四五六七八九十半]{{0,20}})"
    rf"(?P<amount>(?:[0-9.]{{1,12}}|[一二两三四五六七八九十半]{{1,3}})[^，0-9扣加]{{1,20}}?)的?[，]?(?P<do>倒扣|扣|加){POINTS}分"
)
_AT_TARGET = pattern(
    r"(?P<what>[^，0-9≥>＞扣加]{0,20})(?:≥|>=)?(?P<value>[0-9.]{1,12}[^\s0-9得（(以]{0,8}?)(?:（含[^）]{0,12}）|\(含[^)]{0,12}\))?(?:及?以上)?"
    rf"(?:（含[^）]{{0,12}}）|\(含[^)]{{0,12}}\))?(?:的)?得(?:(?P<full>满分)|{POINTS}分)"
)
_PARTIAL = pattern(
    r"(?:不足|不满|不到)(?P<amount>[^，按的不]{1,20})的?(?:(?P<ceil>按(?P<same>[^，计算扣]{1,20})(?:计算|计|算|扣分|扣))|(?P<floor>不扣分|不计算|不计|不扣|忽略不计)|(?P<linear>按比例(?:扣分|计算|计|扣)?))"
)
_MOST = pattern(rf"(?:最多|至多|最高|累计最多|合计最多)(?P<do>扣|加|扣减){POINTS}分")
_UNTIL = pattern(r"(?:直至|直到)?扣完(?:本项(?:分值)?|该项(?:分值)?)?为止|扣完本项分值")
_LED = pattern(r"(?:达到|达|为|在|是)$")
_AIM = r"(?:年度|预期|绩效|计划)?(?:指标值|目标值|指标|目标|任务|要求|标准)?"
_IN_TIME = r"(?:按时|按期|按要求|按计划|如期|及时|全部|在规定时间内|规定时间内)?"
_MET = rf"{_IN_TIME}(?:达标|达到{_AIM}|达成{_AIM}|完成{_AIM}|实现{_AIM}|合格|符合{_AIM}|是)"
_ALL_OR_NOTHING = pattern(rf"{_MET}(?:的|则|，)?(?:得|计)(?:(?P<full>满分|全分)|{POINTS}分)")
_NOTHING = pattern(
    rf"(?:否则|反之|否|(?:未|没有|不){_MET}|不达标|不合格|未合格|达不到{_AIM}|逾期(?:完成)?|延期(?:完成)?|超期(?:完成)?)(?:的|则|，)?(?:本项|该项|均)?(?:不得分|[得计]?0分|[得计]?零分|不计分)"
)


def is_sentence(text: str) -> bool:
    """Whether a text is meant as a rule in words, and not as the name of a method."""
    return len(text) > 4 and _LOOKS.search(text) is not None


def read(text: str) -> Scoring | NotRead:
    """The scoring that a sentence says."""
    if len(text) > MAX_LENGTH:
        return NotRead(text[MAX_LENGTH:])
    clauses = clauses_of(text)
    found = _all_or_nothing(clauses) or _steps(clauses) or level_bands_of(clauses) or bands_of(clauses)
    return attrs.evolve(found, text=text) if isinstance(found, Scoring) else found


def _all_or_nothing(clauses: list[str]) -> Scoring | None:
    """Met or nothing: said of both, or only of what is not met."""
    full = _ALL_OR_NOTHING.fullmatch(clauses[0]) if len(clauses) == 2 else None
    if not clauses or _NOTHING.fullmatch(clauses[-1]) is None or (full is None and len(clauses) > 1):
        return None
    return Scoring("pass_fail", full=None if full is None or full["full"] else number_of(full["points"]))


def _steps(clauses: list[str]) -> Scoring | NotRead | None:
    """So many points for every step; None when the first clause is no such thing."""
    if not clauses:
        return NotRead("")
    stepped = len(clauses) > 1 and (
        _STEP.fullmatch(clauses[1]) or ((event := _EVENT.fullmatch(clauses[1])) and event["do"] != "加")
    )
    begins = _beginning(clauses[0]) if stepped else _Beginning()
    if begins is None:
        return NotRead(clauses[0])
    if begins.found:
        clauses = clauses[1:]
    head = _STEP.fullmatch(clauses[0])
    event = None if head is not None else _EVENT.fullmatch(clauses[0])
    match = head or event
    if match is None:
        return None
    step = quantity_of(match["amount"]) if head is not None else _event(match["amount"])
    off = _points_off(match) if head is not None else number_of(match["points"])
    if step is None or off is None or step.number <= 0:
        return NotRead(clauses[0])
    settings: dict[str, SettingValue] = {}
    relative = head is not None and (bool(head["whose"]) or begins.relative)
    if relative and not (step.unit.is_points or step.unit.is_percent):
        return NotRead(clauses[0])
    settings["step"] = Amount(share=step.base) if relative else Amount(step)
    adds = event is not None and event["do"] == "加"
    settings["add" if adds else "deduct"] = off
    if head is not None and head["within"]:
        settings["partial"] = "ceil"
    for clause in clauses[1:]:
        if not _further(clause, step, adds, settings):
            return NotRead(clause, "mixed" if is_band(clause) else "words")
    method = "steps" if head is not None else "bonus" if adds else "deduction"
    return Scoring(method, tuple(settings.items()), stated=begins.stated, full=begins.full)


@frozen
class _Beginning:
    """What stands before the first step: the target and its points (到位率100%得5分), or only that it is reached (按时完成得满分).
    `relative`: it speaks of how much of the target is reached."""

    found: bool = False
    stated: tuple[Quantity, Fraction | None] | None = None
    full: Fraction | None = None
    relative: bool = False


def _beginning(clause: str) -> _Beginning | None:
    """The clause before the first step; None when it has a number that cannot be read."""
    met = _ALL_OR_NOTHING.fullmatch(clause)
    if met is not None:
        return _Beginning(True, full=None if met["full"] else number_of(met["points"]))
    match = _AT_TARGET.fullmatch(clause)
    if match is None:
        return _Beginning()
    value, points = quantity_of(match["value"]), None if match["full"] else number_of(match["points"])
    if value is None or (points is None and not match["full"]):
        return None
    if _LED.sub("", match["what"]) in COMPLETION and value.unit.is_percent and value.base == 1:
        return _Beginning(True, full=points, relative=True)
    return _Beginning(True, (value, points), None)


def _points_off(match: re.Match[str]) -> SettingValue | None:
    """What a step costs: points, or so large a part of the weight."""
    said = match["share"] or match["share_first"]
    if not said:
        return number_of(match["points"])
    share = parse_quantity(said)
    return None if share is None or not 0 < share.base <= 1 else Amount(share=share.base)


def way_of(text: str) -> Literal["short", "high", "late", ""]:
    """Into which direction a sentence makes its steps: below the target, above it, or in time; empty where it has none.

    >>> way_of("每低于1个百分点扣0.5分"), way_of("每超出1%扣1分"), way_of("发生1起扣2分")
    ('short', 'high', '')
    """
    for clause in clauses_of(text[:MAX_LENGTH]):
        match = _STEP.fullmatch(clause)
        if match is not None:
            word = match["way"] or match["late"]
            return "short" if word in _SHORT.split("|") else "high" if word in _HIGH.split("|") else "late"
    return ""


def _event(text: str) -> Quantity | None:
    """`一次`, `1起投诉`: something that is counted, with or without what it is; nothing else makes a deduction by itself."""
    for end in range(len(text), 1, -1):
        amount = parse_quantity(text[:end])
        if amount is not None and amount.unit.is_count and parse_unit(amount.unit.text).known:
            return amount
    return None


def _further(clause: str, step: Quantity, adds: bool, settings: dict[str, SettingValue]) -> bool:
    """A clause behind the step: what a part of one counts, the most there is."""
    if _UNTIL.fullmatch(clause):
        return not adds
    most = _MOST.fullmatch(clause)
    if most is not None and "most" not in settings and (most["do"] == "加") is adds:
        points = number_of(most["points"])
        if points is not None:
            settings["most"] = points
        return points is not None
    partial = _PARTIAL.fullmatch(clause)
    if partial is None or "partial" in settings or not _same(partial["amount"], step):
        return False
    if partial["ceil"]:
        if not _same(partial["same"], step):
            return False
        settings["partial"] = "ceil"
    else:
        settings["partial"] = "floor" if partial["floor"] else "linear"
    return True


def _same(text: str, step: Quantity) -> bool:
    """Whether a text names the step again; `1%` is said for `1个百分点`."""
    said = quantity_of(text)
    if text in ("一步", "1步", "一档", "部分"):
        return True
    if said is None or said.base != step.base:
        return False
    ratio = said.unit.is_ratio or said.unit.is_points
    return said.unit.fits(step.unit) or (ratio and (step.unit.is_ratio or step.unit.is_points))
