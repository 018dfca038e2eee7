"""How a published score may have come about. Each reproduces the number, and says no more than that: the reviewer asks, the
filler answers."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity

_PERCENT_PLACES = 2


def _points(number: Fraction, places: int = 2) -> str:
    """Points with two decimals, more where they were printed with more."""
    return decimal_text(number, max(2, places))


def _share(number: Fraction, places: int = _PERCENT_PLACES) -> str:
    return f"{decimal_text(number * 100, places)}%"


class PossibleCause(Diagnostic):
    """A way in which a published score may have come about."""

    severity: ClassVar[Severity] = Severity.INFO


class ValueForCompletion(PossibleCause):
    """The actual, a percentage, was multiplied with the weight, as if it were the rate of completion."""

    code: ClassVar[str] = "value-taken-for-completion"

    actual: Quantity
    target: Quantity
    weight: Fraction
    points: Fraction
    entered: Fraction | None = None
    """What stands in the table for the points, where they were printed more coarsely."""

    def zh(self) -> str:
        taken = f"，取为{decimal_text(self.entered)}分" if self.entered is not None else ""
        return (
            f"把完成值直接当作完成率：{self.actual.shown('zh')}×{decimal_text(self.weight)}＝{_points(self.points)}分{taken}，"
            f"没有与指标值{self.target.shown('zh')}相比"
        )

    def en(self) -> str:
        taken = f", entered as {decimal_text(self.entered)}," if self.entered is not None else ","
        return (
            f"the actual was taken for the completion: {self.actual.shown('en')} x {decimal_text(self.weight)} = "
            f"{_points(self.points)}{taken} without dividing by the target {self.target.shown('en')}"
        )


class OverAchievementScored(PossibleCause):
    """A completion of more than 100% was multiplied with the weight."""

    code: ClassVar[str] = "over-achievement-scored"

    completion: Fraction
    weight: Fraction
    points: Fraction
    of: Literal["target", "money"] = "target"

    def zh(self) -> str:
        word = "执行率" if self.of == "money" else "完成率"
        return (
            f"超额部分也计了分：{word}{_share(self.completion)}×{decimal_text(self.weight)}＝{_points(self.points)}分，"
            "而得分最多为分值"
        )

    def en(self) -> str:
        return (
            f"what was achieved above the target was scored too: {_share(self.completion)} x {decimal_text(self.weight)} = "
            f"{_points(self.points)}, while the weight is the most"
        )


class OtherRule(PossibleCause):
    """The scoring rules of another profile give exactly the published score."""

    code: ClassVar[str] = "other-scoring-rule"

    profile: str
    title_zh: str
    title_en: str
    points: Fraction

    def zh(self) -> str:
        return f"按“{self.title_zh}”计算是{_points(self.points)}分"

    def en(self) -> str:
        return f"the rules `{self.profile}` ({self.title_en}) give {_points(self.points)}"


class ProportionInsteadOfOwnRule(PossibleCause):
    """The row has a scoring rule of its own, and the published score is that of plain proportion."""

    code: ClassVar[str] = "proportion-instead-of-own-rule"

    completion: Fraction
    weight: Fraction
    points: Fraction

    def zh(self) -> str:
        return f"按完成比例计分，没有按本行评分标准：完成率{_share(self.completion)}×{decimal_text(self.weight)}＝{_points(self.points)}分"

    def en(self) -> str:
        return (
            f"scored by proportion and not by the rule of the row: {_share(self.completion)} x {decimal_text(self.weight)} = "
            f"{_points(self.points)}"
        )


class OppositeDirection(PossibleCause):
    """What is better the less there is was scored as if more were better, or the other way round."""

    code: ClassVar[str] = "opposite-direction"

    taken_for: Literal["more", "less"]
    actual: Quantity
    target: Quantity
    points: Fraction

    def zh(self) -> str:
        a, t = self.actual.shown("zh"), self.target.shown("zh")
        if self.taken_for == "more":
            return f"把越低越好的指标按越高越好计分：完成值{a}与指标值{t}之比乘以分值，得{_points(self.points)}分"
        return f"把越高越好的指标按越低越好扣分：完成值{a}超过指标值{t}的部分被扣分，得{_points(self.points)}分"

    def en(self) -> str:
        a, t = self.actual.shown("en"), self.target.shown("en")
        if self.taken_for == "more":
            return f"less is better here, but the share of the actual {a} in the target {t} was scored: {_points(self.points)}"
        return f"more is better here, but what the actual {a} has above the target {t} was taken off: {_points(self.points)}"


class ShortfallDeducted(PossibleCause):
    """One point was taken off for every percentage point that is lacking."""

    code: ClassVar[str] = "shortfall-deducted"

    shortfall: Fraction
    weight: Fraction
    points: Fraction

    def zh(self) -> str:
        off = decimal_text(self.shortfall)
        return f"差几个百分点就扣了几分：{decimal_text(self.weight)}－{off}＝{_points(self.points)}分，没有按完成比例计分"

    def en(self) -> str:
        off = decimal_text(self.shortfall)
        return (
            f"a point was taken off for every percentage point short: {decimal_text(self.weight)} - {off} = "
            f"{_points(self.points)}, not in proportion"
        )


class CompletionRoundedFirst(PossibleCause):
    """The rate of completion was rounded before it was multiplied with the weight."""

    code: ClassVar[str] = "completion-rounded-first"

    completion: Fraction
    rounded: Fraction
    places: int
    weight: Fraction
    points: Fraction
    of: Literal["target", "money"] = "target"

    def zh(self) -> str:
        word = "执行率" if self.of == "money" else "完成率"
        short = _share(self.rounded, self.places)
        return (
            f"{word}{_share(self.completion, max(2, self.places + 1))}先取为{short}再乘分值："
            f"{short}×{decimal_text(self.weight)}＝{_points(self.points)}分"
        )

    def en(self) -> str:
        short = _share(self.rounded, self.places)
        return (
            f"the completion of {_share(self.completion, max(2, self.places + 1))} was rounded to {short} first: "
            f"{short} x {decimal_text(self.weight)} = {_points(self.points)}"
        )


class _Rounded(PossibleCause):
    """The points were printed more coarsely than they were computed."""

    computed: Fraction
    published: Fraction
    places: int


class RoundedToWhole(_Rounded):
    """The points were rounded to a whole point."""

    code: ClassVar[str] = "rounded-to-whole-point"

    def zh(self) -> str:
        return f"{_points(self.computed)}分四舍五入到整数，取为{decimal_text(self.published)}分"

    def en(self) -> str:
        return f"{_points(self.computed)} was rounded to the whole point {decimal_text(self.published)}"


class RoundedToTenth(_Rounded):
    """The points were rounded to one decimal."""

    code: ClassVar[str] = "rounded-to-one-decimal"

    def zh(self) -> str:
        return f"{_points(self.computed)}分四舍五入到一位小数，取为{decimal_text(self.published, 1)}分"

    def en(self) -> str:
        return f"{_points(self.computed)} was rounded to one decimal, {decimal_text(self.published, 1)}"


class RoundedUp(_Rounded):
    """The points were rounded up."""

    code: ClassVar[str] = "rounded-up"

    def zh(self) -> str:
        how = "只入不舍" if self.places else "小数进为整数"
        return f"{_points(self.computed)}分{how}，取为{decimal_text(self.published, self.places)}分"

    def en(self) -> str:
        return f"{_points(self.computed)} was rounded up to {decimal_text(self.published, self.places)}"


class RoundedDown(_Rounded):
    """What followed the last digit was cut off."""

    code: ClassVar[str] = "rounded-down"

    def zh(self) -> str:
        how = f"只保留{self.places}位小数" if self.places else "舍去小数"
        return f"{decimal_text(self.computed, max(2, self.places + 1))}分{how}，取为{decimal_text(self.published, self.places)}分"

    def en(self) -> str:
        shown = decimal_text(self.computed, max(2, self.places + 1))
        return f"{shown} was cut off to {decimal_text(self.published, self.places)}"


class WeightAndScoreExchanged(PossibleCause):
    """The weight and the score stand in each other's place."""

    code: ClassVar[str] = "weight-and-score-exchanged"

    weight: Fraction
    score: Fraction

    def zh(self) -> str:
        w, s = decimal_text(self.weight), decimal_text(self.score)
        return f"分值{w}与得分{s}可能填反：分值为{s}分时，测算得分正好是{w}分"

    def en(self) -> str:
        w, s = decimal_text(self.weight), decimal_text(self.score)
        return f"the weight {w} and the score {s} may have been exchanged: with a weight of {s} the row earns {w}"


