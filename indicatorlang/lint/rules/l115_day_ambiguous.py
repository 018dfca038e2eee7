"""期限有两种理解
a deadline that can be read in two ways

为什么：“6月前”有人理解为5月31日，有人理解为6月30日，差一个月就差一个结论
Why: `before June` is 31 May to some and 30 June to others, and a month makes the difference
例：2026年6月前
Example: `before June 2026`
改法：写明到哪一天，如“2026年6月30日前”
Instead: write the day, as in `by 2026-06-30`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.lint.targets import assumed
from indicatorlang.model.period import shown_day
from indicatorlang.resolve.wording.problems import DateAmbiguous


class DayAmbiguous(TargetAdvice):
    """A day that may include the month it names or not."""

    code: ClassVar[str] = "L115"
    severity: ClassVar[Severity] = Severity.WARNING

    told: DateAmbiguous

    def zh(self) -> str:
        return self.told.zh()

    def en(self) -> str:
        return self.told.en()

    def help_zh(self) -> str:
        if self.in_table:
            return f"写明到哪一天，如“{shown_day(self.told.other)}前”；两种理解结论不同的，测算时按数据待核处理"
        return f"在判定里写明，如“不晚于 {self.told.other.isoformat()}”；两种理解结论不同的，评价时按数据待核处理"

    def help_en(self) -> str:
        if self.in_table:
            return f"write the day, as in `by {self.told.other.isoformat()}`; where the two come to different results the row is not scored"
        return f"say it in the target, as in `by {self.told.other.isoformat()}`; where the two come to different results the row is not judged"


def _check(target: TargetFacts) -> Iterator[DayAmbiguous]:
    if target.decided:
        return
    for told in assumed(target, DateAmbiguous):
        yield DayAmbiguous(told=told, place=target.at(told.text), in_table=target.in_table)


PART = Rule(DayAmbiguous, target=_check)
