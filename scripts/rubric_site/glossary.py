"""Explain abbreviations where they stand: the first of each in a block becomes an `abbr` that opens by itself.

It takes the keyboard's focus and a finger's tap; the style sheet then writes the meaning behind it, in the line, where
it covers nothing and runs into no edge. The meaning is an attribute: copying, searching and the text stay as they are.
"""

import re
from collections.abc import Callable, Mapping

from markupsafe import escape

from rubric_site.model import Abbreviation

SYMBOL = re.compile(
    r"(?:\d[\d.]*|[A-ZĐ][A-ZĐ0-9]*)(?:[/-](?:\d+|[A-ZĐ][A-Za-zĐđ0-9]*))+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org)\b"
)
"""What may not break at its strokes: a document's number such as 42/2013/QH13, a date, a host's name."""


def html(text: str) -> str:
    """Return a text as HTML in which no document's number breaks."""
    return SYMBOL.sub(r'<span class="whole">\g<0></span>', str(escape(text)))


def explainer(abbreviations: Mapping[str, Abbreviation]) -> Callable[[], Callable[[str], str]]:
    """Return a function that opens a block: it returns the function to write the block's texts as HTML with.

    Args:
        abbreviations: What is explained. Each counts where it stands alone: not in a number such as 61/2018/NĐ-CP.
    """
    names = sorted(abbreviations, key=len, reverse=True)  # “PAR INDEX” before “PAR”
    alone = re.compile(rf"(?<![\w/.-])(?:{'|'.join(map(re.escape, names))})(?![\w/-])") if names else None
    tags = {name: _tag(name, abbreviation) for name, abbreviation in abbreviations.items()}

    def block() -> Callable[[str], str]:
        rest = dict(tags)

        def write(text: str) -> str:
            if alone is None or not rest:
                return html(text)
            written, end = [], 0
            for match in alone.finditer(text):
                if tag := rest.pop(match[0], ""):
                    written += [html(text[end : match.start()]), tag]
                    end = match.end()
            return "".join([*written, html(text[end:])])

        return write

    return block


def _tag(name: str, abbreviation: Abbreviation) -> str:
    return f'<abbr tabindex="0" title="{escape(abbreviation.meaning)}">{escape(name)}</abbr>'
