"""Every kind of mistake in a rubric gives a message in Vietnamese at its place, with advice, and nothing is written."""

import re
import shutil
import unicodedata
from pathlib import Path

import generate
import pytest
from stage import COMMUNE

SECTION, SECOND, UNITS, EDITION = "01-tiep-nhan.yaml", "02-kinh-te.yaml", "units.yaml", "edition.yaml"

# file, what stands there, what the editor typed instead, then where, what is said and what is advised
CASES = {
    "unknown key": (SECTION, "label: T", "labels: T", "3:1", "khóa `labels` không có trong mẫu", "`label`"),
    "missing key": (SECTION, "label: Tiếp nhận\n", "", "1:1", "thiếu khóa `label`", "thêm dòng `label: …`"),
    "points not a number": (
        SECTION,
        "points: 1,",
        "points: một,",
        "5:50",
        "điểm “một” không hợp lệ",
        "0.75 hoặc “0,75”",
    ),
    "points with five decimals": (SECTION, "0,75", "0,75005", "9:13", "điểm “0,75005” không hợp lệ", "bốn chữ số"),
    "points negative": (SECOND, "points: 2.5", "points: -2.5", "6:47", "điểm “-2.5” không hợp lệ", "từ 0"),
    "unquoted code": (SECOND, 'code: "10"', "code: 1.10", "7:12", "giá trị phải là chữ", 'trong dấu ngoặc kép: "1.10"'),
    "code of another form": (SECOND, 'code: "10"', 'code: "1_0"', "7:12", "số thứ tự “1_0” không hợp lệ", '"1.2"'),
    "section code of another form": (SECTION, 'code: "A"', 'code: "A 1"', "1:7", "số thứ tự “A 1”", "như trong bảng"),
    "list expected": (SECTION, "units: [van-phong]}", "units: van-phong}", "5:60", "phải là danh sách", "“- ”"),
    "empty list": (SECTION, "actions: [Ghi sổ ngày hẹn.]", "actions: []", "13:16", "ít nhất 1 dòng", "“- ”"),
    "empty text": (
        SECTION,
        "what: Kết quả có trả đúng hẹn hay không.",
        'what: "  "',
        "12:13",
        "để trống",
        "viết nội dung",
    ),
    "value missing": (
        SECTION,
        "what: Kết quả có trả đúng hẹn hay không.",
        "what:",
        "12:12",
        "phải là chữ",
        "ngoặc kép",
    ),
    "word not allowed": (
        SECTION,
        "status: seen",
        "status: sen",
        "15:23",
        "“sen” không có trong",
        "checked, seen, unchecked",
    ),
    "true or false": (UNITS, "verified: false", "verified: chưa", "3:70", "phải là true hoặc false", "true (đúng)"),
    "not a date": (SECTION, "on: 2026-02-03", "on: 03/02/2026", "16:53", "không phải là ngày", "năm-tháng-ngày"),
    "reviewed by nobody": (SECTION, "by: Văn phòng, ", "", "16:15", "thiếu người hoặc ngày", "by: tên"),
    "year out of range": (EDITION, "year: 2026", "year: 26", "2:7", "số “26” phải từ 1990", "kiểm tra lại"),
    "not a whole number": (EDITION, "criteria: 5", "criteria: 5.5", "6:20", "phải là số nguyên", "2026"),
    "a mapping expected": (
        EDITION,
        "body: {name: UBND xã Thử Nghiệm, area: xã Thử Nghiệm, place: Thử Nghiệm}",
        "body: xã",
        "5:7",
        "“khóa: giá trị”",
        "làm theo",
    ),
    "an item that is text": (
        SECOND,
        '  - {code: "1", title',
        '  - Nhóm 1\n  - {code: "1", title',
        "6:5",
        "một nhóm hoặc một tiêu chí",
        "code, title",
    ),
    "unit id of another form": (UNITS, "id: kinh-te", "id: Kinh tế", "3:10", "mã “Kinh tế” không hợp lệ", "van-phong"),
    "path as a source": (EDITION, "file: goc.txt", "file: ../goc.txt", "9:16", "tên tệp “../goc.txt”", "cùng thư mục"),
    "source not there": (
        EDITION,
        "file: goc.txt",
        "file: nguon.txt",
        "9:16",
        "không thấy tệp nguon.txt",
        "cùng thư mục",
    ),
    "unknown unit": (
        SECTION,
        "units: [van-phong]}",
        "units: [van-phon]}",
        "5:61",
        "không có đơn vị `van-phon`",
        "`van-phong`?",
    ),
    "unit named twice in a list": (
        SECTION,
        "[phuc-vu, van-phong]",
        "[phuc-vu, phuc-vu]",
        "6:101",
        "ghi hai lần",
        "xóa một dòng",
    ),
    "unit id used twice": (UNITS, "id: phuc-vu", "id: kinh-te", "4:10", "đơn vị “kinh-te” ghi hai lần", "sửa lại"),
    "unit without criteria": (
        UNITS,
        "units:\n",
        "units:\n  - {id: tu-phap, name: Tư pháp, full_name: Phòng Tư pháp, verified: true}\n",
        "2:10",
        "đơn vị `tu-phap` không phụ trách tiêu chí nào",
        "xóa đơn vị này",
    ),
    "unknown document": (
        SECTION,
        "review: {",
        "references: [nd-1]\n      review: {",
        "16:20",
        "không có văn bản `nd-1`",
        "references.yaml",
    ),
    "code used twice": (SECOND, 'code: "10"', 'code: "1"', "7:12", "số “1” đã dùng ở trên", "chỉ dùng một lần"),
    "codes out of order": (SECTION, 'code: "4"', 'code: "1.5"', "7:11", "số “1.5” đứng sau “2”", "tăng dần"),
    "section code used twice": (SECOND, 'code: "B"', 'code: "A"', "1:7", "lĩnh vực “A” đã có", "một trong hai"),
    "sections out of order": (SECTION, 'code: "A"', 'code: "C"', "1:7", "lĩnh vực “B” đứng sau “C”", "đổi tên tệp"),
    "control total of criteria": (
        EDITION,
        "criteria: 5",
        "criteria: 6",
        "6:20",
        "ghi 6 tiêu chí, các mục có 5",
        "sửa số kiểm soát",
    ),
    "control total of points": (EDITION, '"6,75"', "7", "6:31", "ghi 7,00 điểm, các mục cộng lại được 6,75", "gõ nhầm"),
    "section with less than listed": (
        SECOND,
        "max_points: 5",
        "max_points: 3",
        "4:13",
        "cộng lại 3,50 điểm, nhiều hơn 3,00",
        "điểm của từng",
    ),
    "key twice": (
        SECTION,
        "label: Tiếp nhận",
        "label: Tiếp nhận\nlabel: Nhận",
        "4:1",
        "khóa `label` viết hai lần",
        "giữ một dòng",
    ),
    "tab": (SECTION, "label: Tiếp nhận", "label:\tTiếp nhận", "3:7", "có dấu Tab", "dấu cách"),
    "colon in text": (SECTION, "label: Tiếp nhận", "label: Tiếp: nhận", "3:12", "không đọc được YAML", "dấu ngoặc kép"),
    "bracket left open": (
        SECTION,
        "units: [van-phong]}",
        "units: [van-phong}",
        "5:70",
        "thiếu dấu phẩy hoặc dấu đóng",
        "[ ]",
    ),
    "quote left open": (
        SECTION,
        "label: Tiếp nhận",
        'label: "Tiếp nhận',
        "5:13",
        "không đọc được YAML",
        "ngoặc kép chưa đóng",
    ),
    "anchor and alias": (
        SECTION,
        "actions: [Ghi sổ ngày hẹn.]\n      evidence: [Sổ theo dõi]",
        "actions: &a [Ghi sổ.]\n      evidence: *a",
        "13:16",
        "dấu & và *",
        "viết lại",
    ),
    "foreign tag": (
        SECTION,
        "label: Tiếp nhận",
        "label: !!python/object:os.system x",
        "3:8",
        "không dùng nhãn",
        "dấu !",
    ),
    "not NFC": (
        SECTION,
        "label: Tiếp nhận",
        f"label: {unicodedata.normalize('NFD', 'Tiếp')} nhận",
        "3:10",
        "NFC",
        "gõ lại",
    ),
    "nested too deep": (
        SECTION,
        "label: Tiếp nhận",
        f"label: {'[' * 99}{']' * 99}",
        "3:32",
        "lồng nhau quá",
        "thụt dòng",
    ),
}


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


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_reported_at_its_place(rubric: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    """The message names the file, line and column of the mistake, says what is wrong and what to do."""
    name, good, bad, place, message, hint = CASES[case]
    path = rubric / "2026" / name
    before = path.read_text(encoding="utf-8")
    assert good in before
    path.write_text(before.replace(good, bad, 1), encoding="utf-8")
    lines = run(rubric, capsys)
    found = [line for line in lines if message in line and hint in line and f":{place}:" in line]
    assert found, "\n".join(lines)
    assert all(re.fullmatch(r".+\.yaml:\d+:\d+: .+", line) for line in lines)


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
    expected = ("`labels`", "`label`", "`van-phon`", "số “1” đã dùng", "“nhiều”", "“chưa”", "“hai nghìn”")
    assert [part for part in expected if not any(part in line for line in lines)] == []
    assert len(lines) == len(expected)


def test_problems_come_in_the_order_of_files_and_lines(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Messages are sorted, so an editor works through a file from top to bottom."""
    path = rubric / "2026" / SECTION
    path.write_text(path.read_text(encoding="utf-8").replace("points", "diem"), encoding="utf-8")
    places = [tuple(map(int, line.split(":")[1:3])) for line in run(rubric, capsys)]
    assert places == sorted(places)
    assert len(places) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbfcode: A\n", "BOM"),
        (b"code: A\ntitle: \xff\n", "UTF-8"),
        (b"", "trống"),
        (b"- a\n- b\n", "không đúng mẫu"),
        (b"code: \x07A\n", "ký tự không nhìn thấy (U+0007)"),
        (b"x: " + b"a" * 9_000_000, "lớn hơn"),
    ],
)
def test_files_that_are_no_yaml_are_reported(
    rubric: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    """A byte order mark, another encoding, an empty or huge file or control characters give a message."""
    (rubric / "2026" / SECTION).write_bytes(content)
    assert any(SECTION in line and message in line for line in run(rubric, capsys))


def test_windows_line_ends_are_fine(rubric: Path, tmp_path: Path) -> None:
    """Notepad's line ends change nothing."""
    for path in rubric.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert generate.main([str(rubric), "--docs", str(tmp_path / "a")]) == 0
    assert generate.main([str(COMMUNE), "--docs", str(tmp_path / "b")]) == 0
    assert (tmp_path / "a/index.md").read_bytes() == (tmp_path / "b/index.md").read_bytes()


def test_a_folder_without_an_edition_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder gives advice how to start."""
    (tmp_path / "commune").mkdir()
    assert ["edition.yaml" in line for line in run(tmp_path / "commune", capsys)] == [True]


def test_a_missing_file_is_reported(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edition without its units says which file is missing."""
    (rubric / "2026" / UNITS).unlink()
    assert any("units.yaml:1:1: thiếu tệp này" in line for line in run(rubric, capsys))


def test_an_edition_without_sections_is_reported(rubric: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edition needs at least one section's file."""
    for name in (SECTION, SECOND):
        (rubric / "2026" / name).unlink()
    assert any("chưa có lĩnh vực nào" in line for line in run(rubric, capsys))


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
