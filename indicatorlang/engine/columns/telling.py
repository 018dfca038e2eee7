"""Judging every indicator over what was added up, and telling verdict, score, fraction and gap of each project."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.columns.cases.values import Cases
from indicatorlang.engine.columns.exact import Divider, Exact, Pick, TooLarge, constant, either, fits, times
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.gather import Wanted
from indicatorlang.engine.columns.groups import Groups
from indicatorlang.engine.columns.judging import MET, MISSED, NO_DATA, VERDICTS, Judge, Judged
from indicatorlang.engine.columns.needs import formula_of
from indicatorlang.engine.columns.shapes import Answer, Need
from indicatorlang.engine.columns.totals import POINTS
from indicatorlang.engine.columns.values import AllByRows, Values
from indicatorlang.engine.columns.valuing import Unfit, Value, Valuer
from indicatorlang.model.formula import Aggregated, Constant, Expression, MeasureRef, OverCases
from indicatorlang.model.indicator import EachCase, Indicator, InRange, Threshold
from indicatorlang.model.ruleset import Ruleset


@attrs.define
class Telling:
    """Makes the expressions of a ruleset over what was added up."""

    ruleset: Ruleset
    as_of: dt.date
    engine: Engine
    wanted: Wanted
    groups: Groups
    needs: Mapping[str, tuple[Need, ...]]
    slot_of: Mapping[Need, int]
    cases: Cases
    totals: bool = False
    nw: Any = attrs.field(init=False)
    pick: Pick = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.nw = self.engine.nw
        self.pick = Pick(self.nw.when, self.nw.lit)

    def parts(self, rest: Any, projects: Any) -> list[Any]:
        """The results of all indicators, in as few frames as their forms allow."""
        parts = []
        for alike, answers in self._alike_rows():
            (indicator, *_) = alike
            measures = tuple(dict.fromkeys(need.measure for need in self.needs[indicator.id]))
            if len(alike) > 1:
                parts.append(self._together(alike, answers, rest))
            elif len(measures) == 1 and self.groups.complete(measures[0]):
                base = rest.filter(self.nw.col("measure") == measures[0])
                parts.append(self._of(indicator, base, {measures[0]: ""}))
            else:
                base, prefix = self._beside(rest, projects.select("project"), measures)
                parts.append(self._of(indicator, base, prefix))
        return parts

    def _alike_rows(self) -> list[tuple[list[Indicator], dict[int, Answer]]]:
        """The indicators, those together that differ in measure, bounds and weight alone: they are judged by one expression. With
        them the answers for their masks, which never contradict each other."""
        groups: dict[object, list[tuple[list[Indicator], dict[int, Answer]]]] = {}
        for indicator in self.ruleset.indicators:
            form = self._form(indicator)
            known = {} if form is None else self._values({}).known(self.needs[indicator.id][0])
            for alike, answers in groups.setdefault(form, []):
                if form is not None and all(same_answer(answers.get(mask, told), told) for mask, told in known.items()):
                    alike.append(indicator)
                    answers.update(known)
                    break
            else:
                groups[form].append(([indicator], known))
        return [each for of_form in groups.values() for each in of_form]

    def _form(self, indicator: Indicator) -> object:
        """What indicators must have in common to be judged together; None for one that stands alone."""
        condition, needs = indicator.condition, self.needs[indicator.id]
        if not isinstance(condition, Threshold | InRange) or len(needs) != 1 or not self.groups.complete(needs[0].measure):
            return None
        subject, bounds = condition.subject, bounds_of(condition)
        plain = isinstance(subject, MeasureRef | Aggregated) and formula_of(needs[0].measure, self.ruleset) is None
        if not plain or not all(isinstance(bound, Constant) for bound in bounds):
            return None
        quantities = [bound.quantity for bound in bounds if isinstance(bound, Constant)]
        left_out = {"subject", *BOUNDS[type(condition)]}
        shape = type(condition), *attrs.astuple(condition, recurse=False, filter=lambda field, _: field.name not in left_out)
        units = tuple((q.unit.factor, q.unit.dimension, q.number > 0) for q in quantities)
        return shape, self.slot_of[needs[0]], units, indicator.scoring

    def _together(self, alike: Sequence[Indicator], answers: Mapping[int, Answer], rest: Any) -> Any:
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
        measure = max((need.measure for i in alike for need in self.needs[i.id]), key=self.groups.most)
        need = attrs.evolve(self.needs[first.id][0], measure=measure)
        return self._of(first, base, {measure: ""}, constants, weight, lambda values: values.value(need, answers))

    def _column(self, name: str, numbers: Sequence[Fraction], columns: dict[str, list[Any]]) -> Exact:
        """One number a row of a small table, as whole numbers over their common divisor."""
        under = math.lcm(*(number.denominator for number in numbers))
        columns[name] = [int(number * under) for number in numbers]
        most = max(abs(whole) for whole in columns[name])
        fits(most)
        return Exact(self.nw.col(name), Fraction(1, under), 1, most, above=min(columns[name]) > 0)

    def _values(self, prefix: Mapping[str, str]) -> Values:
        return Values(self.nw, self.pick, self.groups, self.slot_of, prefix)

    def _beside(self, rest: Any, projects: Any, measures: Sequence[str]) -> tuple[Any, dict[str, str]]:
        nw, base, prefix = self.nw, projects, {}
        names = ["mask", *self.wanted.columns]
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
        only: Callable[[Values], Value] | None = None,
    ) -> Any:
        values = self._values(prefix)
        names = Names(self.nw)
        read = values.value if only is None else lambda _: only(values)

        def over(asked: OverCases | EachCase, at: dt.date) -> Value:
            return self.cases.value(asked, at, self.pick)

        valuer = Valuer(self.ruleset, self.pick, names.let, read, over, constants or {})
        judge = Judge(indicator, self.as_of, valuer)
        base = self.cases.beside(base, indicator)
        judged: Judged | None = None
        if indicator.condition is not None:
            try:
                judged = judge.judged(indicator.condition)
            except Unfit:
                raise AllByRows from None
        name = self.nw.lit(indicator.id).alias("indicator") if weight is None else self.nw.col("indicator")
        told = self._told(indicator, judged, constant(indicator.weight) if weight is None else weight, names)
        for step in names.steps:
            base = base.with_columns(step)
        return base.select(self.nw.col("project"), name, *told)

    def _told(self, indicator: Indicator, judged: Judged | None, weight: Exact, names: Names) -> list[Any]:
        nw = self.nw
        divider = Divider(nw.when, nw.Int64, names.let)
        if judged is None:
            verdict, whole, score, fraction, gap = nw.lit("invalid"), None, None, None, None
        else:
            among = sorted(judged.among)
            said = [(judged.is_a(number), str(VERDICTS[number])) for number in among]
            verdict = self.pick.column(self.pick(said[:-1], said[-1][1]))
            decided = True if judged.among <= {MET, MISSED} else either((judged.is_a(MET), judged.is_a(MISSED)))
            part = self._modified(indicator, judged)
            places = self.ruleset.profile.places
            points = names.let(divider.points(part, weight, places))
            whole = self.pick([(decided, points)], 0)
            score = self.pick([(decided, divider.decimal(points, places)), (judged.is_a(NO_DATA), 0.0)], None)
            fraction = self.pick([(decided, divider.told(part.over, part.under, part.most, part.most))], None)
            gap = None if judged.gap is None else self.pick([(judged.gapped, divider.told(*judged.gap))], None)
        floats = (("score", score), ("fraction", fraction), ("gap", gap))
        told = [verdict.alias("verdict"), *(self.pick.column(each).cast(nw.Float64).alias(name) for name, each in floats)]
        return [*told, self.pick.column(whole).cast(nw.Int64).alias(POINTS)] if self.totals else told

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


def same_answer(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same, in the same unit."""
    return one == other and one.unit == other.unit


BOUNDS: Mapping[type, tuple[str, ...]] = {Threshold: ("bound",), InRange: ("low", "high")}


def bounds_of(condition: Threshold | InRange) -> tuple[Expression, ...]:
    """What the subject of a comparison or a range is held against."""
    return (condition.bound,) if isinstance(condition, Threshold) else (condition.low, condition.high)
