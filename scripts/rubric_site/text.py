"""How values are written for Vietnamese readers, the same on pages and in downloads."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from rubric_site.model import Criterion, Reference, exact
from rubric_site.views import Entries, Extra, Heading, SectionView, Site

LEVELS = {"low": "Thấp", "medium": "Trung bình", "high": "Cao"}
"""How sure a note is."""

MARKS = str.maketrans(",.", ".,")
"""From the marks within numbers in English to those in Vietnamese."""

MEGABYTE = 1_000_000
YEAR = re.compile(r"/\d{4}/")


def points(value: Decimal) -> str:
    """Return points as Vietnamese readers write them: `1.250,50`; two decimals, more only where there are more."""
    return exact(value, ",").translate(MARKS)


def score(criterion: Criterion) -> str:
    """Return a criterion's points as they stand in a column: bonus and deduction with a sign, and in words without."""
    if criterion.points is None:
        return {"scored": "", "bonus": "cộng", "deduction": "trừ"}[criterion.kind]
    return {"scored": "", "bonus": "+", "deduction": "−"}[criterion.kind] + points(criterion.points)


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sums(site: Site, part: Entries) -> str:
    """Return how many criteria some are, and their points where the rubric is scored."""
    count = f"{part.count} {site.terms.criterion}"
    return f"{count}, {points(part.points)} {site.terms.points}" if site.has_points else count


def extra(site: Site, part: Extra) -> str:
    """Return how many bonus or deduction criteria some are, and the ceiling of their points where each has one."""
    name = {"bonus": "cộng", "deduction": "trừ"}[part.kind]
    count = f"{len(part.entries)} {site.terms.criterion} điểm {name}"
    return count if part.points is None else f"{count}, tối đa {points(part.points)} {site.terms.points}"


def declared(site: Site, part: SectionView | Heading) -> str:
    """Return what to say where a row of the table has other points than the criteria below it; else nothing."""
    if not part.differs:
        return ""
    row = part.section if isinstance(part, SectionView) else part.group.group
    name = site.terms.section if isinstance(part, SectionView) else site.terms.group
    return (
        f"Dòng {name} trong biểu ghi {points(row.max_points or Decimal())} {site.terms.points}; các "
        f"{site.terms.criterion} được liệt kê cộng lại {points(part.points)} {site.terms.points}."
    )


def copied(site: Site) -> str:
    """Return what of the pages is the table's own, as the subject of a sentence."""
    parts = ["số thứ tự", "tên"]
    parts += [site.terms.points] if site.has_points else []
    parts += [f"{site.terms.unit} phụ trách"] if site.units else []
    return capital(f"{', '.join(parts[:-1])} và {parts[-1]}")


def source_line(site: Site) -> str:
    """Return which edition this is and where its table comes from."""
    source = site.edition.source
    issued = f" ({source.issued_with})" if source.issued_with else ""
    return f"Ấn bản {site.edition.name}. Nguồn: {source.title}{issued}."


def subject(site: Site) -> str:
    """Return the line below the title of a unit's sheet."""
    edition = site.edition
    written = edition.paper.subject or f"thực hiện {edition.index_name}"
    return f"{written} năm {edition.year}" if edition.label is None else f"{written} {edition.label}"


def shared_remark(site: Site) -> str:
    """Return why the units' points add up to more than the rubric's, and what the source says of leads."""
    terms, source = site.terms, site.edition.source
    said = f" {source.leads}" if source.leads else ""
    if not site.has_points:
        return f"{capital(terms.criterion)} cùng phụ trách được kể đủ cho mỗi {terms.unit}.{said}"
    return (
        f"{capital(terms.criterion)} cùng phụ trách được tính đủ {terms.points} cho mỗi {terms.unit}, nên cộng theo "
        f"{len(site.units)} {terms.unit} được {points(site.points_by_units)} {terms.points}, không phải "
        f"{points(site.points)}.{said}"
    )


def vietnamese_date(value: dt.date) -> str:
    """Return a date as dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def file_size(size: int) -> str:
    """Return a size as readers know it: whole kilobytes, or megabytes with one decimal."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")


def names_its_year(reference: Reference) -> bool:
    """Return whether a document's number has a year in it (63/2010/NĐ-CP), so that its date may be left out."""
    return bool(YEAR.search(reference.number or ""))


def symbol(reference: Reference) -> str:
    """Return what a document is called in running text: its kind and number, or its title where it has no number."""
    return f"{reference.type} {reference.number}" if reference.number else reference.title


def slug(text: str) -> str:
    """Return a text as a name of a folder: small letters without marks, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text).lower()).strip("-")


def unmarked(text: str) -> str:
    """Return a text as it is typed without a Vietnamese keyboard."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
