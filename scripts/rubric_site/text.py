"""How values are written for Vietnamese readers, the same on pages and in downloads."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal

from rubric_site.lifetime import Relation
from rubric_site.model import Citation, Criterion, Deadline, Period, Reference, Review, Scoring, Section, Unit, exact
from rubric_site.views import Entries, Entry, Extra, Heading, SectionView, Site

BASIS = {"checked": "Đã đối chiếu điều khoản", "seen": "Mới thấy số và tên văn bản", "unchecked": "Chưa đối chiếu"}
"""How far a note's legal basis was checked."""

SCORED = "Cách chấm"
SCORING = {"known": "đã biết", "partial": "mới biết một phần", "unknown": "chưa tìm thấy"}
"""How far the way of scoring is known."""

DRAFT = "Bản nháp, chưa rà soát"
"""What is said of a note that nobody has reviewed."""

UNVERIFIED = "chưa kiểm chứng"
"""What is said of anything that was not seen in a public source."""

UNVERIFIED_MEANS = "“Chưa kiểm chứng” nghĩa là chưa thấy số và tên văn bản cùng nhau trong một nguồn công khai."
"""What that means of a legal document."""

FRAMEWORK = "Khung chung của chỉ số"
"""What stands in front of the documents that hold for the whole index."""

CITED_IN = "Viện dẫn ở"
"""What stands in front of the criteria that cite a document."""

ABBREVIATION_COLUMNS = ("Viết tắt", "Nghĩa")

FOR_REFERENCE = "Ghi chú hướng dẫn chỉ để tham khảo."
"""What a page says that has notes or leads to them."""

LEADS = "(chủ trì)"
"""What stands behind the unit that leads."""

RELATIONS = {"replaces": "thay thế", "amends": "sửa đổi, bổ sung", "ends": "bãi bỏ"}
"""What a later document does to an earlier one."""

MARKS = str.maketrans(",.", ".,")
"""From the marks within numbers in English to those in Vietnamese."""

NO_NUMBER = re.compile(r"\bsố\s*/")
BLANKS = re.compile(r"\b(?:ngày|tháng|năm)(?=\s+(?:tháng|năm|của)\b|\s*$)")
"""Where a document's number, and parts of its date, are left blank."""

LONGEST_LINE = 26
KIND = re.compile(r"\w+(?: [a-zà-ỹđ]+)* (?=[A-ZÀ-ỸĐ])")
"""What kind of office a name begins with: the words up to the next capital letter."""

AND = re.compile(r" (?=và )")

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


def outside(site: Site, part: Extra) -> str:
    """Return what stands below a sum: the bonus or the deduction criteria, which are not in it."""
    return f"ngoài tổng: {extra(site, part)}"


def subtotal(site: Site, section: Section) -> str:
    """Return what stands in front of the sum of a section."""
    return f"Cộng {site.terms.section} {section.code}"


def points_title(site: Site) -> str:
    """Return the heading of the column of points."""
    return f"{capital(site.terms.points)} tối đa"


def units_title(site: Site) -> str:
    """Return the heading of the column of units."""
    return f"{capital(site.terms.unit)} phụ trách"


def scale_title(site: Site) -> str:
    """Return what stands above the scale of a criterion."""
    return f"Thang {site.terms.points} trong biểu"


def guidance_title(site: Site) -> str:
    """Return what stands above the notes."""
    return f"Hướng dẫn từng {site.terms.criterion}"


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


def source_line(site: Site, *, issued: bool = True) -> str:
    """Return which edition this is and where its table comes from.

    Args:
        site: The edition.
        issued: Whether the document is named that the table was issued with; a sheet has it in its head.
    """
    source = site.edition.source
    document = f" ({gaps(source.issued_with)})" if issued and source.issued_with else ""
    return f"Ấn bản {site.edition.name}. Nguồn: {source.title}{document}."


def gaps(issued: str) -> str:
    """Return what names a document with dots for what it leaves blank: `số ……/KH-UBND ngày …… tháng ……`."""
    return BLANKS.sub(lambda found: found[0].rstrip() + " ……", NO_NUMBER.sub("số ……/", issued))


def name_lines(name: str) -> tuple[str, ...]:
    """Return an office's name in lines that break where its sense does: `Văn phòng`, `HĐND và UBND xã`."""
    if len(name) <= LONGEST_LINE:
        return (name,)
    kind = KIND.match(name)
    rest = name[kind.end() :] if kind else name
    lines = [kind[0].rstrip()] if kind else []
    middle = min((found.start() for found in AND.finditer(rest)), key=lambda at: abs(at - len(rest) / 2), default=0)
    if len(rest) > LONGEST_LINE and middle:
        return (*lines, rest[:middle], rest[middle + 1 :])
    return (*lines, rest)


def cited_as(site: Site, entry: Entry) -> str:
    """Return how a criterion is cited, so that everyone knows which edition is meant."""
    return f"{entry.code}, {site.edition.site_title} {site.edition.body.area}, ấn bản {site.edition.name}"


