"""What every page's script does for the search, beside a theme that is written down: keys, focus, words, marks."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from node import Scripts, Tab, needs_page
from rubric_site.search.published import SCRIPTS

pytestmark = [needs_page]

HERE = "https://a.example/b/c/"
SRC = "https://a.example/b/assets/search/page.js"
SEARCH = (
    """<input class="md-search__input"><div class="md-search-result"><ol class="md-search-result__list"></ol></div>"""
)
NOTE = """<dl class="note"><div><dt> Thời <b>hạn</b> </dt><dd class="deadlines">Trước 31/12</dd></div>
<div><dt>Căn cứ</dt><dd class="basis"><details><summary>Luật</summary>Điều 1</details></dd></div></dl>"""
ARTICLE = f"""<article><p>Xin lỗi</p><div class="criterion"><h3 id="i-1">Xin lỗi dân</h3>
<p>Không xin lỗi, xin loi <i>người dân</i> và xin lỗi</p>{NOTE}</div>
<table><tr><td id="row">xin lỗi</td></tr></table><ul><li id="item">xin lỗi</li></ul></article>"""

BEFORE = """
self.Worker = class extends EventTarget {
    constructor(...given) {
        super();
        noted.push(["worker", ...given]);
        self.worker = this;
    }
};
self.say = (data) => worker.dispatchEvent(new MessageEvent("message", { data }));
self.rows = (...links) => {
    if (document.activeElement.matches("ol *")) document.activeElement.blur(); // as a browser does
    document.querySelector("ol").replaceChildren(...links.map((link) => {
        const row = document.createElement("li");
        row.innerHTML = `<a href="${link}">${link}</a>`;
        return row;
    }));
};
self.press = (key, more) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    const told = Object.entries({ isTrusted: true, ...more });
    for (const [name, value] of told) Object.defineProperty(event, name, { value });
    return document.activeElement.dispatchEvent(event);
};
Element.prototype.scrollIntoView = function (how) { noted.push(["scroll", this.tagName, how.block]); };
document.addEventListener("keydown", ({ key, target: { tagName }, cancelable }) =>
    noted.push(["key", key, cancelable && tagName]));
document.addEventListener("click", ({ target }) => noted.push(["click", target.textContent]));
"""
TELL = """
self.tellAbove = (box, told, page) => {
    box.hidden = false;
    noted.push(["told", box.className, told, page.typed, page.more]);
    self.told = page;
};
"""


def opened(
    published: Scripts, address: str = HERE, *, html: str = SEARCH, loaded: bool = True, root: str = ".."
) -> Tab:
    """Open a page with the script in it, and the search's scripts where they are `loaded`."""
    analyser = (SCRIPTS / "analyser.js").read_text(encoding="utf-8")
    before = BEFORE + (TELL + analyser if loaded else "")
    tab = Tab(
        published, f"<body>{html}</body>", address, before=before, run=[(SCRIPTS / "page.js", SRC, {"root": root})]
    )
    tab.ask("new Worker('search.js')")
    tab.ask("self.input = document.querySelector('input')")
    return tab


def answer(tab: Tab, query: str, *, settled: bool = True, told: object = None, kind: int = 3) -> None:
    """Let the worker answer a query."""
    data = {"type": kind, "data": {"query": query, "settled": settled, "told": told}}
    tab.ask("data => say(data)", data)


def typed(tab: Tab, text: str) -> None:
    """Let something stand in the box, which has the focus."""
    tab.ask("text => { input.focus(); input.value = text; noted.length = 0; }", text)


def done(tab: Tab) -> list[list[Any]]:
    """What has been noted, without what has been seen already."""
    found: list[list[Any]] = tab.ask("later(); noted.splice(0)")
    return found


def test_a_page_with_another_search_is_left_alone(published: Scripts) -> None:
    """Another theme has neither box nor list."""
    script = (SCRIPTS / "page.js", SRC, {"root": "."})
    for html in ('<input class="md-search__input">', '<div class="md-search-result"></div>'):
        tab = Tab(published, html, HERE, before="self.Worker = null;", run=[script])
        assert tab.ask("self.Worker === null && document.querySelectorAll('*').length === 4")


def test_text_that_no_key_has_typed_is_a_key_to_the_theme(published: Scripts) -> None:
    """It listens to keys only."""
    tab = opened(published)
    tab.ask("input.addEventListener('keyup', () => noted.push(['keyup'])); noted.length = 0")
    tab.ask("input.dispatchEvent(new Event('input'))")
    assert done(tab) == [["keyup"]]


