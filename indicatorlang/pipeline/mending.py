"""Mends what rules can mend without asking anybody: `check --fix`.

Every change is tried on the text and the text is read again. A change stays only when the ruleset still loads, still means the same
(but for what its rule declares to touch), and the remark it answers is gone; else it is undone. This goes on until nothing changes any
more, so that mending a second time changes nothing.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from indicatorlang.diagnostics import Diagnostic, Edit, Severity
from indicatorlang.lazily import define
from indicatorlang.lint.lines import lines_of
from indicatorlang.lint.parts import Advice
from indicatorlang.lint.used import needed_measures, used_scales, used_tables
from indicatorlang.model.checked import Remark
from indicatorlang.model.indicator import Indicator
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.checking_files import MENDINGS, Look, look_at
from indicatorlang.pipeline.same_meaning import ABOUT_READING
from indicatorlang.pipeline.switching import Switches

_EMPTY = Indicator("", "", "", None, None)
_HOW_READ = {name: getattr(_EMPTY, name) for name in ABOUT_READING if name != "wording"}
"""What a row knows of how its target was written and read; it decides nothing."""


def mended(look: Look, profile: str | None, switches: Switches) -> tuple[Look, tuple[Diagnostic, ...]]:
    """The file after everything that can be mended, and what was mended, in the order in which that was done."""
    fixed: list[Diagnostic] = []
    trial = _Trial(profile, switches)
    for _ in range(MENDINGS):
        wanted = [r.said for r in look.remarks if r.fixable and _key(r.said) not in trial.refused]
        chosen = _apart(wanted) if look.ruleset is not None else []
        after, done = trial.settle(look, chosen, [])
        if not done:
            break
        look = after
        fixed += done
    return attrs.evolve(look, remarks=tuple(trial.without_refused(remark) for remark in look.remarks)), tuple(fixed)


@define
class _Trial:
    """Tries changes; remembers which ones did not do."""

    profile: str | None
    switches: Switches
    refused: set[tuple[str, str, int | None]] = attrs.field(factory=set)

    def settle(self, look: Look, more: Sequence[Diagnostic], done: list[Diagnostic]) -> tuple[Look, list[Diagnostic]]:
        """The text with these changes besides those that are done; where they do not all do, each half by itself."""
        if not more:
            return look if not done else self._look(look, done), done
        both = [*done, *more]
        after = self._look(look, both)
        if _is_better(look, after, both):
            return after, both
        if len(more) == 1:
            self.refused.add(_key(more[0]))
            return self._look(look, done) if done else look, done
        half = len(more) // 2
        _, done = self.settle(look, more[:half], done)
        return self.settle(look, more[half:], done)

    def without_refused(self, remark: Remark) -> Remark:
        """A remark whose change did not do has none to offer."""
        if not remark.fixable or _key(remark.said) not in self.refused:
            return remark
        return attrs.evolve(remark, said=remark.said.but(edits=()))

    def _look(self, look: Look, changes: Sequence[Diagnostic]) -> Look:
        return look_at(edited(look.text, (edit for one in changes for edit in one.edits)), look.file, self.profile, self.switches)


def _key(said: Diagnostic) -> tuple[str, str, int | None]:
    return said.code, said.zh(), said.place.line


def _apart(wanted: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those whose changes do not meet one another, the first of any that do."""
    taken: list[tuple[int, int, int]] = []
    chosen: list[Diagnostic] = []
    for one in wanted:
        spans = [_span(edit) for edit in one.edits]
        if any(_meet(span, other) for span in spans for other in taken):
            continue
        taken += spans
        chosen.append(one)
    return chosen


def _span(edit: Edit) -> tuple[int, int, int]:
    column = edit.place.column or 1
    return edit.place.line or 1, column, column + edit.place.length


def _meet(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] == other[0] and one[1] <= other[2] and other[1] <= one[2]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after changes that do not meet one another. Lines and columns count from 1, columns in characters."""
    starts = [0, *itertools.accumulate(map(len, lines_of(text)))]
    places = sorted(((*_span(edit), edit.text) for edit in edits), reverse=True)
    for line, column, end, new in places:
        base = starts[line - 1] if line <= len(starts) else len(text)
        text = text[: base + column - 1] + new + text[base + end - 1 :]
    return text


def _is_better(before: Look, after: Look, changes: Sequence[Diagnostic]) -> bool:
    """Whether the changed text still loads, means the same, has no further errors, and no longer says what was to be mended."""
    if before.ruleset is None or after.ruleset is None:
        return False
    touched = frozenset().union(*(one.touches for one in changes if isinstance(one, Advice)))
    if meaning(before.ruleset, touched) != meaning(after.ruleset, touched):
        return False
    if _errors_in(after) > _errors_in(before):
        return False
    told, left = (Counter((one.code, one.zh()) for one in look.said) for look in (before, after))
    return all(left[key] <= told[key] - count for key, count in Counter((one.code, one.zh()) for one in changes).items())


def _errors_in(look: Look) -> int:
    return sum(remark.severity is Severity.ERROR for remark in look.remarks)


def meaning(ruleset: Ruleset, touched: frozenset[str] = frozenset()) -> Ruleset:
    """The ruleset without what nothing comes of: how its rows were written, what no row uses, which advice is wanted. `touched` are
    fields that are set aside too."""
    own = {name: getattr(_EMPTY, name) for name in touched}
    needed = needed_measures(ruleset)
    needful = attrs.evolve(ruleset, measures={name: of for name, of in ruleset.measures.items() if name in needed})
    scales, records = used_scales(needful), used_tables(needful)
    return attrs.evolve(
        needful,
        indicators=tuple(_row(indicator, own) for indicator in ruleset.indicators),
        scales={name: scale for name, scale in ruleset.scales.items() if name in scales},
        records={name: table for name, table in ruleset.records.items() if name in records},
        profile=attrs.evolve(ruleset.profile, advice=()),
        remarks=(),
        digest="",
    )


def _row(indicator: Indicator, own: dict[str, Any]) -> Indicator:
    # A row without a wording shows its target instead, so whoever may change the one may change the other.
    shown: dict[str, Any] = {"wording": ""} if "condition" in own and indicator.wording == indicator.target else {}
    versions = tuple(_row(one, own) for one in indicator.versions)
    return attrs.evolve(indicator, versions=versions, **{**_HOW_READ, **own, **shown})
