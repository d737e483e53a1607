"""The data model of a rubric: types, limits and their Vietnamese descriptions in one place.

The descriptions go into `rubric/schema.json`, from where an editor's program shows them, and into the page for editors.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
    WrapValidator,
    model_validator,
)
from pydantic.fields import FieldInfo

POINTS = re.compile(r"\d{1,9}([.,]\d{1,4})?")
"""Points as written in the rubric: an exact decimal, its fraction after a dot or a comma."""


def parse_points(value: object) -> Decimal:
    """Return points as an exact decimal.

    Args:
        value: A number or a text as it stands in the YAML: `0.75`, `0,75`, `2`.

    Raises:
        ValueError: If the value is not a number from 0 with at most nine digits and four decimals.
    """
    text = "" if isinstance(value, bool) else str(value).strip()
    if not POINTS.fullmatch(text):
        raise ValueError("points")
    return Decimal(text.replace(",", "."))


def exact(points: Decimal, thousands: str = "") -> str:
    """Return points as programs read them: `1250.50`; two decimals, more only where there are more.

    Args:
        points: The points.
        thousands: What parts thousands.
    """
    digits = max(2, -int(points.normalize().as_tuple().exponent))
    return f"{points:{thousands}.{digits}f}"


def _matches(rule: str, pattern: str) -> AfterValidator:
    """Return a check of the whole text; its error carries the rule's name, by which `explain` knows what to say."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(rule)
        return value

    return AfterValidator(check)


def _shown(pattern: str) -> FieldInfo:
    """Return what puts a pattern into the schema."""
    field: FieldInfo = Field(json_schema_extra={"pattern": f"^({pattern})$"})
    return field


SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST = 80
"""Letters of an id: folders and files are called by it."""

CODE = r"[A-Za-zĐđ0-9]{1,12}([.-][A-Za-zĐđ0-9]{1,12}){0,7}\)?"
"""A number as official tables have them: `III`, `1.2`, `10a`, `a)`, `AC-01.02`, `V1.1.1`."""

FILE_NAME = r"(?!.*\.[Yy][Aa]?[Mm][Ll]$)\w[\w .-]*"
SHORT_NAME = r"[A-Za-z0-9._-]{1,60}"
ADDRESS = r"https://[^\s<>\"']{1,300}"


def _itself(value: object, validated: Callable[[object], str]) -> str:
    """Return the very text that was given, where it needs no change: pydantic makes a copy of each."""
    text = validated(value)
    return value if isinstance(value, str) and value == text else text


def _on_one_line(value: str) -> str:
    if len(value.splitlines()) > 1:
        raise ValueError("line")
    return value


def _day(value: object) -> object:
    """Return a day as it is to be written: pydantic would take seconds since 1970 and days with a time, too."""
    if isinstance(value, dt.date):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        raise ValueError("date")
    if not EARLIEST <= int(value[:4]) <= LATEST:
        raise ValueError("date-year")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError("date") from None


EARLIEST, LATEST = 1945, 2200
"""Years that a legal document, a deadline or a review can be of."""

Text = Annotated[str, Field(min_length=1, max_length=4000), WrapValidator(_itself)]
Line = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_on_one_line), WrapValidator(_itself)]
"""A title, or what a table says in one place: pages, forms and spreadsheets have one line for it."""

Name = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_on_one_line)]
Label = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_on_one_line)]
Noun = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_on_one_line)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=dt.date)]
Points = Annotated[
    Decimal,
    BeforeValidator(parse_points, json_schema_input_type=float | str),
    PlainSerializer(float, when_used="json"),  # thirteen digits survive that exactly
]
Slug = Annotated[str, Field(max_length=LONGEST), _matches("slug", SLUG), _shown(SLUG)]
Code = Annotated[str, _matches("code", CODE), _shown(CODE)]
Codes = Annotated[
    tuple[Text, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=str | list[str]
    ),
]
"""One code or several."""

FileName = Annotated[str, Field(max_length=100), _matches("file-name", FILE_NAME), _shown(FILE_NAME)]
ShortName = Annotated[str, _matches("short-name", SHORT_NAME), _shown(SHORT_NAME)]
Address = Annotated[str, _matches("address", ADDRESS), _shown(ADDRESS)]
Keywords = Annotated[
    tuple[Text, ...],
    Field(
        exclude=True,
        description="Cách gọi khác mà người dùng hay gõ và tên chưa có, ví dụ “đi muộn về sớm”; chỉ để tìm.",
    ),
]
"""What the search alone reads."""

