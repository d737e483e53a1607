"""The sheet of a unit that an office signs, with its annex: every word on it, the same for the page, the PDF and Word.

What makes paper of it (the page's template, Typst, the Word file) decides how it looks and adds no words of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rubric_site import notes
from rubric_site.fitting import shared_out
from rubric_site.model import ColumnName, Due, Unit
from rubric_site.notes import Note
from rubric_site.text import (
    FRAMEWORK,
    LEADS,
    after_year,
    capital,
    declared,
    draft_remark,
    gaps,
    guidance_title,
    name_lines,
    outside,
    pitfalls_remark,
    points_title,
    scale_title,
    score,
    scoring,
    shared_remark,
    source_line,
    subject,
    subtotal,
    sums,
    symbol,
    unit_names,
    unmarked,
    vietnamese_date,
)
from rubric_site.views import Entries, Entry, SectionView, Site, UnitPart, UnitView

PORTRAIT, LANDSCAPE = 164, 251
"""What the margins of Decree 30/2020 leave of the width of an A4 sheet, but for the outer rules, in millimetres."""

CODE, LETTER = 13, 2.1
"""The least width of the column of codes, and of a letter there, in millimetres."""

WIDTHS: Mapping[ColumnName, int] = {"points": 14, "doer": 20, "cooperation": 17, "remark": 11}
"""The widths of columns with few words, or for handwriting, in millimetres."""

LEAST: Mapping[ColumnName, int] = {"title": 45, "shared": 20, "deadlines": 22, "evidence": 40}
"""The least widths of the columns that share what the others leave, so that the rows are low."""

TABLE_SIZE = 12
"""Of the letters in the table, in points."""

BLANK = "……"
QUALIFIED = re.compile(
    r"^(\S+\s\S+\s\S+.*?)(?:\s*[,;:(]"
    r"|(?<!tồn)(?<!chứng)(?<!lý)(?<!đối)(?<!\scủa)(?<!\svề)(?<!\scấp)(?<!\sthư)\s(?:của|về|theo|từ|trong|đã|tại|với|để|cho|ở|do|gửi|kèm|nêu"
    r"|thể hiện|dùng|hoặc|còn|từng|ghi|(?:số )?(?:đã|được)|bị|phải|so|trên|trang|trích|trích xuất)\s).*"
)
"""A name of three syllables or more and what qualifies it, which the short form does without; not the second halves of
“tồn tại”, “chứng từ”, “lý do”, “đối với”, “cấp trên”, “chứng thư số”."""

JOINED = re.compile(r"^(\S+\s\S+\s\S+.*?)\s(?:và|hoặc|công bố)\s.*")
"""The first of two things, which stands for both where they are too long together."""

LONGEST_NAME = 40
"""Letters of a piece of evidence in a cell."""

ROOMY = 9_000
"""Letters of notes that need no more than two pages when they are not set close."""

LONGEST_EVENT = 45
"""Letters of what a deadline counts from; what is longer stands in the annex only."""

PERIODS = {"month": "tháng", "quarter": "quý", "half-year": "6 tháng"}


@dataclass(frozen=True)
class Column:
    """A column of the sheet's table.

    Attributes:
        name: What it is in the rubric's files: `doer`.
        title: Its heading.
        width: In millimetres; the columns of a sheet fill its width.
        number: Whether it is set to the right.
    """

    name: ColumnName
    title: str
    width: float
    number: bool


@dataclass(frozen=True)
class Part:
    """A section's rows.

    Attributes:
        title: The row above them, as wide as the table: the section, how many criteria, their points.
        rows: A text for each column; an empty one is room for handwriting.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Head:
    """What stands above the table; what a form does not have is empty.

    Attributes:
        form: `van-ban` is a document of its own, `phu-luc` the annex of another.
        body: The body, in capitals.
        unit: The unit's name in capitals, broken into lines where it may be.
        state: The name of the state and its motto.
        number: The blank for the document's number.
        date: Place and the blanks for the date.
        annex: The blank for the annex's number.
        title: What the sheet is.
        subject: Of what.
        issued: With which document it was issued.
        grounds: On what it rests, a line each.
    """

    form: str
    body: str
    unit: tuple[str, ...]
    state: tuple[str, ...]
    number: str
    date: str
    annex: str
    title: str
    subject: str
    issued: str
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class Foot:
    """What stands below the table; what a form does not have is empty.

    Attributes:
        total: What all criteria add up to.
        remarks: Remarks to the table, a paragraph each.
        date: Place and the blanks for the date, above the last signature.
        recipients: To whom it goes, the label first.
        signatures: Who signs, from left to right.
        hint: What stands below each of them.
    """

    total: str
    remarks: tuple[str, ...]
    date: str
    recipients: tuple[str, ...]
    signatures: tuple[str, ...]
    hint: str


