"""The scoring rules of one authority, as data."""

from __future__ import annotations

from fractions import Fraction

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.number import Mode, Rounding
from indicatorlang.model.scoring import Above, Scoring


def _first(*values: Fraction | None) -> Fraction | None:
    return next((value for value in values if value is not None), None)


@frozen
class Grade:
    """A word for a total: from `low` per cent of the weight (included) up to the next better grade."""

    name: str
    english: str
    low: Fraction


@frozen
class Profile:
    """Scoring rules. Fractions are shares of the weight (0..1); `grades` best first, their lows in per cent of the weight.

    `scoring` is how rows are scored that say nothing themselves. `equal` says what `==` means: `reach`,
    `two_sided` or `exact`. `explain_above` asks for a reason when actual/target exceeds it. `pace` are the limits of red,
    yellow and green in per cent; `blue` tells whether blue is of what is expected by now (schedule) or of the whole target
    (whole_year, and nothing done is red). `strict_boundary` is `continuous` (a missed `>` at its bound keeps its points) or `zero`.
    `exclusive` lists words that this authority reads without their number (以下); `own_bounds` says that the ruleset set them
    so and not the rules behind the title. `floor`, `cap`, `evidence` and `above` are those of `Scoring`, for all rows. `places`,
    `mode` and `when` (row, total) are how points are rounded; `grade_on` tells whether the grade is that of the score as displayed
    or before rounding. `bonus_above`: a bonus may carry the total above the weights. `also` are other names of the profile. `advice`
    says by code which rules of `check` are `off` and which are an `info`, a `warning` or an `error`, sorted.
    """

    name: str
    title_zh: str
    title_en: str
    grades: tuple[Grade, ...]
    scoring: Scoring = attrs.field(default=Scoring("proportional"))
    less_is_better: str = "linear"
    equal: str = "reach"
    late: Fraction = Fraction(3, 5)
    one_level_below: Fraction = Fraction(3, 5)
    budget_weight: Fraction = Fraction(10)
    places: int = 2
    explain_above: Fraction = Fraction(13, 10)
    strict_boundary: str = "continuous"
    pace: tuple[Fraction, Fraction, Fraction] = (Fraction(60), Fraction(80), Fraction(120))
    blue: str = "schedule"
    three_levels: tuple[tuple[str, Fraction, Fraction], ...] = ()
    exclusive: tuple[str, ...] = ()
    own_bounds: bool = False
    floor: Fraction | None = None
    cap: Fraction | None = None
    evidence: Fraction | None = None
    above: Above | None = None
    mode: Mode = "half_up"
    when: str = "row"
    grade_on: str = "displayed"
    bonus_above: bool = False
    also: tuple[str, ...] = ()
    advice: tuple[tuple[str, str], ...] = ()

    def scoring_of(self, own: Scoring | None) -> Scoring:
        """How a row is scored: as it says itself, and where it is silent as these rules say."""
        if own is None and (self.floor, self.cap, self.evidence, self.above) == (None, None, None, None):
            return self.scoring
        base = own if own is not None and own.method else self.scoring
        said = own or Scoring()
        return attrs.evolve(
            base,
            floor=_first(said.floor, base.floor, self.floor),
            cap=_first(said.cap, base.cap, self.cap),
            evidence=_first(said.evidence, base.evidence, self.evidence),
            above=said.above or base.above or self.above,
        )

    def rounded(self, points: Fraction) -> Fraction:
        """Points as these rules round them."""
        return self.rounding.rounded(points)

    @property
    def rounding(self) -> Rounding:
        """How points are rounded."""
        return Rounding(self.places, self.mode, self.when)

    def grade(self, percent: Fraction) -> Grade:
        """The grade of a total, in per cent of the weight. The loader has proved that the bands cover the scale."""
        for grade in self.grades:
            if percent >= grade.low:
                return grade
        return self.grades[-1]
