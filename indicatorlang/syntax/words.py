"""The keywords of the target language in both languages, and how a name is written so that it is no keyword.

This file knows the words only; where they may stand is the grammar's business (`grammar/terminals.lark`; a test holds the
two together). It loads nothing, so that others can ask for a reserved word without loading a parser.
"""

from __future__ import annotations

from types import MappingProxyType

from indicatorlang.lazily import pattern

KEYWORDS = MappingProxyType(
    {
        "by": "不晚于",
        "in": "介于",
        "is": "为",
        "done": "完成",
        "grows": "增长",
        "falls": "下降",
        "over": "比",
        "rises each period": "逐期提升",
        "drops each period": "逐期下降",
        "on": "按",
        "for": "达标面",
        "every day": "每天",
        "every week": "每周",
        "every month": "每月",
        "every quarter": "每季度",
        "and": "且",
        "or": "或",
        "not": "非",
    }
)
"""Each canonical English keyword and its canonical Chinese one."""

ALSO_READ = MappingProxyType({"截至": "by", "于…前": "by", "each": "every", "=>": ">=", "=": "=="})
"""Spellings that are read but never printed, and the canonical one."""

COMPARISONS = MappingProxyType(
    {
        ">=": (">=", "=>", "≥", "≧", "⩾"),
        "<=": ("<=", "≤", "≦", "⩽"),
        ">": (">",),
        "<": ("<",),
        "==": ("==", "="),
        "!=": ("!=", "≠"),
    }
)
"""The comparison signs: the canonical one and every spelling that is read (full-width ones besides)."""

RESERVED = frozenset(
    {
        *("and", "or", "not", "by", "in", "is", "done", "grows", "falls", "over"),
        *("rises", "drops", "on", "for", "of", "every", "each"),
        *("且", "或", "非", "不晚于", "截至", "于", "前", "介于", "为", "完成", "增长", "下降", "比"),
        *("逐期提升", "逐期下降", "按", "达标面", "每天", "每周", "每月", "每季度"),
    }
)

PREDICATES = (
    "in",
    "is",
    "done",
    "grows",
    "falls",
    "rises",
    "drops",
    "介于",
    "为",
    "完成",
    "增长",
    "下降",
    "逐期提升",
    "逐期下降",
)
"""The keywords that can state a condition; without one of them, or a comparison sign, no text is a target."""

_LATIN = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PLAIN = pattern(f"[{_LATIN}{_HAN}][{_LATIN}{_HAN}0-9]*")
_LONGEST_FIRST = sorted(RESERVED, key=lambda word: (-len(word), word))
_GLUED = pattern("|".join(rf"(?<![{_LATIN}]){w}(?![{_LATIN}])" if w.isascii() else w for w in _LONGEST_FIRST))

_STATES = pattern(
    "[" + "".join(sorted({sign[0] for spellings in COMPARISONS.values() for sign in spellings})) + "]"
    rf"|(?<!\w)(?:{'|'.join(PREDICATES)})(?!\w)"
)


def may_be_target(folded: str) -> bool:
    """Whether a folded text holds anything that states a condition. Quickly told, and never False for a target."""
    return _STATES.search(folded) is not None


def is_reserved(word: str) -> bool:
    """Whether the word is a keyword and can be a name only in quotes."""
    return word in RESERVED


def is_plain_name(name: str) -> bool:
    """Whether the name may stand without quotes."""
    return _PLAIN.fullmatch(name) is not None and name not in RESERVED


def name_text(name: str) -> str:
    """The name as the target language writes it: in `「…」` (or back quotes) when it could not stand alone.

    A name that holds both kinds of closing quotes, or a line break, cannot be written at all; it is shown in `「…」` anyway.
    """
    if is_plain_name(name):
        return name
    return f"`{name}`" if ("「" in name or "」" in name) and "`" not in name else f"「{name}」"


def with_blanks(name: str) -> tuple[str, ...]:
    """What the author may have meant by a name that contains keywords: the same with blanks around one of them, or
    around all. Longer keywords first: `数量不晚于` gives `数量 不晚于`, never `数量不晚 于`."""
    found = list(_GLUED.finditer(name))
    if not found or name in RESERVED:
        return ()
    every = _GLUED.sub(lambda m: f" {m.group()} ", name)
    single = [f"{name[: m.start()]} {m.group()} {name[m.end() :]}" for m in (*found[-2:], *found[:2])]
    return tuple(dict.fromkeys(" ".join(text.split()) for text in (*single, every)))
