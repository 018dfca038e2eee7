"""The steps of a re-scored row that evaluation does not have: what was typed, what the table says, what a reviewer may ask."""

from __future__ import annotations

from typing import ClassVar

import attrs

from indicatorlang.diagnostics import Diagnostic
from indicatorlang.engine.rescoring.money import money_line
from indicatorlang.engine.rescoring.opinions import opinion
from indicatorlang.engine.rescoring.problems import PointsUnread, SameYearAssumed
from indicatorlang.engine.rescoring.saying import ends_of, of_a_level, points_said, refusal, score_said, target_said
from indicatorlang.engine.why import words
from indicatorlang.engine.why.around import Assumed
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.explanation import Step
from indicatorlang.model.points import is_blank
from indicatorlang.model.rescored import Finding, RescoredRow
from indicatorlang.model.verdict import Verdict

_AT_THE_END = pattern(r"截至\d{4}年\d+月\d+日（实施期末），|^(?:截至)?(?:\d{4}年)?\d+月底(?=为|评为)")
_AT_THE_END_EN = pattern(r" \(by the end of the span, [\d-]+\)| = last value at [\d-]+$")


@frozen(kw_only=True)
class _OfRow(Step):
    """A step that is told of a re-scored row."""

    row: RescoredRow = attrs.field(repr=False)


@frozen(kw_only=True)
class AsTyped(_OfRow):
    """What was typed, of a row that could not be evaluated."""

    code: ClassVar[str] = "as-typed"
    label_zh: ClassVar[str] = "要求"
    label_en: ClassVar[str] = "demanded"

    def zh(self) -> str:
        target, actual = target_said(self.row), self.row.row.get("actual")
        wanted = f"指标值“{target}”" if target else "未填指标值"
        return f"{wanted}，{f'完成值“{actual}”' if actual else '未填完成值'}。"

    def en(self) -> str:
        target, actual = target_said(self.row), self.row.row.get("actual")
        wanted = f'target "{target}"' if target else "no target"
        return f"{wanted}, {f'actual {chr(34)}{actual}{chr(34)}' if actual else 'no actual'}"


@frozen(kw_only=True)
class _Evaluated(_OfRow):
    """What evaluation says of the row. A year that only stood in for the one nobody said is not told, nor that the one actual of a
    table is that of the end of the year."""

    inner: Step = attrs.field(repr=False)

    def zh(self) -> str:
        text, year = _AT_THE_END.sub("", self.inner.zh()), stand_in(self.row)
        return text if year is None else text.replace(f"{year}年", "当年")

    def en(self) -> str:
        text, year = _AT_THE_END_EN.sub("", self.inner.en()), stand_in(self.row)
        return text if year is None else text.replace(f"{year}-", "")


@frozen(kw_only=True)
class Wanted(_Evaluated):
    """What the row demands."""

    code: ClassVar[str] = "demanded"
    label_zh: ClassVar[str] = "要求"
    label_en: ClassVar[str] = "demanded"


@frozen(kw_only=True)
class Reached(_Evaluated):
    """What the row came to."""

    code: ClassVar[str] = "measured"
    label_zh: ClassVar[str] = "完成"
    label_en: ClassVar[str] = "measured"

    def zh(self) -> str:
        text = super().zh()
        return f"完成值{text}" if text.startswith("为") else text


@frozen(kw_only=True)
class Earned(_Evaluated):
    """The points of the row."""

    code: ClassVar[str] = "score"
    label_zh: ClassVar[str] = "计分"
    label_en: ClassVar[str] = "score"


def stand_in(row: RescoredRow) -> int | None:
    """The year that stands in for one that nobody said; None when it is known."""
    return next((remark.year for remark in row.remarks if isinstance(remark, SameYearAssumed)), None)


@frozen(kw_only=True)
class MoneySpent(_OfRow):
    """What was spent of the budget."""

    code: ClassVar[str] = "measured"
    label_zh: ClassVar[str] = "完成"
    label_en: ClassVar[str] = "measured"

    def zh(self) -> str:
        line, rate = money_line(self.row.row, self.row.table), self.row.computed.rate
        if rate is None:
            return ""
        if line.spent is None or line.budget is None:
            return f"表内执行率{words.percent(rate)}，没有预算数或执行数。"
        return f"全年执行数{words.quantity(line.spent)}，全年预算数{words.quantity(line.budget)}，执行率{words.percent(rate)}。"

    def en(self) -> str:
        line, rate = money_line(self.row.row, self.row.table), self.row.computed.rate
        if rate is None:
            return ""
        if line.spent is None or line.budget is None:
            return f"the printed rate of {words.percent(rate)}; the amounts are not given"
        spent, budget = words.quantity(line.spent, "en"), words.quantity(line.budget, "en")
        return f"{spent} of {budget} spent, {words.percent(rate)}"


