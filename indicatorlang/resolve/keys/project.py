"""The keys of a project: the top of the file and the sections that are not about one row."""

from __future__ import annotations

from indicatorlang.resolve.keys.choices import CALENDARS, PERCENT
from indicatorlang.resolve.keys.later import LATER
from indicatorlang.resolve.keys.shape import Key

RULESET = (
    Key(
        "ruleset",
        "项目名称",
        "text",
        "项目名称",
        "name of the project",
        required=True,
        examples=("示例街道图书角建设", "Reading corners (example)"),
    ),
    Key(
        "code",
        "项目编码",
        "text",
        "项目编码，前面的零保留",
        "code of the project; leading zeros are kept",
        examples=("示例-2026-001", "0012"),
    ),
    Key(
        "department",
        "主管部门",
        "text",
        "主管部门",
        "responsible department",
        examples=("示例市文化局", "Culture Office (example)"),
    ),
    Key(
        "agency", "实施单位", "text", "实施单位", "agency that does the work", examples=("示例市图书馆", "City Library (example)")
    ),
    Key("year", "预算年度", "span", "预算年度，如`2019`", "budget year, such as `2019`", examples=("2026",)),
    Key(
        "period",
        "实施期",
        "span",
        "考核期间，如`2019-01..2019-09`",
        "the span, such as `2019-01..2019-09`",
        examples=("2026-01..2026-09",),
    ),
    Key(
        "goal",
        "年度目标",
        "text",
        "年度总体目标",
        "goal of the year",
        examples=("全年开放12个社区阅读角", "12 reading corners open by the end of the year"),
    ),
    Key(
        "profile",
        "评分办法",
        "any",
        "评分办法的名称，或名称和改动",
        "name of the scoring rules, or name and changes",
        of="profile",
        default="mof-2020",
        examples=("mof-2020", "{名称: mof-2020, 逾期得分系数: 0.8}", "{name: mof-2020, late: 0.8}"),
    ),
    Key(
        "calendar",
        "工作日历",
        "any",
        "工作日历的名称，或名称和调整的日子",
        "name of the calendar, or name and changed days",
        of="calendar",
        default="china",
        examples=("中国", "{调整: {放假: [2019-06-28]}}", "{overlay: {off: [2019-06-28]}}"),
    ),
    Key(
        "funds",
        "资金",
        "map",
        "项目资金",
        "the money of the project",
        of="funds",
        examples=("{年初预算数: 60 万元, 全年预算数: 55 万元}", "{initial: 60 万元, budget: 55 万元}"),
    ),
    Key(
        "budget_adjusted",
        "预算调整",
        "list",
        "经批准的预算调整",
        "approved changes of the budget",
        of="change",
        examples=("[{批复日期: 2026-08-14, 全年预算数: 55 万元}]", "[{approved: 2026-08-14, amount: 55 万元}]"),
    ),
    Key(
        "weights",
        "分值分配",
        "map",
        "预算执行率、一级指标、`一级/二级`的分值",
        "points of the budget row, level 1 or `level 1/level 2`",
        examples=("{预算执行率: 10, 产出指标: 60, 效益指标: 30}",),
    ),
    Key(
        "percent",
        "百分数写法",
        "choice",
        "不带%的比率数据是百分数还是小数",
        "whether bare rates are per cent or fractions",
        choices=PERCENT,
    ),
    Key("units", "单位别名", "map", "本项目自己的单位名称", "the project's own names of units", examples=("{间: 家}",)),
    Key(
        "measures",
        "数据项",
        "map",
        "要填报的数据项",
        "what is reported",
        of="measure",
        examples=("{开放数: {计量单位: 个, 口径: 累计数}}", "{corners: {unit: 个, kind: ytd}}"),
        by_name=True,
    ),
    Key(
        "records",
        "台账",
        "map",
        "逐件登记的台账",
        "tables of single cases",
        of="records",
        examples=(
            "{发布记录: {日期列: 发布日期, 列: {发布日期: 日期, 发布用时: 数}}}",
            "{notices: {date: published, columns: {published: date, delay: number}}}",
        ),
        by_name=True,
    ),
    Key(
        "scales",
        "等级",
        "map",
        "等级，从好到差",
        "scales of words, best first",
        examples=("{整洁程度: [整洁, 较整洁, 不整洁]}", "{tidiness: [tidy, fair, untidy]}"),
    ),
    Key(
        "baselines",
        "基期值",
        "map",
        "基期值，如`上年: {产品数: 12 个}`",
        "baselines, such as `上年: {产品数: 12 个}`",
        examples=("{上年: {产品数: 12 个}}",),
    ),
    Key(
        "indicators",
        "指标",
        "list",
        "考核指标，一行一项",
        "the indicators, one row each",
        required=True,
        of="indicator",
        examples=(
            "[{三级指标: 开放数, 指标值: 不少于12个, 分值: 20}]",
            "[{name: corners, target: corners >= 12 个, weight: 20}]",
        ),
    ),
    Key(
        "tests",
        "自测",
        "list",
        "随项目保存的测试",
        "tests that the ruleset brings along",
        of="test",
        examples=(
            "[{名称: 年末, 实际值: {开放数: {2026-12: 12}}, 应得: {开放数: {结论: 达标}}}]",
            "[{name: end of year, actuals: {开放数: {2026-12: 12}}, expect: {开放数: {verdict: met}}}]",
        ),
    ),
    Key("note", "备注", "text", "备注", "a note", examples=("指标值经主管部门确认", "confirmed by the department")),
    *LATER,
)

FUNDS = (
    Key("initial", "年初预算数", "quantity", "年初预算数", "the initial budget", examples=("60 万元",)),
    Key(
        "budget",
        "全年预算数",
        "quantity",
        "全年预算数（调整后）",
        "the budget of the full year, as adjusted",
        examples=("55 万元",),
    ),
    Key("sources", "来源", "map", "各来源的金额", "amounts by source", examples=("{财政拨款: 50 万元, 自筹资金: 5 万元}",)),
)

CHANGE = (
    Key("approved", "批复日期", "day", "批复日期", "day of approval", required=True, examples=("2026-08-14",)),
    Key("document", "文号", "text", "批复文号", "number of the document", examples=("示财〔2026〕2号",)),
    Key(
        "amount",
        "全年预算数",
        "quantity",
        "调整后的全年预算数",
        "the budget of the full year after the change",
        required=True,
        examples=("55 万元",),
    ),
    Key("reason", "原因", "text", "调整原因", "the reason", examples=("压减一般性支出", "spending was cut")),
)

CALENDAR = (
    Key("name", "名称", "choice", "工作日历的名称", "name of the calendar", choices=CALENDARS, default="china"),
    Key(
        "overlay",
        "调整",
        "map",
        "另行放假或上班的日子",
        "days off or on besides the announced ones",
        of="overlay",
        examples=("{放假: [2019-06-28], 上班: [2019-06-30]}", "{off: [2019-06-28], work: [2019-06-30]}"),
    ),
)

OVERLAY = (
    Key("off", "放假", "list", "放假的日子", "days off", examples=("[2019-06-28]",)),
    Key("work", "上班", "list", "上班的日子", "days on which people work", examples=("[2019-06-30]",)),
)

RECORDS = (
    Key("date", "日期列", "text", "一件事归入哪一天的列", "the column that dates a case", examples=("发布日期",)),
    Key(
        "columns",
        "列",
        "map",
        "各列是日期、数还是文本",
        "what each column holds",
        required=True,
        examples=("{发布日期: 日期, 发布用时: 数}", "{发布日期: date, 发布用时: number}"),
    ),
)
