"""The lines of a file, what was found in them, and how they read once mended.

Mending changes characters inside lines and never the number of lines, so that every position in the mended text leads back
to a position in the file. Lines and columns count from 0 here; the places in the diagnostics count from 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import frozen
from indicatorlang.syntax.yaml.problems import (
    YamlProblem,
    YamlTrap,
)

Make = Callable[[Place, str], YamlProblem]
Spot = tuple[int, int]
"""A line and a column."""

BLANKS = " \t"
WIDE_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


@frozen(order=True)
class Edit:
    """Put `text` in the place of the columns `start` up to `end` of a line."""

    start: int
    end: int
    text: str


@frozen
class _Finding:
    line: int
    start: int
    end: int
    make: Make
    also: tuple[int, ...]


@frozen
class Mended:
    """A line after its edits, and for every column of it (and the one behind) the column in the file."""

    text: str
    columns: tuple[int, ...]


def is_blank(text: str) -> bool:
    """Whether nothing is to be seen."""
    return not text.strip(BLANKS + WIDE_BLANKS)


def lead(text: str) -> int:
    """The number of blanks of any kind in front of a line."""
    return len(text) - len(text.lstrip(BLANKS + WIDE_BLANKS))


class Draft:
    """Collects edits and findings; `mark` and `back_to` undo what a vain attempt has found."""

    def __init__(self, lines: list[str], file: str | None) -> None:
        self.lines = lines
        self.file = file
        self._edits: list[tuple[int, Edit]] = []
        self._findings: list[_Finding] = []
        self._mended: dict[int, Mended] | None = None

    def edit(self, line: int, start: int, end: int, text: str) -> None:
        """Change some columns. Of two edits that overlap the one that begins further left is kept, of equal ones the later."""
        self._edits.append((line, Edit(start, end, text)))

    def found(self, line: int, start: int, end: int, make: Make, also: Iterable[int] = ()) -> None:
        """Report something at some columns; `make` gets the place and the corrected line once it is known."""
        self._findings.append(_Finding(line, start, end, make, tuple(also)))

    def mark(self) -> tuple[int, int]:
        """Where the collections stand now."""
        return len(self._edits), len(self._findings)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget everything since the mark."""
        del self._edits[mark[0] :]
        del self._findings[mark[1] :]

    def drop_from(self, line: int) -> None:
        """Leave this line and all below out of the mended text."""
        for number in range(line, len(self.lines)):
            self.edit(number, 0, len(self.lines[number]), "")

    def place(self, line: int, start: int, end: int) -> Place:
        """The place of some columns of a line of the file."""
        return Place(self.file, None, line + 1, start + 1, max(1, end - start), self.lines[line] if self.lines else "")

    def mended(self) -> dict[int, Mended]:
        """The changed lines by number."""
        if self._mended is None:
            by_line: defaultdict[int, list[Edit]] = defaultdict(list)
            for number, edit in self._edits:
                by_line[number].append(edit)
            self._mended = {number: _apply(self.lines[number], edits) for number, edits in by_line.items()}
        return self._mended

    def line(self, number: int) -> str:
        """A line as mended."""
        mended = self.mended().get(number)
        return self.lines[number] if mended is None else mended.text

    def diagnostics(self) -> list[YamlProblem]:
        """What was found, each with its corrected line, in the order of the file."""
        out: list[YamlProblem] = []
        for finding in sorted(self._findings, key=lambda f: (f.line, f.start)):
            problem = finding.make(self.place(finding.line, finding.start, finding.end), self.line(finding.line))
            if finding.also and isinstance(problem, YamlTrap):
                problem = problem.but(also=tuple((n + 1, self.line(n)) for n in finding.also))
            out.append(problem)
        return out


def _apply(line: str, edits: list[Edit]) -> Mended:
    """All edits at once, from left to right; whatever lies inside a longer edit gives way to it."""
    parts: list[str] = []
    columns: list[int] = []
    at = 0
    last_word = {(edit.start, edit.end): edit for edit in edits}
    for edit in sorted(last_word.values(), key=lambda e: (e.start, -e.end)):
        if edit.start < at:
            continue
        parts += [line[at : edit.start], edit.text]
        columns.extend(range(at, edit.start))
        columns.extend(_spread(line, edit))
        at = edit.end
    parts.append(line[at:])
    columns.extend(range(at, len(line) + 1))
    return Mended("".join(parts), tuple(columns))


def _spread(line: str, edit: Edit) -> list[int]:
    """The file's columns for the characters of an edit: those it kept stay where they are, new ones stand beside them."""
    out: list[int] = []
    at = edit.start
    for character in edit.text:
        if at < edit.end and line[at] != character and at + 1 < edit.end and line[at + 1] == character:
            at += 1
        out.append(min(at, max(edit.start, edit.end - 1)))
        if at < edit.end and line[at] == character:
            at += 1
    return out
