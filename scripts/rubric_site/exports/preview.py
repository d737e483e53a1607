"""What stands on the picture that messengers and social networks show with a link to the site."""

from typing import Any

from rubric_site.text import sums
from rubric_site.views import Site


def content(site: Site) -> dict[str, Any]:
    """Return the texts on the picture."""
    terms, edition = site.terms, site.edition
    parts = [sums(site, site), f"{len(site.sections)} {terms.section}"]
    parts += [f"{len(site.units)} {terms.unit}"] if site.units else []
    return {"title": edition.site_title, "area": f"{edition.body.area} {edition.name}", "sums": ", ".join(parts)}
