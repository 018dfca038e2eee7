"""The command `indicatorlang`: finds the commands, turns mistakes in the command line into sentences and exit code 2."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from indicatorlang import cli
from indicatorlang._version import __version__
from indicatorlang.diagnostics import IndicatorlangError, Lang

_NO_COMMANDS = ("main", "options", "running")


def command_names() -> list[str]:
    """The commands there are: one for every file of this folder."""
    return sorted(info.name for info in pkgutil.iter_modules(cli.__path__) if info.name not in _NO_COMMANDS)


class Commands(click.Group):
    """Loads a command only when it is asked for, so that starting costs little."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, sorted."""
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command; None when there is no such file."""
        if cmd_name not in command_names():
            return None
        command: click.Command = importlib.import_module(f"indicatorlang.cli.{cmd_name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="indicatorlang")
def group() -> None:
    """绩效指标的书写、测算与说明。Performance targets: evaluated, scored, explained.

    每个命令用 --lang zh|en 选择语言（默认中文，环境变量 INDICATORLANG_LANG 可改默认）。
    """


def language(arguments: Sequence[str]) -> Lang:
    """The language for messages about the command line itself, before options are parsed."""
    wanted = os.environ.get("INDICATORLANG_LANG", "zh")
    for before, word in zip(["", *arguments], arguments, strict=False):
        if before == "--lang":
            wanted = word
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return "en" if wanted == "en" else "zh"


def sentence(wrong: click.ClickException, lang: Lang) -> str:
    """What is wrong with the command line, in the reader's language."""
    if lang == "en":
        return f"error: {wrong.format_message()}"
    match wrong:
        case click.NoSuchOption():
            near = f"，是不是 {'、'.join(wrong.possibilities)}" if wrong.possibilities else ""
            return f"错误：没有选项 {wrong.option_name}{near}"
        case click.MissingParameter():
            name = wrong.param.human_readable_name if wrong.param is not None else ""
            return f"错误：缺少参数 {name}"
        case click.BadParameter():
            name = wrong.param.human_readable_name if wrong.param is not None else ""
            return f"错误：参数 {name} 的值不对：{wrong.message}"
        case click.FileError():
            return f"错误：文件 {wrong.ui_filename} 打不开：{wrong.message}"
        case click.UsageError() if "No such command" in wrong.message:
            return f"错误：没有这个命令，可用的命令：{'、'.join(command_names())}"
    return f"错误：{wrong.format_message()}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 done with findings, 2 not done or not wholly."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    lang = language(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = group.main(args=arguments, prog_name="indicatorlang", standalone_mode=False)
    except IndicatorlangError as wrong:
        for diagnostic in wrong.diagnostics:
            print(diagnostic.render(lang), file=sys.stderr)
        status = 2
    except click.ClickException as wrong:
        print(sentence(wrong, lang), file=sys.stderr)
        if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
            print(wrong.ctx.get_usage(), file=sys.stderr)
        status = 2
    except (click.Abort, KeyboardInterrupt, EOFError):
        status = 130
    except BrokenPipeError:
        # The reader of a pipe has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    sys.exit(status if isinstance(status, int) else 0)
