"""The door of the child process: what kind of file it is, and the table in it. No Django here."""

import json
from typing import Any, BinaryIO, Final

from practices.sheets.reading.table import Fault, Limits
from practices.sheets.reading.text import decoded, read_text

PACKED: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
OTHER: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"PK\x05\x06",
    b"\x1f\x8b",
)
PAGE_STARTS: Final = ("<!doctype", "<html", "<table", "<?xml", "<head", "<body", "<meta")

DATA_STARTS: Final = ("{", "[")  # JSON, as the catalogue can be taken home, too


def read(source: BinaryIO, *, headings: list[str], rows: int, columns: int, unpacked: int) -> bytes:
    """JSON: the table with how it was understood, or the fault that stands against it."""
    limits = Limits(frozenset(headings), rows, columns, unpacked)
    answer: dict[str, Any]
    try:
        table, about = _read(source.read(), limits)
        answer = {**table.as_data(), **about}
    except Fault as fault:
        answer = {"fault": fault.code, "details": fault.details}
    return json.dumps(answer).encode()


def _read(data: bytes, limits: Limits) -> Any:
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Fault("empty")
    if data.startswith(OLD_OFFICE):
        raise Fault("password" if ENCRYPTED in data else "old_excel")
    if data.startswith(OTHER):
        raise Fault("not_a_table")
    if data.startswith(PACKED):
        # Takes half a second to import, which a CSV need not wait for.
        from practices.sheets.reading.workbook import read_workbook  # noqa: PLC0415 - see above

        return read_workbook(data, limits)
    text, _encoding = decoded(data)
    start = text.lstrip("\ufeff \t\r\n")
    if start.casefold().startswith(PAGE_STARTS):
        raise Fault("web_page")
    if start.startswith(DATA_STARTS):
        raise Fault("not_a_table")
    return read_text(data, limits)
