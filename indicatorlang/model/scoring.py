"""How a row earns its points, where a ruleset says so: a method, its settings, and what comes after it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from indicatorlang.lazily import frozen
from indicatorlang.model.quantity import Quantity


@frozen
class Amount:
    """A step of a method: a quantity, or, with `share`, so large a part of the target (指标值的1%); as what a step costs, so large
    a part of the weight (扣权重的5%)."""

    quantity: Quantity | None = None
    share: Fraction | None = None


@frozen
class Band:
    """One band of a table: from `low` to `high`, each included or not, None without end. It gives a `fraction` of the weight or
    so many `points`; a `fraction` with `least` leaves open what it gives between the two. Bands of words name `levels` instead; one
    without levels takes the rest."""

    low: Quantity | None = None
    high: Quantity | None = None
    low_closed: bool = True
    high_closed: bool = False
    fraction: Fraction | None = None
    points: Fraction | None = None
    levels: tuple[str, ...] = ()
    least: Fraction | None = None

    def holds(self, value: Fraction | str) -> bool:
        """Whether the value (in base units, or the name of a level) lies in it."""
        if isinstance(value, str):
            return not self.levels or value in self.levels
        if self.low is not None and (value < self.low.base or (value == self.low.base and not self.low_closed)):
            return False
        return self.high is None or value < self.high.base or (value == self.high.base and self.high_closed)

    def share(self, weight: Fraction) -> Fraction:
        """The fraction of the weight that it gives; points of a row without weight are nothing."""
        if self.points is None:
            return self.fraction or Fraction(0)
        return self.points / weight if weight else Fraction(0)


@frozen
class Anchor:
    """One named point that a piecewise line goes through (门槛, 目标, 挑战)."""

    at: Quantity
    fraction: Fraction | None = None
    points: Fraction | None = None
    name: str = ""

    def share(self, weight: Fraction) -> Fraction:
        """The fraction of the weight at this point."""
        if self.points is None:
            return self.fraction or Fraction(0)
        return self.points / weight if weight else Fraction(0)


SettingValue = Fraction | str | Amount | tuple[Band, ...] | tuple[Anchor, ...]


@frozen
class Above:
    """What far too low a target costs: from `above` times the target on, `slope` for every 1 above it, `most` at the most."""

    above: Fraction
    slope: Fraction
    most: Fraction


@frozen
class Scoring:
    """A method by name (empty: by the shape of the target) and its settings by name.

    `floor`: less than this fraction is nothing (及格线). `cap`: more than this is cut. `evidence`: the share that is taken off
    without evidence. `above`: what a target set too low costs. None of these: as the profile says. `text` is how it was written."""

    method: str = ""
    settings: tuple[tuple[str, SettingValue], ...] = ()
    floor: Fraction | None = None
    cap: Fraction | None = None
    evidence: Fraction | None = None
    above: Above | None = None
    text: str = ""
    stated: tuple[Quantity, Fraction | None] | None = None
    """What a sentence says of the target itself: the value, and the points there (到位率100%得5分); None: all of them."""
    full: Fraction | None = None
    """The points that a sentence says for a target that is reached (达标得5分)."""

    def get(self, name: str) -> SettingValue | None:
        """A setting; None when it is not said."""
        return dict(self.settings).get(name)

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Every quantity that is compared with the value of a row, with the setting it belongs to."""
        for name, value in self.settings:
            if isinstance(value, Amount) and value.quantity is not None:
                yield name, value.quantity
            elif isinstance(value, tuple):
                for item in value:
                    ends = (item.low, item.high) if isinstance(item, Band) else (item.at,)
                    yield from ((name, end) for end in ends if end is not None)

    def point_rows(self) -> tuple[Fraction, ...]:
        """The points that bands or named points give, where they give points."""
        if not self.settings:
            return ()
        rows = [item for _, value in self.settings if isinstance(value, tuple) for item in value]
        return tuple(item.points for item in rows if item.points is not None)
