"""What a find is worth: each weight of the ranking in a few places that differ in it alone.

Of what has all the words, a point is a tenth of a word in a title; of what is near, all of the query in a title is 1.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from node import Scripts, needs_node
from town import Place, open_town

pytestmark = [needs_node]

ASK = """query => small.search(query).hits.map(({ place, near, score, at }) => [
    near ? "~" : "", place.code || place.url, " ", Number(score.toFixed(2)), at === undefined ? "" : ` line ${at}`,
].join(""))"""

SECTION: Place = {"kind": "section", "code": "I", "title": "Một", "url": "s/"}


def criterion(number: int, title: str, **more: object) -> Place:
    """A criterion of the only section."""
    return {"kind": "criterion", "code": f"I.{number}", "title": title, "parent": 0, **more}


def unit(title: str, **more: object) -> Place:
    """A unit."""
    return {"kind": "unit", "title": title, "url": "u/", **more}


def page(title: str, url: str, *keywords: str, **more: object) -> Place:
    """A page, or a question."""
    return {"kind": "page", "title": title, "url": url, "keywords": list(keywords), **more}


def note(*lines: str) -> dict[str, list[str]]:
    """What a note says."""
    return {"what": list(lines)}


def found(published: Scripts, query: str, *places: Place, documents: Sequence[str] = (), **more: object) -> list[str]:
    """What a query finds among a few places, the best first, with what each is worth; ~ before what is near."""
    given = [
        ({name: value for name, value in place.items() if name != "lines"}, place.get("lines", {})) for place in places
    ]
    cited = [[title, "d"] for title in documents]
    names: dict[str, Any] = {"units": {}, "thesaurus": {}, "abbreviations": {}, "called": {}}
    open_town(published, [(SECTION, {}), *given], name="small", documents=cited, pages=[], **names | more)
    answer: list[str] = published.evaluate(ASK, query)
    return answer


def test_of_names_the_title_counts_most_and_all_of_it_more(published: Scripts) -> None:
    """Then what people call a thing and what a page is good for; each the less where it is only part of the name."""
    places = (
        criterion(1, "Thu thuế nhà đất"),
        criterion(2, "Thu thuế"),
        criterion(3, "Thuế, rồi thu"),
        criterion(4, "Ngân sách", keywords=["thu thuế"]),
        criterion(5, "Sổ", keywords=["thu thuế nhà"]),
        page("Trang", "p/", "thu thuế"),
        page("Trang", "q/", "thu thuế nhà"),
    )
    *first, last = found(published, "thu thuế ", *places)
    assert first == ["I.2 61", "I.1 47", "I.4 39", "p/ 39", "I.5 32", "I.3 20"]
    assert last == "q/ 32", "a page that is not called just so stands behind"


def test_a_unit_is_found_before_what_it_is_responsible_for(published: Scripts) -> None:
    """Its whole name counts much on its criteria too, but less than a title that has it."""
    units = {"a": ["Đất đai", "Phòng Đất đai"]}
    places = (
        unit("Phòng Đất đai", also=["Đất đai"], keywords=["đất đai"]),
        criterion(1, "Quản lý đất đai", units=["a"]),
        criterion(2, "Thu thuế", units=["a"]),
    )
    assert found(published, "đất đai ", *places, units=units) == ["u/ 49", "I.1 47", "I.2 28"]
    called = (
        unit("Phòng", keywords=["phí nhà"]),
        unit("Phòng", url="v/", keywords=["phí nhà đất"]),
        criterion(1, "Phí nhà"),
    )
    assert found(published, "phí nhà ", *called) == ["I.1 61", "u/ 24", "v/ 24"]


def test_what_stands_above_a_place_tells_little(published: Scripts) -> None:
    """Its name is worth a fifth of a title's, and nothing more in sequence."""
    assert found(published, "một ", criterion(1, "Thuế"), criterion(2, "Một nhà")) == ["I 48", "I.2 34", "I.1 2"]
    two = found(published, "một thuế ", criterion(1, "Thuế"), criterion(2, "Thuế một nơi"))
    assert two == ["I.2 20", "I.1 13.11"]


def test_a_line_of_a_note_is_worth_half_a_title(published: Scripts) -> None:
    """Less of pages and questions, least of documents; words that stand in names count as there."""
    places = (
        criterion(1, "Chi", lines=note("Có thu thuế.")),
        criterion(2, "Ngân sách thuế", lines=note("Hằng năm thu thuế.")),
        criterion(3, "Sổ", keywords=["thu các thuế"]),
        page("Hỏi", "h/", lines=note("Do thu thuế.")),
    )
    assert found(published, "thu thuế ", *places) == ["I.2 20 line 0", "I.3 16", "I.1 15 line 0", "~h/ 0.77 line 0"]


