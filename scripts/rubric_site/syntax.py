"""Say in Vietnamese what the YAML parser could not read, where the mistake is rather than where the parser gave up."""

import re
from collections.abc import Iterator

import yaml

from rubric_site.errors import Problem

UNREADABLE = "không đọc được YAML"
QUOTE = "đặt cả đoạn trong dấu ngoặc kép"

OPEN_QUOTE = ("dấu ngoặc mở ở đây chưa đóng", "thêm dấu ngoặc đóng cùng loại (\" hoặc ') ở cuối đoạn")
AFTER_QUOTE = ("còn chữ sau dấu ngoặc kép đóng", 'dấu ngoặc kép bên trong đoạn viết là \\", hoặc dùng “ ”')
ESCAPE = ("dấu \\ trong ngoặc kép có nghĩa riêng", "viết hai dấu \\\\ hoặc dùng ngoặc đơn")
OPEN_BRACKET = ("thiếu dấu phẩy hoặc dấu đóng ngoặc", "kiểm tra cặp ngoặc [ ] hoặc { }")
CLOSING = ("thừa dấu đóng ngoặc, hoặc thiếu dấu mở", "xóa bớt; nếu là nội dung, đặt cả đoạn trong dấu ngoặc kép")
NO_COLON = ("thiếu dấu hai chấm sau tên khóa", "viết `khóa: giá trị`, có dấu cách sau dấu hai chấm")
MERGE = ("còn dấu của lần gộp tệp (<<<<<<<, =======, >>>>>>>)", "chọn giữ một bên rồi xóa các dòng dấu này")
MARKERS = ("dòng “---”, “...” hoặc “%” tách tệp làm nhiều phần", "xóa dòng này")
SIGN = ("nội dung bắt đầu bằng một dấu có nghĩa riêng trong YAML", QUOTE)
OTHER = ("cách viết ở đây không đúng", "so với một tệp đã đúng; xem cả dòng ngay trên")

MESSAGES: tuple[tuple[str, str, str], ...] = (
    ("block sequence entries are not allowed", *SIGN),
    ("mapping keys are not allowed", *SIGN),
    ("cannot start any token", "có ký tự không được phép đứng đầu", f"{QUOTE}; không dùng phím Tab"),
    (
        "mapping values are not allowed",
        "có dấu hai chấm thừa hoặc dòng thụt vào sai",
        f"nếu nội dung có dấu “: ”, {QUOTE}",
    ),
    ("could not find expected ':'", *NO_COLON),
    ("found unexpected ':'", "có dấu hai chấm thừa hoặc dòng thụt vào sai", f"nếu nội dung có dấu “: ”, {QUOTE}"),
    (
        "did not find expected key",
        "dòng thụt vào không thẳng với các dòng trên",
        "thụt vào thẳng cột với dòng cùng cấp; nếu đã thẳng, tìm dấu ngoặc kép chưa đóng ở phía trên",
    ),
    (
        "did not find expected '-'",
        "dòng thụt vào không thẳng với các dòng trên",
        "mỗi ý của danh sách bắt đầu bằng “- ”, thẳng cột",
    ),
    ("did not find expected ',' or", *OPEN_BRACKET),
    (
        "did not find expected node content",
        "thiếu nội dung giữa các dấu",
        "kiểm tra các dấu phẩy và cặp ngoặc ở dòng này",
    ),
    ("unknown escape", *ESCAPE),
    ("expected hexdecimal", *ESCAPE),
    ("escape code", *ESCAPE),
    ("a quoted scalar", *OPEN_QUOTE),
    ("directive", *MARKERS),
    ("<document start>", *MARKERS),
    ("YAML document", *MARKERS),
    ("expected a single document", *MARKERS),
    ("alias", *SIGN),
    ("anchor", *SIGN),
    ("a tag", *SIGN),
    ("tag handle", *SIGN),
    ("a block scalar", *SIGN),
    ("tab character", "có dấu Tab", "thay phím Tab bằng dấu cách"),
    ("control characters are not allowed", "có ký tự điều khiển không nhìn thấy", "xóa rồi gõ lại dòng này"),
)
"""What the parser says (a part of it), what that means, what to do."""

BEGUN_ABOVE = (OPEN_QUOTE, OPEN_BRACKET, NO_COLON)
"""What the parser notices lines below the place where it is wrong."""

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEFT_BY_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def merge_markers(path: str, content: str) -> Iterator[Problem]:
    """Yield the first line that a version control system left when it could not merge two edits.

    YAML would take some of these lines for text, so they are looked for before anything else.
    """
    if match := LEFT_BY_MERGE.search(content):
        yield Problem(path, content.count("\n", 0, match.start()) + 1, 1, _said(MERGE[0]), MERGE[1])


def problem(path: str, content: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return what is wrong with a text that the parser gave up on.

    Args:
        path: The file, as messages name it.
        content: Its text.
        error: What the parser said.
    """
    mark = error.problem_mark or error.context_mark
    place = (mark.line, mark.column) if mark else (0, 0)
    said = f"{error.context or ''} {error.problem or ''}"
    found = next(((text, cure) for part, text, cure in MESSAGES if part in said), OTHER)
    begun = (error.context_mark.line, error.context_mark.column) if error.context_mark else place
    if found in BEGUN_ABOVE and begun[0] < place[0]:
        place = begun
    if found not in (OPEN_QUOTE, ESCAPE) and (quote := _quote(content, place)):
        found, place = quote
    elif mark and found != OPEN_BRACKET and content[mark.index : mark.index + 1] in {"]", "}"}:
        found = CLOSING
    last = content.rstrip("\n").count("\n")
    return Problem(path, min(place[0], last) + 1, place[1] + 1, _said(found[0]), found[1])


def _said(message: str) -> str:
    return f"{UNREADABLE}: {message}"


def _quote(content: str, place: tuple[int, int]) -> tuple[tuple[str, str], tuple[int, int]] | None:
    """Return what is wrong with the quotes in front of where the parser stumbled, and where.

    A quote that nobody closed ends at the next one, so the parser stumbles over what stands behind that.
    """
    last = None
    try:
        for token in yaml.scan(content, Loader=LOADER):
            end = (token.end_mark.line, token.end_mark.column)
            if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'} and end <= place:
                last = token
    except yaml.YAMLError:
        pass  # that is what the parser stumbled over
    if last is None or place[0] - last.end_mark.line > 1:
        return None
    if last.start_mark.line < last.end_mark.line:
        return OPEN_QUOTE, (last.start_mark.line, last.start_mark.column)
    behind = content[last.end_mark.index :].lstrip(" ")[:1]
    is_behind = last.end_mark.line == place[0] and behind not in {"", "\n", "\r", "#", ",", ":", "]", "}"}
    return (AFTER_QUOTE, (last.end_mark.line, last.end_mark.column)) if is_behind else None
