"""The look-up page's script beside an engine whose answers are written down: what it shows, counts, says and keeps."""

import json
from collections.abc import Callable

import pytest
from node import Scripts, Tab, needs_page
from rubric_site.search.published import SCRIPTS

pytestmark = [needs_page]

HERE = "https://a.example/b/tra-cuu/"
SRC = "https://a.example/b/assets/search/lookup.js"

ROWS = (
    ("I.1", "I", "a b", "1.00", "", "Mục 10", "Ấp"),
    ("I.2", "I", "b", "0.1255", "", "mục 9", "Đội"),
    ("II.1", "II", "", "1000.00", "", "Áo", "Ban"),
    ("II.2", "II", "a", "0.50", "bonus", "Đèn", "Ấp"),
)
"""Code, section, units, points, kind, title and the units as they are shown."""

FORM = """<form class="filter"><label for="tk">Từ khóa</label><input id="tk" name="tk">
<label for="muc">Lĩnh vực</label><select id="muc" name="muc"><option value="">Tất cả</option>
<option value="I">I. Một</option><option value="II">II. Hai</option></select>
{more}
<button>Lọc</button><a href="./" data-clear>Xóa lọc</a></form>"""
MORE = """<label for="dv">Đơn vị</label><select id="dv" name="dv"><option value="">Tất cả</option>
<option value="a">Ấp</option><option value="b">Ban</option></select>
<label for="diem">Điểm</label><select id="diem" name="diem"><option value="">Mọi mức</option>
<option value="1.00">1,00 điểm</option><option value="0.50">0,50 điểm</option></select>"""
FOOT = '<tfoot><tr><td class="title"></td><td class="number"></td></tr></tfoot>'
HEADS = ("ma", "ten", "", "dv", "diem")

BEFORE = """
self.searchPlaces = "the places";
self.searchNotes = "the notes";
self.answers = ANSWERS;
self.searchEngine = (places) => ({
    rest: (notes) => [() => noted.push(["read", places, notes])],
    pages: (docs, folder) => docs.map((page) => () => noted.push(["read", page, folder])),
    search: (text) => noted.push(["search", text]) && (answers[text] || { hits: [] }),
    row: (hit) => ({ title: [[hit.place.title, false]], ...hit }),
    told: (answer) => ({ maybe: [], units: [], of: answer.of }),
});
self.__index = { docs: ["theirs"] };
self.tellAbove = (box, told, page) => Object.assign(self, { told, page });
self.fetch = async (address) => {
    noted.push(["fetch", String(address)]);
    return { ok: FETCHED, json: async () => ({ docs: ["a page"] }) };
};
"""

Open = Callable[..., Tab]


def hit(code: str, title: str = "", **more: object) -> dict[str, object]:
    """A find: a criterion, unless it says otherwise."""
    return {
        "place": {"kind": "criterion", "code": code, "title": title, "url": f"{code}/"},
        "label": "Tiêu chí",
        **more,
    }


def other(number: int, **more: object) -> dict[str, object]:
    """A find that is no criterion."""
    place = {"kind": "page", "title": f"T{number}", "url": f"p{number}/"}
    return {"place": place, "label": "Trang", **more}


@pytest.fixture
def open_page(published: Scripts) -> Open:
    """Open the page with some answers of the engine."""

    def opened(
        address: str = HERE,
        *,
        answers: dict[str, object] | None = None,
        src: str = SRC,
        fetched: bool = True,
        plain: bool = False,
    ) -> Tab:
        rows = "".join(
            f'<tr data-code="{code}" data-section="{section}" data-units="{units}" data-points="{points}"'
            f'{f" data-kind={kind}" if kind else ""}><td class="code">{code}</td>'
            f'<td class="title"><a href="x/">{title}</a></td><td class="units">{names}</td></tr>'
            for code, section, units, points, kind, title, names in ROWS
        )
        heads = "".join(f"<th{f' data-sort={name}' if name else ''}>{name}</th>" for name in HEADS)
        html = f"""<body>{FORM.format(more="" if plain else MORE)}<div class="search-told lookup-told" hidden></div>
        <div class="result-line"><p role="status"></p></div>
        <table class="lookup-table" data-criterion="tiêu chí" data-points="{"" if plain else "điểm"}">
        <caption></caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>{"" if plain else FOOT}</table>
        <div class="empty" hidden><a href="./" data-clear>Xem tất cả</a></div></body>"""
        before = BEFORE.replace("ANSWERS", json.dumps(answers or {})).replace("FETCHED", json.dumps(fetched))
        tab = Tab(published, html, address, before=before, run=[(SCRIPTS / "lookup.js", src, {})])
        tab.ask("0")
        return tab

    return opened


