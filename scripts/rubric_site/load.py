"""Read a rubric folder: YAML files with the position of every value, and the model made from them.

PyYAML's nodes are read rather than its objects, because nodes know their line, and because only four plain forms
have a meaning here: numbers, true/false, null and text; `1.10` unquoted, `no` and `12:30` stay what the editor typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import explain
from rubric_site.errors import Problem
from rubric_site.model import FILES, Part, Rubric

KINDS: Mapping[type[Node], str] = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml's safe loader, ten times as fast as the pure one, which stands in where PyYAML was built without it."""

    def resolve(self, kind: type[Node], value: str, implicit: object) -> str:  # noqa: ARG002 - the parser's interface
        """Leave plain scalars alone: `_Construction` gives them their meaning."""
        return KINDS[kind]


MAX_BYTES = 8_000_000
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
    if not (home / "edition.yaml").is_file():
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
    text, found = _decode(path)
    problems.extend(found)
    return text


def _rubric(
    home: Path,
    shared: Mapping[str, Document],
    documents: Sequence[Document],
    source: str | None,
) -> Rubric:
    parts: dict[str, Any] = {document.kind: document.part for document in (*shared.values(), *documents)}
    sections: list[Any] = [document.part for document in documents if document.kind == "section"]
    top = home.parent.resolve()
    files: dict[str, str] = {}
    for document in (*shared.values(), *documents):
        key = document.part.code if document.kind == "section" else document.kind  # type: ignore[union-attr]
        files[key] = f"{top.name}/{Path(document.path).resolve().relative_to(top).as_posix()}"
    return Rubric(
        edition=parts["edition"],
        units=parts["units"].units if "units" in parts else (),
        sections=tuple(sections),
        references=parts["references"].references if "references" in parts else {},
        abbreviations=parts["abbreviations"].abbreviations if "abbreviations" in parts else {},
        files=files,
        source_text=source or "",
    )


def _read(path: Path, kind: str, problems: list[Problem]) -> Document:
    text, found = _decode(path)
    problems.extend(found)
    if text is None:
        return Document(str(path), kind, None, None, None)
    found = list(_forbidden_characters(path, text))
    problems.extend(found)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = Problem(str(path), line, column, *explain.syntax_error(error))
        if not any(other.line == problem.line for other in found):
            problems.append(problem)
        return Document(str(path), kind, None, None, None)
    except yaml.YAMLError:
        message = "không đọc được YAML: có ký tự không hợp lệ"
        problems.append(Problem(str(path), 1, 1, message, "gõ lại phần vừa chép vào"))
        return Document(str(path), kind, None, None, None)
    return _document(path, kind, root, problems)


def _decode(path: Path) -> tuple[str | None, list[Problem]]:
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        return None, [Problem(str(path), 1, 1, f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB", "tách thành nhiều tệp")]
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace"), [
            Problem(str(path), 1, 1, "đầu tệp có dấu BOM", "lưu lại dạng “UTF-8”, không chọn “UTF-8 with BOM”")
        ]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [Problem(str(path), line, column, "tệp không phải UTF-8", "mở lại và lưu dạng “UTF-8”")]


def _forbidden_characters(path: Path, text: str) -> Iterator[Problem]:
    """Yield tabs and text that is not NFC, each once a line."""
    if "\t" in text:
        for number, line in enumerate(text.splitlines(), 1):
            if "\t" in line:
                hint = "thay phím Tab bằng dấu cách"
                yield Problem(str(path), number, line.index("\t") + 1, "có dấu Tab", hint)
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.splitlines(), 1):
            composed = unicodedata.normalize("NFC", line)
            if composed != line:
                column = next(i for i, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b)
                yield Problem(str(path), number, column, "chữ có dấu viết rời (chưa ở dạng NFC)", "gõ lại chữ này")


def _document(path: Path, kind: str, root: Node | None, problems: list[Problem]) -> Document:
    before = len(problems)
    if not isinstance(root, MappingNode):
        hint = "tệp gồm các dòng “khóa: giá trị”"
        problems.append(Problem(str(path), 1, 1, "tệp trống hoặc không đúng mẫu", hint))
        return Document(str(path), kind, None, None, None)
    data = _Construction(str(path), problems).value(root, 0)
    model = FILES[kind]
    try:
        part = model.model_validate(data)
    except ValidationError as error:
        draft = Document(str(path), kind, root, data, None)
        problems.extend(_model_problems(draft, model, error))
        return draft
    return Document(str(path), kind, root, data, part if len(problems) == before else None)


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
        if node.tag != KINDS[type(node)]:
            self._refuse(node, f"không dùng nhãn {node.tag}", "xóa phần bắt đầu bằng dấu !")
            return None
        if isinstance(node, ScalarNode):
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


def _allowed_keys(model: type[Part], location: Location) -> list[str]:
    """Return the keys of the model that a location stands in, found through the schema of the model."""
    schema = model.model_json_schema()
    node: Mapping[str, Any] = schema
    for part in location[:-1]:
        node = _descend(schema, node, part)
    return list(_resolve(schema, node).get("properties", {}))


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
