"""The header's worker, message by message: what it says to which, what it reads when, and what a row is made of."""

from collections.abc import Callable
from typing import Any

import pytest
from node import Scripts, needs_node
from rubric_site.search.published import SCRIPTS

pytestmark = [needs_node]

HERE = "https://a.example/b/assets/search/"
SETUP, READY, QUERY, RESULT = range(4)

Play = Callable[..., Any]
"""Lets a worker run through some steps, with an engine that has an answer for each query, and returns all it did."""


@pytest.fixture(scope="module")
def play(published: Scripts) -> Play:
    """The worker beside an engine whose answers are written down."""
    script = (SCRIPTS / "worker.js").read_text(encoding="utf-8")
    run = """async ({ script, answers, reading, steps, address, framed, tell }) => {
        const worker = inWorker(script, {
            search: (text) => worker.noted.push(["search", text]) && (answers[text] || { hits: [] }),
            row: (hit) => ({ marked: [], title: [["", false]], ...hit }),
            told: () => tell,
            rest: (notes) => reading.map((takes, at) => () => {
                worker.now += takes;
                worker.noted.push(["read", `${notes} ${at}`]);
            }),
            pages: (docs, folder) => docs.map((page) => () => worker.noted.push(["read", page, folder])),
        }, address, framed && { document: { currentScript: { src: address } }, parent: framed });
        await worker.calm();
        worker.answers = (more) => Object.assign(answers, more);
        for (const [step, ...given] of steps) await worker[step](...given);
        return worker.noted;
    }"""

    def played(*steps: Any, **given: Any) -> Any:  # noqa: ANN401 - JSON
        scene = {"answers": {}, "reading": [], "address": f"{HERE}search.js", "tell": "told"}
        return published.evaluate(run, {**scene, "script": script, "steps": steps, **given})

    return played


def said(noted: list[list[Any]]) -> list[Any]:
    """The messages among what a worker did."""
    return [what for kind, what in noted if kind == "say"]


