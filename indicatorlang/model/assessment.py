"""The result of an evaluation: facts only. Reports draw them, `explain` tells them; both compute nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Kind, Origin
from indicatorlang.model.explanation import Explanation
from indicatorlang.model.indicator import Indicator, Op
from indicatorlang.model.measured import Measured, PeriodResult
from indicatorlang.model.number import Rounding
from indicatorlang.model.period import Period
from indicatorlang.model.profile import Grade
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.recovery import Recovery
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.verdict import Colour, Verdict


@frozen
class ExpectedAt:
    """Where the expectation of a pace comes from: a milestone (of this row or of row `row`), a straight line by months (linear) or
    days, the row's plan, or the target itself. `between`: it lies between two points of a plan or two milestones."""

    quantity: Quantity | None
    by: Literal["milestone", "linear", "days", "plan", "target", "budget"]
    row: str | None = None
    day: dt.date | None = None
    between: bool = False


@frozen
class Pace:
    """Colour and index (actual/expected × 100). `capped` tells that a missed due milestone holds the colour down."""

    colour: Colour | None
    index: Fraction | None = None
    expected: ExpectedAt | None = None
    capped: bool = False


@frozen
class ForecastResult:
    """What a row would come to if the filler's forecast for the whole year came true: never scored.

    `deviation` is (forecast − target) / target in per cent; `index` and `colour` are those of a pace in the last month."""

    verdict: Verdict
    quantity: Quantity | None = None
    level: str | None = None
    day: dt.date | None = None
    gap: Quantity | None = None
    deviation: Fraction | None = None
    index: Fraction | None = None
    colour: Colour | None = None


@frozen
class Share:
    """What one of the periods to come has to bring."""

    period: Period
    quantity: Quantity


@frozen
class Need:
    """One entry of what would meet the target. Entries of one `way` are needed together, different ways are alternatives.

    `kind` says how to enter it: 230 in the period, or 500 since the start of the span. For a level `level` is set instead of `quantity`, for a day `day`.
    `planned` and `shortfall` split a period's need into what the trajectory brings anyway and what is owed; `have` is what a
    running total has reached. `past` marks a date that has passed; `later_row` is the next row over the same measure.
    """

    way: int
    measure: str
    period: Period | None
    kind: Kind | None
    op: Op
    quantity: Quantity | None = None
    level: str | None = None
    day: dt.date | None = None
    planned: Quantity | None = None
    shortfall: Quantity | None = None
    have: Quantity | None = None
    past: bool = False
    later_row: str | None = None
    spread: tuple[Share, ...] = ()
    """The amount spread over the reporting periods that are left; empty when there is but one, or nothing to spread."""
    cases: int | None = None
    """How many more cases would have to come to that; None for what is not judged case by case."""
    over_cases: bool = False
    """A number over all cases of a table: it follows from them, nobody enters it."""


@frozen
class MilestoneResult:
    """The verdict of one step of a schedule."""

    by: dt.date
    target: Quantity
    verdict: Verdict
    actual: Quantity | None = None
    gap: Quantity | None = None
    fraction: Fraction | None = None


@frozen
class Working:
    """How the fraction came about, for the explanation.

    `method`: reached, proportional, linear, progress, pass_fail, range_low, range_high, one_level_below, level_share, level_band,
    done_late, not_done, exact, two_sided, boundary, schedule, budget. `actual` and `target` are the two numbers of the calculation in
    the unit shown; `baseline` for progress."""

    method: str
    actual: Quantity | None = None
    target: Quantity | None = None
    baseline: Quantity | None = None
    boundary: bool = False
    note: str = ""
    told: tuple[tuple[str, object], ...] = ()
    """Further numbers of the calculation line, by name: quantities, points, bands."""
    side: str = ""
    """On which side of its target the value lies: low, high, late, less (a level)."""


@frozen
class Modifier:
    """What came after the method: `floor` (less than `limit` is nothing), `cap` (no more than `limit`), `above` (the target was set
    too low: `limit` off). `before` and `after` are fractions."""

    kind: Literal["floor", "cap", "above"]
    before: Fraction
    after: Fraction
    limit: Fraction


