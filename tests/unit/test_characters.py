"""Characters that a table may hold all the same, and that all which a rubric may hold can be printed."""

import json
import shutil
from pathlib import Path

import generate
import pytest
from rubric_site import characters
from rubric_site.exports import paper, pdf
from stage import COMMUNE, newest


@pytest.mark.usefixtures("bare_downloads")
def test_a_table_as_issued_may_hold_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In source.txt they are warnings, for the table is to stand there as it came, and the pages are made."""
    rubric = shutil.copytree(COMMUNE, tmp_path / "rubric")
    path = rubric / "2026/goc.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("BẢNG THỬ", "BẢNG\u200bTHỬ", 1), encoding="utf-8")
    assert generate.main([str(rubric), "--docs", str(tmp_path / "docs")]) == 0
    assert "goc.txt:1:5: cảnh báo: có ký tự không nhìn thấy (U+200B)" in capsys.readouterr().err
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
