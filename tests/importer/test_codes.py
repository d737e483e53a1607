"""Rows find the row that they stand below by their codes alone."""

import pytest
from rubric_site import codes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1,1", "1.1"),
        ("III.", "III"),
        ("a)", "a)"),
        ("Phần I", "I"),
        ("1. 2.", "1.2"),
        ("10a", "10a"),
        ("AC-01.02", "AC-01.02"),
        ("V1.1.1", "V1.1.1"),
        ("I.A.1", "I.A.1"),
        ("Nội vụ", None),
        ("3 cấp", None),
        ("2023", None),
        ("", None),
    ],
)
def test_codes_are_read_as_written(cell: str, code: str | None) -> None:
    """A code keeps its form, but for a comma between digits, a mark behind it and a word before it."""
    assert codes.read(cell) == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I. CÔNG TÁC CHỈ ĐẠO", ("I", "CÔNG TÁC CHỈ ĐẠO")),
        ("Phần B: ĐIỂM THƯỞNG", ("B", "ĐIỂM THƯỞNG")),
        ("a) Có ban hành", ("a)", "Có ban hành")),
        ("1,1 Ban hành kế hoạch", ("1.1", "Ban hành kế hoạch")),
        ("AC-01.02 Require it", ("AC-01.02", "Require it")),
        ("3 cấp chính quyền", None),
        ("100% hồ sơ", None),
        ("CCHC Ban hành", None),
        ("Ý kiến của dân", None),
        ("Có ban hành", None),
    ],
)
def test_code_and_title_in_one_cell_are_told_apart(text: str, found: tuple[str, str] | None) -> None:
    """Only what is surely a code is taken off a title."""
    assert codes.split(text) == found


@pytest.mark.parametrize(
    ("cell", "word"), [("Phần I", "phần"), (" TIÊU CHÍ 1.2", "tiêu chí"), ("Mục thứ 2", "mục"), ("I", ""), ("", "")]
)
def test_the_word_before_a_number_says_its_level(cell: str, word: str) -> None:
    """In small letters, and only where a number stands behind it."""
    assert codes.word(cell) == word


def outline(written: str) -> str:
    """The codes with their parents: `1<I` says that 1 stands below I."""
    found = written.split()
    above = codes.parents(found)
    return " ".join(code if at is None else f"{code}<{found[at]}" for code, at in zip(found, above, strict=True))


@pytest.mark.parametrize(
    "expected",
    [
        "I 1<I 1.1<1 1.2<1 2<I 6<I 9<I II 1<II 1.2<1 2<II 2.1<2",
        "II 1.2<II 2<II 2.1<2",
        "A 1<A B 1<B C 1<C D 1<D E",
        "A I<A 1<I II<A 1<II B I<B 1<I",
        "I A<I 1<A B<I 1<B II A<II",
        "I 1<I VIII 1<VIII B 1<B C 1<C",
        "A I<A 1<I II<A C 1<C D I<D 1<I II<D",
        "G I<G H I<H II<H I",
        "AC AC-01<AC AC-01.01<AC-01 V1 V1.1<V1 V1.1.1<V1.1",
        "H I J",
        "AC AC-01<AC AC-01.01<AC-01 AC-02<AC BR BR-01<BR",
        "AC-01.01 AC-01.02 BR-01.01",
        "V1 V1.1<V1 V1.1.1<V1.1 V1.1.2<V1.1 V1.2<V1 V1.10<V1 V10 V10.1<V10",
        "I I.A<I I.A.1<I.A I.A.10<I.A I.B<I II II.A<II",
        "I 1<I 1.1<1 a)<1.1 b)<1.1 1.2<1 a)<1.2 2<I II",
        "I 10<I 10a<I 11<I",
        "1 1.1<1 1.1.1<1.1 1.2<1 2 2.1<2",
        "1 1.1<1 a)<1.1 1.1.1<1.1",
        "A I<A AC-01<I",
        "K I<K II<K",
        "U I<U II<U III<U IV<U V<U",
        "W I<W VI<W X",
    ],
)
def test_rows_find_their_parents(expected: str) -> None:
    """The prefix decides; else the manner of numbering; else what comes first of its kind stands below."""
    assert outline(" ".join(part.split("<")[0] for part in expected.split())) == expected


@pytest.mark.parametrize(
    ("found", "headings", "above"),
    [
        (["1", "", "", "", "1"], {1: 1}, [None, None, 1, 1, 1]),
        (["", "", "1", "", "1", "", "1"], {0: 1, 1: 2, 3: 2, 5: 1}, [None, 0, 1, 0, 3, None, 5]),
        (["", "", "", "1"], {0: 1, 1: 2, 2: 3}, [None, 0, 1, 2]),
        (["I", "1", ""], {}, [None, 0, 0]),
        (["I", "1", "1.1", "", "a)"], {}, [None, 0, 1, 1, 1]),
    ],
)
def test_a_row_without_a_number_stands_beside_the_last_or_heads_what_follows(
    found: list[str], headings: dict[int, int], above: list[int | None]
) -> None:
    """Headings stand below higher ones; any other row without a code is beside the one above it, and heads none."""
    assert codes.parents(found, headings) == above
