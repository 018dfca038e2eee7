"""没有考核预算执行率
nothing asks for budget execution

为什么：单位自评要求预算执行率占10分，没有这一行，100分就都是指标的，与其他项目不可比
Why: self-evaluation gives 10 points to budget execution; without it all 100 are those of indicators and cannot be compared
例：指标分值合计100分，没有预算执行率
Example: the indicators alone come to 100 points
改法：写上资金，系统就会加一行预算执行率；或自己列一项
Instead: give the funds, and a row of budget execution is made; or write one
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import FormFacts, FormRow, RulesetFacts
from indicatorlang.lint.levels import is_complete, shape_of
from indicatorlang.lint.parts import HUNDRED, Advice, Rule
from indicatorlang.lint.words import bare, lists
from indicatorlang.model.ruleset import measures_spending

FEW = 4


class NoBudgetExecution(Advice):
    """No row is about how much of the budget was spent, in a form whose scoring rules give points to that."""

    code: ClassVar[str] = "L138"
    severity: ClassVar[Severity] = Severity.INFO

    in_table: bool = False

    def zh(self) -> str:
        return "没有考核预算执行率" + ("，100分全部是其他指标的" if self.in_table else "")

    def en(self) -> str:
        return "nothing asks for budget execution" + (", and other indicators have all 100 points" if self.in_table else "")

    def help_zh(self) -> str:
        return "请补上资金和预算执行率" if self.in_table else "写上`资金`，系统自动加一行预算执行率；或自己列一项指标"

    def help_en(self) -> str:
        return "add the money and its execution" if self.in_table else "give the `funds`, and the row is made; or write one"


def _of_form(form: FormFacts) -> Iterator[NoBudgetExecution]:
    """A filled-in table; of a ruleset more is known."""
    if not form.rows or form.rows[0].indicator is not None or form.budget_row or len(form.rows) < FEW:
        return
    total = sum(row.weight or 0 for row in form.rows)
    if shape_of(form) and is_complete(form) and total == HUNDRED and not any(_is_about_spending(row) for row in form.rows):
        yield NoBudgetExecution(in_table=True, place=form.place)


def _is_about_spending(row: FormRow) -> bool:
    name = bare(row.name)
    return any(word in name for word in lists()["paid"]) or ("预算" in name and "率" in name)


def _of_ruleset(facts: RulesetFacts) -> Iterator[NoBudgetExecution]:
    ruleset, form = facts.ruleset, facts.form
    if not ruleset.profile.budget_weight or len(form.rows) < FEW or not shape_of(form):
        return
    if not any(measures_spending(row) for row in ruleset.indicators) and not any(_is_about_spending(row) for row in form.rows):
        yield NoBudgetExecution(place=facts.form.place)


PART = Rule(NoBudgetExecution, form=_of_form, ruleset=_of_ruleset)
