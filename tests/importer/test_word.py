"""What Word does to a table is undone, or said."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from rubric_site.importer.numbering import Numbering
from tables import HEADER, Outcome, fill, run, word

ROWS = (
    ("I", "THỂ CHẾ", "", ""),
    ("1", "Rà soát", "1,00", "Tư pháp"),
    ("2", "Kiểm tra", "2,00", "Nội vụ"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the rubric goes."""
    return tmp_path / "rubric"


def document(rows: tuple[tuple[str, ...], ...] = ROWS) -> tuple[Any, Table]:
    """A document with a table, to be damaged."""
    made = docx.Document()
    table = made.add_table(0, 4)
    fill(table, [HEADER, *rows])
    return made, table


def imported(made: Any, folder: Path) -> Outcome:  # noqa: ANN401 - the document's class has no public name
    """What the import makes of a document."""
    path = folder.parent / "bang.docx"
    made.save(str(path))
    return run(path, folder)


def short(outcome: Outcome) -> list[tuple[object, ...]]:
    """Code, title, points and units of the rows."""
    return [(row[1], row[2], row[4], row[6]) for row in outcome.rows]


PLAIN = [
    ("I", "THỂ CHẾ", None, ()),
    ("1", "Rà soát", Decimal("1.00"), ("Tư pháp",)),
    ("2", "Kiểm tra", Decimal("2.00"), ("Nội vụ",)),
]


def test_a_plain_table_is_taken_without_a_doubt(folder: Path) -> None:
    """What is plain is not talked about."""
    outcome = imported(document()[0], folder)
    assert short(outcome) == PLAIN
    assert "Chưa chắc" not in outcome.said


def test_a_unit_merged_downwards_counts_for_every_row(folder: Path) -> None:
    """The cell holds the unit once; each row says so."""
    made, table = document()
    table.cell(3, 3).text = ""
    table.cell(2, 3).merge(table.cell(3, 3))
    outcome = imported(made, folder)
    assert [row[3] for row in short(outcome)] == [(), ("Tư pháp",), ("Tư pháp",)]
    assert "bang.docx, bảng 1, hàng 4: ô đơn vị gộp với ô trên; lấy “Tư pháp”" in outcome.said


def test_points_merged_downwards_count_once(folder: Path) -> None:
    """Whose they are is not known: the row below stays without, which is said."""
    made, table = document()
    table.cell(3, 2).text = ""
    table.cell(2, 2).merge(table.cell(3, 2))
    outcome = imported(made, folder)
    assert "bang.docx, bảng 1, hàng 4: ô điểm gộp với ô trên; để trống điểm của dòng này" in outcome.said
    assert "1 tiêu chí không có điểm, để trống: I.2" in outcome.said


def test_a_section_merged_over_all_columns_is_a_section(folder: Path) -> None:
    """Number and title in one cell are told apart."""
    made, table = document((("I. THỂ CHẾ", "", "", ""), *ROWS[1:]))
    table.cell(1, 0).merge(table.cell(1, 3))
    assert short(imported(made, folder)) == PLAIN


def test_a_cell_merged_over_columns_leaves_the_others_in_place(folder: Path) -> None:
    """A title that goes on over the points is one cell; what stands behind it keeps its column."""
    made, table = document((("I", "THỂ CHẾ", "", "Tư pháp"), *ROWS[1:]))
    table.cell(1, 1).merge(table.cell(1, 2))
    outcome = imported(made, folder)
    assert short(outcome) == [("I", "THỂ CHẾ", None, ("Tư pháp",)), *PLAIN[1:]]
    assert "I\tTHỂ CHẾ\t\tTư pháp" in outcome.rubric.source_text.split("\n")


def test_a_row_merged_for_several_units_is_one_row(folder: Path) -> None:
    """Number, title and points span two rows; each has a unit of its own."""
    made, table = document((*ROWS[:2], ("", "", "", "Thanh tra"), ROWS[2]))
    for column in range(3):
        table.cell(2, column).merge(table.cell(3, column))
    outcome = imported(made, folder)
    assert short(outcome)[1] == ("1", "Rà soát", Decimal("1.00"), ("Tư pháp", "Thanh tra"))
    assert len(outcome.rows) == 3
    assert "bang.docx, bảng 1, hàng 4: hàng gộp với hàng trên; thêm vào bảng 1, hàng 3: “Thanh tra”" in outcome.said


