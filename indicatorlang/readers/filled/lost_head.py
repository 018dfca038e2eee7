"""The head of a form whose table was lost: project, unit, dates, amounts, kinds of project. What is not certain is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicatorlang.lazily import pattern
from indicatorlang.readers.filled.lost_lines import PageLine, squeezed

_BOX = pattern(r"(?<![^\s□■☑☒√✓✔])([^\s□■☑☒√✓✔]+)[ \t\u3000]*([□■☑☒√✓✔])")
_DATE = pattern(r"((?:19|20)\d{2})(?:年\s*(\d{1,2})(?:月(?:\s*(\d{1,2})[日号])?)?月?|[-./](\d{1,2})(?:[-./](\d{1,2}))?)(?!\d)")
_AMOUNT = pattern(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|无")
_YEAR = pattern(r"[(（]\s*((?:19|20)\d{2})\s*年?度?\s*[)）]")
_UNIT_NAME = pattern(r"(?:申报单位|填报单位|实施单位|项目单位)(?:名称|（盖章）|\(盖章\))?\s*[:：]\s*(\S.*)")
_MONEY = ("项目总预算（元）", "项目当年预算（元）", "同名项目上年预算额（元）", "同名项目上年预算执行数（元）")


def head_facts(lines: Sequence[PageLine], head: Sequence[PageLine], printed: set[int]) -> tuple[dict[str, str], set[int]]:
    """The facts of the head that are certain, and the lines that gave them."""
    facts: dict[str, str] = {}
    years = {match[1] for line in lines for match in [_YEAR.fullmatch(line.text.strip())] if match}
    if len(years) == 1:
        facts["预算年度"] = years.pop()
    units = {match[1].strip() for line in head for match in [_UNIT_NAME.fullmatch(line.text.strip())] if match}
    if len(units) == 1:
        facts["申报单位"] = units.pop()
    amounts, used = _amounts(lines)
    facts |= amounts | _dates(head)
    paid = {facts[key] for key in ("项目当年预算", "项目总预算") if key in facts} - {"无"}
    name = _name(head, printed) or _repeated_name(lines, head, printed, paid)
    if name:
        facts["项目名称"] = name
        used |= _repeats(lines, head, name, paid)
    return facts, used


def _amounts(lines: Sequence[PageLine]) -> tuple[dict[str, str], set[int]]:
    """The amounts behind their labels, also when the label is broken before its unit, and the lines they take."""
    signs = [(sign, line.number) for line in lines for sign in (*re.sub(r"\s+", " ", line.text.strip()), " ")]
    whole = "".join(sign for sign, _ in signs)
    found: dict[str, str] = {}
    used: set[int] = set()
    for label in _MONEY:
        pattern = r" ?".join(re.escape(sign) for sign in label)
        matches = list(re.finditer(rf"{pattern} ?({_AMOUNT.pattern})(?= )", whole))
        used |= {signs[at][1] for match in matches for at in range(match.start(), match.end())}
        if len({match[1] for match in matches}) == 1:
            found[label.removesuffix("（元）")] = matches[0][1]
    return found, used


def _dates(head: Sequence[PageLine]) -> dict[str, str]:
    """Start and end: on the line of 结束时间, else the only other date that has a line of its own."""
    alone = [match for line in head for match in [_DATE.fullmatch(line.text.strip())] if match]
    for line in head:
        before, label, after = line.text.partition("结束时间")
        if not label:
            continue
        start, end = _DATE.search(before), _DATE.search(after)
        others = [match for match in alone if start is None or match[0] != start[0]]
        if end is None and start is not None and len(others) == 1:
            end = others[0]
        said = {"开始时间": start, "结束时间": end}
        return {key: _iso(match) for key, match in said.items() if match is not None}
    return {}


def _iso(match: re.Match[str]) -> str:
    parts = [match[1], match[2] or match[4], match[3] or match[5]]
    return "-".join(part.zfill(2) for part in parts if part)


def _name(head: Sequence[PageLine], printed: set[int]) -> str:
    """The name of the project: beside its label, else the only line between the declaring unit and the kinds of project that is
    neither a label nor a date."""
    beside = [line.text.strip()[4:].strip(" :：") for line in head if line.text.strip().startswith("项目名称")]
    told = [text for text in beside if text]
    if len(told) == 1:
        return told[0]
    texts = [squeezed(line.text) for line in head]
    starts = [i for i, text in enumerate(texts) if _UNIT_NAME.fullmatch(text)]
    ends = [i for i, text in enumerate(texts) if text.startswith("项目类型")]
    if len(starts) != 1 or len(ends) != 1 or starts[0] > ends[0]:
        return ""
    between = [
        head[i].text.strip()
        for i in range(starts[0] + 1, ends[0])
        if head[i].number not in printed
        and not _DATE.fullmatch(head[i].text.strip())
        and not _YEAR.fullmatch(head[i].text.strip())
    ]
    return between[0] if len(between) == 1 else ""


def _repeated_name(lines: Sequence[PageLine], head: Sequence[PageLine], printed: set[int], paid: set[str]) -> str:
    """A line of the head that stands again outside it, with the amount of the project behind it."""
    inside = {line.number for line in head}
    texts = {squeezed(line.text): line.text.strip() for line in head if line.number not in printed}
    again = {joined for line in lines if line.number not in inside for joined in [squeezed(line.text)]}
    found = [name for text, name in texts.items() if any(text + amount in again for amount in paid)]
    return found[0] if len(found) == 1 else ""


def _repeats(lines: Sequence[PageLine], head: Sequence[PageLine], name: str, paid: set[str]) -> set[int]:
    """The lines outside the head that only repeat the name and the amount (the one sub-project that many forms list)."""
    wanted = squeezed(name)
    inside = {line.number for line in head}
    found: set[int] = set()
    for index, line in enumerate(lines):
        if line.number in inside:
            continue
        for count in (1, 2, 3):
            run = lines[index : index + count]
            joined = "".join(squeezed(part.text) for part in run)
            if joined == wanted or any(joined == wanted + amount for amount in paid):
                found |= {part.number for part in run}
        if squeezed(line.text) in paid and len(squeezed(line.text)) > 3:
            found.add(line.number)
    return found


def ticked(head: str) -> tuple[str, ...]:
    """The kinds whose box is ticked: the box stands behind its kind, on the next line too."""
    _, label, rest = head.partition("项目类型")
    if not label:
        return ()
    return tuple(dict.fromkeys(match[1] for match in _BOX.finditer(rest.replace("\n", "")) if match[2] != "□"))
