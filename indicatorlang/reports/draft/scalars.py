"""Texts as YAML writes them: plain where neither YAML nor our loader could read them otherwise, else in double quotes."""

from __future__ import annotations

import re

from indicatorlang.lazily import pattern

_PLAIN = pattern(r"[\w≥≤=「（《“][^:：#\"'\\{}\[\]\t\r\n\u3000`|]*")
_PLAIN_INSIDE = pattern(r"\w[\w%./·（）()~+ -]*")
_PLAIN_KEY = pattern(r"\w[\w（）“”·+-]*")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def scalar(text: str) -> str:
    """A text as the value of a key on its own line.

    >>> scalar("≥90%"), scalar(">= 90%"), scalar("完成 #3楼")
    ('≥90%', '">= 90%"', '"完成 #3楼"')
    """
    return text if _may(_PLAIN, text) else quoted(text)


def inside(text: str) -> str:
    """A text inside `{…}`, where commas and brackets end it.

    >>> inside("家"), inside("%"), inside("甲，乙")
    ('家', '"%"', '"甲，乙"')
    """
    return text if _may(_PLAIN_INSIDE, text) else quoted(text)


def key(text: str) -> str:
    """A text as a key."""
    return text if _may(_PLAIN_KEY, text) else quoted(text)


def _may(plain: re.Pattern[str], text: str) -> bool:
    return plain.fullmatch(text) is not None and text == text.strip() and text.isprintable()


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    return '"' + "".join(_ESCAPED.get(sign) or (sign if sign.isprintable() else _coded(sign)) for sign in text) + '"'


def _coded(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08X}"


def comment(text: str, width: int) -> list[str]:
    """A sentence as lines of comments no wider than `width` half-width signs; words of letters and digits are not parted."""
    lines: list[str] = []
    line, used = "", 0
    for piece in re.findall(
        r"[\x21-\x7e]+|\s|.", " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    ):
        wide = sum(2 if ord(sign) > 0x2E7F or sign in "“”‘’…—" else 1 for sign in piece)
        if line and used + wide > width and piece[0] not in "，。；：、）”？！%:,.;)]}":
            kept = line.rstrip("“‘（《【(")
            lines.append(kept.rstrip())
            line = line[len(kept) :]
            used = 2 * len(line)
        if line or not piece.isspace():
            line, used = line + piece, used + wide
    return [f"# {part}" for part in (*lines, line.rstrip()) if part]
