"""Commands and options that say in Chinese or English what they are for; the language is that of the messages.

click writes its headings and complaints in English only, so both are said again here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from indicatorlang.diagnostics import Lang

if TYPE_CHECKING:
    TextType = click.ParamType[str]
    NumberType = click.ParamType[int]
else:  # Older releases of click have no type parameter.
    TextType = NumberType = click.ParamType

HEADINGS: dict[str, dict[Lang, str]] = {
    "usage": {"zh": "用法：", "en": "Usage: "},
    "options": {"zh": "选项", "en": "Options"},
    "commands": {"zh": "命令", "en": "Commands"},
}


def language_of(context: click.Context | None) -> Lang:
    """The language of messages: what `main` found before it parsed the command line."""
    return "en" if context is not None and context.find_root().obj == "en" else "zh"


class Option(click.Option):
    """An option with its help in both languages."""

    def __init__(self, declared: Sequence[str], zh: str = "", en: str = "", **attributes: Any) -> None:
        super().__init__(declared, help=zh, **attributes)
        self.words: dict[Lang, str] = {"zh": zh, "en": en}

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Spelling and help in the language of the context."""
        spoken = copy.copy(self)
        spoken.help = self.words[language_of(ctx)]
        return click.Option.get_help_record(spoken, ctx)


class _Spoken(click.Command):
    """What commands and the group of them have in common."""

    words: dict[Lang, str]
    more: dict[Lang, str]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        lang = language_of(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        if lang == "zh":
            pieces = pieces.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
        formatter.write_usage(ctx.command_path, pieces, prefix=HEADINGS["usage"][lang])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, in a sentence or two."""
        lang = language_of(ctx)
        for text in (self.words[lang], self.more[lang]):
            if text:
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(text)

    def _format_own_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [
            record
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section(HEADINGS["options"][language_of(ctx)]):
            formatter.write_dl(records)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        self._format_own_options(ctx, formatter)


class Command(_Spoken):
    """A command: `words` is the line for the list of commands, `more` what else its help says."""

    def __init__(self, name: str | None, zh: str = "", en: str = "", **attributes: Any) -> None:
        more: dict[Lang, str] = {"zh": attributes.pop("more_zh", ""), "en": attributes.pop("more_en", "")}
        super().__init__(name, add_help_option=False, **attributes)
        self.params.append(help_option())
        self.words, self.more = {"zh": zh, "en": en}, more


class Group(_Spoken, click.Group):
    """The program itself."""

    def __init__(self, name: str | None = None, zh: str = "", en: str = "", **attributes: Any) -> None:
        more: dict[Lang, str] = {"zh": attributes.pop("more_zh", ""), "en": attributes.pop("more_en", "")}
        super().__init__(name, add_help_option=False, **attributes)
        self.params.append(help_option())
        self.words, self.more = {"zh": zh, "en": en}, more

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        self._format_own_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, a line each."""
        lang = language_of(ctx)
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(HEADINGS["commands"][lang]):
            formatter.write_dl([(name, command.words[lang]) for name, command in found if isinstance(command, _Spoken)])


def _print_help(context: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(context.get_help())
        context.exit()


def help_option() -> Option:
    """`-h` and `--help`."""
    return Option(
        ["-h", "--help"], zh="显示说明后退出。", en="Show this help and exit.",
        is_flag=True, is_eager=True, expose_value=False, callback=_print_help,
    )  # fmt: skip


def option(*declared: str, zh: str, en: str, **attributes: Any) -> Callable[[Any], Any]:
    """An option with its help in both languages."""
    return click.option(*declared, cls=Option, zh=zh, en=en, **attributes)


def command(name: str, *, zh: str, en: str, more_zh: str = "", more_en: str = "") -> Callable[[Any], Any]:
    """A command with its help in both languages."""
    return click.command(name, cls=Command, zh=zh, en=en, more_zh=more_zh, more_en=more_en)


class Word(TextType):
    """One of a few words; some of them may be spelled in other ways. The value is the word as first listed."""

    name = "word"

    def __init__(self, *words: str, also: dict[str, str] | None = None) -> None:
        self.words = words
        self.also = also or {}

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """All words, as in `[zh|en]`."""
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a complaint that lists the words."""
        said = self.also.get(str(value), str(value))
        if said in self.words:
            return said
        if language_of(ctx) == "en":
            self.fail(f"`{value}` is not one of {', '.join(f'`{word}`' for word in self.words)}", param, ctx)
        self.fail(f"`{value}`不在可用的值之内，可以写{'、'.join(f'`{word}`' for word in self.words)}", param, ctx)


class WholeNumber(NumberType):
    """A number of at most four digits: a year."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a complaint."""
        text = str(value)
        if text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 9999:
            return int(text)
        self.fail(f"`{value}` is not a year" if language_of(ctx) == "en" else f"`{value}`不是年份", param, ctx)


def complaint(wrong: click.ClickException, lang: Lang) -> str:
    """What is wrong with the command line, in one sentence."""
    param = getattr(wrong, "param", None)
    name = max(param.opts, key=len) if isinstance(param, click.Option) else "" if param is None else param.human_readable_name
    match wrong:
        case click.NoSuchOption():
            near = "、".join(wrong.possibilities or ())
            if lang == "en":
                return f"error: there is no option {wrong.option_name}" + (
                    f"; did you mean {near.replace('、', ', ')}?" if near else ""
                )
            return f"错误：没有选项 {wrong.option_name}" + (f"，是不是 {near}？" if near else "")
        case click.MissingParameter():
            return f"error: {name} is missing" if lang == "en" else f"错误：缺少 {name}"
        case click.BadParameter():
            return f"error: {name}: {wrong.message}" if lang == "en" else f"错误：{name}：{wrong.message}"
        case click.BadOptionUsage():
            option_name = wrong.option_name
            if "requires" in wrong.message:
                return f"error: {option_name} needs a value" if lang == "en" else f"错误：{option_name} 后面要写一个值"
            return f"error: {option_name} takes no value" if lang == "en" else f"错误：{option_name} 后面不写值"
        case click.FileError():
            shown = f"{wrong.ui_filename}: {wrong.message}" if lang == "en" else f"{wrong.ui_filename}：{wrong.message}"
            return f"error: cannot write {shown}" if lang == "en" else f"错误：写不了 {shown}"
    return f"error: {wrong.format_message()}" if lang == "en" else f"错误：{wrong.format_message()}"