@pytest.mark.parametrize(
    ("before", "chosen", "after", "kept"),
    [
        (["a", "b", "c"], 1, ["x", "b", "c"], "b"),
        (["a", "b", "c"], 2, ["c", "a", "b"], "c"),
        (["a", "b"], 0, ["x", "y"], "x"),
        (["a", "b", "c"], 1, ["x", "y", "z"], "y"),
        (["a", "b", "c"], 2, ["x", "y"], "y"),
        (["a", "b"], 1, [], ""),
    ],
)
def test_the_row_that_has_the_focus_keeps_it(
    published: Scripts, before: list[str], chosen: int, after: list[str], kept: str
) -> None:
    """When the list is drawn anew: the same row, else the one in its place, else the last."""
    tab = opened(published)
    tab.ask("links => rows(...links)", before)
    tab.ask("at => document.querySelectorAll('ol a')[at].focus()", chosen)
    tab.ask("links => rows(...links)", after)
    tab.ask("later()")
    assert tab.ask("document.activeElement.matches('a') && document.activeElement.textContent") == (kept or False)


def test_the_focus_is_not_taken_from_where_one_has_gone_on(published: Scripts) -> None:
    """Who has left the list for the box, or was never in it, stays."""
    tab = opened(published)
    tab.ask("rows('a', 'b')")
    tab.ask("document.querySelectorAll('ol a')[1].focus(); input.focus()")
    tab.ask("rows('b')")
    tab.ask("later()")
    assert tab.ask("document.activeElement === input")
    tab = opened(published)
    tab.ask("rows('a')")
    tab.ask("rows('b')")
    tab.ask("later()")
    assert tab.ask("document.activeElement === document.body")


def test_keys_wait_for_the_answer_to_all_that_was_typed(published: Scripts) -> None:
    """Held in their order, and pressed when the answer is there and drawn; an older or unsettled one frees none."""
    tab = opened(published)
    typed(tab, "ab")
    assert tab.ask("[press('ArrowDown'), press('ArrowUp'), press('Enter')]") == [False] * 3
    answer(tab, "a")
    assert done(tab) == []
    answer(tab, "ab", settled=False)
    assert done(tab) == []
    answer(tab, "ab", kind=1)
    assert done(tab) == []
    tab.ask("say({ type: 3, data: {} })")
    assert done(tab) == []
    answer(tab, "ab")
    assert tab.ask("noted") == [], "the theme has not drawn the list yet"
    assert tab.ask("waiting.map(([after]) => after)")[-1] == 0
    assert done(tab) == [["key", "ArrowDown", "INPUT"], ["key", "ArrowUp", "INPUT"], ["key", "Enter", "INPUT"]]
    answer(tab, "ab")
    assert done(tab) == [], "each is pressed once"
    assert tab.ask("press('Enter')") is True
    assert done(tab) == [["key", "Enter", "INPUT"]]


def test_enter_on_a_row_opens_it(published: Scripts) -> None:
    """An arrow that was held has led into the list by then."""
    tab = opened(published)
    tab.ask("rows('a', 'b')")
    tab.ask(
        "input.addEventListener('keydown', ({ key }) => key === 'ArrowDown' && document.querySelector('ol a').focus())"
    )
    typed(tab, "ab")
    tab.ask("press('ArrowDown'); press('Enter')")
    answer(tab, "ab")
    assert done(tab) == [["key", "ArrowDown", "INPUT"], ["click", "a"]]


@pytest.mark.parametrize("more", [{"isTrusted": False}, {"isComposing": True}, {"key": "x"}])
def test_any_other_key_goes_on_and_takes_the_held_ones_back(published: Scripts, more: dict[str, object]) -> None:
    """Who types on means another query; a key that composes a letter is no Enter."""
    tab = opened(published)
    typed(tab, "ab")
    tab.ask("press('Enter')")
    assert tab.ask("more => press('ArrowDown', more)", more) is True
    tab.ask("noted.length = 0")
    answer(tab, "ab")
    assert done(tab) == []


def test_nothing_is_held_in_an_empty_box_or_elsewhere(published: Scripts) -> None:
    """There is no answer to wait for."""
    tab = opened(published)
    typed(tab, " ")
    assert tab.ask("press('Enter')") is True
    typed(tab, "ab")
    tab.ask("rows('a'); document.querySelector('ol a').focus(); noted.length = 0")
    assert tab.ask("press('ArrowDown')") is True
    assert done(tab) == [["key", "ArrowDown", "A"]]


QUIET: dict[str, object] = {"understood": None, "missing": None, "near": False, "units": []}


