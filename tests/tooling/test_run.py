"""run.py, the front door: what it says when something is missing, and that it does set-up once and no more."""

import ast
import errno
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import IO, Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Recorder:
    """Stands in for subprocess.run: notes each command, and can be told to let one fail."""

    def __init__(self, door: ModuleType) -> None:
        self.door = door
        self.commands: list[list[str]] = []
        self.environments: list[dict[str, str]] = []
        self.failing = ""

    def __call__(
        self, command: Sequence[str], *, env: dict[str, str], **_options: object
    ) -> subprocess.CompletedProcess[str]:
        """Note the command; making a .venv leaves a Python in it, as the real one does."""
        self.commands.append(list(command))
        self.environments.append(env)
        if self.failing and self.failing in command:
            return subprocess.CompletedProcess(command, 1, "")
        if "venv" in command:
            python = Path(self.door.venv_python())
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return subprocess.CompletedProcess(command, 0, "")

    def kinds(self) -> list[str]:
        """The commands so far, a word each: "venv", or the requirements file that was installed."""
        kinds = ["venv" if "venv" in command else command[-1] for command in self.commands]
        self.commands.clear()
        return kinds


@pytest.fixture
def door(front_door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py, believing that it stands in an empty folder with its requirements files."""
    for name, path in {"ROOT": "", "VENV": ".venv", "STAMP": ".venv/set-up.json", "SITE": "site"}.items():
        monkeypatch.setattr(front_door, name, tmp_path / path)
    monkeypatch.setattr(front_door, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(front_door, "MANIFEST", tmp_path / "docs" / ".generated")
    monkeypatch.setattr(front_door, "NEXT_CONFIG", tmp_path / ".mkdocs-next.yml")
    (tmp_path / "scripts/mutation").mkdir(parents=True)
    for name in (*front_door.REQUIREMENTS, *front_door.PINNED):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return front_door


@pytest.fixture
def calls(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """The commands that run.py would have started."""
    recorder = Recorder(door)
    monkeypatch.setattr(door.subprocess, "run", recorder)
    return recorder


@pytest.fixture
def a_browser(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that nobody has to install."""
    monkeypatch.setattr(door, "present_browser", lambda: "chromium")


# --- Usage and Python versions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["bulid"], ["--site"], ["site", "docs"], ["check", "-k"], ["clean", "all"]])
def test_wrong_usage_exits_2_and_shows_the_commands(
    door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A wrong command, or an argument that would be ignored, starts nothing and shows what there is."""
    assert door.main(arguments) == 2
    assert re.findall(r"^  (\w+) ", capsys.readouterr().err, re.MULTILINE) == list(door.COMMANDS)
    assert calls.commands == []


def test_help_exits_0(front_door: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for help has made no mistake, and gets every command with a line of what it does."""
    assert front_door.main(["--help"]) == 0
    output = capsys.readouterr().out
    assert all(command.summary in output for command in front_door.COMMANDS.values())


def test_the_readme_tells_every_command(front_door: ModuleType, project_root: Path) -> None:
    """Whoever looks for a command finds it there, with what it does."""
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^python3 run\.py (\w+)[^#\n]*# .", readme, re.MULTILINE)
    assert sorted(told) == sorted(front_door.COMMANDS)


@pytest.mark.parametrize(
    ("line", "ends", "told"),
    [
        ("schema", [["scripts/generate.py", "--schema"]], {}),
        (
            "screenshots",
            [["scripts/generate.py"], ["-m", "mkdocs", "build", "--strict"], ["scripts/screenshots.py"]],
            {"RUBRIC_BROWSER": "chromium"},
        ),
        (
            "goldens",
            [["-m", "pytest", "-q", "-k", "golden", "tests/unit", "tests/exports", "tests/search"]],
            {"UPDATE_GOLDENS": "1"},
        ),
        ("bench search", [["-m", "bench", "search"]], {"PYTHONPATH": "scripts"}),
        ("mutate write", [["scripts/mutation/mutate.py", "write"]], {}),
    ],
)
def test_what_follows_from_the_code_is_made_by_the_project_s_python(
    door: ModuleType,
    calls: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    ends: list[list[str]],
    told: dict[str, str],
) -> None:
    """Each command runs its program with the Python in .venv, pictures after the site is built anew."""
    monkeypatch.chdir(door.ROOT)
    monkeypatch.setattr(door, "ROOT", Path())
    monkeypatch.setattr(door, "set_up", lambda _: None)
    monkeypatch.setattr(door, "find_browser", lambda: "chromium")
    assert door.main(line.split()) == 0
    assert calls.commands == [[door.venv_python(), *end] for end in ends]
    assert told.items() <= calls.environments[-1].items()


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 99)])
def test_an_old_python_is_named(front_door: ModuleType, version: tuple[int, ...]) -> None:
    """The message says which Python is needed and which one was found, in both languages."""
    message = front_door.python_problem(version)
    assert "Python 3.11 or newer is needed" in message
    assert "Cần Python 3.11" in message
    assert ".".join(str(part) for part in version) in message


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_a_new_python_is_taken(front_door: ModuleType, version: tuple[int, ...]) -> None:
    """3.11 is enough, and so is everything after it."""
    assert front_door.python_problem(version) == ""


