"""有的指标有序号，有的没有
some indicators have an id and others go by their name

为什么：没有序号的按名称对应，名称改一个字，以前各期的数据和自测就对不上了
Why: a row without an id goes by its name: change one word of it, and the actuals and tests of earlier periods no longer match
例：前三项写了序号1、2、3，第四项没有写
Example: rows 1, 2 and 3 have their ids, the fourth has none
改法：给每一项都写上序号，编定以后不再改动
Instead: give every row an id, and never change it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class RowWithoutId(Advice):
    """A row has no id in a ruleset whose other rows mostly have one."""

    code: ClassVar[str] = "L176"

    name: str
    count: int

    def zh(self) -> str:
        return f"`{self.name}`没有序号，另有{self.count}项写了序号：名称一改，已报的数据就对不上"

    def en(self) -> str:
        return f"`{self.name}` has no id, unlike others ({self.count}): a change of its name would lose its actuals"

    def help_zh(self) -> str:
        return "补上`序号`，不与其他指标重复，编定后不再改动"

    def help_en(self) -> str:
        return "give it an `id` that no other row has, and never change it"


def _check(facts: RulesetFacts) -> Iterator[RowWithoutId]:
    bare = [row for row in facts.rows if "id" not in row.fields]
    count = len(facts.rows) - len(bare)
    if count < len(bare):
        return
    for row in bare:
        yield RowWithoutId(name=short(row.indicator.name), count=count, place=row.fields.at("name"))


PART = Rule(RowWithoutId, ruleset=_check)
