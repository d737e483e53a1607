"""A row is named by a full code, has an anchor made of it, and stands in the order of people's lists."""

import pytest
from rubric_site import identity


@pytest.mark.parametrize(
    ("code", "above", "full"),
    [
        ("I", [], "I"),
        ("1", ["A"], "A.1"),
        ("4.2", ["III", "4"], "III.4.2"),
        ("10", ["I", "1"], "I.1.10"),
        ("1.1.1", ["A", "1", "1.1"], "A.1.1.1"),
        ("V1.1.1", ["V1", "V1.1"], "V1.1.1"),
        ("AC-01.02", ["AC", "AC-01"], "AC-01.02"),
        ("a)", ["A", "I", "1", "1.2"], "A.I.1.2.a"),
        ("2.1", ["A", "1"], "A.1.2.1"),
    ],
)
def test_a_full_code_names_a_row_below_all_above_it(code: str, above: list[str], full: str) -> None:
    """A code that goes on from one above takes its place, any other stands behind its parent's."""
    known: list[tuple[str, str]] = []
    for written in above:
        known.append((written, identity.full_code(written, known)))
    assert identity.full_code(code, known) == full


@pytest.mark.parametrize(
    ("code", "anchor"), [("III.4.2", "iii-4-2"), ("AC-01.02", "ac-01-02"), ("A.1.đ", "a-1-dd"), ("A.1.Đ", "a-1-dd")]
)
def test_an_anchor_is_plain(code: str, anchor: str) -> None:
    """Addresses have small letters without marks, digits and hyphens."""
    assert identity.anchor(code) == anchor


@pytest.mark.parametrize(
    "codes",
    [
        ["1", "2", "9", "10", "11"],
        ["1.1", "1.2", "1.10", "2.1"],
        ["1", "1a", "1b", "2", "2a"],
        ["I", "II", "III", "IV", "V", "VI", "IX", "X", "XL"],
        ["A", "B", "C", "D", "E", "I", "L", "M", "V"],
        ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "o)", "ô)", "ơ)", "p)"],
        ["a", "ă", "â", "b", "e", "ê", "u", "ư", "v"],
        ["V1.1", "V1.2", "V1.10"],
    ],
    ids=" ".join,
)
def test_codes_of_a_list_are_in_order(codes: list[str]) -> None:
    """Digits count by value, letters as in the alphabet, Roman numbers as such where all may be Roman."""
    ranks = identity.ranks(codes)
    assert ranks == sorted(set(ranks))


def test_words_have_no_order() -> None:
    """Nobody numbers by words such as AC and RS, so none of them comes before another."""
    assert len(set(identity.ranks(["RS", "AC", "BR"]))) == 1


@pytest.mark.parametrize(("code", "dotted"), [("2.1", True), ("2.1.10", True), ("2", False), ("2.a", False)])
def test_numbers_with_dots_are_told_from_others(code: str, *, dotted: bool) -> None:
    """Only a code of several numbers says by itself which row it stands below."""
    assert identity.dotted(code) is dotted
