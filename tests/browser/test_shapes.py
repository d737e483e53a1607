"""The look-up page of rubrics of other shapes: it counts what counts, and asks for nothing that the rubric has not."""

from pathlib import Path

import new_rubric
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from stage import FIXTURES, project

pytestmark = pytest.mark.browser


def lookup(name: str) -> str:
    """The address of a fixture's look-up page, as a file: it needs no server."""
    (rubric,) = (path for path in FIXTURES if path.name == name)
    return (project(rubric) / "site/tra-cuu/index.html").as_uri()


def test_bonus_and_deduction_are_counted_apart(page: Page) -> None:
    """The status and the sum follow the filter; what stands outside the total is named and not added."""
    page.goto(lookup("wide"))
    status = page.locator(".result-line [role=status]")
    expect(status).to_have_text("9 tiêu chí thành phần, 100,00 điểm chuẩn; ngoài tổng 3 điểm cộng, điểm trừ")
    page.locator("#muc").select_option("A")
    expect(status).to_have_text("6 tiêu chí thành phần, 60,00 điểm chuẩn; nội dung A. Phục vụ người dân")
    page.locator("#muc").select_option("")
    page.locator("#diem").select_option("15.125")
    expect(status).to_have_text("1 tiêu chí thành phần, 15,125 điểm chuẩn; điểm chuẩn 15,125 điểm chuẩn")
    page.locator("#diem").select_option("")
    page.locator("#muc").select_option("D")
    expect(status).to_contain_text("ngoài tổng 3 điểm cộng, điểm trừ")
    expect(page.locator(".lookup-table tbody tr:visible")).to_have_count(3)


def test_without_points_and_units_there_is_nothing_to_choose(page: Page) -> None:
    """Only words and sections filter, only codes and titles sort, and the count has no points."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(lookup("bare"))
    status = page.locator(".result-line [role=status]")
    expect(status).to_have_text("4 yêu cầu")
    assert page.locator("form.filter select").evaluate_all("all => all.map(one => one.name)") == ["muc"]
    assert page.locator("th[data-sort]").evaluate_all("all => all.map(one => one.dataset.sort)") == ["ma", "ten"]
    page.locator("#tk").fill("mat khau dai")
    expect(status).to_contain_text("; tìm “mat khau dai”")
    expect(page.locator(".lookup-table tbody tr:visible .code").first).to_have_text("V1.1.1")
    page.locator("#tk").fill("AC-01.02")
    expect(page.locator(".lookup-table tbody tr:visible .code")).to_have_text(["AC-01.02"])
    page.locator("#tk").fill("v1.1.2")
    expect(page.locator(".lookup-table tbody tr:visible .code")).to_have_text(["V1.1.2"])
    assert errors == []


SECTIONS, UNITS, CRITERIA = 20, 40, 3
TITLE = "Tỷ lệ hồ sơ được tiếp nhận, giải quyết và trả kết quả đúng hạn theo quy định của pháp luật hiện hành, lần {}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an invented body of twenty sections and forty units, all with long names."""
    rubric = tmp_path_factory.mktemp("large") / "rubric"
    names = [f"Phòng Quản lý và Phát triển số {number}" for number in range(UNITS)]
    table = ["TT\tNội dung\tĐiểm\tĐơn vị"]
    for section in range(SECTIONS):
        table.append(f"{chr(65 + section)}\t{TITLE.format(section).upper()}\t\t")
        for number in range(CRITERIA):
            unit = names[(section * CRITERIA + number) % UNITS]
            table.append(f"{number + 1}\t{TITLE.format(number)}\t112,5\t{unit}")
    source = tmp_path_factory.mktemp("table") / "bang.txt"
    source.write_text("BẢNG THỬ\n\n" + "\n".join(table) + "\n", encoding="utf-8")
    options = ["--year", "2026", "--rubric", str(rubric), "--body", "UBND tỉnh Thử", "--index", "Chỉ số thử"]
    assert new_rubric.main([str(source), *options]) == 0
    return project(rubric) / "site"


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_a_large_rubric_stays_readable(large: Path, context: BrowserContext, width: int) -> None:
    """No page is wider than the screen, and no number of the matrix breaks."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for address in (
        "index.html",
        "don-vi/index.html",
        "linh-vuc/index.html",
        "linh-vuc/t/index.html",
        "tra-cuu/index.html",
    ):
        page.goto((large / address).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto((large / "index.html").as_uri())
    cells = page.locator(".matrix td:not(.none)")
    assert cells.count() >= SECTIONS
    broken = cells.evaluate_all(
        "all => all.filter(cell => { const range = document.createRange(); range.selectNodeContents(cell);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 8))).size > 2 }).length"
    )
    assert broken == 0
