"""指标值只写了“完成”一类的话
a target that only says that the work is to be done

为什么：指标值应说明做到什么程度才算完成；只写“完成”，做多做少、早做晚做都一样
Why: a target should say how much and by when; `done` alone is met by anything at any time
例：指标“满足日常监管需要”，指标值“完成”
Example: `Meet the needs of supervision`, with the target `done`
改法：写明数量、质量标准或完成期限，如“2026年6月底前”
Instead: give a number, a standard, or a day
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.words import bare, said, whole
from indicatorlang.resolve.fields import short

_SHORTEST = 4


class SaysOnlyThatItIsDone(Advice):
    """A target that is a verb without a number or a day, or that repeats the name of its indicator (`name`)."""

    code: ClassVar[str] = "L102"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    name: str = ""

    def zh(self) -> str:
        if self.name:
            return f"指标值`{self.text}`只是重复了指标名称，没有说做到什么程度"
        return f"指标值只写了`{self.text}`，没有说做到什么程度、什么时候"

    def en(self) -> str:
        if self.name:
            return f"the target `{self.text}` only repeats the name of its indicator"
        return f"the target only says `{self.text}`, and not how much or by when"

    def help_zh(self) -> str:
        return "补上数量、质量标准或完成期限，如“2026年6月底前完成”"

    def help_en(self) -> str:
        return "add a number, a standard, or a day, as in `done by 2026-06-30`"


def _check(target: TargetFacts) -> Iterator[SaysOnlyThatItIsDone]:
    reading = target.reading
    dated = reading.by is not None or bool(reading.by_any) or reading.period is not None
    if target.decided or dated or reading.kind not in ("done", "level", "text"):
        return
    if whole(target.text, "verb_only"):
        yield SaysOnlyThatItIsDone(text=short(target.text), place=target.place)
    elif reading.kind == "done" and _repeats(target.text, target.name):
        yield SaysOnlyThatItIsDone(text=short(target.text), name=target.name, place=target.place)


def _repeats(text: str, name: str) -> bool:
    plain = said(text)
    return len(plain) >= _SHORTEST and plain == bare(name).strip(" 。")


PART = Rule(SaysOnlyThatItIsDone, target=_check)
