"""What the reports on tests say alike: names of cases, fields, and a case written as the ruleset has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicatorlang.diagnostics import Lang
from indicatorlang.lazily import pattern
from indicatorlang.model.expected import TestCase
from indicatorlang.model.tested import CaseOutcome, Counterexample, Mismatch

_WANTED = {"is": ("应为", "expected"), "never": ("不应为", "expected never"), "contains": ("应含", "expected to contain")}
MAIN = ("colour", "value")
"""Fields that go without saying behind the object they are of."""
_PLAIN = pattern(r"[\w.%/·（）()+-]+( [\w.%/·（）()+-]+)*")
_TAKEN = ("null", "true", "false", "~", "yes", "no", "on", "off")


def field_label(mismatch: Mismatch, lang: Lang) -> str:
    """The field that differs, as people call it: 进度的指数, 节点2026-06-30的结论, 第2部分的结论."""
    words = list(zip(mismatch.field, mismatch.words, strict=False))
    kept = [(name, said) for number, (name, said) in enumerate(words) if not (number and name in MAIN)]
    if not kept:
        return "指标" if lang == "zh" else "row"
    if lang == "en":
        return ", ".join(en for _, (_, en) in kept)
    told = ""
    for before, (name, (zh, _)) in zip(("", *(name for name, _ in kept)), kept, strict=False):
        if before == "parts":
            told = told.removesuffix("各部分") + f"第{name}部分"
        else:
            told += zh if before in ("", "milestones", "periods") else f"的{zh}"
    return told


def difference(mismatch: Mismatch, lang: Lang) -> str:
    """What was wanted and what came out, in one line."""
    label = field_label(mismatch, lang)
    if lang == "zh":
        found = "见下文" if "\n" in mismatch.actual[0] else mismatch.actual[0]
        return f"{label}：{_WANTED[mismatch.how][0]}{mismatch.expected[0]}，实为{found}"
    found = "the text below" if "\n" in mismatch.actual[1] else mismatch.actual[1]
    return f"{label}: {_WANTED[mismatch.how][1]} {mismatch.expected[1]}, got {found}"


def row_label(mismatch: Mismatch, lang: Lang) -> str:
    """The row that a difference is about."""
    if not mismatch.indicator:
        return "合计" if lang == "zh" else "total"
    name = mismatch.name if mismatch.name and mismatch.name != mismatch.indicator else ""
    return f"{mismatch.indicator} {name}".strip()


def promise(found: Counterexample, lang: Lang) -> str:
    """What the values of a counterexample break."""
    values = _values(found.assignment)
    if found.other:
        zh = f"由{_values(found.other)}变为{values}时不成立"
        return zh if lang == "zh" else f"broken between {_values(found.other)} and {values}"
    return f"{values}时不成立" if lang == "zh" else f"broken at {values}"


def _values(assignment: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{label} = {text}" for label, text in assignment)


def sampled(outcome: CaseOutcome, lang: Lang) -> str:
    """How many values a property was tried on; empty for an ordinary case."""
    if outcome.case.properties is None:
        return ""
    whole = outcome.samples >= outcome.combinations
    if lang == "zh":
        return f"试了全部{outcome.samples}组值" if whole else f"共{outcome.combinations}组值，试了{outcome.samples}组"
    return f"all {outcome.samples} values tried" if whole else f"{outcome.samples} of {outcome.combinations} values tried"


def ready_case(outcome: CaseOutcome, lang: Lang) -> str:
    """The counterexample as a test to put into the ruleset: it expects what was promised, or leaves that to be filled in."""
    return "" if outcome.counterexample is None else written_case(outcome.counterexample.case, lang)


def written_case(case: TestCase, lang: Lang, name: str | None = None) -> str:
    """A case as a test to put into the ruleset, under another name where one is given."""
    zh = lang == "zh"
    lines = [f"- {'名称' if zh else 'name'}: {_flow(name or case.name)}"]
    if case.as_of:
        lines.append(f"  {'评价时点' if zh else 'as_of'}: {_flow(case.as_of)}")
    if case.final:
        lines.append("  定案: 是" if zh else "  final: yes")
    if case.actuals or not case.records:
        lines.append(f"  {'实际值' if zh else 'actuals'}: {_flow(case.actuals or {})}")
    if case.records:
        lines.append(f"  {'台账' if zh else 'records'}: {_flow(case.records)}")
    whole = "合计" if zh else "total"
    expect = {
        (whole if row.is_total else row.label): {one.words[0] if zh else one.field: one.in_words(lang) for one in row.fields}
        for row in case.expect
    }
    if expect:
        lines.append(f"  {'应得' if zh else 'expect'}: {_written(expect)}")
    else:
        lines.append("  应得: {}    # 写上应有的结果" if zh else "  expect: {}    # fill in what must come out")
    return "\n".join(lines) + "\n"


def _written(expect: Mapping[str, Mapping[str, str]]) -> str:
    """Expectations; objects and lists stand in their own brackets already."""
    rows = (
        f"{_flow(row)}: {{{', '.join(f'{name}: {_as_written(text)}' for name, text in fields.items())}}}"
        for row, fields in expect.items()
    )
    return "{" + ", ".join(rows) + "}"


def _as_written(text: str) -> str:
    return text if text[:1] in ("{", "[") and text[-1:] in ("}", "]") else _flow(text)


def _flow(value: Any) -> str:
    """Plain structures of texts in one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    text = "" if value is None else str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN and not text.startswith(("-", "%")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
