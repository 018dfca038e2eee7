"""适用条件不起作用，或者已经把结论定死
a condition of applying that decides nothing, or everything

为什么：永远成立的等于没写，永远不成立的这项永远不考核；与判定要求相同的，考核了就必然达标
Why: one that always holds says nothing, one that never holds takes the row out, one that repeats the target is always met
例：适用条件写“受理件数 ≥ 0 件”；适用条件和判定都写“满意度 ≥ 90%”
Example: it applies when 受理件数 >= 0 件; it applies when 满意度 >= 90%, which is its target too
改法：核对条件；通常写“受理件数 > 0 件”这样的前提
Instead: check it; mostly it says that there is anything to judge, such as 受理件数 > 0 件
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.meaning import always_met, box_of, can_be, can_be_met
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.model.met import implies
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.resolve.fields import short

Fault = Literal["always", "never", "met", "missed"]
_ZH: dict[Fault, str] = {
    "always": "永远成立，写了不起作用",
    "never": "永远不成立，这一项永远不考核",
    "met": "已经包含了判定的要求，一考核就必然达标",
    "missed": "与判定的要求相反，一考核就必然不达标",
}
_EN: dict[Fault, str] = {
    "always": "always holds and says nothing",
    "never": "never holds, so that the row is never judged",
    "met": "holds the demand itself, so that the row is met whenever it applies",
    "missed": "contradicts the demand, so that the row is missed whenever it applies",
}


class WhenDecidesNothing(Advice):
    """When a row applies is always, never, or settles the verdict already."""

    code: ClassVar[str] = "L193"

    name: str
    when: str
    fault: Fault

    def zh(self) -> str:
        return f"`{self.name}`的适用条件`{self.when}`{_ZH[self.fault]}"

    def en(self) -> str:
        return f"`{self.name}` applies when `{self.when}`, which {_EN[self.fault]}"

    def help_zh(self) -> str:
        return "核对符号和数；要写的通常是“有没有可考核的事”，如`受理件数 > 0 件`"

    def help_en(self) -> str:
        return "check the sign and the number; mostly it says that there is anything to judge, such as `受理件数 > 0 件`"


def _check(facts: RulesetFacts) -> Iterator[WhenDecidesNothing]:
    for row in facts.rows:
        fault = _fault(row, facts.ruleset)
        if fault is not None:
            name, when = short(row.indicator.name), short(row.fields.text("when"))
            yield WhenDecidesNothing(name=name, when=when, fault=fault, place=row.fields.at("when"))


def _fault(row: RowFacts, ruleset: Ruleset) -> Fault | None:
    when, box = box_of(row.indicator.when, ruleset), box_of(row.indicator.condition, ruleset)
    if when is None:
        return None
    if any((region & can_be(subject, ruleset)).is_empty for subject, region in when.items()):
        return "never"
    if always_met(when, ruleset):
        return "always"
    if box is None or not can_be_met(box) or always_met(box, ruleset):
        return None
    if implies(when, box):
        return "met"
    return "missed" if any(subject in when and (when[subject] & region).is_empty for subject, region in box.items()) else None


PART = Rule(WhenDecidesNothing, ruleset=_check)
