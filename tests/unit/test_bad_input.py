"""Every kind of mistake in a rubric gives a message in Vietnamese at its place, with advice, and nothing is written."""

import re
import shutil
from pathlib import Path

import damages
import generate
import pytest
from damages import Damage
from rubric_site import errors, reading
from stage import COMMUNE

SECTION, SECOND, UNITS, EDITION = "01-tiep-nhan.yaml", "02-kinh-te.yaml", "units.yaml", "edition.yaml"


@pytest.mark.parametrize("damage", damages.catalogue().values(), ids=damages.catalogue().keys())
def test_each_damage_is_reported_at_its_place(tmp_path: Path, damage: Damage) -> None:
    """File, line, column, what is wrong and what to do, to the letter; nothing else is said, and nothing is written."""
    assert damages.report(damage, tmp_path) == list(damage.lines)


def test_the_catalogue_is_large_and_has_a_cure_for_each() -> None:
    """At least a hundred and fifty damages, and every message ends with advice."""
    lines = [line for damage in damages.catalogue().values() for line in damage.lines]
    assert len(damages.catalogue()) >= 150
    assert [line for line in lines if not re.fullmatch(r"\S.*:\d+:\d+: .+ \(.+\)", line)] == []


@pytest.mark.parametrize(
    "nested",
    [
        "a: " + '["\n ]", ' * 100_000,
        "a: " + "['\n ]', " * 100_000,
        "a:\n  " + "- " * 100_000,
        "? " * 100_000,
        "a: " + "[{b: " * 150,
        "".join(f"{' ' * depth}a:\n{' ' * depth}- \n" for depth in range(101)),
    ],
    ids=["closed in quotes", "closed in single quotes", "dashes", "question marks", "by turns", "lists below keys"],
)
def test_whatever_is_too_deep_ends_no_process(tmp_path: Path, nested: str) -> None:
    """Nodes are as deep as they are, also where what closes them stands in a text, and that is said."""
    path = tmp_path / "deep.yaml"
    path.write_text(nested, encoding="utf-8")
    problems: list[errors.Problem] = []
    assert reading.nodes(path, problems) is None
    assert [problem.message for problem in problems] == [f"lồng nhau quá {reading.DEEPEST} cấp"]


def test_what_stands_beside_each_other_is_not_deep(tmp_path: Path) -> None:
    """However many brackets a file has, only those within each other count."""
    path = tmp_path / "flat.yaml"
    path.write_text(f"a: [{'{b: []}, ' * 300}]", encoding="utf-8")
    problems: list[errors.Problem] = []
    assert reading.nodes(path, problems) is not None
    assert problems == []


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """A copy of the commune's rubric to spoil."""
    return Path(shutil.copytree(COMMUNE, tmp_path / "commune"))


def run(rubric: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The problems that the command reports, warnings aside, after seeing that it failed and wrote nothing."""
    docs = rubric.parent / "docs"
    assert generate.main([str(rubric), "--docs", str(docs), *options]) == 1
    assert not docs.exists()
    output = capsys.readouterr()
    assert output.out == ""
    *lines, last = output.err.splitlines()
    assert re.fullmatch(r"Tổng cộng: (\d+ lỗi)?(, )?(\d+ cảnh báo)? trong \d+ tệp\.", last)
    return lines if options else [line for line in lines if "cảnh báo" not in line]


def test_all_mistakes_of_all_files_are_reported_in_one_run(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes of the model and between files are found together, also in a file that does not fit the model."""
    edition = rubric / "2026"
    for name, good, bad in (
        (SECTION, "label: Tiếp nhận", "labels: Tiếp nhận"),
        (SECTION, "units: [van-phong]}", "units: [van-phon]}"),
        (SECOND, 'code: "10"', 'code: "1"'),
        (SECOND, "points: 2.5", "points: nhiều"),
        (UNITS, "verified: false", "verified: chưa"),
        (EDITION, "year: 2026", "year: hai nghìn"),
    ):
        path = edition / name
        path.write_text(path.read_text(encoding="utf-8").replace(good, bad, 1), encoding="utf-8")
    lines = run(rubric, capsys)
    expected = ("`labels`", "`van-phon`", "số “1” đã dùng", "“nhiều”", "“chưa”", "“hai nghìn”")
    assert [part for part in expected if not any(part in line for line in lines)] == []
    assert len(lines) == len(expected)


def test_problems_come_in_the_order_of_files_and_lines(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Messages are sorted, so an editor works through a file from top to bottom."""
    path = rubric / "2026" / SECTION
    path.write_text(path.read_text(encoding="utf-8").replace("points", "diem"), encoding="utf-8")
    places = [tuple(map(int, line.split(":")[1:3])) for line in run(rubric, capsys)]
    assert places == sorted(places)
    assert len(places) == 3


@pytest.mark.usefixtures("bare_downloads")
def test_windows_line_ends_are_fine(rubric: Path, tmp_path: Path) -> None:
    """Notepad's line ends, in YAML and in the table, change nothing on any page but the mark of the data's version."""
    for path in (*rubric.rglob("*.yaml"), *rubric.rglob("*.txt")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    pages = []
    for folder, name in ((rubric, "a"), (COMMUNE, "b")):
        docs = tmp_path / name
        assert generate.main([str(folder), "--docs", str(docs)]) == 0
        texts = {path.relative_to(docs): path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
        pages.append({path: re.sub(r'"version": "\w+"', "", text) for path, text in texts.items()})
    assert pages[0] == pages[1]


def test_a_folder_without_an_edition_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder gives advice how to start."""
    (tmp_path / "commune").mkdir()
    assert ["edition.yaml" in line for line in run(tmp_path / "commune", capsys)] == [True]


def test_an_abbreviation_that_the_glossary_lacks_is_reported(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt abbreviation is found by means of abbreviations.yaml; numbers of documents are let be."""
    names = {"TTHC": "Thủ tục hành chính", "HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân"}
    text = "abbreviations:\n" + "".join(f"  {name}: {{meaning: {meaning}}}\n" for name, meaning in names.items())
    (rubric / "abbreviations.yaml").write_text(text, encoding="utf-8")
    path = rubric / "2026" / SECTION
    spoilt = path.read_text(encoding="utf-8").replace(
        "Niêm yết thủ tục", "Niêm yết TTCH theo 01/2018/TT-VPCP và mục VII"
    )
    path.write_text(spoilt, encoding="utf-8")
    lines = [line for line in run(rubric, capsys, "--strict") if "viết tắt" in line]
    assert len(lines) == 1
    assert "chữ viết tắt “TTCH” chưa được giải thích (có phải ý bạn là `TTHC`?)" in lines[0]
    assert ":5:24:" in lines[0]


def test_an_unknown_folder_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that does not exist is the command's wrong usage: exit status 2."""
    with pytest.raises(SystemExit) as stop:
        generate.main(["no-such-folder"])
    assert stop.value.code == 2
    assert "no-such-folder" in capsys.readouterr().err
