"""Parts by the words a ruleset may use for them, in either language."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from indicatorlang.catalogue import parts
from indicatorlang.library.parts import CalendarPart, FunctionPart


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


def calendars() -> Mapping[str, CalendarPart]:
    """The calendars by name."""
    return parts("indicatorlang.library.calendars")
