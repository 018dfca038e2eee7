"""指标名称疑有错字
a name that looks misspelt

为什么：名称与通行的指标只差一两个字，汇总、比对时对不上，多半是笔误
Why: one or two characters off a name that everybody uses: totals and comparisons miss it, and most likely it is a slip
例：服务目标满意度（服务对象满意度）；专款用率（专款专用率）
Example: `服务目标满意度` for `服务对象满意度`
改法：与批复文件核对；批复就是这样写的，在备注里说明
Instead: check it against the approved form; if it reads so there, say so in a note
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.standard_names import meant_name
from indicatorlang.resolve.fields import short


class NameTypo(Advice):
    """A name that is a slip of the pen away from a usual one."""

    code: ClassVar[str] = "L114"
    severity: ClassVar[Severity] = Severity.WARNING

    name: str
    usual: str

    def zh(self) -> str:
        return f"指标名称`{self.name}`疑为`{self.usual}`"

    def en(self) -> str:
        return f"the name `{self.name}` may be meant as `{self.usual}`"

    def help_zh(self) -> str:
        return "与批复文件核对"

    def help_en(self) -> str:
        return "check it against the approved form"


def _check(target: TargetFacts) -> Iterator[NameTypo]:
    usual = meant_name(target.name)
    if usual:
        place = target.place if target.fields is None else target.fields.at("name")
        yield NameTypo(name=short(target.name), usual=usual, place=place)


PART = Rule(NameTypo, target=_check)
