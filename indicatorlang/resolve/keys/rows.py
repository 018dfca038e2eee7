"""The keys of what is reported and of what is judged: measures, indicators, and what stands under an indicator."""

from __future__ import annotations

from indicatorlang.resolve.keys.choices import (
    ACROSS,
    AGGREGATES,
    DIRECTIONS,
    EFFECTS,
    EQUAL,
    EVIDENCE,
    FREQUENCY,
    INTERPOLATIONS,
    KINDS,
    MISSING,
    NO_CASES,
    PERCENT,
)
from indicatorlang.resolve.keys.later import LATER
from indicatorlang.resolve.keys.shape import Key

MEASURE = (
    Key("unit", "计量单位", "unit", "计量单位", "the unit it is counted in", also=("度量单位", "单位")),
    Key("kind", "口径", "choice", "本期数、累计数、时点数或完成日期", "what a value counts", choices=KINDS),
    Key(
        "percent",
        "百分数写法",
        "choice",
        "不带%的数据是百分数还是小数",
        "whether bare values are per cent or fractions",
        choices=PERCENT,
    ),
    Key("frequency", "填报频次", "choice", "多久填报一次", "how often it is reported", choices=FREQUENCY),
    Key("aggregate", "汇总方式", "choice", "各期数据怎样合成一个数", "how the values of periods become one", choices=AGGREGATES),
    Key(
        "across_units",
        "单位汇总",
        "choice",
        "几个填报单位的数怎样合成一个数",
        "how the values of several reporting units become one",
        choices=ACROSS,
    ),
    Key("weight_by", "权数", "text", "加权平均时作权数的数据项", "the measure that weighs periods or units"),
    Key("formula", "计算公式", "formula", "由其他数据项计算", "computed from other measures"),
    Key("records", "台账", "text", "取数的台账", "the table of cases it is taken from"),
    Key("scale", "等级", "text", "用哪个等级评判", "the scale of its words"),
    Key(
        "direction",
        "方向",
        "choice",
        "越高越好、越低越好或越接近越好",
        "whether more, less or nearer is better",
        choices=DIRECTIONS,
    ),
    Key("bounded", "上限100%", "yes", "是否不可能超过100%", "whether it cannot exceed 100%", default="否", also=("上限100％",)),
    Key("missing", "缺期处理", "choice", "缺一期时怎样处理", "what a blank period means", choices=MISSING, default="no_data"),
    Key(
        "no_cases", "无案例时", "choice", "分子分母都是0时怎样处理", "what 0/0 means", choices=NO_CASES, default="not_applicable"
    ),
    Key("survey", "调查", "text", "问卷各档人数对应的等级", "the scale whose counts a survey reports"),
    Key(
        "survey_value",
        "调查算法",
        "any",
        "调查结果怎样成为一个数：加权得分，或“满意及以上占比”",
        "how a survey becomes a number: `score`, or `{share: LEVEL}`",
    ),
    Key(
        "evidence",
        "佐证材料",
        "choice",
        "佐证材料必附还是可附",
        "whether evidence must be named",
        choices=EVIDENCE,
        default="optional",
    ),
    Key("help", "填报说明", "text", "给填报人的说明", "what the filler should know"),
    *LATER,
)

INDICATOR = (
    Key("id", "序号", "text", "唯一、不变的序号", "unique and stable", default="名称"),
    Key("level1", "一级指标", "text", "一级指标", "level 1"),
    Key("level2", "二级指标", "text", "二级指标", "level 2"),
    Key("name", "三级指标", "text", "指标名称", "name of the indicator", required=True, also=("指标名称",)),
    Key("wording", "指标值", "text", "批复的指标值，原样保留", "the approved text, never rewritten"),
    Key("target", "判定", "target", "据以判定的写法", "the text that decides"),
    Key("measure", "取数", "formula", "取哪个数据项或怎样计算", "what is measured"),
    Key("weight", "分值", "number", "分值，不小于0", "points, not negative"),
    Key(
        "scoring",
        "评分标准",
        "any",
        "计分方式：名称，或名称和设置，或一句话",
        "how points are earned: a method, a method with settings, or a sentence",
        of="scoring",
    ),
    Key("items", "子项", "list", "各子项，得分相加", "items whose points add up", of="item"),
    Key("equal", "等于含义", "choice", "“等于”是达到、双向还是正好", "what `==` means", choices=EQUAL),
    Key("late", "逾期得分系数", "number", "逾期完成的得分系数，0到1", "share of the points for late completion, 0 to 1"),
    Key("milestone_weights", "节点分值", "list", "各节点的分值", "points of each milestone"),
    Key(
        "plan",
        "进度计划",
        "any",
        "按月、按日均衡，或到各时点累计应完成的比例或数量",
        "by months, by days, or what is to be there by when",
    ),
    Key(
        "interpolate",
        "插值",
        "choice",
        "两个时点之间按阶梯还是按直线",
        "step or straight line between two points of a plan or schedule",
        choices=INTERPOLATIONS,
    ),
    Key("roll", "顺延", "yes", "期限遇休息日是否顺延", "whether a deadline moves on from a day off"),
    Key("when", "适用条件", "target", "什么情况下才考核", "when the indicator applies"),
    Key("veto", "一票否决", "any", "不达标时的影响", "what a miss does to more than this row", of="veto"),
    Key("adjusted", "调整", "list", "经批准的指标调整", "approved changes of the target", of="adjustment"),
    Key("core", "核心指标", "yes", "是否核心指标", "whether it is a core indicator", default="否"),
    Key("reason_required", "须填原因", "yes", "偏差原因是否必填", "whether a reason must be given", default="否"),
    Key("note", "备注", "text", "备注", "a note"),
    *LATER,
)

ADJUSTMENT = (
    Key("approved", "批复日期", "day", "批复日期", "day of approval", required=True),
    Key("document", "文号", "text", "批复文号", "number of the document"),
    Key("wording", "指标值", "text", "调整后的指标值", "the text after the change"),
    Key("target", "判定", "target", "调整后的判定", "the target after the change"),
    Key("weight", "分值", "number", "调整后的分值", "the points after the change"),
    Key("milestone_weights", "节点分值", "list", "调整后各节点的分值", "points of each milestone after the change"),
    Key("items", "子项", "list", "调整后的子项", "the items after the change", of="item"),
    Key("plan", "进度计划", "any", "调整后的进度计划", "the plan after the change"),
    Key("reason", "原因", "text", "调整原因", "the reason"),
)

VETO = (
    Key(
        "effect",
        "影响",
        "choice",
        "影响到单项、一级、项目还是等级",
        "how far it reaches",
        required=True,
        choices=EFFECTS,
        also=("效果",),
    ),
    Key("on", "情形", "list", "哪些结论触发", "which verdicts fire it", default="未达标"),
)
