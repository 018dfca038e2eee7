"""What words say of something that is so or not: it is, it is not, it is in part, there is none of what nobody wants.

A text is parted at its stops, each part is judged, and the parts must not contradict one another.
"""

from __future__ import annotations

import re
from typing import Literal

from indicatorlang.lazily import frozen, pattern
from indicatorlang.resolve.filled.typed import Typed
from indicatorlang.resolve.filled.vocabulary import words

StateKind = Literal["done", "not_done", "partly", "none", "mixed"]
"""`none`: there is none of something that is not wanted, or none at all. `mixed`: parts that contradict one another."""

STOPS = pattern(r"[,，。;；、!！?？:：()（）\[\]【】/\\]|但是|但|不过|然而|同时|并且")
_IN_COURSE = pattern(r"(?:开展|实施|建设|推进|办理|进行|施工|采购|招标|审批|验收|整改|编制|升级|改造|运行|测试)中$")
_FINISHED = pattern(r"完成|完毕|完工|竣工|办结|到位")
_WHEN = pattern(r"^(?:(?:19|20)[0-9]{2}年度?|全年|年度内|年内|本年度|本年|今年|期内)")
_AWAITED = pattern(r"(?:^|[尚仍还正])待(?!遇|客|人|命)")
_LEAD_INS = pattern(
    r"(?:项目|工程|工作|任务|目标|指标|均|都|已经|已|全部|全|皆|各项|该|年度|全年|今年|本年|经|并|能够|能|可|现)+"
)
_REACHED_FULLY = pattern(r"百分之?百|100%?")
_DAYS = pattern(r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}[日号])?")
_PROGRESS = pattern(r"([0-9]{1,3}(?:\.[0-9]+)?)%")
_COUNT_OF_NONE = pattern(r"(?:0|零|〇)(?:\.0+)?[\u3400-\u9fff%‰]{0,2}")
_DENIED = pattern(r"\A(?:没有|并未|未曾|未|没|不)")


@frozen
class Said:
    """`ranks` are those of a state in part: 0 as good as done, 1 one step below, 2 lower. `good`, `bad` are the parts that told."""

    kind: StateKind
    ranks: tuple[int, ...] = ()
    good: str = ""
    bad: str = ""


def state_of(cell: Typed) -> Said | None:
    """What a whole cell says of a state; None when no word of it tells."""
    if cell.empty:
        return None if cell.mark is None else Said(cell.mark)
    parts = [part for part in STOPS.split(cell.tight) if part]
    found = [(part, judged) for part in parts if (judged := judged_part(part)) is not None]
    if not found:
        return None if cell.mark is None else Said(cell.mark)
    kinds = {judged.kind for _, judged in found}
    good = next((part for part, judged in found if judged.kind in ("done", "none", "partly")), "")
    bad = next((part for part, judged in found if judged.kind == "not_done"), "")
    if "not_done" in kinds and kinds & {"done", "partly", "none"}:
        return Said("mixed", good=good, bad=bad)
    if "partly" in kinds:
        ranks = {rank for _, judged in found if judged.kind == "partly" for rank in judged.ranks}
        return Said("partly", tuple(sorted(ranks)), good, bad)
    kind: StateKind = "not_done" if "not_done" in kinds else "done" if "done" in kinds else "none"
    return Said(kind, good=good, bad=bad)


def judged_part(part: str) -> Said | None:
    """What one part of a text says, without stops."""
    known = words()
    bare = _LEAD_INS.sub("", part, count=1) if _LEAD_INS.match(part) and not known.says("done", part) else part
    if _REACHED_FULLY.fullmatch(bare) or (bare == "" and part):
        return Said("done") if bare or part in ("已", "全部") else None
    if known.says("done", bare) or known.says("done", part):
        return Said("done")
    if known.find("maybe", part):
        return Said("not_done") if _denied(part, known.find("maybe", part)) else Said("partly", (0, 1))
    if known.find("in_part", part):
        return Said("partly", (1,))
    if known.find("half", part):
        return Said("partly", (1, 2))
    if none_of(part) is not None:
        return Said("none")
    if known.says("not_done", bare) or known.says("not_done", part):
        return Said("not_done")
    if _IN_COURSE.search(part):
        return Said("not_done")
    if denial_in(part) or known.find("under_way", part) or _AWAITED.search(part):
        return Said("not_done")
    if "推进" in part and not _FINISHED.search(part):
        return None  # 有序推进 is neither done nor not done
    return Said("done") if known.find("deeds", part) else None


def none_of(part: str) -> str | None:
    """What there is none of: 投诉 of 未发生投诉事件; empty when only 未发生 or 零 is said. None when nothing of the kind is said."""
    known = words()
    if _COUNT_OF_NONE.fullmatch(part) and not part.endswith(tuple(known.whole["ills"])):
        return ""
    bare = _WHEN.sub("", part, count=1)
    found = known.anywhere["none_of"].match(bare)
    if found is None:
        return None
    behind = (
        bare[found.end() :].removeprefix("有").removeprefix("发生").removeprefix("出现").removeprefix("一起").removeprefix("一例")
    )
    while (tail := next((t for t in known.whole["none_tails"] if behind.endswith(t) and behind != t), None)) is not None:
        behind = behind[: -len(tail)]
    if not behind:
        return "" if found[0] in ("未发生", "未出现", "没发生", "零", "0") or bare != found[0] else None
    ill = any(behind.endswith(word) for word in known.whole["ills"])
    return behind if ill else None


def undenied(text: str) -> str:
    """A text with its first denial in one spelling: 未超预算 says of a year that is over what 不超预算 asks of it."""
    return _DENIED.sub("不", text)


def denial_in(part: str) -> re.Match[str] | None:
    """The word that denies in a part, unless the characters are those of another word."""
    known = words()
    at = 0
    while (found := known.find("denying", part, at)) is not None:
        if not harmless(part, found.start(), found.end()):
            return found
        at = found.start() + 1
    return None


def harmless(part: str, start: int, end: int) -> bool:
    """Whether a word that would deny lies within one that does not: 不 in 不断."""
    at = max(0, start - 4)
    while (found := words().find("not_denying", part, at)) is not None and found.start() <= start:
        if found.end() >= end:
            return True
        at = found.start() + 1
    return False


def _denied(part: str, found: re.Match[str] | None) -> bool:
    return found is not None and denial_in(part[: found.start()]) is not None


def progress_in(cell: Typed) -> str | None:
    """The percentage of 已完成80%, when there is exactly one."""
    found = set(_PROGRESS.findall(cell.tight))
    return next(iter(found)) if len(found) == 1 else None
