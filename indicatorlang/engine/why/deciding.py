"""Which part of and/or decides: named, so that nobody has to find it among the others."""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.why import words
from indicatorlang.engine.why.demanded import demand_zh
from indicatorlang.model.assessment import IndicatorResult
from indicatorlang.model.indicator import All, AnyOf, Condition, EachPeriod, Negation
from indicatorlang.model.verdict import Verdict


def deciding(result: IndicatorResult) -> tuple[IndicatorResult, ...]:
    """The parts of and/or that make the verdict what it is; none when all parts that count agree, for then all of them do."""
    if not isinstance(result.indicator.condition, All | AnyOf):
        return ()
    counted = [part for part in result.parts if part.verdict is not Verdict.NOT_APPLICABLE]
    found = tuple(part for part in counted if part.verdict is result.verdict)
    return found if 0 < len(found) < len(counted) else ()


def lost(result: IndicatorResult) -> tuple[IndicatorResult, ...]:
    """The parts for which a row that is not due can no longer be met."""
    if result.recoverable is not False or not isinstance(result.indicator.condition, All):
        return ()
    return tuple(part for part in result.parts if part.verdict is Verdict.MISSED or part.recoverable is False)


def named(result: IndicatorResult, parts: tuple[IndicatorResult, ...], lang: Lang = "zh") -> tuple[str, ...]:
    """Their names; where two parts are about the same thing, what each demands."""
    names = [name_of(part.indicator.condition, lang) for part in result.parts]
    told = []
    for part in parts:
        name = name_of(part.indicator.condition, lang)
        if names.count(name) > 1 and part.indicator.condition is not None and lang == "zh":
            name = demand_zh(part.indicator.condition, part)
        elif names.count(name) > 1 and part.due is not None:
            name = f"{name} ({part.due.isoformat()})"
        told.append(name)
    return tuple(dict.fromkeys(told))


def decided_by(result: IndicatorResult, lang: Lang = "zh") -> str:
    """`决定结论的是“专款专用率”。`; empty where nothing has to be said."""
    parts = named(result, deciding(result), lang)
    if not parts:
        return ""
    if lang == "zh":
        return f"决定结论的是{''.join(f'“{name}”' for name in parts)}。"
    return f"decided by {', '.join(parts)}"


def name_of(condition: Condition | None, lang: Lang = "zh") -> str:
    """What a condition is about, in few words."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            joins = ("且", " and ") if isinstance(condition, All) else ("或", " or ")
            return joins[0 if lang == "zh" else 1].join(dict.fromkeys(name_of(part, lang) for part in parts))
        case Negation(part=part) | EachPeriod(part=part):
            return name_of(part, lang)
    subject = getattr(condition, "subject", None)
    return words.expression(subject, lang) if subject is not None else str(getattr(condition, "measure", ""))
