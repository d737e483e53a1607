"""Say in Vietnamese what pydantic and the YAML parser found wrong, and what to do about it."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import yaml

RULES: Mapping[str, tuple[str, str]] = {
    "points": (
        "điểm “{input}” không hợp lệ",
        "điểm là số từ 0, nhiều nhất chín chữ số và bốn chữ số thập phân, ví dụ 0.75 hoặc “0,75”",
    ),
    "slug": ("mã “{input}” không hợp lệ", "chỉ dùng chữ thường không dấu, chữ số và gạch ngang, ví dụ van-phong"),
    "code": ("số thứ tự “{input}” không hợp lệ", 'viết như trong bảng, trong ngoặc kép: "III", "1.2", "10a", "a)"'),
    "file-name": ("tên tệp “{input}” không hợp lệ", "chỉ ghi tên một tệp nằm cùng thư mục, ví dụ source.txt"),
    "period": ("ngày bắt đầu đứng sau ngày kết thúc", "sửa lại since hoặc until"),
    "due": (
        "ngày đến hạn ghi chưa đúng cách",
        "xem bốn cách ghi ở trang “Cập nhật nội dung”: {{month: 12, day: 15}}, {{every: quarter, day: 14}}…",
    ),
    "due-day": ("tháng này không có ngày đó", "sửa lại day hoặc month"),
    "review": ("đã ghi reviewed nhưng thiếu người hoặc ngày rà soát", "thêm by: tên và on: năm-tháng-ngày"),
}
"""Messages for the checks that the model makes itself, by the name that its ValueError carries."""

TYPES: Mapping[str, tuple[str, str]] = {
    "missing": ("thiếu khóa `{key}`", "thêm dòng `{key}: …` vào phần này"),
    "extra_forbidden": ("khóa `{key}` không có trong mẫu", "xóa đi hoặc sửa lại tên khóa"),
    "string_type": ("giá trị phải là chữ", 'đặt trong dấu ngoặc kép: "{input}"'),
    "string_too_short": ("để trống nội dung", "viết nội dung hoặc xóa cả dòng nếu không bắt buộc"),
    "string_too_long": ("nội dung dài quá {max_length} ký tự", "rút gọn hoặc tách thành nhiều ý"),
    "too_short": ("danh sách phải có ít nhất {min_length} dòng", "thêm dòng bắt đầu bằng “- ”"),
    "tuple_type": ("chỗ này phải là danh sách", "viết mỗi ý một dòng, bắt đầu bằng “- ”"),
    "model_type": ("chỗ này phải gồm các dòng “khóa: giá trị”", "xem một phần tương tự đã đúng rồi làm theo"),
    "dict_type": ("chỗ này phải gồm các dòng “khóa: giá trị”", "xem một phần tương tự đã đúng rồi làm theo"),
    "union_tag_not_found": (
        "mỗi mục phải là một nhóm hoặc một tiêu chí",
        "viết các dòng code, title… thụt vào dưới dấu “- ”",
    ),
    "literal_error": ("giá trị “{input}” không có trong danh sách cho phép", "chọn một trong: {choices}"),
    "bool_parsing": ("giá trị “{input}” phải là true hoặc false", "viết true (đúng) hoặc false (sai)"),
    "bool_type": ("giá trị “{input}” phải là true hoặc false", "viết true (đúng) hoặc false (sai)"),
    "int_parsing": ("“{input}” phải là số nguyên", "viết số không có dấu chấm, dấu phẩy, ví dụ 2026"),
    "int_type": ("“{input}” phải là số nguyên", "viết số không có dấu chấm, dấu phẩy, ví dụ 2026"),
    "int_from_float": ("“{input}” phải là số nguyên", "viết số không có dấu chấm, dấu phẩy, ví dụ 2026"),
    "greater_than": ("số “{input}” phải lớn hơn {gt}", "kiểm tra lại con số"),
    "greater_than_equal": ("số “{input}” phải từ {ge} trở lên", "kiểm tra lại con số"),
    "less_than_equal": ("số “{input}” không được quá {le}", "kiểm tra lại con số"),
}
"""Messages by the type of pydantic's error."""

