"""Tables from the data of the package: words, keys, headings, units, functions, scoring methods, aggregations, scales, profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

import yaml

from indicatorlang import resources
from indicatorlang.catalogue import parts
from indicatorlang.engine.delivered import cells
from indicatorlang.library.parts import EVERY_KIND, AggregationPart, CalendarPart, FunctionPart, ScoringPart
from indicatorlang.library.scales import builtin_scales
from indicatorlang.model.actual import KIND_WORDS
from indicatorlang.model.verdict import COLOUR_WORDS, VERDICT_WORDS
from indicatorlang.readers import headings
from indicatorlang.reports.form_notes import KIND_SENTENCES
from indicatorlang.resolve import keys
from indicatorlang.resolve.keys import choices
from indicatorlang.syntax import words

SHAPES = {
    "text": ("文本", "text"),
    "target": ("判定", "a target"),
    "formula": ("公式", "a formula"),
    "number": ("数", "a number"),
    "yes": ("是或否", "yes or no"),
    "day": ("日期", "a day"),
    "span": ("年度或期间", "a year or period"),
    "quantity": ("数和单位", "a quantity"),
    "unit": ("单位", "a unit"),
    "choice": ("", ""),
    "list": ("列表", "a list"),
    "map": ("对照", "a mapping"),
    "any": ("", ""),
}
COLUMN_MEANING = {
    "name": ("数据项名称，或指标的序号、名称", "a measure, or an indicator by id or name"),
    "id": ("指标序号", "the id of an indicator"),
    "level1": ("一级指标，用来区分重名的指标", "level 1, to tell indicators of one name apart"),
    "level2": ("二级指标，用途同上", "level 2, likewise"),
    "period": ("期间", "the period of the value"),
    "value": ("实际值", "the value"),
    "unit": ("本行的计量单位", "the unit of the row's value"),
    "kind": ("本行的口径", "the kind of the row's value"),
    "evidence": ("佐证材料的名称", "what proves the value"),
    "project": ("项目编码", "which project the row belongs to, by code"),
    "project_name": ("项目名称", "which project the row belongs to, by name"),
    "score": ("评价人给定性指标的评定得分", "the points a reviewer gives to a row judged by words"),
    "forecast": ("全年预计完成值，只展示，不计分", "the forecast for the year; shown, never scored"),
    "likelihood": ("完成可能性，只展示", "how likely that is; shown"),
    "reason": ("偏差原因，原样带出", "why the target was missed; shown as written"),
    "cause": (
        "偏差原因属于哪一类，写“目标偏低”的按评分办法扣减",
        "the kind of cause; `target_set_low` takes off what the profile says",
    ),
    "deduct": ("人工扣分", "points to take off by hand"),
    "deduct_reason": ("扣分理由", "why they are taken off"),
    "org": ("填报单位", "who reports"),
    "filled_by": ("填报人", "who filled in the row"),
    "filled_on": ("填报日期；同一数报了两次时，后填的更正先填的", "when it was filled in: a later value replaces an earlier one"),
    "note": ("备注；不适用的在这里写明理由", "a note; the place to say why something is not applicable"),
    "level": ("评判等级", "the level a reviewer found"),
    "survey_date": ("调查日期；有这一列的表是问卷表", "day of a survey; a table with this column is one of surveys"),
    "method": ("调查方式", "how the survey was made"),
    "sent": ("问卷发放数", "forms handed out"),
    "valid": ("有效样本数", "valid answers"),
}


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; `|` in cells is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |" for line in lines)


def code(words: Iterable[str]) -> str:
    """Words in backquotes, blanks between."""
    return " ".join(f"`` {word} ``" if "`" in word else f"`{word}`" for word in words)


def said(pair: Sequence[str], lang: str) -> str:
    """The Chinese or the English one of a pair."""
    return pair[0] if lang == "zh" else pair[1]


def keywords(lang: str) -> str:
    """The keywords of the target language."""
    also: dict[str, list[str]] = {}
    for spelling, canonical in words.ALSO_READ.items():
        also.setdefault(canonical, []).append(spelling)
    header = ["English", "中文", "也可写作"] if lang == "zh" else ["English", "Chinese", "also read"]
    rows = []
    for english, chinese in words.KEYWORDS.items():
        first = english.split()[0]
        rest = english.removeprefix(first)
        spellings = also.get(english, []) or [spelling + rest for spelling in also.get(first, [])]
        rows.append([code([english]), code([chinese]), code(spellings)])
    return table(header, rows)


def comparisons(lang: str) -> str:
    """The signs of comparison."""
    header = ["符号", "也可写作"] if lang == "zh" else ["sign", "also read"]
    return table(header, [[code([sign]), code(s for s in read if s != sign)] for sign, read in words.COMPARISONS.items()])


def reserved(_lang: str = "en") -> str:
    """All reserved words."""
    return code(sorted(words.RESERVED, key=lambda word: (not word.isascii(), word)))


def _arguments(part: FunctionPart, lang: str) -> str:
    names = {
        "number": ("数", "a number"),
        "measure": ("数据项", "a measure"),
        "date": ("日期", "a date"),
        "condition": ("条件", "a condition"),
        "records": ("台账", "a table of cases"),
        "column": ("台账的列", "a column of records"),
    }
    least, most = part.arity
    joiner = "或" if lang == "zh" else " or "
    shown = [joiner.join(said(names[kind], lang) for kind in part.kinds_of(position)) for position in range(max(least, 1))]
    return "; ".join(shown) + (" …" if most is None else "")


def functions(lang: str) -> str:
    """The functions."""
    found: dict[str, FunctionPart] = dict(parts("indicatorlang.library.functions"))
    zh = lang == "zh"
    header = ["函数", "中文名", "含义", "自变量", "单位"] if zh else ["function", "Chinese", "does", "arguments", "unit"]
    rows = [
        [
            code([part.name]),
            code(part.aliases),
            part.summary.zh if zh else part.summary.en,
            _arguments(part, lang),
            part.unit.zh if zh else part.unit.en,
        ]
        for part in found.values()
    ]
    return table(header, rows)


def scoring(lang: str) -> str:
    """The scoring methods."""
    found: dict[str, ScoringPart[Any]] = dict(parts("indicatorlang.library.scoring"))
    if lang == "zh":
        shown = {name: code(part.spellings[1:]) for name, part in found.items() if part.word}
        return table(
            ["评分标准", "怎样计分"],
            [
                [shown.get(name, "由判定的类型决定"), part.summary.zh]
                for name, part in sorted(found.items(), key=lambda f: f[0] not in shown)
            ],
        )
    spelled = {name: code(part.spellings) for name, part in found.items() if part.word}
    return table(
        ["method", "`scoring:`", "what a row earns"],
        [[code([name]), spelled.get(name, ""), part.summary.en] for name, part in found.items()],
    )


def aggregations(lang: str) -> str:
    """The ways to make one value of several periods."""
    found: dict[str, AggregationPart] = dict(parts("indicatorlang.library.aggregation"))
    zh = lang == "zh"
    header = ["汇总方式", "英文", "含义"] if zh else ["`aggregate:`", "Chinese", "does"]
    rows = [
        [code(choices.AGGREGATES[n][1:]), code([n]), part.summary.zh]
        if zh
        else [code([n]), code(choices.AGGREGATES[n][1:]), part.summary.en]
        for n, part in found.items()
    ]
    return table(header, rows)


def scales(lang: str) -> str:
    """The built-in scales, best level first."""
    header = ["等级", "各档（从好到差）"] if lang == "zh" else ["scale", "levels, best first"]
    return table(header, [[scale.name, " · ".join(level.name for level in scale.levels)] for scale in builtin_scales().values()])


def calendars(lang: str) -> str:
    """The calendars of working days."""
    found: dict[str, CalendarPart] = dict(parts("indicatorlang.library.calendars"))
    header = ["工作日历", "从", "到", "说明"] if lang == "zh" else ["`calendar:`", "from", "to", "what"]
    rows = [
        [code([part.name]), part.first.isoformat(), part.last.isoformat(), part.summary.zh if lang == "zh" else part.summary.en]
        for part in found.values()
    ]
    return table(header, rows)


def _profile_text(value: Any, lang: str, key: keys.Key) -> str:
    """A setting for readers: its words in the reader's language, maps and lists in one line."""
    if isinstance(value, list):
        return "; ".join(_profile_text(part, lang, key) for part in value)
    if not isinstance(value, dict):
        spelled = (key.choices or (choices.BOUND_WORDS if key.name == "bounds" else {})).get(value, (value,))
        return spelled[1] if lang == "zh" and len(spelled) > 1 else str(value)
    if "from" in value and "name" in value:
        return f"{value['name']} {value['from']}" + (f"–{value['to']}" if "to" in value else "")
    below = {inner.name: inner for inner in keys.SECTIONS[key.of]} if key.of is not None else {}
    texts = []
    for name, part in value.items():
        inner = below.get(name, key)
        shown = inner.chinese if lang == "zh" and name in below else name
        texts.append(f"{shown} {_profile_text(part, lang, inner)}")
    return ("，" if lang == "zh" else ", ").join(texts)


