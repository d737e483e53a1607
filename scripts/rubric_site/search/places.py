"""What can be found: units, sections, groups, criteria, documents, pages and questions, with what is said of each."""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, TypedDict

from rubric_site import addresses, text
from rubric_site.model import Criterion
from rubric_site.search.called import CALLED, called
from rubric_site.text import score, sums, symbol
from rubric_site.views import Cited, Entry, Heading, SectionView, Site


class Known(TypedDict, total=False):
    """What not every place has: a code, other names, what people call it, units, its address or its parent's index.

    What has a parent has its address in that one's page, at the anchor of its code.
    """

    code: str
    also: list[str]
    keywords: tuple[str, ...]
    units: tuple[str, ...]
    url: str
    parent: int


class Place(Known):
    """Something to be found: what it is, what it is called and a line about it."""

    kind: Literal["unit", "section", "group", "criterion", "page", "question"]
    title: str
    about: str


Lines = dict[str, list[str | int]]
"""What is said of a place, by the part of its note; a number is the index of a document that is cited."""


def document(cited: Cited) -> tuple[str, ...]:
    """Return a document's name and id, then its title where it is named by a number."""
    return symbol(cited.reference), cited.id, *([cited.reference.title] if cited.reference.number else [])


def places(site: Site) -> Iterator[tuple[Place, Lines]]:
    """Yield units, sections, groups and criteria with what is said of each."""
    documents = {name: index for index, name in enumerate(site.cited)}
    for unit in site.units:
        found: Place = {
            "kind": "unit",
            "title": unit.unit.full_name,
            "also": [unit.unit.name],
            "url": unit.url,
            **_keywords(unit.unit.keywords),
            "about": sums(site, unit),
        }
        yield found, {"note": [unit.unit.note]} if unit.unit.note else {}
    index = len(site.units)
    for section in site.sections:
        for place, lines in _section(site, section, index, documents):
            yield place, lines
            index += 1


def pages(site: Site, pages: Mapping[str, tuple[str, str]], kinds: Collection[str]) -> Iterator[tuple[Place, Lines]]:
    """Yield pages and the questions that are answered on one of them.

    Args:
        site: The edition.
        pages: Title and description of the pages, by their address.
        kinds: What sections, groups, criteria and units are called.
    """
    for url, (title, about) in pages.items():
        words = called(site, CALLED[url]) if url in CALLED else ()
        name = f"Các {title.lower()}" if title in kinds else title  # a page's own name is a word of half the rubric
        yield {"kind": "page", "title": name, "url": url, "about": about, **_keywords(words)}, {}
    for number, one in enumerate(site.edition.questions, 1):
        url = f"{addresses.QUESTIONS}#cau-{number}"
        yield (
            {"kind": "question", "title": one.question, "url": url, "about": addresses.TITLES[addresses.QUESTIONS]},
            {"answer": list(one.answer)},
        )


def _section(site: Site, view: SectionView, index: int, documents: Mapping[str, int]) -> Iterator[tuple[Place, Lines]]:
    section = view.section
    place: Place = {
        "kind": "section",
        "code": section.code,
        "title": section.label,
        "also": [section.title],
        "url": view.url,
        "about": sums(site, view),
        **_keywords(section.keywords),
    }
    yield place, {"note": [section.note]} if section.note else {}
    parents = {section.code: index}
    for line in (line for block in view.blocks for line in block):
        index += 1
        if isinstance(line, Heading):
            parents[line.group.code] = index
            yield _group(view, line, parents[line.group.parent]), {}
        else:
            parent = parents[line.group.code if line.group else section.code]
            yield _criterion(site, view, line, parent), _lines(site, line.criterion, documents)


def _group(view: SectionView, line: Heading, parent: int) -> Place:
    group = line.group
    return {
        "kind": "group",
        "code": group.code,
        "title": group.title,
        "units": group.group.units,
        "parent": parent,
        **_keywords(group.group.keywords),
        "about": view.section.label,
    }


def _criterion(site: Site, view: SectionView, entry: Entry, parent: int) -> Place:
    about = [view.section.label, ", ".join(unit.name for unit in entry.units)]
    about += [f"{score(entry.criterion)} {site.terms.points}"] if entry.points is not None else []
    return {
        "kind": "criterion",
        "code": entry.code,
        "title": entry.criterion.title,
        **_keywords(entry.criterion.keywords),
        "units": entry.criterion.units,
        "parent": parent,
        "about": " · ".join(filter(None, about)),
    }


def _keywords(words: tuple[str, ...]) -> Known:
    return {"keywords": words} if words else {}


def _lines(site: Site, criterion: Criterion, documents: Mapping[str, int]) -> Lines:
    """Return what scale and note say, part by part; that a document was seen, or how sure it is, nobody looks for."""
    lines: Lines = {"scale": [row.condition for row in criterion.scale]}
    if note := criterion.guidance:
        lines |= {"what": [note.what], "actions": [action.text for action in note.actions]}
        lines |= {"evidence": list(note.evidence), "pitfalls": list(note.pitfalls)}
        lines["deadlines"] = [deadline.text for deadline in note.deadlines]
        lines["references"] = [*_cited(site, criterion, documents)]
        if note.related_measure:
            lines["measure"] = [note.related_measure.text, documents[note.related_measure.reference]]
    return {part: some for part, some in lines.items() if some}


def _cited(site: Site, criterion: Criterion, documents: Mapping[str, int]) -> Iterator[str | int]:
    """Yield where a note cites documents, then these themselves."""
    note = criterion.guidance
    if note is None:
        return
    yield from (text.place(one, site.rubric.references[one.id]) for one in note.references if one.at)
    cited = [citation.id for citation in (*note.references, *site.later(criterion))]
    cited += [deadline.reference for deadline in note.deadlines]
    yield from (documents[name] for name in dict.fromkeys(cited))
