"""Abbreviations are explained where they stand, the first time in a block, and nothing else is touched."""

import pytest
from bs4 import BeautifulSoup
from rubric_site.glossary import explainer
from rubric_site.model import Abbreviation

MEANINGS = {
    "UBND": Abbreviation(meaning="Ủy ban nhân dân"),
    "QĐ-UBND": Abbreviation(meaning="Quyết định của Ủy ban nhân dân"),
    "PAR INDEX": Abbreviation(meaning="Chỉ số cải cách hành chính"),
    "PAR": Abbreviation(meaning="Cải cách"),
    "R&D": Abbreviation(meaning='Nghiên cứu <và> "phát triển"'),
}


def explained(html: str) -> dict[str, str]:
    """The abbreviations in some HTML with their meanings."""
    return {tag.get_text(): str(tag["title"]) for tag in BeautifulSoup(html, "html.parser").select("abbr")}


def test_an_abbreviation_gets_its_meaning_and_the_focus() -> None:
    """The meaning is an attribute, the text stays, and the keyboard can reach it."""
    html = explainer(MEANINGS)()("Trình UBND huyện.")
    assert html == 'Trình <abbr tabindex="0" title="Ủy ban nhân dân">UBND</abbr> huyện.'


def test_only_the_first_in_a_block_is_explained() -> None:
    """A second one in the same or in a later text of the block is plain; a new block starts again."""
    block = explainer(MEANINGS)
    write = block()
    assert write("UBND và UBND").count("<abbr") == 1
    assert write("UBND") == "UBND"
    assert block()("UBND").count("<abbr") == 1


def test_the_longest_name_wins() -> None:
    """“PAR INDEX” is not read as “PAR”."""
    assert explained(explainer(MEANINGS)()("Chỉ số PAR INDEX")) == {"PAR INDEX": "Chỉ số cải cách hành chính"}


@pytest.mark.parametrize("text", ["Quyết định 18/2020/QĐ-UBND", "UBNDs", "HUBND", "ubnd", "UBND-NC", "QD.UBND"])
def test_a_part_of_a_word_or_number_is_left_alone(text: str) -> None:
    """Numbers of documents and longer words hold the same letters and mean something else."""
    assert explained(explainer(MEANINGS)()(text)) == {}


@pytest.mark.parametrize(("text", "name"), [("(UBND)", "UBND"), ("của UBND.", "UBND"), ("ký hiệu QĐ-UBND,", "QĐ-UBND")])
def test_punctuation_around_it_does_not_matter(text: str, name: str) -> None:
    """Brackets, full stops and commas stand beside an abbreviation, not in it."""
    assert list(explained(explainer(MEANINGS)()(text))) == [name]


def test_text_and_meaning_are_escaped() -> None:
    """Markup in the rubric's text, in a name or in a meaning stays text."""
    html = explainer(MEANINGS)()("<b>R&D</b> & UBND")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.get_text() == "<b>R&D</b> & UBND"
    assert soup.find("b") is None
    assert explained(html)["R&D"] == 'Nghiên cứu <và> "phát triển"'


def test_without_abbreviations_text_is_only_escaped() -> None:
    """A rubric need not have any."""
    assert explainer({})()("A < B") == "A &lt; B"