class RateForScore(PossibleCause):
    """The rate of completion in per cent was entered as the score."""

    code: ClassVar[str] = "rate-for-score"

    completion: Fraction
    weight: Fraction

    def zh(self) -> str:
        return f"把完成率{_share(self.completion)}填成了得分，没有乘以分值{decimal_text(self.weight)}"

    def en(self) -> str:
        return f"the completion of {_share(self.completion)} was entered as the score, not times the weight {decimal_text(self.weight)}"


class PointShifted(PossibleCause):
    """The decimal point is one or two places off."""

    code: ClassVar[str] = "decimal-point-shifted"

    computed: Fraction
    published: Fraction

    def zh(self) -> str:
        return f"小数点错位：测算{_points(self.computed)}分，表内{decimal_text(self.published)}分"

    def en(self) -> str:
        return f"the decimal point slipped: {_points(self.computed)} was entered as {decimal_text(self.published)}"


class ScoreOfAnotherRow(PossibleCause):
    """The published score is what the row above or below comes to, and that row does not have it either."""

    code: ClassVar[str] = "score-of-another-row"

    row: int
    name: str
    points: Fraction

    def zh(self) -> str:
        return f"与第{self.row}行`{self.name}`的测算得分{_points(self.points)}分相同，可能错行填写"

    def en(self) -> str:
        return (
            f"it is what row {self.row}, `{self.name}`, comes to ({_points(self.points)}), so scores may stand in the wrong rows"
        )


