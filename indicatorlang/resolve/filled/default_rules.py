"""Whether a column 评分标准 only repeats how rows are scored anyway. The forms are data: `default_rules.txt`."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from indicatorlang.lazily import pattern
from indicatorlang.resolve.scoring.scoring_words import unnumbered

MAX_LENGTH = 200
_PIECES = pattern(r"[，,；;。、\r\n]")
_DONE = r"(?:实际完成|实际产出|实际|完成|产出)(?:值|数量|数|情况)?"
_DUE = r"(?:年度|年初|设定)?(?:计划完成|计划产出|计划|目标|指标|任务)(?:值|数量|数)?"
_RATE = r"(?:实际|指标|任务|目标|计划|产出)?(?:完成率|完成比例)"
_ALL = r"(?:该项|本项|此项|指标|该指标)?(?:分值|权重分值|权重分|权重|满分|标准分|总分)"
_DEFINITION = pattern(rf"{_RATE}={_DONE}/{_DUE}(?:\*100%)?")
_RATIO = pattern(
    rf"(?:(?:按照|按|根据|依据|以)|(?:该项|本项|指标|实际|本指标|该指标)?得分=)?(?:(?:{_DONE}/{_DUE}|{_RATE})(?:\*100%)?\*{_ALL}|{_ALL}\*(?:{_DONE}/{_DUE}|{_RATE})(?:\*100%)?)(?:计算得分|计算|得分|计分)?"
)
_BY_RATIO = pattern(rf"{_DONE}/{_DUE}")
_NOISE = pattern(r"[\s“”\"'‘’（）()【】\[\]:：的则即可将应]")
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
    pieces = [plain(piece) for piece in _PIECES.split(unnumbered(text))]
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


def is_for_more(text: str) -> bool:
    """Whether a text says how what is reached stands to the target (实际完成值/指标值): nothing that a target of at most is scored by."""
    return len(text) <= MAX_LENGTH and any(_BY_RATIO.search(plain(piece)) for piece in _PIECES.split(text))


def _part(pieces: Sequence[str], forms: Mapping[str, str]) -> str:
    """The part that pieces play together; empty when they are no form."""
    text = "".join(pieces)
    if _DEFINITION.fullmatch(text):
        return "beside"
    if (found := forms.get(text, "unless")) != "unless":
        return found
    if _RATIO.fullmatch(text):
        return "whole"
    heads = (at for at in range(1, min(len(text), 12)) if forms.get(text[:at]) == "unless")
    return "missed" if any(forms.get(text[at:]) == "whole" or _RATIO.fullmatch(text[at:]) for at in heads) else ""


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
