"""Ways through plain data: mappings, texts and rows, each with its location."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rubric_site.load import Document, Location

Texts = Sequence[tuple[Location, str]]
Placed = tuple[Location, Mapping[str, object]]
"""A mapping with its location."""


def of_kind(documents: Iterable[Document], kind: str) -> list[Document]:
    """Return the documents of one kind, in order."""
    return [document for document in documents if document.kind == kind]


def mapping(value: object) -> Mapping[str, object]:
    """Return a mapping, or an empty one where there is something else."""
    return value if isinstance(value, dict) else {}


def entries(parent: object, location: Location, key: str) -> Iterator[Placed]:
    """Yield the mappings in the list under a key of `parent`, each with its location."""
    children = mapping(parent).get(key)
    for number, child in enumerate(children if isinstance(children, list) else ()):
        if isinstance(child, dict):
            yield (*location, key, number), child


def rows(section: Document) -> Iterator[Placed]:
    """Yield the groups and criteria of a section at all levels, in the order of the file."""
    for location, item in entries(section.data, (), "items"):
        yield from _with_below(location, item)


def _with_below(location: Location, item: Mapping[str, object]) -> Iterator[Placed]:
    yield location, item
    for inner, child in entries(item, location, "criteria"):
        yield from _with_below(inner, child)


def texts(value: object) -> Texts:
    """Return every text below a mapping or a list at any depth, each with its location."""
    found: list[tuple[Location, str]] = []
    _gather(value, (), found)
    return found


def _gather(value: object, location: Location, found: list[tuple[Location, str]]) -> None:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in parts:
        if isinstance(child, str):
            found.append(((*location, key), child))
        else:
            _gather(child, (*location, key), found)


def cited(found: Texts, keys: Collection[str]) -> Iterator[tuple[Location, str]]:
    """Yield the ids in the lists under one of `keys`: a text, or the id of a mapping that says more of it."""
    for location, text in found:
        place = location[:-1] if location[-1:] == ("id",) else location
        if len(place) > 1 and isinstance(place[-1], int) and place[-2] in keys:
            yield place, text


def listed(found: Texts, keys: Collection[str]) -> Iterator[tuple[Location, str]]:
    """Yield the texts that stand in a list under one of `keys`."""
    for location, text in found:
        if isinstance(location[-1], int) and location[-2] in keys:
            yield location, text
