"""指标值没有写比较符号
a target without a comparison sign

为什么：“2个工作日”是不超过还是不少于，要看指标名称才知道；写明了，填报人和复核人才不会各有各的理解
Why: whether `2 working days` is at most or at least only the name tells; once it is written, everybody reads it alike
例：2个工作日；100%；500家
Example: `2个工作日`; `100%`; `500家`
改法：在指标值下加一行“判定”，写明符号
Instead: add a `target` with the sign below the wording
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.lint.targets import as_understood, assumed
from indicatorlang.resolve.wording.problems import OperatorAssumed


class NoOperator(TargetAdvice):
    """A number without a sign; what it is taken for follows from what the name measures."""

    code: ClassVar[str] = "L105"
    severity: ClassVar[Severity] = Severity.INFO

    told: OperatorAssumed

    def zh(self) -> str:
        return self.told.zh()

    def en(self) -> str:
        return self.told.en()

    def help_zh(self) -> str:
        sign = {">=": "≥", "<=": "≤"}.get(self.told.op, self.told.op)
        return f"{'' if self.in_table else '在指标值下加一行判定，'}写明`{sign}{self.told.amount}`"

    def help_en(self) -> str:
        return f"{'write' if self.in_table else 'add a target that says'} `{self.told.op} {self.told.amount}`"


def _check(target: TargetFacts) -> Iterator[NoOperator]:
    if target.decided:
        return
    edits = as_understood(target)
    for told in assumed(target, OperatorAssumed):
        yield NoOperator(told=told, place=target.at(told.amount), in_table=target.in_table, edits=edits)
        edits = ()  # one line says all of it


PART = Rule(NoOperator, target=_check)
