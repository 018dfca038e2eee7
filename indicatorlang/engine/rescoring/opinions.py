"""What a reviewer may say to each finding. Nobody is told to be wrong: a score is asked for its ground."""

from __future__ import annotations

from indicatorlang.diagnostics import Lang
from indicatorlang.engine.rescoring.saying import apart, asked, clip, points_said, refusal, supplied, target_said, unmeasured
from indicatorlang.engine.why import words
from indicatorlang.model.points import is_blank
from indicatorlang.model.rescored import Finding, RescoredRow


def opinion(finding: Finding, row: RescoredRow, lang: Lang) -> str:
    """One finding, as a reviewer would put it."""
    zh, en = _opinions(finding, row)
    return zh if lang == "zh" else en


def _opinions(finding: Finding, row: RescoredRow) -> tuple[str, str]:
    apart_zh, apart_en = apart(row, "zh"), apart(row, "en")
    match finding:
        case Finding.AGREES if row.computed.is_range:
            return "表内得分在该等级的区间内", "the score lies within the band of the level"
        case Finding.AGREES:
            return "与测算一致", "the same as computed"
        case Finding.ROUNDING:
            return f"与测算{apart_zh.replace('高', '相差').replace('低', '相差')}，属取整差异", f"{apart_en}, by rounding"
        case Finding.HIGH | Finding.LOW:
            return asked(row, "zh"), asked(row, "en")
        case Finding.FULL_THOUGH_MISSED:
            return f"未达标而得满分，{asked(row, 'zh')}", f"missed, yet scored in full; {asked(row, 'en')}"
        case Finding.CUT_THOUGH_MET:
            return f"已达标而被扣分，{asked(row, 'zh')}", f"met, yet points were taken off; {asked(row, 'en')}"
        case Finding.ABOVE_WEIGHT:
            return (
                f"得分超过分值{points_said(row.weight)}分，请核对得分和分值",
                f"the score is above the weight of {points_said(row.weight)}; check both",
            )
        case Finding.NO_REASON:
            told = Finding.FULL_THOUGH_MISSED in row.findings
            return (
                f"{'偏差原因未填' if told else '未达标而未填偏差原因'}，请补充",
                f"{'' if told else 'missed, and '}no reason is given",
            )
    return _barred_opinions(finding, row)


def _barred_opinions(finding: Finding, row: RescoredRow) -> tuple[str, str]:
    target, actual = target_said(row), row.row.get("actual")
    refused = refusal(row)
    match finding:
        case Finding.NO_ACTUAL if row.computed.of == "money":
            return "未填执行数，无法测算执行率，请补充", "no spending is given, so that there is no rate"
        case Finding.NO_ACTUAL:
            return "未填完成值，请补充实际完成数", "no actual; ask for it"
        case Finding.TARGET_UNREAD:
            why = row.reading.refused if row.reading is not None else ()
            because = f"（{words.said(why[0])}）" if why else ""
            zh = (
                f"指标值“{target}”无法判读{because}，无法测算得分，请核对指标值" if target else "未填指标值，无法测算得分，请补填"
            )
            en = (f'the target "{target}" cannot be read' if target else "there is no target") + (
                f": {why[0].en()}" if why else ""
            )
            return zh, en
        case Finding.NOT_MEASURED if row.computed.of == "money":
            en = refused.en() if refused is not None else "budget and spending are both nought, so that there is no rate"
            return f"{unmeasured(row)}，无法测算得分，请核对", f"{en}; no score can be computed"
        case Finding.NOT_MEASURED:
            en = refused.en() if refused is not None else f'the actual "{actual}" is no measurement of "{target}"'
            return f"{unmeasured(row)}，无法测算得分，{supplied(row)}", f"{en}; no score can be computed"
        case Finding.OWN_RULE:
            rule, (why_zh, why_en) = row.row.get("rule"), _unread(row)
            return (
                f"本行评分标准“{clip(rule, 30)}”不能自动测算{why_zh}，未按默认办法测算，请按评分标准复核",
                f'the scoring rule of the row, "{clip(rule, 60)}", cannot be applied{why_en}; it was not scored by default',
            )
        case Finding.NO_WEIGHT:
            return "未填分值，无法测算得分，请补充分值", "no weight, so that no score can be computed"
    typed = row.row.get("score")
    zh = f"得分“{typed}”不是数值，请核对" if typed and not is_blank(typed) else "表内未填得分，请补填"
    return zh, f'the score "{typed}" is not a number' if typed and not is_blank(typed) else "the table has no score"


def _unread(row: RescoredRow) -> tuple[str, str]:
    """Why the scoring rule of a row cannot be used, where it is not all of it that is not understood."""
    rule = row.row.get("rule")
    for remark in row.remarks:
        for because in getattr(remark, "because", ()):
            rest = getattr(because, "rest", "")
            if because.code == "scoring-unread" and because.why == "words" and rest:
                return ("", "") if len(rest) >= len(rule) else (f"（“{rest}”没有读懂）", f' ("{rest}" is not understood)')
            return f"（{words.said(because)}）", f" ({because.en()})"
    return "", ""
