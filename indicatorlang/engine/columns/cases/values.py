"""Numbers over cases as values beside the reported ones: expressions over one row a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

from indicatorlang.engine.columns.cases.answers import INVALID, NO_DATA, is_each
from indicatorlang.engine.columns.cases.questions import Question, questions_of
from indicatorlang.engine.columns.cases.summing import Summed, sums_of
from indicatorlang.engine.columns.cases.tables import CaseFrame, CasesByRows, TableOnColumns
from indicatorlang.engine.columns.exact import Exact, Pick, Truth, both, denied, either
from indicatorlang.engine.columns.frames import Engine
from indicatorlang.engine.columns.valuing import Value
from indicatorlang.engine.delivered.names import folded
from indicatorlang.engine.delivered.projects import MANY_SPELLINGS, names_of_project
from indicatorlang.model.formula import CASES, OverCases
from indicatorlang.model.indicator import EachCase, Indicator
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import PLAIN


@attrs.define
class Cases:
    """All that a ruleset asks of its tables of cases, answered for every project."""

    ruleset: Ruleset
    as_of: dt.date
    engine: Engine
    of: Mapping[Question, Summed] = attrs.field(factory=dict)
    strange: frozenset[str] = frozenset()
    """How projects are written that may mean one which is written differently, folded."""

    @classmethod
    def read(
        cls,
        ruleset: Ruleset,
        as_of: dt.date,
        engine: Engine,
        frames: Mapping[str, CaseFrame],
        percent: Literal["percent", "fraction"] | None,
    ) -> Cases:
        """One look at each table for its distinct texts, one to add up. `frames` are the tables that were delivered, by declared name."""
        asked: dict[str, dict[Question, None]] = {}
        for indicator in ruleset.indicators:
            for question in questions_of(indicator, ruleset, as_of):
                asked.setdefault(question.table, {})[question] = None
        conditions = [each.condition for each in ruleset.indicators if each.condition is not None]
        of: dict[Question, Summed] = {}
        strange: set[str] = set()
        for number, (name, questions) in enumerate(asked.items()):
            if name in frames:
                table = TableOnColumns(ruleset.records[name], frames[name], ruleset, engine, number, tuple(questions))
                strange |= {folded(text) for text in table.strangers()}
                of |= {each.question: each for each in sums_of(table, conditions, percent)}
        return cls(ruleset, as_of, engine, of, frozenset(strange))

    def odd(self, projects: Any) -> list[Any]:
        """The projects, of those that are evaluated, of whose cases only rows can tell: frames of their names."""
        nw = self.engine.nw
        if not self.of:
            return []
        found = []
        for prefix, frame in {each.prefix.rsplit("_", 2)[0]: each.frame for each in self.of.values()}.items():
            odd = frame.filter(nw.col(f"{prefix}_odd")).select("project")
            found.append(projects.select("project").join(odd, on="project", how="semi"))
        own = names_of_project(self.ruleset)
        names = nw.col("project").str.contains(MANY_SPELLINGS)
        if self.strange or len(own) > 1:
            texts = [text for (text,) in self.engine.rows(projects.select("project"))]
            same = self.strange | (own if len(own) > 1 else set())
            alike = [text for text in texts if text is not None and folded(text) in same]
            names = names | nw.col("project").is_in(alike) if alike else names
        return [*found, projects.filter(names).select("project")]

    def beside(self, base: Any, indicator: Indicator) -> Any:
        """The base with what the cases of each project come to beside it, for the questions of an indicator."""
        frames = {
            id(summed.frame): summed.frame
            for question in questions_of(indicator, self.ruleset, self.as_of)
            if (summed := self.of.get(question)) is not None
        }
        for frame in frames.values():
            names = [*base.collect_schema().names(), *(n for n in frame.collect_schema().names() if n != "project")]
            base = base.join(frame, on="project", how="left").select(*names)
        return base

    def value(self, asked: OverCases | EachCase, at: dt.date, pick: Pick) -> Value:
        """What a number over cases, or the share of those that meet a demand, comes to at a date."""
        summed = self.of.get(Question(asked, at))
        if summed is None:
            return Value(None, PLAIN, no_data=True)  # the table was not delivered
        nw = self.engine.nw
        worst = nw.col(summed.name("worst")).fill_null(0)
        invalid: Truth = worst == INVALID if INVALID in summed.codes else False
        no_data: Truth = worst == NO_DATA if NO_DATA in summed.codes else False
        said = denied(either((invalid, no_data)))
        counted = _Counted(nw, summed)
        if is_each(summed.question) or not isinstance(asked, OverCases) or asked.function == "share":
            met, missed = counted.column("met"), counted.column("missed")
            nothing = both((said, met + missed == 0))
            most = summed.most["met"] + summed.most["missed"]
            number = Exact(met, Fraction(1), pick([(met + missed == 0, 1)], met + missed), max(most, 1), max(most, 1))
            return Value(number, PLAIN, invalid, nothing, no_data, zero=nothing)
        if asked.function == "count":
            unit = asked.unit or CASES
            return Value(Exact(counted.column("met"), unit.factor, 1, max(summed.most["met"], 1)), unit, invalid, False, no_data)
        return self._of_values(asked, summed, counted, pick, (invalid, no_data, said))

    def _of_values(
        self, asked: OverCases, summed: Summed, counted: _Counted, pick: Pick, states: tuple[Truth, Truth, Truth]
    ) -> Value:
        invalid, no_data, said = states
        unit, scale = summed.answers.unit or asked.unit or PLAIN, Fraction(1, summed.answers.under)
        n = counted.column("n")
        nothing: Truth = both((said, n == 0))
        under: Any = 1
        match asked.function:
            case "sum":
                if asked.unit is None and unit != PLAIN:
                    raise CasesByRows  # a sum of nothing is a bare 0
                over, nothing = counted.column("sum"), False
            case "mean":
                over, under = counted.column("sum"), pick([(n == 0, 1)], n)
            case "max":
                longest, known = counted.column("open"), counted.column("max")
                floor = pick([(known < 0, 0)], known)
                above = (longest > floor) if summed.most["open"] else False
                over, nothing = pick([(above, longest)], known), both((nothing, denied(above)))
            case "percentile":
                over = counted.column("rank")
            case _:
                over = counted.column(asked.function)
        sizes = [summed.most[name] for name in ("sum", "max", "open", "min", "rank") if name in summed.most]
        number = Exact(over, scale, under, max([1, *sizes]), max(1, summed.most["n"]))
        return Value(number, unit, invalid, nothing, no_data, zero=nothing)


@attrs.frozen
class _Counted:
    """The columns of one question; a project without cases has noughts."""

    nw: Any
    summed: Summed

    def column(self, name: str) -> Any:
        """A column of whole numbers."""
        return self.nw.col(self.summed.name(name)).fill_null(0)


def deliverable(ruleset: Ruleset, names: Sequence[str]) -> dict[str, str] | None:
    """The declared table by each name that was handed in; None when two names mean one table."""
    known = {folded(name): name for name in ruleset.records}
    found = {name: known[folded(name)] for name in names if folded(name) in known}
    return found if len(set(found.values())) == len(found) else None
