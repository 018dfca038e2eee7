"""计量单位与指标名称不相称
the unit is none that such an indicator is counted in

为什么：满意度不会以元计，时效不会以个计，多半是单位填错了行，得分也就错了
Why: satisfaction is not counted in yuan, nor time in pieces; most likely the unit belongs to another row, and the score with it
例：服务对象满意度 ≥ 90 元；办理时效 ≤ 3 个
Example: 服务对象满意度 >= 90 元; 办理时效 <= 3 个
改法：改成相称的单位，如满意度用“%”，时效用“工作日”
Instead: use a unit that suits the name: `%` for satisfaction, `工作日` for time
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.kinds import known_unit, strange_unit
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.lint.targets import conditions_of
from indicatorlang.resolve.fields import short


class UnitDoesNotSuit(Advice):
    """A name that says what is counted has a unit of another kind. `word` is the end of the name."""

    code: ClassVar[str] = "L187"

    name: str
    unit: str
    word: str

    def zh(self) -> str:
        return f"`{self.name}`以`{self.unit}`计，`{self.word}`通常不用这样的单位"

    def en(self) -> str:
        return f"`{self.name}` is counted in `{self.unit}`, which is no unit of `{self.word}`"

    def help_zh(self) -> str:
        return "核对单位，看是不是与别的指标填串了行"

    def help_en(self) -> str:
        return "check the unit, it may belong to another row"


def _check(target: TargetFacts) -> Iterator[UnitDoesNotSuit]:
    for reading in conditions_of(target.reading):
        said = reading.unit or (target.unit if reading.kind in ("number", "range") else "")
        word = strange_unit(target.name, known_unit(said or "")) if reading.kind in ("number", "range") else ""
        if word:
            yield UnitDoesNotSuit(name=short(target.name), unit=short(said or ""), word=word, place=target.at(said or ""))
            return


def _check_measures(facts: RulesetFacts) -> Iterator[UnitDoesNotSuit]:
    for measure in facts.ruleset.measures.values():
        if measure.declared and measure.unit is not None and measure.scale is None:
            word = strange_unit(measure.name, measure.unit)
            if word:
                yield UnitDoesNotSuit(name=short(measure.name), unit=measure.unit.text, word=word, place=measure.place)


PART = Rule(UnitDoesNotSuit, target=_check, ruleset=_check_measures)
