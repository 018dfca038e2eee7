"""Why a typed 完成值 is no measurement of its target. The cell stays as it is, and no score is made up.

A reading of kind `text` carries one of them.
"""

from __future__ import annotations

from typing import ClassVar

from indicatorlang.diagnostics import Diagnostic, Severity


class ActualNotMeasured(Diagnostic):
    """Words where the target asks for a number (完成 beside ≤30万元): how much it was is not said, and nothing is made up."""

    code: ClassVar[str] = "actual-not-measured"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`没有写数，不能与指标值`{self.wanted}`比较"

    def en(self) -> str:
        return f"the actual `{self.text}` holds no number to compare with the target `{self.wanted}`"

    def help_zh(self) -> str:
        return f"请填写实际完成的数和计量单位，指标值为`{self.wanted}`"

    def help_en(self) -> str:
        return f"fill in the number that was reached, with its unit; the target is `{self.wanted}`"


class ActualUnitDiffers(Diagnostic):
    """A number in another unit than the target's, and one does not convert into the other: 12场 beside 12期, 元 beside 家, 人 beside 人次."""

    code: ClassVar[str] = "actual-unit-differs"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    got: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`的计量单位是`{self.got}`，指标值的是`{self.wanted or '（未写）'}`，两者不能换算"

    def en(self) -> str:
        return f"the actual `{self.text}` is in `{self.got}`, the target in `{self.wanted or '(none)'}`, and neither converts into the other"

    def help_zh(self) -> str:
        return f"请按`{self.wanted}`填写，确系同一事物的，请统一计量单位" if self.wanted else "请补写指标值的计量单位"

    def help_en(self) -> str:
        return (
            f"fill it in as `{self.wanted}`, or use one unit where the same is meant"
            if self.wanted
            else "state the unit of the target"
        )


class ActualApproximate(Diagnostic):
    """A number that is only about right (约500家, 95%左右): no score is worked out from it."""

    code: ClassVar[str] = "actual-approximate"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    word: str

    def zh(self) -> str:
        return f"完成值`{self.text}`含`{self.word}`，是约数"

    def en(self) -> str:
        return f"the actual `{self.text}` is approximate (`{self.word}`)"

    def help_zh(self) -> str:
        return "请填写准确数"

    def help_en(self) -> str:
        return "fill in the exact number"


class ActualSeveralNumbers(Diagnostic):
    """Several numbers that could each be the actual (甲校95%，乙校98%), and nothing says which one counts."""

    code: ClassVar[str] = "actual-several-numbers"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    numbers: tuple[str, ...]

    def zh(self) -> str:
        return f"完成值`{self.text}`有多个数（{'、'.join(self.numbers)}），看不出以哪个为准"

    def en(self) -> str:
        return f"the actual `{self.text}` has several numbers ({', '.join(self.numbers)}) and does not say which one counts"

    def help_zh(self) -> str:
        return "只填与指标值对应的一个数，其余写在说明里"

    def help_en(self) -> str:
        return "fill in the one number that answers the target and put the others into a note"


class ActualRangeOpen(Diagnostic):
    """A stretch of numbers whose ends do not both meet the target (90%-98% beside 95%): neither verdict nor score follows."""

    code: ClassVar[str] = "actual-range-open"
    severity: ClassVar[Severity] = Severity.WARNING
    low: str
    high: str
    wanted: str

    def zh(self) -> str:
        return f"完成值是`{self.low}`至`{self.high}`的区间，对照指标值`{self.wanted}`不能判定"

    def en(self) -> str:
        return f"the actual is a stretch from `{self.low}` to `{self.high}`, which does not settle the target `{self.wanted}`"

    def help_zh(self) -> str:
        return "请填写一个准确数"

    def help_en(self) -> str:
        return "fill in one exact number"


