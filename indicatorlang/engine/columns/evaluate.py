"""From a long table to verdicts: keys and shapes are asked of the row engine, one pass adds up, and each indicator becomes a few
expressions over what was added up. Projects that columns cannot tell go to the row engine, whole.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Literal

import attrs

from indicatorlang.engine.columns.exact import Divider, Exact, Pick, TooLarge, Truth, constant, either, fits, times
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.gather import (
    BAD,
    LARGEST,
    MOST_KEYS,
    ROOM,
    SCALE,
    SHIFT,
    Layout,
    Slot,
    Wanted,
    gathered,
    keys_in,
    numbered,
)
from indicatorlang.engine.columns.judging import MET, MISSED, NO_DATA, VERDICTS, Judge, Judged, Unfit, Value
from indicatorlang.engine.columns.needs import formula_of, needs_of
from indicatorlang.engine.columns.shapes import ROWS, Answer, Key, Need, Placed, Prober
from indicatorlang.engine.delivered.entries import OTHER_UNIT
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.plan import Plan
from indicatorlang.model.actual import Kind
from indicatorlang.model.formula import Aggregated, Constant, Expression, MeasureRef
from indicatorlang.model.indicator import Indicator, InRange, Measure, Single, Threshold, conditions
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Unit

Told = tuple[str | None, str, str, float | None, float | None, float | None]
"""Project, indicator, verdict, score, fraction, gap."""
ByRows = Callable[[Any], Iterable[Told]]
MOST_SHAPES = 5000
COLUMNS = ("project", "indicator", "verdict", "score", "fraction", "gap")
_NOT_PLAIN = "[\\s\u3000\uff01-\uff5e]"


class AllByRows(Exception):
    """Nothing of the frame can be told on columns."""


@attrs.frozen
class Asked:
    """What is evaluated: a plan, a frame, a day, and how open readings are meant."""

    plan: Plan
    frame: Any
    layout: Layout
    as_of: dt.date
    percent: Literal["percent", "fraction"] | None = None
    kind: Kind | None = None

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset as it is on the day."""
        return self.plan.at(self.as_of).ruleset


def evaluate(asked: Asked, by_rows: ByRows) -> Any:
    """One row a project and indicator, lazily, in the engine of the frame. Projects that need it are evaluated by `by_rows`, which is
    handed their rows."""
    engine = Engine.of(asked.frame)
    try:
        return _Evaluation(asked, engine).results(by_rows)
    except AllByRows:
        return table_of(engine, by_rows(asked.frame))


def table_of(engine: Engine, told: Iterable[Told]) -> Any:
    """Results as a lazy frame of an engine."""
    nw = engine.nw
    columns = list(zip(*told, strict=True)) or [()] * len(COLUMNS)
    types = dict(zip(COLUMNS, (nw.String, nw.String, nw.String, nw.Float64, nw.Float64, nw.Float64), strict=True))
    return engine.table(dict(zip(COLUMNS, map(list, columns), strict=True)), types)


@attrs.frozen
class _Group:
    """Rows of one measure with the same mask and number of values: how many, and between which values."""

    measure: str
    mask: int
    n: int
    rows: int
    low: int
    high: int


