"""What stands in the Excel workbooks, as plain data."""

from collections.abc import Iterable, Sequence
from typing import Any

from rubric_site.model import Unit
from rubric_site.text import BASIS, according, capital, place, scoring, source_line, within
from rubric_site.views import Entry, Site, UnitView

Data = dict[str, Any]


def whole_table(site: Site) -> Data:
    """Return the workbook of all criteria."""
    rows = [_row(site, entry, entry.units) for entry in site.entries]
    return _table(site, site.name, f"{capital(site.terms.unit)} phụ trách" if site.units else None, rows)


def unit_table(site: Site, view: UnitView) -> Data:
    """Return the workbook of a unit."""
    rows = [_row(site, entry, entry.others(view.unit)) for entry in view.entries]
    return _table(site, f"{view.unit.full_name}: {site.name}", "Cùng phụ trách", rows)


def _table(site: Site, title: str, units: str | None, rows: Sequence[Data]) -> Data:
    edition, terms = site.edition, site.terms
    return {
        "title": title,
        "source": source_line(site).removesuffix("."),
        "caution": edition.guidance_note,
        "author": edition.body.name,
        "year": edition.year,
        "words": {
            "section": capital(terms.section),
            "group": capital(terms.group),
            "criterion": capital(terms.criterion),
            "points": capital(terms.points) if site.has_points else None,
            "units": units,
            "sum": f"Tổng cộng: {sum(1 for row in rows if row['counts'])} {terms.criterion}",
        },
        "rows": rows,
    }


def _row(site: Site, entry: Entry, units: Iterable[Unit]) -> Data:
    note, documents = entry.criterion.guidance, site.rubric.references
    row: Data = {
        "code": entry.code,
        "section": f"{entry.section.code}. {entry.section.label}",
        "group": f"{entry.group.code}. {entry.group.title}" if entry.group else "",
        "title": entry.criterion.title,
        "units": ", ".join(f"{unit.name} (chủ trì)" if unit == entry.lead else unit.name for unit in units),
        "points": None if entry.points is None else float(entry.points),
        "kind": entry.criterion.kind,
        "counts": entry.counts,
        "guidance": None,
    }
    if note:
        row["guidance"] = [
            note.what,
            _lines(within(action, action.text) for action in note.actions),
            _lines(note.evidence),
            _lines(
                f"{within(deadline, deadline.text)} ({according(deadline, documents)})" for deadline in note.deadlines
            ),
            _lines(note.pitfalls),
            _lines(place(citation, documents[citation.id]) for citation in note.references),
            " ".join(
                [
                    f"{BASIS[note.basis.status]}. {note.basis.reason}",
                    *([scoring(note.scoring_status)] if note.scoring_status else []),
                ]
            ),
        ]
    return row


def _lines(texts: Iterable[str]) -> str:
    """Return several texts as one cell; a dash, not a sign that a spreadsheet may take for a formula, begins each."""
    return "\n".join(f"– {text}" for text in texts)
