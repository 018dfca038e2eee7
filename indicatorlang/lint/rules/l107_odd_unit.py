"""计量单位写法不规范
a unit that is written oddly

为什么：“百分比”“比例”不是单位，各人理解不同：0.97比例是97%，还是0.97个百分点
Why: `百分比` and `比例` are no units, and are read in more than one way: is 0.97 of them 97% or 0.97 points
例：≥100百分比；≥0.97比例
Example: `≥100百分比`; `≥0.97比例`
改法：百分数一律写“%”
Instead: write percentages with `%`
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import TargetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import as_understood, conditions_of, odd_unit
from indicatorlang.resolve.fields import short
from indicatorlang.syntax.written.vocabulary import folded


class OddUnit(Advice):
    """A word in the place of a unit that is none. `usual` is how it is mostly written, empty where nobody can tell."""

    code: ClassVar[str] = "L107"
    severity: ClassVar[Severity] = Severity.WARNING

    unit: str
    text: str
    usual: str

    def zh(self) -> str:
        return f"`{self.text}`的单位写作`{self.unit}`" + (f"，按`{self.usual}`理解" if self.usual else "，不是计量单位")

    def en(self) -> str:
        return f"the unit of `{self.text}` is `{self.unit}`, " + (f"read as `{self.usual}`" if self.usual else "which is no unit")

    def help_zh(self) -> str:
        return f"写作`{self.usual or '%'}`" + ("" if self.usual else "，如0.97写作97%")

    def help_en(self) -> str:
        return f"write `{self.usual or '%'}`" + ("" if self.usual else ", as in 97% for 0.97")


def _check(target: TargetFacts) -> Iterator[OddUnit]:
    if target.decided:
        return
    edits = as_understood(target)
    for one in conditions_of(target.reading):
        usual, unit = odd_unit(one), folded(one.unit or "").strip()
        if usual is not None and unit in folded(target.text):
            yield OddUnit(unit=unit, text=short(target.text), usual=usual, place=target.at(unit), edits=edits)
            edits = ()


PART = Rule(OddUnit, target=_check)
