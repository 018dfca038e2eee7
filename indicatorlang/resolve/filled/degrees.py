"""A typed cell against a degree in words: whether it reaches it, lies one step below or lower, as far as the words tell.

Every part of the text between stops is judged: words of the target's scale first, then the official three levels, words that
mean the same, words of change, at last words of completion. A part that says nothing of the degree counts for nothing.
"""

from __future__ import annotations

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.scales import THREE_LEVELS, builtin_scales, scales_with
from indicatorlang.model.indicator import AtLevel, Condition, conditions
from indicatorlang.model.reading import Reading
from indicatorlang.model.rescored import ActualReading
from indicatorlang.model.scale import Level, Scale
from indicatorlang.resolve.filled import assumption_problems as assumptions
from indicatorlang.resolve.filled import word_problems
from indicatorlang.resolve.filled.level_rules import OWN_SCALE, is_a_state
from indicatorlang.resolve.filled.states import STOPS, denial_in, harmless, judged_part, undenied
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.resolve.filled.wanted import shown_target
from indicatorlang.syntax.written.vocabulary import folded

REACHES = (0,)
UNCLEAR = (0, 1, 2)
_HEDGES = ("欠", "尚未", "暂未", "仍未", "还未", "有待", "亟待", "待", "需进一步", "仍需", "还需", "需", "应进一步")
_TURNS = ("不够", "不太", "不甚", "不", "未", "没有", "没", "无")
_HAS_FIGURE = pattern(r"[0-9]")
_AS_GOOD = {("良好", "较好"), ("良", "较好")}
_OPEN = ("基本", "逐步", "逐渐", "日趋", "日益", "初步", "趋于")
_REACHED = pattern(r"达到|达成|完成|实现|符合|满足|通过|合格|达标|建立|建成|制定")
_SLIGHTLY = pattern(r"^(?:效果|程度|幅度)?(?:有限|不|较小|缓慢|一般)")
_PROPERTY = pattern(r"([\u3400-\u9fff]{2})性\s*\Z")
_BY_SO_MUCH = pattern(r"(?:了|幅度|幅度为|达|达到)?(?!0(?:\.0*)?(?:%|个百分点))[0-9]{1,6}(?:\.[0-9]{1,4})?(?:%|个百分点)")
_UNCHANGED = pattern(r"持平|不变|无变化|没有变化")


@frozen
class Demand:
    """The degree that is demanded: its words, its scale if it has one, the way it changes and how much."""

    level: str
    shown: str
    scale: Scale | None = None
    at: int = 0
    change: str = ""
    force: str = ""
    property: str = ""

    @classmethod
    def of(cls, target: Reading, condition: Condition | None) -> Demand:
        """From the reading; the scale is that of the condition, else the only built-in one that has the word."""
        level = folded("".join(target.level.split()))
        known = words()
        change = next((key for key in ("up", "down") if known.find(key, level)), "")
        force = next((key for key in ("strong", "weak", "mild") if known.find(key, level)), "")
        found = [part for part in conditions(condition) if isinstance(part, AtLevel)] if condition is not None else []
        own = found[0] if len(found) == 1 else None
        if own is not None:
            return cls(level, shown_target(target), own.scale, own.scale.rank(own.level), change, force)
        scales = scales_with(level, builtin_scales().values())
        named = scales[0].find(level) if len(scales) == 1 else None
        if named is None:
            return cls(level, shown_target(target), change=change, force=force)
        return cls(level, shown_target(target), scales[0], scales[0].rank(named), change, force)

    def rank(self, level: Level) -> int:
        """How far below what is demanded a level of its scale is: 0, 1, 2 for any further."""
        return 0 if self.scale is None else max(0, min(2, self.scale.rank(level) - self.at))


@frozen
class Judged:
    """What a part says: ranks, the level of the scale if one is named, and whether its words are those of the target."""

    ranks: tuple[int, ...]
    level: Level | None = None
    sense: str = "degree"
    own: bool = False


def degree(cell: Typed, target: Reading, condition: Condition | None, name: str = "") -> ActualReading:
    """What a cell says of a degree. A property that the indicator is named for (合规性) is reached by its own word (合规)."""
    demand = Demand.of(target, condition)
    named = _PROPERTY.search(folded(name))
    demand = attrs.evolve(demand, property=named[1]) if named else demand
    if cell.empty:
        reached = cell.mark == "done"
        return _told(cell, demand, Judged((0,) if reached else (2,), sense="state"))
    if undenied(cell.tight) == undenied(demand.level):
        return _told(cell, demand, Judged(REACHES, _demanded(demand), own=True))
    whole = _part(cell.tight, demand)
    parts = [part for part in STOPS.split(cell.tight) if part]
    judged = [(part, said) for part in parts if (said := _part(part, demand)) is not None]
    if whole is not None and not judged:
        judged = [(cell.tight, whole)]
    if not judged:
        return _refused(word_problems.ActualWordUnclear(text=cell.shown, wanted=demand.shown))
    degrees = [(part, said) for part, said in judged if said.sense == "degree"]
    telling = [pair for pair in judged if pair[1].sense == "degree" or not degrees or min(pair[1].ranks) > 0]
    good = next((part for part, said in telling if max(said.ranks) == 0), "")
    bad = next((part for part, said in telling if min(said.ranks) > 0), "")
    if good and bad and not (cell.tight.startswith("未") and len(parts) <= 2):
        return _refused(word_problems.ActualContradictsItself(text=cell.shown, wanted=demand.shown, good=good, bad=bad))
    if any(said.ranks == UNCLEAR for _, said in judged):
        return _refused(word_problems.ActualWordUnclear(text=cell.shown, wanted=demand.shown))
    chosen = max((said for _, said in degrees or judged), key=lambda said: said.ranks)
    if _is_outside(demand, chosen) and demand.scale is not None:
        levels = tuple(level.name for level in demand.scale.levels)
        return _refused(word_problems.ActualOutsideRule(text=cell.shown, levels=levels))
    return _told(cell, demand, chosen)


