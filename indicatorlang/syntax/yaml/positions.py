"""Where every character of a YAML text stands: quotes, escapes and folded lines make a text differ from its spelling.

The text and its spelling are walked side by side. What can be seen stands in both in the same order; only blanks and line
ends are folded, so that between two visible characters the walk may be off by blanks and never by more.
"""

from __future__ import annotations

from indicatorlang.syntax.yaml.tree import Style

_HEX = {"x": 2, "u": 4, "U": 8}
_BLANKS = " \t\n"


def offsets(text: str, spelling: str, style: Style) -> tuple[int, ...]:
    """For every character of `text`, and the place behind it, the offset in `spelling` (from its quote or header on)."""
    if style == "plain" and spelling.startswith(text):
        return tuple(range(len(text) + 1))
    units = _units(spelling, style)
    out: list[int] = []
    at = 0
    for character in text:
        blank = character in _BLANKS
        while not blank and at < len(units) and units[at][0] != character and units[at][0] in _BLANKS:
            at += 1
        if at >= len(units):
            out.append(out[-1] if out else 0)
            continue
        found, offset = units[at]
        if found != character and not blank:
            return (0,) * (len(text) + 1)
        out.append(offset)
        if found == character or found in _BLANKS:
            at += 1
    behind = units[at][1] if at < len(units) else len(spelling) - (1 if style in ("single", "double") else 0)
    return (*out, behind)


def _units(spelling: str, style: Style) -> list[tuple[str, int]]:
    """The characters a spelling stands for, each with its offset; line ends are still what they were."""
    if style in ("literal", "folded"):
        begin = spelling.find("\n") + 1
        return [(character, begin + index) for index, character in enumerate(spelling[begin:])]
    if style == "plain":
        return [(character, index) for index, character in enumerate(spelling)]
    units: list[tuple[str, int]] = []
    at, end = 1, len(spelling) - 1
    while at < end:
        character, length = spelling[at], 1
        if style == "single" and character == "'":
            length = 2
        elif style == "double" and character == "\\":
            character, length = _escape(spelling, at)
        if character:
            units.append((character, at))
        at += length
    return units


_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029", "\n": "",
}  # fmt: skip


def _escape(spelling: str, at: int) -> tuple[str, int]:
    letter = spelling[at + 1]
    if letter in _HEX:
        digits = spelling[at + 2 : at + 2 + _HEX[letter]]
        return chr(int(digits, 16)), 2 + len(digits)
    return _ESCAPES.get(letter, letter), 2