class FullScoreGiven(PossibleCause):
    """The full weight was given although the target was missed."""

    code: ClassVar[str] = "full-score-given"

    fraction: Fraction

    def zh(self) -> str:
        return f"没有按得分系数{decimal_text(self.fraction, 4).rstrip('0').rstrip('.')}计分，直接给了满分"

    def en(self) -> str:
        return f"the full weight was given and not its share of {decimal_text(self.fraction, 4).rstrip('0').rstrip('.')}"


class PrintedRateUsed(PossibleCause):
    """The score for budget execution was computed from the rate as printed and not from the amounts."""

    code: ClassVar[str] = "printed-rate-used"

    printed: Fraction
    places: int
    rate: Fraction
    weight: Fraction
    points: Fraction

    def zh(self) -> str:
        printed = _share(self.printed, self.places)
        return (
            f"按表内执行率{printed}计分：{printed}×{decimal_text(self.weight)}＝{_points(self.points)}分，"
            f"按预算数和执行数计算，执行率为{_share(self.rate, max(2, self.places + 1))}"
        )

    def en(self) -> str:
        printed = _share(self.printed, self.places)
        return (
            f"scored by the printed rate: {printed} x {decimal_text(self.weight)} = {_points(self.points)}, "
            f"while the amounts give {_share(self.rate, max(2, self.places + 1))}"
        )


class InitialBudgetUsed(PossibleCause):
    """The spending was divided by the initial budget and not by the adjusted one."""

    code: ClassVar[str] = "initial-budget-used"

    initial: Quantity
    budget: Quantity
    spent: Quantity
    points: Fraction

    def zh(self) -> str:
        return (
            f"执行数{self.spent.shown('zh')}除以了年初预算数{self.initial.shown('zh')}，得{_points(self.points)}分，"
            f"而应除以全年预算数{self.budget.shown('zh')}"
        )

    def en(self) -> str:
        return (
            f"the spending {self.spent.shown('en')} was divided by the initial budget {self.initial.shown('en')}, "
            f"{_points(self.points)}, and not by the adjusted one, {self.budget.shown('en')}"
        )


class CarriedOverLeftOut(PossibleCause):
    """The spending was divided by the budget without what was carried over from the year before."""

    code: ClassVar[str] = "carried-over-left-out"

    carried: Quantity
    budget: Quantity
    spent: Quantity
    points: Fraction

    def zh(self) -> str:
        return (
            f"执行数{self.spent.shown('zh')}除以了不含上年结转{self.carried.shown('zh')}的预算数，得{_points(self.points)}分，"
            f"而全年预算数{self.budget.shown('zh')}应含结转"
        )

    def en(self) -> str:
        return (
            f"the spending {self.spent.shown('en')} was divided by the budget without the {self.carried.shown('en')} carried over, "
            f"{_points(self.points)}, while the budget of {self.budget.shown('en')} includes it"
        )
