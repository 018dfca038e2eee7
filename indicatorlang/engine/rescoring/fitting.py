"""The rules that explain a table's scores best: every profile that scores indicators, with every usual way of rounding.

Most rows say nothing about that: what is reached has its full weight under all rules. Only rows whose score depends on the
choice are `tested`, and a fit that stands on a few of them says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.diagnostics import Lang
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
FEW = 5
"""With fewer rows that depend on the rules a fit is a hint and no more."""
_MODES_ZH: Mapping[Mode, str] = {"half_up": "四舍五入", "down": "舍去", "half_even": "四舍六入五成双"}
_MODES_EN: Mapping[Mode, str] = {"half_up": "half up", "down": "cut off", "half_even": "half to even"}
_PLACES_ZH = ("整数", "一位小数", "两位小数")


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
        self._candidates = candidates(profiles)
        self._rows = self._tested = 0
        self._agreeing = [0] * len(self._candidates)
        self._reproduced = [0] * len(self._candidates)

    def see(self, under: Mapping[str, Computed], published: Fraction) -> None:
        """The next row that has a published score; a row that some profile cannot score is passed over."""
        there = [by(under[c.profile], c) for c in self._candidates if c.profile in under]
        if len(there) != len(self._candidates) or any(c.score is None and not c.is_range for c in there):
            return
        self._rows += 1
        same = [_is(computed, published) for computed in there]
        tested = len({_outcome(computed) for computed in there}) > 1
        self._tested += tested
        for at, holds in enumerate(same):
            self._agreeing[at] += holds
            self._reproduced[at] += holds and tested

    def fits(self) -> tuple[Fit, ...]:
        """Every candidate with what it explains, the best first; of equals the one that stands first."""
        counted = zip(self._candidates, self._agreeing, self._reproduced, strict=True)
        fits = [Fit(c, self._rows, agreeing, self._tested, reproduced) for c, agreeing, reproduced in counted]
        return tuple(sorted(fits, key=lambda fit: -fit.reproduced))


def _is(computed: Computed, published: Fraction) -> bool:
    """Whether the published score is exactly what the candidate gives, or lies in its range."""
    return agrees(computed, published, 0)


def _outcome(computed: Computed) -> tuple[Fraction | None, ...]:
    return (computed.low, computed.high) if computed.is_range else (computed.score,)


def fit_told(fit: Fit, lang: Lang = "zh") -> str:
    """How well a fit explains a table, in one sentence; that it stands on few rows, where it does."""
    c = fit.candidate
    if lang == "en":
        few = f", on only {fit.tested} telling rows" if fit.tested < FEW else ""
        how = f"{c.profile}, {c.places} places {_MODES_EN[c.mode]}"
        return (
            f"{how}: {fit.agreeing} of {fit.rows} rows come out as published, {fit.reproduced} of {fit.tested} telling ones{few}"
        )
    few = f"；能区分办法的只有{fit.tested}行，仅供参考" if fit.tested < FEW else ""
    how = f"按{c.profile}、{_MODES_ZH[c.mode]}到{_PLACES_ZH[c.places]}"
    return f"{how}：{fit.rows}行中{fit.agreeing}行与表内得分一致，其中能区分办法的{fit.tested}行中{fit.reproduced}行一致{few}"
