"""一个指标值里写了几个要求
several demands in one target

为什么：几项做到一部分怎么得分说不清；拆开了，哪项没做到一目了然
Why: nobody can tell what is earned when some of them are met; apart from one another each shows for itself
例：完成1部宣传片、2套方案；网站、微信公众号等多渠道宣传
Example: `1 film and 2 plans`; `publicity on the website, by radio and so on`
改法：拆成几个指标，或用“子项”各给分值
Instead: make them rows of their own, or `items` with points of their own
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.fields import short


class SeveralConditions(TargetAdvice):
    """Several demands, or a list of things to be done that is left open (`count` 0)."""

    code: ClassVar[str] = "L112"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    count: int

    def zh(self) -> str:
        what = f"里有{self.count}个要求" if self.count else "列举了几件事，又以“等”收尾，做到哪几件算达标没有写明"
        return f"`{self.text}`{what}"

    def en(self) -> str:
        what = f"holds {self.count} demands" if self.count else "lists several things and leaves the list open"
        return f"`{self.text}` {what}"

    def help_zh(self) -> str:
        if self.in_table:
            return "拆成几个指标，各给分值"
        return "拆成几个指标，或写成“子项”各给分值；必须同时达到的，在判定里用“且”写明"

    def help_en(self) -> str:
        if self.in_table:
            return "make them rows of their own, each with its points"
        return "make them rows of their own, or `items` with points; where all have to be met, join them with `and` in the target"


def _check(target: TargetFacts) -> Iterator[SeveralConditions]:
    clauses = target.reading.clauses
    if target.decided or (target.fields is not None and "items" in target.fields):
        return
    if len(clauses) > 1 and not _is_schedule(clauses) and not _is_range(clauses):
        yield SeveralConditions(text=short(target.text), count=len(clauses), place=target.place, in_table=target.in_table)
    elif not clauses and target.reading.kind in ("done", "text") and _open_list(target.text):
        yield SeveralConditions(text=short(target.text), count=0, place=target.place, in_table=target.in_table)


def _is_schedule(clauses: tuple[Reading, ...]) -> bool:
    """One number that grows from day to day; one of its days may be the end of the year, without saying so."""
    days = [one.by for one in clauses if one.by is not None]
    numbers = all(one.kind == "number" and one.unit == clauses[0].unit for one in clauses)
    return numbers and len(days) >= len(clauses) - 1 and len(set(days)) == len(days)


def _is_range(clauses: tuple[Reading, ...]) -> bool:
    """不低于80%且不高于120%: the two ends of one number."""
    ops = {(one.op or "")[:1] for one in clauses}
    return len(clauses) == 2 and ops == {"<", ">"} and clauses[0].unit == clauses[1].unit


def _open_list(text: str) -> bool:
    listed, comma, last = text.rpartition("、")
    return bool(comma) and bool(listed.strip()) and "等" in last[2:]


PART = Rule(SeveralConditions, target=_check)
