"""What a reader of a Word document sees in one paragraph or cell: the text after accepted changes, without what is hidden.

The XML is read, not the library's paragraphs, which leave out content controls, equations and signs of symbol fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved text, phonetic guides, and the second copy of a drawing for old programs; a table inside a cell has rows of its own.
_UNSEEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", f"{_MC}Fallback", f"{W}tbl", f"{W}instrText", f"{W}delText"})
_SIGNS: Mapping[str, str] = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_SYMBOL: Mapping[int, str] = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    **{code: chr(code) for code in (*range(0x28, 0x2A), *range(0x2B, 0x2F), *range(0x30, 0x3A), 0x25, 0x3C, 0x3D, 0x3E)},
}  # fmt: skip
_WINGDINGS: Mapping[int, str] = {
    0x51: "☒", 0x52: "☑", 0x6E: "■", 0x6F: "□", 0xA3: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
MAX_DEPTH = 60


def text_of(element: Any) -> str:
    """The text of a paragraph; signs of the fonts Symbol and Wingdings as the characters that they show."""
    return "".join(_pieces(element, 0))


def _pieces(element: Any, depth: int) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _UNSEEN or depth > MAX_DEPTH:
            continue
        if tag in (f"{W}t", f"{_M}t"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == f"{W}sym":
            yield _sign(child.get(f"{W}font") or "", child.get(f"{W}char") or "")
        elif tag == f"{W}p":
            # A text box inside the paragraph.
            yield "\n"
            yield from _pieces(child, depth + 1)
        elif tag != f"{W}r" or not hidden(child):
            yield from _pieces(child, depth + 1)


def hidden(run: Any) -> bool:
    """Whether a run of text is formatted as hidden."""
    return any(is_on(mark) for mark in run.findall(f"{W}rPr/{W}vanish"))


def is_on(mark: Any) -> bool:
    """Whether a switch of WordprocessingML is on: it is, unless it says that it is not."""
    return (mark.get(f"{W}val") or "true").lower() not in ("0", "false", "off")


def _sign(font: str, char: str) -> str:
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _SYMBOL if font.casefold() == "symbol" else _WINGDINGS if font.casefold().startswith("wingdings") else {}
    if code in table:
        return table[code]
    return chr(code) if 0x20 <= code < 0xD800 and not table else "\N{REPLACEMENT CHARACTER}"
