"""What a foreign file is by its content. Runs in the child process of `core.sandbox`: no Django.

Neither name nor header of the upload is believed. The answer is a line of JSON: `kind` is a key of
`practices.documents.kinds.KINDS`, or `refused` a key of its sentences; a picture follows as the
bytes of its renditions, with their lengths in `sizes`.
"""

import json
import re
from collections.abc import Sequence
from typing import IO, Any, Final
from zipfile import BadZipFile, LargeZipFile, ZipFile

import puremagic
from defusedxml import ElementTree  # type: ignore[import-untyped]  # the package has no types
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # nor here

from practices.documents import pictures
from practices.documents.pictures import Unfit

HEAD: Final = 4096  # bytes that tell what a file is
TAIL: Final = 8192  # a PDF ends with a mark; some programs write a little behind it
LARGEST_PART: Final = 1_000_000  # bytes of the one part of an archive that is read
MOST_PARTS: Final = 10_000
LARGEST_UNPACKED: Final = 400_000_000  # bytes
STEEPEST: Final = 150  # times larger when unpacked; ordinary spreadsheets reach 30
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and every encrypted one
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
SMALL_ENOUGH: Final = 1_000_000  # bytes: below, no archive does harm whatever its ratio
TYPES: Final = "[Content_Types].xml"
MAIN_PARTS: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
OPEN_DOCUMENTS: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
# Parts of an archive that run: macros of both families, and ActiveX.
PROGRAMS: Final = re.compile(r"vbaProject|vbaData|/activeX/|^(Basic|Scripts)/", re.IGNORECASE)
# How pages, programs and scripts begin that are text, too.
NOT_PLAIN: Final = re.compile(rb"\s*(<|#!|%!|\{\\rtf)")
MARKUP: Final = re.compile(rb"<(!doctype|html|head|body|script|svg|iframe)", re.IGNORECASE)
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
TEXTS: Final = {"txt", "csv"}


def examine(source: IO[bytes], *, extension: str, pixels: int, sides: Sequence[int]) -> bytes:
    """The answer described above. `extension` only tells two kinds of plain text apart.

    `sides` are the longest sides of a picture's renditions; `pixels` is the most it may have.
    """
    head = source.read(HEAD)
    source.seek(0)
    try:
        if picture := pictures.format_of(head):
            found, renditions = pictures.render(source, picture, pixels=pixels, sides=sides)
            return b"\n".join([json.dumps(found).encode(), b"".join(renditions)])
        return json.dumps({"kind": kind_of(source, head, extension)}).encode()
    except Unfit as unfit:
        answer = {"refused": unfit.why, "looks": looks_like(head), **unfit.facts}
        return json.dumps(answer).encode()


def kind_of(source: IO[bytes], head: bytes, extension: str) -> str:
    """The key of its kind. Raises `Unfit`."""
    if not head:
        raise Unfit("empty")
    if head.startswith(b"%PDF-"):
        return _pdf(source)
    if head.startswith(b"PK"):
        return _archive(source)
    if head.startswith(OLE):
        raise Unfit("encrypted" if ENCRYPTED in source.read() else "old_office")
    if extension in TEXTS:
        return _text(source, head, extension)
    raise Unfit("kind")


def looks_like(head: bytes) -> str:
    """What others call it, for the sentence: "html", "exe", or nothing."""
    if head.startswith(b"PK"):
        return ""  # any of a hundred kinds of archives
    try:
        return puremagic.from_string(head).lstrip(".")[:10]
    except (puremagic.PureError, ValueError):
        return ""


def _pdf(source: IO[bytes]) -> str:
    end = source.seek(0, 2)
    source.seek(max(0, end - TAIL))
    if b"%%EOF" not in source.read():
        raise Unfit("damaged")
    return "pdf"


def _archive(source: IO[bytes]) -> str:
    try:
        with ZipFile(source) as archive:
            _refuse_bombs(archive)
            names = archive.namelist()
            if any(PROGRAMS.search(name) for name in names):
                raise Unfit("macros")
            if TYPES in names:
                return _office(_part(archive, TYPES))
            if "mimetype" in names:
                return _open_document(_part(archive, "mimetype"))
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise Unfit("damaged") from None
    raise Unfit("kind")


def _refuse_bombs(archive: ZipFile) -> None:
    """A few bytes that fill a disk when somebody opens them."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Unfit("bomb")
    packed = sum(each.compress_size for each in parts)
    unpacked = sum(each.file_size for each in parts)
    is_steep = unpacked > SMALL_ENOUGH and unpacked > STEEPEST * max(packed, 1)
    if unpacked > LARGEST_UNPACKED or is_steep:
        raise Unfit("bomb")


def _part(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LARGEST_PART)


def _office(types: bytes) -> str:
    """Which program's document it is, by the type of its main part."""
    try:
        listed = {each.get("ContentType", "") for each in ElementTree.fromstring(types).iter()}
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        raise Unfit("damaged") from None
    if any("macroenabled" in each.lower() for each in listed):
        raise Unfit("macros")
    found = [kind for part, kind in MAIN_PARTS.items() if part in listed]
    if len(found) != 1:
        raise Unfit("kind")
    return found[0]


def _open_document(mimetype: bytes) -> str:
    kind = OPEN_DOCUMENTS.get(mimetype.strip())
    if kind is None:
        raise Unfit("kind")
    return kind


def _text(source: IO[bytes], head: bytes, extension: str) -> str:
    """The kind with its encoding: "csv utf-8". Office writes the other two."""
    if NOT_PLAIN.match(head) or MARKUP.search(head):
        raise Unfit("kind")
    content = source.read()
    encodings = ["utf-8", "windows-1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return f"{extension} {encoding}"
    raise Unfit("kind")


def unpack(answer: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The other way round: what `examine` found, and the renditions."""
    line, _end, rest = answer.partition(b"\n")
    found: dict[str, Any] = json.loads(line)
    renditions, begin = [], 0
    for size in found.get("sizes", []):
        renditions.append(rest[begin : begin + size])
        begin += size
    return found, renditions
