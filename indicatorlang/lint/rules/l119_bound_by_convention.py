"""“以下”含不含本数没有写明
a bound whose number counts only by convention

为什么：“5%以下”正好5%算不算达标，有的文件规定含本数，有的规定不含
Why: whether exactly 5% meets `5%以下` some documents settle one way and some the other
例：5%以下
Example: `5%以下`
改法：在判定里写明“≤”或“<”
Instead: write `<=` or `<` in the target
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.lint.targets import as_understood
from indicatorlang.resolve.fields import short


class BoundByConvention(TargetAdvice):
    """以下 and the like count their number by law or by the rules of a profile, and other documents say otherwise."""

    code: ClassVar[str] = "L119"
    severity: ClassVar[Severity] = Severity.INFO

    text: str
    word: str
    inclusive: bool

    def zh(self) -> str:
        return f"`{self.text}`的`{self.word}`按{'含' if self.inclusive else '不含'}本数理解"

    def en(self) -> str:
        return f"`{self.word}` in `{self.text}` is read {'with' if self.inclusive else 'without'} its number"

    def help_zh(self) -> str:
        sign, other = ("≤", "不含") if self.inclusive else ("<", "含")
        return f"{'' if self.in_table else '在判定里'}写明`{sign}`；有的文件规定“{self.word}”{other}本数"

    def help_en(self) -> str:
        other = "do not count it" if self.inclusive else "count it"
        where = "" if self.in_table else " in the target"
        return f"write `{'<=' if self.inclusive else '<'}`{where}; some documents {other}"


def _check(target: TargetFacts) -> Iterator[BoundByConvention]:
    if target.decided:
        return
    text, edits = short(target.text), as_understood(target)
    for stated in target.reading.stated:
        if stated.where == "text" and stated.word == "以下":
            place = target.at(stated.word)
            word, inclusive, listed = stated.word, stated.inclusive, target.in_table
            yield BoundByConvention(text=text, word=word, inclusive=inclusive, place=place, in_table=listed, edits=edits)
            edits = ()


PART = Rule(BoundByConvention, target=_check)
