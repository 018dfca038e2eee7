"""The data of the reference: what a project demands and what was reported, as plain values.

The reference is written from the published rules alone, slow and obvious, and imports nothing of the product: where both answer
the same question, they have to agree. Numbers are fractions in the unit that stands beside them, days are `datetime.date`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from fractions import Fraction

import attrs

# What a unit measures, and how many of the plainest unit of that measure it is.
UNITS: dict[str, tuple[str, Fraction]] = {
    "家": ("家", Fraction(1)),
    "万家": ("家", Fraction(10000)),
    "人次": ("人次", Fraction(1)),
    "元": ("money", Fraction(1)),
    "万元": ("money", Fraction(10000)),
    "亿元": ("money", Fraction(10**8)),
    "亩": ("area", Fraction(1)),
    "万亩": ("area", Fraction(10000)),
    "公顷": ("area", Fraction(15)),
    "吨": ("mass", Fraction(1000)),
    "千克": ("mass", Fraction(1)),
    "%": ("ratio", Fraction(1, 100)),
    "‰": ("ratio", Fraction(1, 1000)),
    "": ("ratio", Fraction(1)),
    "天": ("time", Fraction(1)),
    "工作日": ("working time", Fraction(1)),
    "件": ("件", Fraction(1)),
}
COUNTS = ("家", "人次", "件")
# Whose values of periods are added up where nothing else is said.
FLOWS = (*COUNTS, "money", "mass", "area")


def plain(number: Fraction, unit: str) -> Fraction:
    """A number in the plainest unit of its dimension."""
    return number * UNITS[unit][1]


def shown(number: Fraction, unit: str) -> Fraction:
    """A plain number in a unit."""
    return number / UNITS[unit][1]


@attrs.frozen(order=True)
class Period:
    """From one day to another, both included, under the name that the actuals call it."""

    first: dt.date
    last: dt.date
    name: str = attrs.field(eq=False)

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def holds(self, other: Period) -> bool:
        """Whether the other lies within."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Period) -> bool:
        """Whether both have a day in common."""
        return self.first <= other.last and other.first <= self.last


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def stretch(year: int, first: int, last: int) -> Period:
    """From the first day of one month to the last of another, named as people name it."""
    names = {(1, 12): f"{year}", (1, 6): f"{year}H1", (7, 12): f"{year}H2"}
    names |= {(3 * q - 2, 3 * q): f"{year}Q{q}" for q in range(1, 5)}
    names |= {(m, m): f"{year}-{m:02}" for m in range(1, 13)}
    name = names.get((first, last), f"{year}-{first:02}..{year}-{last:02}")
    return Period(dt.date(year, first, 1), month_end(year, last), name)


def pieces(year: int, months: int) -> list[Period]:
    """The periods of a year that are so many months long."""
    return [stretch(year, m, m + months - 1) for m in range(1, 13, months)]


@attrs.frozen
class Entry:
    """One reported value: a number, None for a blank, or a word. `org` reports it; `points` are given to a word by a reviewer."""

    measure: str
    value: Fraction | str | None
    period: Period | None = None
    kind: str | None = None
    unit: str | None = None
    filed: dt.date | None = None
    org: str | None = None
    points: Fraction | None = None

    @property
    def number(self) -> Fraction:
        """The value of an entry that has one."""
        if not isinstance(self.value, Fraction):
            raise TypeError(f"no number: {self.value!r}")
        return self.value


@attrs.frozen
class Measure:
    """What is reported. `formula` divides one measure by another; `previous` is the value of the period before the year."""

    name: str
    unit: str = ""
    kind: str = "period"
    aggregate: str | None = None
    missing: str = "no_data"
    frequency: int | None = None
    direction: str | None = None
    formula: tuple[str, str] | None = None
    bounded: bool = False
    no_cases: str = "not_applicable"
    scale: str | None = None
    baseline: Fraction | None = None
    weight_by: str | None = None
    previous: Fraction | None = None


@attrs.frozen
class Compared:
    """`measure op bound`. `steps` are earlier milestones as (day, bound); the last is `by` and `bound` themselves."""

    measure: str
    op: str
    bound: Fraction
    unit: str
    by: dt.date | None = None
    steps: tuple[tuple[dt.date, Fraction], ...] = ()