def subject(site: Site) -> str:
    """Return the line below the title of a unit's sheet."""
    written = site.edition.paper.subject or f"thực hiện {site.edition.index_name}"
    return f"{written} {in_year(site)}"


def in_year(site: Site) -> str:
    """Return the year that an edition is of, in the words of its label where it has one: `năm 2030`."""
    return f"năm {site.edition.year}" if site.edition.label is None else site.edition.label


def unit_names(units: Iterable[Unit], lead: Unit | None = None) -> str:
    """Return units by their names in the table, the leading one named as such."""
    return ", ".join(f"{unit.name} {LEADS}" if unit == lead else unit.name for unit in units)


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


def period(part: Period) -> str:
    """Return in which part of the year something holds; nothing where it holds all year."""
    since = f"từ {vietnamese_date(part.since)}" if part.since else ""
    until = f"đến hết {vietnamese_date(part.until)}" if part.until else ""
    return capital(" ".join(filter(None, [since, until])))


def within(part: Period, text: str) -> str:
    """Return a text with the part of the year that it holds for in front of it."""
    return f"{period(part)}: {text}" if part.since or part.until else text


def place(citation: Citation, reference: Reference) -> str:
    """Return a citation in running text: the article before the document, the part of the year behind it."""
    name = " ".join(filter(None, [citation.at, symbol(reference)]))
    return f"{name} ({period(citation).lower()})" if period(citation) else name


def according(deadline: Deadline, documents: Mapping[str, Reference]) -> str:
    """Return on what a deadline rests: `theo khoản 1 Điều 12 Nghị định …`."""
    return " ".join(filter(None, ["theo", deadline.at, symbol(documents[deadline.reference])]))


def according_to(deadline: Deadline, documents: Mapping[str, Reference]) -> str:
    """Return the same as a sentence's beginning: `Theo khoản 1 Điều 12 Nghị định …`."""
    return capital(according(deadline, documents))


def pitfalls_remark(site: Site) -> str:
    """Return what has to be said of the lines about what is easily missed; nothing where there are none."""
    if not site.has_pitfalls:
        return ""
    who = f"{site.terms.unit} phụ trách" if site.units else "người phụ trách"
    return (
        f"“Dễ sót” là gợi ý suy từ tên {site.terms.criterion} và cách làm chung, không phải quy tắc chấm; "
        f"còn là bản nháp cho đến khi {who} xác nhận."
    )


def draft_remark(site: Site) -> str:
    """Return how a note that nobody has reviewed is known."""
    return f"Ghi chú không ghi “Đã rà soát” là bản nháp, chưa được {site.terms.unit} phụ trách rà soát."


def scoring(status: Scoring) -> str:
    """Return how far the way of scoring is known, as sentences that say of what they speak."""
    return f"{SCORED}: {known(status)}"


def known(status: Scoring) -> str:
    """Return the same for behind a label."""
    return f"{SCORING[status.status]}. {status.text}"


def reviewed(review: Review) -> str:
    """Return by whom and when a note was reviewed; nothing where it is a draft."""
    if review.status == "draft" or review.on is None:
        return ""
    return f"Đã rà soát: {review.by}, {vietnamese_date(review.on)}"


def after_year(site: Site) -> str:
    """Return what is said of documents that came after the edition's year."""
    return f"Ban hành sau năm {site.edition.year}"


def force(site: Site, reference: Reference) -> str:
    """Return whether a document was in force in the edition's year, as a sentence."""
    year = site.edition.year
    if site.is_later(reference):
        return f"{after_year(site)}."
    if year not in reference.in_force:
        return f"Chưa rõ hiệu lực trong năm {year}."
    if not reference.in_force[year]:
        return f"Không áp dụng trong năm {year}."
    if reference.effective and reference.effective.year == year:
        return f"Có hiệu lực từ {vietnamese_date(reference.effective)}."
    return f"Còn hiệu lực trong năm {year}."


def other_measure(site: Site) -> str:
    """Return what has to be said of the measure of another index."""
    return f"Đây là bộ chỉ số khác, không phải cách chấm của {site.terms.criterion} này."


def relation(one: Relation, documents: Mapping[str, Reference]) -> tuple[str, str]:
    """Return what a later document did to the one that the reader looks at: the words before its name and after."""
    since = one.change.since or documents[one.later].effective
    parts = [f"Được {RELATIONS[one.kind]}", f"({one.change.part})" if one.change.part else "", "bởi"]
    unsure = "" if one.change.verification == "seen" else " (chưa đối chiếu)"
    return " ".join(filter(None, parts)), (f" từ {vietnamese_date(since)}" if since else "") + unsure


def slug(text: str) -> str:
    """Return a text as a name of a folder: small letters without marks, digits, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text).lower()).strip("-")


def unmarked(text: str) -> str:
    """Return a text as it is typed without a Vietnamese keyboard."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