class ActualOnlyBound(Diagnostic):
    """Only a bound (90%以上, ≤98%, ＞100%) that does not show by itself that the target is met, so that the number itself is needed."""

    code: ClassVar[str] = "actual-only-bound"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`只写了范围，对照指标值`{self.wanted}`得不出实际完成了多少"

    def en(self) -> str:
        return f"the actual `{self.text}` only gives a bound; how it stands to the target `{self.wanted}` does not follow"

    def help_zh(self) -> str:
        return "请填写准确数"

    def help_en(self) -> str:
        return "fill in the exact number"


class ActualNothingUnclear(Diagnostic):
    """无 beside a number: nothing of it, or nothing to report, and the two give different results."""

    code: ClassVar[str] = "actual-nothing-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`可指零，也可指没有数据，对照指标值`{self.wanted}`结果不同"

    def en(self) -> str:
        return f"the actual `{self.text}` can mean nought or no data, which differ for the target `{self.wanted}`"

    def help_zh(self) -> str:
        return "确为零的请填0，没有数据的请留空"

    def help_en(self) -> str:
        return "type 0 for nought and leave the cell blank for no data"


class ActualOnlyPlanned(Diagnostic):
    """Only what is planned, expected or demanded, not what was reached (预计完成500家)."""

    code: ClassVar[str] = "actual-only-planned"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str

    def zh(self) -> str:
        return f"完成值`{self.text}`写的是预计数或计划数，不是实际完成数"

    def en(self) -> str:
        return f"the actual `{self.text}` is what was planned or expected, not what was reached"

    def help_zh(self) -> str:
        return "请填写实际完成数"

    def help_en(self) -> str:
        return "fill in what was reached"


class ActualOnlyDifference(Diagnostic):
    """Only how far it is from something else (超额完成20家, 较上年增加5家), not how much it is."""

    code: ClassVar[str] = "actual-only-difference"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`只写了差额或增减，没有写完成数，不能与指标值`{self.wanted}`比较"

    def en(self) -> str:
        return f"the actual `{self.text}` only says by how much it differs, not what it is, and cannot be compared with the target `{self.wanted}`"

    def help_zh(self) -> str:
        return "请填写实际完成数"

    def help_en(self) -> str:
        return "fill in what was reached"


class ActualPerPeriod(Diagnostic):
    """So many in every month or the like, where the target counts all of them, or the other way round: the total does not follow."""

    code: ClassVar[str] = "actual-per-period"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`与指标值`{self.wanted}`计数的期间不同，从一个推不出另一个"

    def en(self) -> str:
        return f"the actual `{self.text}` counts over another stretch of time than the target `{self.wanted}`"

    def help_zh(self) -> str:
        return f"请按`{self.wanted}`的口径填写"

    def help_en(self) -> str:
        return f"count it as the target `{self.wanted}` does"


class ActualForSeveral(Diagnostic):
    """One cell for a target with several demands: which figure answers which is not settled."""

    code: ClassVar[str] = "actual-for-several"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    demands: int

    def zh(self) -> str:
        return f"指标值含{self.demands}项要求，完成值`{self.text}`无法逐项对应"

    def en(self) -> str:
        return f"the target makes {self.demands} demands, and the actual `{self.text}` cannot be matched with each of them"

    def help_zh(self) -> str:
        return "请一项要求一行，分别填写完成值"

    def help_en(self) -> str:
        return "give each demand a row and an actual of its own"


class ActualSideUnclear(Diagnostic):
    """A bare percentage beside a fall that is demanded: whether it fell or rose by so much is not said."""

    code: ClassVar[str] = "actual-growth-side-unclear"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`没有写明是上升还是下降，指标值是`{self.wanted}`"

    def en(self) -> str:
        return f"the actual `{self.text}` does not say whether it rose or fell; the target is `{self.wanted}`"

    def help_zh(self) -> str:
        return f"请写成`下降{self.text}`或`上升{self.text}`"

    def help_en(self) -> str:
        return f"write `下降{self.text}` for a fall or `上升{self.text}` for a rise"


class ActualNotUnderstood(Diagnostic):
    """A text in which neither a number nor a known word is found."""

    code: ClassVar[str] = "actual-not-understood"
    severity: ClassVar[Severity] = Severity.WARNING
    text: str
    wanted: str

    def zh(self) -> str:
        return f"完成值`{self.text}`看不懂，不能与指标值`{self.wanted}`比较"

    def en(self) -> str:
        return f"the actual `{self.text}` is not understood and cannot be compared with the target `{self.wanted}`"

    def help_zh(self) -> str:
        return "请填写实际完成的数、日期或程度"

    def help_en(self) -> str:
        return "fill in the number, day or degree that was reached"
