"""Measure the generator, the build and the search, side by side in one run, and print Markdown tables.

    python run.py bench [generator] [build] [search] [--rounds N]

Times on a busy machine jump about: trust the CPU seconds and the ratios of one run, which are medians of interleaved
rounds. Nothing here is asserted; a slow machine is no failing test.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.build import build
from bench.generator import generator
from bench.search import search

BENCHMARKS: dict[str, Callable[[Path, int], Iterator[str]]] = {"generator": generator, "build": build, "search": search}


def main() -> int:
    """Run the benchmarks that were asked for, all of them by default."""
    parser = argparse.ArgumentParser(
        prog="run.py bench", description="Measure the generator, the build and the search."
    )
    parser.add_argument("names", nargs="*", metavar="BENCHMARK", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured (5)")
    options = parser.parse_args()
    if unknown := set(options.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark {', '.join(sorted(unknown))}")
    for name in options.names or BENCHMARKS:
        with tempfile.TemporaryDirectory() as folder:
            for line in BENCHMARKS[name](Path(folder), options.rounds):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
