"""Make a rubric that is many times as long."""

import re
import shutil
from pathlib import Path


def multiply(rubric: Path, fold: int, target: Path) -> Path:
    """Copy a rubric with its newest edition's sections repeated under new codes, totals to match.

    Args:
        rubric: The rubric's folder.
        fold: How many times the sections are to stand there; 1 copies the rubric as it is.
        target: The new folder.

    Returns:
        The new folder.
    """
    shutil.copytree(rubric, target)
    edition = max(path.parent for path in target.glob("*/edition.yaml"))
    sections = section_files(edition)
    texts = [path.read_text(encoding="utf-8") for path in sections]
    if fold == 1:
        return target
    for path in sections:
        path.unlink()
    for number, text in enumerate(texts * fold, 1):
        renamed = re.sub(r"^code: .*$", f'code: "{_roman(number)}"', text, count=1, flags=re.MULTILINE)
        (edition / f"{number:04}.yaml").write_text(renamed, encoding="utf-8")
    path = edition / "edition.yaml"
    totals = re.compile(r"^(  (?:criteria|points): )([\d.]+)$", re.MULTILINE)
    text = path.read_text(encoding="utf-8")
    path.write_text(totals.sub(lambda found: f"{found[1]}{_times(found[2], fold)}", text), encoding="utf-8")
    _multiply_table(edition / "source.txt", fold)
    return target


def _multiply_table(path: Path, fold: int) -> None:
    """Repeat the rows of the table as issued, its sections under new codes."""
    head, *sections = re.split(r"^(?=[IVX]+\t)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = (text.split("\t", 1)[1].strip("\n") for text in sections * fold)
    path.write_text(
        head + "\n".join(f"{_roman(number)}\t{row}" for number, row in enumerate(rows, 1)), encoding="utf-8"
    )


def _roman(number: int) -> str:
    signs = (
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    found = ""
    for value, sign in signs:
        found += sign * (number // value)
        number %= value
    return found


def _times(number: str, fold: int) -> str:
    return f"{float(number) * fold:.2f}" if "." in number else str(int(number) * fold)


def section_files(edition: Path) -> list[Path]:
    """Return an edition's section files in order."""
    return sorted(path for path in edition.glob("*.yaml") if path.stem not in {"edition", "units"})


def count_criteria(rubric: Path) -> int:
    """Return how many criteria the newest edition has: the lines that give points to one."""
    edition = max(path.parent for path in rubric.glob("*/edition.yaml"))
    lines = [line for path in section_files(edition) for line in path.read_text(encoding="utf-8").splitlines()]
    return sum(1 for line in lines if line.lstrip().startswith("points:"))