def test_a_word_that_stands_for_another_is_worth_less(published: Scripts) -> None:
    """Of two titles the one that has the usual word comes first."""
    usual = {"công chức": ["cán bộ"]}
    places = (criterion(1, "Cán bộ xã"), criterion(2, "Công chức xã"))
    assert found(published, "công chức ", *places, thesaurus=usual) == ["I.2 47", "I.1 43"]


def test_a_note_that_has_the_part_that_was_asked_for_counts_more(published: Scripts) -> None:
    """A deadline for who asks for one."""
    places = (criterion(1, "Thuế"), criterion(2, "Thuế", lines={"deadlines": ["Hằng quý"]}))
    assert found(published, "hạn nộp thuế ", *places) == ["I.2 67.2", "I.1 48"]
    assert found(published, "nộp thuế ", *places)[0] == "~I.1 0.67"


def test_near_finds_are_weighed_by_kind(published: Scripts) -> None:
    """Criteria and groups whole, others less, documents least; a page that is called so is meant."""
    places = (
        {**SECTION, "code": "II", "title": "Đất đai", "url": "t/"},
        {"kind": "group", "code": "I.9", "title": "Đất đai", "parent": 0},
        criterion(1, "Đất đai"),
        unit("Đất đai"),
        page("Đất đai", "p/"),
        page("Đất đai", "h/", kind="question"),
    )
    assert found(published, "đất đai kwz ", *places, documents=("Đất đai",)) == [
        "~p/ 2.04",
        "~I.9 1.4",
        "~I.1 1.4",
        "~II 1.22",
        "~u/ 1.22",
        "~h/ 1.22",
        "~can-cu/#d 1.05",
    ]


OTHERS = [criterion(at, f"Mục {at}") for at in range(10, 30)]
UNKNOWN = ["kwz", "zzx", "qqy", "xxa", "yya", "wwb", "zzc"]


@pytest.mark.parametrize(
    ("query", "unknown", "near"),
    [("thu thuế", 5, True), ("thu thuế", 6, False), ("nhà thu", 2, True), ("nhà thu", 3, False)],
)
def test_of_a_query_enough_must_be_there(published: Scripts, query: str, unknown: int, *, near: bool) -> None:
    """Two fifths of its weight where two words stand side by side, else three; a word that nothing has weighs half."""
    text = " ".join([query, *UNKNOWN[:unknown], ""])
    answer = found(published, text, criterion(1, "Thu thuế nhà"), *OTHERS)
    assert [one.split()[0] for one in answer] == ["~I.1"] * near


@pytest.mark.parametrize(("number", "first"), [(3, ["~I.2 1", "~I.3 1", "~I.4 1", "~I.1 0.87"]), (5, ["~I.1 0.98"])])
def test_what_a_fifth_of_all_places_has_finds_none_by_itself(published: Scripts, number: int, first: list[str]) -> None:
    """Where a query has rarer words."""
    same = [criterion(at, "Xin lỗi dân") for at in range(2, 2 + number)]
    others = [criterion(at, f"Mục {at}") for at in range(2 + number, 20)]
    assert found(published, "thuế đất xin lỗi dân ", criterion(1, "Thuế đất"), *same, *others) == first


def test_a_wrong_letter_takes_from_a_word(published: Scripts) -> None:
    """One with two of them is meant only between the same neighbours."""
    places = criterion(1, "Nghâng, một trang nghiêng đẹp")
    assert found(published, "trang nghng đẹp ", places) == ["~I.1 1.8"]


def test_of_two_lines_the_one_with_words_side_by_side_is_shown(published: Scripts) -> None:
    """Apart each is worth three quarters."""
    near = criterion(1, "Chi", lines=note("Thuế rồi nhà", "Thu thuế"))
    assert found(published, "thu thuế nhà kwz ", near) == ["~I.1 0.5 line 1"]


def test_a_word_that_is_being_typed_weighs_as_one_that_few_places_have(published: Scripts) -> None:
    """Nobody knows yet which it will be."""
    places = (criterion(1, "Thuế đất"), criterion(2, "Đất thuế nhà"))
    assert found(published, "thuế đấ", *places) == ["I.1 33.7", "~I.2 0.66"]


def test_a_page_whose_names_have_a_quarter_of_a_query_is_meant_by_it(published: Scripts) -> None:
    """It stands among the criteria, else behind them, however much of the rest its text has."""
    land = [*OTHERS, criterion(41, "Đất"), criterion(42, "Đất")]
    book = criterion(1, "Sổ", lines=note("Nhà rồi đất"))
    third = found(published, "nhà đất kwz ", book, page("Đất", "r/", lines=note("Bán nhà")), *land)
    assert [one.split()[0] for one in third] == ["~r/", "~I.1"]
    book = criterion(1, "Sổ", lines=note("Thuế nhà phố"))
    fifth = found(published, "thuế nhà phố đất ", book, page("Đất", "r/", lines=note("Bán thuế nhà phố")), *land)
    assert fifth == ["~I.1 0.78 line 0", "~r/ 0.88 line 0"]


