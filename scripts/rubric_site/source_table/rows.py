"""From records to rows: numbers, points and units, the scale below a criterion, bonus and deduction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rubric_site import codes
from rubric_site.source_table import cells as cell
from rubric_site.source_table.names import Names
from rubric_site.source_table.records import Record, Say
from rubric_site.source_table.table import Kind, Row, Scale

LONGEST_SIGN = 3
"""What is longer in a cell is a text, no mark such as x or ✓."""


@dataclass
class _Draft:
    """A row whose units are not yet told apart and whose kind is not yet known."""

    line: int
    code: str
    title: str
    points: cell.Points = field(default_factory=cell.Points)
    units: dict[str, str] = field(default_factory=dict)
    scale: list[Scale] = field(default_factory=list)
    heads: int = 0


class Rows:
    """Goes through the records once."""

    def __init__(self, records: Sequence[Record], say: Say) -> None:
        """Read the records.

        Args:
            records: The rows as their cells stand.
            say: Takes what is not plain.
        """
        self.total: Decimal | None = None
        self._say = say
        self._drafts: list[_Draft] = []
        self._above: dict[int, str] = {}
        self._said: set[str] = set()
        self._listing = False
        self._words: dict[str, int] = {}
        for record in records:
            self._take_above(record)
            self._take(record)

    def rows(self) -> list[Row]:
        """Return the rows, their units told apart, their kinds known."""
        names = Names([text for draft in self._drafts for text in draft.units.values()], self._say)
        found = []
        for draft in self._drafts:
            units, lead = names.of(draft.line, draft.units)
            scale = tuple(draft.scale)
            found.append(
                Row(draft.line, draft.code, draft.title, draft.points.amount, "scored", units, lead, scale, draft.heads)
            )
        kinds = [draft.points.kind for draft in self._drafts]
        return self._with_choices(self._with_highest(_with_kinds(found, kinds)))

    # --- One record -------------------------------------------------------------------------------------------------

    def _take_above(self, record: Record) -> None:
        """Take the headings that stand in columns of their own, left of the row, where they change."""
        own = "" if record.cell("title") else codes.read(record.cell("code")) or ""
        for level, (number, place) in enumerate(record.columns.above, 1):
            text, code = record.at(place), codes.read(record.at(number)) or own
            if not text or self._above.get(level) == text:
                continue
            self._above = {other: title for other, title in self._above.items() if other < level} | {level: text}
            if not code:
                code, text = codes.split(text) or ("", text)
            name = record.columns.header[place]
            if name not in self._said:
                self._said.add(name)
                self._say(record.line, f"cột “{name}” (“{text}”…) được hiểu là các mục gồm những dòng bên phải")
            self._drafts.append(_Draft(record.line, code, text, heads=level))

    def _take(self, record: Record) -> None:
        code, title = self._code_and_title(record)
        if not code and cell.TOTAL.fullmatch(title or record.cells[0]):
            self._take_total(record, title or record.cells[0])
            return
        draft = _Draft(record.line, code, title, self._points(record, title), self._units(record))
        draft.heads = self._level(codes.word(record.cell("code"))) if code else 0
        if not code and self._drafts and self._belongs_above(record, draft, self._drafts[-1]):
            return
        if not title:
            if record.text and not record.columns.above:
                self._say(record.line, f"dòng không có nội dung, không lấy: “{record.text}”")
            return
        if not code:
            self._name_uncoded(record, draft)
        self._drafts.append(draft)
        self._listing = False

    def _level(self, word: str) -> int:
        """Return the level that a word before a number says: Phần heads Mục where it comes first; 0 for no word."""
        return self._words.setdefault(word, len(self._words) + 1) if word else 0

    def _name_uncoded(self, record: Record, draft: _Draft) -> None:
        is_part = draft.points.amount is None and cell.heads(draft.title)
        draft.heads = 1 + len(record.columns.above) if is_part else 0
        if "code" in record.columns.places:
            what = "mục" if draft.heads else "dòng"
            self._say(record.line, f"dòng không có số thứ tự; lấy như một {what}: “{draft.title}”")

    def _code_and_title(self, record: Record) -> tuple[str, str]:
        written, title = record.cell("code"), record.cell("title")
        if code := codes.read(written):
            return code, title or self._title_elsewhere(record)
        if written and not cell.bare(f"{written} x").startswith(written):
            return "", f"{written} {title}"  # a bullet in the column of numbers
        if written and not title:
            return codes.split(written) or ("", written)
        if written:
            self._say(record.line, f"không đọc được số thứ tự “{written}”; để trống số")
            return "", title
        found = codes.split(title)
        if found and "code" in record.columns.places:
            self._say(record.line, f"số thứ tự “{found[0]}” nằm trong cột nội dung; tách ra")
        return found or ("", title)

    def _title_elsewhere(self, record: Record) -> str:
        """Return the text of a row with a number whose title stands in a column that is not the titles'."""
        known = {*record.columns.places.values(), *(place for pair in record.columns.above for place in pair)}
        texts = [text for at, text in enumerate(record.cells) if at not in known and len(text) > LONGEST_SIGN]
        if texts:
            self._say(record.line, f"ô nội dung trống; lấy chữ ở cột khác làm nội dung: “{texts[0]}”")
        return texts[0] if texts else ""

    def _take_total(self, record: Record, title: str) -> None:
        amount = cell.points(record.cell("points")).amount
        if amount is not None and not cell.PART_TOTAL.search(title):
            self.total = amount
        said = f", ghi {cell.comma(amount)} điểm" if amount is not None else ""
        self._say(record.line, f"dòng “{title}”{said}: là dòng cộng, không phải tiêu chí; không lấy")

    def _points(self, record: Record, title: str) -> cell.Points:
        written = record.cell("points")
        if written and cell.DITTO.fullmatch(written) and self._drafts:
            above = self._drafts[-1].points
            self._say(record.line, f"điểm ghi “{written}”; lấy theo dòng trên: {cell.comma(above.amount)}")
            return above
        found = cell.points(written)
        if found.doubt:
            self._say(record.line, found.doubt)
        amount = cell.within(title) if found.amount is None and not found.doubt else None
        if amount is None:
            return found
        self._say(record.line, f"điểm ghi trong nội dung “{title}”; lấy {cell.comma(amount)} điểm")
        return replace(found, amount=amount)

    def _units(self, record: Record) -> dict[str, str]:
        found: dict[str, str] = {}
        for role in ("lead", "units", "joint"):
            written = record.cell(role)
            if written and cell.DITTO.fullmatch(written):
                above = next((draft.units[role] for draft in reversed(self._drafts) if draft.units.get(role)), "")
                said = f"lấy theo dòng trên: “{above}”" if above else "mà dòng trên không có đơn vị; để trống"
                self._say(record.line, f"đơn vị ghi “{written}”; {said}")
                written = above
            if not cell.DASHES.fullmatch(written):
                found[role] = written
        return found

    # --- Rows without a number --------------------------------------------------------------------------------------

    def _belongs_above(self, record: Record, draft: _Draft, above: _Draft) -> bool:
        """Give a row without a number to the row above, where it is a scale, the rest of it or an explanation."""
        return (
            self._is_scale(draft, above, numbered="code" in record.columns.places)
            or self._is_rest(record, draft, above)
            or self._is_explanation(record, draft, above, scored={"code", "points"} <= record.columns.places.keys())
        )

    def _is_scale(self, draft: _Draft, above: _Draft, *, numbered: bool) -> bool:
        listed = cell.lists(draft.title)
        step = cell.scale(draft.line, draft.title, draft.points.amount) if not draft.units else None
        if not step or (above.heads and not above.code):
            return False
        most = above.points.amount
        if not listed and (not numbered or most is None or step.points > most):
            return False
        if not listed:
            self._say(draft.line, f"dòng không có số; hiểu là thang điểm của dòng {above.line}: “{draft.title}”")
        above.scale.append(step)
        self._listing = True
        return True

    def _is_rest(self, record: Record, draft: _Draft, above: _Draft) -> bool:
        torn = draft.title.lstrip("(“\"'")[:1].islower() or above.title.count("(") > above.title.count(")")
        both = draft.points.amount is not None and above.points.amount is not None
        if (draft.title and (not torn or self._listing)) or both or not record.text:
            return False
        above.title = f"{above.title} {draft.title}".strip()
        above.points = draft.points if above.points.amount is None else above.points
        for role, names in draft.units.items():
            above.units[role] = f"{above.units.get(role, '')} {names}".strip()
        self._say(draft.line, f"nối vào dòng {above.line}: “{record.text}”")
        return True

    def _is_explanation(self, record: Record, draft: _Draft, above: _Draft, *, scored: bool) -> bool:
        bulleted = bool(cell.BULLET.match(draft.title))
        plain = scored and above.points.amount is not None and not draft.units and not cell.heads(draft.title)
        if not draft.title or draft.points.amount is not None or not (bulleted or plain or self._goes_on(draft)):
            return False
        self._listing = True
        self._say(draft.line, f"dòng diễn giải của dòng {above.line}, không có số và điểm; không lấy: “{record.text}”")
        return True

    def _goes_on(self, draft: _Draft) -> bool:
        """Return whether a row goes on with what stands below a criterion: its scale or an explanation."""
        return self._listing and not draft.units and not cell.heads(draft.title)

    # --- All rows ---------------------------------------------------------------------------------------------------

    def _with_choices(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows, those of a choice made the scale of their criterion: a) 1 point, b) 0.5, of 1 at most."""
        below = _below(rows)
        gone: set[int] = set()
        found = list(rows)
        for parent, places in below.items():
            choices = [rows[place] for place in places]
            if below.keys() & set(places) or not _is_choice(rows[parent], choices):
                continue
            steps = (Scale(row.line, row.title, row.points or Decimal()) for row in choices)
            found[parent] = replace(rows[parent], scale=(*rows[parent].scale, *steps))
            gone.update(places)
            listed, line = ", ".join(row.code for row in choices), rows[parent].line
            self._say(choices[0].line, f"các dòng {listed} chỉ được chọn một; hiểu là thang điểm của dòng {line}")
        return [row for place, row in enumerate(found) if place not in gone]

    def _with_highest(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows, criteria without points given the highest of their scale, groups rid of theirs."""
        below = _below(rows)
        found = list(rows)
        for place, row in enumerate(rows):
            if row.scale and place in below:
                found[place] = replace(row, scale=())
                for step in row.scale:
                    said = f"“{step.condition}”: {cell.comma(step.points)}"
                    self._say(step.line, f"thang điểm nằm dưới dòng {row.line} là dòng nhóm; không lấy: {said}")
            elif row.scale and row.points is None and row.kind == "scored":
                most = max(step.points for step in row.scale)
                found[place] = replace(row, points=most)
                self._say(row.line, f"không ghi điểm; lấy mức cao nhất của thang: {cell.comma(most)}")
        return found


