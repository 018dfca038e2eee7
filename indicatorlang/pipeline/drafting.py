"""Forms → drafts of rulesets: files are read, laid out as forms, drafted, and written as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indicatorlang.diagnostics import ActualsError, Diagnostic, Lang, Place, errors
from indicatorlang.lazily import frozen, pattern
from indicatorlang.model.draft import Draft, Form
from indicatorlang.model.filled import FilledColumn
from indicatorlang.readers.filled.door import filled_tables
from indicatorlang.readers.filled.lost_layout import lost_forms
from indicatorlang.reports.draft.yaml import draft_yaml
from indicatorlang.resolve.drafting.drafts import draft_of
from indicatorlang.resolve.drafting.forms import forms_of
from indicatorlang.resolve.drafting.lost import form_of
from indicatorlang.resolve.drafting.problems import DraftsNeedAFolder, NothingToDraft

__all__ = ["Draft", "Drafts", "draft", "draft_names", "draft_place", "draft_text", "file_stem"]

Diagnostics = tuple[Diagnostic, ...]
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))})
"""Names that Windows keeps for itself."""
_UNSAFE = pattern(r"[\\/:*?\"<>|\s\x00-\x1f\x7f\ud800-\udfff]+")


@frozen
class Drafts:
    """What one file became: a draft for every project, and what was left out or could not be drafted."""

    drafts: tuple[Draft, ...]
    diagnostics: Diagnostics = ()

    def texts(self, lang: Lang = "zh") -> dict[str, str]:
        """The ruleset files by the names they would have; keys and comments in `lang`."""
        return {name: draft_text(one, lang) for name, one in zip(draft_names(self.drafts), self.drafts, strict=True)}


def draft(
    path: str | Path,
    *,
    columns: Mapping[FilledColumn, str] | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    year: str | int | None = None,
    profile: str | None = None,
) -> Drafts:
    """Drafts of the rulesets of a declaration form or a table of indicators, one a project.

    `columns` names the headings of columns that are not found by themselves, `year` is the budget year (or span) where the form
    states none. Raises `ActualsError` when the file cannot be read or nothing in it can be drafted.
    """
    forms, found = _forms(Path(path), columns or {}, sheet, encoding)
    drafts: list[Draft] = []
    problems = list(found)
    for form in forms:
        one, more = draft_of(form, year=None if year is None else str(year), profile=profile, name=Path(path).stem)
        problems += more
        if one is not None:
            drafts.append(one)
    if not forms and not errors(problems):
        problems.append(NothingToDraft(project=Path(path).stem, why="blank", place=Place(str(path))))
    if not drafts:
        raise ActualsError(*(errors(problems) or problems))
    return Drafts(tuple(drafts), tuple(problems))


def _forms(
    path: Path, columns: Mapping[FilledColumn, str], sheet: str | None, encoding: str | None
) -> tuple[list[Form], Diagnostics]:
    """The forms of a file: of its tables, or of a text whose tables were lost."""
    if path.suffix.lower() == ".txt":
        lost, found = lost_forms(path, encoding)
        if lost or errors(found):
            return [form_of(form) for form in lost], found
    tables, found = filled_tables(path, columns=columns, sheet=sheet, encoding=encoding)
    forms: list[Form] = []
    for table in tables:
        of_table, more = forms_of(table)
        forms += of_table
        found = (*found, *more)
    return forms, found


def draft_text(one: Draft, lang: Lang = "zh") -> str:
    """The ruleset file of a draft: keys and comments in `lang`."""
    return draft_yaml(one, lang)


def draft_names(drafts: tuple[Draft, ...]) -> tuple[str, ...]:
    """A file name for each draft, none of them twice: its code or name, without what file systems refuse."""
    names: list[str] = []
    taken: set[str] = set()
    for one in drafts:
        stem = file_stem(one.code or one.name) or "ruleset"
        name, number = f"{stem}.yaml", 2
        while name.lower() in taken:
            name, number = f"{stem}-{number}.yaml", number + 1
        taken.add(name.lower())
        names.append(name)
    return tuple(names)


def file_stem(text: str) -> str:
    """The name of a file out of any text, without what file systems refuse; empty when nothing is left of it."""
    stem = _UNSAFE.sub("-", text).strip("-. ")[:60].rstrip("-. ")
    return f"{stem}-1" if stem.upper() in _DEVICES else stem


def draft_place(drafts: tuple[Draft, ...], output: str) -> tuple[Path, ...]:
    """Where each draft goes: a file for one draft, a folder for any number. Raises `ActualsError` when several are to share a file."""
    path = Path(output)
    as_folder = (
        path.is_dir() or output.endswith(("/", "\\")) or (len(drafts) > 1 and path.suffix.lower() not in (".yaml", ".yml"))
    )
    if as_folder and not path.is_file():
        return tuple(path / name for name in draft_names(drafts))
    if len(drafts) > 1:
        raise ActualsError(DraftsNeedAFolder(path=output, count=len(drafts)))
    return (path,)