@frozen(kw_only=True)
class MoneyScored(_OfRow):
    """The points for budget execution."""

    code: ClassVar[str] = "score"
    label_zh: ClassVar[str] = "计分"
    label_en: ClassVar[str] = "score"

    def zh(self) -> str:
        computed, weight = self.row.computed, self.row.weight
        if computed.score is None or computed.rate is None or weight is None:
            return ""
        if computed.rate > 1:
            return f"执行率超过100%，按100%计，得满分{points_said(computed.score)}分。"
        return f"按执行率计分，{words.percent(computed.rate)}×{words.plain(weight)}＝{points_said(computed.score)}分。"

    def en(self) -> str:
        computed, weight = self.row.computed, self.row.weight
        if computed.score is None or computed.rate is None or weight is None:
            return ""
        rate = words.percent(computed.rate)
        capped = " (counts as 100%)" if computed.rate > 1 else ""
        return f"{rate}{capped} x {words.plain(weight)} = {points_said(computed.score)}"


@frozen(kw_only=True)
class OpenScore(_OfRow):
    """The points between which the rules leave the score open."""

    code: ClassVar[str] = "score"
    label_zh: ClassVar[str] = "计分"
    label_en: ClassVar[str] = "score"

    @property
    def _in_part(self) -> bool:
        actual = self.row.actual
        return actual is not None and actual.kind == "partly" and self.row.computed.verdict is Verdict.MISSED

    def zh(self) -> str:
        between = ends_of(self.row.computed, "zh")
        if self.row.computed.result is None:
            how = "只完成了一部分" if self._in_part else "完成值可作不同理解"
            return f"{how}，得分在{between}之间都符合规则。"
        return (
            f"等级指标由评审在区间内评分，该等级为{between}。" if of_a_level(self.row) else f"规则没有写死，得分可为{between}。"
        )

    def en(self) -> str:
        between = ends_of(self.row.computed, "en")
        if self.row.computed.result is None and self._in_part:
            return f"only a part of it was done, which leaves {between}"
        if self.row.computed.result is None:
            return f"the actual may be understood in more than one way, which leaves {between}"
        if of_a_level(self.row):
            return f"a level is scored by judgement within its band, {between}"
        return f"the rule leaves it open, {between}"


@frozen(kw_only=True)
class Published(_OfRow):
    """What the table says."""

    code: ClassVar[str] = "published"
    label_zh: ClassVar[str] = "表内"
    label_en: ClassVar[str] = "published"

    def zh(self) -> str:
        row = self.row
        typed = row.row.get("score")
        score = f"得分{score_said(row)}分" if row.published is not None else f"得分“{typed}”" if typed else "未填得分"
        weight = f"分值{points_said(row.weight)}分" if row.weight is not None and row.row.get("weight") else "未填分值"
        rate = f"，执行率{row.row.get('rate')}" if row.computed.of == "money" and row.row.get("rate") else ""
        if rate and not row.row.get("weight") and not typed:
            return f"{rate.removeprefix('，')}。"
        return f"{score}，{weight}{rate}。"

    def en(self) -> str:
        row = self.row
        typed = row.row.get("score")
        score = f"{score_said(row)}" if row.published is not None else f'"{typed}"' if typed else "no score"
        weight = f" of {points_said(row.weight)}" if row.weight is not None and row.row.get("weight") else ", no weight"
        rate = f", rate {row.row.get('rate')}" if row.computed.of == "money" and row.row.get("rate") else ""
        if rate and not row.row.get("weight") and not typed:
            return rate.removeprefix(", ")
        return f"{score}{weight}{rate}"


@frozen(kw_only=True)
class Opinion(_OfRow):
    """What a reviewer may say to that."""

    code: ClassVar[str] = "opinion"
    label_zh: ClassVar[str] = "复核意见"
    label_en: ClassVar[str] = "opinion"

    def zh(self) -> str:
        return "；".join(opinion(finding, self.row, "zh") for finding in self.row.findings) + "。"

    def en(self) -> str:
        told = [opinion(finding, self.row, "en") for finding in self.row.findings]
        return "; ".join(sorted(told, key=lambda said: said.endswith("?")))  # a question comes last


@frozen(kw_only=True)
class Causes(_OfRow):
    """Ways in which the published score may have come about."""

    code: ClassVar[str] = "causes"
    label_zh: ClassVar[str] = "可能原因"
    label_en: ClassVar[str] = "cause"

    def zh(self) -> str:
        told = [words.said(cause) for cause in self.row.causes]
        return "；或".join(told) + "。" if told else ""

    def en(self) -> str:
        told = [cause.en() for cause in self.row.causes]
        return "perhaps " + "; or ".join(told) if told else ""