def profiles(lang: str) -> str:
    """What the shipped profiles say, key by key."""
    found = {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for path in sorted((resources.folder("rulesets") / "profiles").glob("*.yaml"))
    }
    zh = lang == "zh"
    skipped = ("name", "title", "authority", "grades")
    header = ["设置", "含义", *(code([name]) for name in found)] if zh else ["key", "means", *(code([name]) for name in found)]
    rows = [
        [
            code([key.chinese if zh else key.name]),
            key.zh if zh else key.en,
            *(_profile_text(p.get(key.name, ""), lang, key) for p in found.values()),
        ]
        for key in keys.SECTIONS["profile"]
        if key.name not in skipped and any(key.name in profile for profile in found.values())
    ]
    return table(header, rows)


def _values(key: keys.Key, lang: str) -> str:
    zh = lang == "zh"
    if key.reserved:
        return "本版只保存，不计算" if zh else "kept, not evaluated yet"
    parts_: list[str] = []
    if key.choices:
        joiner = "、" if zh else ", "
        parts_.append(joiner.join(code([said_[1] if zh and len(said_) > 1 else name]) for name, said_ in key.choices.items()))
    elif said(SHAPES[key.shape], lang):
        parts_.append(said(SHAPES[key.shape], lang))
    if key.of is not None:
        parts_.append(f"见“{keys.SECTION_WORDS[key.of][0]}”" if zh else f"see {keys.SECTION_WORDS[key.of][1]}")
    return "；".join(parts_) if zh else "; ".join(parts_)


