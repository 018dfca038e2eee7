"""年度目标与指标对不上
the goal of the year and the indicators do not match

为什么：目标里写了、指标里没有的事没有人考核；没有年度目标的，指标为什么设、够不够就无从判断
Why: what the goal says and no indicator asks for is never judged; without a goal nobody can say whether the indicators are enough
例：年度目标第二条是“编制防汛预案”，没有一项指标提到
Example: the second statement of the goal is about flood plans, and no indicator mentions them
改法：补一项指标，或从目标里删去；没有年度目标的补上
Instead: add an indicator, or leave it out of the goal; write the goal where there is none
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lazily import pattern
from indicatorlang.lint.facts import FormFacts, RulesetFacts
from indicatorlang.lint.levels import is_complete, shape_of
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.words import lists
from indicatorlang.resolve.fields import short
from indicatorlang.syntax.written.vocabulary import folded

FEW = 4
LEAST = 4
"""So many pairs of characters a statement must have of its own before it is missed among the indicators."""
_STOPS = pattern(
    r"[;。\n]|(?:^|(?<=[\s;。:]))(?:目标)?[0-9一二三四五六七八九十]{1,2}[、.:)](?![0-9])|[①-⑩]|\([0-9一二三四五六七八九十]{1,2}\)"
)
_OTHER = pattern(r"[^\u4e00-\u9fff]+")


class GoalAndIndicators(Advice):
    """A statement of the goal has no word in common with any indicator; with an empty `statement`, there is no goal."""

    code: ClassVar[str] = "L137"
    severity: ClassVar[Severity] = Severity.INFO

    statement: str = ""

    def zh(self) -> str:
        return f"年度目标里的`{self.statement}`没有一项指标提到" if self.statement else "没有写年度目标，指标够不够无从判断"

    def en(self) -> str:
        if self.statement:
            return f"no indicator mentions what the goal says of `{self.statement}`"
        return "there is no goal of the year by which the indicators could be judged"

    def help_zh(self) -> str:
        return "要考核的补一项指标，只是背景情况的可以不管" if self.statement else "写上`年度目标`"

    def help_en(self) -> str:
        return "add an indicator where it is to be judged; background needs none" if self.statement else "write the `goal`"


def _of_form(form: FormFacts) -> Iterator[GoalAndIndicators]:
    """Silent when a statement shares two characters in a row with any row: more than that cannot be told without understanding it."""
    if not form.goal.strip() or len(form.rows) < FEW or not is_complete(form):
        return
    said = {pair for row in form.rows for pair in _pairs(_words_of_row(row.target.decides, row.target.text, row.name, form))}
    for part in _STOPS.split(folded(form.goal)):
        statement = " ".join(part.split()).strip(" ,:，")
        own = _pairs(_without_common(statement))
        if len(own) >= LEAST and not own & said:
            yield GoalAndIndicators(statement=short(statement), place=form.place)


def _words_of_row(decides: str, text: str, name: str, form: FormFacts) -> str:
    return folded(f"{name} {text} {decides} {form.project}")


def _without_common(text: str) -> str:
    for word in lists()["goal_words"]:
        text = text.replace(word, " ")
    return text


def _pairs(text: str) -> set[str]:
    return {run[at : at + 2] for run in _OTHER.split(text) for at in range(len(run) - 1)}


def _of_ruleset(facts: RulesetFacts) -> Iterator[GoalAndIndicators]:
    if not facts.ruleset.goal.strip() and len(facts.rows) >= FEW and shape_of(facts.form):
        yield GoalAndIndicators(place=facts.form.place)


PART = Rule(GoalAndIndicators, form=_of_form, ruleset=_of_ruleset)
