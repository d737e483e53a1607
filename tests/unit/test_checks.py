"""What the checks find between the parts of a rubric: against the table, in sums, in reviews, over the years."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rubric_site import check, load
from rubric_site.check import reviews

RUBRICS = Path(__file__).parents[1] / "rubrics"
TODAY = dt.date(2026, 11, 24)

Spoil = Callable[..., list[str]]
"""Changes files of a copy of a fixture, given as file, what stands there, what is to stand there; returns problems."""


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Makes a copy of a fixture, changes it and returns what the checks say, without the folder's name."""

    def spoiled(name: str, *changes: tuple[str, str, str]) -> list[str]:
        rubric = tmp_path / "r"
        shutil.copytree(RUBRICS / name, rubric)
        for file, good, bad in changes:
            path = rubric / file
            text = path.read_text(encoding="utf-8")
            assert good in text, (file, good)
            path.write_text(text.replace(good, bad, 1), encoding="utf-8")
        loaded = load.load(rubric)
        problems = sorted({*loaded.problems, *check.check(loaded, TODAY)})
        return [str(problem).replace(f"{rubric}/", "") for problem in problems]

    return spoiled


@pytest.mark.parametrize("name", ["wide", "bare"])
def test_a_faithful_rubric_has_no_problem(spoil: Spoil, name: str) -> None:
    """What the table says and the YAML says alike is not reported, whatever the table's shape."""
    assert spoil(name) == []


THREE = """  - {code: "1", title: Thu ngân sách, points: 20, units: [kinh-te]}
  - {code: "1a", title: Hỗ trợ hộ kinh doanh đăng ký và nộp hồ sơ trực tuyến, points: 15, units: [kinh-te]}
  - {code: "2", title: Vệ sinh đô thị, points: 5, units: [van-phong, kinh-te], lead: van-phong}
"""
ROWS = """C\tPHÁT TRIỂN KINH TẾ\t\t
1\tThu ngân sách\t20\tKinh tế
1a\tHỗ trợ hộ kinh doanh đăng ký và nộp hồ sơ trực tuyến\t15\tKinh tế
2\tVệ sinh đô thị\t5\tVăn phòng (chủ trì), Kinh tế
"""


@pytest.mark.parametrize(
    "changes",
    [
        [
            ("c.yaml", THREE, '  - {code: "1", title: PHÁT TRIỂN KINH TẾ, points: 40, units: [kinh-te]}\n'),
            ("c.yaml", "label: Kinh tế\n", "label: Kinh tế\nmax_points: 40\nunits: [kinh-te]\n"),
            ("source.txt", ROWS, "C\tPHÁT TRIỂN KINH TẾ\t40\tKinh tế\n"),
            ("edition.yaml", "criteria: 9", "criteria: 7"),
        ],
        [
            ("c.yaml", "title: Thu ngân sách", "title: PHÁT TRIỂN KINH TẾ"),
            ("source.txt", "Thu ngân sách", "PHÁT TRIỂN KINH TẾ"),
        ],
        [
            ("d.yaml", "title: Có vụ việc vi phạm kỷ luật", "title: Được khen thưởng"),
            ("source.txt", "Có vụ việc vi phạm kỷ luật", "Được khen thưởng"),
        ],
    ],
    ids=["a section that is scored itself", "a first row with the title of its section", "a title of another group"],
)
def test_what_the_table_has_so_too_is_right(spoil: Spoil, changes: list[tuple[str, str, str]]) -> None:
    """A section that the table scores in its own row has a row the fewer there; titles may stand in two places."""
    assert spoil("wide", *((f"2026/{file}", good, bad) for file, good, bad in changes)) == []


