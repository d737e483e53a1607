"""The import of a table that a body issued: whatever file it came in, it becomes `source.txt` and YAML.

Loaded by its own command alone: the site needs none of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from rubric_site import load, schema, source_table
from rubric_site.importer import edition, files, parts, sections, units
from rubric_site.importer import report as reports
from rubric_site.importer.earlier import Earlier, OldRow, earlier
from rubric_site.importer.edition import Names
from rubric_site.importer.match import SURE, Match, matches
from rubric_site.importer.outline import Node, outline, walk
from rubric_site.importer.sections import Kept, Writer
from rubric_site.importer.yaml_out import SCHEMA
from rubric_site.source_table import Table

__all__ = ["Names", "Options", "Plan", "plan"]

REVIEW = "review: {status: draft}"


@dataclass(frozen=True)
class Options:
    """What the command was asked.

    Attributes:
        year: The edition to write.
        before: The edition whose notes are carried over; None for none.
        table: Which table of the file; None for all that belong together.
        names: What is said of the body.
    """

    year: int
    before: int | None = None
    table: int | None = None
    names: Names = field(default_factory=Names)


@dataclass
class Plan:
    """What the import would do.

    Attributes:
        files: The texts of the files to write, by their paths below the rubric's folder.
        removed: Files of the edition that another takes the place of.
        unsure: Everything that was not plain.
        changes: What a second import changes, what was matched with the last edition.
        summary: What was taken.
        to_do: What is left to an editor.
        rows: The rows as a table for the eye.
        refusals: Why nothing may be written; empty where it may.
    """

    files: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    summary: str = ""
    to_do: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def plan(path: Path, rubric: Path, options: Options) -> Plan:
    """Read a table and return what the import would do.

    Args:
        path: The file with the table.
        rubric: The rubric's folder; need not exist.
        options: What was asked.

    Raises:
        ValueError: If the file holds no table, or the rubric not the edition that is asked for.
    """
    found = parts.selected(files.read(path), options.table)
    source = "\n".join("\t".join(line.cells) for line in found.lines) + "\n"
    table = source_table.read(source)
    if table is None or not table.rows:
        raise ValueError(
            "không thấy bảng nào: cần một dòng tiêu đề (TT, nội dung hoặc tiêu chí, điểm…) hoặc các dòng có số"
        )
    report = reports.Report(
        path.name, found.lines, [(doubt.line, doubt.message) for doubt in table.doubts], found.notes
    )
    return _Import(options, rubric, source, table, report).plan()


class _Import:
    """Puts the parts together."""

    def __init__(self, options: Options, rubric: Path, source: str, table: Table, report: reports.Report) -> None:
        self.options, self.rubric, self.source, self.table, self.report = options, rubric, source, table, report
        self.above = edition.said(table.head)
        self.sections = outline(table.rows, self.above.title or f"Năm {options.year}", report.say)
        editions = _editions(rubric)
        self.present = editions.get(options.year)
        if options.before is not None and options.before >= options.year:
            raise ValueError(f"--from {options.before}: phải là năm trước năm {options.year}")
        if options.before is not None and options.before not in editions:
            known = ", ".join(map(str, sorted(editions))) or "chưa có ấn bản nào"
            raise ValueError(f"--from {options.before}: không thấy ấn bản này trong {rubric} ({known})")
        self.before = editions.get(options.before) if options.before is not None else None
        self.result = Plan()
        self.kept: dict[int, Kept] = {}
        self.formerly: dict[int, Sequence[str]] = {}

    def plan(self) -> Plan:
        """Return what the import would do."""
        names = dict.fromkeys(name for node in walk(self.sections) for name in node.row.units)
        basis = self.present or self.before
        self.units = units.units(names, basis.units if basis else ())
        if self.present:
            self._keep_present(self.present)
        if self.before:
            self._carry(self.before)
        self._write()
        self._say(len(names))
        return self.result

    # --- What editors wrote -----------------------------------------------------------------------------------------

    def _keep_present(self, present: Earlier) -> None:
        """Keep all that editors wrote in the edition that is imported a second time."""
        for level in ("section", "group", "criterion"):
            news, olds = self._level(level), [row for row in present.rows if row.level == level]
            found = matches(news, olds, by_code=True)
            for place, (node, _) in enumerate(news):
                if place in found:
                    self._keep(node, found[place].old)
                else:
                    self.result.changes.append(f"thêm {node.full}: “{node.row.title}”")
            gone = [old for old in olds if all(old is not match.old for match in found.values())]
            self._say_gone(gone)

    def _keep(self, node: Node, old: OldRow) -> None:
        self.kept[id(node)] = Kept(old.texts)
        changes = sections.changes(old, node, self.units.ids)
        if old.full != node.full:
            changes.insert(0, f"số {old.full} → {node.full}")
        if changes:
            self.result.changes.append(f"{node.full}: {'; '.join(changes)}")

    def _say_gone(self, gone: Sequence[OldRow]) -> None:
        for old in gone:
            self.result.changes.append(f"bỏ {old.full}: “{old.title}” (bảng không còn dòng này)")
            if old.guidance:
                said = f"{old.full} “{old.title}” có ghi chú mà bảng không còn dòng này"
                self.result.refusals.append(f"{said}: chuyển ghi chú sang chỗ khác rồi xóa dòng đó trong {old.file}")

    def _carry(self, before: Earlier) -> None:
        """Carry the notes of the last edition over to the criteria that it had too."""
        news = self._level("criterion")
        olds = [row for row in before.rows if row.level == "criterion"]
        found = matches(news, olds)
        for place, (node, _) in enumerate(news):
            if place in found:
                self._carry_one(node, found[place])
            else:
                self.result.changes.append(
                    f"{node.full}: mới, không giống tiêu chí nào của năm {before.year}: “{node.row.title}”"
                )
        used = {id(old) for match in found.values() for old in (match.old, *match.merged)}
        for old in olds:
            if id(old) not in used:
                said = "; ghi chú của nó không được chép" if old.guidance else ""
                self.result.changes.append(f"năm {before.year}, {old.full}: không có ở bảng mới{said}: “{old.title}”")
        self._carry_sections(before)

    def _carry_one(self, node: Node, match: Match) -> None:
        old = match.old
        forerunners = [row.full for row in (old, *match.merged)]
        self.formerly[id(node)] = forerunners
        if "guidance" in self.kept.get(id(node), Kept()).texts:
            return
        texts = self.kept[id(node)].texts if id(node) in self.kept else _carried(old)
        if "guidance" in _carried(old):
            texts = {**texts, "guidance": _carried(old)["guidance"]}
        self.kept[id(node)] = Kept(texts, () if "formerly" in texts else forerunners)
        if match.merged:
            self.result.changes.append(
                f"{node.full}: có lẽ gộp từ {', '.join(forerunners)}; ghi chú lấy của {old.full}"
            )
        if old.title != node.row.title:
            sure = "khác tên" if match.likeness >= SURE else f"chỉ giống {match.likeness:.0f} %, cần xem"
            self.result.changes.append(f"{node.full} ← {old.full}, {sure}: “{old.title}” → “{node.row.title}”")

    def _carry_sections(self, before: Earlier) -> None:
        """Carry the names of sections over, but not their words, which tell of the year's codes."""
        news, without = self._level("section"), []
        for place, match in matches(news, [row for row in before.rows if row.level == "section"]).items():
            node = news[place][0]
            if id(node) not in self.kept:
                self.kept[id(node)] = Kept({key: raw for key, raw in match.old.texts.items() if key != "note"})
                without += [node.full] if "note" in match.old.texts else []
        if without:
            listed = ", ".join(without)
            self.result.to_do.append(f"không chép lời dẫn (note) của các mục {listed}; viết lại nếu cần")

    def _level(self, level: str) -> list[tuple[Node, str]]:
        """Return the rows of one level, each with the title of its section."""
        if level == "section":
            return [(section, section.row.title) for section in self.sections]
        return [
            (node, section.row.title)
            for section in self.sections
            for node in walk(section.children)
            if bool(node.children) == (level == "group")
        ]

    # --- Files ------------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        home = str(self.options.year)
        found = {"source.txt": self.source, **self._sections()}
        found |= self._edition()
        if self.units.ids:
            found["units.yaml"] = self._units()
        self.result.files = {f"{home}/{name}": text for name, text in found.items()}
        if not (self.rubric / schema.FILE).is_file():
            self.result.files[schema.FILE] = schema.schema()

    def _sections(self) -> dict[str, str]:
        writer = Writer(self.units.ids, self.kept)
        found: dict[str, str] = {}
        made: list[str] = []
        olds = [row for row in self.present.rows if row.level == "section"] if self.present else []
        for number, node in enumerate(self.sections, 1):
            keeps = self.kept.get(id(node))
            label = node.row.title if node.made else sections.label(node.row.title)
            if not keeps or "label" not in keeps.texts:
                made.append(f"{node.full} “{label}”")
            name = next((old.file for old in olds if keeps and old.texts is keeps.texts), "")
            shown = _scalar(keeps.texts["label"]) if keeps and "label" in keeps.texts else label
            name = name or sections.file_name(number, shown)
            head = _head(self.present.files[name]) if self.present and name in self.present.files else SCHEMA
            found[name] = writer.section(node, head, label)
        if made:
            self.result.to_do.append(f"xem lại tên ngắn (label) của các mục: {', '.join(made)}")
        kept = {"edition.yaml", "units.yaml", *found}
        self.result.removed = [f"{self.options.year}/{old.file}" for old in olds if old.file not in kept]
        return found

    def _edition(self) -> dict[str, str]:
        writer = edition.Edition(self.options.year, self.table, self.sections, self.above)
        if self.present and "edition.yaml" in self.present.files:
            name = "edition.yaml"
            text, missing = edition.with_totals(self.present.files[name], self.present.documents[name].root, writer)
            self.result.to_do += missing
        else:
            text = writer.new(self.options.names, self.before, self.source)
        self.result.to_do += writer.to_do
        return {"edition.yaml": text}

    def _units(self) -> str:
        name = "units.yaml"
        if self.present and name in self.present.files:
            used = set(self.units.ids.values())
            unused = [unit.id for unit in self.present.units if unit.id not in used]
            if unused:
                self.result.to_do.append(f"units.yaml: bảng không còn nhắc {', '.join(unused)}; xóa nếu đúng")
            return units.renewed(self.present.files[name], self.present.documents[name].root, self.units)
        if any("note" in unit.texts for _, unit in self.units.old):
            self.result.to_do.append("units.yaml: không chép phần giới thiệu (note) của các đơn vị; viết lại nếu cần")
        return units.new_file(self.units)

    # --- Words ------------------------------------------------------------------------------------------------------

    def _say(self, count: int) -> None:
        result = self.result
        result.unsure = [*self.report.unsure(), *self._unsure_of_rows()]
        result.unsure += reports.outside("Trên bảng", self.above.rest)
        result.unsure += reports.outside("Dưới bảng", self.table.tail)
        result.summary = reports.taken(self.sections, count)
        result.rows = list(reports.as_table(self.sections, self.formerly))
        if self.units.new:
            listed = ", ".join(f"{name} ({self.units.ids[name]})" for name in self.units.new)
            result.to_do.append(f"units.yaml: điền tên đầy đủ, xem lại mã của đơn vị mới: {listed}")
        for one, two in self.units.alike:
            result.unsure.append(f"“{one}” và “{two}” có lẽ là một đơn vị viết hai cách; đang để thành hai")

    def _unsure_of_rows(self) -> Iterator[str]:
        leaves = [leaf for section in self.sections for leaf in section.leaves]
        if self.table.has_points:
            without = [leaf.full for leaf in leaves if leaf.row.points is None and leaf.row.kind == "scored"]
            yield from _listed("không có điểm, để trống", without)
        if self.table.has_units:
            yield from _listed("không có đơn vị, để trống", [leaf.full for leaf in leaves if not leaf.row.units])
        total = sum((section.listed for section in self.sections), start=self.sections[0].listed * 0)
        if self.table.total is not None and self.table.total != total:
            yield f"dòng cộng của bảng ghi {_comma(self.table.total)} điểm, các tiêu chí cộng lại được {_comma(total)}"
        for node in walk(self.sections):
            if node.children and node.row.points is not None and node.row.points != node.listed and node.listed:
                declared, listed = _comma(node.row.points), _comma(node.listed)
                yield f"{node.full} ghi {declared} điểm, các tiêu chí bên dưới cộng lại {listed}"


