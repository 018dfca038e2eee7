"""登记了却没有用到的等级或台账
a scale or a table of cases that nothing uses

为什么：看的人会以为指标按它评判，其实没有；多半是数据项里漏写了“等级”或“台账”
Why: a reader takes it for what decides, though nothing looks at it; most likely a measure was meant to name it
例：等级里有“整洁程度”，没有一个数据项或判定用它
Example: the scale 整洁程度 is declared, and no measure and no target uses it
改法：确实不用的删去；本来要用的，在数据项里写上
Instead: leave it out, or name it in the measure that was meant to use it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_entry
from indicatorlang.lint.used import used_scales, used_tables
from indicatorlang.resolve.fields import short


class DeclaredNotUsed(Advice):
    """A scale or a table of cases is declared and used by no measure and no target."""

    code: ClassVar[str] = "L189"

    kind: Literal["scales", "records"]
    name: str

    def zh(self) -> str:
        return f"{'等级' if self.kind == 'scales' else '台账'}`{self.name}`没有用到"

    def en(self) -> str:
        return f"the {'scale' if self.kind == 'scales' else 'table of cases'} `{self.name}` is used by nothing"

    def help_zh(self) -> str:
        return f"不用就删去；本来要用的，在数据项里写上`{'等级' if self.kind == 'scales' else '台账'}: {self.name}`"

    def help_en(self) -> str:
        key = "scale" if self.kind == "scales" else "records"
        return f"leave it out, or write `{key}: {self.name}` in the measure that was meant to use it"


def _check(facts: RulesetFacts) -> Iterator[DeclaredNotUsed]:
    declared: tuple[tuple[Literal["scales", "records"], list[str], frozenset[str]], ...] = (
        ("scales", list(facts.ruleset.scales), used_scales(facts.ruleset)),
        ("records", list(facts.ruleset.records), used_tables(facts.ruleset)),
    )
    for kind, names, used in declared:
        unused = [name for name in names if name not in used]
        for name in unused:
            edits = without_entry(facts.fields.node(kind), name, facts.text, frozenset(unused))
            yield DeclaredNotUsed(kind=kind, name=short(name), place=facts.section(kind, name), edits=edits)


PART = Rule(DeclaredNotUsed, ruleset=_check)