@pytest.mark.parametrize(
    ("file", "good", "bad", "said"),
    [
        (
            "a.yaml",
            "title: Tiếp nhận tại nhà",
            "title: Tiếp nhận ở nhà",
            "a.yaml:35:28: tên khác bảng gốc (source.txt dòng 15 ghi “Tiếp nhận tại nhà”)",
        ),
        (
            "a.yaml",
            'title: Có thư xin lỗi, points: "5,375"',
            'title: Có thư xin lỗi, points: "5,37"',
            "a.yaml:32:61: điểm 5,37 khác bảng gốc (source.txt dòng 12 ghi “5,375”)",
        ),
        (
            "a.yaml",
            "max_points: 25.5",
            "max_points: 26.5",
            "a.yaml:12:21: các tiêu chí cộng lại 25,50 điểm, ít hơn 26,50 ghi ở dòng này",
        ),
        (
            "a.yaml",
            "units: [mot-cua, kinh-te, van-phong]",
            "units: [mot-cua, van-phong]",
            (
                "a.yaml:35:68: đơn vị “Một cửa”, “Văn phòng” khác bảng gốc "
                "(source.txt dòng 15 ghi “Một cửa”, “Kinh tế”, “Văn phòng”)"
            ),
        ),
        (
            "a.yaml",
            "lead: mot-cua",
            "lead: van-phong",
            "a.yaml:18:19: đơn vị chủ trì “Văn phòng” khác bảng gốc (source.txt dòng 7 ghi “Một cửa”)",
        ),
        (
            "a.yaml",
            'condition: "Từ 80 % đến dưới 95 %", points: "7,5"',
            'condition: "Từ 80 % đến dưới 95 %", points: "7,4"',
            "a.yaml:20:15: thang điểm khác bảng gốc",
        ),
        (
            "c.yaml",
            'code: "1a"',
            'code: "1b"',
            "c.yaml:6:12: số “1b” khác bảng gốc (source.txt dòng 19 ghi “1a”)",
        ),
        (
            "d.yaml",
            "kind: deduction, units",
            "units",
            "d.yaml:13:16: tiêu chí này chưa có điểm (thêm dòng `points: …`)",
        ),
        (
            "source.txt",
            "2\tVệ sinh đô thị\t5\tVăn phòng (chủ trì), Kinh tế\n",
            "",
            "c.yaml:7:12: dòng “2” không có trong bảng gốc (xóa, hoặc xem lại số thứ tự)",
        ),
        (
            "source.txt",
            "2\tVệ sinh đô thị\t",
            "1b\tTrồng cây\t\tKinh tế\n2\tVệ sinh đô thị\t",
            "c.yaml:6:12: sau dòng này bảng gốc còn dòng “1b” (source.txt dòng 20 ghi “Trồng cây”: thêm vào đây)",
        ),
    ],
)
def test_what_differs_from_the_table_is_said_with_both_lines(
    spoil: Spoil, file: str, good: str, bad: str, said: str
) -> None:
    """One message, at the YAML's line, with the table's line and words."""
    sums = ("số kiểm soát", "cộng lại")  # these follow from the difference, and stand at other lines
    found = spoil("wide", (f"2026/{file}", good, bad))
    problems = [problem for problem in found if good.startswith("max") or not any(word in problem for word in sums)]
    assert [problem for problem in problems if problem.startswith(f"2026/{said}")], problems
    assert len(problems) == 1, problems


def test_a_table_without_a_column_is_one_problem(spoil: Spoil) -> None:
    """A header that was not understood is reported once, not at every row."""
    problems = spoil("wide", ("2026/source.txt", "\tĐiểm chuẩn\t", "\tCột lạ\t"))
    assert [problem for problem in problems if "bảng gốc không có cột điểm" in problem]
    assert len([problem for problem in problems if "khác bảng gốc" in problem]) <= 1, problems


def test_a_source_without_a_table_is_a_warning(spoil: Spoil) -> None:
    """A table that nobody has copied stops nothing, but is not passed over."""
    problems = spoil("bare", ("2025/source.txt", (RUBRICS / "bare/2025/source.txt").read_text(encoding="utf-8"), "-\n"))
    assert len(problems) == 1
    assert problems[0].startswith("2025/edition.yaml:10:16: cảnh báo: không đọc được bảng nào trong source.txt")


