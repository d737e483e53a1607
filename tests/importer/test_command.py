"""The command overwrites nothing unasked, keeps what editors wrote, and carries notes over the years."""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import import_table
import pytest
from rubric_site import load
from rubric_site.importer.earlier import OldRow
from rubric_site.importer.match import matches
from rubric_site.importer.outline import Node
from rubric_site.model import Criterion
from rubric_site.source_table import Row
from tables import flat, run

ROOT = Path(__file__).parents[2]
DISTRICT = ROOT / "tests/rubrics/district"

TABLE = """BẢNG TIÊU CHÍ NĂM 2025
TT\tNội dung\tĐiểm\tĐơn vị
I\tTHỂ CHẾ
1\tRà soát văn bản quy phạm pháp luật\t1\tTư pháp
2\tKiểm tra việc thực hiện văn bản\t2\tNội vụ, Tư pháp
II\tBỘ MÁY
1\tSử dụng biên chế hành chính\t3\tNội vụ
"""

NOTE = """    guidance:
      # lời của biên tập viên
      what: >-
        Một câu dài
        trên hai dòng.
      actions:
        - "Việc: thứ nhất"
      evidence: [Hồ sơ]
      confidence: {level: low, reason: Ví dụ.}
      review: {status: reviewed, by: Tư pháp, on: 2025-03-01}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rubric with an edition of 2025 whose first and last criteria have notes, and whose texts an editor wrote."""
    folder = tmp_path / "rubric"
    assert run(table(tmp_path, TABLE), folder, year=2025).status == 0
    first, second = sorted((folder / "2025").glob("0*.yaml"))
    edit(first, "    units: [tu-phap]\n", f"    units: [tu-phap]\n{NOTE}\n")
    edit(second, "    units: [noi-vu]\n", f"    units: [noi-vu]\n{NOTE}")
    edit(first, "label: Thể chế\n", "label: Xây dựng thể chế\nshort_label: Thể chế\nnote: Lời dẫn năm 2025.\n")
    edit(folder / "2025/units.yaml", "full_name: Nội vụ", "full_name: Phòng Nội vụ\n    note: Giới thiệu.")
    return folder