@attrs.frozen
class Within:
    """An interval."""

    measure: str
    low: Fraction
    high: Fraction
    unit: str
    low_closed: bool = True
    high_closed: bool = True
    by: dt.date | None = None


@attrs.frozen
class Word:
    """A level of the measure's scale: `is`, `>=` or `>`."""

    measure: str
    op: str
    level: str
    by: dt.date | None = None


@attrs.frozen
class Finished:
    """Something to be done."""

    measure: str
    by: dt.date | None = None


@attrs.frozen
class Every:
    """`and`."""

    parts: tuple[Condition, ...]


@attrs.frozen
class Some:
    """`or`."""

    parts: tuple[Condition, ...]


@attrs.frozen
class Opposite:
    """`not`."""

    part: Condition


@attrs.frozen
class Grown:
    """Growth over 上年: at least a rate (in per cent, or in points), or plainly more where `rate` is None."""

    measure: str
    rate: Fraction | None
    op: str = ">="
    falls: bool = False
    points: bool = False
    by: dt.date | None = None


@attrs.frozen
class Recurring:
    """`every month`, `every quarter`: a comparison of what happened in each period of so many months."""

    measure: str
    op: str
    bound: Fraction
    unit: str
    months: int


@attrs.frozen
class EachCase:
    """Every case within a limit, or a share of them; `unit` is 工作日 or 天."""

    measure: str
    limit: int
    unit: str
    share: Fraction = Fraction(1)


@attrs.frozen
class Trend:
    """`rises each quarter`, `drops each month`."""

    measure: str
    rises: bool
    months: int


@attrs.frozen
class OverCases:
    """A number over the cases: `cases` how many there are, `count` and `share` of those within `limit`, `mean` of what they took,
    or the `percentile` of it at `limit` per cent. `each` is a day, a week or a month in which it has to hold."""

    measure: str
    function: str
    limit: int
    time: str
    op: str
    bound: Fraction
    each: str | None = None

    @property
    def unit(self) -> str:
        """The unit of the bound."""
        return {"cases": "件", "count": "件", "share": "%"}.get(self.function, self.time)


Condition = Compared | Within | Word | Finished | Every | Some | Opposite | Grown | Recurring | EachCase | Trend | OverCases


@attrs.frozen
class Bands:
    """Best first: a limit, whether it is included, and the fraction from there on; then the rest."""

    limits: tuple[tuple[Fraction, bool, Fraction], ...]
    rest: Fraction


@attrs.frozen
class Steps:
    """So many points off for every step; a part of one counts by `partial`: ceil, floor, linear, or None where there is none."""

    step: Fraction
    unit: str
    deduct: Fraction
    partial: str | None = None
    most: Fraction | None = None


@attrs.frozen
class Line:
    """Points of a broken line, from the lowest value on."""

    points: tuple[tuple[Fraction, Fraction], ...]


@attrs.frozen
class Beside:
    """`bonus` or `deduction`, beside the weights. Without `step` given once; `bare` rows have no target and count from nought."""

    kind: str
    points: Fraction
    step: Fraction | None = None
    partial: str | None = None
    most: Fraction | None = None
    bare: bool = False


@attrs.frozen
class Item:
    """One of several tasks whose points add up."""

    name: str
    target: Condition
    weight: Fraction


@attrs.frozen
class Change:
    """What replaces the target or the points from a day on."""

    approved: dt.date
    target: Condition | None = None
    weight: Fraction | None = None


@attrs.frozen
class Row:
    """An indicator. One with items has the condition that all of them are met as its target."""

    id: str
    target: Condition
    weight: Fraction
    level1: str = "产出"
    scoring: str | None = None
    equal: str | None = None
    late: Fraction | None = None
    veto: str | None = None
    veto_on: tuple[str, ...] = ("missed",)
    when: Condition | None = None
    milestone_weights: tuple[Fraction, ...] = ()
    deduct: Fraction | None = None
    method: Bands | Steps | Line | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None
    beside: Beside | None = None
    items: tuple[Item, ...] = ()
    changes: tuple[Change, ...] = ()


