"""The text of declaration forms whose tables were lost, as a PDF gives it: labels here, what they ask for there.

The forms are told apart by their titles and pages, the printed labels are recognised wherever they stand (also when a narrow cell
broke them), the facts of the head are taken where one place or two agreeing ones give them. What is left of the pages with the
indicators are cells: names and values, which are not put together here. Nothing is guessed; a fact that is not certain is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from indicatorlang.diagnostics import Diagnostic, display_width
from indicatorlang.model.lost import LostBlock, LostForm, LostLine
from indicatorlang.readers.decode import decode

_PAGE = re.compile(r"\f|\n(?:[ \t\u3000]*\n){3,}")
_GAP = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")
_BOX = re.compile(r"([^\s□■☑☒√✓✔]+)[ \t\u3000]*([□■☑☒√✓✔])")
_DATE = re.compile(r"((?:19|20)\d{2})(?:年\s*(\d{1,2})(?:月(?:\s*(\d{1,2})[日号])?)?月?|[-./](\d{1,2})(?:[-./](\d{1,2}))?)(?!\d)")
_AMOUNT = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|无")
_YEAR = re.compile(r"[(（]\s*((?:19|20)\d{2})\s*年?度?\s*[)）]")
_UNIT_NAME = re.compile(r"(?:申报单位|填报单位|实施单位|项目单位)(?:名称|（盖章）|\(盖章\))?\s*[:：]\s*(\S.*)")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十])[、.．]\s*\S")
_WIDE, _MARKS = 44, re.compile(r"[。；;]")
_BROKEN = 4
_MONEY = ("项目总预算（元）", "项目当年预算（元）", "同名项目上年预算额（元）", "同名项目上年预算执行数（元）")


@cache
def labels() -> Mapping[str, tuple[str, ...]]:
    """The printed words of forms by kind, longest first."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in Path(__file__).with_name("lost_labels.txt").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            words = [f"{line}{end}" for end in ("目标", "指标")] if kind == "levels" else [line]
            found.setdefault(kind, []).extend(words)
    return {kind: tuple(sorted(words, key=lambda word: (-len(word), word))) for kind, words in found.items()}


@attrs.frozen
class _Line:
    number: int
    page: int
    text: str
    after_blank: bool


@attrs.frozen
class _Label:
    """A printed label: what it says, and the lines it takes (several when a narrow cell broke it)."""

    word: str
    kind: str
    lines: tuple[int, ...]


def lost_forms(path: Path, encoding: str | None = None) -> tuple[tuple[LostForm, ...], tuple[Diagnostic, ...]]:
    """The forms of a text file in their order; none when it is no such text or cannot be opened, and then nothing is said of it."""
    try:
        data = path.read_bytes()
    except OSError:
        return (), ()
    text, found = decode(data, str(path), encoding)
    return ((), found) if text is None else (forms_in(text, str(path)), found)


def forms_in(text: str, file: str = "") -> tuple[LostForm, ...]:
    """The forms of a text; none when it has no title of one, or is a table after all (tabs, bars)."""
    lines = _lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    if sum("\t" in line.text or line.text.count("|") > 1 for line in lines) > len(lines) // 4:
        return ()
    return tuple(_form(part, file) for part in _parts(lines) if _is_form(part))


def _lines(text: str) -> list[_Line]:
    """Every line that is not blank, with its page."""
    breaks = [match.end() for match in _PAGE.finditer(text)]
    lines: list[_Line] = []
    page, at, blank = 0, 0, True
    for number, raw in enumerate(text.split("\n"), 1):
        while page < len(breaks) and breaks[page] <= at:
            page, blank = page + 1, True
        at += len(raw) + 1
        said = raw.replace("\f", "").rstrip()
        if said.strip():
            lines.append(_Line(number, page, said, blank))
        blank = not said.strip()
    return lines