def test_headers_of_three_rows_are_one_header(folder: Path) -> None:
    """Merged headings, their parts, and numbers of columns."""
    made = docx.Document()
    table = made.add_table(0, 6)
    header = ("STT", "Nội dung", "Điểm", "", "Đơn vị", "")
    parts = ("", "", "Tự chấm", "Tối đa", "Chủ trì", "Phối hợp")
    fill(
        table,
        [header, parts, "123456", ("I", "THỂ CHẾ", "", "", "", ""), ("1", "Rà soát", "9", "1", "Tư pháp", "Nội vụ")],
    )
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))):
        table.cell(*first).merge(table.cell(*last))
    outcome = imported(made, folder)
    assert outcome.rows[1] == (1, "1", "Rà soát", "scored", Decimal(1), (), ("Tư pháp", "Nội vụ"), "Tư pháp")
    assert "không lấy các cột: “Điểm Tự chấm”" in outcome.said


def test_a_header_s_cell_merged_downwards_is_no_unit(folder: Path) -> None:
    """What goes on from above in a second row of the header is the header still."""
    made = docx.Document()
    table = made.add_table(0, 5)
    header, parts = ("STT", "Nội dung", "Điểm", "", "Đơn vị"), ("", "", "Tự chấm", "Tối đa", "")
    fill(table, [header, parts, ("I", "THỂ CHẾ", "", "", ""), ("1", "Rà soát", "", "1", "Tư pháp")])
    for first, last in (((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4))):
        table.cell(*first).merge(table.cell(*last))
    outcome = imported(made, folder)
    assert short(outcome) == [PLAIN[0], ("1", "Rà soát", Decimal(1), ("Tư pháp",))]
    assert "gộp" not in outcome.said


def test_a_header_repeated_on_the_next_page_is_no_row(folder: Path) -> None:
    """Also where the table itself was cut in two by the page."""
    made, _ = document()
    made.add_paragraph("2")
    fill(made.add_table(0, 4), [HEADER, ("II", "BỘ MÁY", "", ""), ("1", "Biên chế", "3", "Nội vụ")])
    outcome = imported(made, folder)
    assert [row[0] for row in short(outcome)] == ["I", "1", "2", "II", "1"]
    assert "dòng tiêu đề của bảng lặp lại; bỏ qua" in outcome.said
    assert "“2” có lẽ là số trang; bỏ qua" in outcome.said


def test_a_row_torn_by_the_page_is_whole_again(folder: Path) -> None:
    """The rest of a title in a row of its own goes on from the row above."""
    made, _ = document((*ROWS[:2], ("", "văn bản quy phạm", "", ""), ROWS[2]))
    outcome = imported(made, folder)
    assert short(outcome)[1][1] == "Rà soát văn bản quy phạm"
    assert "bang.docx, bảng 1, hàng 4 (source.txt dòng 4): nối vào dòng 3: “văn bản quy phạm”" in outcome.said


def test_paragraphs_that_hold_a_scale_become_its_steps(folder: Path) -> None:
    """The scale stands below the title in the same cell."""
    made, _ = document((ROWS[0], ("1", "Tỷ lệ\nđúng hạn\n- Đủ 100%: 1\n- Dưới 100%: 0,5", "1,00", "Tư pháp"), ROWS[2]))
    outcome = imported(made, folder)
    assert outcome.rows[1][2] == "Tỷ lệ đúng hạn"
    assert outcome.rows[1][5] == (("Đủ 100%", Decimal(1)), ("Dưới 100%", Decimal("0.5")))
    assert "thang điểm nằm trong ô nội dung; tách thành dòng riêng: “- Đủ 100%: 1”; “- Dưới 100%: 0,5”" in outcome.said


def test_rows_that_share_their_cells_are_told_apart(folder: Path) -> None:
    """Numbers, titles and points a paragraph each."""
    made, _ = document((ROWS[0], ("1\n2", "Rà soát\nKiểm tra", "1,00\n2,00", "Tư pháp\nNội vụ")))
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert "bang.docx, bảng 1, hàng 3: một hàng chứa 2 dòng; tách ra theo từng đoạn" in outcome.said


