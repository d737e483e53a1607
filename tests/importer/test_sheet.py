"""What Excel does to a table is undone, or said."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from tables import HEADER, Outcome, excel, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the rubric goes."""
    return tmp_path / "rubric"


def book(*rows: tuple[object, ...], header: tuple[str, ...] = HEADER) -> tuple[openpyxl.Workbook, Worksheet]:
    """A workbook with a table, to be damaged."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Bảng"
    for row in (header, *rows):
        sheet.append(list(row))
    return made, sheet


def imported(made: openpyxl.Workbook, folder: Path, *options: str) -> Outcome:
    """What the import makes of a workbook."""
    path = folder.parent / "bang.xlsx"
    made.save(path)
    return run(path, folder, *options)


def codes(outcome: Outcome) -> list[object]:
    """The numbers of the rows."""
    return [row[1] for row in outcome.rows]


def test_numbers_of_rows_that_lost_their_zero_get_it_back(folder: Path) -> None:
    """1.10 and 1.20 are 1.1 and 1.2 to Excel; what goes on from 1.9 and 1.19 tells."""
    rows = [("I", "MỘT", None, None), (1, "Nhóm", None, None)]
    numbers = [float(f"1.{number}") for number in range(1, 22)]
    made, _ = book(*rows, *((number, f"Tiêu chí {at}", 1, "A") for at, number in enumerate(numbers)))
    outcome = imported(made, folder)
    assert codes(outcome)[2:] == [f"1.{number}" for number in range(1, 22)]
    assert "bang.xlsx, trang tính “Bảng”, hàng 13: Excel ghi số 1.1; theo thứ tự thì là 1.10" in outcome.said
    assert "hàng 23: Excel ghi số 1.2; theo thứ tự thì là 1.20" in outcome.said


@pytest.mark.parametrize("before", [(1.2, 1.9), (1.1, 1.8)])
def test_a_number_goes_on_though_some_are_missing(before: tuple[float, ...], folder: Path) -> None:
    """Behind 1.9 comes 1.10, also where the table has no 1.1; and what stands there already cannot come again."""
    made, _ = book(*((code, f"T{at}", None, None) for at, code in enumerate(("I", 1, *before, 1.1))))
    assert codes(imported(made, folder)) == ["I", "1", *map(str, before), "1.10"]


def test_numbers_begin_again_in_the_next_section(folder: Path) -> None:
    """A second 1.1 below another section is 1.1."""
    made, _ = book(*((code, f"T{at}", None, None) for at, code in enumerate(("I", 1, 1.1, 1.2, "II", 1, 1.1, 1.2))))
    assert codes(imported(made, folder)) == ["I", "1", "1.1", "1.2", "II", "1", "1.1", "1.2"]


def test_a_number_shown_with_two_decimals_is_what_it_shows(folder: Path) -> None:
    """The format of the cell says how many digits the number has."""
    made, sheet = book(("I", "MỘT", None, None), (1, "Nhóm", None, None), (1.1, "Tiêu chí", 1.5, "A"))
    sheet["A4"].number_format = "0.00"
    sheet["C4"].number_format = "0.00"
    outcome = imported(made, folder)
    assert outcome.rows[2][1] == "1.10"
    assert "Tiêu chí\t1,50\tA" in (folder / "2026/source.txt").read_text(encoding="utf-8")


def test_numbers_that_became_dates_are_numbers_again(folder: Path) -> None:
    """1.1 became 1 January, 1.13 January 2013; points of 1.5 the first of May."""
    made, sheet = book(
        (None, "I", "MỘT", None, None),
        (None, 1, "Nhóm", None, None),
        (None, dt.datetime(2024, 1, 1), "Một", dt.datetime(2024, 5, 1), "A"),  # noqa: DTZ001 - Excel knows no zone
        (None, dt.datetime(2024, 1, 2), "Hai", 1, "A"),  # noqa: DTZ001 - as above
        (None, dt.datetime(2013, 1, 1), "Ba", dt.datetime(2024, 1, 14), "A"),  # noqa: DTZ001 - as above
        (None, 2, "Nhóm", None, None),
        (None, dt.datetime(2024, 2, 1), "Bốn", 1, "A"),  # noqa: DTZ001 - as above
        header=("", *HEADER),
    )
    sheet["B6"].number_format = "mmm-yy"
    outcome = imported(made, folder)
    assert codes(outcome)[2:] == ["1.1", "1.2", "1.13", "2", "2.1"]
    assert [row[4] for row in outcome.rows[2:5]] == [Decimal("1.5"), Decimal(1), Decimal("14.1")]
    assert "hàng 4: Excel đã đổi số thành ngày 01/05/2024; hiểu là 1,5" in outcome.said
    assert "hàng 5: Excel đã đổi số thành ngày 02/01/2024; hiểu là 1.2" in outcome.said


def test_noise_of_binary_fractions_is_no_decimal(folder: Path) -> None:
    """0.1 + 0.2 is 0.3."""
    made, _ = book(("I", "MỘT", None, None), (1, "Một", 0.1 + 0.2, "A"))
    assert imported(made, folder).rows[1][4] == Decimal("0.3")


@pytest.mark.parametrize("formula", ["=SUM(C3:C4)", ArrayFormula("C2", "=SUM(C3:C4)")])
def test_formulas_without_a_result_are_said(formula: object, folder: Path) -> None:
    """A program other than Excel saves no results: the points stay empty."""
    made, _ = book(("I", "MỘT", formula, None), (1, "Một", 1, "A"), (2, "Hai", "=1+1", "A"))
    outcome = imported(made, folder)
    assert [row[4] for row in outcome.rows] == [None, Decimal(1), None]
    assert "hàng 2: công thức =SUM(C3:C4) chưa có kết quả; để trống" in outcome.said
    assert "1 tiêu chí không có điểm, để trống: I.2" in outcome.said


def test_formulas_with_a_result_give_it(folder: Path) -> None:
    """What Excel counted last is taken, and the formula is said."""
    path = folder.parent / "bang.xlsx"
    xlsxwriter = pytest.importorskip("xlsxwriter")
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Bảng")
    for at, row in enumerate((HEADER, ("I", "MỘT", "", ""), (1, "Một", 1, "A"), (2, "Hai", 2, "A"))):
        sheet.write_row(at, 0, row)
    sheet.write_formula("C2", "=SUM(C3:C4)", None, 3)
    made.close()
    outcome = run(path, folder)
    assert outcome.rows[0][4] == Decimal(3)
    assert "hàng 2: công thức =SUM(C3:C4); lấy kết quả 3" in outcome.said


def test_hidden_rows_columns_and_sheets_are_said(folder: Path) -> None:
    """Rows and columns are read all the same; a hidden sheet is not."""
    made, sheet = book(("I", "MỘT", None, None), (1, "Một", 1, "A"), (2, "Hai", 2, "A"))
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("C", "D", hidden=True)
    other = made.create_sheet("Nháp")
    other.append(HEADER)
    other.append(("I", "NHÁP", None, None))
    other.sheet_state = "hidden"
    outcome = imported(made, folder)
    assert codes(outcome) == ["I", "1", "2"]
    assert "hàng 4: hàng ẩn, vẫn lấy: “2 Hai 2 A”" in outcome.said
    assert "trang tính “Bảng”: cột ẩn B; vẫn đọc" in outcome.said
    assert "trang tính “Bảng”: cột ẩn C đến D; vẫn đọc" in outcome.said
    assert "trang tính “Nháp”: trang tính ẩn, có 2 hàng; không lấy" in outcome.said


def test_merged_cells_are_resolved(folder: Path) -> None:
    """A section over all columns, a unit for two rows."""
    made, sheet = book(("I. MỘT", None, None, None), (1, "Một", 1, "A"), (2, "Hai", 2, None))
    sheet.merge_cells("A2:D2")
    sheet.merge_cells("D3:D4")
    outcome = imported(made, folder)
    assert [row[6] for row in outcome.rows] == [(), ("A",), ("A",)]
    assert "hàng 4: ô đơn vị gộp với ô trên; lấy “A”" in outcome.said
    assert "hàng 2" not in outcome.said


def test_line_breaks_in_a_cell_are_paragraphs(folder: Path) -> None:
    """Units and a scale that were typed with Alt and Enter."""
    made, _ = book(("I", "MỘT", None, None), (1, "Một\nhai\n- Đủ: 1\n- Thiếu: 0,5", 1, "Văn phòng\nTư pháp"))
    row = imported(made, folder).rows[1]
    assert row[2] == "Một hai"
    assert row[5] == (("Đủ", Decimal(1)), ("Thiếu", Decimal("0.5")))
    assert row[6] == ("Văn phòng", "Tư pháp")


def test_sheets_of_sections_go_on_from_each_other(folder: Path) -> None:
    """A sheet for each section, the same header on each."""
    made, _ = book(("I", "MỘT", None, None), (1, "Một", 1, "A"))
    for number, title in (("II", "HAI"), ("III", "BA")):
        sheet = made.create_sheet(title)
        sheet.append(HEADER)
        sheet.append((number, title, None, None))
        sheet.append((1, "Tiêu chí", 1, "A"))
    assert codes(imported(made, folder)) == ["I", "1", "II", "1", "III", "1"]


def test_a_second_rubric_on_another_sheet_is_said(folder: Path) -> None:
    """One that begins to count again is not mixed in."""
    made, _ = book(("I", "MỘT", None, None), (1, "Một", 1, "A"))
    other = made.create_sheet("Sở")
    for row in (HEADER, ("I", "KHÁC", None, None), (1, "Khác", 1, "A")):
        other.append(row)
    outcome = imported(made, folder)
    assert codes(outcome) == ["I", "1"]
    assert (
        "bảng 2 đánh số lại từ “I” nên là bảng khác; không lấy 3 dòng dưới đây (dùng --table 2 để lấy)" in outcome.said
    )
    assert imported(made, folder.parent / "other", "--table", "2").rows[1][2] == "Khác"


def test_percent_and_struck_cells_are_said(folder: Path) -> None:
    """A percentage is doubtful as points; what is struck through is taken."""
    made, sheet = book(("I", "MỘT", None, None), (1, "Một", 0.05, "A"), (2, "Hai", 1, "A"))
    sheet["C3"].number_format = "0%"
    sheet["B4"].font = Font(strike=True)
    outcome = imported(made, folder)
    assert "điểm ghi “5%”; hiểu là 5" in outcome.said
    assert "hàng 4: chữ bị gạch ngang, vẫn lấy: “Hai”" in outcome.said


def test_empty_columns_and_rows_around_a_table_do_no_harm(folder: Path) -> None:
    """A table may begin anywhere on the sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet["C3"] = "BẢNG ĐIỂM"
    rows = ([None], list(HEADER), ["I", "MỘT"], [1, "Một", 1, "A"], [None], [2, "Hai", 2, "A"])
    for row in rows:
        sheet.append([None, None, *row])
    outcome = imported(made, folder)
    assert [row[1:5] for row in outcome.rows] == [
        ("I", "MỘT", "scored", None),
        ("1", "Một", "scored", Decimal(1)),
        ("2", "Hai", "scored", Decimal(2)),
    ]
    assert outcome.rubric.edition.source.title == "BẢNG ĐIỂM"


def test_what_is_no_excel_file_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken file and an older kind of file."""
    for name, said in (("hong.xlsx", "không mở được như một tệp .xlsx"), ("cu.xls", "lưu lại dạng .xlsx")):
        path = folder.parent / name
        path.write_bytes(b"\xd0\xcf\x11\xe0 nothing")
        assert run(path, folder).status == 1
        assert said in capsys.readouterr().err
    assert not folder.exists()


def test_the_builder_makes_a_plain_file(folder: Path) -> None:
    """What is plain is not talked about."""
    path = excel(folder.parent / "bang.xlsx", [("I", "MỘT", None, None), (1, "Một", 1, "A")], ["BẢNG ĐIỂM"])
    outcome = run(path, folder)
    assert "Chưa chắc" not in outcome.said
    assert outcome.rubric.edition.source.title == "BẢNG ĐIỂM"
