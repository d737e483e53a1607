"""The search in the header, as people use it: real keys, pasted and composed text, the list, the page it leads to."""

import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from query_sets import Query, by_hand, score
from stage import DISTRICT, full_pages, newest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
LINK = ".md-search-result__link"
SETUP, READY, QUERY, RESULT = range(4)


def ask(page: Page, text: str) -> list[str]:
    """Type a query by keys into the empty box and return the rows of its answer: their places."""
    page.locator(".md-search__input").focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    expect(page.locator(LINK)).to_have_count(0)
    page.keyboard.type(text)
    page.wait_for_function("text => self.answered === text", arg=text)
    return places(page)


def places(page: Page) -> list[str]:
    """The rows as they stand in the list: codes, @ and the id of a unit, or the address."""
    return [place(address) for address in page.locator(LINK).evaluate_all("links => links.map(link => link.href)")]


def place(address: str) -> str:
    """What a result's address leads to."""
    url = urlsplit(address)
    if section := re.fullmatch(r".*/linh-vuc/([^/]+)/", url.path):
        return (url.fragment or section[1]).upper().replace("-", ".")
    unit = re.fullmatch(r".*/don-vi/([^/]+)/", url.path)
    return f"@{unit[1]}" if unit else address


def with_more_script(page: Page, name: str, script: str) -> None:
    """Let one of the search's files end with some more script."""

    def answer(route: Route) -> None:
        route.fulfill(body=f"{route.fetch().text()}{script}", content_type="text/javascript")

    page.context.route(f"**/assets/search/{name}.js", answer)


@pytest.fixture(scope="module")
def watched(browser: Browser, site_server: str) -> Iterator[Page]:
    """A tab whose search has read all; it notes, in `answered`, to which query the list on the screen is the answer."""
    context = browser.new_context(locale="vi-VN")
    context.add_init_script("""
        const Real = self.Worker;
        self.Worker = class extends Real {
            constructor(url) {
                super(url);
                this.addEventListener('message', ({ data }) => {
                    if (data.type !== 3) return;
                    self.answer = data;
                    setTimeout(() => { self.answered = data.data.query; });
                });
                self.answerWith = (items) => {
                    const data = { type: 3, data: { query: self.answered, items } };
                    this.dispatchEvent(new MessageEvent('message', { data }));
                };
            }
        };
    """)
    page = context.new_page()
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    page.keyboard.type("zzqqy")  # that this is nowhere can be said only when all has been read
    page.wait_for_function("() => self.answer?.data.query === 'zzqqy' && self.answer.data.settled")
    yield page
    context.close()


def test_the_queries_by_hand_typed_by_keys(watched: Page) -> None:
    """The box shows what the engine finds, which the whole set is asked of: first row, first five, what is near."""
    answers: list[tuple[Query, list[str]]] = []
    for query in by_hand()[::3]:
        found = ask(watched, query.text)
        if query.expect:
            answers.append((query, found))
        else:
            expect(watched.locator(LINK).filter(has_not_text="Gần đúng")).to_have_count(0)
    reached = score(answers)
    assert reached.first >= 0.98, reached.missed
    assert reached.five >= 0.99


def test_every_row_is_shown_and_marked(watched: Page) -> None:
    """No row hides behind a closed block; each shows its code, what it is about, and the words marked."""
    found = ask(watched, "dung han")
    assert found[:2] == ["III.4.1", "III.4.2"]
    assert watched.locator(".md-search-result details").count() == 0
    told = watched.locator(".md-search-result__meta").inner_text()
    assert int(told.removesuffix(" kết quả")) >= len(found), "the theme draws the rest when one scrolls"
    first = watched.locator(LINK).first
    expect(first.locator("mark")).to_have_text("đúng hạn")
    expect(first).to_contain_text("III.4.1 Tỷ lệ hồ sơ TTHC")
    expect(first).to_contain_text("Văn phòng · 1,00 điểm")


def test_a_mention_shows_the_line_that_has_the_words(watched: Page) -> None:
    """Where only the note has the words, its line stands below the title with the words marked."""
    ask(watched, "90/2020")
    line = watched.locator(LINK).first.locator("small").last
    expect(line.locator("mark").first).to_have_text("90/2020")


