"""Values wanted and values found as texts for readers, in Chinese and in English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.testing.facts import Interval, Said
from indicatorlang.model.actual import KIND_WORDS, Kind
from indicatorlang.model.assessment import Assessment, ForecastResult, IndicatorResult, Need, Pace
from indicatorlang.model.expected import Absent, Among, Between, Compared, Contains, Exactly, OneOf, Wanted, Words
from indicatorlang.model.measured import Measured
from indicatorlang.model.number import decimal_text
from indicatorlang.model.quantity import Quantity
from indicatorlang.model.scale import Level
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS, Colour, Verdict

Told = tuple[str, str]
NOTHING: Told = ("无", "none")
MOST_ROWS = 10
"""So many rows are told where the whole is explained."""
_SIGNS_ZH = {">=": "≥", "<=": "≤", "!=": "≠", "==": "="}
_WORDS: Mapping[str, Told] = (
    {str(v): (VERDICT_WORDS[v]["zh"], VERDICT_WORDS[v]["en"]) for v in Verdict}
    | {str(c): (COLOUR_WORDS[c]["zh"], COLOUR_WORDS[c]["en"]) for c in Colour}
    | {str(k): (KIND_WORDS[k][0], str(k)) for k in Kind}
    | {
        "done": ("已完成", "done"),
        "not done": ("未完成", "not done"),
        "sum": ("求和", "sum"),
        "last": ("取最新", "last"),
        "mean": ("平均", "mean"),
        "min": ("最小", "min"),
        "max": ("最大", "max"),
        "each": ("逐期考核", "each"),
        "ratio": ("分子分母分别汇总", "ratio"),
        "weighted": ("加权平均", "weighted"),
        "formula": ("按公式计算", "formula"),
        "date": ("日期", "date"),
        "level": ("等级", "level"),
        "survey": ("问卷", "survey"),
        "growth": ("增长", "growth"),
        "cases": ("逐件考核", "cases"),
        "elapsed": ("用时", "elapsed"),
        "count": ("计数", "count"),
        "share": ("占比", "share"),
        "percentile": ("分位数", "percentile"),
        "worst": ("最差", "worst"),
        "equal": ("各单位一致", "equal"),
        "constant": ("固定值", "constant"),
    }
)
"""Words of the program that stand in results, as people say them."""


def wanted_text(wanted: Wanted) -> Told:
    """What was wanted."""
    match wanted:
        case Absent():
            return NOTHING
        case Exactly(value=value):
            return found_text(value)
        case Compared(op=op, value=value):
            zh, en = found_text(value)
            return f"{_SIGNS_ZH.get(op, op)} {zh}", f"{op} {en}"
        case Between(low=low, high=high):
            return _joined([low, high], "到", " to ")
        case Contains(texts=texts):
            return f"“{'”“'.join(texts)}”", ", ".join(f"`{text}`" for text in texts)
        case OneOf(choices=choices):
            told = [wanted_text(choice) for choice in choices]
            return "或".join(zh for zh, _ in told), " or ".join(en for _, en in told)
        case Words(words=()):
            return NOTHING
        case Words(words=words):
            return "、".join(words), ", ".join(words)
        case Among(entries=entries):
            told = [wanted_text(one.wanted) for entry in entries for one in entry]
            return "、".join(zh for zh, _ in told), ", ".join(en for _, en in told)
    return "有", "present"


def losses(assessment: Assessment) -> Told:
    """Why the whole came out so: the rows that do not have all of their points, and the vetoes."""
    short = [row for row in assessment.results if not row.outside and (row.score is None or row.score < row.weight)]
    zh = "、".join(_points(row, "zh") for row in short[:MOST_ROWS])
    en = ", ".join(_points(row, "en") for row in short[:MOST_ROWS])
    vetoes = [veto.indicator for veto in assessment.vetoes]
    more = (f"等{len(short)}项", f" and {len(short) - MOST_ROWS} more") if len(short) > MOST_ROWS else ("", "")
    return (
        (f"未得满分的：{zh}{more[0]}" if short else "各项都得满分") + (f"；一票否决：{'、'.join(vetoes)}" if vetoes else ""),
        (f"less than all points: {en}{more[1]}" if short else "every row has all its points")
        + (f"; vetoes: {', '.join(vetoes)}" if vetoes else ""),
    )


def _points(row: IndicatorResult, lang: Lang) -> str:
    score = (
        ("暂不计分", "no score")[lang == "en"] if row.score is None else f"{decimal_text(row.score)}/{decimal_text(row.weight)}"
    )
    named = row.id if row.name == row.id else f"{row.id} {row.name}"
    verdict = VERDICT_WORDS[row.verdict][lang]
    return f"{named} {score}（{verdict}）" if lang == "zh" else f"{named} {score} ({verdict})"


def found_text(found: Any) -> Told:
    """What was found: a value, words, objects."""
    match found:
        case None | () | "":
            return NOTHING
        case bool():
            return ("是", "yes") if found else ("否", "no")
        case Fraction():
            return (decimal_text(found),) * 2
        case Quantity():
            return found.shown("zh"), found.shown("en")
        case Level():
            return found.name, found.name
        case dt.date():
            return found.isoformat(), found.isoformat()
        case str():
            return _WORDS.get(found, (found, found))
        case Interval(low=low, high=high):
            return _joined([low, high], "到", " to ")
        case Said(zh=zh, en=en):
            return zh, en
        case Pace(colour=colour):
            return found_text(None if colour is None else str(colour))
        case Need():
            return _need(found)
        case Measured():
            return found_text(found.quantity or found.level or found.day)
        case ForecastResult(verdict=verdict):
            return found_text(str(verdict))
        case tuple():
            return _joined(found, "、", ", ")
    return _joined(list(found), "、", ", ")


def _joined(parts: Iterable[Any], zh: str, en: str) -> Told:
    told = [found_text(part) for part in parts]
    return zh.join(one for one, _ in told), en.join(one for _, one in told)


def _need(need: Need) -> Told:
    zh, en = found_text(need.quantity or need.level or need.day)
    kind = _WORDS[str(need.kind)] if need.kind is not None else ("", "")
    period = (need.period.shown("zh"), need.period.shown("en")) if need.period is not None else ("", "")
    head = (f"{period[0]}{need.measure}{kind[0]}", " ".join(part for part in (need.measure, period[1], kind[1]) if part))
    return f"{head[0]} {_SIGNS_ZH.get(need.op, need.op)} {zh}", f"{head[1]} {need.op} {en}"
