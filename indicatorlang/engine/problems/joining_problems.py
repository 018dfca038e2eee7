"""What is said of values that come from several reporting units, and of values that are weighed."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import NOWHERE, where
from indicatorlang.model.actual import Origin
from indicatorlang.model.measured import Joined

_MOST = 6
_HOW_ZH: dict[str, str] = {
    "sum": "填报的数相加得出",
    "funds": "填报的数按`{by}`加权平均得出",
    "weighted": "填报的数按`{by}`加权平均得出",
    "mean": "填报的数简单平均得出（规则写明）",
    "equal": "填报，各单位一致",
    "survey": "的问卷合并计算得出",
}
_TAKEN_ZH = {"min": "填报的数中最小的", "max": "填报的数中最大的", "worst": "填报的结果中最差的"}
_HOW_EN: dict[str, str] = {
    "sum": "adds up what {units} reported",
    "funds": "averages what {units} reported, weighted by `{by}`",
    "weighted": "averages what {units} reported, weighted by `{by}`",
    "mean": "is the plain average of what {units} reported, as the ruleset says",
    "min": "is the least of what {units} reported",
    "max": "is the greatest of what {units} reported",
    "worst": "is the worst of what {units} reported",
    "equal": "is what {units} report alike",
    "done": "is done when {units} have done it, on the last of their days",
    "survey": "puts the survey counts of {units} together",
}


def units_zh(names: tuple[str, ...]) -> str:
    """`甲区、乙区2个单位`; of many only the first."""
    if len(names) == 1:
        return names[0]
    shown = "、".join(names[:_MOST])
    between = "等" if len(names) > _MOST else "共" if shown[-1:].isdigit() else ""
    return f"{shown}{between}{len(names)}个单位"


def units_en(names: tuple[str, ...]) -> str:
    """The same in English."""
    if len(names) == 1:
        return f"`{names[0]}`"
    shown = ", ".join(f"`{name}`" for name in names[:_MOST])
    return f"{len(names)} units ({shown}{', …' if len(names) > _MOST else ''})"


class UnitsJoined(Diagnostic):
    """Several reporting units (填报单位) gave values of one measure; this says which, and how they became one value.

    Counts, money, masses, lengths and the like are added. Percentages, unit prices, durations and plain numbers are weighted by the
    budgets of the units (全年预算数, else 全年执行数) or by the measure that `weight_by` (权数) names, never just averaged. Something
    is done when all have done it. `across_units` (单位汇总) on the measure says it otherwise."""

    code: ClassVar[str] = "units-joined"
    severity: ClassVar[Severity] = Severity.INFO

    measure: str
    how: Joined
    units: tuple[str, ...]
    by: str = ""

    def zh(self) -> str:
        units = units_zh(self.units)
        if self.how == "done":
            return f"`{self.measure}`须{units}全部完成，以最后一个完成的日期为准"
        if self.how in _TAKEN_ZH:
            return f"`{self.measure}`取{units}{_TAKEN_ZH[self.how]}"
        return f"`{self.measure}`由{units}{_HOW_ZH[self.how].format(by=self.by)}"

    def en(self) -> str:
        return f"`{self.measure}` {_HOW_EN[self.how].format(units=units_en(self.units), by=self.by)}"


class UnitsNotWeighed(Diagnostic):
    """Several reporting units gave different values of a measure that cannot be added up, and there is nothing to weigh them by."""

    code: ClassVar[str] = "units-not-weighed"

    measure: str
    units: tuple[str, ...]
    values: tuple[str, ...]
    by: tuple[str, ...]
    lacking: tuple[str, ...] = ()

    def zh(self) -> str:
        shown = "、".join(
            f"{name}{'为' if name[-1:].isascii() else ''}{value}"
            for name, value in list(zip(self.units, self.values, strict=True))[:_MOST]
        )
        more = f"等{len(self.units)}个单位" if len(self.units) > _MOST else ""
        lacks = f"{units_zh(self.lacking)}没有填报" if self.lacking else "没有填报"
        named = "或".join(f"`{name}`" for name in self.by)
        return f"`{self.measure}`各单位的数不能直接平均（{shown}{more}），{lacks}{named}，无从加权"

    def en(self) -> str:
        shown = ", ".join(f"`{name}` {value}" for name, value in list(zip(self.units, self.values, strict=True))[:_MOST])
        named = " or ".join(f"`{name}`" for name in self.by)
        who = f"{units_en(self.lacking)} did not report" if self.lacking else "no unit reported"
        return (
            f"the units differ on `{self.measure}` ({shown}), which neither adds up nor is averaged; {who} {named} to weigh it by"
        )

    def help_zh(self) -> str:
        return "请各单位补报资金数，或改报分子和分母，或在规则里写明`单位汇总`（如 单位汇总: 按权数加权，权数: 有效样本）"

    def help_en(self) -> str:
        return "have the units report it, or report numerator and denominator, or state `across_units` (and `weight_by`) on the measure"


class UnitWordsDiffer(Diagnostic):
    """Several reporting units gave different levels of one measure, and the ruleset does not say which one counts."""

    code: ClassVar[str] = "units-differ-in-level"

    measure: str
    units: tuple[str, ...]
    levels: tuple[str, ...]

    def zh(self) -> str:
        shown = "、".join(f"{name}为“{level}”" for name, level in list(zip(self.units, self.levels, strict=True))[:_MOST])
        return f"`{self.measure}`各单位的等级不同（{shown}）"

    def en(self) -> str:
        shown = ", ".join(f"`{name}` `{level}`" for name, level in list(zip(self.units, self.levels, strict=True))[:_MOST])
        return f"the units report different levels of `{self.measure}` ({shown})"

    def help_zh(self) -> str:
        return "请只填一个等级，或在规则里写明 单位汇总: 最差"

    def help_en(self) -> str:
        return "report one level, or state `across_units: worst` on the measure"


class UnitsWayUnclear(Diagnostic):
    """`across_units: worst` on a number needs to know whether more or less is better, or the words do not fit the measure."""

    code: ClassVar[str] = "units-way-unclear"

    measure: str
    way: str

    def zh(self) -> str:
        if self.way == "worst":
            return f"`{self.measure}`的单位汇总是`最差`，但看不出越高越好还是越低越好"
        return f"`{self.measure}`填的是等级，各单位的等级不能按`{self.way}`汇总"

    def en(self) -> str:
        if self.way == "worst":
            return f"`{self.measure}` takes the `worst` of its units, but whether more or less is better is not known"
        return f"`{self.measure}` is reported in levels, which `{self.way}` cannot bring together"

    def help_zh(self) -> str:
        return "请在该数据项写明`方向`，或改用最小、最大" if self.way == "worst" else "等级请用 单位汇总: 最差"

    def help_en(self) -> str:
        return "state its `direction`, or use `min` or `max`" if self.way == "worst" else "use `across_units: worst`"


class TotalOfUnitsDiffers(Diagnostic):
    """A value without a reporting unit stands beside those of the units as their total, and is not what they make."""

    code: ClassVar[str] = "total-of-units-differs"

    measure: str
    total: str
    made: str
    units: tuple[str, ...]
    origin: Origin = NOWHERE

    def zh(self) -> str:
        return f"`{self.measure}`没有写填报单位的`{self.total}`{where(self.origin)}应是合计数，与{units_zh(self.units)}得出的`{self.made}`不一致"

    def en(self) -> str:
        total = f"`{self.total}`{where(self.origin, 'en')}"
        return f"{total} of `{self.measure}` names no unit and so is their total, but {units_en(self.units)} make `{self.made}`"

    def help_zh(self) -> str:
        return "请核对；如果它也是一个单位的数，请写上填报单位"

    def help_en(self) -> str:
        return "check it; if it is the value of one more unit, name that unit"


class TotalOfUnitsTaken(Diagnostic):
    """The units do not make a value together, but a total without a reporting unit was given, so that counts."""

    code: ClassVar[str] = "total-of-units-taken"
    severity: ClassVar[Severity] = Severity.INFO

    measure: str
    total: str
    units: tuple[str, ...]

    def zh(self) -> str:
        return (
            f"`{self.measure}`各单位（{'、'.join(self.units[:_MOST])}）的数不全或不能汇总，按没有写填报单位的合计数{self.total}计"
        )

    def en(self) -> str:
        return f"{units_en(self.units)} do not make `{self.measure}` together; the total {self.total} that names no unit counts"


class UnitsOfFormulaDiffer(Diagnostic):
    """A formula divides or adds measures that were reported by different units: the result may compare what does not belong together."""

    code: ClassVar[str] = "units-of-formula-differ"
    severity: ClassVar[Severity] = Severity.WARNING

    first: str
    second: str
    lacking: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.first}`有{units_zh(self.lacking)}的数，`{self.second}`没有，两者范围不一致，请核对"

    def en(self) -> str:
        return f"{units_en(self.lacking)} reported `{self.first}` but not `{self.second}`; please check that they cover the same"


class WeightsUnusable(Diagnostic):
    """The weights of a weighted mean are negative or all nought, or their measure cannot be used."""

    code: ClassVar[str] = "weights-unusable"

    measure: str
    by: str
    fault: Literal["negative", "nought"]
    of: str = ""
    value: str = ""

    def zh(self) -> str:
        if self.fault == "nought":
            return f"`{self.measure}`按`{self.by}`加权，但权数都是0，无从加权"
        return f"`{self.measure}`按`{self.by}`加权，`{self.of}`的权数是负数（{self.value}）"

    def en(self) -> str:
        if self.fault == "nought":
            return f"`{self.measure}` is weighted by `{self.by}`, and all weights are 0"
        return f"`{self.measure}` is weighted by `{self.by}`, whose value for `{self.of}` is negative ({self.value})"

    def help_zh(self) -> str:
        return f"请核对`{self.by}`"

    def help_en(self) -> str:
        return f"check `{self.by}`"


class CombineNamesOne(Diagnostic):
    """Several projects were to be evaluated as one, and one project was named, or there are several rulesets."""

    code: ClassVar[str] = "combine-needs-one-ruleset"

    rulesets: int = 1

    def zh(self) -> str:
        if self.rulesets > 1:
            return f"合并评价只用一个规则文件，这里有{self.rulesets}个"
        return "合并评价是把各项目合成一个来评价，不能同时只选一个项目"

    def en(self) -> str:
        if self.rulesets > 1:
            return f"projects are combined under one ruleset, and there are {self.rulesets}"
        return "to combine all projects and to choose one of them exclude each other"

    def help_zh(self) -> str:
        return "请只写一个规则文件" if self.rulesets > 1 else "去掉 --project，或去掉 --combine"

    def help_en(self) -> str:
        return "name one ruleset" if self.rulesets > 1 else "leave out `--project` or `--combine`"
