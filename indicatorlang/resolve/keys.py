"""The keys of a ruleset file, as data: both spellings, what stands under them, and what they are for.

Reading, "did you mean", the check for one key in both languages, and the JSON Schema are all made from these tables. A key has
one English name, which is what the rest of the program says, and one Chinese one; `also` are further spellings that are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

Shape = Literal["text", "target", "formula", "number", "yes", "day", "span", "quantity", "unit", "choice", "list", "map", "any"]
Where = Literal[
    "ruleset",
    "funds",
    "change",
    "calendar",
    "overlay",
    "measure",
    "records",
    "indicator",
    "adjustment",
    "veto",
    "test",
    "expected",
    "profile",
    "title",
    "rounding",
    "over",
    "grade",
    "band",
    "pace",
]

SECTION_WORDS: Mapping[Where, tuple[str, str]] = MappingProxyType(
    {
        "ruleset": ("项目", "a ruleset"),
        "funds": ("资金", "`funds`"),
        "change": ("预算调整", "`budget_adjusted`"),
        "calendar": ("工作日历", "`calendar`"),
        "overlay": ("日历调整", "the changes of a calendar"),
        "measure": ("数据项", "a measure"),
        "records": ("台账", "`records`"),
        "indicator": ("指标", "an indicator"),
        "adjustment": ("指标调整", "`adjusted`"),
        "veto": ("一票否决", "`veto`"),
        "test": ("自测", "a test"),
        "expected": ("应得", "`expect`"),
        "profile": ("评分办法", "`profile`"),
        "title": ("标题", "a title"),
        "rounding": ("舍入", "`rounding`"),
        "over": ("超额完成", "`over_achievement`"),
        "grade": ("等级分界", "a grade"),
        "band": ("三档", "one of the three levels"),
        "pace": ("进度灯", "`pace`"),
    }
)


@attrs.frozen
class Key:
    """One key. `shape` says what its value is: a text (of some kind), a list, a map, or one of the words of `choices`.

    `of` names the section that the value, its items (shape list) or its values (shape map with names as keys) are made of.
    `reserved`: kept as written, with a remark that it is not evaluated yet. `default` is what holds without it, for readers.
    """

    name: str
    chinese: str
    shape: Shape
    zh: str
    en: str
    required: bool = False
    default: str = ""
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    of: Where | None = None
    also: tuple[str, ...] = ()
    reserved: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write the key, canonical ones first."""
        return (self.name, self.chinese, *self.also)


def choices(**words: str) -> Mapping[str, tuple[str, ...]]:
    """The words of an enumeration: the program's word → how it may be written, its own word included."""
    return MappingProxyType({name: (name, *said.split()) for name, said in words.items()})


YES = choices(true="是 yes 有 y", false="否 no 无 n")
PERCENT = choices(percent="百分数 百分比 按百分数", fraction="小数 按小数")
EQUAL = choices(reach="达到即可 达到", two_sided="偏高偏低都扣 双向", exact="正好 等于 必须正好")
KINDS = choices(period="本期数 期间数 当期数", ytd="累计数 累计", snapshot="时点数 期末数", done_date="完成日期")
SHOWN_KINDS = ("评判等级", "见“问卷”表", "见问卷表", '见"问卷"表', "见「问卷」表")
FREQUENCY = choices(
    month="每月 月 按月 月度", quarter="每季度 季度 按季 每季 按季度", half="每半年 半年 按半年", year="每年 年 按年 年度"
)
AGGREGATES = choices(
    sum="求和 合计", last="取最新 最新", mean="平均", min="最小", max="最大", each="逐期考核", ratio="分子分母分别汇总"
)
DIRECTIONS = choices(higher="越高越好", lower="越低越好", nearer="越接近越好")
MISSING = choices(no_data="未填报", zero="按零", skip="跳过")
NO_CASES = choices(not_applicable="不适用", met="视同完成")
EVIDENCE = choices(required="必附", optional="可附")
COLUMNS = choices(date="日期", number="数 数值", text="文本 文字")
EFFECTS = choices(indicator="单项 指标", group="一级 一级指标", project="项目 整个项目", grade="等级")
VERDICTS = choices(met="达标", missed="未达标", no_data="未填报", invalid="数据待核")
ALL_VERDICTS = choices(
    met="达标", missed="未达标", not_due="未到期", no_data="未填报", not_applicable="不适用", invalid="数据待核"
)
SCORING = choices(
    proportional="按比例 按比例计分",
    pass_fail="达标得分 达标得满分",
    progress="按进展 按进步 按进度 进步幅度",
    bands="分档 分档计分",
    steps="按步扣分 逐级扣分",
)
SCORING_EVALUATED = ("proportional", "pass_fail", "progress")
CALENDARS = choices(china="中国 全国 中国大陆")

