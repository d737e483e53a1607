"""What a page is made of: goldens for awkward cases, and text of the rubric that is never markup."""

import json
import os
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import generate
import markdown
import pytest
from bs4 import BeautifulSoup
from rubric_site import editions, load, publication, render, views
from rubric_site.exports import paper
from rubric_site.model import Abbreviation
from stage import BARE, COMMUNE, YEARS, newest, project

GOLDEN = Path(__file__).parents[1] / "golden"

HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1))",
    "![x](x.png)",
    "*sao* _gạch_ **đậm** `mã` ~~bỏ~~",
    "# không phải tiêu đề",
    "{.class #id onclick=x}",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "&lt;b&gt; &amp; &copy;",
    "1. số 2) mục - gạch + cộng",
    "dòng một | dòng hai",
    "</td></tr></table></section></details>",
    "<!-- chú thích -->",
    "\\*thoát\\* \\\\",
    "^1^ [^1] :smile: $x$ @a",
)
"""Text that means something to one of the formats on the way."""


@pytest.mark.parametrize("page", ["linh-vuc/a", "don-vi/phuc-vu"])
def test_pages_of_a_small_rubric_are_the_golden_ones(page: str) -> None:
    """A section page and a unit page of the commune, to the letter; `run.py goldens` writes them anew."""
    made = (project(COMMUNE) / "docs" / page / "index.md").read_text(encoding="utf-8")
    made = re.sub(r"\d+ KB", "1 KB", made)  # sizes differ with the machine's zlib
    golden = GOLDEN / f"{page.replace('/', '-')}.md"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(made, encoding="utf-8", newline="\n")
    assert made == golden.read_text(encoding="utf-8")


def _hostile_rubric(folder: Path, text: str) -> Path:
    """The commune with `text` wherever an editor may write."""
    quoted = "'" + text.replace("'", "''") + "'"
    shutil.copytree(COMMUNE, folder)
    (folder / "2026/goc.txt").write_text("Bảng không chép lại ở đây.\n", encoding="utf-8")
    for name, words in (
        (
            "01-tiep-nhan.yaml",
            ["Niêm yết thủ tục", "TIẾP NHẬN HỒ SƠ", "Ghi sổ ngày hẹn.", "Trả kết quả"],
        ),
        ("units.yaml", ["Trung tâm Phục vụ hành chính công"]),
        ("edition.yaml", ["Sổ tay thử dành cho cán bộ xã.", "Ghi chú thử."]),
    ):
        path = folder / "2026" / name
        content = path.read_text(encoding="utf-8")
        for word in words:
            assert word in content
            content = content.replace(word, quoted, 1)
        if name == "edition.yaml":
            nouns = ", ".join(f"{noun}: {quoted}" for noun in ("section", "group", "criterion", "unit", "points"))
            content += f"terms: {{{nouns}}}\nlabel: {quoted}\n"
        path.write_text(content, encoding="utf-8")
    return folder


DATA = 'script[type="application/ld+json"]'
"""Data in a page, which no browser runs."""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.usefixtures("bare_downloads")
def test_text_of_the_rubric_is_never_markup(text: str, tmp_path: Path) -> None:
    """Whatever an editor writes stands in the built page as written: no element, attribute or link comes of it."""
    rubric, docs = _hostile_rubric(tmp_path / "rubric", text), tmp_path / "docs"
    assert generate.main([str(rubric), "--docs", str(docs)]) == 0
    pages = {path.relative_to(docs).parent.as_posix(): _converted(path) for path in docs.rglob("index.md")}
    for page in ("linh-vuc/a", "don-vi/phuc-vu"):
        soup = pages[page]
        titles = [cell.get_text() for cell in soup.select("table.points-table td.title")]
        assert text in titles
        assert text in [item.get_text() for item in soup.select("ol.actions li")]
    for path, soup in pages.items():
        own = {f"../assets/search/{name}.js" for name in ("search", "places", "notes", "lookup")}
        own |= {"../assets/javascripts/dates.js", "../../assets/javascripts/dates.js"}
        assert soup.select("img, [onmouseover], [onclick], a[href^='javascript']") == [], path
        data, scripts = soup.select(DATA), soup.select(f"script:not({DATA})")
        assert {script.get("src") for script in scripts} <= own, path
        assert [json.loads(block.get_text())["@type"] for block in data] in ([], ["Dataset"]), path
    headings = [heading.get_text() for heading in pages["linh-vuc/a"].select("h3")]
    assert f"A.4 {' '.join(text.split())}" in headings


