"""缺少通常要有的一类指标
a kind of indicator is missing that such a form usually has

为什么：只有数量没有质量、只有产出没有满意度，项目做得好不好就看不全，审核绩效目标时常被退回
Why: with quantities and no quality, or outputs and no satisfaction, half of the picture is missing, and reviewers send it back
例：产出指标只有数量和质量，没有时效；也没有服务对象满意度
Example: outputs by quantity and quality only, and nobody is asked whether they are satisfied
改法：补一项；确实不适用的，在备注里说明
Instead: add one; where it does not apply, say so in the note
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import FormFacts, FormRow
from indicatorlang.lint.levels import is_complete, kind_of, lists, shape_of
from indicatorlang.lint.parts import Advice, Rule

FEW = 4
"""A form of fewer rows is a draft or a case, and nobody expects all kinds in it."""
COSTS = ("cost", "economic_cost", "social_cost", "ecological_cost")


class DimensionAbsent(Advice):
    """A form lacks some of quantity, quality, timeliness, cost and satisfaction. It may be right to, so that it is a remark only."""

    code: ClassVar[str] = "L134"
    severity: ClassVar[Severity] = Severity.INFO

    absent: tuple[tuple[str, str], ...]
    """What is missing, in Chinese and in English."""

    def zh(self) -> str:
        return f"没有{'、'.join(f'`{zh}`' for zh, _ in self.absent)}"

    def en(self) -> str:
        return f"no indicators of {' or '.join(en for _, en in self.absent)} are among the rows"

    def help_zh(self) -> str:
        return "补上一项；确实不适用的不必补"

    def help_en(self) -> str:
        return "add one, unless it does not apply"


def _check(form: FormFacts) -> Iterator[DimensionAbsent]:
    if len(form.rows) < FEW or not shape_of(form) or not is_complete(form):
        return
    outputs = [row for row in form.rows if kind_of(row.level1, "level1") == "output"]
    there = {kind for row in form.rows for kind in _kinds(row)}
    asked = ["satisfaction"]
    # Without headings of level 2 nobody can tell what an output is.
    if all(kind_of(row.level2, "level2") for row in outputs):
        asked = [*lists()["dimensions"]]
    absent = [kind for kind in lists()["dimensions"] if kind in asked and kind not in there]
    # Since 2021 costs are a kind of their own that a project may do without.
    if absent and absent != ["cost"]:
        named = tuple((zh, en) for zh, en in (lists()["dimensions"][kind] for kind in absent))
        yield DimensionAbsent(absent=named, place=form.place)


def _kinds(row: FormRow) -> Iterator[str]:
    lower = kind_of(row.level2, "level2")
    yield "cost" if lower in COSTS or kind_of(row.level1, "level1") == "cost" else lower
    if kind_of(row.level1, "level1") == "satisfaction" or any(word in row.name for word in ("满意", "认可", "好评", "satisf")):
        yield "satisfaction"


PART = Rule(DimensionAbsent, form=_check)
