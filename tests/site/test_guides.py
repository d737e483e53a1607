"""The how-to pages: what they say of the code is what the code does, and their headings keep their addresses."""

import ast
import re
from pathlib import Path

import generate
import pytest
import yaml
from markdown.extensions.toc import slugify
from rubric_site import characters
from rubric_site.manual import messages, parts
from rubric_site.model import FILES, Criterion, Guidance
from stage import parsed

ROOT = Path(__file__).parents[2]
GUIDES = ("huong-dan", "cap-nhat")
SHAPES = ("wide", "bare")
"""Rubrics with everything and with next to nothing: what a guide says of either has to be right."""

PICTURES = ROOT / "docs" / "assets" / "images" / "screenshots"


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The Markdown of the guides by rubric and address."""
    found = {}
    for shape in SHAPES:
        docs = tmp_path_factory.mktemp(shape)
        assert generate.main([str(ROOT / "tests/rubrics" / shape), "--docs", str(docs)]) == 0
        for guide in GUIDES:
            found[f"{shape}/{guide}"] = (docs / guide / "index.md").read_text(encoding="utf-8")
    return found


def _text(node: ast.expr) -> str:
    """A message in the code as editors would see it, the changing words left out."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def messages_in_code() -> set[str]:
    """Every message that the readers of files and the checks themselves write."""
    found = set()
    places = {"Problem": 3, "problem": 1, "warning": 1, "_refuse": 1}
    package = ROOT / "scripts/rubric_site"
    readers = (package / f"{name}.py" for name in ("files", "load", "reading", "values"))
    for path in (*readers, *(package / "check").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                place = places.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
                if place is not None and len(node.args) > place:
                    found.add(_text(node.args[place]))
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message":
                found.add(_text(node.value))
    return (found | messages_about_characters()) - {""}


def messages_about_characters() -> set[str]:
    """The messages about the commonest kinds of characters, the character itself left out."""
    texts = (message for sign in "\u00a0\u200b\uf0b7\u4e2d" for _, message, _ in characters.unwanted(sign))
    return {re.sub(r"U\+[0-9A-F]{4}|(?<=“).(?=”)", "…", text) for text in texts}


def shown_messages(site: Path) -> set[str]:
    """The messages on the page of messages."""
    soup = parsed(site / "cap-nhat/loi/index.html")
    return {term.get_text() for term in soup.select("dl.keys--messages dt")}


def test_every_message_is_explained(built_site: Path) -> None:
    """Whatever the loader and the checks can say stands on the page of messages."""
    said = messages_in_code()
    assert len(said) > 20
    assert said - shown_messages(built_site) == set()


def test_no_message_is_explained_that_the_code_has_not(built_site: Path) -> None:
    """A message that was removed from the code goes from the page."""
    from_tables = {message.text for message in messages()}
    assert shown_messages(built_site) - messages_in_code() - from_tables == set()


def test_every_key_is_described(built_site: Path) -> None:
    """The page of keys has every part and every key of the model, with a description."""
    soup = parsed(built_site / "cap-nhat/truong/index.html")
    found = [term.get_text() for term in soup.select("dl.keys dt code")]
    assert found == [key.name for part in parts() for key in part.keys]
    assert all(key.description for part in parts() for key in part.keys)
    assert {part.anchor for part in parts()} >= {f"phan-{model.__name__.lower()}" for model in FILES.values()}


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value} | {key for inner in value.values() for key in _keys(inner)}
    return {key for inner in value for key in _keys(inner)} if isinstance(value, list) else set()


def test_the_examples_are_what_the_program_reads(guides: dict[str, str]) -> None:
    """Every YAML example parses, has only keys of the model, and a whole note or criterion fits the model."""
    known = {key.name for part in parts() for key in part.keys}
    examples = re.findall(r"```yaml\n(.*?)```", guides["wide/cap-nhat"], re.DOTALL)
    assert len(examples) > 4
    for example in examples:
        data = yaml.load(example, Loader=yaml.BaseLoader)  # noqa: S506 - text only, as the program reads `on:`
        data = data[0] if isinstance(data, list) else data
        names = {key for key in _keys(data) if not re.fullmatch(r"nd-[\d-]+|\d{4}", key)}
        assert names <= known, example
        if "guidance" in data:
            Guidance.model_validate(data["guidance"])
        if "code" in data:
            Criterion.model_validate(data)


def test_every_heading_has_an_address_of_its_own(guides: dict[str, str]) -> None:
    """Headings name their anchor: one made from the words would lose đ and change with every edit."""
    for name, text in guides.items():
        outside = re.sub(r"```.*?```", "", text.split("---\n", 2)[2], flags=re.DOTALL)
        headings = [line for line in outside.splitlines() if re.match(r"#+ ", line)]
        assert headings
        assert [line for line in headings if not re.search(r" \{#[a-z0-9-]+\}$", line)] == [], name


def test_guides_speak_in_the_words_of_the_body(guides: dict[str, str]) -> None:
    """Nouns are the body's own, and nothing is said of what its rubric has not."""
    assert "Đọc một tiêu chí thành phần" in guides["wide/huong-dan"]
    assert "Tôi thuộc bộ phận" in guides["wide/huong-dan"]
    assert not re.search("đơn vị|bản nháp|Bản nháp|điểm", guides["bare/huong-dan"])


def test_guides_show_only_pictures_of_the_body(guides: dict[str, str]) -> None:
    """A body that has taken no pictures of its site gets none of another's."""
    assert not [name for name, text in guides.items() if "![" in text or ".webp" in text]


def test_no_address_lost_a_letter(built_site: Path) -> None:
    """No anchor of any page was made from words with đ, which the theme's way of making them leaves out."""
    for path in built_site.rglob("*.html"):
        soup = parsed(path)
        for heading in soup.select(".md-content :is(h2, h3, h4, h5, h6)[id]"):
            words = heading.get_text().removesuffix("¶")
            assert "đ" not in words.lower() or heading["id"] != slugify(words, "-"), heading["id"]


def test_every_picture_is_there_in_its_size() -> None:
    """The how-to page gives each picture its true size, so that nothing jumps while it loads."""
    text = (ROOT / "scripts/rubric_site/templates/guide.md.jinja").read_text(encoding="utf-8")
    names = set(re.findall(r'picture\("([\w-]+)"', text))
    assert len(names) > 3
    for folder in PICTURES.iterdir():
        for name in names:
            data = (folder / f"{name}.webp").read_bytes()
            assert data[12:16] == b"VP8X"
            size = [1 + int.from_bytes(data[start : start + 3], "little") for start in (24, 27)]
            assert f"width={size[0]} height={size[1]}" in text, name


def test_every_picture_is_taken_by_the_script() -> None:
    """A body's folder holds exactly what scripts/screenshots.py takes."""
    script = (ROOT / "scripts/screenshots.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'^    "([\w-]+)": Picture\(', script, re.MULTILINE))
    for folder in PICTURES.iterdir():
        assert {path.stem for path in folder.iterdir()} == taken
