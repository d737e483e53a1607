"""How a query is read: its words and phrases, what only asks, codes, and keys that make no word."""

from typing import Any

import pytest
from node import Scripts, needs_node

pytestmark = [needs_node]


def reader(published: Scripts, call: str, text: str) -> Any:  # noqa: ANN401 - JSON
    """What the reader says of a query, whose abbreviations and first letters stand for other words."""
    run = f"""text => {{
        const {analyser_of_names()}
        const reader = queryReader({{ writeOut, spellOut }});
        const bare = (query) => query && {{
            asked: query.asked.map(({{ folded, open }}) => folded + (open ? "…" : "")),
            phrases: query.phrases.map((phrase) => analyser.folded(phrase).join(" ")),
            ...(query.guessed && {{ guessed: true }}),
        }};
        return {call};
    }}"""
    return published.evaluate(run, text)


def analyser_of_names() -> str:
    """Writers that know one abbreviation, and one guess."""
    return """writeOut = analyser.writer([["TTHC", "thủ tục"]]), guess = analyser.writer([["cch", "cải cách"]]);
        const spellOut = (list) => guess(list).map((word) => (word.short ? { ...word, guessed: true } : word));"""


@pytest.mark.parametrize(
    ("text", "asked", "phrases"),
    [
        ("Đối thoại", ["doi", "thoai…"], []),
        ("đối thoại ", ["doi", "thoai"], []),
        ("a1 b", ["a1", "b…"], []),
        ('hẹn "xin lỗi" dân', ["hen", "xin", "loi", "dan…"], ["xin loi"]),
        ("“xin lỗi”", ["xin", "loi"], ["xin loi"]),
        ('"xin" "lỗi"', ["xin", "loi"], ["xin", "loi"]),
        ('"xin lỗi', ["xin", "loi…"], []),
        ('""', [], []),
        ("nd61/2018", ["nd", "61", "2018…"], []),
        ("NĐ61", ["nd", "61…"], []),
        ("thu1", ["thu1…"], []),
        ("xnd61", ["xnd", "61…"], []),
        ("and61", ["and61…"], []),
        ("d61", ["d61…"], []),
        ("?!", [], []),
    ],
)
def test_a_query_is_words_and_phrases(published: Scripts, text: str, asked: list[str], phrases: list[str]) -> None:
    """What is quoted stands in sequence; the last word may be unfinished; a number may stick to its short form."""
    assert reader(published, "bare(reader.readings(text)[0])", text) == {"asked": asked, "phrases": phrases}