@pytest.mark.parametrize("told", [{"understood": "a"}, {"missing": "a"}, {"near": True}, {"units": [1]}])
def test_what_the_answer_says_stands_above_the_rows(published: Scripts, told: dict[str, object]) -> None:
    """How keys were read, that a code is missing, that all is near, where to go on; else nothing stands there."""
    tab = opened(published)
    typed(tab, "a b&")
    answer(tab, "a b&", told=QUIET | told)
    assert tab.ask("noted") == [
        ["told", "search-told", QUIET | told, "a b&", "https://a.example/b/tra-cuu/?tk=a%20b%26"]
    ]
    box = "document.querySelector('.search-told')"
    assert tab.ask(f"{box}.hidden") is False
    assert tab.ask(f"{box}.nextElementSibling.className") == "md-search-result"
    for quiet in (None, QUIET):
        answer(tab, "a b&", told=quiet)
        assert tab.ask(f"{box}.hidden") is True


def test_links_lead_from_the_root_of_the_edition(published: Scripts) -> None:
    """Without a server they name files."""
    tab = opened(published, "file:///b/2023/c/index.html")
    answer(tab, "x", told=QUIET | {"near": True})
    assert tab.ask("['a/', 'a/#b', 'a/?c', 'a/b#c'].map(told.link)") == [
        "file:///b/2023/a/index.html",
        "file:///b/2023/a/index.html#b",
        "file:///b/2023/a/index.html?c",
        "file:///b/2023/a/b#c",
    ]
    tab = opened(published, root="../..")
    answer(tab, "x", told=QUIET | {"near": True})
    assert tab.ask("told.link('a/#b')") == "https://a.example/a/#b"


def test_a_query_may_be_taken_to_the_letter(published: Scripts) -> None:
    """It is put into the box, which gets the focus and a key."""
    tab = opened(published)
    tab.ask("input.addEventListener('keyup', () => noted.push(['keyup', input.value]))")
    answer(tab, "x", told=QUIET | {"near": True})
    tab.ask("noted.length = 0; told.literally('\"x\"')")
    assert done(tab) == [["keyup", '"x"']]
    assert tab.ask("document.activeElement === input")


def test_the_search_s_scripts_are_loaded_once_and_an_old_answer_is_not_told(published: Scripts) -> None:
    """They come from beside this script; what comes too late is of no use."""
    tab = opened(published, loaded=False)
    tab.ask("document.head.addEventListener('load', () => noted.push(['loaded']), true)")
    script = f"""data => {{
        say({{ type: 3, data: {{ ...data, query: "a" }} }});
        say({{ type: 3, data: {{ ...data, query: "b" }} }});
        {TELL}
    }}"""
    tab.ask(script, {"settled": True, "told": QUIET | {"near": True}})
    tab.ask("0")
    found = [what for what in tab.ask("noted") if what[0] == "told"]
    assert [what[3] for what in found] == ["b"]
    assert tab.ask("Array.from(document.head.querySelectorAll('script'), script => script.src)") == [
        "https://a.example/b/assets/search/search.js"
    ]


def test_the_theme_s_worker_is_made_as_the_theme_asks(published: Scripts) -> None:
    """With the address that it gives; above its rows nothing is told yet."""
    assert opened(published).ask("document.querySelector('.search-told').hidden") is True
    assert opened(published).ask("noted") == [["worker", "search.js"]]


def marks(tab: Tab) -> list[str]:
    """What is marked on the page, each in its element."""
    script = """Array.from(document.querySelectorAll("article mark"), (mark) =>
        [mark.parentElement.id || mark.parentElement.tagName, mark.textContent].join(": "))"""
    found: list[str] = tab.ask(script)
    return found


@pytest.mark.parametrize(
    ("anchor", "words", "marked"),
    [
        ("i-1", "xin lỗi|dân", ["i-1: Xin lỗi", "i-1: dân", "P: xin lỗi", "I: dân", "P: xin lỗi"]),
        ("row", "xin lỗi", ["row: xin lỗi"]),
        ("item", "lỗi xin|lỗi", ["item: lỗi"]),
        ("item", "xin lỗi|xin", ["item: xin lỗi"]),
        ("", "Xin Lỗi", ["P: Xin lỗi", "i-1: Xin lỗi", "P: xin lỗi", "P: xin lỗi", "row: xin lỗi", "item: xin lỗi"]),
        ("nowhere", "31 12", ["DD: 31/12"]),
        ("i-1", "|", []),
        ("i-1", "người", ["I: người"]),
    ],
)
def test_the_words_that_led_here_are_marked(published: Scripts, anchor: str, words: str, marked: list[str]) -> None:
    """Just so spelt, in the criterion, row or item that the address leads to, else in all of the page."""
    tab = opened(published, f"{HERE}?h={quote(words)}&x=1#{anchor}", html=SEARCH + ARTICLE)
    assert marks(tab) == marked
    text = tab.ask("document.querySelector('article').textContent")
    assert text == opened(published, html=SEARCH + ARTICLE).ask("document.querySelector('article').textContent")


