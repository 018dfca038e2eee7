"""比较符号相反
comparison signs that clash

为什么：“≤95%以上”一头要求不高于、一头要求不低于，谁也判不了
Why: `≤95%以上` asks for at most and at least at once, and nobody can judge it
例：≤95%以上
Example: `≤95%以上`
改法：按批复的本意在判定里写明，只用一个符号
Instead: say in the target what was meant, with one sign
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording.refusal_problems import ContraryComparisons


class OperatorsClash(TargetAdvice):
    """Two comparisons of one number that point in opposite directions."""

    code: ClassVar[str] = "L104"
    severity: ClassVar[Severity] = Severity.ERROR

    text: str
    one: str
    other: str

    def zh(self) -> str:
        return f"`{self.text}`里`{self.one}`和`{self.other}`方向相反"

    def en(self) -> str:
        return f"`{self.one}` and `{self.other}` in `{self.text}` point in opposite directions"

    def help_zh(self) -> str:
        return "按批复的本意，只留一个符号" if self.in_table else "按批复的本意在判定里写明，只用一个符号"

    def help_en(self) -> str:
        return "keep the sign that was meant" if self.in_table else "say in `target` what was meant, with one sign"


def _check(target: TargetFacts) -> Iterator[OperatorsClash]:
    if target.decided:
        return
    for refused in target.reading.refused:
        if isinstance(refused, ContraryComparisons):
            said, one, other = short(target.text), refused.one, refused.other
            yield OperatorsClash(text=said, one=one, other=other, place=target.place, in_table=target.in_table)


PART = Rule(OperatorsClash, target=_check)
