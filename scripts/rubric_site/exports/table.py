"""What stands in the Excel workbooks, as plain data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rubric_site.model import Guidance, Kind, Unit
from rubric_site.notes import LABELS
from rubric_site.text import (
    BASIS,
    according,
    capital,
    draft_remark,
    guidance_title,
    in_year,
    outside,
    place,
    points,
    reviewed,
    scoring,
    source_line,
    subtotal,
    unit_names,
    units_title,
    within,
)
from rubric_site.views import Entries, Entry, GroupView, SectionView, Site, UnitView

Part = tuple[SectionView, Entries]
"""A section, and those of its criteria that a workbook has."""


@dataclass(frozen=True)
class NoteCells:
    """A criterion's note but for its evidence, which stands beside the score: a cell for each part."""

    what: str
    actions: str
    deadlines: str
    pitfalls: str
    references: str
    basis: str


@dataclass(frozen=True)
class HeadingRow:
    """The row of a section or a group.

    Attributes:
        row: Which of the two.
        section: The section's title, to filter by, as in every row.
        group: The group's title; empty outside of groups.
        code: Its code.
        text: Its name, and the points that the source has on its row.
    """

    row: Literal["section", "group"]
    section: str
    group: str
    code: str
    text: str


@dataclass(frozen=True)
class CriterionRow:
    """The row of a criterion; texts of several lines have one in each, points are numbers for the spreadsheet."""

    row: Literal["criterion"]
    section: str
    group: str
    code: str
    text: str
    units: str
    scale: str
    evidence: str
    kind: Kind
    points: float | None
    guidance: NoteCells | None


@dataclass(frozen=True)
class Total:
    """A sum at the foot: what it is of, the kind of criteria, their points; None where one has no ceiling."""

    text: str
    kind: Kind
    points: float | None


@dataclass(frozen=True)
class SumRow(Total):
    """The sum of a section, with how many rows above it belong to it."""

    row: Literal["sum"]
    section: str
    group: str
    above: int


Row = HeadingRow | CriterionRow | SumRow


@dataclass(frozen=True)
class Words:
    """What stands in the heads of columns; None where the rubric has nothing for one."""

    section: str
    group: str
    criterion: str
    points: str | None
    scale: str | None
    reason: str
    units: str | None


@dataclass(frozen=True)
class Table:
    """A workbook.

    Attributes:
        title: What it is called in its properties.
        heading: What stands above the table, with the index and the year below it (`subject`), then the `source`.
        subject: See there.
        source: See there.
        notes: What stands above the notes on the second sheet, which have a `caution`.
        labels: What the parts of a note are called.
        caution: See there.
        author: Who made the file.
        year: By which it is dated.
        place: Where it is signed.
        signatures: Who signs, from left to right.
        hint: What stands below each of them.
        words: The heads of the columns.
        rows: The rows of the table in order.
        sums: What stands at its foot.
    """

    title: str
    heading: str
    subject: str
    source: str
    notes: str
    labels: Mapping[str, str]
    caution: str
    author: str
    year: int
    place: str
    signatures: tuple[str, ...]
    hint: str
    words: Words
    rows: tuple[Row, ...]
    sums: tuple[Total, ...]


def whole_table(site: Site) -> Table:
    """Return the workbook of all criteria."""
    units = units_title(site) if site.units else None
    return _table(site, site.name, units, [(view, view) for view in site.sections], None)


def unit_table(site: Site, view: UnitView) -> Table:
    """Return the workbook of a unit."""
    units = "Cùng phụ trách" if view.shared_count else None
    title = f"{view.unit.full_name}: {site.name}"
    return _table(site, title, units, [(part.section, part) for part in view.parts], view)


def _table(site: Site, title: str, units: str | None, parts: Sequence[Part], view: UnitView | None) -> Table:
    edition, whole = site.edition, view or site
    return Table(
        title=title,
        heading="Bảng tự chấm" + (f": {view.unit.full_name}" if view else ""),
        subject=f"{edition.index_name}, {edition.body.area}, {in_year(site)}",
        source=source_line(site),
        notes=f"{guidance_title(site)} (để tham khảo)",
        labels=LABELS,
        caution=f"{edition.guidance_note} {draft_remark(site)}",
        author=site.name,
        year=edition.year,
        place=edition.body.place,
        signatures=edition.paper.signatures,
        hint=edition.paper.signature_hint,
        words=_words(site, units, scales=any(entry.criterion.scale for entry in whole.entries)),
        rows=tuple(_rows(site, parts, view)),
        sums=tuple(_sums(site, whole)),
    )


