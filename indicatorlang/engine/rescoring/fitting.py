"""The rules that explain a table's scores best: every profile that scores indicators, with every usual way of rounding.

Most rows say nothing about that: what is reached has its full weight under all rules. Only rows whose score depends on the
choice are `tested`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.rescoring.comparing import agrees
from indicatorlang.model.number import Mode, round_to
from indicatorlang.model.rescored import Candidate, Computed, Fit

ROUNDINGS: tuple[tuple[int, Mode], ...] = (
    (2, "half_up"),
    (1, "half_up"),
    (0, "half_up"),
    (1, "down"),
    (0, "down"),
    (2, "half_even"),
)


def candidates(profiles: Sequence[str]) -> tuple[Candidate, ...]:
    """Every profile with every way of rounding; the first one is what is taken when several fit equally well."""
    return tuple(Candidate(profile, places, mode) for profile in profiles for places, mode in ROUNDINGS)


def by(computed: Computed, candidate: Candidate) -> Computed:
    """What a row comes to, rounded as a candidate rounds."""
    if computed.exact is None or computed.score is None:
        return computed
    return attrs.evolve(computed, score=round_to(computed.exact, candidate.places, candidate.mode))


class FitWalk:
    """Rows as they come: `see` what each comes to under every profile, then ask for the `fits`."""

    def __init__(self, profiles: Sequence[str]) -> None:
        self._profiles = tuple(profiles)
        self._candidates = candidates(profiles)
        self._rows = self._tested = 0
        self._agreeing = [0] * len(self._candidates)
        self._reproduced = [0] * len(self._candidates)

    def see(self, under: Mapping[str, Computed], published: Fraction) -> None:
        """The next row that has a published score; a row that some profile cannot score is passed over."""
        same: list[bool] = []
        outcomes: set[tuple[Fraction | None, ...]] = set()
        for profile in self._profiles:
            computed = under.get(profile)
            if computed is None or (computed.score is None and not computed.is_range):
                return
            if computed.is_range:
                outcomes.add((computed.low, computed.high))
                same += [agrees(computed, published, 0)] * len(ROUNDINGS)
                continue
            scores = (computed.score,) * len(ROUNDINGS) if computed.exact is None else _every_way(computed.exact)
            outcomes.update((score,) for score in dict.fromkeys(scores))
            same += [score == published for score in scores]
        self._rows += 1
        tested = len(outcomes) > 1
        self._tested += tested
        for at, holds in enumerate(same):
            self._agreeing[at] += holds
            self._reproduced[at] += holds and tested

    def fits(self) -> tuple[Fit, ...]:
        """Every candidate with what it explains, the best first; of equals the one that stands first."""
        counted = zip(self._candidates, self._agreeing, self._reproduced, strict=True)
        fits = [Fit(c, self._rows, agreeing, self._tested, reproduced) for c, agreeing, reproduced in counted]
        return tuple(sorted(fits, key=lambda fit: -fit.reproduced))


@functools.lru_cache(maxsize=1024)
def _every_way(exact: Fraction) -> tuple[Fraction, ...]:
    """Points rounded in every usual way."""
    return tuple(round_to(exact, places, mode) for places, mode in ROUNDINGS)
