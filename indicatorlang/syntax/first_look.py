"""One look over a text before the parser sees it: folds look-alikes, and finds every mistake of single characters and words.

Folding is one to one, so that positions stay true: full-width digits, letters and signs become plain ones, and a comma that
groups digits outside brackets becomes U+066C (inside brackets a comma separates). Quoted names are left as they are. What
this look finds wrong stops the parser, whose errors would only be consequences; that is why several mistakes can be told at
once here. The look is one pass of one regular expression without backtracking, and never recursive: it also sees to it
that nothing nests deeper than the stages behind it can bear.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from indicatorlang.diagnostics import Diagnostic, Source, Span
from indicatorlang.lazily import frozen, pattern
from indicatorlang.syntax import character_problems, problems
from indicatorlang.syntax.words import COMPARISONS

GROUPING = "\u066c"

# One to one and never more: NFKC would turn one character into several and move every column behind it.
_FOLDS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "｀"}
_FOLDS |= {ord(c): " " for c in "\u3000\u00a0\u2002\u2003\u2009\u202f"}
_FOLDS |= {ord(a): b for a, b in zip("﹥﹤﹦﹪﹢﹣﹙﹚−×÷٪⩽⩾≧≦", "><=%+-()-*/%≤≥≥≤", strict=True)}
_FOLDS |= {ord(c): "·" for c in "•・‧∙⋅"}
_FOLDS[ord(GROUPING)] = "\ufffd"
FOLDS: Mapping[int, str] = MappingProxyType(_FOLDS)
"""What stands for each look-alike, as `str.translate` takes it."""

_LETTERS = "A-Za-z_\u00b0\u00b2\u00b3\u00b5\u00c0-\u024f\u03a9\u03bc\u2103\u2109\u3005\u3007\u3300-\u33ff"
_LETTERS += "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECES = pattern(
    rf"""
    (?P<quoted>「[^「」\n]*」|`[^`\n]*`)
  | (?P<quote>[「」`])
  | (?P<word>[{_LETTERS}][{_LETTERS}0-9]*)
  | (?P<date>[0-9]{{4}}-[0-9]{{1,2}}(?:-[0-9]{{1,2}})?(?![0-9])|[0-9]{{4}}[QqHh][0-9]+(?:(?=前)|(?![{_LETTERS}0-9])))
  | (?P<foreign>(?:19|20)[0-9]{{2}}(?:[/.][0-9]{{1,2}}[/.][0-9]{{1,2}}(?![0-9.])|年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?))
  | (?P<grouped>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?)
  | (?P<power>[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]+(?![{_LETTERS}0-9]))
  | (?P<number>\.?[0-9][0-9.]*)
  | (?P<plusminus>\+/-|\+-(?=[ ]*[0-9.]+[ ]*%))
  | (?P<compare>[<>=!≥≤≠]+)
  | (?P<open>[(\[])
  | (?P<close>[)\]])
  | (?P<sign>[-+*/,·±%‰‱\s])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FAULTLESS = frozenset({"word", "sign"})
