"""The headline of a re-scored row: what fits a table cell."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from indicatorlang.diagnostics import Lang, display_width
from indicatorlang.engine.rescoring.opinions import opinion
from indicatorlang.engine.rescoring.saying import (
    apart,
    asked,
    by_what,
    clip,
    ours_said,
    points_said,
    score_said,
    supplied,
    target_said,
    unmeasured,
)
from indicatorlang.engine.why import words
from indicatorlang.model.points import is_blank
from indicatorlang.model.rescored import Finding, RescoredRow

CELLS = 80
"""A headline has room for forty Han characters; Latin letters and digits are half as wide."""
_COMPARED = (Finding.AGREES, Finding.ROUNDING, Finding.HIGH, Finding.LOW, Finding.FULL_THOUGH_MISSED, Finding.CUT_THOUGH_MET)


def headline(row: RescoredRow, lang: Lang = "zh") -> str:
    """What fits a table cell."""
    if row.computed.of == "money" and row.computed.rate is not None and row.published is None:
        return _rate(row, lang)
    if row.finding is None:
        return ""
    tries = list(_headlines(row, lang))
    return next((text for text in tries if display_width(text) <= CELLS), _cut(tries[-1]))


def _cut(text: str) -> str:
    """As much of a text as fits."""
    room = CELLS - 1
    for at, sign in enumerate(text):
        room -= display_width(sign)
        if room < 0:
            return f"{text[:at]}…"
    return f"{text}…"


def _rate(row: RescoredRow, lang: Lang) -> str:
    """The rate of execution of a line that has no score."""
    rate, printed, finding = words.percent(row.computed.rate or Fraction(0)), row.row.get("rate"), row.finding
    if lang == "en":
        ends = {Finding.AGREES: ", the same", Finding.ROUNDING: ", by rounding", None: "; check"}
        said = f", published {printed}{ends.get(finding, '')}" if printed else ""
        return f"executed {rate}{said}" + (", no score" if finding is Finding.NO_SCORE else "")
    tails = {Finding.AGREES: "一致", Finding.ROUNDING: "属取整差异", None: "请核对"}
    said = f"，表内{printed}，{tails[finding]}" if printed and finding in tails else ""
    if finding is Finding.NO_SCORE:
        return f"执行率{rate}，{by_what(row, lang)}测算{points_said(row.computed.score)}分，表内未填得分，请补填"
    return f"执行率{rate}{said}"


def _headlines(row: RescoredRow, lang: Lang) -> Iterable[str]:
    """The headline, and shorter ones to fall back on."""
    compared = next((f for f in row.findings if f in _COMPARED), None)
    finding = row.finding
    if finding is Finding.NO_REASON and compared is not None:
        yield from _no_reason(row, lang)
    elif finding is Finding.ABOVE_WEIGHT:
        yield from _above(row, lang)
    elif finding in _COMPARED:
        yield from _held_against(row, lang)
    else:
        yield from _barred(row, lang)


def _held_against(row: RescoredRow, lang: Lang) -> Iterable[str]:
    by, ours, published = by_what(row, lang), ours_said(row, lang), score_said(row)
    if row.finding not in (Finding.AGREES, Finding.ROUNDING):
        yield from (asked(row, lang), asked(row, lang, by=False))
        yield (
            f"{ours}，表内{published}分，请说明评分依据" if lang == "zh" else f"{ours}, published {published}, {apart(row, lang)}"
        )
        return
    agrees = row.finding is Finding.AGREES
    if lang == "en":
        tail = ("within" if row.computed.is_range else "the same") if agrees else "by rounding"
        yield f"{by}{ours}, published {published}, {tail}"
    elif agrees:
        tail = f"表内{published}分，在区间内" if row.computed.is_range else "与表内一致"
        yield from (f"{by}{ours}，{tail}", f"{ours}，{tail}")
    else:
        yield from (f"{start}{ours}，表内{published}分，属取整差异" for start in (by, ""))


def _above(row: RescoredRow, lang: Lang) -> Iterable[str]:
    weight, published = points_said(row.weight), score_said(row)
    ours = row.computed.score
    if lang == "en":
        yield f"published {published}, above its weight of {weight}" + (
            f"; computed {points_said(ours)}" if ours is not None else ""
        )
        return
    if ours is not None and not row.computed.is_range:
        yield f"{by_what(row, lang)}测算{points_said(ours)}分，表内{published}分，超过分值{weight}分，请核对"
    yield f"表内得分{published}分，超过分值{weight}分，请核对"


def _no_reason(row: RescoredRow, lang: Lang) -> Iterable[str]:
    ours = ours_said(row, lang)
    if lang == "en":
        yield f"missed; {by_what(row, lang)}{ours}, published {score_said(row)}, but no reason is given"
        yield f"missed; {ours}, published {score_said(row)}, no reason given"
        return
    same = Finding.AGREES in row.findings and not row.computed.is_range
    base = f"{ours}，{'与表内一致' if same else f'表内{score_said(row)}分'}；未达标，请填写偏差原因"
    yield from (f"{by_what(row, lang)}{base}", base, "未达标，未填偏差原因，请补充")


def _barred(row: RescoredRow, lang: Lang) -> Iterable[str]:
    """Rows that could not be compared."""
    target, actual = clip(target_said(row)), clip(row.row.get("actual"))
    scored = row.published is not None
    if lang == "en":
        yield opinion(row.finding, row, lang) if row.finding is not None else ""
        return
    match row.finding:
        case Finding.NO_ACTUAL if row.computed.of == "money":
            yield "未填执行数，无法测算执行率和得分，请补充"
        case Finding.NO_ACTUAL:
            yield (
                f"未填完成值，表内得{score_said(row)}分，请补充实际完成数"
                if scored
                else "未填完成值，无法测算得分，请补充实际完成数"
            )
        case Finding.TARGET_UNREAD:
            yield f"指标值“{target}”无法判读，无法测算得分，请核对指标值" if target else "未填指标值，无法测算得分，请核对指标值"
        case Finding.NOT_MEASURED if row.computed.of == "money":
            yield f"{unmeasured(row)}，无法测算得分，请核对"
            yield f"{unmeasured(row)}，请核对"
        case Finding.NOT_MEASURED:
            yield f"{unmeasured(row)}，无法测算得分，{supplied(row)}"
            yield f"指标值为{target}，完成值“{actual}”不能计量，{supplied(row)}"
            yield f"完成值“{actual}”不能计量，{supplied(row)}"
        case Finding.OWN_RULE:
            yield "本行评分标准不能自动测算，请按评分标准复核"
        case Finding.NO_WEIGHT:
            yield f"未填分值，无法测算得分{f'，表内得{score_said(row)}分' if scored else ''}，请补充分值"
        case Finding.NO_REASON:  # in a table without scores
            yield from (f"{start}{ours_said(row, lang)}，未达标，请填写偏差原因" for start in (by_what(row, lang), ""))
            yield "未达标，请填写偏差原因"
        case Finding.NO_SCORE:
            score = row.computed.score
            typed = row.row.get("score")
            theirs = "表内未填得分，请补填" if is_blank(typed) else f"表内得分“{clip(typed)}”不是数值，请核对"
            yield f"{by_what(row, lang)}测算{points_said(score)}分，{theirs}" if score is not None else theirs
