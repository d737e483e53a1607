"""Read a file as text and as YAML nodes, with every problem of its bytes, its characters and its syntax."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import characters, syntax
from rubric_site.errors import Problem

KINDS: Mapping[type[Node], str] = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """libyaml's safe loader, ten times as fast as the pure one, which stands in where PyYAML was built without it."""

    def resolve(self, kind: type[Node], value: str, implicit: object) -> str:  # noqa: ARG002 - the parser's interface
        """Leave plain scalars alone: `load` gives them their meaning."""
        return KINDS[kind]


MAX_BYTES = 8_000_000
DEEPEST = 200
"""Nodes nested deeper than this are never made: the C parser would end the process."""

SPOILT = re.compile("[\u0080-\u009f]")
"""Signs that nobody types: bytes of UTF-8 that a program took for letters of another encoding."""

MANY = 5
"""So many of them are no slip of somebody's fingers."""

INDENT = re.compile("[ ?:-]{2,}")
"""What stands in front of a node that begins without a bracket."""


def text(path: Path, problems: list[Problem], *, as_warnings: bool = False) -> str | None:
    """Return the text of a file, or None where it cannot be read as text.

    Args:
        path: The file.
        problems: Where what is wrong is added.
        as_warnings: Whether characters that nobody sees are warnings: a table as issued may hold them.
    """
    content = _decoded(path, problems)
    if content is None:
        return None
    found = list(_characters(path, content))
    if as_warnings:
        found = [replace(problem, warning=True) for problem in found if "phông chữ" not in problem.message]
    problems.extend(found)
    return content


def nodes(path: Path, problems: list[Problem]) -> tuple[MappingNode, str] | None:
    """Return a YAML file as a tree that knows its lines, with its text, or None where it is none.

    Args:
        path: The file.
        problems: Where what is wrong is added.
    """
    content = _decoded(path, problems)
    if content is None:
        return None
    found = [*_tabs(path, content), *_characters(path, content), *_decomposed(path, content)]
    problems.extend(found)
    root = next(syntax.merge_markers(str(path), content), None) or _too_deep(path, content) or _composed(path, content)
    if isinstance(root, MappingNode):
        return root, content
    problem = root or Problem(str(path), 1, 1, "tệp trống hoặc không đúng mẫu", "tệp gồm các dòng “khóa: giá trị”")
    if all(problem.line - other.line not in {0, 1} for other in found):  # else that is what the parser stumbled over
        problems.append(problem)
    return None


def tree(path: Path) -> MappingNode | None:
    """Return the nodes of a file once more, in which nothing was wrong with bytes, depth and syntax."""
    content = _decoded(path, [])
    root = None if content is None else _composed(path, content)
    return root if isinstance(root, MappingNode) else None


def _decoded(path: Path, problems: list[Problem]) -> str | None:
    if path.is_dir():
        problems.append(Problem(str(path), 1, 1, "đây là thư mục, không phải tệp", "đổi tên hoặc xóa thư mục này"))
        return None
    try:
        data = path.read_bytes() if path.is_file() else None
    except OSError:
        data = None
    if data is None:  # also a link that leads nowhere, and what only looks like a file
        hint = "xem lại quyền của tệp, hoặc tệp có đang mở ở chương trình khác"
        problems.append(Problem(str(path), 1, 1, "không mở được tệp này", hint))
        return None
    if len(data) > MAX_BYTES:
        problems.append(Problem(str(path), 1, 1, f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB", "tách thành nhiều tệp"))
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        hint = "lưu lại dạng “UTF-8”, không chọn “UTF-8 with BOM”"
        problems.append(Problem(str(path), 1, 1, "đầu tệp có dấu BOM", hint))
        data = data[3:]
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "tệp Word, Excel thì mở ra rồi lưu dạng văn bản thuần, không chỉ đổi đuôi"
        problems.append(Problem(str(path), 1, 1, "tệp này không phải văn bản", hint))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        problems.append(Problem(str(path), line, column, "tệp không phải UTF-8", "mở lại và lưu dạng “UTF-8”"))
        return None


def _tabs(path: Path, content: str) -> Iterator[Problem]:
    """Yield tabs, the first of each line."""
    if "\t" in content:
        for number, line in enumerate(content.split("\n"), 1):
            if "\t" in line:
                hint = "thay phím Tab bằng dấu cách"
                yield Problem(str(path), number, line.index("\t") + 1, "có dấu Tab", hint)


def _characters(path: Path, content: str) -> Iterator[Problem]:
    """Yield characters that must not stand in a rubric, the first of each kind in a line; once a spoilt file."""
    if len(spoilt := list(SPOILT.finditer(content))) >= MANY:
        before = content[: spoilt[0].start()]
        message = "chữ trong tệp đã hỏng vì lưu sai bảng mã"
        hint = "lấy lại bản chưa hỏng rồi lưu dạng “UTF-8”"
        yield Problem(str(path), before.count("\n") + 1, len(before) - before.rfind("\n"), message, hint)
        return
    seen: set[tuple[int, str]] = set()
    line, start = 1, 0
    for place, message, hint in characters.unwanted(text := content.replace("\r\n", " \n")):
        line += text.count("\n", start, place)
        start = text.rfind("\n", 0, place) + 1
        if (line, message) not in seen:
            seen.add((line, message))
            yield Problem(str(path), line, place - start + 1, message, hint)


def _decomposed(path: Path, content: str) -> Iterator[Problem]:
    """Yield text that is not NFC, once a line."""
    if not unicodedata.is_normalized("NFC", content):
        for number, line in enumerate(content.split("\n"), 1):
            composed = unicodedata.normalize("NFC", line)
            if composed != line:
                column = next(i for i, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b)
                yield Problem(str(path), number, column, "chữ có dấu viết rời (chưa ở dạng NFC)", "gõ lại chữ này")


def _too_deep(path: Path, content: str) -> Problem | None:
    """Return where nodes are nested too deep: events come one after the other, so reading them ends no process."""
    if _is_shallow(content):
        return None
    depth = 0
    try:
        for event in yaml.parse(content, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST and (place := event.start_mark):
                message = f"lồng nhau quá {DEEPEST} cấp"
                return Problem(str(path), place.line + 1, place.column + 1, message, "kiểm tra lại cách thụt dòng")
    except yaml.YAMLError:
        return None  # composing says what is wrong
    return None


def _is_shallow(content: str) -> bool:
    """Return whether nodes can be told at a glance not to be nested too deep, as in every rubric.

    What begins without a bracket begins farther right than what it stands in, or is a list right below its key.
    """
    farthest = max(map(len, INDENT.findall(content)), default=0)
    return content.count("[") + content.count("{") + 2 * farthest < DEEPEST


def _composed(path: Path, content: str) -> MappingNode | Problem | None:
    """Return the file's mapping, what the parser found wrong, or None where the file is something else."""
    try:
        root = yaml.compose(content, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return syntax.problem(str(path), content, error)
    except yaml.YAMLError as error:  # a character that YAML forbids; those that can be told have been told
        line = content.count("\n", 0, getattr(error, "position", 0)) + 1
        return Problem(str(path), line, 1, "không đọc được YAML: có ký tự không hợp lệ", "gõ lại phần vừa chép vào")
    return root if isinstance(root, MappingNode) else None