def _parts(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each form: from the page with its title to the page before the next title; on one page, from 项目名称 on."""
    titles = [line for line in lines if _is_title(line.text)]
    starts = [min(line.number for line in lines if line.page == title.page) for title in titles]
    if not titles:
        return []
    if len(set(starts)) < len(starts):
        starts = [line.number for line in lines if _squeezed(line.text).startswith("项目名称")]
        if len(starts) != len(titles):
            return []
    ends = [*starts[1:], lines[-1].number + 1]
    return [[line for line in lines if start <= line.number < end] for start, end in zip(starts, ends, strict=True)]


def _is_title(text: str) -> bool:
    """Whether a line heads a form, whatever place it names before."""
    said = _squeezed(text)
    return any(said.endswith(title) and len(said) - len(title) <= 12 for title in labels()["title"])


def _is_form(lines: Sequence[_Line]) -> bool:
    found = {label.word for label in _labels(lines)}
    return len(found & set(labels()["head"])) >= 3 and bool(found & set(labels()["columns"]))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _labels(lines: Sequence[_Line]) -> list[_Label]:
    """The printed labels, longest reading first: whole lines, lines of several labels, and labels broken over up to four lines."""
    found: list[_Label] = []
    index = 0
    while index < len(lines):
        taken = _label_at(lines, index)
        found += taken
        index += max((len(label.lines) for label in taken), default=1)
    return found


def _label_at(lines: Sequence[_Line], index: int) -> list[_Label]:
    kinds = {word: kind for kind in ("levels", "columns", "head") for word in labels()[kind]}
    for count in range(min(_BROKEN, len(lines) - index), 1, -1):
        run = lines[index : index + count]
        joined = "".join(_squeezed(line.text) for line in run)
        if joined in kinds and len({line.page for line in run}) == 1:
            return [_Label(joined, kinds[joined], tuple(line.number for line in run))]
    if _is_title(lines[index].text):
        return [_Label(_squeezed(lines[index].text), "title", (lines[index].number,))]
    pieces = [_squeezed(piece) for piece in _GAP.split(lines[index].text.strip())]
    if all(piece in kinds for piece in pieces):
        return [_Label(piece, kinds[piece], (lines[index].number,)) for piece in pieces]
    return []


def _form(lines: Sequence[_Line], file: str) -> LostForm:
    printed = _labels(lines)
    by_line = {number for label in printed for number in label.lines}
    first = min((label.lines[0] for label in printed if label.kind == "columns"), default=0)
    page = next((line.page for line in lines if line.number == first), 0)
    head = [line for line in lines if line.page < page]
    facts, used = _facts(lines, head or list(lines), by_line)
    rest = [line for line in lines if line.page >= page and line.number not in by_line | used]
    cells, narrative = _cells(_blocks(rest))
    whole = "\n".join(line.text for line in head)
    levels = tuple(dict.fromkeys(label.word for label in printed if label.kind == "levels"))
    return LostForm(tuple(cells), facts, levels, tuple(narrative), _ticked(whole), file, lines[0].number)


# The head


def _facts(lines: Sequence[_Line], head: Sequence[_Line], printed: set[int]) -> tuple[dict[str, str], set[int]]:
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


def _amounts(lines: Sequence[_Line]) -> tuple[dict[str, str], set[int]]:
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


def _dates(head: Sequence[_Line]) -> dict[str, str]:
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


def _name(head: Sequence[_Line], printed: set[int]) -> str:
    """The name of the project: beside its label, else the only line between the declaring unit and the kinds of project that is
    neither a label nor a date."""
    beside = [line.text.strip()[4:].strip(" :：") for line in head if line.text.strip().startswith("项目名称")]
    told = [text for text in beside if text]
    if len(told) == 1:
        return told[0]
    texts = [_squeezed(line.text) for line in head]
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


def _repeated_name(lines: Sequence[_Line], head: Sequence[_Line], printed: set[int], paid: set[str]) -> str:
    """A line of the head that stands again outside it, with the amount of the project behind it."""
    inside = {line.number for line in head}
    texts = {_squeezed(line.text): line.text.strip() for line in head if line.number not in printed}
    again = {joined for line in lines if line.number not in inside for joined in [_squeezed(line.text)]}
    found = [name for squeezed, name in texts.items() if any(squeezed + amount in again for amount in paid)]
    return found[0] if len(found) == 1 else ""


def _repeats(lines: Sequence[_Line], head: Sequence[_Line], name: str, paid: set[str]) -> set[int]:
    """The lines outside the head that only repeat the name and the amount (the one sub-project that many forms list)."""
    wanted = _squeezed(name)
    inside = {line.number for line in head}
    found: set[int] = set()
    for index, line in enumerate(lines):
        if line.number in inside:
            continue
        for count in (1, 2, 3):
            run = lines[index : index + count]
            joined = "".join(_squeezed(part.text) for part in run)
            if joined == wanted or any(joined == wanted + amount for amount in paid):
                found |= {part.number for part in run}
        if _squeezed(line.text) in paid and len(_squeezed(line.text)) > 3:
            found.add(line.number)
    return found


def _ticked(head: str) -> tuple[str, ...]:
    """The kinds whose box is ticked: the box stands behind its kind, on the next line too."""
    _, label, rest = head.partition("项目类型")
    if not label:
        return ()
    return tuple(dict.fromkeys(match[1] for match in _BOX.finditer(rest.replace("\n", "")) if match[2] != "□"))


# The cells


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines directly below one another."""
    blocks: list[list[_Line]] = []
    for line in lines:
        if blocks and not line.after_blank and blocks[-1][-1].page == line.page and line.number == blocks[-1][-1].number + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _cells(blocks: Iterable[Sequence[_Line]]) -> tuple[list[LostBlock], list[str]]:
    """The blocks that are cells of the table, and the paragraphs among them."""
    cells: list[LostBlock] = []
    narrative: list[str] = []
    for block in blocks:
        if _is_narrative(block):
            narrative.append("".join(line.text.strip() for line in block))
        else:
            cells.append(LostBlock(tuple(_halves(line) for line in block), block[0].page))
    return cells, narrative


def _is_narrative(block: Sequence[_Line]) -> bool:
    """Whether a block is running text: as wide as the page, in sentences, or numbered."""
    if any(display_width(line.text.strip()) >= _WIDE for line in block):
        return True
    text = "".join(line.text.strip() for line in block)
    return _MARKS.search(text[:-1]) is not None or (_NUMBERED.match(text) is not None and len(text) > 8)


def _halves(line: _Line) -> LostLine:
    text = line.text.strip()
    gaps = list(_GAP.finditer(text))
    width = display_width(text)
    if len(gaps) != 1:
        return LostLine(line.number, text, width=width)
    return LostLine(line.number, text[: gaps[0].start()], text[gaps[0].end() :], display_width(text[: gaps[0].start()]))