def test_the_address_in_the_bar_is_one_to_send_on(published: Scripts) -> None:
    """Without what was marked; nothing else of it is touched, and no step back is added."""
    tab = opened(published, f"{HERE}?h=a&x=1&p=b#i-1", html=SEARCH + ARTICLE)
    assert tab.ask("location.href") == f"{HERE}?x=1#i-1"
    assert tab.ask("history.length") == 1
    tab = opened(published, f"{HERE}?x=1%20#i-1", html=SEARCH + ARTICLE)
    assert tab.ask("location.href") == f"{HERE}?x=1%20#i-1"
    assert marks(tab) == []


@pytest.mark.parametrize(
    ("part", "name", "opens"),
    [("deadlines", "Thời hạn", False), ("references", "Căn cứ", True), ("evidence", None, False), ("x", None, False)],
)
def test_the_part_that_was_asked_for_is_shown(published: Scripts, part: str, name: str | None, *, opens: bool) -> None:
    """Its name marked and in mid-screen, opened where it is folded; one that is not there does no harm."""
    tab = opened(published, f"{HERE}?p={part}#i-1", html=SEARCH + ARTICLE)
    assert marks(tab) == ([f"DT: {name}"] if name else [])
    assert [what for what in tab.ask("noted") if what[0] == "scroll"] == ([["scroll", "DIV", "center"]] if name else [])
    assert tab.ask("document.querySelector('details').open") is opens


def test_marks_wait_for_the_scripts(published: Scripts) -> None:
    """They are loaded only where there is something to mark."""
    loads = "document.head.querySelectorAll('script').length"
    assert opened(published, loaded=False, html=SEARCH + ARTICLE).ask(loads) == 0
    analyser = json.dumps((SCRIPTS / "analyser.js").read_text(encoding="utf-8"))
    page = (SCRIPTS / "page.js", SRC, {"root": ".."})
    before = f"{BEFORE} document.addEventListener('load', () => eval({analyser}), true);"
    tab = Tab(published, f"<body>{SEARCH}{ARTICLE}</body>", f"{HERE}?h=d%C3%A2n#i-1", before=before, run=[page])
    tab.ask("0")
    assert tab.ask(loads) == 1


SAID: dict[str, object] = {"maybe": [], "units": []}
PLACES = [{"title": "Một", "url": "mot/"}, {"title": "<Hai>", "url": "hai/"}]


@pytest.mark.parametrize(
    ("told", "more", "lines"),
    [
        ({}, "tim/", []),
        ({"understood": "xin <lỗi>"}, "", ['Kết quả cho <b>xin &lt;lỗi&gt;</b>; <button type="button">{}</button>']),
        ({"missing": "I.9"}, "", ["Không có mã I.9; dưới đây là những mã gần nhất."]),
        ({"near": True}, "", ["Không có kết quả nào có đủ các từ này; dưới đây là những kết quả gần đúng."]),
        ({"maybe": PLACES}, "", ["Có phải ý bạn là: {Một}, {Hai}?"]),
        ({"units": PLACES}, "", ["Xem theo nơi phụ trách: {Một}, {Hai}."]),
        (
            {"units": PLACES[:1], "missing": "I"},
            "tim/",
            [
                "Không có mã I; dưới đây là những mã gần nhất.",
                'Tìm tiếp ở trang <a href="tim/">Tra cứu</a>.',
                "Xem theo nơi phụ trách: {Một}.",
            ],
        ),
    ],
)
def test_what_is_told_is_told_in_sentences(
    published: Scripts, told: dict[str, object], more: str, lines: list[str]
) -> None:
    """A paragraph each, every name only text; with nothing to tell the box is hidden."""
    box = "<body><div class='told' hidden>old</div></body>"
    show = (SCRIPTS / "show.js").read_text(encoding="utf-8")
    tab = Tab(published, box, HERE, before=f"{BEFORE} self.analyser = {{}}; {show}", run=[])
    script = """([told, more]) => {
        const box = document.querySelector(".told");
        const literally = (text) => noted.push(text);
        tellAbove(box, told, { typed: '“a” b"', literally, link: (url) => `to-${url}`, more });
        return [box.innerHTML, box.hidden];
    }"""
    links = {"{Một}": '<a href="to-mot/">Một</a>', "{Hai}": '<a href="to-hai/">&lt;Hai&gt;</a>'}
    html = "".join(f"<p>{line}</p>" for line in lines).replace("{}", "tìm đúng chữ đã gõ")
    for name, link in links.items():
        html = html.replace(name, link)
    assert tab.ask(script, [SAID | told, more]) == [html, not lines]
    if "understood" in told:
        assert tab.ask("noted.length = 0; document.querySelector('button').click(); noted.shift()") == '"a b"'
