"""The scoring rules of one authority, as data."""

from __future__ import annotations

from fractions import Fraction

import attrs


@attrs.frozen
class Grade:
    """A word for a total: from `low` per cent of the weight (included) up to the next better grade."""

    name: str
    english: str
    low: Fraction


@attrs.frozen
class Profile:
    """Scoring rules. Fractions are shares of the weight (0..1); `grades` best first, their lows in per cent of the weight.

    `scoring` is the method of rows that name none: `proportional` or `pass_fail`. `equal` says what `==` means: `reach`,
    `two_sided` or `exact`. `explain_above` asks for a reason when actual/target exceeds it. `pace` are the limits of red,
    yellow and green in per cent. `strict_boundary` is `continuous` (a missed `>` at its bound keeps its points) or `zero`.
    `exclusive` lists words that this authority reads without their number (以下); `own_bounds` says that the ruleset set them
    so and not the rules behind the title.
    """

    name: str
    title_zh: str
    title_en: str
    grades: tuple[Grade, ...]
    scoring: str = "proportional"
    less_is_better: str = "linear"
    equal: str = "reach"
    late: Fraction = Fraction(3, 5)
    one_level_below: Fraction = Fraction(3, 5)
    budget_weight: Fraction = Fraction(10)
    places: int = 2
    explain_above: Fraction = Fraction(13, 10)
    strict_boundary: str = "continuous"
    pace: tuple[Fraction, Fraction, Fraction] = (Fraction(60), Fraction(80), Fraction(120))
    three_levels: tuple[tuple[str, Fraction, Fraction], ...] = ()
    exclusive: tuple[str, ...] = ()
    own_bounds: bool = False

    def grade(self, percent: Fraction) -> Grade:
        """The grade of a total, in per cent of the weight. The loader has proved that the bands cover the scale."""
        for grade in self.grades:
            if percent >= grade.low:
                return grade
        return self.grades[-1]
