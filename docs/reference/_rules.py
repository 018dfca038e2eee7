"""The page of the rules of advice, out of the rules themselves, and the fixed words of findings."""

from __future__ import annotations

from indicatorlang.diagnostics import SEVERITY_WORDS, Lang
from indicatorlang.lint.parts import LABELS, Rule, page, rules
from indicatorlang.model.rescored import Finding

LOOKS_AT = {
    "target": ("targets", "指标值"),
    "form": ("rows of a project", "一个项目的各行"),
    "ruleset": ("rulesets", "规则文件"),
    "table": ("filled-in tables", "填好的表"),
    "row": ("scored rows", "打了分的行"),
    "after": ("comments", "注释"),
}


def rule_index(_: str = "") -> str:
    """All rules, a line each: code, severity, what it looks at, titles in both languages."""
    lines = ["| code | severity | looks at | |", "| --- | --- | --- | --- |"]
    for code, rule in rules().items():
        word = SEVERITY_WORDS[rule.severity]
        titles = f"{rule.page('en').title}<br>{rule.page('zh').title}"
        lines.append(f"| [{code}](#{code.lower()}) | {word['en']} {word['zh']} | {_looks_at(rule)} | {titles} |")
    return "\n".join(lines)


def _looks_at(rule: Rule) -> str:
    found = [words for field, words in LOOKS_AT.items() if getattr(rule, field) is not None]
    return f"{', '.join(en for en, _ in found)}<br>{'、'.join(zh for _, zh in found)}"


def rule_pages(_: str = "") -> str:
    """Every rule with its page in both languages."""
    return "\n\n".join(
        _entry(rule.advice.__module__, code, str(rule.severity), rule.beyond_rounding) for code, rule in rules().items()
    )


def _entry(module: str, code: str, severity: str, beyond: bool) -> str:
    word = next(words for known, words in SEVERITY_WORDS.items() if known == severity)
    lines = [f"### {code}", "", f"{word['en']} · {word['zh']}" + (" · beyond rounding · 超出取整" if beyond else ""), ""]
    languages: tuple[Lang, ...] = ("en", "zh")
    for lang in languages:
        told = page(module, lang)
        colon, stop = (": ", ".") if lang == "en" else ("：", "。")
        said = zip(LABELS[lang], (told.why, told.example, told.instead), strict=True)
        lines += [f"**{told.title}**", "", *(f"- {label}{colon}{text.rstrip('。.')}{stop}" for label, text in said), ""]
    return "\n".join(lines).strip()


def findings(lang: str) -> str:
    """The fixed words of findings with the rule each belongs to and whether it is more than rounding."""
    head = "| 结论 | 规则 | 超出取整 |" if lang == "zh" else "| finding | meaning | rule | beyond rounding |"
    yes, no = ("是", "否") if lang == "zh" else ("yes", "no")
    rows = []
    for finding in Finding:
        cells = [finding.value] + ([] if lang == "zh" else [finding.word("en")])
        rows.append("| " + " | ".join([*cells, finding.code or "—", yes if finding.is_difference else no]) + " |")
    return "\n".join([head, "| " + " | ".join(["---"] * (head.count("|") - 1)) + " |", *rows])


MAKERS = {"rule-index": rule_index, "rules": rule_pages, "findings": findings}