LEAP_YEAR = 2000
"""A year that has every day that a calendar can name."""

Verification = Literal["seen", "memory", "inferred"]


class Part(BaseModel):
    """A part of the rubric: immutable, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Period(Part):
    """Một phần của năm đánh giá, ghi khi quy định đổi giữa năm."""

    since: Day | None = Field(default=None, description="Chỉ áp dụng từ ngày này trong năm, ví dụ 2026-07-01.")
    until: Day | None = Field(default=None, description="Chỉ áp dụng đến hết ngày này, ví dụ 2026-06-30.")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("period")
        return self


def _short(key: str) -> Callable[[object], object]:
    """Return what turns a text into a part that says no more than that: `nd-63-2010` is `{id: nd-63-2010}`."""
    return lambda value: {key: value} if isinstance(value, str) else value


class Citation(Period):
    """Một văn bản được viện dẫn, kèm chỗ viện dẫn nếu biết."""

    id: Slug = Field(description="Mã văn bản trong references.yaml.")
    at: Text | None = Field(default=None, description="Điều, khoản đã thấy, ví dụ “khoản 1 Điều 12”.")
    why: Text | None = Field(
        default=None,
        description="Vì sao viện dẫn, bắt buộc khi văn bản không có hiệu lực trong năm đánh giá.",
    )


Citations = tuple[
    Annotated[Citation, BeforeValidator(_short("id"), json_schema_input_type=Slug | Citation)],
    ...,
]
"""Legal documents, each an id or an id with its place."""


class Body(Part):
    """Cơ quan có bộ tiêu chí này."""

    name: Name = Field(description="Tên cơ quan, ví dụ “UBND xã Ví Dụ”.")
    area: Name = Field(description="Địa bàn, viết sau tên trang, ví dụ “xã Ví Dụ”.")
    place: Name = Field(description="Địa danh ghi trước ngày tháng trên bản in, ví dụ “Ví Dụ”.")


class Terms(Part):
    """Cách gọi của cơ quan, viết thường; khóa nào bỏ trống thì trang dùng từ thông dụng."""

    section: Noun = Field(default="lĩnh vực", description="Gọi phần lớn nhất của bảng, ví dụ “nội dung”.")
    group: Noun = Field(default="nhóm tiêu chí", description="Gọi dòng gồm nhiều tiêu chí, ví dụ “tiêu chí”.")
    criterion: Noun = Field(default="tiêu chí", description="Gọi dòng được chấm, ví dụ “tiêu chí thành phần”.")
    unit: Noun = Field(default="đơn vị", description="Gọi nơi phụ trách, ví dụ “bộ phận”.")
    points: Noun = Field(default="điểm", description="Gọi điểm, ví dụ “điểm chuẩn”.")


class Totals(Part):
    """Số kiểm soát: phải khớp với tổng cộng của các mục, để phát hiện sót hoặc gõ nhầm."""

    criteria: int = Field(gt=0, description="Số tiêu chí của cả bộ, không kể tiêu chí điểm cộng, điểm trừ.")
    points: Points | None = Field(
        default=None,
        description="Tổng điểm của cả bộ, ví dụ 100 hoặc “59,50”; bỏ khóa này nếu bảng không chấm điểm.",
    )


class Source(Part):
    """Văn bản gốc của bộ tiêu chí."""

    file: FileName = Field(description="Tên tệp chép nguyên văn bảng gốc, đặt cùng thư mục, ví dụ source.txt.")
    title: Line = Field(description="Tên bảng đúng như văn bản gốc.")
    issued_with: Line | None = Field(default=None, description="Dòng ghi văn bản ban hành kèm theo, đúng như bản gốc.")
    partial: Flag = Field(
        default=False,
        description="true nếu bảng chỉ liệt kê một phần, nên điểm ghi ở dòng mục có thể lớn hơn tổng các dòng dưới.",
    )
    numbering: Text | None = Field(default=None, description="Trang viết số thứ tự khác bảng gốc ở điểm nào, nếu có.")
    leads: Text | None = Field(
        default=None,
        description="Bảng gốc nói gì về đơn vị chủ trì khi nhiều đơn vị cùng phụ trách một tiêu chí, viết thành câu.",
    )
    licence: Text | None = Field(default=None, description="Bảng gốc được công khai, sử dụng thế nào, viết thành câu.")
    notes: tuple[Text, ...] = Field(default=(), description="Những điểm cần lưu ý của bảng gốc, mỗi điểm một dòng.")


class Licence(Part):
    """Giấy phép sử dụng ghi chú và dữ liệu."""

    name: Name = Field(description="Tên giấy phép, ví dụ “Giấy phép MIT”.")
    id: ShortName | None = Field(default=None, description="Tên ngắn mà máy đọc được, ví dụ MIT hoặc CC-BY-4.0.")
    url: Address | None = Field(default=None, description="Địa chỉ toàn văn giấy phép, bắt đầu bằng https://.")


class Statement(Part):
    """Một điều đã biết về bối cảnh, kèm nguồn và mức kiểm chứng."""

    text: Text = Field(description="Điều được nêu, viết thành câu.")
    verification: Verification = Field(
        description="seen: đã thấy trong nguồn công khai; memory: theo trí nhớ; inferred: suy luận.",
    )
    where: Text | None = Field(default=None, description="Thấy ở đâu.")
    references: tuple[Slug, ...] = Field(default=(), description="Mã các văn bản liên quan trong references.yaml.")


class Scoring(Part):
    """Cách chấm của cơ quan cấp trên, biết đến đâu."""

    status: Literal["known", "partial", "unknown"] = Field(
        description="known: đã thấy cách chấm; partial: biết một phần; unknown: chưa tìm thấy.",
    )
    text: Text = Field(description="Nói rõ biết gì, chưa biết gì, viết thành câu.")


class Step(Part):
    """Một phần việc của kỳ chấm, hiện ở trang “Kỳ chấm diễn ra thế nào”."""

    title: Line = Field(description="Tên phần việc, ví dụ “Tự chấm điểm”.")
    known: tuple[Statement, ...] = Field(default=(), description="Những điều đã biết, mỗi điều có nguồn.")
    unknown: tuple[Text, ...] = Field(default=(), description="Những điều chưa biết, mỗi điều một dòng.")


class Question(Part):
    """Một câu hỏi thường gặp, hiện ở trang “Hỏi đáp”."""

    question: Line = Field(description="Câu hỏi.")
    answer: tuple[Text, ...] = Field(min_length=1, description="Câu trả lời, mỗi đoạn một dòng.")
    references: tuple[Slug, ...] = Field(default=(), description="Mã các văn bản liên quan trong references.yaml.")


ColumnName = Literal["code", "title", "points", "shared", "doer", "cooperation", "deadlines", "evidence", "remark"]
"""The columns that a unit's sheet may have."""


