"""Measure the generator for the rubric and for multiples of it."""

import math
import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import ROOT, cpu, measured
from bench.multiply import count_criteria, multiply

GENERATOR = str(ROOT / "scripts" / "generate.py")
FOLDS = (1, 5, 100)
COLUMNS = {"pages": 2, "all": 2, "memory": 0, "unchanged": 2}
"""What is measured of the generator, each with its decimals."""


def generator(folder: Path, rounds: int) -> Iterator[str]:
    """Yield a table of the generator's CPU seconds and memory for the rubric and for multiples of it.

    "Pages" is a run that finds the downloads made already, "all" one that starts from nothing; the memory is that of
    the largest process of such a run.
    """
    yield "## Generator\n\n| criteria | pages, CPU s | all, CPU s | all, MB | unchanged, CPU s |\n|---|---|---|---|---|"
    pages: dict[int, float] = {}
    for fold in FOLDS:
        rubric, docs = multiply(ROOT / "rubric", fold, folder / f"rubric-{fold}"), folder / f"docs-{fold}"
        command = [sys.executable, GENERATOR, str(rubric), "--docs", str(docs)]
        times: dict[str, list[float]] = {name: [] for name in COLUMNS}
        for _ in range(rounds if fold == 1 else 1):
            shutil.rmtree(docs, ignore_errors=True)
            for name, found in zip(("all", "memory"), measured(command), strict=True):
                times[name].append(found)
            remove_pages(docs)
            times["pages"].append(cpu(command))
            times["unchanged"].append(cpu(command))
        median = {name: statistics.median(values) for name, values in times.items()}
        pages[fold] = median["pages"]
        criteria = fold * count_criteria(ROOT / "rubric")
        cells = [f"{median[name]:.{digits}f}" for name, digits in COLUMNS.items()]
        yield f"| {criteria} | {' | '.join(cells)} |"
    small, large = FOLDS[-2:]
    exponent = math.log(pages[large] / pages[small]) / math.log(large / small)
    yield f"\nGrowth of the pages' time from {small} to {large} times the rubric: exponent {exponent:.2f}.\n"


def remove_pages(docs: Path) -> None:
    """Remove the generated Markdown, so that the next run writes all the pages again."""
    for path in docs.rglob("*.md"):
        path.unlink()
