"""Nothing outside the target is touched, whatever a list or a link says, and killed runs leave no rubbish."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rubric_site import write

FILES = {"index.md": b"a", "linh-vuc/i/index.md": b"b"}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the target with a file that is nobody's to remove."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "mine.md").write_text("của tôi", encoding="utf-8")
    return folder


@pytest.mark.parametrize("line", ["../outside/mine.md", "{outside}/mine.md", "linked/mine.md"])
def test_a_tampered_list_removes_nothing_outside(tmp_path: Path, outside: Path, line: str) -> None:
    """Neither by going up, nor by an absolute path, nor through a folder that is a link."""
    docs = tmp_path / "docs"
    write.write(docs, FILES.items())
    (docs / "linked").symlink_to(outside)
    listed = (docs / write.MANIFEST).read_text(encoding="utf-8")
    (docs / write.MANIFEST).write_text(f"{listed}{line.format(outside=outside)}\n", encoding="utf-8")
    write.write(docs, FILES.items())
    assert (outside / "mine.md").exists()


def test_a_link_in_the_target_is_not_written_through(tmp_path: Path, outside: Path) -> None:
    """A folder of the target that leads elsewhere stops the run before anything is written."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "linh-vuc").symlink_to(outside)
    with pytest.raises(OSError, match="linh-vuc") as refused:
        write.write(docs, FILES.items())
    assert refused.value.errno == errno.ELOOP
    assert [path.name for path in outside.iterdir()] == ["mine.md"]
    assert not (docs / "index.md").exists()


def test_a_linked_file_is_replaced_not_followed(tmp_path: Path, outside: Path) -> None:
    """A page that is a link becomes a page; what the link led to stays as it was."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").symlink_to(outside / "mine.md")
    write.write(docs, FILES.items())
    assert (docs / "index.md").read_bytes() == b"a"
    assert not (docs / "index.md").is_symlink()
    assert (outside / "mine.md").read_text(encoding="utf-8") == "của tôi"


def test_the_drafts_of_a_killed_run_go_and_those_of_a_running_one_stay(tmp_path: Path) -> None:
    """Who began and is no longer there has left its drafts for good."""
    docs = tmp_path / "docs"
    asked = [sys.executable, "-c", "import os; print(os.getpid())"]
    child = int(subprocess.run(asked, capture_output=True, check=True).stdout)
    for process in (child, os.getppid()):
        (docs / f"{write.TEMPORARY}{process}-x").mkdir(parents=True)
    write.write(docs, FILES.items())
    assert [path.name for path in docs.glob(f"{write.TEMPORARY}*")] == [f"{write.TEMPORARY}{os.getppid()}-x"]
