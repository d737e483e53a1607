"""The check of the site's scripts: it finds slips, and says when it was left out."""

import shutil
from pathlib import Path

import pytest
from local import module
from stage import ROOT

CHECK = module(ROOT / "scripts/javascript/check.py")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("(() => {\n  document.title = self.analyser.spelt(document.title).join();\n})();\n", ""),
        ("(() => {\n  const slip = 1;\n})();\n", "noUnusedVariables"),
        ("(() => {\n  self.analyser.spelled(document.title);\n})();\n", "Property 'spelled' does not exist"),
        ("(() => {\n  self.analyser.fit(document.title, 1);\n})();\n", "not assignable to parameter of type 'Word'"),
    ],
)
def test_slips_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], script: str, found: str
) -> None:
    """A name that nobody uses, one that there is not, and a value of another type than was meant."""
    if CHECK._fetch():  # noqa: SLF001 - as the check asks
        pytest.skip("The tools come through npm, which is not installed or has no network here.")
    home = shutil.copytree(CHECK.HERE, tmp_path / "scripts/javascript")
    for place in ("scripts/rubric_site/search/javascripts", "docs/assets/javascripts"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "one.js").write_text(script, encoding="utf-8")
    shutil.copy(ROOT / "scripts/vendored.toml", tmp_path / "scripts")
    monkeypatch.setattr(CHECK, "HERE", home)
    monkeypatch.setattr(CHECK, "ROOT", tmp_path)
    assert CHECK.main([]) == bool(found)
    said = capfd.readouterr()
    assert found in said.out + said.err


def test_without_npm_it_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody needs Node for the rest of the check, which says in one line what it did not look at."""
    monkeypatch.setattr(CHECK, "TOOLS", tmp_path / "none")
    monkeypatch.setattr(CHECK.shutil, "which", lambda _: None)
    assert CHECK.main([]) == 0
    assert capsys.readouterr().out == "JavaScript was left out: npm is not installed.\n"
