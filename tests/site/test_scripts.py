"""The scripts of single pages, beside pages of a few lines: dates and sheets by unit, print, leading on, a frame."""

from typing import Any

import pytest
from node import Scripts, Tab, needs_page, running
from stage import ROOT

SCRIPTS = ROOT / "docs/assets/javascripts"
HERE = "https://a.example/b/c/"

pytestmark = [needs_page]


@pytest.fixture(scope="module")
def node() -> Any:  # noqa: ANN401 - a generator
    """A process of Node."""
    with running() as started:
        yield started


def opened(node: Scripts, script: str, html: str, address: str = HERE, before: str = "") -> Tab:
    """Open a page with one script in it."""
    return Tab(node, f"<body>{html}</body>", address, before=before, run=[(SCRIPTS / script, "", {})])


DATES = """<form class="filter--unit"><select><option value="">Tất cả</option><option value="a b">A &amp; B</option>
<option value="c">C</option></select></form><b data-unit-name></b><a data-calendar="tai/" href="all.ics"></a>
<h2 id="one">Một</h2><table data-filtered id="t1"><thead><tr><th></th></tr></thead><tbody>
<tr id="r1" data-units="c d"></tr><tr id="r2" data-units="a"></tr></tbody></table>
<p id="two">Hai</p><table data-filtered id="t2"><tbody><tr id="r3" data-units="a"></tr></tbody></table>
<section id="s1" data-unit="c"></section><section id="s2" data-unit="d"></section>"""


def hidden(tab: Tab) -> str:
    """The ids of what is hidden."""
    return str(tab.ask("Array.from(document.querySelectorAll('[hidden]'), one => one.id).join(' ')"))


def choose(tab: Tab, unit: str) -> None:
    """Choose a unit."""
    script = """unit => {
        const select = document.querySelector("select");
        select.value = unit;
        select.dispatchEvent(new Event("change"));
    }"""
    tab.ask(script, unit)


def test_a_unit_s_rows_and_sheets_are_shown(node: Scripts) -> None:
    """What is another's is hidden, a table without rows with its heading; name and calendar are the unit's."""
    tab = opened(node, "dates.js", DATES, f"{HERE}?x=1")
    assert hidden(tab) == ""
    assert tab.ask("document.body.dataset.chosen === undefined")
    choose(tab, "c")
    assert hidden(tab) == "r2 t2 r3 s2"
    assert tab.ask("[document.body.dataset.chosen, location.search]") == ["c", "?dv=c"]
    assert tab.ask("document.querySelector('[data-unit-name]').textContent") == "C"
    assert tab.ask("document.querySelector('a').getAttribute('href')") == "tai/c.ics"
    choose(tab, "a b")
    assert hidden(tab) == "one t1 r1 r2 t2 r3 s1 s2"
    assert tab.ask("location.search") == "?dv=a%20b"
    choose(tab, "")
    assert hidden(tab) == ""
    assert tab.ask("[location.href, document.body.dataset.chosen]") == [HERE, None]
    assert tab.ask("document.querySelector('[data-unit-name]').textContent") == ""
    assert tab.ask("document.querySelector('a').getAttribute('href')") == "all.ics"


def test_the_address_chooses(node: Scripts) -> None:
    """On opening and on the way back; a unit that there is no more is none."""
    tab = opened(node, "dates.js", DATES, f"{HERE}?dv=c")
    assert hidden(tab) == "r2 t2 r3 s2"
    choose(tab, "")
    assert tab.ask("history.length") == 2
    tab.ask("history.replaceState(null, '', '?dv=c'); dispatchEvent(new Event('popstate'))")
    assert tab.ask("document.querySelector('select').value") == "c"
    tab = opened(node, "dates.js", DATES, f"{HERE}?dv=gone")
    assert hidden(tab) == ""
    assert tab.ask("document.querySelector('select').selectedIndex") == 0


def test_sheets_alone_need_neither_name_nor_calendar(node: Scripts) -> None:
    """Another page has only the choice and its sheets."""
    html = '<p class="filter--unit"><select><option value=""></option><option value="c"></option></select></p>'
    tab = opened(node, "dates.js", f'{html}<section id="s1" data-unit="d"></section>', f"{HERE}?dv=c")
    assert hidden(tab) == "s1"