def _is_outside(demand: Demand, said: Judged) -> bool:
    """Whether the row's own rule lists degrees, and this is between them. States (部分达到) are said of any degree."""
    if demand.scale is None or demand.scale.name != OWN_SCALE or said.level is not None:
        return False
    return said.ranks not in (REACHES, (2,)) and not is_a_state(demand.scale.levels[0].name)


def _says(part: str, word: str) -> bool:
    """Whether a word of degree stands in a part as one: 满意 in 满意度 and 健全 in 健全性 name what is measured."""
    at = part.rfind(word)
    if at < 0 or (len(word) == 1 and not part.endswith(word)):
        return False
    return part[at + len(word) : at + len(word) + 1] not in ("度", "性", "率", "化")


def _part(part: str, demand: Demand) -> Judged | None:
    """What one part says of the degree; None when it says nothing of it."""
    known = words()
    found = _on_scale(part, demand) or _three_levels(part)
    if found is not None:
        return found
    if (likened := _alike(part, demand)) is not None:
        return likened
    if demand.change and (changed := _changed(part, demand)) is not None:
        return changed
    if known.find("some_effect", part):
        return Judged((1,))
    if part in known.whole["middling"] or part.endswith("一般"):
        return Judged((1, 2) if demand.scale is None or len(demand.scale.levels) != 2 else (1,))
    if known.says("bad", part) or (known.find("bad", part) and part.endswith(tuple(known.whole["bad"]))):
        return Judged((2,))
    if _HAS_FIGURE.search(part.replace("100%", "")):
        return None
    if _says(part, demand.level) and denial_in(part) is None:
        return Judged(REACHES, _demanded(demand))
    state = judged_part(part)
    if state is None or any(c.isdigit() for c in part.replace("100%", "")):
        return None
    match state.kind:
        case "done":
            if not (_REACHED.search(part) or known.says("done", part) or part in ("100%", "百分百", "百分之百")):
                return None  # 执行到位 says nothing of 健全
            return Judged(REACHES, sense="state")
        case "partly":
            return Judged(state.ranks, sense="state")
        case "not_done":
            return Judged((1, 2) if any(hedge in part for hedge in _HEDGES[1:]) else (2,), sense="state")
        case _:
            return (
                Judged(REACHES, sense="state")
                if state.kind == "none" and part not in ("无", "没有")
                else Judged((2,), sense="state")
            )


def _on_scale(part: str, demand: Demand) -> Judged | None:
    """A word of the demanded scale in a part, the longest one, and what stands right before it."""
    if demand.scale is None:
        return None
    fellows = (part, f"效果{part}", *sorted(words().fellows(part)))
    exact = next((level for word in fellows if (level := demand.scale.find(word)) is not None), None)
    if exact is not None:
        return Judged(_ranks(part, exact, demand), exact, own=demand.scale.find(part) is not None)
    if _HAS_FIGURE.search(part):
        return None
    spellings = [(word, level) for level in demand.scale.levels for word in (level.name, *level.words)]
    hits = [(word, level) for word, level in spellings if _says(part, word)]
    if not hits:
        return None
    word, level = max(hits, key=lambda hit: len(hit[0]))
    before = part[: part.rfind(word)]
    if (turned := _turned(before)) is not None:
        rank = demand.rank(level)
        return Judged(turned) if rank == 0 else Judged(REACHES) if rank == 2 and turned == (2,) else None
    if demand.rank(level) == 0 and (weakened := _weakened(before)) is not None:
        return Judged(weakened)
    return Judged(_ranks(word, level, demand), level)


def _ranks(word: str, level: Level, demand: Demand) -> tuple[int, ...]:
    """How far below what is demanded a word of its scale is. 基本稳定 says in part, though 较稳定 stands between it and 稳定."""
    rank = demand.rank(level)
    if rank == 0 and word == f"较{demand.level}":
        return (0, 1)  # a scale may have no word of its own for 较明显
    return (1, 2) if rank > 1 and word == f"基本{demand.level}" else (rank,)


