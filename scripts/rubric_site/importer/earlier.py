"""An edition that the rubric already holds: its rows, and what its editors wrote, as it stands in the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import identity
from rubric_site.check.data import mapping
from rubric_site.load import Document

Raw = list[str]
"""The lines of a key and its value, the first without indentation, the others as far in as they were behind it."""

FROM_TABLE = ("code", "title", "points", "max_points", "kind", "scale", "units", "lead", "items", "criteria")
"""Keys of a row that the table gives; all others are an editor's."""


@dataclass
class OldRow:
    """A section, group or criterion of an earlier edition.

    Attributes:
        level: section, group or criterion.
        full: Its full code.
        title: Its title.
        section: The title of its section.
        texts: What editors wrote, by key; the note as a whole among them.
        guidance: The note, key by key.
        said: Its points and units as written, to tell what changed.
        file: The name of its file.
    """

    level: str
    full: str
    title: str
    section: str
    texts: dict[str, Raw]
    guidance: dict[str, Raw]
    said: Mapping[str, Any]
    file: str

    @property
    def is_reviewed(self) -> bool:
        """Whether its note has been reviewed."""
        return any("reviewed" in line for line in self.guidance.get("review", ()))


@dataclass
class OldUnit:
    """A unit of an earlier edition: its id, its names, and its entry key by key."""

    id: str
    name: str
    full_name: str
    texts: dict[str, Raw]


@dataclass
class Earlier:
    """An edition that the rubric holds.

    Attributes:
        year: Its year.
        rows: Its rows in order.
        units: Its units in order.
        edition: edition.yaml as plain data.
        edition_texts: The same, key by key, as it stands in the file.
        files: The texts of its files by their names.
        documents: The files as they were read, by their names.
    """

    year: int
    rows: list[OldRow] = field(default_factory=list)
    units: list[OldUnit] = field(default_factory=list)
    edition: Mapping[str, Any] = field(default_factory=dict)
    edition_texts: dict[str, Raw] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)


def earlier(year: int, documents: list[Document]) -> Earlier:
    """Return an edition as the import needs it.

    Args:
        year: Its year.
        documents: Its files, as `load` read them.

    Raises:
        ValueError: If one of its files is no YAML.
    """
    found = Earlier(year)
    for document in documents:
        if not isinstance(document.root, MappingNode):
            raise ValueError(f"{document.path} có lỗi; sửa cho hết lỗi (run.py check) rồi nhập")  # noqa: TRY004 - a file's
        path = Path(document.path)
        text = path.read_text(encoding="utf-8")
        found.files[path.name] = text
        found.documents[path.name] = document
        lines = text.split("\n")
        if document.kind == "edition":
            found.edition = mapping(document.data)
            found.edition_texts = _texts(document.root, lines)
        elif document.kind == "units":
            found.units = list(_units(document.root, lines))
        elif document.kind == "section":
            found.rows += _rows(document.root, lines, path.name)
    return found


def _raw(lines: list[str], key: Node, value: Node, following: Node | None) -> Raw:
    """Return the lines of a key and its value, with the comments up to the key that follows."""
    start, end = key.start_mark, value.end_mark
    if following is not None and following.start_mark.line > start.line:
        found = lines[start.line : following.start_mark.line]
        found[0] = found[0][start.column :]
    elif end.line > start.line:
        found = [lines[start.line][start.column :], *lines[start.line + 1 : end.line], lines[end.line][: end.column]]
    else:
        found = [lines[start.line][start.column : end.column]]
    while len(found) > 1 and not found[-1].strip():
        found.pop()
    indent = " " * start.column
    return [found[0].rstrip(), *(line.removeprefix(indent).rstrip() for line in found[1:])]


def _pairs(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield key.value, key, value


def value_of(node: Node | None, name: str) -> Node | None:
    """Return the value of a key of a mapping; None where there is none."""
    return next((value for key, _, value in _pairs(node) if key == name), None)


def _text(node: Node, name: str) -> str:
    value = value_of(node, name)
    return value.value if isinstance(value, ScalarNode) else ""


def _texts(node: Node, lines: list[str], left_out: tuple[str, ...] = ()) -> dict[str, Raw]:
    pairs = list(_pairs(node))
    following = [*(key for _, key, _ in pairs[1:]), None]
    return {
        name: _raw(lines, key, value, after)
        for (name, key, value), after in zip(pairs, following, strict=True)
        if name not in left_out
    }


def _rows(section: MappingNode, lines: list[str], file: str) -> Iterator[OldRow]:
    code, title = _text(section, "code"), _text(section, "title")
    full = identity.full_code(code, ())
    yield OldRow("section", full, title, title, _texts(section, lines, FROM_TABLE), {}, _said(section), file)
    yield from _below(section, "items", [(code, full)], OldRow("", "", "", title, {}, {}, {}, file), lines)


def _below(node: Node, key: str, above: list[tuple[str, str]], pattern: OldRow, lines: list[str]) -> Iterator[OldRow]:
    items = value_of(node, key)
    for item in items.value if isinstance(items, SequenceNode) else ():
        code = _text(item, "code")
        full = identity.full_code(code, above)
        level = "group" if value_of(item, "criteria") is not None else "criterion"
        texts = _texts(item, lines, FROM_TABLE)
        note = value_of(item, "guidance")
        guidance = _texts(note, lines) if note is not None else {}
        yield OldRow(level, full, _text(item, "title"), pattern.section, texts, guidance, _said(item), pattern.file)
        yield from _below(item, "criteria", [*above, (code, full)], pattern, lines)


def _said(node: Node) -> dict[str, Any]:
    units = value_of(node, "units")
    named = [unit.value for unit in units.value] if isinstance(units, SequenceNode) else []
    return {"points": _text(node, "points") or _text(node, "max_points"), "units": named}


def _units(root: MappingNode, lines: list[str]) -> Iterator[OldUnit]:
    units = value_of(root, "units")
    for unit in units.value if isinstance(units, SequenceNode) else ():
        yield OldUnit(_text(unit, "id"), _text(unit, "name"), _text(unit, "full_name"), _texts(unit, lines))