_PLAIN_NUMBER = pattern(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_MOST_MISTAKES = 20
_JOINTS = frozenset({"and", "or", "且", "或"})
_SIGNS = frozenset(sign for spellings in COMPARISONS.values() for sign in spellings)
_USES: dict[str, character_problems.Use] = {
    **dict.fromkeys("~∼〜", "range"),
    **dict.fromkeys("—–―‒‐‑", "minus"),
    **dict.fromkeys("“”\"‘’'『』《》〈〉«»", "names"),
    **dict.fromkeys("{}【】〔〕〖〗", "brackets"),
    **dict.fromkeys("、;:", "separator"),
    **dict.fromkeys("。.?…", "stop"),
    **dict.fromkeys("&|^∧∨¬", "connective"),
    "∓": "plus-minus",
}


@frozen
class Look:
    """What the look found: the folded text, as long as the one looked at, and what is wrong with it."""

    text: str
    diagnostics: tuple[Diagnostic, ...]


def first_look(text: str, source: Source) -> Look:
    """Folds the text and finds the mistakes that show without parsing."""
    if len(text) > problems.MAX_LENGTH:
        place = source.place(Span(problems.MAX_LENGTH, problems.MAX_LENGTH + 1))
        return Look(text, (problems.TextTooLong(length=len(text), place=place),))
    if not text.strip():
        return Look(text, (problems.EmptyTarget(place=source.place(Span(0, 0))),))
    folded = fold(text)
    return Look(*_look_over(folded, text, source))


def fold(text: str) -> str:
    """The text with look-alikes replaced one to one, outside quoted names."""
    if "「" not in text and "`" not in text:
        return text.translate(_FOLDS)
    parts, done = [], 0
    for quoted in re.finditer(r"「[^「」\n]*」|`[^`\n]*`", text):
        parts += [text[done : quoted.start()].translate(_FOLDS), quoted.group()]
        done = quoted.end()
    return "".join([*parts, text[done:].translate(_FOLDS)])


def joints(folded: str) -> Iterator[tuple[int, int]]:
    """Where `and` and `or` stand outside brackets and quotes: the start and the end of each, in the order of the text."""
    depth = 0
    for piece in _PIECES.finditer(folded):
        if piece.lastgroup == "open":
            depth += 1
        elif piece.lastgroup == "close":
            depth -= 1
        elif not depth and piece.group() in _JOINTS and not folded[max(0, piece.start() - 1) : piece.start()].isalnum():
            yield piece.span()


def _look_over(folded: str, text: str, source: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    grouped: list[tuple[int, int]] = []
    found: list[tuple[Span, Diagnostic]] = []
    opened: list[int] = []
    for piece in _PIECES.finditer(folded):
        kind = piece.lastgroup or ""
        if kind in _FAULTLESS:
            continue
        what = piece.group()
        if (kind == "number" and _PLAIN_NUMBER.fullmatch(what)) or (kind == "compare" and what in _SIGNS):
            continue  # most numbers and signs, told apart quickly from those that deserve a look
        span = Span(*piece.span())
        if kind == "open":
            opened.append(span.start)
            if len(opened) == problems.MAX_NESTING + 1:
                found.append((span, problems.NestedTooDeep(got=what, limit=problems.MAX_NESTING)))
        elif kind == "close":
            if opened:
                opened.pop()
            else:
                found.append((span, character_problems.UnopenedBracket(bracket=text[span.start : span.end])))
        else:
            found += [(span, mistake) for mistake in _mistakes(kind, what, text[span.start : span.end])]
        if kind == "grouped" and not opened:
            # The parser must see one number outside brackets, and separate ones inside.
            grouped.append(piece.span())
    found += [(Span(at, at + 1), character_problems.UnclosedBracket(bracket=text[at])) for at in opened]
    found.sort(key=lambda pair: pair[0].start)
    return _joined(folded, grouped), tuple(mistake.at(source.place(span)) for span, mistake in found[:_MOST_MISTAKES])


def _joined(folded: str, grouped: list[tuple[int, int]]) -> str:
    """The text with each grouped number made one."""
    parts, done = [], 0
    for start, end in grouped:
        parts += [folded[done:start], folded[start:end].replace(",", GROUPING)]
        done = end
    return "".join([*parts, folded[done:]])


def _mistakes(kind: str, what: str, written: str) -> Iterator[Diagnostic]:
    """What is wrong with one piece; `what` is folded, `written` as the author has it."""
    if kind == "quoted" and not what[1:-1].strip():
        yield character_problems.EmptyName(quotes=written if "`" not in written else "''")
    elif kind == "quote":
        yield (character_problems.UnopenedBracket if what == "」" else character_problems.UnclosedBracket)(bracket=written)
    elif kind == "date":
        yield from _date_mistakes(what)
    elif kind == "foreign":
        numbers = re.findall(r"[0-9]+", what)
        yield character_problems.DateForm(got=written, near="-".join(n.zfill(2) for n in numbers))
    elif kind == "grouped" or kind == "number":
        yield from _number_mistakes(what)
    elif kind == "power":
        yield character_problems.NumberForm(got=written, near=_written_out(what))
    elif kind == "plusminus":
        yield character_problems.LookAlike(character=written, use="plus-minus")
    elif kind == "compare" and what not in _SIGNS:
        yield character_problems.UnknownOperator(got=written, near=_near_sign(what))
    elif kind == "other":
        use = _USES.get(what)
        yield (
            character_problems.LookAlike(character=written, use=use)
            if use
            else character_problems.UnknownCharacter(character=written)
        )


def _date_mistakes(what: str) -> Iterator[Diagnostic]:
    if "-" not in what:
        near = what.upper()
        if near[4:] not in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"):
            yield character_problems.NoSuchDate(got=what)
        elif near != what:
            yield character_problems.DateForm(got=what, near=near)
        return
    year, month, *day = what.split("-")
    if not (1 <= int(month) <= 12 and int(year) >= 1) or (day and not 1 <= int(day[0]) <= _days(int(year), int(month))):
        yield character_problems.NoSuchDate(got=what)
    elif len(month) == 1 or (day and len(day[0]) == 1):
        yield character_problems.DateForm(got=what, near="-".join([year, *(n.zfill(2) for n in (month, *day))]))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _number_mistakes(what: str) -> Iterator[Diagnostic]:
    digits = sum(c.isdigit() for c in what)
    if digits > problems.MAX_DIGITS:
        yield character_problems.TooManyDigits(got=what, digits=digits)
    elif what.startswith(".") or what.endswith(".") or what.count(".") > 1:
        inner = what.strip(".")
        near = "" if "." in inner else f"0.{inner}" if what.startswith(".") and not what.endswith(".") else inner
        yield character_problems.NumberForm(got=what, near=near if what.count(".") == 1 else "")


def _written_out(what: str) -> str:
    """A number with a power of ten, written out, if that is not too long."""
    digits, power = re.split("[eE]", what)
    whole, _, decimals = digits.partition(".")
    places = len(decimals) - int(power[:4])
    if len(power) > 4 or abs(places) > problems.MAX_DIGITS:
        return ""
    number = (whole + decimals).lstrip("0").ljust(1, "0")
    if places <= 0:
        return number + "0" * -places
    number = number.zfill(places + 1)
    return f"{number[:-places]}.{number[-places:]}"


def _near_sign(what: str) -> str:
    """The sign that such a run of signs nearly is, or nothing when it could be several."""
    plain = what.replace("≥", ">=").replace("≤", "<=").replace("≠", "!=")
    characters = set(plain)
    if characters == {"<", ">"}:
        return "!=" if plain == "<>" else ""
    if ">" in characters and "<" in characters:
        return ""
    if "!" in characters or "≠" in what:
        return "!=" if characters <= {"!", "="} and "=" in characters else ""
    if characters == {"="}:
        return "=="
    sign = ">" if ">" in characters else "<"
    return sign + "=" if "=" in characters else sign if len(what) == 2 else ""
