"""The Word files, read back with python-docx and by LibreOffice: what is in them, and how it is set."""

import dataclasses
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from office import convert, needs_office
from pypdf import PdfReader
from rubric_site import sheet
from rubric_site.exports import downloads, paper, word
from rubric_site.glossary import SYMBOL
from rubric_site.views import Site, UnitView
from stage import WIDE, YEARS, newest

Files = Mapping[str, bytes]
LARGEST = 30_000

ALLOWED = {"Times New Roman", "Segoe UI Symbol"}
"""The fonts; the second one has the boxes to tick."""


def sheets(site: Site) -> Iterator[tuple[str, UnitView, bool]]:
    """Every Word file with its unit, and whether it has the annex."""
    for unit in site.units:
        yield unit.docx, unit, True
        yield unit.short_docx, unit, False


def opened(content: bytes) -> Any:  # noqa: ANN401 - what its types leave open is never so in our files
    """A file to look into."""
    return docx.Document(io.BytesIO(content))


def text_of(document: Any) -> str:  # noqa: ANN401 - the same
    """All text, in order and without spaces."""
    texts = [node.text or "-" for node in document.element.body.iter(qn("w:t"), qn("w:noBreakHyphen"))]
    return squeezed("".join(texts))


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


def main_table(document: Any) -> Any:  # noqa: ANN401 - the same
    """The table of the criteria: the first one with lines."""
    return next(table for table in document.tables if table.style.name == "Table Grid")


def texts(value: object) -> Iterator[str]:
    """Yield every text of a sheet, at any depth; how a column or a form is called in the files is none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif dataclasses.is_dataclass(value):
        unsaid = ("kind", "form", "author", "url")
        names = [field.name for field in dataclasses.fields(value) if field.name not in unsaid]
        if isinstance(value, sheet.Foot) and not value.signatures:
            names.remove("hint")
        if isinstance(value, sheet.Annex) and not any(note.scale for part in value.parts for note in part.notes):
            names.remove("scale")
        if isinstance(value, sheet.Column | sheet.Sheet):
            names.remove("name")
        for name in names:
            yield from texts(getattr(value, name))


def test_everything_of_the_sheet_is_in_the_file(site: Site, files: Files) -> None:
    """Each word that the page and the PDF have stands in it; the short one ends before the annex."""
    for name, unit, full in sheets(site):
        made = sheet.build(site, unit)
        document = opened(files[name])
        found = text_of(document)
        assert made.annex is not None
        for text in texts(made if full else dataclasses.replace(made, annex=None)):
            assert squeezed(text) in found, (name, text)
        assert (squeezed(made.annex.title) in found) == full
        rows = [[cell.text.replace("\u2011", "-") for cell in row.cells] for row in main_table(document).rows]
        assert rows[0] == [column.title for column in made.columns]
        assert [row for row in rows[1:] if len(set(row)) > 1] == [list(row) for part in made.parts for row in part.rows]


def test_small_and_the_same_twice(site: Site, files: Files) -> None:
    """No date of the run is in a file, and it can be sent by mail."""
    for name, unit, full in sheets(site):
        assert len(files[name]) <= LARGEST
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.testzip() is None
        made = paper.unit_sheet(site, unit)
        assert word.word(downloads.encoded(made if full else paper.without_annex(made))) == files[name]
        properties = opened(files[name]).core_properties
        assert (properties.created.year, properties.modified.year) == (site.edition.year,) * 2
        assert (properties.title, properties.author) == (f"{unit.unit.full_name}, {site.name}", site.name)


def test_set_as_the_decree_wants_it(site: Site, files: Files) -> None:
    """A4 with the decree's margins, the wide table on its side and the annex upright, numbers from page two."""
    for name, unit, full in sheets(site):
        first, *rest = opened(files[name]).sections
        assert sorted((first.page_width.mm, first.page_height.mm)) == pytest.approx([210, 297], abs=0.1)
        assert (first.orientation == WD_ORIENT.LANDSCAPE) == sheet.build(site, unit).landscape
        margins = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
        assert margins == pytest.approx([Mm(20), Mm(15), Mm(20), Mm(30)], abs=Pt(0.1))
        assert first.different_first_page_header_footer
        assert " PAGE " in first.header._element.xml  # noqa: SLF001 - a field has no API
        assert [section.start_type for section in rest] == ([WD_SECTION.NEW_PAGE, WD_SECTION.CONTINUOUS] * full)
        assert all(section.page_width < section.page_height for section in rest)
        assert all(section.header.is_linked_to_previous for section in rest)


