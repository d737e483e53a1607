"""The PDFs: everything is in their text, in embedded Tinos, with bookmarks, and nothing in a title is markup."""

import dataclasses
import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from printed import A4, broken, extracted, fonts, pages, read, sizes, squeezed, text_of
from pypdf import PdfReader
from rubric_site import addresses, sheet
from rubric_site.exports import downloads, paper, pdf
from rubric_site.text import points
from rubric_site.views import Entry, Site, UnitView

pytestmark = pytest.mark.slow

Files = Mapping[str, bytes]

SMALLEST, REMARKS = 10, 11
"""Points of the legal basis of notes, and of the smallest letters on what is signed."""

LONGEST, ALL = 8, 36
"""Pages of the longest sheet, and of all sheets together."""

LEAST_USED, EQUAL, FULL = 0.25, 0.25, 0.85
"""The shares of a page that have text on them, by which columns may differ, and from which on that does not matter."""


def reader(files: Files, name: str) -> PdfReader:
    """A PDF to look into."""
    return read(files[f"tai-ve/{name}.pdf"])


def documents(site: Site) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Every PDF's name with the criteria that stand in it."""
    for unit in site.units:
        yield unit.url.rstrip("/"), unit.entries
    for section in site.sections:
        yield section.url.rstrip("/"), section.entries
    yield "toan-bo", site.entries


def test_every_criterion_stands_in_its_documents(site: Site, files: Files) -> None:
    """Codes, titles, points and every word of the notes can be read out of each PDF that they belong to, as NFC."""
    for name, entries in documents(site):
        text = text_of(reader(files, name))
        assert unicodedata.is_normalized("NFC", text), name
        for entry in entries:
            assert squeezed(f"{entry.code}{entry.criterion.title}") in text, (name, entry.code)
            assert squeezed(f"{entry.code}. {entry.criterion.title} ({points(entry.worth)} điểm)") in text, name
            note = entry.criterion.guidance
            assert note is not None
            deadlines = [deadline.text for deadline in note.deadlines]
            for words in (
                note.what,
                *(action.text for action in note.actions),
                *note.evidence,
                *deadlines,
                *note.pitfalls,
            ):
                assert squeezed(words) in text, (name, entry.code, words)


def test_sums_stand_in_the_documents(site: Site, files: Files) -> None:
    """Each section's sum and each unit's total are in the text."""
    for unit in site.units:
        text = text_of(reader(files, unit.url.rstrip("/")))
        assert squeezed(f"Tổng cộng: {unit.count} tiêu chí, {points(unit.points)} điểm") in text
        for part in unit.parts:
            assert squeezed(f"{part.section.title}: {part.count} tiêu chí, {points(part.points)} điểm") in text, (
                unit.url
            )
    for section in site.sections:
        text = text_of(reader(files, section.url.rstrip("/")))
        assert squeezed(f"{section.count} tiêu chí, {points(section.points)} điểm.") in text


def test_the_whole_has_contents_documents_and_abbreviations(site: Site, files: Files) -> None:
    """The PDF of everything lists its sections, every legal document by title, and every abbreviation."""
    document = reader(files, "toan-bo")
    contents = squeezed(extracted(document)[1].text)
    for section in site.sections:
        assert squeezed(f"{section.section.code}. {section.section.label}") in contents
        assert all(squeezed(f"{line.code}. {line.title}") in contents for line in section.headings)
    text = text_of(document)
    for reference in site.rubric.references.values():
        assert squeezed(reference.title) in text
    for name, abbreviation in site.rubric.abbreviations.items():
        assert squeezed(name + abbreviation.meaning) in text


def test_pages_are_a4_and_numbered_from_the_second_on(site: Site, files: Files) -> None:
    """Every page is A4; the first has no number, the others begin with theirs."""
    for name, _ in documents(site):
        document = reader(files, name)
        for number, (page, told) in enumerate(zip(document.pages, extracted(document), strict=True), 1):
            assert {round(page.mediabox.width), round(page.mediabox.height)} == A4
            begins = rf".*\b{number}\n" if number > 1 else r"\D"
            assert re.match(begins, told.text.strip()), (name, number)


