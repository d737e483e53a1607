"""Read any file that holds a table, each kind with its own library."""

from pathlib import Path

from rubric_site.importer.lines import Found

OLD = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".ods": ".xlsx", ".xlsb": ".xlsx"}


def read(path: Path) -> Found:
    """Return the lines of a file: Word, Excel, or text.

    Args:
        path: The file; its ending says of which kind it is.

    Raises:
        ValueError: If it cannot be read; the message says in Vietnamese why and what to do.
    """
    kind = path.suffix.lower()
    if kind in OLD:
        raise ValueError(f"tệp {kind} không đọc được; mở bằng chương trình văn phòng rồi lưu lại dạng {OLD[kind]}")
    if kind == ".pdf":
        raise ValueError("tệp .pdf không đọc được; chép bảng trong đó, dán vào một tệp .txt rồi nhập tệp .txt")
    if kind == ".docx":
        from rubric_site.importer import word  # noqa: PLC0415 - half a second of libraries, for this kind alone

        return word.read(path)
    if kind in (".xlsx", ".xlsm"):
        from rubric_site.importer import sheet  # noqa: PLC0415 - as above

        return sheet.read(path)
    from rubric_site.importer import plain  # noqa: PLC0415 - as above

    return plain.read(path)
