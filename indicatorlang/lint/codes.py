"""The codes that can be switched and ignored: those of the rules, and those of what loading a ruleset remarks."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from indicatorlang.diagnostics import Diagnostic, Severity
from indicatorlang.lint.parts import rules
from indicatorlang.resolve.fields import near

_OF_LOADING = ("indicatorlang.resolve.", "indicatorlang.syntax.")
_OF_TABLES = ("indicatorlang.resolve.filled.", "indicatorlang.resolve.drafting.")
"""What is said of filled-in rows and of forms; loading a ruleset never says it."""


@functools.cache
def known_codes() -> frozenset[str]:
    """Every code of a rule, and of every warning and remark of loading. Errors of loading cannot be switched."""
    return frozenset(rules()) | {one.code for one in _below(Diagnostic) if _is_a_remark(one)}


def _is_a_remark(one: type[Diagnostic]) -> bool:
    of_loading = one.__module__.startswith(_OF_LOADING) and not one.__module__.startswith(_OF_TABLES)
    return of_loading and one.severity is not Severity.ERROR


def _below(one: type[Diagnostic]) -> Iterator[type[Diagnostic]]:
    for child in one.__subclasses__():
        yield child
        yield from _below(child)


def near_code(code: str) -> str:
    """The known code that was most likely meant; empty when none is near."""
    return near(code.upper() if code[1:].isdigit() else code, sorted(known_codes()))
