"""The pages of what changed: both codes lead somewhere, words are marked, a unit finds what is new for it."""

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import generate
import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from stage import COMMUNE, YEARS, parsed

pytestmark = pytest.mark.usefixtures("bare_downloads")

PAGE = "thay-doi/"


def soup(site: Path, page: str) -> BeautifulSoup:
    """A built page."""
    return parsed(site / page / "index.html")


def replace(path: Path, old: str, new: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(tag: Tag) -> str:
    """The text of a part of a page, its lines and spaces as one reads them."""
    return " ".join(tag.get_text(" ", strip=True).replace(" ,", ",").replace(" .", ".").split())


def title_there(site: Path, page: str, link: Tag) -> str:
    """The title of the criterion that a link on a page leads to."""
    parts = urlsplit(str(link["href"]))
    target = posixpath.normpath(posixpath.join(page, parts.path))
    heading = soup(site, target).find(id=parts.fragment)
    assert heading is not None, link
    return said(heading)


def rows(site: Path) -> dict[tuple[str, str], Tag]:
    """The rows of the tables of changes by the older and the newer codes."""
    found = soup(site, PAGE).select(".changes-table tbody tr")
    return {(said(cells[0]), said(cells[1])): row for row in found if (cells := row.select("td.code"))}


def test_every_changed_criterion_stands_there_with_both_codes(years_site: Path) -> None:
    """A new one has no older code and a dropped one no newer; merged and split ones have all; others have both."""
    assert set(rows(years_site)) == {
        ("", "A.1.2"),
        ("A.2.1", "A.2.1, A.2.2"),
        ("A.2.2", "A.2.3"),
        ("A.2.3", "A.2.4"),
        ("A.1.3", ""),
        ("B.1", "B.1"),
        ("B.2, B.3", "B.2"),
        ("B.4", "B.3"),
        ("C.1", "D.1"),
        ("", "D.2"),
        ("", "D.3"),
        ("C.2", ""),
    }
    assert "Chỉ đổi số: A.1.2 thành A.1.3." in said(soup(years_site, PAGE))


def test_both_codes_lead_to_their_own_edition(years_site: Path) -> None:
    """The older code leads to the older edition's criterion, the newer one to the newest's."""
    old, new = rows(years_site)["C.1", "D.1"].select("td.code a")
    assert title_there(years_site, PAGE, old).startswith("C.1 Phát động thi đua cải tiến cách làm")
    assert title_there(years_site, PAGE, new).startswith("D.1 Thi đua cải tiến cách làm bằng công nghệ")


def test_every_link_between_editions_leads_to_a_criterion(years_site: Path) -> None:
    """On the page of changes, on sections and on units, no code leads to an element that is not there."""
    for page in (PAGE, "linh-vuc/a/", "linh-vuc/b/", "linh-vuc/d/", "don-vi/van-phong/", "don-vi/to-so/"):
        links = soup(years_site, page).select(".code a[href*='#'], .before a, p.small a[href*='#']")
        assert links, page
        for link in links:
            assert title_there(years_site, page, link).startswith(f"{link.get_text()} "), page


def test_changed_words_are_marked_for_the_eye_and_for_the_ear(years_site: Path) -> None:
    """Old and new words are elements of their own, and begin with words for those who hear the page."""
    row = rows(years_site)["A.2.3", "A.2.4"]
    assert [said(tag) for tag in row.select("del")] == ["[bỏ: Thư ]"]
    assert [said(tag) for tag in row.select("ins")] == ["[thêm: Gửi thư ]", "[thêm: trả kết quả ]"]
    for hidden in row.select("del span, ins span"):
        hidden.extract()
    assert said(row.select("td.title")[0]) == "Thư Gửi thư xin lỗi khi trả kết quả trễ hẹn"
    assert len(row.select("del, ins")) == 3


def test_changes_are_summed_up_by_section(years_site: Path) -> None:
    """Criteria and points of both editions stand side by side, also of a section that came or went."""
    lines = [said(row) for row in soup(years_site, PAGE).select(".sums-table tbody tr")]
    assert lines == [
        "A. Tiếp nhận hồ sơ 6 tiêu chí, 5,00 điểm 7 tiêu chí, 5,75 điểm",
        "B. Kinh tế 4 tiêu chí, 5,00 điểm 3 tiêu chí, 5,00 điểm",
        "D. Chuyển đổi số không có 2 tiêu chí, 2,25 điểm",
        "C. Phong trào 2 tiêu chí, 2,00 điểm không có",
    ]


def test_no_id_stands_twice(years_site: Path) -> None:
    """A criterion has one anchor on the page, whatever sections tell of it."""
    ids = [str(tag["id"]) for tag in soup(years_site, PAGE).find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    assert {"a-2-1", "a-2-2", "a-1-3", "bo-a-1-3", "d-1", "muc-bo-c", "don-vi-doan-the"} <= set(ids)


@pytest.mark.parametrize(
    ("section", "anchor", "words"),
    [
        ("a", "a-2-3", "Năm 2025: A.2.2, 1,00 điểm; Văn phòng (chủ trì), Trung tâm"),
        ("a", "a-2-4", "Năm 2025: A.2.3 “Thư xin lỗi khi trễ hẹn”, 0,50 điểm"),
        ("a", "a-1-2", "Mới so với năm 2025"),
        ("b", "b-2", "Năm 2025: B.2, 1,00 điểm; B.3, 1,00 điểm"),
        ("a", "a-1-1", ""),
    ],
)
def test_a_criterion_says_what_it_was(years_site: Path, section: str, anchor: str, words: str) -> None:
    """Its code, points and whatever else was different, or that it is new; nothing where nothing changed."""
    (criterion,) = soup(years_site, f"linh-vuc/{section}/").select(f'section[aria-labelledby="{anchor}"]')
    assert " ".join(said(tag) for tag in criterion.select(".before")) == words


def test_a_unit_finds_what_is_new_for_it(years_site: Path) -> None:
    """Its page says in one line how much changed, and below what it got, what it lost and what is otherwise now."""
    page = soup(years_site, "don-vi/van-phong/")
    (pointer,) = page.select('.page-head a[href="#thay-doi"]')
    assert pointer.parent is not None
    assert said(pointer.parent) == (
        "So với năm 2025 : nhận thêm 2 tiêu chí, thôi phụ trách 2 tiêu chí, thay đổi 1 tiêu chí."
    )
    parts = page.select(".changes-list > div")
    lists = {said(part.select("dt")[0]): [said(item) for item in part.select("li")] for part in parts}
    assert [re.sub(r" \(.*", "", text) for text in lists["Nhận thêm"]] == [
        "B.3 Hỗ trợ hộ kinh doanh",
        "D.2 Dữ liệu hộ dân đầy đủ trên máy",
    ]
    assert [text.split()[0] for text in lists["Thôi phụ trách"]] == ["A.2.1", "A.1.3"]
    assert "Điểm: 1,00 thành 1,50; Vai trò: thôi chủ trì" in lists["Thay đổi"][0]


def test_the_page_stands_in_the_menu_and_on_the_home_page(years_site: Path) -> None:
    """Readers find it without knowing its address; a section's page leads to its part of it."""
    home = soup(years_site, ".")
    assert {str(link["href"]) for link in home.select(".three-columns a")} >= {PAGE}
    assert "Thay đổi năm 2026 so với năm 2025" in {said(link) for link in soup(years_site, "an-ban").select("nav a")}
    assert soup(years_site, "linh-vuc/a").select('.page-head a[href="../../thay-doi/#muc-a"]')


def test_the_newest_edition_s_year_leads_to_the_page(years_site: Path) -> None:
    """The address with the year is for ever; for as long as the edition is the newest, it leads on."""
    page = soup(years_site, f"{PAGE}2026")
    assert [str(link["href"]) for link in page.select("a")] == ["../../thay-doi/"]


# --- Other numbers of editions ----------------------------------------------------------------------------------------


def test_a_single_edition_has_no_page_of_changes(tmp_path: Path) -> None:
    """No page, no entry in the menu, no link: there is nothing to compare with."""
    assert generate.main([str(COMMUNE), "--docs", str(tmp_path)]) == 0
    assert not (tmp_path / PAGE).exists()
    for path in [*tmp_path.rglob("*.md"), tmp_path / ".site.yml"]:
        assert "thay-doi" not in path.read_text(encoding="utf-8"), path


@pytest.fixture
def three_years(tmp_path: Path) -> Path:
    """The two editions and a third one that is like the second."""
    rubric = Path(shutil.copytree(YEARS, tmp_path / "rubric"))
    shutil.copytree(rubric / "2026", rubric / "2027")
    for path in (rubric / "2027").glob("*.yaml"):
        text = re.sub(r", formerly: (\[.*?\]|[\w.]+)|\n *formerly: .*", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("year: 2026", "year: 2027"), encoding="utf-8")
    return rubric


def test_each_edition_has_the_page_of_its_year(three_years: Path, tmp_path: Path) -> None:
    """The newest pair stands at the page's own address, the older one below its year, and each leads to the other."""
    docs = tmp_path / "docs"
    assert generate.main([str(three_years), "--docs", str(docs)]) == 0
    newest, older = ((docs / PAGE / name / "index.md").read_text(encoding="utf-8") for name in (".", "2026"))
    assert "# Thay đổi" not in newest
    assert 'title: "Thay đổi năm 2027 so với năm 2026"' in newest
    assert '<a href="../thay-doi/2026/">Thay đổi năm 2026 so với năm 2025</a>' in newest
    assert 'title: "Thay đổi năm 2026 so với năm 2025"' in older
    assert '<a href="../../thay-doi/">Thay đổi năm 2027 so với năm 2026</a>' in older
    assert '<a href="../../2025/linh-vuc/a/#a-2-2">A.2.2</a>' in older
    assert '<a href="../../2026/linh-vuc/a/#a-2-3">A.2.3</a>' in older
    assert (docs / PAGE / "2027/index.html").is_file()


def test_editions_that_say_the_same_are_said_to(three_years: Path, tmp_path: Path) -> None:
    """Where nothing changed the page says so, and no criterion, section or unit tells of changes."""
    docs = tmp_path / "docs"
    assert generate.main([str(three_years), "--docs", str(docs)]) == 0
    page = (docs / PAGE / "index.md").read_text(encoding="utf-8")
    assert "Không có gì thay đổi" in page
    assert "changes-table" not in page
    for name in ("linh-vuc/a", "don-vi/van-phong"):
        text = (docs / name / "index.md").read_text(encoding="utf-8")
        assert 'class="before"' not in text
        assert "#thay-doi" not in text


def test_what_was_split_over_sections_stands_in_each_with_one_anchor(tmp_path: Path) -> None:
    """Each section tells of it, and the anchor of a part stands where the part stands."""
    rubric, docs = Path(shutil.copytree(YEARS, tmp_path / "rubric")), tmp_path / "docs"
    replace(rubric / "2026/04-chuyen-doi-so.yaml", "[van-phong, to-so]", "[van-phong, to-so], formerly: A.2.1")
    assert generate.main([str(rubric), "--docs", str(docs)]) == 0
    page = converted(docs / PAGE / "index.md")
    ids = [str(tag["id"]) for tag in page.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    first, second = [row for row in page.select(".changes-table tr") if "A.2.1, A.2.2, D.2" in row.get_text()]
    assert [str(tag["id"]) for tag in first.select("[id]")] == ["a-2-1", "a-2-2"]
    assert [str(tag["id"]) for tag in second.select("[id]")] == ["d-2"]


def test_an_edit_of_the_older_edition_is_seen_on_the_newer_one_s_pages(tmp_path: Path) -> None:
    """What a criterion was stands on the newer edition's page, which is made again when it was something else."""
    rubric, docs = Path(shutil.copytree(YEARS, tmp_path / "rubric")), tmp_path / "docs"
    generate.main([str(rubric), "--docs", str(docs)])
    for name in ("01-tiep-nhan.yaml", "source.txt"):
        replace(rubric / "2025" / name, "Thư xin lỗi khi trễ hẹn", "Thư ngỏ khi trễ hẹn")
    generate.main([str(rubric), "--docs", str(docs)])
    assert "“Thư ngỏ khi trễ hẹn”" in (docs / "linh-vuc/a/index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "*sao* {.x} </td></tr>", '" onclick="x'])
def test_text_of_the_rubric_is_never_markup(hostile: str, tmp_path: Path) -> None:
    """Whatever stands in a title of either edition stands on the page as written."""
    rubric, docs = Path(shutil.copytree(YEARS, tmp_path / "rubric")), tmp_path / "docs"
    quoted = "'" + hostile.replace("'", "''") + "'"
    for name, old in (
        ("2025/01-tiep-nhan.yaml", "Thư xin lỗi khi trễ hẹn"),
        ("2026/02-kinh-te.yaml", "Hỗ trợ hộ kinh doanh"),
        ("2026/units.yaml", "Phòng Kinh tế và Hạ tầng"),
    ):
        replace(rubric / name, old, quoted)
    for year in ("2025", "2026"):
        (rubric / year / "source.txt").write_text("Bảng không chép lại ở đây.\n", encoding="utf-8")
    assert generate.main([str(rubric), "--docs", str(docs)]) == 0
    pages = [converted(docs / name / "index.md") for name in (PAGE, "linh-vuc/a", "don-vi/kinh-te")]
    for page in pages:
        assert page.select("script, [onclick], .x") == []
        assert hostile in page.get_text()
    changes, section, _ = pages
    for sign, text in (("del", f"[bỏ: {hostile}]"), ("ins", f"[thêm: {hostile}]")):
        assert text in [tag.get_text() for tag in changes.select(sign)]
    assert hostile in [heading.get_text() for heading in changes.select("h3")]
    assert f"“{hostile}”" in section.select('[aria-labelledby="a-2-4"] .before')[0].get_text()


def converted(page: Path) -> BeautifulSoup:
    """A page as the site's Markdown settings convert it, without its front matter."""
    _, _, body = page.read_text(encoding="utf-8").split("---\n", 2)
    html = markdown.markdown(body, extensions=["attr_list", "pymdownx.blocks.html", "toc"])
    return BeautifulSoup(html, "html.parser")
