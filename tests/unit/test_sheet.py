"""The words of a unit's sheet."""

import pytest
from rubric_site import sheet
from rubric_site.model import Due


@pytest.mark.parametrize(
    ("evidence", "short"),
    [
        ("Kế hoạch năm kèm phụ lục nhiệm vụ", "Kế hoạch năm"),
        ("Báo cáo của từng kỳ, đã ký số", "Báo cáo của từng kỳ"),
        ("Bảng theo dõi tồn tại và tình trạng xử lý", "Bảng theo dõi tồn tại và tình trạng xử lý"),
        ("Biên lai, chứng từ điện tử, bảng đối soát", "Biên lai, chứng từ điện tử"),
        ("Tờ trình, biên bản các bước và phiếu lấy ý kiến", "Tờ trình, biên bản các bước và phiếu lấy ý kiến"),
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
        ({"every": "quarter", "day": 14}, "Ngày 14 của tháng cuối mỗi quý"),
        ({"every": "month", "day": 5}, "Ngày 5 hằng tháng"),
        ({"month": 3, "day": 1}, "01/03"),
        ({"month": 12, "day": 31, "year": 2022}, "31/12/2022"),
    ],
)
def test_a_deadline_says_in_few_words_when_or_since_what(due: dict[str, object], said: str) -> None:
    """Days alone would tell nobody anything: what they count from is said as long as a cell holds it."""
    assert sheet.when(Due.model_validate(due)) == said


def test_what_is_too_long_for_a_cell_stands_in_the_annex() -> None:
    """Of a long event only the days are left."""
    due = Due.model_validate({"days": 5, "event": "ngày " + "rất " * 20 + "dài"})
    assert sheet.when(due) == "5 ngày"