_LATER = (
    Key("implementation_target", "实施期指标值", "any", "整个实施期的指标值", "target of the whole period", reserved=True),
    Key("prior_years", "以前年度累计", "any", "以前年度已完成的累计数", "what earlier years came to", reserved=True),
    Key("by_area", "区域分解", "any", "分解到下级或单位的指标值", "the target split by area", reserved=True),
    Key("sampling", "抽样", "any", "抽样办法", "how cases are sampled", reserved=True),
    Key("review", "复核", "any", "复核记录", "the record of a review", reserved=True),
)

RULESET = (
    Key("ruleset", "项目名称", "text", "项目名称", "name of the project", required=True),
    Key("code", "项目编码", "text", "项目编码，前面的零保留", "code of the project; leading zeros are kept"),
    Key("department", "主管部门", "text", "主管部门", "responsible department"),
    Key("agency", "实施单位", "text", "实施单位", "agency that does the work"),
    Key("year", "预算年度", "span", "预算年度，如`2019`", "budget year, such as `2019`"),
    Key("period", "实施期", "span", "考核期间，如`2019-01..2019-09`", "the span, such as `2019-01..2019-09`"),
    Key("goal", "年度目标", "text", "年度总体目标", "goal of the year"),
    Key(
        "profile",
        "评分办法",
        "any",
        "评分办法的名称，或名称和改动",
        "name of the scoring rules, or name and changes",
        of="profile",
        default="mof-2020",
    ),
    Key(
        "calendar",
        "工作日历",
        "any",
        "工作日历的名称，或名称和调整的日子",
        "name of the calendar, or name and changed days",
        of="calendar",
        default="china",
    ),
    Key("funds", "资金", "map", "项目资金", "the money of the project", of="funds"),
    Key("budget_adjusted", "预算调整", "list", "经批准的预算调整", "approved changes of the budget", of="change"),
    Key(
        "weights",
        "分值分配",
        "map",
        "预算执行率、一级指标、`一级/二级`的分值",
        "points of the budget row, level 1 or `level 1/level 2`",
    ),
    Key(
        "percent",
        "百分数写法",
        "choice",
        "不带%的比率数据是百分数还是小数",
        "whether bare rates are per cent or fractions",
        choices=PERCENT,
    ),
    Key("units", "单位别名", "map", "本项目自己的单位名称", "the project's own names of units"),
    Key("measures", "数据项", "map", "要填报的数据项", "what is reported", of="measure"),
    Key("records", "台账", "map", "逐件登记的台账", "tables of single cases", of="records"),
    Key("scales", "等级", "map", "等级，从好到差", "scales of words, best first"),
    Key("baselines", "基期值", "map", "基期值，如`上年: {产品数: 12 个}`", "baselines, such as `上年: {产品数: 12 个}`"),
    Key("indicators", "指标", "list", "考核指标，一行一项", "the indicators, one row each", required=True, of="indicator"),
    Key("tests", "自测", "list", "随项目保存的测试", "tests that the ruleset brings along", of="test"),
    Key("note", "备注", "text", "备注", "a note"),
    *_LATER,
)

FUNDS = (
    Key("initial", "年初预算数", "quantity", "年初预算数", "the initial budget"),
    Key("budget", "全年预算数", "quantity", "全年预算数（调整后）", "the budget of the full year, as adjusted"),
    Key("sources", "来源", "map", "各来源的金额", "amounts by source"),
)

CHANGE = (
    Key("approved", "批复日期", "day", "批复日期", "day of approval", required=True),
    Key("document", "文号", "text", "批复文号", "number of the document"),
    Key("amount", "全年预算数", "quantity", "调整后的全年预算数", "the budget of the full year after the change", required=True),
    Key("reason", "原因", "text", "调整原因", "the reason"),
)

CALENDAR = (
    Key("name", "名称", "choice", "工作日历的名称", "name of the calendar", choices=CALENDARS, default="china"),
    Key("overlay", "调整", "map", "另行放假或上班的日子", "days off or on besides the announced ones", of="overlay"),
)

