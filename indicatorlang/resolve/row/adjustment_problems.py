"""What can be wrong, or worth saying, with approved changes of targets and of the budget."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.period import shown_day

Why = Literal["several", "items", "kind"]


class ChangedAfterDue(Diagnostic):
    """A change of a row was approved after the day on which the row is due. What has been decided by then is not decided again."""

    code: ClassVar[str] = "changed-after-due"
    name: str
    approved: dt.date
    due: dt.date

    def zh(self) -> str:
        return f"`{self.name}`的调整{shown_day(self.approved)}才批复，晚于它的到期日{shown_day(self.due)}"

    def en(self) -> str:
        return f"the change of `{self.name}` was approved on {self.approved}, after the row was due on {self.due}"

    def help_zh(self) -> str:
        return "到期后批复的调整不改变已经形成的结论；请核对批复日期和期限"

    def help_en(self) -> str:
        return "a change approved after the due day does not undo what has been decided; check both days"


class ChangedTwiceInADay(Diagnostic):
    """Two changes of one row, or of the budget, were approved on one day, so nobody can tell which of them holds."""

    code: ClassVar[str] = "changed-twice-in-a-day"
    name: str
    approved: dt.date

    def zh(self) -> str:
        return f"`{self.name}`有两次调整都在{shown_day(self.approved)}批复，无法确定以哪一次为准"

    def en(self) -> str:
        return f"two changes of `{self.name}` were approved on {self.approved}, so nobody can tell which one holds"

    def help_zh(self) -> str:
        return "只留最后的一次，或更正批复日期"

    def help_en(self) -> str:
        return "keep the last one, or correct a day"


class NothingChanged(Diagnostic):
    """A change says neither a wording, nor a target, nor a weight."""

    code: ClassVar[str] = "nothing-changed"
    name: str

    def zh(self) -> str:
        return f"`{self.name}`的调整没有写明改了什么"

    def en(self) -> str:
        return f"the change of `{self.name}` does not say what is changed"

    def help_zh(self) -> str:
        return "写明`指标值`、`判定`或`分值`"

    def help_en(self) -> str:
        return "give a `wording`, a `target` or a `weight`"


class ChangeNeedsTarget(Diagnostic):
    """A change gives only a wording, and the target before it makes several demands, or one of another kind: the wording does not say
    what becomes of them."""

    code: ClassVar[str] = "change-needs-target"
    name: str
    wording: str
    why: Why = "several"

    def zh(self) -> str:
        before = {"several": "的原判定不止一个要求", "items": "有几个子项", "kind": "的原判定是另一类要求"}[self.why]
        return f"`{self.name}`{before}，只写调整后的指标值`{self.wording}`看不出怎样改"

    def en(self) -> str:
        before = {
            "several": f"the target of `{self.name}` makes several demands",
            "items": f"`{self.name}` has several items",
            "kind": f"the target of `{self.name}` makes a demand of another kind",
        }[self.why]
        return f"{before}, and the new wording `{self.wording}` does not say what becomes of it"

    def help_zh(self) -> str:
        return f"在调整里写明完整的`{'子项' if self.why == 'items' else '判定'}`"

    def help_en(self) -> str:
        return f"write {'all the `items`' if self.why == 'items' else 'the whole `target`'} in the change"


class KeptFromBefore(Diagnostic):
    """A changed wording leaves something unsaid that the target before it said; that goes on to hold."""

    code: ClassVar[str] = "kept-from-before"
    severity: ClassVar[Severity] = Severity.INFO
    wording: str
    measure: str = ""
    op: str = ""
    due: dt.date | None = None

    def zh(self) -> str:
        kept = [f"数据项`{self.measure}`"] if self.measure else []
        kept += [f"比较方向“{self.op}”"] if self.op else []
        kept += [f"期限{shown_day(self.due)}"] if self.due is not None else []
        return f"调整后的指标值`{self.wording}`未写明的{'、'.join(kept)}沿用原判定"

    def en(self) -> str:
        kept = [f"measure `{self.measure}`"] if self.measure else []
        kept += [f"`{self.op}`"] if self.op else []
        kept += [f"day {self.due}"] if self.due is not None else []
        return f"what the new wording `{self.wording}` leaves unsaid is kept from the target before it: {', '.join(kept)}"


class BudgetChangedLate(Diagnostic):
    """A change of the budget was approved after the span it is for had ended."""

    code: ClassVar[str] = "budget-changed-late"
    approved: dt.date
    end: dt.date

    def zh(self) -> str:
        return f"预算调整{shown_day(self.approved)}才批复，晚于实施期末{shown_day(self.end)}"

    def en(self) -> str:
        return f"the change of the budget was approved on {self.approved}, after the span had ended on {self.end}"

    def help_zh(self) -> str:
        return "请核对批复日期；实施期结束后批复的数不作为全年预算数"

    def help_en(self) -> str:
        return "check the day: what is approved after the span is no budget of that span"


class BudgetsDiffer(Diagnostic):
    """The budget of the full year and the last approved change of the budget are different sums. The change is what counts."""

    code: ClassVar[str] = "budgets-differ"
    severity: ClassVar[Severity] = Severity.WARNING
    budget: str
    change: str
    approved: dt.date
    budget_en: str = ""
    change_en: str = ""

    def zh(self) -> str:
        return f"全年预算数写的是{self.budget}，{shown_day(self.approved)}批复的调整为{self.change}，两者不一致，按批复的计"

    def en(self) -> str:
        return f"the full-year budget is {self.budget_en}, but the change approved on {self.approved} says {self.change_en}, which counts"

    def help_zh(self) -> str:
        return "全年预算数就是最后一次批复的数，请核对后只留一处"

    def help_en(self) -> str:
        return "the full-year budget is what was approved last: keep one of the two"