def _each_once(names: tuple[ColumnName, ...]) -> tuple[ColumnName, ...]:
    if len(set(names)) < len(names) or "title" not in names:
        raise ValueError("columns")
    return names


class Paper(Part):
    """Cách trình bày phiếu in của đơn vị (trang in, tệp PDF và Word)."""

    form: Literal["phu-luc", "van-ban"] = Field(
        default="phu-luc",
        description="phu-luc: phụ lục kèm theo một văn bản, không có quốc hiệu; van-ban: văn bản riêng, có quốc hiệu, "
        "số, ngày tháng, căn cứ, nơi nhận.",
    )
    columns: Annotated[tuple[ColumnName, ...], AfterValidator(_each_once)] = Field(
        default=get_args(ColumnName),
        description="Các cột của phiếu theo thứ tự: code (mã), title (tên), points (điểm), shared (cùng phụ trách), "
        "doer (người thực hiện), cooperation (phối hợp), deadlines (thời hạn), evidence (sản phẩm, minh chứng), "
        "remark (ghi chú).",
    )
    title: Line = Field(default="BẢNG PHÂN CÔNG TRÁCH NHIỆM", description="Tên phiếu, đặt giữa trang, in đậm.")
    subject: Name | None = Field(
        default=None,
        description="Dòng dưới tên phiếu, năm được viết tiếp sau; bỏ trống thì ghi “thực hiện” và tên chỉ số.",
    )
    grounds: tuple[Line, ...] = Field(
        default=(),
        description="Căn cứ của phiếu dạng van-ban, mỗi căn cứ một dòng; bỏ trống thì ghi khung chung và văn bản gốc.",
    )
    recipients: tuple[Name, ...] = Field(
        default=("Như trên", "Lưu: VT"),
        description="Nơi nhận của phiếu dạng van-ban, mỗi nơi một dòng; để trống ([]) thì không có.",
    )
    signatures: tuple[Name, ...] = Field(
        default=("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"),
        description="Chức danh của những người ký, từ trái sang phải; để trống ([]) thì phiếu không có chỗ ký.",
    )
    signature_hint: Name = Field(default="(Ký, ghi rõ họ tên)", description="Dòng nhỏ dưới mỗi chức danh ký.")

    @model_validator(mode="before")
    @classmethod
    def _reads_the_older_key(cls, data: object) -> object:
        """Take `state_header`, as it was before there were forms: with the state's header a sheet is a document."""
        if not isinstance(data, dict) or not isinstance(data.get("state_header"), bool):
            return data
        kept = {key: value for key, value in data.items() if key != "state_header"}
        return {"form": "van-ban"} | kept if data["state_header"] else kept


