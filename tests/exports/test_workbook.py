"""The Excel workbooks, read back with another library, and filled in, calculated and printed by LibreOffice."""

import csv
import dataclasses
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import convert, needs_office
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from rubric_site.exports import columns, downloads, workbook
from rubric_site.exports import table as tables
from rubric_site.exports.columns import Column
from rubric_site.views import Entries, Entry, Site
from stage import BARE, WIDE, YEARS, newest

Files = Mapping[str, bytes]
GOLDEN = Path(__file__).parents[1] / "golden/phieu-tu-cham.txt"
HEAD = 4
"""The row of the column names."""

SMALLEST = 9
"""Points of type that can be read on paper."""


@dataclass(frozen=True)
class Table:
    """A sheet with its columns by name."""

    sheet: Worksheet

    @cached_property
    def names(self) -> Mapping[str, int]:
        """The numbers of the columns by name."""
        return {str(cell.value): cell.column for cell in self.sheet[HEAD] if cell.column}

    def cell(self, row: int, name: str) -> Any:  # noqa: ANN401 - openpyxl's own, of many types
        """A cell by the name of its column."""
        return self.sheet.cell(row, self.names[name])

    def rows_of(self, entries: Sequence[Entry]) -> list[int]:
        """The rows of some criteria, which must stand in their order."""
        codes = {str(row[0].value): row[0].row for row in self.sheet.iter_rows(min_row=HEAD + 1) if row[0].value}
        rows = [int(codes[entry.code] or 0) for entry in entries]
        assert rows == sorted(rows)
        return rows

    def row_that_says(self, text: str) -> int:
        """The row that begins with a text."""
        (row,) = [row[0].row for row in self.sheet.iter_rows(max_col=2) if text in (row[0].value, row[1].value)]
        assert row
        return row


def table(files: Files, name: str, number: int = 0, *, values: bool = False) -> Table:
    """A sheet of a workbook, with formulas or with the values that stand in the file."""
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"tai-ve/{name}.xlsx"]), data_only=values).worksheets[number]
    assert isinstance(sheet, Worksheet)
    return Table(sheet)


def books(site: Site) -> Files:
    """The workbooks alone of an edition's downloads."""
    return {one.path: one.make(one.data) for one in downloads.offered(site) if one.path.endswith(".xlsx")}


def workbooks(site: Site) -> Iterator[tuple[str, Entries, list[tuple[str, Entries]]]]:
    """Every workbook's name with its criteria, and with those of its sections by the section's code."""
    yield "tieu-chi", site, [(view.section.code, view) for view in site.sections]
    for unit in site.units:
        yield unit.url.rstrip("/"), unit, [(part.section.section.code, part) for part in unit.parts]


@pytest.fixture(scope="module")
def wide() -> Site:
    """An edition with all that a table of points can have."""
    return newest(WIDE)


@pytest.fixture(scope="module")
def wide_files(wide: Site) -> Files:
    """Its downloads."""
    return books(wide)


WHOLE = """section|A. Phục vụ người dân||A|Phục vụ người dân (biểu ghi 60,00 điểm chuẩn)
group|A. Phục vụ người dân|A.I. Tiếp nhận hồ sơ|A.I|Tiếp nhận hồ sơ (biểu ghi 40,00 điểm chuẩn)
group|A. Phục vụ người dân|A.I.1. Giải quyết đúng hẹn|A.I.1|Giải quyết đúng hẹn (biểu ghi 25,50 điểm chuẩn)
criterion|A. Phục vụ người dân|A.I.1. Giải quyết đúng hẹn|A.I.1.1|Tỷ lệ hồ sơ giải quyết đúng hẹn|\
Một cửa (chủ trì), Văn phòng|– Từ 95 % trở lên: 15,125/– Từ 80 % đến dưới 95 %: 7,50/– Dưới 80 %: 0,00|\
– Sổ theo dõi hồ sơ|scored|15.125
group|A. Phục vụ người dân|A.I.1.2. Xin lỗi khi trễ hẹn|A.I.1.2|Xin lỗi khi trễ hẹn
criterion|A. Phục vụ người dân|A.I.1.2. Xin lỗi khi trễ hẹn|A.I.1.2.a|Có thư xin lỗi|Một cửa|||scored|5.375
criterion|A. Phục vụ người dân|A.I.1.2. Xin lỗi khi trễ hẹn|A.I.1.2.b|Hẹn lại ngày trả|Một cửa|||scored|4.0
criterion|A. Phục vụ người dân|A.I.1.2. Xin lỗi khi trễ hẹn|A.I.1.2.đ|Công khai danh sách trễ hẹn|Văn phòng|||scored|1.0
criterion|A. Phục vụ người dân|A.I. Tiếp nhận hồ sơ|A.I.2|Tiếp nhận tại nhà|Một cửa, Kinh tế, Văn phòng|||scored|14.5
criterion|A. Phục vụ người dân||A.II|Công khai thủ tục|Văn phòng|||scored|20.0
Cộng nội dung A: 6 tiêu chí thành phần|scored|60.0|sum|A. Phục vụ người dân||9"""

