"""符号与指标名称的好坏方向相反
the sign runs against what the name tells

为什么：坏事要求“至少”多少，好事要求“至多”多少，做得越差越达标，多半是符号写反了
Why: at least so many bad things, at most so many good ones: the worse it is the better it scores; the sign is turned round
例：逾期发放率 ≥ 5%；服务对象满意度 ≤ 90%
Example: 逾期发放率 >= 5%; 服务对象满意度 <= 90%
改法：核对符号；确实如此的，在数据项里写明“方向”
Instead: check the sign; where it is meant so, say the `direction` in the measure
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.lint.facts import RulesetFacts, TargetFacts
from indicatorlang.lint.kinds import known_unit, plainly_good
from indicatorlang.lint.meaning import demanded
from indicatorlang.lint.parts import Rule, TargetAdvice
from indicatorlang.model.comparison import Op
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.number import exact
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.fields import short


class SignAgainstTheName(TargetAdvice):
    """A stated comparison asks for more of what is bad by its name, or for less of what is good. `word` tells which."""

    code: ClassVar[str] = "L191"

    name: str
    target: str
    word: str
    wants: Literal["more", "less"]

    def zh(self) -> str:
        way = "不应越多越好，要求却是至少" if self.wants == "more" else "应当越高越好，要求却是至多"
        return f"`{self.name}`按`{self.word}`看{way}：`{self.target}`"

    def en(self) -> str:
        way = "is bad, and at least so much is demanded" if self.wants == "more" else "is good, and at most so much is demanded"
        return f"`{self.word}` in `{self.name}` {way}: `{self.target}`"

    def help_zh(self) -> str:
        return "核对符号是不是写反了" + ("" if self.in_table else "；确实如此的，在数据项里写明`方向`")

    def help_en(self) -> str:
        where = "" if self.in_table else "; where it is meant so, say the `direction` in the measure"
        return f"check whether the sign is turned round{where}"


def _check(target: TargetFacts) -> Iterator[SignAgainstTheName]:
    """A target of a list or a table. Those of a ruleset are looked at as they are understood there."""
    reading = target.reading
    stated = not _GUESSED & {one.code for one in reading.assumed}
    in_a_ruleset = target.decided or target.source is not None
    if not in_a_ruleset and target.name and reading.kind == "number" and not reading.clauses and stated and reading.op:
        unit = known_unit(reading.unit or target.unit)
        said = _against(target.name, reading.op, exact(reading.value or ""), unit)
        if said is not None:
            name, text = short(target.name), short(target.text)
            yield SignAgainstTheName(name=name, target=text, word=said[0], wants=said[1], place=target.place, in_table=True)


def _check_rows(facts: RulesetFacts) -> Iterator[SignAgainstTheName]:
    """A measure whose direction is declared is what its author says it is."""
    for row in facts.rows:
        condition = row.indicator.condition
        guessed = _GUESSED & {one.code for one in row.indicator.assumed}
        if not isinstance(condition, Threshold) or guessed or not isinstance(condition.subject, MeasureRef):
            continue
        bound, measure = condition.bound, facts.ruleset.measures.get(condition.subject.measure)
        if not isinstance(bound, Constant) or measure is None or measure.direction is not None:
            continue
        said = _against(measure.name, condition.op, bound.quantity.number, bound.quantity.unit)
        if said is not None:
            name, text = short(measure.name), demanded(row)
            yield SignAgainstTheName(name=name, target=text, word=said[0], wants=said[1], place=row.indicator.place)


_GUESSED = frozenset({"operator-assumed", "operator-taken", "operators-differ", "direction-assumed"})


def _against(name: str, op: Op, number: Fraction | None, unit: Unit | None) -> tuple[str, Literal["more", "less"]] | None:
    """The word of the name that the sign runs against, and what the sign asks for."""
    if op not in (">=", ">", "<=", "<"):
        return None
    told = told_direction(name, (), unit, number)
    if op in (">=", ">"):
        against = told.direction == "lower" and number != 0 and _tells(told.word, name, unit)
        return (told.word, "more") if against else None
    good = plainly_good(name) if unit is not None and unit.is_ratio and told.direction == "higher" else ""
    return (good, "less") if good else None


_TIMES = ("天", "日", "周", "月", "年", "小时", "分钟")
"""供餐天数, 服务年限: time may be what is wanted, and only the rest of a name tells whether it is."""


def _tells(word: str, name: str, unit: Unit | None) -> bool:
    """Whether a word of the name says so plainly. Sums of money may be the least that is to be spent on somebody, and a word of an
    English name may be what something else is done about."""
    money = unit is not None and any(base.startswith("money:") for base, _ in unit.dimension)
    return bool(word) and not word.isascii() and word in name and not money and word not in _TIMES


PART = Rule(SignAgainstTheName, target=_check, ruleset=_check_rows)