def test_units_in_paragraphs_are_several(folder: Path) -> None:
    """A name that goes on in small letters stays whole; the reading is said."""
    made, _ = document((ROWS[0], ("1", "Rà soát", "1", "- Tư pháp\n- Tài chính -\nKế hoạch\nUBND các xã,\nphường")))
    outcome = imported(made, folder)
    assert short(outcome)[1][3] == ("Tư pháp", "Tài chính - Kế hoạch", "UBND các xã, phường")
    assert "ô đơn vị có 5 đoạn; hiểu là: " in outcome.said


def test_a_unit_told_apart_by_no_paragraph_is_the_first_row_s(folder: Path) -> None:
    """Of rows in one row, what has one paragraph stands in the first; without as many points they stay one row."""
    made, _ = document((ROWS[0], ("1", "Rà soát\nKiểm tra", "1\n2", "Tư pháp")))
    assert short(imported(made, folder))[1:] == [
        ("1", "Rà soát", Decimal(1), ("Tư pháp",)),
        ("2", "Kiểm tra", Decimal(2), ()),
    ]
    made, _ = document((ROWS[0], ("1", "Rà soát\nvăn bản", "1\n2\n3", "Tài chính -\nKế hoạch")))
    outcome = imported(made, folder.parent / "other")
    assert short(outcome)[1][1::2] == ("Rà soát văn bản", ("Tài chính - Kế hoạch",))
    assert "đoạn" not in outcome.said


def numbered(made: Any, levels: list[tuple[str, str]], start: int = 1) -> str:  # noqa: ANN401 - as above
    """Add a list of several levels to a document; return the id that paragraphs name."""
    numbering = made.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for number, (kind, form) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(number))
        for tag, value in (("w:start", str(start)), ("w:numFmt", kind), ("w:lvlText", form)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    use = OxmlElement("w:num")
    use.set(qn("w:numId"), "77")
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), "77")
    use.append(reference)
    numbering.append(use)
    return "77"


def number(properties: Any, identity: str, level: int) -> None:  # noqa: ANN401 - an element of the document
    """Give a paragraph, or a style, an automatic number."""
    element = properties.get_or_add_pPr().get_or_add_numPr()
    element.get_or_add_ilvl().val = level
    element.get_or_add_numId().val = int(identity)


