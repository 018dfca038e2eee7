"""“左右”“基本”一类的话没有说明幅度
words such as about and mostly without a measure

为什么：“500家左右”差多少算达标，“基本覆盖”覆盖多少算基本，填报人和复核人各有各的说法
Why: how far off `about 500` may be, and how much is `mostly`, everybody says differently
例：500家左右；完成基本覆盖
Example: `about 500`; `mostly covered`
改法：写明允许的幅度或比例，如“500家±5%”“覆盖率≥95%”
Instead: give the tolerance or the share, as in `500 家 ± 5%` or `>= 95%`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.lint.targets import assumed, conditions_of
from indicatorlang.lint.words import vague, within
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.wording.problems import ApproximateIgnored


class VagueBound(TargetAdvice):
    """A word that softens a number or a state, and nobody says by how much. `amount` is the number that is taken as it stands."""

    code: ClassVar[str] = "L111"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str
    word: str
    amount: str = ""

    def zh(self) -> str:
        taken = f"，现按`{self.amount}`本身理解" if self.amount else ""
        return f"`{self.text}`里的`{self.word}`没有说明幅度{taken}"

    def en(self) -> str:
        taken = f"; `{self.amount}` itself is taken" if self.amount else ""
        return f"`{self.word}` in `{self.text}` has no measure{taken}"

    def help_zh(self) -> str:
        return f"{'' if self.in_table else '在判定里'}写明幅度或比例，如“500 家 ± 5%”“≥ 95%”"

    def help_en(self) -> str:
        where = "" if self.in_table else " in the target"
        return f"say{where} how far it may be off, as in `500 家 ± 5%`, or which share is enough"


def _check(target: TargetFacts) -> Iterator[VagueBound]:
    if target.decided:
        return
    text, listed = short(target.text), target.in_table
    for told in assumed(target, ApproximateIgnored):
        yield VagueBound(text=text, word=told.word, amount=told.amount, place=target.at(told.word), in_table=listed)
    for one in conditions_of(target.reading):
        softened = one.kind == "done" or (one.kind == "growth" and one.value is None)
        word = within(one.level, "roughly_done") if one.kind == "done" else _degree(one.rest) if softened else ""
        if word and not within(target.text, "not_roughly"):
            yield VagueBound(text=text, word=word, place=target.at(word), in_table=listed)


def _degree(rest: str) -> str:
    """显著, 明显 and 大幅 beside growth."""
    return next((word for word in ("显著", "明显", "大幅度", "大幅", "较大幅度", "较快") if vague(word) and word in rest), "")


PART = Rule(VagueBound, target=_check)