OF_UNIT = """section|C. Kinh tế||C|Kinh tế
criterion|C. Kinh tế||C.2|Vệ sinh đô thị|Kinh tế|||scored|5.0
Cộng nội dung C: 1 tiêu chí thành phần|scored|5.0|sum|C. Kinh tế||1
section|D. Điểm cộng, điểm trừ||D|Điểm cộng, điểm trừ
group|D. Điểm cộng, điểm trừ|D.I. Điểm cộng|D.I|Điểm cộng
criterion|D. Điểm cộng, điểm trừ|D.I. Điểm cộng|D.I.1|Có sáng kiến được công nhận||||bonus|3.0
group|D. Điểm cộng, điểm trừ|D.II. Điểm trừ|D.II|Điểm trừ
criterion|D. Điểm cộng, điểm trừ|D.II. Điểm trừ|D.II.1|Có vụ việc vi phạm kỷ luật||||deduction|
Tổng cộng: 5 tiêu chí thành phần|scored|55.625
Ngoài tổng: 1 tiêu chí thành phần điểm cộng, tối đa 3,00 điểm chuẩn|bonus|3.0
Ngoài tổng: 1 tiêu chí thành phần điểm trừ|deduction|"""


def told(found: tables.Table) -> list[str]:
    """The rows and sums of a table, a line each, without notes."""
    rows = ([cell for name, cell in vars(row).items() if name != "guidance"] for row in (*found.rows, *found.sums))
    return ["|".join("" if cell is None else str(cell).replace("\n", "/") for cell in row) for row in rows]


def test_the_table_has_a_row_for_all_that_the_source_has(wide: Site) -> None:
    """Headings with the points on their rows, criteria with units and scale, sums; a unit's has its own criteria."""
    assert told(tables.whole_table(wide))[:11] == WHOLE.split("\n")
    office = tables.unit_table(wide, wide.units[0])
    assert told(office)[9:] == OF_UNIT.split("\n")
    assert (office.heading, office.subject) == (
        "Bảng tự chấm: Văn phòng HĐND và UBND",
        "Chỉ số hài lòng, phường Hư Cấu, 2026 và các năm tiếp theo",
    )


@pytest.mark.parametrize(
    ("rubric", "words"),
    [
        (WIDE, ("Điểm chuẩn", "Thang điểm chuẩn", "Lý do trừ điểm chuẩn", "Bộ phận phụ trách")),
        (YEARS, ("Điểm", None, "Lý do trừ điểm", "Đơn vị phụ trách")),
        (BARE, (None, None, "Ghi chú", None)),
    ],
)
def test_what_a_rubric_has_not_has_no_column(rubric: Path, words: tuple[str | None, ...]) -> None:
    """Points, scales and units have heads where the rubric has some; a unit that shares nothing has none for others."""
    found = tables.whole_table(newest(rubric)).words
    assert (found.points, found.scale, found.reason, found.units) == words
    for view in newest(rubric).units:
        assert bool(tables.unit_table(newest(rubric), view).words.units) == bool(view.shared_count)


