"""Marks that lines and brackets share: colons that do not separate, comments without their blank, the ends of quotes."""

from __future__ import annotations

from indicatorlang.diagnostics import Place
from indicatorlang.lazily import pattern
from indicatorlang.syntax.yaml.draft import Draft, Make, is_blank, lead
from indicatorlang.syntax.yaml.line_problems import CommentWithoutBlank, FullWidthColon, HashCutsText, NoBlankAfterColon
from indicatorlang.syntax.yaml.problems import YamlProblem

SIGNS = "!%`*&@>|"
"""Signs with which an unquoted text cannot begin."""
_QUOTE_END = {'"': pattern(r'\\.|"'), "'": pattern(r"''|'")}
_GLUED = pattern(r"#+(?=[^#\s])")


def colon_edit(raw: str, column: int) -> tuple[int, int, str]:
    """The edit that makes a full-width or glued colon a separating one."""
    rest = raw[column + 1 :]
    return column, column + 1 + lead(rest), ":" if is_blank(rest) else ": "


def colon_problem(key: str, colon: str) -> Make:
    """The diagnostic of a colon that does not separate."""

    def make(place: Place, corrected: str) -> YamlProblem:
        if colon == "：":
            return FullWidthColon(place=place, corrected=corrected, key=key.strip())
        return NoBlankAfterColon(place=place, corrected=corrected, key=key.strip())

    return make


def hash_problem(lost: str) -> Make:
    """The diagnostic of a text that would be dropped as a comment."""

    def make(place: Place, corrected: str) -> YamlProblem:
        return HashCutsText(place=place, corrected=corrected, lost=lost.rstrip())

    return make


def tell_comment(draft: Draft, line: int, column: int) -> None:
    """Reports a comment that lacks its blank, and gives it one; says nothing about others."""
    raw = draft.lines[line]
    glued = _GLUED.match(raw, column)
    if glued is None:
        return
    lost = raw[column:].rstrip()

    def make(place: Place, corrected: str) -> YamlProblem:
        return CommentWithoutBlank(place=place, corrected=corrected, lost=lost)

    draft.edit(line, glued.end(), glued.end(), " ")
    draft.found(line, column, column + len(lost), make)


def closing_quote(raw: str, start: int, mark: str) -> int:
    """The column of the quote that closes a text begun before `start`; -1 when the line has none."""
    return next((found.start() for found in _QUOTE_END[mark].finditer(raw, start) if found.group() == mark), -1)
