"""The workflows: safe, well-formed, and running nothing but what the README tells people to run."""

import os
import re
import subprocess
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

WORKFLOWS = ("ci.yml", "links.yml", "publish.yml")


def _tool(name: str) -> str:
    """A program of .venv, or of whatever environment runs the tests."""
    return str(Path(sysconfig.get_path("scripts"), name + (".exe" if os.name == "nt" else "")))


def _workflow(project_root: Path, name: str) -> dict[str, Any]:
    data = yaml.safe_load((project_root / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def _steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_zizmor_finds_nothing(project_root: Path) -> None:
    """Zizmor, as its strictest auditor, sees no way to attack the workflows or Dependabot's settings."""
    command = [_tool("zizmor"), "--offline", "--quiet", "--persona=auditor", "--strict-collection", ".github"]
    env = {name: value for name, value in os.environ.items() if name not in ("GH_TOKEN", "GITHUB_TOKEN")}
    result = subprocess.run(command, cwd=project_root, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_actionlint_finds_nothing(project_root: Path) -> None:
    """Actionlint, which knows the syntax, contexts and popular actions' inputs, has nothing to complain about."""
    paths = [str(Path(".github", "workflows", name)) for name in WORKFLOWS]
    command = [_tool("actionlint"), "-no-color", "-shellcheck=", "-pyflakes=", *paths]
    result = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_workflow_is_looked_at(project_root: Path) -> None:
    """A new workflow has to be added to the list that these tests go through."""
    found = {path.name for path in (project_root / ".github" / "workflows").iterdir()}
    assert found == set(WORKFLOWS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit_with_their_version(project_root: Path, name: str) -> None:
    """A tag can be moved to other code, a commit cannot; the comment says which version it is."""
    text = (project_root / ".github" / "workflows" / name).read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_the_same_action_has_the_same_commit_everywhere(project_root: Path) -> None:
    """Two versions of one action in two workflows mean that an update was half done."""
    pins: dict[str, set[str]] = {}
    for name in WORKFLOWS:
        for step in _steps(_workflow(project_root, name)):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_permissions_are_given_job_by_job(project_root: Path, name: str) -> None:
    """A workflow has no permission, each job reads the code at most, and only the deployment may write, to Pages."""
    workflow = _workflow(project_root, name)
    assert workflow["permissions"] == {}
    for job_name, job in workflow["jobs"].items():
        if (name, job_name) == ("publish.yml", "deploy"):
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
        else:
            assert job["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_ends(project_root: Path, name: str) -> None:
    """Without a limit a job that hangs runs for six hours."""
    jobs = _workflow(project_root, name)["jobs"]
    assert [job for job, settings in jobs.items() if settings.get("timeout-minutes", 360) > 30] == []


def test_workflows_run_what_the_readme_documents(project_root: Path, front_door: ModuleType) -> None:
    """What CI runs can be run at home: each command is one of run.py or installs a package, and the README has it."""
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    steps = [step for name in WORKFLOWS for step in _steps(_workflow(project_root, name))]
    commands = {line.strip() for step in steps for line in step.get("run", "").splitlines()}
    assert "python3 run.py test" in commands
    for command in commands - {"sudo apt-get update"}:
        match = re.fullmatch(r"python3 run\.py (?P<own>\w+)|sudo apt-get install .+", command)
        assert match, f"a workflow runs {command!r}"
        assert match["own"] is None or match["own"] in front_door.COMMANDS
        assert command in readme, f"README.md does not have {command!r}"


def test_ci_runs_the_readme_s_test_command(project_root: Path) -> None:
    """.ci/run is the README's test command and nothing else."""
    lines = (project_root / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands[-1] == "exec python3 run.py test"
    assert [line.split()[0] for line in commands] == ["set", "cd", "exec"]
    assert os.access(project_root / ".ci" / "run", os.X_OK) or os.name == "nt"


def test_published_is_what_passed_the_tests(project_root: Path) -> None:
    """The deployment waits for a job that tests first and then builds what is deployed."""
    jobs = _workflow(project_root, "publish.yml")["jobs"]
    assert jobs["deploy"]["needs"] == "build"
    runs = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert runs == ["python3 run.py test", "python3 run.py offline"]


def test_the_oldest_supported_python_is_tested(project_root: Path, front_door: ModuleType) -> None:
    """CI tests with the oldest Python that run.py accepts."""
    matrix = _workflow(project_root, "ci.yml")["jobs"]["test"]["strategy"]["matrix"]
    assert ".".join(str(part) for part in front_door.MINIMUM_PYTHON) in matrix["python"]
