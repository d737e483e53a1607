"""What editors do at the command line, tried as the manual says it: every step, in its words."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import diff_editions
import docx
import generate
import import_table
import new_edition
import new_rubric
import openpyxl
import pytest
from rubric_site import load

RUBRICS = Path(__file__).parents[1] / "rubrics"
COMMUNE = RUBRICS / "commune"
PROGRAMS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "import": import_table.main,
    "new": new_rubric.main,
    "edition": new_edition.main,
    "diff": diff_editions.main,
}
NAMES = ["--year", "2026", "--body", "UBND xã Ví Dụ", "--index", "Chỉ số phục vụ"]


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, command: str) -> int:
    """Run one of the manual's commands in a folder, as run.py would."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(diff_editions, "RUBRIC", folder / "rubric")
    _, script, name, *arguments = shlex.split(command)
    assert script == "run.py"
    if name == "check":
        return generate.main(["rubric", "--docs", "docs"])
    return PROGRAMS[name](arguments)


def rows(table: Path) -> list[list[str]]:
    """The rows of a table as text, its lines without a tab left out."""
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder: its rubric of one year, and the table of the next one in Word and in Excel."""
    shutil.copytree(COMMUNE, tmp_path / "rubric")
    found = rows(COMMUNE / "2026/goc.txt")
    word = docx.Document()
    table = word.add_table(len(found), len(found[0]))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Bảng", 0)
    for number, row in enumerate(found):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
            sheet.cell(number + 1, column + 1, text)
    word.save(str(tmp_path / "bang.docx"))
    book.save(tmp_path / "bang.xlsx")
    return tmp_path


def manual(docs: Path) -> dict[str, list[str]]:
    """The commands of the page for editors, by the anchor of the section that gives them."""
    text = (docs / "cap-nhat/index.md").read_text(encoding="utf-8")
    found = {}
    for anchor, part in re.findall(r"^## [^\n]*\{#([\w-]+)\}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL):
        found[anchor] = re.findall(r"^ *(python3 run\.py .+)$", part, re.MULTILINE)
    return found


def test_a_new_year_step_by_step(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The steps of the manual lead from a Word table to an edition that passes the check and keeps the notes."""
    generate.main([str(COMMUNE), "--docs", str(office / "pages")])
    steps = manual(office / "pages")["an-ban-moi"]
    assert [step.split()[2] for step in steps] == ["import", "diff", "check", "edition"]
    tried, compared, checked, copied = steps
    assert run(monkeypatch, office, tried) == 0
    assert not (office / "rubric/2027").exists()
    assert run(monkeypatch, office, tried.replace(" --dry-run", "")) == 0
    capsys.readouterr()
    assert run(monkeypatch, office, compared) == 0
    assert "2027" in capsys.readouterr().out
    assert run(monkeypatch, office, checked) == 0
    newer = load.load(office / "rubric").rubrics["2027"]
    carried = [item for section in newer.sections for item in section.items if item.guidance]  # type: ignore[union-attr]
    assert [(item.formerly, item.guidance.review.status) for item in carried] == [(("A.4",), "draft")]  # type: ignore[union-attr]
    assert run(monkeypatch, office, copied) == 1  # the year is there already
    shutil.rmtree(office / "rubric/2027")
    assert run(monkeypatch, office, copied) == 0
    assert run(monkeypatch, office, checked) == 0


def test_another_body_step_by_step(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of the manual, from nothing and from an Excel table, give a rubric that passes the check."""
    generate.main([str(COMMUNE), "--docs", str(office / "pages")])
    steps = manual(office / "pages")["co-quan-khac"]
    assert len(steps) == 2
    for step in steps:
        shutil.rmtree(office / "bo-moi", ignore_errors=True)
        assert run(monkeypatch, office, step) == 0
        assert generate.main([str(office / "bo-moi"), "--docs", str(office / "docs")]) == 0


def test_every_command_of_the_manual_is_there(office: Path, front_door: ModuleType) -> None:
    """What the manual tells to type, run.py knows."""
    generate.main([str(COMMUNE), "--docs", str(office / "pages")])
    told = {command.split()[2] for commands in manual(office / "pages").values() for command in commands}
    assert {"import", "new"} <= told
    assert told - front_door.COMMANDS.keys() == set()


def test_a_new_rubric_explains_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is small, valid even when warnings stop, has a comment in each file, and says what is left to do."""
    assert new_rubric.main(["--rubric", str(tmp_path / "r"), *NAMES]) == 0
    assert "thay các dòng mẫu trong source.txt" in capsys.readouterr().out
    assert generate.main([str(tmp_path / "r"), "--docs", str(tmp_path / "docs"), "--strict"]) == 0
    files = sorted((tmp_path / "r/2026").glob("*.yaml"))
    assert len(files) == 3
    assert [path.name for path in files if path.read_text(encoding="utf-8").splitlines()[1][:2] != "# "] == []


def test_without_a_terminal_what_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No question is asked of nobody: the options are named, with the exit status of wrong usage."""
    assert new_rubric.main(["--rubric", str(tmp_path / "r"), "--year", "2026"]) == 2
    assert "Thiếu: --body, --index" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_on_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each thing that no option says is asked for once."""
    answers = iter(["2031", "UBND xã Hỏi", "Chỉ số hỏi"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert new_rubric.main(["--rubric", str(tmp_path / "r")]) == 0
    edition = load.load(tmp_path / "r").rubrics["2031"].edition
    assert (edition.body.name, edition.index_name) == ("UBND xã Hỏi", "Chỉ số hỏi")


def test_a_copied_edition_says_what_it_is(office: Path) -> None:
    """It is a draft of its year: reviews reset, forerunners named, notice of the copy in place of the old year's."""
    rubric = office / "rubric"
    path = rubric / "2026/edition.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "notice: Chỉ đúng cho năm cũ.\nscoring: [Cách chấm cũ.]\n", "utf-8"
    )
    reviewed = [item for section in load.load(rubric).rubrics["2026"].sections for item in section.items]
    assert [item.guidance.review.status for item in reviewed if item.guidance] == ["reviewed"]  # type: ignore[union-attr]
    assert new_edition.main(["2028", "--from", "2026", "--rubric", str(rubric)]) == 0
    newer = load.load(rubric).rubrics["2028"]
    assert newer.edition.notice is not None
    assert "chép từ ấn bản 2026" in newer.edition.notice
    assert newer.edition.scoring == ()
    items = [item for section in newer.sections for item in section.items]
    assert [item.formerly for item in items] == [("A.1",), ("A.2",), ("A.4",), ("B.1",), ("B.10",)]  # type: ignore[union-attr]
    assert [item.guidance.review.status for item in items if item.guidance] == ["draft"]  # type: ignore[union-attr]


def test_an_edition_that_is_not_there_is_wrong_usage(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The editions that there are are named."""
    assert new_edition.main(["2028", "--from", "2020", "--rubric", str(office / "rubric")]) == 2
    assert "đang có: 2026" in capsys.readouterr().err


@pytest.mark.parametrize("script", ["generate.py", "new_rubric.py"])
def test_another_python_says_which_one_to_take(project_root: Path, script: str) -> None:
    """A script that is started with a Python without the libraries says in one line what to do."""
    command = [sys.executable, "-S", str(project_root / "scripts" / script)]  # -S: without what is installed
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "run.py site" in done.stderr
