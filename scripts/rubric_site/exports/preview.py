"""What stands on the picture that messengers and social networks show with a link to the site."""

from dataclasses import dataclass

from rubric_site.text import sums
from rubric_site.views import Site


@dataclass(frozen=True)
class Preview:
    """The texts on the picture: the title, below it the area, and what there is of everything."""

    title: str
    area: str
    sums: str


def content(site: Site) -> Preview:
    """Return the texts on the picture."""
    terms, edition = site.terms, site.edition
    parts = [sums(site, site), f"{len(site.sections)} {terms.section}"]
    parts += [f"{len(site.units)} {terms.unit}"] if site.units else []
    return Preview(edition.site_title, f"{edition.body.area} {edition.name}", ", ".join(parts))