def test_old_pythons_can_read_run_py_as_far_as_the_message() -> None:
    """The whole file has the syntax of Python 3.6, and nothing but sys is imported before the version is looked at."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    check = next(number for number, node in enumerate(tree.body) if isinstance(node, ast.If))
    before = [node for node in tree.body[:check] if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in before] == ["import sys"]
    assert "sys.exit(python_problem" in ast.unparse(tree.body[check])


def test_run_py_needs_nothing_but_python() -> None:
    """The front door imports only what comes with Python: it has to work before anything is installed."""
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


# --- Set-up -----------------------------------------------------------------------------------------------------------


def test_set_up_is_done_once(door: ModuleType, calls: Recorder) -> None:
    """The second time nothing is started: the stamp says that it was done."""
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]
    door.set_up("requirements.txt")
    assert calls.kinds() == []


@pytest.mark.parametrize("changed", ["requirements.txt", "requirements-dev.txt"])
def test_changed_requirements_are_set_up_from_nothing(door: ModuleType, calls: Recorder, changed: str) -> None:
    """A changed file gives a new .venv, not the old one with leftovers of the old requirements in it."""
    door.set_up(changed)
    calls.kinds()
    (door.ROOT / changed).write_text("# another version\n", encoding="utf-8")
    door.set_up(changed)
    assert calls.kinds() == ["venv", changed]


def test_the_tests_requirements_are_added_to_the_site_s(door: ModuleType, calls: Recorder) -> None:
    """Whoever has built the site and then tests keeps the .venv, and can do both from then on."""
    door.set_up("requirements.txt")
    calls.kinds()
    door.set_up("requirements-dev.txt")
    assert calls.kinds() == ["requirements-dev.txt"]
    door.set_up("requirements.txt")
    door.set_up("requirements-dev.txt")
    assert calls.kinds() == []


def test_the_tests_requirements_bring_the_site_s(door: ModuleType, calls: Recorder) -> None:
    """After a set-up for the tests the site needs no other one."""
    door.set_up("requirements-dev.txt")
    calls.kinds()
    door.set_up("requirements.txt")
    assert calls.kinds() == []


def test_nothing_is_added_to_what_is_out_of_date(door: ModuleType, calls: Recorder) -> None:
    """When the site's requirements changed, adding the tests' to the old ones would mix two states."""
    door.set_up("requirements.txt")
    calls.kinds()
    (door.ROOT / "requirements.txt").write_text("# another version\n", encoding="utf-8")
    door.set_up("requirements-dev.txt")
    assert calls.kinds() == ["venv", "requirements-dev.txt"]


@pytest.mark.usefixtures("calls")
def test_a_disk_that_refuses_is_no_traceback(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the system says comes with what to do in both languages, and the set-up does not count as done."""

    def full(_path: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(door.STAMP))

    monkeypatch.setattr(Path, "replace", full)
    assert door.main(["site"]) == 1
    said = capsys.readouterr().err
    assert str(door.STAMP) in said
    assert "Is the disk full" in said
    assert "xem ổ đĩa có đầy" in said
    assert door.read_stamp() == {}


