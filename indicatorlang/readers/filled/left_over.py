"""What a form says around its tables that no fact holds: kinds of project, persons, plans, remarks. Nothing is made of it, and nobody
should have to look it up."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from indicatorlang.lazily import pattern
from indicatorlang.model.filled import Fact
from indicatorlang.readers.filled import facts
from indicatorlang.readers.filled.rows import is_number

_KEPT_ELSEWHERE: tuple[Fact, ...] = ("project", "code", "department", "agency", "year", "period", "goal", "money_unit")
_UNIT = pattern(r"(?:金额|资金|计量|货币)?单位[:：]\s*(?:人民币)?(?:[百千]?万|亿|千|百)?元")
_LABEL = pattern(r"[^，。；;,.!?！？\n]{1,24}")
_HEADS_MONEY = pattern(r"(?:项目|年度|预算)?(?:资金|预算|金额)[（(](?:单位[:：])?[百千]?[万亿]?元[）)]")
_DIVIDER = pattern(r"(?:项目)?(?:绩效)?(?:分解)?(?:目标|指标)")


def left_over(cells: Sequence[str], taken: Collection[int] = ()) -> str:
    """What a row says besides the facts that are kept and the cells that were `taken`; empty when that is nothing."""
    filled = [cell.strip() for i, cell in enumerate(cells) if cell.strip() and i not in taken]
    if len(filled) == 1 and _says_nothing(filled[0]):
        return ""
    said: list[str] = []
    at = 0
    while at < len(filled):
        text, behind = filled[at], filled[at + 1] if at + 1 < len(filled) else ""
        paired = bool(behind) and not facts.is_label(behind)
        if facts.fact_of(text) in _KEPT_ELSEWHERE or _told_whole(text):
            at += 2 if facts.fact_of(text) is not None and paired else 1
        elif paired and text.startswith("其中") and is_number(behind):
            at += 2  # a part of the money
        elif _HEADS_MONEY.fullmatch(text) and not is_number(behind):
            at += 1
        elif paired and _is_label(text, len(filled)):
            said.append(f"{text.rstrip('：: ')}：{behind}")
            at += 2
        else:
            if not facts.is_label(text):
                said.append(text)
            at += 1
    return "；".join(" ".join(part.split()) for part in said)


def _is_label(text: str, cells: int) -> bool:
    """Whether a cell announces the next one: a known label, one with a colon behind, or the first of two."""
    short = _LABEL.fullmatch(text) is not None and not re.search("[:：].", text)
    return short and (facts.is_label(text) or text.endswith((":", "：", "元）", "元)")) or cells == 2)


def _says_nothing(text: str) -> bool:
    """A title, the year below it, a heading over what follows, a number by itself."""
    return (
        facts.is_title(text)
        or facts.is_year_line(text)
        or facts.is_label(text)
        or facts.is_word("goals", text)
        or _DIVIDER.fullmatch(text) is not None
        or not re.search(r"[^\W\d]", text)
    )


def _told_whole(text: str) -> bool:
    """A cell that is a label and its value, or the unit of the money, and is kept elsewhere."""
    label, colon, _ = text.replace(":", "：").partition("：")
    return _UNIT.fullmatch(text) is not None or (bool(colon) and facts.fact_of(label) in _KEPT_ELSEWHERE)
