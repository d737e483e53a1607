"""The search's files: its scripts, and what can be found. What is a word and what ranks first, the scripts say.

The data are two files, as scripts so that they load without a server too: the places with their names, which a first
answer needs, and the notes, which are long and come second. The scripts are published without their comments.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rubric_site import text
from rubric_site.model import Criterion
from rubric_site.text import capital, points, score, sums, symbol
from rubric_site.views import Cited, Entry, Heading, SectionView, Site

FOLDER = "assets/search/"
SCRIPTS = Path(__file__).parent / "javascripts"
PUBLISHED = {
    "search.js": ("minisearch/minisearch-7.2.0.js", "analyser.js", "engine.js", "worker.js"),
    "page.js": ("page.js",),
    "lookup.js": ("lookup.js",),
}
"""The scripts that the pages load, each with the files that it is put together from."""

COMMENT = re.compile(r"^\s*/\*[^!].*?\*/\n|[ \t]*// [^\"'`\n]*$|^[ \t]+|^\n", re.MULTILINE | re.DOTALL)
"""What a browser does not need: comments that begin or end a line, indents and empty lines."""

Place = dict[str, Any]
"""Something to be found: its kind, title and address, a line about it; code, other names, units, its parent's index."""

Lines = list[str | int]
"""What is said of a place; a number is the index of a document that is cited."""


def files(site: Site, pages: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> dict[str, bytes]:
    """Return the files of an edition's search by their path in its folder; the scripts are the newest's alone.

    Args:
        site: The edition.
        pages: Title and description of pages by their address that the theme's index lacks: an older edition's.
    """
    places, lines = zip(*_places(site), *_pages(pages), strict=True)
    data = {
        "abbreviations": {name: entry.meaning for name, entry in site.rubric.abbreviations.items()},
        "units": {unit.id: [unit.name, unit.full_name] for unit in site.rubric.units},
        "places": places,
    }
    notes = {"documents": [_document(cited) for cited in site.cited.values()], "lines": lines}
    return (_scripts() if site.is_newest else {}) | {
        f"{FOLDER}places.js": _script("searchPlaces", data),
        f"{FOLDER}notes.js": _script("searchNotes", notes),
    }


@cache
def _scripts() -> dict[str, bytes]:
    texts = {
        name: "".join(COMMENT.sub("", (SCRIPTS / source).read_text(encoding="utf-8")) for source in sources)
        for name, sources in PUBLISHED.items()
    }
    return {f"{FOLDER}{name}": text.encode() for name, text in texts.items()}


def _script(name: str, data: object) -> bytes:
    return f"self.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _document(cited: Cited) -> Place:
    other = [cited.reference.title] if cited.reference.number else []
    place: Place = {"kind": "document", "title": symbol(cited.reference), "also": other}
    return place | {"url": f"can-cu/#{cited.id}", "about": "Căn cứ pháp lý"}


def _places(site: Site) -> Iterator[tuple[Place, Lines]]:
    """Yield units, sections, groups and criteria with what is said of each."""
    documents = {name: index for index, name in enumerate(site.cited)}
    for unit in site.units:
        place: Place = {"kind": "unit", "title": unit.unit.full_name, "also": [unit.unit.name], "url": unit.url}
        about = f"{capital(site.terms.unit)} phụ trách · {sums(site, unit)}"
        yield place | {"about": about}, [unit.unit.note] if unit.unit.note else []
    index = len(site.units)
    for section in site.sections:
        for place, lines in _section(site, section, index, documents):
            yield place, lines
            index += 1


def _pages(pages: Mapping[str, tuple[str, str]]) -> Iterator[tuple[Place, Lines]]:
    for url, (title, about) in pages.items():
        yield {"kind": "page", "title": title, "url": url, "about": about}, []


def _section(site: Site, view: SectionView, index: int, documents: Mapping[str, int]) -> Iterator[tuple[Place, Lines]]:
    section = view.section
    place: Place = {
        "kind": "section",
        "code": section.code,
        "title": section.label,
        "also": [section.title],
        "url": view.url,
    }
    place |= {"points": points(view.points)} if site.has_points else {}
    yield place, [section.note] if section.note else []
    parents = {section.code: index}
    for line in (line for block in view.blocks for line in block):
        index += 1
        if isinstance(line, Heading):
            parents[line.group.code] = index
            yield _group(site, view, line, parents[line.group.parent]), []
        else:
            parent = parents[line.group.code if line.group else section.code]
            yield _criterion(site, view, line, parent), list(_lines(site, line.criterion, documents))


def _group(site: Site, view: SectionView, line: Heading, parent: int) -> Place:
    group = line.group
    place: Place = {"kind": "group", "code": group.code, "title": group.title}
    about = f"{capital(site.terms.group)} · {view.section.label}"
    return place | {"url": f"{view.url}#{group.anchor}", "units": group.group.units, "parent": parent, "about": about}


def _criterion(site: Site, view: SectionView, entry: Entry, parent: int) -> Place:
    place: Place = {"kind": "criterion", "code": entry.code, "title": entry.criterion.title}
    about = [view.section.label, ", ".join(unit.name for unit in entry.units)]
    about += [f"{score(entry.criterion)} {site.terms.points}"] if entry.points is not None else []
    return place | {
        "url": entry.url,
        "units": entry.criterion.units,
        "parent": parent,
        "about": " · ".join(filter(None, about)),
    }


def _lines(site: Site, criterion: Criterion, documents: Mapping[str, int]) -> Iterator[str | int]:
    """Yield what scale and note say, line by line; that a document was seen, or how sure it is, nobody looks for."""
    yield from (row.condition for row in criterion.scale)
    note = criterion.guidance
    if note is None:
        return
    yield from (note.what, *(action.text for action in note.actions), *note.evidence, *note.pitfalls)
    yield from (deadline.text for deadline in note.deadlines)
    yield from (text.place(one, site.rubric.references[one.id]) for one in note.references if one.at)
    cited = [citation.id for citation in (*note.references, *site.later(criterion))]
    cited += [deadline.reference for deadline in note.deadlines]
    if note.related_measure:
        yield note.related_measure.text
        cited.append(note.related_measure.reference)
    yield from (documents[name] for name in dict.fromkeys(cited))
