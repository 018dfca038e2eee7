"""Files that are no filled-in table, or not one that can be understood: the error shows what was found."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from tests.audit.asking import refused, told
from tests.audit.content import table
from tests.audit.drawing import draw, page_of, workbook

CASES: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("broken.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01"
    b"\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _truncated(path: Path) -> None:
    whole = draw(table("clean-park-mof"), path.parent, name="整.xlsx").path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _encrypted(path: Path) -> None:
    """A compound file with a stream named as an encrypted package has it."""
    head = _OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    path.write_bytes(head.ljust(512, b"\0") + names.ljust(1024, b"\0"))


def _blank_workbook(path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(path)


def _picture(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("项目支出绩效自评表（扫描件）")
    document.add_picture(io.BytesIO(_PIXEL))
    document.save(str(path))


def _old(path: Path) -> None:
    path.write_bytes(_OLE + bytes(2048))


def _two_sheets(path: Path) -> None:
    page = page_of(table("clean-park-mof"))
    workbook((("自评表甲", page), ("自评表乙", page)), path)


def _wrong_encoding(path: Path) -> None:
    path.write_bytes("三级指标,指标值,实际完成值\n修建水渠,".encode("gb18030") + b"\xff\xfe\x81,12\n")


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")


_MAKERS: dict[str, Callable[[Path], None]] = {
    "truncated": _truncated,
    "encrypted": _encrypted,
    "blank workbook": _blank_workbook,
    "picture": _picture,
    "old": _old,
    "two sheets": _two_sheets,
    "wrong encoding": _wrong_encoding,
    "pdf": _pdf,
    "nothing": lambda path: None,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_error_shows_what_was_found(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    if "text" in case:
        path.write_text(case["text"], encoding="utf-8")
    else:
        _MAKERS[case["draw"]](path)
    errors = refused(path, **case.get("options", {}))
    assert errors
    messages = [told(error) for error in errors]
    assert any(all(word in message for word in case["shows"]) for message in messages), messages


def test_the_broken_files_are_what_they_say(tmp_path: Path) -> None:
    """The half of a workbook is no archive any more, and the whole one is."""
    _truncated(tmp_path / "截断.xlsx")
    assert not zipfile.is_zipfile(tmp_path / "截断.xlsx")
    assert zipfile.is_zipfile(tmp_path / "整.xlsx")
    assert len(CASES) >= 12