def test_only_embedded_tinos(site: Site, files: Files) -> None:
    """Each font is a subset of Tinos inside the file; none is a Type 3 font."""
    for name, _ in documents(site):
        for font in fonts(reader(files, name)):
            assert font["/Subtype"] == "/Type0", name
            inner = font["/DescendantFonts"][0].get_object()
            assert re.fullmatch(r"/[A-Z]{6}\+Tinos-?\w*", inner["/BaseFont"]), name
            assert {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].get_object().keys(), name


def test_tagged_with_language_title_author_and_bookmarks(site: Site, files: Files) -> None:
    """A reader program finds tags, Vietnamese as the language, who and what, and each criterion among the bookmarks."""
    for name, entries in documents(site):
        document = reader(files, name)
        root: Any = document.root_object
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "vi-VN"
        assert document.metadata is not None
        assert document.metadata.author == site.name
        assert site.name in (document.metadata.title or "")
        marks = [squeezed(title) for _, title in bookmarks(document.outline)]
        for entry in entries:
            start = squeezed(f"{entry.code}. {entry.title}")
            assert [mark for mark in marks if mark.startswith(start)], (name, entry.code)


def test_the_book_s_bookmarks_are_nested(site: Site, files: Files) -> None:
    """Its chapters stand in the first row, groups and criteria below their section's."""
    marks = list(bookmarks(reader(files, "toan-bo").outline))
    chapters = [title for depth, title in marks if depth == 0]
    named = [f"{section.section.code}. {section.section.label}" for section in site.sections]
    assert chapters[: len(named)] == named
    assert len(chapters) == len(named) + 3
    inside = [squeezed(title) for depth, title in marks if depth > 0]
    assert all(any(mark.startswith(squeezed(f"{entry.code}. ")) for mark in inside) for entry in site.entries)


def bookmarks(outline: Sequence[object], depth: int = 0) -> Iterator[tuple[int, str]]:
    """The bookmarks' titles in order, each with how deep it stands."""
    for mark in outline:
        if isinstance(mark, list):
            yield from bookmarks(mark, depth + 1)
        else:
            yield depth, str(getattr(mark, "title", ""))


def with_paper(site: Site, **changes: object) -> Site:
    """The edition with another way of printing a unit's sheet."""
    edition = site.edition.model_copy(update={"paper": site.edition.paper.model_copy(update=changes)})
    return dataclasses.replace(site, rubric=dataclasses.replace(site.rubric, edition=edition))


def typeset(data: Mapping[str, Any]) -> PdfReader:
    """A document made of its data."""
    return read(pdf.typeset(json.dumps(data, default=vars).encode()))


def test_a_sheet_is_an_annex_or_a_document_of_its_own(site: Site, files: Files) -> None:
    """As an annex it names what it was issued with, blanks dotted; as a document it has what the decree asks for."""
    motto, number = squeezed("Độc lập - Tự do - Hạnh phúc"), squeezed("Số: ……/……")
    issued = squeezed("(Kèm theo Kế hoạch số ……/KH-UBND ngày …… tháng …… năm 2024 của")
    for name, _ in documents(site):
        text = text_of(reader(files, name))
        assert motto not in text
        assert ("Phụlục……" in text) == name.startswith("don-vi/")
        assert issued in text
    own = text_of(typeset(paper.unit_sheet(with_paper(site, form="van-ban"), site.units[0])))
    for words in (motto, number, "Căncứ", "Nơinhận:", squeezed(site.edition.body.name.upper())):
        assert words in own
    assert "Phụlục……" not in own


