"""Runs what the documentation shows, so that no page promises what the program does not do.

How a page is written (see `docs/contributing.md`):

- `python` blocks of one page run in order and share their names; an `output` block directly below is what they print.
- `console` blocks hold `$ command` lines, each followed by exactly what it prints; a line `...` stands for any lines.
  The exit status is 0 or 1 unless the block says `exit=2`.
- `yaml` blocks with a top-level `ruleset` or `项目名称` are loaded; `target` blocks hold one target a line.
- `file=NAME` writes a block of any kind to that file, for the blocks below it.
- `norun` after the language is the visible promise that nobody checked the block. `sh` and `text` are never run, so they
  must not hold a command of ours without that mark, except the set-up commands that CI runs from the README.

All blocks of a page run in one copy of `rulesets/` and `examples/`.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [p for p in (ROOT / "README.md", ROOT / "README.zh.md") if p.exists()] + sorted((ROOT / "docs").rglob("*.md"))
RUN = {"python", "console", "yaml", "target"}
FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
RULESET_KEY = re.compile(r"^(ruleset|项目名称)\s*:", re.MULTILINE)
OUR_COMMAND = re.compile(r"^(\$ )?(\S*/)?(python3? -m )?indicatorlang ", re.MULTILINE)
SET_UP = re.compile(r"^python3 -m venv \.venv && ")
SENTINEL = "\x01done"


@attrs.frozen
class Block:
    """A fenced block: its language, the words after it, its text and the line of its first line of text."""

    lang: str
    words: tuple[str, ...]
    text: str
    line: int

    @property
    def norun(self) -> bool:
        return "norun" in self.words

    def option(self, name: str) -> str | None:
        return next((w.partition("=")[2] for w in self.words if w.startswith(f"{name}=")), None)


def blocks_of(markdown: str) -> list[Block]:
    """The fenced blocks in order; a fence in a list item loses its indent."""
    found: list[Block] = []
    opened: re.Match[str] | None = None
    start, held = 0, list[str]()
    for number, line in enumerate(markdown.splitlines(), 1):
        fence = FENCE.match(line)
        if opened is None:
            if fence:
                opened, start, held = fence, number + 1, []
        elif fence and not fence["info"].strip() and fence["fence"].startswith(opened["fence"]):
            lang, *words = opened["info"].split() or [""]
            found.append(Block(lang, tuple(words), "".join(f"{h}\n" for h in held), start))
            opened = None
        else:
            held.append(line.removeprefix(opened["indent"]))
    assert opened is None, f"a fence opened in line {start - 1} is never closed"
    return found


def matches(expected: list[str], got: list[str]) -> bool:
    """Whether the lines are the same, where `...` stands for any lines, none included."""
    if "..." not in expected:
        return expected == got
    first, last = expected.index("..."), len(expected) - 1 - expected[::-1].index("...")
    head, tail = expected[:first], expected[last + 1 :]
    if len(got) < len(head) + len(tail) or got[: len(head)] != head or (tail and got[-len(tail) :] != tail):
        return False
    at, end = len(head), len(got) - len(tail)
    middle: list[str] = []
    for line in [*expected[first + 1 : last], "..."] if last > first else []:
        if line != "...":
            middle.append(line)
            continue
        # The first place where the lines between two gaps stand is the best: it leaves most for the rest.
        at = next((i + len(middle) for i in range(at, end - len(middle) + 1) if got[i : i + len(middle)] == middle), -1)
        if at < 0:
            return False
        middle = []
    return True


def lines(text: str) -> list[str]:
    """Lines without trailing blanks and without empty lines at the end."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def assert_prints(got: str, expected: str, where: str) -> None:
    assert matches(lines(expected), lines(got)), f"{where}\n--- the page says\n{expected.rstrip()}\n--- it prints\n{got.rstrip()}"


