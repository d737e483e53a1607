"""Nothing outside the target is touched, whatever a list or a link says, and killed runs leave no rubbish."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count
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


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_where_making_a_file_fails(tmp_path: Path) -> None:
    """Files are made one after the other; an error at the last leaves no trace of the first."""
    docs = tmp_path / "docs"
    write.write(docs, FILES.items())
    before = snapshot(docs)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.md", b"new"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        write.write(docs, failing())
    assert snapshot(docs) == before
    assert sorted(path.name for path in docs.iterdir()) == [write.MANIFEST, "index.md", "linh-vuc"]


WRITING = """
import os, pathlib, resource, signal, sys
from rubric_site import write
docs, what, number = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
new = {"index.md": b"new", "a/index.md": b"new" * 1000, "b/index.md": b"new"}
if what == "kill":
    done, replace = iter(range(100)), pathlib.Path.replace
    def killed(path, target):
        if next(done) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(path, target)
    pathlib.Path.replace = killed
elif what == "limit":
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
try:
    write.write(docs, new.items())
except OSError as error:
    sys.exit(error.errno)
"""
OLD = {"index.md": b"old", "a/index.md": b"old", "gone/index.md": b"old"}
NEW = {"index.md": b"new", "a/index.md": b"new" * 1000, "b/index.md": b"new"}


def writing(docs: Path, what: str = "", number: int = 0) -> "subprocess.Popen[bytes]":
    """A run that writes the new files, to which something happens."""
    path = {"PYTHONPATH": str(Path(write.__file__).parents[1])}
    return subprocess.Popen([sys.executable, "-c", WRITING, docs, what, str(number)], env=os.environ | path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("number", range(5))
def test_a_run_killed_at_any_moment_leaves_whole_files(tmp_path: Path, number: int) -> None:
    """Each file is the old or the new one; the next run makes all right and takes the drafts away."""
    docs = tmp_path / "docs"
    write.write(docs, OLD.items())
    (docs / "mine.md").write_bytes(b"mine")
    assert writing(docs, "kill", number).wait() == -signal.SIGKILL
    for name in OLD.keys() | NEW.keys():
        if (docs / name).exists():
            assert (docs / name).read_bytes() in (OLD.get(name), NEW.get(name)), name
    assert writing(docs).wait() == 0
    assert snapshot(docs) == NEW | {"mine.md": b"mine", write.MANIFEST: "".join(f"{n}\n" for n in sorted(NEW)).encode()}
    assert not list(docs.glob(f"{write.TEMPORARY}*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_limit_of_file_size_leaves_the_old_files(tmp_path: Path) -> None:
    """What does not fit is refused before anything has changed, as on a full disk."""
    docs = tmp_path / "docs"
    write.write(docs, OLD.items())
    before = snapshot(docs)
    assert writing(docs, "limit", 1000).wait() == errno.EFBIG
    assert snapshot(docs) == before


CHANGING = (
    (tempfile, "mkdtemp"),
    (Path, "write_bytes"),
    (Path, "replace"),
    (Path, "mkdir"),
    (Path, "unlink"),
    (Path, "rmdir"),
)
"""What the module calls to change something on a disk."""


def refused(monkeypatch: pytest.MonkeyPatch, code: int, moment: int, do: Callable[[], object]) -> bool:
    """Do something on a disk that lets so many changes through and refuses all others; whether it refused any."""
    changes = count()

    def guarded(change: Callable[..., object]) -> Callable[..., object]:
        def guard(*arguments: object, **options: object) -> object:
            if next(changes) >= moment:
                raise OSError(code, os.strerror(code))
            return change(*arguments, **options)

        return guard

    with monkeypatch.context() as patch:
        for owner, name in CHANGING:
            patch.setattr(owner, name, guarded(getattr(owner, name)))
        with suppress(OSError):
            do()
    return next(changes) > moment


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_refuses_at_any_moment_leaves_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Each file is the old or the new one, those of others stay as they were, and the next run makes all right."""
    moment, going_on = 0, True
    while going_on:
        docs = tmp_path / str(moment)
        write.write(docs, OLD.items())
        (docs / "mine.md").write_bytes(b"mine")
        before = snapshot(docs)
        going_on = refused(monkeypatch, code, moment, partial(write.write, docs, NEW.items()))
        left = snapshot(docs)
        assert all(left.get(name) in (OLD.get(name), NEW.get(name)) for name in OLD.keys() | NEW.keys()), moment
        write.write(docs, OLD.items())  # whatever that run has left there and these have not is taken away
        assert snapshot(docs) == before, moment
        assert not list(docs.glob(f"{write.TEMPORARY}*"))
        moment += 1
    assert moment > 10  # else the module calls something else by now


