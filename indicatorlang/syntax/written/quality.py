"""Texts without numbers: a degree (效果明显, 稳步提升), a state that is so or not (完成, 严格执行…), or nothing at all (不适用)."""

from __future__ import annotations

from collections.abc import Iterator

from indicatorlang.diagnostics import Span
from indicatorlang.syntax.written.tree import WrittenClause, WrittenOperator
from indicatorlang.syntax.written.vocabulary import Vocabulary, Wording, vocabulary

_EDGES = " \t\r\n。.;；,，、!！:\"'“”()"
_DASHES = frozenset("/-—_\\~")
_NO = ("否", "no")


def quality(text: str, plain: str) -> WrittenClause | None:
    """What the words demand; None when they are not understood. `plain` is the folded text, as long as the text."""
    words = vocabulary()
    start, end = _bare(plain)
    said, whole = plain[start:end], Span(start, end)
    if said in words.nothing or not said or all(c in _DASHES for c in said):
        return WrittenClause(state="nothing", span=whole)
    if said in _NO:
        return WrittenClause(state="not_done", level=text[start:end], span=whole)
    if said in words.states_whole:
        return WrittenClause(state="done", level=text[start:end], span=whole)
    reached = _reached(text, plain, whole, words)
    if reached is not None:
        return reached
    runs = list(_runs(plain, start, end, words))
    covering = next((run for run in runs if run == whole), None)
    last = next((run for run in reversed(runs) if run.end == end), None)
    if covering is None and words.states_first.at(plain, start):
        return WrittenClause(state="done", level=text[start:end], span=whole)
    if end - start > 2 and all(c in words.degree_characters for c in said):
        return None  # 优良中差 lists a scale and demands nothing of it
    degree = covering or last
    if degree is None and any(words.states_within.at(plain, at) for at in range(start, end)):
        return WrittenClause(state="done", level=text[start:end], span=whole)
    degree = degree or (runs[-1] if runs else None)
    if degree is None:
        return None
    rest = [Span(a, b) for a, b in ((start, degree.start), (degree.end, end)) if plain[a:b].strip(_EDGES)]
    return WrittenClause(state="level", level=text[degree.start : degree.end], rest=tuple(rest), span=whole)


def _reached(text: str, plain: str, whole: Span, words: Vocabulary) -> WrittenClause | None:
    """达到良好, 不低于较满意, 良好以上: a degree that is at least to be reached, and nothing else."""
    before = words.before.at(plain, whole.start)
    start = before[0] if before else whole.start
    at = next((at for at in range(max(start, whole.end - 4), whole.end) if _after(plain, at, whole.end, words)), None)
    end = whole.end if at is None else at
    after = None if at is None else _after(plain, at, whole.end, words)
    told = [
        (wording, span)
        for wording, span in (
            (before[1] if before else None, Span(whole.start, start)),
            (after, Span(end, whole.end)),
        )
        if wording is not None
    ]
    if not told or any(wording.op != ">=" for wording, _ in told) or Span(start, end) not in _runs(plain, start, end, words):
        return None
    found = tuple(WrittenOperator(wording.op, wording.phrase, True, span) for wording, span in told)
    return WrittenClause(operators=found, state="level", level=text[start:end], span=whole)


def _after(plain: str, at: int, end: int, words: Vocabulary) -> Wording | None:
    found = words.after.at(plain, at)
    return found[1] if found and found[0] == end else None


def _bare(plain: str) -> tuple[int, int]:
    """The text without blanks and stops about it."""
    start, end = 0, len(plain)
    while start < end and plain[start] in _EDGES:
        start += 1
    while end > start and plain[end - 1] in _EDGES:
        end -= 1
    return start, end


def _runs(plain: str, start: int, end: int, words: Vocabulary) -> Iterator[Span]:
    """Runs of degree words and what strengthens them; a single character is one at the very end only."""
    at, begun, full = start, -1, False
    while at < end:
        step, is_degree = _degree_at(plain, at, end, words)
        if step:
            begun = at if begun < 0 else begun
            full = full or is_degree
            at = step
            continue
        if full:
            yield Span(begun, at)
        begun, full = -1, False
        at += 1
    if full:
        yield Span(begun, end)


def _degree_at(plain: str, at: int, end: int, words: Vocabulary) -> tuple[int, bool]:
    """End of the degree word or modifier at a place, 0 without one, and which of both it is."""
    degree, modifier = words.degrees.at(plain, at), words.modifiers.at(plain, at)
    degree = degree if degree and degree[0] <= end else None
    modifier = modifier if modifier and modifier[0] <= end else None
    if degree and (not modifier or degree[0] >= modifier[0]):
        return degree[0], True
    if modifier:
        return modifier[0], False
    return (end, True) if at + 1 == end and plain[at] in words.degree_characters else (0, False)