def test_a_result_leads_to_the_criterion_with_the_words_marked(page: Page, site_server: str) -> None:
    """Enter opens the first row at its anchor; the words are marked there, and the address is one to send on."""
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    page.keyboard.type("xin loi")
    expect(page.locator(LINK).first.locator("mark")).to_have_text("xin lỗi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/linh-vuc/iii/#iii-4-3")
    marks = page.locator("article mark")
    expect(marks.first).to_have_text("xin lỗi")
    expect(page.locator("#iii-4-3")).to_be_in_viewport()
    sections = marks.evaluate_all(
        "marks => [...new Set(marks.map(m => m.closest('.criterion').querySelector('h3').id))]"
    )
    assert sections == ["iii-4-3"]


def test_an_abbreviation_is_marked_where_its_words_were_asked_for(page: Page, site_server: str) -> None:
    """On the criterion's page TTHC is marked for thủ tục hành chính."""
    page.goto(site_server)
    page.locator(".md-search__input").fill("rà soát thủ tục hành chính")
    page.locator(f"{LINK}[href*='#iii-1-1']").click()
    page.wait_for_url("**/linh-vuc/iii/#iii-1-1")
    expect(page.locator("#iii-1-1 mark")).to_have_text(["Rà soát TTHC"])


def test_the_focus_stays_in_the_list_when_another_answer_comes(watched: Page) -> None:
    """The row that the arrow has reached keeps it, where that is gone the one in its place, or the last."""
    focused = watched.locator(":focus")
    ask(watched, "đúng hạn")
    rows = watched.evaluate("answer.data.items")
    links = watched.locator(LINK).evaluate_all("links => links.map(link => link.href)")
    watched.keyboard.press("ArrowDown")
    watched.keyboard.press("ArrowDown")
    for answer, kept in (([1, 2, 3], 1), ([0, 1], 1), ([2, 3, 4], 3), ([5], 5)):
        watched.evaluate("answerWith", [rows[row] for row in answer])
        expect(watched.locator(LINK).first).to_have_attribute("href", links[answer[0]])
        expect(focused).to_have_attribute("href", links[kept])


def test_hostile_text_is_only_text(page: Page, site_server: str) -> None:
    """Markup in a title, in what is said about it, or in a query stays text."""
    with_more_script(
        page,
        "places",
        """
        const honest = self.unpacker;
        const signs = { "Đối thoại của": "<img src=x> Đối thoại <b>của", " · ": " <i>·</i> " };
        const hostile = (text) => text.replace(/Đối thoại của| · /, (found) => signs[found]);
        const damaged = (key, value) => typeof value === "string" ? hostile(value) : value;
        self.unpacker = (words) => (packed) => JSON.parse(JSON.stringify(honest(words)(packed)), damaged);
        """,
    )
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    page.keyboard.insert_text('<img src=x> "đối thoại"')
    expect(page.locator(LINK).first).to_contain_text("<img src=x> Đối thoại <b>của")
    expect(page.locator(LINK).first).to_contain_text("<i>·</i>")
    assert page.locator(".md-search-result :is(img, b, i)").count() == 0


@pytest.mark.parametrize("way", ["pasted or dictated", "composed"])
def test_text_that_no_key_has_typed_is_searched_for(page: Page, site_server: str, way: str) -> None:
    """Pasted, dictated and composed text (Telex, VNI) starts a search without a key."""
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    if way == "composed":
        session = page.context.new_cdp_session(page)
        for text in ("d", "đ", "đối", "đối thoại"):
            session.send(
                "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
            )
        session.send("Input.insertText", {"text": "đối thoại"})
    else:
        page.keyboard.insert_text("đối thoại")
    expect(page.locator(f"{LINK}[href*='#i-6']")).to_be_visible()


def test_messages_are_whole_sentences_in_vietnamese(watched: Page) -> None:
    """One result, several, and none are told in words."""
    meta = watched.locator(".md-search-result__meta")
    assert ask(watched, "III.4.2") == ["III.4.2"]
    expect(meta).to_have_text("1 kết quả")
    ask(watched, "xin lỗi")
    expect(meta).to_have_text(re.compile(r"^\d+ kết quả$"))
    ask(watched, "xyzabc")
    expect(meta).to_have_text("Không tìm thấy; thử bớt một từ hoặc gõ mã")


