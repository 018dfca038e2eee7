"""What decides a row: its target, else its wording, read strictly or as officials write; and when it applies at all.

A wording belongs to the authority and is read as far as it goes. A target belongs to the author of the file: one that was begun
in the strict language and is wrong there gets the strict error, and words of it are never passed over.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from indicatorlang.diagnostics import Diagnostic, Source, errors
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.comparison import Stated
from indicatorlang.model.indicator import AtLevel, Condition, DoneBy, InRange, Threshold
from indicatorlang.resolve import problems
from indicatorlang.resolve.fields import Fields, short
from indicatorlang.resolve.keys import key_of
from indicatorlang.resolve.keys.scoring import WORDS
from indicatorlang.resolve.scope import Scope, Text
from indicatorlang.resolve.target import target_problems as faults
from indicatorlang.resolve.target.target_ground import Subject, named_subject
from indicatorlang.resolve.target.targets import TargetReader
from indicatorlang.resolve.tolerance import FreeReading, Tolerant, Unread
from indicatorlang.resolve.wording.around import Around
from indicatorlang.resolve.wording.strict_reading import strictly_meant
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_text import parse_expression, parse_target, strict_target
from indicatorlang.syntax.to_text import to_text
from indicatorlang.syntax.yaml.tree import Mapping, Scalar

_BEGUN_STRICTLY = pattern(
    r"(?:「[^」]*」|`[^`]*`|[^\W\d]\w*)?\s*(?:[<>=!≥≤≠＞＜＝]|(?:by|done|drops|falls|grows|in|is|over|rises)\b|\()"
)
_LATIN_WORD = pattern(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])")
_COMPARED = pattern(r"[<>=!≥≤≠＞＜＝]")
_CALCULATED = pattern(r"[+*/÷×＋＊／]")
_IMPOSSIBLE = frozenset({"zero-denominator", "no-such-date", "nested-too-deep", "text-too-long"})
"""Mistakes that no freer reading can mend."""


@frozen
class Decides:
    """What decides a row: the condition, its canonical text, what was assumed, and whether the wording itself was read.

    `freely`: the text that decides was read as officials write, and `stated` are its comparisons; else those of the wording.
    `silent`: the wording has numbers and states no comparison."""

    condition: Condition | None
    canonical: str = ""
    assumed: tuple[Diagnostic, ...] = ()
    from_wording: bool = False
    unread: Diagnostic | None = None
    freely: bool = False
    silent: bool = False
    stated: tuple[Stated, ...] = ()


def what_decides(fields: Fields, scope: Scope, tolerant: Tolerant | None) -> Decides:
    """What decides the row of these fields. With an error the condition is None, and the error has been told."""
    target, wording = fields.scalar("target"), fields.scalar("wording")
    name = fields.text("name")
    if target is not None:
        words = None if wording is None else _understood(wording, fields, scope, tolerant)
        decides = _target(target, fields, scope, tolerant)
        silent = words is not None and words.silent
        stated = words.stated if words is not None and not decides.freely else decides.stated
        return attrs.evolve(decides, silent=silent, stated=stated)
    if wording is None:
        if name and not ("wording" in fields or "target" in fields):
            scope.add(problems.NothingDemanded(name=short(name), place=fields.at("name")))
        return Decides(None)
    return _wording(wording, fields, scope, tolerant)


def _target(target: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> Decides:
    """A target: strictly, else freely unless it starts with a declared name; else the strict error stands."""
    node, told = parse_target(target.text, target.source)
    starts = target.text.strip().lstrip("「`")
    declared = bool(scope.declared_at_start(starts))
    if node is not None and (declared or strictly_meant(node)):
        return _read(node, Text(target.source), fields, scope)
    free = None if declared else _understood(target, fields, scope, tolerant)
    if node is not None and (free is None or free.strict):
        return _read(node, Text(target.source), fields, scope)
    if free is not None and _half_strict(target.text, told, free):
        free = None
    if free is not None:
        before = len(scope.found.diagnostics)
        decides = _of_reading(free, target, fields, scope)
        if not any(problem.code == "unknown-name" for problem in scope.found.diagnostics[before:]):
            return decides
        # Words that were taken for a level, and no scale has them: then nobody can read the text.
        del scope.found.diagnostics[before:]
    if node is not None:
        return _read(node, Text(target.source), fields, scope)
    for problem in told:
        scope.add(problem)
    return Decides(None)


def _half_strict(text: str, told: Sequence[Diagnostic], free: FreeReading) -> bool:
    """Whether a text was begun in the strict language, and the free reading would pass over a part of it."""
    if any(problem.code in _IMPOSSIBLE for problem in told):
        return True
    if _COMPARED.search(text) and _CALCULATED.search(free.rest):
        # `甲 + (乙 >= 5`: what is compared is a calculation, and nobody may drop it.
        return True
    if _BEGUN_STRICTLY.match(text.lstrip()) is None:
        return False
    return bool(_LATIN_WORD.search(free.rest)) or any(choice.code == "operators-differ" for choice in free.assumed)


def _wording(wording: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> Decides:
    """A wording without a target. What cannot be made sense of leaves the row without a condition and says so."""
    before = len(scope.found.diagnostics)
    free = _freely(wording, fields, scope, tolerant)
    if isinstance(free, Unread):
        decides = Decides(None)
    elif free.strict:
        decides = _read(free.condition, Text(wording.source), fields, scope)
    else:
        decides = _of_reading(free, wording, fields, scope)
    if decides.condition is None:
        wrong = errors(scope.found.diagnostics[before:])
        at_wording = [d for d in wrong if d.place.line == wording.place.line and not isinstance(d, faults.SubjectTwice)]
        scope.found.diagnostics[before:] = [d for d in scope.found.diagnostics[before:] if d not in at_wording]
        if not wrong or at_wording:
            why = _why(free, at_wording)
            because = free.refused[:1] if isinstance(free, Unread) else ()
            name, said = short(fields.text("name")), short(wording.text)
            unread = problems.WordingUnread(name=name, wording=said, why=why, because=because, place=wording.place)
            scope.add(unread)
            return Decides(None, from_wording=True, unread=unread)
    return attrs.evolve(decides, from_wording=True)


def _why(free: FreeReading | Unread, wrong: Sequence[Diagnostic]) -> problems.WhyUnread:
    """Why a wording decides nothing: it is not understood, demands nothing, cannot be said strictly, or has no sense here."""
    if isinstance(free, Unread):
        return "unread" if free.kind == "text" else "nothing" if free.kind == "none" else "unsayable"
    return _REASONS.get(wrong[0].code, "unfit") if wrong else "unread"


_REASONS: dict[str, problems.WhyUnread] = {"no-baseline": "baseline", "unknown-name": "level", "ambiguous-level": "level"}


def _understood(text: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> FreeReading | None:
    free = _freely(text, fields, scope, tolerant)
    return free if isinstance(free, FreeReading) else None


def _freely(text: Scalar, fields: Fields, scope: Scope, tolerant: Tolerant | None) -> FreeReading | Unread:
    if tolerant is None:
        strict = strict_target(text.text)
        return Unread() if strict is None else FreeReading(strict, strict=True)
    year = scope.span.start.year if scope.span.start.year == scope.span.end.year else None
    heading = fields.text("level2") or fields.text("level1")
    around = Around(name=fields.text("name"), year=year, level2=heading, profile=scope.profile)
    return tolerant(text.text, around)


def _of_reading(free: FreeReading, text: Scalar, fields: Fields, scope: Scope) -> Decides:
    canonical = to_text(free.condition)
    decides = _read(free.condition, Text(Source(canonical), text.place), fields, scope)
    condition = decides.condition
    if isinstance(condition, Threshold | InRange | AtLevel | DoneBy) and free.other_day is not None:
        condition = attrs.evolve(condition, due_other=free.other_day)
    assumed = (*free.assumed, *decides.assumed)
    return attrs.evolve(decides, condition=condition, assumed=assumed, freely=True, silent=free.silent, stated=free.stated)


def _read(node: tree.Condition, text: Text, fields: Fields, scope: Scope) -> Decides:
    subject, stated = _subject(fields, scope, text)
    name = fields.text("name")
    equal = (fields.choice("equal") if "equal" in fields else None) or _by_scoring(fields) or scope.profile.equal
    headings = tuple(level for level in (fields.text("level2"), fields.text("level1")) if level)
    reader = TargetReader(scope, text, name, subject, stated, equal, headings)
    condition = reader.read(node)
    return Decides(condition, to_text(node), tuple(reader.assumed))


def _by_scoring(fields: Fields) -> str | None:
    """What `==` means to a row whose scoring is 双向 or 正好: what it is scored by."""
    node = fields.node("scoring")
    if isinstance(node, Mapping):
        keys = [(key_of("scoring", entry.key.text.strip()), entry.value) for entry in node.entries]
        node = next((value for key, value in keys if key is not None and key.name == "method"), None)
    word = node.text.strip() if isinstance(node, Scalar) else ""
    return next((name for name in ("two_sided", "exact") if word in WORDS[name]), None)


def _subject(fields: Fields, scope: Scope, text: Text) -> tuple[Subject | None, bool]:
    """What the target is about when it does not say so: `measure`, else the indicator's name."""
    measure = fields.scalar("measure")
    if measure is not None:
        node, told = parse_expression(measure.text, measure.source)
        for problem in told:
            scope.add(problem)
        if node is not None and not any(isinstance(part, tree.Name) for part in tree.walk(node)):
            scope.add(faults.MeasureWithoutName(text=short(measure.text), place=measure.place))
            node = None
        return (None if node is None else Subject(node, Text(measure.source))), True
    name = fields.text("name")
    return (named_subject(name, text.fixed or text.source.place()) if name else None), False


def when_it_applies(fields: Fields, scope: Scope) -> tuple[Condition | None, str]:
    """The condition of `when` and its text."""
    scalar = fields.scalar("when")
    if scalar is None:
        return None, ""
    node, told = parse_target(scalar.text, scalar.source)
    for problem in told:
        scope.add(problem)
    if node is None:
        return None, scalar.text.strip()
    reader = TargetReader(scope, Text(scalar.source), fields.text("name"), None, equal=scope.profile.equal, free=True)
    return reader.read(node), scalar.text.strip()