def test_a_new_venv_is_not_taken_for_the_old_one(door: ModuleType, calls: Recorder) -> None:
    """A .venv that was made anew for the site alone no longer has what the tests need."""
    door.set_up("requirements-dev.txt")
    (door.ROOT / "requirements.txt").write_text("# another version\n", encoding="utf-8")
    door.set_up("requirements.txt")
    calls.kinds()
    door.set_up("requirements-dev.txt")
    assert calls.kinds() == ["requirements-dev.txt"]


@pytest.mark.parametrize("failing", ["venv", "pip"])
def test_a_half_finished_set_up_is_done_again(door: ModuleType, calls: Recorder, failing: str) -> None:
    """What stopped in the middle leaves no stamp, so the next run starts from nothing."""
    calls.failing = failing
    with pytest.raises(door.Stop):
        door.set_up("requirements.txt")
    calls.failing = ""
    calls.kinds()
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]


def test_a_failed_addition_is_not_taken_for_what_was_there(door: ModuleType, calls: Recorder) -> None:
    """When adding the tests' requirements fails, the site's are not trusted any more either."""
    door.set_up("requirements.txt")
    calls.failing = "requirements-dev.txt"
    with pytest.raises(door.Stop):
        door.set_up("requirements-dev.txt")
    calls.failing = ""
    calls.kinds()
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]


@pytest.mark.parametrize("stamp", ["", "{", "[]", '"text"', '{"python": 1}'])
def test_a_damaged_stamp_counts_for_nothing(door: ModuleType, calls: Recorder, stamp: str) -> None:
    """Half a stamp, or somebody else's file of that name, means that the set-up is done again."""
    door.set_up("requirements.txt")
    calls.kinds()
    door.STAMP.write_text(stamp, encoding="utf-8")
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]