@pytest.mark.parametrize(
    ("file", "good", "bad", "said"),
    [
        ("c.yaml", 'code: "2"', 'code: "0"', "c.yaml:7:12: số “0” đứng sau “1a”"),
        ("c.yaml", 'code: "1a"', 'code: "1"', "c.yaml:6:12: số “1” đã dùng ở trên"),
        (
            "a.yaml",
            'code: "b)"',
            'code: "A)"',
            "a.yaml:33:24: số “A.I.1.2.A” và “A.I.1.2.a” có cùng địa chỉ #a-i-1-2-a",
        ),
        ("d.yaml", 'code: "D"', 'code: "B"', "d.yaml:1:7: lĩnh vực “B” đứng sau “C”"),
        ("a.yaml", "lead: mot-cua", "lead: kinh-te", "a.yaml:18:19: đơn vị chủ trì `kinh-te` không có trong danh sách"),
        (
            "a.yaml",
            "points: 15.125}\n",
            "points: 16}\n",
            "a.yaml:20:56: mức 16,00 điểm cao hơn 15,125 điểm của tiêu chí",
        ),
        ("edition.yaml", ', points: "100"', "", "a.yaml:4:13: bộ tiêu chí không có tổng điểm nhưng dòng này có điểm"),
        (
            "edition.yaml",
            "criteria: 9",
            "criteria: 12",
            "edition.yaml:8:20: số kiểm soát ghi 12 tiêu chí, các mục có 9",
        ),
    ],
)
def test_what_does_not_fit_together_is_said(spoil: Spoil, file: str, good: str, bad: str, said: str) -> None:
    """Order, collisions, leads, scales, points in a rubric without any, and control totals."""
    problems = spoil("wide", (f"2026/{file}", good, bad))
    assert [problem for problem in problems if problem.startswith(f"2026/{said}")], problems


@pytest.mark.parametrize(("levels", "refused"), [(4, False), (5, True)])
def test_groups_nest_four_levels_deep(spoil: Spoil, levels: int, *, refused: bool) -> None:
    """Four levels of groups are taken; a fifth is refused at its code."""
    row = "{code: '1', title: Thu ngân sách, points: 20, units: [kinh-te]}"
    first = '- {code: "1", title: Thu ngân sách, points: 20, units: [kinh-te]}'
    nested = row.replace("'1'", "'" + ".".join("1" * (levels + 1)) + "'")
    for level in range(levels, 0, -1):
        nested = f"{{code: '{'.'.join('1' * level)}', title: Nhóm, criteria: [{nested}]}}"
    problems = spoil("wide", ("2026/c.yaml", first, f"- {nested}"))
    assert bool([problem for problem in problems if "nhóm lồng nhau quá 4 cấp" in problem]) is refused, problems


@pytest.mark.parametrize(("more", "refused"), [("", False), ("a", True)])
def test_a_list_of_a_note_fits_into_a_cell_to_the_letter(spoil: Spoil, more: str, *, refused: bool) -> None:
    """A cell of Excel holds 32,767 letters, of which 150 are kept for what stands around each entry."""
    entries = ", ".join(["a" * 907] * 30 + ["a" * 907 + more])
    problems = spoil("wide", ("2026/a.yaml", "evidence: [Sổ theo dõi hồ sơ]", f"evidence: [{entries}]"))
    assert bool([problem for problem in problems if "danh sách dài quá 32767 ký tự" in problem]) is refused, problems


@pytest.fixture
def reviewed(tmp_path: Path) -> Callable[[str], list[str]]:
    """Marks the one note of the wide fixture as reviewed, in given words, and returns what the checks say of that."""

    def problems(review: str) -> list[str]:
        rubric = tmp_path / f"r{len(list(tmp_path.iterdir()))}"
        shutil.copytree(RUBRICS / "wide", rubric)
        path = rubric / "2026/a.yaml"
        text = path.read_text(encoding="utf-8").replace("review: {status: draft}", f"review: {{{review}}}")
        path.write_text(text, encoding="utf-8")
        loaded = load.load(rubric)
        return [str(problem).split("a.yaml:")[-1] for problem in check.check(loaded, TODAY)]

    return problems


def test_a_review_of_tomorrow_is_refused(reviewed: Callable[[str], list[str]]) -> None:
    """Nobody has reviewed anything on a day that has not come."""
    problems = reviewed("status: reviewed, by: Phòng, on: 2099-01-01")
    assert [problem for problem in problems if "ngày rà soát 01/01/2099 ở tương lai" in problem]


def test_a_review_holds_only_for_what_was_reviewed(reviewed: Callable[[str], list[str]]) -> None:
    """Without a mark a warning gives it; with it all is well; another one says that something has changed since."""
    rubric = load.load(RUBRICS / "wide").rubrics["2026"]
    group = rubric.sections[0].items[0]
    criterion = group.criteria[0].criteria[0]  # type: ignore[union-attr]
    mark = reviews.mark(criterion)  # type: ignore[arg-type]
    start = "status: reviewed, by: Phòng, on: 2026-02-03"
    assert [problem for problem in reviewed(start) if "cảnh báo" in problem and f"`of: {mark}`" in problem]
    assert reviewed(f"{start}, of: {mark}") == []
    stale = reviewed(f"{start}, of: 0a0a0a0a")
    assert [problem for problem in stale if "đã đổi từ khi rà soát" in problem and mark in problem]