@attrs.frozen
class Profile:
    """The scoring rules of an authority, as far as the reference knows them."""

    name: str
    scoring: str | None = None
    equal: str = "reach"
    less: str = "linear"
    late: Fraction = Fraction(6, 10)
    below: Fraction = Fraction(6, 10)
    boundary: str = "continuous"
    budget_weight: Fraction = Fraction(10)
    grades: tuple[tuple[str, int], ...] = (("优", 90), ("良", 80), ("中", 60), ("差", 0))
    three_levels: tuple[Fraction, ...] = (Fraction(8, 10), Fraction(6, 10))


@attrs.frozen
class Rounding:
    """How many places, how (`half_up`, `half_even`, `down`), and whether every `row` or only the `total`."""

    places: int = 2
    mode: str = "half_up"
    when: str = "row"

    def of(self, number: Fraction) -> Fraction:
        """A number rounded."""
        return rounded(number, self.places, self.mode)


NOUGHT = Fraction(0)
PROFILES = {
    profile.name: profile
    for profile in (
        Profile("mof-2020"),
        Profile(
            "hubei-reciprocal",
            less="reciprocal",
            budget_weight=Fraction(20),
            three_levels=(Fraction(8, 10), Fraction(5, 10)),
        ),
        Profile("strict", scoring="pass_fail", equal="exact", late=NOUGHT, below=NOUGHT, boundary="zero"),
        Profile(
            "okr",
            scoring="progress",
            late=NOUGHT,
            below=NOUGHT,
            budget_weight=NOUGHT,
            grades=(("达成", 70), ("部分达成", 40), ("未达成", 0)),
            three_levels=(Fraction(7, 10), Fraction(4, 10)),
        ),
    )
}


@attrs.frozen
class Project:
    """Everything that goes into one evaluation. A scale is levels, best first, with their shares or None. `money` is what each
    reporting unit has to spend."""

    rows: tuple[Row, ...]
    measures: tuple[Measure, ...]
    entries: tuple[Entry, ...]
    as_of: dt.date
    year: int = 2019
    profile: str = "mof-2020"
    scales: tuple[tuple[str, tuple[tuple[str, Fraction | None], ...]], ...] = ()
    budget: Fraction | None = None
    cases: tuple[tuple[dt.date, dt.date | None], ...] = ()
    final: bool = False
    money: tuple[tuple[str, Fraction], ...] = ()
    rounding: Rounding = Rounding()
    grade_on: str = "displayed"
    bonus_above: bool = False

    @property
    def span(self) -> Period:
        """The year."""
        return stretch(self.year, 1, 12)

    @property
    def rules(self) -> Profile:
        """The scoring rules."""
        return PROFILES[self.profile]

    def measure(self, name: str) -> Measure:
        """A measure by name."""
        return next(m for m in self.measures if m.name == name)

    def scale(self, name: str) -> tuple[tuple[str, Fraction | None], ...]:
        """A scale by name."""
        return dict(self.scales)[name]


@attrs.frozen
class Answer:
    """What the reference says about a row. `gap` is in the unit of the target; `colour` and `index` are of its pace."""

    verdict: str
    fraction: Fraction | None = None
    score: Fraction | None = None
    gap: Fraction | None = None
    due: dt.date | None = None
    recoverable: bool | None = None
    colour: str | None = None
    index: Fraction | None = None
    interval: tuple[Fraction, Fraction] | None = None


@attrs.frozen
class Total:
    """What the reference says about a project."""

    score: Fraction
    raw_score: Fraction
    max_score: Fraction
    weight: Fraction
    provisional: bool
    grade: str | None
    vetoes: tuple[str, ...]
    colour: str | None
    interval: tuple[Fraction, Fraction] | None = None
    bonus: Fraction = NOUGHT
    deductions: Fraction = NOUGHT


def rounded(number: Fraction, places: int = 2, mode: str = "half_up") -> Fraction:
    """Half up, away from nought; a half to the even digit; or cut off."""
    scaled = abs(number) * 10**places
    whole, rest = divmod(scaled, 1)
    half = Fraction(1, 2)
    whole += {"half_up": rest >= half, "half_even": rest > half or (rest == half and whole % 2 == 1), "down": False}[mode]
    return Fraction(int(whole) * (1 if number >= 0 else -1), 10**places)
