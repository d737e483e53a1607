"""What stands in the Excel workbooks, as plain data."""

from collections.abc import Iterable, Sequence
from typing import Any

from rubric_site.model import Unit
from rubric_site.text import LEVELS, symbol
from rubric_site.views import Entry, Site, UnitView

Data = dict[str, Any]


def whole_table(site: Site) -> Data:
    """Return the workbook of all criteria."""
    rows = [_row(site, entry, entry.units) for entry in site.entries]
    return _table(site, site.name, "Đơn vị phụ trách", rows)


def unit_table(site: Site, view: UnitView) -> Data:
    """Return the workbook of a unit."""
    rows = [_row(site, entry, entry.others(view.unit)) for entry in view.entries]
    return _table(site, f"{view.unit.full_name}: {site.name}", "Cùng phụ trách", rows)


def _table(site: Site, title: str, units: str, rows: Sequence[Data]) -> Data:
    edition = site.edition
    source = f"Ấn bản {edition.year}. Nguồn: {edition.source.title}"
    return {
        "title": title,
        "source": f"{source} ({edition.source.issued_with})" if edition.source.issued_with else source,
        "caution": edition.guidance_note,
        "author": edition.body.name,
        "year": edition.year,
        "units": units,
        "rows": rows,
    }


def _row(site: Site, entry: Entry, units: Iterable[Unit]) -> Data:
    note, documents = entry.criterion.guidance, site.rubric.references
    row = {
        "code": entry.code,
        "section": f"{entry.section.code}. {entry.section.label}",
        "group": f"{entry.section.code}.{entry.group.code}. {entry.group.title}" if entry.group else "",
        "title": entry.criterion.title,
        "units": ", ".join(unit.name for unit in units),
        "points": float(entry.points),
        "guidance": None,
    }
    if note:
        row["guidance"] = [
            note.what,
            _lines(note.actions),
            _lines(note.evidence),
            _lines(f"{deadline.text} (theo {symbol(documents[deadline.reference])})" for deadline in note.deadlines),
            _lines(symbol(documents[name]) for name in note.references),
            f"{LEVELS[note.confidence.level]}. {note.confidence.reason}",
        ]
    return row


def _lines(texts: Iterable[str]) -> str:
    """Return several texts as one cell; a dash, not a sign that a spreadsheet may take for a formula, begins each."""
    return "\n".join(f"– {text}" for text in texts)