def _default(key: keys.Key, lang: str) -> str:
    """What holds without a key."""
    if not key.default:
        return ""
    spelled = key.choices.get(key.default, (key.default,))
    word = spelled[1] if lang == "zh" and len(spelled) > 1 else key.default
    return word if lang == "zh" else code([{"是": "yes", "否": "no", "名称": "the name", "未达标": "missed"}.get(word, word)])


def keys_of(where: str, lang: str) -> str:
    """The keys of one section of a ruleset file."""
    zh = lang == "zh"
    header = ["键", "英文", "含义", "值", "不写时", "例"] if zh else ["key", "Chinese", "means", "value", "without it", "example"]
    rows = []
    for key in keys.SECTIONS[where]:  # type: ignore[index]
        chinese = code([key.chinese, *key.also])
        required = ("必须写" if zh else "required") if key.required else _default(key, lang)
        first = [chinese, code([key.name])] if zh else [code([key.name]), chinese]
        example = code([key.examples[0 if zh else -1]]) if key.examples else ""
        rows.append([*first, key.zh if zh else key.en, _values(key, lang), required, example])
    return table(header, rows)


def columns(lang: str) -> str:
    """The headings that tables of actuals may have."""
    assert set(COLUMN_MEANING) == set(headings.COLUMNS), "every column has its meaning here"
    header = ["列标题", "含义"] if lang == "zh" else ["heading", "means"]
    return table(header, [[code(found), said(COLUMN_MEANING[name], lang)] for name, found in headings.COLUMNS.items()])


def cell_words(lang: str) -> str:
    """The words a cell may hold instead of a number."""
    zh = lang == "zh"
    rows = [
        ["没有填报" if zh else "no data", code(sorted(cells.NO_DATA - {""})) + ("，空白" if zh else ", a blank cell")],
        ["不适用" if zh else "not applicable", code(sorted(word.upper() for word in cells.NOT_APPLICABLE))],
        ["零或没有填报（两种读法）" if zh else "zero, or nothing (two readings)", code([cells.NOTHING])],
        ["已完成（“完成”类判定）" if zh else "done (for targets with `done`)", code(sorted(cells.DONE - {"100"})) + " `100%`"],
        ["未完成（“完成”类判定）" if zh else "not done (for targets with `done`)", code(sorted(cells.NOT_DONE))],
    ]
    return table(["单元格", "写法"] if zh else ["the cell says", "spellings"], rows)


def verdicts(lang: str) -> str:
    """The words for one indicator."""
    header = ["结论", "JSON", "英文"] if lang == "zh" else ["verdict", "in Chinese", "in English"]
    rows = [
        [w["zh"], code([str(v)]), w["en"]] if lang == "zh" else [code([str(v)]), w["zh"], w["en"]]
        for v, w in VERDICT_WORDS.items()
    ]
    return table(header, rows)


def colours(lang: str) -> str:
    """The colours of a pace."""
    header = ["进度", "JSON"] if lang == "zh" else ["colour", "in Chinese"]
    rows = [[w["zh"], code([str(c)])] if lang == "zh" else [code([str(c)]), w["zh"]] for c, w in COLOUR_WORDS.items()]
    return table(header, rows)