def _words(site: Site, units: str | None, *, scales: bool) -> Words:
    terms = site.terms
    return Words(
        section=capital(terms.section),
        group=capital(terms.group),
        criterion=capital(terms.criterion),
        points=capital(terms.points) if site.has_points else None,
        scale=f"Thang {terms.points}" if scales else None,
        reason=f"Lý do trừ {terms.points}" if site.has_points else "Ghi chú",
        units=units,
    )


def _rows(site: Site, parts: Iterable[Part], view: UnitView | None) -> Iterator[Row]:
    """Yield the rows in order: of each section its heading, its groups and criteria, its sum."""
    for section, part in parts:
        text = section.section.label + ("" if view else _given(site, section.section.max_points))
        yield HeadingRow("section", section.title, "", section.section.code, text)
        rows = list(_part(site, section.title, part, view))
        yield from rows
        if site.has_points and part.count:
            text = f"{subtotal(site, section.section)}: {part.count} {site.terms.criterion}"
            yield SumRow(text, "scored", float(part.points), "sum", section.title, "", len(rows))


def _part(site: Site, section: str, part: Entries, view: UnitView | None) -> Iterator[Row]:
    """Yield the rows of a section: its criteria, each group's heading before the first of the group's."""
    shown: set[str] = set()
    for entry in part.entries:
        for group in entry.groups:
            if group.code not in shown:
                shown.add(group.code)
                text = group.title + ("" if view else _given(site, group.group.max_points))
                yield HeadingRow("group", section, _name(group), group.code, text)
        yield _criterion(site, section, entry, entry.others(view.unit) if view else entry.units)


def _given(site: Site, declared: Decimal | None) -> str:
    """Return what the source has on the row of a section or group, for behind its title; as text, it is in no sum."""
    if declared is None or not site.has_points:
        return ""
    return f" (biểu ghi {points(declared)} {site.terms.points})"


def _name(group: GroupView) -> str:
    return f"{group.code}. {group.title}"


def _sums(site: Site, whole: Entries) -> Iterator[Total]:
    """Yield the sums at the foot: of what counts, then of what stands outside the total."""
    if not site.has_points:
        return
    if whole.count:
        yield Total(f"Tổng cộng: {whole.count} {site.terms.criterion}", "scored", float(whole.points))
    for other in whole.extras:
        yield Total(capital(outside(site, other)), other.kind, _number(other.points))


def _criterion(site: Site, section: str, entry: Entry, units: Iterable[Unit]) -> CriterionRow:
    note = entry.criterion.guidance
    return CriterionRow(
        row="criterion",
        section=section,
        group=_name(entry.group) if entry.group else "",
        code=entry.code,
        text=entry.criterion.title,
        units=unit_names(units, entry.lead),
        scale=_lines(f"{row.condition}: {points(row.points)}" for row in entry.criterion.scale),
        evidence=_lines(note.evidence) if note else "",
        kind=entry.criterion.kind,
        points=_number(entry.points),
        guidance=_guidance(site, note) if note else None,
    )


def _number(points: Decimal | None) -> float | None:
    return None if points is None else float(points)


def _guidance(site: Site, note: Guidance) -> NoteCells:
    documents = site.rubric.references
    checked = [f"{BASIS[note.basis.status]}. {note.basis.reason}"]
    checked += [scoring(note.scoring_status)] if note.scoring_status else []
    checked += [f"{done}."] if (done := reviewed(note.review)) else []
    deadlines = (f"{within(one, one.text)} ({according(one, documents)})" for one in note.deadlines)
    return NoteCells(
        what=note.what,
        actions=_lines(within(action, action.text) for action in note.actions),
        deadlines=_lines(deadlines),
        pitfalls=_lines(note.pitfalls),
        references=_lines(place(citation, documents[citation.id]) for citation in note.references),
        basis=" ".join(checked),
    )


def _lines(texts: Iterable[str]) -> str:
    """Return several texts as one cell; a dash, not a sign that a spreadsheet may take for a formula, begins each."""
    return "\n".join(f"– {text}" for text in texts)
