"""The search's files: its scripts, and what can be found. What is a word and what ranks first, the scripts say.

The data are two files, as scripts so that they load without a server too: the places with their names, which a first
answer needs, and the notes, which are long and come second. The scripts are published without their comments.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rubric_site.model import Group, Guidance
from rubric_site.text import points, symbol
from rubric_site.views import Cited, Entries, Entry, SectionView, Site

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


def files(site: Site) -> dict[str, bytes]:
    """Return the files of the search by their path below the docs folder."""
    places, lines = zip(*_places(site), strict=True)
    data = {
        "abbreviations": {name: entry.meaning for name, entry in site.rubric.abbreviations.items()},
        "units": {unit.id: [unit.name, unit.full_name] for unit in site.rubric.units},
        "places": places,
    }
    notes = {"documents": [_document(cited) for cited in site.cited.values()], "lines": lines}
    return _scripts() | {
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
        yield place | {"about": f"Đơn vị phụ trách · {_sums(unit)}"}, [unit.unit.note] if unit.unit.note else []
    index = len(site.units)
    for section in site.sections:
        for place, lines in _section(site, section, index, documents):
            yield place, lines
            index += 1


def _section(site: Site, view: SectionView, index: int, documents: Mapping[str, int]) -> Iterator[tuple[Place, Lines]]:
    section = view.section
    place: Place = {
        "kind": "section",
        "code": section.code,
        "title": section.label,
        "also": [section.title],
        "url": view.url,
    }
    yield place | {"points": points(view.points)}, [section.note] if section.note else []
    top = index
    for block in view.blocks(site.unit_by_id):
        parent = top
        if block.group:
            index += 1
            parent = index
            yield _group(view, block.group, top), []
        for entry in block.entries:
            index += 1
            yield _criterion(view, entry, parent), list(_lines(entry.criterion.guidance, documents))


def _group(view: SectionView, group: Group, parent: int) -> Place:
    place: Place = {"kind": "group", "code": f"{view.section.code}.{group.code}", "title": group.title}
    about = f"Nhóm tiêu chí · {view.section.label}"
    return place | {"url": f"{view.url}#{view.anchor(group)}", "units": group.units, "parent": parent, "about": about}


def _criterion(view: SectionView, entry: Entry, parent: int) -> Place:
    place: Place = {"kind": "criterion", "code": entry.code, "title": entry.criterion.title}
    units = ", ".join(unit.name for unit in entry.units)
    about = f"{view.section.label} · {units} · {points(entry.points)} điểm"
    return place | {
        "url": f"{view.url}#{entry.anchor}",
        "units": entry.criterion.units,
        "parent": parent,
        "about": about,
    }


def _sums(entries: Entries) -> str:
    return f"{entries.count} tiêu chí · {points(entries.points)} điểm"


def _lines(note: Guidance | None, documents: Mapping[str, int]) -> Iterator[str | int]:
    """Yield what a note says, line by line; that a document was seen, or how sure the note is, nobody searches for."""
    if note is None:
        return
    yield from (note.what, *note.actions, *note.evidence)
    yield from (deadline.text for deadline in note.deadlines)
    cited = [*note.references, *note.later_references, *(deadline.reference for deadline in note.deadlines)]
    if note.related_measure:
        yield note.related_measure.text
        cited.append(note.related_measure.reference)
    yield from (documents[name] for name in dict.fromkeys(cited))