@dataclass(frozen=True)
class AnnexPart:
    """The notes of a section's criteria."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Annex:
    """The notes, which begin a page after the signatures.

    Attributes:
        title: What they are, and whether they have been reviewed.
        scale: What stands above the scale of a criterion.
        remarks: What holds for all of them.
        parts: The notes by section.
        dense: Whether they are so long that they are set close, evidence in running text.
    """

    title: str
    scale: str
    remarks: tuple[str, ...]
    parts: tuple[AnnexPart, ...]
    dense: bool


@dataclass(frozen=True)
class Sheet:
    """A unit's sheet.

    Attributes:
        name: What the file is called in its properties.
        author: Who made the file: the site, as no authority has issued it.
        landscape: Whether the table needs the longer side; the annex is upright in any case.
        head: What stands above the table.
        notice: What has to be known of the edition; empty where it says nothing.
        columns: The columns of the table.
        parts: Its rows.
        foot: What stands below it.
        annex: The notes; None where there are none.
    """

    name: str
    author: str
    landscape: bool
    head: Head
    notice: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    foot: Foot
    annex: Annex | None


def build(site: Site, view: UnitView, *, annexed: bool = True) -> Sheet:
    """Return the sheet of a unit.

    Args:
        site: The edition.
        view: The unit.
        annexed: Whether the notes go with it.
    """
    columns = _columns(site, view)
    return Sheet(
        name=f"{view.unit.full_name}, {site.name}",
        author=site.name,
        landscape=round(sum(column.width for column in columns)) > PORTRAIT,  # they are rounded to tenths
        head=_head(site, view),
        notice=site.edition.notice or "",
        columns=columns,
        parts=tuple(_part(site, part, columns) for part in view.parts),
        foot=_foot(site, view, columns),
        annex=_annex(site, view) if annexed and view.has_notes else None,
    )


def _columns(site: Site, view: UnitView) -> tuple[Column, ...]:
    """Return the columns that the edition wants and the unit has something for, as wide as the sheet."""
    names = [name for name in site.edition.paper.columns if _is_there(site, view, name)]
    code = max(CODE, round(LETTER * max(len(entry.code) for entry in view.entries) + 2))
    widths: dict[ColumnName, float] = {name: {"code": code, **WIDTHS, **LEAST}[name] for name in names}
    sheet = PORTRAIT if sum(widths.values()) <= PORTRAIT else LANDSCAPE
    wide = [name for name in names if name in LEAST]
    rows = [[_cell(view.unit, entry, name) for name in wide] for entry in view.entries]
    left = sheet - sum(width for name, width in widths.items() if name not in LEAST)
    shared = zip(wide, shared_out(rows, [LEAST[name] for name in wide], left, TABLE_SIZE), strict=True)
    widths |= dict(shared)
    return tuple(Column(name, _title(site, name), widths[name], name == "points") for name in names)


def _is_there(site: Site, view: UnitView, name: ColumnName) -> bool:
    return {"points": site.has_points, "shared": view.shared_count > 0}.get(name, True)


def _title(site: Site, name: ColumnName) -> str:
    terms = site.terms
    titles: Mapping[ColumnName, str] = {
        "code": "Mã",
        "title": capital(terms.criterion),
        "points": points_title(site),
        "shared": "Cùng phụ trách",
        "doer": "Người thực hiện",
        "cooperation": "Phối hợp",
        "deadlines": "Thời hạn",
        "evidence": "Sản phẩm, minh chứng",
        "remark": "Ghi chú",
    }
    return titles[name]


def _part(site: Site, part: UnitPart, columns: Sequence[Column]) -> Part:
    rows = tuple(tuple(_cell(part.unit, entry, column.name) for column in columns) for entry in part.entries)
    return Part(f"{part.section.title}: {_sum(site, part)}", rows)


def section_sum(site: Site, view: SectionView) -> str:
    """Return the line below the table of a section."""
    return f"{subtotal(site, view.section)}: {_sum(site, view)}."


def section_remark(site: Site, view: SectionView) -> str:
    """Return what stands below that line: where the table has other points on a row than below it."""
    groups = (f"{line.code}: {declared(site, line)}" for line in view.headings if line.differs)
    return " ".join(filter(None, [declared(site, view), *groups]))


def signing(site: Site) -> Foot:
    """Return the signatures alone, for sheets on which a unit writes."""
    paper = site.edition.paper
    return Foot("", (), _date(site) if paper.signatures else "", (), paper.signatures, paper.signature_hint)


def file_name(site: Site, *words: str) -> str:
    """Return what a file is called once it is saved, without its ending: `Phan-cong-Phong-Noi-vu-2023`."""
    return re.sub(r"[^A-Za-z0-9]+", "-", unmarked(" ".join([*words, site.edition.name]))).strip("-")


def files(site: Site, view: UnitView, *, full: bool) -> tuple[tuple[str, str, str], ...]:
    """Return the files of a unit: their paths, what stands on their buttons and what they are called once saved.

    Args:
        site: The edition.
        view: The unit.
        full: Whether there are files with the annex beside those without.
    """
    name, whole = view.unit.full_name, " đầy đủ" if full else ""
    return (
        (view.pdf, f"PDF{whole}", file_name(site, "Phân công", name) + ".pdf"),
        (view.short_pdf, "PDF gọn", file_name(site, "Phân công gọn", name) + ".pdf"),
        (view.docx, f"Word{whole}", file_name(site, "Phân công", name) + ".docx"),
        (view.short_docx, "Word gọn", file_name(site, "Phân công gọn", name) + ".docx"),
        (view.xlsx, "Excel", file_name(site, "Bảng chấm", name) + ".xlsx"),
    )


def _sum(site: Site, part: Entries) -> str:
    """Return what some criteria add up to, and what stands outside the sum."""
    return "; ".join([sums(site, part), *(outside(site, other) for other in part.extras)])


def _cell(unit: Unit, entry: Entry, name: ColumnName) -> str:
    """Return what the rubric knows of a criterion in a column."""
    guidance = entry.criterion.guidance
    if name == "title":
        return entry.title + (f" {LEADS}" if entry.lead == unit else "")
    if name == "points":
        return score(entry.criterion)
    if name == "shared":
        return unit_names(entry.others(unit), entry.lead)
    if name == "deadlines" and guidance:
        return _listed(when(deadline.due) for deadline in guidance.deadlines if deadline.due)
    if name == "evidence" and guidance:
        return _listed(map(brief, guidance.evidence))
    return entry.code if name == "code" else ""


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(filter(None, dict.fromkeys(texts)))


def brief(text: str) -> str:
    """Return the name of a piece of evidence without what qualifies it, of two long ones the first."""
    name = QUALIFIED.sub(r"\1", text)
    return JOINED.sub(r"\1", name) if len(name) > LONGEST_NAME else name


def when(due: Due) -> str:
    """Return when something is due, in a few words; nothing where it takes many."""
    if due.event:
        said = f"{due.days} ngày{' làm việc' if due.working else ''} từ {due.event}"
        return said if len(due.event) <= LONGEST_EVENT else ""
    if due.every:
        period = PERIODS[due.every]
        return f"{due.days} ngày sau mỗi {period}" if due.days else _within(due.day or 0, due.every, period)
    return f"{due.day:02}/{due.month:02}" + (f"/{due.year}" if due.year else "")


def _within(day: int, every: str, period: str) -> str:
    return f"Ngày {day} hằng tháng" if every == "month" else f"Ngày {day} tháng cuối {period}"


def _head(site: Site, view: UnitView) -> Head:
    edition, paper = site.edition, site.edition.paper
    own = paper.form == "van-ban"
    return Head(
        form=paper.form,
        body=edition.body.name.upper() if own else "",
        unit=tuple(line.upper() for line in (name_lines(view.unit.full_name) if own else (view.unit.full_name,))),
        state=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc") if own else (),
        number=f"Số: {BLANK}/{BLANK}" if own else "",
        date=_date(site) if own else "",
        annex="" if own else f"Phụ lục {BLANK}",
        title=paper.title,
        subject=subject(site),
        issued="" if own else f"({_issued(site)})",
        grounds=tuple(_grounds(site)) if own else (),
    )


def _date(site: Site) -> str:
    return f"{site.edition.body.place}, ngày {BLANK} tháng {BLANK} năm 20{BLANK}"


def _issued(site: Site) -> str:
    blank = f"Kèm theo {BLANK} số {BLANK} ngày {BLANK} tháng {BLANK} năm {BLANK} của {site.edition.body.name}"
    return gaps(site.edition.source.issued_with or blank)


def _grounds(site: Site) -> Iterator[str]:
    """Yield on what a document of its own rests: what the edition says, or its framework and the table's document."""
    lines = site.edition.paper.grounds or tuple(_known_grounds(site))
    yield from (f"{line.rstrip('.;')};" for line in lines[:-1])
    yield from (f"{line.rstrip('.;')}." for line in lines[-1:])


