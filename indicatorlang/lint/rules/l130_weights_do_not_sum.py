"""分值合计不是100分
the weights do not add up to 100

为什么：分值合计不足或超过100分，总分和等级就不能同其他项目相比
Why: with less or more than 100 points the total and the grade cannot be compared with those of other projects
例：产出50、效益30、满意度5，加预算执行率10分，只有95分
Example: output 50, benefit 30, satisfaction 5 and budget execution 10 make 95
改法：核对各行分值，使指标分值与预算执行率分值合计为100分
Instead: check the weights row by row until the indicators and budget execution come to 100 together
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from indicatorlang.diagnostics import Place
from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import HUNDRED, Advice, Rule, is_a_form, place_at, place_of, whole
from indicatorlang.model.number import decimal_text
from indicatorlang.model.rescored import ProjectFacts, TableFacts
from indicatorlang.model.ruleset import Ruleset

WITHOUT_BUDGET = (Fraction(80), Fraction(90), HUNDRED)
"""What the indicators alone may come to where the points of budget execution are not in the table: 100 less 20, 10 or none."""

FEW = 2


class WeightsDoNotSum(Advice):
    """The weights of a project do not add up to 100."""

    code: ClassVar[str] = "L130"

    project: str
    total: Fraction
    budget: Fraction | None
    changed: bool = False
    """Whether they did before an approved change."""

    def zh(self) -> str:
        whose = f"`{self.project}`的" if self.project else ""
        parts = "" if self.budget is None else f"（含预算执行率{decimal_text(self.budget)}分）"
        after = "调整后" if self.changed else ""
        return f"{whose}{after}分值合计{decimal_text(self.total)}分{parts}，不是100分"

    def en(self) -> str:
        whose = f" of `{self.project}`" if self.project else ""
        parts = "" if self.budget is None else f", {decimal_text(self.budget)} of them for budget execution,"
        after = "after the approved changes " if self.changed else ""
        return f"{after}the weights{whose}{parts} add up to {decimal_text(self.total)} and not to 100"

    def help_zh(self) -> str:
        return "请核对各行分值"

    def help_en(self) -> str:
        return "check the weight of every row"


def _check(facts: TableFacts) -> Iterator[WeightsDoNotSum]:
    for project in facts.projects:
        if project.weights is None or project.unweighted or not is_a_form(facts, project):
            continue
        line = whole(project)
        budget = line.weight if line is not None else None
        total = project.weights + (budget or 0)
        right = (HUNDRED,) if budget is not None else WITHOUT_BUDGET
        if total not in right:
            place = _place(facts, project)
            yield WeightsDoNotSum(project=project.project, total=total, budget=budget, place=place)


def _place(facts: TableFacts, project: ProjectFacts) -> Place:
    """The row of the total; without one where the rows of the project begin, when there are several projects."""
    if project.total_row is None and project.project and project.first_row is not None:
        return place_at(facts.table, project.first_row)
    return place_of(facts.table, project.total_row)


def _of_ruleset(facts: RulesetFacts) -> Iterator[WeightsDoNotSum]:
    """As first approved; where that is right, as the approved changes have left it. A single row is no form yet."""
    ruleset, place = facts.ruleset, facts.fields.at("weights" if "weights" in facts.fields else "indicators")
    if ruleset.weights_assumed or len(facts.rows) < FEW:
        return
    for version in (ruleset, ruleset.latest):
        if not _comes_right(version):
            budget = next((row.weight for row in version.indicators if row.is_budget), None)
            changed = version is not ruleset
            yield WeightsDoNotSum(project="", total=version.weight, budget=budget, changed=changed, place=place)
            return


def _comes_right(ruleset: Ruleset) -> bool:
    """Whether the weights are shares of 1 or come to 100, with those of budget execution or, where there is no such row, beside them.
    Rows that apply on conditions may stand for one another."""
    always = sum((row.weight for row in ruleset.indicators if row.when is None), Fraction(0))
    wholes = {HUNDRED, Fraction(1)}
    if not any(row.is_budget for row in ruleset.indicators):
        wholes.add(HUNDRED - ruleset.profile.budget_weight)
    return ruleset.weight in wholes or any(always < whole_of < ruleset.weight for whole_of in wholes if whole_of != 1)


PART = Rule(WeightsDoNotSum, table=_check, ruleset=_of_ruleset)
