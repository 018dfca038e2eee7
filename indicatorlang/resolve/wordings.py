"""The tolerant reader, second half: what is written in a target, and what stands around it → its meaning.

`syntax/from_target.py` has found numbers, dates and words. Here they become one reading and the same tree the strict language
has (`wording/conditions.py`), so that everything behind treats both alike. What the text leaves out is taken from the operator
and unit columns, from a template in the name, at last from what the name measures; every such choice is an info. What can be
read in two ways that contradict each other is not read at all.
"""

from __future__ import annotations

import functools

import attrs

from indicatorlang.lazily import frozen
from indicatorlang.model.profile import Profile
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.wording.around import NOTHING_AROUND, Around
from indicatorlang.resolve.wording.beside import beside
from indicatorlang.resolve.wording.conditions import ConditionReader
from indicatorlang.resolve.wording.dates import counts_as_taiwan
from indicatorlang.resolve.wording.lexicon import UnitTable
from indicatorlang.resolve.wording.strict_reading import reading_of, stands_alone, strictly_meant
from indicatorlang.syntax import tree
from indicatorlang.syntax.from_target import written_target
from indicatorlang.syntax.from_text import strict_target
from indicatorlang.syntax.written.tree import WrittenTarget


@frozen
class Understood:
    """What a text says: the reading, and the condition when the strict language can say it. `strict`: the text is strict, and
    the spans of the condition are places in it."""

    reading: Reading
    condition: tree.Condition | None
    strict: bool = False


def read_target(
    text: str,
    *,
    name: str = "",
    op: str = "",
    unit: str = "",
    year: int | None = None,
    level2: str = "",
    profile: Profile | None = None,
) -> Reading:
    """What a target says, strict or as officials write it. Never raises; kind `text` is a text that is not understood.

    `name` is the indicator's, `op` and `unit` the texts of their columns, `level2` the heading above, `year` that of the budget
    (for dates without one), `profile` the rules that may read 以下 and the like without their number.
    """
    found = understood(text, Around(name=name, op=op, unit=unit, year=year, level2=level2, profile=profile)).reading
    return found if year is None else _in_force(found, year)


def _in_force(reading: Reading, year: int) -> Reading:
    """Without law that came later than the target."""
    told = tuple(
        said if said.authority is None or said.authority.holds_in(year) else attrs.evolve(said, authority=None)
        for said in reading.stated
    )
    return attrs.evolve(reading, stated=told, clauses=tuple(_in_force(clause, year) for clause in reading.clauses))


def understood(text: str, around: Around = NOTHING_AROUND) -> Understood:
    """The same with the condition. This alone decides whether a text that parses strictly was meant so, for a single text and
    for the wordings of a ruleset alike."""
    strict = strict_target(text)
    if strict is not None and not stands_alone(strict) and strictly_meant(strict):
        return Understood(reading_of(strict), strict, True)
    found = tolerant(text, around)
    if found.reading.kind == "text" and strict is not None and strictly_meant(strict):
        return Understood(reading_of(strict), strict, True)
    return found


def tolerant(text: str, around: Around = NOTHING_AROUND) -> Understood:
    """The same for a text that is not strict.

    The condition is None when the text is not understood, demands nothing, or demands what the strict language cannot say.
    It has no subject: the indicator's measure or name stands for it. Of an ambiguous deadline it holds the first reading;
    `reading.by_any` holds both. Spans of its nodes are those of nowhere, for its words need not stand in the text.
    """
    roc = counts_as_taiwan(text, around.name)
    written = _remembered(text, roc) if len(text) <= _SHORT else _written(text, roc)
    condition, reading = ConditionReader(written, around, beside(around.name, around.op, around.unit, text)).read()
    return Understood(reading, condition)


def _written(text: str, roc: bool) -> WrittenTarget:
    """What is written in a text, whatever stands around it."""
    return written_target(text, UnitTable(), roc=roc)


# The same few targets come again and again.
_SHORT = 80
_remembered = functools.lru_cache(maxsize=512)(_written)
