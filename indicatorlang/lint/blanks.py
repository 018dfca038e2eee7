"""Texts that still wait for somebody to fill them in: `≥**%`, `XX家`, 待定, （100字以内）."""

from __future__ import annotations

from indicatorlang.lazily import pattern
from indicatorlang.syntax.written.vocabulary import folded

_BLANK = pattern(
    r"\*{2,}|_{2,}|(?<![a-z0-9])x{2,4}(?![a-z0-9])|(?<=[<>=≥≤])\s*(?:[x*×]|\.{2,}|…+)(?=\s*(?:$|[%‰\u3400-\u9fff]))|[○〇◯]{2,}|[?]{2,}|\(\s*\)|【\s*】"
)
_PROMPT = pattern(
    r"[(\[]?[0-9]{1,4}字(?:以内|之内|内|以下)[)\]]?|(?:^|[(\[])(?:请|此处|在此)(?:填写|填报|填入|输入|说明)[^)\]]{0,12}(?:$|[)\]])|"
    r"[(\[](?:words or less|[0-9]+ words or less|[0-9]+ words max(?:imum)?)[)\]]"
)
_LATER = pattern(
    r"待定|待填|待填写|待补|待补充|待确定|待明确|另行确定|另行通知|暂定|tbd|tbc|to be (?:determined|decided|confirmed)|n\.?n\.?"
)


def blank_in(text: str) -> str:
    """What shows that a text is not filled in, as written; empty where nothing does.

    >>> blank_in("≥**%"), blank_in("待定"), blank_in("X光片合格率95%"), blank_in("4x以上")
    ('**', '待定', '', '')
    """
    text = text.strip()
    plain = folded(text)
    found = _BLANK.search(plain) or _PROMPT.search(plain)
    if found is not None and len(plain) == len(text):
        return text[found.start() : found.end()].strip()
    return text if found is not None or _LATER.fullmatch(plain.strip(" .。()")) else ""
