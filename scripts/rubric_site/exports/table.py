"""What stands in the Excel workbooks, as plain data."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from rubric_site.model import Unit
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

Data = dict[str, Any]
Part = tuple[SectionView, Entries]
"""A section, and those of its criteria that a workbook has."""


def whole_table(site: Site) -> Data:
    """Return the workbook of all criteria."""
    units = units_title(site) if site.units else None
    return _table(site, site.name, units, [(view, view) for view in site.sections], None)


def unit_table(site: Site, view: UnitView) -> Data:
    """Return the workbook of a unit."""
    units = "Cùng phụ trách" if view.shared_count else None
    title = f"{view.unit.full_name}: {site.name}"
    return _table(site, title, units, [(part.section, part) for part in view.parts], view)


def _table(site: Site, title: str, units: str | None, parts: Sequence[Part], view: UnitView | None) -> Data:
    edition, terms, whole = site.edition, site.terms, view or site
    return {
        "title": title,
        "heading": "Bảng tự chấm" + (f": {view.unit.full_name}" if view else ""),
        "subject": f"{edition.index_name}, {edition.body.area}, {in_year(site)}",
        "source": source_line(site),
        "notes": f"{guidance_title(site)} (để tham khảo)",
        "labels": dict(LABELS),
        "caution": f"{edition.guidance_note} {draft_remark(site)}",
        "author": site.name,
        "year": edition.year,
        "place": edition.body.place,
        "signatures": edition.paper.signatures,
        "hint": edition.paper.signature_hint,
        "words": {
            "section": capital(terms.section),
            "group": capital(terms.group),
            "criterion": capital(terms.criterion),
            "points": capital(terms.points) if site.has_points else None,
            "scale": f"Thang {terms.points}" if any(entry.criterion.scale for entry in whole.entries) else None,
            "reason": f"Lý do trừ {terms.points}" if site.has_points else "Ghi chú",
            "units": units,
        },
        "rows": list(_rows(site, parts, view)),
        "sums": list(_sums(site, whole)),
    }


def _rows(site: Site, parts: Iterable[Part], view: UnitView | None) -> Iterator[Data]:
    """Yield the rows in order: of each section its heading, its groups and criteria, its sum."""
    for section, part in parts:
        place: Data = {"section": section.title, "group": ""}
        text = section.section.label + ("" if view else _given(site, section.section.max_points))
        yield place | {"row": "section", "code": section.section.code, "text": text}
        rows = [place | row for row in _part(site, part, view)]
        yield from rows
        if site.has_points and part.count:
            text = f"{subtotal(site, section.section)}: {part.count} {site.terms.criterion}"
            yield place | {"row": "sum", "text": text, "above": len(rows)} | _worth("scored", part.points)


def _part(site: Site, part: Entries, view: UnitView | None) -> Iterator[Data]:
    """Yield the rows of a section: its criteria, each group's heading before the first of the group's."""
    shown: set[str] = set()
    for entry in part.entries:
        for group in entry.groups:
            if group.code not in shown:
                shown.add(group.code)
                text = group.title + ("" if view else _given(site, group.group.max_points))
                yield {"row": "group", "code": group.code, "text": text, "group": _name(group)}
        yield _criterion(site, entry, entry.others(view.unit) if view else entry.units)


def _worth(kind: str, points: Decimal | None) -> Data:
    return {"kind": kind, "points": None if points is None else float(points)}


def _given(site: Site, declared: Decimal | None) -> str:
    """Return what the source has on the row of a section or group, for behind its title; as text, it is in no sum."""
    if declared is None or not site.has_points:
        return ""
    return f" (biểu ghi {points(declared)} {site.terms.points})"


def _name(group: GroupView) -> str:
    return f"{group.code}. {group.title}"


def _sums(site: Site, whole: Entries) -> Iterator[Data]:
    """Yield the sums at the foot: of what counts, then of what stands outside the total."""
    if not site.has_points:
        return
    if whole.count:
        yield {"text": f"Tổng cộng: {whole.count} {site.terms.criterion}"} | _worth("scored", whole.points)
    for other in whole.extras:
        yield {"text": capital(outside(site, other))} | _worth(other.kind, other.points)


def _criterion(site: Site, entry: Entry, units: Iterable[Unit]) -> Data:
    note = entry.criterion.guidance
    return {
        "row": "criterion",
        "code": entry.code,
        "group": _name(entry.group) if entry.group else "",
        "text": entry.criterion.title,
        "units": unit_names(units, entry.lead),
        "scale": _lines(f"{row.condition}: {points(row.points)}" for row in entry.criterion.scale),
        "evidence": _lines(note.evidence) if note else "",
        "guidance": _guidance(site, entry),
    } | _worth(entry.criterion.kind, entry.points)


def _guidance(site: Site, entry: Entry) -> Data | None:
    """Return a criterion's note but for its evidence, which stands beside the score."""
    note, documents = entry.criterion.guidance, site.rubric.references
    if note is None:
        return None
    checked = [f"{BASIS[note.basis.status]}. {note.basis.reason}"]
    checked += [scoring(note.scoring_status)] if note.scoring_status else []
    checked += [f"{done}."] if (done := reviewed(note.review)) else []
    deadlines = (f"{within(one, one.text)} ({according(one, documents)})" for one in note.deadlines)
    return {
        "what": note.what,
        "actions": _lines(within(action, action.text) for action in note.actions),
        "deadlines": _lines(deadlines),
        "pitfalls": _lines(note.pitfalls),
        "references": _lines(place(citation, documents[citation.id]) for citation in note.references),
        "basis": " ".join(checked),
    }


def _lines(texts: Iterable[str]) -> str:
    """Return several texts as one cell; a dash, not a sign that a spreadsheet may take for a formula, begins each."""
    return "\n".join(f"– {text}" for text in texts)
