"""Whether a column 评分标准 only repeats how rows are scored anyway. The forms are data: `default_rules.txt`."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

MAX_LENGTH = 200
_PIECES = re.compile(r"[，,；;。、\r\n]")
_HEAD = re.compile(r"\s*(?:评分标准|评扣分标准|评分办法|评分细则|得分标准|计分方法)\s*[:：]\s*")
_NOISE = re.compile(r"[\s“”\"'‘’（）()【】\[\]:：的则即可将应]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("×"): "*", ord("÷"): "/", ord("x"): "*", ord("X"): "*"}
_SILENT = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "n/a", "N/A", "*"})


def is_silent(text: str) -> bool:
    """Whether the column says nothing."""
    return text.strip() in _SILENT


def is_default(text: str) -> bool:
    """Whether a text only says what holds anyway.

    >>> is_default("达到目标值得满分，未达到的按完成率计分。"), is_default("得分＝完成率×分值"), is_default("完成得满分")
    (True, True, False)
    """
    if len(text) > MAX_LENGTH:
        return False
    head = _HEAD.match(text)
    pieces = [plain(piece) for piece in _PIECES.split(text[head.end() :] if head else text)]
    pieces = [piece for piece in pieces if piece]
    forms, said, at = _forms(), set(), 0
    while at < len(pieces):
        # 未达到的，按完成率计分: a comma may stand within a form.
        part, length = next(((part, n) for n in (1, 2) if (part := _part(pieces[at : at + n], forms))), ("", 0))
        if not length:
            return False
        said.add(part)
        at += length
    return bool({"whole", "missed"} & said)


def _part(pieces: Sequence[str], forms: Mapping[str, str]) -> str:
    """The part that pieces play together; empty when they are no form."""
    text = "".join(pieces)
    if forms.get(text, "unless") != "unless":
        return forms[text]
    heads = (at for at in range(2, min(len(text), 12)) if forms.get(text[:at]) == "unless")
    return "missed" if any(forms.get(text[at:]) == "whole" for at in heads) else ""


def plain(text: str) -> str:
    """A piece as it is compared."""
    return _NOISE.sub("", text.translate(_WIDE))


@functools.cache
def _forms() -> Mapping[str, str]:
    """Every form, as it is compared, with the part it plays."""
    found: dict[str, str] = {}
    part = ""
    for line in Path(__file__).with_name("default_rules.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            part = line.strip().removesuffix(":")
            continue
        found.setdefault(plain(line.strip()), part)
    return MappingProxyType(found)