def test_the_worker_speaks_the_theme_s_protocol(page: Page, site_server: str) -> None:
    """SETUP is answered by READY, QUERY by RESULT with rows of the shape that the theme draws."""
    page.goto(site_server)
    messages = page.evaluate("""async () => {
        const index = await (await fetch('search/search_index.json')).json();
        const worker = new Worker(new URL('assets/search/search.js', location));
        const once = {once: true};
        const next = () => new Promise(done => worker.addEventListener('message', ({data}) => done(data), once));
        let answer = next();
        worker.postMessage({type: 0, data: {...index, options: {}}});
        const found = [await answer];
        answer = next();
        worker.postMessage({type: 2, data: 'thu tuc hanh chinh'});
        found.push(await answer);
        return found;
    }""")
    ready, result = messages
    assert ready == {"type": READY}
    assert result["type"] == RESULT
    rows = result["data"]["items"]
    assert len(rows) > 10
    assert [len(row) for row in rows] == [1] * len(rows)
    assert {"location", "title", "text", "terms", "score"} == set(rows[0][0])
    scores = [row[0]["score"] for row in rows]
    assert scores == sorted(set(scores), reverse=True), "Enter opens the row with the highest score"


@pytest.mark.parametrize(("text", "answers"), [("III.4.2", 1), ("90/2020", 2)])
def test_a_query_is_answered_again_only_where_the_notes_change_the_answer(
    page: Page, site_server: str, text: str, answers: int
) -> None:
    """Rows that are the same are not sent anew: the theme would draw them anew, below the pointer of who clicks.

    The notes are read only when the query is there, however long it takes.
    """
    with_more_script(
        page,
        "places",
        """
        const make = self.searchEngine;
        const told = () => setTimeout(postMessage, 0, {});
        const read = self.importScripts.bind(self);
        const asked = new Promise((come) => addEventListener("message", ({ data }) => data.type === 2 && come()));
        self.importScripts = async (file) => { await asked; read(file); };
        self.searchEngine = (data) => {
            const engine = make(data);
            return { ...engine, rest: (...given) => [...engine.rest(...given), told] };
        };
        """,
    )
    page.goto(site_server)
    queries = page.evaluate(
        """text => new Promise(done => {
        const worker = new Worker(new URL('assets/search/search.js', location));
        const found = [];
        worker.addEventListener('message', ({ data }) => {
            if (data.type === 1) worker.postMessage({ type: 2, data: text });
            if (data.type === 3) found.push(data.data.query);
            if (!('type' in data)) done(found);
        });
        worker.postMessage({ type: 0, data: { config: {}, docs: [], options: {} } });
    })""",
        text,
    )
    assert queries == [text] * answers


def test_what_was_understood_is_said_and_may_be_taken_back(watched: Page) -> None:
    """Above the rows stands how the keys were read; one click searches for just what was typed."""
    assert ask(watched, "xin looix")[0] == "III.4.3"
    told = watched.locator(".search-told")
    expect(told).to_contain_text("Kết quả cho xin lỗi")
    told.get_by_role("button").click()
    expect(watched.locator(".md-search__input")).to_have_value('"xin looix"')
    expect(watched.locator(LINK)).to_have_count(0)
    expect(told).not_to_contain_text("Kết quả cho")


def test_a_code_that_there_is_not_is_said_to_be_missing(watched: Page) -> None:
    """The list says so, and labels what it offers instead."""
    ask(watched, "VII.9.9")
    expect(watched.locator(".search-told")).to_contain_text("Không có mã VII.9.9")
    expect(watched.locator(LINK).filter(has_not_text="Gần đúng")).to_have_count(0)


def test_nothing_found_says_where_to_go_on(watched: Page) -> None:
    """The look-up page with the same words, and the units."""
    assert ask(watched, "xyzabc") == []
    told = watched.locator(".search-told")
    expect(told.get_by_role("link", name="Tra cứu")).to_have_attribute("href", re.compile(r"/tra-cuu/\?tk=xyzabc$"))
    assert told.get_by_role("link").count() > len(newest(DISTRICT).units)


