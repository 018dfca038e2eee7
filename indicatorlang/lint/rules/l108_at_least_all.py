"""“≥100%”：比率本来就不会超过100%
at least 100% of what cannot be more

为什么：合格率最多是100%，写“≥”像是还可以超过，也让人疑心是随手选的符号
Why: a pass rate is 100% at most: the sign suggests that it might be more, and looks as if nobody had thought of it
例：验收合格率≥100%
Example: `Pass rate >= 100%`
改法：写“=100%”或“100%”
Instead: write `= 100%` or `100%`
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import assumed, conditions_of, quantity, with_columns
from indicatorlang.lint.words import ending
from indicatorlang.resolve.wording.problems import OperatorAssumed


class AtLeastAll(Advice):
    """`>= 100%` is stated for a share that cannot be more than all."""

    code: ClassVar[str] = "L108"
    severity: ClassVar[Severity] = Severity.INFO

    text: str
    word: str

    def zh(self) -> str:
        return f"`{self.text}`像是还可以更高，而`{self.word}`最多是100%"

    def en(self) -> str:
        return f"`{self.text}` sounds as if there might be more, and `{self.word}` is 100% at most"

    def help_zh(self) -> str:
        return "含义不变，写“=100%”更清楚"

    def help_en(self) -> str:
        return "it means the same, but `= 100%` is clearer"


def _check(target: TargetFacts) -> Iterator[AtLeastAll]:
    word = ending(target.name, "bounded")
    if not word or any(assumed(target, OperatorAssumed)):
        return
    for one in conditions_of(target.reading):
        amount = quantity(one.value, one.unit) if one.kind == "number" and one.op == ">=" else None
        if amount is not None and amount.unit.is_percent and amount.base == Fraction(1):
            yield AtLeastAll(text=with_columns(target), word=word, place=target.place)


PART = Rule(AtLeastAll, target=_check)
