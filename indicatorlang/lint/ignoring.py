"""Comments that silence advice: `# indicatorlang: ignore L108`, at the end of a line or on a line of its own above.

It speaks for the line, and where an entry begins on it (a row, a section) for all that belongs to the entry. `ignore-file` speaks for
the whole file. Several codes may follow, and then a reason in the author's own words. Errors of loading cannot be silenced.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from indicatorlang.diagnostics import Diagnostic, Place
from indicatorlang.lazily import define, frozen, pattern
from indicatorlang.lint.codes import known_codes
from indicatorlang.syntax.yaml.comments import Comment, comments_of
from indicatorlang.syntax.yaml.tree import Mapping, Node, Scalar, Sequence, scalars

_OURS = pattern(r"#+\s*indicatorlang\s*[:：]\s*", re.IGNORECASE)
_WHOLE = pattern(r"(ignore-file(?![\w-])|本文件忽略|全文忽略)\s*", re.IGNORECASE)
_HERE = pattern(r"(ignore(?![\w-])|忽略)\s*", re.IGNORECASE)
_WORD = pattern(r"[^\s,，、;；:：]+")
_RULE = pattern(r"[lL]\d+")
_LINE_END = pattern(r"\r\n|\r|\n")
SELF = "L179"
"""The rule about these comments; silencing it is never idle."""


@frozen
class Named:
    """A code that a comment names, as written; `place` is where."""

    code: str
    place: Place

    @property
    def known(self) -> bool:
        """Whether there is anything of that code."""
        return self.code in known_codes()


@frozen
class Ignore:
    """One such comment. `first` and `last` are the lines (from 1) it speaks for, None for the whole file; without codes it silences
    nothing. `understood`: what follows `indicatorlang:` is an order to ignore. `alone`: nothing else stands on its line, `reason`
    whether words follow the codes."""

    place: Place
    codes: tuple[Named, ...] = ()
    first: int | None = None
    last: int | None = None
    understood: bool = True
    alone: bool = False
    reason: bool = False

    def silences(self, said: Diagnostic, code: str | None = None) -> bool:
        """Whether it speaks of the diagnostic, by this code or by any that it names."""
        if said.code not in ([named.code for named in self.codes] if code is None else [code]):
            return False
        if self.first is None or self.last is None:
            return True
        return said.place.line is not None and self.first <= said.place.line <= self.last


def ignores(text: str, root: Node | None, found: tuple[Diagnostic, ...] = ()) -> tuple[Ignore, ...]:
    """The comments of a file that silence advice, or try to, in their order. `root` and `found` are what `parse_yaml` made of it."""
    if not _OURS.search(text):
        return ()
    lines = _LINE_END.split(text)
    all_comments = comments_of(text, root, found)
    reach = _Reach(lines, frozenset(one.line for one in all_comments if one.own_line), root)
    return tuple(_read(one, match.end(), reach) for one in all_comments if (match := _OURS.match(one.text)))


def silenced(said: Iterable[Diagnostic], found: tuple[Ignore, ...]) -> tuple[tuple[Diagnostic, ...], int]:
    """What no comment silences, and how much is silenced."""
    every = tuple(said)
    left = tuple(one for one in every if not any(ignore.silences(one) for ignore in found))
    return left, len(every) - len(left)


def _read(comment: Comment, start: int, reach: _Reach) -> Ignore:
    file = reach.file
    snippet = reach.lines[comment.line - 1] if comment.line <= len(reach.lines) else None
    place = Place(file, line=comment.line, column=comment.column, length=len(comment.text), snippet=snippet)
    whole = _WHOLE.match(comment.text, start)
    here = None if whole else _HERE.match(comment.text, start)
    order = whole or here
    if order is None:
        return Ignore(place, understood=False, alone=comment.own_line)
    codes, reason = _codes(comment, order.end(), place)
    first, last = (None, None) if whole else reach.of(comment)
    return Ignore(place, codes, first, last, alone=comment.own_line, reason=reason)


def _codes(comment: Comment, start: int, place: Place) -> tuple[tuple[Named, ...], bool]:
    """The codes that follow, up to the first word that is none; and whether words follow. A first word that looks like nothing known
    is taken for a code all the same: most likely it was meant as one."""
    found: list[Named] = []
    for match in _WORD.finditer(comment.text, start):
        word = match.group()
        code = word.upper() if _RULE.fullmatch(word) else word
        if found and not _RULE.fullmatch(word) and code not in known_codes():
            return tuple(found), True
        at = Place(place.file, line=place.line, column=comment.column + match.start(), length=len(word), snippet=place.snippet)
        found.append(Named(code, at))
    return tuple(found), False


@define
class _Reach:
    """Which lines a comment speaks for."""

    lines: list[str]
    remarks: frozenset[int]
    root: Node | None

    @functools.cached_property
    def ends(self) -> dict[int, int]:
        """By the line on which an entry begins the last line of the longest one that does."""
        return {} if self.root is None else _ends(self.root)

    @property
    def file(self) -> str | None:
        return None if self.root is None else self.root.place.file

    def of(self, comment: Comment) -> tuple[int, int]:
        """First and last line: its own, or the next one that is neither blank nor a comment; none behind the end of the file."""
        line = comment.line
        if comment.own_line:
            line += 1
            while line <= len(self.lines) and (line in self.remarks or not self.lines[line - 1].strip()):
                line += 1
        return line, max(line, self.ends.get(line, line))


def _ends(root: Node) -> dict[int, int]:
    found: dict[int, int] = {}
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        parts: list[tuple[int | None, Node]] = []
        if isinstance(node, Mapping):
            parts = [(entry.key.place.line, entry.value) for entry in node.entries]
        elif isinstance(node, Sequence):
            parts = [(_first(item), item) for item in node.items]
        for line, value in parts:
            if line is not None and not isinstance(value, Scalar):
                waiting.append(value)
            if line is not None:
                found[line] = max(found.get(line, 0), _last(value) or line)
    return found


def _first(node: Node) -> int | None:
    return next((one.place.line for one in scalars(node)), node.place.line)


def _last(node: Node) -> int | None:
    lines: Iterator[int | None] = (_last_line(one) for one in scalars(node))
    return max((line for line in lines if line is not None), default=node.place.line)


def _last_line(scalar: Scalar) -> int | None:
    source = scalar.source
    if source.places:
        return source.places[-1][0]
    return None if scalar.place.line is None else scalar.place.line + scalar.text.count("\n")