def shown(tab: Tab) -> list[str]:
    """The codes of the rows that are shown, in their order."""
    found: list[str] = tab.ask(
        "Array.from(document.querySelectorAll('tbody tr:not([hidden])'), row => row.dataset.code)"
    )
    return found


def text(tab: Tab, selector: str) -> str:
    """The text of an element."""
    return str(tab.ask("selector => document.querySelector(selector).textContent", selector))


def query(tab: Tab) -> str:
    """The part of the address that holds the filter."""
    return str(tab.ask("decodeURIComponent(location.search.replace(/[+]/g, ' '))"))


def put(tab: Tab, name: str, value: str, event: str = "change") -> None:
    """Choose or type something."""
    script = """([name, value, event]) => {
        const field = document.querySelector("#" + name);
        field.value = value;
        field.dispatchEvent(new Event(event, { bubbles: true }));
    }"""
    tab.ask(script, [name, value, event])


def click(tab: Tab, selector: str) -> bool:
    """Click an element; return whether the browser would follow it."""
    script = """selector => document.querySelector(selector).dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true }))"""
    return bool(tab.ask(script, selector))


def test_it_opens_with_all_counted_and_reads_on(open_page: Open) -> None:
    """Bonus and deduction are counted apart; what is said of places and the theme's pages are read in turn."""
    tab = open_page()
    assert shown(tab) == ["I.1", "I.2", "II.1", "II.2"]
    assert text(tab, "[role=status]") == "3 tiêu chí, 1.001,1255 điểm; ngoài tổng 1 điểm cộng, điểm trừ"
    assert text(tab, "caption") == "Danh sách tiêu chí"
    assert text(tab, "tfoot .title") == "Cộng: 3 tiêu chí"
    assert text(tab, "tfoot .number") == "1.001,1255"
    assert tab.ask("document.querySelector('.empty').hidden && document.querySelector('form a').hidden")
    assert tab.ask("noted") == [
        ["read", "the places", "the notes"],
        ["fetch", "https://a.example/b/search/search_index.json"],
        ["read", "a page", ""],
    ]


def test_an_older_edition_says_in_which_folder_it_stands(open_page: Open) -> None:
    """The theme's pages are those of the newest; links lead within the edition."""
    tab = open_page("https://a.example/b/2023/tra-cuu/?tk=x", answers={"x": {"hits": [other(1)]}})
    assert ["read", "a page", "2023/"] in tab.ask("noted")
    assert tab.ask("document.querySelector('.lookup-told a').href") == "https://a.example/b/2023/p1/"


def test_without_the_theme_s_index_it_does_without(open_page: Open) -> None:
    """Another program writes none."""
    tab = open_page(fetched=False)
    assert [what for what in tab.ask("noted") if "a page" in what] == []


def test_without_a_server_the_index_is_a_script(open_page: Open) -> None:
    """It is loaded, not fetched, and links name files."""
    answers: dict[str, object] = {"x": {"hits": [other(1)]}}
    tab = open_page("file:///b/tra-cuu/index.html?tk=x", src="file:///b/assets/search/lookup.js", answers=answers)
    assert tab.ask("document.head.querySelector('script').src") == "file:///b/search/search_index.js"
    assert tab.ask("document.querySelector('.lookup-told a').href") == "file:///b/p1/index.html"
    assert tab.ask("['a/#b', 'a/b.html'].map(page.link)") == ["file:///b/a/index.html#b", "file:///b/a/b.html"]
    assert not [what for what in tab.ask("noted") if what[0] == "fetch"]
    assert ["read", "theirs", ""] in tab.ask("noted")


def test_all_is_shown_anew_when_the_pages_are_there(open_page: Open) -> None:
    """What a page says may be found then."""
    tab = open_page(f"{HERE}?tk=x")
    assert [what for what in tab.ask("noted") if what[0] == "search"] == [["search", "x"]] * 2


