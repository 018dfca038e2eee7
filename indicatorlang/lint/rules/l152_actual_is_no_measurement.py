"""完成值不能与指标值比较
the actual cannot be held against the target

为什么：要求是数，填的是文字，得分就没有依据
Why: where a number is asked for and words are filled in, nothing supports the score
例：指标值≤30万元，完成值“完成”
Example: target at most 300,000, actual 完成
改法：填实际的数和计量单位
Instead: fill in the number that was reached, with its unit
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.rescored import UNITS, called, refusal
from indicatorlang.model.rescored import Finding, RescoredRow
from indicatorlang.resolve.fields import short


class ActualIsNoMeasurement(Advice):
    """The actual of a row is no measurement of what its target asks for. `because` are the reasons in Chinese and in English."""

    code: ClassVar[str] = "L152"

    name: str
    actual: str
    because: tuple[str, str] = ("", "")

    def zh(self) -> str:
        return f"`{self.name}`没有可以核对的完成值：{self.because[0] or f'`{self.actual}`不能与指标值比较'}"

    def en(self) -> str:
        because = self.because[1] or f"`{self.actual}` cannot be held against the target"
        return f"nothing of `{self.name}` can be measured: {because}"

    def help_zh(self) -> str:
        return "请填实际的数和计量单位"

    def help_en(self) -> str:
        return "fill in the number that was reached, with its unit"


_OF_OTHERS = (*UNITS, "deadline-unclear")
"""L157 tells of units, and L115 of a day with two readings, which is no fault of the actual."""


def _check(row: RescoredRow) -> Iterator[ActualIsNoMeasurement]:
    because = refusal(row)
    if Finding.NOT_MEASURED not in row.findings or (because is not None and because.code in _OF_OTHERS):
        return
    both = ("", "") if because is None else (because.zh(), because.en())
    place = place_of(row.table, row.row)
    yield ActualIsNoMeasurement(name=called(row), actual=short(row.row.get("actual")), because=both, place=place)


PART = Rule(ActualIsNoMeasurement, row=_check)