def _three_levels(part: str) -> Judged | None:
    scale = builtin_scales()[THREE_LEVELS]
    found = scale.find(part)
    if found is None or part in words().whole["maybe"]:
        return None
    return Judged((scale.rank(found),), sense="state")


def _turned(before: str) -> tuple[int, ...] | None:
    """The ranks that a denial right before a word of degree leaves: 不健全 is lower, 尚未健全 open."""
    tail = before[-6:]
    for hedge in _HEDGES:
        at = tail.rfind(hedge)
        if at >= 0 and len(tail) - at - len(hedge) <= 3 and not harmless(tail, at, at + len(hedge)):
            return (1, 2)
    for turn in _TURNS:
        at = tail.rfind(turn)
        if at >= 0 and len(tail) - at - len(turn) <= 2 and not harmless(tail, at, at + len(turn)):
            return (2,)
    denied = denial_in(before)
    if denied is None:
        return None
    return (1, 2) if len(before) - denied.end() <= 4 else UNCLEAR


def _weakened(before: str) -> tuple[int, ...] | None:
    """The ranks that a word of less right before a word of degree leaves: 较 is one step below, 基本 and 逐步 are open."""
    if before.endswith(_OPEN):
        return (0, 1)
    return (1,) if before.endswith((*words().whole["weaker"], "部分", "一般")) else None


def _alike(part: str, demand: Demand) -> Judged | None:
    """A word that means the same as what is demanded, with what weakens or denies it."""
    known = words()
    fellows = known.fellows(demand.level) | ({demand.property} if demand.property else set())
    if _HAS_FIGURE.search(part):
        return None
    hits = [word for word in fellows | known.better(demand.level) if _says(part, word)]
    if not hits:
        return None
    word = max(hits, key=len)
    before, behind = part[: part.rfind(word)], part[part.rfind(word) + len(word) :]
    turned = _turned(before)
    if turned is not None:
        return Judged(turned)
    if behind.startswith(("不", "性不", "程度不", "度不")):
        return Judged((2,))
    if (demand.level, part[-2:]) in _AS_GOOD:
        return Judged((0, 1))
    if (weakened := _weakened(before)) is not None and not demand.level.startswith(tuple(known.whole["weaker"])):
        return Judged(weakened)
    return Judged(REACHES, _demanded(demand), own=word == demand.level)


def _changed(part: str, demand: Demand) -> Judged | None:
    """Words of change where a change is demanded: 有所提升 beside 稳步提升."""
    known = words()
    other = "down" if demand.change == "up" else "up"
    if _UNCHANGED.search(part):
        return Judged((2,))
    same = known.find(demand.change, part)
    if same is None:
        return Judged((2,)) if known.find(other, part) and denial_in(part) is None else None
    before, behind = part[: same.start()], part[same.end() :]
    if demand.level in known.whole[demand.change] and _BY_SO_MUCH.fullmatch(behind) and denial_in(part) is None:
        return Judged(REACHES)  # 提高了3% beside 提高
    if _HAS_FIGURE.search(part):
        return None
    if behind.startswith("不") or behind.endswith(("不明显", "不足", "不大")):
        return Judged((2,))
    if _SLIGHTLY.search(behind):
        return Judged((1, 2))
    turned = _turned(before)
    if turned is not None:
        return Judged(turned)
    force = next((key for key in ("strong", "weak", "mild") if known.find(key, part)), "")
    if demand.force == "strong":
        return Judged({"strong": REACHES, "": (0, 1), "mild": (1,), "weak": (1,)}[force])
    if demand.force in ("weak", "mild"):
        return Judged(REACHES)
    return Judged({"strong": REACHES, "": REACHES, "mild": (0, 1), "weak": (1,)}[force])


def _demanded(demand: Demand) -> Level | None:
    return None if demand.scale is None else demand.scale.levels[demand.at]


def _told(cell: Typed, demand: Demand, said: Judged) -> ActualReading:
    """The reading, with the word of the scale that evaluation knows, and what was assumed."""
    level = said.level or _level_at(demand, said.ranks[-1])
    entry = level.name if level is not None else demand.level if said.ranks == REACHES else ""
    assumed: tuple[Diagnostic, ...] = ()
    if said.sense == "state" and said.ranks == REACHES:
        assumed = (assumptions.LevelReached(text=cell.shown, wanted=demand.shown),)
    elif not said.own:
        assumed = (assumptions.LevelLikened(text=cell.shown, wanted=demand.shown, best=said.ranks[0], worst=said.ranks[-1]),)
    return ActualReading("level", entry, ranks=said.ranks, assumed=assumed)


def _level_at(demand: Demand, rank: int) -> Level | None:
    """The level so far below the demanded one; the lowest for anything further."""
    if demand.scale is None:
        return None
    levels = demand.scale.levels
    return levels[-1] if rank >= 2 else levels[min(demand.at + rank, len(levels) - 1)]


def _refused(problem: Diagnostic) -> ActualReading:
    return ActualReading("text", refused=problem)
