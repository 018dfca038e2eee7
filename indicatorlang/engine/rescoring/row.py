"""One row of a filled-in table scored again, by the same engine that evaluates rulesets.

The typed actual becomes one plain entry for the measure of the row; everything is due. What evaluation cannot know stays open: a
level leaves a range of points, words such as 基本完成 may be one of two levels, a part of a step counts as nobody said. Where the
actual is no measurement of the target there is no score, and a diagnostic says why.
"""

from __future__ import annotations

import datetime as dt
import functools
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.bind import bind
from indicatorlang.engine.delivered.names import feed_of
from indicatorlang.engine.from_model import plan
from indicatorlang.engine.outcome import steps_below
from indicatorlang.engine.problems.scoring_problems import StepsNotWhole
from indicatorlang.engine.rescoring import row_problems as problems
from indicatorlang.engine.rows import evaluate_row
from indicatorlang.engine.value.scene import Scene
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin, RawActual, RawActuals
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.formula import Constant
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    Indicator,
    InRange,
    Negation,
    Single,
    Threshold,
    Trend,
    conditions,
)
from indicatorlang.model.number import decimal_text, exact
from indicatorlang.model.profile import Profile
from indicatorlang.model.rescored import ActualReading, Computed
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Level, Scale
from indicatorlang.model.scoring import Band
from indicatorlang.model.verdict import Verdict

ZERO, ONE = Fraction(0), Fraction(1)
KEPT = 256
DONE, NOT_DONE = "完成", "未完成"
STATES = Scale("完成情况", (Level("全部完成"), Level("基本完成"), Level("未完成")), builtin=True)
"""The steps of a state told in words, for rows whose own words have no lower levels."""


def rescore(
    ruleset: Ruleset | None, actual: ActualReading, *, on: dt.date | None = None, deduct: Fraction | None = None
) -> Computed:
    """What the first row of a ruleset comes to by its actual. Points are those of its weight.

    `on` is the day of evaluation; without it the last day that matters, so that everything is due. `deduct` are points taken off
    by hand. Without a ruleset (a target that demands nothing, or that nobody can read) nothing is computed. The same row and
    actual are computed once as long as they are remembered. Never raises.
    """
    return Computed() if ruleset is None else _computed(_Same(ruleset), actual, on, deduct)


@frozen(eq=False)
class _Same:
    """A ruleset by its identity: rows that are resolved alike are one object already, and comparing them would cost more than it saves."""

    ruleset: Ruleset

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.ruleset is self.ruleset

    def __hash__(self) -> int:
        return id(self.ruleset)


@functools.lru_cache(maxsize=KEPT)
def _computed(same: _Same, actual: ActualReading, on: dt.date | None, deduct: Fraction | None) -> Computed:
    return _Row(same.ruleset, actual, on, deduct).computed()


