"""Whether two rulesets mean the same, places, digests and the spelling of targets aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, errors
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.expected import Expectation, RowExpected
from indicatorlang.model.indicator import Change, Indicator, Item
from indicatorlang.model.profile import Profile
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.unit import Unit
from indicatorlang.resolve.arranging import tidied_target

_SPELLINGS: Mapping[type, tuple[str, ...]] = {Indicator: ("target", "wording", "when_text"), Change: ("before", "after")}
"""Texts that hold a target: equal when they are once they are set in order."""
ABOUT_READING = ("target", "wording", "canonical", "from_wording", "freely", "silent", "stated", "assumed", "unread")
"""What a row knows of the text it was read from; another when the text was rewritten."""
_ASIDE: Mapping[type, tuple[str, ...]] = {Ruleset: ("file", "digest", "remarks", "kept")}
_OPAQUE = (Calendar, Profile, Unit, str, int, bool, type(None))

Resolved = tuple[Ruleset | None, tuple[Diagnostic, ...]]


def same_meaning(before: Resolved, after: Resolved, *, rewritten: bool = False) -> bool:
    """Whether a file resolved before and after being laid out comes to the same ruleset, or to the same mistakes.

    With `rewritten` its targets may have been put into the strict language: conditions count, not how they were read."""
    if before[0] is None or after[0] is None:
        codes = [Counter(found.code for found in errors(each[1])) for each in (before, after)]
        return before[0] is after[0] and codes[0] == codes[1]
    remarks = [Counter(found.code for found in each[1]) for each in (before, after)]
    if remarks[0] != remarks[1] and not rewritten:
        return False
    kept = [Counter(repr(_plain(item, rewritten)) for item in each.kept) for each in (before[0], after[0])]
    return kept[0] == kept[1] and _plain(before[0], rewritten) == _plain(after[0], rewritten)


def _plain(value: Any, rewritten: bool) -> Any:
    """A value of the model as something that is equal whenever it means the same."""
    if isinstance(value, _OPAQUE):
        return value
    if isinstance(value, Diagnostic):
        return value.code
    if isinstance(value, Mapping):
        return {key: _plain(of, rewritten) for key, of in value.items()}
    if isinstance(value, tuple | list):
        return _sequence(value, rewritten)
    if not attrs.has(type(value)):
        return value
    kind = type(value)
    aside = (*_ASIDE.get(kind, ()), *(ABOUT_READING if rewritten and kind in (Indicator, Item) else ()))
    fields = [field.name for field in attrs.fields(kind) if field.eq and field.name not in aside]
    spellings = _SPELLINGS.get(kind, ())
    return kind, [_field(getattr(value, name), name in spellings, rewritten) for name in fields]


def _field(value: Any, spelling: bool, rewritten: bool) -> Any:
    return tidied_target(value) if spelling and isinstance(value, str) else _plain(value, rewritten)


def _sequence(values: tuple[Any, ...] | list[Any], rewritten: bool) -> Any:
    """A sequence; what is expected of one row goes in any order."""
    if values and all(isinstance(each, Expectation | RowExpected) for each in values):
        return sorted((_plain(each, rewritten) for each in values), key=repr)
    return [_plain(each, rewritten) for each in values]
