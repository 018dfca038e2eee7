"""One strict target that stands alone, read at once: what `resolve_ruleset` makes of a file that holds nothing else.

A service compiles targets by the thousand, and the sections, keys and weights of a file are then most of the work and none of the
result. So a target that leaves nothing open is read here by the same readers on the same ground; one that does (something is wrong
with it, it may be meant as officials write, its measure is declared) is read as a file, which also tells what is wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from indicatorlang.diagnostics import Diagnostic, Source, errors
from indicatorlang.lazily import frozen
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.calendar import Calendar
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.number import MAX_DIGITS, exact
from indicatorlang.model.period import Period
from indicatorlang.model.profile import Profile
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Scale
from indicatorlang.resolve.fields import Found
from indicatorlang.resolve.profiles import DEFAULT, load_profile
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.scoring.scoring_fit import fitted
from indicatorlang.resolve.sections import read_calendar, span_of
from indicatorlang.resolve.target.target_ground import named_subject
from indicatorlang.resolve.target.targets import TargetReader
from indicatorlang.resolve.wording.strict_reading import strictly_meant
from indicatorlang.syntax import tree
from indicatorlang.syntax.to_text import to_text


@frozen
class _Ground:
    """What targets of one span share."""

    span: Period
    profile: Profile
    calendar: Calendar
    builtin: Mapping[str, Scale]


@functools.lru_cache(maxsize=256)
def _ground(period: str) -> _Ground | None:
    """The ground of the default profile over a span; spans are few, and nothing on it is ever changed."""
    found = Found()
    profile, told = load_profile(DEFAULT)
    span = span_of(period) if len(period) <= 60 else None
    if profile is None or told or span is None or span.end < span.start:
        return None
    calendar = read_calendar(None, found)
    return None if found.diagnostics else _Ground(span, profile, calendar, builtin_scales(profile.three_levels))


def resolve_at_once(
    node: tree.Condition, text: str, name: str, weight: str, period: str, undated: bool
) -> tuple[Ruleset, tuple[Diagnostic, ...]] | None:
    """The ruleset of one target and its remarks, as `resolve_ruleset` gives them; None when it has to be read as a file.

    `node` is the tree of `text`, `name` the row's and the ruleset's, `weight` decimal text, `period` the span's, which is
    a stand-in when the target is `undated`."""
    ground, points = _ground(period), exact(weight) if len(weight) <= 3 * MAX_DIGITS else None
    plain = bool(name) and name == name.strip() and bool(text.strip())
    if ground is None or points is None or points < 0 or not plain or not strictly_meant(node):
        return None
    found, source = Found(), Source(text)
    place = source.place()
    scope = Scope(found, ground.span, ground.profile, ground.calendar, builtin=ground.builtin)
    subject = None if getattr(node, "subject", None) is not None else named_subject(name, place)
    reader = TargetReader(scope, Text(source), name, subject, equal=ground.profile.equal)
    condition = reader.read(node)
    if condition is None:
        return None
    written = text.strip()
    assumed = tuple(reader.assumed)
    row = Indicator(name, name, written, written, condition, to_text(node), weight=points, assumed=assumed, place=place)
    indicator = fitted(row, scope, place)
    told = tuple(found.diagnostics)
    if errors(told):
        return None
    told = tuple(sorted(dict.fromkeys(told), key=lambda d: (d.place.line or 0, d.place.column or 0))) if told else ()
    rows, measures = (indicator,), scope.measures
    return Ruleset(name, ground.span, ground.profile, ground.calendar, rows, measures, remarks=told, undated=undated), told
