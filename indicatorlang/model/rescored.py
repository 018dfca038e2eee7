"""A filled-in table scored again: what each row's own figures come to, and how that compares with the score it was given."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang, Severity
from indicatorlang.lazily import frozen
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.comparison import Op
from indicatorlang.model.explanation import Explanation
from indicatorlang.model.filled import FilledRow, FilledTable
from indicatorlang.model.number import Mode
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.reading import Reading
from indicatorlang.model.verdict import Verdict


class Finding(enum.StrEnum):
    """The fixed words for what re-scoring a row comes to. The last three are for rows that cannot be compared for want of a
    figure or by choice of the table."""

    AGREES = "一致"
    ROUNDING = "取整差异"
    HIGH = "得分偏高"
    LOW = "得分偏低"
    ABOVE_WEIGHT = "得分超分值"
    FULL_THOUGH_MISSED = "未达标得满分"
    CUT_THOUGH_MET = "达标被扣分"
    NOT_MEASURED = "完成值无法计量"
    TARGET_UNREAD = "指标值无法判读"
    NO_ACTUAL = "缺完成值"
    NO_REASON = "缺偏差原因"
    OWN_RULE = "有自定评分标准，未按默认办法测算"
    NO_SCORE = "缺得分"
    NO_WEIGHT = "缺分值"

    @property
    def is_difference(self) -> bool:
        """Whether it is more than rounding: what makes `audit` end with status 1."""
        return self not in (Finding.AGREES, Finding.ROUNDING, Finding.OWN_RULE)

    @property
    def code(self) -> str:
        """The code of the rule it breaks, as the advice on whole tables has them; empty when it breaks none."""
        return _CODES.get(self, "")

    def word(self, lang: Lang = "zh") -> str:
        """The word in the language asked for."""
        return self.value if lang == "zh" else _ENGLISH[self]


_ENGLISH: Mapping[Finding, str] = {
    Finding.AGREES: "agrees",
    Finding.ROUNDING: "differs by rounding",
    Finding.HIGH: "score too high",
    Finding.LOW: "score too low",
    Finding.ABOVE_WEIGHT: "score above its weight",
    Finding.FULL_THOUGH_MISSED: "full score though missed",
    Finding.CUT_THOUGH_MET: "points taken off though met",
    Finding.NOT_MEASURED: "the actual is no measurement of the target",
    Finding.TARGET_UNREAD: "the target cannot be read",
    Finding.NO_ACTUAL: "no actual",
    Finding.NO_REASON: "no reason for the deviation",
    Finding.OWN_RULE: "has a scoring rule of its own, not scored by default",
    Finding.NO_SCORE: "no score",
    Finding.NO_WEIGHT: "no weight",
}

_CODES: Mapping[Finding, str] = {
    **dict.fromkeys(
        (Finding.HIGH, Finding.LOW, Finding.ABOVE_WEIGHT, Finding.FULL_THOUGH_MISSED, Finding.CUT_THOUGH_MET), "L150"
    ),
    Finding.NOT_MEASURED: "L152",
    Finding.TARGET_UNREAD: "L101",
    Finding.NO_ACTUAL: "L153",
    Finding.NO_SCORE: "L153",
    Finding.NO_REASON: "L154",
    Finding.NO_WEIGHT: "L131",
}

EntryKind = Literal["quantity", "done", "not_done", "partly", "date", "level", "blank", "not_applicable", "text"]


@frozen
class ActualReading:
    """What a typed 完成值 says when it is held against its target.

    `cell` is the same as one plain entry that evaluation reads (`266米`, `2023-10-31`, `完成`, `明显`); empty when there is none.
    `partly`: done in part (基本达到). `ranks` of a state or a level in words: 0 reaches what is demanded, 1 is one step below, 2 lower;
    several where the words leave it open (基本达到 may be 0 or 1). `refused` says why a `text` is no measurement of this target.
    """

    kind: EntryKind
    cell: str = ""
    value: str = ""
    unit: str = ""
    day: dt.date | None = None
    ranks: tuple[int, ...] = ()
    assumed: tuple[Diagnostic, ...] = ()
    rest: str = ""
    refused: Diagnostic | None = None

    def to_dict(self, lang: Lang = "zh") -> dict[str, object]:
        """The reading as JSON, without what it does not say."""
        plain: dict[str, object | None] = {
            "kind": self.kind,
            "value": self.value or None,
            "unit": self.unit or None,
            "date": self.day.isoformat() if self.day else None,
            "cell": self.cell or None,
            "assumed": [{"code": d.code, "message": d.message(lang)} for d in self.assumed] or None,
            "rest": self.rest or None,
            "refused": {"code": self.refused.code, "message": self.refused.message(lang)} if self.refused else None,
        }
        return {key: value for key, value in plain.items() if value is not None}


@frozen
class Computed:
    """What a row's own figures come to under scoring rules. `score` is rounded as the profile rounds, `exact` is before that.
    `low` and `high` are the points between which the rules leave the score of a level open. `refused`: why there is no score.
    `result` is the evaluated row behind it; None for a line of money. It may be given as a function, which is asked when somebody wants the
    result. `of` is what the score is of: `target` or `money` (the rate)."""

    verdict: Verdict | None = None
    score: Fraction | None = None
    exact: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    high_closed: bool = True
    profile: str = ""
    of: Literal["target", "money"] = "target"
    rate: Fraction | None = None
    """The executed share of the budget, before it is capped; only for a line of money."""
    _result: IndicatorResult | Callable[[], IndicatorResult | None] | None = None
    refused: Diagnostic | None = None
    remarks: tuple[Diagnostic, ...] = ()
    compared: tuple[Quantity, Op, Quantity] | None = None
    """The actual, the operator and the bound of a row that was scored at once, being one comparison and nothing else."""

    @property
    def result(self) -> IndicatorResult | None:
        """The evaluated row behind it."""
        made = self._result
        return made if made is None or isinstance(made, IndicatorResult) else made()

    @property
    def is_range(self) -> bool:
        """Whether the rules leave the score open."""
        return self.low is not None and self.high is not None and self.low != self.high


@frozen
class RescoredRow:
    """One row with what was found. `findings` holds the most telling one first; empty for a row without anything to compare (a
    heading, a note, a source of money). `difference` is published less computed; of a range the distance from its nearer end, 0 inside. `causes` are ways in
    which the published score may have come about, `remarks` further facts to verify."""

    row: FilledRow
    table: FilledTable = attrs.field(repr=False)
    reading: Reading | None = None
    actual: ActualReading | None = None
    computed: Computed = Computed()
    weight: Fraction | None = None
    published: Fraction | None = None
    difference: Fraction | None = None
    findings: tuple[Finding, ...] = ()
    causes: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    tells: Callable[[RescoredRow, Lang], Explanation] | None = attrs.field(default=None, eq=False, repr=False)
    heads: Callable[[RescoredRow, Lang], str] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def id(self) -> str:
        """Its number or name in the table, else the number of its row."""
        return self.row.get("id") or str(self.row.number)

    @property
    def finding(self) -> Finding | None:
        """The most telling one."""
        return self.findings[0] if self.findings else None

    @property
    def to_verify(self) -> tuple[Diagnostic, ...]:
        """What is to be verified besides the score, as a printed rate that its amounts do not give. It changes no finding."""
        said = dict.fromkeys((*self.computed.remarks, *self.remarks))
        return tuple(remark for remark in said if remark.severity is not Severity.INFO)

    @property
    def is_news(self) -> bool:
        """Whether a reviewer wants to see it: it does more than agree, or something of it is to be verified."""
        return bool(self.to_verify) or any(finding is not Finding.AGREES for finding in self.findings)

    def explain(self, lang: Lang = "zh") -> Explanation:
        """What was found and why, built now."""
        if self.tells is None:
            return Explanation("", "", (), lang)
        return self.tells(self, lang)

    def headline(self, lang: Lang = "zh") -> str:
        """The headline of the explanation alone."""
        return self.explain(lang).headline if self.heads is None else self.heads(self, lang)


@frozen
class MoneyLine:
    """One line of a money block, read: `label` names the source, empty or 总额 for the whole. `rate` and `score` are as published."""

    row: FilledRow
    label: str = ""
    initial: Quantity | None = None
    budget: Quantity | None = None
    spent: Quantity | None = None
    rate: Fraction | None = None
    weight: Fraction | None = None
    score: Fraction | None = None
    is_total: bool = False
    is_part: bool = False
    """A source that belongs into the total; what is 其中 of another source is neither."""

    @property
    def is_carried_over(self) -> bool:
        """Whether it is what was left of the year before (上年结转资金)."""
        return "结转" in self.label


@frozen
class Repeated:
    """A row that says the same as an earlier one: `same` everything, or the name only."""

    row: int
    first: int
    name: str
    same: bool = True


@frozen
class ProjectFacts:
    """What the rows of one project in a table add up to, as published. None where nothing was said."""

    project: str = ""
    rows: int = 0
    first_row: int | None = None
    weights: Fraction | None = None
    unweighted: int = 0
    scores: Fraction | None = None
    unscored: int = 0
    money: tuple[MoneyLine, ...] = ()
    total_weight: Fraction | None = None
    total_score: Fraction | None = None
    total_row: FilledRow | None = None
    all_full: bool = False
    repeated: tuple[Repeated, ...] = ()
    repeated_more: int = 0
    """How many rows repeat others beyond those that are listed."""
    level_weights: tuple[tuple[str, Fraction], ...] = ()
    """The points under each level-1 heading, in order."""


@frozen
class TableFacts:
    """What was found on the first walk over a table. `score_places` is the precision of its score column: the most decimals
    any published score has; `project_places` is that of the scores of each project, whose form one hand printed.
    `has_reasons`: there is a column for them and somebody used it or it is a column of the form."""

    table: FilledTable = attrs.field(repr=False)
    score_places: int = 0
    has_scores: bool = False
    has_weights: bool = False
    has_reasons: bool = False
    projects: tuple[ProjectFacts, ...] = ()
    project_places: Mapping[str, int] = attrs.field(factory=dict, repr=False)


@frozen
class Candidate:
    """Rules that may have made the published scores: a profile, and how points are rounded."""

    profile: str
    places: int
    mode: Mode = "half_up"


@frozen
class Fit:
    """How well rules explain the published scores of a table: of `tested` rows whose score depends on them, `reproduced` come out the
    same. `rows` are all rows that could be compared, `agreeing` all that come out the same."""

    candidate: Candidate
    rows: int = 0
    agreeing: int = 0
    tested: int = 0
    reproduced: int = 0


@frozen
class ProjectTotal:
    """What the rows of one project come to. `counted` of its `rows` have a score of ours, `computed` is the sum of these and `published`
    what the table gives the same rows, None where it leaves one out. The points of a level within its band are those of the table:
    there the rules leave them to judgement. `weight` is what the counted rows could earn. The grade is there when every row is counted."""

    project: str = ""
    rows: int = 0
    counted: int = 0
    computed: Fraction = Fraction(0)
    published: Fraction | None = None
    weight: Fraction = Fraction(0)
    grade: str = ""
    grade_english: str = ""

    @property
    def complete(self) -> bool:
        """Whether every row is counted."""
        return self.counted == self.rows


@frozen
class TableSummary:
    """One table at the end: what was taken for what, its totals and its findings. `totals` are those of its projects, none for a plain list
    of rows; of a table of one project `computed_total` and `grade` are its, and `complete` tells whether all rows are in the total.
    `advice` is what the whole table shows (rules L130 to L161), `contradictions` how much of it is a difference beyond rounding."""

    facts: TableFacts
    profile: str = ""
    findings: Mapping[Finding, int] = attrs.field(factory=dict)
    rows: int = 0
    answered: int = 0
    """Rows for which a score or a range of scores could be computed."""
    computed_total: Fraction | None = None
    complete: bool = False
    grade: str = ""
    grade_english: str = ""
    totals: tuple[ProjectTotal, ...] = ()
    fits: tuple[Fit, ...] = ()
    """How well all usual rules explain the published scores, the best first."""
    fitted: bool = False
    """Whether it was asked to score by the best of them."""
    chosen: Fit | None = None
    """The fit by which the table was scored, when that was asked for."""
    advice: tuple[Diagnostic, ...] = ()
    contradictions: int = 0


@frozen
class AuditSummary:
    """All tables together; `diagnostics` are about files that could not be read, or not wholly."""

    tables: tuple[TableSummary, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def findings(self) -> Mapping[Finding, int]:
        """How often each finding came up, in the order of the words."""
        return {f: n for f in Finding if (n := sum(t.findings.get(f, 0) for t in self.tables))}

    @property
    def contradictions(self) -> int:
        """How often figures of a whole table contradict each other by more than rounding."""
        return sum(table.contradictions for table in self.tables)

    @property
    def rows(self) -> int:
        """All rows that were compared or should have been."""
        return sum(table.rows for table in self.tables)

    @property
    def answered(self) -> int:
        """Rows for which a score or a range could be computed."""
        return sum(table.answered for table in self.tables)