def test_a_note_s_cells() -> None:
    """Each item a line; deadlines and documents with where they stand; last how far it was checked, by whom."""
    rows = [row for row in tables.whole_table(newest(YEARS)).rows if isinstance(row, tables.CriterionRow)]
    notes = {row.code: row.guidance for row in rows if row.guidance}
    assert notes["A.2.3"] == tables.NoteCells(
        what="Kết quả có trả đúng hẹn hay không.",
        actions="– Ghi ngày hẹn trả vào phần mềm.",
        deadlines="– Trước ngày 03 hằng tháng. (theo Điều 4 Quyết định 03/2026/QĐ-UBND)",
        pitfalls="",
        references="– khoản 1 Điều 2 Quyết định 03/2026/QĐ-UBND (từ 01/03/2026)",
        basis="Mới thấy số và tên văn bản. Ví dụ bịa ra để thử.",
    )
    assert notes["A.1.1"].basis.endswith(" để thử. Đã rà soát: Văn phòng, 04/03/2026.")
    assert notes["A.1.1"].actions.count("\n– ") == 1


def look(cell: Cell) -> str:
    """How a cell is set: bold, italic, open, its colour, the format of its number."""
    marks = [
        mark for mark, is_on in (("b", cell.font.b), ("i", cell.font.i), ("o", not cell.protection.locked)) if is_on
    ]
    marks += [f"#{cell.fill.fgColor.rgb[2:]}"] if cell.fill.fill_type else []
    marks += [cell.number_format] if cell.number_format != "General" else []
    return f" {{{' '.join(marks)}}}" if marks else ""


