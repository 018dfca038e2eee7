"""What the head of a clause says of a row's target: that it is reached (90%以上 beside ≥90%), that it is missed (低于90%), or neither."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.units import parse_unit
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wordings import understood
from indicatorlang.syntax.written.vocabulary import folded

AIM = r"(?:年度|年初|预期|绩效|计划|设定的?)?(?:指标值|目标值|目标|指标|计划数|计划值|任务数|标准值|标准)"
"""What rules call the target."""

Standing = Literal["reached", "missed", "meets_missed", ""]
"""What a head says of the target. `meets_missed`: it is missed, but the words take in the target's own value (90%以下 beside ≥90%)."""
MAX_HEAD = 40
_OVER = pattern(rf"(?P<not>未|不|没有)?超(?:过|出)?(?P<aim>{AIM}|控制数)的?")
_WITHIN = pattern(rf"(?:控制在|不超过|不高于|未超过){AIM}(?:之内|以内|内|范围内)?")
_NOT_WORDS = pattern(r"[0-9.\s%％‰≥≤＞＜>=<≧≦＝=（）()含]")
_GENERAL = pattern(
    r"指标值|目标值|目标|计划数|计划|完成值|实际完成|实际|全年|年度|全部|控制在|完成|达到|达成|实现|举办|开展|组织|大于等于|小于等于|不少于|不低于|不超过|不高于|不大于|不小于|不足|不到|未达到|达不到|未达|未完成"
    r"|低于|高于|超过|超出|大于|小于|少于|多于|等于|及以上|以上|及以内|以内|之内|及以下|以下|达|为|在|按时|前|底|年|月|日"
)
_COMPLEMENT = {">=": "<", "<=": ">", ">": "<=", "<": ">=", "==": "<"}
_KEPT = pattern(
    r"(?:按时|按期|如期|及时|准时|按计划时间|按规定时间|按要求时限|(?:在)?(?:规定|计划|要求)(?:时间|时限|期限)内)(?:全部)?(?:完成)?"
)
_NOT_KEPT = pattern(r"(?:未|不|没有|未能)(?:按时|按期|如期|及时|准时|按计划时间|按规定时间)(?:完成)?")
_SAID_DONE = pattern(
    r"(?:目标|任务|指标|计划)(?:已|全部)?完成|已完成|(?:全部|按期|按时)?(?:完成|达到|达成|实现)(?:(?:年度|预期)?(?:目标|指标|任务|计划)(?:值|任务|数)?)?|达标"
)
_SAID_NOT_DONE = pattern(
    r"(?:未|没有|不|未能)(?:全部|按期|按时)?(?:(?:完成|达到|达成|实现)(?:(?:年度|预期)?(?:目标|指标|任务|计划)(?:值|任务|数)?)?|达标)"
)
_SHORT_OF = pattern(rf"(?:低于|少于|不足|小于){AIM}")
_NOTHING_OF = pattern(
    r"(?:(?P<no>未发生|没有发生|未出现|没有|无)|(?P<is>发生|出现|有))(?:(?:1|一)?(?:起|次|例|件)(?:及以上|以上)?)?(?P<of>[\u3400-\u9fff]{0,10}?)(?:(?:1|一)(?:起|次|例|件)(?:及以上|以上)?)?"
)


@frozen
class OwnRow:
    """What a rule is held against: the row's target as it was read, its name, its points."""

    reading: Reading
    around: Around
    weight: Fraction

    @property
    def name(self) -> str:
        """The indicator's name as clauses are compared with it."""
        return folded("".join(self.around.name.split()))

    @property
    def less_is_better(self) -> bool:
        """Whether the target is an upper bound."""
        return self.reading.op in ("<=", "<")


@frozen
class _Bound:
    """A number as two readings are compared: its value in base units, its kind of unit."""

    value: Fraction
    unit: str


