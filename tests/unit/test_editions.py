"""Editions side by side: what the pages of each say of the others, and that only what has changed is made again."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import generate
import pytest
import yaml
from rubric_site import addresses, changes, editions, frame, load, publication, record, render, write
from rubric_site.changes.comparison import Comparison
from rubric_site.views import Site
from stage import BARE, YEARS, newest, project, searched

Sites = tuple[Site, ...]


@pytest.fixture(scope="module")
def sites() -> Sites:
    """The two editions, the newest first."""
    return editions.build(load.load(YEARS).rubrics.values())


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """A copy of the two editions to change."""
    return Path(shutil.copytree(YEARS, tmp_path / "rubric"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages and downloads of the two editions as a first run makes them."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(YEARS, folder / "rubric")
    assert run(folder / "rubric", folder / "docs") == 0
    return folder / "docs"


@pytest.fixture
def docs(made: Path, tmp_path: Path) -> Path:
    """What a first run has left, to run over."""
    return Path(shutil.copytree(made, tmp_path / "docs"))


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The years of the editions that were rendered since the test last emptied the list."""
    years: list[int] = []
    render_edition = render.render

    def noting(site: Site, downloads: render.Downloads, comparison: Comparison | None) -> write.Files:
        years.append(site.edition.year)
        return render_edition(site, downloads, comparison)

    monkeypatch.setattr(render, "render", noting)
    return years


def run(rubric: Path, docs: Path, *options: str) -> int:
    """Run the generator as the shell would."""
    return generate.main([str(rubric), "--docs", str(docs), *options])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_newest_edition_stands_at_the_root(sites: Sites) -> None:
    """Older editions stand below their year; whatever their order in the folder, the newest comes first."""
    assert [(site.edition.year, site.shelf.prefix, site.is_newest) for site in sites] == [
        (2026, "", True),
        (2025, "2025/", False),
    ]


def test_an_edition_has_the_pages_at_its_addresses(sites: Sites) -> None:
    """What other modules take for an edition's pages are the pages that are rendered."""
    for site in sites:
        assert sorted(site.addresses) == sorted(page.url for page in render.pages(site))


def test_a_criterion_leads_to_what_it_became(sites: Sites) -> None:
    """A renumbered, a split and a merged criterion lead to the newest edition's; a dropped one to none."""
    later = {code: [row.url for row in rows] for code, rows in sites[1].shelf.later.items()}
    assert later["A.1.2"] == ["linh-vuc/a/#a-1-3"]
    assert later["A.2.1"] == ["linh-vuc/a/#a-2-1", "linh-vuc/a/#a-2-2"]
    assert later["B.2"] == later["B.3"] == ["linh-vuc/b/#b-2"]
    assert later["C.1"] == ["linh-vuc/d/#d-1"]
    assert later["A.1.3"] == []


def test_a_page_leads_to_the_page_on_the_same_subject(sites: Sites) -> None:
    """A section leads where most of its criteria went, a unit to itself, and what has no successor to the list."""
    onward = sites[1].shelf.onward
    assert onward["linh-vuc/c/"] == "linh-vuc/d/"
    assert onward["don-vi/kinh-te/"] == "don-vi/kinh-te/"
    assert onward["don-vi/doan-the/"] == "don-vi/"
    assert onward["can-cu/"] == "can-cu/"
    assert set(onward.values()) <= set(sites[0].addresses)


def test_a_section_none_of_whose_criteria_is_left_leads_to_the_list(rubric: Path) -> None:
    """A section of the same letter may be about something else: without a common criterion it is not meant."""
    replace(rubric / "2026/04-chuyen-doi-so.yaml", ", formerly: C.1", "")
    older = editions.build(load.load(rubric).rubrics.values())[1]
    assert older.shelf.onward["linh-vuc/c/"] == "linh-vuc/"


def test_a_page_on_what_the_newest_edition_says_nothing_of_leads_nowhere(rubric: Path) -> None:
    """Its readers want what it holds, which stands there alone."""
    newest, older = rubric / "2026/edition.yaml", rubric / "2025/edition.yaml"
    kept, questions = newest.read_text(encoding="utf-8").split("questions:\n")
    newest.write_text(kept, encoding="utf-8")
    older.write_text(f"{older.read_text(encoding='utf-8')}questions:\n{questions.replace('2026', '2024')}", "utf-8")
    sites = editions.build(load.load(rubric).rubrics.values())
    assert addresses.QUESTIONS in sites[1].addresses
    assert addresses.QUESTIONS not in sites[1].shelf.onward


