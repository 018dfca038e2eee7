"""满意度没有样本数
satisfaction without the number of those asked

为什么：只报一个百分数，不知道问了多少人，复核时无从核实，没有调查的满意度常按0分处理
Why: a percentage alone does not say how many were asked; reviewers give satisfaction without a survey no points
例：数据项“满意度”直接填98%，没有计算公式，也没有佐证材料
Example: 满意度 is reported as 98%, without a formula and without evidence
改法：报满意份数和有效问卷份数，由系统计算；或要求附调查报告
Instead: report how many are satisfied of how many, and let it be computed; or require the survey as evidence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.used import needed_measures
from indicatorlang.lint.words import bare
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.resolve.fields import short

WORDS = ("满意度", "满意率", "satisfaction")


class ShareWithoutItsCounts(Advice):
    """Satisfaction is reported as a bare percentage: nothing says how many were asked. `in_table`: the column for evidence is blank."""

    code: ClassVar[str] = "L159"
    severity: ClassVar[Severity] = Severity.INFO

    name: str
    in_table: bool = False

    def zh(self) -> str:
        how = "只有百分数，佐证材料栏空着" if self.in_table else "直接填报百分数，没有样本数和佐证材料"
        return f"`{self.name}`{how}"

    def en(self) -> str:
        how = "and the column for evidence is blank" if self.in_table else "and neither counts nor evidence are asked for"
        return f"`{self.name}` is a bare percentage, {how}"

    def help_zh(self) -> str:
        return "写明有效问卷多少份、满意多少份" if self.in_table else "改报满意份数和有效问卷份数，或写上`佐证材料: 必附`"

    def help_en(self) -> str:
        return "say how many were asked and satisfied" if self.in_table else "report both counts, or write `evidence: required`"


def _of_ruleset(facts: RulesetFacts) -> Iterator[ShareWithoutItsCounts]:
    """Of measures that somebody declared: who did not has not yet said how it is to be reported."""
    needed = needed_measures(facts.ruleset)
    for measure in facts.ruleset.measures.values():
        share = measure.unit is None or measure.unit.is_ratio
        computed = measure.formula is not None or measure.survey is not None or measure.records is not None
        asked = measure.declared and measure.name in needed and measure.scale is None and measure.evidence == "optional"
        if asked and share and not computed and bare(measure.name).endswith(WORDS):
            yield ShareWithoutItsCounts(name=short(measure.name), place=measure.place)


def _of_row(row: RescoredRow) -> Iterator[ShareWithoutItsCounts]:
    told = row.row.get("evidence") or row.row.get("note") or row.row.get("reason")
    bare_share = row.actual is not None and row.actual.unit == "%" and not row.actual.rest
    if row.table.has("evidence") and not told and bare_share and bare(row.row.get("name")).endswith(WORDS):
        yield ShareWithoutItsCounts(name=short(row.row.get("name")), in_table=True, place=place_of(row.table, row.row))


PART = Rule(ShareWithoutItsCounts, ruleset=_of_ruleset, row=_of_row)
