"""What a number can be, told from the end of its name: `kinds.yaml`, ready to be asked."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen
from indicatorlang.lint.words import ending_of
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.fields import Found

_TIMES = ("time", "workday", "month")


@frozen
class _Kinds:
    signed: tuple[str, ...]
    rates: tuple[str, ...]
    good: tuple[str, ...]
    times: frozenset[str]
    units: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@functools.cache
def _kinds() -> _Kinds:
    said: dict[str, Any] = yaml.load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    units = tuple((tuple(entry["names"]), tuple(entry["as"])) for entry in said["units"])
    return _Kinds(tuple(said["signed"]), tuple(said["rates"]), tuple(said["good"]), frozenset(said["units_of_time"]), units)


def known_unit(text: str) -> Unit | None:
    """The unit of a text; None without one, or where no table knows it."""
    found = Found()
    unit = found.unit(text, Place()) if text.strip() else None
    return None if found.diagnostics else unit


def cannot_be_negative(name: str) -> bool:
    """Whether a percentage of that name says how much of something: 合格率, 覆盖率, but not 增长率, 利润率.

    >>> cannot_be_negative("验收合格率"), cannot_be_negative("产值增长率"), cannot_be_negative("同比")
    (True, False, False)
    """
    return bool(ending_of(name, _kinds().rates)) and not ending_of(name, _kinds().signed)


def plainly_good(name: str) -> str:
    """The end of a name of which nobody wants less; empty where the name does not tell so plainly.

    >>> plainly_good("服务对象满意度"), plainly_good("成本")
    ('满意度', '')
    """
    return ending_of(name, _kinds().good)


def strange_unit(name: str, unit: Unit | None) -> str:
    """The end of a name that is never counted in such a unit; empty where it can be, or the name tells nothing.

    >>> strange_unit("服务对象满意度", known_unit("元")), strange_unit("服务对象满意度", known_unit("%")), strange_unit("满意度", None)
    ('满意度', '', '')
    """
    kind = "" if unit is None else _kind_of(unit)
    if not kind:
        return ""
    for names, fits in _kinds().units:
        if (word := ending_of(name, names)) and kind not in fits:
            return word
    return ""


def _kind_of(unit: Unit) -> str:
    if unit.is_ratio:
        return "ratio"
    if unit.text in ("分", "个百分点", "百分点") or len(unit.dimension) != 1 or unit.dimension[0][1] != 1:
        return ""
    if unit.is_money:
        return "money"
    if unit.dimension[0][0] in _TIMES or unit.dimension[0][0].removeprefix("count:") in _kinds().times:
        return "time"
    return "count" if unit.is_count else ""