def test_automatic_numbers_are_counted(folder: Path) -> None:
    """They stand in no text: the list is counted as Word counts it, level by level."""
    rows = tuple(
        ("", *row) for row in (("A", "", ""), ("Một", "", "B"), ("Hai", "1", "B"), ("Ba", "2", "B"), ("C", "", ""))
    )
    made, table = document((*rows, ("", "Bốn", "3", "B")))
    identity = numbered(made, [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3")])
    for row, level in enumerate((0, 1, 2, 2, 0, 1), 1):
        number(table.cell(row, 0).paragraphs[0]._p, identity, level)  # noqa: SLF001 - python-docx has no other way
    outcome = imported(made, folder)
    assert [row[1] for row in outcome.rows] == ["I", "1", "1.1", "1.2", "II", "1"]
    assert "bang.docx, bảng 1, hàng 4: số tự động của Word; đọc là “1.1”" in outcome.said


@pytest.mark.parametrize(
    ("kind", "start", "labels"),
    [
        ("upperLetter", 1, ["A", "B"]),
        ("lowerLetter", 26, ["z", "27"]),
        ("upperRoman", 48, ["XLVIII", "XLIX", "L"]),
        ("lowerRoman", 4, ["iv", "v"]),
        ("decimalZero", 9, ["09", "10"]),
        ("ordinal", 3, ["3", "4"]),
        ("bullet", 1, ["-", "-"]),
    ],
)
def test_numbers_are_written_as_word_writes_them(kind: str, start: int, labels: list[str]) -> None:
    """From the first that the list says; what has no letter any more is a number."""
    made = docx.Document()
    identity = numbered(made, [(kind, "%1")], start)
    for _ in labels:
        number(made.add_paragraph()._p, identity, 0)  # noqa: SLF001 - python-docx has no other way
    numbering = Numbering(made)
    assert [numbering.label(paragraph._p) for paragraph in made.paragraphs] == labels  # noqa: SLF001 - as above


def test_styles_in_a_ring_give_no_number() -> None:
    """Styles that are based on each other, or name themselves, are asked no further than Word nests them."""
    made = docx.Document()
    one, other = (made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("Một", "Hai"))
    one.base_style, other.base_style = other, one
    itself = OxmlElement("w:pStyle")
    itself.set(qn("w:val"), other.style_id)
    other.element.get_or_add_pPr().append(itself)
    paragraph = made.add_paragraph(style=one)
    assert Numbering(made).label(paragraph._p) == ""  # noqa: SLF001 - as above


def test_the_number_of_a_style_is_counted_too(folder: Path) -> None:
    """A paragraph may get its number from its style."""
    made, table = document((ROWS[0], ("", "Rà soát", "1,00", "Tư pháp"), ("", "Kiểm tra", "2,00", "Nội vụ")))
    style = made.styles.add_style("Đánh số", WD_STYLE_TYPE.PARAGRAPH)
    number(style.element, numbered(made, [("decimal", "%1.")]), 0)
    for row in (2, 3):
        table.cell(row, 0).paragraphs[0].style = style
    assert short(imported(made, folder)) == PLAIN


def test_tracked_changes_are_read_as_accepted(folder: Path) -> None:
    """What was inserted counts, what was deleted does not; that there were changes is said."""
    made, table = document((ROWS[0], ("1", "Rà", "1,00", "Tư pháp"), ROWS[2]))
    paragraph = table.cell(2, 1).paragraphs[0]._p  # noqa: SLF001 - as above
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    for parent, tag, text in ((inserted, "w:t", " soát"), (deleted, "w:delText", " lại")):
        run_, content = OxmlElement("w:r"), OxmlElement(tag)
        content.text = text
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run_.append(content)
        parent.append(run_)
        paragraph.append(parent)
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert "bang.docx, cả tệp: có sửa đổi chưa chấp nhận (Track Changes); đọc theo bản sau khi sửa" in outcome.said


def test_a_row_deleted_in_tracked_changes_is_said(folder: Path) -> None:
    """It is not taken, and not lost in silence."""
    made, table = document((*ROWS, ("3", "Đã bỏ", "5", "Nội vụ")))
    row = table.rows[4]._tr  # noqa: SLF001 - as above
    row.get_or_add_trPr().append(OxmlElement("w:del"))
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert "bang.docx, bảng 1, hàng 5: hàng đã xóa trong Track Changes; không lấy: “3 Đã bỏ 5 Nội vụ”" in outcome.said


def test_hidden_and_struck_text_is_said(folder: Path) -> None:
    """Hidden text is not printed and not taken; what is struck through is."""
    made, table = document()
    hidden = table.cell(2, 1).paragraphs[0].add_run(" ẩn")
    hidden.font.hidden = True
    table.cell(3, 1).paragraphs[0].runs[0].font.strike = True
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert "chữ ẩn, không lấy: “ẩn”" in outcome.said
    assert "chữ bị gạch ngang, vẫn lấy: “Kiểm tra”" in outcome.said


def test_rows_in_content_controls_are_read(folder: Path) -> None:
    """Word may wrap a row, or the whole table, into a control of a form."""
    made, table = document()
    row = table.rows[2]._tr  # noqa: SLF001 - as above
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)
    assert short(imported(made, folder)) == PLAIN


def test_a_table_in_a_table_is_read(folder: Path) -> None:
    """A frame around the table is a table too."""
    made = docx.Document()
    made.add_table(1, 1)
    cell = made.add_table(1, 1).cell(0, 0)
    fill(cell.add_table(0, 4), [HEADER, *ROWS])
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert "bảng nằm trong ô; đọc tiếp như bảng 3" in outcome.said


def test_a_symbol_font_leaves_no_unreadable_sign(folder: Path) -> None:
    """Word's bullets of a symbol font become bullets that every font has."""
    made, table = document((ROWS[0], ("1", "\uf0b7 Rà soát", "1", "Tư pháp"), ROWS[2]))
    sign = OxmlElement("w:sym")
    sign.set(qn("w:font"), "Symbol")
    sign.set(qn("w:char"), "F0B7")
    table.cell(3, 1).paragraphs[0].runs[0]._r.insert(0, sign)  # noqa: SLF001 - as above
    outcome = imported(made, folder)
    assert [row[1] for row in short(outcome)[1:]] == ["• Rà soát", "•Kiểm tra"]
    assert "bang.docx, bảng 1, hàng 3: có ký tự riêng của Word (dấu đầu dòng); thay bằng “•”" in outcome.said


def test_the_letterhead_and_the_signatures_are_no_rows(folder: Path) -> None:
    """They are tables too; their lines are told, not taken."""
    made = docx.Document()
    fill(made.add_table(0, 2), [("UBND XÃ THỬ\nSố: 1/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do")])
    made.add_paragraph("BẢNG TIÊU CHÍ THI ĐUA NĂM 2026")
    made.add_paragraph("(Kèm theo Quyết định số 1/QĐ-UBND ngày 01/01/2026 của UBND xã Thử)")
    fill(made.add_table(0, 4), [HEADER, *ROWS, ("", "Tổng cộng", "3", "")])
    fill(made.add_table(0, 2), [("Nơi nhận:\n- Như trên", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")])
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    edition = outcome.rubric.edition
    assert edition.source.title == "BẢNG TIÊU CHÍ THI ĐUA NĂM 2026"
    assert edition.source.issued_with == "Kèm theo Quyết định số 1/QĐ-UBND ngày 01/01/2026 của UBND xã Thử"
    assert (edition.body.name, edition.body.place) == ("UBND xã Thử", "Thử")
    assert "Nơi nhận: - Như trên TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in outcome.said


def test_tables_of_sections_go_on_from_each_other(folder: Path) -> None:
    """A table for each section, its title above it, its numbers beginning again."""
    made = docx.Document()
    for title, row in (("I. THỂ CHẾ", ROWS[1]), ("II. BỘ MÁY", ("1", "Biên chế", "3", "Nội vụ"))):
        made.add_paragraph(title)
        fill(made.add_table(0, 4), [HEADER, row])
    assert [row[:2] for row in short(imported(made, folder))] == [
        *(("I", "THỂ CHẾ"), ("1", "Rà soát"), ("II", "BỘ MÁY"), ("1", "Biên chế")),
    ]


def test_another_table_is_said_and_can_be_chosen(folder: Path) -> None:
    """One that begins to count again is another rubric: only the first is taken, unless one is asked for."""
    made, _ = document()
    made.add_paragraph("PHỤ LỤC II")
    fill(made.add_table(0, 4), [HEADER, ("I", "KHÁC", "", ""), ("1", "Khác hẳn", "9", "Nội vụ")])
    outcome = imported(made, folder)
    assert short(outcome) == PLAIN
    assert (
        "bảng 2 đánh số lại từ “I” nên là bảng khác; không lấy 4 dòng dưới đây (dùng --table 2 để lấy)" in outcome.said
    )
    assert "bang.docx, bảng 2, hàng 3: dòng của bảng 2, không lấy: “1 Khác hẳn 9 Nội vụ”" in outcome.said
    second = run(folder.parent / "bang.docx", folder.parent / "other", "--table", "2")
    assert [row[1] for row in short(second)] == ["KHÁC", "Khác hẳn"]
    assert run(folder.parent / "bang.docx", folder.parent / "none", "--table", "3").status == 1


def test_old_fonts_and_text_boxes_are_said(folder: Path) -> None:
    """What cannot be read rightly is named."""
    made, table = document()
    table.cell(2, 1).paragraphs[0].runs[0].font.name = ".VnTime"
    box, paragraph, run_, text = (OxmlElement(tag) for tag in ("w:txbxContent", "w:p", "w:r", "w:t"))
    text.text = "Trong khung"
    run_.append(text)
    paragraph.append(run_)
    box.append(paragraph)
    made.paragraphs[0]._p.append(box) if made.paragraphs else made.add_paragraph()._p.append(box)  # noqa: SLF001 - as above
    outcome = imported(made, folder)
    assert "có phông chữ cũ (.VnTime, VNI)" in outcome.said
    assert "khung chữ (text box), không lấy: “Trong khung”" in outcome.said


def test_what_is_no_word_file_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken file, and one without a table."""
    broken = folder.parent / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert run(broken, folder).status == 1
    assert "không mở được như một tệp .docx" in capsys.readouterr().err
    made = docx.Document()
    made.add_paragraph("Chỉ có chữ")
    made.save(str(folder.parent / "trong.docx"))
    assert run(folder.parent / "trong.docx", folder).status == 1
    assert "không thấy bảng nào" in capsys.readouterr().err
    assert not folder.exists()


def test_a_word_file_made_by_the_builder_is_the_plain_one(folder: Path) -> None:
    """Lines above the table are its title."""
    path = word(folder.parent / "bang.docx", ROWS, ["BẢNG", "ĐIỂM"])
    assert run(path, folder).rubric.edition.source.title == "BẢNG ĐIỂM"
