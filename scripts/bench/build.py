"""Measure the build of the site beside a build of the same pages with nothing set."""

import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import ROOT, cpu

BARE = "site_name: bare\ntheme:\n  name: material\n  language: vi\n"
"""What the build is compared with: the same Markdown under Material with nothing set."""


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