def test_the_folder_is_named_after_the_year(spoil: Spoil) -> None:
    """Another year in edition.yaml than the folder's name, or two editions of one year, are said at the year."""
    problems = spoil("wide", ("2026/edition.yaml", "year: 2026", "year: 2027"))
    assert problems == [
        "2026/edition.yaml:2:7: năm 2027 không khớp với tên thư mục 2026 (đổi tên thư mục thành 2027, hoặc sửa năm)"
    ]


def test_two_editions_of_one_year_are_told_apart(tmp_path: Path) -> None:
    """The folder that bears the year is right, the other one is named with it."""
    shutil.copytree(RUBRICS / "wide/2026", tmp_path / "2026")
    shutil.copytree(RUBRICS / "wide/2026", tmp_path / "2026b")
    problems = [str(problem) for problem in check.check(load.load(tmp_path), TODAY)]
    assert len(problems) == 1
    assert "2026b/edition.yaml:2:7: năm 2026 không khớp với tên thư mục 2026b" in problems[0]
    assert "ấn bản 2026 đã có ở thư mục 2026" in problems[0]


@pytest.mark.parametrize("wrong", ["edition.yml", "editon.yaml", "Edition.yaml", "edition.yaml.txt"])
def test_a_misspelt_edition_file_is_named(tmp_path: Path, wrong: str) -> None:
    """A file whose name is nearly right is named once, and read all the same: nothing seems to be missing."""
    shutil.copytree(RUBRICS / "wide/2026", tmp_path / "2026")
    (tmp_path / "2026/edition.yaml").rename(tmp_path / "2026" / wrong)
    problems = [str(problem) for problem in load.load(tmp_path).problems]
    assert problems == [f"{tmp_path}/2026/{wrong}:1:1: tên tệp chưa đúng (đổi tên thành edition.yaml)"]


def test_left_overs_are_warnings(spoil: Spoil) -> None:
    """Texts that name an earlier year, titles twice, documents that nobody cites: printed, and stopping nothing."""
    problems = spoil(
        "wide",
        ("2026/edition.yaml", "guidance_note: Ghi chú để tham khảo.", "guidance_note: Ghi chú của năm 2024."),
        ("2026/c.yaml", "title: Vệ sinh đô thị", "title: Thu ngân sách"),
        ("2026/source.txt", "2\tVệ sinh đô thị", "2\tThu ngân sách"),
    )
    assert [problem.split(" (")[0] for problem in problems] == [
        "2026/c.yaml:7:24: cảnh báo: tên này trùng với dòng “1”",
        "2026/edition.yaml:10:16: cảnh báo: câu này nhắc năm 2024",
    ]


def test_a_document_that_nobody_cites_is_a_warning(tmp_path: Path) -> None:
    """The legal basis of another body does not become this one's in silence."""
    shutil.copytree(RUBRICS / "wide/2026", tmp_path / "2026")
    document = "{type: Luật, issuer: Quốc hội, title: Luật thử, verification: seen}"
    (tmp_path / "references.yaml").write_text(f"references:\n  luat-thu: {document}\n", encoding="utf-8")
    problems = [str(problem) for problem in check.check(load.load(tmp_path), TODAY)]
    assert [problem.split(" (")[0].removeprefix(f"{tmp_path}/") for problem in problems] == [
        "references.yaml:2:3: cảnh báo: văn bản `luat-thu` không được viện dẫn"
    ]


def test_keywords_need_no_glossary(tmp_path: Path) -> None:
    """What people type is not shown, so its abbreviations are nobody's riddle."""
    shutil.copytree(RUBRICS / "wide/2026", tmp_path / "2026")
    (tmp_path / "abbreviations.yaml").write_text(
        "abbreviations:\n  HĐND: {meaning: a}\n  UBND: {meaning: b}\n", "utf-8"
    )
    path = tmp_path / "2026/c.yaml"
    text = path.read_text(encoding="utf-8")
    for title, told in (("title: Thu ngân sách XYZT,", 1), ("title: Thu ngân sách, keywords: [thu XYZT],", 0)):
        path.write_text(text.replace("title: Thu ngân sách,", title), "utf-8")
        problems = map(str, check.check(load.load(tmp_path), TODAY))
        assert len([problem for problem in problems if "XYZT" in problem and "viết tắt" in problem]) == told
