"""写了与评分办法相同的内容
a setting repeats what the scoring rules say anyway

为什么：写了不起作用；以后评分办法修订，这一行还停在老规定上，没人想得起来
Why: it changes nothing, and when the scoring rules are revised the row stays with the old ones and nobody thinks of it
例：评分办法规定逾期得分系数0.6，指标里又写“逾期得分系数: 0.6”
Example: the profile gives 0.6 of the points for late completion, and the row says `late: 0.6` again
改法：删去；有意固定下来的，可以不管这条提示
Instead: leave it out, unless it is meant to stay whatever the profile becomes
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_key
from indicatorlang.model.profile import Profile
from indicatorlang.resolve.fields import short


class SameAsTheProfile(Advice):
    """A key of a row says what the profile says of every row."""

    code: ClassVar[str] = "L177"
    severity: ClassVar[Severity] = Severity.INFO
    touches: ClassVar[frozenset[str]] = frozenset({"late"})

    name: str
    key: str
    value: str
    profile: str

    def zh(self) -> str:
        return f"`{self.name}`的`{self.key}: {self.value}`与评分办法`{self.profile}`相同，可以不写"

    def en(self) -> str:
        return f"`{self.key}: {self.value}` of `{self.name}` is what the scoring rules `{self.profile}` say anyway"

    def help_zh(self) -> str:
        return "删去这一行的写法，随评分办法走"

    def help_en(self) -> str:
        return "leave it out and let the scoring rules decide"


def _check(facts: RulesetFacts) -> Iterator[SameAsTheProfile]:
    profile = facts.ruleset.profile
    for row in facts.rows:
        repeated = tuple(_repeated(row, profile))
        for key in repeated:
            yield SameAsTheProfile(
                name=short(row.indicator.name),
                key=row.fields.label(key),
                value=short(row.fields.text(key)),
                profile=short(profile.name),
                place=row.fields.at(key),
                edits=without_key(facts, row, key, repeated),
            )


def _repeated(row: RowFacts, profile: Profile) -> Iterator[str]:
    if "late" in row.fields and row.indicator.late == profile.late:
        yield "late"
    if "equal" in row.fields and row.fields.choice("equal") == profile.equal:
        yield "equal"


PART = Rule(SameAsTheProfile, ruleset=_check)
