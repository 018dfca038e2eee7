"""The words that a key may have as its value, with every spelling that is read."""

from __future__ import annotations

from indicatorlang.library.settings import spelled

YES = spelled(true="是 yes 有 y", false="否 no 无 n")
PERCENT = spelled(percent="百分数 百分比 按百分数", fraction="小数 按小数")
EQUAL = spelled(reach="达到即可 达到", two_sided="偏高偏低都扣 双向", exact="正好 等于 必须正好")
KINDS = spelled(period="本期数 期间数 当期数", ytd="累计数 累计", snapshot="时点数 期末数", done_date="完成日期")
SHOWN_KINDS = ("评判等级", "见“问卷”表", "见问卷表", '见"问卷"表', "见「问卷」表")
FREQUENCY = spelled(
    day="每天 每日 按天 按日",
    week="每周 按周",
    month="每月 月 按月 月度",
    quarter="每季度 季度 按季 每季 按季度",
    half="每半年 半年 按半年",
    year="每年 年 按年 年度",
)
AGGREGATES = spelled(
    sum="求和 合计",
    last="取最新 最新",
    mean="平均",
    min="最小",
    max="最大",
    each="逐期考核",
    ratio="分子分母分别汇总",
    weighted="加权平均",
)
ACROSS = spelled(
    sum="相加 求和 合计",
    funds="按资金加权 资金加权",
    weighted="按权数加权 加权平均",
    mean="简单平均 平均",
    min="最小",
    max="最大",
    worst="最差",
    ignore="不分单位",
)
DIRECTIONS = spelled(higher="越高越好", lower="越低越好", nearer="越接近越好")
MISSING = spelled(no_data="未填报", zero="按零", skip="跳过")
NO_CASES = spelled(not_applicable="不适用", met="视同完成")
SURVEY_VALUE = spelled(score="加权得分 得分", share="占比 比例")
EVIDENCE = spelled(required="必附", optional="可附")
COLUMNS = spelled(date="日期", number="数 数值", text="文本 文字")
EFFECTS = spelled(indicator="单项 指标", group="一级 一级指标", project="项目 整个项目", grade="等级")
VERDICTS = spelled(met="达标", missed="未达标", no_data="未填报", invalid="数据待核")
ALL_VERDICTS = spelled(
    met="达标", missed="未达标", not_due="未到期", no_data="未填报", not_applicable="不适用", invalid="数据待核"
)
ROUNDINGS = spelled(half_up="四舍五入", half_even="四舍六入五成双 修约 银行家舍入", down="舍去 去尾 不进位")
WHEN_ROUNDED = spelled(row="每行", total="合计")
GRADE_ON = spelled(displayed="显示的得分 显示得分", exact="舍入前的得分 未舍入得分")
PLANS = spelled(months="按月 按月均衡 linear 线性 均衡", days="按日 按日均衡 按天")
INTERPOLATIONS = spelled(step="阶梯 按阶梯", linear="直线 线性 按直线")
BLUE = spelled(schedule="序时 按序时", whole_year="全年 按全年")
CALENDARS = spelled(china="中国 全国 中国大陆")
SWITCHES = spelled(off="不提示 关闭", info="提示", warning="警告", error="错误")
BOUND_WORDS = spelled(inclusive="含本数", exclusive="不含本数")
