"""Read a rubric folder: YAML files with the position of every value, and the model made from them.

PyYAML's nodes are read rather than its objects, because nodes know their line.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import explain, files, reading, values
from rubric_site.errors import Problem
from rubric_site.model import FILES, Edition, Part, Rubric

Location = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Document:
    """One YAML file, equal to no other.

    Attributes:
        path: The file, as shown to editors.
        kind: Which model it follows, a key of `model.FILES`.
        data: What stands there as plain mappings, lists, texts, numbers; None where it could not be read.
        part: The model, or None where the data does not fit it.
    """

    path: str
    kind: str
    data: object
    part: Part | None

    @property
    def root(self) -> Node | None:
        """The YAML node tree, which knows the positions: read again where one is asked for, as it is large."""
        return _tree(self)

    def problem(self, location: Location, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a problem at a location in this file.

        Args:
            location: The keys and the places in lists, from 0, that lead there; where it is not there, as far as it is.
            message: What is wrong, in Vietnamese.
            hint: What to do.
            key: Whether it is pointed at the key, not at its value.
        """
        mark = _node_at(self.root, location, key=key).start_mark if self.root else None
        return Problem(self.path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message, hint)

    def has(self, location: Location) -> bool:
        """Return whether something stands at a location in this file."""
        value = self.data
        for part in location:
            if isinstance(value, list):
                value = dict(enumerate(value))
            if not isinstance(value, dict) or part not in value:
                return False
            value = value[part]
        return True

    def warning(self, location: Location, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a warning at a location in this file; the arguments are those of `problem`."""
        return replace(self.problem(location, message, hint, key=key), warning=True)


@lru_cache(maxsize=4)
def _tree(document: Document) -> Node | None:
    """Return the tree of a file that could be read; few are kept, as messages come file by file."""
    return reading.tree(Path(document.path)) if document.data is not None else None


@dataclass
class Loaded:
    """What a rubric folder holds.

    Attributes:
        folder: The folder itself.
        shared: The documents that editions share, by kind.
        editions: The documents of each edition, by folder name.
        rubrics: The editions whose every file fits the model, by folder name.
        problems: What is wrong so far.
    """

    folder: Path
    shared: dict[str, Document] = field(default_factory=dict)
    editions: dict[str, list[Document]] = field(default_factory=dict)
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def newest(self) -> Rubric:
        """The edition of the latest year among those that fit the model, of which there has to be one."""
        return max(self.rubrics.values(), key=lambda rubric: rubric.edition.year)


def load(folder: Path) -> Loaded:
    """Read every file of a rubric folder.

    Args:
        folder: Holds `references.yaml`, `abbreviations.yaml`, `thesaurus.yaml` (all optional) and a folder an edition.

    Returns:
        The documents, the rubrics that could be made, and all problems of reading and of the model.
    """
    loaded = Loaded(folder)
    for kind, path in files.shared(folder, loaded.problems):
        loaded.shared.setdefault(kind, _read(path, kind, loaded.problems))
    homes = files.editions(folder)
    if not homes:
        hint = "tạo thư mục mang tên năm, ví dụ 2024/, có tệp edition.yaml"
        loaded.problems.append(Problem(str(folder), 1, 1, "không thấy ấn bản nào trong thư mục này", hint))
    for home in homes:
        loaded.editions[home.name] = _read_edition(home, loaded)
    return loaded


def _read_edition(home: Path, loaded: Loaded) -> list[Document]:
    found = [_read(path, kind, loaded.problems) for kind, path in files.edition(home, loaded.problems)]
    loaded.problems.extend(_missing(home, {document.kind for document in found}))
    documents = [document for document in found if document.kind not in files.SHARED]
    for document in found:
        if document.kind in files.SHARED:
            loaded.shared.setdefault(document.kind, document)
    source = _read_source(home, documents, loaded.problems)
    sections = any(document.kind == "section" for document in documents)
    whole = sections and all(document.part for document in (*loaded.shared.values(), *documents))
    if source is not None and whole:
        loaded.rubrics[home.name] = _rubric(home, loaded.shared, documents, source)
    return documents


def _missing(home: Path, kinds: Collection[str]) -> Iterator[Problem]:
    """Yield what an edition's folder lacks; a body without units has no units.yaml."""
    if "edition" not in kinds:
        yield Problem(str(home / "edition.yaml"), 1, 1, "thiếu tệp này", files.COPIED)
    elif "section" not in kinds:
        hint = "mỗi lĩnh vực một tệp, ví dụ 01-chi-dao-dieu-hanh.yaml"
        yield Problem(str(home), 1, 1, "ấn bản chưa có lĩnh vực nào", hint)


def _read_source(home: Path, documents: Sequence[Document], problems: list[Problem]) -> str | None:
    edition = next((document for document in documents if document.kind == "edition"), None)
    if edition is None or not isinstance(edition.part, Edition):
        return None
    path = home / edition.part.source.file
    if not path.exists() and not path.is_symlink():
        hint = explain.did_you_mean(path.name, sorted(other.name for other in home.iterdir()))
        hint = hint or "đặt tệp cùng thư mục với edition.yaml"
        problems.append(edition.problem(("source", "file"), f"không thấy tệp {path.name}", hint))
        return None
    content = reading.text(path, problems, as_warnings=True)
    if content is None or content.strip():
        return content
    problems.append(Problem(str(path), 1, 1, "tệp này trống", "chép cả bảng gốc vào tệp này"))
    return None


def _rubric(
    home: Path,
    shared: Mapping[str, Document],
    documents: Sequence[Document],
    source: str | None,
) -> Rubric:
    parts: dict[str, Any] = {document.kind: document.part for document in (*shared.values(), *documents)}
    sections: list[Any] = [document.part for document in documents if document.kind == "section"]
    top = home.parent.resolve().name  # of a link the name that it has here, not where it leads
    named: dict[str, str] = {}
    for document in (*shared.values(), *documents):
        key = document.part.code if document.kind == "section" else document.kind  # type: ignore[union-attr]
        named[key] = f"{top}/{Path(document.path).relative_to(home.parent).as_posix()}"
    return Rubric(
        edition=parts["edition"],
        units=parts["units"].units if "units" in parts else (),
        sections=tuple(sections),
        references=parts["references"].references if "references" in parts else {},
        abbreviations=parts["abbreviations"].abbreviations if "abbreviations" in parts else {},
        thesaurus=parts["thesaurus"].words if "thesaurus" in parts else {},
        files=named,
        source_text=source or "",
        fingerprint=_fingerprint(named, [*(document.data for document in (*shared.values(), *documents)), source]),
    )


def _fingerprint(named: Mapping[str, str], contents: Iterable[object]) -> str:
    found = hashlib.sha256()
    for part in (named, *contents):
        found.update(repr(part).encode())
    return found.hexdigest()


def _read(path: Path, kind: str, problems: list[Problem]) -> Document:
    read = reading.nodes(path, problems) if kind != files.LOST else None
    if read is None:
        return Document(str(path), kind, None, None)
    root, content = read
    start = len(problems)
    data = values.plain(str(path), root, content, problems)
    model = FILES[kind]
    try:
        part = model.model_validate(data)
    except ValidationError as error:
        draft = Document(str(path), kind, data, None)
        places = {(problem.line, problem.column) for problem in problems[start:]}
        found = _model_problems(draft, model, error)
        problems.extend(problem for problem in found if (problem.line, problem.column) not in places)
        return draft
    return Document(str(path), kind, data, None if _errors(problems[start:]) else part)


def _errors(problems: Sequence[Problem]) -> int:
    return sum(1 for problem in problems if not problem.warning)


def _model_problems(document: Document, model: type[Part], error: ValidationError) -> Iterator[Problem]:
    found = error.errors(include_url=False)
    unknown = [item["loc"] for item in found if item["type"] == "extra_forbidden"]
    for item in found:
        value = item.get("input")
        if item["type"] == "too_short" and len(value) >= item["ctx"]["min_length"]:
            continue  # pydantic repeats the errors of the elements as a list that came out too short
        if item["type"] == "missing" and _is_misspelt(item["loc"], unknown):
            continue
        location = tuple(part for part in item["loc"] if part != "[key]")
        at_key = item["type"] == "extra_forbidden" or "[key]" in item["loc"]
        node = _node_at(document.root, location, key=at_key)
        raw = node.value if isinstance(node, ScalarNode) else ""
        message, hint = explain.model_error(item, raw, _allowed_keys(model, location))
        yield document.problem(location, message, hint, key=at_key)


def _is_misspelt(missing: Location, unknown: Sequence[Location]) -> bool:
    """Return whether a key is missing because an unknown one beside it was meant: one mistake, said once."""
    beside = [str(location[-1]) for location in unknown if location[:-1] == missing[:-1]]
    return any(explain.is_rest(name) or explain.did_you_mean(name, [str(missing[-1])]) for name in beside)


@cache
def _schema(model: type[Part]) -> Mapping[str, Any]:
    return model.model_json_schema()


def _allowed_keys(model: type[Part], location: Location) -> list[str]:
    """Return the keys of the model that a location stands in, found through the schema of the model."""
    schema = _schema(model)
    node: Mapping[str, Any] = schema
    for part in location[:-1]:
        node = _descend(schema, node, part)
    node = _resolve(schema, node)
    options = (_resolve(schema, option) for option in node.get("anyOf", ()))
    return [name for part in (node, *options) for name in part.get("properties", {})]


def _resolve(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in node:
        return schema["$defs"][node["$ref"].rsplit("/", 1)[1]]  # type: ignore[no-any-return]
    return node


def _descend(schema: Mapping[str, Any], node: Mapping[str, Any], part: str | int) -> Mapping[str, Any]:
    node = _resolve(schema, node)
    options = [_resolve(schema, option) for option in node.get("oneOf", node.get("anyOf", ()))]
    for option in options:
        if option.get("title", "").lower() == part:  # the tag that pydantic writes into the location of a union
            return option
    for option in [*options, node]:
        if isinstance(part, int) and "items" in option:
            return option["items"]  # type: ignore[no-any-return]
        if part in option.get("properties", {}):
            return option["properties"][part]  # type: ignore[no-any-return]
        for below in (option.get("additionalProperties"), *option.get("patternProperties", {}).values()):
            if isinstance(below, dict):
                return below
    return {}


def _node_at(root: Node | None, location: Location, *, key: bool) -> Node:
    """Return the node nearest to a location: pydantic's own tags and missing keys are passed over."""
    node, at_key = root, root
    for part in location:
        step = _child(node, part)
        if step:
            at_key, node = step
    return at_key if key else node  # type: ignore[return-value]


def _child(node: Node | None, part: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), None)
    return None