class Edition(Part):
    """Thông tin chung của một ấn bản, tệp edition.yaml."""

    year: int = Field(ge=1990, le=2200, description="Năm đánh giá; cũng là tên thư mục của ấn bản.")
    label: Label | None = Field(
        default=None,
        description="Tên gọi của ấn bản khi không chỉ cho một năm, ví dụ “2025 và các năm tiếp theo”.",
    )
    index_name: Name = Field(description="Tên đầy đủ của chỉ số.")
    site_title: Name = Field(description="Tên trang, không kèm địa bàn và năm.")
    body: Body = Field(description="Cơ quan có bộ tiêu chí này.")
    terms: Terms = Field(default=Terms(), description="Cách gọi của cơ quan.")
    totals: Totals = Field(description="Số kiểm soát của cả bộ.")
    lead: Text = Field(description="Một câu nói trang này là gì, cho ai; hiện ở trang chủ.")
    standing: Text | None = Field(
        default=None,
        description="Một câu ngắn đặt đầu trang chủ: bảng này nay có giá trị gì, khi nó không còn được áp dụng.",
    )
    notice: Text | None = Field(default=None, description="Lưu ý khi đọc, hiện ở trang chủ.")
    guidance_note: Text = Field(description="Câu đặt trước phần hướng dẫn, nói rõ tính chất tham khảo.")
    framework: tuple[Slug, ...] = Field(
        default=(),
        description="Mã các văn bản khung chung của chỉ số; trang gom chúng dưới “Khung chung của chỉ số”.",
    )
    source: Source = Field(description="Văn bản gốc.")
    licence: Licence | None = Field(
        default=None,
        description="Giấy phép của ghi chú và dữ liệu, ghi vào các tệp tải về; của bảng gốc thì ghi ở source.",
    )
    updated: Day | None = Field(default=None, description="Ngày sửa nội dung gần nhất, dạng năm-tháng-ngày.")
    scoring: tuple[Text, ...] = Field(default=(), description="Những gì biết và chưa biết về cách chấm điểm.")
    scoring_status: Scoring | None = Field(
        default=None,
        description="Cách chấm đã biết đến đâu, nói một lần cho mọi tiêu chí; tiêu chí nào khác thì ghi riêng.",
    )
    process: tuple[Step, ...] = Field(default=(), description="Kỳ chấm diễn ra thế nào; có thì có trang riêng.")
    questions: tuple[Question, ...] = Field(default=(), description="Hỏi đáp; có thì có trang riêng.")
    context: tuple[Statement, ...] = Field(default=(), description="Bối cảnh: điều gì đã thay đổi sau năm đánh giá.")
    paper: Paper = Field(default=Paper(), description="Cách trình bày phiếu in của đơn vị.")

    @property
    def name(self) -> str:
        """What the edition is called: its label, or its year."""
        return self.label or str(self.year)


