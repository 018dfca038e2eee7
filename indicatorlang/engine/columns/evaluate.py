"""From a long table to verdicts: keys and shapes are asked of the row engine, one pass adds up, and each indicator becomes a few
expressions over what was added up. Projects that columns cannot tell go to the row engine, whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import attrs

from indicatorlang.engine.columns import keys as reading
from indicatorlang.engine.columns.cases.tables import CaseFrame, CasesByRows
from indicatorlang.engine.columns.cases.values import Cases
from indicatorlang.engine.columns.exact import TooLarge
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.gather import Layout, Slot, Wanted, gathered
from indicatorlang.engine.columns.groups import Group, Groups
from indicatorlang.engine.columns.keys import SAMPLE
from indicatorlang.engine.columns.needs import needs_of
from indicatorlang.engine.columns.odd import Odd
from indicatorlang.engine.columns.scaling import SCALE
from indicatorlang.engine.columns.shapes import Need, Prober
from indicatorlang.engine.columns.telling import Telling
from indicatorlang.engine.columns.totals import summed, with_totals
from indicatorlang.engine.columns.values import AllByRows
from indicatorlang.engine.delivered.projects import MANY_SPELLINGS, key_of, names_of_project
from indicatorlang.engine.plan import Plan
from indicatorlang.model.actual import Kind
from indicatorlang.model.baseline import looks_back
from indicatorlang.model.indicator import Indicator, Measure, Single, conditions
from indicatorlang.model.ruleset import Ruleset

Told = tuple[str | float | None, ...]
"""Project, indicator, verdict, score, fraction, gap; with totals also the project's total and grade."""
ByRows = Callable[[Any, Any], Iterable[Told]]
"""Evaluates the rows of a frame; beside it the names of their projects, None where the cases of all may be theirs."""
TEXTS = ("project", "indicator", "verdict", "grade")
COLUMNS = ("project", "indicator", "verdict", "score", "fraction", "gap")
TOTALS = ("total", "grade")
MOST_ODD = 50
"""One project in so many may be odd before the whole table is read for its keys."""


@attrs.frozen
class Asked:
    """What is evaluated: a plan, a frame, a day, and how open readings are meant."""

    plan: Plan
    frame: Any
    layout: Layout
    as_of: dt.date
    percent: Literal["percent", "fraction"] | None = None
    kind: Kind | None = None
    totals: bool = False
    """Whether each row also tells the total and the grade of its project."""
    records: Mapping[str, CaseFrame] = attrs.field(factory=dict)
    """The tables of cases that were delivered, by the names that the ruleset gives them."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the result."""
        return COLUMNS + TOTALS if self.totals else COLUMNS

    @property
    def ruleset(self) -> Ruleset:
        """The ruleset as it is on the day."""
        return self.plan.at(self.as_of).ruleset


def evaluate(asked: Asked, by_rows: ByRows) -> Any:
    """One row a project and indicator, lazily, in the engine of the frame. Projects that need it are evaluated by `by_rows`, which is
    handed their rows."""
    engine = Engine.of(asked.frame)
    prober = Prober(asked.ruleset, asked.as_of, asked.percent, asked.kind, learned=asked.plan.at(asked.as_of).learned)
    try:
        cases = Cases.read(asked.ruleset, asked.as_of, engine, asked.records, asked.percent)
        evaluation = _Evaluation(asked, engine, prober, cases, asked.frame.head(SAMPLE))
        if evaluation.mostly_odd:
            evaluation = _Evaluation(asked, engine, prober, cases, asked.frame)
        return evaluation.results(by_rows)
    except (AllByRows, CasesByRows):
        return table_of(engine, by_rows(asked.frame, None), asked.columns)


def table_of(engine: Engine, told: Iterable[Told], names: tuple[str, ...]) -> Any:
    """Results as a lazy frame of an engine."""
    nw = engine.nw
    columns = list(zip(*told, strict=True)) or [()] * len(names)
    types = {name: nw.String if name in TEXTS else nw.Float64 for name in names}
    return engine.table(dict(zip(names, map(list, columns), strict=True)), types)


