"""The search's files: its scripts, and what can be found. What is a word and what ranks first, the scripts say.

The data are two files, as scripts so that they load without a server too: the places with their names, which a first
answer needs, and the notes, which are long and come second.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType

from rubric_site.search import places
from rubric_site.search.called import GUIDES, called
from rubric_site.search.packing import pack
from rubric_site.search.published import scripts
from rubric_site.text import capital
from rubric_site.views import Site

FOLDER = "assets/search/"


def files(site: Site, pages: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> dict[str, bytes]:
    """Return the files of an edition's search by their path in its folder; the scripts are the newest's alone.

    Args:
        site: The edition.
        pages: Title and description of the edition's pages about all of it, by their address.
    """
    nouns = ("section", "group", "criterion", *(["unit"] if site.units else []))
    kinds = {name: capital(getattr(site.terms, name)) for name in nouns}
    found, lines = zip(*places.places(site), *places.pages(site, pages, kinds.values()), strict=True)
    data = {
        "kinds": kinds | {"document": "Văn bản", "page": "Trang", "question": "Hỏi đáp"},
        "called": {url: called(site, words) for url, words in GUIDES.items()},
        "thesaurus": site.rubric.thesaurus,
        "abbreviations": {name: entry.meaning for name, entry in site.rubric.abbreviations.items()},
        "units": {unit.id: [unit.name, unit.full_name] for unit in site.rubric.units},
        "places": found,
    }
    documents = [places.document(cited) for cited in site.cited.values()]
    words, (first, later, *packed) = pack(data, documents, *lines)
    made = scripts() if site.is_newest else {}
    return {f"{FOLDER}{name}": content for name, content in made.items()} | {
        f"{FOLDER}places.js": _script("searchPlaces", {"words": words, "data": first}),
        f"{FOLDER}notes.js": _script("searchNotes", {"documents": later, "lines": packed}),
    }


def _script(name: str, data: object) -> bytes:
    return f"self.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()