@pytest.mark.parametrize(
    ("address", "codes", "told"),
    [
        ("?muc=II", ["II.1", "II.2"], "1 tiêu chí, 1.000,00 điểm; ngoài tổng 1 điểm cộng, điểm trừ; lĩnh vực II. Hai"),
        ("?dv=b", ["I.1", "I.2"], "2 tiêu chí, 1,1255 điểm; đơn vị Ban"),
        ("?diem=1.00", ["I.1"], "1 tiêu chí, 1,00 điểm; điểm 1,00 điểm"),
        ("?muc=I&dv=a&diem=1.00", ["I.1"], "1 tiêu chí, 1,00 điểm; lĩnh vực I. Một; đơn vị Ấp; điểm 1,00 điểm"),
        ("?tk=x", ["I.2"], "1 tiêu chí, 0,1255 điểm; tìm “x”"),
        ("?tk=x&muc=II", [], "0 tiêu chí, 0,00 điểm; lĩnh vực II. Hai; tìm “x”"),
        ("?muc=V&dv=c&diem=7&sx=-v&tk=%20", ["I.1", "I.2", "II.1", "II.2"], "3 tiêu chí"),
    ],
)
def test_the_address_filters(open_page: Open, address: str, codes: list[str], told: str) -> None:
    """Each field alone and together; a choice that there is no more is none; the caption names the filter as well."""
    tab = open_page(HERE + address, answers={"x": {"hits": [hit("I.2"), hit("V.9")]}})
    assert shown(tab) == codes
    assert text(tab, "[role=status]").startswith(told)
    assert tab.ask("document.querySelector('table').hidden") is not bool(codes)
    assert tab.ask("document.querySelector('.empty').hidden") is bool(codes)
    assert text(tab, "caption").removeprefix("Danh sách tiêu chí") in told
    assert tab.ask("document.querySelector('form a').hidden") is False


def test_a_bonus_alone_is_shown_too(open_page: Open) -> None:
    """The table stands although nothing counts."""
    tab = open_page(f"{HERE}?diem=0.50")
    assert shown(tab) == ["II.2"]
    assert tab.ask("document.querySelector('table').hidden") is False
    assert text(tab, "[role=status]") == "0 tiêu chí, 0,00 điểm; ngoài tổng 1 điểm cộng, điểm trừ; điểm 0,50 điểm"


def test_a_rubric_without_points_and_units_has_neither(open_page: Open) -> None:
    """No field, no sum, no foot."""
    tab = open_page(f"{HERE}?muc=I&dv=a&diem=1.00", plain=True)
    assert shown(tab) == ["I.1", "I.2"]
    assert text(tab, "[role=status]") == "2 tiêu chí; lĩnh vực I. Một"


def test_an_address_that_is_too_long_is_cut(open_page: Open) -> None:
    """Two hundred letters are taken for words."""
    tab = open_page(f"{HERE}?tk={'x' * 201}")
    assert tab.ask("document.querySelector('#tk').value.length") == 200


@pytest.mark.parametrize(
    ("name", "orders"),
    [
        ("ma", {"ma": ["I.1", "I.2", "II.1", "II.2"], "-ma": ["II.2", "II.1", "I.2", "I.1"]}),
        ("ten", {"ten": ["II.1", "II.2", "I.2", "I.1"], "-ten": ["I.1", "I.2", "II.2", "II.1"]}),
        ("dv", {"dv": ["I.1", "II.2", "II.1", "I.2"], "-dv": ["I.2", "II.1", "I.1", "II.2"]}),
        ("diem", {"-diem": ["II.1", "I.1", "II.2", "I.2"], "diem": ["I.2", "II.2", "I.1", "II.1"]}),
    ],
)
def test_a_head_sorts_up_down_and_no_more(open_page: Open, name: str, orders: dict[str, list[str]]) -> None:
    """By code, by title with numbers as numbers, by units, by points with the largest first; each is a step back."""
    tab = open_page()
    steps = tab.ask("history.length")
    head = f"th[data-sort={name}]"
    for order, codes in orders.items():
        click(tab, f"{head} button")
        assert shown(tab) == codes
        assert query(tab) == f"?sx={order}"
        said = "descending" if order.startswith("-") else "ascending"
        assert tab.ask(f"document.querySelector('{head}').getAttribute('aria-sort')") == said
        assert shown(open_page(f"{HERE}?sx={order}")) == codes
        tab = open_page(f"{HERE}?sx={order}")
        assert tab.ask("document.querySelectorAll('[aria-sort]').length") == 1
    click(tab, f"{head} button")
    assert shown(tab) == [row[0] for row in ROWS]
    assert query(tab) == ""
    assert tab.ask("document.querySelectorAll('[aria-sort]').length") == 0
    assert tab.ask("history.length") > steps
    assert text(tab, head) == name
    assert tab.ask(f"document.querySelector('{head} button').type") == "button"