OVERLAY = (
    Key("off", "放假", "list", "放假的日子", "days off"),
    Key("work", "上班", "list", "上班的日子", "days on which people work"),
)

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
        "evidence",
        "佐证材料",
        "choice",
        "佐证材料必附还是可附",
        "whether evidence must be named",
        choices=EVIDENCE,
        default="optional",
    ),
    Key("help", "填报说明", "text", "给填报人的说明", "what the filler should know"),
    *_LATER,
)

RECORDS = (
    Key("date", "日期列", "text", "一件事归入哪一天的列", "the column that dates a case"),
    Key("columns", "列", "map", "各列是日期、数还是文本", "what each column holds", required=True),
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
    Key("scoring", "评分标准", "choice", "计分方式", "how points are earned", choices=SCORING),
    Key("equal", "等于含义", "choice", "“等于”是达到、双向还是正好", "what `==` means", choices=EQUAL),
    Key("late", "逾期得分系数", "number", "逾期完成的得分系数，0到1", "share of the points for late completion, 0 to 1"),
    Key("milestone_weights", "节点分值", "list", "各节点的分值", "points of each milestone"),
    Key("roll", "顺延", "yes", "期限遇休息日是否顺延", "whether a deadline moves on from a day off"),
    Key("when", "适用条件", "target", "什么情况下才考核", "when the indicator applies"),
    Key("veto", "一票否决", "any", "不达标时的影响", "what a miss does to more than this row", of="veto"),
    Key("adjusted", "调整", "list", "经批准的指标调整", "approved changes of the target", of="adjustment"),
    Key("core", "核心指标", "yes", "是否核心指标", "whether it is a core indicator", default="否"),
    Key("reason_required", "须填原因", "yes", "偏差原因是否必填", "whether a reason must be given", default="否"),
    Key("note", "备注", "text", "备注", "a note"),
    *_LATER,
)

