"""Which measure or indicator a delivered name means.

Names match after trimming, narrowing full-width characters and dropping inner blanks: first measures, then indicator ids,
then level path and name, then names.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.formula import Aggregated, Expression, GrowthOf, MeasureRef
from indicatorlang.model.indicator import (
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    Indicator,
    InRange,
    Threshold,
    Trend,
    conditions,
    measures_of,
)
from indicatorlang.model.ruleset import Ruleset

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_STEPS = pattern(r"[/>→|]")


@functools.lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A name as it is compared: no blanks, full-width signs narrowed."""
    return "".join(text.translate(_NARROW).split())


@frozen
class Match:
    """What a name means: one measure, one indicator, several candidates (then it is ambiguous), or nothing."""

    measure: str | None = None
    indicator: Indicator | None = None
    candidates: tuple[str, ...] = ()


@frozen
class Names:
    """The names of a ruleset, folded."""

    measures: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, Indicator]
    named: Mapping[str, tuple[Indicator, ...]]

    def find(self, subject: str, path: str | None = None) -> Match:
        """What `subject` means; `path` are the levels given beside it, joined by `/`."""
        key = folded(subject)
        measures = self.measures.get(key, ())
        if measures:
            return Match(measure=measures[0]) if len(measures) == 1 else Match(candidates=measures)
        if key in self.ids:
            return Match(indicator=self.ids[key])
        for levels, name in self._paths(key, path):
            found = [i for i in self.named.get(name, ()) if _under(levels, i)]
            if found:
                return _one_of(found)
        return Match()

    def _paths(self, key: str, path: str | None) -> list[tuple[list[str], str]]:
        """The ways to cut levels and name apart: levels given beside the name, before it, or none."""
        ways = []
        if path:
            ways.append(([step for step in _STEPS.split(folded(path)) if step], key))
        steps = [step for step in _STEPS.split(key) if step]
        # A name may hold such a sign itself, so the shortest path in front of it is tried first.
        ways += [(steps[:cut], "/".join(steps[cut:])) for cut in range(1, min(len(steps), 4))]
        return [*ways, ([], key)]

    def near(self, subject: str) -> tuple[str, ...]:
        """At most three names that look like it."""
        known = {key: names[0] for key, names in self.measures.items()}
        known |= {key: found[0].name for key, found in self.named.items()}
        close = difflib.get_close_matches(folded(subject)[:200], sorted(known), n=3, cutoff=0.6)
        return tuple(known[key] for key in close)


def _under(levels: list[str], indicator: Indicator) -> bool:
    """Whether the levels given are levels of the indicator, in order (some may be left out)."""
    own = [folded(level) for level in (indicator.level1, indicator.level2) if level]
    for level in levels:
        if level not in own:
            return False
        own = own[own.index(level) + 1 :]
    return True


def _one_of(found: list[Indicator]) -> Match:
    if len(found) == 1:
        return Match(indicator=found[0])
    return Match(candidates=tuple(f"{i.id} {'/'.join(i.path)}" for i in found))


def names_of(ruleset: Ruleset) -> Names:
    """The names of a ruleset."""
    measures: dict[str, tuple[str, ...]] = {}
    for name in ruleset.measures:
        measures[folded(name)] = (*measures.get(folded(name), ()), name)
    named: dict[str, tuple[Indicator, ...]] = {}
    for indicator in ruleset.indicators:
        named[folded(indicator.name)] = (*named.get(folded(indicator.name), ()), indicator)
    return Names(measures, {folded(i.id): i for i in ruleset.indicators}, named)


@frozen
class Feed:
    """What a value for an indicator is a value of: a measure; itself (`own`, its subject being a formula without a name, such as
    投诉件数 / 服务人次); or, with several measures, nothing."""

    measure: str | None = None
    own: bool = False
    measures: tuple[str, ...] = ()


def feed_of(indicator: Indicator) -> Feed:
    """What a value delivered under the name of an indicator is a value of, in all its versions."""
    told = [row.condition for row in indicator.every if row.condition is not None]
    if not told:
        return Feed()
    subjects = tuple(dict.fromkeys(s for condition in told for part in conditions(condition) for s in _subjects(part)))
    if len(subjects) == 1:
        only = subjects[0]
        return Feed(measure=only) if isinstance(only, str) else Feed(own=True)
    return Feed(measures=tuple(dict.fromkeys(measure for condition in told for measure in measures_of(condition))))


def _subjects(condition: Condition) -> list[str | Expression]:
    match condition:
        case AtLevel(measure=measure) | DoneBy(measure=measure) | EachCase(measure=measure):
            return [measure]
        case Trend(subject=MeasureRef(measure=measure)):
            return [measure]
        case Threshold(subject=GrowthOf(subject=grown)):
            return _subjects(attrs.evolve(condition, subject=grown))
        case Threshold(subject=MeasureRef(measure=measure)) | InRange(subject=MeasureRef(measure=measure)):
            return [measure]
        case Threshold(subject=Aggregated(argument=argument)) | InRange(subject=Aggregated(argument=argument)):
            return [argument.measure]
        case Threshold(subject=subject) | InRange(subject=subject):
            return [subject]
    return []
