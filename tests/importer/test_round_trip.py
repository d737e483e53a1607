"""A table that an edition was made of, in whatever file it comes, gives that edition again."""

import csv
import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from rubric_site import load, source_table
from rubric_site.model import Rubric
from stage import DISTRICT, FIXTURES
from tables import excel, flat, run, text, word

EDITIONS = [path.parent for folder in FIXTURES for path in sorted(folder.glob("*/edition.yaml"))]
IDS = [f"{home.parent.name} {home.name}" for home in EDITIONS]


def rubric_of(home: Path) -> Rubric:
    """An edition by its folder."""
    return load.load(home.parent).rubrics[home.name]


def lines(rubric: Rubric) -> tuple[list[str], list[list[str]]]:
    """The lines above the table, and its rows with the header first."""
    written = [line.split("\t") for line in rubric.source_text.split("\n")]
    start = next(at for at, cells in enumerate(written) if source_table.columns(cells))
    return ["\t".join(cells) for cells in written[:start]], [cells for cells in written[start:] if any(cells)]


def as_word(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As Word has it."""
    return word(path.with_suffix(".docx"), rows[1:], head, header=rows[0])


def as_excel(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As Excel has it: all that looks like a number is one, numbers of rows too."""

    def typed(cell: str) -> object:
        return float(cell.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d+)?", cell) else cell or None

    return excel(path.with_suffix(".xlsx"), [[typed(cell) for cell in row] for row in rows[1:]], head, header=rows[0])


def as_tabs(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As it is pasted from Word."""
    return text(path.with_suffix(".txt"), rows[1:], head, header=rows[0])


def as_csv(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As a Vietnamese Excel saves it for exchange."""
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([*([line] for line in head), *rows])
    return path


def as_spaces(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As it is pasted from a PDF: no mark between cells."""
    return spaced(path, head, rows, width=100_000)


def as_wrapped(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    """As it is pasted from a PDF whose rows run over several lines."""
    return spaced(path, head, rows, width=90)


def spaced(path: Path, head: list[str], rows: list[list[str]], width: int) -> Path:
    """Rows whose cells are parted by spaces, broken at a width."""
    broken = [line for row in rows for line in textwrap.wrap(" ".join(filter(None, row)), width)]
    path = path.with_suffix(".txt")
    path.write_text("\n".join([*head, *broken]), encoding="utf-8")
    return path


WAYS: dict[str, Callable[[Path, list[str], list[list[str]]], Path]] = {
    "Word": as_word,
    "Excel": as_excel,
    "tabs": as_tabs,
    "CSV": as_csv,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("home", EDITIONS, ids=IDS)
def test_the_table_of_an_edition_gives_its_rows(home: Path, way: str, tmp_path: Path) -> None:
    """Codes, titles, points, units and oddities of every edition that is here come back from its table."""
    rubric = rubric_of(home)
    outcome = run(WAYS[way](tmp_path / "table", *lines(rubric)), tmp_path / "rubric", year=rubric.edition.year)
    assert outcome.status == 0, outcome.said
    assert outcome.rows == flat(rubric)
    assert outcome.rubric.edition.totals == rubric.edition.totals


@pytest.mark.parametrize("way", [as_spaces, as_wrapped])
@pytest.mark.parametrize("home", [home for home in EDITIONS if home.parent == DISTRICT])
def test_a_table_pasted_from_a_pdf_gives_its_rows(
    home: Path, way: Callable[[Path, list[str], list[list[str]]], Path], tmp_path: Path
) -> None:
    """Without tabs, numbers, points and the names of units tell the cells apart; each guess is reported."""
    rubric = rubric_of(home)
    if not rubric.units or rubric.edition.totals.points is None:
        pytest.skip("without points and units nothing tells the cells apart")
    outcome = run(way(tmp_path / "table", *lines(rubric)), tmp_path / "rubric", year=rubric.edition.year)
    assert outcome.rows == flat(rubric)
    assert "các cột cách nhau bằng dấu cách" in outcome.said


@pytest.mark.parametrize("home", EDITIONS, ids=IDS)
def test_importing_the_same_table_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    """A second import of the table that an edition was made of leaves what editors wrote, to the letter."""
    folder = Path(shutil.copytree(home.parent, tmp_path / "rubric"))
    for other in folder.iterdir():
        if other.is_dir() and other.name != home.name:
            shutil.rmtree(other)
    before = load.load(folder).rubrics[home.name]
    table = shutil.copy(home / before.edition.source.file, tmp_path / "table.txt")
    outcome = run(Path(table), folder, "--force", year=int(home.name))
    assert outcome.status == 0, outcome.said
    assert "So với ấn bản đã có" not in outcome.said
    after = load.load(folder).rubrics[home.name]
    assert (after.edition, after.units, after.sections) == (
        before.edition,
        before.units,
        before.sections,
    )