def kinds(lang: str) -> str:
    """The kinds of actuals."""
    english = {
        "period": "what happened in the period, nothing before",
        "ytd": "everything since the start of the span",
        "snapshot": "the state on the last day of the period",
        "done_date": "the day on which it was done",
    }
    header = ["口径", "英文", "也可写作", "含义"] if lang == "zh" else ["kind", "Chinese", "also read", "means"]
    rows = []
    for kind, (chinese, name, *also) in KIND_WORDS.items():
        first = [code([chinese]), code([name])] if lang == "zh" else [code([name]), code([chinese])]
        rows.append([*first, code(also), KIND_SENTENCES[kind][1] if lang == "zh" else english[str(kind)]])
    return table(header, rows)


UNIT_GROUPS = {
    "Ratios": "比率",
    "A difference of percentages is not a percentage.": "百分点（两个百分数之差）",
    "Money": "金额（币种不同不能相加）",
    "Time": "时间",
    "Length": "长度",
    "Area": "面积",
    "Volume": "体积",
    "Mass": "质量",
    "Energy and power": "能源与功率",
    "Data": "数据量",
    "Kinds of their own that are not counted one by one.": "其他",
    "People and their doings.": "人和人次",
    "Things and places.": "事物和处所",
}


def units(lang: str) -> str:
    """The units, group by group as the table of the package has them."""
    zh = lang == "zh"
    groups: list[tuple[str, list[list[str]], list[str]]] = []
    for line in files("indicatorlang.library").joinpath("units.txt").read_text(encoding="utf-8").splitlines()[8:]:
        if line.startswith("#"):
            groups.append((line[1:].strip(), [], []))
        elif line.strip():
            text, others, dimension, factor = ([cell.strip() for cell in line.split("|")] + ["", "", ""])[:4]
            also = code(o.strip() for o in others.split(",") if o.strip())
            if dimension or factor:
                groups[-1][1].append([code([text]), also, factor])
            else:
                groups[-1][2].append(code([text]) + (f" ({also})" if also else ""))
    out = []
    for title, rows, counts in groups:
        known = next((chinese for english, chinese in UNIT_GROUPS.items() if title.startswith(english)), None)
        assert known is not None, f"say in Chinese what group this is: {title}"
        if title != groups[0][0] and not rows and not counts:
            continue
        out.append(f"**{known if zh else title.rstrip('.')}**")
        if rows:
            out.append(table(["单位", "也可写作", "折合"] if zh else ["unit", "other spellings", "base units in one"], rows))
        if counts:
            out.append(("、" if zh else ", ").join(counts))
    return "\n\n".join(out)


def grades(lang: str, profile: str = "mof-2020") -> str:
    """The bands of the grades."""
    found = yaml.load(resources.text("rulesets", f"profiles/{profile}.yaml"), Loader=yaml.BaseLoader)
    header = ["等级", "总分（按100分折算）不低于"] if lang == "zh" else ["grade", "score × 100 / weight at least"]
    return table(header, [[g["name"] if lang == "zh" else f"{g['name']} ({g['en']})", g["from"]] for g in found["grades"]])


def settings(lang: str) -> str:
    """What each scoring method lets its author say, and for which targets it is."""
    found: dict[str, ScoringPart[Any]] = dict(parts("indicatorlang.library.scoring"))
    zh = lang == "zh"
    rows = []
    for part in found.values():
        if not part.word:
            continue
        required = [s for s in part.settings if s.required]
        further = [s for s in part.settings if not s.required]
        cells_ = [code(s.chinese if zh else s.name for s in group) for group in (required, further)]
        kinds_ = ("、" if zh else ", ").join(KIND_WORDS_OF_TARGETS[kind][0 if zh else 1] for kind in part.takes)
        every = part.takes == EVERY_KIND
        rows.append([code([part.word if zh else part.name]), *cells_, ("各类" if zh else "all") if every else kinds_])
    header = ["评分标准", "必须写", "可以写", "用于"] if zh else ["method", "required", "optional", "for"]
    return table(header, rows)


KIND_WORDS_OF_TARGETS = {
    "more": ("越高越好", "more is better"),
    "less": ("越低越好", "less is better"),
    "equal": ("正好等于", "a value to be hit"),
    "unequal": ("不等于", "a value to be avoided"),
    "range": ("区间", "ranges"),
    "done": ("完成类", "what is to be done"),
    "level": ("定性等级", "levels"),
    "share": ("逐期、逐件", "periods and cases"),
}


MAKERS = {
    "settings": settings,
    "keywords": keywords,
    "comparisons": comparisons,
    "reserved": reserved,
    "functions": functions,
    "scoring": scoring,
    "aggregations": aggregations,
    "scales": scales,
    "calendars": calendars,
    "profiles": profiles,
    "keys": keys_of,
    "columns": columns,
    "cell-words": cell_words,
    "verdicts": verdicts,
    "colours": colours,
    "kinds": kinds,
    "units": units,
    "grades": grades,
}
