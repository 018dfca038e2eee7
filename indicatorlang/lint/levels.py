"""Headings of forms as `levels.yaml` has them: what a heading is, whether one may stand below another, what shape a form has."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import yaml

from indicatorlang.lazily import pattern
from indicatorlang.lint.facts import FormFacts
from indicatorlang.lint.words import bare

Level = Literal["level1", "level2"]
_AROUND = pattern(r"^(?:项目|年度|一级|二级|[一二三四五六七八九十0-9]{1,2}[、.．])*(.+?)(?:指标|目标|类)*$")
_POINTS = pattern(r"[(\[]\s*(?:分值|权重|满分)?[::]?\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分\s*[)\]]")

_NATIONAL = frozenset(("output", "benefit", "satisfaction", "cost"))


@functools.cache
def lists() -> Mapping[str, Any]:
    """The lists by name."""
    found: dict[str, Any] = yaml.load(Path(__file__).with_name("levels.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


@functools.cache
def _kinds(level: Level) -> Mapping[str, str]:
    return {word: kind for kind, words in lists()[level].items() for word in words}


def kind_of(heading: str, level: Level) -> str:
    """What a heading is; empty for one that is not known.

    >>> kind_of("产出指标（50分）", "level1"), kind_of("效果目标", "level1"), kind_of("服务对象满意度指标", "level2"), kind_of("安全", "level2")
    ('output', 'benefit', 'satisfaction', '')
    """
    found = _AROUND.match(bare(heading))
    return _kinds(level).get(found[1].strip(), "") if found else ""


def may_stand_below(level2: str, level1: str) -> bool:
    """Whether a heading may stand below another, as far as both are known."""
    upper, lower = kind_of(level1, "level1"), kind_of(level2, "level2")
    return not upper or not lower or lower in lists()["below"][upper]


def where_it_belongs(level2: str) -> tuple[str, ...]:
    """The kinds of level 1 that a heading of level 2 may stand below; those of the national frames, where it has a place in these.

    >>> where_it_belongs("社会效益指标"), where_it_belongs("投入目标")
    (('benefit',), ('input',))
    """
    lower = kind_of(level2, "level2")
    found = tuple(upper for upper, below in lists()["below"].items() if lower in below)
    return tuple(upper for upper in found if upper in _NATIONAL) or found


def points_said(heading: str) -> str:
    """The points that a heading says it has; empty without any.

    >>> points_said("产出指标（50分）"), points_said("产出指标"), points_said("成本(2020年)")
    ('50', '', '')
    """
    found = _POINTS.search(heading.translate({ord("（"): "(", ord("）"): ")", ord("："): ":"}))
    return found[1] if found else ""


def shape_of(form: FormFacts) -> Literal["national", "local", ""]:
    """`national`: outputs beside benefits or satisfaction and nothing else; `local`: outputs beside headings of other frames; empty for
    what is no form of that kind."""
    return shape_of_headings(row.level1 for row in form.rows)


def shape_of_headings(headings: Iterable[str]) -> Literal["national", "local", ""]:
    """The same from the headings of level 1 alone."""
    kinds = {kind_of(heading, "level1") for heading in headings if heading}
    if "output" not in kinds or not kinds & {"benefit", "satisfaction", "influence"}:
        return ""
    return "national" if kinds <= _NATIONAL else "local"


def is_complete(form: FormFacts) -> bool:
    """Whether the rows are a whole form and not an extract: a ruleset, or a table whose points come to 100 or to what is left of it
    beside budget execution."""
    if any(row.indicator is not None for row in form.rows):
        return True
    total = sum(row.weight or 0 for row in form.rows) + (form.budget_weight or 0)
    return all(row.weight is not None for row in form.rows) and total in (100, *(() if form.budget_weight else (90, 80)))
