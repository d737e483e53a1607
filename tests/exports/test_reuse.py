"""A download is made again when its input or the file itself has changed, and only then."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from rubric_site import exports, record
from rubric_site.exports import downloads
from rubric_site.views import Site
from stage import BARE, YEARS, newest

MAKERS = {"_typeset": "pdf", "_draw": "png", "_workbook": "xlsx", "_word": "docx"}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the costly makers were asked for since the test began; what they make are its data, which takes no time."""
    calls: list[str] = []

    def noting(kind: str) -> Callable[[bytes], bytes]:
        def noted(data: bytes) -> bytes:
            calls.append(kind)
            return data

        return noted

    for name, kind in MAKERS.items():
        monkeypatch.setattr(downloads, name, noting(kind))
    return calls


def costly(names: Iterable[str]) -> list[str]:
    """The kinds of those files that the costly makers make, in order."""
    return sorted(kind for name in names if (kind := name.rsplit(".", 1)[-1]) in MAKERS.values())


def test_nothing_is_made_twice(commune: Site, made: list[str]) -> None:
    """With unchanged input and unchanged files nothing is made, and the result is the same."""
    first = dict(exports.build(commune, lambda _: None))
    made.clear()
    assert dict(exports.build(commune, first.get)) == first
    assert made == []


def test_a_changed_criterion_makes_only_its_documents(
    commune: Site, commune_with: Callable[[str], Site], made: list[str]
) -> None:
    """Units and sections that a criterion is not in keep their files."""
    first = dict(exports.build(commune, lambda _: None))
    made.clear()
    second = dict(exports.build(commune_with("Niêm yết mọi thủ tục"), first.get))
    changed = {name for name in first if first[name] != second[name]}
    assert "tai-ve/linh-vuc/a.pdf" in changed
    assert not {"tai-ve/linh-vuc/b.pdf", "tai-ve/don-vi/kinh-te.pdf", "tai-ve/don-vi/kinh-te.xlsx"} & changed
    assert sorted(made) == costly(changed)


@pytest.mark.parametrize("harm", [b"", b"%PDF-1.7 ...", None])
def test_a_harmed_file_is_made_again(commune: Site, made: list[str], harm: bytes | None) -> None:
    """An empty, altered or missing file is not taken for what was made."""
    first = dict(exports.build(commune, lambda _: None))
    made.clear()
    name = "tai-ve/toan-bo.pdf"
    assert dict(exports.build(commune, lambda path: harm if path == name else first.get(path))) == first
    assert made == ["pdf"]


@pytest.mark.usefixtures("bare_downloads")
def test_a_file_that_goes_while_it_is_read_is_no_empty_one(commune: Site) -> None:
    """Whoever takes a kept file away in between ends the run; nothing is published in its place."""
    first = dict(exports.build(commune, lambda _: None))
    gone = iter([False, True])

    def once(path: str) -> bytes | None:
        return None if path == "tai-ve/toan-bo.pdf" and next(gone) else first.get(path)

    with pytest.raises(FileNotFoundError):
        dict(exports.build(commune, once))


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b'{"tai-ve/toan-bo.pdf": 1}', b"\xff"])
def test_a_record_that_cannot_be_read_makes_all_again(commune: Site, made: list[str], written: bytes) -> None:
    """Whatever stands in the record, the files are right."""
    first = dict(exports.build(commune, lambda _: None))
    made.clear()
    again = dict(exports.build(commune, lambda path: written if path == exports.RECORD else first.get(path)))
    assert again == first
    assert sorted(made) == costly(first)


