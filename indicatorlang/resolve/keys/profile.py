"""The keys of scoring rules, in a file of profiles or as changes in a ruleset."""

from __future__ import annotations

from indicatorlang.resolve.keys.choices import EQUAL, SCORING
from indicatorlang.resolve.keys.shape import Key, choices

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