def drawn(content: bytes) -> Iterator[str]:
    """What stands on the sheets of a workbook: how each is laid out, then its rows with their heights and cells."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        yield f"== {sheet.title}: printed {sheet.print_area}, filter {sheet.auto_filter.ref}, from {sheet.freeze_panes}"
        yield f"widths {' '.join(f'{letter}={one.width:.1f}' for letter, one in sheet.column_dimensions.items())}"
        yield f"merged {' '.join(sorted(str(area) for area in sheet.merged_cells.ranges))}"
        yield from (f"to fill {rule.sqref}: {rule.formula2}" for rule in sheet.data_validations.dataValidation)
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = [cell for cell in row if isinstance(cell, Cell)]
            texts = (str("" if cell.value is None else cell.value).replace("\n", "/") + look(cell) for cell in cells)
            yield f"{number} ({sheet.row_dimensions[number].height}) {' | '.join(texts)}".rstrip()


def test_a_unit_s_workbook_is_the_golden_one(wide: Site) -> None:
    """Sums over what counts, cells to fill in, rows as high as they need, four that sign; the notes beside it."""
    signatures = ("LẬP BIỂU", "SOÁT", "DUYỆT", "THỦ TRƯỞNG")
    made = dataclasses.replace(tables.unit_table(wide, wide.units[0]), signatures=signatures)
    content = workbook.workbook(downloads.encoded(made))
    found = "\n".join(drawn(content)) + "\n"
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    assert found == GOLDEN.read_text(encoding="utf-8")
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b'<ignoredError sqref="A5:A21" numberStoredAsText="1"/>' in sheet


def test_columns_share_the_page() -> None:
    """Fixed ones have their width, numbers as much as the longest, the others by the root of their longest text."""
    names = {"code": "Mã", "text": "Tiêu chí", "points": "Điểm", "evidence": "Minh chứng"}
    rows = [{"code": "I.1", "text": "a" * 9, "evidence": ""}, {"code": "I.1.10.2", "text": "a", "evidence": "a" * 36}]
    assert columns.fitted(names, rows) == [
        *(Column("code", "Mã", 10), Column("text", "Tiêu chí", 44.0)),
        *(Column("points", "Điểm", 8), Column("evidence", "Minh chứng", 88.0)),
    ]
    short = [{"code": "1", "text": "a", "evidence": "a"}]
    assert columns.fitted(names, short)[0].width == 7
    assert sum(column.width for column in columns.fitted(names, short)) == columns.PAGE_WIDTH


@pytest.mark.parametrize(
    ("widths", "count", "places"),
    [((10, 10, 10, 10), 2, [(0, 1), (2, 3)]), ((40, 10, 10, 20), 2, [(0, 0), (1, 3)]), ((5, 5), 1, [(0, 1)])],
)
def test_stretches_of_columns_are_about_as_wide(widths: tuple[int, ...], count: int, places: list[object]) -> None:
    """A column belongs to the stretch in which its middle lies."""
    assert list(columns.spans([Column("", "", width) for width in widths], count)) == places


def test_workbooks_equal_the_rubric(site: Site, files: Files) -> None:
    """Each criterion is a row with its title, points and expected evidence, in order, below its section and groups."""
    for name, whole, sections in workbooks(site):
        found = table(files, name)
        for row, entry in zip(found.rows_of(whole.entries), whole.entries, strict=True):
            note = entry.criterion.guidance
            assert note is not None
            assert found.cell(row, "Tiêu chí").value == entry.criterion.title
            assert found.cell(row, "Điểm tối đa").value == float(entry.worth)
            assert found.cell(row, "Minh chứng cần có").value == "\n".join(f"– {text}" for text in note.evidence)
            assert found.cell(row, "Lĩnh vực").value == f"{entry.section.code}. {entry.section.label}"
            group = f"{entry.group.code}. {entry.group.title}" if entry.group else None
            assert (found.cell(row, "Nhóm tiêu chí").value or None) == group
            above = [str(cell.value) for (cell,) in found.sheet.iter_rows(max_row=row, max_col=1)]
            assert {entry.section.code, *(group.code for group in entry.groups)} <= set(above)
        assert [code for code, _ in sections] == [
            row[0].value for row in found.sheet.iter_rows(min_row=HEAD + 1) if row[0].value in dict(sections)
        ]


def test_sums_have_their_values(site: Site, files: Files) -> None:
    """Each section and the whole have a sum that is calculated, with its value for programs that do not calculate."""
    for name, whole, sections in workbooks(site):
        formulas, values = table(files, name), table(files, name, values=True)
        parts = [(f"Cộng lĩnh vực {code}: {part.count} tiêu chí", part) for code, part in sections]
        for text, part in [*parts, (f"Tổng cộng: {whole.count} tiêu chí", whole)]:
            row = formulas.row_that_says(text)
            assert values.cell(row, "Điểm tối đa").value == float(part.points)
            for column in ("Điểm tối đa", "Điểm tự chấm"):
                assert str(formulas.cell(row, column).value).startswith("=SUBTOTAL(109,")


def test_only_the_blanks_can_be_changed(site: Site, files: Files) -> None:
    """The sheet is protected without a password; the cells to fill in are open, the highest points are not."""
    to_fill = ("Điểm tự chấm", "Minh chứng đã có", "Lý do trừ điểm", "Người phụ trách")
    for name, whole, _ in workbooks(site):
        found = table(files, name)
        assert found.sheet.protection.sheet
        assert not found.sheet.protection.password
        assert not found.sheet.protection.autoFilter  # false says: not forbidden
        for row in found.rows_of(whole.entries):
            assert found.cell(row, "Điểm tối đa").protection.locked
            assert found.cell(row, "Tiêu chí").protection.locked
            assert not any(found.cell(row, column).protection.locked for column in to_fill)


def test_a_score_is_asked_for_and_limited(site: Site, files: Files) -> None:
    """Whoever chooses a score's cell is told what may stand in it: 0 to the criterion's own points."""
    for name, whole, _ in workbooks(site):
        found = table(files, name)
        (rule,) = found.sheet.data_validations.dataValidation
        rows = found.rows_of(whole.entries)
        cells = {cell for area in rule.sqref.ranges for row in area.rows for cell in row}
        assert cells == {(row, found.names["Điểm tự chấm"]) for row in rows}
        points = found.cell(rows[0], "Điểm tối đa").coordinate
        limits = (rule.type, rule.formula1, rule.formula2)
        assert limits == ("decimal", "0", f"${points}")
        assert rule.showInputMessage
        assert "từ 0 đến mức tối đa" in str(rule.prompt)


def test_the_site_is_named_as_the_author(site: Site, files: Files) -> None:
    """The body has issued its table, not this file of it."""
    found = [openpyxl.load_workbook(io.BytesIO(files[name])) for name in files if name.endswith(".xlsx")]
    assert {book.properties.creator for book in found} == {site.name}


def test_made_to_be_filtered_and_printed(site: Site, files: Files) -> None:
    """Frozen and repeated head, filter, A4 landscape one page wide; what is only to filter by is not printed."""
    for name, _, _ in workbooks(site):
        found = table(files, name)
        sheet, last = found.sheet, max(found.names.values())
        assert sheet.freeze_panes == f"C{HEAD + 1}"
        assert str(sheet.auto_filter.ref).startswith(f"A{HEAD}:{get_column_letter(last)}")
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
        printed = re.fullmatch(r".*\$A\$1:\$([A-Z])\$\d+", str(sheet.print_area))
        assert printed
        assert found.names["Người phụ trách"] == ord(printed[1]) - ord("A") + 1
        assert found.names["Lĩnh vực"] == found.names["Người phụ trách"] + 1
        assert sheet.oddFooter is not None
        assert "&P" in str(sheet.oddFooter.center.text)


def test_all_is_in_the_font_of_office_papers(site: Site, files: Files) -> None:
    """Every cell is in Times New Roman, whatever font the program's own scheme has."""
    for name, _, _ in workbooks(site):
        for number in (0, 1):
            fonts = [cell.font for row in table(files, name, number).sheet.iter_rows() for cell in row if cell.value]
            assert {(font.name, font.scheme) for font in fonts} == {("Times New Roman", None)}


