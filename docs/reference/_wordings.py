"""Tables of the words officials use, from `grammar/`, and of texts with what the reader makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from _tables import code, said, table

from indicatorlang import resources
from indicatorlang.model.reading import Reading
from indicatorlang.resolve.wordings import read_target
from indicatorlang.syntax.from_text import parse_target
from indicatorlang.syntax.to_text import to_text

SIGNS = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "==": "＝", "!=": "≠"}
ORDER = (">=", "<=", ">", "<", "==", "!=")
CHANGES = {
    "up": ("增长", "more than before"),
    "down": ("下降", "less than before"),
    "same": ("与基期相同", "as before"),
    "no_more": ("不高于基期", "not more than before"),
    "no_less": ("不低于基期", "not less than before"),
    "double": ("达到基期的2倍", "twice as much as before"),
}
PERIODS = {
    "day": ("每天", "each day"),
    "week": ("每周", "each week"),
    "month": ("每月", "each month"),
    "quarter": ("每季度", "each quarter"),
    "half": ("每半年", "each half year"),
    "year": ("每年", "each year"),
}
# The texts shown on the pages: what stands in the cell, the indicator's name, the unit column, the year of the budget.
TEXTS: dict[str, list[tuple[str, str, str]]] = {
    "clear": [
        ("≥95%", "服务对象满意度", ""),
        ("不低于95%", "服务对象满意度", ""),
        ("95%以上", "服务对象满意度", ""),
        ("≤30万元", "设备购置成本", ""),
        ("3个工作日内", "办理时限", ""),
        ("低于万分之一", "投诉率", ""),
        ("80%—90%", "设备利用率", ""),
        ("100万元±5%", "年度投入", ""),
        ("2021年9月30日前", "平台上线时间", ""),
        ("2021年12月底前不少于500家", "新建网点数", ""),
        ("每季度不少于2次", "开展检查", ""),
        ("≥500元/(人·月)", "补助标准", ""),
        ("较上年增长5%以上", "销售收入", ""),
        ("较上年提高2个百分点", "就业率", ""),
    ],
    "silent": [
        ("500家", "新建网点数", ""),
        ("100%", "预算执行率", ""),
        ("2%", "服务对象投诉率", ""),
        ("100%", "投诉问题处理率", ""),
        ("30万元", "设备购置成本", ""),
        ("600", "城乡低保标准", "元/(人·月)"),
        ("2个工作日", "办理时效性", ""),
        ("0", "安全责任事故", "起"),
        ("12月底前", "平台上线时间", ""),
    ],
    "unclear": [
        ("9月前", "平台上线时间", ""),
        ("约500家", "新建网点数", ""),
        ("500家左右", "新建网点数", ""),
        ("≤95%以上", "服务对象满意度", ""),
        ("90%±5%", "设备利用率", ""),
    ],
    "words": [
        ("健全", "财务管理制度", ""),
        ("效果明显", "社会效益", ""),
        ("稳步提升", "群众生活质量", ""),
        ("及时足额发放", "补贴发放", ""),
        ("无安全事故", "安全生产", ""),
        ("不适用", "生态效益", ""),
        ("优≥90分，良≥80分，中≥60分，差＜60分", "考核结果", ""),
    ],
    "english": [
        ("at least 85%", "Satisfaction of users", ""),
        ("500,000 to 550,000", "Visits", ""),
        ("$35.00 or less", "Average cost of a contact", ""),
        ("35 million annually", "Passengers", ""),
        ("less than 575,000", "Calls", ""),
        ("95%", "Returns processed in time", ""),
        ("by 30 June 2021", "Report published", ""),
    ],
}


NAME_LISTS = {
    "things": ("不好的事：越少越好", "bad things: less is better"),
    "failings": ("工作的差失：越少越好", "faults of the work: less is better"),
    "adverbs": ("做得不对：越少越好，连着后面的动词", "done wrongly: less is better, with the verb behind"),
    "late": ("做得晚：越少越好，连着后面的动词", "done late: less is better, with the verb behind"),
    "undone": ("没有做：越少越好，连着后面的动词", "not done: less is better, with the verb behind"),
    "undoing": ("写在前面，消除不好的事：越多越好", "in front, undoing something bad: more is better"),
    "handling": ("写在最前面，处理不好的事：越多越好", "first word, handling something bad: more is better"),
    "falling": ("使不好的事减少：越多越好", "making something bad less: more is better"),
    "saved": ("节约：写在最后，越多越好", "saved: last word, more is better"),
    "verbs": ("写在后面，针对不好的事：越多越好", "behind, doing something about it: more is better"),
    "means": ("应对不好的事的办法：越多越好", "means against something bad: more is better"),
    "absent": ("没有不好的事：越多越好", "something bad is absent: more is better"),
    "cost": ("成本费用：金额越少越好", "costs: less money is better"),
    "paid": ("发给群众的：金额越高越好", "paid out to people: more is better"),
    "gained": ("收入和节约：金额越高越好", "coming in: more is better"),
    "taking": ("办理用时：越短越好", "time that something takes: less is better"),
    "lasting": ("应当长久的时间：越长越好", "time that something should last: more is better"),
}


def _words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(resources.text("grammar", f"words.{language}.yaml"), Loader=yaml.BaseLoader)
    return found


def wordings(lang: str, language: str) -> str:
    """The words of comparison: what each says, whether the number counts, and the law that says so."""
    words = _words(language)
    authorities = {item["name"]: item for item in words.get("authorities", [])}
    groups: dict[tuple[str, str], list[str]] = {}
    for item in words["operators"]:
        dots = "…" if language == "zh" else " …"
        phrase = f"{dots}{item['phrase']}" if item["side"] == "after" else f"{item['phrase']}{dots}"
        groups.setdefault((item["op"], item.get("authority", "")), []).append(phrase.strip() if language == "zh" else phrase)
    rows = []
    for op, authority in sorted(groups, key=lambda key: (ORDER.index(key[0]), not key[1])):
        counts = said(("含", "yes") if "=" in op and op != "!=" else ("不含", "no"), lang)
        law = authorities.get(authority)
        since = f"（{law['from']}年起）" if law and lang == "zh" else f" (from {law['from']})" if law else ""
        rows.append(
            [code(groups[op, authority]), SIGNS[op] if lang == "zh" else f"`{op}`", counts, (law[lang] + since) if law else ""]
        )
    header = ["词语", "读作", "本数", "依据"] if lang == "zh" else ["words", "read as", "the number itself", "authority"]
    return table(header, rows)


def _grouped(items: Iterable[dict[str, str]], field: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item[field], []).append(item["phrase"])
    return groups


def change_words(lang: str, language: str) -> str:
    """Words of change."""
    groups = _grouped(_words(language)["growth"], "change")
    header = ["词语", "读作"] if lang == "zh" else ["words", "read as"]
    return table(header, [[code(groups[change]), said(pair, lang)] for change, pair in CHANGES.items() if change in groups])


def baseline_words(lang: str, language: str) -> str:
    """Words for what a change is compared with."""
    groups = _grouped(_words(language)["baselines"], "baseline")
    header = ["词语", "基期"] if lang == "zh" else ["words", "baseline"]
    return table(header, [[code(phrases), baseline] for baseline, phrases in groups.items()])


def period_words(lang: str, language: str) -> str:
    """Words that say per what."""
    groups = _grouped(_words(language)["periods"], "period")
    header = ["词语", "读作"] if lang == "zh" else ["words", "read as"]
    return table(header, [[code(groups[period]), said(pair, lang)] for period, pair in PERIODS.items() if period in groups])


def word_list(key: str, language: str) -> str:
    """One list of words, as it stands in the file; `states.first` is a list inside a mapping."""
    found: Any = _words(language)
    for step in key.split("."):
        found = found[step]
    return code(found)


def name_words(lang: str) -> str:
    """The words that tell from a name which way is better: each list of `grammar/names.yaml`, with what it does."""
    lists: dict[str, Any] = yaml.load(resources.text("grammar", "names.yaml"), Loader=yaml.BaseLoader)
    rows = [[said(NAME_LISTS[key], lang), code(_flat(lists[key]))] for key in NAME_LISTS]
    return table(["作用", "词语"] if lang == "zh" else ["what they do", "words"], rows)


def _flat(found: Any) -> list[str]:
    return [word for topic in found.values() for word in _flat(topic)] if isinstance(found, dict) else list(found)


def quality_words(key: str, part: str = "") -> str:
    """One list of `grammar/qualities.zh.yaml`."""
    found = yaml.load(resources.text("grammar", "qualities.zh.yaml"), Loader=yaml.BaseLoader)[key]
    return code(_flat(found[part] if part else found))


def readings(topic: str, lang: str) -> str:
    """Texts with what the reader makes of them; the reader itself fills the table."""
    header = said((["指标值", "指标名称", "读作", "说明"], ["target", "indicator", "read as", "remarks"]), lang)
    rows = []
    for text, name, unit in TEXTS[topic]:
        reading = read_target(text, name=name, unit=unit, year=2021)
        about = f"{name}（单位：{unit}）" if unit and lang == "zh" else f"{name} (unit {unit})" if unit else name
        assumed = ("；" if lang == "zh" else "; ").join(info.message(lang) for info in (*reading.assumed, *reading.refused))
        rows.append([code([text]), about, _said_by(reading, lang), assumed])
    return table(header, rows)


def _said_by(reading: Reading, lang: str) -> str:
    """The canonical form with the keywords of the language, or what stands for it."""
    zh = lang == "zh"
    if reading.kind == "text":
        return "读不懂" if zh else "not understood"
    if reading.kind == "none":
        return "没有要求" if zh else "nothing demanded"
    if reading.kind == "grades":
        steps = (f"{step.level} {SIGNS[step.op]} {step.value}{step.unit}" for step in reading.grades)
        return "；".join(steps) if zh else "; ".join(steps)
    if reading.kind in ("done", "level"):
        kind = {"done": ("是否做到", "so or not"), "level": ("达到的程度", "a degree")}[reading.kind]
        return f"{said(kind, lang)}：`{reading.level}`" if zh else f"{said(kind, lang)}: `{reading.level}`"
    if reading.by_any:
        days = [day.isoformat() for day in reading.by_any]
        return said(("完成 不晚于 " + " 或 ".join(days), "done by " + " or ".join(days)), lang)
    if not reading.canonical:
        each = {"month": "every month", "year": "a year"}.get(reading.period or "", "")
        said_so = " ".join(part for part in (reading.op, reading.value, reading.unit, each) if part)
        return said(("规范写法里没有", f"`{said_so}` (no strict spelling)"), lang)
    condition, _ = parse_target(reading.canonical)
    assert condition is not None
    text = to_text(condition, "zh" if zh else "en")
    for op in (">=", "<=", "==") if zh else ():
        text = text.replace(f"{op} ", f"{SIGNS[op]} ")
    return f"`{text}`"


MAKERS = {
    "wordings": wordings,
    "change-words": change_words,
    "baseline-words": baseline_words,
    "period-words": period_words,
    "word-list": word_list,
    "readings": readings,
    "name-words": name_words,
    "quality-words": quality_words,
}
