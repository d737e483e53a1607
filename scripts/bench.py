#!/usr/bin/env python3
"""Measure the generator, the build and the search, side by side in one run, and print Markdown tables.

    python scripts/bench.py [generator] [build] [search] [--rounds N]

Times on a busy machine jump about: trust the CPU seconds and the ratios of one run, which are medians of interleaved
rounds. Nothing here is asserted; a slow machine is no failing test.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import bench_search

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = str(ROOT / "scripts" / "generate.py")
FOLDS = (1, 5, 100)
COLUMNS = {"pages": 2, "all": 2, "memory": 0, "unchanged": 2}
"""What is measured of the generator, each with its decimals."""

BARE = "site_name: bare\ntheme:\n  name: material\n  language: vi\n"
"""What the build is compared with: the same Markdown under Material with nothing set."""


def main() -> int:
    """Run the benchmarks that were asked for, all of them by default."""
    benchmarks: dict[str, Callable[[Path, int], Iterator[str]]] = {
        "generator": generator,
        "build": build,
        "search": partial(bench_search.search, multiply=multiply),
    }
    parser = argparse.ArgumentParser(description="Measure the generator, the build and the search.")
    parser.add_argument("names", nargs="*", metavar="BENCHMARK", help=", ".join(benchmarks))
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured (5)")
    options = parser.parse_args()
    if unknown := set(options.names) - benchmarks.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    for name in options.names or benchmarks:
        with tempfile.TemporaryDirectory() as folder:
            for line in benchmarks[name](Path(folder), options.rounds):
                print(line, flush=True)
    return 0


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


def build(folder: Path, rounds: int) -> Iterator[str]:
    """Yield a table of the site's build beside a build of the same Markdown with a bare Material configuration."""
    (folder / "mkdocs.yml").write_text(BARE, encoding="utf-8")
    shutil.copytree(ROOT / "docs", folder / "docs")
    mkdocs = [sys.executable, "-m", "mkdocs", "build"]
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        ours.append(cpu([*mkdocs, "--strict", "--site-dir", str(folder / "ours")], ROOT))
        bare.append(cpu([*mkdocs, "--site-dir", str(folder / "bare")], folder))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    yield "## Build\n\n| configuration | CPU s |\n|---|---|"
    yield f"| this site's | {statistics.median(ours):.2f} |\n| bare Material | {statistics.median(bare):.2f} |"
    yield f"\nRatio {ratio:.2f} ({min(ours) / min(bare):.2f} of the best times).\n"


def cpu(command: Sequence[str], folder: Path = ROOT) -> float:
    """Run a command and return the seconds of CPU that it took."""
    return measured(command, folder)[0]


def measured(command: Sequence[str], folder: Path = ROOT) -> tuple[float, float]:
    """Run a command and return the seconds of CPU that it took, and the MB of memory of its largest process.

    Where the system tells neither, seconds are those of the clock and there are no MB.

    Raises:
        subprocess.CalledProcessError: If the command fails.
    """
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    started, silent = time.perf_counter(), subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=silent, stderr=silent)  # noqa: S603 - our own
    if not hasattr(os, "wait4"):
        process.wait()
        seconds, memory = time.perf_counter() - started, math.nan
    else:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, memory = (
            used.ru_utime + used.ru_stime,
            used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
        )
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return seconds, memory


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


def remove_pages(docs: Path) -> None:
    """Remove the generated Markdown, so that the next run writes all the pages again."""
    for path in docs.rglob("*.md"):
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