def standing(head: str, row: OwnRow) -> Standing:
    """What a head says of the row's target, and of nothing else."""
    target = row.reading
    if not head or len(head) > MAX_HEAD:
        return ""
    if row.less_is_better and (over := _OVER.fullmatch(head)) is not None:
        return "reached" if over["not"] else "missed"
    if row.less_is_better and any(_WITHIN.fullmatch(head[at:]) and head[:at] in row.name for at in range(min(len(head), 10))):
        return "reached"
    plainly = _GENERALLY.get(target.kind)
    if plainly is not None and (said := plainly(head, row)):
        return said
    if _names_something_else(head, row):
        return ""
    found = understood(head, attrs.evolve(row.around, op="")).reading
    judge: Callable[[Reading, Reading], Standing] | None = _JUDGES.get(target.kind)
    return "" if judge is None or found.kind != target.kind or len(found.clauses) > 1 else judge(found, target)


def _in_time(head: str, row: OwnRow) -> Standing:
    """按计划时间完成, 不及时: whether a day was kept, without the day."""
    return "reached" if _KEPT.fullmatch(head) else "missed" if _NOT_KEPT.fullmatch(head) else ""


def _so(head: str, row: OwnRow) -> Standing:
    """公开 and 未公开 beside 是否公开."""
    deed = row.name.removeprefix("是否")
    if deed == row.name or len(deed) < 2:
        return ""
    if head in (deed, f"已{deed}", f"有{deed}", f"按要求{deed}", f"按规定{deed}"):
        return "reached"
    return "missed" if head in tuple(f"{no}{deed}" for no in ("未", "不", "没有", "未按要求", "未按规定")) else ""


def _none_of(head: str, row: OwnRow) -> Standing:
    """未发生, 无事故 beside a number of which there is to be none."""
    if exact(row.reading.value or "") != 0 or row.reading.op not in ("<=", "==", None):
        short = not row.less_is_better and _SHORT_OF.fullmatch(head) is not None
        return "reached" if _SAID_DONE.fullmatch(head) else "missed" if short or _SAID_NOT_DONE.fullmatch(head) else ""
    match = _NOTHING_OF.fullmatch(head)
    if match is None or (match["of"] and match["of"] not in row.name):
        return ""
    return "reached" if match["no"] else "missed" if match["is"] else ""


def _names_something_else(head: str, row: OwnRow) -> bool:
    """Whether words of a head are neither those of comparing nor of the row: 问卷回收率 beside 满意度."""
    unit = folded(row.reading.unit or "")
    left = _GENERAL.sub("", _NOT_WORDS.sub("", folded(head)).replace(unit, "") if unit else _NOT_WORDS.sub("", folded(head)))
    level = folded(row.reading.level)
    return (
        bool(left)
        and left not in row.name
        and left != level
        and not (level and left.endswith(level) and left[: -len(level)] in row.name)
    )


def _number(found: Reading, target: Reading) -> Standing:
    ours, theirs = _bound(target), _bound(found)
    if ours is None or theirs is None or ours != theirs:
        return ""
    op, own = found.op or "==", target.op or "=="
    if op == own or (op == "==" and own == ">=") or (op == ">=" and own == "=="):
        return "reached"
    if op == _COMPLEMENT.get(own) or (own == "==" and op == "!="):
        return "missed"
    return "meets_missed" if {op, own} == {">=", "<="} else ""


def _bound(reading: Reading) -> _Bound | None:
    value = exact(reading.value or "")
    if value is None or reading.period not in (None, "year"):
        return None
    unit = parse_unit(reading.unit or "").unit
    return _Bound(value * unit.factor, str(unit.dimension))


def _deadline(found: Reading, target: Reading) -> Standing:
    return "reached" if found.by is not None and found.by == target.by else ""


def _level(found: Reading, target: Reading) -> Standing:
    return "reached" if folded(found.level) in words().fellows(folded(target.level)) else ""


_GENERALLY: dict[str, Callable[[str, OwnRow], Standing]] = {"deadline": _in_time, "done": _so, "number": _none_of}
_JUDGES: dict[str, Callable[[Reading, Reading], Standing]] = {
    "number": _number,
    "deadline": _deadline,
    "level": _level,
}