def test_a_sheet_has_the_columns_that_the_edition_wants(site: Site) -> None:
    """By default there is room to assign each criterion; an office may have the plain table, which stands upright."""
    unit = site.units[0]
    wide = typeset(paper.without_annex(paper.unit_sheet(site, unit)))
    for words in ("Người thực hiện", "Phối hợp", "Thời hạn", "Sản phẩm, minh chứng", "Ghi chú"):
        assert squeezed(words) in text_of(wide)
    assert wide.pages[0].mediabox.width > wide.pages[0].mediabox.height
    plain = with_paper(site, columns=("code", "title", "points"))
    narrow = typeset(paper.without_annex(paper.unit_sheet(plain, unit)))
    assert squeezed("Người thực hiện") not in text_of(narrow)
    assert narrow.pages[0].mediabox.width < narrow.pages[0].mediabox.height


def test_a_unit_sheet_is_signed(site: Site, files: Files) -> None:
    """Place and date and every signature stand after the total."""
    edition = site.edition
    for unit in site.units:
        _, _, foot = text_of(reader(files, unit.url.rstrip("/"))).partition("Tổngcộng:")
        assert squeezed(f"{edition.body.place}, ngày") in foot
        for name in edition.paper.signatures:
            assert squeezed(name) in foot


def test_the_signed_part_has_no_advice(site: Site, files: Files) -> None:
    """The notes begin a page after the signatures, under a title that says what they are; the short file has none."""
    title = squeezed("PHỤ LỤC: Hướng dẫn từng tiêu chí (để tham khảo, chưa rà soát)")
    for unit in site.units:
        whole, short = (reader(files, path.removeprefix("tai-ve/").removesuffix(".pdf")) for path in unit_pdfs(unit))
        texts = [squeezed(text) for text in pages(whole)]
        first = next(number for number, text in enumerate(texts) if title in text)
        assert texts[first].startswith(title)
        signed = "".join(texts[:first])
        assert signed == text_of(short)
        for entry in unit.entries:
            note = entry.criterion.guidance
            assert note is not None
            for words in (note.what, *(action.text for action in note.actions), *note.pitfalls):
                assert squeezed(words) not in signed, entry.code


def test_nothing_is_too_small_or_broken(site: Site, files: Files) -> None:
    """No letter has less than 10 points, on what is signed less than 11; no document's number is broken."""
    for name, _ in documents(site):
        document = reader(files, name)
        assert min(sizes(document)) >= SMALLEST, name
        assert broken(document) == [], name
    for unit in site.units:
        short = reader(files, unit.short_pdf.removeprefix("tai-ve/").removesuffix(".pdf"))
        assert min(sizes(short)) >= REMARKS, unit.url


def test_links_lead_to_notes_and_to_the_site(site: Site, files: Files) -> None:
    """A code in a table leads to its note, a note to its lasting place on the site, where that is known."""
    unit = site.units[0]
    assert links(reader(files, unit.url.rstrip("/"))) == ["" for _ in unit.entries]
    known = dataclasses.replace(site, shelf=dataclasses.replace(site.shelf, address="https://example.org/"))
    found = links(typeset(paper.unit_sheet(known, unit)))
    wanted = {f"https://example.org/{site.edition.year}/{entry.url}" for entry in unit.entries}
    assert set(found) == {"", *wanted}


def links(document: PdfReader) -> list[str]:
    """The addresses that a document leads to; of its own places, none."""
    notes = [note.get_object() for page in document.pages for note in page.get("/Annots", [])]
    return [str(note.get("/A", {}).get("/URI", "")) for note in notes]


Element = tuple[str, str, bool]


def test_parts_are_tagged_as_what_they_are(site: Site, files: Files) -> None:
    """Actions are list items, and evidence where it is a list; rows are in the table's body, no head cell is empty."""
    for unit in site.units:
        found = list(elements(reader(files, unit.url.rstrip("/")).root_object["/StructTreeRoot"]))
        notes = [entry.criterion.guidance for entry in unit.entries if entry.criterion.guidance]
        annex = sheet.build(site, unit).annex
        assert annex is not None
        listed = sum(len(note.actions) + (0 if annex.dense else len(note.evidence)) for note in notes)
        assert [kind for kind, _, _ in found].count("/LI") == listed
        rows = [above for kind, above, _ in found if kind == "/TR"]
        assert rows.count("/TBody") >= unit.count
        assert {above for kind, above, _ in found if kind == "/TD"} == {"/TR"}
        assert "/TFoot" not in rows
        assert {filled for kind, _, filled in found if kind == "/TH"} == {True}


