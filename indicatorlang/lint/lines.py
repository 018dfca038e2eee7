"""The lines of a file as places count them."""

from __future__ import annotations

import functools

from indicatorlang.lazily import pattern

_LINE = pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@functools.lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[str, ...]:
    r"""Lines with their breaks. Nothing else breaks a line, not even what `str.splitlines` takes for a break.

    >>> lines_of("甲\u2028乙\r\n\n丙")
    ('甲\u2028乙\r\n', '\n', '丙')
    """
    return tuple(_LINE.findall(text))
