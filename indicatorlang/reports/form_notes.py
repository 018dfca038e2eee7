"""The sheet 填写说明: how to fill in, what each 口径 and each item means, the allowed words, wrong and right examples."""

from __future__ import annotations

from indicatorlang.lazily import frozen
from indicatorlang.model.actual import LIKELIHOODS, Kind
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.model.scale import Scale
from indicatorlang.reports.form_items import Item, level_of
from indicatorlang.reports.form_records import record_sheets

KIND_SENTENCES = {
    Kind.YTD: ("累计数", "从年初（实施期开始）到期末一共完成的数，后一期包含前一期。"),
    Kind.PERIOD: ("本期数", "只填这一期里发生的数，不含以前各期。"),
    Kind.SNAPSHOT: ("时点数", "期末最后一天的状态，如在册人数、已覆盖的区数。"),
    Kind.DONE_DATE: ("完成日期", "实际完成的那一天，如2019-03-22，填在完成的那一期；没有完成的留空。"),
}
ELSEWHERE_SENTENCES = {
    "levels": ("评判等级", "不填数，在“偏差原因”表的“评判等级”列选等级。"),
    "survey": ("见“问卷”表", "不填数，在“问卷”表填各档人数，得分由系统计算。"),
}


@frozen
class NoteRow:
    """One row of the sheet; `style` says how it is drawn."""

    cells: tuple[str, ...]
    style: str = "text"


def notes_of(ruleset: Ruleset, items: tuple[Item, ...]) -> tuple[NoteRow, ...]:
    """The whole sheet from top to bottom."""
    return (
        NoteRow(("填写说明",), "heading"),
        *_how(items),
        *_kinds(items),
        *_items(items),
        *_levels(ruleset, items),
        *_examples(items),
        *_records(ruleset, items),
    )


def _how(items: tuple[Item, ...]) -> list[NoteRow]:
    steps = [
        "只填白色格；灰色格是预先写好的，请勿改动。",
        "没有填报的留空，确实是零的填0；“-”“无数据”按没有填报处理。",
        "不适用的填“不适用”，并写明理由。",
        "数字按“计量单位”列的单位填，只写数字即可；不要写“约”“左右”“余”。",
        "“完成可能性”从下拉框选：" + "、".join(LIKELIHOODS) + "。",
        "更正已报的数，直接改数并更新“填报日期”。",
        "偏差原因由填报单位自己写，系统原样带出，不改写。",
    ]
    if any(item.where == "survey" for item in items):
        steps.append("“问卷”表一行一次调查：有效样本等于各档人数之和；满意度得分不用填。")
    if any(item.block.of is not None for item in items):
        steps.append("“数据填报”表最后的以前年度各列填上年或上年同期的数，用来计算增减；口径和单位与本年的相同。")
    rows = [NoteRow(("一、怎么填",), "section")]
    return rows + [NoteRow((f"{number}. {step}",)) for number, step in enumerate(steps, 1)]


def _kinds(items: tuple[Item, ...]) -> list[NoteRow]:
    used = [KIND_SENTENCES[kind] for kind in KIND_SENTENCES if any(item.kind is kind for item in items)]
    used += [ELSEWHERE_SENTENCES[where] for where in ELSEWHERE_SENTENCES if any(item.where == where for item in items)]
    rows = [NoteRow(("二、口径",), "section"), NoteRow(("口径", "含义"), "header")]
    return rows + [NoteRow(sentence) for sentence in used]


def _items(items: tuple[Item, ...]) -> list[NoteRow]:
    rows = [NoteRow(("三、数据项",), "section"), NoteRow(("数据项", "填报说明", "计量单位", "口径", "佐证材料"), "header")]
    for item in (item for item in items if item.block.of is None):
        help_text = item.help or ("实际支付的金额，从年初累计。" if item.budget else "")
        evidence = "必附" if item.evidence_required else "可附"
        rows.append(NoteRow((item.name, help_text, item.unit, item.kind_shown, evidence)))
    return rows


def _levels(ruleset: Ruleset, items: tuple[Item, ...]) -> list[NoteRow]:
    scales: dict[tuple[str, ...], Scale] = {}
    judged = [level_of(indicator, ruleset) for indicator in ruleset.latest.indicators]
    for scale in [*(item.scale for item in items), *judged]:
        if scale is not None:
            scales.setdefault(tuple(level.name for level in scale.levels), scale)
    if not scales:
        return []
    rows = [NoteRow(("四、等级用词",), "section"), NoteRow(("等级", "可用的词（从好到差）"), "header")]
    for names, scale in scales.items():
        rows.append(NoteRow((scale.name, "、".join(names))))
    if any(scale.has_bands for scale in scales.values()):
        rows.append(NoteRow(("评定得分", "评判等级确定后，在该等级的得分区间内填写，不能超过本指标的分值。")))
    return rows


def _records(ruleset: Ruleset, items: tuple[Item, ...]) -> list[NoteRow]:
    """What stands in the sheets of single cases."""
    sheets = record_sheets(ruleset)
    if not sheets:
        return []
    section = "六" if any(item.scale for item in items) else "五"
    rows = [
        NoteRow((f"{section}、台账",), "section"),
        NoteRow(("一件一行，从第2行起逐件登记，不合并、不小计；还没有办完的也要登记，结束日期留空。",)),
    ]
    rows.append(NoteRow(("列", "填什么"), "header"))
    for sheet in sheets:
        rows += [NoteRow((f"“{sheet.title}”表：{column.heading}", column.meaning)) for column in sheet.columns]
    return rows


def _examples(items: tuple[Item, ...]) -> list[NoteRow]:
    section = "五" if any(item.scale for item in items) else "四"
    return [
        NoteRow((f"{section}、对错示例",), "section"),
        NoteRow(("填什么", "正确", "错误"), "header"),
        NoteRow(("累计数", "一季度建成150家，二季度又建成156家：1—6月填306", "1—6月只填二季度的156")),
        NoteRow(("万元", "单位是万元，支出1,200,000元：填120", "填1200000，或把120元填成120")),
        NoteRow(("百分比", "单位是%，合格率百分之九十五：填95或95%", "填0.95（按0.95%计，结论会错）")),
    ]