def _carried(old: OldRow) -> dict[str, list[str]]:
    """Return what a criterion's forerunner gives it: all that editors wrote, the note as a draft."""
    texts = {key: raw for key, raw in old.texts.items() if key not in ("formerly", "guidance")}
    if old.guidance:
        above = takewhile(lambda line: line.lstrip().startswith("#"), old.texts["guidance"][1:])
        note = [line.lstrip() for line in above]
        note += [line for key, lines in old.guidance.items() if key != "review" for line in lines]
        texts["guidance"] = ["guidance:", *(f"  {line}" if line else "" for line in (*note, REVIEW))]
    return texts


def _listed(what: str, codes: Sequence[str]) -> Iterator[str]:
    if codes:
        yield f"{len(codes)} tiêu chí {what}: {', '.join(codes)}"


def _comma(value: object) -> str:
    return str(value).replace(".", ",")


def _editions(rubric: Path) -> Mapping[int, Earlier]:
    """Return the editions that a rubric's folder holds, by year."""
    if not rubric.is_dir() or not any(rubric.glob("*/*.yaml")):
        return {}
    found = {}
    for name, documents in load.load(rubric).editions.items():
        if name.isdigit():
            found[int(name)] = earlier(int(name), documents)
    return found


def _head(file: str) -> str:
    """Return the comments before the first key of a file."""
    found = []
    for line in file.split("\n"):
        if line.strip() and not line.startswith("#"):
            break
        found.append(line)
    return "\n".join(found)


def _scalar(raw: Sequence[str]) -> str:
    return raw[0].partition(":")[2].strip(" '\"")
