"""What stands on the printed documents, as plain data: the Typst template decides only how it looks."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypedDict

from rubric_site import notes, sheet
from rubric_site.addresses import ABBREVIATIONS, DOCUMENTS, TITLES
from rubric_site.sheet import Sheet
from rubric_site.text import (
    ABBREVIATION_COLUMNS,
    CITED_IN,
    UNVERIFIED_MEANS,
    capital,
    extra,
    force,
    guidance_title,
    in_year,
    points,
    points_title,
    relation,
    scale_title,
    score,
    source_line,
    sums,
    symbol,
    unit_names,
    units_title,
)
from rubric_site.views import Cited, Entry, Line, SectionView, Site, UnitView

LONGEST = 250
"""Criteria whose notes are printed: a unit's as the annex of its sheet, an edition's by section and as one document.

Nobody prints a thousand pages, and Typst needs a megabyte and three milliseconds a note.
"""


class Words(TypedDict):
    """What stands on a document besides the rubric's own texts."""

    guidance: str
    criterion: str
    points: str | None
    scale: str
    contents: str
    references: str
    unverified: str
    cited: str
    page: str
    index: str
    abbreviations: str
    abbreviation_columns: tuple[str, str]


class Cells(TypedDict):
    """A row of a section's table: a group's heading of some level, or a criterion, of none (0)."""

    level: int
    code: str
    title: str
    units: str
    points: str


class PointsTable(TypedDict):
    """A section's table: the head of the column of units, where there are any, the rows, the line below them."""

    units: str | None
    rows: list[Cells]
    sum: str


class Noted(TypedDict):
    """A criterion with its note, or a group as the heading of a level above those below it."""

    level: int
    code: str
    title: str
    note: notes.Note | None


class Chapter(TypedDict):
    """A section: its name, its title in the table, its lead, its table, a remark to that, its notes."""

    title: str
    official: str
    note: str | None
    table: PointsTable
    remark: str | None
    guided: bool
    lines: list[Noted]


class Cover(TypedDict):
    """The front of the book."""

    body: str
    title: str
    subject: str
    facts: str
    lead: str
    notice: str | None


class Document(TypedDict):
    """A legal document in the book: its name, what it is, what came of it, the codes of those that cite it."""

    name: str
    text: str
    remarks: str
    cited: list[str]


class Documents(TypedDict):
    """The legal documents of a kind."""

    kind: str
    documents: list[Document]


class Indexed(TypedDict):
    """A unit in the index, with the codes and titles of its criteria."""

    name: str
    criteria: list[dict[str, str]]


class Paper(TypedDict):
    """What every document has that Typst sets: for its properties, its margins and its notes."""

    address: str
    name: str
    author: str
    year: int
    edition: str
    code: int
    words: Words
    cautions: list[str]


class SheetPaper(Paper):
    """The sheet of a unit."""

    kind: Literal["sheet"]
    sheet: Sheet


class SectionPaper(Paper):
    """The document of a section."""

    kind: Literal["section"]
    section: Chapter


class Book(Paper):
    """The whole edition."""

    kind: Literal["book"]
    cover: Cover
    chapters: list[Chapter]
    references: list[Documents]
    index: list[Indexed]
    abbreviations: list[tuple[str, str, str]]


CODE_WIDTH, LETTER_WIDTH = 17, 2.3
"""The width of the column of codes, and of a letter there, in millimetres."""


def unit_sheet(site: Site, view: UnitView) -> SheetPaper:
    """Return the sheet of a unit, with its annex where that is not too long."""
    made = sheet.build(site, view, annexed=len(view.entries) <= LONGEST)
    return {**_paper(site, made.name), "kind": "sheet", "sheet": made}


def without_annex(document: SheetPaper) -> SheetPaper:
    """Return a unit's sheet as it is signed, without the notes."""
    return {**document, "sheet": replace(document["sheet"], annex=None)}


def section_document(site: Site, view: SectionView) -> SectionPaper:
    """Return the document of a section: its table, then its notes."""
    name = f"{view.title}, {site.name}"
    return {**_paper(site, name), "kind": "section", "section": _chapter(site, view)}


