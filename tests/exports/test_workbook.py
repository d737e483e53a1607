"""The Excel workbooks, read back with another library and opened by LibreOffice where there is one."""

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from rubric_site import exports
from rubric_site.views import Entry, Site

Files = Mapping[str, bytes]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FIRST = 4
"""The row of the first criterion."""


def sheet_of(files: Files, name: str, *, values: bool = False) -> Worksheet:
    """The first sheet of a workbook, with formulas or with the values that stand in the file."""
    sheet = openpyxl.load_workbook(io.BytesIO(files[f"tai-ve/{name}.xlsx"]), data_only=values).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def workbooks(site: Site) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Every workbook's name with its criteria."""
    yield "tieu-chi", site.entries
    for unit in site.units:
        yield unit.url.rstrip("/"), unit.entries


def test_workbooks_equal_the_rubric(site: Site, files: Files) -> None:
    """Each criterion is a row: code, section, group, title and points, in order."""
    for name, entries in workbooks(site):
        sheet = sheet_of(files, name)
        for number, entry in enumerate(entries, FIRST):
            code, section, group, title, _, points = (sheet.cell(number, column).value for column in range(1, 7))
            assert (code, title, points) == (entry.code, entry.criterion.title, float(entry.worth)), name
            assert section == f"{entry.section.code}. {entry.section.label}"
            assert str(group or "").endswith(entry.group.title if entry.group else "")


def test_sums_follow_the_filter_and_have_their_values(site: Site, files: Files) -> None:
    """The sum is a SUBTOTAL over all rows, and its value stands in the file for programs that do not calculate."""
    for name, entries in workbooks(site):
        last = FIRST + len(entries) - 1
        assert sheet_of(files, name).cell(last + 1, 6).value == f"=SUBTOTAL(109,F{FIRST}:F{last})"
        assert sheet_of(files, name).cell(last + 1, 7).value == f"=SUBTOTAL(109,G{FIRST}:G{last})"
        assert sheet_of(files, name, values=True).cell(last + 1, 6).value == float(sum(e.worth for e in entries))


def test_made_to_be_filled_in_filtered_and_printed(site: Site, files: Files) -> None:
    """Frozen head, filter, columns to fill in with a rule for scores, wrapped and sized rows, A4 landscape."""
    for name, entries in workbooks(site):
        sheet = sheet_of(files, name)
        last = FIRST + len(entries) - 1
        assert sheet.freeze_panes == f"B{FIRST}"
        assert sheet.auto_filter.ref == f"A{FIRST - 1}:I{last}"
        assert [sheet.cell(FIRST - 1, column).value for column in (7, 8, 9)] == [
            "Điểm tự chấm",
            "Minh chứng",
            "Ghi chú",
        ]
        (rule,) = sheet.data_validations.dataValidation
        assert (str(rule.sqref), rule.type, rule.formula1, rule.formula2) == (
            f"G{FIRST}:G{last}",
            "decimal",
            "0",
            f"$F{FIRST}",
        )
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
        assert sheet.oddFooter is not None
        assert "&P" in str(sheet.oddFooter.center.text)
        for number in range(FIRST, last + 1):
            assert sheet.cell(number, 4).alignment.wrap_text
            assert sheet.cell(number, 6).number_format == "0.00"
            height = sheet.row_dimensions[number].height
            assert height is not None
            assert height >= 15 * len(str(sheet.cell(number, 4).value)) / 50


def test_notes_stand_on_a_second_sheet(site: Site, files: Files) -> None:
    """What to do and what to keep can be read beside the table."""
    for name, entries in workbooks(site):
        notes = openpyxl.load_workbook(io.BytesIO(files[f"tai-ve/{name}.xlsx"])).worksheets[1]
        for number, entry in enumerate(entries, FIRST):
            note = entry.criterion.guidance
            assert note is not None
            cells = [str(notes.cell(number, column).value) for column in range(1, 9)]
            assert cells[0] == entry.code
            assert cells[2] == note.what
            assert all(action.text in cells[3] for action in note.actions)
            assert all(text in cells[4] for text in note.evidence)


def test_hostile_titles_are_text(hostile_text: str, commune_with: Callable[[str], Site]) -> None:
    """A title that begins like a formula or looks like a link is a string."""
    files = exports.build(commune_with(hostile_text), lambda _: None)
    sheet = sheet_of(files, "tieu-chi")
    cell = next(row[3] for row in sheet.iter_rows(min_row=FIRST) if row[3].value == hostile_text)
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
def test_libreoffice_reads_calculates_and_prints_them(site: Site, files: Files, tmp_path: Path) -> None:
    """A real spreadsheet program reads every title, calculates the sum, and prints on A4 landscape."""
    for name, _ in workbooks(site):
        (tmp_path / f"{Path(name).name}.xlsx").write_bytes(files[f"tai-ve/{name}.xlsx"])
    converted(tmp_path, "pdf")
    converted(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76")
    for name, entries in workbooks(site):
        text = (tmp_path / f"{Path(name).name}.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text)))[FIRST - 1 :]
        assert [row[3] for row in rows[:-1]] == [entry.criterion.title for entry in entries]
        assert rows[-1][5].replace(",", ".") == f"{sum(entry.worth for entry in entries):.2f}"
        pages = PdfReader(tmp_path / f"{Path(name).name}.pdf").pages
        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}


def converted(folder: Path, kind: str) -> None:
    """Let LibreOffice convert every workbook in a folder."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, folder.glob("*.xlsx"))], check=True, capture_output=True, timeout=300)