class Unit(Part):
    """Một đơn vị phụ trách."""

    id: Slug = Field(description="Mã đơn vị, chữ thường không dấu, nối bằng gạch ngang; là địa chỉ trang, không đổi.")
    name: Name = Field(description="Tên đúng như trong bảng gốc, ví dụ “Văn hóa”.")
    full_name: Name = Field(description="Tên đầy đủ, ví dụ “Phòng Văn hóa và Thông tin”.")
    verified: Flag = Field(description="Tên đầy đủ đã kiểm chứng hay chưa: true hoặc false.")
    references: tuple[Slug, ...] = Field(default=(), description="Mã văn bản dùng để kiểm chứng tên.")
    where: Text | None = Field(default=None, description="Ghi chú về nguồn của tên đầy đủ.")
    note: Text | None = Field(default=None, description="Giới thiệu ngắn về phần việc của đơn vị.")
    keywords: Keywords = ()


class Units(Part):
    """Danh sách đơn vị phụ trách, tệp units.yaml, theo thứ tự trên trang; bảng không ghi đơn vị thì bỏ tệp này."""

    units: tuple[Unit, ...] = Field(min_length=1, description="Các đơn vị phụ trách.")


Cycle = Literal["month", "quarter", "half-year"]


class Due(Part):
    """Ngày đến hạn mà máy đọc được, ghi theo một trong bốn cách."""

    month: int | None = Field(default=None, ge=1, le=12, description="Tháng; ghi cùng day: {month: 12, day: 15}.")
    day: int | None = Field(
        default=None,
        ge=1,
        le=31,
        description="Ngày; với every là ngày trong tháng cuối của mỗi kỳ: {every: quarter, day: 14}.",
    )
    year: int | None = Field(default=None, ge=1990, le=2200, description="Năm, khi khác năm đánh giá.")
    every: Cycle | None = Field(default=None, description="month: hằng tháng; quarter: hằng quý; half-year: 6 tháng.")
    days: int | None = Field(
        default=None,
        ge=1,
        le=3660,
        description="Số ngày; sau khi hết mỗi kỳ: {every: quarter, days: 15}; sau một việc: {days: 30, event: …}.",
    )
    working: Flag = Field(default=False, description="true nếu days là ngày làm việc; chỉ ghi cùng event.")
    event: Text | None = Field(
        default=None, description="Việc làm mốc tính, ví dụ “ngày thụ lý”; khi đó không có ngày."
    )
    yearly: Flag = Field(default=False, description="true nếu nguồn nói rõ năm nào cũng vậy; lịch sẽ lặp lại hằng năm.")

    @model_validator(mode="after")
    def _is_one_of_the_ways(self) -> Self:
        given = {name for name in ("month", "day", "every", "days", "event") if getattr(self, name) is not None}
        ways = ({"month", "day"}, {"every", "day"}, {"every", "days"}, {"days", "event"})
        dated = given == ways[0]
        if given not in ways or (self.year and not dated) or ("event" in given and self.yearly):
            raise ValueError("due")
        if self.working and "event" not in given:
            raise ValueError("due")
        if dated and (self.day or 0) > calendar.monthrange(self.year or LEAP_YEAR, self.month or 1)[1]:
            raise ValueError("due-day")
        return self


class Action(Period):
    """Một việc cần làm."""

    text: Text = Field(description="Việc cần làm, viết thành câu.")


class Deadline(Period):
    """Một thời hạn có nguồn."""

    text: Text = Field(description="Thời hạn, viết thành câu.")
    reference: Slug = Field(description="Mã văn bản quy định thời hạn.")
    at: Text | None = Field(default=None, description="Điều, khoản quy định thời hạn, ví dụ “khoản 1 Điều 12”.")
    due: Due | None = Field(default=None, description="Ngày đến hạn để lên lịch; chỉ ghi khi nguồn nói rõ.")
    why: Text | None = Field(default=None, description="Vì sao nêu, khi văn bản không có hiệu lực trong năm đánh giá.")
    verification: Verification = Field(description="seen: đã thấy trong nguồn công khai; memory; inferred.")


class RelatedMeasure(Part):
    """Cách đo của một bộ chỉ số khác, chỉ để đối chiếu."""

    reference: Slug = Field(description="Mã văn bản của bộ chỉ số khác.")
    text: Text = Field(description="Bộ chỉ số đó đo thế nào.")


