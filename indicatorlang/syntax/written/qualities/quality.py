"""Texts without numbers: a degree (效果明显, 稳步提升), a state that is so or not (完成, 严格执行…), or nothing at all (不适用).

A text is parted at its stops, each part is judged, and the parts are put together. What makes a level is told in `degrees.py`
and `ordered.py`, what makes a state in `states.py`; the words stand in `grammar/qualities.zh.yaml`. In this order, for the word
at the end decides in Chinese: a saying, a class, words of degree and nothing else, how or by what rule, what is kept to or
denied, a degree at the end, a deed, an adverb of degree before a few characters, a degree before its noun or its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from indicatorlang.diagnostics import Span
from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax.written.qualities import states
from indicatorlang.syntax.written.qualities.degrees import Run, described, matched, runs_of, strengthened
from indicatorlang.syntax.written.qualities.ordered import Told, reached, reached_by
from indicatorlang.syntax.written.qualities.words import quality_words
from indicatorlang.syntax.written.tree import WrittenClause, WrittenOperator
from indicatorlang.syntax.written.vocabulary import vocabulary

_BLANKS = " \t\r\n。.;；,，、!！:\"'“”()"
_EDGES = _BLANKS + "★*#·"
_DASHES = frozenset("/-—_\\~─━－…")
_NO = ("否", "未完成", "没有完成", "no", "not completed", "not done")
_STOPS = frozenset(",，、;；。！!\n()")
_NOTE = pattern(r"\((?:注|附注|备注)?[0-9]{0,2}\)\s*\Z")
# 发现后七日内修复 holds a stretch of time, whoever should have read it.
_AMOUNT = pattern(r"[一二三四五六七八九十两半几数]个?(?:小时|分钟|工作日|日|天|周|月|年|成)(?:之|以)?[内前上下]")
_SHORT = 8
_IN_PLACE = "到位"
_SO_OR_NOT = ("合格", "达标", "一致")


@frozen
class _Judged:
    """What a part of a text is, the stretch that says it, and at least what for a class."""

    kind: Literal["done", "level"]
    start: int
    end: int
    told: tuple[Told, ...] = ()


@frozen
class _Squeezed:
    """A text without the blanks between its Chinese characters, and where each character stands."""

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        return Span(self.places[start], self.places[end - 1] + 1)


def quality(text: str, plain: str) -> WrittenClause | None:
    """What the words demand; None when they are not understood. `plain` is the folded text, as long as the text."""
    words = quality_words()
    note = _NOTE.search(plain, max(0, len(plain) - 12))
    start, end = _quoted(plain, *_bare(plain, 0, note.start() if note else len(plain)))
    whole, said = Span(start, end), plain[start:end]
    if said in vocabulary().nothing or all(c in _DASHES for c in plain.strip(_BLANKS)):
        return WrittenClause(state="nothing", span=whole)
    if not said or (_AMOUNT.search(said) and not states.denial_end(plain, start)):
        return None
    if said in _NO:
        return WrittenClause(state="not_done", level=text[start:end], span=whole)
    squeezed = _squeezed(plain, start, end)
    if squeezed.plain in words.whole:
        return WrittenClause(state="done", level=text[start:end], span=whole)
    if end - start > 2 and all(c in words.degree_characters for c in said):
        return None  # 优良中差 lists a scale and demands nothing of it
    judged = _judged_whole(squeezed)
    if not judged or judged[0].kind == "done":
        return WrittenClause(state="done", level=text[start:end], span=whole) if judged else None
    first, last = _with_denied(squeezed.plain, judged)
    level = squeezed.span(first, last)
    found = tuple(_operator(squeezed, told) for told in judged[0].told)
    rest = tuple(_rest(plain, whole, [level, *(operator.span for operator in found)]))
    return WrittenClause(operators=found, state="level", level=text[level.start : level.end], rest=rest, span=whole)


def _with_denied(plain: str, judged: Sequence[_Judged]) -> tuple[int, int]:
    """The stretch of a level. 运行流畅、无卡顿 is one: what there is not to be beside a degree belongs to it, with its subject."""
    first, last = judged[0].start, judged[-1].end
    parts = list(_parts(plain))
    if len(parts) != 2 or len(judged) != 1 or judged[0].told or not parts[0][0] <= first < last == parts[0][1]:
        return first, last
    start, end = parts[1]
    denied = plain.startswith(states.NOT_THERE, start) and states.denial_end(plain, start) and plain[parts[0][1]] in "、,，"
    return (parts[0][0], end) if denied and last - parts[0][0] <= _SHORT and end - start <= _SHORT else (first, last)


def _operator(squeezed: _Squeezed, told: Told) -> WrittenOperator:
    return WrittenOperator(told.op, squeezed.plain[told.start : told.end], True, span=squeezed.span(told.start, told.end))


def _rest(plain: str, whole: Span, taken: list[Span]) -> Iterator[Span]:
    """What of the text nothing stands for."""
    at = whole.start
    for span in [*sorted(taken, key=lambda span: span.start), Span(whole.end, whole.end)]:
        if plain[at : span.start].strip(_EDGES):
            yield Span(at, span.start)
        at = span.end


def _judged_whole(squeezed: _Squeezed) -> Sequence[_Judged]:
    """The whole as one, or its parts: those that follow the first one understood, as long as they are of its kind."""
    plain = squeezed.plain
    one = reached(plain, 0, len(plain))
    if one is not None:
        return [_Judged("level", one.start, one.end, one.told)]
    parts = list(_parts(plain))
    found: list[_Judged] = []
    for number, (start, end) in enumerate(parts):
        judged = _judged(plain, start, end, last=number + 1 == len(parts))
        if found and (judged is None or judged.kind != found[0].kind or judged.told):
            break
        if judged is not None:
            found.append(judged)
            if judged.told:
                break
    return found


def _judged(plain: str, start: int, end: int, last: bool) -> _Judged | None:
    """What a part between stops is."""
    words = quality_words()
    if states.demands_nothing(plain, start, end):
        return None
    done = _Judged("done", start, end)
    if states.is_saying(plain, start, end) or plain[start:end] in words.whole:
        return done
    one = reached(plain, start, end)
    if one is not None:
        return _Judged("level", one.start, one.end, one.told)
    said_of = reached_by(plain, start, end)
    if said_of is not None:
        return _Judged("level", said_of.start, said_of.end, said_of.told)
    head = states.behind_lead_ins(plain, start, end)
    runs = runs_of(plain, start, end)
    if states.is_of_each(plain, head, end) and plain[head:end] not in words.degrees_whole:
        return done
    covering = next((run for run in runs if run.start in (start, head) and run.end == end), None)
    if covering:
        return _level(covering)
    if plain[head:end] in words.whole or states.is_manner_or_rule(plain, head, end):
        return done
    if (
        states.is_done_to_all(plain, head, end)
        or states.is_all_of_it(plain, head, end)
        or states.ends_in_all(plain, start, end)
        or states.is_within_approval(plain, head, end)
    ):
        return done
    if states.is_kept_to(plain, start, end) or states.is_denied(plain, start, end):
        return done
    if plain.startswith("通过", head) and not last:
        return None  # 通过项目实施，… says by what means
    return _by_degree_or_deed(plain, start, end, head, runs)


def _by_degree_or_deed(plain: str, start: int, end: int, head: int, runs: Sequence[Run]) -> _Judged | None:
    """The weaker signs: what stands at the end, then what stands anywhere."""
    done = _Judged("done", start, end)
    at_end = runs[-1] if runs and runs[-1].end == end and plain[runs[-1].start : end] not in quality_words().nouns_alike else None
    at_head = runs[0] if runs and runs[0].start in (start, head) else None
    unknown = strengthened(plain, start, end)
    if at_end:
        so_or_not = plain[at_end.start : end] in _SO_OR_NOT and states.is_deed(plain, start, at_end.start)
        if at_head and at_head.acts:
            return _Judged("level", at_head.start, end)  # 带动农民增收: the verb and what it brings about
        longer = unknown if unknown and at_end.end - at_end.start == 1 else None
        return done if so_or_not else _Judged("level", *longer) if longer else _level(at_end)
    noun = described(plain, start, end, runs)
    if at_head and (at_head.acts or noun):
        by_its_object = noun is not None and (noun[0] > at_head.start or at_head.end > at_head.acts or "发挥" in plain[head:end])
        stop = end if by_its_object else at_head.acts
        return done if plain.endswith(_IN_PLACE, start, end) else _Judged("level", at_head.start, stop)
    if unknown and matched(plain, *unknown):
        return _Judged("level", *unknown)
    if states.is_deed(plain, start, end):
        return done
    if unknown or noun:
        return _Judged("level", *(unknown or noun or (start, end)))
    if states.is_manner(plain, head, end):
        return done
    acting = next((run for run in reversed(runs) if run.acts and run.end < end), None)
    if acting:
        return _Judged("level", acting.start, acting.acts)
    if at_head and at_head.verb and at_head.end + 2 <= end:
        return _level(at_head)
    return None


def _level(run: Run) -> _Judged:
    return _Judged("level", run.start, run.end)


def _parts(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, c in enumerate(plain):
        if c in _STOPS:
            yield from _part(plain, start, at)
            start = at + 1
    yield from _part(plain, start, len(plain))


def _part(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _bare(plain, start, end)
    if start < end:
        yield start, end


def _bare(plain: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks and stops about it."""
    while start < end and plain[start] in _EDGES:
        start += 1
    while end > start and plain[end - 1] in _EDGES:
        end -= 1
    return start, end


def _quoted(plain: str, start: int, end: int) -> tuple[int, int]:
    """With the other half of quotation marks and brackets that stand inside: “三同时”落实到位."""
    if start and plain[start - 1] in "“(" and {"“": "”", "(": ")"}[plain[start - 1]] in plain[start:end]:
        start -= 1
    if end < len(plain) and plain[end] in "”)" and {"”": "“", ")": "("}[plain[end]] in plain[start:end]:
        end += 1
    return start, end


def _squeezed(plain: str, start: int, end: int) -> _Squeezed:
    """Without the blanks that touch a Chinese character."""
    places: list[int] = []
    for at in range(start, end):
        if plain[at].isspace():
            before = plain[places[-1]] if places else ""
            after = plain[at + 1 : at + 2]
            if not (before.isascii() and (after.isascii() or not after)) or before.isspace():
                continue
        places.append(at)
    return _Squeezed("".join(plain[at] for at in places), tuple(places))
