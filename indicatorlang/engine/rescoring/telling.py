"""What was found in a row, told: a headline for a table cell, and a text with fixed labels.

What the row demands, what it came to and how that is scored are the engine's own steps; around them stand what the table says,
what the reviewer may want to ask, and how the published number may have come about.
"""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.rescoring.headlines import headline
from indicatorlang.engine.rescoring.saying import ends_of, points_said, score_said
from indicatorlang.engine.rescoring.steps import (
    AsTyped,
    Causes,
    Earned,
    MoneyScored,
    MoneySpent,
    OpenScore,
    Opinion,
    Published,
    Reached,
    Reason,
    Understood,
    Verify,
    Wanted,
)
from indicatorlang.model.explanation import Explanation, Step
from indicatorlang.model.rescored import RescoredRow
from indicatorlang.model.verdict import Verdict

_INDENT = 10


def tell(row: RescoredRow, lang: Lang = "zh") -> Explanation:
    """The explanation of a row: headline, text with fixed labels (empty ones left out), and the steps."""
    steps = steps_of(row)
    lines = [_title(row, lang)]
    for step in steps:
        sentence = step.sentence(lang)
        if sentence and lang == "zh":
            lines.append(f"{step.label(lang)}：{sentence}")
        elif sentence:
            lines.append(f"  {step.label(lang):<{_INDENT - 1}} {sentence}")
    text = "\n".join(lines) if len(lines) > 1 else ""  # a heading, a note, a source of money: there is nothing to tell
    return Explanation(headline(row, lang), text, steps, lang)


def steps_of(row: RescoredRow) -> tuple[Step, ...]:
    """The reasons, in the order they are told."""
    if not row.findings:
        return (
            (MoneySpent(row=row), Published(row=row), Verify(row=row), Understood(row=row)) if row.computed.of == "money" else ()
        )
    engine = _engine_steps(row)
    around = (Published(row=row), Opinion(row=row), Causes(row=row), Verify(row=row), Understood(row=row), Reason(row=row))
    return (*engine, *around)


def _engine_steps(row: RescoredRow) -> tuple[Step, ...]:
    """要求, 完成 and 计分 as evaluation tells them, of a row that could be evaluated."""
    if row.computed.of == "money":
        return (MoneySpent(row=row), MoneyScored(row=row))
    result = row.computed.result
    if result is None or result.explainer is None or result.verdict not in (Verdict.MET, Verdict.MISSED):
        return (AsTyped(row=row), *((OpenScore(row=row),) if row.computed.is_range else ()))
    steps = {step.code: step for step in result.explain().steps}
    found: list[Step] = [Wanted(row=row, inner=steps["demanded"]), Reached(row=row, inner=steps["measured"])]
    if row.computed.is_range:
        found.append(OpenScore(row=row))
    elif row.computed.score is not None:
        found.append(Earned(row=row, inner=steps["score"]))
    return tuple(found)


def _title(row: RescoredRow, lang: Lang) -> str:
    """`【得分偏高】成活率　　表内 1.90／测算 1.69／分值 2.00`."""
    name = row.row.get("name") or row.row.get("label") or ("预算执行率" if lang == "zh" else "budget execution")
    word = row.finding.word(lang) if row.finding is not None else ""
    if not word and row.to_verify:
        word = "请核对" if lang == "zh" else "check"
    parts = []
    if row.published is not None:
        parts.append(f"{'表内' if lang == 'zh' else 'published'} {score_said(row)}")
    if row.computed.is_range:
        between = ends_of(row.computed, lang, open_end=False).removesuffix("分")
        parts.append(f"{'测算' if lang == 'zh' else 'computed'} {between}")
    elif row.computed.score is not None:
        parts.append(f"{'测算' if lang == 'zh' else 'computed'} {points_said(row.computed.score)}")
    if row.weight is not None:
        parts.append(f"{'分值' if lang == 'zh' else 'weight'} {points_said(row.weight)}")
    if lang == "en":
        return f"[{word}] #{row.id} {name}" + (f" - {', '.join(parts)}" if parts else "") if word else f"#{row.id} {name}"
    return (f"【{word}】" if word else "") + name + (f"　　{'／'.join(parts)}" if parts else "")