class Basis(Part):
    """Căn cứ pháp lý của ghi chú đã được đối chiếu đến đâu."""

    status: Literal["checked", "seen", "unchecked"] = Field(
        description="checked: đã đối chiếu điều khoản; seen: mới thấy số và tên văn bản; unchecked: chưa đối chiếu.",
    )
    reason: Text = Field(description="Điều riêng của tiêu chí này: đã thấy gì, còn ngờ gì.")


class Review(Part):
    """Tình trạng rà soát của ghi chú."""

    status: Literal["draft", "reviewed"] = Field(description="draft: bản nháp; reviewed: đơn vị đã rà soát.")
    by: Name | None = Field(default=None, description="Người hoặc đơn vị rà soát; bắt buộc khi reviewed.")
    on: Day | None = Field(default=None, description="Ngày rà soát, dạng năm-tháng-ngày, ví dụ 2024-03-15.")
    of: Name | None = Field(
        default=None,
        description="Dấu của nội dung đã rà soát, chép từ cảnh báo của phần mềm; nội dung đổi thì dấu không còn khớp.",
    )

    @model_validator(mode="after")
    def _reviewed_needs_a_name_and_a_date(self) -> "Review":
        if self.status == "reviewed" and not (self.by and self.on):
            message = "review"
            raise ValueError(message)
        return self


LEVELS: Mapping[str, str] = {"low": "unchecked", "medium": "seen", "high": "seen"}
"""What the levels of the older key `confidence` are taken for."""


class Guidance(Part):
    """Ghi chú hướng dẫn của một tiêu chí."""

    what: Text = Field(description="Tiêu chí đo điều gì.")
    actions: tuple[
        Annotated[Action, BeforeValidator(_short("text"), json_schema_input_type=Text | Action)],
        ...,
    ] = Field(min_length=1, description="Việc cần làm, mỗi việc một dòng; có thể giới hạn trong một phần của năm.")
    evidence: tuple[Text, ...] = Field(min_length=1, description="Hồ sơ minh chứng cần lưu, mỗi loại một dòng.")
    deadlines: tuple[Deadline, ...] = Field(default=(), description="Thời hạn, chỉ ghi khi có nguồn.")
    pitfalls: tuple[Text, ...] = Field(
        default=(),
        description="Dễ sót: điểm thường mất ở đâu, mỗi ý một dòng; chỉ ghi điều suy được từ tên tiêu chí, việc làm.",
    )
    related_measure: RelatedMeasure | None = Field(default=None, description="Cách đo của bộ chỉ số khác để đối chiếu.")
    references: Citations = Field(
        default=(),
        description="Văn bản căn cứ trong năm đánh giá: mã, hoặc {id: mã, at: khoản 1 Điều 12}.",
    )
    later_references: Citations = Field(
        default=(),
        description="Văn bản ban hành sau năm đánh giá mà references.yaml không suy ra được từ văn bản căn cứ.",
    )
    basis: Basis = Field(description="Căn cứ pháp lý đã được đối chiếu đến đâu.")
    scoring_status: Scoring | None = Field(
        default=None,
        description="Cách chấm của riêng tiêu chí này, khi biết khác với điều ấn bản nói chung.",
    )
    review: Review = Field(description="Tình trạng rà soát.")

    @model_validator(mode="before")
    @classmethod
    def _reads_the_older_key(cls, data: object) -> object:
        """Take `confidence`, as notes had it before, for `basis`: a level never told whether articles were read."""
        if not isinstance(data, dict) or "basis" in data:
            return data
        old = data.get("confidence")
        if not (isinstance(old, dict) and set(old) == {"level", "reason"} and old["level"] in LEVELS):
            return data
        kept = {key: value for key, value in data.items() if key != "confidence"}
        return kept | {"basis": {"status": LEVELS[old["level"]], "reason": old["reason"]}}


class ScaleRow(Part):
    """Một mức của thang điểm."""

    condition: Line = Field(description="Điều kiện, chép đúng từng chữ từ bảng gốc, ví dụ “Từ 80 % đến dưới 100 %”.")
    points: Points = Field(description="Điểm khi đạt điều kiện đó.")


Kind = Literal["scored", "bonus", "deduction"]