def test_one_rare_word_is_all_of_a_name(published: Scripts) -> None:
    """One that three places have is not: it may be of anything."""
    for number, first in ((1, "~p/ 0.7"), (2, "~I.0 0.67")):
        places = [criterion(at, "Usb xa") for at in range(number)]
        assert found(published, "chép usb ", page("Trang", "p/", "usb"), *places, *OTHERS)[0] == first


@pytest.mark.parametrize(("query", "missing"), [("12.5", "12.5"), ("x12.5", "x12.5"), ("1234.5", None), ("12 5", None)])
def test_numbers_with_dots_are_a_code(published: Scripts, query: str, missing: str | None) -> None:
    """Of three digits at most, as no edition has a thousand criteria in a row."""
    found(published, query, criterion(1, "Thuế"), *OTHERS)
    assert published.evaluate("query => small.search(query).missing ?? null", query) == missing


def test_fifty_finds_by_name_need_no_mention(published: Scripts) -> None:
    """Who has fewer is shown notes that speak of it too."""
    mention = criterion(99, "Chi", lines=note("Thuế nhà"))
    for number, codes in ((49, 50), (50, 50)):
        places = [criterion(at, "Thuế") for at in range(number)]
        answer = found(published, "thuế ", *places, mention)
        assert len(answer) == codes
        assert ("I.99" in answer[-1]) is (number == 49)


def test_forty_near_finds_are_enough(published: Scripts) -> None:
    """Nobody reads further."""
    answer = found(published, "thuế đất kwz ", *[criterion(at, "Thuế đất") for at in range(41)])
    assert len(answer) == 40


def test_only_so_many_places_are_weighed(published: Scripts) -> None:
    """Four hundred by their names, a hundred and fifty by their notes: nobody reads further."""
    by_name = [criterion(at, "Thuế") for at in range(401)]
    assert len(found(published, "thuế ", *by_name)) == 400
    by_note = [criterion(at, "Chi", lines=note("Nộp thuế.")) for at in range(151)]
    assert len(found(published, "thuế ", *by_note)) == 150


def test_near_finds_help_where_sure_ones_are_few(published: Scripts) -> None:
    """Fewer than five."""
    near = criterion(99, "Thuế nhà")
    for number in (4, 5):
        sure = [criterion(at, "Thuế đất nhà") for at in range(number)]
        answer = found(published, "thuế đất nhà ", *sure, near)
        assert [one for one in answer if one.startswith("~")] == answer[number:]
        assert len(answer) == 5


def test_some_places_are_offered_where_nothing_fits(published: Scripts) -> None:
    """Five for a code that there is not; four that have a quarter of the words, where no more has been found."""
    places = [criterion(at, "Thuế đất nhà") for at in range(1, 8)]
    assert len(found(published, "II.9", *places)) == 5
    told = "query => small.told(small.search(query)).maybe.map(({ title }) => title)"
    for unknown, offered in ((6, [f"I.{at} Thuế đất nhà" for at in range(1, 5)]), (7, [])):
        text = " ".join(["thuế", *UNKNOWN[:unknown], ""])
        others = [*OTHERS, *[criterion(at, "Sổ") for at in range(40, 70)]]
        assert found(published, text, *places, *others) == []
        assert published.evaluate(told, text) == offered


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("nghị định 61", ["I.2", "61/2018", "61/2020", "~61/2022"]),
        ("nghị định 61/2018", ["I.2", "61/2018", "~61/2020", "~61/2022"]),
        ("nđ 61", ["61/2018", "61/2020", "~I.2", "~61/2022"]),
        ("61 2018", ["I.2", "61/2018"]),
        ("61", ["I.2", "~61/2018", "~61/2020", "~61/2022"]),
        ("2018", ["I.2", "~61/2018"]),
        ("nghị định 2018", ["I.2", "~61/2018", "~61/2020", "~61/2022"]),
        ("đề án 06", ["I.1"]),
        ("quyết định 06", ["I.1", "~06"]),
        ("quyết định 06 qđ ttg", ["I.1", "06"]),
    ],
)
def test_a_number_that_was_typed_names_its_documents(published: Scripts, query: str, answer: list[str]) -> None:
    """Two at most, behind the best that surely cites them; a year alone is no number, nor one that a title has."""
    numbers = ("61/2018", "61/2020", "61/2022")
    documents = [*(f"Nghị định {number}/NĐ-CP" for number in numbers), "Quyết định 06/QĐ-TTg"]
    places = (
        criterion(1, "Đề án 06", lines=note(documents[-1])),
        criterion(2, "Tiếp dân", lines=note(documents[0])),
    )
    found(published, f"{query} ", *places, documents=documents)
    ask = """query => small.search(query).hits.map(({ place, near, sure }) =>
        (near ? "~" : sure ? "" : "?") + (place.code || place.title.match(/[0-9]+(?:.20[0-9]+)?/)[0]))"""
    assert published.evaluate(ask, f"{query} ") == answer
