"""A criterion's note in words, as it stands on paper: the page's print, the PDF and the Word file say the same.

How far the legal basis was checked is said in a few words; what is in doubt concerns those who review the note, and
stands on the page and on their sheet.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rubric_site.model import Citation, Guidance, Reference, Unit
from rubric_site.text import (
    BASIS,
    SCORED,
    UNVERIFIED,
    according_to,
    after_year,
    capital,
    known,
    names_its_year,
    other_measure,
    period,
    points,
    reviewed,
    score,
    symbol,
    unit_names,
    vietnamese_date,
    within,
)
from rubric_site.views import Entry, Site

LABELS: Mapping[str, str] = {
    "what": "Đo điều gì",
    "actions": "Việc cần làm",
    "deadlines": "Thời hạn",
    "evidence": "Hồ sơ minh chứng",
    "pitfalls": "Dễ sót (gợi ý)",
    "related": "Chỉ số khác",
    "references": "Căn cứ",
    "basis": "Đối chiếu căn cứ",
    "scoring": SCORED,
}
"""What stands in front of each part of a note."""


@dataclass(frozen=True)
class Row:
    """A part of a note.

    Attributes:
        kind: `text` is one paragraph, `steps` are numbered, `checks` have a box to tick, `basis` and `later` are in
            small letters; what came `later` than the edition's year is left out on a unit's sheet.
        label: What stands in front, without its colon.
        texts: The text, or the items.
    """

    kind: Literal["text", "steps", "checks", "basis", "later"]
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A criterion's note.

    Attributes:
        code: Its code.
        url: Its address from the root of the site, which stays whatever comes later.
        heading: Its code, title and points.
        status: With whom it is shared or who is responsible, and who reviewed the note; may be empty.
        scale: The scale of the source: conditions with their points.
        rows: The parts of the note; none where nobody has written one.
    """

    code: str
    url: str
    heading: str
    status: str
    scale: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @property
    def letters(self) -> int:
        """How long its parts are together."""
        return sum(len(text) for row in self.rows for text in (row.label, *row.texts))


def note(site: Site, entry: Entry, unit: Unit | None = None) -> Note:
    """Return a criterion's note.

    Args:
        site: The edition.
        entry: The criterion.
        unit: Whose sheet it stands on: there only the other units are named.
    """
    guidance = entry.criterion.guidance
    return Note(
        entry.code,
        site.lasting(entry.url),
        heading(site, entry),
        " ".join(_status(entry, unit)),
        tuple((row.condition, points(row.points)) for row in entry.criterion.scale),
        tuple(row for row in _rows(site, entry, guidance) if not unit or row.kind != "later") if guidance else (),
    )


def _status(entry: Entry, unit: Unit | None) -> Iterator[str]:
    if whose := shared(entry, unit) if unit else responsible(entry):
        yield f"{whose}."
    if entry.criterion.guidance and (done := reviewed(entry.criterion.guidance.review)):
        yield f"{done}."


def heading(site: Site, entry: Entry) -> str:
    """Return the heading of a criterion's note: code, title and points."""
    given = score(entry.criterion) if site.has_points else ""
    return f"{entry.code}. {entry.criterion.title}" + (f" ({given} {site.terms.points})" if given else "")


def shared(entry: Entry, unit: Unit) -> str:
    """Return with whom a unit shares a criterion; nothing where it is the unit's alone."""
    others = entry.others(unit)
    label = "Chủ trì cùng" if entry.lead == unit else "Cùng phụ trách với"
    return f"{label} {unit_names(others, entry.lead)}" if others else ""


def responsible(entry: Entry) -> str:
    """Return who is responsible for a criterion; nothing where the table names nobody."""
    return f"{responsible_label(entry)}: {unit_names(entry.units, entry.lead)}" if entry.units else ""


def responsible_label(entry: Entry) -> str:
    """Return what stands in front of the names of the units."""
    return "Cùng phụ trách" if len(entry.units) > 1 and not entry.lead else "Phụ trách"


def _rows(site: Site, entry: Entry, guidance: Guidance) -> Iterator[Row]:
    documents = site.rubric.references
    yield Row("text", LABELS["what"], (guidance.what,))
    yield Row("steps", LABELS["actions"], tuple(within(action, action.text) for action in guidance.actions))
    if guidance.deadlines:
        yield Row("text", LABELS["deadlines"], tuple(_deadlines(guidance, documents)))
    yield Row("checks", LABELS["evidence"], guidance.evidence)
    if guidance.pitfalls:
        yield Row("text", LABELS["pitfalls"], guidance.pitfalls)
    if related := guidance.related_measure:
        told = f"{symbol(documents[related.reference])}: {related.text}"
        yield Row("text", LABELS["related"], (told, other_measure(site)))
    yield from _basis(site, entry, guidance)


def _deadlines(guidance: Guidance, documents: Mapping[str, Reference]) -> Iterator[str]:
    for deadline in guidance.deadlines:
        unsure = "" if deadline.verification == "seen" else f" ({UNVERIFIED})"
        yield f"{within(deadline, deadline.text)} {according_to(deadline, documents)}{unsure}."


def basis(site: Site, entry: Entry) -> tuple[Row, ...]:
    """Return what a note rests on, as it stands on paper."""
    guidance = entry.criterion.guidance
    return tuple(_basis(site, entry, guidance)) if guidance else ()


def _basis(site: Site, entry: Entry, guidance: Guidance) -> Iterator[Row]:
    """Yield what the note rests on and how far that was checked, what came later, and how the criterion is scored."""
    documents = site.rubric.references
    checked = BASIS[guidance.basis.status]
    if own := [citation for citation in guidance.references if citation.id not in site.edition.framework]:
        yield Row("basis", f"{LABELS['references']} ({checked.lower()})", (f"{symbols(documents, own)}.",))
    else:
        yield Row("basis", LABELS["basis"], (f"{checked}.",))
    if later := site.later(entry.criterion):
        yield Row("later", after_year(site), (f"{symbols(documents, later)}.",))
    if guidance.scoring_status:
        yield Row("basis", LABELS["scoring"], (capital(known(guidance.scoring_status)),))


def symbols(documents: Mapping[str, Reference], citations: Iterable[Citation]) -> str:
    """Return documents in running text, each after the article that is meant."""
    return "; ".join(_placed(citation, documents[citation.id]) for citation in citations)


def _placed(citation: Citation, reference: Reference) -> str:
    remarks = [period(citation).lower()] if period(citation) else []
    remarks += [citation.why] if citation.why else []
    behind = f" ({'; '.join(remarks)})" if remarks else ""
    return " ".join(filter(None, [citation.at, named(reference)])) + behind


def named(reference: Reference) -> str:
    """Return a document in running text: its date only where the number has no year, and whether it is verified."""
    remarks = [vietnamese_date(reference.date)] if reference.date and not names_its_year(reference) else []
    remarks += [] if reference.verification == "seen" else [UNVERIFIED]
    return f"{symbol(reference)} ({', '.join(remarks)})" if remarks else symbol(reference)
