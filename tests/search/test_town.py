"""What an invented town's search finds, query by query: each weight of the ranking shows in the place of some row."""

import os
from pathlib import Path

import pytest
from node import Scripts, needs_node
from town import Place, open_town

pytestmark = [needs_node]

GOLDEN = Path(__file__).parents[1] / "golden/tim-kiem.txt"
ANSWER = """(texts) => texts.map((text) => {
    const answer = town.search(text);
    const told = town.told(answer);
    const rows = answer.hits.slice(0, 8).map((hit) => [hit, town.row(hit, answer)]);
    const named = ({ place, near }) => (near ? "~" : "") + (place.code || place.url);
    const written = (pieces) => pieces.map(([text, is]) => (is ? `«${text}»` : text)).join("");
    const shown = ({ title, line, part }) => ["|", written(title), line && `(${written(line)})`, part && `#${part}`];
    return [
        answer.understood && `= ${answer.understood}:`,
        answer.missing && `! ${answer.missing}:`,
        ...rows.map(([hit]) => named(hit)),
        answer.hits.length > 8 && `(${answer.hits.length})`,
        ...told.maybe.map(({ url }) => `? ${url}`),
        ...rows.slice(0, 3).flatMap(([, row]) => (row.marked.length ? shown(row) : [])),
    ].filter(Boolean).join(" ");
})"""


@pytest.fixture(scope="module")
def town(published: Scripts) -> Scripts:
    """The published engine with the town's places."""
    open_town(published)
    return published


def test_answers_are_the_golden_ones(town: Scripts) -> None:
    """A line a query: how it was understood, the first rows, ~ before what is near, how the first three are shown.

    `run.py goldens` writes the answers anew, to the queries that stand there.
    """
    golden = GOLDEN.read_text(encoding="utf-8")
    queries = [line.partition(" => ")[0] for line in golden.splitlines()]
    answers = town.evaluate(ANSWER, queries)
    made = "".join(f"{query} => {answer}\n" for query, answer in zip(queries, answers, strict=True))
    if os.environ.get("UPDATE_GOLDENS"):
        GOLDEN.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden


def test_a_row_says_what_it_is_and_an_answer_where_to_go_on(town: Scripts) -> None:
    """What is near says so; where nothing is found, units and what may be meant are offered, else neither."""
    labels = """text => {
        const answer = town.search(text);
        const { near, maybe, units, missing } = town.told(answer);
        const labels = answer.hits.slice(0, 2).map((hit) => town.row(hit, answer).label);
        return [labels, near, maybe.map(({ title, url }) => `${title} ${url}`), units.length, missing ?? ""];
    }"""
    expected = {
        "xin lỗi": [["Tiêu chí", "Tiêu chí"], False, [], 0, ""],
        "nhấn phím": [["Gần đúng · Trang"], True, [], 0, ""],
        "thiếu số": [["Gần đúng · Hỏi đáp"], True, [], 0, ""],
        "4.6": [["Gần đúng · Lĩnh vực", "Gần đúng · Tiêu chí"], False, [], 0, "4.6"],
        "qwerty": [[], False, [], 3, ""],
        "năm 2022": [
            [],
            False,
            [
                "III.1 Thu ngân sách trên địa bàn linh-vuc/iii/#iii-1",
                "I.1.1 Ban hành kế hoạch cải cách hành chính linh-vuc/i/#i-1-1",
                "III.3 Thực hiện kiến nghị của kiểm toán nhà nước linh-vuc/iii/#iii-3",
            ],
            3,
            "",
        ],
    }
    assert {text: town.evaluate(labels, text) for text in expected} == expected


def test_an_address_is_made_of_the_code(published: Scripts) -> None:
    """A point for each dash, dd for đ, in small letters, on the page that the place stands on."""
    section: Place = {"kind": "section", "code": "Đ", "title": "Một", "url": "s/"}
    below: list[Place] = [{"kind": "group", "code": "Đ.2", "title": "Hai", "parent": 0}]
    below += [{"kind": "criterion", "code": "Đ.2.đ.1", "title": "Ba", "parent": 1}]
    open_town(published, [(place, {}) for place in (section, *below)], name="coded", units={}, pages=[])
    urls = "coded.search('Đ').hits.map(({ place }) => place.url)"
    assert published.evaluate(urls) == ["s/", "s/#dd-2", "s/#dd-2-dd-1"]


def test_an_older_edition_has_its_own_pages_and_the_newest_s_guides(published: Scripts) -> None:
    """What stands there too is left out; the others stand a folder above."""
    pages = [
        {"title": "Tải về", "location": "tai-ve/#a", "text": "Của năm nay"},
        {"title": "Hướng dẫn", "location": "huong-dan/", "text": "Nhấn phím"},
    ]
    for folder, found in (("2023/", ["../huong-dan/"]), ("", ["huong-dan/"])):
        open_town(published, name="older", pages=[])
        published.evaluate("([pages, folder]) => older.pages(pages, folder).forEach((step) => step())", [pages, folder])
        asked = "text => older.search(text).hits.map(({ place }) => place.url)"
        assert published.evaluate(asked, "chế độ tối") == found
        theirs = [url for url in published.evaluate(asked, "của năm nay") if "tai-ve" in url]
        assert theirs == ([] if folder else ["tai-ve/#a"])


def test_keys_are_read_as_words_of_the_rubric_alone(town: Scripts) -> None:
    """Not as those of a guide or an answer, which speak of all the world."""
    understood = "texts => texts.map((text) => town.search(text).understood ?? null)"
    assert town.evaluate(understood, ["truj sowr", "goocs", "nhaapj"]) == ["trụ sở", None, None]
