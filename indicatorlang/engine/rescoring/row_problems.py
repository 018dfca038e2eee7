"""Why a row of a filled-in table has no score, and what is to be said of one that has a range of scores."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.number import decimal_text

Wanted = Literal["number", "level", "state"]
_WANTED: dict[Wanted, tuple[str, str]] = {
    "number": ("数", "a number"),
    "level": ("程度或等次", "a level"),
    "state": ("是否完成", "whether it is done"),
}


class ActualOfAnotherKind(Diagnostic):
    """The actual says something else than the target asks for: a day where a number is wanted, a number where a level is. It is
    no measurement of the target, and no score is made of it."""

    code: ClassVar[str] = "actual-of-another-kind"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    actual: str
    wanted: Wanted

    def zh(self) -> str:
        return f"指标值`{self.target}`要看的是{_WANTED[self.wanted][0]}，完成值`{self.actual}`说的不是"

    def en(self) -> str:
        return f"the target `{self.target}` asks for {_WANTED[self.wanted][1]}, and the actual `{self.actual}` is something else"

    def help_zh(self) -> str:
        return "请按指标值的口径填写完成值"

    def help_en(self) -> str:
        return "fill in the actual in the terms of the target"


class SeveralActualsNeeded(Diagnostic):
    """A target with several demands on different things, and one actual that cannot answer them all."""

    code: ClassVar[str] = "several-actuals-needed"
    severity: ClassVar[Severity] = Severity.WARNING
    clauses: tuple[str, ...]
    actual: str

    def zh(self) -> str:
        said = "、".join(f"`{clause}`" for clause in self.clauses)
        return f"指标值含{len(self.clauses)}项要求（{said}），完成值`{self.actual}`只能说明其中一项"

    def en(self) -> str:
        said = ", ".join(f"`{clause}`" for clause in self.clauses)
        return f"the target has {len(self.clauses)} demands ({said}), and the actual `{self.actual}` answers one of them at most"

    def help_zh(self) -> str:
        return "请分别填写各项要求的完成值，或拆成几行"

    def help_en(self) -> str:
        return "fill in an actual for each of them, or part the row"


class ActualsByPeriodNeeded(Diagnostic):
    """A target that is judged period by period, or case by case, beside one actual for the whole time."""

    code: ClassVar[str] = "actuals-by-period-needed"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    actual: str

    def zh(self) -> str:
        return f"指标值`{self.target}`要逐期或逐件考核，只有一个完成值`{self.actual}`"

    def en(self) -> str:
        return f"the target `{self.target}` is judged period by period or case by case, and there is one actual only, `{self.actual}`"

    def help_zh(self) -> str:
        return "请附各期或各件的完成情况"

    def help_en(self) -> str:
        return "add what was reached in each period or case"


class PartOfWork(Diagnostic):
    """Something that is done or not was done in part, and the rules do not say what a part is worth."""

    code: ClassVar[str] = "part-of-the-work"
    severity: ClassVar[Severity] = Severity.INFO
    actual: str
    points: Fraction

    def zh(self) -> str:
        said = decimal_text(self.points)
        return f"要求全部完成，完成值`{self.actual}`只完成了一部分，部分完成得多少分没有规定，按完成比例计{said}分的予以认可"

    def en(self) -> str:
        said = decimal_text(self.points)
        return f"all of it was to be done and `{self.actual}` is a part; what a part earns is not laid down, and {said} in proportion to it is accepted"

    def help_zh(self) -> str:
        return "请说明评分依据"

    def help_en(self) -> str:
        return "state on what grounds it was scored"


class NotSettled(Diagnostic):
    """Evaluation gave this row neither a score nor a reason of its own: the actual does not settle the target."""

    code: ClassVar[str] = "actual-settles-nothing"
    severity: ClassVar[Severity] = Severity.WARNING
    target: str
    actual: str

    def zh(self) -> str:
        return f"凭完成值`{self.actual}`还不能判定是否达到指标值`{self.target}`"

    def en(self) -> str:
        return f"the actual `{self.actual}` does not settle whether the target `{self.target}` was reached"

    def help_zh(self) -> str:
        return "请补充完成情况"

    def help_en(self) -> str:
        return "add what is missing"
