"""Values are written as Vietnamese readers write them, and documents spoken of in the same words wherever that is."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rubric_site import render, text
from rubric_site.exports import paper
from rubric_site.lifetime import Relation
from rubric_site.model import Change, Citation, Deadline, Reference, Review
from stage import BARE, DISTRICT, WIDE, YEARS, newest


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "1 KB"), (1499, "1 KB"), (1500, "2 KB"), (999_499, "999 KB"), (1_000_000, "1,0 MB"), (2_650_000, "2,6 MB")],
)
def test_sizes_are_written_for_vietnamese_readers(size: int, written: str) -> None:
    """Whole kilobytes, from a million bytes on megabytes with one decimal."""
    assert text.file_size(size) == written


YEAR = newest(DISTRICT).edition.year


def document(**said: object) -> Reference:
    """A document of which nothing is known but what is given."""
    known = {"type": "Luật", "title": "Luật Thử", "issuer": "Quốc hội", "verification": "seen"}
    return Reference.model_validate(known | said)


@pytest.mark.parametrize(
    ("reference", "said", "applies"),
    [
        (document(in_force={YEAR: True}), f"Còn hiệu lực trong năm {YEAR}.", True),
        (document(in_force={YEAR: True}, effective=date(YEAR, 3, 1)), f"Có hiệu lực từ 01/03/{YEAR}.", True),
        (document(in_force={YEAR: True}, effective=date(YEAR - 1, 3, 1)), f"Còn hiệu lực trong năm {YEAR}.", True),
        (document(in_force={YEAR: True}, effective=date(YEAR + 1, 3, 1)), f"Ban hành sau năm {YEAR}.", False),
        (document(in_force={YEAR: False}, date=date(YEAR, 1, 1)), f"Không áp dụng trong năm {YEAR}.", False),
        (document(date=date(YEAR, 12, 31)), f"Chưa rõ hiệu lực trong năm {YEAR}.", False),
        (document(date=date(YEAR + 1, 1, 1)), f"Ban hành sau năm {YEAR}.", False),
        (document(in_force={YEAR: True}, date=date(YEAR + 1, 1, 1)), f"Ban hành sau năm {YEAR}.", False),
    ],
)
def test_whether_a_document_was_in_force(reference: Reference, said: str, *, applies: bool) -> None:
    """One sentence by what is known of the edition's year: in force, from when, not, or nobody knows."""
    site = newest(DISTRICT)
    assert (text.force(site, reference), site.applies(reference)) == (said, applies)


def test_page_and_paper_say_the_same_of_every_document() -> None:
    """Each document's sentence on the page of legal documents is the one in the book."""
    site = newest(DISTRICT)
    page = dict(render.render(site))["can-cu/index.md"].decode()
    shown = re.findall(r'<div class="document-body">.*?<p class="small">(?:<b>)?([^<]+ năm \d{4}\.)', page, re.DOTALL)
    book = paper.whole_document(site, [])
    printed = [document["remarks"] for part in book["references"] for document in part["documents"]]
    assert len(set(shown)) > 2
    assert all(remark.startswith(sentence) for remark, sentence in zip(printed, shown, strict=True))
    assert book["words"]["unverified"] in page


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Phòng Tư pháp", ("Phòng Tư pháp",)),
        ("Phòng Tài chính Kế hoạch X", ("Phòng Tài chính Kế hoạch X",)),
        ("Phòng Tài chính Kế hoạch XI", ("Phòng", "Tài chính Kế hoạch XI")),
        ("Văn phòng HĐND và UBND xã Thử", ("Văn phòng", "HĐND và UBND xã Thử")),
        (
            "Trung tâm Văn hóa và Thông tin và Thể thao và Du lịch huyện",
            ("Trung tâm", "Văn hóa và Thông tin", "và Thể thao và Du lịch huyện"),
        ),
        ("Phòng Giáo dục Đào tạo Khoa học Công nghệ", ("Phòng", "Giáo dục Đào tạo Khoa học Công nghệ")),
    ],
)
def test_a_long_name_breaks_where_its_sense_does(name: str, lines: tuple[str, ...]) -> None:
    """What fits stays in one line; else the kind of office stands alone, the rest breaks before the middle “và”."""
    assert text.name_lines(name) == lines


