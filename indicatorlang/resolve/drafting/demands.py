"""Several demands in one row (`改造管网12公里、更换水表800只`) → one condition with a measure for each, where each has its own name and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicatorlang.lazily import pattern
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.drafting.texts import sayable
from indicatorlang.syntax import tree

_LEADS = pattern(r"^(?:其中|包括|以及|完成|组织|开展|举办|共|全年|年内)+")
_NO_NAME = pattern(r"^(?:每|各|均|平均|不|或|等|约|最)|[0-9%％]")
_PART = "其中"


def named_parts(subject: str, node: tree.Condition, reading: Reading) -> tuple[str, ...]:
    """The name of what each part of a condition is about, in order; none when they cannot all be told apart.

    The first part may be about the row itself, every other one has words of its own; a part of the whole (其中…) is named by both.
    """
    if not isinstance(node, tree.And) or not _countable(node.parts) or len(reading.clauses) != len(node.parts):
        return ()
    names: list[str] = []
    for number, clause in enumerate(reading.clauses):
        said = sayable(re.sub(r"\s+", "", clause.rest or ""))
        own = _LEADS.sub("", said)
        if not own and number == 0:
            names.append(subject)
        elif len(own) < 2 or _NO_NAME.search(own):
            return ()
        else:
            names.append(f"{own}{subject}" if said.startswith(_PART) else own)
    return tuple(names) if len(set(names)) == len(names) else ()


def same_measure(node: tree.Condition, reading: Reading) -> bool:
    """Whether all parts of a condition may be about one measure: none of several has words that set it apart."""
    return not isinstance(node, tree.And) or not any(clause.rest for clause in reading.clauses[1:])


def _countable(parts: Sequence[tree.Condition]) -> bool:
    """Whether each part compares an amount with a unit, and no two of them are dates of one running total."""
    return len(parts) > 1 and all(
        isinstance(part, tree.Comparison)
        and part.subject is None
        and isinstance(part.bound, tree.Amount)
        and bool(part.bound.unit)
        and part.suffixes.by is None
        for part in parts
    )
