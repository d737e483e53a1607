"""What stands on the picture that messengers and social networks show with a link to the site."""

from typing import Any

from rubric_site.text import points
from rubric_site.views import Site


def content(site: Site) -> dict[str, Any]:
    """Return the texts on the picture."""
    sums = f"{site.count} tiêu chí, {points(site.points)} điểm, {len(site.sections)} lĩnh vực, {len(site.units)} đơn vị"
    area = f"{site.edition.body.area} {site.edition.year}"
    return {"title": site.edition.site_title, "area": area, "sums": sums}
