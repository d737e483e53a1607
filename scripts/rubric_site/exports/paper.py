"""What stands on the printed documents, as plain data: the Typst template decides only how it looks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rubric_site.model import Citation, Guidance, Reference, Unit
from rubric_site.text import (
    BASIS,
    according_to,
    capital,
    declared,
    draft_remark,
    extra,
    names_its_year,
    period,
    pitfalls_remark,
    points,
    relation,
    reviewed,
    score,
    scoring,
    shared_remark,
    source_line,
    subject,
    sums,
    symbol,
    vietnamese_date,
    within,
)
from rubric_site.views import Cited, Entries, Entry, Heading, Line, SectionView, Site, UnitView

Data = dict[str, Any]

CODE_WIDTH, LETTER_WIDTH = 17, 2.3
"""The width of the column of codes, and of a letter there, in millimetres."""


def unit_sheet(site: Site, view: UnitView) -> Data:
    """Return the responsibility sheet of a unit: tables, total, signatures, then the notes."""
    paper, body, unit = site.edition.paper, site.edition.body, view.unit
    tables = [
        _table(site, part, "Cùng phụ trách" if part.shared else None, part.section.section.code)
        | {
            "title": part.section.title,
            "rows": [_row(site, entry, entry.others(unit), unit) for entry in part.entries],
        }
        for part in view.parts
    ]
    notes = [
        {"title": part.section.title, "entries": [_note(site, entry, unit) for entry in part.entries]}
        for part in view.parts
        if part.has_notes
    ]
    return _document(site, f"{unit.full_name}, {site.name}") | {
        "sheet": {
            "body": body.name.upper(),
            "unit": unit.full_name.upper(),
            "state": paper.state_header,
            "title": paper.title,
            "subject": subject(site),
            "place": body.place,
            "signatures": paper.signatures,
            "hint": paper.signature_hint,
        },
        "heading": unit.full_name,
        "tables": tables,
        "total": _total(site, view),
        "remark": shared_remark(site) if view.shared_count else None,
        "notes": notes,
    }


def section_document(site: Site, view: SectionView) -> Data:
    """Return the document of a section: its table, then its notes."""
    return _document(site, f"{view.title}, {site.name}") | {"chapters": [_chapter(site, view)]}


def whole_document(site: Site) -> Data:
    """Return the document of the whole rubric: contents, sections, legal documents, abbreviations."""
    edition, body, terms = site.edition, site.edition.body, site.terms
    facts = [f"{len(site.sections)} {terms.section}", sums(site, site), *(extra(site, other) for other in site.extras)]
    facts += [f"{len(site.units)} {terms.unit} phụ trách"] if site.units else []
    year = f"năm {edition.year}" if edition.label is None else edition.label
    return _document(site, site.name) | {
        "cover": {
            "body": body.name.upper(),
            "title": edition.site_title,
            "subject": f"{capital(body.area)}, {year}",
            "facts": ", ".join(facts),
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
    terms = site.terms
    return {
        "name": title,
        "author": site.edition.body.name,
        "year": site.edition.year,
        "edition": source_line(site),
        "code": max(CODE_WIDTH, round(LETTER_WIDTH * site.longest_code + 4)),
        "words": {
            "guidance": f"Hướng dẫn từng {terms.criterion}",
            "criterion": capital(terms.criterion),
            "points": f"{capital(terms.points)} tối đa" if site.has_points else None,
            "scale": f"Thang {terms.points} trong biểu",
        },
        "cautions": [site.edition.guidance_note, *_common(site)] if site.has_notes else [],
        "sheet": None,
        "cover": None,
        "chapters": [],
        "references": [],
        "abbreviations": [],
    }


def _common(site: Site) -> Iterable[str]:
    """Yield what holds for every note, so that the notes need not say it each."""
    yield draft_remark(site)
    if site.edition.scoring_status:
        yield scoring(site.edition.scoring_status)
    if remark := pitfalls_remark(site):
        yield remark
    if site.edition.framework:
        yield f"Khung chung của chỉ số: {_symbols(site.rubric.references, map(_cite, site.edition.framework))}."


def _cite(name: str) -> Citation:
    return Citation(id=name)


def _total(site: Site, part: Entries) -> str:
    outside = "".join(f" Ngoài tổng: {extra(site, other)}." for other in part.extras)
    return f"Tổng cộng: {sums(site, part)}.{outside}"


def _table(site: Site, part: Entries, units: str | None, code: str) -> Data:
    """Return a point table without its rows: the name of its units' column, its sum and what stands outside that."""
    return {
        "units": units,
        "sum": f"Cộng {site.terms.section} {code}: {part.count} {site.terms.criterion}",
        "points": points(part.points) if site.has_points and part.count else None,
        "extras": [f"Ngoài tổng: {extra(site, other)}" for other in part.extras],
    }