def test_another_head_takes_over(open_page: Open) -> None:
    """Only one is sorted by at a time."""
    tab = open_page(f"{HERE}?sx=-ten")
    click(tab, "th[data-sort=diem] button")
    assert query(tab) == "?sx=-diem"
    assert tab.ask("document.querySelectorAll('[aria-sort]').length") == 1


def test_finds_stand_in_their_order_until_a_column_is_chosen(open_page: Open) -> None:
    """The best first, those that are hidden behind them."""
    tab = open_page(f"{HERE}?tk=x", answers={"x": {"hits": [hit("II.1"), hit("I.1"), hit("I.2")]}})
    assert shown(tab) == ["II.1", "I.1", "I.2"]
    put(tab, "dv", "b")
    assert tab.ask("Array.from(document.querySelectorAll('tbody tr'), row => row.dataset.code)") == [
        "I.1",
        "I.2",
        "II.1",
        "II.2",
    ]
    put(tab, "dv", "")
    click(tab, "th[data-sort=ma] button")
    assert shown(tab) == ["I.1", "I.2", "II.1"]
    put(tab, "tk", "", "input")
    click(tab, "th[data-sort=ma] button")
    assert shown(tab) == ["II.2", "II.1", "I.2", "I.1"]


def test_a_row_shows_what_is_marked_and_why_it_is_there(open_page: Open) -> None:
    """The title's words, a line that has them, that it is only near; all gone when nothing is asked for."""
    title = [["Mục ", False], ["<10>", True]]
    line = [["nói ", False], ["mười", True]]
    found = hit("I.1") | {"title": title, "near": True, "label": "Gần đúng", "line": line}
    exact = hit("I.2") | {"title": [["mục 9", True]]}
    tab = open_page(f"{HERE}?tk=x", answers={"x": {"hits": [found, exact]}})
    cell = "document.querySelector('tr[data-code=\"I.1\"] .title').innerHTML"
    assert tab.ask(cell) == (
        '<a href="x/">Mục <mark>&lt;10&gt;</mark></a>'
        '<small class="near">Gần đúng</small><small>nói <mark>mười</mark></small>'
    )
    assert tab.ask("document.querySelectorAll('tr[data-code=\"I.2\"] small').length") == 0
    assert text(tab, "[role=status]").endswith("; tìm “x”; có dòng gần đúng")
    put(tab, "tk", "", "input")
    assert tab.ask(cell) == '<a href="x/">Mục &lt;10&gt;</a>'
    assert "gần đúng" not in text(tab, "[role=status]")


def test_near_rows_are_spoken_of_only_where_a_row_is_shown(open_page: Open) -> None:
    """Not above an empty table."""
    tab = open_page(f"{HERE}?tk=x&muc=II", answers={"x": {"hits": [hit("I.1", near=True)]}})
    assert "gần đúng" not in text(tab, "[role=status]")


def test_what_else_was_found_stands_beside_the_table(open_page: Open) -> None:
    """Five in sight, the others folded and counted; the box is shown."""
    tab = open_page(f"{HERE}?tk=x", answers={"x": {"hits": [hit("I.1"), *map(other, range(7))]}})
    assert text(tab, ".lookup-told > p") == "Ngoài bảng: " + "; ".join(f"trang T{at}" for at in range(5))
    assert text(tab, ".lookup-told > details.fold") == "Xem thêm 2 kết quả ngoài bảngtrang T5; trang T6"
    assert text(tab, "details summary") == "Xem thêm 2 kết quả ngoài bảng"
    assert tab.ask("document.querySelector('.lookup-told').hidden") is False
    assert tab.ask("document.querySelector('.lookup-told a').href") == "https://a.example/b/p0/"


