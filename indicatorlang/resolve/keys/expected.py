"""The keys of a result, and of the whole, that a test may expect something of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from indicatorlang.resolve.keys.choices import ALL_VERDICTS
from indicatorlang.resolve.keys.expected_parts import COLOURS, several
from indicatorlang.resolve.keys.shape import Key, Where

TOTAL_WORDS = ("total", "合计")
"""The key that stands for the whole among the rows of `expect`. A row that is called so goes by its path."""
MAIN: Mapping[Where, str] = MappingProxyType(
    {
        "expected": "verdict",
        "expected_actual": "value",
        "expected_pace": "colour",
        "expected_step": "verdict",
        "expected_need": "value",
        "expected_forecast": "verdict",
    }
)
"""The field that is meant where an object is given by one word."""

EXPECTED = several(
    Key("verdict", "结论", "choice", "结论", "the verdict", choices=ALL_VERDICTS),
    Key(
        "score",
        "得分",
        "number",
        "得分；`≥ 12`和`0..20`也可以",
        "points of the row; `>= 12` and `0..20` will do",
        examples=(
            "18.33",
            "0..20",
        ),
    ),
    Key(
        "fraction",
        "得分系数",
        "number",
        "得分系数，0到1",
        "share of the points, 0 to 1",
        examples=(
            "0.9",
            "11/12",
        ),
    ),
    Key("weight", "分值", "number", "分值", "weight of the row", examples=("20",)),
    Key("gap", "差额", "quantity", "差额，带单位", "what is missing, with its unit", examples=("1 个",)),
    Key("exceeded", "超额完成", "yes", "是否超额完成", "whether the target was surpassed"),
    Key(
        "actual",
        "完成值",
        "any",
        "完成值，带单位；等级、日期照写",
        "the actual, with its unit; a level or a day as it is",
        of="expected_actual",
        also=("实际值",),
        examples=(
            "11 个",
            "{value: 11 个, aggregate: last}",
        ),
    ),
    Key(
        "due",
        "到期日",
        "day",
        "到期日",
        "the day it is due",
        also=("期限",),
        examples=(
            "2026-12-31",
            "2026-12",
        ),
    ),
    Key("recoverable", "能否补救", "yes", "到期前是否还来得及", "whether it can still be met"),
    Key(
        "pace",
        "进度",
        "any",
        "进度灯，或`{灯: 红灯, 指数: 57}`",
        "colour of the pace, or `{colour: red, index: 57}`",
        of="expected_pace",
        examples=(
            "黄灯",
            "{colour: yellow, index: 0..80}",
        ),
    ),
    Key(
        "milestones",
        "节点",
        "map",
        "各节点的结果，按日期",
        "how each milestone came out, by date",
        of="expected_step",
        by_name=True,
        examples=(
            "{2026-06: 达标}",
            "{2026-06: {verdict: met, actual: 6 个}}",
        ),
    ),
    Key(
        "periods",
        "各期",
        "map",
        "各期的结果，按期间",
        "how each period came out, by period",
        of="expected_step",
        by_name=True,
        examples=(
            "{2026Q1: 达标}",
            "{2026Q1: {verdict: met}}",
        ),
    ),
    Key(
        "needed",
        "达标条件",
        "any",
        "怎样才能达标：一个数，或`{数据项: 产品数, 数值: 230 家}`",
        "what would meet it: a value, or `{measure: 产品数, value: 230 家}`",
        of="expected_need",
        examples=(
            "12 个",
            "{measure: 开放数, kind: ytd, value: 12 个}",
        ),
    ),
    Key(
        "parts",
        "各部分",
        "map",
        "组合条件各部分的结果，按次序1、2……",
        "how each part of a composite came out, by number",
        of="expected",
        by_name=True,
        examples=(
            "{1: 达标, 2: 未达标}",
            "{1: met, 2: {verdict: missed}}",
        ),
    ),
    Key(
        "interval",
        "得分区间",
        "number",
        "得分未定时的区间，如`12..20`",
        "the range of a score that is not settled, such as `12..20`",
        examples=("12..20",),
    ),
    Key("deduct", "扣分", "number", "扣分", "points deducted", examples=("2",)),
    Key(
        "deduct_reason",
        "扣分理由",
        "text",
        "扣分理由",
        "why points are deducted",
        examples=(
            "台账不全",
            "records incomplete",
        ),
    ),
    Key("evidence_deduct", "佐证扣分", "number", "因缺少佐证材料扣的分", "points deducted for want of evidence", examples=("1",)),
    Key(
        "vetoed_by",
        "被否决",
        "list",
        "否决它的指标的序号",
        "ids of the rows that veto it",
        examples=(
            "[1]",
            "none",
        ),
    ),
    Key(
        "reason",
        "偏差原因",
        "text",
        "填报的偏差原因",
        "the reason as filled in",
        examples=(
            "场地交付推迟",
            "the site came late",
        ),
    ),
    Key("reason_missing", "缺偏差原因", "yes", "是否应写而没有写偏差原因", "whether a reason is wanted and missing"),
    Key(
        "cause",
        "原因类别",
        "text",
        "填报的原因类别",
        "the kind of reason as filled in",
        examples=(
            "客观原因",
            "outside causes",
        ),
    ),
    Key(
        "evidence",
        "佐证材料",
        "text",
        "填报的佐证材料",
        "the evidence as filled in",
        examples=(
            "验收单",
            "certificate",
        ),
    ),
    Key("forecast", "全年预计完成值", "text", "填报的全年预计完成值", "the forecast as filled in", examples=("11 个",)),
    Key(
        "forecast_result",
        "预计结果",
        "any",
        "照预计会怎样：结论，或`{结论: 未达标, 差额: 20 家}`",
        "what the forecast would come to: a verdict, or `{verdict: missed, gap: 20 家}`",
        of="expected_forecast",
        examples=(
            "未达标",
            "{verdict: missed, gap: 1 个}",
        ),
    ),
    Key("likelihood", "完成可能性", "text", "填报的完成可能性", "the likelihood as filled in", examples=("有可能",)),
    Key(
        "note",
        "备注",
        "text",
        "填报的备注",
        "the note as filled in",
        examples=(
            "含流动点",
            "mobile ones included",
        ),
    ),
    Key(
        "canonical",
        "判定",
        "text",
        "当时有效的判定，规范写法",
        "the target in force, in its canonical spelling",
        examples=("开放数 >= 12 个",),
    ),
    Key("target", "指标值", "text", "当时有效的指标值", "the target in force, as written", examples=("12个",)),
    Key(
        "assumed",
        "按以下理解",
        "list",
        "作了哪些理解，写代码",
        "codes of what was assumed",
        examples=(
            "[equal-read-as-reach]",
            "none",
        ),
    ),
    Key(
        "headline",
        "一句话说明",
        "text",
        "一句话说明里应有的字",
        "words that stand in the headline of the explanation",
        examples=("少1个",),
    ),
    Key("explanation", "说明", "text", "说明里应有的字", "words that stand in the explanation", examples=("[开放数, 12个]",)),
)

EXPECTED_TOTAL = several(
    Key(
        "score",
        "总分",
        "number",
        "总分",
        "the score",
        also=("得分",),
        examples=(
            "88.5",
            "80..90",
        ),
    ),
    Key("raw_score", "折算前合计", "number", "折算前合计", "the sum of the rows before rescaling", examples=("80",)),
    Key(
        "max_score",
        "可得满分",
        "number",
        "到期各项最多能得的分",
        "the most that the rows due could earn",
        also=("满分",),
        examples=("90",),
    ),
    Key("weight", "总分值", "number", "各项分值之和", "the sum of all weights", also=("分值",), examples=("100",)),
    Key("bonus", "加分", "number", "分值以外的加分", "points added beside the weights", examples=("2",)),
    Key("deductions", "扣分", "number", "分值以外的扣分", "points taken off beside the weights", examples=("3",)),
    Key(
        "grade",
        "等级",
        "text",
        "等级",
        "the grade",
        examples=(
            "良",
            "无",
        ),
    ),
    Key("provisional", "暂计", "yes", "是否暂计", "whether it is provisional"),
    Key(
        "interval",
        "得分区间",
        "number",
        "总分未定时的区间，如`72..80`",
        "the range of a score that is not settled, such as `72..80`",
        examples=("72..80",),
    ),
    Key("pace", "进度", "choice", "项目的进度灯", "colour of the project's pace", choices=COLOURS),
    Key(
        "vetoes",
        "一票否决",
        "list",
        "起了否决作用的指标的序号",
        "ids of the rows whose veto took effect",
        examples=(
            "[1]",
            "none",
        ),
    ),
    Key("as_of", "评价时点", "day", "评价时点", "the day of evaluation", examples=("2026-12-31",)),
    Key("as_of_assumed", "时点为推定", "yes", "评价时点是不是推定的", "whether the day of evaluation was inferred"),
    Key(
        "diagnostics",
        "提示",
        "list",
        "应有的提示的代码；`无`是没有错误和警告",
        "codes that are said; `none`: no error or warning",
        examples=(
            "[weights-do-not-sum]",
            "none",
        ),
    ),
)