@frozen(kw_only=True)
class Understood(_OfRow):
    """How the row was read where it could be read otherwise, and what else is worth verifying."""

    code: ClassVar[str] = "understood"
    label_zh: ClassVar[str] = "按以下理解"
    label_en: ClassVar[str] = "assumed"

    def zh(self) -> str:
        result = self.row.computed.result
        engine = Assumed(result=result).zh().removesuffix("。") if result is not None else ""
        told = [part for part in engine.split("；") if part] + [words.said(d) for d in _remarks(self.row)]
        plain = {words.said(d) for d in _of_the_form(self.row)}
        told = [text for text in _without_stand_in(told, self.row) if text not in plain]
        return "；".join(dict.fromkeys(told)) + "。" if told else ""

    def en(self) -> str:
        result = self.row.computed.result
        engine = Assumed(result=result).en() if result is not None else ""
        told = [part for part in engine.split("; ") if part] + [d.en() for d in _remarks(self.row)]
        plain = {d.en() for d in _of_the_form(self.row)}
        told = [text for text in _without_stand_in(told, self.row) if text not in plain]
        return "; ".join(dict.fromkeys(told))


@frozen(kw_only=True)
class Verify(_OfRow):
    """What is to be verified besides the score."""

    code: ClassVar[str] = "verify"
    label_zh: ClassVar[str] = "另请注意"
    label_en: ClassVar[str] = "check"

    def zh(self) -> str:
        noted = [remark for remark in self.row.to_verify if not _is_said(remark, self.row)]
        told = [f"{words.said(remark)}{f'，{remark.help_zh()}' if remark.help_zh() else ''}" for remark in noted]
        return "；".join(told) + "。" if told else ""

    def en(self) -> str:
        return "; ".join(remark.en() for remark in self.row.to_verify if not _is_said(remark, self.row))


@frozen(kw_only=True)
class Reason(_OfRow):
    """The reason that the filler gave, word for word."""

    code: ClassVar[str] = "reason"
    label_zh: ClassVar[str] = "偏差原因（填报单位填写）"
    label_en: ClassVar[str] = "reason"

    def zh(self) -> str:
        reason = self.row.row.get("reason")
        if not is_blank(reason):
            return reason if reason.endswith(("。", "！", "？")) else f"{reason}。"
        if Finding.NO_REASON in self.row.findings:
            return "未填写，请补充。"
        return "超出指标值较多，请说明原因。" if _far_above(self.row) else ""

    def en(self) -> str:
        reason = self.row.row.get("reason")
        if not is_blank(reason):
            return f"given by the filler, carried verbatim: {reason}"
        owed = Finding.NO_REASON in self.row.findings or _far_above(self.row)
        return "missing; the filler owes one" if owed else ""


def _without_stand_in(told: list[str], row: RescoredRow) -> list[str]:
    """What is said without speaking of a year that nobody said."""
    year = stand_in(row)
    return told if year is None else [text for text in told if str(year) not in text]


def _far_above(row: RescoredRow) -> bool:
    """Whether the target was surpassed by so much that the rules ask for a reason."""
    result = row.computed.result
    return result is not None and result.exceeded and result.reason_missing


def _remarks(row: RescoredRow) -> tuple[Diagnostic, ...]:
    """Everything that was assumed or is to be verified, each once; what a finding says already is left out."""
    of_target = row.reading.assumed if row.reading is not None and row.computed.result is None else ()
    of_actual = row.actual.assumed if row.actual is not None else ()
    told = dict.fromkeys((*of_target, *of_actual, *row.computed.remarks, *row.remarks))
    return tuple(d for d in told if not _is_said(d, row) and d not in row.to_verify)


def _of_the_form(row: RescoredRow) -> tuple[Diagnostic, ...]:
    """What is assumed of every row of a form with columns for the sign and the unit, and says nothing of this one; and what the
    opinion says already."""
    of_target = row.reading.assumed if row.reading is not None else ()
    beside = tuple(d for d in of_target if d.code in ("operator-taken", "unit-taken") and getattr(d, "where", "") == "column")
    bare = tuple(d for d in (row.actual.assumed if row.actual is not None else ()) if d.code == "actual-unit-taken")
    refused = refusal(row)
    said = tuple(
        d for d in of_target if d.code == "date-ambiguous" and refused is not None and refused.code == "deadline-unclear"
    )
    return (*beside, *said, *(bare if row.row.get("unit") else ()))


def _is_said(remark: Diagnostic, row: RescoredRow) -> bool:
    if remark.code == "own-rule-unread":
        return Finding.OWN_RULE in row.findings
    return isinstance(remark, PointsUnread) and remark.of == "score" and Finding.NO_SCORE in row.findings