def test_words_that_stand_for_others_are_read_both_ways(published: Scripts) -> None:
    """What became several words stands in sequence; what is only guessed says so."""
    plain = {"asked": ["tthc", "cch…"], "phrases": []}
    known = {"asked": ["thu", "tuc", "cch…"], "phrases": ["thu tuc"]}
    guessed = {"asked": ["tthc", "cai", "cach"], "phrases": ["cai cach"], "guessed": True}
    assert reader(published, "reader.readings(text).map(bare)", "tthc cch") == [plain, known, guessed]
    assert reader(published, "reader.readings(text).map(bare)", "abc") == [{"asked": ["abc…"], "phrases": []}]
    quoted = reader(published, "reader.readings(text).map(bare)", '"tthc a"')
    assert quoted[1] == {"asked": ["thu", "tuc", "a"], "phrases": ["thu tuc a", "thu tuc"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("làm sao để xin lỗi", "xin loi…"),
        ("lam sao xin loi", "xin loi…"),
        ("xin lỗi là gì", "xin loi"),
        ("có phải xin lỗi không", "xin loi"),
        ("tiêu chí mục xin lỗi", "xin loi…"),
        ("xin lỗi tiêu chí", None),
        ("xin lỗi tiêu chí gì", "xin loi tieu chi"),
        ("ai chịu trách nhiệm xin lỗi", "xin loi…"),
        ("hạn nộp báo cáo", "bao cao…"),
        ("la xin", None),
        ("gi xin", "xin…"),
        ("gì xin", "xin…"),
        ("xin lỗi", None),
        ("làm gì", None),
        ("tiêu chí là gì", None),
        ("có tiêu chí", None),
        ("", None),
    ],
)
def test_words_that_only_ask_are_left_out(published: Scripts, text: str, told: str | None) -> None:
    """Phrases with or without marks, single words as they are spelt, labels before others; never all of it."""
    found = reader(published, "bare(reader.telling(reader.readings(text)[0]))", text)
    assert (found and " ".join(found["asked"])) == told


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("hạn nộp báo cáo", "deadlines"),
        ("bao giờ xin lỗi", "deadlines"),
        ("bao gio xin loi", "deadlines"),
        ("xin lỗi cần minh chứng", "evidence"),
        ("căn cứ pháp lý", "references"),
        ("xin lỗi do đơn vị nào", "units"),
        ("deadline", "deadlines"),
        ("minh chung", "evidence"),
        ("minh", None),
        ("xin lỗi", None),
    ],
)
def test_a_question_asks_for_a_part_of_a_note(published: Scripts, text: str, part: str | None) -> None:
    """By what it asks with."""
    assert reader(published, "reader.part(reader.readings(text)[0])", text) == part


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("III.4.2", "iii 4 2"),
        (" iii 4,2 ", "iii 4 2"),
        ("AC-01.02", "ac 1 2"),
        ("A.I.1.2.a", "a i 1 2 a"),
        ("tiêu chí III.4.2", "iii 4 2"),
        ("mã số 4.10", "4 10"),
        ("lĩnh vực 0", "0"),
        ("iii42a", "iii 42 a"),
        ("III.4 tiêu chí", "iii 4 tieu chi"),
        ("", ""),
    ],
)
def test_a_code_is_its_steps(published: Scripts, text: str, steps: str) -> None:
    """However it is written, without the words before it and the noughts before its numbers."""
    assert " ".join(reader(published, "reader.steps(text)", text)) == steps


NAMES = (
    "thủ tục hành chính",
    "thành lập",
    "đối thoại",
    "xin lỗi người dân",
    "được hưởng ưu đãi",
    "trăng mưa",
    "kế hoạch",
    "thuyết minh quý",
    "nước uống",
    "cam kết",
    "công khai",
    "chuyển đổi",
    "an toàn",
)


def repaired(published: Scripts, typed: str, names: tuple[str, ...] = NAMES) -> list[str]:
    """How keys are understood, all readings that are as likely."""
    run = """([typed, names]) => {
        const [known, spelling, pairs] = [new Set(), new Map(), new Map()];
        for (const name of names) {
            analyser.words(name).forEach((word, at, all) => {
                const written = name.split(" ");
                known.add(word.folded);
                for (const one of [word.exact, word.folded]) if (!spelling.has(one)) spelling.set(one, written[at]);
                if (all[at + 1]) pairs.set(`${word.folded} ${all[at + 1].folded}`, written.slice(at, at + 2));
            });
        }
        return repairer({ known, spelling, pairs })(typed).map(({ understood }) => understood);
    }"""
    found: list[str] = published.evaluate(run, [typed, names])
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thur tucj", "thủ tục"),
        ("THUR TUCJ", "thủ tục"),
        ("hhànhh", "hành"),
        ("thủttục", "thủ tục"),
        ("hanhf chinhs", "hành chính"),
        ("ddoois thoaij", "đối thoại"),
        ("doosid thoaij", "đối thoại"),
        ("xin looix", "xin lỗi"),
        ("xin looxi", "xin lỗi"),
        ("nguowif", "người"),
        ("ngwoif", "người"),
        ("dduwowcj", "được"),
        ("dduocwj", "được"),
        ("huowngr", "hưởng"),
        ("uwu ddaix", "ưu đãi"),
        ("wu ddaix", "ưu đãi"),
        ("trawng muwa", "trăng mưa"),
        ("trangw", "trăng"),
        ("keets", "kết"),
        ("ket61", "kết"),
        ("kees hoachj", "kế hoạch"),
        ("thuyeets", "thuyết"),
        ("thuyetse", "thuyết"),
        ("toanf", "toàn"),
        ("thu3 tu5c", "thủ tục"),
        ("d9o61i thoa5i", "đối thoại"),
        ("doi961 thoai5", "đối thoại"),
        ("ngu7o72i", "người"),
        ("nguoi72", "người"),
        ("u7u d9ai4", "ưu đãi"),
        ("tra8ng mu7a", "trăng mưa"),
        ("trang8", "trăng"),
        ("u6", ""),
        ("lo64i", "lỗi"),
        ("hành chínhh", "hành chính"),
        ("thhủ tục", "thủ tục"),
        ("thủtục", "thủ tục"),
        ("thutuchanhchinh", "thủ tục hành chính"),
        ("đối thoạiđối", "đối thoại đối"),
        ("x in lỗi", "xin lỗi"),
        ("ngu ời dân", "người dân"),
        ("đối đối thoại", "đối thoại"),
        ("thành lậy", "thành lập"),
        ("thahn toàn", "thành toàn"),
        ("thu tuc", ""),
        ("thủ tục", ""),
        ("qwerty", ""),
        ("zz yy thủ", ""),
        ("12", ""),
        ("", ""),
        ("?", ""),
        ("an toàm", "an toàn"),
        ("công khia", "công khai"),
        ("chuyể đổi", "chuyển đổi"),
        ("chuyển đổii số", "chuyển đổi so"),
    ],
)
def test_keys_are_read_as_words_that_there_are(published: Scripts, typed: str, meant: str) -> None:
    """Telex and VNI with keys that come late, letters twice, wrong, left out or swapped, blanks too many or too few."""
    assert repaired(published, typed)[:1] == [meant] * bool(meant)


