"""What can be wrong with a delivered value: its name, its period, and the points beside it."""

from __future__ import annotations

from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Place, Severity
from indicatorlang.model.actual import Origin
from indicatorlang.model.period import Period

NOWHERE = Origin()


def place_of(origin: Origin) -> Place:
    """The place of a cell: file, sheet and row. Its column is a heading or a letter and stands in the sentence."""
    return Place(origin.file, origin.sheet, origin.row)


def where(origin: Origin, lang: str = "zh") -> str:
    """The cell in brackets, to follow a name or a value; empty when nothing is known."""
    shown = origin.shown(lang)
    if not shown:
        return ""
    return f"（{shown}）" if lang == "zh" else f" (`{shown}`)"


def quoted(names: tuple[str, ...], lang: str = "zh") -> str:
    """Names in backquotes, side by side."""
    return ("、" if lang == "zh" else ", ").join(f"`{name}`" for name in names)


class RowProblem(Diagnostic):
    """Something about one row or cell. `subject` is the name it was given under, `origin` the cell."""

    subject: str
    origin: Origin = NOWHERE

    def where(self, lang: str = "zh") -> str:
        """The cell in brackets."""
        return where(self.origin, lang)


class UnknownName(RowProblem):
    """A row names something that is neither a measure nor an indicator of the ruleset. The row is left out.

    Names match after trimming, narrowing full-width characters and dropping inner blanks."""

    code: ClassVar[str] = "actual-of-unknown-name"
    severity: ClassVar[Severity] = Severity.WARNING

    rows: int = 1
    near: tuple[str, ...] = ()

    def zh(self) -> str:
        return (
            f"规则里没有名为`{self.subject}`的数据项或指标{self.where()}，{f'共{self.rows}处' if self.rows > 1 else '该行'}未采用"
        )

    def en(self) -> str:
        rest = f"{self.rows} values are left out" if self.rows > 1 else "the row is left out"
        return f"no measure or indicator is called `{self.subject}`{self.where('en')}; {rest}"

    def help_zh(self) -> str:
        return f"是不是{quoted(self.near)}？" if self.near else ""

    def help_en(self) -> str:
        return f"did you mean {quoted(self.near, 'en')}?" if self.near else ""


class AmbiguousName(RowProblem):
    """A name stands for several measures or indicators. Say which one by its id or its full path."""

    code: ClassVar[str] = "actual-of-ambiguous-name"

    candidates: tuple[str, ...]

    def zh(self) -> str:
        return f"名称`{self.subject}`{self.where()}对应{len(self.candidates)}项：{quoted(self.candidates)}，无法确定是哪一项"

    def en(self) -> str:
        return f"`{self.subject}`{self.where('en')} may be any of {quoted(self.candidates, 'en')} ({len(self.candidates)} in all)"

    def help_zh(self) -> str:
        return "请改填序号，或写全“一级指标/二级指标/三级指标”"

    def help_en(self) -> str:
        return "give the id, or the levels and the name with `/` between them"


class SeveralMeasures(RowProblem):
    """A value was given for an indicator that is judged on several measures, so it cannot be told which one it is."""

    code: ClassVar[str] = "several-measures"

    measures: tuple[str, ...]

    def zh(self) -> str:
        return f"指标`{self.subject}`按{quoted(self.measures)}等{len(self.measures)}个数据项判定，不能只填一个数{self.where()}"

    def en(self) -> str:
        names = f"{len(self.measures)} measures ({quoted(self.measures, 'en')})"
        return f"`{self.subject}` is judged on {names} and takes no single value{self.where('en')}"

    def help_zh(self) -> str:
        return "请按数据项分别填报"

    def help_en(self) -> str:
        return "report each measure under its own name"


class PeriodNotReadable(RowProblem):
    """The period of a value cannot be read, so nobody can tell when it counts."""

    code: ClassVar[str] = "period-not-readable"

    period: str

    def zh(self) -> str:
        return f"`{self.subject}`的期间`{self.period}`看不懂{self.where()}"

    def en(self) -> str:
        return f"the period `{self.period}` of `{self.subject}` cannot be read{self.where('en')}"

    def help_zh(self) -> str:
        return "期间写成 2019Q3、2019-07、2019年上半年，或1—9月；跨年的项目须写明年份"

    def help_en(self) -> str:
        return "write 2019Q3, 2019-07 or 2019H1; where the ruleset covers several years the period needs its year"


