"""What is wrong with rows beside the weights, and with rows that are made of items."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic


class OutsideWeight(Diagnostic):
    """A bonus or a deduction has a weight: it stands beside the weights."""

    code: ClassVar[str] = "outside-weight"
    name: str
    method: str
    english: str

    def zh(self) -> str:
        return f"`{self.name}`是{self.method}，不占分值，却写了分值"

    def en(self) -> str:
        return f"`{self.name}` is a {self.english} beside the weights, but has a weight"

    def help_zh(self) -> str:
        return "去掉分值；封顶写`最多`"

    def help_en(self) -> str:
        return "leave `weight` out; a limit is `most`"


class ItemsAndTarget(Diagnostic):
    """A row has items and a target of its own, or a scoring method besides."""

    code: ClassVar[str] = "items-and-target"
    name: str
    key: str

    def zh(self) -> str:
        return f"`{self.name}`写了子项，又写了`{self.key}`"

    def en(self) -> str:
        return f"`{self.name}` has items and `{self.key}` besides"

    def help_zh(self) -> str:
        return "有子项的，判定写在各子项里，批复的原文写在“指标值”"

    def help_en(self) -> str:
        return "with items the targets stand in them; the approved text goes to `wording`"


class ItemWeights(Diagnostic):
    """The points of the items do not add up to those of the row."""

    code: ClassVar[str] = "item-weights"
    name: str
    below: str
    weight: str

    def zh(self) -> str:
        return f"`{self.name}`分值{self.weight}分，各子项合计却是{self.below}分"

    def en(self) -> str:
        return f"`{self.name}` has {self.weight} points, but its items come to {self.below}"

    def help_zh(self) -> str:
        return "改成一致，或不写本行分值"

    def help_en(self) -> str:
        return "make them agree, or leave the row's weight out"