def test_several_runs_at_once_write_the_same(tmp_path: Path) -> None:
    """None takes another's drafts away or stumbles over what another has removed."""
    docs = tmp_path / "docs"
    write.write(docs, OLD.items())
    runs = [writing(docs) for _ in range(4)]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    made = snapshot(docs)
    assert {name: made[name] for name in NEW} == NEW
    assert "gone/index.md" not in made


@pytest.mark.parametrize("old", [b"a" * (write.PIECE + 1), b"b" * write.PIECE + b"a", b"b" * write.PIECE, b"b", b""])
def test_a_large_file_is_written_where_any_part_of_it_differs(tmp_path: Path, old: bytes) -> None:
    """Files are compared in pieces: one that differs in its first or last letter or in its length is another one."""
    new = b"b" * (write.PIECE + 1)
    write.write(tmp_path, [("x", old)])
    assert write.write(tmp_path, [("x", new)]) == write.Summary(1, 0, 0)
    assert (tmp_path / "x").read_bytes() == new
    assert write.write(tmp_path, [("x", new)]) == write.Summary(0, 1, 0)


def test_a_list_that_is_no_text_is_passed_over(tmp_path: Path) -> None:
    """Whatever stands in it, the run goes on, and what differs can be shown."""
    docs = tmp_path / "docs"
    write.write(docs, FILES.items())
    (docs / write.MANIFEST).write_bytes(b"\xff\n\0\na\0b\n.\n" + b"x" * 5000 + b"\n")
    assert list(write.differences(docs, FILES.items())) == []
    assert write.write(docs, FILES.items()) == write.Summary(0, 2, 0)


def test_a_run_says_what_it_did(tmp_path: Path) -> None:
    """How many files were written, left as they were and removed, in a folder that was not there."""
    docs, names = tmp_path / "not/there", [f"{number}.md" for number in range(7)]
    assert write.write(docs, dict.fromkeys(names, b"a").items()) == write.Summary(7, 0, 0)
    newer = dict.fromkeys(names[:5], b"a") | {names[0]: b"b", names[1]: b"b"}
    assert write.write(docs, newer.items()) == write.Summary(2, 3, 2)


def test_an_editor_s_files_are_told_of_too(tmp_path: Path) -> None:
    """The same for files that no list has; what others take the place of goes, whatever is not there is no matter."""
    (tmp_path / "old.yaml").touch()
    files = {f"{number}.yaml": b"a" for number in range(5)}
    assert write.replace(tmp_path, files, []) == write.Summary(5, 0, 0)
    assert write.replace(tmp_path, files | {"0.yaml": b"b"}, ["old.yaml", "none.yaml"]) == write.Summary(1, 4, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files)


def test_what_would_go_is_told_last(tmp_path: Path) -> None:
    """A comparison shows each line that differs: of files that change, then of those that are no longer generated."""
    write.write(tmp_path, {"a.md": b"gone\n", "b.md": b"old\n", "c.md": b"same\n"}.items())
    told = list(write.differences(tmp_path, {"b.md": b"new\n", "c.md": b"same\n", "d.md": b"more\n"}.items()))
    changed = [line for line in told if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ["-old\n", "+new\n", "+more\n", "-gone\n"]
    assert [line.split()[1] for line in told if line.startswith("---")] == ["b.md", os.devnull, "a.md"]
    assert (tmp_path / "a.md").exists()


def test_the_longest_name_that_there_can_be_is_taken_from_the_list(tmp_path: Path) -> None:
    """A page with a name of as many bytes as the system allows goes when it is no longer generated."""
    name = "đ" * 126 + ".md"
    assert len(name.encode()) == write.LONGEST
    write.write(tmp_path, {name: b"a"}.items())
    assert write.write(tmp_path, {"b.md": b"b"}.items()) == write.Summary(1, 0, 1)
    assert not (tmp_path / name).exists()


def test_of_files_that_are_no_text_it_is_told_that_they_differ(tmp_path: Path) -> None:
    """A picture or a PDF has no lines to show."""
    write.write(tmp_path, {"a.pdf": b"\xff\xfe"}.items())
    assert list(write.differences(tmp_path, {"a.pdf": b"\xff\xfd"}.items())) == [
        "Binary files a.pdf and a.pdf differ\n"
    ]


def test_a_folder_stays_when_its_last_file_goes(tmp_path: Path) -> None:
    """The one that was named, that is; those in it that are left empty go."""
    write.replace(tmp_path / "rubric", {"2026/a.yaml": b"a"}, [])
    write.replace(tmp_path / "rubric", {}, ["2026/a.yaml"])
    assert list((tmp_path / "rubric").iterdir()) == []
