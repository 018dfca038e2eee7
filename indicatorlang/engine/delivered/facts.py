"""What was delivered beside the values: reasons, evidence, forecasts, scores given by people. All of it returns unchanged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.problems.actuals_problems import NOWHERE, PointsDiffer, place_of
from indicatorlang.lazily import frozen
from indicatorlang.model.actual import Origin
from indicatorlang.model.number import exact
from indicatorlang.model.period import Period

LATEST = ("forecast", "likelihood")
TEXTS = ("reason", "deduct_reason", "evidence", "note", "cause")
OTHERS = ("org", "filled_by", "filled_on")
POINTS: tuple[Literal["score", "deduct"], ...] = ("score", "deduct")
BETWEEN = "；"


@frozen
class RowFacts:
    """The optional columns of one indicator or measure, as written; where several rows say different things, all of them,
    in order of their periods, joined by `；` (a number, a forecast and a likelihood: the latest one). Where several units reported
    one measure, what each of them said stands behind its name.

    `score` (评定得分) and `deduct` (扣分) are in points. `not_applicable` says that the indicator itself was declared 不适用; its
    note is in `note`. `extra` holds the remaining columns (org, filled_by, filled_on, and whatever else came along). `origins`
    says where each of them stands, by its English name. `forecast_of` is the measure that is forecast, where its row says so.
    """

    score: Fraction | None = None
    forecast: str | None = None
    forecast_of: str | None = None
    likelihood: str | None = None
    reason: str | None = None
    deduct: Fraction | None = None
    deduct_reason: str = ""
    evidence: str | None = None
    note: str | None = None
    cause: str | None = None
    not_applicable: bool = False
    extra: Mapping[str, str] = attrs.field(factory=dict)
    origins: Mapping[str, Origin] = attrs.field(factory=dict)


@frozen
class FactRow:
    """The optional columns of one delivered row. `not_applicable`: it declares an indicator 不适用. `empty`: it holds no value.
    `measure` is the measure whose row it is, where it reaches an indicator through one."""

    subject: str
    period: Period | None
    filled_on: dt.date | None
    columns: Mapping[str, str]
    origin: Origin = NOWHERE
    origins: Mapping[str, Origin] = attrs.field(factory=dict)
    not_applicable: bool = False
    empty: bool = False
    measure: str | None = None
    reporter: str = ""

    def order(self) -> tuple[object, ...]:
        """Later periods and later filing dates last; beyond that the place, so that the order of delivery plays no part."""
        end = self.period.end if self.period else dt.date.min
        place = (self.origin.file or "", self.origin.sheet or "", self.origin.row or 0, self.origin.column or "")
        return end, self.filled_on or dt.date.min, place, tuple(sorted(self.columns.items()))

    def counts_at(self, at: dt.date | None) -> bool:
        """Whether it belongs to what is known at a date."""
        return at is None or self.period is None or self.period.end <= at

    def said(self, column: str) -> str:
        """The text of a column, empty when it is blank."""
        return self.columns.get(column, "").strip()


_NO_EVIDENCE = frozenset(
    {"", "-", "—", "——", "–", "－", "/", "无", "没有", "暂无", "暂缺", "缺", "未附", "未提供", "不适用", "n/a", "none", "no"}
)


def is_evidence(text: str) -> bool:
    """Whether a cell names evidence: 无 and the like, written where evidence should stand, say that there is none."""
    return text.strip().lower() not in _NO_EVIDENCE


def points_of(text: str) -> Fraction | None:
    """A number of points, with or without 分; None when it is none or negative."""
    number = exact(text.strip().removesuffix("分"))
    return None if number is None or number < 0 else number


def merged(rows: Iterable[FactRow]) -> RowFacts:
    """The facts of several rows about one thing."""
    ordered = sorted(rows, key=FactRow.order)
    if not any(row.columns for row in ordered):
        return RowFacts(not_applicable=any(row.not_applicable for row in ordered))
    texts: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    points: dict[str, Fraction] = {}
    known = {*LATEST, *TEXTS, *POINTS, "unit", "kind"}
    shared = _shared(ordered)
    names = dict.fromkeys((*TEXTS, *LATEST, *OTHERS, *(name for row in ordered for name in sorted(row.columns))))
    for name in names:
        said = [(row.said(name), row) for row in ordered if row.said(name)]
        if not said or name in ("unit", "kind"):
            continue
        latest = name in LATEST or name in POINTS
        texts[name] = (_by_unit(said, latest, shared) if name in (*TEXTS, *LATEST) else "") or (
            said[-1][0] if latest else BETWEEN.join(dict.fromkeys(text for text, _ in said))
        )
        origins[name] = said[-1][1].origins.get(name, said[-1][1].origin)
        if name in POINTS and points_of(said[-1][0]) is not None:
            points[name] = _cautious(name, said)
    return RowFacts(
        score=points.get("score"),
        forecast=texts.get("forecast"),
        forecast_of=next((row.measure for row in reversed(ordered) if row.said("forecast")), None),
        likelihood=texts.get("likelihood"),
        reason=texts.get("reason"),
        deduct=points.get("deduct"),
        deduct_reason=texts.get("deduct_reason", ""),
        evidence=texts.get("evidence"),
        note=texts.get("note"),
        cause=texts.get("cause"),
        not_applicable=any(row.not_applicable for row in ordered),
        extra={name: text for name, text in texts.items() if name not in known},
        origins=origins,
    )


def _shared(rows: Iterable[FactRow]) -> frozenset[str]:
    """The measures and indicators that several units reported."""
    units: dict[str, set[str]] = {}
    for row in rows:
        if row.reporter:
            units.setdefault(row.measure or row.subject, set()).add(row.reporter)
    return frozenset(name for name, reporters in units.items() if len(reporters) > 1)


def _by_unit(said: list[tuple[str, FactRow]], latest: bool, shared: frozenset[str]) -> str:
    """`甲区：供电改造延期；乙区：征地未完成`; empty where no measure has several units, or the words are those of all of them."""
    name = next((row for _, row in said if row.reporter and (row.measure or row.subject) in shared), None)
    if name is None or (len({text for text, _ in said}) == 1 and len({row.reporter for _, row in said}) > 1):
        return ""
    texts: dict[str, dict[str, None]] = {}
    for text, row in said:
        own = row.reporter if (row.measure or row.subject) in shared else ""
        texts[own] = {text: None} if latest else {**texts.get(own, {}), text: None}
    return BETWEEN.join(f"{unit}：{text}" if unit else text for unit, told in texts.items() for text in told)


def _cautious(name: str, said: Sequence[tuple[str, FactRow]]) -> Fraction:
    """The points said last; of several that contradict one another, which is an error of its own, those that give less, so that
    the order of files decides nothing."""
    last = said[-1][1].order()[:2]
    rivals = [points for text, row in said if row.order()[:2] == last and (points := points_of(text)) is not None]
    return max(rivals) if name == "deduct" else min(rivals)


def points_conflicts(groups: Iterable[Iterable[FactRow]]) -> Iterator[Diagnostic]:
    """Scores or deductions of one row that differ although none of them was filed, or is about a period, later than the other."""
    for rows in groups:
        for column in POINTS:
            said = [row for row in sorted(rows, key=FactRow.order) if points_of(row.said(column)) is not None]
            for first, second in pairwise(said):
                if first.order()[:2] == second.order()[:2] and points_of(first.said(column)) != points_of(second.said(column)):
                    origins = first.origins.get(column, first.origin), second.origins.get(column, second.origin)
                    yield PointsDiffer(
                        subject=first.subject,
                        column=column,
                        first=first.said(column),
                        second=second.said(column),
                        origin=origins[0],
                        other=origins[1],
                        place=place_of(origins[1]),
                    )
