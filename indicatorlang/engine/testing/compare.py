"""An assessment held against what a test wants of it: every field that came out otherwise, with why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indicatorlang.diagnostics import Diagnostic, Place, errors
from indicatorlang.engine.testing.facts import field_of
from indicatorlang.engine.testing.holds import holds
from indicatorlang.engine.testing.told import found_text, losses, wanted_text
from indicatorlang.model.assessment import Assessment, IndicatorResult
from indicatorlang.model.expected import Among, Contains, Each, Exactly, Expectation, Having, OneOf, RowExpected, Words
from indicatorlang.model.tested import Mismatch

BAD_VALUE = "invalid"
"""The verdict of a row whose values cannot be used: whoever expects it expects the errors that say so."""

MADE_OF_ROWS = ("score", "raw_score", "grade", "provisional", "interval")
"""Fields of the whole that its rows explain."""


def compare(assessment: Assessment, expected: Iterable[RowExpected]) -> tuple[Mismatch, ...]:
    """Every field that is not as wanted, in the order of the file, each with the explanation of its row."""
    return tuple(mismatch for row in expected for mismatch in _of_row(assessment, row))


def all_hold(assessment: Assessment, expected: Iterable[RowExpected]) -> bool:
    """Whether everything is as wanted; nothing is explained."""
    return not any(True for row in expected for _ in _differing(_thing(assessment, row), row.fields))


def _thing(assessment: Assessment, row: RowExpected) -> Assessment | IndicatorResult | None:
    if row.is_total:
        return assessment
    return next((result for result in assessment.results if result.id == row.row), None)


Way = tuple[tuple[str, tuple[str, str]], ...]
"""Fields from the outermost in, each with how people call it."""
Difference = tuple[Way, Expectation | None, object]


def _of_row(assessment: Assessment, row: RowExpected) -> Iterator[Mismatch]:
    thing = _thing(assessment, row)
    if thing is None:
        yield Mismatch(row.row, (), ("有这项指标", "such an indicator"), ("没有", "none"), row.place, name=row.label)
        return
    result = thing if isinstance(thing, IndicatorResult) else None
    why: tuple[str, str] | None = None
    for way, expectation, found in _differing(thing, row.fields):
        if isinstance(thing, Assessment):
            why = losses(thing) if way[0][0] in MADE_OF_ROWS else ("", "")
        elif why is None:
            why = (thing.explain("zh").text, thing.explain("en").text)
        place = expectation.place if expectation is not None else Place()
        told = ("有", "present") if expectation is None else wanted_text(expectation.wanted)
        yield Mismatch(
            row.row,
            tuple(name for name, _ in way),
            told,
            found_text(found),
            place,
            why,
            "" if result is None else result.name,
            tuple(words for _, words in way),
            "contains" if expectation is not None and isinstance(expectation.wanted, Contains) else "is",
        )


def _differing(thing: object, fields: Sequence[Expectation], way: Way = ()) -> Iterator[Difference]:
    """The way to each field that differs, what was wanted there and what is there."""
    for expectation in fields:
        found = None if thing is None else field_of(thing, expectation.field)
        here = (*way, (expectation.field, expectation.words))
        match expectation.wanted:
            case Having(fields=inner) if found is not None:
                yield from _differing(found, inner, here)
            case Having(fields=inner):
                yield from (((*here, (one.field, one.words)), one, None) for one in inner)
            case Each(named=named):
                objects = found if isinstance(found, Mapping) else {}
                for name, inner in named:
                    if name not in objects:
                        yield (*here, (name, (name, name))), None, tuple(objects)
                    else:
                        yield from _differing(objects[name], inner, (*here, (name, (name, name))))
            case Among(entries=entries):
                objects_there = found if isinstance(found, tuple) else ()
                if not all(any(not _differs(one, inner) for one in objects_there) for inner in entries):
                    yield here, expectation, found
            case wanted if not holds(wanted, found):
                yield here, expectation, found


def _differs(thing: object, fields: Sequence[Expectation]) -> bool:
    return any(True for _ in _differing(thing, fields))


def unexpected(assessment: Assessment, expected: Iterable[RowExpected]) -> tuple[Diagnostic, ...]:
    """The errors that no expectation accounts for: neither their code is expected, nor that the row which they make invalid is."""
    wanted = list(expected)
    codes = {
        word
        for row in wanted
        if row.is_total
        for one in row.fields
        if one.field == "diagnostics" and isinstance(one.wanted, Words)
        for word in one.wanted.words
    }
    invalid = {row.row for row in wanted if any(_is_invalid(one) for one in row.fields)}
    known = [said for result in assessment.results if result.id in invalid for said in result.problems]
    return tuple(said for said in errors(assessment.diagnostics) if said.code not in codes and said not in known)


def _is_invalid(one: Expectation) -> bool:
    if one.field != "verdict":
        return False
    choices = one.wanted.choices if isinstance(one.wanted, OneOf) else (one.wanted,)
    return any(isinstance(choice, Exactly) and choice.value == BAD_VALUE for choice in choices)
