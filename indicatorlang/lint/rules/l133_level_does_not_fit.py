"""二级指标不属于所在的一级指标
a level-2 heading below a level-1 heading that it does not belong to

为什么：放错类别，这一类的分值就不是这一类的，汇总和对比都会算错，复核时也会要求改
Why: below the wrong heading its points count for another kind of result, and a reviewer sends it back
例：一级指标“产出指标”下写“社会效益指标”
Example: 社会效益指标 below 产出指标
改法：移到所属的一级指标下，如社会效益指标归效益指标
Instead: move it to where it belongs, such as social benefits below benefits
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from indicatorlang.lint.facts import FormFacts, FormRow
from indicatorlang.lint.levels import lists, may_stand_below, where_it_belongs
from indicatorlang.lint.parts import Advice, Rule
from indicatorlang.resolve.fields import short


class LevelDoesNotFit(Advice):
    """The level-2 heading of a row stands below a level-1 heading that no frame of forms has it below. `belongs` are those it may
    stand below, by their usual names; `rows` how many rows have the same two headings."""

    code: ClassVar[str] = "L133"

    level1: str
    level2: str
    belongs: tuple[tuple[str, str], ...]
    rows: int = 1

    def zh(self) -> str:
        return f"`{self.level2}`不属于`{self.level1}`" + (f"（共{self.rows}项）" if self.rows > 1 else "")

    def en(self) -> str:
        return f"`{self.level2}` does not belong below `{self.level1}`" + (f" ({self.rows} rows)" if self.rows > 1 else "")

    def help_zh(self) -> str:
        return f"归入{'或'.join(f'`{name}指标`' for name, _ in self.belongs)}；内容确属现在这一类的，改二级指标"

    def help_en(self) -> str:
        return f"move it below {' or '.join(f'`{name}`' for _, name in self.belongs)}, or change the level-2 heading"


def _check(form: FormFacts) -> Iterator[LevelDoesNotFit]:
    pairs: dict[tuple[str, str], list[FormRow]] = {}
    for row in form.rows:
        pairs.setdefault((row.level1, row.level2), []).append(row)
    for (level1, level2), rows in pairs.items():
        if not may_stand_below(level2, level1):
            belongs = tuple((lists()["level1"][kind][0], kind) for kind in where_it_belongs(level2))
            fields = rows[0].target.fields
            place = rows[0].place if fields is None else fields.at("level2")
            yield LevelDoesNotFit(level1=short(level1), level2=short(level2), belongs=belongs, rows=len(rows), place=place)


PART = Rule(LevelDoesNotFit, form=_check)
