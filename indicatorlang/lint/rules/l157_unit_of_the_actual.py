"""完成值的计量单位与指标值不同
the unit of the actual is not that of the target

为什么：元和万元、95%和0.95混用，差一百倍一万倍也看不出来，得分就无从核对
Why: 元 beside 万元, or 0.95 beside 95%, is a hundred or ten thousand times off, and nobody can check the score
例：指标值≥90%，完成值0.92；指标值≥500人次，完成值512人
Example: a target of 90% and an actual of 0.92; a target in visits and an actual in persons
改法：按指标值的计量单位填写
Instead: fill in the actual in the unit of the target
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.parts import Advice, Rule, place_of
from indicatorlang.lint.rescored import UNITS, called, refusal
from indicatorlang.model.rescored import RescoredRow


class UnitOfTheActual(Advice):
    """An actual is in a unit that does not convert into the target's, or leaves open which it is in. `because` are the reasons in Chinese
    and in English."""

    code: ClassVar[str] = "L157"

    name: str
    because: tuple[str, str]

    def zh(self) -> str:
        return f"`{self.name}`的计量单位对不上：{self.because[0]}"

    def en(self) -> str:
        return f"the units of `{self.name}` do not match: {self.because[1]}"

    def help_zh(self) -> str:
        return "请按指标值的计量单位填写"

    def help_en(self) -> str:
        return "fill it in in the unit of the target"


def _check(row: RescoredRow) -> Iterator[UnitOfTheActual]:
    because = refusal(row)
    if because is not None and because.code in UNITS:
        both, place = (because.zh(), because.en()), place_of(row.table, row.row)
        yield UnitOfTheActual(name=called(row), because=both, place=place)


PART = Rule(UnitOfTheActual, row=_check)
