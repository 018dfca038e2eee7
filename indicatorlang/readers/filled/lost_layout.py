"""The text of declaration forms whose tables were lost, as a PDF gives it: labels here, what they ask for there.

The forms are told apart by their titles and pages, the printed labels are recognised wherever they stand (also when a narrow cell
broke them), the facts of the head are taken where one place or two agreeing ones give them. What is left of the pages with the
indicators are cells: names and values, which are not put together here. Nothing is guessed; a fact that is not certain is left out.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from indicatorlang.diagnostics import Diagnostic, display_width
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.lost import LostBlock, LostForm, LostLine
from indicatorlang.readers.decode import decode
from indicatorlang.readers.filled.lost_head import head_facts, ticked
from indicatorlang.readers.filled.lost_lines import PageLine, page_lines, squeezed

LONGEST = 2_000_000
"""Longer texts, of a thousand pages and more, are no forms."""
_GAP = pattern(r"(?<=\S)[ \t\u3000]+(?=\S)")
_NUMBERED = pattern(r"\s*(?:\d{1,2}|[一二三四五六七八九十])[、.．]\s*\S")
_WIDE, _MARKS = 44, pattern(r"[。；;]")
_BROKEN = 4


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


@cache
def _kinds() -> Mapping[str, str]:
    """The kind of each printed label of a form; titles are told by their ends."""
    return {word: kind for kind in ("levels", "columns", "head") for word in labels()[kind]}


@frozen
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
    if len(text) > LONGEST:
        return ()
    lines = page_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    if sum("\t" in line.text or line.text.count("|") > 1 for line in lines) > len(lines) // 4:
        return ()
    return tuple(_form(part, file) for part in _parts(lines) if _is_form(part))


def _parts(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines of each form: from the page with its title to the page before the next title; on one page, from 项目名称 on."""
    titles = [line for line in lines if _is_title(line.text)]
    if not titles:
        return []
    first: dict[int, int] = {}
    for line in lines:
        first.setdefault(line.page, line.number)
    starts = [first[title.page] for title in titles]
    if len(set(starts)) < len(starts):
        starts = [line.number for line in lines if squeezed(line.text).startswith("项目名称")]
        if len(starts) != len(titles):
            return []
    at = [bisect.bisect_left(lines, start, key=lambda line: line.number) for start in starts]
    return [list(lines[start:end]) for start, end in itertools.pairwise([*at, len(lines)])]


def _is_title(text: str) -> bool:
    """Whether a line heads a form, whatever place it names before."""
    said = squeezed(text)
    return any(said.endswith(title) and len(said) - len(title) <= 12 for title in labels()["title"])


def _is_form(lines: Sequence[PageLine]) -> bool:
    found = {label.word for label in _labels(lines)}
    return len(found & set(labels()["head"])) >= 3 and bool(found & set(labels()["columns"]))


def _labels(lines: Sequence[PageLine]) -> list[_Label]:
    """The printed labels, longest reading first: whole lines, lines of several labels, and labels broken over up to four lines."""
    found: list[_Label] = []
    index = 0
    while index < len(lines):
        taken = _label_at(lines, index)
        found += taken
        index += max((len(label.lines) for label in taken), default=1)
    return found


def _label_at(lines: Sequence[PageLine], index: int) -> list[_Label]:
    kinds = _kinds()
    for count in range(min(_BROKEN, len(lines) - index), 1, -1):
        run = lines[index : index + count]
        joined = "".join(squeezed(line.text) for line in run)
        if joined in kinds and len({line.page for line in run}) == 1:
            return [_Label(joined, kinds[joined], tuple(line.number for line in run))]
    if _is_title(lines[index].text):
        return [_Label(squeezed(lines[index].text), "title", (lines[index].number,))]
    pieces = [squeezed(piece) for piece in _GAP.split(lines[index].text.strip())]
    if all(piece in kinds for piece in pieces):
        return [_Label(piece, kinds[piece], (lines[index].number,)) for piece in pieces]
    return []


def _form(lines: Sequence[PageLine], file: str) -> LostForm:
    printed = _labels(lines)
    by_line = {number for label in printed for number in label.lines}
    first = min((label.lines[0] for label in printed if label.kind == "columns"), default=0)
    page = next((line.page for line in lines if line.number == first), 0)
    head = [line for line in lines if line.page < page]
    facts, used = head_facts(lines, head or list(lines), by_line)
    rest = [line for line in lines if line.page >= page and line.number not in by_line | used]
    cells, narrative = _cells(_blocks(rest))
    whole = "\n".join(line.text for line in head)
    levels = tuple(dict.fromkeys(label.word for label in printed if label.kind == "levels"))
    return LostForm(tuple(cells), facts, levels, tuple(narrative), ticked(whole), file, lines[0].number)


# The cells


def _blocks(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines directly below one another."""
    blocks: list[list[PageLine]] = []
    for line in lines:
        if blocks and not line.after_blank and blocks[-1][-1].page == line.page and line.number == blocks[-1][-1].number + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _cells(blocks: Iterable[Sequence[PageLine]]) -> tuple[list[LostBlock], list[str]]:
    """The blocks that are cells of the table, and the paragraphs among them."""
    cells: list[LostBlock] = []
    narrative: list[str] = []
    for block in blocks:
        if _is_narrative(block):
            narrative.append("".join(line.text.strip() for line in block))
        else:
            cells.append(LostBlock(tuple(_halves(line) for line in block), block[0].page))
    return cells, narrative


def _is_narrative(block: Sequence[PageLine]) -> bool:
    """Whether a block is running text: as wide as the page, in sentences, or numbered."""
    if any(display_width(line.text.strip()) >= _WIDE for line in block):
        return True
    text = "".join(line.text.strip() for line in block)
    return _MARKS.search(text[:-1]) is not None or (_NUMBERED.match(text) is not None and len(text) > 8)


def _halves(line: PageLine) -> LostLine:
    text = line.text.strip()
    gaps = list(_GAP.finditer(text))
    width = display_width(text)
    if len(gaps) != 1:
        return LostLine(line.number, text, width=width)
    return LostLine(line.number, text[: gaps[0].start()], text[gaps[0].end() :], display_width(text[: gaps[0].start()]))
