"""Lines of a text that was a form with pages: where each stands, and its text without blanks."""

from __future__ import annotations

import re

from indicatorlang.lazily import frozen, pattern

_PAGE = pattern(r"\f|\n(?:[ \t\u3000]*\n){3,}")


@frozen
class PageLine:
    """A line that is not blank. `number` counts from 1 as the file does, `page` from 0; `after_blank`: nothing stands directly above it."""

    number: int
    page: int
    text: str
    after_blank: bool


def page_lines(text: str) -> list[PageLine]:
    """Every line that is not blank, with its page."""
    breaks = [match.end() for match in _PAGE.finditer(text)]
    lines: list[PageLine] = []
    page, at, blank = 0, 0, True
    for number, raw in enumerate(text.split("\n"), 1):
        while page < len(breaks) and breaks[page] <= at:
            page, blank = page + 1, True
        at += len(raw) + 1
        said = raw.replace("\f", "").rstrip()
        if said.strip():
            lines.append(PageLine(number, page, said, blank))
        blank = not said.strip()
    return lines


def squeezed(text: str) -> str:
    """The text without blanks: how words that a narrow cell broke are told."""
    return re.sub(r"[\s\u3000]+", "", text)