@frozen
class IndicatorResult:
    """One row. `score` is in points, rounded; None when not due, invalid or not applicable, 0 without data.

    `fraction` (0..1) is exact. `gap` is positive, in the target's unit; `exceeded` tells over-achievement and `excess` by how much.
    `due` is the day of the target, else the last day of the span. `interval` is the range of points while a score is only assumed.
    `final` tells that what is without data counts nothing for good.
    """

    indicator: Indicator
    verdict: Verdict
    weight: Fraction
    score: Fraction | None = None
    fraction: Fraction | None = None
    gap: Quantity | None = None
    excess: Quantity | None = None
    actual: Measured | None = None
    bound: Quantity | None = None
    working: Working | None = None
    due: dt.date | None = None
    recoverable: bool | None = None
    pace: Pace | None = None
    milestones: tuple[MilestoneResult, ...] = ()
    periods: tuple[PeriodResult, ...] = ()
    needed: tuple[Need, ...] = ()
    parts: tuple[IndicatorResult, ...] = ()
    interval: tuple[Fraction, Fraction] | None = None
    deduction: Fraction | None = None
    evidence_deduction: Fraction | None = None
    """The points taken off because there is no evidence."""
    modifiers: tuple[Modifier, ...] = ()
    points: Fraction | None = None
    """The exact points, before rounding."""
    rounding: Rounding = attrs.field(default=Rounding())
    cause: str | None = None
    deduction_reason: str = ""
    reason: str | None = None
    reason_missing: bool = False
    evidence: str | None = None
    forecast: str | None = None
    likelihood: str | None = None
    forecast_of: str | None = None
    forecast_unit: str = ""
    forecast_origin: Origin | None = None
    forecast_result: ForecastResult | None = None
    note: str | None = None
    extra: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    assumed: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    bound_decided: bool = False
    as_of: dt.date | None = None
    span: Period | None = None
    final: bool = False
    vetoed_by: tuple[VetoFired, ...] = ()
    """The vetoes of other rows by which this one adds nothing to the total; its score stands."""
    explainer: Callable[[IndicatorResult, Lang], Explanation] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def id(self) -> str:
        """The indicator's id."""
        return self.indicator.id

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.indicator.name

    @property
    def outside(self) -> Literal["", "bonus", "deduction"]:
        """Whether the row stands beside the weights, and what it does to the total."""
        method = self.indicator.scoring.method if self.indicator.scoring is not None else ""
        return "bonus" if method == "bonus" else "deduction" if method == "deduction" else ""

    @property
    def exceeded(self) -> bool:
        """Whether the target was surpassed."""
        return self.excess is not None

    def explain(self, lang: Lang = "zh") -> Explanation:
        """The explanation, built now. Raises RuntimeError for a result that was not made by the engine."""
        if self.explainer is None:
            raise RuntimeError("this result was not made by the engine and has no explanation")
        return self.explainer(self, lang)


@frozen
class VetoFired:
    """A veto that took effect: `indicator` is the id of the row, `group` its level 1."""

    indicator: str
    effect: str
    group: str
    on: tuple[str, ...]


@frozen
class Assessment:
    """One project at one date. Row scores are never rescaled: `score` is, when something is not applicable."""

    ruleset: Ruleset
    as_of: dt.date
    as_of_assumed: bool
    profile: str
    results: tuple[IndicatorResult, ...]
    score: Fraction
    raw_score: Fraction
    max_score: Fraction
    weight: Fraction
    not_applicable_weight: Fraction = Fraction(0)
    bonus: Fraction = Fraction(0)
    deductions: Fraction = Fraction(0)
    """Points added and taken off beside the weights."""
    inside: Fraction | None = None
    """The score before these; None where there are no rows beside the weights."""
    before_rounding: Fraction | None = None
    """The points that the grade is of where it is not of the score as displayed and these differ."""
    provisional: bool = False
    interval: tuple[Fraction, Fraction] | None = None
    grade: Grade | None = None
    pace: Colour | None = None
    vetoes: tuple[VetoFired, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    project: str | None = None
    budget: Quantity | None = None
    """The money of the project, as reported or as its ruleset says; None where nobody said."""
    combined: tuple[str, ...] = ()
    """The projects that were evaluated together as one; empty when it is one project."""
    files: tuple[str, ...] = ()
    recoverer: Callable[[Assessment], Recovery | None] | None = attrs.field(default=None, eq=False, repr=False)
    reporter: Callable[[Assessment, Literal["dict", "json"], Lang], Any] | None = attrs.field(default=None, eq=False, repr=False)

    def __getitem__(self, key: str) -> IndicatorResult:
        """A row by id, else by name. Raises KeyError when there is none, or when the name stands for several."""
        for result in self.results:
            if result.id == key:
                return result
        named = [result for result in self.results if result.name == key]
        if len(named) != 1:
            raise KeyError(key)
        return named[0]

    def __iter__(self) -> Iterator[IndicatorResult]:
        return iter(self.results)

    @property
    def recovery(self) -> Recovery | None:
        """What is lacking for the next better grade and which losses would bring it, worked out now; None at the best grade."""
        return None if self.recoverer is None else self.recoverer(self)

    def to_dict(self, lang: Lang = "zh") -> dict[str, Any]:
        """The object that `eval --format json` prints. Scores and weights are `int` or exact `decimal.Decimal`."""
        drawn: dict[str, Any] = self._report("dict", lang)
        return drawn

    def to_json(self, lang: Lang = "zh") -> str:
        """The same as JSON text, numbers printed exactly."""
        drawn: str = self._report("json", lang)
        return drawn

    def _report(self, form: Literal["dict", "json"], lang: Lang) -> Any:
        if self.reporter is None:
            raise RuntimeError("this assessment was not made by the engine")
        return self.reporter(self, form, lang)
