"""What there is to say about the 评分标准 of a row, and about a target that a filled-in table scores in a way of its own."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class OwnRuleUnread(Diagnostic):
    """A row has a 评分标准 of its own, and it cannot be used: it is not read, or does not fit the row. No score is computed then,
    because the default rules are not those that were agreed on for the row."""

    code: ClassVar[str] = "own-rule-unread"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    because: tuple[Diagnostic, ...] = ()

    def zh(self) -> str:
        why = f"：{self.because[0].zh()}" if self.because else ""
        return f"评分标准`{self.text}`未能套用{why}"

    def en(self) -> str:
        why = f": {self.because[0].en()}" if self.because else ""
        return f"the row's own scoring rule `{self.text}` could not be applied{why}"

    def help_zh(self) -> str:
        return "请按这条评分标准人工核对得分"

    def help_en(self) -> str:
        return "verify the score by hand against this rule"


class StepsOtherWay(Diagnostic):
    """The steps of a scoring rule lead into a direction in which the target is not missed: 每超过1% beside a target of at least."""

    code: ClassVar[str] = "steps-other-way"
    severity: ClassVar[Severity] = Severity.INFO
    text: str
    target: str

    def zh(self) -> str:
        return f"评分标准`{self.text}`扣分的方向与指标值`{self.target}`不符"

    def en(self) -> str:
        return f"the scoring rule `{self.text}` takes points off on the side where the target `{self.target}` is not missed"

    def help_zh(self) -> str:
        return "请核对评分标准里的“低于”或“超过”"

    def help_en(self) -> str:
        return "verify whether the rule means below or above"


class StepTakenAsPoints(Diagnostic):
    """每低于1% of a percentage target is taken for 1 百分点 and not for a hundredth of the target, as reviewers do."""

    code: ClassVar[str] = "step-taken-as-points"
    severity: ClassVar[Severity] = Severity.INFO
    text: str

    def zh(self) -> str:
        return f"评分标准`{self.text}`里的百分数按百分点理解"

    def en(self) -> str:
        return f"the per cent in the scoring rule `{self.text}` is taken for percentage points"

    def help_zh(self) -> str:
        return "请在评分标准里写明“个百分点”"

    def help_en(self) -> str:
        return "say `个百分点` in the rule"


class GradesWithoutPoints(Diagnostic):
    """A target lists grades (优100% 良90%) and no rule says what each of them earns."""

    code: ClassVar[str] = "grades-without-points"
    text: str

    def zh(self) -> str:
        return f"指标值`{self.text}`按等次给出，没有写明各等次得多少分"

    def en(self) -> str:
        return f"the target `{self.text}` lists grades without saying what each of them earns"

    def help_zh(self) -> str:
        return "请在评分标准里写明各等次的得分"

    def help_en(self) -> str:
        return "say in the scoring rule what each grade earns"


class TargetNotJudged(Diagnostic):
    """A target that is understood, and whose demand one actual of one row cannot answer."""

    code: ClassVar[str] = "target-not-judged"
    text: str

    def zh(self) -> str:
        return f"指标值`{self.text}`的要求不能凭一个完成值判定"

    def en(self) -> str:
        return f"what the target `{self.text}` demands cannot be judged by one actual"

    def help_zh(self) -> str:
        return "请人工核对得分"

    def help_en(self) -> str:
        return "verify the score by hand"


class TargetOfSeveral(Diagnostic):
    """A target with several demands on different things: one actual, one weight and one score cannot tell which of them was met."""

    code: ClassVar[str] = "target-of-several"
    clauses: tuple[str, ...]

    def zh(self) -> str:
        return f"指标值含{len(self.clauses)}项要求（{'、'.join(f'`{clause}`' for clause in self.clauses)}），各要各的完成值"

    def en(self) -> str:
        return f"the target has {len(self.clauses)} demands ({', '.join(f'`{clause}`' for clause in self.clauses)}), each with an actual of its own"

    def help_zh(self) -> str:
        return "请拆成几行，分别填写完成值和分值"

    def help_en(self) -> str:
        return "part the row, each demand with its actual and its points"


class GrowthTakenAsRate(Diagnostic):
    """A target of growth in a filled-in table: its actual is the growth itself, so the rate is held against the target."""

    code: ClassVar[str] = "growth-taken-as-rate"
    severity: ClassVar[Severity] = Severity.INFO
    text: str

    def zh(self) -> str:
        return f"指标值`{self.text}`是增减幅度，完成值按增减幅度理解，下降为负数"

    def en(self) -> str:
        return f"the target `{self.text}` is a rate of change; the actual is taken for such a rate, a fall being negative"

    def help_zh(self) -> str:
        return "完成值如为绝对数，请换算成增减幅度"

    def help_en(self) -> str:
        return "an absolute actual has to be turned into a rate of change"