def test_another_library_makes_all_again(commune: Site, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update of Typst its old files are not kept."""
    first = dict(exports.build(commune, lambda _: None))
    made.clear()
    monkeypatch.setattr(record, "version", lambda library: f"{library} of tomorrow")
    dict(exports.build(commune, first.get))
    assert sorted(made) == costly(first)


def test_a_record_keeps_what_is_unchanged() -> None:
    """Files of the same input that are still as they were are read back; any other state makes them anew."""
    made: list[str] = []

    def files(old: Mapping[str, bytes], source: str) -> dict[str, bytes]:
        def make() -> Iterator[tuple[str, bytes]]:
            made.append(source)
            yield from {"a": b"1", "b": b"2"}.items()

        one = record.Record("kept", old.get)
        return dict([*one.files("name", source, make), one.file()])

    first = files({}, "source")
    assert files(first, "source") == first
    assert made == ["source"]
    broken = (b"null", b"{", b"\xff", b'{"name": ["source", {}]}')
    for harm in ({"b": b"3"}, {"b": b""}, *({"kept": written} for written in broken)):
        assert files(first | harm, "source") == first
    assert files({name: first[name] for name in ("a", "kept")}, "source") == first
    assert made == ["source"] * 8
    for source in ("other", "tomorrow"):
        other = files(first, source)
        assert made[-1] == source
        assert {name for name in first if first[name] != other[name]} == {"kept"}


def test_a_digest_tells_parts_apart() -> None:
    """Their order counts, and where one ends and the next begins."""
    found = {record.digest(*parts) for parts in ((b"ab",), (b"a", b"b"), (b"b", b"a"), (b"a",), ())}
    assert len(found) == 5


def test_a_stamp_is_of_sources_and_libraries(tmp_path: Path) -> None:
    """What Python compiled beside a source changes nothing; the source and a library's version do."""
    source, compiled = tmp_path / "a.py", tmp_path / "a.pyc"
    source.write_bytes(b"1")
    stamps = [record.stamp([source], ["pytest"])]
    compiled.write_bytes(b"2")
    stamps.append(record.stamp([compiled, source], ["pytest"]))
    assert stamps[0] == stamps[1]
    stamps += [record.stamp([source], []), record.stamp([source], ["jinja2"])]
    source.write_bytes(b"3")
    stamps.append(record.stamp([source], ["pytest"]))
    template = tmp_path / "a.typ"
    template.write_bytes(b"4")
    stamps.append(record.stamp([source, template], ["pytest"]))
    assert len(set(stamps)) == 5


@pytest.mark.parametrize(
    ("rubric", "files"),
    [
        (
            YEARS,
            """tieu-chi.csv tieu-chi.json datapackage.json schema.json tieu-chi.xlsx lich.ics
            don-vi/van-phong.ics don-vi/van-phong.xlsx don-vi/van-phong.pdf don-vi/van-phong.docx
            don-vi/van-phong-gon.pdf don-vi/van-phong-gon.docx
            don-vi/kinh-te.xlsx don-vi/kinh-te.pdf don-vi/kinh-te.docx
            don-vi/phuc-vu.ics don-vi/phuc-vu.xlsx don-vi/phuc-vu.pdf don-vi/phuc-vu.docx
            don-vi/phuc-vu-gon.pdf don-vi/phuc-vu-gon.docx
            don-vi/to-so.xlsx don-vi/to-so.pdf don-vi/to-so.docx
            linh-vuc/a.pdf linh-vuc/b.pdf linh-vuc/d.pdf toan-bo.pdf""",
        ),
        (
            BARE,
            """tieu-chi.csv tieu-chi.json datapackage.json schema.json tieu-chi.xlsx
            linh-vuc/ac.pdf linh-vuc/v1.pdf toan-bo.pdf""",
        ),
    ],
)
def test_what_there_is_to_download(rubric: Path, files: str) -> None:
    """A calendar of whom a deadline's day concerns, a short sheet where the long one has an annex, and the preview."""
    paths = [download.path for download in downloads.offered(newest(rubric))]
    assert [path.removeprefix("tai-ve/") for path in paths] == [*files.split(), "assets/images/preview.png"]


def test_data_for_a_maker_are_text_that_can_be_read() -> None:
    """Whoever compares two runs sees letters, and days as they are written in data."""
    assert downloads.encoded({"tên": dt.date(2026, 3, 15)}) == '{"tên": "2026-03-15"}'.encode()


@pytest.mark.parametrize(("content", "count"), [(b"%PDF /Type/Pages/Count 12/Kids", 12), (b"%PDF", 0)])
def test_pages_are_counted_as_the_file_tells_them(content: bytes, count: int) -> None:
    """A file that does not say so has none."""
    assert exports.pages(content) == count
