"""指标值的理解取决于一个没有写明的约定
a reading that rests on something nobody wrote

为什么：单位两处不一致、“无”是不得发生还是没有要求、财务年度到哪天，换一种理解结论就变
Why: two units that differ, `none` that may be a demand or none, a financial year without its last day: read otherwise, the result changes
例：指标值“28.8万元”，计量单位一栏写“%”；投诉件数“无”
Example: the target says `28.8万元` and the column `%`; complaints: `none`
改法：在判定里写明
Instead: say in the target what was meant
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.resolve.wording.problems import NoneDemanded, UnitsDiffer, YearOfAccounts

_DECISIVE = (UnitsDiffer, NoneDemanded, YearOfAccounts)


class ReadingRestsOn(TargetAdvice):
    """Something was assumed without which the target means something else."""

    code: ClassVar[str] = "L117"
    severity: ClassVar[Severity] = Severity.WARNING

    told: Diagnostic

    def zh(self) -> str:
        return self.told.zh()

    def en(self) -> str:
        return self.told.en()

    def help_zh(self) -> str:
        return f"核对批复的本意，在{'指标值' if self.in_table else '判定'}里写明"

    def help_en(self) -> str:
        return "check what was approved, and say it in the target"


def _check(target: TargetFacts) -> Iterator[ReadingRestsOn]:
    if target.decided:
        return
    for told in target.reading.assumed:
        if isinstance(told, _DECISIVE):
            yield ReadingRestsOn(told=told, place=target.place, in_table=target.in_table)


PART = Rule(ReadingRestsOn, target=_check)
