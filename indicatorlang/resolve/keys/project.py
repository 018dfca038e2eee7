"""The keys of a project: the top of the file and the sections that are not about one row."""

from __future__ import annotations

from indicatorlang.resolve.keys.choices import ALL_VERDICTS, CALENDARS, PERCENT
from indicatorlang.resolve.keys.later import LATER
from indicatorlang.resolve.keys.shape import Key

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
    *LATER,
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

RECORDS = (
    Key("date", "日期列", "text", "一件事归入哪一天的列", "the column that dates a case"),
    Key("columns", "列", "map", "各列是日期、数还是文本", "what each column holds", required=True),
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
