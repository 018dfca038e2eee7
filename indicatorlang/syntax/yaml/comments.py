"""Finds the comments of a YAML text, each with its line and column.

What is no comment is known from the tree: every character of every text in it has its place, and a `#` outside all of them
begins a comment, in a block of keys as in brackets, behind a value as alone on its line. Where a file has mistakes the tree may
lack some texts; there the quotes and blocks of lines that the search for traps has seen count too, and only a `#` with a blank
in front begins a comment.
"""

from __future__ import annotations

from collections import defaultdict

from indicatorlang.diagnostics import Diagnostic, errors
from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.draft import BLANKS, Draft, lead
from indicatorlang.syntax.yaml.line_problems import HashCutsText
from indicatorlang.syntax.yaml.lines import LineScan
from indicatorlang.syntax.yaml.problems import FileTooLarge
from indicatorlang.syntax.yaml.tree import Node, Scalar, scalars

_LINE_END = pattern(r"\r\n|\r|\n")
_GLUED = pattern(r"(?<=#)(?=[^#\s])")
_TO_THE_END = 1 << 30
Spans = defaultdict[int, list[tuple[int, int]]]
"""By line (from 0) the columns that belong to a text, from the first up to one behind the last."""


@frozen
class Comment:
    """One comment, from its `#` to the end of the line without blanks behind it; line and column count from 1."""

    line: int
    column: int
    text: str
    own_line: bool
    """Whether nothing else stands on the line."""

    @property
    def spaced(self) -> str:
        """The text with a blank behind its `#`: without one it is taken for a part of an unquoted text in front."""
        return _GLUED.sub(" ", self.text, count=1)


def comments(text: str) -> tuple[Comment, ...]:
    """All comments of a YAML text, in the order of the file. Never raises for any text."""
    root, found = parse_yaml(text)
    return comments_of(text, root, found)


def comments_of(text: str, root: Node | None, found: tuple[Diagnostic, ...]) -> tuple[Comment, ...]:
    """The same for a text that was read already: `root` and `found` are what `parse_yaml` answered."""
    if any(isinstance(diagnostic, FileTooLarge) for diagnostic in found):
        return ()
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    spans: Spans = defaultdict(list)
    if root is not None:
        for scalar in scalars(root):
            _take(spans, scalar)
    broken = bool(errors(found))
    if broken:
        _take_seen(spans, lines)
        for diagnostic in found:
            if isinstance(diagnostic, HashCutsText) and diagnostic.place.line and diagnostic.place.column:
                start = diagnostic.place.column - 1
                spans[diagnostic.place.line - 1].append((start, start + len(diagnostic.lost)))
    out = (_in_line(number, raw, sorted(spans.get(number, ())), broken) for number, raw in enumerate(lines) if "#" in raw)
    return tuple(comment for comment in out if comment is not None)


def _take(spans: Spans, scalar: Scalar) -> None:
    """Marks the places of a text, from its first character to its last one."""
    source = scalar.source
    if source.places:
        first, last = source.places[0], source.places[-1]
    else:
        end = source.columns[-1] if source.columns else source.column + len(scalar.text)
        first, last = (source.line, source.column), (source.line, end)
    for line in range(first[0], last[0] + 1):
        start = first[1] - 1 if line == first[0] else 0
        spans[line - 1].append((start, last[1] - 1 if line == last[0] else _TO_THE_END))


def _take_seen(spans: Spans, lines: list[str]) -> None:
    """Marks the quoted texts and the blocks of lines that the walk from line to line meets."""
    scan = LineScan(Draft(list(lines), None))
    scan.run()
    for line, seen in scan.quoted.items():
        spans[line] += seen
    for line in scan.verbatim:
        spans[line].append((0, _TO_THE_END))


def _in_line(number: int, raw: str, taken: list[tuple[int, int]], broken: bool) -> Comment | None:
    """The comment of a line: it begins at the first `#` that belongs to no text."""
    indent = lead(raw)
    at = 0
    behind = 0
    waiting = iter(taken)
    span = next(waiting, None)
    while (at := raw.find("#", at)) >= 0:
        while span is not None and span[0] <= at:
            behind = max(behind, span[1])
            span = next(waiting, None)
        apart = at == indent or raw[at - 1] in BLANKS
        if at >= behind and (apart or not broken):
            return Comment(number + 1, at + 1, raw[at:].rstrip(), at == indent)
        at += 1
    return None