def test_the_foot_has_room_to_sign(site: Site, files: Files) -> None:
    """Who signs stands below the sums, with place and date over the last one."""
    sheet = table(files, "don-vi/noi-vu").sheet
    printed = str(sheet.print_area).rpartition("$")[2]
    texts = [str(cell.value) for cell in sheet[int(printed)] if cell.value]
    for name, text in zip(site.edition.paper.signatures, texts, strict=True):
        assert name in text
    assert site.edition.body.place in texts[-1]
    assert (sheet.row_dimensions[int(printed)].height or 0) > 100


def test_notes_stand_on_a_second_sheet(site: Site, files: Files) -> None:
    """What to do can be read beside the table, and how far its legal basis was checked."""
    for name, whole, _ in workbooks(site):
        found = table(files, name, 1)
        for row, entry in zip(found.rows_of(whole.entries), whole.entries, strict=True):
            note = entry.criterion.guidance
            assert note is not None
            assert found.cell(row, "Đo điều gì").value == note.what
            assert all(action.text in found.cell(row, "Việc cần làm").value for action in note.actions)
            assert note.basis.reason in found.cell(row, "Đối chiếu căn cứ").value


def test_bonus_and_deduction_stand_outside_the_total(wide: Site, wide_files: Files) -> None:
    """They have sums of their own with a sign, a scale its column, points of a group's row their words."""
    values = table(wide_files, "tieu-chi", values=True)
    total = values.row_that_says(f"Tổng cộng: {wide.count} tiêu chí thành phần")
    assert values.cell(total, "Điểm chuẩn tối đa").value == float(wide.points)
    bonus = next(other for other in wide.extras if other.kind == "bonus")
    below = [str(row[0].value) for row in values.sheet.iter_rows(min_row=total + 1, max_row=total + 2)]
    assert all(text.startswith("Ngoài tổng: ") for text in below)
    assert values.cell(total + 1, "Điểm chuẩn tối đa").value == float(bonus.points or 0)
    assert values.cell(total + 1, "Điểm chuẩn tự chấm").number_format.startswith('"+"')
    (row, *_) = values.rows_of([next(entry for entry in wide.entries if entry.criterion.scale)])
    assert values.cell(row, "Thang điểm chuẩn").value.startswith("– ")
    headings = [str(row[1].value) for row in values.sheet.iter_rows(min_row=HEAD + 1)]
    assert any(text.endswith("(biểu ghi 40,00 điểm chuẩn)") for text in headings)


def test_a_rubric_without_points_and_units_has_no_columns_for_them() -> None:
    """Nothing of points is on its sheet, and what can be kept of each criterion is."""
    found = table(books(newest(BARE)), "tieu-chi")
    assert list(found.names)[:5] == ["Mã", "Yêu cầu", "Minh chứng đã có", "Ghi chú", "Người phụ trách"]
    assert "điểm" not in " ".join(str(cell.value) for row in found.sheet.iter_rows() for cell in row).lower()


def test_hostile_titles_are_text(hostile: Site, hostile_texts: Sequence[str]) -> None:
    """A title that begins like a formula or looks like a link is a string."""
    sheet = table(books(hostile), "tieu-chi").sheet
    cells = [row[1] for row in sheet.iter_rows(min_row=HEAD + 1) if row[1].value in hostile_texts]
    assert [cell.value for cell in cells] == list(hostile_texts)
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}


