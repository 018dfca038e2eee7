"""一票否决起不了作用
a veto that changes nothing

为什么：写了否决，看的人以为有约束；其实这一项不达标本来就得零分，或者根本不可能不达标
Why: a reader takes it for a sanction, though a miss earns nothing anyway, or the row can never be missed
例：评分标准“达标得分”的一项写“一票否决: 单项”
Example: a row that is scored met or nothing has `veto: indicator`
改法：要牵连别的指标的，影响改为“一级”“项目”或“等级”；否则删去
Instead: let it reach further (`group`, `project`, `grade`), or leave it out
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RowFacts, RulesetFacts
from indicatorlang.lint.meaning import always_met, box_of
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.removing import without_key
from indicatorlang.resolve.fields import short


class VetoWithoutEffect(Advice):
    """A veto that only takes what is not there, or never fires."""

    code: ClassVar[str] = "L195"
    touches: ClassVar[frozenset[str]] = frozenset({"veto"})

    name: str
    fault: Literal["weightless", "all_or_nothing", "never"]

    def zh(self) -> str:
        return (
            f"`{self.name}`的一票否决不起作用："
            + {
                "weightless": "只影响单项，而这一项没有分值",
                "all_or_nothing": "只影响单项，而这一项不达标本来就不得分",
                "never": "这一项不论完成多少都算达标，否决永远不会触发",
            }[self.fault]
        )

    def en(self) -> str:
        return (
            f"the veto of `{self.name}` changes nothing: "
            + {
                "weightless": "it reaches the row alone, and the row has no points",
                "all_or_nothing": "it reaches the row alone, and a miss earns nothing anyway",
                "never": "the row is met by whatever is reported, so that it never fires",
            }[self.fault]
        )

    def help_zh(self) -> str:
        return "核对判定" if self.fault == "never" else "影响改为`一级`、`项目`或`等级`，或删去一票否决"

    def help_en(self) -> str:
        return (
            "check the target"
            if self.fault == "never"
            else "let it reach the `group`, the `project` or the `grade`, or leave it out"
        )


def _check(facts: RulesetFacts) -> Iterator[VetoWithoutEffect]:
    for row in facts.rows:
        fault = _fault(row, facts)
        if fault is None:
            continue
        harmless = fault == "all_or_nothing"
        edits = without_key(facts, row, "veto") if harmless else ()
        yield VetoWithoutEffect(name=short(row.indicator.name), fault=fault, place=row.fields.at("veto"), edits=edits)


def _fault(row: RowFacts, facts: RulesetFacts) -> Literal["weightless", "all_or_nothing", "never"] | None:
    veto, indicator = row.indicator.veto, row.indicator
    if veto is None or (indicator.scoring is not None and indicator.scoring.method in ("bonus", "deduction")):
        return None
    box = box_of(indicator.condition, facts.ruleset)
    if veto.on == ("missed",) and box is not None and always_met(box, facts.ruleset):
        return "never"
    if veto.effect != "indicator" or any(version.weight or version.scoring for version in indicator.versions):
        return None
    if not indicator.weight and not facts.ruleset.weights_assumed:
        return "weightless"
    method = facts.ruleset.profile.scoring_of(indicator.scoring).method
    return "all_or_nothing" if method == "pass_fail" and set(veto.on) <= {"missed", "no_data", "invalid"} else None


PART = Rule(VetoWithoutEffect, ruleset=_check)