def whole_document(site: Site, sections: Iterable[SectionPaper]) -> Book:
    """Return the whole rubric as a book: contents, sections, legal documents, index by unit, abbreviations.

    Args:
        site: The edition.
        sections: The documents of its sections, whose content the book repeats.
    """
    return {
        **_paper(site, site.name),
        "kind": "book",
        "cover": _cover(site),
        "chapters": [document["section"] for document in sections],
        "references": [
            {"kind": kind, "documents": [_cited(site, cited) for cited in documents]}
            for kind, documents in site.cited_by_kind
        ],
        "index": [_indexed(view) for view in site.units if site.has_notes],
        "abbreviations": [
            (name, abbreviation.meaning, abbreviation.english or "")
            for name, abbreviation in sorted(site.rubric.abbreviations.items())
        ],
    }


def _paper(site: Site, title: str) -> Paper:
    """Return what every document has. It is dated by the edition's year, so that equal data give equal bytes."""
    return {
        "address": site.shelf.address,
        "name": title,
        "author": site.name,
        "year": site.edition.year,
        "edition": source_line(site),
        "code": max(CODE_WIDTH, round(LETTER_WIDTH * site.longest_code + 4)),
        "words": _words(site),
        "cautions": list(sheet.common(site)) if site.has_notes else [],
    }


def _words(site: Site) -> Words:
    """Return what stands on a document besides the rubric's own texts."""
    terms = site.terms
    return {
        "guidance": guidance_title(site),
        "criterion": capital(terms.criterion),
        "points": points_title(site) if site.has_points else None,
        "scale": scale_title(site),
        "contents": "Mục lục",
        "references": TITLES[DOCUMENTS],
        "unverified": UNVERIFIED_MEANS,
        "cited": CITED_IN,
        "page": "trang",
        "index": f"Tra theo {terms.unit} phụ trách",
        "abbreviations": TITLES[ABBREVIATIONS],
        "abbreviation_columns": ABBREVIATION_COLUMNS,
    }


def _cover(site: Site) -> Cover:
    edition, body, terms = site.edition, site.edition.body, site.terms
    facts = [f"{len(site.sections)} {terms.section}", sums(site, site), *(extra(site, other) for other in site.extras)]
    facts += [f"{len(site.units)} {terms.unit} phụ trách"] if site.units else []
    return {
        "body": body.name.upper(),
        "title": edition.site_title,
        "subject": f"{capital(body.area)}, {in_year(site)}",
        "facts": ", ".join(facts),
        "lead": edition.lead,
        "notice": edition.notice,
    }


def _chapter(site: Site, view: SectionView) -> Chapter:
    return {
        "title": view.title,
        "official": view.section.title,
        "note": view.section.note,
        "table": {
            "units": units_title(site) if site.units else None,
            "rows": [_row(site, line) for line in view.lines],
            "sum": sheet.section_sum(site, view),
        },
        "remark": sheet.section_remark(site, view) or None,
        "guided": view.has_notes,
        "lines": [_noted(site, line) for line in view.lines],
    }


def _row(site: Site, line: Line) -> Cells:
    if isinstance(line, Entry):
        given = score(line.criterion) if site.has_points else ""
        return _cells(line.code, line.title, unit_names(line.units, line.lead), given)
    group = line.group
    declared = group.group.max_points
    shown = points(declared) if declared is not None and site.has_points else ""
    return _cells(group.code, group.title, unit_names(group.units), shown, level=group.level)


def _cells(code: str, title: str, units: str, given: str, *, level: int = 0) -> Cells:
    return {"level": level, "code": code, "title": title, "units": units, "points": given}


def _noted(site: Site, line: Line) -> Noted:
    """Return a criterion with its note, or a group as the heading of those below it."""
    if isinstance(line, Entry):
        level = len(line.groups) + 1
        return {"level": level, "code": line.code, "title": line.title, "note": notes.note(site, line)}
    return {"level": line.group.level, "code": line.code, "title": line.title, "note": None}


def _indexed(view: UnitView) -> Indexed:
    criteria = [{"code": entry.code, "title": entry.title} for entry in view.entries]
    return {"name": view.unit.full_name, "criteria": criteria}


def _later(site: Site, name: str) -> Iterable[str]:
    """Yield what later documents did to one."""
    documents = site.rubric.references
    for one in site.relations.get(name, ()):
        before, after = relation(one, documents)
        yield f"{before} {symbol(documents[one.later])}{after}."


def _cited(site: Site, cited: Cited) -> Document:
    reference = cited.reference
    details = [reference.issuer, *([reference.title] if reference.number else [])]
    told = [force(site, reference), *_later(site, cited.id), reference.later, reference.note]
    return {
        "name": notes.named(reference),
        "text": f"{': '.join(details)}.",
        "remarks": " ".join(filter(None, told)),
        "cited": [entry.code for entry in cited.entries],
    }
