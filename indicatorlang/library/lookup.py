"""Parts by the words a ruleset may use for them, in either language."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from indicatorlang.catalogue import parts
from indicatorlang.library.parts import CalendarPart, FunctionPart, ScoringPart


@functools.cache
def functions() -> Mapping[str, FunctionPart]:
    """The functions of the language by name and by Chinese name.

    >>> functions()["工作日数"].name
    'workdays'
    """
    found: dict[str, FunctionPart] = {}
    for part in parts("indicatorlang.library.functions").values():
        found |= dict.fromkeys((part.name, *part.aliases), part)
    return MappingProxyType(found)


def scoring_methods() -> Mapping[str, ScoringPart[Any]]:
    """The scoring methods by name, those that are chosen and those that follow from the shape of a target."""
    return parts("indicatorlang.library.scoring")


def calendars() -> Mapping[str, CalendarPart]:
    """The calendars by name."""
    return parts("indicatorlang.library.calendars")