def test_lost_rows_are_known_at_their_old_address(sites: Sites) -> None:
    """What the newest edition no longer has on a section's page is named there, with where it stands now."""
    gone = sites[0].shelf.gone
    assert [(row.anchor, row.url, row.edition) for row in gone["linh-vuc/b/"]] == [
        ("b-4", "2025/linh-vuc/b/#b-4", "2025")
    ]
    assert gone["linh-vuc/a/"] == gone["linh-vuc/d/"] == ()


def test_lost_pages_are_known_with_the_newest_edition_that_had_them(rubric: Path) -> None:
    """Of several older editions that had a page, the youngest is meant."""
    shutil.copytree(rubric / "2025", rubric / "2024")
    replace(rubric / "2024/edition.yaml", "year: 2025", "year: 2024")
    replace(rubric / "2024/units.yaml", "id: doan-the", "id: mat-tran")
    for path in (rubric / "2024").glob("0*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("doan-the", "mat-tran"), encoding="utf-8")
    sites = editions.build(load.load(rubric).rubrics.values())
    assert [site.edition.year for site in sites] == [2026, 2025, 2024]
    assert editions.moved(sites) == {
        "linh-vuc/c/": "2025/linh-vuc/c/",
        "don-vi/doan-the/": "2025/don-vi/doan-the/",
        "don-vi/mat-tran/": "2024/don-vi/mat-tran/",
    }


def test_a_single_edition_says_nothing_of_others(rubric: Path, docs: Path) -> None:
    """With one edition the menu has no entry of editions; the list of them is there all the same."""
    shutil.rmtree(rubric / "2025")
    for path in (rubric / "2026").glob("0*.yaml"):
        path.write_text(re.sub(r", formerly: (\[[^]]*\]|[\w.]+)", "", path.read_text(encoding="utf-8")))
        path.write_text(re.sub(r" +formerly: .*\n", "", path.read_text(encoding="utf-8")))
    assert run(rubric, docs) == 0
    assert "Ấn bản" not in (docs / ".site.yml").read_text(encoding="utf-8").partition("nav:")[2].partition("extra:")[0]
    assert "2026/" in (docs / "an-ban/index.md").read_text(encoding="utf-8")
    pages = {path: path.read_text(encoding="utf-8") for path in docs.rglob("*.md")}
    assert not [path for path, text in pages.items() if "\nedition: " in text or "không còn trong ấn bản" in text]


def test_another_run_gives_the_same_bytes(made: Path) -> None:
    """Neither the clock nor chance stands in any file: another process has made the same ones before."""
    earlier = project(YEARS) / "docs"
    names = {*write.generated(made), write.MANIFEST}
    assert {*write.generated(earlier), write.MANIFEST} == names
    own = names - {f"{addresses.GUIDE}index.md"}  # which has pictures where there are some
    assert [name for name in sorted(own) if (earlier / name).read_bytes() != (made / name).read_bytes()] == []


def test_a_run_over_what_is_there_gives_what_a_first_one_gives(
    rubric: Path, docs: Path, made: Path, tmp_path: Path
) -> None:
    """The same editions give the same files, whatever an earlier run has left."""
    assert run(rubric, docs) == 0
    assert contents(docs) == contents(made)
    replace(rubric / "2026/units.yaml", "Phòng Kinh tế và Hạ tầng", "Phòng Kinh tế")
    for folder in (docs, tmp_path / "new"):
        assert run(rubric, folder) == 0
    assert contents(docs) == contents(tmp_path / "new")


def test_an_unchanged_edition_is_not_rendered_again(rubric: Path, docs: Path, rendered: list[int]) -> None:
    """A second run renders no edition, nor does one after a new comment; a change only what tells of the edition."""
    run(rubric, docs)
    assert rendered == []
    replace(rubric / "2026/units.yaml", "units:\n", "# Theo bảng\nunits:\n")
    run(rubric, docs)
    assert rendered == []
    replace(rubric / "2026/edition.yaml", "Sổ tay thử dành cho", "Sổ tay thử của")
    run(rubric, docs)
    assert rendered == [2026]
    rendered.clear()
    replace(rubric / "2025/units.yaml", "Khối Đoàn thể", "Các đoàn thể")
    run(rubric, docs)
    assert rendered == [2026, 2025], "the newer one tells what changed since the older"


CHANGES = (
    (("2026/02-kinh-te.yaml", "formerly: B.4", "formerly: B.3"), [2026, 2025]),
    (("2026/01-tiep-nhan.yaml", "Ghi sổ giờ nhận hồ sơ.", "Ghi giờ nhận hồ sơ."), [2026]),
    (("2025/source.txt", "Kèm theo Quyết", "Kèm  theo Quyết"), [2026, 2025]),
    (("abbreviations.yaml", "Mã phản hồi nhanh", "Mã vuông"), [2026, 2025]),
    (("references.yaml", "và xin lỗi", "và lời xin lỗi"), [2026, 2025]),
)
"""A file with what to change in it, and the editions whose pages show it."""


@pytest.mark.parametrize(("change", "years"), CHANGES)
def test_whatever_goes_into_an_edition_renders_it_again(
    rubric: Path, docs: Path, rendered: list[int], change: tuple[str, str, str], years: list[int]
) -> None:
    """A change in its files, in shared ones, or in what it says of the newest edition."""
    name, old, new = change
    replace(rubric / name, old, new)
    assert run(rubric, docs) == 0
    assert rendered == years
    assert run(rubric, docs, "--check") == 0


@pytest.mark.parametrize("harm", ["altered", "missing", "record"])
def test_a_harmed_page_is_made_again(rubric: Path, docs: Path, harm: str) -> None:
    """Whatever has become of a page or of the record, the next run puts it right."""
    whole = contents(docs)
    page = docs / "2025/linh-vuc/c/index.md"
    if harm == "altered":
        page.write_text("khác\n", encoding="utf-8")
    elif harm == "missing":
        page.unlink()
    else:
        (docs / publication.RECORD).write_text('{"2025/": [1, {"x": "y"}], "2026/": {}}', encoding="utf-8")
    assert run(rubric, docs) == 0
    assert contents(docs) == whole


def test_another_state_of_the_package_renders_all_again(
    rubric: Path, docs: Path, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed template or library leaves no edition as it was."""
    monkeypatch.setattr(record, "version", lambda library: f"{library} of tomorrow")
    run(rubric, docs)
    assert rendered == [2026, 2025]


def test_check_renders_every_edition(rubric: Path, docs: Path, rendered: list[int]) -> None:
    """--check trusts no record: what stands there is compared with what the rubric gives now."""
    assert run(rubric, docs, "--check") == 0
    assert rendered == [2026, 2025]


def test_downloads_that_the_newest_edition_lacks_stay_where_they_were(made: Path) -> None:
    """A file cannot lead on, so the older edition's own stands at the address that it had at the root."""
    left = made / "tai-ve/don-vi/doan-the.pdf"
    assert left.read_bytes() == (made / "2025/tai-ve/don-vi/doan-the.pdf").read_bytes()
    names = {path.name for path in (made / "tai-ve/linh-vuc").iterdir()}
    assert names == {"a.pdf", "b.pdf", "c.pdf", "d.pdf"}
    assert (made / "tai-ve/linh-vuc/a.pdf").read_bytes() != (made / "2025/tai-ve/linh-vuc/a.pdf").read_bytes()


def test_the_search_of_an_older_edition_has_its_own_pages(made: Path) -> None:
    """Its data name its own pages, as the theme's index leaves them out; scripts stand once for all editions."""
    newest, older = made / "assets/search", made / "2025/assets/search"
    for folder in (newest, older):
        places = searched(lambda name, folder=folder: (folder / name).read_bytes())["places"]  # type: ignore[misc]
        assert [place["title"] for place in places if place["url"] == "nguon/"] == ["Nguồn và độ tin cậy"]
    assert (newest / "search.js").is_file()
    assert not (older / "search.js").exists()


def test_links_know_where_their_page_stands() -> None:
    """Within an edition links are the same wherever it stands; those to the whole site climb above it."""
    assert render.link("", "linh-vuc/a/", "can-cu/", "x") == "../../can-cu/#x"
    assert render.link("2025/", "linh-vuc/a/", "can-cu/", "x") == "../../can-cu/#x"
    assert render.link("2025/", "linh-vuc/a/", "/huong-dan/") == "../../../huong-dan/"
    assert render.link("2025/", "linh-vuc/a/", "/2025/linh-vuc/a/", "a-1") == "#a-1"
    assert render.link("", "", "/2026/") == "2026/"


def around(sites: Sites, downloads: render.Downloads | None = None, *, has_pictures: bool = False) -> dict[str, bytes]:
    """What stands around some editions."""
    return frame.build(sites, changes.neighbours(sites), downloads, has_pictures=has_pictures)


def listed(menu: list[Any], above: str = "") -> Iterator[str]:
    """A menu's pages, each behind the entries that it stands in."""
    for entry in menu:
        ((title, below),) = entry.items()
        yield from [f"{above}{title}: {below}"] if isinstance(below, str) else listed(below, f"{above}{title} > ")


def test_the_menu_has_what_there_is_and_older_editions_below_it(sites: Sites) -> None:
    """An index page with those that it lists, single pages alone, at the end each older edition with its own menu."""
    settings = around(sites)[".site.yml"].decode()
    assert '"Tổ số"' in settings  # as people read it
    menu = list(listed(yaml.safe_load(settings)["nav"]))
    own = [line for line in menu if not line.startswith("Ấn bản")]
    assert [line for line in own if "-vuc/" not in line and "-vi/" not in line] == [
        "Trang chủ: index.md",
        "Tra cứu: tra-cuu/index.md",
        "Lịch: lich/index.md",
        "Căn cứ > Căn cứ pháp lý: can-cu/index.md",
        "Căn cứ > Chữ viết tắt: tu-viet-tat/index.md",
        "Căn cứ > Nguồn và độ tin cậy: nguon/index.md",
        "Hướng dẫn > Hướng dẫn: huong-dan/index.md",
        "Hướng dẫn > Kỳ chấm diễn ra thế nào: ky-cham/index.md",
        "Hướng dẫn > Hỏi đáp: hoi-dap/index.md",
        "Hướng dẫn > Rà soát ghi chú: ra-soat/index.md",
        "Hướng dẫn > Cập nhật nội dung: cap-nhat/index.md",
        "Hướng dẫn > Các khóa trong tệp: cap-nhat/truong/index.md",
        "Hướng dẫn > Các thông báo lỗi: cap-nhat/loi/index.md",
    ]
    assert [line for line in own if "-vuc/" in line][:2] == [
        "Lĩnh vực > Lĩnh vực: linh-vuc/index.md",
        "Lĩnh vực > A. Tiếp nhận hồ sơ: linh-vuc/a/index.md",
    ]
    assert [line for line in own if "-vi/" in line][-1] == "Đơn vị > Tổ số: don-vi/to-so/index.md"
    older = [line.removeprefix("Ấn bản > ") for line in menu[len(own) :]]
    assert older[:3] == [
        "Các ấn bản: an-ban/index.md",
        "Thay đổi năm 2026 so với năm 2025: thay-doi/index.md",
        "2025 > Ấn bản 2025: 2025/index.md",
    ]
    assert older[-3:] == [
        "2025 > Căn cứ > Chữ viết tắt: 2025/tu-viet-tat/index.md",
        "2025 > Căn cứ > Nguồn và độ tin cậy: 2025/nguon/index.md",
        "2025 > Rà soát ghi chú: 2025/ra-soat/index.md",
    ]
    assert "2025 > Đơn vị > Đoàn thể: 2025/don-vi/doan-the/index.md" in older
    assert not [line for line in older[3:] if ": 2025/" not in line]


def test_a_small_body_s_menu_has_nothing_that_it_lacks() -> None:
    """Neither units nor documents nor a calendar, but downloads where there are some; nothing of other editions."""
    settings = yaml.safe_load(around((newest(BARE),), render.Downloads())[".site.yml"])
    assert list(listed(settings["nav"])) == [
        "Trang chủ: index.md",
        "Nhóm yêu cầu > Nhóm yêu cầu: linh-vuc/index.md",
        "Nhóm yêu cầu > AC. Kiểm soát truy cập: linh-vuc/ac/index.md",
        "Nhóm yêu cầu > V1. Xác thực: linh-vuc/v1/index.md",
        "Tra cứu: tra-cuu/index.md",
        "Nguồn: nguon/index.md",
        "Tải về: tai-ve/index.md",
        "Hướng dẫn > Hướng dẫn: huong-dan/index.md",
        "Hướng dẫn > Cập nhật nội dung: cap-nhat/index.md",
        "Hướng dẫn > Các khóa trong tệp: cap-nhat/truong/index.md",
        "Hướng dẫn > Các thông báo lỗi: cap-nhat/loi/index.md",
    ]
    assert (settings["not_in_nav"], settings["extra"]["editions"]) == ("/an-ban/", {})
    shots = "assets/images/screenshots/"
    assert settings["exclude_docs"].splitlines() == [f"{shots}*/", f"!{shots}trung-tam-du-lieu-hu-cau/"]


SECTIONS, UNITS = {"/linh-vuc/", "/2025/linh-vuc/"}, {"/don-vi/", "/2025/don-vi/"}


@pytest.mark.parametrize(("limit", "unlisted"), [(4, set()), (3, UNITS), (2, SECTIONS | UNITS)])
def test_a_menu_longer_than_the_limit_is_left_to_its_index_page(
    sites: Sites, monkeypatch: pytest.MonkeyPatch, limit: int, unlisted: set[str]
) -> None:
    """As many pages as the limit are listed; of more, the folder is named to MkDocs as one that no menu has."""
    monkeypatch.setattr(frame, "MENU_LIMIT", limit)
    settings = yaml.safe_load(around(sites)[".site.yml"])
    assert set(settings["not_in_nav"].split()) == unlisted
    menu = list(listed(settings["nav"]))
    assert ("Đơn vị > Tổ số: don-vi/to-so/index.md" in menu) == (limit == 4)
    assert ("Đơn vị > Đơn vị: don-vi/index.md" in menu) == (limit == 4)
    assert ("Đơn vị: don-vi/index.md" in menu) == (limit < 4)


def test_the_theme_s_search_has_the_pages_that_all_editions_share(sites: Sites) -> None:
    """No edition's own search has them word by word."""
    shared = list(frame.shared_pages(sites))
    assert [page.url for page in shared] == ["huong-dan/", "cap-nhat/", "cap-nhat/truong/", "cap-nhat/loi/", "an-ban/"]
    assert all(page.found for page in shared)


def test_an_older_edition_s_tabs_stay_in_it(sites: Sites) -> None:
    """Each leads to its first page; folders that stand within that one need no naming, others and shared ones do."""
    older = yaml.safe_load(around(sites)[".site.yml"])["extra"]["editions"]["2025"]
    assert older["home"] == "2025/"
    assert {tab["title"]: tab["folders"] for tab in older["tabs"]} == {
        "Trang chủ": ["2025/"],
        "Lĩnh vực": ["2025/linh-vuc/"],
        "Đơn vị": ["2025/don-vi/"],
        "Tra cứu": ["2025/tra-cuu/"],
        "Lịch": ["2025/lich/"],
        "Căn cứ": ["2025/can-cu/", "2025/tu-viet-tat/", "2025/nguon/"],
        "Hướng dẫn": ["huong-dan/", "2025/ra-soat/", "cap-nhat/", "cap-nhat/truong/", "cap-nhat/loi/"],
        "Ấn bản": ["an-ban/", "thay-doi/"],
    }


def test_pages_that_only_lead_on_name_where_to(sites: Sites) -> None:
    """From the newest year to the root, from an address that only older editions have to those; relative and titled."""
    made = around(sites)
    lead = {path: content.decode() for path, content in made.items() if path.endswith("index.html")}
    for path, to, title in (
        ("2026/index.html", "../", "Sổ tay Chỉ số phục vụ xã Thử Nghiệm 2026"),
        ("2026/linh-vuc/a/index.html", "../../../linh-vuc/a/", "A. Tiếp nhận hồ sơ"),
        ("don-vi/doan-the/index.html", "../../2025/don-vi/doan-the/", "Khối Đoàn thể"),
        ("thay-doi/2026/index.html", "../../thay-doi/", "Thay đổi năm 2026 so với năm 2025"),
    ):
        assert f'<link rel="canonical" href="{to}">' in lead[path]
        assert f"Chuyển tới {title} - " in lead[path]
    assert len(lead) == 22
    assert not [path for path in around((newest(BARE),)) if path.startswith("thay-doi/")]


def test_the_how_to_page_shows_pictures_where_this_body_has_some(sites: Sites) -> None:
    """Those of another body would show nothing of this one, so each has a folder of its own."""
    folder = "assets/images/screenshots/ubnd-xa-thu-nghiem/"
    assert [folder in around(sites, has_pictures=has)["huong-dan/index.md"].decode() for has in (True, False)] == [
        True,
        False,
    ]
