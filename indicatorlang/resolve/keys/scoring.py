"""The keys of `评分标准`: those that every method has, and those that the methods bring along themselves."""

from __future__ import annotations

from types import MappingProxyType

from indicatorlang.library.lookup import scoring_methods
from indicatorlang.library.settings import Setting
from indicatorlang.resolve.keys.shape import Key, Shape, Where

METHODS = scoring_methods()
WORDS = MappingProxyType({part.name: part.spellings for part in METHODS.values() if part.word})
"""Every method that can be chosen, with the words for it."""

_SHAPES: dict[str, tuple[Shape, Where | None]] = {
    "amount": ("quantity", None),
    "points": ("number", None),
    "choice": ("choice", None),
    "bands": ("list", "scoring_band"),
    "anchors": ("list", "scoring_point"),
}


def _key(setting: Setting) -> Key:
    shape, of = _SHAPES[setting.shape]
    return Key(
        setting.name,
        setting.chinese,
        shape,
        setting.summary.zh,
        setting.summary.en,
        choices=setting.choices,
        of=of,
        default=setting.default,
        also=setting.also,
        examples=setting.examples,
    )


def _of_methods() -> tuple[Key, ...]:
    """Each key once; several methods may share one."""
    found: dict[str, Key] = {}
    for part in METHODS.values():
        for setting in part.settings:
            found.setdefault(setting.name, _key(setting))
    return tuple(found.values())


AFTER = (
    Key(
        "floor",
        "及格线",
        "number",
        "得分系数低于此数的不得分，如`60%`或`0.6`",
        "less than this share of the points is nothing",
        examples=("60%", "0.6"),
    ),
    Key("cap", "上限", "number", "得分系数最多到此数，不超过1", "no more than this share of the points", examples=("1",)),
    Key(
        "evidence_deduct",
        "无佐证扣减",
        "number",
        "没有佐证材料的扣去得分的几成",
        "share of the points taken off without evidence",
        examples=("20%",),
    ),
    Key(
        "target_set_low",
        "目标偏低扣减",
        "map",
        "目标定得偏低、大幅超额的怎样扣",
        "what a target set too low costs, when it is far surpassed",
        of="over_deduct",
        examples=("{超过: 1.5, 每超一倍扣: 0.2}", "{above: 1.5, slope: 0.2}"),
    ),
)

SCORING = (
    Key(
        "method",
        "方式",
        "choice",
        "计分方式；不写的由判定的类型决定",
        "the method; without it, by the shape of the target",
        choices=WORDS,
    ),
    *_of_methods(),
    *AFTER,
)

SCORING_BAND = (
    Key("from", "不低于", "quantity", "下限，含本数", "lower limit, included", also=("下限",), examples=("10 个",)),
    Key("to", "不高于", "quantity", "上限，含本数", "upper limit, included", also=("上限", "不超过"), examples=("12 个",)),
    Key("above", "高于", "quantity", "下限，不含本数", "lower limit, not included", also=("超过",), examples=("10 个",)),
    Key("below", "低于", "quantity", "上限，不含本数", "upper limit, not included", examples=("12 个",)),
    Key("level", "等级", "any", "等级的名称，可列几个", "name of a level, or several", examples=("整洁", "[整洁, 较整洁]")),
    Key("fraction", "得分系数", "number", "本档的得分系数，0到1", "share of the points in this band, 0 to 1", examples=("0.8",)),
    Key("points", "得分", "number", "本档得几分", "points in this band", examples=("16",)),
)

SCORING_POINT = (
    Key(
        "name",
        "名称",
        "text",
        "点的名称，如门槛、目标、挑战",
        "name of the point, such as threshold, target, stretch",
        examples=("门槛", "threshold"),
    ),
    Key("at", "值", "quantity", "在哪个值", "the value it stands at", required=True, examples=("6 个",)),
    Key("fraction", "得分系数", "number", "该点的得分系数，0到1", "share of the points there, 0 to 1", examples=("0.6",)),
    Key("points", "得分", "number", "该点得几分", "points there", examples=("12",)),
)

OVER_DEDUCT = (
    Key(
        "above",
        "超过",
        "number",
        "实际值超过指标值的几倍起扣",
        "from how many times the target on",
        required=True,
        examples=("1.5",),
    ),
    Key(
        "slope",
        "每超一倍扣",
        "number",
        "每超出指标值的一倍扣去的得分系数",
        "share of the points for every 1 above it",
        required=True,
        examples=("0.2",),
    ),
    Key(
        "max", "最多", "number", "最多扣去的得分系数", "share of the points taken off at the most", default="1", examples=("0.3",)
    ),
)

ITEM = (
    Key("name", "名称", "text", "子项的名称", "name of the item", required=True, examples=("东片", "east")),
    Key("wording", "指标值", "text", "批复的指标值，原样保留", "the approved text", examples=("不少于7个",)),
    Key(
        "target",
        "判定",
        "target",
        "据以判定的写法",
        "the text that decides",
        examples=("东片开放数 ≥ 7 个", "东片开放数 >= 7 个"),
    ),
    Key("measure", "取数", "formula", "取哪个数据项或怎样计算", "what is measured", examples=("东片开放数",)),
    Key("weight", "分值", "number", "子项的分值", "points of the item", required=True, examples=("12",)),
)