def test_an_edition_is_spoken_of_in_the_body_s_words() -> None:
    """Its own nouns and label, what there is of points, units and bonus, and nothing of what there is not."""
    years, wide, bare = newest(YEARS), newest(WIDE), newest(BARE)
    assert text.copied(wide) == "Số thứ tự, tên, điểm chuẩn và bộ phận phụ trách"
    assert text.copied(bare) == "Số thứ tự và tên"
    assert [text.in_year(site) for site in (years, wide)] == ["năm 2026", "2026 và các năm tiếp theo"]
    assert text.subject(years) == "thực hiện Chỉ số phục vụ năm 2026"
    assert text.source_line(years, issued=False) == "Ấn bản 2026. Nguồn: BẢNG THỬ NĂM 2026."
    assert text.source_line(years) == (
        "Ấn bản 2026. Nguồn: BẢNG THỬ NĂM 2026 (Kèm theo Quyết định số 02/QĐ-UBND của UBND xã Thử Nghiệm)."
    )
    assert text.source_line(bare) == "Ấn bản 2025. Nguồn: CHUẨN AN TOÀN."
    assert text.shared_remark(bare) == "Yêu cầu cùng phụ trách được kể đủ cho mỗi đơn vị."
    assert text.shared_remark(wide) == (
        "Tiêu chí thành phần cùng phụ trách được tính đủ điểm chuẩn cho mỗi bộ phận, nên cộng theo 3 bộ phận được "
        "149,125 điểm chuẩn, không phải 100,00. Bảng ghi bộ phận chủ trì ở một số dòng."
    )
    assert [text.outside(wide, part) for part in wide.extras] == [
        "ngoài tổng: 2 tiêu chí thành phần điểm cộng, tối đa 5,00 điểm chuẩn",
        "ngoài tổng: 1 tiêu chí thành phần điểm trừ",
    ]
    assert [text.sums(site, site) for site in (wide, bare)] == ["9 tiêu chí thành phần, 100,00 điểm chuẩn", "4 yêu cầu"]
    assert [text.score(entry.criterion) for entry in wide.entries[-3:]] == ["+3,00", "+2,00", "trừ"]
    assert {text.score(entry.criterion) for entry in bare.entries} == {""}
    named = [text.unit_names(entry.units, entry.lead) for entry in wide.entries]
    assert named[4] == "Một cửa, Kinh tế, Văn phòng"
    assert named[8] == "Văn phòng (chủ trì), Kinh tế"
    assert text.pitfalls_remark(wide) == ""


def test_a_row_that_differs_from_its_criteria_is_said_to_do_so() -> None:
    """A section or a group, by its own noun, with both sums; of a row that agrees nothing is said."""
    wide = newest(WIDE)
    section = wide.sections[0]
    assert text.declared(wide, section) == ""
    other = replace(section, section=section.section.model_copy(update={"max_points": Decimal(61)}))
    assert text.declared(wide, other).startswith("Dòng nội dung trong biểu ghi 61,00 điểm chuẩn; các tiêu chí")
    row = section.headings[0]
    group = replace(row.group, group=row.group.group.model_copy(update={"max_points": Decimal(41)}))
    assert text.declared(wide, replace(row, group=group)) == (
        "Dòng tiêu chí trong biểu ghi 41,00 điểm chuẩn; các tiêu chí thành phần được liệt kê cộng lại 40,00 điểm chuẩn."
    )


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        (
            "Kèm theo Kế hoạch số /KH-UBND ngày tháng năm 2023 của UBND",
            "Kèm theo Kế hoạch số ……/KH-UBND ngày …… tháng …… năm 2023 của UBND",
        ),
        (
            "Quyết định số 02/QĐ-UBND ngày 3 tháng 4 năm của UBND",
            "Quyết định số 02/QĐ-UBND ngày 3 tháng 4 năm …… của UBND",
        ),
        ("Báo cáo tháng", "Báo cáo tháng ……"),
    ],
)
def test_what_a_document_leaves_blank_is_dotted(issued: str, shown: str) -> None:
    """Its number and parts of its date, where nothing stands behind their words."""
    assert text.gaps(issued) == shown


def test_documents_are_named_with_where_and_when_they_are_meant() -> None:
    """The article before, the part of the year behind; a number that has a year in it needs no date."""
    law, decree = document(), document(type="Nghị định", number="63/2010/NĐ-CP")
    plan = document(type="Kế hoạch", number="12/KH-UBND")
    assert [text.symbol(one) for one in (law, decree)] == ["Luật Thử", "Nghị định 63/2010/NĐ-CP"]
    assert [text.names_its_year(one) for one in (law, decree, plan)] == [False, True, False]
    part = Citation(id="x", at="Điều 3", since=date(YEAR, 2, 1), until=date(YEAR, 6, 30))
    assert text.place(part, decree) == f"Điều 3 Nghị định 63/2010/NĐ-CP (từ 01/02/{YEAR} đến hết 30/06/{YEAR})"
    assert text.place(Citation(id="x"), law) == "Luật Thử"
    due = Deadline(text="Nộp.", reference="x", at="khoản 1", verification="seen")
    assert text.according_to(due, {"x": law}) == "Theo khoản 1 Luật Thử"
    since = date(YEAR, 2, 1)
    known = {"later": document(number="9/2025/QH15", type="Luật", effective=since)}
    changes = (
        (Change(id="x", verification="seen"), ("Được thay thế bởi", f" từ 01/02/{YEAR}")),
        (
            Change(id="x", part="Điều 3", since=date(YEAR, 3, 1), verification="memory"),
            ("Được thay thế (Điều 3) bởi", f" từ 01/03/{YEAR} (chưa đối chiếu)"),
        ),
    )
    for change, said in changes:
        assert text.relation(Relation("replaces", "later", change), known) == said


def test_a_review_says_by_whom_and_when() -> None:
    """A draft says nothing of it."""
    done = Review.model_validate({"status": "reviewed", "by": "Phòng A", "on": date(YEAR, 3, 4), "of": "a8ecdd12"})
    assert text.reviewed(done) == f"Đã rà soát: Phòng A, 04/03/{YEAR}"
    assert text.reviewed(Review(status="draft")) == ""


def test_a_name_for_a_folder_is_typed_without_marks() -> None:
    """Small letters and digits, a hyphen between words and none at the ends."""
    assert text.slug(" Đơn vị: Tổ số 2! ") == "don-vi-to-so-2"