class _Evaluation:
    """One evaluation: the pass is made with the keys that `sample` has; then it is known which projects are odd."""

    def __init__(self, asked: Asked, engine: Engine, prober: Prober, cases: Cases, sample: Any) -> None:
        self.asked, self.engine, self.nw, self.prober, self.cases = asked, engine, engine.nw, prober, cases
        self.plan, self.ruleset = asked.plan.at(asked.as_of), asked.ruleset
        backward = bool(looks_back(self.ruleset))
        self.keys = reading.read(sample, asked.layout, engine, prober, looks_back=backward)
        self._choose_slots()
        self.compact = engine.kept(gathered(asked.frame, asked.layout, self.wanted, engine))
        self._read_groups()
        self.odd = self._odd_projects()

    @property
    def mostly_odd(self) -> bool:
        """Whether so many projects are odd that reading all keys is worth it."""
        return self.odd is not None and self.odd_count * MOST_ODD > self.groups.projects

    def results(self, by_rows: ByRows) -> Any:
        """Everything."""
        while True:
            odd = self.odd
            rest = self.compact if odd is None else self.compact.join(odd, on="project", how="anti")
            projects = self.projects if odd is None else self.projects.join(odd, on="project", how="anti")
            telling = Telling(
                self.ruleset,
                self.asked.as_of,
                self.engine,
                self.wanted,
                self.groups,
                self.needs,
                self.slot_of,
                self.cases,
                self.asked.totals,
            )
            try:
                made = self.nw.concat(telling.parts(rest, projects))
            except TooLarge:
                self._lower_limits()
                self.odd = self._odd_projects()
                continue
            if not self.asked.totals:
                break
            sums = self.engine.kept(summed(made, self.nw))
            outside = self._some(sums.filter(self.nw.col("outside") == 1).select("project"))
            if outside is None:
                made = with_totals(made, sums, self.ruleset, self.engine.nw).select(*self.asked.columns)
                break
            self.odd = outside if odd is None else self.engine.kept(self.nw.concat([odd, outside]))
        if odd is None:
            return made
        return self.nw.concat(
            [made, table_of(self.engine, by_rows(self._rows_of(odd), None if self.cases.strange else odd), self.asked.columns)]
        )

    def _rows_of(self, odd: Any) -> Any:
        project = self.asked.layout.columns["project"]
        return self.asked.frame.join(odd.select(self.nw.col("project").alias(project)), on=project, how="semi")

    # Before the pass

    def _choose_slots(self) -> None:
        keys, span, as_of = self.keys, self.ruleset.span, self.asked.as_of
        whole = {
            measure
            for measure, own in keys.by_measure.items()
            if all((at := self.prober.placed(key, "")).start == span.start and at.end == span.end for key in own)
        }
        self.prober.whole = frozenset(whole)
        self.prober.settle_numbers(keys.by_measure)
        self.needs: dict[str, tuple[Need, ...]] = {}
        for indicator in self.ruleset.indicators:
            needs = needs_of(indicator, self.ruleset, as_of)
            day = min(as_of, _due_of(indicator, span.end))
            bounds = self.plan.bounds.get(indicator.id, {})
            doubted = [Need(need.measure, day) for need in needs if need.measure in bounds]
            self.needs[indicator.id] = tuple(dict.fromkeys((*needs, *doubted)))
        self.all_needs = tuple(dict.fromkeys(need for needs in self.needs.values() for need in needs))
        slots: dict[Slot, int] = {}
        self.slot_of = {need: slots.setdefault(self._slot(need), len(slots)) for need in self.all_needs}
        sample = {
            measure: [*((key,) for key in own), tuple(sorted(own, key=keys.by_end))] for measure, own in keys.by_measure.items()
        }
        answers = self.prober.answers(sample, self.all_needs)
        operations = {answer.operation for answer in answers.values()} - {None, "constant"}
        order = {period: rank for rank, (_, period) in enumerate(sorted((end, period) for period, end in keys.ends.items()))}
        self.wanted = Wanted(
            {text: measure for text, measure in keys.names.items() if measure and measure != text},
            keys.places,
            keys.pairs,
            keys.unused,
            order,
            tuple(slots),
            frozenset("sum" if one == "mean" else str(one) for one in operations),
            keys.negative or any(self._has_limits(need.measure) for need in self.all_needs),
        )

    def _has_limits(self, measure: str) -> bool:
        """Whether single values matter, and not their sum alone: shares with an upper limit, and percentages that may be fractions."""
        declared = self.ruleset.measures.get(measure) or Measure(measure)
        settled = declared.percent or self.asked.percent or self.ruleset.percent
        open_percent = settled is None and (declared.unit is None or declared.unit.is_percent)
        return declared.bounded or open_percent

    def _slot(self, need: Need) -> Slot:
        ends = self.keys.ends
        if need.measure in self.prober.whole or all(end <= need.at for end in ends.values()):
            return Slot()
        return Slot(frozenset(period for period, end in ends.items() if end <= need.at))

    # After the pass

    def _read_groups(self) -> None:
        nw, compact, engine = self.nw, self.compact, self.engine
        self.projects = engine.kept(compact.group_by("project").agg(nw.len().alias("measures")))
        (count,) = engine.rows(self.projects.select(nw.len().alias("n")))[0]
        if not count and self.asked.records:
            raise AllByRows  # the tables of cases say which projects there are
        stats = compact.group_by("measure", "mask", "n").agg(
            nw.len().alias("rows"), nw.col("lo").min().alias("low"), nw.col("hi").max().alias("high")
        )
        found = [
            Group(measure or "", int(mask), int(n), int(rows), int(low or 0), int(high or 0))
            for measure, mask, n, rows, low, high in engine.rows(stats)
        ]
        self.names = {text: self.prober.measure_of(text) for text in {group.measure for group in found}}
        self.groups = Groups.read(found, self.all_needs, self.keys, self.prober, self.wanted.operations, int(count))

    def _odd_projects(self) -> Any:
        """The projects that rows must tell; None when there are none."""
        nw = self.nw
        made = Odd(
            nw,
            self.plan,
            self.keys,
            self.wanted,
            self.groups,
            self.slot_of,
            self.asked.percent,
        )
        test = made.test(self.names)
        found = [] if test is False else [self.compact.filter(test).select("project")]
        alike = self._alike()
        if alike:
            found.append(self.projects.filter(nw.col("project").is_in(alike)).select("project"))
        found += self.cases.odd(self.projects)
        if not found:
            return None
        return self._some(nw.concat(found) if len(found) > 1 else found[0])

    def _some(self, projects: Any) -> Any:
        """These projects, each once; None when there are none."""
        odd = self.engine.kept(projects.unique())
        (self.odd_count,) = self.engine.rows(odd.select(self.nw.len().alias("n")))[0]
        return odd if self.odd_count else None

    def _alike(self) -> list[str]:
        """The texts that name a project which another text names, too; raises when a row names none."""
        project = self.nw.col("project")
        strange = project.is_null() | project.str.contains(MANY_SPELLINGS) | (project == "")
        own = names_of_project(self.ruleset)
        if not self.engine.rows(self.projects.filter(strange).head(1)) and len(own) < 2:
            return []
        texts = [text for (text,) in self.engine.rows(self.projects.select("project"))]
        by_key: dict[str, list[str]] = {}
        for text in texts:
            by_key.setdefault(key_of(text, own), []).append(text)
        if "" in by_key:
            raise AllByRows  # such a row belongs to every project
        return [text for same in by_key.values() for text in same if len(same) > 1 or text != text.strip()]

    def _lower_limits(self) -> None:
        """Leave the projects with the greatest values to rows."""
        worst = max(self.groups.of, key=self.groups.most, default="")
        limit = self.groups.most(worst) // 1000
        if limit < SCALE or not worst:
            raise AllByRows
        self.groups.limits[worst] = limit


def _due_of(indicator: Indicator, end: dt.date) -> dt.date:
    if indicator.condition is None:
        return end
    return max(part.due or end for part in conditions(indicator.condition) if isinstance(part, Single))
