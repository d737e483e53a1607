"""The command writes what the rubric gives: the same twice, only what changed, nothing of others."""

import re
import shutil
from pathlib import Path

import generate
import pytest
from rubric_site import schema, write
from stage import COMMUNE

pytestmark = pytest.mark.usefixtures("bare_downloads")


@pytest.fixture
def rubric(tmp_path: Path) -> Path:
    """A copy of the commune's rubric to change."""
    return Path(shutil.copytree(COMMUNE, tmp_path / "rubric"))


def run(rubric: Path, docs: Path, *options: str) -> int:
    """Run the command as the shell would."""
    return generate.main([str(rubric), "--docs", str(docs), *options])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[str, int]:
    """When every file below a folder was last written, in nanoseconds."""
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*")}


def summary(capsys: pytest.CaptureFixture[str]) -> tuple[int, int, int]:
    """How many files the last run wrote, left and removed, as its one line says."""
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    written, unchanged, removed = (int(number) for number in re.findall(r"\d+", lines[0]))
    return written, unchanged, removed


def test_a_run_over_unchanged_input_touches_no_file(
    rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run reports everything unchanged and writes nothing, not even its list."""
    docs = tmp_path / "docs"
    run(rubric, docs)
    written, unchanged, removed = summary(capsys)
    assert (unchanged, removed) == (0, 0)
    before = times(docs)
    run(rubric, docs)
    assert summary(capsys) == (0, written, 0)
    assert times(docs) == before


def test_only_the_pages_that_change_are_written(
    rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another word in a note leaves the pages of sections and units that have no part in it alone."""
    docs = tmp_path / "docs"
    run(rubric, docs)
    before = times(docs)
    path = rubric / "2026" / "01-tiep-nhan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Ghi sổ ngày hẹn", "Ghi sổ mỗi ngày"), encoding="utf-8")
    capsys.readouterr()
    run(rubric, docs)
    changed = {name for name, when in times(docs).items() if before[name] != when and name.endswith(".md")}
    assert {"linh-vuc/a/index.md", "don-vi/phuc-vu/index.md"} <= changed
    assert not {"don-vi/kinh-te/index.md", "linh-vuc/b/index.md", "don-vi/van-phong/index.md"} & changed


def test_stale_pages_are_removed_and_hand_written_ones_kept(
    rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When a section goes, its page and folder go; a page that nobody generated stays, whatever folder it is in."""
    docs = tmp_path / "docs"
    run(rubric, docs)
    for name in ("linh-vuc/ghi-chep.md", "huong-dan.md"):
        (docs / name).write_text("của người viết\n", encoding="utf-8")
    (rubric / "2026/02-kinh-te.yaml").unlink()
    (rubric / "2026/units.yaml").write_text(
        "".join(
            line
            for line in (rubric / "2026/units.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
            if "kinh-te" not in line
        ),
        encoding="utf-8",
    )
    table = rubric / "2026/goc.txt"
    table.write_text(table.read_text(encoding="utf-8").partition("B\t")[0], encoding="utf-8")
    edition = rubric / "2026/edition.yaml"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("criteria: 5", "criteria: 3").replace("6,75", "3,25"),
        encoding="utf-8",
    )
    capsys.readouterr()
    assert run(rubric, docs) == 0
    assert summary(capsys)[2] == 8  # the pages of the section and of its unit, each with the one at the address with
    # the year that leads there, their PDFs, and the unit's workbook and Word file
    assert not (docs / "linh-vuc/b").exists()
    assert not (docs / "don-vi/kinh-te").exists()
    assert (docs / "linh-vuc/ghi-chep.md").exists()
    assert (docs / "huong-dan.md").exists()


def test_check_writes_nothing_and_shows_the_difference(
    rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --check a changed, a missing and a stale page make a unified diff and exit status 1; equal ones status 0."""
    docs = tmp_path / "docs"
    run(rubric, docs)
    capsys.readouterr()
    assert run(rubric, docs, "--check") == 0
    assert capsys.readouterr().out == ""
    page = docs / "linh-vuc/a/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Trả kết quả", "Trả kết qủa"), encoding="utf-8")
    (docs / "nguon/index.md").unlink()
    before = times(docs)
    assert run(rubric, docs, "--check") == 1
    shown = capsys.readouterr().out
    assert "--- linh-vuc/a/index.md\n+++ linh-vuc/a/index.md\n@@" in shown
    assert re.search(r"^-.*Trả kết qủa", shown, re.MULTILINE)
    assert re.search(r"^\+.*Trả kết quả", shown, re.MULTILINE)
    assert "--- /dev/null\n+++ nguon/index.md\n" in shown
    assert times(docs) == before


def test_a_failed_write_leaves_every_page_as_it_was(
    rubric: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fills up half-way, no page is new, half or missing, and no draft stays behind."""
    docs = tmp_path / "docs"
    run(rubric, docs)
    before = contents(docs)
    path = rubric / "2026/edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Sổ tay", "Cẩm nang"), encoding="utf-8")
    write_bytes, calls = Path.write_bytes, 0

    def fails_the_fourth_time(self: Path, data: bytes) -> int:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise OSError(28, "No space left on device")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", fails_the_fourth_time)
    with pytest.raises(OSError, match="No space left"):
        run(rubric, docs)
    assert contents(docs) == before
    assert not list(docs.glob(f"{write.TEMPORARY}*"))


def test_the_newest_edition_is_published_and_all_are_checked(
    rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With two editions the pages are those of the later year; a mistake in the older one still stops the run."""
    older = Path(shutil.copytree(rubric / "2026", rubric / "2024"))
    path = older / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2026", "year: 2024"), encoding="utf-8")
    assert run(rubric, tmp_path / "docs") == 0
    assert "ấn bản 2026" in (tmp_path / "docs/index.md").read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("criteria: 5", "criteria: 9"), encoding="utf-8")
    assert run(rubric, tmp_path / "docs") == 1
    assert "2024" in capsys.readouterr().err


def test_wrong_usage_is_exit_status_2() -> None:
    """An unknown option is not a rubric's mistake."""
    with pytest.raises(SystemExit) as stop:
        generate.main(["--no-such-option"])
    assert stop.value.code == 2


def test_the_schema_goes_into_the_rubric(rubric: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only it is written, once; nothing is generated and no list is made of it."""
    before = contents(rubric)
    assert run(rubric, tmp_path / "docs", "--schema") == 0
    assert summary(capsys) == (1, 0, 0)
    assert contents(rubric) == before | {schema.FILE: schema.schema().encode()}
    assert run(rubric, tmp_path / "docs", "--schema") == 0
    assert summary(capsys) == (0, 1, 0)
    assert not (tmp_path / "docs").exists()
