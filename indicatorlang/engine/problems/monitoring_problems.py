"""What can be said of the forecasts, the likelihoods and the plans of rows that are not due yet."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import RowProblem
from indicatorlang.model.actual import LIKELIHOODS
from indicatorlang.model.quantity import Quantity


class PlanSetAside(Diagnostic):
    """A row has a plan, and milestones besides: its own, or other rows over the same measure. The milestones come first."""

    code: ClassVar[str] = "plan-set-aside"
    severity: ClassVar[Severity] = Severity.INFO

    indicator: str

    def zh(self) -> str:
        return f"`{self.indicator}`另有节点指标值，进度按节点看，进度计划未采用"

    def en(self) -> str:
        return f"`{self.indicator}` has milestones, so its plan is set aside"


class ForecastUnread(RowProblem):
    """The forecast for the whole year is no value of its measure. It is kept as written, and nothing is foretold from it."""

    code: ClassVar[str] = "forecast-not-readable"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`的全年预计完成值`{self.text}`不是一个确定的值{self.where()}，照录，未据以预测"

    def en(self) -> str:
        return f"the forecast `{self.text}` of `{self.subject}` is no value of it{self.where('en')}; it is kept and nothing is foretold"

    def help_zh(self) -> str:
        return "填一个数（可带单位）、一个等级或一个日期，不写“约”“以上”"

    def help_en(self) -> str:
        return "write one number (with its unit if you like), a level or a date"


class ForecastUnclear(RowProblem):
    """A bare forecast of a percentage can be read as per cent and as a fraction, and the two do not come to the same."""

    code: ClassVar[str] = "forecast-unclear"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`的全年预计完成值`{self.text}`不知是百分数还是小数{self.where()}，照录，未据以预测"

    def en(self) -> str:
        return (
            f"the forecast `{self.text}` of `{self.subject}` may be per cent or a fraction{self.where('en')}; nothing is foretold"
        )

    def help_zh(self) -> str:
        return f"请写明百分号，如`{self.text}%`"

    def help_en(self) -> str:
        return f"write the per cent sign, such as `{self.text}%`"


class ForecastBelow(RowProblem):
    """The forecast of a running total is less than what has been reached already."""

    code: ClassVar[str] = "forecast-below-actual"
    severity: ClassVar[Severity] = Severity.WARNING

    forecast: Quantity
    actual: Quantity

    def zh(self) -> str:
        return f"`{self.subject}`全年预计{self.forecast.shown()}，少于目前已完成的{self.actual.shown()}{self.where()}"

    def en(self) -> str:
        values = f"{self.forecast.shown('en')} is less than the {self.actual.shown('en')} reached already"
        return f"the forecast of `{self.subject}` for the whole year, {values}{self.where('en')}"

    def help_zh(self) -> str:
        return "全年预计完成值从年初算起，包括已完成的部分"

    def help_en(self) -> str:
        return "a forecast is for the whole year and includes what has been done"


class LikelihoodUnknown(RowProblem):
    """The likelihood of reaching a target is none of the three official words. It is kept as written."""

    code: ClassVar[str] = "likelihood-not-known"
    severity: ClassVar[Severity] = Severity.WARNING

    word: str

    def zh(self) -> str:
        return f"`{self.subject}`的完成可能性`{self.word}`不是规定的用语{self.where()}，照录"

    def en(self) -> str:
        return f"the likelihood `{self.word}` of `{self.subject}` is none of the official words{self.where('en')}"

    def help_zh(self) -> str:
        return f"从{'、'.join(f'`{word}`' for word in LIKELIHOODS)}中选一个"

    def help_en(self) -> str:
        return f"use one of {', '.join(f'`{word}`' for word in LIKELIHOODS)}"


class LikelihoodContradicts(RowProblem):
    """Likelihood and forecast, or likelihood and the data so far, do not go together: 确定能 beside a forecast that misses, 完全不可能
    beside one that meets, 确定能 where the target can no longer be met. Nothing is changed; somebody has to look."""

    code: ClassVar[str] = "likelihood-contradicts"
    severity: ClassVar[Severity] = Severity.WARNING

    word: str
    forecast: str = ""
    meets: bool = False

    def zh(self) -> str:
        if not self.forecast:
            return f"`{self.subject}`的完成可能性填`{self.word}`{self.where()}，而按现有数据已不可能达标"
        reaches = "可以达标" if self.meets else "不能达标"
        return (
            f"`{self.subject}`的完成可能性填`{self.word}`{self.where()}，而按全年预计完成值{self.forecast}{reaches}，两者不一致"
        )

    def en(self) -> str:
        beside = f"the likelihood of `{self.subject}` is `{self.word}`{self.where('en')}"
        if not self.forecast:
            return f"{beside}, but the target can no longer be met"
        return f"{beside}, but the forecast {self.forecast} {'meets' if self.meets else 'misses'} the target"

    def help_zh(self) -> str:
        return "请填报单位核实后更正其中一项"

    def help_en(self) -> str:
        return "ask the filler which of the two is right"