def test_what_is_only_near_is_folded_under_a_sure_find(open_page: Open) -> None:
    """Beside near rows it stands in sight; a code is named before a title."""
    section = {"place": {"kind": "section", "code": "II", "title": "Hai", "url": "hai/"}, "label": "Lĩnh vực"}
    near = [other(1, near=True), hit("I.1", near=True), section | {"near": True}]
    tab = open_page(f"{HERE}?tk=x", answers={"x": {"hits": near}, "y": {"hits": [hit("I.2"), *near]}})
    assert text(tab, ".lookup-told > p") == "Ngoài bảng: trang T1; lĩnh vực II Hai"
    assert tab.ask("document.querySelector('.lookup-told details')") is None
    put(tab, "tk", "y", "input")
    tab.ask("document.querySelector('.lookup-told > p')?.remove()")
    assert text(tab, ".lookup-told details summary") == "Xem thêm 2 kết quả ngoài bảng"


def test_only_finds_are_told_of_and_nothing_else_shows_the_box(open_page: Open) -> None:
    """What was understood is said by the search's own words; a quoted query is one click away."""
    tab = open_page(f"{HERE}?tk=x", answers={"x": {"hits": [hit("I.1")], "of": "x"}, '"x"': {"hits": [], "of": "y"}})
    assert tab.ask("[told.of, page.typed]") == ["x", "x"]
    assert tab.ask("document.querySelector('.lookup-told').hidden") is True
    tab.ask("page.literally('\"x\"')")
    assert query(tab) == '?tk="x"'
    assert tab.ask("[told.of, page.typed]") == ["y", '"x"']
    put(tab, "tk", "", "input")
    assert tab.ask("[told, page.typed]") == [{"maybe": [], "units": []}, ""]


def test_what_is_typed_in_one_go_is_one_step_back(open_page: Open) -> None:
    """The next go and each choice are steps of their own; what changes nothing is none."""
    tab = open_page()
    start = tab.ask("history.length")
    lengths, queries = [], []
    for name, value, event in (
        ("tk", "a", "input"),
        ("tk", "ab", "input"),
        ("tk", "ab", "blur"),
        ("tk", "abc", "input"),
        ("tk", " abc ", "input"),
        ("muc", "I", "change"),
        ("dv", "a", "change"),
        ("diem", "1.00", "change"),
        ("diem", "1.00", "change"),
    ):
        put(tab, name, value, event)
        lengths.append(tab.ask("history.length") - start)
        queries.append(query(tab))
    assert queries[:5] == ["?tk=a", "?tk=ab", "?tk=ab", "?tk=abc", "?tk=abc"]
    assert lengths == [1, 1, 1, 2, 2, 3, 4, 5, 5]
    assert queries[-1] == "?tk=abc&muc=I&dv=a&diem=1.00"


def test_the_button_and_the_way_back(open_page: Open) -> None:
    """The form is never sent; an address that comes back fills it in again."""
    tab = open_page()
    tab.ask("document.querySelector('#tk').value = 'x'")
    sent = "document.querySelector('form').dispatchEvent(new Event('submit', { cancelable: true }))"
    assert tab.ask(sent) is False
    assert query(tab) == "?tk=x"
    tab.ask("history.replaceState(null, '', '?muc=II&sx=-ma'); dispatchEvent(new Event('popstate'))")
    assert tab.ask("document.querySelector('#tk').value") == ""
    assert shown(tab) == ["II.2", "II.1"]
    tab.ask("history.replaceState(null, '', location.pathname); dispatchEvent(new Event('popstate'))")
    assert shown(tab) == ["I.1", "I.2", "II.1", "II.2"]
    assert tab.ask("document.querySelector('form a').hidden") is True


@pytest.mark.parametrize("link", ["form a", ".empty a"])
def test_clear_takes_all_away(open_page: Open, link: str) -> None:
    """Words, choices and order; the page stays, and the field has the focus."""
    tab = open_page(f"{HERE}?tk=x&muc=I&dv=a&diem=1.00&sx=-ten")
    steps = tab.ask("history.length")
    assert click(tab, link) is False
    assert query(tab) == ""
    assert tab.ask("location.href") == HERE
    assert tab.ask("history.length") == steps + 1
    assert tab.ask("Array.from(document.querySelectorAll('input, select'), field => field.value)") == [""] * 4
    assert shown(tab) == ["I.1", "I.2", "II.1", "II.2"]
    assert tab.ask("document.activeElement.id") == "tk"