def _chapter(site: Site, view: SectionView) -> Data:
    units = f"{capital(site.terms.unit)} phụ trách" if site.units else None
    remarks = [declared(site, view), *(f"{line.group.code}: {declared(site, line)}" for line in _differing(view))]
    return {
        "title": view.title,
        "official": view.section.title,
        "note": view.section.note,
        "table": _table(site, view, units, view.section.code)
        | {"rows": [_line(site, line) for block in view.blocks for line in block]},
        "remark": " ".join(filter(None, remarks)) or None,
        "guided": view.has_notes,
        "entries": [_note(site, entry) for entry in view.entries] if view.has_notes else [],
    }


def _differing(view: SectionView) -> Iterable[Heading]:
    return (line for line in view.headings if line.differs)


def _line(site: Site, line: Line) -> Data:
    if isinstance(line, Entry):
        return _row(site, line, line.units)
    group = line.group
    given = group.group.max_points
    return {
        "level": group.level,
        "code": group.code,
        "title": group.title,
        "units": _names(group.units),
        "points": points(given) if given is not None and site.has_points else "",
    }


def _row(site: Site, entry: Entry, units: Sequence[Unit], unit: Unit | None = None) -> Data:
    led = " (chủ trì)" if unit and entry.lead == unit else ""
    return {
        "level": 0,
        "code": entry.code,
        "title": f"{entry.criterion.title}{led}",
        "units": _names(units, entry.lead),
        "points": score(entry.criterion) if site.has_points else "",
    }


def _names(units: Iterable[Unit], lead: Unit | None = None) -> str:
    return ", ".join(f"{unit.name} (chủ trì)" if unit == lead else unit.name for unit in units)


def _note(site: Site, entry: Entry, unit: Unit | None = None) -> Data:
    """Return a criterion's note; on a unit's sheet only the other units are named."""
    units = entry.others(unit) if unit else entry.units
    shared = "Cùng phụ trách với" if unit else "Cùng phụ trách" if len(units) > 1 and not entry.lead else "Phụ trách"
    given = score(entry.criterion) if site.has_points else ""
    note = {
        "heading": f"{entry.code}. {entry.criterion.title}" + (f" ({given} {site.terms.points})" if given else ""),
        "units": f"{shared}: {_names(units, entry.lead)}." if units else None,
        "scale": [[row.condition, points(row.points)] for row in entry.criterion.scale],
    }
    guidance = entry.criterion.guidance
    return note | (_guidance(site, entry, guidance) if guidance else {"what": None})


def _guidance(site: Site, entry: Entry, guidance: Guidance) -> Data:
    documents = site.rubric.references
    own = [citation for citation in guidance.references if citation.id not in site.edition.framework]
    related = guidance.related_measure
    return {
        "what": guidance.what,
        "actions": [within(action, action.text) for action in guidance.actions],
        "evidence": guidance.evidence,
        "deadlines": [
            f"{within(deadline, deadline.text)} {according_to(deadline, documents)}"
            f"{'' if deadline.verification == 'seen' else ' (chưa kiểm chứng)'}."
            for deadline in guidance.deadlines
        ],
        "pitfalls": " ".join(guidance.pitfalls),
        "related": f"{symbol(documents[related.reference])}: {related.text} Đây là bộ chỉ số khác, "
        f"không phải cách chấm của {site.terms.criterion} này."
        if related
        else None,
        "references": _symbols(documents, own),
        "later": _symbols(documents, site.later(entry.criterion)),
        "basis": f"{BASIS[guidance.basis.status]}. {guidance.basis.reason}",
        "scoring": scoring(guidance.scoring_status) if guidance.scoring_status else "",
        "review": f"{done}." if (done := reviewed(guidance.review)) else "",
    }


def _symbols(documents: Mapping[str, Reference], citations: Iterable[Citation]) -> str:
    """Return documents in running text, each after the article that is meant."""
    return "; ".join(_placed(citation, documents[citation.id]) for citation in citations)


def _placed(citation: Citation, reference: Reference) -> str:
    remarks = [period(citation).lower()] if period(citation) else []
    remarks += [citation.why] if citation.why else []
    behind = f" ({'; '.join(remarks)})" if remarks else ""
    return " ".join(filter(None, [citation.at, _symbol(reference)])) + behind


def _symbol(reference: Reference) -> str:
    """Return a document in running text: its date only where the number has no year, and whether it is verified."""
    remarks = [vietnamese_date(reference.date)] if reference.date and not names_its_year(reference) else []
    remarks += [] if reference.verification == "seen" else ["chưa kiểm chứng"]
    return f"{symbol(reference)} ({', '.join(remarks)})" if remarks else symbol(reference)


def _later(site: Site, name: str) -> Iterable[str]:
    """Yield what later documents did to one."""
    documents = site.rubric.references
    for one in site.relations.get(name, ()):
        before, after = relation(one, documents)
        yield f"{before} {symbol(documents[one.later])}{after}."


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
        "remarks": " ".join(filter(None, [force, *_later(site, cited.id), reference.later, reference.note])),
        "cited": ", ".join(entry.code for entry in cited.entries),
    }