@pytest.mark.parametrize("keys", [["Enter"], ["ArrowDown", "Enter"]])
def test_no_key_acts_on_the_rows_of_an_older_query(page: Page, site_server: str, keys: list[str]) -> None:
    """Typed at once on a cold page, with the answers late, Enter opens what the whole query finds."""
    page.add_init_script("""
        const Real = self.Worker;
        self.Worker = class extends Real {
            postMessage(message) {
                setTimeout(() => super.postMessage(message), 300);
            }
        };
    """)
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    page.keyboard.type("VII.3.2")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url("**/linh-vuc/vii/#vii-3-2")


def test_a_key_waits_for_the_last_answer_also_where_that_changes_no_row(page: Page, site_server: str) -> None:
    """Pressed before all has been read, Enter opens the first row, though the last answer has no other rows."""
    text = "lãnh đạo đối thoại kwz"
    with_more_script(
        page,
        "places",
        f"""
        const make = self.searchEngine;
        const ask = () => dispatchEvent(new MessageEvent("message", {{ data: {{ type: 2, data: "{text}" }} }}));
        self.searchEngine = (data) => {{
            const engine = make(data);
            return {{ ...engine, rest: (...given) => [...engine.rest(...given), ask] }};
        }};
        """,
    )

    def typed_before(route: Route) -> None:
        page.locator(".md-search__input").focus()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        route.continue_()

    page.context.route("**/assets/search/notes.js", typed_before)
    page.goto(site_server)
    page.wait_for_url("**/linh-vuc/i/#i-6")
    page.context.unroute_all(behavior="ignoreErrors")  # the search of the page that has been opened


def test_a_question_for_the_deadline_leads_to_it(page: Page, site_server: str) -> None:
    """The row shows the deadline, and its page opens with that part in sight and marked."""
    page.goto(site_server)
    page.locator(".md-search__input").focus()
    page.keyboard.type("mỗi tháng chủ tịch phải tiếp dân mấy ngày")
    expect(page.locator(LINK).first.locator("small").last).to_contain_text("02 ngày mỗi tháng")
    page.keyboard.press("Enter")
    page.wait_for_url("**/linh-vuc/i/#i-6")
    expect(page.locator("dt mark")).to_have_text("Thời hạn")
    expect(page.locator("dt mark")).to_be_in_viewport()


def test_the_pages_that_are_written_by_hand_are_found_too(watched: Page) -> None:
    """What only the instructions speak of leads to them."""
    assert any("/huong-dan/" in address for address in ask(watched, "nhấn phím F"))


def test_every_page_names_our_worker(built_site: Path) -> None:
    """The override reaches every page and the one for unknown addresses; no page asks another site for anything."""
    pages = [path.read_text(encoding="utf-8") for path in full_pages(built_site)]
    assert len(pages) > 10
    for page in pages:
        assert re.search(r'"search": "[./]*assets/search/search\.js"', page)
        assert "workers/search" not in page
        assert "unpkg" not in page


def test_the_build_fails_when_the_theme_names_its_worker_elsewhere(tmp_path: Path) -> None:
    """A theme whose config line has moved stops the build, with a message that says what to do."""
    theme = Path(str(files("material"))) / "templates"
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    base = (theme / "base.html").read_text(encoding="utf-8")
    assert "assets/javascripts/workers/search." in base
    (tmp_path / "overrides/base.html").write_text(base.replace("workers/search.", "workers/find."), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Thử\n", encoding="utf-8")
    config = "site_name: Thử\ntheme: {name: material, custom_dir: overrides, language: vi-site}\n"
    (tmp_path / "mkdocs.yml").write_text(f"{config}extra: {{edition: {{title: a, area: b}}}}\n", encoding="utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(build, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "names its search worker elsewhere" in done.stderr + done.stdout
    (tmp_path / "overrides/base.html").unlink()
    assert subprocess.run(build, cwd=tmp_path, check=False, capture_output=True).returncode == 0


def test_the_scripts_stay_small(built_site: Path) -> None:
    """What every page loads for the search is at most 16 KB compressed (besides the data)."""
    scripts = [(built_site / f"assets/search/{name}.js").read_bytes() for name in ("search", "page")]
    assert sum(len(gzip.compress(script, 9)) for script in scripts) <= 16 * 1024
