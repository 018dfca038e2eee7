"""The walk of `fmt`: text → mended lines → tree → order, canonical targets → text, and the proof that it means the same.

Nothing is handed out that was not read again: the text as laid out must give the very tree that was printed, hold every comment,
and resolve to an equal ruleset. A file that does not resolve must go on not to, for the same reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from indicatorlang.diagnostics import Diagnostic, Place, RulesetError, errors
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.ruleset import Ruleset
from indicatorlang.pipeline.formatting_problems import LineMended, MeaningWouldChange
from indicatorlang.pipeline.same_meaning import same_meaning
from indicatorlang.pipeline.stating import Notes, Stated, stated
from indicatorlang.resolve.arranging import arranged_ruleset
from indicatorlang.resolve.fields import form_of
from indicatorlang.resolve.file_problems import RulesetUnreadable
from indicatorlang.resolve.from_syntax import resolve_ruleset
from indicatorlang.resolve.problems import WrongForm
from indicatorlang.syntax.from_yaml import parse_yaml
from indicatorlang.syntax.yaml.comments import comments_of
from indicatorlang.syntax.yaml.layout import laid_out
from indicatorlang.syntax.yaml.problems import corrections
from indicatorlang.syntax.yaml.tree import Mapping as Pairs
from indicatorlang.syntax.yaml.tree import Node, Scalar
from indicatorlang.syntax.yaml.tree import Sequence as Items

_LINE_END = pattern(r"\r\n|\r|\n")
_ROUNDS = 8
"""Mending one line may bring another mistake to light; after so many rounds the rest is left to the author."""

_NO_NOTES: Notes = MappingProxyType({})
_NOTHING_TOLD: tuple[Diagnostic, ...] = ()

Diagnostics = tuple[Diagnostic, ...]
Resolved = tuple[Ruleset | None, Diagnostics]


@frozen
class Formatted:
    """What came of one text. `text` is the given one when something kept it from being laid out (an error says what)."""

    given: str
    text: str
    diagnostics: Diagnostics = ()
    mendable: int = 0
    """How many lines kept it from being read that `fix` would put right."""
    laid_out: bool = False
    """Whether it could be laid out; the text may be the given one all the same."""

    @property
    def changed(self) -> bool:
        """Whether the text is another one than before."""
        return self.text != self.given


def format_ruleset(text: str, *, canonical: bool = False, fix: bool = False) -> str:
    """The text of a ruleset file in its canonical layout: the same meaning, the same comments, the author's own spelling of keys.

    `canonical` also writes down in the strict language what freely written targets were understood as; `fix` first mends the lines
    that YAML would misread. Raises `RulesetError` for a text that cannot be read as YAML, and with `canonical` for one that is no
    ruleset: nobody knows what its targets mean.
    """
    formatted = format_text(text, canonical=canonical, fix=fix)
    if errors(formatted.diagnostics):
        raise RulesetError(*formatted.diagnostics)
    return formatted.text


def format_text(given: str, file: str | None = None, *, canonical: bool = False, fix: bool = False) -> Formatted:
    """The same with diagnostics; `file` is only shown. Never raises for any text. Line ends stay those of the first line."""
    text = given.removeprefix("\ufeff")
    end = "\r\n" if (first := _LINE_END.search(text)) and first.group() == "\r\n" else "\n"
    told: Diagnostics = ()
    if fix:
        text, told = mended(text, file)
    root, found = parse_yaml(text, file)
    if root is None or isinstance(root, Scalar) or len(root) == 0 or errors(found):
        return Formatted(given, given, tuple(found) or (_nothing(root, file),), len(corrections(found)))
    out, more = _laid_out(text, root, found, file, canonical)
    if out is None:
        return Formatted(given, given, more)
    return Formatted(given, out.replace("\n", end), (*told, *more), laid_out=True)


def _nothing(root: Node | None, file: str | None) -> Diagnostic:
    """What is wrong with a file in which there is nothing to lay out."""
    if isinstance(root, Scalar):
        return WrongForm(key="项目", wanted="mapping", got=form_of(root), place=root.place)
    return RulesetUnreadable(path=file or "-", reason="empty", place=Place(file=file))


def _laid_out(
    text: str, root: Pairs | Items, found: Diagnostics, file: str | None, canonical: bool
) -> tuple[str | None, Diagnostics]:
    """The text laid out, None where it would not mean the same."""
    before = resolve_ruleset(root, text=text, file=file)

    def holds(changed: Node) -> bool:
        return same_meaning(before, resolve_ruleset(changed, file=file), rewritten=canonical)

    tree, notes, rewritten = root, _NO_NOTES, _NOTHING_TOLD
    if isinstance(root, Pairs):
        said = stated(root, before[0], holds) if canonical and before[0] is not None else Stated(root)
        tree, notes, rewritten = arranged_ruleset(said.root), said.notes, said.told
    comments = comments_of(text, root, found)
    out = laid_out(tree, comments, _LINE_END.split(text), notes)
    again, told = parse_yaml(out, file)
    texts = Counter(comment.spaced for comment in comments) + Counter(notes.values())
    read_again = Counter(comment.spaced for comment in comments_of(out, again, told))
    if again is None or again != tree or errors(told) or read_again != texts or not holds(again):
        return None, (MeaningWouldChange(place=Place(file=file)),)
    return out, (*rewritten, *(errors(before[1]) if canonical else ()))


def mended(text: str, file: str | None = None) -> tuple[str, Diagnostics]:
    """The text with every line put right that YAML would misread and that can be put right, and what was changed."""
    lines = _LINE_END.split(text)
    original = list(lines)
    for _ in range(_ROUNDS):
        fixes = corrections(_found_in("\n".join(lines), file))
        if all(lines[number - 1] == line for number, line in fixes.items()):
            break
        for number, line in fixes.items():
            lines[number - 1] = line
    changed: Mapping[int, str] = {n: line for n, line in enumerate(original) if lines[n] != line}
    told = (_told(Place(file, None, number + 1), line, lines[number]) for number, line in changed.items())
    return "\n".join(lines), tuple(told)


def _told(place: Place, before: str, after: str) -> LineMended:
    """What was changed in a line; its indentation is shown when that is what was wrong."""
    shown = before.strip(), after.strip()
    return (
        LineMended(place=place, before=before.rstrip(), after=after.rstrip())
        if shown[0] == shown[1]
        else LineMended(place=place, before=shown[0], after=shown[1])
    )


def _found_in(text: str, file: str | None) -> Diagnostics:
    """What is wrong with a text as YAML; when nothing is, what is wrong with it as a ruleset."""
    root, found = parse_yaml(text, file)
    if root is None or errors(found):
        return found
    return (*found, *resolve_ruleset(root, text=text, file=file)[1])
