"""The look-up page of rubrics of other shapes: it counts what counts, and asks for nothing that the rubric has not."""

import pytest
from playwright.sync_api import Page, expect
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
    expect(status).to_have_text("1 yêu cầu; tìm “mat khau dai”")
    page.locator("#tk").fill("AC-01.02")
    expect(page.locator(".lookup-table tbody tr:visible .code")).to_have_text(["AC-01.02"])
    page.locator("#tk").fill("v1.1.2")
    expect(page.locator(".lookup-table tbody tr:visible .code")).to_have_text(["V1.1.2"])
    assert errors == []
