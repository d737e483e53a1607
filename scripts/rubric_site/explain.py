"""Say in Vietnamese what pydantic found wrong, and what to do about it."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from rubric_site.addresses import EDITING, KEYS, TITLES

RULES: Mapping[str, tuple[str, str]] = {
    "points": (
        "điểm “{input}” không hợp lệ",
        "điểm là số từ 0, nhiều nhất chín chữ số và bốn chữ số thập phân, ví dụ 0.75 hoặc “0,75”",
    ),
    "slug": ("mã “{input}” không hợp lệ", "chỉ dùng chữ thường không dấu, chữ số và gạch ngang, ví dụ van-phong"),
    "code": ("số thứ tự “{input}” không hợp lệ", 'viết như trong bảng, trong ngoặc kép: "III", "1.2", "10a", "a)"'),
    "file-name": (
        "tên tệp “{input}” không hợp lệ",
        "chỉ ghi tên một tệp nằm cùng thư mục, không phải tệp .yaml, ví dụ source.txt",
    ),
    "short-name": ("tên ngắn “{input}” không hợp lệ", "chỉ dùng chữ không dấu, chữ số, dấu chấm và gạch ngang"),
    "address": ("“{input}” không phải là địa chỉ trang web", "chép cả địa chỉ, bắt đầu bằng https://"),
    "line": ("nội dung có xuống dòng", "viết trên một dòng; nếu dùng dấu | thì đổi thành dấu >"),
    "date": ("“{input}” không phải là ngày", "viết theo thứ tự năm-tháng-ngày, không kèm giờ, ví dụ 2024-03-15"),
    "date-year": ("ngày “{input}” có năm ngoài khoảng hợp lý", "kiểm tra lại bốn chữ số của năm"),
    "period": ("ngày bắt đầu đứng sau ngày kết thúc", "sửa lại since hoặc until"),
    "due": (
        "ngày đến hạn ghi chưa đúng cách",
        f"xem bốn cách ghi ở trang “{TITLES[EDITING]}”: {{{{month: 12, day: 15}}}}, {{{{every: quarter, day: 14}}}}…",
    ),
    "due-day": ("tháng này không có ngày đó", "sửa lại day hoặc month"),
    "columns": ("các cột của phiếu ghi chưa đúng", "ghi mỗi cột một lần, và phải có cột title"),
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

COMMA = ("dấu phẩy ở đây tách nội dung làm hai", 'đặt cả đoạn trong dấu ngoặc kép, ví dụ "0,75"')
"""What is said of a key that is the rest of a number or of a sentence between { and }."""

COLON = ("dấu hai chấm ở đây làm phần đứng trước thành tên khóa", "đặt cả đoạn trong dấu ngoặc kép")
"""The same where a colon makes a key of the beginning of a sentence."""

EMPTY = ("thiếu nội dung sau dấu hai chấm", "viết nội dung, hoặc xóa cả dòng nếu không bắt buộc")
NO_LIST = (
    "chỗ này không nhận danh sách",
    "xóa bớt dấu “- ” hoặc ngoặc vuông; nếu là nội dung, đặt trong dấu ngoặc kép",
)
NO_KEYS = (
    "chỗ này phải là chữ, không phải các dòng “khóa: giá trị”",
    "nếu nội dung có dấu “: ”, đặt trong dấu ngoặc kép",
)
UNLIKE_LISTS = {"string_type", "model_type", "dict_type", "value_error", "bool_type", "int_type"}
LISTED = ("columns",)
"""The rules that are about a list."""

SHAPES = (COMMA, COLON, EMPTY, NO_LIST, NO_KEYS)
"""Messages about what stands where something else was expected."""


def model_error(error: ErrorDetails, raw: str, keys: Iterable[str]) -> tuple[str, str]:
    """Explain one of pydantic's errors.

    Args:
        error: An element of `ValidationError.errors()`.
        raw: The value as it stands in the file; empty where there is none.
        keys: The keys that are allowed where an unknown one was found.

    Returns:
        The message and the hint, in Vietnamese.
    """
    kind, location, context = error["type"], error["loc"], error.get("ctx", {})
    choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    values: dict[str, object] = {
        "input": raw,
        "key": location[-1] if location else "",
        "choices": choices,
        **{name: context[name] for name in ("max_length", "min_length", "gt", "ge", "le") if name in context},
    }
    message, hint = _templates(error, str(context.get("error", "")))
    if kind == "extra_forbidden" and (close := did_you_mean(str(location[-1]), keys)):
        message, hint = TYPES[kind][0], close
    if kind == "literal_error" and (close := did_you_mean(raw, choices.split(", "))):
        hint = f"{close} Chọn một trong: {{choices}}"
    return message.format_map(values), hint.format_map(values)


def _templates(error: ErrorDetails, rule: str) -> tuple[str, str]:
    kind = error["type"]
    if rule not in LISTED and (shape := _shape(error)):
        return shape
    if kind == "value_error" and rule in RULES:
        return RULES[rule]
    return TYPES.get(kind, ("giá trị “{input}” không hợp lệ", f"xem mô tả của khóa này ở trang “{TITLES[KEYS]}”"))


def _shape(error: ErrorDetails) -> tuple[str, str] | None:
    """Return what to say where something of another shape stands: nothing, a list, keys; or a key that is none."""
    kind, value = error["type"], error.get("input")
    if kind == "extra_forbidden":
        rest = COMMA if value is None else COLON
        return rest if is_rest(str(error["loc"][-1])) else None
    if value is None:
        return EMPTY
    if kind in UNLIKE_LISTS and isinstance(value, list):
        return NO_LIST
    return NO_KEYS if kind == "string_type" and isinstance(value, dict) else None


def is_rest(key: str) -> bool:
    """Return whether a key is none: digits, or several words."""
    return key.isdecimal() or " " in key or not key.isascii()


CLOSE = 60
"""How alike a word and a known one must be, of a hundred, to be offered for it."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "có phải ý bạn là `…`?" for the known word nearest to `word`, or an empty text."""
    close = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=CLOSE)
    return f"có phải ý bạn là `{close[0]}`?" if close else ""


def choices(known: Sequence[str], most: int = 12) -> str:
    """Return a hint that lists the known words, cut after `most`."""
    listed = ", ".join(f"`{word}`" for word in known[:most])
    return f"các mã đã có: {listed}{'…' if len(known) > most else ''}" if known else "danh sách này còn trống"
