"""Targets that demand a word or a date: a level of a scale, a state that is reached, a day by which something is done."""

from __future__ import annotations

import datetime as dt

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.lazily import define
from indicatorlang.model.actual import Kind
from indicatorlang.model.indicator import AtLevel, Condition, DoneBy, Op
from indicatorlang.resolve.fields import short
from indicatorlang.resolve.problems import UnknownReference
from indicatorlang.resolve.target import name_problems
from indicatorlang.resolve.target import target_problems as problems
from indicatorlang.resolve.target.names import AsLevel, AsMeasure, AsQuantity, meaning_of
from indicatorlang.resolve.target.target_ground import Simple, Subject, TargetGround, last_day
from indicatorlang.resolve.target.types import not_a_number
from indicatorlang.syntax import tree


@define
class WordTargets(TargetGround):
    """Reads conditions whose value is no number."""

    def _at_level(self, node: Simple, subject: Subject, meaning: AsLevel, op: Op) -> Condition | None:
        name = subject.measure
        if name is None:
            told = name_problems.LevelNeedsMeasure(subject=subject.said, level=meaning.level.name)
            self._tell(told, node)
            return None
        measure = self.scope.measure(name)
        numeric = measure.unit is not None and measure.survey is None and measure.scale is None
        if measure.formula is not None or numeric or measure.survey_value == "share":
            self._tell(name_problems.NoNumber(measure=name, is_="number", wanted="level"), node)
            return None
        if not_a_number(measure) == "date":
            self._tell(name_problems.NoNumber(measure=name, is_="date", wanted="level"), node)
            return None
        self.scope.use_scale(name, meaning.scale, self.text.at(node.span))
        reached: Op = ">=" if op == "==" and self.equal == "reach" else op
        return AtLevel(name, meaning.scale, meaning.level, reached, self._due(node.suffixes))

    def _is(self, node: tree.Is, subject: Subject) -> Condition | None:
        meaning = meaning_of(node.level, node.suffixes.on, subject.measure, self.scope)
        if isinstance(meaning, Diagnostic):
            self._tell(meaning, culprit(meaning, node.level, node))
            return None
        if isinstance(meaning, AsMeasure | AsQuantity):
            told = name_problems.UnknownName(name=short(node.level.text))
            self._tell(told, node.level)
            return None
        return self._at_level(node, subject, meaning, "==")

    def _done(self, node: tree.Done, subject: Subject) -> Condition | None:
        return self._done_by(node, subject, self._due(node.suffixes))

    def _done_by(self, node: tree.Done | tree.Comparison, subject: Subject, due: dt.date | None) -> Condition | None:
        name = subject.measure
        measure = None if name is None else self.scope.measure(name)
        if name is None or measure is None or measure.formula is not None or measure.unit is not None:
            self._tell(name_problems.NoNumber(measure=subject.said, is_="number", wanted="date"), node)
            return None
        if measure.scale is not None or measure.survey is not None:
            is_: name_problems.NotNumber = "survey" if measure.survey is not None else "levels"
            self._tell(name_problems.NoNumber(measure=name, is_=is_, wanted="date"), node)
            return None
        if measure.kind not in (None, Kind.DONE_DATE):
            self._tell(name_problems.NoNumber(measure=name, is_="number", wanted="date"), node)
            return None
        self.scope.use_date(name, self.text.at(node.span))
        return DoneBy(name, due)

    def _day(self, node: tree.Comparison, bound: tree.Day, subject: Subject) -> Condition | None:
        """`实施方案 <= 2019-03-31` says the same as `done by`; other comparisons with a day say nothing."""
        if node.op != "<=" or node.suffixes.by is not None or node.suffixes.on is not None or node.tolerance is not None:
            self._tell(problems.DateComparison(text=bound.text), bound)
            return None
        return self._done_by(node, subject, last_day(bound))


def culprit(problem: Diagnostic, word: tree.Node, node: Simple) -> tree.Node:
    """The word that is wrong: the scale behind `on` when there is no such scale, else the level."""
    return node.suffixes.on or word if isinstance(problem, UnknownReference) else word