class _Evaluation:
    """One evaluation, step by step."""

    def __init__(self, asked: Asked, engine: Engine) -> None:
        self.asked, self.engine, self.nw = asked, engine, engine.nw
        self.ruleset, self.as_of = asked.ruleset, asked.as_of
        self.prober = Prober(self.ruleset, self.as_of, asked.percent, asked.kind)
        self.pick = Pick(engine.nw.when, engine.nw.lit)
        self.divider = Divider(engine.divides_in_floats, engine.nw.when, engine.nw.Int64)
        self.limits: dict[str, int] = {}

    def results(self, by_rows: ByRows) -> Any:
        """Everything."""
        self._read_keys()
        self._choose_slots()
        self.compact = self.engine.kept(
            gathered(self.asked.frame, self.asked.layout, self.wanted, self.keys, self.unused, self.engine)
        )
        self._read_shapes()
        while True:
            odd = self._odd()
            rest = self.compact if odd is None else self.compact.join(odd, on="project", how="anti")
            try:
                parts = self._judged(rest)
                break
            except TooLarge:
                self._lower_limits()
        if odd is not None:
            parts.append(table_of(self.engine, by_rows(self._rows_of(odd))))
        return self.nw.concat(parts)

    def _rows_of(self, odd: Any) -> Any:
        project = self.asked.layout.columns["project"]
        return self.asked.frame.join(odd.select(self.nw.col("project").alias(project)), on=project, how="semi")

    # Before the pass

    def _read_keys(self) -> None:
        counts = keys_in(self.asked.frame, self.asked.layout, self.engine)
        found = list(counts)
        names = {name: self.prober.measure_of(name) for name in {name for name, _ in found}}
        self.measures = {name: measure or "" for name, measure in names.items()}
        self.keys = found
        self.placed = {(name, key): self._placed(names[name], key) for name, key in found}
        own: Counter[tuple[str, Key]] = Counter()
        for name, key in found:
            if names[name] and self.placed[name, key].used and not self.placed[name, key].odd:
                own[self.measures[name], key] += counts[name, key]
        bits = numbered(own)
        self.bits = {(n, k): bits[self.measures[n], k] for n, k in found if (self.measures[n], k) in bits}
        self.key_of = {(measure, number): key for (measure, key), number in bits.items()}
        self.unused = [each for each in found if not self.placed[each].used]
        used = {k.period for _, k in self.bits}
        self.ends = {k.period: each.end for (_, k), each in self.placed.items() if each.end is not None and k.period in used}
        self.by_measure: dict[str, list[Key]] = {}
        for measure, key in sorted(own):
            if (measure, key) in bits:
                self.by_measure.setdefault(measure, []).append(key)
        span = self.ruleset.span
        whole = {m for m, keys in self.by_measure.items() if all(self._is_whole(k, span.start, span.end) for k in keys)}
        self.prober.whole = frozenset(whole)
        self.prober.settle_numbers(self.by_measure)

    def _placed(self, measure: str | None, key: Key) -> Placed:
        """What a key means: nothing beside a name that means nothing, and rows must tell where the name alone does not."""
        return Placed(odd=measure == "", used=measure is not None) if not measure else self.prober.placed(key, measure)

    def _is_whole(self, key: Key, start: dt.date, end: dt.date) -> bool:
        at = self.prober.placed(key, "")
        return at.start == start and at.end == end

    def _choose_slots(self) -> None:
        self.needs: dict[str, tuple[Need, ...]] = {}
        for indicator in self.ruleset.indicators:
            needs = needs_of(indicator, self.ruleset, self.as_of)
            day = min(self.as_of, _due_of(indicator, self.ruleset.span.end))
            bounds = self.asked.plan.at(self.as_of).bounds.get(indicator.id, {})
            doubted = [Need(need.measure, day) for need in needs if need.measure in bounds]
            self.needs[indicator.id] = tuple(dict.fromkeys((*needs, *doubted)))
        all_needs = tuple(dict.fromkeys(need for needs in self.needs.values() for need in needs))
        slots: dict[Slot, int] = {}
        self.slot_of: dict[Need, int] = {}
        for need in all_needs:
            self.slot_of[need] = slots.setdefault(self._slot(need), len(slots))
        sample = {
            measure: [
                *((key,) for key in keys[:MOST_KEYS]),
                tuple(sorted(keys, key=lambda key: (self.ends.get(key.period, dt.date.max), key))),
            ]
            for measure, keys in self.by_measure.items()
        }
        answers = self.prober.answers(sample, all_needs)
        operations = {answer.operation for answer in answers.values()} - {None, "constant"}
        self.operations = frozenset("sum" if one == "mean" else str(one) for one in operations)
        ends = sorted({(end, period) for period, end in self.ends.items()})
        order = {period: rank for rank, (_, period) in enumerate(ends)}
        self.wanted = Wanted(self.measures, self.bits, order, tuple(slots), self.operations)

    def _slot(self, need: Need) -> Slot:
        if need.measure in self.prober.whole or all(end <= need.at for end in self.ends.values()):
            return Slot()
        return Slot(frozenset(period for period, end in self.ends.items() if end <= need.at))

    # After the pass

    def _read_shapes(self) -> None:
        nw, compact = self.nw, self.compact
        spoiled = nw.col("hi").fill_null(0) == BAD
        stats = (
            compact.filter(~spoiled)
            .group_by("measure", "mask", "n")
            .agg(nw.len().alias("rows"), nw.col("lo").min().alias("low"), nw.col("hi").max().alias("high"))
            .select("measure", nw.col("mask").fill_null(0), "n", "rows", "low", "high")
        )
        found = [
            _Group(m, int(mask), int(n), int(rows), int(lo or 0), int(hi or 0))
            for m, mask, n, rows, lo, hi in self.engine.rows(stats)
        ]
        self.groups: dict[str, list[_Group]] = {}
        for group in sorted(found, key=lambda g: (g.measure, -g.rows, g.mask, g.n)):
            self.groups.setdefault(group.measure, []).append(group)
        shapes = {
            m: [self._shape(m, g.mask) for g in groups if g.n == g.mask.bit_count()][:MOST_SHAPES]
            for m, groups in self.groups.items()
            if m
        }
        all_needs = tuple(dict.fromkeys(need for needs in self.needs.values() for need in needs))
        empty: dict[str, list[tuple[Key, ...]]] = {need.measure: [()] for need in all_needs}
        for measure, each in shapes.items():
            empty[measure] = list(dict.fromkeys([(), *each]))
        answers = self.prober.answers(empty, all_needs)
        self.answers: dict[Need, dict[int, Answer]] = {}
        for need in all_needs:
            own = {(): 0} | {
                self._shape(need.measure, g.mask): g.mask for g in self.groups.get(need.measure, ()) if g.n == g.mask.bit_count()
            }
            self.answers[need] = {mask: self._possible(answers.get((need, shape), ROWS)) for shape, mask in own.items()}
        self._settle_units()
        self.projects = compact.select("project").unique()

    def _settle_units(self) -> None:
        """A measure is counted in one unit on columns, that of most of its rows; what is written in another is for rows."""
        rows = {(g.measure, g.mask): g.rows for groups in self.groups.values() for g in groups}
        counted: dict[str, Counter[tuple[Fraction, Unit | None]]] = {}
        for need, answers in self.answers.items():
            for mask, a in answers.items():
                if a.operation not in (None, "constant"):
                    counted.setdefault(need.measure, Counter())[a.factor, a.unit] += rows.get((need.measure, mask), 0)
        for need, answers in self.answers.items():
            taken = counted[need.measure].most_common(1)[0][0] if need.measure in counted else None
            for mask, a in answers.items():
                if a.operation not in (None, "constant") and (a.factor, a.unit) != taken:
                    answers[mask] = ROWS

    def _possible(self, answer: Answer) -> Answer:
        wanted = "sum" if answer.operation == "mean" else answer.operation
        return answer if wanted in (None, "constant") or wanted in self.operations else ROWS

    def _shape(self, measure: str, mask: int) -> tuple[Key, ...]:
        """The keys of a mask in order of time, so that made-up running totals rise."""
        found = [self.key_of[measure, number] for number in range(mask.bit_length()) if mask >> number & 1]
        return tuple(sorted(found, key=lambda key: (self.ends.get(key.period, dt.date.max), key)))

    def _unit(self, measure: str) -> Unit | None:
        units = [
            a.unit
            for need, answers in self.answers.items()
            if need.measure == measure
            for a in answers.values()
            if a.unit is not None
        ]
        return units[0] if units else None

    def _odd(self) -> Any:
        """The projects that rows must tell; None when there are none."""
        nw, compact = self.nw, self.compact
        tests: list[Truth] = [nw.col("hi") == BAD]
        for measure, groups in self.groups.items():
            if measure:
                tests += [(nw.col("measure") == measure) & test for test in self._odd_of(measure, groups)]
        found = compact.filter(either(tests)).select("project").unique()
        names = self._alike()
        if names:
            alike = self.projects.filter(nw.col("project").is_in(names))
            found = nw.concat([found, alike]).unique()
        found = self.engine.kept(found)
        (count,) = self.engine.rows(found.select(nw.len().alias("n")))[0]
        return found if count else None

    def _odd_of(self, measure: str, groups: Sequence[_Group]) -> list[Truth]:
        nw = self.nw
        mask, n, low, high = (nw.col(name) for name in ("mask", "n", "lo", "hi"))
        tests: list[Truth] = []
        twice = [g for g in groups if g.n != g.mask.bit_count()]
        tests += [((mask == g.mask) & (n == g.n)) for g in twice[:50]] if len(twice) <= 50 else [n != self._counted(mask, groups)]
        own = {need: answers for need, answers in self.answers.items() if need.measure == measure}
        odd = sorted({m for answers in own.values() for m, answer in answers.items() if answer.state == "rows" and m})
        known = {g.mask for g in groups}
        tests += [mask.is_in([m for m in odd if m in known])] if odd else []
        told = [a for answers in own.values() for a in answers.values() if a.operation is not None and a.operation != "constant"]
        unit = self._unit(measure)
        declared = self.ruleset.measures.get(measure) or Measure(measure)
        lowest, highest = min((g.low for g in groups), default=0), max((g.high for g in groups), default=0)
        if lowest < 0 and ((unit is not None and unit.is_count) or declared.bounded or any(a.partial for a in told)):
            tests.append(low < 0)
        factors = {a.factor for a in told}
        if declared.bounded and unit is not None and unit.is_ratio and factors:
            most = SCALE / next(iter(factors))
            if highest > most:
                tests.append(high > most.numerator // most.denominator)
        limit = self.limits.get(measure, LARGEST)
        if max(-lowest, highest) > limit:
            tests += [high > limit, low < -limit]
        tests += self._unclear(measure, own, unit, factors)
        return tests

    def _counted(self, mask: Any, groups: Sequence[_Group]) -> Any:
        single = sorted({g.mask for g in groups})
        return self.pick([(mask == m, m.bit_count()) for m in single], -1)

    def _unclear(self, measure: str, own: Mapping[Need, Any], unit: Unit | None, factors: set[Fraction]) -> list[Truth]:
        """Bare percentages that may be fractions, sums that may be in another unit."""
        nw = self.nw
        declared = self.ruleset.measures.get(measure) or Measure(measure)
        bare = any(not key.unit for key in self.by_measure.get(measure, ()))
        if unit is None or not bare:
            return []
        tests: list[Truth] = []
        settled = declared.percent or self.asked.percent or self.ruleset.percent
        low, high = nw.col("lo"), nw.col("hi")
        if unit.is_percent and settled is None:
            if all(self.wanted.slots[self.slot_of[need]].periods is None for need in own):
                tests.append((low >= -SCALE) & (high <= SCALE) & ((low != 0) | (high != 0)))
            else:
                tests.append((low <= SCALE) & (high >= -SCALE) & ((low != 0) | (high != 0)))
        if unit.is_money and unit.factor in OTHER_UNIT and factors:
            (factor,) = factors
            plan = self.asked.plan.at(self.as_of)
            for indicator in self.ruleset.indicators:
                target = plan.bounds.get(indicator.id, {}).get(measure)
                if target is not None and target.unit.fits(unit) and target.number:
                    slots = {self.slot_of[n] for n in self.needs[indicator.id] if n.measure == measure}
                    tests += [self._far(slot, target.base * SCALE / factor, unit) for slot in slots]
        return tests

    def _far(self, slot: int, target: Fraction, unit: Unit) -> Truth:
        """Whether a value is about ten thousand times its target, or a ten thousandth of it."""
        nw = self.nw
        ends = (Fraction(1000), Fraction(20000)) if unit.factor > 1 else (Fraction(1, 100000), Fraction(2, 10000))
        low, high = sorted(target * end for end in ends)
        tests = []
        for column in self._columns_of(slot):
            value = nw.col(f"{column}{slot}") if column != "l" else nw.col(f"l{slot}") % ROOM - SHIFT
            tests.append((value >= low.numerator // low.denominator) & (value <= -(-high.numerator // high.denominator)))
        return either(tests)

    def _columns_of(self, slot: int) -> list[str]:
        return [{"sum": "s", "last": "l", "min": "mn", "max": "mx"}[name] for name in sorted(self.operations)]

    def _alike(self) -> list[str]:
        """The texts that name a project which another text names, too; raises when a row names none."""
        project = self.nw.col("project")
        strange = project.is_null() | project.str.contains(_NOT_PLAIN) | (project == "")
        own = {folded(name) for name in (self.ruleset.code, self.ruleset.name) if name}
        if not self.engine.rows(self.projects.filter(strange).head(1)) and len(own) < 2:
            return []
        texts = [text for (text,) in self.engine.rows(self.projects)]
        if any(text is None or not text.strip() for text in texts):
            raise AllByRows  # such a row belongs to every project
        by_key: dict[str, list[str]] = {}
        for text in texts:
            key = folded(text)
            by_key.setdefault("" if key in own else key, []).append(text)
        return [text for same in by_key.values() for text in same if len(same) > 1 or text != text.strip()]

    def _lower_limits(self) -> None:
        worst = max(self.groups, key=lambda m: self._most(m))
        limit = self._most(worst) // 1000
        if limit < SCALE or not worst:
            raise AllByRows
        self.limits[worst] = limit

    def _most(self, measure: str) -> int:
        groups = self.groups.get(measure, ())
        return min(max((max(-g.low, g.high) for g in groups), default=0), self.limits.get(measure, LARGEST))

    # Judging

    def _judged(self, rest: Any) -> list[Any]:
        self.complete = self._complete(rest)
        projects = None
        parts = []
        for alike in self._alike_rows():
            (indicator, *_) = alike
            measures = tuple(dict.fromkeys(need.measure for need in self.needs[indicator.id]))
            if len(alike) > 1:
                parts.append(self._together(alike, rest))
            elif len(measures) == 1 and measures[0] in self.complete:
                base = rest.filter(self.nw.col("measure") == measures[0])
                parts.append(self._of(indicator, base, {measures[0]: ""}))
            else:
                projects = rest.select("project").unique() if projects is None else projects
                base, prefix = self._beside(rest, projects, measures)
                parts.append(self._of(indicator, base, prefix))
        return parts

    def _alike_rows(self) -> list[list[Indicator]]:
        """The indicators, those together that differ in measure, bounds and weight alone: they are judged by one expression."""
        groups: dict[object, list[Indicator]] = {}
        for indicator in self.ruleset.indicators:
            groups.setdefault(self._form(indicator), []).append(indicator)
        return list(groups.values())

    def _form(self, indicator: Indicator) -> object:
        """What indicators must have in common to be judged together; nothing else has the form of one that stands alone."""
        condition, needs = indicator.condition, self.needs[indicator.id]
        if not isinstance(condition, Threshold | InRange) or len(needs) != 1 or needs[0].measure not in self.complete:
            return indicator.id
        subject, bounds = condition.subject, bounds_of(condition)
        plain = isinstance(subject, MeasureRef | Aggregated) and formula_of(needs[0].measure, self.ruleset) is None
        if not plain or not all(isinstance(bound, Constant) for bound in bounds):
            return indicator.id
        quantities = [bound.quantity for bound in bounds if isinstance(bound, Constant)]
        masks = {g.mask for g in self.groups.get(needs[0].measure, ()) if g.n == g.mask.bit_count()}
        answers = frozenset((mask, a, a.unit) for mask, a in self.answers[needs[0]].items() if mask in masks)
        left_out = {"subject", *BOUNDS[type(condition)]}
        shape = type(condition), *attrs.astuple(condition, recurse=False, filter=lambda field, _: field.name not in left_out)
        units = tuple((q.unit.factor, q.unit.dimension, q.number > 0) for q in quantities)
        return shape, self.slot_of[needs[0]], answers, units, indicator.scoring

    def _together(self, alike: Sequence[Indicator], rest: Any) -> Any:
        """Several indicators by one expression: their bounds and weights are columns of a small table beside the data."""
        nw, engine = self.nw, self.engine
        first = alike[0]
        assert isinstance(first.condition, Threshold | InRange)
        columns: dict[str, list[Any]] = {
            "measure": [self.needs[i.id][0].measure for i in alike],
            "indicator": [i.id for i in alike],
        }
        constants: dict[int, Exact] = {}
        for number, bound in enumerate(bounds_of(first.condition)):
            exact = [bounds_of(i.condition)[number].quantity.base for i in alike]  # type: ignore[arg-type, union-attr]
            constants[id(bound)] = self._column(f"p{number}", exact, columns)
        weight = self._column("w", [i.weight for i in alike], columns)
        types = {name: nw.String if name in ("measure", "indicator") else nw.Int64 for name in columns}
        base = rest.join(engine.table(columns, types), on="measure", how="inner")
        measure = max((need.measure for i in alike for need in self.needs[i.id]), key=self._most)
        need = attrs.evolve(self.needs[first.id][0], measure=measure)
        return self._of(first, base, {measure: ""}, constants, weight, need)

    def _column(self, name: str, numbers: Sequence[Fraction], columns: dict[str, list[Any]]) -> Exact:
        """One number a row of a small table, as whole numbers over their common divisor."""
        under = _least_common(number.denominator for number in numbers)
        columns[name] = [int(number * under) for number in numbers]
        most = max(abs(whole) for whole in columns[name])
        fits(most)
        return Exact(self.nw.col(name), Fraction(1, under), 1, most, above=min(columns[name]) > 0)

    def _complete(self, rest: Any) -> frozenset[str]:
        nw = self.nw
        counts = self.engine.rows(rest.group_by("measure").agg(nw.len().alias("rows")))
        (projects,) = self.engine.rows(rest.select(nw.col("project").n_unique().alias("n")))[0]
        return frozenset(measure for measure, rows in counts if rows == projects)

    def _beside(self, rest: Any, projects: Any, measures: Sequence[str]) -> tuple[Any, dict[str, str]]:
        nw, base, prefix = self.nw, projects, {}
        names = ["mask", *(f"{column}{slot}" for slot in range(len(self.wanted.slots)) for column in self._columns_of(slot))]
        for number, measure in enumerate(measures):
            own = rest.filter(nw.col("measure") == measure)
            prefix[measure] = f"m{number}_"
            renamed = own.select(nw.col("project"), *(nw.col(name).alias(prefix[measure] + name) for name in names))
            base = base.join(renamed, on="project", how="left")
            base = base.select(*(c for c in base.collect_schema().names() if c != "project_right"))
        return base, prefix

    def _of(
        self,
        indicator: Indicator,
        base: Any,
        prefix: Mapping[str, str],
        constants: Mapping[int, Exact] | None = None,
        weight: Exact | None = None,
        need: Need | None = None,
    ) -> Any:
        values = _Values(self, prefix)
        names = Names(self.nw)
        read = values.value if need is None else lambda _: values.value(need)
        judge = Judge(indicator, self.ruleset, self.as_of, self.pick, read, names.let, constants or {})
        judged: Judged | None = None
        if indicator.condition is not None:
            try:
                judged = judge.judged(indicator.condition)
            except Unfit:
                raise AllByRows from None
        name = self.nw.lit(indicator.id).alias("indicator") if weight is None else self.nw.col("indicator")
        told = self._told(indicator, judged, constant(indicator.weight) if weight is None else weight, names.let)
        for step in names.steps:
            base = base.with_columns(step)
        return base.select(self.nw.col("project"), name, *told)

    def _told(self, indicator: Indicator, judged: Judged | None, weight: Exact, let: Callable[[Any], Any]) -> list[Any]:
        nw = self.nw
        names = [str(verdict) for verdict in VERDICTS]
        if judged is None:
            verdict, score, fraction, gap = nw.lit("invalid"), None, None, None
        else:
            number = judged.verdict
            verdict = self.pick.column(self.pick([(number == n, name) for n, name in enumerate(names[:-1])], names[-1]))
            decided = either((number == MET, number == MISSED))
            part = self._modified(indicator, judged)
            places = self.ruleset.profile.places
            points = self.divider.decimal(self.divider.points(part, weight, places), places)
            score = self.pick([(decided, points), (number == NO_DATA, 0.0)], None)
            fraction = self.pick([(decided, self.divider.told(part.over, part.under, part.most, part.most, let))], None)
            gap = None if judged.gap is None else self.pick([(judged.gapped, self.divider.told(*judged.gap, let))], None)
        floats = (("score", score), ("fraction", fraction), ("gap", gap))
        return [verdict.alias("verdict"), *(self.pick.column(each).cast(nw.Float64).alias(name) for name, each in floats)]

    def _modified(self, indicator: Indicator, judged: Judged) -> Any:
        """The part after pass mark and cap."""
        rules, part = self.ruleset.profile.scoring_of(indicator.scoring), judged.part
        for limit, low in ((rules.floor, True), (rules.cap, False)):
            if limit is None:
                continue
            if part.most * max(limit.numerator, limit.denominator) >= 2**62:
                raise TooLarge
            here, there = times(part.over, limit.denominator), times(part.under, limit.numerator)
            beyond = here < there if low else here > there
            over, under = (0, 1) if low else (limit.numerator, limit.denominator)
            part = attrs.evolve(
                part,
                over=self.pick([(beyond, over)], part.over),
                under=self.pick([(beyond, under)], part.under),
                most=max(part.most, limit.denominator),
            )
        return part


class Names:
    """Columns that were given a name, in the order in which they can be computed."""

    def __init__(self, nw: Any) -> None:
        self.nw = nw
        self.steps: list[Any] = []
        self.known: dict[int, Any] = {}

    def let(self, whole: Any) -> Any:
        """The named column of an expression; a constant and what has a name already as they are."""
        if not isinstance(whole, self.nw.Expr) or id(whole) in self.known:
            return whole
        name = f"t{len(self.steps)}"
        self.steps.append(whole.alias(name))
        named = self.nw.col(name)
        self.known[id(named)] = named
        return named


class _Values:
    """Reported measures in one joined frame."""

    def __init__(self, evaluation: _Evaluation, prefix: Mapping[str, str]) -> None:
        self.of, self.prefix = evaluation, prefix

    def value(self, need: Need) -> Value:
        """What a measure comes to at a date."""
        of = self.of
        groups = of.groups.get(need.measure, [])
        there = {g.mask for g in groups if g.n == g.mask.bit_count()}
        complete = need.measure in of.complete
        answers = {
            mask: a
            for mask, a in of.answers[need].items()
            if (mask in there or (mask == 0 and not complete)) and a.state != "rows"
        }
        if of.answers[need].get(0, ROWS).state == "rows" and not complete:
            raise AllByRows
        mask = of.nw.col(self.prefix[need.measure] + "mask")
        mask = mask if complete and 0 not in there else mask.fill_null(0)

        def where(test: Callable[[Answer], bool]) -> Truth:
            some = [m for m, answer in answers.items() if test(answer)]
            if len(some) == len(answers):
                return True
            if not some:
                return False
            rest = [m for m in answers if m not in set(some)]
            return mask.is_in(some) if len(some) <= len(rest) else ~mask.is_in(rest)

        numbers = [a for a in answers.values() if a.operation is not None]
        no_data = where(lambda a: a.state == "no_data")
        value = Value(None, of._unit(need.measure) or Unit(""), False, where(lambda a: a.state == "not_applicable"), no_data)
        if not numbers:
            return value
        return attrs.evolve(
            value,
            number=self._number(need, answers, where),
            unit=next(a.unit for a in numbers if a.unit is not None),
            partial=where(lambda a: a.partial),
            rises=where(lambda a: a.rises),
            falls=where(lambda a: a.falls),
        )

    def _number(self, need: Need, answers: Mapping[int, Answer], where: Callable[[Callable[[Answer], bool]], Truth]) -> Exact:
        of = self.of
        slot, prefix = of.slot_of[need], self.prefix[need.measure]
        made = {str(a.operation) for a in answers.values() if a.operation is not None}
        constants = {a.number for a in answers.values() if a.operation == "constant"}
        factors = {a.factor for a in answers.values() if a.operation not in (None, "constant")}
        scale = next(iter(factors)) / SCALE if factors else Fraction(1)
        if constants and factors:
            scale = Fraction(1, _least_common([scale.denominator, *(c.denominator for c in constants)]))
        elif constants:
            scale = Fraction(1, _least_common([c.denominator for c in constants]))
        multiple = int(next(iter(factors)) / SCALE / scale) if factors else 1
        whole = {"sum": f"s{slot}", "mean": f"s{slot}", "last": f"l{slot}", "min": f"mn{slot}", "max": f"mx{slot}"}
        cases: list[tuple[Truth, Any]] = []
        most = 1
        for number in sorted(constants):
            size = int(number / scale)
            cases.append((where(partial(_constant, number)), size))
            most = max(most, abs(size))
        for operation in sorted(made - {"constant"}):
            column = of.nw.col(prefix + whole[operation])
            column = column % ROOM - SHIFT if operation == "last" else column
            cases.append((where(partial(_made_by, operation)), times(column, multiple)))
            counts = [a.count for a in answers.values() if a.operation == operation and operation in ("sum", "mean")]
            most = max(most, max(of._most(need.measure), 1) * multiple * max(counts, default=1))
        blank = where(lambda a: a.operation is None)
        cases = [*([(blank, 0)] if blank is not False else []), *cases]
        over = of.pick(cases[:-1], cases[-1][1])
        if not isinstance(over, int) and (blank is not False or "constant" in made):
            over = over.fill_null(0)
        counts = sorted({a.count for a in answers.values() if a.operation == "mean"})
        under = of.pick([(where(partial(_mean_of, n)), n) for n in counts], 1)
        return Exact(over, scale, under, most, max([1, *counts]))


def _constant(number: Fraction, answer: Answer) -> bool:
    return answer.operation == "constant" and answer.number == number


def _made_by(operation: str, answer: Answer) -> bool:
    return answer.operation == operation


def _mean_of(count: int, answer: Answer) -> bool:
    return answer.operation == "mean" and answer.count == count


BOUNDS: Mapping[type, tuple[str, ...]] = {Threshold: ("bound",), InRange: ("low", "high")}


def bounds_of(condition: Threshold | InRange) -> tuple[Expression, ...]:
    """What the subject of a comparison or a range is held against."""
    return (condition.bound,) if isinstance(condition, Threshold) else (condition.low, condition.high)


def _least_common(numbers: Iterable[int]) -> int:
    return math.lcm(*numbers)


def _due_of(indicator: Indicator, end: dt.date) -> dt.date:
    if indicator.condition is None:
        return end
    return max(part.due or end for part in conditions(indicator.condition) if isinstance(part, Single))
