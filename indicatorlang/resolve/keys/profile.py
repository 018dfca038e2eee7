"""The keys of scoring rules, in a file of profiles or as changes in a ruleset."""

from __future__ import annotations

from indicatorlang.library.settings import spelled
from indicatorlang.resolve.keys.choices import BLUE, EQUAL, GRADE_ON, ROUNDINGS, WHEN_ROUNDED
from indicatorlang.resolve.keys.shape import Key

PROFILE = (
    Key("name", "名称", "text", "评分办法的名称", "name of the scoring rules", default="mof-2020", examples=("mof-2020",)),
    Key(
        "title",
        "标题",
        "map",
        "标题",
        "the title",
        of="title",
        examples=(
            "{中文: 示例市项目支出绩效评价办法, 英文: rules of a city}",
            "{zh: 示例市项目支出绩效评价办法, en: rules of a city}",
        ),
    ),
    Key(
        "authority",
        "依据",
        "map",
        "依据",
        "whose rules they are",
        of="title",
        examples=("{中文: 示例市财政局, 英文: finance office of a city}", "{zh: 示例市财政局, en: finance office of a city}"),
    ),
    Key("also", "别名", "list", "这套办法的其他名称", "other names of these rules", examples=("[示例办法]",)),
    Key(
        "scoring",
        "评分标准",
        "any",
        "没有另写的指标怎样计分",
        "how rows are scored that say nothing",
        of="scoring",
        examples=(
            "达标得分",
            "{方式: 分档, 对象: 完成率, 各档: [{不低于: 100%, 得分系数: 1}, {不低于: 60%, 得分系数: 0.6}, {得分系数: 0}]}",
            "{method: bands, of: completion, bands: [{from: 100%, fraction: 1}, {from: 60%, fraction: 0.6}, {fraction: 0}]}",
        ),
    ),
    Key(
        "floor",
        "及格线",
        "number",
        "得分系数低于此数的不得分",
        "less than this share of the points is nothing",
        examples=("60%", "0.6"),
    ),
    Key("cap", "上限", "number", "得分系数最多到此数", "no more than this share of the points", examples=("1",)),
    Key(
        "evidence_deduct",
        "无佐证扣减",
        "number",
        "没有佐证材料的扣去得分的几成",
        "share of the points taken off without evidence",
        examples=("20%",),
    ),
    Key(
        "bonus_above",
        "加分可超满分",
        "yes",
        "加分后总分可否超过满分",
        "whether a bonus may carry the total above the weights",
        default="否",
    ),
    Key(
        "grade_on",
        "定级依据",
        "choice",
        "按显示的得分还是舍入前的得分定等级",
        "grade on the score as displayed or before rounding",
        choices=GRADE_ON,
    ),
    Key("equal", "等于含义", "choice", "“等于”的含义", "what `==` means", choices=EQUAL),
    Key(
        "more_is_better",
        "越高越好",
        "choice",
        "越高越好的指标怎样计分",
        "how more-is-better rows are scored",
        choices=spelled(proportional="按比例"),
    ),
    Key(
        "less_is_better",
        "越低越好",
        "choice",
        "越低越好的指标怎样计分",
        "how less-is-better rows are scored",
        choices=spelled(linear="按比例扣减 线性 按超出比例", reciprocal="反比 按反比 反比计分"),
    ),
    Key("range", "区间", "choice", "区间指标怎样计分", "how ranges are scored", choices=spelled(nearest_end="按最近的一端")),
    Key("late", "逾期得分系数", "number", "逾期完成的得分系数", "share of the points for late completion", examples=("0.6",)),
    Key(
        "one_level_below",
        "低一档得分系数",
        "number",
        "低一档的得分系数",
        "share of the points one level below",
        examples=("0.6",),
    ),
    Key(
        "strict_boundary",
        "恰好等于界限",
        "choice",
        "恰好等于“低于”“超过”的界限时",
        "a missed `>` or `<` at its bound",
        choices=spelled(continuous="不扣分", zero="不得分"),
    ),
    Key("budget_weight", "预算执行率分值", "number", "预算执行率行的分值", "points of the budget row", examples=("10",)),
    Key(
        "rounding",
        "舍入",
        "map",
        "小数位数和舍入办法",
        "decimals and rounding",
        of="rounding",
        examples=("{小数位数: 2, 办法: 四舍五入, 时机: 每行}", "{places: 2, mode: half_up, when: row}"),
    ),
    Key(
        "over_achievement",
        "超额完成",
        "map",
        "超额多少须说明原因",
        "when over-achievement needs a reason",
        of="over",
        examples=("{须说明: 1.3}", "{explain_above: 1.3}"),
    ),
    Key(
        "grades",
        "等级分界",
        "list",
        "等级的分界，从好到差",
        "the bands of the grades, best first",
        of="grade",
        examples=(
            "[{名称: 优, 下限: 90}, {名称: 良, 下限: 80}, {名称: 中, 下限: 60}, {名称: 差, 下限: 0}]",
            "[{name: 优, en: excellent, from: 90}, {name: 良, en: good, from: 80}, {name: 中, en: fair, from: 60}, {name: 差, en: poor, from: 0}]",
        ),
    ),
    Key(
        "three_levels",
        "三档",
        "list",
        "定性指标三档的区间",
        "the bands of the official three levels",
        of="band",
        examples=(
            (
                "[{名称: 达成年度指标, 下限: 0.8, 上限: 1}, "
                "{名称: 部分达成年度指标并具有一定效果, 下限: 0.6, 上限: 0.8}, "
                "{名称: 未达成年度指标且效果较差, 下限: 0, 上限: 0.6}]"
            ),
            (
                "[{name: 达成年度指标, from: 0.8, to: 1}, "
                "{name: 部分达成年度指标并具有一定效果, from: 0.6, to: 0.8}, "
                "{name: 未达成年度指标且效果较差, from: 0, to: 0.6}]"
            ),
        ),
    ),
    Key(
        "pace",
        "进度灯",
        "map",
        "红黄绿灯的界限",
        "the limits of red, yellow and green",
        of="pace",
        examples=("{红灯低于: 60, 黄灯低于: 80, 绿灯低于: 120}", "{red_below: 60, yellow_below: 80, green_below: 120}"),
    ),
    Key(
        "bounds",
        "界限用语",
        "map",
        "“以下”等词是否含本数",
        "whether words such as 以下 include their number",
        examples=("{以下: 不含本数}", "{以下: exclusive}"),
    ),
    Key(
        "advice",
        "建议",
        "map",
        "`check` 的哪些规则不提示，其余按提示、警告还是错误，按代号写",
        "which rules of `check` are off, and how severe others are, by code",
        examples=("{L132: 不提示, L130: 错误}", "{L132: off, L130: error}"),
    ),
)

