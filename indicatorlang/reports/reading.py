"""A reading for people: what the text demands, what was assumed to say so, what was left over."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Lang
from indicatorlang.model.comparison import Op, Stated
from indicatorlang.model.reading import Reading

_KINDS = {
    "number": ("数值", "a number"),
    "range": ("区间", "a range"),
    "deadline": ("期限", "a deadline"),
    "done": ("完成与否", "done or not"),
    "level": ("等级或状态", "a level"),
    "growth": ("增长", "growth"),
    "grades": ("分档", "grades"),
    "none": ("没有要求", "nothing demanded"),
    "text": ("未能读懂", "not understood"),
}

_OPS: dict[Op, tuple[str, str]] = {
    ">=": ("不低于", "at least"),
    "<=": ("不超过", "at most"),
    ">": ("高于", "more than"),
    "<": ("低于", "less than"),
    "==": ("等于", "equal to"),
    "!=": ("不等于", "other than"),
}


def read_report(reading: Reading, lang: Lang = "zh") -> str:
    """Several lines: kind, canonical form, deadline candidates, conditions or grades, assumptions, rest."""
    return "\n".join(_lines(reading, lang)) + "\n"


def _lines(reading: Reading, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    colon = "：" if zh else ": "
    yield f"{'类型' if zh else 'kind'}{colon}{_KINDS[reading.kind][0 if zh else 1]}"
    if reading.canonical:
        yield f"{'规范写法' if zh else 'canonical'}{colon}{reading.canonical}"
    elif reading.level:
        each = reading.kind == "deadline"
        label = ("每期" if each else "等级") if zh else ("each time" if each else "level")
        yield f"{label}{colon}{reading.level}"
    if reading.by_any:
        days = ("或" if zh else " or ").join(day.isoformat() for day in reading.by_any)
        yield f"{'期限有两种理解' if zh else 'the deadline may mean'}{colon}{days}"
    for number, clause in enumerate(reading.clauses, 1):
        said = clause.canonical or clause.level or _KINDS[clause.kind][0 if zh else 1]
        yield f"  {number}. {said}"
    for step in reading.grades:
        yield f"  {step.level}{colon}{_OPS[step.op][0 if zh else 1]}{'' if zh else ' '}{step.value}{step.unit}"
    for stated in reading.stated:
        if stated.in_words and stated.where == "text" and reading.kind in ("number", "range", "growth"):
            yield f"{'比较' if zh else 'comparison'}{colon}{_stated_zh(stated) if zh else _stated_en(stated)}"
    for diagnostic in reading.assumed:
        yield f"{'按以下理解' if zh else 'assumed'}{colon}{diagnostic.message(lang)}"
    for diagnostic in reading.refused:
        yield f"{'原因' if zh else 'why'}{colon}{diagnostic.message(lang)}"
        if diagnostic.help(lang):
            yield f"{'建议' if zh else 'help'}{colon}{diagnostic.help(lang)}"
    if reading.rest and not reading.refused:
        yield f"{'未用到的文字' if zh else 'not used'}{colon}{reading.rest}"


def _stated_zh(said: Stated) -> str:
    """`“控制在…以内”即不超过，“以内”含本数（参照《民法典》第一千二百五十九条）`."""
    meaning = _OPS[said.op][0]
    same = "" if meaning == said.words else f"即{meaning}，"
    if said.op in ("==", "!="):
        return f"“{said.words}”{same}".rstrip("，")
    word = f"“{said.word}”" if said.word != said.words else ""
    authority = ""
    if said.authority is not None and not said.by_profile:
        since = f"，{said.authority.since}年起施行" if said.authority.since is not None else ""
        authority = f"（{said.authority.zh}{since}）"
    return f"“{said.words}”{same}{word}{'含' if said.inclusive else '不含'}本数{authority}"


def _stated_en(said: Stated) -> str:
    meaning = f"`{said.words}` means {_OPS[said.op][1]}"
    if said.op in ("==", "!="):
        return meaning
    word = f"`{said.word}` includes" if said.word != said.words else "including"
    if not said.inclusive:
        word = f"`{said.word}` excludes" if said.word != said.words else "excluding"
    authority = ""
    if said.authority is not None and not said.by_profile:
        since = f", in force from {said.authority.since}" if said.authority.since is not None else ""
        authority = f" ({said.authority.en}{since})"
    return f"{meaning}, {word} the number itself{authority}"