def _below(rows: Sequence[Row]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, parent in enumerate(parents(rows)):
        if parent is not None:
            found.setdefault(parent, []).append(place)
    return found


def parents(rows: Sequence[Row]) -> list[int | None]:
    """Return for each row the place of the row that it stands below, None for those at the top."""
    return codes.parents([row.code for row in rows], {place: row.heads for place, row in enumerate(rows) if row.heads})


def _with_kinds(rows: Sequence[Row], signs: Sequence[Kind | None]) -> list[Row]:
    """Return the rows with their kinds: what the sign says, else what the heading says that they stand below."""
    above = parents(rows)
    heads = set(above)
    said: list[Kind | None] = []
    for place, (row, parent) in enumerate(zip(rows, above, strict=True)):
        names_kind = place in heads or cell.NAMES_KIND.match(row.title)
        inherited = said[parent] if parent is not None else None
        said.append(signs[place] or (cell.kind_of(row.title) if names_kind else None) or inherited)
    return [replace(row, kind=kind or "scored") for row, kind in zip(rows, said, strict=True)]


def _is_choice(parent: Row, rows: Sequence[Row]) -> bool:
    amounts = [row.points for row in rows if row.points is not None and row.code.endswith(")")]
    if parent.points is None or len(amounts) != len(rows) or len(rows) < 2:  # noqa: PLR2004 - one is no choice
        return False
    return max(amounts) == parent.points < sum(amounts) and not any(row.scale or row.units for row in rows)
