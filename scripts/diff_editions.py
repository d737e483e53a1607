#!/usr/bin/env python3
"""Say what changed between two editions of a rubric.

    python scripts/diff_editions.py YEAR YEAR [--json] [--rubric DIR]

Exit status: 0 compared, whether anything changed or not; 1 the rubric has problems; 2 wrong usage.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rubric_site import change_data, change_report, changes, check, command_line, lineage, load, outcome, views
from rubric_site.changes.comparison import Comparison
from rubric_site.errors import report, stopping
from rubric_site.model import Rubric

RUBRIC = Path(__file__).resolve().parents[1] / "rubric"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    loaded = load.load(options.rubric)
    problems = stopping([*loaded.problems, *check.check(loaded, dt.date.max)])
    if problems:
        print(*report(problems), sep="\n", file=sys.stderr)
        return 1
    editions = {rubric.edition.year: rubric for rubric in loaded.rubrics.values()}
    unknown = [year for year in options.years if year not in editions]
    if unknown:
        parser.error(f"không có ấn bản năm {unknown[0]}; các năm có: {', '.join(map(str, sorted(editions)))}")
    comparison = _compare(editions, min(options.years), max(options.years))
    print(change_data.as_json(comparison) if options.json else change_report.as_text(comparison), end="")
    return 0


def _compare(editions: Mapping[int, Rubric], older: int, newer: int) -> Comparison:
    """Compare two editions, over those between them."""
    between = [editions[year] for year in sorted(editions) if older <= year <= newer]
    traced = lineage.trace(between) or {older: {code: (code,) for code in lineage.criteria(editions[older])}}
    return changes.compare(views.build(editions[older]), views.build(editions[newer]), traced[older])


def _parser() -> argparse.ArgumentParser:
    keys = "\n".join(f"  {name}: {meaning}" for name, meaning in change_data.described())
    parser = argparse.ArgumentParser(
        prog="run.py diff",
        description="So hai ấn bản của bộ tiêu chí: tiêu chí mới, bỏ, đổi số, đổi tên, đổi điểm, đổi đơn vị.",
        epilog=f"Các khóa của JSON:\n{keys}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("years", nargs=2, type=_year, metavar="NĂM", help="năm của hai ấn bản, ví dụ 2025 2026")
    parser.add_argument("--json", action="store_true", help="in ra JSON cho phần mềm khác đọc")
    parser.add_argument(
        "--rubric", type=command_line.folder, default=RUBRIC, metavar="DIR", help="thư mục bộ tiêu chí (rubric)"
    )
    return parser


def _year(text: str) -> int:
    if not text.isdecimal():
        message = f"năm viết bằng số, ví dụ 2025; không phải {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


if __name__ == "__main__":
    sys.exit(outcome.of(main))
