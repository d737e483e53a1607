"""What the open data are, as catalogues read it: a data package of Frictionless, and a `Dataset` of schema.org.

Nothing here comes from the clock or from where the site stands: equal rubrics give equal bytes.
"""

import hashlib
import json
from collections.abc import Mapping

from rubric_site import addresses
from rubric_site.exports.open_data import COLUMNS, identifier, version
from rubric_site.model import Licence
from rubric_site.views import Site

Data = dict[str, object]
"""JSON that others read: what is in it, nobody here asks."""

TYPES: Mapping[str, Data] = {
    "code": {"constraints": {"required": True, "unique": True}},
    "section": {"constraints": {"required": True}},
    "title": {"constraints": {"required": True}},
    "points": {"type": "number", "constraints": {"minimum": 0}},
    "review": {"constraints": {"enum": ["draft", "reviewed"]}},
    "kind": {"constraints": {"required": True, "enum": ["scored", "bonus", "deduction"]}},
    "basis": {"constraints": {"enum": ["checked", "seen", "unchecked"]}},
    "scoring": {"constraints": {"enum": ["known", "partial", "unknown"]}},
}
"""What is known of a column of the CSV besides its meaning; the others are texts that may be missing."""

KINDS = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media types of the files by their ending."""

OFFERED = (addresses.CSV, addresses.JSON, addresses.WORKBOOK)
"""The files that hold the whole data, in the order of the page."""


def data_package(site: Site, files: Mapping[str, bytes]) -> bytes:
    """Return the data package.

    Args:
        site: The edition.
        files: The data by path: the CSV, then the JSON.
    """
    edition, source = site.edition, site.edition.source
    (table, rows), (whole, content) = files.items()
    package: Data = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"bo-tieu-chi-{edition.year}",
        "id": identifier(site),
        "title": site.name,
        "description": edition.lead,
        "edition": edition.name,
        "version": version(site),
        "modified": edition.updated and edition.updated.isoformat(),
        "licenses": edition.licence and _licences(edition.licence),
        "sources": [_known({"title": source.title, "issued": source.issued_with, "rights": source.licence})],
        "resources": [
            _resource(table, rows, f"Mỗi {site.terms.criterion} một dòng") | {"type": "table", "schema": _fields()},
            _resource(whole, content, "Mọi nội dung, mô tả bằng schema.json"),
        ],
    }
    return (json.dumps(_known(package), ensure_ascii=False, indent=1) + "\n").encode()


def _licences(licence: Licence) -> list[Data] | None:
    """Return the licence; a data package has no room for one that has neither a short name nor an address."""
    known = licence.id or licence.url
    return [_known({"name": licence.id, "title": licence.name, "path": licence.url})] if known else None


def _resource(path: str, content: bytes, title: str) -> Data:
    file = addresses.beside(path)
    name, _, kind = file.rpartition(".")
    return {
        "name": f"{name}-{kind}",
        "title": title,
        "path": file,
        "format": kind,
        "mediatype": KINDS[kind],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _fields() -> Data:
    """Return the columns of the CSV."""
    fields = [
        {"name": name, "type": "string", "description": f"{meaning}."} | TYPES.get(name, {})
        for name, meaning in COLUMNS.items()
    ]
    return {"fields": fields, "primaryKey": ["code"], "missingValues": [""]}


def dataset(site: Site) -> Data:
    """Return the edition as schema.org's `Dataset`, as it stands in the page beside the files.

    Args:
        site: The edition.
    """
    edition, source = site.edition, site.edition.source
    found: Data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.name,
        "description": edition.lead,
        "identifier": identifier(site),
        "version": version(site),
        "dateModified": edition.updated and edition.updated.isoformat(),
        "inLanguage": "vi",
        "temporalCoverage": str(edition.year),
        "spatialCoverage": edition.body.area,
        "isAccessibleForFree": True,
        "license": edition.licence and (edition.licence.url or edition.licence.name),
        "isBasedOn": _known(
            {
                "@type": "CreativeWork",
                "name": source.title,
                "publisher": {"@type": "Organization", "name": edition.body.name},
                "usageInfo": source.licence,
            }
        ),
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": addresses.beside(path),
                "encodingFormat": KINDS[path.rpartition(".")[2]],
            }
            for path in OFFERED
        ],
    }
    return _known(found)


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value is not None}