def test_fonts_sizes_and_language(site: Site, files: Files) -> None:
    """Times New Roman, no letter smaller than ten points, notes in eleven, tables in twelve, in Vietnamese."""
    for name, _, _ in sheets(site):
        document = opened(files[name])
        fonts, sizes = set[str](), dict[str, float]()
        for part in ("styles", "document", "numbering"):
            content = zipfile.ZipFile(io.BytesIO(files[name])).read(f"word/{part}.xml").decode()
            fonts |= set(re.findall(r'w:ascii="([^"]*)"', content))
        assert fonts == ALLOWED
        for style in document.styles:
            if (size := getattr(getattr(style, "font", None), "size", None)) is not None:
                sizes[style.name] = size.pt
        empty = {"Kẻ ngang", "Hết phần"}
        assert min(size for style, size in sizes.items() if style not in empty) >= 10
        assert (sizes["Chữ trong bảng"], sizes["Nội dung hướng dẫn"]) == (12, 11)
        assert {paragraph.text for paragraph in document.paragraphs if paragraph.style.name in empty} == {""}
        (language,) = document.styles.element.iter(qn("w:lang"))
        assert language.get(qn("w:val")) == "vi-VN"


def test_headings_lists_and_table_heads_are_what_they_are(site: Site, files: Files) -> None:
    """Word's own styles make an outline; each list begins with one; a table's head is repeated, no row breaks."""
    for name, unit, full in sheets(site):
        document = opened(files[name])
        used = {paragraph.style.name for paragraph in document.paragraphs}
        assert "Title" in used
        assert ({"Heading 1", "Heading 2", "Heading 3", "List Number", "List Bullet"} <= used) == full
        head, *rows = main_table(document)._tbl.tr_lst  # noqa: SLF001 - what python-docx has no name for
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *rows))
        numbers = [
            paragraph._p.pPr.numPr.numId.val  # noqa: SLF001 - the same
            for paragraph in document.paragraphs
            if paragraph.style.name == "List Number"
        ]
        noted = [entry for entry in unit.entries if entry.criterion.guidance]
        assert len(set(numbers)) == (len(noted) if full else 0)


def test_no_document_s_number_breaks(site: Site, files: Files) -> None:
    """A hyphen within a number such as 61/2018/NĐ-CP is one at which no line ends."""
    for name, _, full in sheets(site):
        body = opened(files[name]).element.body
        assert list(body.iter(qn("w:noBreakHyphen"))) or not full
        for paragraph in body.iter(qn("w:p")):
            plain = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            assert [found for found in SYMBOL.findall(plain) if "-" in found] == []


def test_titles_are_text(hostile: Site, hostile_texts: Sequence[str]) -> None:
    """Whatever stands in a title or a note is written as it stands: in the table, over the note and twice in it."""
    document = opened(word.word(downloads.encoded(paper.unit_sheet(hostile, hostile.units[0]))))
    found = text_of(document)
    assert [text for text in hostile_texts if found.count(squeezed(text)) < 4] == []


def formed(form: str, signatures: Sequence[str]) -> Site:
    """An edition whose sheets have a form, and who signs them."""
    site = newest(WIDE)
    changed = site.edition.paper.model_copy(update={"form": form, "signatures": tuple(signatures)})
    edition = site.edition.model_copy(update={"paper": changed})
    return dataclasses.replace(site, rubric=dataclasses.replace(site.rubric, edition=edition))


SIGNED = ("NGƯỜI LẬP", "NGƯỜI KIỂM TRA", "GIÁM ĐỐC")


@pytest.mark.parametrize(
    ("form", "signatures", "landscape", "widths"),
    [
        ("phu-luc", (), True, []),
        ("phu-luc", SIGNED[2:], True, [[126, 126]]),
        ("phu-luc", SIGNED, True, [[85, 43, 43, 80]]),
        ("van-ban", (), True, [[106, 146], [76]]),
        ("van-ban", SIGNED, True, [[106, 146], [123, 43, 43, 43]]),
        ("phu-luc", SIGNED[2:], False, [[165]]),
        ("phu-luc", SIGNED, False, [[43, 43, 80]]),
        ("van-ban", (), False, [[69, 96], [49]]),
        ("van-ban", SIGNED[2:], False, [[69, 96], [49, 115]]),
        ("van-ban", SIGNED, False, [[69, 96], [36, 43, 43, 43]]),
    ],
)
def test_who_signs_has_room(form: str, signatures: Sequence[str], widths: list[list[int]], *, landscape: bool) -> None:
    """Above and below the table what stands side by side shares the width: each as much as it needs, then the rest."""
    site = formed(form, signatures)
    made = paper.unit_sheet(site, site.units[0])
    made["sheet"] = dataclasses.replace(made["sheet"], landscape=landscape)
    tables = opened(word.word(downloads.encoded(made))).tables
    plain = [table for table in tables if table.style.name != "Table Grid"]
    assert [[round(column.width.mm) for column in table.columns] for table in plain] == widths


