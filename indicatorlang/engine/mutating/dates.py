"""The days of targets: a day earlier, a day later, the end of the month before; milestones likewise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from indicatorlang.engine.mutating.numbers import with_step
from indicatorlang.engine.mutating.parts import Operator, Site, from_to, mutant, sites
from indicatorlang.model.indicator import Threshold
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.ruleset import Ruleset

DAY = dt.timedelta(days=1)


def others(day: dt.date) -> tuple[dt.date, ...]:
    """A day later, a day earlier, and the end of the month before."""
    return tuple(dict.fromkeys((day + DAY, day - DAY, day.replace(day=1) - DAY)))


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for site in sites(ruleset):
        condition = site.leaf.condition
        site = attrs.evolve(site, condition=condition)
        if condition.due is not None:
            for day in others(condition.due):
                yield from _due(site, condition.due, day)
        if isinstance(condition, Threshold):
            yield from _steps(site, condition)


def _due(site: Site, due: dt.date, day: dt.date) -> Iterator[Mutant]:
    new = attrs.evolve(site.condition, due=day, due_other=None)
    index = None
    if isinstance(new, Threshold) and new.schedule:
        if len(new.schedule) > 1 and day <= new.schedule[-2].by:
            return
        new = attrs.evolve(new, schedule=(*new.schedule[:-1], attrs.evolve(new.schedule[-1], by=day)))
        index = len(new.schedule) - 1
    piece = "due" if index is None else "day"
    yield mutant("dates", site, new, from_to(said(due), said(day), ("期限", "deadline")), piece=piece, index=index)


def said(day: dt.date) -> tuple[str, str]:
    """A day in both languages."""
    return day.isoformat(), day.isoformat()


def _steps(site: Site, condition: Threshold) -> Iterator[Mutant]:
    steps = condition.schedule
    for n, step in enumerate(steps[:-1]):
        for day in others(step.by):
            if (n and day <= steps[n - 1].by) or day >= steps[n + 1].by:
                continue
            new = attrs.evolve(condition, schedule=with_step(steps, n, attrs.evolve(step, by=day)))
            yield mutant("dates", site, new, from_to(said(step.by), said(day), ("节点", "milestone")), piece="day", index=n)


PART = Operator("dates", ("期限和节点的日期", "days of targets and milestones"), _mutants)
