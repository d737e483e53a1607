"""What stands on the printed documents before anything is set: small rubrics of several shapes."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from rubric_site.exports import paper
from rubric_site.model import Change
from rubric_site.views import Entry, Site
from stage import BARE, WIDE, YEARS, newest


@pytest.fixture
def wide() -> Site:
    """An edition whose table has all that tables may have."""
    return newest(WIDE)


@pytest.fixture
def bare() -> Site:
    """An edition without points, units and notes."""
    return newest(BARE)


@pytest.mark.parametrize(("more", "is_made"), [(-1, False), (0, True), (1, True)])
def test_too_many_notes_are_not_annexed(
    wide: Site, monkeypatch: pytest.MonkeyPatch, more: int, *, is_made: bool
) -> None:
    """Up to the longest that a document may be, a sheet has its annex."""
    unit = next(unit for unit in wide.units if unit.has_notes)
    monkeypatch.setattr(paper, "LONGEST", len(unit.entries) + more)
    assert (paper.unit_sheet(wide, unit)["sheet"].annex is not None) == is_made


@pytest.mark.parametrize("letters", [4, 9, 14])
def test_the_column_of_codes_holds_the_longest(wide: Site, letters: int) -> None:
    """It is as wide as its letters with some air beside them, and never narrower than its heading."""
    entry = replace(wide.sections[1].entries[0], code="C" * letters)
    section = replace(wide.sections[1], blocks=((entry,),))
    width = paper.section_document(replace(wide, sections=(section,)), section)["code"]
    needed = paper.LETTER_WIDTH * letters
    assert max(paper.CODE_WIDTH, needed + 2) <= width <= max(paper.CODE_WIDTH, needed + 6)


def test_a_sections_document_has_each_row_at_its_level(wide: Site) -> None:
    """Groups stand at the level at which they are nested, a criterion one below its group, its note with it."""
    section = paper.section_document(wide, wide.sections[0])["section"]
    assert [(row["level"], row["code"], row["points"]) for row in section["table"]["rows"]] == [
        (1, "A.I", "40,00"),
        (2, "A.I.1", "25,50"),
        (0, "A.I.1.1", "15,125"),
        (3, "A.I.1.2", ""),
        (0, "A.I.1.2.a", "5,375"),
        (0, "A.I.1.2.b", "4,00"),
        (0, "A.I.1.2.đ", "1,00"),
        (0, "A.I.2", "14,50"),
        (0, "A.II", "20,00"),
    ]
    assert [line["level"] for line in section["lines"]] == [1, 2, 3, 3, 4, 4, 4, 2, 1]
    noted = {line["code"] for line in section["lines"] if line["note"]}
    assert noted == {line.code for line in wide.sections[0].lines if isinstance(line, Entry)}
    assert section["table"]["rows"][2]["units"] == "Một cửa (chủ trì), Văn phòng"
    assert section["table"]["units"] == "Bộ phận phụ trách"


def test_a_table_without_points_and_units_shows_none(bare: Site) -> None:
    """Neither a column nor a cell, nor a fact on the cover, nor an index by unit speaks of what there is not."""
    document = paper.section_document(bare, bare.sections[0])
    table = document["section"]["table"]
    assert (document["words"]["points"], table["units"]) == (None, None)
    assert {row["points"] + row["units"] for row in table["rows"]} == {""}
    book = paper.whole_document(bare, [])
    assert (book["cover"]["facts"], book["index"], book["cautions"]) == ("2 nhóm yêu cầu, 4 yêu cầu", [], [])


def test_where_the_table_differs_from_its_sums_is_said_below_it(wide: Site) -> None:
    """A section whose row has other points than its criteria gets a remark, any other none."""
    section = wide.sections[0]
    assert paper.section_document(wide, section)["section"]["remark"] is None
    other = replace(section, section=section.section.model_copy(update={"max_points": Decimal(61)}))
    remark = paper.section_document(wide, other)["section"]["remark"]
    assert remark == (
        "Dòng nội dung trong biểu ghi 61,00 điểm chuẩn; các tiêu chí thành phần được liệt kê cộng lại 60,00 điểm chuẩn."
    )


def test_the_book_has_a_cover_an_index_and_documents_with_who_cites_them() -> None:
    """What the cover counts, what each unit has, and of a document its issuer, title, force and criteria."""
    site = newest(YEARS)
    book = paper.whole_document(site, [paper.section_document(site, section) for section in site.sections])
    assert book["cover"]["facts"] == (
        "3 lĩnh vực, 12 tiêu chí, 13,00 điểm, 1 tiêu chí điểm cộng, tối đa 0,50 điểm, 4 đơn vị phụ trách"
    )
    assert [(unit["name"], [one["code"] for one in unit["criteria"]]) for unit in book["index"]][1:3] == [
        ("Phòng Kinh tế và Hạ tầng", ["B.1", "B.2", "B.3"]),
        ("Trung tâm Phục vụ hành chính công", ["A.2.1", "A.2.2", "A.2.3", "A.2.4"]),
    ]
    (decisions,) = book["references"]
    older, newer = decisions["documents"]
    assert older["cited"] == []
    assert older["remarks"] == "Không áp dụng trong năm 2026. Quyết định 03/2026/QĐ-UBND thay thế."
    assert newer["name"] == "Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng)"
    assert newer["text"] == ("UBND xã Thử Nghiệm: Quy chế tiếp nhận, trả kết quả và xin lỗi (văn bản bịa ra để thử).")
    assert newer["cited"] == ["A.1.1", "A.2.1", "A.2.3"]
    assert book["abbreviations"][:2] == [
        ("HĐND", "Hội đồng nhân dân", ""),
        ("QR", "Mã phản hồi nhanh", "Quick Response"),
    ]


def test_the_book_says_what_a_later_document_did_to_one() -> None:
    """The later one is named with what it did and from when, between the force of the earlier one and its remarks."""
    site = newest(YEARS)
    older, newer = site.rubric.references.items()
    change = newer[1].model_copy(
        update={"replaces": (Change(id=older[0], since=dt.date(2026, 2, 1), verification="memory"),)}
    )
    changed = replace(site, rubric=replace(site.rubric, references=dict([older, (newer[0], change)])))
    ((_, documents),) = ((part["kind"], part["documents"]) for part in paper.whole_document(changed, [])["references"])
    assert documents[0]["remarks"] == (
        "Không áp dụng trong năm 2026. Được thay thế bởi Quyết định 03/2026/QĐ-UBND từ 01/02/2026 (chưa đối chiếu). "
        "Quyết định 03/2026/QĐ-UBND thay thế."
    )


def test_a_sheet_may_go_without_its_annex(wide: Site) -> None:
    """The short sheet is the long one without the notes, nothing else."""
    whole = paper.unit_sheet(wide, wide.units[0])
    short = paper.without_annex(whole)
    assert whole["sheet"].annex is not None
    assert short["sheet"].annex is None
    assert {**short, "sheet": replace(short["sheet"], annex=whole["sheet"].annex)} == whole
