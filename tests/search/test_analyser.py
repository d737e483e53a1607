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


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("", "", 9, 0),
        ("thu", "thu", 0, 0),
        ("thu", "tha", 9, 1),
        ("thu", "th", 9, 1),
        ("th", "thu", 9, 1),
        ("thu", "tuh", 9, 1),
        ("thu", "hut", 9, 2),
        ("hanh", "ahnh", 9, 1),
        ("kitten", "sitting", 9, 3),
        ("abcd", "", 9, 4),
        ("abc", "xyz", 2, 3),
        ("abc", "xyz", 1, 2),
        ("abcd", "a", 2, 3),
        ("abc", "axx", 1, 2),
        ("abcdef", "bcdefa", 2, 2),
        ("x" * 60, "y" * 60, 64, 60),
        ("x" * 61, "x" * 61, 64, 65),
        ("x" * 30, "x" * 61, 64, 65),
    ],
)
def test_letters_are_counted_that_differ(published: Scripts, one: str, other: str, most: int, expected: int) -> None:
    """Changed, added, left out or swapped ones, as far as one wants to know; of what is no word there are too many."""
    run = "([a, b, most]) => [analyser.distance(a, b, most), analyser.distance(b, a, most)]"
    assert published.evaluate(run, [one, other, most]) == [expected] * 2
    assert published.evaluate("analyser.distance('abc', 'xyz')") == 3


@pytest.mark.parametrize(
    ("text", "asked", "least", "expected"),
    [
        ("xin lỗi người dân", "xin lỗi", 1, 10),
        ("xin lỗi người dân", "xin loi", 1, 6),
        ("xin lỗi người dân", "xin lỡi", 1, 2),
        ("xin lỗi người dân", "xin lỡi", 3, 0),
        ("xin lỗi người dân", "lỗi xin", 1, 0),
        ("xin lỗi người dân", "xin người", 1, 0),
        ("xin lời, xin lỗi", "xin lỗi", 1, 10),
        ("xin lỗi, xin lời", "xin lỗi", 1, 10),
        ("người dân", "người dân", 10, 10),
        ("người dân", "nguoi dân", 6, 6),
        ("người dân", "nguoi dân", 7, 0),
        ("dân", "người dân", 1, 0),
        ("", "dân", 1, 0),
    ],
)
def test_words_side_by_side_are_as_good_as_the_worst_of_them(
    published: Scripts, text: str, asked: str, least: int, expected: int
) -> None:
    """At the place where they stand best."""
    run = "([text, asked, least]) => analyser.run(analyser.words(text), analyser.words(asked), least)"
    assert published.evaluate(run, [text, asked, least]) == expected
    assert published.evaluate(
        "([text, asked]) => analyser.run(analyser.words(text), analyser.words(asked))",
        [
            text,
            asked,
        ],
    ) == published.evaluate(run, [text, asked, 1])


def test_each_pair_of_neighbours_is_looked_for_alone(published: Scripts) -> None:
    """As well as it stands there, where that is well enough."""
    run = "least => analyser.pairs(analyser.words('người dân xin lỗi'), analyser.words('xin lỗi nguoi dan xa'), least)"
    assert published.evaluate(run, 1) == [10, 0, 6, 0]
    assert published.evaluate(run, 7) == [10, 0, 0, 0]
    assert published.evaluate("analyser.pairs([], analyser.words('dân'))") == []


def test_words_know_their_place_in_the_text(published: Scripts) -> None:
    """Each its own, also where one stands in another or comes twice."""
    run = "text => analyser.words(text).map(({ exact, folded, start, end }) => [exact, folded, start, end])"
    assert published.evaluate(run, "(an) toàn, an 12 e\u0301.") == [
        ["an", "an", 1, 3],
        ["toan\u0300", "toan", 5, 9],
        ["an", "an", 11, 13],
        ["12", "12", 14, 16],
        ["e\u0301", "e", 17, 19],
    ]
    assert published.evaluate("analyser.words('?!')") == []
    assert published.evaluate("analyser.forms('Đỷ').map(({ exact, start }) => [exact, start ?? null])") == [
        ["d\u0335i\u0309", None]
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("rà soát TTHC", "ra soat (8-12) thu tuc hanh chinh"),
        ("tthc", "(0-4) thu tuc hanh chinh"),
        ("tt hc", "tt hc"),
        ("can bo", "(0-6) cong chuc"),
        ("cán bộ", "(0-6) cong chuc"),
        ("cân bộ", "can bo"),
        ("cán", "can"),
        ("cán bộ xã", "can bo xa"),
        ("cán bộ x", "(0-6) cong chuc x"),
        ("họp cán bộ cán bộ", "hop (4-10) cong chuc (11-17) cong chuc"),
        ("QĐ-TTg", "qd ttg"),
        ("", ""),
    ],
)
def test_words_are_put_in_the_place_of_others(published: Scripts, text: str, written: str) -> None:
    """The longest name counts, itself where it is to be kept; what stands for others keeps their place."""
    run = """([text, pairs]) => {
        let last;
        return analyser.writer(pairs)(analyser.words(text)).map(({ folded, short, start, end }) => {
            const place = short ? `${start}-${end}` : "";
            const begins = place !== last;
            last = place;
            return [place && begins ? `(${place}) ` : "", folded].join("");
        }).join(" ");
    }"""
    pairs = [
        ["TTHC", "thủ tục hành chính"],
        ["cán bộ", "công chức"],
        ["cán bộ xã", "cán bộ xã"],
        ["QĐ-TTg", "Thủ tướng"],
    ]
    assert published.evaluate(run, [text, pairs]) == written
    bare = "([text, pairs]) => analyser.writer(pairs)(analyser.forms(text)).every((word) => !('start' in word))"
    assert published.evaluate(bare, [text, pairs])


