"""A typed cell against a deadline or a state: the day it was done, that it was done, is not, or is in part."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import pattern
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading
from indicatorlang.resolve.filled import actual_problems as problems
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled import word_problems
from indicatorlang.resolve.filled.cell_days import FINISHED, dates_of, is_bound, only_day
from indicatorlang.resolve.filled.figures import figures_of
from indicatorlang.resolve.filled.states import STOPS, Said, denial_in, none_of, progress_in, state_of, undenied
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.filled.wanted import shown_target
from indicatorlang.syntax.written.tree import WrittenDate
from indicatorlang.syntax.written.vocabulary import folded

DONE, NOT_DONE = "完成", "未完成"
_ABOUT = pattern(r"(?<![节签违合集履预制契公条盟])约|左右|前后|大概|大致")
_LATE = pattern(r"(?:延期|逾期|延迟|推迟|延后|滞后|超期)[^未没不]{0,6}(?:完成|完工|竣工|验收|交付|建成|投用)")
_OTHER_YEAR = pattern(r"去年|上年|上一年|前年")
_AS_PLANNED = pattern(
    r"(?:按|按照|依|达到?|达成|实现|完成|未达到?|符合|高于|超过|超出?)(?:原定|年度|年初)?(?:计划|预期)|完成.{0,8}计划|计划(?:完成|执行)率"
)
_NOT_ALL = pattern(r"主体|[一二三四首]期|前期|招标|招投标|可研|除[^,，]{1,8}外|阶段性|初稿|首批|初步|试点|试运行|方案编制")
_EXPECTED = pattern(r"预计|计划|拟|将于|力争|争取|预期")
_PROGRESS_ONLY = pattern(r"(?:已|约)?(?:完成|达到|达|进度|完成率|完成进度)?[0-9.]+%?")
_DENYING_TARGET = pattern(r"无(?!障碍|线|害|偿|缝|纸|公害|误)|未(?!来)|没有|零|不(?!断|低于|少于|断档)|杜绝|避免|防止|严禁|禁止")
_WHETHER = pattern(r"是否(?:存在|有|出现|发生)?([\u3400-\u9fff]{2,10})\Z")
_LIMIT = pattern(r"预算|概算|批复|控制数|标准")
_WITHIN_LIMIT = pattern(
    r"(?:未|不|没有)(?:超|超出|超过|突破)(?:预算|概算|批复|控制数|标准)|控制在(?:预算|概算|批复|控制数|标准)(?:范围)?(?:之|以)?内"
)
_THERE_IS = pattern(r"有|发生|出现|存在|产生")


def done_by(cell: Typed, target: Reading, name: str, unit: str, year: int | None) -> ActualReading:
    """What a cell says of a deadline: a day, or a word about completion."""
    wanted = shown_target(target)
    if year is None and target.by is not None:
        year = target.by.year  # a day without a year is one of the year in which it was due
    found = dates_of(cell, name, unit)
    said = state_of(cell)
    if found and _ABOUT.search(cell.tight):
        word = _ABOUT.search(cell.tight)
        return _refused(problems.ActualApproximate(text=cell.shown, word=word[0] if word else ""))
    share = progress_in(cell)
    if found and share is not None and (exact(share) or 0) < 100:
        return ActualReading("partly", f"{share}%", ranks=(1, 2), assumed=(_told(cell, "partly"),))
    if not found and _LATE.search(cell.tight):
        return _refused(word_problems.ActualDateUnclear(text=cell.shown, wanted=wanted))
    if found and not (said is not None and said.kind in ("not_done", "mixed") and _still_open(cell)):
        return _day(cell, target, found, year, wanted)
    if _EXPECTED.search(cell.tight) and (found or said is None or said.kind != "done"):
        told = assumptions.PlannedNotDone(text=cell.shown)
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(told,))
    state = _state(cell, said, wanted, dated=True)
    if state is not None and state.kind == "done" and _covers_less(cell, target, name):
        return _unclear(cell, wanted)
    if state is not None:
        return state
    return _refused(word_problems.ActualNoDate(text=cell.shown, wanted=wanted)) if _has_figure(cell) else _unclear(cell, wanted)


def is_so(cell: Typed, target: Reading, name: str, year: int | None) -> ActualReading:
    """What a cell says of a state that is so or not."""
    wanted = shown_target(target)
    level = folded("".join(target.level.split()))
    asked = _asked_for(cell, name)
    if level == "否":
        return _not_so(cell, wanted, asked)
    if level == "是" and asked is not None:
        kind: Literal["done", "not_done"] = "done" if asked else "not_done"
        return ActualReading(kind, DONE if asked else NOT_DONE, ranks=(0 if asked else 2,), assumed=(_told(cell, kind),))
    if (within := _within_budget(cell, level)) is not None or (within := _graded(cell, level)) is not None:
        kind = "done" if within else "not_done"
        return ActualReading(kind, DONE if within else NOT_DONE, ranks=(0 if within else 2,), assumed=(_told(cell, kind),))
    if _DENYING_TARGET.match(level):
        denied = _none_there(cell, level)
        if denied is not None:
            return denied
        if cell.tight in ("否", "不", "未", "不是", "no", "n", "false"):
            return _unclear(cell, wanted)
    if cell.tight and level and undenied(cell.tight.strip("已")) == undenied(level.strip("已")):
        return ActualReading("done", DONE, ranks=(0,))
    if len(cell.tight) > 1 and undenied(level) == f"不{cell.tight}":
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(_told(cell, "not_done"),))
    if level == "有" and cell.tight.startswith("有") and denial_in(cell.tight[1:]) is None and "有待" not in cell.tight:
        return ActualReading("done", DONE, ranks=(0,), assumed=(_told(cell, "done"),))
    said = state_of(cell)
    found = dates_of(cell, "", "")
    if _EXPECTED.search(cell.tight) and not _AS_PLANNED.search(cell.tight):
        told = assumptions.PlannedNotDone(text=cell.shown)
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(told,))
    if found and (said is None or said.kind == "done"):
        single = only_day(found, year, ())
        if single is not None:
            return _dated(cell, single, found)
    if cell.tight == "无" or cell.tight == "没有":
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(_told(cell, "not_done"),))
    state = _state(cell, said, wanted, dated=False)
    if state is not None and state.kind == "done" and _covers_less(cell, target, name):
        return _unclear(cell, wanted)
    if state is not None:
        return state
    known = words()
    if any(degree and degree in cell.tight for degree in known.fellows("健全") | known.fellows("规范")) and level in (
        "有",
        "健全",
    ):
        return ActualReading("done", DONE, ranks=(0,), assumed=(_told(cell, "done"),))
    return _unclear(cell, wanted)


def _covers_less(cell: Typed, target: Reading, name: str) -> bool:
    """主体完工, 一期完成: done is only a part of what is asked for, unless that part is what is asked for."""
    found = _NOT_ALL.search(cell.tight)
    return found is not None and found[0] not in folded(target.level + name)


def _asked_for(cell: Typed, name: str) -> bool | None:
    """未超支 and 超支 beside 是否超支: whether the deed that the row asks for is told; None when it is not told in its own words."""
    found = _WHETHER.search(folded("".join(name.split())))
    if found is None:
        return None
    deed = found[1]
    if cell.tight in tuple(f"{no}{deed}" for no in ("未", "没有", "不", "无", "不存在", "未发生")):
        return False
    told = re.fullmatch(rf"(?:已经?|有)?{re.escape(deed)}(?:了|[0-9]{{1,4}}[天次份件])?", cell.tight)
    return True if told is not None else None


def _within_budget(cell: Typed, level: str) -> bool | None:
    """未超预算 beside 控制在预算内: the same limit in other words."""
    limit = _LIMIT.search(level)
    if limit is None or _WITHIN_LIMIT.match(level) is None or limit[0] not in cell.tight:
        return None
    if _WITHIN_LIMIT.fullmatch(cell.tight):
        return True
    return False if re.fullmatch(rf"(?:已|略)?(?:超|超出|超过|突破){limit[0]}", cell.tight) else None


def _graded(cell: Typed, level: str) -> bool | None:
    """优秀 beside 合格: grades of an assessment, of which the better ones reach the lower."""
    scale = builtin_scales()["评定等次"]
    wanted, got = scale.find(level), scale.find(cell.tight)
    return None if wanted is None or got is None else scale.rank(got) <= scale.rank(wanted)


def _not_so(cell: Typed, wanted: str, asked: bool | None) -> ActualReading:
    """The target is 否: that it is not so reaches it."""
    if asked is not None:
        told = _told(cell, "done" if asked else "not_done")
        return ActualReading(
            "done" if asked else "not_done", "是" if asked else "否", ranks=(2 if asked else 0,), assumed=(told,)
        )
    said = state_of(cell)
    if cell.tight in ("无", "没有") or (said is not None and said.kind in ("not_done", "none")):
        assumed = () if cell.tight == "否" else (_told(cell, "not_done"),)
        return ActualReading("not_done", "否", ranks=(0,), assumed=assumed)
    if (said is not None and said.kind == "done") or (said is None and _THERE_IS.match(cell.tight)):
        return ActualReading("done", "是", ranks=(2,), assumed=() if cell.tight == "是" else (_told(cell, "done"),))
    return _unclear(cell, wanted)


def _none_there(cell: Typed, level: str) -> ActualReading | None:
    """A target that there be none of something: 无, 0, 未发生 reach it, 有 and a number above nought do not."""
    nothing = none_of(cell.tight)
    if cell.tight in ("无", "没有", "零") or nothing == "" or (nothing and (nothing in level or level.endswith(nothing))):
        assumed = () if cell.tight == level else (_told(cell, "done"),)
        return ActualReading("done", DONE, ranks=(0,), assumed=assumed)
    figures = [figure for figure in figures_of(cell.written, cell.plain).found if not figure.unsure]
    noun = _DENYING_TARGET.sub("", level, count=1)
    other_ill = words().find("ills", cell.tight) is not None and noun not in cell.tight
    if figures and figures[0].value > 0 and other_ill:
        return None  # 1起一般事故 beside 无重大事故
    if len(figures) == 1 and figures[0].bound is None and not figures[0].unit.startswith("%"):
        so = figures[0].value == 0
        return ActualReading(
            "done" if so else "not_done",
            DONE if so else NOT_DONE,
            ranks=(0 if so else 2,),
            assumed=(_told(cell, "done" if so else "not_done"),),
        )
    if _THERE_IS.match(cell.tight) and denial_in(cell.tight) is None:
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(_told(cell, "not_done"),))
    return None


def _state(cell: Typed, said: Said | None, wanted: str, *, dated: bool) -> ActualReading | None:
    """A state in words, or in per cent of what was to be done."""
    share = progress_in(cell)
    bare = cell.tight if _PROGRESS_ONLY.fullmatch(cell.tight) else ""
    value = exact(share) if share is not None else exact(bare) if bare and exact(bare) in (1, 100) else None
    if value is not None and value == 1 and share is None:
        value = exact("100")
    if value is not None and (bare or said is not None):
        if value >= 100:
            return ActualReading("done", DONE, ranks=(0,), assumed=(_done_told(cell, dated),))
        if value == 0:
            return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(_told(cell, "not_done"),))
        return ActualReading("partly", f"{share}%", ranks=(1, 2), assumed=(_told(cell, "partly"),))
    if said is None:
        return None
    match said.kind:
        case "mixed":
            if dated and _EXPECTED.search(cell.tight):
                return None
            return _refused(word_problems.ActualContradictsItself(text=cell.shown, wanted=wanted, good=said.good, bad=said.bad))
        case "partly":
            return ActualReading("partly", "", ranks=said.ranks, assumed=(_told(cell, "partly"),))
        case "not_done":
            plain = cell.tight in ("否", NOT_DONE)
            return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=() if plain else (_told(cell, "not_done"),))
        case "none":
            return (
                None
                if dated or not any(none_of(part) for part in STOPS.split(cell.tight) if part)
                else ActualReading("done", DONE, ranks=(0,), assumed=(_told(cell, "done"),))
            )
        case _:
            plain = cell.tight in ("是", DONE, "已完成") and not dated
            return ActualReading("done", DONE, ranks=(0,), assumed=() if plain else (_done_told(cell, dated),))


def _done_told(cell: Typed, dated: bool) -> Diagnostic:
    return assumptions.DoneWithoutDay(text=cell.shown) if dated else _told(cell, "done")


# Days


def _day(
    cell: Typed, target: Reading, found: tuple[tuple[WrittenDate, str], ...], year: int | None, wanted: str
) -> ActualReading:
    if _OTHER_YEAR.search(cell.tight):
        return _refused(word_problems.ActualDateUnclear(text=cell.shown, wanted=wanted))
    limits = (target.by,) if target.by is not None else target.by_any
    bound = any(is_bound(cell, words_) for _, words_ in found)
    if _EXPECTED.search(cell.tight) and not FINISHED.search(_EXPECTED.split(cell.tight)[0]):
        told = assumptions.PlannedNotDone(text=cell.shown)
        return ActualReading("not_done", NOT_DONE, ranks=(2,), assumed=(told,))
    day = only_day(found, year, limits if bound else (), cell)
    if day is None:
        return _refused(word_problems.ActualDateUnclear(text=cell.shown, wanted=wanted))
    if bound:
        if not limits or any(day > limit for limit in limits):
            return _refused(word_problems.ActualDateUnclear(text=cell.shown, wanted=wanted))
        told_bound = assumptions.DeadlineAsDay(text=cell.shown, day=day)
        return ActualReading("date", day.isoformat(), day=day, assumed=(told_bound,))
    return _dated(cell, day, found)


def _dated(cell: Typed, day: dt.date, found: tuple[tuple[WrittenDate, str], ...]) -> ActualReading:
    full = any(date.year is not None and date.day is not None for date, _ in found)
    told = () if full else (assumptions.MonthEndTaken(text=cell.shown, day=day),)
    return ActualReading("date", day.isoformat(), day=day, assumed=told)


def _still_open(cell: Typed) -> bool:
    """Whether it is said not to be done, rather than late: 延期至2024年3月 is a day."""
    late = re.sub(r"延期|推迟|延后|延误|逾期", "", cell.tight)
    said = state_of(attrs.evolve(cell, tight=late)) if late else None
    return said is not None and said.kind in ("not_done", "mixed")


def _has_figure(cell: Typed) -> bool:
    return any(c.isdigit() for c in cell.tight) or bool(figures_of(cell.written, cell.plain).found)


def _told(cell: Typed, said: str) -> Diagnostic:
    return assumptions.StateTold(text=cell.shown, said="done" if said == "done" else "partly" if said == "partly" else "not_done")


def _unclear(cell: Typed, wanted: str) -> ActualReading:
    return _refused(word_problems.ActualWordUnclear(text=cell.shown, wanted=wanted))


def _refused(problem: Diagnostic) -> ActualReading:
    return ActualReading("text", refused=problem)
