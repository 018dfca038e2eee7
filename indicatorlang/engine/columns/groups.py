"""What the one pass found: which shapes each measure was reported in, and what the row engine makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from indicatorlang.engine.columns.keys import Keys, values_of
from indicatorlang.engine.columns.scaling import LARGEST
from indicatorlang.engine.columns.shapes import ROWS, Answer, Key, Need, Prober
from indicatorlang.model.unit import Unit

MOST_SHAPES = 5000


@attrs.frozen
class Group:
    """Rows of one measure with the same mask and number of values: how many, and between which values."""

    measure: str
    mask: int
    n: int
    rows: int
    low: int
    high: int

    @property
    def single(self) -> bool:
        """Whether nothing was reported twice, and nothing is for rows alone."""
        return self.mask >= 0 and self.n == values_of(self.mask)


@attrs.define
class Groups:
    """The groups of each measure, and the answers for each need by mask."""

    of: Mapping[str, Sequence[Group]]
    answers: dict[Need, dict[int, Answer]]
    projects: int
    limits: dict[str, int] = attrs.field(factory=dict)
    """The greatest size of values that columns take, where it was lowered; projects with greater ones are for rows."""

    @classmethod
    def read(
        cls, found: Sequence[Group], needs: Sequence[Need], keys: Keys, prober: Prober, operations: frozenset[str], projects: int
    ) -> Groups:
        """Ask for every shape of every measure."""
        of: dict[str, list[Group]] = {}
        for group in sorted(found, key=lambda g: (g.measure, -g.rows, g.mask, g.n)):
            of.setdefault(group.measure, []).append(group)
        shapes: dict[str, list[tuple[Key, ...]]] = {}
        for measure in dict.fromkeys(need.measure for need in needs):
            told = [keys.shape(g.mask) for g in of.get(measure, ()) if g.single]
            shapes[measure] = list(dict.fromkeys([(), *told[:MOST_SHAPES]]))
        told_of = prober.answers(shapes, needs)
        answers: dict[Need, dict[int, Answer]] = {}
        for need in needs:
            own = {(): 0} | {keys.shape(g.mask): g.mask for g in of.get(need.measure, ()) if g.single}
            answers[need] = {mask: _possible(told_of.get((need, shape), ROWS), operations) for shape, mask in own.items()}
        made = cls(of, answers, projects)
        made.settle_units()
        return made

    def settle_units(self) -> None:
        """A measure is counted in one unit on columns, that of most of its rows; what is written in another is for rows."""
        rows = {(g.measure, g.mask): g.rows for groups in self.of.values() for g in groups}
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

    def unit(self, measure: str) -> Unit | None:
        """The unit a measure is counted in."""
        of_measure = (answers for need, answers in self.answers.items() if need.measure == measure)
        return next((a.unit for answers in of_measure for a in answers.values() if a.unit is not None), None)

    def complete(self, measure: str) -> bool:
        """Whether every project reported it."""
        return sum(group.rows for group in self.of.get(measure, ())) == self.projects

    def masks(self, measure: str) -> set[int]:
        """The masks in which nothing was reported twice."""
        return {group.mask for group in self.of.get(measure, ()) if group.single}

    def limit(self, measure: str) -> int:
        """The greatest size of values that columns take."""
        return self.limits.get(measure, LARGEST)

    def most(self, measure: str) -> int:
        """The greatest size of a value that is not for rows."""
        return min(max((max(-g.low, g.high) for g in self.of.get(measure, ())), default=0), self.limit(measure))


def _possible(answer: Answer, operations: frozenset[str]) -> Answer:
    wanted = "sum" if answer.operation == "mean" else answer.operation
    return answer if wanted in (None, "constant") or wanted in operations else ROWS