@frozen
class _Row:
    """One row and its actual."""

    ruleset: Ruleset
    actual: ActualReading
    on: dt.date | None
    deduct: Fraction | None

    @property
    def indicator(self) -> Indicator:
        return self.ruleset.indicators[0]

    @property
    def profile(self) -> Profile:
        return self.ruleset.profile

    @property
    def said(self) -> str:
        """The actual as it is quoted."""
        typed = self.actual.cell or self.actual.value or self.actual.rest
        return typed or {"done": "完成", "not_done": "未完成", "partly": "部分完成"}.get(self.actual.kind, "")

    def computed(self) -> Computed:
        """What the row comes to."""
        if self.actual.refused is not None:
            return self._refused(self.actual.refused)
        if self.actual.kind == "blank":
            return Computed(Verdict.NO_DATA, profile=self.profile.name)
        if self.actual.kind == "not_applicable":
            return Computed(Verdict.NOT_APPLICABLE, profile=self.profile.name)
        condition = self.indicator.condition
        if condition is None or self.actual.kind == "text":
            return self._refused(problems.NotSettled(target=self._target(), actual=self.said))
        found = self._judged(condition)
        return self._unscored(found) if is_unread(self.indicator) else found

    def _judged(self, condition: Condition) -> Computed:
        if isinstance(condition, Trend | EachCase):
            return self._refused(problems.ActualsByPeriodNeeded(target=self._target(), actual=self.said))
        if isinstance(condition, EachPeriod):  # the actual is what was reached in each period
            return self._judged(_of_one_period(condition))
        wanted = _wanted(condition)
        match self.actual.kind:
            case "quantity":
                return self._quantity(condition, wanted)
            case "date":
                return self._date(condition, wanted)
        if wanted == "number":
            told = self.actual.kind in ("done", "not_done") and self._is_change(condition)
            rank = 0 if self.actual.kind == "done" else 2
            return self._by_rank(condition, rank) if told else self._another_kind(wanted)
        return self._words(condition)

    # What each kind of actual is to each kind of target

    def _quantity(self, condition: Condition, wanted: problems.Wanted) -> Computed:
        if wanted == "number":
            if _measure_of(self.indicator, condition) is None:
                return self._several(condition)
            return self._evaluated(condition, self.actual.cell)
        share = _share(self.actual.cell)
        if wanted != "state" or share is None or not isinstance(condition, DoneBy):
            return self._another_kind(wanted)
        found = self._evaluated(condition, DONE if share == 1 else NOT_DONE)
        if share in (ZERO, ONE) or found.verdict is not Verdict.MISSED or self._all_or_nothing():
            return found
        high = self._points(share)
        open_score = attrs.evolve(found, score=None, exact=None, low=ZERO, high=high)
        return attrs.evolve(open_score, remarks=(*found.remarks, problems.PartOfWork(actual=self.said, points=high)))

    def _is_change(self, condition: Condition) -> bool:
        """Whether a rise or a fall of any size is demanded, which words tell as well as a rate (增长 beside 稳步增长)."""
        if not isinstance(condition, Threshold) or not isinstance(condition.bound, Constant):
            return False
        unit = condition.bound.quantity.unit
        return condition.bound.quantity.number == 0 and unit.is_percent and _measure_of(self.indicator, condition) is not None

    def _date(self, condition: Condition, wanted: problems.Wanted) -> Computed:
        if isinstance(condition, DoneBy):
            day = self.actual.day
            return self._evaluated(condition, day.isoformat() if day is not None else self.actual.cell)
        return self._another_kind(wanted)

    def _words(self, condition: Condition) -> Computed:
        """A state or a level in words against a state, a level, or several of these."""
        ranks = self.actual.ranks or {"done": (0,), "not_done": (2,), "partly": (0, 1)}.get(self.actual.kind, ())
        if isinstance(condition, DoneBy) and self.actual.kind in ("done", "not_done"):
            return self._evaluated(condition, DONE if self.actual.kind == "done" else NOT_DONE)
        if isinstance(condition, AtLevel) and len(ranks) <= 1:
            level = condition.scale.find(self.actual.cell) or condition.scale.find(self.actual.value)
            if level is not None:
                return self._evaluated(condition, level.name)
        if not ranks:
            return self._another_kind(_wanted(condition))
        if len(ranks) == 1:
            return self._by_rank(condition, ranks[0])
        return self._in_part(self._between([self._by_rank(condition, rank) for rank in sorted(ranks)]))

    def _in_part(self, found: Computed) -> Computed:
        """The range of something done in part, with the points in proportion to a part that is said: 完成80% may be 8 of 10."""
        share = _share(self.actual.cell or self.actual.value) if self.actual.kind == "partly" else None
        if share is None or found.high is None or self._own_method() or self._all_or_nothing():
            return found
        points = self._points(share)
        told = problems.PartOfWork(actual=self.said, points=points)
        closed = found.high_closed or points >= found.high
        return attrs.evolve(found, high=max(found.high, points), high_closed=closed, remarks=(*found.remarks, told))

    def _by_rank(self, condition: Condition, rank: int) -> Computed:
        """The level so many steps below the demanded one, on the row's own scale or, where that has none, on that of states."""
        if isinstance(condition, AtLevel) and condition.op in (">=", "=="):
            at = condition.scale.rank(condition.level)
            levels = condition.scale.levels
            if rank == 2 and self._own_method() and at + rank < len(levels) - 1:  # which of the lower ones is not said
                lower = [self._evaluated(condition, level.name) for level in levels[at + rank :]]
                return self._between(lower)
            if at + rank < len(levels):
                return self._evaluated(condition, levels[at + rank].name)
        measure = _measure_of(self.indicator, condition) or self.indicator.name
        state = AtLevel(measure, STATES, STATES.levels[0], due=_due(condition, self.ruleset))
        found = self._evaluated(state, STATES.levels[min(rank, 2)].name, stated=not isinstance(condition, AtLevel))
        return attrs.evolve(found, result=None)  # the words of that scale are nobody's, and its day is not that of the row

    def _between(self, found: list[Computed]) -> Computed:
        """What is left open between several levels: the range is that of all of them, and no one level is told."""
        verdicts = {one.verdict for one in found}
        verdict = next(iter(verdicts)) if len(verdicts) == 1 else None
        lows = [one.low if one.low is not None else one.score for one in found]
        highs = [one.high if one.high is not None else one.score for one in found]
        known_lows, known_highs = [x for x in lows if x is not None], [x for x in highs if x is not None]
        if len(known_lows) < len(found) or len(known_highs) < len(found):
            return attrs.evolve(found[0], verdict=verdict, score=None, exact=None, result=None)
        best = max(known_highs)
        closed = any(one.high_closed for one, high in zip(found, highs, strict=True) if high == best)
        return Computed(verdict, low=min(known_lows), high=best, high_closed=closed, profile=self.profile.name)

    # Evaluation

    def _evaluated(self, condition: Condition, cell: str, *, stated: bool = False) -> Computed:
        """The row by the engine, with one entry for its measure. `stated`: a range of levels is left open though the row demands none."""
        ruleset = self.ruleset if condition is self.indicator.condition else self._demanding(condition)
        result = evaluated(ruleset, cell, self._as_of(condition), self.deduct)
        found = self._of_result(result)
        if found.score is None or not isinstance(condition, AtLevel):
            return found
        return self._ranged(found, result, condition) if (stated or condition.op in (">=", "==")) else found

    def _demanding(self, condition: Condition) -> Ruleset:
        """The ruleset with its row demanding something else; its measure takes words where it took days."""
        indicator = attrs.evolve(self.indicator, condition=condition)
        measures = {name: attrs.evolve(measure, kind=None) for name, measure in self.ruleset.measures.items()}
        kept = self.ruleset.measures if not isinstance(condition, AtLevel) else measures
        return attrs.evolve(self.ruleset, indicators=(indicator,), measures=kept)

    def _of_result(self, result: IndicatorResult) -> Computed:
        found = Computed(result.verdict, result.score, result.points, profile=self.profile.name, result=result)
        steps = next((p for p in result.problems if isinstance(p, StepsNotWhole)), None)
        if steps is not None:  # what a part of a step counts was not said
            ends = (steps.full, steps.none, steps.part)
            low, high = min(ends), max(ends)
            return attrs.evolve(found, verdict=Verdict.MISSED, score=None, exact=None, low=low, high=high, remarks=(steps,))
        if result.verdict in (Verdict.MET, Verdict.MISSED):
            return found
        if result.verdict is Verdict.NOT_APPLICABLE:
            return attrs.evolve(found, score=None, exact=None)
        told = next(iter(result.problems), None) or problems.NotSettled(target=self._target(), actual=self.said)
        return attrs.evolve(found, score=None, exact=None, refused=told)

    def _ranged(self, found: Computed, result: IndicatorResult, condition: AtLevel) -> Computed:
        """The points between which the rules leave the score of a level: the three levels of the profile, by how far below it is."""
        level = result.actual.level if result.actual is not None else None
        bands = self.profile.three_levels
        if level is not None and (least := self._least(level)) is not None:
            low, high = self._points(least[0]), self._points(least[1])
            return found if low == high else attrs.evolve(found, score=None, exact=None, low=low, high=high)
        exact_ones = self.indicator.wording.strip() == "否"  # asked for and answered by one of two words
        if level is None or len(bands) < 3 or exact_ones or self._own_method() or self._all_or_nothing():
            return found
        rank = min(max(steps_below(condition, level), 0), 2)
        _, low, high = bands[rank]
        return attrs.evolve(found, low=self._points(low), high=self._points(high), high_closed=rank == 0)

    def _least(self, level: Level) -> tuple[Fraction, Fraction] | None:
        """What the row's own rule gives a level, where it says that as a range."""
        bands = self.indicator.scoring.get("bands") if self.indicator.scoring is not None else None
        found = [band for band in bands if isinstance(band, Band) and band.holds(level.name)] if isinstance(bands, tuple) else []
        if not found or found[0].least is None or found[0].fraction is None:
            return None
        return found[0].least, found[0].fraction

    def _points(self, fraction: Fraction) -> Fraction:
        points = fraction * self.indicator.weight - (self.deduct or ZERO)
        return self.profile.rounded(max(ZERO, points))

    def _own_method(self) -> bool:
        return self.indicator.scoring is not None and bool(self.indicator.scoring.method)

    def _all_or_nothing(self) -> bool:
        return self.profile.scoring_of(self.indicator.scoring).method == "pass_fail"

    def _as_of(self, condition: Condition) -> dt.date:
        """The last day that matters: of the span, of the target, of the completion."""
        if self.on is not None:
            return self.on
        days = [self.ruleset.span.end, *([self.actual.day] if self.actual.day is not None else [])]
        for part in conditions(condition):
            if isinstance(part, Single):
                days += [day for day in (part.due, part.due_other) if day is not None]
        return max(days)

    # Without a score

    def _target(self) -> str:
        return " ".join((self.indicator.wording or self.indicator.canonical).replace("`", "'").split())[:80]

    def _refused(self, problem: Diagnostic) -> Computed:
        return Computed(profile=self.profile.name, refused=problem)

    def _another_kind(self, wanted: problems.Wanted) -> Computed:
        return self._refused(problems.ActualOfAnotherKind(target=self._target(), actual=self.said, wanted=wanted))

    def _several(self, condition: Condition) -> Computed:
        names = feed_of(attrs.evolve(self.indicator, condition=condition)).measures
        clauses = names if len(names) > 1 else tuple(self.indicator.canonical.split(" and "))
        return self._refused(problems.SeveralActualsNeeded(clauses=clauses, actual=self.said))

    def _unscored(self, found: Computed) -> Computed:
        """The verdict without points, which go by a rule that nobody could read."""
        return attrs.evolve(found, score=None, exact=None, low=None, high=None)


