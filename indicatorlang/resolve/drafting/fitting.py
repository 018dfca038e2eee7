"""Which value can belong to which name, from what both say: only what surely does not fit is denied, only what surely fits is proof."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicatorlang.lazily import frozen, pattern
from indicatorlang.library.scales import builtin_scales, scales_with
from indicatorlang.library.units import parse_unit
from indicatorlang.model.number import exact
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.direction.directions import told_direction
from indicatorlang.resolve.drafting.texts import without_date
from indicatorlang.resolve.wordings import read_target

_RATE = pattern(r"(?:率|比例|占比|比重)(?:[（(][^（()）]*[)）])?$")
_COUNT = pattern(r"(?:数|数量|人次|次数|总量)(?:[（(][^（()）]*[)）])?$")
_DEGREE = pattern(r"度(?:[（(][^（()）]*[)）])?$")
_NATURE = pattern(r"[性化]$")
_TIMELY = pattern(r"时效|时间|时限|时长|期限|及时|速度|周期|天数|提速|响应")
_NOT_VALUES = pattern(r"(?:率|度|性|数|量|机制|制度|体系|建设|情况|渠道|平台|能力|水平|工作|任务|方案|需求|需要)$")
_STATE = pattern(r"(?:完成|已|通过|按时|按期|如期|全部|全面|建成|有$|无$|是$|否$|达标$|合格$|达到)")
_BARE_AMOUNT = pattern(r"[≥≤><＞＜=＝]*\s*[0-9０-９一二两三四五六七八九十.]+\s*个?(?:工作日|小时|分钟|天|日)(?:内|以内|之内)?")
_LENGTHS = ("工作日", "个工作日", "小时", "分钟", "天", "日")
_RATIO_WORDS = pattern(r"[万千百]分之|[%％‰]|成$")
_HAN_PAIR = pattern(r"(?=([\u3400-\u9fff]{2}))")
_HALF = 50
_COMMON = frozenset(
    ("信息", "数据", "项目", "目标", "完成", "工作", "服务", "管理", "建设", "情况", "质量", "比例", "提升", "增长", "达到", "比率", "以上", "以下",
     "发布", "安全", "公众", "社会", "平台")
)  # fmt: skip
_DIMENSIONS = {
    parse_unit("平方米").unit.dimension: pattern(r"面积$"),
    parse_unit("公里").unit.dimension: pattern(r"(?:里程|长度|公里数)$"),
    parse_unit("吨").unit.dimension: pattern(r"(?:吨数|重量|产量)$"),
    parse_unit("元").unit.dimension: pattern(r"(?:金额|费用|成本|产值|收入|投资额|补助额)$"),
}
_AFFINE = {
    "完善": ("制度", "机制", "体系"),
    "健全": ("制度", "机制", "体系"),
    "规范": ("执行", "行为", "流程", "操作"),
    "合规": ("资金使用", "支出"),
    "长期": ("可持续",),
}


@frozen
class Value:
    """A text that stands for a target, with what it says."""

    text: str
    reading: Reading

    @property
    def kind(self) -> str:
        """`percent`, `count`, `length`, `zero`, `number`, `degree`, `trend`, `state`, `other`."""
        reading = self.reading
        if reading.kind in ("number", "range"):
            if _RATIO_WORDS.search(self.text):
                return "percent"
            if reading.unit in _LENGTHS:
                return "length"
            return "count" if reading.unit else "zero" if reading.value == "0" else "number"
        if reading.kind == "level":
            return "degree" if scales_with(reading.level, builtin_scales().values()) else "trend"
        return {"growth": "trend", "done": "state"}.get(reading.kind, "other")


def value_of(text: str, year: int | None) -> Value:
    """A text as a value."""
    return Value(text, read_target(text, year=year))


def is_value(text: str, year: int | None) -> bool:
    """Whether a cell by itself is surely a target and not the name of an indicator."""
    reading = read_target(text, year=year)
    if reading.kind in ("number", "range", "growth", "grades"):
        return not (without_date(text) != text and len(without_date(text)) > 6)
    if _NOT_VALUES.search(text):
        return False
    if reading.kind == "level":
        return len(text) <= 6 and not reading.rest
    if reading.kind == "done":
        return _STATE.match(text) is not None
    return reading.kind == "deadline" and not reading.rest and len(text) <= 12 and "，" not in text


def fits(name: str, value: Value, names: Sequence[str]) -> bool:
    """False only when the value surely is not that of the name. `names` are all that are still without a value."""
    kind = value.kind
    if _RATE.search(name):
        return kind not in ("count", "length", "degree", "state") and _same_way(name, value)
    if _COUNT.search(name):
        return kind not in ("percent", "degree", "state", "length")
    if _DEGREE.search(name):
        return kind not in ("count", "length", "state", "zero")
    if without_date(name) != name:
        return kind not in ("degree", "trend")
    if _NATURE.search(name) and kind == "count":
        return False
    if kind == "length" and _BARE_AMOUNT.fullmatch(value.text) and any(_TIMELY.search(other) for other in names):
        return _TIMELY.search(name) is not None
    return True


def _same_way(name: str, value: Value) -> bool:
    """A rate that is to be low has no target of most of the whole, one that is to be high none of nought or below something."""
    told = told_direction(name)
    number, op = exact(value.reading.value or ""), value.reading.op
    if told.word and told.direction == "lower":
        return not (number is not None and number > _HALF and op not in ("<", "<="))
    return not (value.kind == "zero" or (op == "<" and value.kind == "percent"))


def proof(name: str, value: Value, names: Sequence[str], values: Sequence[Value], narrative: str) -> bool:
    """Whether name and value surely belong together by what they say: each is the only one for the other."""
    others = [other for other in values if other.text != value.text]
    return any(
        test(name, value) and sum(test(other, value) for other in names) == 1 and not any(test(name, other) for other in others)
        for test in (_named_degree, _ends_with_unit, _named_dimension, _shared_word)
    ) or _narrated(name, value, narrative)


def _named_degree(name: str, value: Value) -> bool:
    """财务制度健全性: 健全."""
    return value.kind == "degree" and len(value.text) >= 2 and value.text in name


def _ends_with_unit(name: str, value: Value) -> bool:
    """布点覆盖区: 15区."""
    unit = value.reading.unit or ""
    return value.kind == "count" and unit != "" and name.endswith(unit)


def _named_dimension(name: str, value: Value) -> bool:
    """绿化面积: 42万平方米. The name says what is measured, the unit measures nothing else."""
    unit = value.reading.unit or ""
    words = _DIMENSIONS.get(parse_unit(unit).unit.dimension) if unit else None
    return value.kind == "count" and words is not None and words.search(name) is not None


def _shared_word(name: str, value: Value) -> bool:
    """内容获得刊物报告引用: 引用比例正增长. Words that every form is full of prove nothing."""
    ours = set(_HAN_PAIR.findall(name)) - _COMMON
    return len(value.text) >= 4 and bool(ours & (set(_HAN_PAIR.findall(value.text)) - _COMMON))


def _narrated(name: str, value: Value, narrative: str) -> bool:
    """The goal says in running text: `服务对象满意率达95%以上`."""
    pattern = rf"{re.escape(name)}(?:不低于|不高于|达到|达|为|在|[:：])?\s?{re.escape(value.text)}(?![0-9])"
    return len(name) >= 4 and bool(re.search(r"\d", value.text)) and re.search(pattern, narrative) is not None


def affine(name: str, value: Value) -> bool:
    """Whether a degree word is what is usually said of such a thing: 制度 完善. A hint, no proof."""
    return any(word in name for word in _AFFINE.get(value.text, ()))