TITLE = (
    Key("zh", "中文", "text", "中文", "in Chinese", examples=("示例市项目支出绩效评价办法",)),
    Key("en", "英文", "text", "英文", "in English", examples=("rules of a city",)),
)

ROUNDING = (
    Key("places", "小数位数", "number", "小数位数，0、1、2或4", "decimals: 0, 1, 2 or 4", examples=("2",)),
    Key("mode", "办法", "choice", "舍入办法", "how", choices=ROUNDINGS),
    Key("when", "时机", "choice", "什么时候舍入", "when", choices=WHEN_ROUNDED),
)

OVER = (
    Key(
        "deduct",
        "目标偏低扣减",
        "map",
        "原因为目标定得偏低的怎样扣",
        "what it costs when the cause is a target set too low",
        of="over_deduct",
        examples=("{超过: 1.5, 每超一倍扣: 0.2}", "{above: 1.5, slope: 0.2}"),
    ),
    Key(
        "explain_above",
        "须说明",
        "number",
        "超过指标值的几倍须说明原因",
        "above how many times the target a reason is asked for",
        examples=("1.3",),
    ),
)

GRADE = (
    Key("name", "名称", "text", "等级的名称", "name of the grade", required=True, examples=("优",)),
    Key("en", "英文", "text", "英文名称", "its English name", examples=("excellent",)),
    Key("from", "下限", "number", "下限，含本数", "lower limit, included", required=True, examples=("90",)),
    Key("to", "上限", "number", "上限，不含本数", "upper limit, not included", examples=("100",)),
)

BAND = (
    Key("name", "名称", "text", "档的名称", "name of the level", required=True, examples=("达成年度指标",)),
    Key("from", "下限", "number", "得分系数下限，含本数", "lower limit of its share, included", required=True, examples=("0.8",)),
    Key("to", "上限", "number", "得分系数上限", "upper limit of its share", required=True, examples=("1",)),
)

PACE = (
    Key("red_below", "红灯低于", "number", "低于此数为红灯", "red below", required=True, examples=("60",)),
    Key("yellow_below", "黄灯低于", "number", "低于此数为黄灯", "yellow below", required=True, examples=("80",)),
    Key("green_below", "绿灯低于", "number", "低于此数为绿灯", "green below", required=True, examples=("120",)),
    Key(
        "variant",
        "蓝灯口径",
        "choice",
        "蓝灯按序时进度还是按全年指标值；按全年的，没有完成量为红灯",
        "whether blue is of what is expected by now or of the whole target; then nothing done is red",
        choices=BLUE,
        default="schedule",
    ),
)