class Criterion(Part):
    """Một tiêu chí: dòng được chấm."""

    code: Code = Field(description='Số thứ tự như trong bảng, đặt trong dấu ngoặc kép: "1.1".')
    title: Line = Field(description="Tên tiêu chí, chép đúng từng chữ từ bảng gốc.")
    kind: Kind = Field(
        default="scored",
        description="scored: tính vào tổng điểm; bonus: điểm cộng; deduction: điểm trừ. Bỏ khóa này là scored.",
    )
    points: Points | None = Field(
        default=None,
        description="Điểm tối đa, ví dụ 0.75 hoặc “0,75”; với điểm cộng, điểm trừ là mức trần, nếu bảng có ghi.",
    )
    scale: tuple[ScaleRow, ...] = Field(default=(), description="Thang điểm mà bảng gốc ghi dưới tiêu chí, nếu có.")
    units: tuple[Slug, ...] = Field(default=(), description="Mã các đơn vị phụ trách trong units.yaml.")
    lead: Slug | None = Field(default=None, description="Mã đơn vị chủ trì, chỉ ghi khi bảng gốc ghi.")
    formerly: Codes = Field(
        default=(),
        description="Mã đầy đủ ở ấn bản liền trước, ví dụ “I.1.1”; là danh sách nếu gộp từ nhiều tiêu chí.",
    )
    guidance: Guidance | None = Field(default=None, description="Ghi chú hướng dẫn.")
    keywords: Keywords = ()


class Group(Part):
    """Một nhóm tiêu chí: dòng gồm nhiều tiêu chí, hoặc nhiều nhóm nhỏ hơn."""

    code: Code = Field(description='Số thứ tự của nhóm, đặt trong dấu ngoặc kép: "1".')
    title: Line = Field(description="Tên nhóm, chép đúng từng chữ từ bảng gốc.")
    max_points: Points | None = Field(default=None, description="Điểm mà bảng gốc ghi ở dòng của nhóm, nếu có.")
    units: tuple[Slug, ...] = Field(default=(), description="Đơn vị mà bảng gốc ghi ở dòng của nhóm, nếu có.")
    keywords: Keywords = ()
    criteria: "tuple[Item, ...]" = Field(
        min_length=1,
        description="Các tiêu chí của nhóm, hoặc các nhóm nhỏ hơn, theo thứ tự bảng gốc.",
    )


def _kind_of_item(value: object) -> str | None:
    if isinstance(value, dict):
        return "group" if any(str(key).startswith("criter") for key in value) else "criterion"  # misspelt, too
    return "group" if isinstance(value, Group) else "criterion" if isinstance(value, Criterion) else None


Item = Annotated[
    Annotated[Group, Tag("group")] | Annotated[Criterion, Tag("criterion")],
    Discriminator(_kind_of_item),
]
Group.model_rebuild()


class Section(Part):
    """Một lĩnh vực, mỗi lĩnh vực một tệp; thứ tự tệp là thứ tự trên trang."""

    code: Code = Field(description='Số của lĩnh vực, đặt trong dấu ngoặc kép: "III".')
    title: Line = Field(description="Tên lĩnh vực, chép đúng từng chữ từ bảng gốc.")
    label: Label = Field(description="Tên ngắn dùng cho thực đơn và biểu đồ.")
    short_label: Label | None = Field(default=None, description="Tên rất ngắn cho cột hẹp, nếu tên ngắn còn dài.")
    max_points: Points | None = Field(default=None, description="Điểm mà bảng gốc ghi ở dòng lĩnh vực, nếu có.")
    units: tuple[Slug, ...] = Field(default=(), description="Đơn vị mà bảng gốc ghi ở dòng lĩnh vực, nếu có.")
    note: Text | None = Field(default=None, description="Lời dẫn ngắn của lĩnh vực.")
    keywords: Keywords = ()
    items: tuple[Item, ...] = Field(min_length=1, description="Các nhóm và tiêu chí đứng riêng, theo thứ tự bảng gốc.")


class Change(Part):
    """Văn bản này làm gì với một văn bản có trước."""

    id: Slug = Field(description="Mã của văn bản có trước.")
    since: Day | None = Field(default=None, description="Từ ngày nào.")
    part: Text | None = Field(default=None, description="Phần nào, nếu không phải toàn bộ, ví dụ “phần công chức”.")
    verification: Verification = Field(default="seen", description="Quan hệ này được kiểm chứng thế nào.")


