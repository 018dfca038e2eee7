"""指标值里还留着待填的空
a blank that nobody filled in

为什么：“XX”“**”“待定”“（100字以内）”是表格里的提示，不是要求，没法评价
Why: `XX`, `**`, `to be decided` and instructions of the form are no demand, and nothing can be judged by them
例：≥**%；XX家；待定；（100字以内）
Example: `>= **%`; `XX`; `TBD`; `(100 words or less)`
改法：填上实际的指标值；没有这项要求的，删去这一行
Instead: fill it in, or leave the row out
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.blanks import blank_in
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class Placeholder(Advice):
    """A text that still waits for somebody to fill it in. `blank` is what shows it."""

    code: ClassVar[str] = "L110"
    severity: ClassVar[Severity] = Severity.ERROR

    text: str
    blank: str

    def zh(self) -> str:
        where = "" if self.blank == self.text else f"`{self.text}`里的"
        return f"指标值还没有填：{where}`{self.blank}`"

    def en(self) -> str:
        where = "" if self.blank == self.text else f" in `{self.text}`"
        return f"the target is not filled in yet: `{self.blank}`{where}"

    def help_zh(self) -> str:
        return "填上实际的指标值；没有这项要求的，删去这一行"

    def help_en(self) -> str:
        return "fill it in, or leave the row out"


def _check(target: TargetFacts) -> Iterator[Placeholder]:
    blank = blank_in(target.text)
    if blank:
        yield Placeholder(text=short(target.text.strip()), blank=short(blank), place=target.at(blank))


PART = Rule(Placeholder, target=_check)