def commands_of(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with what stands below it."""
    found: list[tuple[str, str]] = []
    continued = False
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            assert found, "a console block begins with `$ `"
            command, below = found[-1]
            found[-1] = (f"{command}\n{line}", below) if continued else (command, f"{below}{line}\n")
            line = line if continued else ""
        continued = line.endswith("\\")
    return found


def run_console(block: Block, folder: Path, page: str) -> None:
    """Runs all commands of a block in one shell, where `indicatorlang` is the package under test."""
    commands = commands_of(block.text)
    script = 'indicatorlang() { "$PYTHON" -m indicatorlang "$@"; }\n' + "".join(
        f"{command}\n__status=$?; printf '\\n{SENTINEL}%s\\n' \"$__status\"; (exit $__status)\n" for command, _ in commands
    )
    env = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100", "NO_COLOR": "1"}
    run = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    parts = re.split(rf"\n{SENTINEL}(\d+)\n", run.stdout)
    assert len(parts) == 2 * len(commands) + 1, f"{page}:{block.line}: the shell stopped early\n{run.stdout}"
    allowed = {block.option("exit")} if block.option("exit") else {"0", "1"}
    for (command, expected), got, status in zip(commands, parts[::2], parts[1::2], strict=False):
        where = f"{page}:{block.line}: $ {command}"
        assert "Traceback (most recent call last)" not in got, f"{where}\n{got}"
        assert_prints(got, expected, where)
        assert status in allowed, f"{where}\nexit status {status}\n{got}"


def run_page(markdown: str, folder: Path, page: str) -> None:
    """Runs the blocks of one page in order, in `folder`, which must be the working directory."""
    names: dict[str, Any] = {"__name__": "__main__"}
    printed: str | None = None
    for block in blocks_of(markdown):
        where = f"{page}:{block.line}"
        if block.lang == "output" and not block.norun:
            assert printed is not None, f"{where}: no python block stands directly above"
            assert_prints(printed, block.text, where)
        printed = None
        if block.norun:
            continue
        if block.option("file"):
            (folder / str(block.option("file"))).write_text(block.text, encoding="utf-8")
        if block.lang == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                # Leading line breaks make the line numbers of a traceback those of the page.
                exec(compile("\n" * (block.line - 1) + block.text, page, "exec"), names)
            printed = out.getvalue()
        elif block.lang == "console":
            run_console(block, folder, page)
        elif block.lang == "yaml" and RULESET_KEY.search(block.text):
            import indicatorlang

            indicatorlang.loads_ruleset(block.text)
        elif block.lang == "target":
            import indicatorlang

            for target in filter(str.strip, block.text.splitlines()):
                indicatorlang.parse(target)


def unmarked_commands(markdown: str) -> list[int]:
    """Lines of blocks that show a command of ours, are never run, and do not say so."""
    return [
        block.line
        for block in blocks_of(markdown)
        if block.lang not in RUN and not block.norun and OUR_COMMAND.search(block.text) and not SET_UP.search(block.text)
    ]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("rulesets", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [pytest.param(p, id=p.relative_to(ROOT).as_posix()) for p in PAGES])
def test_what_a_page_shows_is_what_happens(page, folder):
    markdown = page.read_text(encoding="utf-8")
    blocks = blocks_of(markdown)
    assert unmarked_commands(markdown) == []
    skipped = [b for b in blocks if b.norun]
    assert not skipped or any(b.lang in RUN and not b.norun for b in blocks), "a page must not consist of unchecked blocks"
    run_page(markdown, folder, page.relative_to(ROOT).as_posix())


def test_both_readmes_show_the_same_blocks():
    """The Chinese twin may say more or less around them, but commands and programs are the same."""
    shown = [
        [b.text for b in blocks_of((ROOT / name).read_text(encoding="utf-8")) if b.lang == "sh"]
        for name in ("README.md", "README.zh.md")
    ]
    assert shown[0] == shown[1]
    assert sum(bool(SET_UP.search(text)) for text in shown[0]) == 2


@pytest.mark.parametrize("page", [pytest.param(p, id=p.relative_to(ROOT).as_posix()) for p in PAGES])
def test_links_between_pages_lead_somewhere(page):
    prose = re.sub(r"^( *)(`{3,}|~{3,}).*?^\1\2\s*$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    targets = [t for t in re.findall(r"\]\(([^)\s]+)\)", prose) if not re.match(r"[a-z]+:|#", t)]
    assert [t for t in targets if not (page.parent / t.partition("#")[0]).exists()] == []


def test_blocks_know_their_language_words_and_line():
    text = "x\n\n```python file=a.py\n1\n```\n- y\n\n  ~~~~\n  ```\n  ~~~~\n"
    assert blocks_of(text) == [Block("python", ("file=a.py",), "1\n", 4), Block("", (), "```\n", 9)]


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("a b", "a b", True),
        ("a b", "a", False),
        ("...", "", True),
        ("a ...", "a b c", True),
        ("a ... c", "a b c", True),
        ("a ... c", "a b", False),
        ("... b ... d", "a b c d", True),
        ("... b ... b", "a b", False),
        ("... c ... b ...", "a b c", False),
        ("a ... a", "a", False),
    ],
)
def test_three_dots_stand_for_any_lines(expected, got, same):
    assert matches(expected.split(), got.split()) is same


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("```python\nprint(1)\n```\n```output\n2\n```", "the page says"),
        ("```python\nassert False, 'as said'\n```", "as said"),
        ("```output\n2\n```", "no python block"),
        ("```console\n$ echo 1\n2\n```", "it prints"),
        ("```console\n$ true\n2\n```", "it prints"),
        ("```console\n$ (exit 2)\n```", "exit status 2"),
        ("```console\n$ exit 0\n```", "stopped early"),
        ("```console exit=2\n$ true\n```", "exit status 0"),
        ("```console\n$ echo 'Traceback (most recent call last)'\n...\n```", "Traceback"),
        ("```console\n1\n```", "begins with"),
        ("```python\n1", "never closed"),
    ],
)
def test_a_page_that_promises_something_else_fails(page, wrong, folder):
    with pytest.raises(AssertionError, match=wrong):
        run_page(page, folder, "made-up.md")


def test_a_page_that_keeps_its_word_passes(folder):
    page = """
```csv file=a.csv
甲,1
```
```python
text = open("a.csv", encoding="utf-8").read().strip()
```
```python
print(text)
```
```output
甲,1
```
```console
$ cat \\
a.csv
甲,1
$ (exit 1)
$ echo $?; ls -d examples
1
...
$ echo one >&2; cat
one
```
```python norun
raise SystemError
```
"""
    run_page(page, folder, "made-up.md")


@pytest.mark.parametrize(
    ("block", "seen"),
    [
        ("```sh\nindicatorlang eval x\n```", [2]),
        ("```\n$ indicatorlang eval x\n```", [2]),
        ("```sh\n.venv/bin/indicatorlang check x\n```", [2]),
        ("```sh\npython -m indicatorlang check x\n```", [2]),
        ("```sh norun\nindicatorlang eval x\n```", []),
        ("```sh\npython3 -m venv .venv && .venv/bin/indicatorlang eval x\n```", []),
        ("```console\n$ indicatorlang eval x\n```", []),
    ],
)
def test_a_command_that_nobody_runs_must_say_so(block, seen):
    assert unmarked_commands(block) == seen