Changes = tuple[
    Annotated[Change, BeforeValidator(_short("id"), json_schema_input_type=Slug | Change)],
    ...,
]


class Reference(Part):
    """Một văn bản được viện dẫn."""

    type: Name = Field(description="Loại văn bản, ví dụ Luật, Nghị định, Quyết định.")
    number: Name | None = Field(default=None, description="Số, ký hiệu, ví dụ 61/2018/NĐ-CP.")
    date: Day | None = Field(default=None, description="Ngày ban hành, dạng năm-tháng-ngày, ví dụ 2018-04-23.")
    date_verification: Verification | None = Field(default=None, description="Ngày ban hành kiểm chứng thế nào.")
    issuer: Name = Field(description="Cơ quan ban hành.")
    title: Line = Field(description="Tên văn bản (trích yếu).")
    in_force: Mapping[int, Flag] = Field(
        default_factory=dict,
        description="Năm nào còn hiệu lực: {2026: true}. Năm không ghi là chưa rõ.",
    )
    effective: Day | None = Field(default=None, description="Ngày có hiệu lực.")
    replaces: Changes = Field(
        default=(), description="Các văn bản mà văn bản này thay thế: mã, hoặc {id: mã, since: …}."
    )
    amends: Changes = Field(default=(), description="Các văn bản mà văn bản này sửa đổi, bổ sung.")
    ends: Changes = Field(default=(), description="Các văn bản hết hiệu lực vì văn bản này mà không được thay thế.")
    later: Text | None = Field(
        default=None,
        description="Điều về sau mà các khóa replaces, amends, ends không nói được, viết thành câu.",
    )
    verification: Verification = Field(description="seen: đã thấy số và tên cùng nhau ở nguồn công khai; memory.")
    where: Text | None = Field(default=None, description="Thấy ở đâu.")
    note: Text | None = Field(default=None, description="Lưu ý về văn bản.")


class References(Part):
    """Các văn bản được viện dẫn, tệp references.yaml, dùng chung cho mọi ấn bản."""

    references: dict[Slug, Reference] = Field(description="Mỗi văn bản một mã, chữ thường không dấu.")


class Abbreviation(Part):
    """Một chữ viết tắt."""

    meaning: Name = Field(description="Viết đầy đủ bằng tiếng Việt.")
    english: Name | None = Field(default=None, description="Tên tiếng Anh, nếu có.")


class Abbreviations(Part):
    """Chữ viết tắt, tệp abbreviations.yaml, dùng chung cho mọi ấn bản."""

    abbreviations: dict[Noun, Abbreviation] = Field(description="Mỗi chữ viết tắt một dòng.")


class Thesaurus(Part):
    """Những từ cùng nghĩa khi tìm, tệp thesaurus.yaml, dùng chung cho mọi ấn bản; chỉ dùng để tìm."""

    words: dict[Text, tuple[Text, ...]] = Field(
        description="Từ thường dùng, rồi những từ được hiểu như nó: “chậm: [trễ, muộn]”."
    )


FILES: Mapping[str, type[Part]] = {
    "edition": Edition,
    "units": Units,
    "section": Section,
    "references": References,
    "abbreviations": Abbreviations,
    "thesaurus": Thesaurus,
}
"""The model of each kind of file."""


@dataclass(frozen=True)
class Rubric:
    """One edition with what it shares with the others.

    Attributes:
        edition: What the edition says of itself.
        units: The responsible units in display order; none where the table names none.
        sections: The sections in the order of the source.
        references: Legal documents by id.
        abbreviations: Abbreviations by their letters.
        thesaurus: Words that the search takes for others, by the usual word.
        files: The YAML file of each part, from the rubric folder's own name on (`rubric/2026/units.yaml`): by section
            code, and `edition`, `units`, `references`, `abbreviations`, `thesaurus`; what is not there is not named.
        source_text: The table as issued.
        fingerprint: What tells the content of these files, and their names, from any other.
    """

    edition: Edition
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]
    references: Mapping[str, Reference]
    abbreviations: Mapping[str, Abbreviation]
    thesaurus: Mapping[str, tuple[str, ...]]
    files: Mapping[str, str]
    source_text: str
    fingerprint: str = ""