def _converted(page: Path) -> BeautifulSoup:
    """A page as the site's Markdown settings convert it, without its front matter."""
    _, _, body = page.read_text(encoding="utf-8").split("---\n", 2)
    html = markdown.markdown(body, extensions=["attr_list", "pymdownx.blocks.html", "toc"])
    return BeautifulSoup(html, "html.parser")


@pytest.mark.usefixtures("bare_downloads")
def test_pages_of_a_very_large_edition_link_to_no_document_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of its sections there are no PDFs: earlier ones go, nothing links to one, and two pages say how to print then."""
    newest, older = editions.build(load.load(YEARS).rubrics.values())
    assert len(newest.entries) > len(older.entries)
    assert generate.main([str(YEARS), "--docs", str(tmp_path)]) == 0
    assert "quá nhiều" not in (tmp_path / "huong-dan/index.md").read_text(encoding="utf-8")
    assert (tmp_path / "tai-ve/linh-vuc/d.pdf").is_file()
    monkeypatch.setattr(paper, "LONGEST", len(older.entries))
    (tmp_path / publication.RECORD).unlink()  # a limit changes with the code, and then nothing is kept
    assert generate.main([str(YEARS), "--docs", str(tmp_path)]) == 0
    assert not (tmp_path / "tai-ve/linh-vuc/d.pdf").exists()
    assert (tmp_path / "2025/tai-ve/linh-vuc/a.pdf").is_file()
    for page in tmp_path.rglob("index.md"):
        for name in re.findall(r'href="([^"]*\.pdf)"', page.read_text(encoding="utf-8")):
            assert (page.parent / name).resolve().is_file(), page
    for name in ("huong-dan", "tai-ve"):
        assert "bấm nút in ở đầu trang" in (tmp_path / name / "index.md").read_text(encoding="utf-8")
    assert 'href="../tai-ve/linh-vuc' not in (tmp_path / "tai-ve/index.md").read_text(encoding="utf-8")


def test_front_matter_survives_hostile_titles(tmp_path: Path) -> None:
    """Front matter stays one YAML mapping, and what the theme prints from it unescaped is escaped already."""
    rubric = _hostile_rubric(tmp_path / "rubric", '"</title><script>: x')
    loaded = load.load(rubric)
    files = dict(render.render(views.build(loaded.rubrics["2026"])))
    _, front, _ = files["don-vi/phuc-vu/index.md"].decode().split("---\n", 2)
    assert "<" not in front
    assert 'title: "&#34;&lt;/title&gt;&lt;script&gt;: x"' in front


def test_the_theme_s_search_has_what_ours_has_not() -> None:
    """Pages in running words about all of an edition; units, sections and criteria need no second entry."""
    found = [page.url for page in render.pages(newest(YEARS)) if page.found]
    assert found == ["tu-viet-tat/", "ky-cham/", "hoi-dap/", "nguon/", "tai-ve/"]


def test_the_home_page_leads_to_all_that_there_is_and_says_what_to_type() -> None:
    """Its columns list the pages that the edition has; its examples are a code, a short title, a usual abbreviation."""
    home = next(iter(render.pages(newest(YEARS)))).context
    assert home["examples"] == ["A.1.1", "tra ket qua dung hen", "QR"]
    columns = home["columns"]
    assert isinstance(columns, list)
    (_, read), (_, support) = columns
    assert [url for _, url in read] == ["linh-vuc/", "don-vi/", "tra-cuu/", "lich/", "can-cu/", "tu-viet-tat/"]
    assert [url for _, url in support] == ["/huong-dan/", "ky-cham/", "hoi-dap/", "nguon/", "/cap-nhat/"]


@pytest.mark.parametrize(
    ("here", "there", "anchor", "link"),
    [
        ("", "", "", "./"),
        ("", "linh-vuc/a/", "", "linh-vuc/a/"),
        ("linh-vuc/a/", "", "", "../../"),
        ("linh-vuc/a/", "linh-vuc/b/", "b-1", "../../linh-vuc/b/#b-1"),
        ("linh-vuc/a/", "linh-vuc/b/#b-1", "", "../../linh-vuc/b/#b-1"),
        ("linh-vuc/a/", "linh-vuc/a/", "", "./"),
        ("linh-vuc/a/", "linh-vuc/a/#a-1", "", "#a-1"),
    ],
)
def test_links_are_relative(here: str, there: str, anchor: str, link: str) -> None:
    """They hold with and without a server, and within a page they are the anchor alone."""
    assert render.relative(here, there, anchor) == link


def test_an_example_has_no_abbreviation_where_a_title_has_none() -> None:
    """It is typed without marks; the title nearest to four words is taken, and at most six words of it."""
    titles = [
        "Thủ tục qua TTHC",
        "Trả kết quả đúng hẹn trong năm",
        "Giải quyết TTHC",
        "Một câu dài tới chín chữ để khỏi chọn",
    ]
    site = newest(COMMUNE)
    rubric = replace(site.rubric, abbreviations={"TTHC": Abbreviation(meaning="Thủ tục hành chính")})
    entries = tuple(
        replace(entry, criterion=entry.criterion.model_copy(update={"title": title}))
        for entry, title in zip(site.entries, titles, strict=False)
    )

    def examples(shown: tuple[views.Entry, ...]) -> object:
        return next(iter(render.pages(replace(site, rubric=rubric, entries=shown)))).context["examples"]

    assert examples(entries) == ["A.1", "tra ket qua dung hen trong", "TTHC"]
    assert examples(entries[::2]) == ["A.1", "thu tuc qua tthc", "TTHC"]


def test_each_page_says_in_a_sentence_what_it_has() -> None:
    """Criteria with their points, units and notes as far as there are any, in the body's own words."""
    years, bare = newest(YEARS), newest(BARE)
    told = {page.url: (page.title, page.description) for page in render.pages(years)}
    name = "Sổ tay Chỉ số phục vụ xã Thử Nghiệm 2026"
    assert told[""] == (name, "Sổ tay thử dành cho cán bộ xã.")
    assert told["linh-vuc/"] == ("Lĩnh vực", f"Các lĩnh vực của {name}: 12 tiêu chí, 13,00 điểm.")
    assert told["don-vi/"] == ("Đơn vị", f"Đơn vị nào phụ trách lĩnh vực nào, {name}.")
    assert told["tra-cuu/"][1] == f"13 tiêu chí của {name} trong một bảng: tìm theo từ, lọc, sắp xếp."
    noted = " và hướng dẫn từng tiêu chí."
    assert told["linh-vuc/a/"] == (
        "A. Tiếp nhận hồ sơ",
        f"A. Tiếp nhận hồ sơ: 7 tiêu chí, 5,75 điểm, đơn vị phụ trách{noted}",
    )
    assert told["linh-vuc/b/"][1] == "B. Kinh tế: 3 tiêu chí, 5,00 điểm, đơn vị phụ trách."
    assert told["don-vi/phuc-vu/"][1] == f"Trung tâm Phục vụ hành chính công: 4 tiêu chí, 3,75 điểm{noted}"
    assert told["don-vi/kinh-te/"][1] == "Phòng Kinh tế và Hạ tầng: 3 tiêu chí, 5,00 điểm."
    assert render.about_all(years) == {url: said for url, said in told.items() if url.count("/") < 2}
    assert {page.url: page.description for page in render.pages(bare)}[
        "linh-vuc/ac/"
    ] == "AC. Kiểm soát truy cập: 2 yêu cầu."