def table(tmp_path: Path, text: str) -> Path:
    """A file with a table."""
    path = tmp_path / "bang.txt"
    path.write_text(text, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


def test_nothing_is_overwritten_without_force(folder: Path) -> None:
    """An edition that is there stays as it is; how to overwrite it is said."""
    before = contents(folder)
    outcome = run(table(folder.parent, TABLE.replace("\t1\t", "\t9\t")), folder, year=2025)
    assert outcome.status == 1
    assert "ấn bản 2025 đã có" in outcome.said
    assert "--force" in outcome.said
    assert contents(folder) == before


def test_a_dry_run_writes_nothing_and_shows_the_rows(folder: Path) -> None:
    """Rows with full codes, points, units and forerunners; the files that would be written."""
    before = contents(folder)
    outcome = run(table(folder.parent, TABLE), folder, "--from", "2025", "--dry-run")
    assert outcome.status == 0
    assert contents(folder) == before
    assert "I.2                2  Kiểm tra việc thực hiện văn bản  [Nội vụ, Tư pháp]  ← I.2" in outcome.said
    assert "2026/edition.yaml" in outcome.said


def test_a_dry_run_over_an_edition_needs_no_force(folder: Path) -> None:
    """Looking is free."""
    outcome = run(table(folder.parent, TABLE.replace("\t1\t", "\t9\t")), folder, "--dry-run", year=2025)
    assert outcome.status == 0
    assert "I.1: điểm 1,00 → 9,00" in map(str.strip, outcome.said.splitlines())


def test_a_second_import_changes_the_table_and_keeps_the_notes(folder: Path) -> None:
    """Titles, points and units are the new ones; every letter of an editor stays, and each change is said."""
    before = contents(folder)
    text = TABLE.replace("pháp luật\t1\tTư pháp", "pháp luật của xã\t1,5\tTư pháp; Văn phòng").replace("Nội vụ, ", "")
    outcome = run(table(folder.parent, text), folder, "--force", year=2025)
    assert outcome.status == 0, outcome.said
    after = contents(folder)
    first = "2025/01-the-che.yaml"
    expected = before[first].replace("pháp luật\n", "pháp luật của xã\n").replace("1.00", "1.50")
    expected = expected.replace("units: [tu-phap]", "units: [tu-phap, van-phong]").replace(
        "[noi-vu, tu-phap]", "[tu-phap]"
    )
    assert after[first] == expected
    assert NOTE in after[first]
    assert after["2025/02-bo-may.yaml"] == before["2025/02-bo-may.yaml"]
    assert after["2025/edition.yaml"] == before["2025/edition.yaml"].replace("points: 6.00", "points: 6.50")
    added = "\n  - id: van-phong\n    name: Văn phòng\n    full_name: Văn phòng\n    verified: false\n"
    assert after["2025/units.yaml"] == before["2025/units.yaml"] + added
    assert (
        "I.1: tên “Rà soát văn bản quy phạm pháp luật” → “Rà soát văn bản quy phạm pháp luật của xã”; "
        "điểm 1,00 → 1,50; đơn vị tu-phap → tu-phap, van-phong"
    ) in outcome.said


def test_a_second_import_keeps_comments_and_braces(folder: Path) -> None:
    """What stands behind a value and below it stays, and of a row in braces what is an editor's."""
    path = folder / "2025/01-the-che.yaml"
    edit(path, "short_label: Thể chế\n", "short_label: Thể chế # ngắn\n# lời dưới\n")
    rows = """  - code: "2"
    title: Kiểm tra việc thực hiện văn bản
    points: 2.00
    units: [noi-vu, tu-phap]
"""
    edit(path, rows, rows + "    keywords: [thanh tra]\n")
    expected = path.read_text(encoding="utf-8")
    braces = '  - {code: "2", title: Kiểm tra việc thực hiện văn bản, keywords: [thanh tra], points: 2}\n'
    edit(path, rows + "    keywords: [thanh tra]\n", braces)
    assert run(table(folder.parent, TABLE), folder, "--force", year=2025).status == 0
    assert path.read_text(encoding="utf-8") == expected


def test_totals_follow_the_table(folder: Path) -> None:
    """Also where it has fewer points than before."""
    before = contents(folder)["2025/edition.yaml"]
    run(table(folder.parent, TABLE.replace("\t3\t", "\t2,5\t")), folder, "--force", year=2025)
    assert contents(folder)["2025/edition.yaml"] == before.replace("points: 6.00", "points: 5.50")


def test_totals_without_a_place_are_told(folder: Path) -> None:
    """A total that the file has no line for, or has one too many, is the editor's to mend."""
    bare = "\n".join(re.sub(r"\t(\d|Điểm)\t", "\t", line) for line in TABLE.splitlines())
    said = run(table(folder.parent, bare), folder, "--force", year=2025).said
    assert "edition.yaml: totals.points phải là bỏ trống; sửa bằng tay" in said
    edit(folder / "2025/edition.yaml", "  points: 6.00\n", "")
    said = run(table(folder.parent, TABLE), folder, "--force", year=2025).said
    assert "edition.yaml: totals.points phải là 6.00; sửa bằng tay" in said


def test_a_note_follows_its_criterion_to_another_number(folder: Path) -> None:
    """Rows that moved are known by their titles."""
    lines = TABLE.splitlines()
    lines.insert(3, "1\tTiêu chí mới hẳn\t4\tNội vụ")
    lines[4], lines[5] = lines[4].replace("1\tRà", "2\tRà"), lines[5].replace("2\tKiểm", "3\tKiểm")
    outcome = run(table(folder.parent, "\n".join(lines)), folder, "--force", year=2025)
    assert outcome.status == 0, outcome.said
    criteria = rows(folder, "2025")
    assert [(code, part.title[:8], part.guidance is not None) for code, part in criteria[:3]] == [
        ("I.1", "Tiêu chí", False),
        ("I.2", "Rà soát ", True),
        ("I.3", "Kiểm tra", False),
    ]
    assert "thêm I.1: “Tiêu chí mới hẳn”" in outcome.said
    assert "I.2: số I.1 → I.2" in outcome.said


def rows(folder: Path, edition: str) -> list[tuple[str, Criterion]]:
    """The criteria of an edition without groups, by full code."""
    rubric = load.load(folder).rubrics[edition]
    return [
        (f"{section.code}.{item.code}", item)
        for section in rubric.sections
        for item in section.items
        if isinstance(item, Criterion)
    ]


def test_a_criterion_that_was_renamed_keeps_its_note_by_its_number(folder: Path) -> None:
    """Within one edition the number is enough where the title says nothing any more."""
    text = TABLE.replace("Sử dụng biên chế hành chính", "Vị trí việc làm")
    outcome = run(table(folder.parent, text), folder, "--force", year=2025)
    assert outcome.status == 0, outcome.said
    _, criterion = rows(folder, "2025")[-1]
    assert (criterion.title, criterion.guidance is not None) == ("Vị trí việc làm", True)


@pytest.mark.parametrize("full", ["Phòng Nội vụ", "Ban Nội vụ"])
def test_a_unit_that_is_called_by_its_full_name_keeps_its_id(full: str, folder: Path) -> None:
    """Its name becomes that of the table; all else of its entry stays."""
    edit(folder / "2025/units.yaml", "full_name: Phòng Nội vụ", f"full_name: {full}")
    before = contents(folder)["2025/units.yaml"]
    outcome = run(table(folder.parent, TABLE.replace("Nội vụ", full)), folder, "--force", year=2025)
    assert outcome.status == 0, outcome.said
    assert contents(folder)["2025/units.yaml"] == before.replace("name: Nội vụ\n", f"name: {full}\n")


def test_a_unit_that_the_table_names_no_more_stays_and_is_told(folder: Path) -> None:
    """Whether it goes is for an editor to say."""
    before = contents(folder)["2025/units.yaml"]
    outcome = run(table(folder.parent, TABLE.replace("Tư pháp", "Nội vụ")), folder, "--force", year=2025)
    assert contents(folder)["2025/units.yaml"] == before
    assert "units.yaml: bảng không còn nhắc tu-phap; xóa nếu đúng" in outcome.said


def test_names_that_may_be_one_unit_are_told_once(tmp_path: Path) -> None:
    """Two names that differ by a slip or a short word stay two units until an editor has looked."""
    text = TABLE.replace("Nội vụ, Tư pháp", "Phòng Tài chính, Phòng Tài chánh, Văn phòng A, Văn phòng A xã")
    said = run(table(tmp_path, text), tmp_path / "rubric").said
    assert [line.split(" có lẽ")[0].strip() for line in said.splitlines() if "viết hai cách" in line] == [
        "“Phòng Tài chính” và “Phòng Tài chánh”",
        "“Văn phòng A” và “Văn phòng A xã”",
    ]


def test_a_note_is_never_lost(folder: Path) -> None:
    """Where the new table has no place for it, nothing is written, and where the note stands is said."""
    before = contents(folder)
    text = TABLE.replace("II\tBỘ MÁY\n1\tSử dụng biên chế hành chính\t3\tNội vụ\n", "")
    outcome = run(table(folder.parent, text), folder, "--force", year=2025)
    assert outcome.status == 1
    assert contents(folder) == before
    assert "II.1 “Sử dụng biên chế hành chính” có ghi chú mà bảng không còn dòng này" in outcome.said
    assert "02-bo-may.yaml" in outcome.said


def test_a_section_that_is_gone_takes_its_file_along(folder: Path) -> None:
    """If no note is lost by it: a file left over would be a section still."""
    edit(folder / "2025/02-bo-may.yaml", NOTE, "")
    text = TABLE.replace("II\tBỘ MÁY\n1\tSử dụng biên chế hành chính\t3\tNội vụ\n", "")
    outcome = run(table(folder.parent, text), folder, "--force", year=2025)
    assert outcome.status == 0, outcome.said
    assert sorted(path.name for path in (folder / "2025").glob("0*")) == ["01-the-che.yaml"]


NEXT = """BẢNG TIÊU CHÍ NĂM 2026
TT\tNội dung\tĐiểm\tĐơn vị
I\tBỘ MÁY HÀNH CHÍNH
1\tSử dụng biên chế hành chính\t3\tPhòng Nội vụ
2\tChuyển đổi số\t1\tVăn phòng
II\tTHỂ CHẾ
1\tRà soát các văn bản quy phạm pháp luật\t1\tTư pháp
"""


def test_notes_are_carried_over_to_the_next_year(folder: Path) -> None:
    """A criterion is known by its title; its note comes as a draft, its old code as `formerly`, the unit's id stays."""
    outcome = run(table(folder.parent, NEXT), folder, "--from", "2025")
    assert outcome.status == 0, outcome.said
    criteria = dict(rows(folder, "2026"))
    assert {code: part.formerly for code, part in criteria.items()} == {
        "I.1": ("II.1",),
        "I.2": (),
        "II.1": ("I.1",),
    }
    for code in ("I.1", "II.1"):
        guidance = criteria[code].guidance
        assert guidance is not None
        assert guidance.what == "Một câu dài trên hai dòng."
        assert (guidance.review.status, guidance.review.by) == ("draft", None)
    assert criteria["I.1"].units == ("noi-vu",)
    text = (folder / "2026/02-xay-dung-the-che.yaml").read_text(encoding="utf-8")
    assert 'formerly: "I.1"' in text
    assert "# lời của biên tập viên" in text
    assert "label: Xây dựng thể chế\nshort_label: Thể chế\nitems:" in text


def test_what_was_and_was_not_matched_is_listed(folder: Path) -> None:
    """Likenesses, new criteria, criteria of the last edition that are gone, and texts that were left behind."""
    said = run(table(folder.parent, NEXT), folder, "--from", "2025").said
    assert "II.1 ← I.1, khác tên: “Rà soát văn bản quy phạm pháp luật” → “Rà soát các văn bản quy phạm" in said
    assert "I.2: mới, không giống tiêu chí nào của năm 2025: “Chuyển đổi số”" in said
    assert "năm 2025, I.2: không có ở bảng mới: “Kiểm tra việc thực hiện văn bản”" in said
    assert "không chép lời dẫn (note) của các mục II;" in said
    assert "units.yaml: không chép phần giới thiệu (note)" in said


def test_a_title_that_is_only_alike_is_to_be_looked_at(folder: Path) -> None:
    """How much alike, is said."""
    text = NEXT.replace("Sử dụng biên chế hành chính", "Sử dụng biên chế viên chức")
    said = run(table(folder.parent, text), folder, "--from", "2025").said
    assert "I.1 ← II.1, chỉ giống 79 %, cần xem: “Sử dụng biên chế hành chính”" in said


def test_a_criterion_made_of_two_names_both(folder: Path) -> None:
    """Where two old titles stand in a new one, both are its forerunners, for an editor to confirm."""
    title = "Rà soát văn bản quy phạm pháp luật và kiểm tra việc thực hiện văn bản"
    text = f"TT\tNội dung\tĐiểm\tĐơn vị\nI\tTHỂ CHẾ\n1\t{title}\t3\tTư pháp\n"
    outcome = run(table(folder.parent, text), folder, "--from", "2025")
    (_, part) = rows(folder, "2026")[0]
    assert set(part.formerly) == {"I.1", "I.2"}
    assert "có lẽ gộp từ" in outcome.said


PLAN, REVIEW = "Lập kế hoạch năm", "Rà soát văn bản"
Told = tuple[str, str, str]
"""Full code, title and section of a row."""


@pytest.mark.parametrize(
    ("news", "olds", "expected"),
    [
        ([("I.1", f"{PLAN} gửi báo cáo quý", "A")], [("I.2", f"gửi báo cáo quý {PLAN}", "A")], {0: ["I.2"]}),
        (
            [("I.1", PLAN, "A"), ("I.2", REVIEW, "A")],
            [("I.1", REVIEW, "A"), ("I.2", f"{REVIEW} cũ", "A")],
            {1: ["I.1"]},
        ),
        (
            [("I.1", PLAN, "B"), ("II.1", PLAN, "A")],
            [("I.1", PLAN, "A"), ("II.1", PLAN, "B")],
            {0: ["II.1"], 1: ["I.1"]},
        ),
        ([("I.1", PLAN, "A"), ("I.2", PLAN, "A")], [("I.2", PLAN, "B"), ("I.1", PLAN, "B")], {0: ["I.1"], 1: ["I.2"]}),
        ([("I.2", PLAN, "A"), ("I.1", PLAN, "A")], [("I.1", PLAN, "B"), ("I.2", PLAN, "B")], {0: ["I.2"], 1: ["I.1"]}),
        ([("I.1", PLAN, "A")], [("I.1", "Lập kế hoạch quý", "A"), ("II.1", PLAN, "B")], {0: ["II.1"]}),
        ([("I.1", PLAN, "A")], [("I.1", f"{PLAN}, gửi cấp trên, niêm yết và báo cáo quý", "A")], {}),
        (
            [("I.1", f"{REVIEW} và lập kế hoạch", "A")],
            [("I.1", REVIEW, "A"), ("I.2", "Lập kế hoạch", "A")],
            {0: ["I.1", "I.2"]},
        ),
        ([("I.1", f"{REVIEW} và nộp báo cáo", "A")], [("I.1", REVIEW, "A"), ("I.2", "Nộp báo cáo", "A")], {0: ["I.1"]}),
    ],
    ids=[
        "words",
        "likest",
        "section",
        "code",
        "code turned",
        "title first",
        "shorter now",
        "merged",
        "too short to say",
    ],
)
def test_which_criterion_is_whose_forerunner(
    news: list[Told], olds: list[Told], expected: dict[int, list[str]]
) -> None:
    """The title says it, in whatever order its words; of equal ones the section, then the code."""
    nodes = [(Node(Row(0, code, title), full=code), section) for code, title, section in news]
    rows = [OldRow("criterion", full, title, section, {}, {}, {}, "") for full, title, section in olds]
    found = matches(nodes, rows)
    assert {new: [old.full for old in (match.old, *match.merged)] for new, match in found.items()} == expected


def test_texts_of_the_last_edition_that_hold_for_the_year_alone_are_left_behind(folder: Path) -> None:
    """The body stays, what was written of the year does not; which keys, is said."""
    edit(
        folder / "2025/edition.yaml",
        "guidance_note:",
        "notice: Lưu ý năm 2025.\nscoring: [Cách chấm 2025.]\nguidance_note:",
    )
    edit(folder / "2025/edition.yaml", "area: ", "area: xã Giữ Lại #")
    outcome = run(table(folder.parent, NEXT), folder, "--from", "2025")
    text = (folder / "2026/edition.yaml").read_text(encoding="utf-8")
    assert "năm 2026" in text
    assert "2025" not in text
    assert "area: xã Giữ Lại" in text
    assert "edition.yaml: không chép notice, scoring của năm 2025" in outcome.said


def test_the_next_import_of_a_carried_edition_keeps_what_the_editor_confirmed(folder: Path) -> None:
    """Forerunners that were corrected by hand stay so, with and without --from."""
    run(table(folder.parent, NEXT), folder, "--from", "2025")
    file = folder / "2026/02-xay-dung-the-che.yaml"
    edit(file, 'formerly: "I.1"', 'formerly: ["I.1", "I.2"]')
    before = contents(folder)
    for options in (["--force"], ["--force", "--from", "2025"]):
        assert run(table(folder.parent, NEXT), folder, *options).status == 0
        assert contents(folder) == before


def test_the_frozen_district_is_carried_over_whole(tmp_path: Path) -> None:
    """All 69 criteria of a real edition find themselves in the same table of the next year, each with its note."""
    folder = Path(shutil.copytree(DISTRICT, tmp_path / "rubric"))
    outcome = run(folder / "2023/source.txt", folder, "--from", "2023", year=2024)
    assert outcome.status == 0, outcome.said
    loaded = load.load(folder)
    old, new = loaded.rubrics["2023"], loaded.rubrics["2024"]
    assert flat(new) == flat(old)
    assert [unit.id for unit in new.units] == [unit.id for unit in old.units]
    assert outcome.said.count("mới, không giống") == 0
    text = "".join(path.read_text(encoding="utf-8") for path in (folder / "2024").glob("0*.yaml"))
    assert text.count("formerly: ") == text.count("guidance:") == text.count("review: {status: draft}") == 69


def test_an_edition_that_is_not_there_cannot_be_followed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which editions there are is said; one cannot follow itself."""
    assert run(table(folder.parent, NEXT), folder, "--from", "2026").status == 1
    assert "--from 2026: phải là năm trước năm 2026" in capsys.readouterr().err
    assert run(table(folder.parent, NEXT), folder, "--from", "2019").status == 1
    assert "--from 2019: không thấy ấn bản này" in capsys.readouterr().err
    assert not (folder / "2026").exists()


def test_a_broken_edition_is_no_traceback(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What an editor has to mend first is said."""
    (folder / "2025/01-the-che.yaml").write_text("items: [", encoding="utf-8")
    assert run(table(folder.parent, NEXT), folder, "--from", "2025").status == 1
    assert "01-the-che.yaml có lỗi; sửa cho hết lỗi" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["khong-co.docx", "--year", "2026"],
        [__file__],
        [__file__, "--year", "26"],
        [__file__, "--year", "2026", "--x"],
    ],
)
def test_wrong_usage_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, no year, no year at all."""
    with pytest.raises(SystemExit) as end:
        import_table.main(arguments)
    assert end.value.code == 2
    assert "usage: run.py import" in capsys.readouterr().err


def test_what_is_said_of_the_body_goes_into_the_edition(tmp_path: Path) -> None:
    """By the command's options, without a terminal."""
    options = [
        "--body",
        "Sở Ví Dụ",
        "--area",
        "tỉnh Ví Dụ",
        "--place",
        "Ví Dụ",
        "--index",
        "Chỉ số A",
        "--site-title",
        "Sổ A",
    ]
    outcome = run(table(tmp_path, TABLE), tmp_path / "rubric", *options)
    edition = outcome.rubric.edition
    assert (edition.body.name, edition.body.area, edition.body.place) == ("Sở Ví Dụ", "tỉnh Ví Dụ", "Ví Dụ")
    assert (edition.index_name, edition.site_title) == ("Chỉ số A", "Sổ A")


def test_the_rubric_is_the_users_or_else_the_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --rubric the command means a folder rubric/ where the user is; where there is none, the project's."""
    monkeypatch.chdir(tmp_path)
    for expected in (ROOT / "rubric", Path("rubric")):
        parser = argparse.ArgumentParser()
        import_table.add_options(parser)
        assert parser.parse_args([]).rubric == expected
        (tmp_path / "rubric").mkdir(exist_ok=True)


def test_the_command_runs_where_the_user_is(tmp_path: Path) -> None:
    """Files are looked for in the user's folder, whatever the project's is."""
    table(tmp_path, TABLE)
    command = [sys.executable, str(ROOT / "scripts/import_table.py"), "bang.txt", "--year", "2026", "--rubric", "moi"]
    result = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "moi/2026/edition.yaml").is_file()
    assert (tmp_path / "moi/schema.json").is_file()
