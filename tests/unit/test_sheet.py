"""The words of a unit's sheet."""

from dataclasses import asdict

import pytest
from rubric_site import sheet
from rubric_site.fitting import lines, shared_out
from rubric_site.model import Due
from stage import DISTRICT, newest


@pytest.mark.parametrize(
    ("evidence", "short"),
    [
        ("Kế hoạch năm kèm phụ lục nhiệm vụ", "Kế hoạch năm"),
        ("Báo cáo của từng kỳ, đã ký số", "Báo cáo của từng kỳ"),
        ("Bảng theo dõi tồn tại và cách xử lý", "Bảng theo dõi tồn tại và cách xử lý"),
        ("Bảng theo dõi tồn tại và tình trạng xử lý", "Bảng theo dõi tồn tại"),
        ("Danh sách chứng thư số đã cấp", "Danh sách chứng thư số"),
        ("Báo cáo số liệu trích xuất từ hệ thống", "Báo cáo số liệu"),
        ("Văn bản kiến nghị cấp trên (nếu có)", "Văn bản kiến nghị cấp trên"),
        ("Biên lai, chứng từ điện tử, bảng đối soát", "Biên lai, chứng từ điện tử"),
        ("Tờ trình, biên bản các bước và phiếu lấy ý kiến", "Tờ trình, biên bản các bước"),
        ("Ảnh chụp (nếu có)", "Ảnh chụp (nếu có)"),
    ],
)
def test_evidence_is_called_by_a_name_that_says_what_it_is(evidence: str, short: str) -> None:
    """What qualifies a piece of evidence goes, but never so much that a bare “báo cáo” or half a word is left."""
    assert sheet.brief(evidence) == short


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ({"days": 10, "event": "ngày nhận được đơn"}, "10 ngày từ ngày nhận được đơn"),
        ({"days": 3, "working": True, "event": "ngày nhận đủ hồ sơ"}, "3 ngày làm việc từ ngày nhận đủ hồ sơ"),
        ({"every": "quarter", "days": 15}, "15 ngày sau mỗi quý"),
        ({"every": "quarter", "day": 14}, "Ngày 14 tháng cuối quý"),
        ({"every": "month", "day": 5}, "Ngày 5 hằng tháng"),
        ({"month": 3, "day": 1}, "01/03"),
        ({"month": 12, "day": 31, "year": 2022}, "31/12/2022"),
    ],
)
def test_a_deadline_says_in_few_words_when_or_since_what(due: dict[str, object], said: str) -> None:
    """Days alone would tell nobody anything: what they count from is said as long as a cell holds it."""
    assert sheet.when(Due.model_validate(due)) == said


def test_what_is_too_long_for_a_cell_stands_in_the_annex() -> None:
    """Days without what they count from would be read as any days."""
    due = Due.model_validate({"days": 5, "event": "ngày " + "rất " * 20 + "dài"})
    assert sheet.when(due) == ""


def test_columns_are_as_wide_as_makes_the_rows_low() -> None:
    """They fill the width, none is too narrow, and all rows together have fewer lines than with equal columns."""
    rows = [
        ("Mức độ hoàn thành", "30/6", "Bảng tổng hợp; Báo cáo; Biên bản kiểm tra; Văn bản đôn đốc" * times)
        for times in (1, 2, 4)
    ]
    least = (30.0, 20.0, 40.0)
    widths = shared_out(rows, least, 150, 12)
    assert sum(widths) == pytest.approx(150, abs=0.2)
    assert all(width >= one for width, one in zip(widths, least, strict=True))
    assert height(rows, widths) < height(rows, [50, 50, 50])
    assert widths[2] == max(widths)


def height(rows: list[tuple[str, str, str]], widths: list[float]) -> int:
    """The lines of all rows in a type of 12 points, in which a letter is about 2 mm wide."""
    return sum(max(lines(text, width / 2) for text, width in zip(row, widths, strict=True)) for row in rows)


def test_a_long_annex_is_set_close_and_a_short_one_is_not() -> None:
    """What is long saves pages, what is short fills the one that it takes."""
    site = newest(DISTRICT)
    annexes = [sheet.build(site, unit).annex for unit in sorted(site.units, key=lambda unit: unit.count)]
    assert [annex.dense for annex in annexes if annex] == sorted(annex.dense for annex in annexes if annex)
    assert {annex.dense for annex in annexes if annex} == {True, False}


def test_a_sheet_gives_out_the_work_of_its_year() -> None:
    """What came later stands on the section's page and not in the annex, which says so where there is something."""
    site = newest(DISTRICT)
    said = f"Văn bản ban hành sau năm {site.edition.year} ghi ở trang của từng lĩnh vực."
    for unit in site.units:
        annex = sheet.build(site, unit).annex
        assert annex is not None
        assert f"Ban hành sau năm {site.edition.year}" not in str(asdict(annex)["parts"])
        assert (said in annex.remarks) == any(site.later(entry.criterion) for entry in unit.entries)