def elements(node: Any, above: str = "") -> Iterator[Element]:  # noqa: ANN401 - it has many types
    """Every element of a document's structure: its kind, that of what it stands in, and whether it holds anything."""
    inside = node.get("/K", [])
    inside = inside.get_object() if hasattr(inside, "get_object") else inside
    kind = str(node.get("/S", ""))
    yield kind, above, inside != []
    for child in inside if isinstance(inside, list) else [inside]:
        part = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(part, "get") and "/S" in part:
            yield from elements(part, kind)


def test_it_claims_to_be_made_for_the_archive_and_for_readers(site: Site, files: Files) -> None:
    """Each file says PDF/A-3a and PDF/UA-1, and has the day of the edition's year instead of a clock's."""
    for name, _ in documents(site):
        document = reader(files, name)
        told = document.xmp_metadata
        assert told is not None
        content = told.stream.get_data().decode()
        for claim in ("<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
            assert claim in content, name
        assert document.metadata is not None
        assert str(document.metadata["/CreationDate"]).startswith(f"D:{site.edition.year}0101")


def test_the_book_says_where_everything_is(site: Site, files: Files) -> None:
    """Its index has each unit's criteria with their pages, documents say who cites them where, pages their chapter."""
    document = reader(files, "toan-bo")
    texts = [squeezed(sheet.text) for sheet in extracted(document)]
    starts = {entry.code: _page(texts, entry) for entry in site.entries}
    head = squeezed("Tra theo đơn vị phụ trách")
    index = "".join(text for text in texts[3:] if head in text)
    for entry in site.entries:
        assert any(line in index for line in _listed(entry, starts[entry.code])), entry.code
    assert re.search(r"Viện dẫn ở: [IVX.\d, \n]+\(trang\s[\d, \n]+\)", "".join(pages(document)))
    head = squeezed(site.sections[0].title)
    assert any(text.startswith(f"{head}{number}") for number, text in enumerate(texts, 1))
    assert any("/Annots" in page for page in document.pages)


def _listed(entry: Entry, page: int) -> Iterator[str]:
    """What the index may have of a criterion: the page's number after the first line of its title."""
    words = entry.title.split()
    for end in range(1, len(words) + 1):
        yield squeezed(f"{entry.code}{' '.join(words[:end])}{page}")


def _page(texts: Sequence[str], entry: Entry) -> int:
    """The number of the page on which a criterion's note begins; the contents before it may have the same words."""
    heading = squeezed(f"{entry.code}. {entry.title} (")
    return max(number for number, text in enumerate(texts, 1) if heading in text)


def test_sheets_keep_within_their_pages(site: Site, files: Files) -> None:
    """The units with most notes have eight pages at most, all together thirty-six."""
    counts = [len(reader(files, unit.url.rstrip("/")).pages) for unit in site.units]
    assert max(counts) <= LONGEST
    assert sum(counts) <= ALL


def test_no_page_is_nearly_empty(site: Site, files: Files) -> None:
    """A quarter of every page has text on it, but for one with signatures."""
    signed = {unit.url.rstrip("/"): len(read(files[unit.short_pdf]).pages) for unit in site.units}
    for name, _ in documents(site):
        for number, told in enumerate(extracted(reader(files, name)), 1):
            assert told.used > LEAST_USED or number == signed.get(name), (name, number)


def test_columns_end_side_by_side(site: Site, files: Files) -> None:
    """Where the notes of a sheet or of a chapter end on a page, neither of their columns is much longer."""
    for name in [name for name, _ in documents(site)][:-1]:
        left, right = extracted(reader(files, name))[-1].ends
        assert abs(left - right) < EQUAL or left > FULL, name
    sheets = extracted(reader(files, "toan-bo"))
    starts = [squeezed(section.title + section.section.title) for section in site.sections]
    chapters = [number for number, told in enumerate(sheets) if any(start in squeezed(told.text) for start in starts)]
    assert len(chapters) == len(site.sections)
    for number in chapters[1:]:
        left, right = sheets[number - 1].ends
        assert abs(left - right) < EQUAL or left > FULL, number


def unit_pdfs(unit: UnitView) -> tuple[str, str]:
    """The paths of a unit's two sheets."""
    return unit.pdf, unit.short_pdf


def test_titles_are_never_markup(hostile: Site, hostile_texts: Sequence[str]) -> None:
    """Whatever stands in a title or a note is printed as it stands: in the table, over the note and twice in it."""
    section = paper.section_document(hostile, hostile.sections[0])
    for data in (section, paper.whole_document(hostile, [section])):
        shown = text_of(typeset(data))
        assert [text for text in hostile_texts if shown.count(squeezed(text)) < 4] == []


def test_a_sign_that_tinos_lacks_is_printed_nevertheless(commune_with: Callable[[str], Site]) -> None:
    """Signs such as ≥ come from Typst's own serif font rather than as an empty box."""
    site = commune_with("Tỷ lệ ≥ 90%")
    data = json.dumps(paper.section_document(site, site.sections[0]), default=vars).encode()
    assert squeezed("Tỷ lệ ≥ 90%") in text_of(read(pdf.typeset(data)))


def test_a_warning_of_typst_stops_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A template that names an unknown font makes no document."""
    template = tmp_path / "document.typ"
    template.write_text('#set document(title: "x")\n#set text(font: "Không có")\nx', encoding="utf-8")
    script = shutil.copy(pdf.__file__, tmp_path)
    monkeypatch.setattr(pdf, "__file__", script)
    monkeypatch.setattr(pdf, "_process", cache(pdf._process.__wrapped__))  # noqa: SLF001 - begins with that script
    with pytest.raises(RuntimeError, match="unknown font"):
        pdf.typeset(b"{}")


def test_a_typesetter_that_is_gone_is_told_of_and_begins_anew(site: Site) -> None:
    """Killed, as by a system that runs out of memory, it ends the run with an error; the next document is made."""
    data = downloads.encoded(paper.section_document(site, site.sections[0]))
    process = pdf._process()  # noqa: SLF001 - which is kept for the documents to come
    pdf.typeset(data)
    assert pdf._process() is process  # noqa: SLF001
    process.kill()  # as the system does it
    with pytest.raises(RuntimeError, match="Typst"):
        pdf.typeset(data)
    assert pdf.typeset(data).startswith(b"%PDF")


def test_a_large_document_gives_its_memory_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made in a process of its own."""
    data = downloads.encoded(paper.section_document(site, site.sections[0]))
    small = pdf.typeset(data)
    before = pdf._process()  # noqa: SLF001 - whose memory it is
    monkeypatch.setattr(pdf, "LARGE", len(data) - 1)
    assert pdf.typeset(data) == small
    assert before.returncode == 0
    assert pdf._process.cache_info().currsize == 0  # noqa: SLF001 - nor is the one that made the document


def test_a_very_large_edition_is_printed_by_unit_only(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no document of everything nor of a section then, and a sheet of many criteria has no annex."""
    sections = {section.pdf for section in site.sections}
    unit = max(site.units, key=lambda view: view.count)

    def printed() -> dict[str, bool]:
        return {
            download.path: b'"annex": {' in download.data
            for download in downloads.offered(site)
            if download.path.endswith(".pdf")
        }

    assert printed()[unit.pdf]
    assert {addresses.WHOLE, unit.short_pdf, *sections} <= printed().keys()
    monkeypatch.setattr(paper, "LONGEST", len(site.entries))
    assert {addresses.WHOLE, *sections} <= printed().keys()
    monkeypatch.setattr(paper, "LONGEST", len(unit.entries))
    assert printed()[unit.pdf]
    assert not {addresses.WHOLE, *sections} & printed().keys()
    monkeypatch.setattr(paper, "LONGEST", len(unit.entries) - 1)
    assert not printed()[unit.pdf]
    assert unit.short_pdf not in printed()