def upcoming(*dates: str) -> str:
    """A unit's page with some dates; a star for those of every year."""
    items = "".join(
        f'<li data-date="{date.strip("*")}"{" data-yearly" if "*" in date else ""}><time></time> {at}</li>'
        for at, date in enumerate(dates)
    )
    return f'<h2 id="lich">Lịch<a></a></h2><ul data-upcoming="Sắp tới">{items}</ul>'


def today(day: str, offset: int = 0) -> str:
    """Let it be some time in a time zone that is `offset` minutes behind."""
    return f"""
    const Real = Date;
    self.Date = class extends Real {{
        constructor(...given) {{ super(...(given.length ? given : ["{day}"])); }}
        getTimezoneOffset() {{ return {offset}; }}
    }};"""


@pytest.mark.parametrize(
    ("day", "offset", "dates", "coming"),
    [
        ("2026-05-10T12:00Z", 0, ["2026-05-10", "2026-05-09", "2026-06-01"], ["10/05/2026 0", "01/06/2026 2"]),
        ("2026-05-10T12:00Z", 0, ["2025-05-10*", "2025-05-09*"], ["10/05/2026 0", "09/05/2027 1"]),
        ("2026-05-10T12:00Z", 0, ["2028-01-01*", "2026-12-31"], ["31/12/2026 1", "01/01/2028 0"]),
        ("2026-05-10T20:00Z", -420, ["2026-05-10", "2026-05-11"], ["11/05/2026 1"]),
        ("2026-05-10T02:00Z", 420, ["2026-05-09"], ["09/05/2026 0"]),
        (
            "2026-05-10T12:00Z",
            0,
            [f"2026-06-0{at}" for at in range(7, 0, -1)],
            [f"0{at}/06/2026 {7 - at}" for at in range(1, 6)],
        ),
        (
            "2026-05-10T12:00Z",
            0,
            ["2026-06-01", "2026-06-01", "2026-05-30*"],
            ["30/05/2026 2", "01/06/2026 0", "01/06/2026 1"],
        ),
    ],
)
def test_what_comes_next_is_shown_first(
    node: Scripts, day: str, offset: int, dates: list[str], coming: list[str]
) -> None:
    """Five at most from today on, where the reader is; a day of every year comes again, never before its first year."""
    tab = opened(node, "dates.js", upcoming(*dates), before=today(day, offset))
    assert tab.ask("Array.from(document.querySelectorAll('li'), item => item.textContent)") == coming
    first = coming[0].split()[0]
    assert tab.ask("document.querySelector('time').dateTime") == "-".join(reversed(first.split("/")))
    assert tab.ask("document.querySelector('#lich').textContent") == "Sắp tới"
    assert tab.ask("document.querySelector('#lich a') !== null")


def test_where_nothing_comes_the_list_stays(node: Scripts) -> None:
    """A list of the past is better than none."""
    tab = opened(node, "dates.js", upcoming("2020-01-01"), before=today("2026-05-10T12:00Z"))
    assert tab.ask("[document.querySelectorAll('li').length, document.querySelector('#lich').textContent]") == [
        1,
        "Lịch",
    ]


PRINT = """
const load = async (font, text) => { noted.push([font, text]); if (!FONT) throw Error(); };
Object.assign(document, { fonts: { load } });
addEventListener("load", () => noted.push(["loaded"]));
self.print = () => noted.push(["print", document.documentElement.className]);
self.matchMedia = (query) => { noted.push([query]); return { matches: WIDE }; };
self.requestIdleCallback = IDLE && ((step) => { noted.push(["idle"]); step(); });
self.setTimeout = (step) => { noted.push(["soon"]); step(); };
"""
FONTS = [[f"{style}13pt Tinos", "aạ"] for style in ("", "bold ", "italic ", "italic bold ")]
BUTTONS = '<button data-print="full"></button><button data-print="short"></button><button></button>'


def printing(node: Scripts, html: str = BUTTONS, *, font: bool = True, wide: bool = True, idle: bool = True) -> Tab:
    """Open a page with the buttons for print."""
    before = PRINT
    for name, value in (("FONT", font), ("WIDE", wide), ("IDLE", idle)):
        before = before.replace(name, str(value).lower())
    return opened(node, "print.js", html, before=before)


