"""The analyser: what counts as a word, when two words are the same, where a text has the words of a query."""

from typing import Any

import pytest
from node import Scripts, needs_node
from rubric_site.search.packing import pack

pytestmark = [needs_node]


def fit(published: Scripts, asked: str, word: str, *, unfinished: bool = False) -> int:
    """How well a word of a query fits a word of a text; `unfinished` while it is being typed."""
    run = "([a, b, open]) => analyser.fit({...analyser.words(a)[0], open}, analyser.words(b)[0])"
    return int(published.evaluate(run, [asked, word, unfinished]))


def marked(published: Scripts, text: str, query: str, abbreviations: dict[str, str] | None = None) -> list[str]:
    """What is marked in a text for a query."""
    run = """([text, query, known]) => {
        const write = analyser.writer(Object.entries(known));
        const { pieces } = shower({ places: [], kinds: {}, units: {}, unify: write });
        return pieces(text, write(analyser.words(query))).filter(([, is]) => is).map(([piece]) => piece);
    }"""
    found: list[str] = published.evaluate(run, [text, query, abbreviations or {}])
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuý", "thúy"),
        ("kỷ", "kỉ"),
        ("tỷ", "tỉ"),
        ("ĐỐI", "đối"),
        ("đối", "đối"),
        ("hóa", "hóa"),
        ("quyền", "QUYỀN"),
        ("61", "61"),
    ],
)
def test_spellings_of_one_word_are_the_same(published: Scripts, one: str, other: str) -> None:
    """The tone's place, y or i, case and decomposed letters make no difference."""
    assert fit(published, one, other) == 10
    assert fit(published, other, one) == 10


@pytest.mark.parametrize(
    ("asked", "word", "expected"),
    [
        ("thu", "thu", 10),
        ("thu", "thủ", 6),
        ("doi", "đối", 6),
        ("trưc", "trực", 6),
        ("đien", "điện", 6),
        ("đien", "diện", 2),
        ("cữa", "cửa", 2),
        ("hạn", "hàn", 2),
        ("han", "hành", 0),
        ("thu", "thuộc", 0),
        ("xyz", "thủ", 0),
    ],
)
def test_a_word_fits_the_better_the_more_of_its_marks_agree(
    published: Scripts, asked: str, word: str, expected: int
) -> None:
    """Same spelling, then marks left out, then other marks; other letters do not fit."""
    assert fit(published, asked, word) == expected


@pytest.mark.parametrize(
    ("asked", "word", "expected"),
    [("đố", "đối", 5), ("thu", "thuộc", 3), ("th", "thủ", 3), ("thủ", "thuộc", 1), ("tho", "thuộc", 0)],
)
def test_the_beginning_of_a_word_fits_while_it_is_typed(
    published: Scripts, asked: str, word: str, expected: int
) -> None:
    """A beginning fits less than any whole word with the same marks."""
    assert fit(published, asked, word, unfinished=True) == expected


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Thực hiện việc xin lỗi người dân", "xin loi", ["xin lỗi"]),
        ("Tổ chức và hoạt động của Bộ phận một cửa", "mot cua", ["một cửa"]),
        ("ĐỐI THOẠI với người dân", "đối thoại", ["ĐỐI THOẠI"]),
        ("Nghị định 61/2018/NĐ-CP", "nghi dinh 61", ["Nghị định 61"]),
        ("Sử dụng và dùng", "xyz", []),
        ("UBND cấp xã, tiêu chuẩn của dân", "tiep dan", ["dân"]),
        ("Lịch tiếp dân của UBND, do dân", "tiep dan", ["tiếp dân"]),
    ],
)
def test_marks_stand_where_the_words_do(published: Scripts, text: str, query: str, expected: list[str]) -> None:
    """Words side by side are one mark; what only looks alike without marks is left alone beside a real match."""
    assert marked(published, text, query) == expected


def test_an_abbreviation_is_marked_for_its_words(published: Scripts) -> None:
    """Asked for in words, the abbreviation is marked, and nothing else is moved by writing it out."""
    known = {"TTHC": "Thủ tục hành chính", "QĐ-TTg": "Quyết định của Thủ tướng"}
    assert marked(published, "Rà soát TTHC năm 2023", "thủ tục hành chính", known) == ["TTHC"]
    assert marked(published, "Rà soát TTHC năm 2023", "rà soát", known) == ["Rà soát"]


def test_abbreviations_of_document_numbers_stay_as_they_are(published: Scripts) -> None:
    """QĐ-TTg in a number is not read as words, or every document of the Prime Minister would be a match."""
    run = "known => analyser.writer(Object.entries(known))(analyser.words('766/QĐ-TTg')).map(word => word.folded)"
    found: Any = published.evaluate(run, {"QĐ-TTg": "Quyết định của Thủ tướng"})
    assert found == ["766", "qd", "ttg"]


def test_what_was_packed_is_read_to_the_letter(published: Scripts) -> None:
    """Whatever stands between words, in whatever script, each part alone."""
    parts: list[Any] = [
        {
            "title": "Thủ tục hành chính,  hai dấu cách - thủ tục",
            "about": ["a_b", "", " đầu", "cuối ", 'nháy "kép" \\'],
        },
        [
            "e\u0301 decomposed",
            "\U0001f600\U0001f601 x\U0001f600y",
            "𝒜𝒷 𝒜𝒸",
            "1,5\u00a0%",
            "dòng\nmới",
            "第一 第二",
            "</script>",
        ],
        "",
        [f"từ{number} từ{number}" for number in range(300)],
    ]
    words, packed = pack(*parts)
    read = "([words, packed]) => packed.map(self.unpacker(words))"
    assert published.evaluate(read, [words, packed]) == parts
    assert not any(sign in "".join(packed) for sign in '"\\')
