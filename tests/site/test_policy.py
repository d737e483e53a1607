"""The policy of built pages: the site's own files, the theme's few inline scripts by their hash, and nothing else."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from local import module
from mkdocs.exceptions import PluginError
from stage import ROOT, parsed


@pytest.fixture
def hook() -> ModuleType:
    """overrides/policy.py, having read the theme's scripts."""
    made = module(ROOT / "overrides/policy.py")
    made.on_config(SimpleNamespace(theme=SimpleNamespace(dirs=[files("material") / "templates"])))
    return made


def hashed(script: str) -> str:
    """What a policy calls a script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@pytest.mark.parametrize("site", ["built_site", "years_site"])
def test_every_page_names_just_what_may_run(request: pytest.FixtureRequest, site: str) -> None:
    """The policy comes first in the head; it allows the page's own scripts, by hash, and no other."""
    folder: Path = request.getfixturevalue(site)
    paths = sorted(folder.rglob("*.html"))
    assert len(paths) > 20
    for path in paths:
        html = path.read_text(encoding="utf-8")
        _, policy, referrer = BeautifulSoup(html.partition("</head>")[0], "html.parser").select("meta")[:3]
        assert policy.get("http-equiv") == "Content-Security-Policy", path
        assert referrer["name"] == "referrer"
        rules = dict(rule.split(" ", 1) for rule in str(policy["content"]).split("; "))
        assert rules["default-src"] == rules["base-uri"] == "'none'"
        assert [name for name, value in rules.items() if "unsafe" in value and name != "style-src-attr"] == []
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        allowed = {word for word in rules["script-src"].split() if word not in ("'self'", "file:")}
        assert allowed == {hashed(script) for script in scripts}, path


def test_no_element_has_a_script_in_an_attribute(built_site: Path) -> None:
    """No handler and no address that is a script: the policy would stop both. A style is a size, never text."""
    for path in built_site.rglob("*.html"):
        soup = parsed(path)
        attributes = [(name, str(value)) for tag in soup.select("*") for name, value in tag.attrs.items()]
        assert soup.find_all("style") == []
        assert [pair for pair in attributes if pair[0].startswith("on")] == [], path
        styles = {value for name, value in attributes if name == "style"}
        assert [value for value in styles if not re.fullmatch(r"[a-z-]+: [0-9.]+(mm)?", value)] == [], path
        assert [pair for pair in attributes if pair[1].strip().lower().startswith("javascript:")] == [], path


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        "<script >alert(1)</script>",
        '<SCRIPT type="module">alert(1)</SCRIPT>',
        '<script>__md_scope=new URL("x"),alert(1)</script>',
    ],
)
def test_another_script_stops_the_build(hook: ModuleType, script: str) -> None:
    """What is not in the theme's templates gets no hash, however it is written."""
    with pytest.raises(PluginError, match=r"x/index\.html"):
        hook.with_policy(f'<head><meta charset="utf-8"></head><body>{script}</body>', "x/index.html", "'self'")


def test_a_page_with_no_place_for_the_policy_stops_the_build(hook: ModuleType) -> None:
    """Where the theme begins its pages otherwise, somebody has to look."""
    with pytest.raises(PluginError):
        hook.with_policy("<head></head>", "x/index.html", "'self'")


def test_scripts_in_files_and_data_need_no_hash(hook: ModuleType) -> None:
    """They are the site's own, or do not run."""
    data = ("application/json", "application/ld+json")
    html = '<meta charset="utf-8"><script src="x.js"></script>' + "".join(
        f'<script type="{one}">{{}}</script>' for one in data
    )
    assert "script-src 'self';" in hook.with_policy(html, "x/index.html", "'self'")
