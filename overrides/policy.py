"""A hook of MkDocs: gives every page a policy that lets nothing run but the site's own files.

The theme writes a few scripts into the pages themselves; the policy names each by its hash. Only what stands in the
theme's templates is named so. Any other script in a page fails the build: text of the rubric would have become one.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

HEAD = '<meta charset="utf-8">'
"""How the head of every page begins; what the policy is to hold for comes after it."""

REFERRER = '<meta name="referrer" content="same-origin">'
"""Other sites do not learn which page led to them."""

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
ANY_INLINE = re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/(?:ld\+)?json\"))", re.IGNORECASE)
"""Data is no script: a browser does not run it."""

EXPRESSION = re.compile(r"\\{\\{.*?\\}\\}")
"""Where a template of the theme's puts an address into a script (in a pattern made of it)."""

theirs: list[re.Pattern[str]] = []
"""The scripts in the theme's templates; read before the first page is made."""


def on_config(config: "MkDocsConfig") -> None:
    """Read which scripts the theme writes into pages."""
    paths = [path for folder in config.theme.dirs for path in Path(folder).glob("partials/javascripts/*.html")]
    theirs[:] = [_pattern(script) for path in paths for script in INLINE.findall(path.read_text(encoding="utf-8"))]


def on_post_page(output: str, *, page: "Page", config: "MkDocsConfig") -> str:
    """Put the policy into a page."""
    return with_policy(output, page.url, config.extra["own_files"])


def on_post_template(output: str, *, template_name: str, config: "MkDocsConfig") -> str:
    """Put the policy into the page that answers for unknown addresses."""
    return with_policy(output, template_name, config.extra["own_files"]) if template_name.endswith(".html") else output


def with_policy(html: str, name: str, own: str) -> str:
    """Return a page with its policy.

    Args:
        html: The page.
        name: What the page is called where it has to be complained of.
        own: What the policy calls the site's own files, such as `'self'`.

    Raises:
        PluginError: The page has a script that is not the theme's, or begins otherwise than the theme's do.
    """
    scripts = INLINE.findall(html)
    foreign = [script for script in scripts if not any(pattern.fullmatch(script) for pattern in theirs)]
    if foreign or len(ANY_INLINE.findall(html)) != len(scripts):
        raise PluginError(f"{name}: a script in the page is not the theme's: {foreign[:1]}")
    if HEAD not in html:
        raise PluginError(f"{name}: no place for the content security policy")
    metas = f'<meta http-equiv="Content-Security-Policy" content="{policy(own, scripts)}">{REFERRER}'
    return html.replace(HEAD, HEAD + metas, 1)


def policy(own: str, scripts: list[str]) -> str:
    """Return the policy of a page with these scripts in it."""
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    rules = {
        "default-src": "'none'",
        "script-src": " ".join([own, *hashes]),
        "worker-src": own,
        "style-src": own,
        "style-src-attr": "'unsafe-inline'",  # how wide the columns of a sheet are; no style can run anything
        "font-src": own,
        "img-src": f"{own} data:",  # the theme's icons stand in its style sheets
        "connect-src": own,
        "form-action": own,
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _pattern(script: str) -> re.Pattern[str]:
    return re.compile(EXPRESSION.sub('[^"<]*', re.escape(script)))