def found_by(published: Scripts, query: str, most: int = 9, *, any_word: bool = False) -> str:
    """How many places an index has, and those that have some words; ! before a wrong word, - behind an open one."""
    run = """([query, most, any]) => {
        const index = postings(analyser.distance);
        const long = "thủ tục hành chính một cửa liên thông";
        const texts = ["thu ngân sách", "thu hút nhân tài thu", "ngân hàng", long, "tục ngữ"];
        texts.forEach((text, id) => index.add(id, text.split(" thu ").map(analyser.forms)));
        index.add(2, [analyser.forms("sách")]);
        const asked = query.split(" ").map((text) => ({
            ...analyser.forms(text)[0], open: text.endsWith("-"), wrong: text.startsWith("!") ? 1 : 0 }));
        return [index.size(), ...index.search(asked, most, any).map(({ id }) => id)].join(" ");
    }"""
    return str(published.evaluate(run, [query, most, any_word]))


@pytest.mark.parametrize(
    ("query", "most", "any_word", "found"),
    [
        ("thu", 9, False, "0 1 3"),
        ("thu", 1, False, "0"),
        ("ngân sách", 9, False, "0 2"),
        ("ngân tục", 9, False, ""),
        ("ngân tục", 9, True, "4 0 2 3"),
        ("h-", 9, False, "1 2 3"),
        ("nga-", 9, False, "0 2"),
        ("nhân-", 9, False, "1"),
        ("!tuc", 9, False, "4 3"),
        ("!suc", 9, False, "4 3"),
        ("!sac", 9, False, "0 2"),
        ("xyz", 9, False, ""),
        ("xyz thu", 9, False, ""),
        ("xyz thu", 9, True, "0 1 3"),
    ],
)
def test_rare_words_among_few_come_first(
    published: Scripts, query: str, most: int, found: str, *, any_word: bool
) -> None:
    """All words or any; a beginning counts by how much of the word it is, a wrong letter takes half."""
    assert found_by(published, query, most, any_word=any_word) == f"5 {found}".strip()


def test_how_likely_a_place_is_tells_how_rare_its_words_are_among_how_few(published: Scripts) -> None:
    """As BM25 has it: the logarithm of one in so many, by the place's length against the usual one."""
    run = """asked => {
        const index = postings(analyser.distance);
        const texts = ["thu", "thu thue", "thu thue dat dai", "thuong"];
        texts.forEach((text, id) => index.add(id, [analyser.forms(text)]));
        return index.search(asked, 9).map(({ id, score }) => [id, Number(score.toFixed(3))]);
    }"""
    rows = {
        (("thu", ""),): [[0, 1.304], [1, 0.847], [2, 0.498]],
        (("thue", ""),): [[1, 1.099], [2, 0.646]],
        (("thu", "open"),): [[0, 1.304], [3, 1.238], [1, 0.847], [2, 0.498]],
        (("thuo", "open"),): [[3, 1.651]],
        (("thux", "wrong"),): [[0, 0.652], [1, 0.549], [2, 0.323]],
        (("thu", "wrong"),): [[0, 1.304], [1, 0.847], [2, 0.498]],
        (("thu", ""), ("dai", "")): [[2, 1.445]],
    }
    for asked, expected in rows.items():
        words = [
            {"folded": word, "exact": word, "open": how == "open", "wrong": int(how == "wrong")} for word, how in asked
        ]
        assert published.evaluate(run, words) == expected, asked


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