@pytest.mark.slow
@needs_office
def test_libreoffice_calculates_what_was_filled_in(
    site: Site, files: Files, wide: Site, wide_files: Files, tmp_path: Path
) -> None:
    """With the highest points as scores, every sum of scores is what the rubric says."""
    for name, made in (("tieu-chi", files), ("don-vi/noi-vu", files), ("tieu-chi", wide_files)):
        filled_in(made[f"tai-ve/{name}.xlsx"], tmp_path / f"{len(made)}-{Path(name).name}.xlsx")
    convert(tmp_path, "*.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")
    sums = read_sums(tmp_path / f"{len(files)}-tieu-chi.csv")
    assert sums == [*(view.points for view in site.sections), site.points]
    unit = next(view for view in site.units if view.unit.id == "noi-vu")
    assert read_sums(tmp_path / f"{len(files)}-noi-vu.csv") == [*(part.points for part in unit.parts), unit.points]
    parts = [view.points for view in wide.sections if view.count]
    others = [sum(entry.worth for entry in other.entries) for other in wide.extras]
    assert read_sums(tmp_path / f"{len(wide_files)}-tieu-chi.csv") == [*parts, wide.points, *others]


def filled_in(content: bytes, path: Path) -> None:
    """Write a workbook with each criterion's highest points as its score."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert isinstance(book.worksheets[0], Worksheet)
    found = Table(book.worksheets[0])
    highest, score = (next(name for name in found.names if name.endswith(end)) for end in ("tối đa", "tự chấm"))
    for row in range(HEAD + 1, found.sheet.max_row + 1):
        value = found.cell(row, highest).value
        if isinstance(value, int | float):
            found.cell(row, score).value = value
    book.save(path)


def read_sums(path: Path) -> list[Decimal]:
    """The sums of scores in a table that LibreOffice has calculated."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    score = next(place for place, name in enumerate(rows[HEAD - 1]) if name.endswith("tự chấm"))
    found = [row[score] for row in rows if row[0].startswith(("Cộng", "Tổng cộng", "Ngoài tổng"))]
    return [Decimal(re.sub(r"[^\d.]", "", text.replace(",", "."))) for text in found]


@pytest.mark.slow
@needs_office
def test_libreoffice_prints_them_large_enough(files: Files, tmp_path: Path) -> None:
    """On A4 landscape no letter is smaller than nine points, and no row cuts its text off."""
    for name in ("don-vi/noi-vu", "don-vi/tu-phap"):
        (tmp_path / f"{Path(name).name}.xlsx").write_bytes(files[f"tai-ve/{name}.xlsx"])
        without_heights(files[f"tai-ve/{name}.xlsx"], tmp_path / f"free-{Path(name).name}.xlsx")
    convert(tmp_path, "[!f]*.xlsx", "pdf")
    convert(tmp_path, "free-*.xlsx", "ods")
    convert(tmp_path, "*.ods", "xlsx:Calc MS Excel 2007 XML")
    for path in tmp_path.glob("[!f]*.xlsx"):
        document = PdfReader(path.with_suffix(".pdf"))
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in document.pages} == {(842, 595)}
        assert min(size for page in document.pages for size in sizes(page)) >= SMALLEST
        ours, theirs = (openpyxl.load_workbook(one) for one in (path, path.with_name(f"free-{path.name}")))
        for mine, other in zip(ours.worksheets, theirs.worksheets, strict=True):
            assert isinstance(mine, Worksheet)
            assert isinstance(other, Worksheet)
            for row in range(HEAD, mine.max_row):
                if not isinstance(mine.cell(row, 2), openpyxl.cell.MergedCell):
                    needed = other.row_dimensions[row].height or 0
                    assert (mine.row_dimensions[row].height or 0) >= min(needed, 409), (path.name, row)


def without_heights(content: bytes, path: Path) -> None:
    """Write a workbook whose rows are left to be as high as a program thinks fit; merged cells have no say there."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book.worksheets:
        assert isinstance(sheet, Worksheet)
        sheet.row_dimensions.clear()
    book.save(path)


def sizes(page: Any) -> Iterator[float]:  # noqa: ANN401 - pypdf's page
    """Yield the sizes of type really used on a page."""
    found: list[float] = []

    def note(text: str, matrix: Sequence[float], own: Sequence[float], _: object, size: float) -> None:
        if text.strip():
            found.append(abs(size * own[3] * matrix[3]))

    page.extract_text(visitor_text=note)
    yield from found
