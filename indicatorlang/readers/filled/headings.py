"""What the columns of a filled-in table are: headings in every spelling, with what offices write around them taken off.

The spellings are data (`headings.txt`). A heading that could be two things is the one that no other column is for certain; where two
columns claim the same thing, neither is taken and the caller is asked.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.filled import FILLED_COLUMNS, FilledColumn
from indicatorlang.readers.filled.folding import fold

MONEY_COLUMNS: tuple[FilledColumn, ...] = ("label", "initial", "budget", "spent", "rate")
"""The columns that only a money block, or a list of amounts, has."""
AMOUNTS: tuple[FilledColumn, ...] = ("initial", "budget", "spent", "rate")
"""Those of them that hold figures."""
FIRST_COUNTS: tuple[FilledColumn, ...] = ("id", "project", "year", "note", "evidence", "reason", "deviation")
"""Columns of which a second version changes no score: the first one counts, the other is left alone."""
LONGEST = 40
"""Longer texts are no headings."""

_BRACKETS = pattern(r"\(([^()]{0,40})\)|\[([^\[\]]{0,40})\]|【([^【】]{0,40})】")
_NOTE_MARKS = pattern(r"[*※#①②③④⑤⑥⑦⑧⑨⑩¹²³]{1,5}")
_NUMBERING = pattern(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]")
_YEAR = pattern(r"(?:19|20)\d\d年?度?")
_UNIT_BEHIND = pattern(r"[,，/、:：](?:亿元|万元|千元|元|%|分)$")
_OF_ANOTHER_TIME = pattern(r"上年|去年|前年|上期|往年|历年|历史|基期|参考|预计|前三年")
_POINTS = pattern(r"(\d{1,3}(?:\.\d{1,4})?)分")


@frozen
class Claim:
    """One thing a heading may mean. `sure`: it is that whatever the other columns are; `rank` orders the unsure ones."""

    meaning: FilledColumn
    sure: bool
    rank: int


@frozen
class Columns:
    """What the headings of one row were taken for: `at` says where each column stands (from 0), `mapped` which ones the caller named.

    `doubtful` are meanings that several columns claim for certain, with these columns; none of them is taken.
    """

    headings: tuple[str, ...]
    at: Mapping[FilledColumn, int]
    mapped: frozenset[FilledColumn] = frozenset()
    doubtful: Mapping[FilledColumn, tuple[int, ...]] = attrs.field(factory=dict)

    @property
    def known(self) -> int:
        """How many of the columns are understood."""
        return len(self.at) + sum(map(len, self.doubtful.values()))

    def has(self, *meanings: FilledColumn) -> bool:
        """Whether one of these columns is there, be it in two versions."""
        return any(meaning in self.at or meaning in self.doubtful for meaning in meanings)


@functools.cache
def _spellings() -> Mapping[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {}
    text = (Path(__file__).parent / "headings.txt").read_text(encoding="utf-8")
    for rank, line in enumerate(text.splitlines()):
        if line.strip() and not line.startswith("#"):
            word, spelling = line.split(None, 1)
            meaning = next(column for column in FILLED_COLUMNS if column == word.removesuffix("?"))
            found.setdefault(fold(spelling), []).append(Claim(meaning, not word.endswith("?"), rank))
    # The names under which the columns go in Python and on the command line are headings too.
    for column in FILLED_COLUMNS:
        found.setdefault(fold(column), [Claim(column, True, 0)])
    return {spelling: tuple(claims) for spelling, claims in found.items()}


def spellings(*meanings: FilledColumn) -> Iterator[str]:
    """The spellings of these columns, folded."""
    for spelling, claims in _spellings().items():
        if claims[0].meaning in meanings:
            yield spelling


def squeeze(text: str) -> str:
    """A heading as it is shown: line breaks and rows of blanks as one blank."""
    return " ".join(text.split())


def claims_of(heading: str) -> tuple[Claim, ...]:
    """What a heading may mean, the likeliest first; empty when nothing is known of it."""
    return _claims_of(heading) if len(heading) <= 2 * LONGEST else ()


@functools.lru_cache(maxsize=4096)
def _claims_of(heading: str) -> tuple[Claim, ...]:
    # Long texts do not come here: they are no headings, and what is remembered is held.
    known = _spellings()
    for plain in _undressed(fold(heading)):
        if plain in known:
            return known[plain]
    return ()


def _undressed(text: str) -> Iterator[str]:
    """A folded heading as it stands, then with less and less around it."""
    yield text
    text = _NOTE_MARKS.sub("", text).rstrip(":：")
    numbering = _NUMBERING.match(text)
    text = text[numbering.end() :] if numbering else text
    yield text
    inside = "".join("".join(filter(None, found)) for found in _BRACKETS.findall(text))
    if _OF_ANOTHER_TIME.search(inside):
        return
    bare = _BRACKETS.sub("", text)
    # 得分（复核） is 复核得分, not just any 得分.
    yield inside + bare
    if re.search("复核|核定|审核|抽查|评审|财政评价", inside):
        return
    bare = _UNIT_BEHIND.sub("", bare)
    yield bare
    year = _YEAR.match(bare)
    if year is not None:
        yield bare[year.end() :]


def columns_of(headings: Sequence[str], mapping: Mapping[FilledColumn, str] | None = None) -> Columns:
    """What each heading of one row is. `mapping` names headings as the caller typed them; they count before all spellings."""
    headings = tuple(squeeze(heading) for heading in headings)
    at: dict[FilledColumn, int] = {}
    doubtful: dict[FilledColumn, tuple[int, ...]] = {}
    for meaning, wanted in (mapping or {}).items():
        found = [i for i, heading in enumerate(headings) if heading and is_heading(heading, wanted)]
        exact = [i for i in found if headings[i] == squeeze(wanted)] or found
        if len(exact) == 1:
            at[meaning] = exact[0]
        elif exact:
            doubtful[meaning] = tuple(exact)
    mapped = frozenset(at) | frozenset(doubtful)
    named = set(at.values())
    free = {i: claims_of(heading) for i, heading in enumerate(headings) if heading and i not in named}
    sure: dict[FilledColumn, list[int]] = {}
    for i, claims in free.items():
        if claims and claims[0].sure and len(claims) == 1 and claims[0].meaning not in mapped:
            sure.setdefault(claims[0].meaning, []).append(i)
    for meaning, places in sure.items():
        if len(places) == 1 or meaning in FIRST_COUNTS:
            at[meaning] = places[0]
        else:
            doubtful[meaning] = tuple(places)
    _settle(free, at, doubtful)
    if "name" not in mapped:
        _name_by_level(headings, at, doubtful)
    return Columns(headings, at, mapped, doubtful)


def _settle(
    free: Mapping[int, tuple[Claim, ...]], at: dict[FilledColumn, int], doubtful: Mapping[FilledColumn, tuple[int, ...]]
) -> None:
    """Headings that are less than certain take what is left: first those that stand before others in the list of spellings."""
    open_claims = [
        (not c.sure, c.rank, i, c.meaning) for i, claims in free.items() for c in claims if len(claims) > 1 or not c.sure
    ]
    settled: set[int] = set()
    for _, _, i, meaning in sorted(open_claims):
        if i not in settled and meaning not in at and meaning not in doubtful:
            at[meaning] = i
            settled.add(i)


def _name_by_level(headings: Sequence[str], at: dict[FilledColumn, int], doubtful: Mapping[FilledColumn, object]) -> None:
    """In tables of two levels the deeper one names the indicators; 绩效指标 left of the levels is the title of the block."""
    levels: tuple[FilledColumn, ...] = ("level2", "level1")
    deepest = next((level for level in levels if level in at), None)
    if deepest is None or "name" in doubtful:
        return
    if (
        "name" in at
        and fold(headings[at["name"]]) == "绩效指标"
        and at["name"] < min(at[level] for level in levels if level in at)
    ):
        del at["name"]
    if "name" not in at:
        at["name"] = at.pop(deepest)


def is_heading(heading: str, wanted: str) -> bool:
    """Whether a heading is the one that was typed on the command line: alike but for blanks, width, capitals and brackets."""
    if fold(heading) == fold(wanted):
        return True
    return _BRACKETS.sub("", fold(heading)) == fold(wanted) != ""


def points_in(heading: str) -> str:
    """The points that a heading says its column is worth: `20` in `得分（20分*执行率）`; else empty."""
    inside = "".join("".join(filter(None, found)) for found in _BRACKETS.findall(fold(heading)))
    found = _POINTS.search(inside)
    return found[1] if found else ""


def nearest(headings: Sequence[str], *meanings: FilledColumn) -> tuple[str, str] | None:
    """A heading that is not understood but nearly one of these columns', and the spelling it is near to."""
    known = list(dict.fromkeys(spellings(*meanings)))
    for heading in headings[:100]:
        if heading and len(heading) <= LONGEST and not claims_of(heading):
            for near in difflib.get_close_matches(fold(heading), known, 1, 0.6):
                return heading, near
    return None