DATE = ("“{input}” không phải là ngày", "viết theo thứ tự năm-tháng-ngày, ví dụ 2024-03-15")

SYNTAX: tuple[tuple[str, str, str], ...] = (
    (
        "cannot start any token",
        "có ký tự không được phép đứng đầu",
        "đặt cả đoạn trong dấu ngoặc kép; không dùng phím Tab",
    ),
    (
        "mapping values are not allowed",
        "có dấu hai chấm thừa hoặc dòng thụt vào sai",
        "nếu nội dung có dấu “: ”, đặt cả đoạn trong dấu ngoặc kép",
    ),
    (
        "could not find expected ':'",
        "thiếu dấu hai chấm sau tên khóa",
        "viết `khóa: giá trị`, có dấu cách sau dấu hai chấm",
    ),
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
    ("unexpected end of stream", "thiếu dấu đóng ngoặc kép hoặc ngoặc vuông", "thêm dấu đóng ở cuối đoạn"),
    ("did not find expected ',' or", "thiếu dấu phẩy hoặc dấu đóng ngoặc", "kiểm tra cặp ngoặc [ ] hoặc { }"),
    ("undefined alias", "dấu * ở đầu giá trị có nghĩa riêng trong YAML", "đặt cả đoạn trong dấu ngoặc kép"),
    ("control characters are not allowed", "có ký tự điều khiển không nhìn thấy", "xóa rồi gõ lại dòng này"),
    ("unknown escape", "dấu \\ trong ngoặc kép có nghĩa riêng", "viết hai dấu \\\\ hoặc dùng ngoặc đơn"),
)
"""What the parser says (a part of it), what that means, what to do."""


def model_error(error: Mapping[str, Any], raw: str, keys: Iterable[str]) -> tuple[str, str]:
    """Explain one of pydantic's errors.

    Args:
        error: An element of `ValidationError.errors()`.
        raw: The value as it stands in the file; empty where there is none.
        keys: The keys that are allowed where an unknown one was found.

    Returns:
        The message and the hint, in Vietnamese.
    """
    kind, location, context = error["type"], error["loc"], error.get("ctx", {})
    values = {
        "input": raw,
        "key": location[-1] if location else "",
        "choices": str(context.get("expected", "")).replace("'", "").replace(" or ", ", "),
        **{name: context[name] for name in ("max_length", "min_length", "gt", "ge", "le") if name in context},
    }
    message, hint = _templates(kind, str(context.get("error", "")))
    if kind == "extra_forbidden" and (close := did_you_mean(str(location[-1]), keys)):
        hint = close
    return message.format_map(values), hint.format_map(values)


def _templates(kind: str, rule: str) -> tuple[str, str]:
    if kind == "value_error" and rule in RULES:
        return RULES[rule]
    if kind.startswith("date"):
        return DATE
    return TYPES.get(kind, ("giá trị “{input}” không hợp lệ", f"xem mô tả của khóa này trong mẫu; mã lỗi {kind}"))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "có phải ý bạn là `…`?" for the known word nearest to `word`, or an empty text."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"có phải ý bạn là `{close[0]}`?" if close else ""


def choices(known: Sequence[str], most: int = 12) -> str:
    """Return a hint that lists the known words, cut after `most`."""
    listed = ", ".join(f"`{word}`" for word in known[:most])
    return f"các mã đã có: {listed}{'…' if len(known) > most else ''}" if known else "danh sách này còn trống"


def syntax_error(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """Explain what the YAML parser could not read.

    Returns:
        The message and the hint, in Vietnamese.
    """
    said = f"{error.context or ''} {error.problem or ''}"
    for part, message, hint in SYNTAX:
        if part in said:
            return f"không đọc được YAML: {message}", hint
    return f"không đọc được YAML: {(error.problem or '').strip()}", "so với một tệp đã đúng; xem cả dòng ngay trên"
