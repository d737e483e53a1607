"""What a report of problems looks like, and what no line of it may hold."""

import pytest
from rubric_site import explain, load
from rubric_site.errors import MOST, SHOWN, Problem, report
from stage import COMMUNE


def test_a_flood_of_one_kind_is_cut_and_counted() -> None:
    """Twenty lines of a kind, then how many more; other kinds are shown, and a last line counts all."""
    flood = [Problem("a.yaml", line, 1, f"không có văn bản `x{line}`") for line in range(1, 101)]
    lines = list(report([*flood, Problem("b.yaml", 1, 1, "tệp trống"), Problem("b.yaml", 2, 1, "thiếu", warning=True)]))
    assert len([line for line in lines if "không có văn bản" in line]) == MOST
    assert lines[MOST] == "  … và 80 lỗi cùng loại"
    assert lines[MOST + 1 :] == [
        "b.yaml:1:1: tệp trống",
        "b.yaml:2:1: cảnh báo: thiếu",
        "Tổng cộng: 101 lỗi, 1 cảnh báo trong 2 tệp.",
    ]


def test_as_many_of_one_kind_as_are_shown_hide_none() -> None:
    """Twenty lines of a kind are all there are, so nothing is said of more."""
    lines = list(report(Problem("a.yaml", line, 1, f"điểm “{line}” không hợp lệ") for line in range(1, MOST + 1)))
    assert len(lines) == MOST + 1
    assert lines[MOST] == f"Tổng cộng: {MOST} lỗi trong 1 tệp."


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a" * (SHOWN - 2), "a" * (SHOWN - 2)), ("a" * (SHOWN - 1), f"{'a' * (SHOWN - 3)}…")],
    ids=["whole", "cut"],
)
def test_a_long_text_of_the_rubric_is_cut(text: str, shown: str) -> None:
    """What a message repeats of the rubric is eighty signs with its quotes, which it keeps."""
    assert str(Problem("a.yaml", 1, 1, f"tên “{text}” dài", f"sửa `{text}`")).endswith(
        f": tên “{shown}” dài (sửa `{shown}`)"
    )


def test_a_problem_found_twice_is_told_once() -> None:
    """Two checks that find the same say it once, and a report of nothing is empty."""
    problem = Problem("a.yaml", 1, 1, "x")
    assert list(report([problem, problem])) == ["a.yaml:1:1: x", "Tổng cộng: 1 lỗi trong 1 tệp."]
    assert list(report([])) == []


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\n", "\u200b", "\u202e", "\x00"])
def test_no_line_steers_the_terminal(sign: str) -> None:
    """Data that a message repeats stands on one line, its unseen characters as numbers."""
    line = str(Problem("a.yaml", 1, 1, f"điểm “1{sign}2” không hợp lệ"))
    assert sign not in line
    assert f"\\u{ord(sign):04x}" in line


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        (0, "danh sách này còn trống"),
        (3, "các mã đã có: `a0`, `a1`, `a2`"),
        (12, f"các mã đã có: {', '.join(f'`a{n}`' for n in range(12))}"),
        (13, f"các mã đã có: {', '.join(f'`a{n}`' for n in range(12))}…"),
    ],
)
def test_a_hint_names_what_there_is_to_choose_from(count: int, hint: str) -> None:
    """Up to twelve words are named; that there are more is told."""
    assert explain.choices([f"a{number}" for number in range(count)]) == hint


def test_a_place_that_is_not_there_is_told_as_far_as_it_is() -> None:
    """A key, or an item beyond the end of a list: the list that it would stand in."""
    units = next(document for document in load.load(COMMUNE).editions["2026"] if document.kind == "units")
    places = [units.problem(location, "x") for location in (("units",), ("units", 99), ("units", 0), ("units", 0, "x"))]
    there, beyond, first, lacking = ((problem.line, problem.column) for problem in places)
    assert there == beyond
    assert first == lacking != there
