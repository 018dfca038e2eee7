"""Which values meet a condition, exactly: for every subject of it the region in which its value has to lie.

What cannot be said exactly is not said: then the answer is None, never too large or too small a set. Two conditions speak of
the same thing only when their subjects are equal; where they do, their regions tell whether one follows from the other, whether
both can hold, whether they mean the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.comparison import MIRRORED, Op
from indicatorlang.model.formula import (
    Aggregated,
    Arithmetic,
    BaselineOf,
    Constant,
    Expression,
    Extreme,
    GrowthOf,
    MeasureRef,
    OverCases,
)
from indicatorlang.model.indicator import (
    All,
    AnyOf,
    AtLevel,
    Condition,
    DoneBy,
    EachCase,
    EachPeriod,
    InRange,
    Negation,
    Threshold,
    Trend,
)
from indicatorlang.model.region import EVERYTHING, NOTHING, Region
from indicatorlang.model.scale import Scale
from indicatorlang.model.unit import Dimension

MOST_PARTS = 200
"""A condition with more parts is not looked at."""


@frozen
class Subject:
    """What a region is about. Two conditions speak of the same thing only when their subjects are equal.

    `what` is `value` (a number in base units of `dimension`), `day` (of completion, as its ordinal number), `level` (its rank in
    `scale`, 0 the best) or `change` (from one period to the next). `due` is the day on which it is judged, None for the end of
    the span. `each` is set where not one value is judged but every one of many, of every period or every case; `share` then says
    how many of them have to meet it, None for all.
    """

    expression: Expression
    what: Literal["value", "day", "level", "change"] = "value"
    dimension: Dimension = ()
    scale: Scale | None = None
    due: dt.date | None = None
    each: str = ""
    share: Fraction | None = None

    def tidy(self, region: Region) -> Region:
        """The region as it is for this subject: days and ranks are whole numbers, ranks those of the scale."""
        if self.what == "level" and self.scale is not None:
            region = region & Region.between(Fraction(0), Fraction(len(self.scale.levels) - 1))
        return region.whole() if self.what in ("level", "day") else region

    @property
    def everything(self) -> Region:
        """Every value that it could have, as far as its kind tells."""
        return self.tidy(EVERYTHING)


Box = Mapping[Subject, Region]
"""Which values meet a condition: those where every subject lies in its region."""


def met_where(condition: Condition, end: dt.date | None = None) -> Box | None:
    """The values of the subjects of a condition that meet it, in base units; None where that cannot be said exactly.

    `end` is the end of the span: what is due then and what is due without a day are the same. Milestones before the last one
    are left out, and so is the second reading of a day in two readings (then the answer is None). A box in which some region is
    empty is met by nothing.
    """
    if _parts(condition) > MOST_PARTS:
        return None
    return _met(condition, end)


def implies(narrow: Box, wide: Box) -> bool:
    """Whether all that lies in the one box lies in the other."""
    return all(subject in narrow and narrow[subject] <= region for subject, region in wide.items())


def same_values(one: Condition, other: Condition, end: dt.date | None = None) -> bool:
    """Whether two conditions are certainly met by the same values. False where they differ, or where it cannot be said."""
    box = met_where(one, end)
    return box is not None and box == met_where(other, end)


def _parts(condition: Condition) -> int:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            return 1 + sum(map(_parts, parts))
        case Negation(part=part):
            return 1 + _parts(part)
    return 1


def _met(condition: Condition, end: dt.date | None) -> Box | None:
    match condition:
        case All(parts=parts):
            return _all(tuple(_met(part, end) for part in parts))
        case AnyOf(parts=parts):
            return _any(tuple(_met(part, end) for part in parts))
        case Negation(part=part):
            return _not(_met(part, end))
    single = _single(condition, end)
    return None if single is None else {single[0]: single[0].tidy(single[1])}


def _all(boxes: tuple[Box | None, ...]) -> Box | None:
    met: dict[Subject, Region] = {}
    for box in boxes:
        if box is None:
            return None
        for subject, region in box.items():
            if subject in met and subject.share is not None and not (met[subject] <= region or region <= met[subject]):
                return None  # 95% here and 95% there are not 95% of both
            met[subject] = met[subject] & region if subject in met else region
    return met


def _any(boxes: tuple[Box | None, ...]) -> Box | None:
    met: Region = NOTHING
    subjects: dict[Subject, None] = {}
    for box in boxes:
        if box is None or len(box) != 1:
            return None
        [(subject, region)] = box.items()
        subjects[subject] = None
        met = met | region
    if len(subjects) != 1:
        return None
    [subject] = subjects
    if subject.each and not any(box == {subject: met} for box in boxes):
        return None  # every case in one of the two is not the same as every case in the one or every case in the other
    return {subject: subject.tidy(met)}


def _not(box: Box | None) -> Box | None:
    if box is None or len(box) != 1:
        return None
    [(subject, region)] = box.items()
    return None if subject.each else {subject: subject.tidy(~region)}


def _single(condition: Condition, end: dt.date | None) -> tuple[Subject, Region] | None:
    if isinstance(condition, All | AnyOf | Negation):
        return None
    if condition.due_other is not None and condition.due_other != condition.due:
        return None
    due = None if condition.due == end else condition.due
    match condition:
        case Threshold(subject=subject, meaning=op, bound=bound):
            return _compared(subject, op, bound, due)
        case InRange(subject=subject, low=Constant(quantity=low), high=Constant(quantity=high)):
            if low.unit.dimension != high.unit.dimension:
                return None
            region = Region.between(low.base, high.base, low_closed=condition.low_closed, high_closed=condition.high_closed)
            return _turned(subject, region, low.unit.dimension, due)
        case AtLevel(measure=measure, scale=scale, level=level, op=op):
            region = Region.where(MIRRORED[op], Fraction(scale.rank(level)))
            return Subject(MeasureRef(measure), "level", scale=scale, due=due), region
        case DoneBy(measure=measure):
            last = condition.due or end
            if last is None:
                return None
            return Subject(MeasureRef(measure), "day"), Region.where("<=", Fraction(last.toordinal()))
        case Trend(subject=subject, rises=rises, each=each):
            region = Region.where(">" if rises else "<", Fraction(0))
            return Subject(_bare(subject), "change", due=due, each=f"period:{each or ''}"), region
        case EachPeriod(part=part, every=every):
            return _many(part, end, f"period:{every or ''}", None, due)
        case EachCase(part=part, table=table, share=share):
            return _many(part, end, f"case:{table}", None if share is None else share.base, due)
    return None


def _many(
    part: Condition, end: dt.date | None, each: str, share: Fraction | None, due: dt.date | None
) -> tuple[Subject, Region] | None:
    single = None if isinstance(part, DoneBy) else _single(part, end)
    if single is None or single[0].due is not None:
        return None
    inner = single[0]
    return attrs.evolve(inner, each="/".join(filter(None, (each, inner.each))), share=share or inner.share, due=due), single[1]


def _compared(subject: Expression, op: Op, bound: Expression, due: dt.date | None) -> tuple[Subject, Region] | None:
    match subject, bound:
        case _, Constant(quantity=quantity):
            return _turned(subject, Region.where(op, quantity.base), quantity.unit.dimension, due)
        case Constant(quantity=quantity), _:
            return _turned(bound, Region.where(MIRRORED[op], quantity.base), quantity.unit.dimension, due)
    unit = subject.unit or bound.unit
    if unit is None:
        return None
    subject, bound = _bare(subject), _bare(bound)
    # Two measures against one another: their difference against nought, whichever of them stands first.
    left, right = sorted((subject, bound), key=repr)
    op = op if left is subject else MIRRORED[op]
    return Subject(Arithmetic("-", left, right, None), dimension=unit.dimension, due=due), Region.where(op, Fraction(0))


def _turned(subject: Expression, region: Region, dimension: Dimension, due: dt.date | None) -> tuple[Subject, Region] | None:
    """A fall by 5% is a growth by -5%: both are about one subject."""
    if isinstance(subject, GrowthOf) and subject.falls:
        subject, region = attrs.evolve(subject, falls=False), region.mirrored()
    return Subject(_bare(subject), dimension=dimension, due=due), region


def _bare(expression: Expression) -> Expression:
    """The expression without the units of its parts, which depend on what was known of a measure where it was read."""
    match expression:
        case MeasureRef():
            return attrs.evolve(expression, unit=None)
        case Arithmetic(left=left, right=right):
            return attrs.evolve(expression, left=_bare(left), right=_bare(right), unit=None)
        case Aggregated(argument=argument):
            return attrs.evolve(expression, argument=attrs.evolve(argument, unit=None), unit=None)
        case Extreme(arguments=arguments):
            return attrs.evolve(expression, arguments=tuple(map(_bare, arguments)), unit=None)
        case GrowthOf(subject=subject, over=over):
            return attrs.evolve(expression, subject=_bare(subject), over=None if over is None else _bare(over), unit=None)
        case BaselineOf(subject=subject):
            return attrs.evolve(expression, subject=_bare(subject), unit=None)
        case OverCases(of=of) if isinstance(of, Expression):
            return attrs.evolve(expression, of=_bare(of), unit=None)
    return expression
