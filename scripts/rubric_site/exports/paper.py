"""What stands on the printed documents, as plain data: the Typst template decides only how it looks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rubric_site.model import Guidance, Reference, Review, Unit
from rubric_site.text import LEVELS, names_its_year, points, symbol, vietnamese_date
from rubric_site.views import Block, Cited, Entry, SectionView, Site, UnitView

Data = dict[str, Any]


def unit_sheet(site: Site, view: UnitView) -> Data:
    """Return the responsibility sheet of a unit: tables, total, signatures, then the notes."""
    paper, body, unit = site.edition.paper, site.edition.body, view.unit
    tables = [
        {
            "title": f"{part.section.section.code}. {part.section.section.label}",
            "units": "Cùng phụ trách" if part.shared else None,
            "rows": [_row(entry, entry.others(unit)) for entry in part.entries],
            "sum": _sum(part.section.section.code, part.count),
            "points": points(part.points),
        }
        for part in view.parts
    ]
    notes = [
        {"title": table["title"], "entries": [_note(site, entry, unit) for entry in part.entries]}
        for table, part in zip(tables, view.parts, strict=True)
    ]
    return _document(site, f"{unit.full_name}, {site.name}") | {
        "sheet": {
            "body": body.name.upper(),
            "unit": unit.full_name.upper(),
            "state": paper.state_header,
            "title": paper.title,
            "subject": f"{paper.subject} năm {site.edition.year}",
            "place": body.place,
            "signatures": paper.signatures,
            "hint": paper.signature_hint,
        },
        "heading": unit.full_name,
        "tables": tables,
        "total": f"Tổng cộng: {view.count} tiêu chí, {points(view.points)} điểm.",
        "remark": _shared_remark(site) if view.shared_count else None,
        "notes": notes,
    }


def section_document(site: Site, view: SectionView) -> Data:
    """Return the document of a section: its table, then its notes."""
    return _document(site, f"{_title(view)}, {site.name}") | {"chapters": [_chapter(site, view)]}


def whole_document(site: Site) -> Data:
    """Return the document of the whole rubric: contents, sections, legal documents, abbreviations."""
    edition, body = site.edition, site.edition.body
    return _document(site, site.name) | {
        "cover": {
            "body": body.name.upper(),
            "title": edition.site_title,
            "subject": f"{body.area[:1].upper()}{body.area[1:]}, năm {edition.year}",
            "facts": f"{len(site.sections)} lĩnh vực, {site.count} tiêu chí, {points(site.points)} điểm, "
            f"{len(site.units)} đơn vị phụ trách",
            "lead": edition.lead,
            "notice": edition.notice,
        },
        "chapters": [_chapter(site, view) for view in site.sections],
        "references": [
            {"kind": kind, "documents": [_cited(site, cited) for cited in documents]}
            for kind, documents in site.cited_by_kind
        ],
        "abbreviations": [
            (name, abbreviation.meaning, abbreviation.english or "")
            for name, abbreviation in sorted(site.rubric.abbreviations.items())
        ],
    }


def _document(site: Site, title: str) -> Data:
    """Return what every document has; the parts that a kind does not have stay empty."""
    edition = site.edition
    issued = f" ({edition.source.issued_with})" if edition.source.issued_with else ""
    return {
        "name": title,
        "author": edition.body.name,
        "year": edition.year,
        "edition": f"Ấn bản {edition.year}. Nguồn: {edition.source.title}{issued}.",
        "cautions": [edition.guidance_note, *_common(site)],
        "sheet": None,
        "cover": None,
        "chapters": [],
        "references": [],
        "abbreviations": [],
    }


def _common(site: Site) -> Iterable[str]:
    """Yield what holds for every note, so that the notes need not say it each."""
    yield "Ghi chú không ghi “Đã rà soát” là bản nháp, chưa được đơn vị phụ trách rà soát."
    if site.edition.framework:
        yield f"Khung chung của chỉ số: {_symbols(site.rubric.references, site.edition.framework)}."


def _title(view: SectionView) -> str:
    return f"{view.section.code}. {view.section.label}"


def _sum(code: str, count: int) -> str:
    return f"Cộng lĩnh vực {code}: {count} tiêu chí"


def _shared_remark(site: Site) -> str:
    return (
        "Tiêu chí cùng phụ trách được tính đủ điểm cho mỗi đơn vị, nên cộng theo đơn vị được "
        f"{points(site.points_by_units)} điểm, không phải {points(site.points)}. Biểu không nêu đơn vị chủ trì."
    )


def _chapter(site: Site, view: SectionView) -> Data:
    section = view.section
    remark = (
        f"Dòng lĩnh vực trong biểu ghi {points(section.max_points)} điểm; các tiêu chí được liệt kê cộng lại "
        f"{points(view.points)} điểm."
        if section.max_points and section.max_points != view.points
        else None
    )
    return {
        "title": _title(view),
        "official": section.title,
        "note": section.note,
        "table": {
            "units": "Đơn vị phụ trách",
            "rows": [row for block in view.blocks(site.unit_by_id) for row in _block(section.code, block)],
            "sum": _sum(section.code, view.count),
            "points": points(view.points),
        },
        "remark": remark,
        "entries": [_note(site, entry) for entry in view.entries],
    }


def _block(section: str, block: Block) -> Iterable[Data]:
    if block.group:
        units = _names(block.group_units)
        yield {"group": True, "code": f"{section}.{block.group.code}", "title": block.group.title, "units": units}
    for entry in block.entries:
        yield _row(entry, entry.units)


def _row(entry: Entry, units: Sequence[Unit]) -> Data:
    return {
        "group": False,
        "code": entry.code,
        "title": entry.criterion.title,
        "units": _names(units),
        "points": points(entry.points),
    }


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)


def _note(site: Site, entry: Entry, unit: Unit | None = None) -> Data:
    """Return a criterion's note; on a unit's sheet only the other units are named."""
    units = entry.others(unit) if unit else entry.units
    shared = "Cùng phụ trách với" if unit else "Cùng phụ trách" if len(units) > 1 else "Phụ trách"
    note = {
        "code": entry.code,
        "title": entry.criterion.title,
        "points": points(entry.points),
        "units": f"{shared}: {_names(units)}." if units else None,
    }
    guidance = entry.criterion.guidance
    return note | (_guidance(site, guidance) if guidance else {"what": None})


def _guidance(site: Site, guidance: Guidance) -> Data:
    documents = site.rubric.references
    own = [name for name in guidance.references if name not in site.edition.framework]
    related = guidance.related_measure
    return {
        "what": guidance.what,
        "actions": guidance.actions,
        "evidence": guidance.evidence,
        "deadlines": [
            f"{deadline.text} Theo {symbol(documents[deadline.reference])}"
            f"{'' if deadline.verification == 'seen' else ' (chưa kiểm chứng)'}."
            for deadline in guidance.deadlines
        ],
        "related": f"{symbol(documents[related.reference])}: {related.text} Đây là bộ chỉ số khác, "
        "không phải cách chấm của tiêu chí này."
        if related
        else None,
        "references": _symbols(documents, own),
        "later": _symbols(documents, guidance.later_references),
        "confidence": f"{LEVELS[guidance.confidence.level]}. {guidance.confidence.reason}",
        "review": _review(guidance.review),
    }


def _review(review: Review) -> str:
    return f"Đã rà soát: {review.by}, {vietnamese_date(review.on)}." if review.on else ""


def _symbols(documents: Mapping[str, Reference], names: Iterable[str]) -> str:
    """Return documents in running text."""
    return "; ".join(_symbol(documents[name]) for name in names)


def _symbol(reference: Reference) -> str:
    """Return a document in running text: its date only where the number has no year, and whether it is verified."""
    remarks = [vietnamese_date(reference.date)] if reference.date and not names_its_year(reference) else []
    remarks += [] if reference.verification == "seen" else ["chưa kiểm chứng"]
    return f"{symbol(reference)} ({', '.join(remarks)})" if remarks else symbol(reference)


def _cited(site: Site, cited: Cited) -> Data:
    reference, year = cited.reference, site.edition.year
    details = [_symbol(reference), reference.issuer, *([reference.title] if reference.number else [])]
    if site.is_later(reference):
        force = f"Ban hành sau năm {year}."
    elif year not in reference.in_force:
        force = f"Chưa rõ hiệu lực trong năm {year}."
    else:
        force = f"{'Còn hiệu lực' if reference.in_force[year] else 'Không áp dụng'} trong năm {year}."
    return {
        "name": details[0],
        "text": ": ".join(details[1:]),
        "remarks": " ".join(filter(None, [force, reference.later, reference.note])),
        "cited": ", ".join(entry.code for entry in cited.entries),
    }