def _known_grounds(site: Site) -> Iterator[str]:
    for name in site.edition.framework:
        reference = site.rubric.references[name]
        day = f" ngày {vietnamese_date(reference.date)}" if reference.date else ""
        yield f"Căn cứ {symbol(reference)}{day} của {reference.issuer}"
    if issued := site.edition.source.issued_with:
        yield f"Thực hiện {gaps(issued.removeprefix('Kèm theo '))}"


def _foot(site: Site, view: UnitView, columns: Sequence[Column]) -> Foot:
    paper = site.edition.paper
    own = paper.form == "van-ban"
    return Foot(
        total=f"Tổng cộng: {_sum(site, view)}.",
        remarks=tuple(_remarks(site, view, columns)),
        date="" if own or not paper.signatures else _date(site),
        recipients=("Nơi nhận:", *_recipients(paper.recipients)) if own and paper.recipients else (),
        signatures=paper.signatures,
        hint=paper.signature_hint,
    )


def _recipients(names: Sequence[str]) -> Iterator[str]:
    for number, name in enumerate(names, 1):
        yield f"- {name.rstrip('.;')}{'.' if number == len(names) else ';'}"


def _remarks(site: Site, view: UnitView, columns: Sequence[Column]) -> Iterator[str]:
    if view.shared_count:
        yield shared_remark(site)
    filled = [f"“{column.title}”" for column in columns if column.name in ("deadlines", "evidence")]
    if view.has_notes and filled:
        yield (
            f"{', '.join(filled)} ghi gọn theo hướng dẫn từng {site.terms.criterion} ({_status(site, view)}) để "
            f"{site.terms.unit} sửa, bổ sung."
        )
    yield source_line(site, issued=False)


