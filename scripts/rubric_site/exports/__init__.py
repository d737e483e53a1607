"""The downloads: PDF, Word, Excel, CSV and JSON, made from the same views as the pages."""

from rubric_site.exports.downloads import FOLDER, LIBRARIES, OFFLINE, RECORD, WHOLE, build, pages
from rubric_site.exports.metadata import dataset
from rubric_site.exports.open_data import COLUMNS, keys

__all__ = ["COLUMNS", "FOLDER", "LIBRARIES", "OFFLINE", "RECORD", "WHOLE", "build", "dataset", "keys", "pages"]
