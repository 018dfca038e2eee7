"""What can be wrong with the counts of a survey."""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Severity
from indicatorlang.engine.problems.actuals_problems import RowProblem, quoted


class SurveyProblem(RowProblem):
    """Something about one survey."""


class SurveyCountNotReadable(SurveyProblem):
    """A count of a survey is not a whole number that is not negative."""

    code: ClassVar[str] = "survey-count-not-readable"

    column: str
    text: str

    def zh(self) -> str:
        return f"`{self.subject}`问卷“{self.column}”填的`{self.text}`不是人数{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` under `{self.column}` in the survey of `{self.subject}` is no number of people{self.where('en')}"

    def help_zh(self) -> str:
        return "人数填不小于零的整数"

    def help_en(self) -> str:
        return "counts are whole numbers and not negative"


class SurveyDateNotReadable(SurveyProblem):
    """A survey has no date, or one that cannot be read: nobody can tell when it counts."""

    code: ClassVar[str] = "survey-date-not-readable"

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`的调查日期{f'`{self.text}`看不懂' if self.text else '没有填'}{self.where()}"

    def en(self) -> str:
        return f"the survey of `{self.subject}` has {f'the date `{self.text}`, which cannot be read' if self.text else 'no date'}{self.where('en')}"

    def help_zh(self) -> str:
        return "调查日期写成 2019-09-20"

    def help_en(self) -> str:
        return "write the date as 2019-09-20"


class SurveyTooManyAnswers(SurveyProblem):
    """The counts of a survey add up to more than its valid answers, or there are more valid answers than were sent out."""

    code: ClassVar[str] = "survey-too-many-answers"

    answers: int
    limit: int
    of_sent: bool = False

    def zh(self) -> str:
        if self.of_sent:
            return f"`{self.subject}`的有效样本{self.answers}份，多于发放数{self.limit}份{self.where()}"
        return f"`{self.subject}`各档人数合计{self.answers}人，多于有效样本{self.limit}份{self.where()}"

    def en(self) -> str:
        if self.of_sent:
            return f"the survey of `{self.subject}` has {self.answers} valid answers but only {self.limit} were sent out{self.where('en')}"
        return f"the counts of `{self.subject}` make {self.answers}, more than the {self.limit} valid answers{self.where('en')}"

    def help_zh(self) -> str:
        return "请核对问卷表"

    def help_en(self) -> str:
        return "check the survey sheet"


class SurveyAnswersMissing(SurveyProblem):
    """The counts of a survey add up to less than its valid answers. The remaining answers count as nought points."""

    code: ClassVar[str] = "survey-answers-missing"
    severity: ClassVar[Severity] = Severity.WARNING

    answers: int
    valid: int

    def zh(self) -> str:
        rest = self.valid - self.answers
        return f"`{self.subject}`各档人数合计{self.answers}人，少于有效样本{self.valid}份{self.where()}，其余{rest}份按0分计"

    def en(self) -> str:
        return f"the counts of `{self.subject}` make {self.answers} of {self.valid} valid answers{self.where('en')}; the rest count as nought"


class SurveyWithoutPoints(SurveyProblem):
    """Counts were given for a measure whose scale has no points, so no weighted score can be computed."""

    code: ClassVar[str] = "survey-without-points"

    scale: str

    def zh(self) -> str:
        return f"`{self.subject}`的等级`{self.scale}`没有分值，问卷人数算不出得分{self.where()}"

    def en(self) -> str:
        return f"the scale `{self.scale}` of `{self.subject}` has no points, so its survey makes no score{self.where('en')}"

    def help_zh(self) -> str:
        return "请在等级里写明每一档的分值，例如 很满意: 100"

    def help_en(self) -> str:
        return "give every level its points, for example `很满意: 100`"


class SurveyLevelNotKnown(SurveyProblem):
    """A survey counts answers under a heading that is no level of its scale."""

    code: ClassVar[str] = "survey-level-not-known"

    text: str
    levels: tuple[str, ...]

    def zh(self) -> str:
        return f"`{self.subject}`问卷里的`{self.text}`不是等级{self.where()}"

    def en(self) -> str:
        return f"`{self.text}` in the survey of `{self.subject}` is no level{self.where('en')}"

    def help_zh(self) -> str:
        return f"等级有：{quoted(self.levels)}"

    def help_en(self) -> str:
        return f"the levels are {quoted(self.levels, 'en')}"


class SurveyWithoutSample(SurveyProblem):
    """A survey reports no valid answer."""

    code: ClassVar[str] = "survey-without-sample"

    def zh(self) -> str:
        return f"`{self.subject}`的问卷没有有效样本{self.where()}"

    def en(self) -> str:
        return f"the survey of `{self.subject}` has no valid answer{self.where('en')}"
