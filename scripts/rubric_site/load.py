"""Read a rubric folder: YAML files with the position of every value, and the model made from them.

PyYAML's nodes are read rather than its objects, because nodes know their line, and because only four plain forms
have a meaning here: numbers, true/false, null and text; `1.10` unquoted, `no` and `12:30` stay what the editor typed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import characters, explain, reading
from rubric_site.errors import Problem
from rubric_site.model import FILES, Part, Rubric

MAX_DEPTH = 24
"""The model is fifteen levels deep, with four levels of groups; more is a mistake or an attack."""

SHARED = ("references", "abbreviations")

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML file.

    Attributes:
        path: The file, as shown to editors.
        kind: Which model it follows, a key of `model.FILES`.
        root: The YAML node tree, which knows the positions.
        data: The same as plain mappings, lists, texts, numbers.
        part: The model, or None where the data does not fit it.
    """

    path: str
    kind: str
    root: Node | None
    data: Any
    part: Part | None

    def problem(self, location: Location, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a problem at a location in this file: at the value, or at its key."""
        mark = _node_at(self.root, location, key=key).start_mark if self.root else None
        return Problem(self.path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message, hint)

    def has(self, location: Location) -> bool:
        """Return whether something stands at a location in this file."""
        node = self.root
        for part in location:
            step = _child(node, part)
            if step is None:
                return False
            node = step[1]
        return True

    def warning(self, location: Location, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a warning at a location in this file: at the value, or at its key."""
        return replace(self.problem(location, message, hint, key=key), warning=True)


@dataclass
class Loaded:
    """What a rubric folder holds.

    Attributes:
        shared: The documents that editions share, by kind.
        editions: The documents of each edition, by folder name.
        rubrics: The editions whose every file fits the model, by folder name.
        problems: What is wrong so far.
    """

    shared: dict[str, Document] = field(default_factory=dict)
    editions: dict[str, list[Document]] = field(default_factory=dict)
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folder: Path) -> Loaded:
    """Read every file of a rubric folder.

    Args:
        folder: Holds `references.yaml` and `abbreviations.yaml` (both optional) and one folder an edition.

    Returns:
        The documents, the rubrics that could be made, and all problems of reading and of the model.
    """
    loaded = Loaded()
    for kind in SHARED:
        if (path := folder / f"{kind}.yaml").is_file():
            loaded.shared[kind] = _read(path, kind, loaded.problems)
    homes = sorted(path for path in folder.iterdir() if path.is_dir() and _is_edition(path))
    if not homes:
        hint = "tạo thư mục mang tên năm, ví dụ 2024/, có tệp edition.yaml"
        loaded.problems.append(Problem(str(folder), 1, 1, "không thấy ấn bản nào trong thư mục này", hint))
    for home in homes:
        loaded.editions[home.name] = _read_edition(home, loaded)
    return loaded


def _is_edition(home: Path) -> bool:
    """Return whether a folder is meant to be an edition: also one whose files have a wrong ending."""
    return not home.name.startswith(".") and any(path.suffix.lower() in {".yaml", ".yml"} for path in home.iterdir())


def _read_edition(home: Path, loaded: Loaded) -> list[Document]:
    named = [(kind, home / f"{kind}.yaml") for kind in ("edition", "units")]
    sections = [("section", path) for path in sorted(home.glob("*.yaml")) if path.stem not in {"edition", "units"}]
    loaded.problems.extend(_missing(home, bool(sections)))
    documents = [_read(path, kind, loaded.problems) for kind, path in (*named, *sections) if path.is_file()]
    if not documents or documents[0].kind != "edition":
        return documents
    source = _read_source(home, documents[0], loaded.problems)
    fits = all(document.part for document in (*loaded.shared.values(), *documents))
    if sections and source is not None and fits:
        loaded.rubrics[home.name] = _rubric(home, loaded.shared, documents, source)
    return documents


def _missing(home: Path, sections: bool) -> Iterator[Problem]:  # noqa: FBT001 - the one thing that is asked
    """Yield what an edition's folder lacks; a body without units has no units.yaml."""
    if (home / "edition.yaml").is_dir():
        yield Problem(
            str(home / "edition.yaml"), 1, 1, "đây là thư mục, không phải tệp", "đổi tên hoặc xóa thư mục này"
        )
    elif not (home / "edition.yaml").is_file():
        near = next((path.name for path in home.iterdir() if path.stem.lower().startswith("edition")), "")
        hint = f"đổi tên {near} thành edition.yaml" if near else "chép từ một ấn bản khác rồi sửa lại"
        yield Problem(str(home / "edition.yaml"), 1, 1, "thiếu tệp này", hint)
    for path in sorted(home.iterdir()):
        if path.suffix.lower() in {".yml", ".yaml"} and path.suffix != ".yaml" and path.stem != "edition":
            yield Problem(str(path), 1, 1, "tệp không có đuôi .yaml nên bị bỏ qua", f"đổi tên thành {path.stem}.yaml")
    if not sections:
        hint = "mỗi lĩnh vực một tệp, ví dụ 01-chi-dao-dieu-hanh.yaml"
        yield Problem(str(home), 1, 1, "ấn bản chưa có lĩnh vực nào", hint)


