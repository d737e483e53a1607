"""The words of a unit's sheet."""

import pytest
from rubric_site import sheet


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