def test_another_python_needs_another_venv(door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .venv belongs to the Python that made it: after an upgrade it is made again."""
    door.set_up("requirements.txt")
    calls.kinds()
    monkeypatch.setattr(door.platform, "python_version", lambda: "3.99.0")
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]


def test_a_venv_without_its_python_is_made_again(door: ModuleType, calls: Recorder) -> None:
    """When the Python that .venv points to was taken away, the stamp alone does not help."""
    door.set_up("requirements.txt")
    calls.kinds()
    Path(door.venv_python()).unlink()
    door.set_up("requirements.txt")
    assert calls.kinds() == ["venv", "requirements.txt"]


def test_pip_checks_hashes_and_keeps_the_user_s_index(
    door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine's own index stays in use; only what would send the files elsewhere or lacks hashes is left out."""
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/")
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT")
    for name in elsewhere:
        monkeypatch.setenv(name, "/elsewhere")
    door.install("requirements.txt")
    assert "--require-hashes" in calls.commands[0]
    env = calls.environments[0]
    assert env["PIP_INDEX_URL"] == "https://packages.example/"
    assert env["PIP_USER"] == "0"
    assert [name for name in elsewhere if name in env] == []


def test_no_network_is_explained(door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    """When pip fails, the message names the network and the proxy, and says to run the command again."""
    calls.failing = "pip"
    assert door.main(["site"]) == 1
    message = capsys.readouterr().err
    assert "Is there a network?" in message
    assert "kiểm tra kết nối mạng" in message


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_explained(
    door: ModuleType,
    calls: Recorder,
    missing: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Debian and Ubuntu have these modules in a package of their own; the message has the command that installs it."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else real(name))
    assert door.main(["site"]) == 1
    assert "apt install python3" in capsys.readouterr().err
    assert calls.commands == []


def test_the_venv_does_not_take_itself_away(
    door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Started with the Python in .venv, run.py does not make .venv anew under its own feet."""
    monkeypatch.setattr(door.sys, "prefix", str(door.VENV))
    assert door.main(["clean"]) == 1
    assert door.main(["site"]) == 1
    assert "Deactivate it" in capsys.readouterr().err
    assert calls.commands == []


# --- The commands -----------------------------------------------------------------------------------------------------


def test_site_generates_and_builds_strictly(door: ModuleType, calls: Recorder) -> None:
    """`site` generates first, then has MkDocs build, every warning being an error."""
    assert door.main(["site"]) == 0
    assert [command[1:] for command in calls.commands[-2:]] == [
        ["scripts/generate.py"],
        ["-m", "mkdocs", "build", "--strict"],
    ]
    assert calls.environments[-1]["NO_MKDOCS_2_WARNING"] == "1"
    assert calls.environments[-1]["PYTHONUTF8"] == "1"


def test_site_builds_nothing_from_a_rubric_with_errors(
    door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the generator fails the run ends, with a line for editors, and the last good site stays."""
    calls.failing = "scripts/generate.py"
    assert door.main(["site"]) == 1
    assert "sửa bộ tiêu chí rồi chạy lại" in capsys.readouterr().err
    assert not any("mkdocs" in command for command in calls.commands)


def test_test_passes_its_arguments_to_pytest(
    door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`test` builds the site first, tells pytest which browser there is, and hands on what else was asked."""
    monkeypatch.setattr(door, "find_browser", lambda: "/opt/chromium")
    assert door.main(["test", "-k", "units"]) == 0
    assert [command[-1] for command in calls.commands[-3:-1]] == ["scripts/generate.py", "--strict"]
    assert calls.commands[-1][1:] == ["-m", "pytest", "-k", "units"]
    assert calls.environments[-1]["RUBRIC_BROWSER"] == "/opt/chromium"


def test_coverage_measures_the_tests_and_then_judges(
    door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests run as ever, with the browser that was found; where they reach less, the command fails."""
    monkeypatch.setattr(door, "find_browser", lambda: "/usr/bin/chromium")
    assert door.main(["coverage"]) == 0
    assert [command[1:] for command in calls.commands[-2:]] == [
        ["-m", "coverage", "run", "-m", "pytest"],
        ["-m", "coverage", "report"],
    ]
    assert calls.environments[-2]["RUBRIC_BROWSER"] == "/usr/bin/chromium"
    calls.failing = "report"
    assert door.main(["coverage"]) == 1


def test_diff_prints_nothing_of_its_own(door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str]) -> None:
    """The output is the comparison alone, also when .venv is set up first, and the status that of the comparison."""
    calls.failing = "2024"
    assert door.main(["diff", "2024", "2026", "--json"]) == 1
    assert calls.commands[-1][-3:] == ["2024", "2026", "--json"]
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("calls")
def test_check_says_what_every_step_says_and_names_those_that_failed(
    door: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One failed check does not hide the others: all begin at once, and each has its turn to speak."""
    begun: list[str] = []
    waited: list[int] = []

    class Begun(Ended):
        """One that notes how many had begun when it was waited for."""

        def wait(self) -> int:
            """Its code."""
            waited.append(len(begun))
            return super().wait()

    def begin(command: Sequence[str], *, stdout: IO[bytes], **_options: object) -> Ended:
        begun.append(" ".join(command[1:]))
        stdout.write(f"“{begun[-1]}” nói".encode())
        return Begun(int("mypy" in command))

    monkeypatch.setattr(door.subprocess, "Popen", begin)
    assert door.main(["check"]) == 1
    assert waited == [len(begun)] * len(begun)
    said = capsys.readouterr()
    assert re.findall(r"“(.*)” nói", said.out) == begun
    quick = "-m pytest -q -m not browser and not slow"
    assert begun == [
        *("-m ruff check", "-m ruff format --check", "-m mypy", "scripts/javascript/check.py"),
        *("scripts/generate.py --check", f"{quick} tests/unit", f"{quick} --ignore=tests/unit"),
    ]
    assert "Failed: mypy" in said.err


class Ended:
    """Stands in for a program that has ended with a code."""

    def __init__(self, code: int) -> None:
        self.returncode = code

    def wait(self) -> int:
        """Its code."""
        return self.returncode

    poll = wait


def test_every_python_file_is_linted(project_root: Path) -> None:
    """No folder is left out because it is called like one that is generated."""
    folders = [project_root / name for name in ("scripts", "tests", "overrides")]
    files = {str(path) for folder in folders for path in folder.rglob("*.py")}
    listing = [sys.executable, "-m", "ruff", "check", "--show-files"]
    listed = subprocess.run(listing, cwd=project_root, capture_output=True, encoding="utf-8", check=True)
    assert files <= set(listed.stdout.splitlines())


def test_next_builds_with_both_candidates(
    door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    """All are tried even if one fails, strictly, and the configuration made for them does not stay."""
    calls.failing = "properdocs"
    assert door.main(["next"]) == 1
    config = str(door.NEXT_CONFIG)
    assert [command[1:] for command in calls.commands[-6:]] == [
        ["-m", name, "build", "-f", config, "--strict"]
        for name in ("mkdocs", "properdocs", "zensical")
        for _ in ("with a server", "from the disk")
    ]
    assert "Could not build the site: properdocs, properdocs-offline" in capsys.readouterr().err
    assert not door.NEXT_CONFIG.exists()


@pytest.mark.parametrize(
    ("differing", "status", "said"),
    [
        (".cache/next/properdocs", 1, "ProperDocs no longer builds the same site"),
        (".cache/next/properdocs-offline", 1, "ProperDocs no longer builds the same site"),
        (".cache/next/zensical", 0, "Zensical does not yet"),
        ("", 0, "So does Zensical"),
    ],
)
@pytest.mark.usefixtures("a_browser")
def test_next_says_what_is_not_the_same(
    door: ModuleType, calls: Recorder, capsys: pytest.CaptureFixture[str], differing: str, status: int, said: str
) -> None:
    """Each candidate's sites are compared with MkDocs' own; only those of ProperDocs have to be equal."""
    calls.failing = differing
    assert door.main(["next"]) == status
    shown = capsys.readouterr()
    assert said in shown.out + shown.err


@pytest.mark.parametrize("browser", ["", "/usr/bin/chromium"])
def test_next_opens_pages_where_there_is_a_browser(
    door: ModuleType,
    calls: Recorder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    browser: str,
) -> None:
    """Without one it says in a line that this is left out, installs none, and compares the rest."""
    monkeypatch.setattr(door, "present_browser", lambda: browser)
    assert door.main(["next"]) == 0
    comparisons = [command for command in calls.commands if "scripts/compare_sites.py" in command]
    assert len(comparisons) == 4
    assert [browser in command for command in comparisons] == [bool(browser)] * 4
    assert [line.startswith("No Chromium") for line in capsys.readouterr().out.splitlines()].count(True) == (
        not browser
    )


def test_clean_removes_only_what_is_ours(door: ModuleType) -> None:
    """What was generated goes, with the folders that it leaves empty; what people wrote stays, wherever it stands."""
    root = door.ROOT
    ours = ["site/index.html", ".venv/pyvenv.cfg", "docs/linh-vuc/i/index.md", "docs/index.md", ".ruff_cache/x"]
    theirs = ["docs/huong-dan/index.md", "docs/don-vi/note.md", "rubric/2023/edition.yaml", "notes.txt"]
    for name in [*ours, *theirs, "docs/don-vi/index.md"]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    listed = ["index.md", "linh-vuc/i/index.md", "don-vi/index.md", "../notes.txt", str(root / "notes.txt"), "gone.md"]
    door.MANIFEST.write_text("\n".join(listed), encoding="utf-8")
    assert door.main(["clean"]) == 0
    left = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert left == {*theirs, *door.REQUIREMENTS, *door.PINNED}
    assert not (root / "docs" / "linh-vuc").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a permission on Windows")
def test_clean_believes_no_tampered_list(door: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Neither what it names through a link nor what is no text removes anything, or ends the command."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "precious.md").touch()
    door.DOCS.mkdir()
    (door.DOCS / "linked").symlink_to(elsewhere)
    (door.DOCS / "index.md").touch()
    door.MANIFEST.write_bytes(b"linked/precious.md\n\xff\xfe\na\0b\n/\n.\n" + b"x" * 5000 + b"\nindex.md\n")
    assert door.main(["clean"]) == 0
    assert (elsewhere / "precious.md").exists()
    assert not (door.DOCS / "index.md").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of what is killed")
def test_a_killed_set_up_leaves_no_child(project_root: Path) -> None:
    """What had been started ends too, so that the next set-up has its folder for itself."""
    lasting = "import time; print(1, flush=True); time.sleep(20); print('left')"
    starting = f"import sys, run; run.run([sys.executable, '-c', {lasting!r}])"
    with subprocess.Popen([sys.executable, "-c", starting], cwd=project_root, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline()
        parent.kill()
        assert parent.stdout.read() == b""  # it comes to an end once the last that could write is gone


VENV_STUB = r"""
import os, pathlib, sys
python = pathlib.Path(sys.argv[-1], "bin", "python")
python.parent.mkdir(parents=True, exist_ok=True)
python.write_text('#!/bin/sh\necho $*\n[ "$2" != pip ] || read line\n')
python.chmod(0o755)
print("-m venv", *sys.argv[1:-1], flush=True)
os.read(0, 1)
"""
"""Stands in for Python's own: it, and the Python that it makes, only say how they are called, and wait at times."""

WAITING = ("-m venv", "-m pip")
"""What goes on once a line comes in."""


class Copy:
    """A copy of the front door whose set-up installs nothing.

    Args:
        folder: Where it is to stand.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path in (ROOT / "run.py", *ROOT.glob("requirements*.txt")):
            shutil.copy(path, folder)
        (folder / "stubs").mkdir()
        (folder / "stubs" / "venv.py").write_text(VENV_STUB, encoding="utf-8")

    def called(self, command: str, *, killed_at: str = "") -> list[str]:
        """Run a command and return what it starts, up to where it is killed."""
        env, pipe = os.environ | {"PYTHONPATH": str(self.folder / "stubs")}, subprocess.PIPE
        run = [sys.executable, "run.py", command]
        with subprocess.Popen(run, cwd=self.folder, env=env, stdin=pipe, stdout=pipe, text=True) as process:
            assert process.stdin
            assert process.stdout
            lines = []
            for line in process.stdout:  # it comes to an end once the last that could write is gone
                lines.append(line)
                if killed_at and killed_at in line:
                    process.kill()
                elif line.startswith(WAITING):
                    process.stdin.write("\n")
                    process.stdin.flush()
        assert process.returncode == (-signal.SIGKILL if killed_at else 0)
        return [line.split()[-1] for line in lines if line.startswith("-m ")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of what is killed")
@pytest.mark.parametrize(
    ("command", "killed_at"), [("site", "-m venv"), ("site", "-m pip"), ("vendored", "-r requirements-dev.txt")]
)
def test_after_a_killed_set_up_the_next_one_begins_anew(tmp_path: Path, command: str, killed_at: str) -> None:
    """Nothing half-made is taken for whole, neither .venv nor what was to be added to it; done once, it stays."""
    door = Copy(tmp_path)
    if command == "vendored":
        door.called("site")
    door.called(command, killed_at=killed_at)
    assert door.called("site") == ["--clear", "requirements.txt", "--strict"]
    assert door.called("site") == ["--strict"]


@pytest.mark.skipif(os.name == "nt", reason="links need a permission on Windows")
def test_clean_does_not_follow_links(door: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A site/ that is a link to somewhere else loses the link, not what is there."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "precious").touch()
    door.SITE.symlink_to(elsewhere)
    assert door.main(["clean"]) == 0
    assert not door.SITE.is_symlink()
    assert (elsewhere / "precious").exists()


# --- The browser ------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_browser(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A machine without any browser; what is put in here is found by the steps of that name."""
    found: dict[str, Any] = {"asked": []}
    for step in ("installed_browser", "playwright_browser", "debian_browser", "download_browser"):
        monkeypatch.setattr(door, step, lambda step=step: found["asked"].append(step) or found.get(step, ""))
    monkeypatch.setattr(door.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    monkeypatch.setattr(door, "is_root", lambda: True)
    monkeypatch.delenv("CHROMIUM", raising=False)
    return found


def test_an_installed_browser_is_taken_first(door: ModuleType, no_browser: dict[str, Any]) -> None:
    """Nothing is installed where a browser stands ready."""
    no_browser["installed_browser"] = "/usr/bin/chromium"
    assert door.find_browser() == "/usr/bin/chromium"
    assert no_browser["asked"] == ["installed_browser"]


def test_debian_s_browser_comes_before_a_download(door: ModuleType, no_browser: dict[str, Any]) -> None:
    """Root on Debian gets the system's Chromium; Playwright's is what is left where that fails."""
    no_browser["download_browser"] = "/cache/chrome"
    assert door.find_browser() == "/cache/chrome"
    assert no_browser["asked"][-2:] == ["debian_browser", "download_browser"]


def test_without_root_nothing_is_installed_on_the_system(
    door: ModuleType, no_browser: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not root gets Playwright's Chromium in a folder of their own; if that fails too, a message."""
    monkeypatch.setattr(door, "is_root", lambda: False)
    with pytest.raises(door.Stop, match="Install Chromium, Chrome or Edge"):
        door.find_browser()
    assert "debian_browser" not in no_browser["asked"]
    assert no_browser["asked"][-1] == "download_browser"


def test_a_browser_that_does_not_exist_is_refused(
    door: ModuleType, no_browser: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped CHROMIUM is told, not passed over in favour of another browser."""
    monkeypatch.setenv("CHROMIUM", "/no/such/chromium")
    with pytest.raises(door.Stop, match="/no/such/chromium"):
        door.find_browser()
    assert no_browser["asked"] == []


@pytest.mark.skipif(os.name == "nt", reason="there a browser is not started to see whether it runs")
def test_a_browser_that_does_not_start_is_passed_over(door: ModuleType, tmp_path: Path) -> None:
    """Ubuntu's chromium-browser can be a stub that exits with an error: it does not count as a browser."""
    for name, code in {"good": 0, "stub": 1}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    assert door.runs(str(tmp_path / "good"))
    assert not door.runs(str(tmp_path / "stub"))
    assert not door.runs(str(tmp_path / "missing"))


# --- Following changes ------------------------------------------------------------------------------------------------


class Server:
    """Stands in for `mkdocs serve`: gives these answers when it is asked whether it has ended."""

    def __init__(self, *answers: int | None) -> None:
        self.answers = iter(answers)
        self.returncode = 0
        self.command: list[str] = []
        self.signals: list[str] = []

    def poll(self) -> int | None:
        """None while it runs, then its exit code."""
        return next(self.answers)

    def terminate(self) -> None:
        """Be asked to end."""
        self.signals.append("terminate")

    def wait(self, timeout: float) -> int:
        """End at once, when asked to."""
        assert timeout > 0
        return 0


@pytest.fixture
def serving(door: ModuleType, calls: Recorder, monkeypatch: pytest.MonkeyPatch) -> list[Server]:
    """The server that run.py would have started; Ctrl+C is pressed as soon as it runs."""
    started: list[Server] = []

    def start(command: list[str], **_options: object) -> Server:
        server = Server(None)
        server.command = command
        started.append(server)
        return server

    def interrupt(_seconds: float) -> None:
        calls.commands.append(["sleep"])
        (door.DOCS / ".site.yml").touch()
        if started:
            raise KeyboardInterrupt

    monkeypatch.setattr(door.subprocess, "Popen", start)
    monkeypatch.setattr(door.signal, "signal", lambda *_: None)
    monkeypatch.setattr(door, "follow", lambda *_: interrupt(0))
    monkeypatch.setattr(time, "sleep", interrupt)
    (door.ROOT / "rubric").mkdir()
    door.DOCS.mkdir()
    return started


def test_serve_shows_the_last_good_pages(door: ModuleType, calls: Recorder, serving: list[Server]) -> None:
    """With errors in the rubric it still serves what was generated before, with live reload; Ctrl+C is a good end."""
    (door.DOCS / ".site.yml").touch()
    calls.failing = "scripts/generate.py"
    assert door.main(["serve", "--dev-addr", "127.0.0.1:8001"]) == 0
    assert calls.commands[-2][1:] == ["scripts/generate.py"]
    assert serving[0].command[1:5] == ["-m", "mkdocs", "serve", "--livereload"]
    assert serving[0].command[-2:] == ["--dev-addr", "127.0.0.1:8001"]
    assert serving[0].signals == ["terminate"]


def test_serve_waits_for_the_first_good_pages(
    door: ModuleType,
    serving: list[Server],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where nothing was ever generated there is nothing to serve: it waits for the rubric to be repaired."""
    states: Iterator[dict[str, tuple[int, int]]] = iter([{}, {}, {"rubric/a.yaml": (1, 1)}])
    monkeypatch.setattr(door, "watched_state", lambda: next(states))
    assert door.main(["serve"]) == 0
    assert len(serving) == 1
    assert "Chưa dựng được trang nào" in capsys.readouterr().out


def test_the_server_ends_with_serve(door: ModuleType) -> None:
    """No server is left running behind; one that has ended by itself is not touched."""
    running, ended = Server(None), Server(1)
    door.stop(running)
    door.stop(ended)
    assert running.signals == ["terminate"]
    assert ended.signals == []


def test_a_server_that_fails_is_told(door: ModuleType) -> None:
    """When MkDocs stops by itself (its port taken, say), run.py fails too."""
    server = Server(1)
    server.returncode = 1
    with pytest.raises(door.Stop, match="MkDocs stopped"):
        door.follow(server, {})


def test_serve_generates_again_after_a_change_only(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change of a file under rubric/ or scripts/ generates once; bytecode and other files do not count."""
    generated: list[str] = []
    source = door.ROOT / "rubric" / "a.yaml"
    bytecode = door.ROOT / "scripts" / "__pycache__" / "x.pyc"
    for path in (source, bytecode):
        path.parent.mkdir(parents=True)
        path.touch()
    changes = iter([lambda: None, lambda: source.write_text("a: 1\n"), lambda: bytecode.write_text("x"), source.unlink])

    def look(_seconds: float) -> None:
        next(changes)()

    def generate() -> int:
        generated.append("once")
        return 1

    monkeypatch.setattr(time, "sleep", look)
    monkeypatch.setattr(door, "generate", generate)
    door.follow(Server(None, None, None, None, 0), door.watched_state())
    assert generated == ["once", "once"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# Looked through: 2026-01-31", []),
        ("# Looked through: 2025-01-31", ["last looked through on 2025-01-31"]),
        ("# looked at", ["does not say"]),
    ],
)
def test_pins_that_nobody_looked_at_for_a_year_are_named(door: ModuleType, line: str, told: list[str]) -> None:
    """The check says which file's; one that has no day is named too."""
    for name in door.PINNED:
        (door.ROOT / name).write_text("# Looked through: 2026-02-01\n", encoding="utf-8")
    (door.ROOT / "requirements-dev.in").write_text(f"{line}\npytest\n", encoding="utf-8")
    warnings = door.old_pins(date(2027, 1, 31))
    assert [warning.startswith("requirements-dev.in") for warning in warnings] == [True] * len(told)
    assert all(part in warning for warning, part in zip(warnings, told, strict=True))


def test_every_list_of_pins_has_its_day(front_door: ModuleType) -> None:
    """What is pinned says when it was looked through, in a form that the check understands."""
    assert [warning for warning in front_door.old_pins(date.min) if "does not say" in warning] == []
