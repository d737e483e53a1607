"""Values are written as Vietnamese readers write them, and documents spoken of in the same words wherever that is."""

import re
from datetime import date

import pytest
from rubric_site import render, text
from rubric_site.exports import paper
from rubric_site.model import Reference
from stage import DISTRICT, newest


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "1 KB"), (1499, "1 KB"), (1500, "2 KB"), (999_499, "999 KB"), (1_000_000, "1,0 MB"), (2_650_000, "2,6 MB")],
)
def test_sizes_are_written_for_vietnamese_readers(size: int, written: str) -> None:
    """Whole kilobytes, from a million bytes on megabytes with one decimal."""
    assert text.file_size(size) == written


YEAR = newest(DISTRICT).edition.year


def document(**said: object) -> Reference:
    """A document of which nothing is known but what is given."""
    known = {"type": "Luật", "title": "Luật Thử", "issuer": "Quốc hội", "verification": "seen"}
    return Reference.model_validate(known | said)


@pytest.mark.parametrize(
    ("reference", "said", "applies"),
    [
        (document(in_force={YEAR: True}), f"Còn hiệu lực trong năm {YEAR}.", True),
        (document(in_force={YEAR: True}, effective=date(YEAR, 3, 1)), f"Có hiệu lực từ 01/03/{YEAR}.", True),
        (document(in_force={YEAR: True}, effective=date(YEAR - 1, 3, 1)), f"Còn hiệu lực trong năm {YEAR}.", True),
        (document(in_force={YEAR: False}, date=date(YEAR, 1, 1)), f"Không áp dụng trong năm {YEAR}.", False),
        (document(date=date(YEAR, 12, 31)), f"Chưa rõ hiệu lực trong năm {YEAR}.", False),
        (document(date=date(YEAR + 1, 1, 1)), f"Ban hành sau năm {YEAR}.", False),
        (document(in_force={YEAR: True}, date=date(YEAR + 1, 1, 1)), f"Ban hành sau năm {YEAR}.", False),
    ],
)
def test_whether_a_document_was_in_force(reference: Reference, said: str, *, applies: bool) -> None:
    """One sentence by what is known of the edition's year: in force, from when, not, or nobody knows."""
    site = newest(DISTRICT)
    assert (text.force(site, reference), site.applies(reference)) == (said, applies)


def test_page_and_paper_say_the_same_of_every_document() -> None:
    """Each document's sentence on the page of legal documents is the one in the book."""
    site = newest(DISTRICT)
    page = dict(render.render(site))["can-cu/index.md"].decode()
    shown = re.findall(r'<div class="document-body">.*?<p class="small">(?:<b>)?([^<]+ năm \d{4}\.)', page, re.DOTALL)
    book = paper.whole_document(site, [])
    printed = [document["remarks"] for part in book["references"] for document in part["documents"]]
    assert len(set(shown)) > 2
    assert all(remark.startswith(sentence) for remark, sentence in zip(printed, shown, strict=True))
    assert book["words"]["unverified"] in page
