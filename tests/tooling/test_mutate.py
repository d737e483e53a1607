"""The search for changes that no test notices: what it would try, and with which tests."""

import sqlite3
from contextlib import closing
from pathlib import Path

from mutation import mutate

SPECS = "job_id, operator_name, operator_args, occurrence, start_pos_row, start_pos_col"


def session(path: Path, salt: str) -> Path:
    """A session of twenty changes under names of its own, the first two of which have been left out."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE work_items (job_id)")
        database.execute(f"CREATE TABLE mutation_specs ({SPECS})")
        database.execute("CREATE TABLE work_results (job_id)")
        names = [f"{salt}{number}" for number in range(20)]
        database.executemany("INSERT INTO work_items VALUES (?)", [(name,) for name in names])
        rows = [(name, "change", "{}", number, 1, 1) for number, name in enumerate(names)]
        database.executemany("INSERT INTO mutation_specs VALUES (?, ?, ?, ?, ?, ?)", sorted(rows, key=hash))
        database.executemany("INSERT INTO work_results VALUES (?)", [(name,) for name in names[:2]])
    return path


def left(session: Path) -> list[int]:
    """Which changes a session still has."""
    with closing(sqlite3.connect(session)) as database:
        assert not database.execute("SELECT * FROM work_results").fetchall()
        items = sorted(database.execute("SELECT job_id FROM work_items").fetchall())
        assert items == sorted(database.execute("SELECT job_id FROM mutation_specs").fetchall())
        return [number for (number,) in database.execute("SELECT occurrence FROM mutation_specs ORDER BY occurrence")]


def test_two_samples_of_a_module_are_the_same(tmp_path: Path) -> None:
    """However the tool names the changes and orders them, the same are tried, none that was left out before."""
    sessions = [session(tmp_path / salt, salt) for salt in "ab"]
    for one in sessions:
        mutate.sample(one, 5)
    first, second = map(left, sessions)
    assert first == second
    assert len(first) == 5
    assert min(first) >= 2


def test_a_sample_larger_than_the_module_is_all_of_it(tmp_path: Path) -> None:
    """Whoever asks for more changes than there are gets all that are to be tried."""
    one = session(tmp_path / "a", "a")
    mutate.sample(one, 100)
    assert left(one) == [*range(2, 20)]


def test_every_module_and_test_that_it_knows_is_there(project_root: Path) -> None:
    """A module or a file of tests that is renamed is renamed there too."""
    named = [f"scripts/rubric_site/{module}.py" for module in mutate.TESTS]
    named += [f"tests/{name.split('::')[0]}" for tests in mutate.TESTS.values() for name in tests]
    assert [name for name in named if not (project_root / name).is_file()] == []
