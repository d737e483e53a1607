"""Characters that a rubric may not hold are named at their place; all that it may hold can be printed."""

import json
import shutil
from pathlib import Path

import generate
import pytest
from rubric_site import characters
from rubric_site.exports import paper, pdf
from stage import COMMUNE, newest

CASES = {
    "\u00a0": "có khoảng trắng không ngắt (U+00A0)",
    "\u00ad": "có dấu gạch nối ẩn (U+00AD)",
    "\u200b": "có ký tự không nhìn thấy (U+200B)",
    "\u202e": "có ký tự không nhìn thấy (U+202E)",
    "\u2066": "có ký tự không nhìn thấy (U+2066)",
    "\ufffd": "có ký tự hỏng (U+FFFD)",
    "\uf0b7": "có ký tự riêng của một phông chữ (U+F0B7)",
    "\uf02d": "có ký tự riêng của một phông chữ (U+F02D)",
    "\U0001f600": "có ký tự “😀” (U+1F600) mà phông chữ in không có",
    "\u4e2d": "có ký tự “中” (U+4E2D) mà phông chữ in không có",
}


def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, file: str = "01-tiep-nhan.yaml") -> str:
    """What the command says of the commune's rubric with a change in one file."""
    rubric = shutil.copytree(COMMUNE, tmp_path / "r")
    path = rubric / "2026" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    generate.main([str(rubric), "--docs", str(tmp_path / "docs")])
    return capsys.readouterr().err


@pytest.mark.parametrize("sign", CASES)
def test_each_is_named_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: str) -> None:
    """Line, column, name and number, once, and nothing is written."""
    said = run(tmp_path, capsys, "label: Tiếp nhận", f"label: Tiếp{sign}nhận")
    assert said.count(f"01-tiep-nhan.yaml:3:12: {CASES[sign]}") == 1
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("escape", ["\\0", "\\uffff", "\\u200b", "\\xa0", "\\e"])
def test_an_escape_brings_none_in(tmp_path: Path, capsys: pytest.CaptureFixture[str], escape: str) -> None:
    """What a quoted text writes with a backslash is looked at too."""
    said = run(tmp_path, capsys, "label: Tiếp nhận", f'label: "Tiếp{escape}nhận"')
    assert "01-tiep-nhan.yaml:3:8: có " in said
    assert not (tmp_path / "docs").exists()


@pytest.mark.usefixtures("bare_downloads")
def test_a_table_as_issued_may_hold_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In source.txt they are warnings, for the table is to stand there as it came."""
    said = run(tmp_path, capsys, "BẢNG THỬ", "BẢNG\u200bTHỬ", "goc.txt")
    assert "goc.txt:1:5: cảnh báo: có ký tự không nhìn thấy (U+200B)" in said
    assert (tmp_path / "docs").exists()


@pytest.mark.parametrize(
    ("signs", "refused"), [("¡§¬®Ͱ‐⁀⁂ﬀﬆ←☆☉", False), ("⁁⁃☇☈⑊\ufe0f", True)], ids=["the fonts'", "beside them"]
)
def test_what_the_fonts_have_may_stand_in_a_text(signs: str, *, refused: bool) -> None:
    """The first and the last sign of a range of the fonts are taken, those beside it are not."""
    assert [sign for sign in signs if bool([*characters.unwanted(f"a{sign}b")]) is not refused] == []


def typeset(text: str) -> bytes:
    """A document with a text on its cover."""
    data = paper.whole_document(newest(COMMUNE), [])
    data["cover"]["lead"] = text
    return pdf.typeset(json.dumps(data).encode())


@pytest.mark.slow
def test_all_that_may_stand_there_can_be_printed() -> None:
    """Every character that is let pass has a glyph in the fonts of the printed documents; Chinese ones have none."""
    signs = [chr(code) for first, last in characters.BOUNDS for code in range(first, last + 1)]
    for start in range(0, len(signs), 1000):
        assert typeset(" ".join(f"a{sign}" for sign in signs[start : start + 1000])).startswith(b"%PDF")
    with pytest.raises(Exception, match=r"glyph|font"):
        typeset("中")
