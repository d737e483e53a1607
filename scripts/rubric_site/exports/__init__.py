"""The downloads: PDF, Word, Excel, CSV and JSON, made from the same views as the pages."""

from rubric_site.exports.downloads import LIBRARIES, RECORD, build, pages
from rubric_site.exports.metadata import dataset
from rubric_site.exports.open_data import COLUMNS, keys

__all__ = ["COLUMNS", "LIBRARIES", "RECORD", "build", "dataset", "keys", "pages"]
