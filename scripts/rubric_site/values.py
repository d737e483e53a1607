"""Plain data from YAML nodes, with what YAML allows and a rubric does not.

Only four plain forms have a meaning: numbers, true/false, null and text; `1.10` unquoted, `no` and `12:30` stay what
the editor typed.
"""

import re
import sys
from collections.abc import Callable
from decimal import Decimal

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rubric_site import characters
from rubric_site.errors import Problem

MAX_DEPTH = 24
"""The model is fifteen levels deep, with four levels of groups; more is a mistake or an attack."""

PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"-?\d{1,15}"), int),
    (re.compile(r"-?\d{1,15}\.\d{1,15}"), Decimal),
)
"""The plain scalars that are not text."""

NO_TEXT = re.compile("|".join(pattern.pattern for pattern, _ in PLAIN))
"""Any of them: nearly all scalars are text."""

CUT = re.compile(" *#")
"""What ends a text that has no quotes."""

SWALLOWED = re.compile(r"\n *(?=- )")


def plain(path: str, root: MappingNode, content: str, problems: list[Problem]) -> object:
    """Return the data of a file as mappings, lists, texts and numbers.

    Args:
        path: The file, as messages name it.
        root: Its nodes.
        content: Its text, from which they were read.
        problems: Where duplicate keys, anchors, tags, too deep nesting and swallowed lines are added.
    """
    return _Construction(path, content, problems).value(root, 0)


class _Construction:
    """Goes through the nodes of one file."""

    def __init__(self, path: str, content: str, problems: list[Problem]) -> None:
        self._path = path
        self._content = content
        self._problems = problems

    def value(self, node: Node, depth: int) -> object:
        if depth > MAX_DEPTH:
            self._refuse(node, f"lồng nhau quá {MAX_DEPTH} cấp", "kiểm tra lại cách thụt dòng")
            return None
        self._signs(node)
        if isinstance(node, ScalarNode):
            self._text(node)
            return _scalar(node)
        if isinstance(node, SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        return self._mapping(node, depth) if isinstance(node, MappingNode) else None

    def _refuse(self, node: Node, message: str, hint: str) -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._path, mark.line + 1, mark.column + 1, message, hint))

    def _signs(self, node: Node) -> None:
        """Report an anchor or a tag: what stands in front of a value; an alias needs an anchor, and is none itself."""
        sign = self._content[node.start_mark.index : node.start_mark.index + 1]
        quoted = "xóa phần đầu đó; nếu là nội dung, đặt cả đoạn trong dấu ngoặc kép"
        if sign == "&":
            self._refuse(node, "không dùng lại nội dung bằng dấu & và *", quoted)
        elif sign == "!":
            self._refuse(node, "không dùng nhãn bắt đầu bằng dấu !", quoted)
        elif sign == "?" and isinstance(node, MappingNode):
            self._refuse(node, "không dùng dấu ? ở đầu khóa", quoted)

    def _text(self, node: ScalarNode) -> None:
        if node.style == '"':
            self._escapes(node)
        elif not node.style and node.start_mark.line != node.end_mark.line:
            self._swallowed(node)
        if not node.style and " " in node.value and (cut := CUT.match(self._content, node.end_mark.index)):
            self._cut(node, cut.end())

    def _escapes(self, node: ScalarNode) -> None:
        """Report what an escape in a quoted text brings in: the file's own characters are reported as it is read."""
        lines = {problem.line for problem in self._problems if problem.path == self._path}
        if node.start_mark.line + 1 in lines:
            return
        for message, hint in dict.fromkeys((message, hint) for _, message, hint in characters.unwanted(node.value)):
            self._refuse(node, message, hint)
        if "\t" in node.value:
            self._refuse(node, "có dấu Tab", "thay phím Tab bằng dấu cách")

    def _swallowed(self, node: ScalarNode) -> None:
        """Report a line of a list that YAML takes for the end of the text above, because it is set in too deep."""
        for match in SWALLOWED.finditer(self._content, node.start_mark.index, node.end_mark.index):
            line = self._content.count("\n", 0, match.end()) + 1
            column = match.end() - self._content.rfind("\n", 0, match.end())
            hint = "thụt dấu “-” thẳng cột với các ý khác của danh sách"
            self._problems.append(Problem(self._path, line, column, "dòng này bị nối vào ý ở trên", hint))

    def _cut(self, node: ScalarNode, place: int) -> None:
        """Report a sentence that a sign ends which was meant as a part of it; or somebody did write a remark there."""
        message = "phần từ dấu # trở đi không được đọc"
        hint = "nếu là nội dung, đặt cả đoạn trong dấu ngoặc kép"
        column = place - self._content.rfind("\n", 0, place) - 1
        self._problems.append(Problem(self._path, node.end_mark.line + 1, column, message, hint, warning=True))

    def _mapping(self, node: MappingNode, depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if not name:
                self._refuse(key, "tên khóa không hợp lệ", "tên khóa là một từ, viết trước dấu hai chấm")
            elif name in found:
                self._refuse(key, f"khóa `{name}` viết hai lần", "giữ một dòng, xóa dòng kia")
            else:
                self._signs(key)
                found[sys.intern(name)] = self.value(value, depth + 1)
        return found


def _scalar(node: ScalarNode) -> object:
    if node.style or not NO_TEXT.fullmatch(node.value):
        return node.value
    return next(meaning(node.value) for pattern, meaning in PLAIN if pattern.fullmatch(node.value))
