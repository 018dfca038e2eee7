"""The command `indicatorlang`: finds the commands, turns mistakes in the command line into sentences and exit code 2."""

from __future__ import annotations

import difflib
import importlib
import keyword
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from indicatorlang import cli
from indicatorlang._version import __version__
from indicatorlang.cli.bilingual import Command, Group, Option, Word, complaint, language_of
from indicatorlang.diagnostics import IndicatorlangError, Lang, system_reason

_NO_COMMANDS = ("amounts", "bilingual", "framing", "main", "options", "running")
NOT_DONE = 2
INTERRUPTED = 130


def command_names() -> list[str]:
    """The commands there are: one for every file of this folder. A command that is a word of Python has a file with `_` behind it."""
    files = (info.name for info in pkgutil.iter_modules(cli.__path__) if info.name not in _NO_COMMANDS)
    return sorted(name.removesuffix("_") for name in files)


def command_of(name: str) -> Command:
    """One command, from its file."""
    file = f"{name}_" if keyword.iskeyword(name) else name
    found: Command = importlib.import_module(f"indicatorlang.cli.{file}").command
    return found


class NoSuchCommand(click.UsageError):
    """The first word is no command."""

    def __init__(self, wanted: str, ctx: click.Context) -> None:
        near = difflib.get_close_matches(wanted, command_names(), n=1)
        listed = command_names()
        if language_of(ctx) == "en":
            super().__init__(
                f"there is no command `{wanted}`; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(listed)}"),
                ctx,
            )
        else:
            super().__init__(f"没有命令`{wanted}`，" + (f"是不是 {near[0]}？" if near else f"现有：{'、'.join(listed)}"), ctx)


class Commands(Group):
    """Loads a command only when it is asked for, so that starting costs little."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> Command | None:
        """One command; None when there is no such file."""
        return command_of(cmd_name) if cmd_name in command_names() else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names."""
        if not args[0].startswith("-") and args[0] not in command_names():
            raise NoSuchCommand(args[0], ctx)
        return super().resolve_command(ctx, args)


def _print_version(context: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(f"indicatorlang {__version__}")
        context.exit()


group = Commands(
    "indicatorlang",
    zh="读懂绩效指标，按实际值测算得分，说明每一分的由来。",
    en="Read performance targets, score them on actual values, and say where every point comes from.",
    more_zh="输出默认用中文，--lang en 或环境变量 INDICATORLANG_LANG=en 改用英文。",
    more_en="Output is Chinese unless --lang en or the environment variable INDICATORLANG_LANG=en asks for English.",
    no_args_is_help=False,
    invoke_without_command=False,
    params=[
        Option(
            ["--lang"], zh="输出语言。", en="Language of the output.", type=Word("zh", "en"), envvar="INDICATORLANG_LANG", expose_value=False,
        ),
        Option(
            ["--version"], zh="显示版本后退出。", en="Show the version and exit.",
            is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
        ),
    ],
)  # fmt: skip


def language(arguments: Sequence[str]) -> Lang:
    """The language asked for anywhere on the command line, else in the environment; needed before options are parsed."""
    wanted = os.environ.get("INDICATORLANG_LANG", "zh")
    for before, word in zip(["", *arguments], arguments, strict=False):
        if word == "--":
            break
        if before == "--lang":
            wanted = word
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


def _run(arguments: list[str], lang: Lang) -> int:
    """The exit code of one command line; what is wrong with it goes to standard error."""
    try:
        if not arguments:
            context = group.make_context("indicatorlang", ["--lang", lang], obj=lang)
            print(context.get_help(), file=sys.stderr)
            return NOT_DONE
        status = group.main(args=arguments, prog_name="indicatorlang", standalone_mode=False, obj=lang)
        sys.stdout.flush()
    except IndicatorlangError as wrong:
        for diagnostic in wrong.diagnostics:
            print(diagnostic.render(lang), file=sys.stderr)
        return NOT_DONE
    except click.ClickException as wrong:
        print(complaint(wrong, lang), file=sys.stderr)
        if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
            print(wrong.ctx.get_usage(), file=sys.stderr)
        return NOT_DONE
    except (click.Abort, KeyboardInterrupt, EOFError):
        return INTERRUPTED
    return status if isinstance(status, int) else 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 done with findings, 2 not done or not wholly."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    lang = language(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(arguments, lang)
    except BrokenPipeError:
        # The reader of a pipe has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as wrong:
        said = "错误：结果写不出去：" if lang == "zh" else "error: the results cannot be written: "
        print(said + system_reason(wrong.errno, wrong.strerror or str(wrong), lang), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = NOT_DONE
    sys.exit(status)
