"""The settings of scoring methods: bands, steps, points of a line, the share for lateness, the pass line; a tenth more or less."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from indicatorlang.engine.covering.parts import Version, spot_of
from indicatorlang.engine.mutating.parts import (
    ELEVEN_TENTHS,
    Operator,
    every_version,
    from_to,
    number,
    of_row,
    shown,
    with_scoring,
)
from indicatorlang.engine.trying.values import step_beside
from indicatorlang.library.lookup import scoring_methods
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.mutation import Mutant
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scoring import Amount, Anchor, Band, Scoring, SettingValue

NINE_TENTHS = Fraction(9, 10)
OWN = (
    ("floor", ("及格线", "pass line")),
    ("cap", ("得分上限", "cap")),
    ("evidence", ("缺佐证的扣分比例", "share off without evidence")),
)


def _mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    for version in every_version(ruleset):
        row = version.row
        if row.late is not None:
            late = other_share(row.late)
            said = from_to(number(row.late), number(late), ("逾期得分系数", "share for lateness"))
            yield of_row("coefficients", version, functools.partial(_with_late, late=late), said, spot_of(version, key="late"))
        if row.scoring is not None:
            yield from _scoring(version, row.scoring)


def _with_late(row: Indicator, late: Fraction) -> Indicator:
    return attrs.evolve(row, late=late)


def other_share(share: Fraction) -> Fraction:
    """A share a tenth less, or a tenth where it is nothing."""
    return share * NINE_TENTHS if share else Fraction(1, 10)


def _scoring(version: Version, scoring: Scoring) -> Iterator[Mutant]:
    for name, words in OWN:
        value = getattr(scoring, name)
        if value is not None:
            changed: dict[str, Any] = {name: other_share(value)}
            new = attrs.evolve(scoring, **changed)
            yield _made(version, new, from_to(number(value), number(other_share(value)), words), name)
    for name, setting in scoring.settings:
        words = words_of(scoring.method, name)
        if isinstance(setting, Fraction):
            other = setting * ELEVEN_TENTHS if setting else Fraction(1)
            yield _made(version, _with(scoring, name, other), from_to(number(setting), number(other), words), name)
        elif isinstance(setting, Amount):
            yield from _amount(version, scoring, name, setting)
        elif isinstance(setting, tuple):
            yield from _rows(version, scoring, name, setting)


def words_of(method: str, name: str) -> tuple[str, str]:
    """A setting in both languages."""
    part = scoring_methods().get(method)
    setting = part.setting(name) if part is not None else None
    return (setting.chinese if setting is not None else name, name)


def _with(scoring: Scoring, name: str, value: SettingValue) -> Scoring:
    return attrs.evolve(scoring, settings=tuple((key, value if key == name else old) for key, old in scoring.settings))


def _made(version: Version, scoring: Scoring, said: tuple[str, str], inner: str, index: int | None = None) -> Mutant:
    def change(row: Indicator) -> Indicator:
        return with_scoring(row, scoring)

    return of_row("coefficients", version, change, said, spot_of(version, key="scoring", inner=inner, index=index))


def _amount(version: Version, scoring: Scoring, name: str, amount: Amount) -> Iterator[Mutant]:
    words = words_of(scoring.method, name)
    if amount.quantity is not None and amount.quantity.number:
        other = attrs.evolve(amount.quantity, number=amount.quantity.number * ELEVEN_TENTHS)
        new = _with(scoring, name, attrs.evolve(amount, quantity=other))
        yield _made(version, new, from_to(shown(amount.quantity), shown(other), words), name)
    elif amount.share:
        share = amount.share * ELEVEN_TENTHS
        new = _with(scoring, name, attrs.evolve(amount, share=share))
        yield _made(version, new, from_to(number(amount.share), number(share), words), name)


def _rows(version: Version, scoring: Scoring, name: str, rows: tuple[Any, ...]) -> Iterator[Mutant]:
    for n, row in enumerate(rows):
        words = (f"第{n + 1}档", f"band {n + 1}") if isinstance(row, Band) else (f"第{n + 1}点", f"point {n + 1}")
        for field in ("fraction", "points"):
            value = getattr(row, field)
            if value is None:
                continue
            other = value * NINE_TENTHS if value else (Fraction(1, 10) if field == "fraction" else Fraction(1))
            new = _with(scoring, name, _replaced(rows, n, attrs.evolve(row, **{field: other})))
            kind = ("得分系数", "share") if field == "fraction" else ("得分", "points")
            said = from_to(number(value), number(other), (words[0] + kind[0], f"{words[1]} {kind[1]}"))
            yield _made(version, new, said, name, n)
    yield from _edges(version, scoring, name, rows)
    for n, row in enumerate(rows):
        if isinstance(row, Anchor):
            at = attrs.evolve(row.at, number=row.at.number + step_beside(row.at))
            if any(isinstance(one, Anchor) and one.at.base == at.base for one in rows):
                continue
            new = _with(scoring, name, _replaced(rows, n, attrs.evolve(row, at=at)))
            yield _made(version, new, from_to(shown(row.at), shown(at), (f"第{n + 1}点", f"point {n + 1}")), name, n)


def _replaced(rows: tuple[Any, ...], n: int, row: object) -> tuple[Any, ...]:
    return (*rows[:n], row, *rows[n + 1 :])


def _edges(version: Version, scoring: Scoring, name: str, rows: tuple[Any, ...]) -> Iterator[Mutant]:
    """Each limit between two bands one step up and one step down, and the number itself in the other band."""
    edges: dict[Fraction, tuple[int, Quantity]] = {}
    for n, row in enumerate(rows):
        for end in (row.low, row.high) if isinstance(row, Band) else ():
            if end is not None:
                edges.setdefault(end.base, (n, end))
    for n, end in edges.values():
        words = ("分档界限", "limit of bands")
        for sign in (1, -1):
            other = attrs.evolve(end, number=end.number + sign * step_beside(end))
            if other.base in edges:
                continue
            new = _with(scoring, name, tuple(_moved(row, end, other) for row in rows))
            yield _made(version, new, from_to(shown(end), shown(other), words), name, n)
        turned = tuple(_turned(row, end) for row in rows)
        said = f"{words[0]} {end.shown()} 归到另一档", f"{words[1]} {end.shown('en')} belongs to the other band"
        yield _made(version, _with(scoring, name, turned), said, name, n)


def _moved(band: Band, end: Quantity, other: Quantity) -> Band:
    low = other if band.low is not None and band.low.base == end.base else band.low
    high = other if band.high is not None and band.high.base == end.base else band.high
    return attrs.evolve(band, low=low, high=high)


def _turned(band: Band, end: Quantity) -> Band:
    if band.low is not None and band.low.base == end.base:
        band = attrs.evolve(band, low_closed=not band.low_closed)
    if band.high is not None and band.high.base == end.base:
        band = attrs.evolve(band, high_closed=not band.high_closed)
    return band


PART = Operator("coefficients", ("评分标准里的数", "numbers of scoring methods"), _mutants)