def evaluated(ruleset: Ruleset, cell: str, day: dt.date, deduct: Fraction | None = None) -> IndicatorResult:
    """The result of the first row of a ruleset at a day, when `cell` is reported for it and nothing else is."""
    indicator = ruleset.indicators[0]
    extra = {} if deduct is None else {"deduct": decimal_text(deduct)}
    subject = feed_of(indicator).measure or indicator.id
    book, _ = bind(ruleset, RawActuals((RawActual(subject, cell, extra=extra, origin=Origin()),)))
    made = attrs.evolve(plan(ruleset), needs=False)
    return evaluate_row(indicator, made, Scene(ruleset, book, day), book.facts(indicator.id, day))


def is_unread(indicator: Indicator) -> bool:
    """Whether the row has a scoring rule of its own that could not be read: its text is there, and no method."""
    scoring = indicator.scoring
    return scoring is not None and not scoring.method and bool(scoring.text)


def _of_one_period(condition: EachPeriod) -> Condition:
    part = condition.part
    return part if part.due is not None else attrs.evolve(part, due=condition.due, due_other=condition.due_other)


def _wanted(condition: Condition) -> problems.Wanted:
    """What a target asks for; of several demands the one that words cannot answer goes first."""
    parts = [part for part in conditions(condition) if not isinstance(part, All | AnyOf | Negation)]
    if any(isinstance(part, Threshold | InRange | EachPeriod | Trend | EachCase) for part in parts):
        return "number"
    return "state" if all(isinstance(part, DoneBy) for part in parts) else "level"


def _measure_of(indicator: Indicator, condition: Condition) -> str | None:
    feed = feed_of(attrs.evolve(indicator, condition=condition))
    return indicator.id if feed.own else feed.measure


def _due(condition: Condition, ruleset: Ruleset) -> dt.date | None:
    return max((part.due or ruleset.span.end for part in conditions(condition) if isinstance(part, Single)), default=None)


def _share(cell: str) -> Fraction | None:
    """`80%` as a share of the work; None for anything else."""
    text = cell.strip().replace("％", "%")
    number = exact(text[:-1]) if text.endswith("%") else None
    return number / 100 if number is not None and 0 <= number <= 100 else None
