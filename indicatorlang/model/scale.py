"""Scales of words: ordered levels, best first."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.lazily import frozen


@frozen
class Level:
    """One level. `number` is its share (0..1) or its points, as the scale says; `low`/`high` the band of a score at it.

    `words` are other spellings that are read as this level."""

    name: str
    number: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    words: tuple[str, ...] = ()


@frozen
class Scale:
    """Levels from best to worst. Numbers up to 1 on a scale are shares of the weight, above 1 they are points of a survey."""

    name: str
    levels: tuple[Level, ...]
    builtin: bool = False

    @property
    def has_points(self) -> bool:
        """Whether its numbers are points that turn survey counts into a level."""
        return any(level.number is not None and level.number > 1 for level in self.levels)

    @property
    def has_shares(self) -> bool:
        """Whether its numbers are the fractions of levels below the demanded one."""
        return not self.has_points and all(level.number is not None for level in self.levels)

    @property
    def has_bands(self) -> bool:
        """Whether a level needs a score inside its band (the official three levels)."""
        return all(level.low is not None for level in self.levels)

    def find(self, word: str) -> Level | None:
        """The level of that name or spelling."""
        for level in self.levels:
            if word == level.name or word in level.words:
                return level
        return None

    def rank(self, level: Level) -> int:
        """0 for the best level."""
        return self.levels.index(level)