def _read_source(home: Path, edition: Document, problems: list[Problem]) -> str | None:
    if edition.part is None:
        return None
    path = home / edition.part.source.file  # type: ignore[attr-defined]
    location = ("source", "file")
    if not path.is_file():
        hint = "đặt tệp cùng thư mục với edition.yaml"
        problems.append(edition.problem(location, f"không thấy tệp {path.name}", hint))
        return None
    return reading.text(path, problems, as_warnings=True)


def _rubric(
    home: Path,
    shared: Mapping[str, Document],
    documents: Sequence[Document],
    source: str | None,
) -> Rubric:
    parts: dict[str, Any] = {document.kind: document.part for document in (*shared.values(), *documents)}
    sections: list[Any] = [document.part for document in documents if document.kind == "section"]
    top = home.parent.resolve().name  # of a link the name that it has here, not where it leads
    files: dict[str, str] = {}
    for document in (*shared.values(), *documents):
        key = document.part.code if document.kind == "section" else document.kind  # type: ignore[union-attr]
        files[key] = f"{top}/{Path(document.path).relative_to(home.parent).as_posix()}"
    return Rubric(
        edition=parts["edition"],
        units=parts["units"].units if "units" in parts else (),
        sections=tuple(sections),
        references=parts["references"].references if "references" in parts else {},
        abbreviations=parts["abbreviations"].abbreviations if "abbreviations" in parts else {},
        files=files,
        source_text=source or "",
        fingerprint=_fingerprint(files, [*(document.data for document in (*shared.values(), *documents)), source]),
    )


def _fingerprint(files: Mapping[str, str], contents: Sequence[object]) -> str:
    return hashlib.sha256(repr((files, contents)).encode()).hexdigest()


def _read(path: Path, kind: str, problems: list[Problem]) -> Document:
    root = reading.nodes(path, problems)
    if root is None:
        return Document(str(path), kind, None, None, None)
    return _document(path, kind, root, problems)


def _document(path: Path, kind: str, root: MappingNode, problems: list[Problem]) -> Document:
    before = _errors(problems)
    data = _Construction(str(path), problems).value(root, 0)
    model = FILES[kind]
    try:
        part = model.model_validate(data)
    except ValidationError as error:
        draft = Document(str(path), kind, root, data, None)
        problems.extend(_model_problems(draft, model, error))
        return draft
    return Document(str(path), kind, root, data, part if before == _errors(problems) else None)


def _errors(problems: Sequence[Problem]) -> int:
    return sum(1 for problem in problems if not problem.warning)


class _Construction:
    """Plain data from YAML nodes, noting duplicate keys, aliases, foreign tags and too deep nesting."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._seen: set[int] = set()

    def value(self, node: Node, depth: int) -> object:
        if depth > MAX_DEPTH:
            self._refuse(node, f"lồng nhau quá {MAX_DEPTH} cấp", "kiểm tra lại cách thụt dòng")
            return None
        if node.tag != reading.KINDS[type(node)]:
            self._refuse(node, f"không dùng nhãn {node.tag}", "xóa phần bắt đầu bằng dấu !")
            return None
        if isinstance(node, ScalarNode):
            self._escapes(node)
            return _scalar(node)
        if id(node) in self._seen:
            self._refuse(node, "không dùng lại nội dung bằng dấu & và *", "viết lại nội dung đầy đủ")
            return None
        self._seen.add(id(node))
        if isinstance(node, SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        return self._mapping(node, depth)

    def _refuse(self, node: Node, message: str, hint: str) -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._path, mark.line + 1, mark.column + 1, message, hint))

    def _escapes(self, node: ScalarNode) -> None:
        """Report what an escape in a quoted text brings in: the file's own characters are reported as it is read."""
        if node.style == '"':
            for _, message, hint in characters.unwanted(node.value):
                if all(problem.line != node.start_mark.line + 1 for problem in self._problems):
                    self._refuse(node, message, hint)

    def _mapping(self, node: Node, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if not name:
                self._refuse(key, "tên khóa không hợp lệ", "tên khóa là một từ, viết trước dấu hai chấm")
            elif name in found:
                self._refuse(key, f"khóa `{name}` viết hai lần", "giữ một dòng, xóa dòng kia")
            else:
                found[name] = self.value(value, depth + 1)
        return found


PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"-?\d{1,15}"), int),
    (re.compile(r"-?\d{1,15}\.\d{1,15}"), Decimal),
)
"""The plain scalars that are not text."""


def _scalar(node: ScalarNode) -> object:
    if node.style:
        return node.value
    for pattern, meaning in PLAIN:
        if pattern.fullmatch(node.value):
            return meaning(node.value)
    return node.value


def _model_problems(document: Document, model: type[Part], error: ValidationError) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        value = item.get("input")
        if item["type"] == "too_short" and len(value) >= item["ctx"]["min_length"]:
            continue  # pydantic repeats the errors of the elements as a list that came out too short
        location = tuple(part for part in item["loc"] if part != "[key]")
        at_key = item["type"] == "extra_forbidden" or "[key]" in item["loc"]
        node = _node_at(document.root, location, key=at_key)
        raw = node.value if isinstance(node, ScalarNode) else ""
        message, hint = explain.model_error(item, raw, _allowed_keys(model, location))
        yield document.problem(location, message, hint, key=at_key)


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
        if isinstance(option.get("additionalProperties"), dict):
            return option["additionalProperties"]  # type: ignore[no-any-return]
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