def _status(site: Site, part: Entries) -> str:
    """Return how far some notes have been reviewed."""
    found = [entry.criterion.guidance.review.status for entry in part.entries if entry.criterion.guidance]
    done = found.count("reviewed")
    if not done:
        return "để tham khảo, chưa rà soát"
    return f"để tham khảo, đã rà soát{'' if done == len(found) else f' {done}/{len(found)} {site.terms.criterion}'}"


def _annex_title(site: Site, view: UnitView) -> str:
    """Return what stands above the notes: what they are, and whether they have been reviewed."""
    return f"PHỤ LỤC: {guidance_title(site)} ({_status(site, view)})"


def _annex(site: Site, view: UnitView) -> Annex:
    parts = tuple(
        AnnexPart(part.section.title, tuple(notes.note(site, entry, view.unit) for entry in part.entries))
        for part in view.parts
        if part.has_notes
    )
    return Annex(
        title=_annex_title(site, view),
        scale=scale_title(site),
        remarks=tuple(_annex_remarks(site, view)),
        parts=parts,
        dense=sum(note.letters for part in parts for note in part.notes) > ROOMY,
    )


def _annex_remarks(site: Site, view: UnitView) -> Iterator[str]:
    """Yield what holds for every note of a sheet, and what they do without: it gives out the work of its year."""
    yield from common(site)
    if any(site.later(entry.criterion) for entry in view.entries):
        yield f"Văn bản {after_year(site).lower()} ghi ở trang của từng {site.terms.section}."


def common(site: Site) -> Iterator[str]:
    """Yield what holds for every note, so that the notes need not say it each."""
    yield site.edition.guidance_note
    yield draft_remark(site)
    if site.edition.scoring_status:
        yield scoring(site.edition.scoring_status)
    if remark := pitfalls_remark(site):
        yield remark
    if site.edition.framework:
        named = (notes.named(site.rubric.references[name]) for name in site.edition.framework)
        yield f"{FRAMEWORK}: {'; '.join(named)}."
