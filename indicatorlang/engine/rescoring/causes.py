"""Plausible mistakes: ways of scoring that come to exactly the published number.

A cause is named only when it reproduces the number as exactly as its column is printed and is not what the row comes to
anyway. The more special ones come first, two at the most; none of them is more than a question to the filler.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring import cause_problems as problems
from indicatorlang.engine.rescoring.comparing import EXACT_PLACES, Rule
from indicatorlang.lazily import frozen
from indicatorlang.model.formula import Constant, MeasureRef
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.number import Mode, round_half_up, round_to
from indicatorlang.model.points import read_rate
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.rescored import Computed, Finding, MoneyLine, RescoredRow
from indicatorlang.model.verdict import Verdict

MOST = 2
ONE, ZERO = Fraction(1), Fraction(0)
_MODES: tuple[Mode, ...] = ("half_up", "down")
_SILENT = (Finding.AGREES, Finding.NO_REASON)

Under = Callable[[Profile], Computed | None]
"""What a row comes to under other scoring rules; None when that cannot be said."""


def _never(profile: Profile) -> Computed | None:
    return None


@frozen
class Scene:
    """What causes are looked for in: a compared row, the precision of its column, by what it was scored, the line of money that it
    is, what it comes to under the rules of `others`."""

    row: RescoredRow
    places: int
    rule: Rule = "default"
    money: MoneyLine | None = None
    carried: MoneyLine | None = None
    """The line of the same block that says what was carried over from the year before."""
    others: Sequence[Profile] = ()
    under: Under = _never

    @property
    def published(self) -> Fraction:
        """The published score."""
        return self.row.published or ZERO

    @property
    def weight(self) -> Fraction:
        """The weight of the row."""
        return self.row.weight or ZERO

    def gives(self, points: Fraction, places: int | None = None) -> bool:
        """Whether so many points, rounded or cut as the column is, are the published score, and not what the row comes to."""
        if points == self.row.computed.exact:
            return False
        return any(self.published == round_to(points, self.places if places is None else places, mode) for mode in _MODES)

    def is_(self, points: Fraction) -> bool:
        """The same to two decimals at least, however coarsely the column is printed: for causes that differ by little."""
        return self.gives(points, max(EXACT_PLACES, self.places))


@frozen
class Sides:
    """The two numbers of a plain comparison: the actual, the target, and whether more is better."""

    actual: Quantity
    target: Quantity
    more: bool

    @property
    def ratio(self) -> Fraction:
        """Actual over target."""
        return self.actual.base / self.target.base


def causes_of(scene: Scene) -> tuple[Diagnostic, ...]:
    """At most two ways in which the published score may have come about; none for a row that agrees or cannot be compared."""
    row = scene.row
    known = row.published is not None and bool(row.weight)
    compared = [f for f in row.findings if f in COMPARED]
    if not known or not compared or (row.computed.score is None and not row.computed.is_range):
        return ()
    if compared[0] is Finding.ROUNDING:
        looked_for: Iterator[Diagnostic] = chain(_printed_rate(scene), _rounded(scene))
    elif row.computed.is_range:
        looked_for = _of_range(scene)
    else:
        looked_for = _of_score(scene)
    found: list[Diagnostic] = []
    for cause in looked_for:
        said = {other.code for other in found}
        if cause.code not in said and not (cause.code in _OF_RATES and said & _OF_RATES):
            found.append(cause)
        if len(found) == MOST:
            break
    return tuple(found)


COMPARED = (
    Finding.ROUNDING,
    Finding.ABOVE_WEIGHT,
    Finding.FULL_THOUGH_MISSED,
    Finding.CUT_THOUGH_MET,
    Finding.HIGH,
    Finding.LOW,
)


_OF_RATES = {problems.PrintedRateUsed.code, problems.CompletionRoundedFirst.code}
"""Two names for the same: a rate that was rounded before it was multiplied."""


def sides_of(computed: Computed) -> Sides | None:
    """The two numbers of a row that is one comparison of a reported value with a number above nought."""
    if computed.compared is not None:
        value, op, bound = computed.compared
        return Sides(value, bound, op in (">=", ">"))
    result = computed.result
    if result is None or result.actual is None or result.actual.quantity is None:
        return None
    condition = result.indicator.condition
    if not isinstance(condition, Threshold) or not isinstance(condition.subject, MeasureRef):
        return None
    if not isinstance(condition.bound, Constant) or condition.meaning not in (">=", ">", "<=", "<", "=="):
        return None
    actual, target = result.actual.quantity, condition.bound.quantity
    if not actual.unit.fits(target.unit) or target.base <= 0 or actual.base < 0:
        return None
    return Sides(actual, target, condition.meaning in (">=", ">", "=="))


def _of_score(scene: Scene) -> Iterator[Diagnostic]:
    """Causes of a score that can be computed exactly, the most special first."""
    sides = sides_of(scene.row.computed)
    if sides is not None:
        yield from _value_for_completion(scene, sides)
    yield from _money(scene)
    if sides is not None:
        yield from _over_achievement(scene, sides)
    yield from _own_rule_set_aside(scene, sides)
    yield from _other_rules(scene)
    if sides is not None:
        yield from _opposite(scene, sides)
        yield from _shortfall(scene, sides)
    yield from _rounded_first(scene)
    yield from _exchanged(scene)
    yield from _rounded(scene)
    yield from _rate_for_score(scene, sides)
    yield from _shifted(scene)
    yield from _full(scene)


def _of_range(scene: Scene) -> Iterator[Diagnostic]:
    yield from _other_rules(scene)
    yield from _shifted(scene)
    yield from _full(scene)


def _value_for_completion(scene: Scene, sides: Sides) -> Iterator[Diagnostic]:
    """98% × 20 = 19.6, though 98% is what was demanded."""
    points = sides.actual.base * scene.weight
    if sides.actual.unit.is_ratio and sides.actual.unit.text and sides.target.base != 1 and points and scene.gives(points):
        yield problems.ValueForCompletion(
            actual=sides.actual,
            target=sides.target,
            weight=scene.weight,
            points=(told := _told(scene, points)),
            entered=None if told == scene.published else scene.published,
        )


def _over_achievement(scene: Scene, sides: Sides) -> Iterator[Diagnostic]:
    """More than 100% of completion, times the weight."""
    ways = (sides.ratio,) if sides.more else (2 - sides.ratio, *((1 / sides.ratio,) if sides.ratio else ()))
    for completion in ways:
        if completion > 1 and scene.gives(completion * scene.weight):
            points = _told(scene, completion * scene.weight)
            yield problems.OverAchievementScored(completion=completion, weight=scene.weight, points=points)
            return


def _own_rule_set_aside(scene: Scene, sides: Sides | None) -> Iterator[Diagnostic]:
    if scene.rule != "own" or sides is None:
        return
    completion = min(ONE, sides.ratio if sides.more else max(ZERO, 2 - sides.ratio))
    if scene.gives(completion * scene.weight):
        points = _told(scene, completion * scene.weight)
        yield problems.ProportionInsteadOfOwnRule(completion=completion, weight=scene.weight, points=points)


def _other_rules(scene: Scene) -> Iterator[Diagnostic]:
    """The rules of another authority give exactly this."""
    if scene.rule != "default":
        return
    for profile in scene.others:
        there = scene.under(profile)
        if there is None or there.is_range or there.score is None or there.exact is None:
            continue
        same = there.exact == scene.row.computed.exact and not scene.row.computed.is_range
        if not same and scene.gives(there.exact):
            yield problems.OtherRule(
                profile=profile.name, title_zh=profile.title_zh, title_en=profile.title_en, points=_told(scene, there.exact)
            )


def _opposite(scene: Scene, sides: Sides) -> Iterator[Diagnostic]:
    """Less is better, scored as more is better; or what lies above the target taken off."""
    if not sides.more and sides.ratio != 1 and scene.gives(sides.ratio * scene.weight):
        points = _told(scene, sides.ratio * scene.weight)
        yield problems.OppositeDirection(taken_for="more", actual=sides.actual, target=sides.target, points=points)
    if sides.more and sides.ratio > 1:
        for fraction in (max(ZERO, 2 - sides.ratio), 1 / sides.ratio):
            if scene.gives(fraction * scene.weight):
                points = _told(scene, fraction * scene.weight)
                yield problems.OppositeDirection(taken_for="less", actual=sides.actual, target=sides.target, points=points)
                return


def _shortfall(scene: Scene, sides: Sides) -> Iterator[Diagnostic]:
    """100 − 97.3 = 2.7, taken off."""
    short = (sides.target.base - sides.actual.base) * (1 if sides.more else -1)
    if not sides.actual.unit.is_ratio or not sides.target.unit.is_ratio or short <= 0:
        return
    points = scene.weight - short * 100
    if points > 0 and scene.published != scene.weight and scene.gives(points):
        yield problems.ShortfallDeducted(shortfall=short * 100, weight=scene.weight, points=_told(scene, points))


def _completion(scene: Scene) -> Fraction | None:
    """The share of the weight before anything was rounded."""
    computed = scene.row.computed
    if computed.of == "money":
        return computed.rate if computed.rate is None else min(ONE, computed.rate)
    return computed.exact / scene.weight if computed.exact is not None and scene.weight else None


def _rounded_first(scene: Scene) -> Iterator[Diagnostic]:
    """86.2% became 86%, and that times the weight."""
    completion = _completion(scene)
    if completion is None or scene.row.computed.is_range or not 0 < completion < 1:
        return
    for places in (0, 1, 2):
        for mode in _MODES:
            rounded = round_to(completion * 100, places, mode) / 100
            if rounded != completion and rounded and scene.is_(rounded * scene.weight):
                points = _told(scene, rounded * scene.weight)
                yield problems.CompletionRoundedFirst(
                    completion=completion,
                    rounded=rounded,
                    places=places,
                    weight=scene.weight,
                    points=points,
                    of=scene.row.computed.of,
                )
                return


def _rounded(scene: Scene) -> Iterator[Diagnostic]:
    """The points themselves, rounded or cut to fewer decimals, or rounded up."""
    computed, published = scene.row.computed, scene.published
    exact = computed.exact if computed.exact is not None else computed.score
    if exact is None or computed.is_range or published == computed.score:
        return
    if published == round_half_up(exact, 0):
        yield problems.RoundedToWhole(computed=exact, published=published, places=0)
    elif scene.places >= 1 and published == round_half_up(exact, 1):
        yield problems.RoundedToTenth(computed=exact, published=published, places=1)
    else:
        for places in range(min(scene.places, 2) + 1):
            cut = round_to(exact, places, "down")
            if published == cut and cut:
                yield problems.RoundedDown(computed=exact, published=published, places=places)
                return
            up = exact != cut and published == cut + Fraction(1, 10**places)
            if places < EXACT_PLACES and up and published != scene.weight:
                yield problems.RoundedUp(computed=exact, published=published, places=places)
                return


def _exchanged(scene: Scene) -> Iterator[Diagnostic]:
    """The weight is what the row would earn if the score were its weight."""
    completion = _completion(scene)
    if completion is None or not completion or scene.published <= scene.weight:
        return
    earned = completion * scene.published
    if scene.weight == round_half_up(earned, 2) or (scene.weight.denominator > 1 and scene.weight == round_half_up(earned, 1)):
        yield problems.WeightAndScoreExchanged(weight=scene.weight, score=scene.published)


def _rate_for_score(scene: Scene, sides: Sides | None) -> Iterator[Diagnostic]:
    """86.2 instead of 8.62: the percentage itself."""
    completion = _completion(scene)
    ways = [completion] if completion is not None else []
    ways += [sides.ratio] if sides is not None and sides.more else []
    for way in ways:
        if way and scene.weight != 100 and scene.gives(way * 100):
            yield problems.RateForScore(completion=way, weight=scene.weight)
            return


def _shifted(scene: Scene) -> Iterator[Diagnostic]:
    """86.2 or 0.86 for 8.62."""
    computed = scene.row.computed
    points = scene.weight if computed.is_range and computed.verdict is Verdict.MET else computed.exact
    if points is None or not points or not scene.published:
        return
    shifted = (points * 10, points / 10, points * 100, points / 100)
    rounded = (round_half_up(points, 2) * 10, round_half_up(points, 2) * 100)
    if any(scene.gives(value) for value in shifted) or scene.published in rounded:
        yield problems.PointShifted(computed=points, published=scene.published)


def _full(scene: Scene) -> Iterator[Diagnostic]:
    computed = scene.row.computed
    if computed.verdict is Verdict.MISSED and scene.published == scene.weight and computed.exact is not None:
        yield problems.FullScoreGiven(fraction=computed.exact / scene.weight)


def _money(scene: Scene) -> Iterator[Diagnostic]:
    """Causes of a score for budget execution."""
    if scene.row.computed.of != "money":
        return
    yield from _initial_budget(scene)
    yield from _carried_over(scene)
    yield from _printed_rate(scene)
    rate = scene.row.computed.rate
    if rate is not None and rate > 1 and scene.gives(rate * scene.weight):
        points = _told(scene, rate * scene.weight)
        yield problems.OverAchievementScored(completion=rate, weight=scene.weight, points=points, of="money")


def _initial_budget(scene: Scene) -> Iterator[Diagnostic]:
    line = scene.money
    if line is None or line.initial is None or line.budget is None or line.spent is None or line.initial.base <= 0:
        return
    fits = line.initial.unit.fits(line.budget.unit) and line.initial.unit.fits(line.spent.unit)
    if not fits or line.initial.base == line.budget.base:
        return
    rate = line.spent.base / line.initial.base
    for share in (rate, min(ONE, rate)):
        if scene.gives(share * scene.weight):
            points = _told(scene, share * scene.weight)
            yield problems.InitialBudgetUsed(initial=line.initial, budget=line.budget, spent=line.spent, points=points)
            return


def _carried_over(scene: Scene) -> Iterator[Diagnostic]:
    line, carried = scene.money, scene.carried.budget if scene.carried is not None else None
    if line is None or carried is None or line.budget is None or line.spent is None or carried.base <= 0:
        return
    fits = carried.unit.fits(line.budget.unit) and carried.unit.fits(line.spent.unit)
    if not fits or carried.base >= line.budget.base:
        return
    rate = line.spent.base / (line.budget.base - carried.base)
    for share in (rate, min(ONE, rate)):
        if scene.gives(share * scene.weight):
            points = _told(scene, share * scene.weight)
            yield problems.CarriedOverLeftOut(carried=carried, budget=line.budget, spent=line.spent, points=points)
            return


def _printed_rate(scene: Scene) -> Iterator[Diagnostic]:
    computed = scene.row.computed
    printed = read_rate(scene.row.row.get("rate"))
    if computed.of != "money" or printed is None or computed.rate is None or printed[0] == computed.rate:
        return
    points = min(ONE, printed[0]) * scene.weight
    if scene.is_(points):
        yield problems.PrintedRateUsed(
            printed=printed[0], places=printed[1], rate=computed.rate, weight=scene.weight, points=_told(scene, points)
        )


def _told(scene: Scene, points: Fraction) -> Fraction:
    """Points as they are told: so that they are the published number where they are."""
    return scene.published if round_half_up(points, 2) != scene.published and scene.places > 2 else round_half_up(points, 2)
