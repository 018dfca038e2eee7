"""The words that a key may have as its value, with every spelling that is read."""

from __future__ import annotations

from indicatorlang.resolve.keys.shape import choices

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
BOUND_WORDS = choices(inclusive="含本数", exclusive="不含本数")