def test_pages_are_given_what_they_show() -> None:
    """All points that a filter offers, once and in order; a unit's days; the rows of the table as issued."""
    site = newest(YEARS)
    site = replace(site, rubric=replace(site.rubric, source_text="BẢNG\n 1 \tMột\t \nchân\n2\tHai\n"))
    given = {page.url: page.context for page in render.pages(site)}
    scores = given["tra-cuu/"]["scores"]
    assert scores == sorted({Decimal(one) for one in ("0.5", "0.75", "1", "1.25", "1.5", "2.5")})
    assert given["nguon/"]["table"] == [["1", "Một", ""], ["2", "Hai"]]
    events = given["don-vi/phuc-vu/"]["events"]
    assert isinstance(events, list)
    assert len(events) == 12
    assert given["don-vi/kinh-te/"]["events"] == []
    assert render.context(site, render.Downloads())["table_name"] == "Bảng điểm"
    assert render.context(newest(BARE), render.Downloads())["table_name"] == "Bảng yêu cầu"


def test_the_page_of_downloads_is_there_only_with_some() -> None:
    """Every other address of the edition has its page in any case."""
    site = newest(BARE)
    pages = {f"{url}index.md" for url in site.addresses}
    assert {path for path, _ in render.render(site)} == pages - {"tai-ve/index.md"}


def test_each_boundary_has_its_escape() -> None:
    """A heading of Markdown, front matter, a block of JSON, a line of HTML: one line, and nothing in it is markup."""
    hostile = 'a  <b>\n"*c*" & </script>'
    assert render.heading(hostile) == 'a &lt;b&gt; "\\*c\\*" &amp; &lt;/script&gt;'
    assert render.label(hostile) == "a &lt;b&gt; &#34;*c*&#34; &amp; &lt;/script&gt;"
    assert render.front_matter("Đơn\nvị") == '"Đơn vị"'
    assert render.script({"ã": "</b>&"}) == '{"ã": "\\u003c/b\\u003e\\u0026"}'
