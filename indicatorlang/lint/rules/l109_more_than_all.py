"""比率要求超过100%，或者成本要求“不低于”
a share of more than 100%, or a cost of at least so much

为什么：合格率、满意度到不了120%；成本写“≥”，花得越多越达标，多半是数或符号填错了
Why: no pass rate is ever 120%, and with `≥` a cost is met by spending more: most likely the number or the sign is wrong
例：验收合格率≥120%；项目成本≥50万元
Example: `Pass rate >= 120%`; `Cost >= 50 万元`
改法：核对数和符号；成本控制用“≤”
Instead: check the number and the sign; a cost is held down with `<=`
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of, deciding, quantity, with_columns
from indicatorlang.lint.words import ending
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording.problems import OperatorAssumed


class MoreThanAll(Advice):
    """More than 100% of what there is, or a sum of money that is spent and should be at least so much. `word` of the name tells which."""

    code: ClassVar[str] = "L109"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    word: str
    what: Literal["share", "cost"]

    def zh(self) -> str:
        if self.what == "share":
            return f"`{self.text}`超过100%，而`{self.word}`不会超过100%"
        return f"`{self.text}`要求至少花这么多，而`{self.word}`是要控制的成本"

    def en(self) -> str:
        if self.what == "share":
            return f"`{self.text}` is more than 100%, and `{self.word}` never is"
        return f"`{self.text}` asks to spend at least so much, and `{self.word}` is a cost to be held down"

    def help_zh(self) -> str:
        return "核对数和单位" if self.what == "share" else "核对符号；控制成本用“≤”"

    def help_en(self) -> str:
        return "check the number and its unit" if self.what == "share" else "check the sign; a cost is held down with `<=`"


def _check(target: TargetFacts) -> Iterator[MoreThanAll]:
    reading = deciding(target)
    stated = not any(isinstance(one, OperatorAssumed) for one in reading.assumed)
    for one in conditions_of(reading):
        found = _of(one, target, stated) if one.kind == "number" else None
        if found is not None:
            text = with_columns(target)
            yield MoreThanAll(text=text, word=short(found[0]), what=found[1], place=target.place)


def _of(one: Reading, target: TargetFacts, stated: bool) -> tuple[str, Literal["share", "cost"]] | None:
    amount = quantity(one.value, one.unit)
    if amount is None or one.op not in (">=", ">", "=="):
        return None
    if amount.unit.is_percent and amount.base > Fraction(1):
        word = ending(target.name, "bounded")
        return (word, "share") if word else None
    if stated and one.op != "==" and amount.unit.is_money and amount.base > 0:
        told = told_direction(target.name, tuple(filter(None, (target.level2, target.level1))), amount.unit, amount.number)
        if told.direction == "lower" and not told.word.isascii():
            return target.name, "cost"
    return None


PART = Rule(MoreThanAll, target=_check)
