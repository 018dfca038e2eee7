"""What to say of values that can be read in two ways: that both readings agree, or that somebody has to say which one is meant."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.engine.problems.actuals_problems import RowProblem, quoted
from indicatorlang.model.period import Period
from indicatorlang.model.quantity import Quantity


class EitherReading(Diagnostic):
    """A value can be read in two ways, and both lead to the same result. Which one was taken is said."""

    code: ClassVar[str] = "either-reading"
    severity: ClassVar[Severity] = Severity.INFO

    axis: Literal["kind", "percent", "nothing", "money"]
    measures: tuple[str, ...]
    taken: str
    other: str

    _ZH: ClassVar[dict[str, str]] = {
        "period": "本期数",
        "ytd": "累计数",
        "percent": "百分数（95即95%）",
        "fraction": "小数（0.95即95%）",
        "zero": "零",
        "blank": "未填报",
        "as_written": "所列单位",
        "other_unit": "元、万元中的另一个单位",
    }
    _EN: ClassVar[dict[str, str]] = {
        "period": "values of the period",
        "ytd": "values since the start of the span",
        "percent": "per cent",
        "fraction": "fractions",
        "zero": "zero",
        "blank": "no data",
        "as_written": "the unit as stated",
        "other_unit": "the other of the two money units",
    }

    def _words(self, words: dict[str, str]) -> tuple[str, str]:
        return words.get(self.taken, f"`{self.taken}`"), words.get(self.other, f"`{self.other}`")

    def zh(self) -> str:
        lead = {
            "kind": "未注明口径",
            "percent": "未注明是百分数还是小数",
            "nothing": "填的“无”有两种含义",
            "money": "未注明金额单位",
        }[self.axis]
        taken, other = self._words(self._ZH)
        return f"{quoted(self.measures)}{lead}，按{taken}计；按{other}结论相同"

    def en(self) -> str:
        taken, other = self._words(self._EN)
        names = quoted(self.measures, "en")
        return f"values of {names} may be read in two ways; they are taken as {taken}, and as {other} the result is the same"


def _amount_zh(quantity: Quantity | None, blank: Period | None = None) -> str:
    if quantity is not None:
        return f"为{quantity.shown('zh')}"
    return f"缺{blank.shown('zh')}" if blank is not None else "没有数"


def _amount_en(quantity: Quantity | None, blank: Period | None = None) -> str:
    if quantity is not None:
        return f"`{quantity.shown('en')}`"
    return f"no value ({blank.text} is missing)" if blank is not None else "no value"


class KindUnclear(Diagnostic):
    """Nobody said whether values count what happened in their period or since the start of the span, and the result depends on it."""

    code: ClassVar[str] = "kind-unclear"

    measures: tuple[str, ...]
    period: Quantity | None = None
    ytd: Quantity | None = None
    period_blank: Period | None = None
    ytd_blank: Period | None = None

    def zh(self) -> str:
        period = f"合计{self.period.shown('zh')}" if self.period is not None else _amount_zh(None, self.period_blank)
        return f"{quoted(self.measures)}未注明口径：按本期数{period}，按累计数{_amount_zh(self.ytd, self.ytd_blank)}，请注明口径"

    def en(self) -> str:
        period, ytd = _amount_en(self.period, self.period_blank), _amount_en(self.ytd, self.ytd_blank)
        return f"{quoted(self.measures, 'en')}: values of the period make {period}, values since the start of the span {ytd}; say which kind they are"

    def help_zh(self) -> str:
        return "在数据项里写 口径: 本期数 或 口径: 累计数，或在填报表里加“口径”列"

    def help_en(self) -> str:
        return "write `kind: period` or `kind: ytd` in the measure, or add the column `kind`"


class PercentUnclear(Diagnostic):
    """Values such as 0.95 of a percentage may mean 0.95% or 95%, and the result depends on it."""

    code: ClassVar[str] = "percent-unclear"

    measures: tuple[str, ...]
    percent: Quantity | None = None
    fraction: Quantity | None = None

    def zh(self) -> str:
        first, second = _amount_zh(self.percent), _amount_zh(self.fraction)
        return f"{quoted(self.measures)}未注明是百分数还是小数：按百分数{first}，按小数{second}，请注明"

    def en(self) -> str:
        first, second = _amount_en(self.percent), _amount_en(self.fraction)
        return f"{quoted(self.measures, 'en')}: read as per cent it is {first}, as a fraction {second}; say which"

    def help_zh(self) -> str:
        return "请填写百分号（95%），或在数据项里写 百分数写法: 百分数（95即95%）或 小数（0.95即95%）"

    def help_en(self) -> str:
        return "write the sign (95%), or `percent: percent` (95 is 95%) or `percent: fraction` (0.95 is 95%) in the measure"


class NothingUnclear(Diagnostic):
    """无 may mean zero or that there is nothing to report, and the result depends on it."""

    code: ClassVar[str] = "nothing-unclear"

    measures: tuple[str, ...]

    def zh(self) -> str:
        return f"{quoted(self.measures)}填的`无`可以是零，也可以是没有数据，两种理解结果不同"

    def en(self) -> str:
        return f"`无` in {quoted(self.measures, 'en')} may mean zero or no data, and the result depends on it"

    def help_zh(self) -> str:
        return "零请填 0，没有数据请留空"

    def help_en(self) -> str:
        return "write 0 for zero and leave the cell blank for no data"


class MoneyUnclear(Diagnostic):
    """A sum without a unit is ten thousand times off its target, as if it had been written in 元 instead of 万元 or the other way
    round, and the result depends on it."""

    code: ClassVar[str] = "money-unclear"

    measures: tuple[str, ...]
    stated: Quantity | None = None
    other: Quantity | None = None

    def zh(self) -> str:
        first, second = _amount_zh(self.stated), _amount_zh(self.other)
        unit, other = self._units()
        return f"{quoted(self.measures)}的金额没有写单位，与指标值相差约一万倍：按{unit}计{first}，按{other}计{second}，请注明元或万元"

    def en(self) -> str:
        first, second = _amount_en(self.stated), _amount_en(self.other)
        names, (unit, other) = quoted(self.measures, "en"), self._units()
        return f"{names}: a sum without a unit is ten thousand times off its target; in `{unit}` it is {first}, in `{other}` {second}; name the unit"

    def _units(self) -> tuple[str, str]:
        """The unit in which the sum was read, and the other one it may have been written in."""
        ten_thousand = self.stated is None or self.stated.unit.factor > 1
        return ("万元", "元") if ten_thousand else ("元", "万元")

    def help_zh(self) -> str:
        return "在金额后写明单位，例如 236.4万元"

    def help_en(self) -> str:
        return "write the unit behind the sum, for example `236.4万元`"


class PercentSuspicious(RowProblem):
    """A bare value of a percentage lies between 1 and 2: 1.2 is read as 1.2%, but may have been meant as 120%."""

    code: ClassVar[str] = "percent-suspicious"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`填的`{self.text}`按{self.text}%计{self.where()}，请核对"

    def en(self) -> str:
        return f"`{self.text}` of `{self.subject}` is read as {self.text}%{self.where('en')}; please check"

    def help_zh(self) -> str:
        return "请填写百分号"

    def help_en(self) -> str:
        return "write the sign %"
