"""A reading for people: what the text demands, what was assumed to say so, what was left over."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Lang
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


def read_report(reading: Reading, lang: Lang = "zh") -> str:
    """Several lines: kind, canonical form, deadline candidates, assumptions, rest."""
    return "\n".join(_lines(reading, lang)) + "\n"


def _lines(reading: Reading, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    colon = "：" if zh else ": "
    yield f"{'类型' if zh else 'kind'}{colon}{_KINDS[reading.kind][0 if zh else 1]}"
    if reading.canonical:
        yield f"{'规范写法' if zh else 'canonical'}{colon}{reading.canonical}"
    elif reading.level:
        yield f"{'等级' if zh else 'level'}{colon}{reading.level}"
    if reading.by_any:
        days = ("或" if zh else " or ").join(day.isoformat() for day in reading.by_any)
        yield f"{'期限有两种理解' if zh else 'the deadline may mean'}{colon}{days}"
    for number, clause in enumerate(reading.clauses, 1):
        said = clause.canonical or clause.level or clause.kind
        yield f"  {number}. {said}"
    for diagnostic in reading.assumed:
        yield f"{'按以下理解' if zh else 'assumed'}{colon}{diagnostic.message(lang)}"
    if reading.rest:
        yield f"{'未用到的文字' if zh else 'not used'}{colon}{reading.rest}"