class PeriodOutsideSpan(RowProblem):
    """A value was reported for a time before or after the span of the ruleset. It is not counted."""

    code: ClassVar[str] = "period-outside-span"

    period: Period
    span: Period

    def zh(self) -> str:
        return f"`{self.subject}`的期间{self.period.shown()}不在实施期{self.span.shown()}内{self.where()}，该值未采用"

    def en(self) -> str:
        return f"{self.period.text} of `{self.subject}` is not within {self.span.text}{self.where('en')}; the value is left out"

    def help_zh(self) -> str:
        return "请核对年份"

    def help_en(self) -> str:
        return "check the year"


class KindNotReadable(RowProblem):
    """The column 口径 (kind) of a row holds a word that is no kind."""

    code: ClassVar[str] = "kind-not-readable"

    kind: str

    def zh(self) -> str:
        return f"`{self.subject}`的口径`{self.kind}`看不懂{self.where()}"

    def en(self) -> str:
        return f"`{self.kind}` of `{self.subject}` is no kind of value{self.where('en')}"

    def help_zh(self) -> str:
        return "口径填本期数、累计数、时点数或完成日期"

    def help_en(self) -> str:
        return "write period, ytd, snapshot or done_date"


class FiledDateNotReadable(RowProblem):
    """The date on which a row was filled in (填报日期) cannot be read; the row is taken as undated."""

    code: ClassVar[str] = "filed-date-not-readable"
    severity: ClassVar[Severity] = Severity.WARNING

    text: str

    def zh(self) -> str:
        return f"`{self.subject}`的填报日期`{self.text}`看不懂{self.where()}，按未填日期处理"

    def en(self) -> str:
        return f"the filing date `{self.text}` of `{self.subject}` cannot be read{self.where('en')} and is passed over"


class PointsNotReadable(RowProblem):
    """评定得分 (score) or 扣分 (deduction) is not a number of points, or a negative one."""

    code: ClassVar[str] = "points-not-readable"

    text: str
    column: Literal["score", "deduct"]

    def zh(self) -> str:
        return f"`{self.subject}`的{'评定得分' if self.column == 'score' else '扣分'}`{self.text}`不是分数{self.where()}"

    def en(self) -> str:
        return f"the {'score' if self.column == 'score' else 'deduction'} `{self.text}` of `{self.subject}` is not a number of points{self.where('en')}"

    def help_zh(self) -> str:
        return "填不小于零的数，例如 12.5"

    def help_en(self) -> str:
        return "write a number that is not negative, such as 12.5"


class PointsDiffer(RowProblem):
    """Two different scores, or two different deductions, were given for the same row."""

    code: ClassVar[str] = "points-differ"

    column: Literal["score", "deduct"]
    first: str
    second: str
    other: Origin = NOWHERE

    def zh(self) -> str:
        word = "评定得分" if self.column == "score" else "扣分"
        return f"`{self.subject}`的{word}填了两个不同的数：`{self.first}`{self.where()}、`{self.second}`{where(self.other)}"

    def en(self) -> str:
        word = "scores" if self.column == "score" else "deductions"
        first, second = f"`{self.first}`{self.where('en')}", f"`{self.second}`{where(self.other, 'en')}"
        return f"two {word} were given for `{self.subject}`: {first} and {second}"

    def help_zh(self) -> str:
        return "只保留一个，或填写填报日期，以后填的为准"

    def help_en(self) -> str:
        return "keep one of them, or give the filing dates: the later one counts"


class PointsForSeveral(RowProblem):
    """A score or a deduction stands beside a measure that several indicators use; it would count for each of them."""

    code: ClassVar[str] = "points-for-several"

    column: Literal["score", "deduct"]
    indicators: tuple[str, ...]

    def zh(self) -> str:
        word = "评定得分" if self.column == "score" else "扣分"
        users = f"{quoted(self.indicators)}等{len(self.indicators)}个指标"
        return f"`{self.subject}`用于{users}{self.where()}，{word}没有写明归哪个指标，未采用"

    def en(self) -> str:
        word = "score" if self.column == "score" else "deduction"
        return (
            f"indicators {quoted(self.indicators, 'en')} use `{self.subject}`{self.where('en')}; the {word} beside it is left out"
        )

    def help_zh(self) -> str:
        return "请把分数填在指标的序号或名称下"

    def help_en(self) -> str:
        return "give it under the id or the name of the indicator"


class NotApplicableWithoutNote(RowProblem):
    """不适用 was entered without a note that says why."""

    code: ClassVar[str] = "not-applicable-without-note"
    severity: ClassVar[Severity] = Severity.WARNING

    def zh(self) -> str:
        return f"`{self.subject}`填了不适用，没有写明理由{self.where()}"

    def en(self) -> str:
        return f"`{self.subject}` was declared not applicable without a reason{self.where('en')}"

    def help_zh(self) -> str:
        return "请在备注里写明不适用的理由"

    def help_en(self) -> str:
        return "say why in the note"