def row(play: Play, hit: dict[str, Any], **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """What the theme gets to show for a hit."""
    hit = {"place": {"url": "a/", "title": "A"}, "label": "Trang", **hit}
    noted = play(["tell", SETUP, {"docs": []}], ["tell", QUERY, "a"], answers={"a": {"hits": [hit]}}, **given)
    ((found,),) = said(noted)[-1]["data"]["items"]
    return dict(found)


def test_places_are_read_at_once_and_the_rest_soon(play: Play) -> None:
    """READY comes when the places can be found; notes and pages follow a moment after SETUP, in short turns."""
    ready = [
        ["load", f"{HERE}places.js"],
        ["listen", "message"],
        ["engine", "the places"],
        ["say", {"type": READY}],
    ]
    assert play() == ready
    assert play(["tell", SETUP, {"docs": ["page"]}], ["later"], ["later"], ["later"], reading=[7, 1, 8, 9]) == [
        *ready,
        ["wait", 100],
        ["load", f"{HERE}notes.js"],
        ["read", "the notes 0"],
        ["read", "the notes 1"],
        ["wait", 0],
        ["read", "the notes 2"],
        ["wait", 0],
        ["read", "the notes 3"],
        ["wait", 0],
    ]


def test_an_older_edition_reads_its_own_files(play: Play) -> None:
    """The address of the script names the folder, which begins every address of a row and is told to the pages."""
    address = f"{HERE}search.js?2023/"
    noted = play(["tell", SETUP, {"docs": ["page"]}], ["later"], address=address)
    assert [what for what in noted if what[0] in ("load", "read")] == [
        ["load", "https://a.example/b/2023/assets/search/places.js"],
        ["load", "https://a.example/b/2023/assets/search/notes.js"],
        ["read", "page", "2023/"],
    ]
    assert row(play, {}, address=address)["location"] == "2023/a/"


def test_a_frame_waits_for_the_box_to_open(play: Play) -> None:
    """Without a server the page itself does the work: nothing is read before SETUP, and an address names its file."""
    assert play(framed="frame") == [["listen", "message"]]
    noted = play(["tell", SETUP, {"docs": []}], framed="frame")
    assert noted[1:] == [
        ["load", f"{HERE}places.js"],
        ["engine", "the places"],
        ["say", {"type": READY}],
        ["wait", 100],
    ]
    for url, location in (("a/", "a/index.html"), ("a/#b", "a/index.html#b"), ("a.html#b", "a.html#b")):
        hit = {"place": {"url": url, "title": "A"}}
        assert row(play, hit, framed="frame")["location"] == location


def test_a_page_that_only_wants_the_engine_is_left_alone(play: Play) -> None:
    """There the script neither reads nor listens."""
    assert play(framed="itself") == []


def test_a_query_before_the_places_are_there_waits_for_all(play: Play) -> None:
    """It is answered when all has been read, and the last one that was asked counts."""
    steps = [["tell", QUERY, "a"], ["tell", QUERY, "b"], ["tell", SETUP, {"docs": []}], ["later"]]
    noted = play(*steps, framed="frame")
    assert [what for what in noted if what[0] == "search"] == [["search", "b"]]
    assert said(noted)[-1]["data"] == {"query": "b", "items": [], "told": "told", "settled": True}


def test_nothing_asked_is_answered_with_nothing(play: Play) -> None:
    """Of blanks no engine is asked; what is no message of the theme is no query."""
    noted = play(["tell", QUERY, "  "], ["tell", READY, "a"], ["tell", RESULT, "a"])
    assert said(noted)[1:] == [{"type": RESULT, "data": {"query": "  ", "items": [], "told": None, "settled": False}}]
    assert "search" not in [kind for kind, *_ in noted]
    noted = play(["tell", SETUP, {"docs": []}], ["later"])
    assert said(noted)[1:] == []


@pytest.mark.parametrize(
    ("hits", "settled"),
    [
        ([], False),
        ([{"sure": True}], True),
        ([{"sure": True, "near": True}], False),
        ([{}], False),
        ([{}, {"sure": True}], True),
    ],
)
def test_an_answer_is_settled_by_a_sure_find_or_by_having_read_all(
    play: Play, hits: list[dict[str, Any]], *, settled: bool
) -> None:
    """Keys wait for an answer that is the last word."""
    found = [{"place": {"url": f"{at}/", "title": ""}, "label": "", **hit} for at, hit in enumerate(hits)]
    steps = [["tell", SETUP, {"docs": []}], ["tell", QUERY, "a"], ["later"], ["tell", QUERY, "a"]]
    answers = [message["data"]["settled"] for message in said(play(*steps, answers={"a": {"hits": found}}))[1:]]
    assert answers[0] == settled
    assert answers[1:] == [True] * len(answers[1:])
    assert len(answers) == (2 if settled else 3), "what was settled is not said again where nothing has changed"


def test_an_answer_is_said_again_only_where_it_has_changed(play: Play) -> None:
    """A row or what is said above the rows; where nothing was found that is said again, then for good."""
    one, two = ({"place": {"url": url, "title": ""}, "label": "", "sure": True} for url in ("a/", "b/"))
    start = [["tell", SETUP, {"docs": []}], ["tell", QUERY, "a"]]
    for before, after, times in (([one], [one], 1), ([one], [one, two], 2), ([], [], 2), ([one], [two], 2)):
        steps = [*start, ["answers", {"a": {"hits": after}}], ["later"]]
        found = said(play(*steps, answers={"a": {"hits": before}}))[1:]
        assert len(found) == times
        assert [len(message["data"]["items"]) for message in found] == [len(before), len(after)][:times]


def test_no_more_than_a_hundred_rows_are_sent(play: Play) -> None:
    """The first has the highest score, as the theme opens that one with Enter."""
    hits = [{"place": {"url": f"{at}/", "title": ""}, "label": ""} for at in range(101)]
    items = said(play(["tell", QUERY, "a"], answers={"a": {"hits": hits}}))[-1]["data"]["items"]
    assert [(item["location"], item["score"]) for (item,) in items] == [(f"{at}/", 100 - at) for at in range(100)]


def test_a_row_says_code_title_kind_and_reason(play: Play) -> None:
    """All in the title, the words marked; every text is only text."""
    place = {"url": "a/", "title": "A", "code": "<I>.1", "about": 'x "y" & z'}
    title = [["<b>", False], ["đối & thoại", True], [" >", False]]
    found = row(play, {"place": place, "label": "Tiêu chí", "title": title, "line": [['"', True]]})
    assert found == {
        "location": "a/",
        "title": '<span class="code">&lt;I&gt;.1</span> &lt;b&gt;<mark>đối &amp; thoại</mark> &gt;'
        "<small>Tiêu chí · x &quot;y&quot; &amp; z</small><small><mark>&quot;</mark></small>",
        "text": "",
        "terms": {},
        "score": 1,
    }
    assert row(play, {"title": [["a", False]], "near": True})["title"] == 'a<small class="near">Trang</small>'


@pytest.mark.parametrize(
    ("hit", "location"),
    [
        ({"marked": []}, "a/"),
        ({"marked": ["đối thoại", "dân"]}, "a/?h=%C4%91%E1%BB%91i+tho%E1%BA%A1i%7Cd%C3%A2n"),
        ({"part": "deadlines"}, "a/?p=deadlines"),
        ({"marked": ["a"], "part": "b", "place": {"url": "x/#y", "title": ""}}, "x/?h=a&p=b#y"),
    ],
)
def test_the_address_of_a_row_says_what_to_mark(play: Play, hit: dict[str, Any], location: str) -> None:
    """The marked words and the part of the note, before the anchor."""
    assert row(play, hit)["location"] == location


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ([["x" * 59, False], ["m", True]], f"{'x' * 59}<mark>m</mark>"),
        ([["abc " + "x" * 60, False], ["m", True]], f"… {'x' * 60}<mark>m</mark>"),
        ([["ab c " + "x" * 58, False], ["m", True]], f"… c {'x' * 58}<mark>m</mark>"),
        ([["abc de " + "x " * 29, False], ["m", True]], f"… de {'x ' * 29}<mark>m</mark>"),
        ([["m" * 200, True], ["y" * 59, False]], f"<mark>{'m' * 200}</mark>{'y' * 59}"),
        ([["m", True], ["y " * 90, False]], f"<mark>m</mark>{'y ' * 90}"),
        ([["m", True], ["y" * 149 + " z " + "y" * 40, False]], f"<mark>m</mark>{'y' * 149} z …"),
        ([["m", True], ["y" * 150 + " z" + "y" * 40, False]], f"<mark>m</mark>{'y' * 150} …"),
    ],
)
def test_of_a_long_line_the_part_around_the_words_is_shown(play: Play, line: list[list[Any]], shown: str) -> None:
    """Some sixty signs before the first of them, some 150 behind each; whole words, the words themselves whole."""
    assert row(play, {"title": [["a", False]], "line": line})["title"] == f"a<small>Trang</small><small>{shown}</small>"