ADJUSTMENT = (
    Key("approved", "批复日期", "day", "批复日期", "day of approval", required=True),
    Key("document", "文号", "text", "批复文号", "number of the document"),
    Key("wording", "指标值", "text", "调整后的指标值", "the text after the change"),
    Key("target", "判定", "target", "调整后的判定", "the target after the change"),
    Key("weight", "分值", "number", "调整后的分值", "the points after the change"),
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

TEST = (
    Key("name", "名称", "text", "测试的名称", "name of the test", required=True),
    Key("actuals", "实际值", "any", "实际值", "the actuals"),
    Key("records", "台账", "any", "台账的内容", "the rows of the tables of cases"),
    Key("as_of", "评价时点", "text", "评价时点", "the day of evaluation"),
    Key("expect", "应得", "map", "各指标应得的结果", "what must come out of each row", required=True, of="expected"),
)

EXPECTED = (
    Key("verdict", "结论", "choice", "结论", "the verdict", choices=ALL_VERDICTS),
    Key("score", "得分", "number", "得分", "points of the row"),
    Key("fraction", "得分系数", "number", "得分系数，0到1", "share of the points, 0 to 1"),
    Key("weight", "分值", "number", "分值", "weight of the row"),
    Key("gap", "差额", "text", "差额，带单位", "what is missing, with its unit"),
    Key("actual", "实际值", "text", "实际值，带单位", "the actual, with its unit"),
    Key("pace", "进度", "any", "进度灯，或`{colour: 红灯, index: 57}`", "colour of the pace, or `{colour: red, index: 57}`"),
    Key("due", "期限", "day", "期限", "the day it is due"),
    Key("recoverable", "能否补救", "yes", "到期前是否还来得及", "whether it can still be met"),
    Key("needed", "达标条件", "any", "怎样才能达标", "what would meet it"),
    Key("milestones", "节点", "any", "各节点的结果", "how each milestone came out"),
    Key("parts", "各部分", "any", "组合条件各部分的结果", "how each part of a composite came out"),
)

PROFILE = (
    Key("name", "名称", "text", "评分办法的名称", "name of the scoring rules", default="mof-2020"),
    Key("title", "标题", "map", "标题", "the title", of="title"),
    Key("authority", "依据", "map", "依据", "whose rules they are", of="title"),
    Key("scoring", "评分标准", "choice", "没有另写的指标怎样计分", "how rows are scored that say nothing", choices=SCORING),
    Key("equal", "等于含义", "choice", "“等于”的含义", "what `==` means", choices=EQUAL),
    Key(
        "more_is_better",
        "越高越好",
        "choice",
        "越高越好的指标怎样计分",
        "how more-is-better rows are scored",
        choices=choices(proportional="按比例"),
    ),
    Key(
        "less_is_better",
        "越低越好",
        "choice",
        "越低越好的指标怎样计分",
        "how less-is-better rows are scored",
        choices=choices(linear="按比例扣减 线性 按超出比例", reciprocal="反比 按反比"),
    ),
    Key("range", "区间", "choice", "区间指标怎样计分", "how ranges are scored", choices=choices(nearest_end="按最近的一端")),
    Key("late", "逾期得分系数", "number", "逾期完成的得分系数", "share of the points for late completion"),
    Key("one_level_below", "低一档得分系数", "number", "低一档的得分系数", "share of the points one level below"),
    Key(
        "strict_boundary",
        "恰好等于界限",
        "choice",
        "恰好等于“低于”“超过”的界限时",
        "a missed `>` or `<` at its bound",
        choices=choices(continuous="不扣分", zero="不得分"),
    ),
    Key("budget_weight", "预算执行率分值", "number", "预算执行率行的分值", "points of the budget row"),
    Key("rounding", "舍入", "map", "小数位数和舍入办法", "decimals and rounding", of="rounding"),
    Key("over_achievement", "超额完成", "map", "超额多少须说明原因", "when over-achievement needs a reason", of="over"),
    Key("grades", "等级分界", "list", "等级的分界，从好到差", "the bands of the grades, best first", of="grade"),
    Key("three_levels", "三档", "list", "定性指标三档的区间", "the bands of the official three levels", of="band"),
    Key("pace", "进度灯", "map", "红黄绿灯的界限", "the limits of red, yellow and green", of="pace"),
    Key("bounds", "界限用语", "map", "“以下”等词是否含本数", "whether words such as 以下 include their number"),
)

TITLE = (Key("zh", "中文", "text", "中文", "in Chinese"), Key("en", "英文", "text", "英文", "in English"))

ROUNDING = (
    Key("places", "小数位数", "number", "小数位数，0到4", "decimals, 0 to 4"),
    Key("mode", "办法", "choice", "舍入办法", "how", choices=choices(half_up="四舍五入")),
    Key("when", "时机", "choice", "什么时候舍入", "when", choices=choices(row="每行")),
)

OVER = (
    Key(
        "explain_above", "须说明", "number", "超过指标值的几倍须说明原因", "above how many times the target a reason is asked for"
    ),
)

GRADE = (
    Key("name", "名称", "text", "等级的名称", "name of the grade", required=True),
    Key("en", "英文", "text", "英文名称", "its English name"),
    Key("from", "下限", "number", "下限，含本数", "lower limit, included", required=True),
    Key("to", "上限", "number", "上限，不含本数", "upper limit, not included"),
)

BAND = (
    Key("name", "名称", "text", "档的名称", "name of the level", required=True),
    Key("from", "下限", "number", "得分系数下限，含本数", "lower limit of its share, included", required=True),
    Key("to", "上限", "number", "得分系数上限", "upper limit of its share", required=True),
)

PACE = (
    Key("red_below", "红灯低于", "number", "低于此数为红灯", "red below", required=True),
    Key("yellow_below", "黄灯低于", "number", "低于此数为黄灯", "yellow below", required=True),
    Key("green_below", "绿灯低于", "number", "低于此数为绿灯", "green below", required=True),
)

BOUND_WORDS = choices(inclusive="含本数", exclusive="不含本数")

SECTIONS: Mapping[Where, tuple[Key, ...]] = MappingProxyType(
    {
        "ruleset": RULESET,
        "funds": FUNDS,
        "change": CHANGE,
        "calendar": CALENDAR,
        "overlay": OVERLAY,
        "measure": MEASURE,
        "records": RECORDS,
        "indicator": INDICATOR,
        "adjustment": ADJUSTMENT,
        "veto": VETO,
        "test": TEST,
        "expected": EXPECTED,
        "profile": PROFILE,
        "title": TITLE,
        "rounding": ROUNDING,
        "over": OVER,
        "grade": GRADE,
        "band": BAND,
        "pace": PACE,
    }
)


def key_of(where: Where, spelling: str) -> Key | None:
    """The key that is spelled so in that section, in either language."""
    return _BY_SPELLING[where].get(spelling)


_BY_SPELLING: Mapping[Where, Mapping[str, Key]] = {
    where: {spelling: key for key in keys for spelling in key.spellings} for where, keys in SECTIONS.items()
}
