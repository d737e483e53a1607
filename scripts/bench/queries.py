"""Measure what the search finds, by class of query, beside two plain rankings of the same texts as references."""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from playwright.sync_api import Browser
from rubric_site import frame, render, search
from rubric_site.search.called import GUIDES

from bench.measure import ROOT

sys.path += [str(ROOT / "tests" / folder) for folder in ("search", "support")]
from query_sets import Query, everyday, folded, roles, score
from stage import DISTRICT, newest, searched

K1, B = 1.2, 0.75
"""The usual constants of BM25."""

Terms = Callable[[str], list[str]]
Answers = list[tuple[Query, list[str]]]

SETS = {"everyday": everyday, "roles": roles}


def table(browser: Browser) -> Iterator[str]:
    """Yield a table of both halves of the sets by class: first row, first five rows, any of them, none."""
    files = search.files(newest(DISTRICT), render.about_all(newest(DISTRICT)))
    data = searched(lambda name: files[f"{search.FOLDER}{name}"])
    texts = {_name(place): _text(place, lines) for place, lines in zip(data["places"], data["lines"], strict=True)}
    texts |= {_name(place): f"{place['title']} {' '.join(place['also'])}" for place in data["documents"]}
    texts |= {f"/{page['location']}": f"{page['title']} {GUIDES.get(page['location'], '')}" for page in _guides()}
    yield "## Queries\n\n| set | half | class | number | search | BM25 of syllables | BM25 of 3- and 4-grams |"
    yield "|---|---|---|---|---|---|---|"
    for name, queries_of in SETS.items():
        for held_back in (False, True):
            # What the edition lacks, such as a page of questions, nothing could find.
            queries = [one for one in queries_of(held_back=held_back) if not one.expect or one.expect & texts.keys()]
            ways = [_ours(browser, files, queries), *(_bm25(texts, queries, terms) for terms in (_syllables, _grams))]
            half = "held back" if held_back else "tuned on"
            yield from (f"| {name} | {half} | {row}" for row in _rows(ways))
    yield "\nEach cell: the share of queries whose first row is right; how many of the right places (five at most)"
    yield "are among the first five rows; the share with any of them there; the share without a row. Of what nothing"
    yield "answers (none): the share without a row, not counting rows labelled as only near.\n"


def _rows(ways: Sequence[Answers]) -> Iterator[str]:
    """Yield a row for each class, for all that have an answer, and for those that have none."""
    answered = [[(query, found) for query, found in way if query.expect] for way in ways]
    for style in dict.fromkeys(query.style for query, _ in answered[0]):
        yield _row(style, [[(query, found) for query, found in way if query.style == style] for way in answered])
    yield _row("all", answered)
    unanswered = [[found for query, found in way if not query.expect] for way in ways]
    cells = [f"{sum(not found for found in way) / len(way):.2f}" for way in unanswered]
    yield f"none | {len(unanswered[0])} | {' | '.join(cells)} |"


def _row(name: str, ways: Sequence[Answers]) -> str:
    return f"{name} | {len(ways[0])} | {' | '.join(map(_cell, ways))} |"


def _cell(answers: Answers) -> str:
    reached = score(answers)
    return f"{reached.first:.2f} / {reached.five:.2f} / {reached.any_of_five:.2f} / {reached.empty:.2f}"


def _guides() -> list[dict[str, str]]:
    """The pages that the theme's index brings."""
    pages = (page for page in frame.shared_pages([newest(DISTRICT)]) if page.found)
    return [{"location": page.url, "title": page.title, "text": page.description} for page in pages]


def _ours(browser: Browser, files: Mapping[str, bytes], queries: Sequence[Query]) -> Answers:
    page = browser.new_page()
    for name in ("search", "places", "notes"):
        page.add_script_tag(content=files[f"{search.FOLDER}{name}.js"].decode())
    run = """([texts, guides]) => {
        const engine = searchEngine(searchPlaces);
        [...engine.rest(searchNotes), ...engine.pages(guides)].forEach(step => step());
        const name = ({ near, place: { kind, code, url } }) => ({ near, kind, code, url });
        return texts.map(text => engine.search(text).hits.map(name));
    }"""
    found = page.evaluate(run, [[query.text for query in queries], _guides()])
    page.close()
    return [
        (query, [_name(place) for place in places if query.expect or not place["near"]])
        for query, places in zip(queries, found, strict=True)
    ]


def _bm25(texts: Mapping[str, str], queries: Sequence[Query], terms: Terms) -> Answers:
    counted = {name: Counter(terms(text)) for name, text in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, counts in counted.items():
        for term in counts:
            holders[term].append(name)
    lengths = {name: counts.total() for name, counts in counted.items()}
    usual = sum(lengths.values()) / len(lengths)
    answers: Answers = []
    for query in queries:
        scores: Counter[str] = Counter()
        for term in set(terms(query.text)):
            rarity = math.log(1 + (len(texts) - len(holders[term]) + 0.5) / (len(holders[term]) + 0.5))
            for name in holders[term]:
                count = counted[name][term]
                share = count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[name] / usual))
                scores[name] += rarity * share  # type: ignore[assignment]
        answers.append((query, [name for name, _ in scores.most_common(5)]))
    return answers


def _syllables(text: str) -> list[str]:
    return folded(text).split()


def _grams(text: str) -> list[str]:
    plain = f" {folded(text)} "
    return [plain[at : at + size] for size in (3, 4) for at in range(len(plain) - size + 1)]


def _text(place: Mapping[str, str], lines: Mapping[str, str]) -> str:
    """All that the search may read of a place."""
    names = [place["title"], *place.get("also", ()), *place.get("keywords", ())]
    said = [str(line) for some in lines.values() for line in some]
    return " ".join([*names, *said])


def _name(place: Mapping[str, str]) -> str:
    """The name by which the sets know a place."""
    if place.get("code"):
        return place["code"]
    if sign := {"unit": "@", "document": "#"}.get(place["kind"]):
        return sign + re.sub(r"^(don-vi/|can-cu/#)|/$", "", place["url"])
    return f"/{place['url'].partition('#')[0]}"
