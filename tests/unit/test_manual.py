"""The editors' pages tell every key and message of the code, in words."""

from collections.abc import Sequence

import pytest
from pydantic_core import ErrorDetails
from rubric_site import explain, syntax
from rubric_site.addresses import KEYS, TITLES
from rubric_site.manual import messages, parts
from rubric_site.model import FILES, Criterion, Reference


def test_every_part_comes_after_a_file_that_holds_it() -> None:
    """The files come in order, each once, and every part that a key opens is described."""
    found = parts()
    assert [part.file != "" for part in found].count(True) == len(FILES)
    assert len({part.anchor for part in found}) == len(found)
    anchors = {part.anchor for part in found}
    opened = {anchor for part in found for key in part.keys for anchor, _ in key.opens}
    assert opened <= anchors
    assert {part.title for part in found if part.anchor == "phan-deadline"} == {"Một thời hạn có nguồn."}
    assert opened | {part.anchor for part in found if part.file} == anchors


def test_a_key_says_what_stands_behind_it() -> None:
    """Points, lists, choices, dates and parts are named in Vietnamese."""
    by_anchor = {part.anchor: {key.name: key for key in part.keys} for part in parts()}
    criterion = by_anchor[f"phan-{Criterion.__name__.lower()}"]
    assert (criterion["points"].kind, criterion["title"].required) == ("điểm", True)
    assert criterion["units"].kind == "danh sách chữ"
    assert criterion["guidance"].opens == (("phan-guidance", "ghi chú hướng dẫn của một tiêu chí"),)
    assert not criterion["guidance"].required
    reference = by_anchor[f"phan-{Reference.__name__.lower()}"]
    assert reference["date"].kind == "ngày, dạng năm-tháng-ngày"
    assert reference["verification"].kind == "một trong: seen, memory, inferred"
    assert reference["in_force"].kind == "các dòng “mã: …”, sau mỗi mã là true hoặc false"


def test_every_table_of_messages_is_told() -> None:
    """Each message of explain.py and syntax.py is there once, without braces, with each of its cures."""
    told = messages()
    texts = [message.text for message in told]
    assert len(set(texts)) == len(texts)
    assert not any(brace in text for text in texts for brace in "{}")
    cures = {cure for message in told for cure in message.cures}
    assert {cure for _, _, cure in syntax.MESSAGES} <= cures
    assert {cure.format_map({}) for _, cure in explain.SHAPES} <= cures
    assert len(told) >= len({message for message, _ in explain.TYPES.values()} | {m for m, _ in explain.RULES.values()})


def error(kind: str, value: object = "x", *location: str, **context: object) -> ErrorDetails:
    """An error as pydantic tells it."""
    return {"type": kind, "loc": location or ("key",), "msg": "", "input": value, "ctx": context}


@pytest.mark.parametrize(
    ("found", "raw", "keys", "said"),
    [
        (error("missing", {}, "a", "title"), "", (), ("thiếu khóa `title`", "thêm dòng `title: …` vào phần này")),
        (
            error("extra_forbidden", "x", "titel"),
            "",
            ("title", "code"),
            explain.TYPES["extra_forbidden"][0].format(key="titel"),
        ),
        (error("extra_forbidden", "x", "titel"), "", ("title", "code"), "có phải ý bạn là `title`?"),
        (error("extra_forbidden", "x", "lạ hoắc"), "", ("title",), explain.COLON),
        (error("extra_forbidden", None, "75"), "", ("title",), explain.COMMA),
        (error("extra_forbidden", None, "zzz"), "", ("title",), "xóa đi hoặc sửa lại tên khóa"),
        (error("extra_forbidden", "x", "items", "titel"), "", ("title",), "có phải ý bạn là `title`?"),
        (error("extra_forbidden", "x", "items", "hai từ"), "", ("title",), explain.COLON),
        (error("string_type", 5, "title"), "5", ("title",), ("giá trị phải là chữ", 'đặt trong dấu ngoặc kép: "5"')),
        (error("bool_type", "x", "hai từ"), "x", (), "giá trị “x” phải là true hoặc false"),
        (error("bool_type", None), "", (), explain.EMPTY),
        (error("string_type", None), "", (), explain.EMPTY),
        (error("string_type", ["a"]), "", (), explain.NO_LIST),
        (error("string_type", {"a": 1}), "", (), explain.NO_KEYS),
        (error("string_type", 5), "5", (), ("giá trị phải là chữ", 'đặt trong dấu ngoặc kép: "5"')),
        (error("model_type", {"a": 1}), "", (), explain.TYPES["model_type"]),
        (error("tuple_type", ["a"]), "", (), explain.TYPES["tuple_type"]),
        (error("string_too_long", "x", max_length=40), "", (), "nội dung dài quá 40 ký tự"),
        (error("less_than_equal", 5, le=3), "5", (), "số “5” không được quá 3"),
        (error("greater_than", 0, gt=0), "0", (), "số “0” phải lớn hơn 0"),
        (error("greater_than_equal", 0, ge=1), "0", (), "số “0” phải từ 1 trở lên"),
        (error("too_short", (), min_length=2), "", (), "danh sách phải có ít nhất 2 dòng"),
        (error("value_error", "x", error=ValueError("slug")), "X y", (), "mã “X y” không hợp lệ"),
        (error("value_error", ["x"], error=ValueError("slug")), "", (), explain.NO_LIST),
        (error("value_error", ["x"], error=ValueError("columns")), "", (), explain.RULES["columns"]),
        (error("value_error", "x", error=ValueError("nobody's")), "x", (), "giá trị “x” không hợp lệ"),
        (error("unknown"), "x", (), f"xem mô tả của khóa này ở trang “{TITLES[KEYS]}”"),
        (
            error("literal_error", "scoring", expected="'scored', 'bonus' or 'deduction'"),
            "zzz",
            (),
            "chọn một trong: scored, bonus, deduction",
        ),
        (
            error("literal_error", "scoreed", expected="'scored', 'bonus' or 'deduction'"),
            "scoreed",
            (),
            "có phải ý bạn là `scored`? Chọn một trong: scored, bonus, deduction",
        ),
    ],
)
def test_an_error_is_explained_with_what_to_do(
    found: ErrorDetails, raw: str, keys: Sequence[str], said: str | tuple[str, str]
) -> None:
    """By its kind, by the rule that failed, and by what stands there instead of what was expected."""
    told = explain.model_error(found, raw, keys)
    assert said == told if isinstance(said, tuple) else said in told


def test_a_key_that_is_none_is_the_rest_of_something() -> None:
    """Digits behind a comma, or words before a colon; a misspelt key is one word of ASCII."""
    assert [explain.is_rest(key) for key in ("75", "hai từ", "tiêu", "titel", "a1")] == [True, True, True, False, False]


def test_known_words_are_offered() -> None:
    """The nearest one where it is near enough; a list is cut after some, and says so."""
    assert explain.did_you_mean("van-phog", ["noi-vu", "van-phong"]) == "có phải ý bạn là `van-phong`?"
    assert explain.did_you_mean("xyz", ["noi-vu", "van-phong"]) == ""
    assert explain.choices(()) == "danh sách này còn trống"
    assert explain.choices(("a", "b")) == "các mã đã có: `a`, `b`"
    assert explain.choices(("a", "b"), most=2) == "các mã đã có: `a`, `b`"
    assert explain.choices(("a", "b", "c"), most=2) == "các mã đã có: `a`, `b`…"