@pytest.mark.parametrize("font", [True, False])
def test_a_button_prints_its_form_with_the_fonts_there(node: Scripts, *, font: bool) -> None:
    """The short form is a class for the time of the print; without the fonts it is printed all the same."""
    tab = printing(node, font=font)
    for at, name in ((1, "print-short"), (0, ""), (1, "print-short")):
        tab.ask("at => { noted.length = 0; document.querySelectorAll('button')[at].click(); }", at)
        assert tab.ask("noted") == [*FONTS, ["print", name]]
    tab.ask("dispatchEvent(new Event('afterprint'))")
    assert tab.ask("document.documentElement.className") == ""
    tab.ask("noted.length = 0; document.querySelectorAll('button')[2].click()")
    assert tab.ask("noted") == []


@pytest.mark.parametrize(
    ("table", "wide", "idle", "loaded"),
    [
        (True, True, True, [["idle"], *FONTS]),
        (True, True, False, [["soon"], *FONTS]),
        (True, False, True, []),
        (False, True, True, []),
    ],
)
def test_the_fonts_are_fetched_early_where_one_may_print(
    node: Scripts, *, table: bool, wide: bool, idle: bool, loaded: list[list[str]]
) -> None:
    """On a page with a table, beside a desk, when the page is there and has nothing else to do."""
    tab = printing(node, '<table class="points-table"></table>' if table else "", wide=wide, idle=idle, font=False)
    asked = [["(hover: hover) and (min-width: 60em)"]] if table else []
    assert tab.ask("noted") == [*asked, ["loaded"], *loaded]


def test_a_page_that_leads_on_keeps_question_and_anchor(node: Scripts) -> None:
    """It goes to the address that it stands for."""
    before = "Object.getPrototypeOf(location).replace = (to) => noted.push(String(to));"
    tab = opened(node, "redirect.js", '<link rel="canonical" href="../../d/">', f"{HERE}?q=1#a", before)
    assert tab.ask("noted") == ["https://a.example/d/?q=1#a"]


FRAME = """
self.frame = { document: {
    open: () => noted.push("open"),
    close: () => noted.push("close"),
    createElement: (name) => ({ name }),
    documentElement: { append: (script) => noted.push(["load", script.src]) && self.scripts.push(script) },
}, dispatchEvent: ({ type, data }) => noted.push(["to the frame", type, data]) };
self.scripts = [];
Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get: () => frame });
self.structuredClone = (data) => ({ ...data, cloned: true });
self.Worker = "the browser's";
"""


def test_from_a_server_the_worker_is_the_browser_s(node: Scripts) -> None:
    """The script has nothing to do there."""
    assert opened(node, "iframe-worker.js", "", before=FRAME).ask("self.Worker") == "the browser's"


def test_without_a_server_a_frame_is_the_worker(node: Scripts) -> None:
    """It is hidden; messages wait for its script, come on their own, and as copies."""
    tab = opened(node, "iframe-worker.js", "", "file:///b/index.html", FRAME)
    tab.ask("self.worker = new Worker('search.js'); worker.addEventListener('message', ({ data }) => noted.push(data))")
    assert tab.ask("document.querySelector('iframe').hidden") is True
    tab.ask("worker.postMessage({ type: 0 })")
    assert tab.ask("noted") == ["open", "close", ["load", "search.js"]]
    tab.ask("scripts[0].onload()")
    assert tab.ask("[noted.length, waiting.length]") == [3, 1]
    tab.ask("later()")
    assert tab.ask("noted.at(-1)") == ["to the frame", "message", {"type": 0, "cloned": True}]
    tab.ask("frame.postMessage({ type: 1 })")
    assert tab.ask("noted.length") == 4
    tab.ask("later()")
    assert tab.ask("noted.at(-1)") == {"type": 1, "cloned": True}
    tab.ask("frame.importScripts('places.js').then(null, () => noted.push('failed')); 0")
    assert tab.ask("[noted.at(-1), scripts[1].name]") == [["load", "places.js"], "script"]
    tab.ask("scripts[1].onerror()")
    assert tab.ask("noted.at(-1)") == "failed"
