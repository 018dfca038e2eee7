"""The names that a target can use, and what is known of each: the ground that the reading of targets stands on.

Measures that nobody declared come into being when a target uses them. What a target tells about a measure without a unit,
a scale or a kind is learnt here, so that its actuals are read the way the target means them.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from indicatorlang.diagnostics import Diagnostic, Place, Source, Span
from indicatorlang.lazily import define, frozen
from indicatorlang.model.actual import Kind
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.formula import MeasureRef
from indicatorlang.model.indicator import Measure
from indicatorlang.model.period import Period
from indicatorlang.model.profile import Profile
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Records
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.fields import Found
from indicatorlang.resolve.target.name_problems import KindsConflict


@define
class Scope:
    """Everything a target may refer to."""

    found: Found
    span: Period
    profile: Profile
    calendar: Calendar
    measures: dict[str, Measure] = attrs.field(factory=dict)
    scales: Mapping[str, Scale] = attrs.field(factory=dict)
    builtin: Mapping[str, Scale] = attrs.field(factory=dict)
    records: Mapping[str, Records] = attrs.field(factory=dict)
    baselines: Mapping[str, Mapping[str, Quantity]] = attrs.field(factory=dict)
    computed: dict[str, Unit] = attrs.field(factory=dict)
    """The units that formulas come to, of measures that declare none."""
    used_as: dict[str, str] = attrs.field(factory=dict)
    """How targets use each measure: `number`, `date`, or the name of a scale in `「…」`."""
    _lengths: tuple[int, ...] | None = attrs.field(default=None, init=False, repr=False, eq=False)
    """The lengths of the names of declared measures."""

    def add(self, problem: Diagnostic) -> None:
        """Note a diagnostic."""
        self.found.add(problem)

    def measure(self, name: str) -> Measure:
        """The measure of that name; one that nobody declared is made."""
        known = self.measures.get(name)
        if known is None:
            known = self.measures[name] = Measure(name, declared=False)
        return known

    def is_declared(self, name: str) -> bool:
        """Whether the ruleset declares a measure of that name."""
        known = self.measures.get(name)
        return known is not None and known.declared

    def declared_at_start(self, text: str) -> tuple[str, ...]:
        """The declared measures whose names a text starts with, the shorter ones first.

        Asked for every row, so it looks up the beginnings of the text and not every name; all measures are declared before the
        first row is read."""
        if self._lengths is None:
            self._lengths = tuple(sorted({len(name) for name, measure in self.measures.items() if measure.declared}))
        begins = (text[:length] for length in self._lengths if length <= len(text))
        return tuple(name for name in begins if self.is_declared(name))

    def ref(self, name: str) -> MeasureRef:
        """A reference to the measure, with what is known of its unit."""
        return MeasureRef(name, self.measure(name).unit or self.computed.get(name))

    def scale(self, name: str) -> Scale | None:
        """The scale of that name: the ruleset's own, else a built-in one."""
        return self.scales.get(name) or self.builtin.get(name)

    def use_unit(self, name: str, unit: Unit) -> None:
        """A target holds this measure alone against a quantity in that unit: without a unit of its own it takes that one."""
        measure = self.measure(name)
        if measure.unit is None and unit.text and measure.scale is None and measure.survey is None:
            # One that nobody declared and nothing else is known of, as most are, needs no copy of all it could say.
            bare = not measure.declared and measure.kind is None
            self.measures[name] = Measure(name, unit, declared=False) if bare else attrs.evolve(measure, unit=unit)

    def use_number(self, name: str, place: Place) -> None:
        """A target uses the measure as a number."""
        self._use(name, "number", place)

    def use_date(self, name: str, place: Place) -> None:
        """A target asks for the measure to be done: its values are dates."""
        measure = self.measure(name)
        if self._use(name, "date", place) and measure.kind is None:
            self.measures[name] = attrs.evolve(measure, kind=Kind.DONE_DATE)

    def use_scale(self, name: str, scale: Scale, place: Place) -> None:
        """A target compares the measure with a level: its values are words of that scale."""
        measure = self.measure(name)
        if self._use(name, f"「{scale.name}」", place, scale.name) and measure.scale is None and measure.survey is None:
            self.measures[name] = attrs.evolve(measure, scale=scale)

    def _use(self, name: str, use: str, place: Place, scale: str = "") -> bool:
        """Note a use; False when it contradicts an earlier one."""
        before = self.used_as.setdefault(name, use)
        if before == use:
            return True
        other = before.strip("「」") if before not in ("number", "date") else ""
        if use == "number" and other:
            scale, other = other, ""
        self.add(KindsConflict(measure=name, scale=scale, other=other, place=place))
        return False


@frozen
class Text:
    """A text in the target language, and where it stands."""

    source: Source
    fixed: Place | None = None
    """Where to point whatever the stretch, for a text that stands for something not written there."""

    def at(self, span: Span) -> Place:
        """The place of a stretch of it."""
        return self.source.place(span) if self.fixed is None else self.fixed

    def said(self, span: Span) -> str:
        """The words of a stretch, as written."""
        return " ".join(self.source.text[span.start : span.end].replace("`", "'").split())