def test_rules_are_as_long_as_the_decree_wants() -> None:
    """Below the unit two fifths of its name, below the motto the whole of it, in the middle of their columns."""
    site = formed("van-ban", SIGNED)
    head = opened(word.word(downloads.encoded(paper.unit_sheet(site, site.units[0])))).tables[0]
    rules = [cell.paragraphs[-1] for cell in head.rows[0].cells]
    ends = [(line.paragraph_format.left_indent.mm, line.paragraph_format.right_indent.mm) for line in rules]
    lengths = [column.width.mm - 2 - left - right for column, (left, right) in zip(head.columns, ends, strict=True)]
    assert [round(length) for length in lengths] == [25, 62]


def test_the_number_of_a_document_is_whole_between_other_words() -> None:
    """Its hyphens are such that no line ends at them, and what stands before and behind it is there once."""
    site = newest(YEARS)
    unit = next(unit for unit in site.units if unit.unit.id == "phuc-vu")
    document = opened(word.word(downloads.encoded(paper.unit_sheet(site, unit))))
    told = [paragraph for paragraph in document.paragraphs if "03/2026" in paragraph.text]
    assert [paragraph.text.replace("\u2011", "-").strip() for paragraph in told][:2] == [
        "Căn cứ (chưa đối chiếu): Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng).",
        "Thời hạn: Trước ngày 03 hằng tháng. Theo Điều 4 Quyết định 03/2026/QĐ-UBND (chưa kiểm chứng).",
    ]
    assert not any("QĐ-" in (node.text or "") for node in document.element.body.iter(qn("w:t")))


def test_the_steps_of_each_note_are_a_list_of_their_own() -> None:
    """Its numbers begin with one; what is ticked is in the first list, whatever the note."""
    site = newest(YEARS)
    document = opened(word.word(downloads.encoded(paper.unit_sheet(site, site.units[0]))))
    lists = [
        (paragraph.style.name, int(paragraph._p.pPr.numPr.numId.val))  # noqa: SLF001 - python-docx has no other way
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("List")
    ]
    assert [number for name, number in lists if name == "List Number"] == [2, 2, 3]
    assert {number for name, number in lists if name == "List Bullet"} == {1}


@pytest.mark.parametrize("signatures", [(), ("GIÁM ĐỐC",), ("NGƯỜI LẬP", "NGƯỜI KIỂM TRA", "GIÁM ĐỐC")])
@pytest.mark.parametrize("form", ["phu-luc", "van-ban"])
def test_every_form_of_the_sheet_can_be_written(signatures: Sequence[str], form: str) -> None:
    """Whoever signs, and whether it is a document of its own: all of it is there, in cells that fill the page."""
    site = formed(form, signatures)
    for unit in site.units:
        document = opened(word.word(json.dumps(paper.unit_sheet(site, unit), default=vars).encode()))
        made, found = sheet.build(site, unit), text_of(document)
        assert [text for text in texts(made) if squeezed(text) not in found] == []
        place = Mm(252 if made.landscape else 165)
        for table in document.tables[: 2 + (form == "van-ban")] if signatures else [main_table(document)]:
            assert sum(column.width for column in table.columns) == pytest.approx(place, abs=Mm(1.5))


@pytest.mark.slow
@needs_office
def test_libreoffice_opens_and_prints_them(site: Site, files: Files, tmp_path: Path) -> None:
    """A real office program shows every page: the head of the table on each of its pages, the annex on a new one."""
    chosen = [unit for unit in site.units if unit.unit.id in ("noi-vu", "tu-phap")]
    for unit in chosen:
        for name in (unit.docx, unit.short_docx):
            (tmp_path / Path(name).name).write_bytes(files[name])
    convert(tmp_path, "*.docx", "pdf")
    for unit in chosen:
        made = sheet.build(site, unit)
        pages = [ascii_of(page.extract_text()) for page in PdfReader(tmp_path / f"{unit.unit.id}.pdf").pages]
        signed = PdfReader(tmp_path / f"{unit.unit.id}-gon.pdf").pages
        assert made.annex is not None
        annex, doer = ascii_of(made.annex.title), ascii_of("Người thực hiện")
        assert [number for number, text in enumerate(pages, 1) if annex in text] == [len(signed) + 1]
        assert pages[len(signed)].startswith(f"{len(signed) + 1}{annex}")
        assert not pages[0].startswith("1")
        assert all(text.startswith(str(number)) for number, text in enumerate(pages[1:], 2))
        codes = [code for part in made.parts for code, *_ in part.rows]
        for text in pages[: len(signed)]:
            has_rows = any(re.search(rf"{re.escape(code)}(?![.\d])", text) for code in codes)
            assert (doer in text) == has_rows
        for page in signed:
            assert (page.mediabox.width > page.mediabox.height) == made.landscape


def ascii_of(text: str) -> str:
    """What stays in its place where a program takes letters with marks from another font."""
    return re.sub(r"[^A-Za-z0-9.]", "", text)
