"""What can be said when a frame is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity

What = Literal[
    "scoring",
    "facts",
    "rounding",
    "when",
    "items",
    "milestones",
    "deadline",
    "each",
    "trend",
    "records",
    "demand",
    "latest",
    "level",
    "done",
    "growth",
    "baseline",
    "elapsed",
    "extreme",
    "survey",
    "weighted",
    "units",
    "total",
]
WHAT: Mapping[What, tuple[str, str]] = {
    "scoring": ("评分办法", "its scoring method"),
    "facts": ("佐证材料或偏差原因类别影响得分", "evidence or a cause that changes its points"),
    "rounding": ("评分办法的取整方式", "the rounding of its profile"),
    "when": ("适用条件", "its `when`"),
    "items": ("分项计分", "its items"),
    "milestones": ("节点分值", "its milestone weights"),
    "deadline": ("两种读法的截止日期", "a deadline that can be read in two ways"),
    "each": ("逐期考核", "a target for each period"),
    "trend": ("逐期趋势", "a trend"),
    "records": ("台账的列", "a column of a table of cases"),
    "demand": ("对每件的要求随数据变化", "a demand on each case that depends on data"),
    "latest": ("台账中最后一件", "the last case of a table"),
    "level": ("等级", "a level"),
    "done": ("完成日期", "a day of completion"),
    "growth": ("与基期比较", "growth over a baseline"),
    "baseline": ("按基期计分", "points counted from a baseline"),
    "elapsed": ("时间间隔", "the time between two days"),
    "extreme": ("多项取大取小", "the greatest or least of several"),
    "survey": ("问卷", "a survey"),
    "weighted": ("逐期或加权汇总", "a weighted or period-by-period aggregate"),
    "units": ("计量单位", "units that do not fit"),
    "total": (
        "总分（一票否决、加减分，或者按未取整的分数评等）",
        "its part in the total: a veto, points beside the weights, or a grade on unrounded points",
    ),
}
"""What has no meaning on columns, by its word."""


class NotOnColumns(Diagnostic):
    """A row of the ruleset asks for something that columns cannot do. Nothing is evaluated.

    `evaluate_frame(…, unsupported="rows")` evaluates the whole frame by the row engine instead, project by project."""

    code: ClassVar[str] = "not-on-columns"
    severity: ClassVar[Severity] = Severity.ERROR

    indicator: str
    what: What
    command: bool = False
    """Whether the command line asked, where the offered way is an option."""

    def zh(self) -> str:
        return f"指标`{self.indicator}`不能按列计算：{WHAT[self.what][0]}"

    def en(self) -> str:
        return f"`{self.indicator}` cannot be evaluated on columns: {WHAT[self.what][1]}"

    def help_zh(self) -> str:
        return "加上 --by-rows，逐个项目测算" if self.command else '改用 unsupported="rows"，逐个项目计算'

    def help_en(self) -> str:
        return (
            "add `--by-rows` to evaluate project by project"
            if self.command
            else 'pass `unsupported="rows"` to evaluate project by project'
        )


class FrameNotLong(Diagnostic):
    """A frame of many projects is a long table; a column that such a table has is missing."""

    code: ClassVar[str] = "frame-not-long"
    severity: ClassVar[Severity] = Severity.ERROR

    missing: Literal["name", "period", "value"]

    def zh(self) -> str:
        return f"数据框缺少`{_HEADINGS[self.missing][0]}`列"

    def en(self) -> str:
        return f"the frame has no column `{_HEADINGS[self.missing][1]}`"

    def help_zh(self) -> str:
        return "按长表提供数据：项目编码、指标、期间、实际值，另可有单位、口径"

    def help_en(self) -> str:
        return "give a long table: project, measure, period, value, and where there are unit and kind"


_HEADINGS = {"name": ("指标", "measure"), "period": ("期间", "period"), "value": ("实际值", "value")}
