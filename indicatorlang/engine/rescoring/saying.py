"""How figures, targets and findings of a re-scored row are said, in both languages: the vocabulary of its explanation."""

from __future__ import annotations

from fractions import Fraction

from indicatorlang.diagnostics import Diagnostic, Lang
from indicatorlang.engine.why import words
from indicatorlang.model.indicator import AtLevel
from indicatorlang.model.number import decimal_text
from indicatorlang.model.points import is_blank, plain, read_points
from indicatorlang.model.rescored import Computed, RescoredRow

_SHORT = 12
_SIGNS = ("≥", "≤", ">", "<", "=", "＞", "＜", "＝", "≧", "≦", ">=", "<=", "==", "!=", "≠")


def unmeasured(row: RescoredRow) -> str:
    """`指标值为≤30万元，完成值“完成”不是数值`; for other reasons what evaluation or the reader of actuals says."""
    refused, typed = refusal(row), row.row.get("actual")
    if row.computed.of == "money":
        return words.said(refused) if refused is not None else "全年预算数和执行数均为0，预算执行率不适用"
    target, actual = clip(target_said(row)), clip(typed)
    head = f"指标值为{target}，完成值“{actual}”" if target else f"完成值“{actual}”"
    wants_number = row.reading is not None and row.reading.kind in ("number", "range", "growth")
    if refused is not None and refused.code == "actual-not-measured" and wants_number and not any(c.isdigit() for c in typed):
        return f"{head}不是数值"
    said = words.said(refused) if refused is not None else ""
    if said.startswith(("指标值", "完成值")):
        return said if "指标值" in said or not target else f"指标值为{target}，{said}"
    return f"{head}不能计量" + (f"（{said}）" if said else "")


_ASKED = {
    "percent-unclear": "请补写百分号",
    "deadline-unclear": "请明确指标值的期限",
    "actual-unit-differs": "请统一计量单位",
    "actual-no-date": "请补充完成日期",
    "actual-date-unclear": "请补充完成日期",
    "actual-word-unclear": "请补充实际完成情况",
    "actual-not-understood": "请补充实际完成情况",
    "actual-contradicts-itself": "请写明最终完成情况",
    "actual-growth-side-unclear": "请写明上升还是下降",
    "actual-several-numbers": "请写明以哪个数为准",
    "actual-for-several": "请按各项要求分行填写",
    "target-of-several": "请按各项要求分行填写",
    "actual-per-period": "请统一口径",
    "actual-error-cell": "请改正公式后重报",
    "actuals-by-period-needed": "请补充各期完成情况",
    "actual-settles-nothing": "请补充完成情况",
    "part-of-the-work": "请说明评分依据",
}


def supplied(row: RescoredRow) -> str:
    """What the filler is asked to add where the actual could not be measured."""
    refused = refusal(row)
    return _ASKED.get(refused.code if refused is not None else "", "请补充实际完成数")


def refusal(row: RescoredRow) -> Diagnostic | None:
    """Why there is no score."""
    if row.actual is not None and row.actual.refused is not None:
        return row.actual.refused
    if row.computed.refused is not None:
        return row.computed.refused
    result = row.computed.result
    return result.problems[0] if result is not None and result.problems else None


def by_what(row: RescoredRow, lang: Lang) -> str:
    """`按mof-2020`, or by the row's own rule."""
    result = row.computed.result if row.row.get("rule") else None
    if result is not None and result.indicator.scoring is not None and result.indicator.scoring.method:
        return "按本行评分标准" if lang == "zh" else "by the rule of the row "
    if not row.computed.profile:
        return ""
    return f"按{row.computed.profile}" if lang == "zh" else f"by {row.computed.profile} "


def apart(row: RescoredRow, lang: Lang) -> str:
    """`高0.21分`; of what lies at the end of a range that is not included, that it must be less."""
    difference = row.difference or Fraction(0)
    if not difference and row.computed.is_range and row.computed.high is not None:
        high = points_said(row.computed.high)
        return f"应低于{high}分" if lang == "zh" else f"to be less than {high}"
    points = decimal_text(abs(difference), _places(abs(difference), row))
    if lang == "en":
        return f"{points} {'higher' if difference > 0 else 'lower'}"
    return f"{'高' if difference > 0 else '低'}{points}分"


def _places(number: Fraction, row: RescoredRow) -> int:
    """Two decimals, more where the published score has more."""
    own = read_points(row.row.get("score"))
    return max(2, own.places) if own is not None and number else 2


def ends_of(computed: Computed, lang: Lang, open_end: bool = True) -> str:
    """The points that a level leaves; with `open_end` that the upper end is not included, where it is not."""
    low, high = points_said(computed.low), points_said(computed.high)
    tell_end = open_end and not computed.high_closed
    if lang == "en":
        return f"{low} to {high}" + (" (not included)" if tell_end else "")
    return f"{low}至{high}分" + (f"（不含{high}分）" if tell_end else "")


def score_said(row: RescoredRow) -> str:
    """The published score with two decimals at least."""
    return decimal_text(row.published or Fraction(0), _places(Fraction(1), row))


def points_said(number: Fraction | None) -> str:
    """Points with two decimals."""
    return decimal_text(number or Fraction(0), 2)


def target_said(row: RescoredRow) -> str:
    """The target as typed, with the operator and the unit of their columns where the text has none."""
    op, text, unit = (
        plain(row.row.get(column)) if column == "op" else row.row.get(column) for column in ("op", "target", "unit")
    )
    if not text:
        return ""
    sign = op if op in _SIGNS and not text.startswith(_SIGNS) else ""
    bare = text[-1:].isdigit() and unit and not is_blank(unit)
    return f"{sign}{text}{unit if bare else ''}"


def clip(text: str, most: int = _SHORT) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= most else text[: most - 1] + "…"


def ours_said(row: RescoredRow, lang: Lang, open_end: bool = False) -> str:
    """`测算1.69分`, `该等级为6.40至8.00分`."""
    if row.computed.is_range:
        between = ends_of(row.computed, lang, open_end)
        word = "该等级为" if of_a_level(row) else "可得"
        return f"{word}{between}" if lang == "zh" else between
    points = points_said(row.computed.score)
    return f"测算{points}分" if lang == "zh" else points


def of_a_level(row: RescoredRow) -> bool:
    """Whether a range of points is that of a level, and not of what a rule leaves unsaid."""
    result = row.computed.result
    return result is None or isinstance(result.indicator.condition, AtLevel)


def asked(row: RescoredRow, lang: Lang, by: bool = True) -> str:
    """`按mof-2020测算1.69分，表内1.90分，高0.21分，请说明评分依据`; with `by` the rules are named."""
    start, ours = by_what(row, lang) if by else "", ours_said(row, lang, open_end=not row.difference)
    if lang == "en":
        return f"{start}{ours}, published {score_said(row)}, {apart(row, lang)}; on what ground?"
    far = f"，{apart(row, lang)}" if row.difference else ""
    return f"{start}{ours}，表内{score_said(row)}分{far}，请说明评分依据"
