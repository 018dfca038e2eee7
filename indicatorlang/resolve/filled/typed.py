"""A typed cell before anything is read in it: its dressing taken off, its marks found, and what whole cells of no content say."""

from __future__ import annotations

import re
from typing import Literal

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.resolve.filled.vocabulary import words
from indicatorlang.syntax.written.vocabulary import folded

MAX_LENGTH = 4000
_ERROR = pattern(
    r"#(?:n/?a|ref!?|div/0!?|value!?|name\?|num!?|null!?|spill!|calc!|#+)|[+-]?(?:nan|inf(?:inity)?)|[+-]?∞", re.IGNORECASE
)
_NO_CONTENT = pattern(r"[-_.…·*~、。,;:()\[\]\s]*")
_EDGES = " \t\r\n\u3000\u00a0\ufeff\u200b。.;；，,、“”\"'‘’「」"
_DONE_MARKS, _NOT_DONE_MARKS = "√✓✔☑✅", "×✗✘✕✖☒❌"
_MARKS = pattern(rf"[{_DONE_MARKS}{_NOT_DONE_MARKS}]\ufe0f?")
_BLANKS = pattern(r"\s+")
_ANYTHING_SAID = pattern(r"[0-9a-z\u3400-\u9fff√✓✔☑✅×✗✘✕✖☒❌%]", re.IGNORECASE)

Whole = Literal["blank", "not_applicable", "error", "elsewhere"]
Mark = Literal["done", "not_done"]


@frozen
class Typed:
    """`written` is the cell as typed without its edges, marks as blanks; `plain` is the same folded, character for character; `tight` is `plain` without
    blanks. `shown` is what diagnostics quote. `whole` says that the cell holds nothing to read, and why."""

    shown: str
    written: str
    plain: str
    tight: str
    mark: Mark | None = None
    whole: Whole | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing but a mark."""
        return not self.tight


def typed(text: str) -> Typed:
    """A cell, looked at from outside. Never raises."""
    shown = text.strip(" \t\r\n\u3000\u00a0\ufeff\u200b")
    clipped = shown if len(shown) <= 60 else shown[:59] + "…"
    written = shown.strip(_EDGES)
    if shown[:1] == "." and written[:1].isdigit():
        written = "." + written  # .95
    marks = _MARKS.findall(written)
    mark: Mark | None = None
    if marks and len(written) <= MAX_LENGTH:
        kinds: set[Mark] = {"done" if found[0] in _DONE_MARKS else "not_done" for found in marks}
        between_digits = re.search(r"[0-9%)）]\s*×\s*[0-9]", written)
        if len(kinds) == 1 and not between_digits:
            mark = next(iter(kinds))
            written = _MARKS.sub(lambda found: " " * len(found[0]), written)
    plain = folded(written)
    tight = _BLANKS.sub("", plain)
    found = Typed(clipped, written, plain, tight, mark)
    return attrs.evolve(found, whole=None if mark else _whole(shown, tight))


def _whole(shown: str, tight: str) -> Whole | None:
    known = words()
    if _ERROR.fullmatch(shown.replace(" ", "")):
        return "error"
    bare = tight.strip("()[]【】")
    if known.says("not_applicable", bare) or shown in ("/", "\\", "／"):
        return "not_applicable"
    if not _ANYTHING_SAID.search(tight) and _NO_CONTENT.fullmatch(folded(shown)):
        return "blank"
    if known.says("blank", bare):
        return "blank"
    begins = known.anywhere["elsewhere"].match(bare)
    return "elsewhere" if begins else None
