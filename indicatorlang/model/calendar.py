"""Working days, by a table of running counts: one subtraction an answer, and *unknown* where nothing is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from indicatorlang.lazily import frozen


@frozen
class Calendar:
    """Working days of consecutive days from `first`.

    `counts[i]` is the number of working days in the first `i` days, so `counts` is one longer than the days known.
    `notices` names the announcements the table stands on; `overlay` the days changed on top of it.
    """

    name: str
    first: dt.date
    counts: tuple[int, ...] = attrs.field(repr=False)
    notices: tuple[str, ...] = ()
    overlay: tuple[tuple[dt.date, bool], ...] = ()
    _before: int = attrs.field(init=False, repr=False, eq=False)
    """The ordinal of the day before the first, from which `counts` is indexed."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_before", self.first.toordinal() - 1)

    @property
    def last(self) -> dt.date:
        """The last day known."""
        return self.first + dt.timedelta(days=len(self.counts) - 2)

    def is_workday(self, day: dt.date) -> bool | None:
        """Whether people work on that day; None when the calendar does not know the day."""
        index = (day - self.first).days
        if not 0 <= index < len(self.counts) - 1:
            return None
        return self.counts[index + 1] > self.counts[index]

    def workdays(self, start: dt.date, end: dt.date) -> int | None:
        """The number of working days d with start < d ≤ end; negative when `end` lies before `start`.

        None when a day in between is unknown. Source of the counting rule: 民法典 §201 (the starting day does not count).
        """
        counts, before = self.counts, self._before
        low, high = start.toordinal() - before, end.toordinal() - before
        if low < 0 or high < 0:
            return None
        try:
            return counts[high] - counts[low]
        except IndexError:
            return None

    def after(self, start: dt.date, workdays: int) -> dt.date | None:
        """The day on which the period of `workdays` working days that begins after `start` ends; None when unknown."""
        low = (start - self.first).days + 1
        if not 0 <= low < len(self.counts) or workdays < 1:
            return None
        wanted = self.counts[low] + workdays
        left, right = low, len(self.counts)
        while left < right:
            middle = (left + right) // 2
            if self.counts[middle] < wanted:
                left = middle + 1
            else:
                right = middle
        return self.first + dt.timedelta(days=left - 1) if left < len(self.counts) else None

    def overlaid(self, changes: Iterable[tuple[dt.date, bool]]) -> Calendar:
        """This calendar with some days changed (True: people work). Days outside it are left out."""
        changes = tuple(sorted(changes))
        known = dict(changes)
        counts = [0]
        for index in range(len(self.counts) - 1):
            day = self.first + dt.timedelta(days=index)
            works = known.get(day, self.counts[index + 1] > self.counts[index])
            counts.append(counts[-1] + works)
        return attrs.evolve(self, counts=tuple(counts), overlay=self.overlay + changes)
