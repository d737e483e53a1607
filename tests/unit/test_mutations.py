"""Whatever happens to a file of a rubric, the answer is Vietnamese and names a line that is there."""

import re
import shutil
import tempfile
from pathlib import Path

import damages
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

RUBRICS = Path(__file__).parents[1] / "rubrics"
SOURCES = {
    name: [path for path in sorted((RUBRICS / name).rglob("*.*")) if path.is_file()]
    for name in ("commune", "district", "two-years", "wide")
}
"""The files of some rubrics. The largest has most files and takes ten times as long: it is asked no more than each."""

LINE = re.compile(r"(?P<path>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<said>.+)")
ENGLISH = re.compile(
    r"\b(the|found|expected|error|invalid|while|not allowed|should|must|missing|input|token|parsing|line \d)\b",
    re.IGNORECASE,
)
ECHOED = re.compile(r"“.*”|`.*`|ghi “.*|\{.*\}")
"""What a message repeats of the file itself, which may be English."""

SNIPPETS = [
    *(": ", "- ", "? ", "| ", "> ", "& ", "&a ", "*a ", "! ", "!!str ", "% ", "@", "`", '"', "'", "[", "]", "{", "}"),
    *(",", "#", " #", "---\n", "...\n", "\t", "\n", "\n ", "  ", "\\", "\\0", "<<: ", "=======\n", "<<<<<<< x\n"),
    *(
        "~",
        "null",
        "true",
        "1.10",
        "0,75",
        "-1",
        "1e9",
        "2026-02-30",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ufffd",
        "²",
        "中",
    ),
    *("\x00", "\x1b[31m", "\ud7ff", "e\u0301", "a" * 5000, "[" * 300, "- " * 300, "criteria:", "units:", "id: [x]"),
    *("[]", "{}", "[x]", "{a: b}", "[[x]]", "[{a: b}]", "x, y", '""', '"a\\nb"', "|", ">-", "0", "99999", "A.1", "con"),
]

Change = tuple[str, int, int, bytes]
"""What is done to a file: what, where, how far, and with which bytes."""

changes = st.tuples(
    st.sampled_from(["insert", "delete", "replace", "copy", "swap", "cut", "value", "indent"]),
    st.integers(0, 10**6),
    st.integers(1, 200),
    st.sampled_from(SNIPPETS).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=3),
)


def changed(content: bytes, change: Change) -> bytes:
    """The content of a file after a change."""
    what, place, length, put = change
    start = place % (len(content) + 1)
    end = start + length
    if what == "cut":
        return content[:start]
    if what in {"swap", "value", "indent"}:
        lines = content.split(b"\n")
        one, other = place % len(lines), (place + length) % len(lines)
        if what == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        else:
            key, colon, _ = lines[one].partition(b": ")
            lines[one] = key + colon + put if what == "value" else b" " * (length % 4) + lines[one].lstrip()
        return b"\n".join(lines)
    middle = {"insert": put + content[start:end], "delete": b"", "replace": put, "copy": content[start:end] * 2}
    return content[:start] + middle[what] + content[end:]


def hold(source: Path, done: list[Change]) -> None:
    """Do some changes to one file of a rubric and look at the answer."""
    fixture, *file = source.relative_to(RUBRICS).parts
    with tempfile.TemporaryDirectory() as folder:
        rubric = Path(shutil.copytree(RUBRICS / fixture, Path(folder) / "rubric"))
        content = source.read_bytes()
        for change in done:
            content = changed(content, change)
        rubric.joinpath(*file).write_bytes(content)
        if said := damages.answer(rubric):
            assert not (rubric.parent / "docs").exists()
            assert said.pop().startswith("Tổng cộng: ")
        for line in said:
            _is_a_message(rubric, line)


def _is_a_message(rubric: Path, line: str) -> None:
    if re.fullmatch(r"  … và \d+ (lỗi|cảnh báo) cùng loại", line):
        return
    found = LINE.fullmatch(line)
    assert found, line
    assert line.isprintable(), line
    assert not ENGLISH.search(ECHOED.sub("", found["said"])), line
    path = rubric / found["path"]
    count = path.read_bytes().count(b"\n") + 1 if path.is_file() else 1
    assert 1 <= int(found["line"]) <= count, line


mutations = given(
    source=st.sampled_from(sorted(SOURCES)).flatmap(lambda name: st.sampled_from(SOURCES[name])),
    done=st.lists(changes, min_size=1, max_size=3),
)
thorough = settings(max_examples=500, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


@settings(thorough, max_examples=50)
@mutations
def test_a_few_damages_at_random(source: Path, done: list[Change]) -> None:
    """Fifty random damages to real files: no traceback, no English, no file, each message in a line that is there."""
    hold(source, done)


@pytest.mark.slow
@thorough
@mutations
def test_many_damages_at_random(source: Path, done: list[Change]) -> None:
    """The same five hundred times."""
    hold(source, done)
