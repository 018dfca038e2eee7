"""What can be wrong with how a survey is to become a number."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic


class SurveyValueAlone(Diagnostic):
    """A measure says how its survey becomes a number, but it has no survey."""

    code: ClassVar[str] = "survey-value-alone"
    key: str

    def zh(self) -> str:
        return f"写了`{self.key}`，却没有写`调查`用哪个等级"

    def en(self) -> str:
        return f"`{self.key}` says how a survey becomes a number, but the measure has no `survey`"

    def help_zh(self) -> str:
        return "补上`调查: 等级名称`，或删去这一项"

    def help_en(self) -> str:
        return "add `survey:` with the name of a scale, or leave this out"


class SurveyValueUnclear(Diagnostic):
    """How a survey becomes a number is neither its weighted score nor the share of a level and those above it."""

    code: ClassVar[str] = "survey-value-unclear"
    text: str
    level: str

    def zh(self) -> str:
        return f"调查算法`{self.text}`看不懂：是加权得分，还是从哪一档起的占比"

    def en(self) -> str:
        return f"`{self.text}` does not say how a survey becomes a number: by its score, or as the share from which level on"

    def help_zh(self) -> str:
        return f"写成`加权得分`或`{self.level}及以上占比`"

    def help_en(self) -> str:
        return f"write `score` or `{{share: {self.level}}}`"


class SurveyLevelUnknown(Diagnostic):
    """The share of a survey is to be counted from a level that its scale does not have."""

    code: ClassVar[str] = "survey-level-unknown"
    level: str
    scale: str
    near: str = ""
    known: tuple[str, ...] = ()

    def zh(self) -> str:
        return f"等级`{self.scale}`没有`{self.level}`这一档"

    def en(self) -> str:
        return f"the scale `{self.scale}` has no level `{self.level}`"

    def help_zh(self) -> str:
        return f"是否指`{self.near}`" if self.near else "可以写" + "、".join(f"`{name}`" for name in self.known)

    def help_en(self) -> str:
        return f"did you mean `{self.near}`?" if self.near else "its levels are " + ", ".join(f"`{name}`" for name in self.known)


class SurveyShareUnit(Diagnostic):
    """A measure that is the share of a survey has a unit that is no percentage."""

    code: ClassVar[str] = "survey-share-unit"
    unit: str

    def zh(self) -> str:
        return f"按占比计的调查结果是百分数，计量单位不能是`{self.unit}`"

    def en(self) -> str:
        return f"the share of a survey is a percentage and cannot be in `{self.unit}`"

    def help_zh(self) -> str:
        return "计量单位写`%`，或调查算法改为`加权得分`"

    def help_en(self) -> str:
        return "use the unit `%`, or `survey_value: score`"
