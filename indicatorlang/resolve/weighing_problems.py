"""What can be wrong with the weights that a measure names."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic


class WeightMissing(Diagnostic):
    """A weighted mean (加权平均, 按权数加权) needs `weight_by` (权数), the measure whose values are the weights."""

    code: ClassVar[str] = "weight-missing"

    measure: str
    key: str

    def zh(self) -> str:
        word = "汇总方式是`加权平均`" if self.key == "aggregate" else "单位汇总是`按权数加权`"
        return f"`{self.measure}`的{word}，没有写`权数`"

    def en(self) -> str:
        return f"`{self.key}: weighted` of `{self.measure}` needs `weight_by`"

    def help_zh(self) -> str:
        return "写明用哪个数据项作权数，如 权数: 有效样本"

    def help_en(self) -> str:
        return "name the measure that weighs it, as in `weight_by: answers`"


class WeightNotReported(Diagnostic):
    """A weight is another measure that is reported; it is neither the measure itself nor computed by a formula."""

    code: ClassVar[str] = "weight-not-reported"

    measure: str
    by: str
    itself: bool = False

    def zh(self) -> str:
        if self.itself:
            return f"`{self.measure}`不能用自己作权数"
        return f"`{self.measure}`的权数`{self.by}`是计算出来的，权数要用直接填报的数据项"

    def en(self) -> str:
        if self.itself:
            return f"`{self.measure}` cannot be its own weight"
        return f"the weight `{self.by}` of `{self.measure}` is computed; a weight is a measure that is reported"

    def help_zh(self) -> str:
        return "改用一个直接填报的数据项"

    def help_en(self) -> str:
        return "name a measure that is reported"
