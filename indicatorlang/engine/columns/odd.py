"""Which projects only rows can tell. A test is made only where the groups show something to find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.columns.exact import Pick, Truth, both, either
from indicatorlang.engine.columns.gather import IS_ODD, IS_SAID, Wanted, gathered_value
from indicatorlang.engine.columns.groups import Group, Groups
from indicatorlang.engine.columns.keys import Keys, values_of
from indicatorlang.engine.columns.scaling import SCALE
from indicatorlang.engine.columns.shapes import Need
from indicatorlang.engine.delivered.entries import OTHER_UNIT
from indicatorlang.engine.plan import Plan
from indicatorlang.model.indicator import Measure
from indicatorlang.model.unit import Unit

MOST_TESTS = 50


@attrs.frozen
class Odd:
    """Makes the tests. `settled` tells how bare percentages are meant, if that was said at the call."""

    nw: Any
    plan: Plan
    keys: Keys
    wanted: Wanted
    groups: Groups
    slot_of: Mapping[Need, int]
    settled: str | None

    def test(self, names: Mapping[str, str | None]) -> Truth:
        """Whether a row makes its project odd. `names`: what each text of a measure means."""
        nw = self.nw
        tests: list[Truth] = []
        if self._marked(IS_SAID):
            tests.append(nw.col("mask") == IS_SAID)
        # A value that only rows can tell plays no part where its name means nothing.
        marked = self._marked(IS_ODD)
        own = [text for text in marked if names.get(text) is not None]
        if own:
            tests.append(both((nw.col("mask") == IS_ODD, len(own) == len(marked) or nw.col("measure").is_in(own))))
        strange = sorted(text for text in self.groups.of if text and names.get(text, text) not in (text, None))
        if strange:
            tests.append(nw.col("measure").is_in(strange))
        if "" in self.groups.of and names.get("") is not None:
            tests.append(nw.col("measure").is_null() | (nw.col("measure") == ""))
        needed = dict.fromkeys(need.measure for need in self.groups.answers)
        for measure in needed:
            tests += [(nw.col("measure") == measure) & test for test in self._of(measure, self.groups.of.get(measure, ()))]
        return either(tests)

    def _marked(self, mask: int) -> list[str]:
        """The texts of measures with a mark."""
        return sorted(text for text, groups in self.groups.of.items() if any(group.mask == mask for group in groups))

    def _of(self, measure: str, groups: Sequence[Group]) -> Iterator[Truth]:
        nw = self.nw
        mask, n, low, high = (nw.col(name) for name in ("mask", "n", "lo", "hi"))
        twice = [g for g in groups if not g.single and g.mask >= 0]
        if len(twice) <= MOST_TESTS:
            yield from ((mask == g.mask) & (n == g.n) for g in twice)
        else:
            counts = [(mask == each, values_of(each)) for each in sorted({g.mask for g in groups if g.mask >= 0})]
            yield n != Pick(nw.when, nw.lit)(counts, IS_ODD)
        own = {need: answers for need, answers in self.groups.answers.items() if need.measure == measure}
        known = {g.mask for g in groups}
        odd = sorted({m for answers in own.values() for m, a in answers.items() if a.state == "rows" and m and m in known})
        if odd:
            yield mask.is_in(odd)
        told = [a for answers in own.values() for a in answers.values() if a.operation not in (None, "constant")]
        unit = self.groups.unit(measure)
        declared = self.plan.ruleset.measures.get(measure) or Measure(measure)
        lowest, highest = min((g.low for g in groups), default=0), max((g.high for g in groups), default=0)
        if lowest < 0 and ((unit is not None and unit.is_count) or declared.bounded or any(a.partial for a in told)):
            yield low < 0
        factors = {a.factor for a in told}
        if declared.bounded and unit is not None and unit.is_ratio and factors:
            most = SCALE / next(iter(factors))
            if highest > most:
                yield high > most.numerator // most.denominator
        limit = self.groups.limit(measure)
        if max(-lowest, highest) > limit:
            yield either((high > limit, low < -limit))
        yield from self._unclear(measure, own, unit, factors)

    def _unclear(self, measure: str, own: Mapping[Need, Any], unit: Unit | None, factors: set[Fraction]) -> Iterator[Truth]:
        """Bare percentages that may be fractions, sums that may be in another unit."""
        nw, ruleset = self.nw, self.plan.ruleset
        declared = ruleset.measures.get(measure) or Measure(measure)
        masks = (m for m in self.groups.masks(measure) if m)
        if unit is None or all(key.unit for mask in masks for key in self.keys.shape(mask)):
            return
        low, high = nw.col("lo"), nw.col("hi")
        if unit.is_percent and (declared.percent or self.settled or ruleset.percent) is None:
            small = (low >= -SCALE) & (high <= SCALE)
            if any(self.wanted.slots[self.slot_of[need]].periods is not None for need in own):
                small = (low <= SCALE) & (high >= -SCALE)
            yield small & ((low != 0) | (high != 0))
        if unit.is_money and unit.factor in OTHER_UNIT and factors:
            (factor,) = factors
            for indicator in ruleset.indicators:
                target = self.plan.bounds.get(indicator.id, {}).get(measure)
                if target is not None and target.unit.fits(unit) and target.number:
                    for slot in sorted({self.slot_of[n] for n in own}):
                        yield self._far(slot, target.base * SCALE / factor, unit)

    def _far(self, slot: int, target: Fraction, unit: Unit) -> Truth:
        """Whether a value is about ten thousand times its target, or a ten thousandth of it."""
        nw = self.nw
        ends = (Fraction(1000), Fraction(20000)) if unit.factor > 1 else (Fraction(1, 100000), Fraction(2, 10000))
        low, high = sorted(target * end for end in ends)
        tests = []
        for value in (gathered_value(nw, name, slot) for name in sorted(self.wanted.operations)):
            tests.append((value >= low.numerator // low.denominator) & (value <= -(-high.numerator // high.denominator)))
        return either(tests)
