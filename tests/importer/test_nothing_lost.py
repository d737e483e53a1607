"""However a table is damaged, every word of it is in the YAML or in what the import says."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, given, settings
from hypothesis import strategies as st
from rubric_site import importer
from tables import HEADER, excel, word

configuration.set_hypothesis_home_dir(Path(__file__).parents[2] / ".cache/hypothesis")

CODES = (
    "I",
    "II",
    "A",
    "B",
    "1",
    "2",
    "1,1",
    "1.2",
    "2.1.",
    "a)",
    "b)",
    "AC-01",
    "V1.1",
    "10a",
    "",
    "",
    "-",
    "?",
    "Mới",
)
STARTS = (
    "TIÊU CHÍ",
    "Tiêu chí",
    "tiếp theo",
    "- Từ 80% đến dưới 100%",
    "Đạt",
    "Tổng cộng",
    "Ghi chú:",
    "(theo",
    "• Nêu",
    "",
)
POINTS = ("{}", "{} điểm", "+{}", "-{}", "Tối đa {}", "x{}", "", "", "-")
UNITS = ("Phòng {}", "Phòng {}, Sở {}", "{} (chủ trì); {} (phối hợp)", "{} và {}", "-nt-", "", "{},\n{}")
LINES = (
    "12",
    "Trang 3/4",
    "Lời {} ở giữa",
    "PHẦN {}",
    "{} đạt: 0,5",
    "Ghi chú: {}",
    "\t".join(HEADER),
    "",
    "TM. UBND {}",
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of four cells, every word and every amount of which is unique."""
    rows = []
    for number in range(draw(st.integers(1, 8))):
        code = draw(st.sampled_from(CODES))
        start = draw(st.sampled_from(STARTS))
        points = draw(st.sampled_from(POINTS)).format(f"{number + 1},{10 + number}")
        units = draw(st.sampled_from(UNITS)).replace("{}", f"Quy{number}k", 1).replace("{}", f"Quy{number}m", 1)
        title = f"{start} chu{number}a, chu{number}b chu{number}c".strip()
        rows.append([code, draw(st.sampled_from((title, title, title, ""))), points, units])
    return rows


def words_of(text: str) -> set[str]:
    """The unique words and amounts of a text, amounts with a comma."""
    amounts = {re.sub(r",?0+$", "", found.replace(".", ",")) for found in re.findall(r"(?<![\d.,])\d+[.,]\d\d+", text)}
    return set(re.findall(r"(?:chu|quy)\d+\w|loi\d+", text.lower())) | amounts


def told(path: Path, folder: Path) -> set[str]:
    """The words of the YAML and of what the import says; nothing may end in anything but a sentence."""
    folder.mkdir(exist_ok=True)
    (folder / "schema.json").touch()  # else the schema is made each time
    plan = importer.plan(path, folder, importer.Options(2026))
    files = [text for name, text in plan.files.items() if name.startswith("2026/") and name.endswith(".yaml")]
    return words_of("\n".join([*files, *plan.unsure, *plan.changes, *plan.to_do, plan.summary]))


MANY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.slow
@MANY
@given(rows=tables(), data=st.data())
def test_no_word_of_a_damaged_text_is_lost(rows: list[list[str]], data: st.DataObject, tmp_path: Path) -> None:
    """Torn lines, lost tabs, lines between rows, cells too many: a word becomes YAML or is said."""
    lines = ["\t".join(HEADER), "I\tMỤC\t\t", "1\tĐầu\t0,5\tPhòng Đầu"]
    for number, row in enumerate(rows):
        line = "\t".join(part.replace("\n", " ") for part in row)
        lines += _damaged(line, number, data)
    path = tmp_path / "bang.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    written = words_of("\n".join(lines)) - words_of("0,50")
    assert written - told(path, tmp_path / "rubric") == set()


def _damaged(line: str, number: int, data: st.DataObject) -> list[str]:
    damage = data.draw(st.sampled_from(("", "", "tear", "trim", "lose a tab", "add a cell", "quote", "between")))
    if damage == "tear":
        places = [found.start() for found in re.finditer(r"[ \t]", line)]
        at = data.draw(st.sampled_from(places)) if places else 0
        return [line[:at], line[at + (line[at : at + 1] == " ") :]]
    if damage == "trim":
        return [line.rstrip("\t")]
    if damage == "lose a tab":
        return [line.replace("\t", " ", 1)]
    if damage == "add a cell":
        return [f"{line}\tloi{number}"]
    if damage == "between":
        return [data.draw(st.sampled_from(LINES)).format(f"loi{number}"), line]
    return [f'"{line}' if damage == "quote" else line]


@pytest.mark.slow
@pytest.mark.parametrize("way", [word, excel])
@settings(MANY, max_examples=40)
@given(rows=tables())
def test_no_word_of_a_damaged_file_is_lost(way: type, rows: list[list[str]], tmp_path: Path) -> None:
    """The same for Word and Excel."""
    path = tmp_path / f"bang.{'docx' if way is word else 'xlsx'}"
    way(path, [["I", "MỤC", "", ""], ["1", "Đầu", "0,5", "Phòng Đầu"], *rows])
    assert words_of("\n".join("\t".join(row) for row in rows)) - told(path, tmp_path / "rubric") == set()