SPELT = "ba bà bá bả bã bạ bă bâ bo bô bơ bu bư be bê buô bươ bua dan đan đang"


@pytest.mark.parametrize(
    ("telex", "vni", "meant"),
    [
        ("baf", "ba2", "bà"),
        ("bas", "ba1", "bá"),
        ("bar", "ba3", "bả"),
        ("bax", "ba4", "bã"),
        ("baj", "ba5", "bạ"),
        ("baw", "ba8", "bă"),
        ("baa", "ba6", "bâ"),
        ("boo", "bo6", "bô"),
        ("bow", "bo7", "bơ"),
        ("buw", "bu7", "bư"),
        ("bee", "be6", "bê"),
        ("buow", "buo7", "bươ"),
        ("ddan", "d9an", "đan"),
        ("dand", "dan9", "đan"),
        ("dangd", "dang9", "đang"),
    ],
)
def test_each_key_puts_its_mark(published: Scripts, telex: str, vni: str, meant: str) -> None:
    """A tone, a roof, a horn, a bow and a stroke, in Telex and in VNI."""
    assert repaired(published, telex, tuple(SPELT.split())) == [meant]
    assert repaired(published, vni, tuple(SPELT.split())) == [meant]


def test_a_word_may_be_cut_but_a_real_one_is_left_whole(published: Scripts) -> None:
    """Nine keys make the longest word, with a blank in them or not."""
    assert repaired(published, "nghiee ngf", ("nghiêng",)) == ["nghiêng"]
    assert repaired(published, "toan", ("toàn", "to an")) == []
    assert repaired(published, "toanto", ("toàn", "to an")) == ["toàn to", "to an to"]
    assert repaired(published, "to an", ("to", "an", "toàn")) == []


def test_readings_that_are_as_likely_are_all_followed(published: Scripts) -> None:
    """At most eight; one that costs more than the cheapest by nearly a letter is none."""
    names = tuple(f"ba{letter}" for letter in "bcdghklmnp")
    assert len(repaired(published, "baz", names)) == 8
    assert repaired(published, "htành", ("hành", "thành")) == ["hành", "thành"]
    assert repaired(published, "looi", ("lồi", "loi")) == ["lồi"]
    beside = ("thành", "hành chính")
    assert repaired(published, "htành chính", beside) == ["hành chính", "thành chính"]
    assert repaired(published, "htành", ("thành hành",)) == ["thành", "hành"]


def test_who_pastes_a_page_has_not_typed_it(published: Scripts) -> None:
    """A hundred and sixty letters are read, not one more."""
    text = "thur" + " tục" * 39
    assert len(text) == 160
    assert repaired(published, text) != []
    assert repaired(published, f"{text} ") == []
