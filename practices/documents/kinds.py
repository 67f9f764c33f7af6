"""The kinds of files that can be taken, and how pages name them."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from core.ui.numbers import number

OFFICE: Final = "application/vnd.openxmlformats-officedocument."
OPEN: Final = "application/vnd.oasis.opendocument."
KILOBYTE: Final = 1000
MEGABYTE: Final = 1_000_000
TENTHS_UNTIL: Final = 10 * MEGABYTE


@dataclass(frozen=True)
class Kind:
    """What the content of a file is; `words` is a name that people know."""

    extension: str
    content_type: str
    words: str
    is_picture: bool = False


KINDS: Final = {
    "pdf": Kind("pdf", "application/pdf", "PDF"),
    "docx": Kind("docx", f"{OFFICE}wordprocessingml.document", "DOCX"),
    "xlsx": Kind("xlsx", f"{OFFICE}spreadsheetml.sheet", "XLSX"),
    "pptx": Kind("pptx", f"{OFFICE}presentationml.presentation", "PPTX"),
    "odt": Kind("odt", f"{OPEN}text", "ODT"),
    "ods": Kind("ods", f"{OPEN}spreadsheet", "ODS"),
    "odp": Kind("odp", f"{OPEN}presentation", "ODP"),
    "txt": Kind("txt", "text/plain", "TXT"),
    "csv": Kind("csv", "text/csv", "CSV"),
    "png": Kind("png", "image/png", "PNG", is_picture=True),
    "jpeg": Kind("jpg", "image/jpeg", "JPEG", is_picture=True),
    "webp": Kind("webp", "image/webp", "WebP", is_picture=True),
    "gif": Kind("gif", "image/gif", "GIF", is_picture=True),
}
SMALL_PICTURE: Final = KINDS["webp"]


def accepted() -> list[Kind]:
    """Those that this instance takes."""
    return [KINDS[key] for key in settings.DOCUMENT_KINDS]


def accepted_words() -> str:
    return ", ".join(each.words for each in accepted())


def accept_attribute() -> str:
    """What the browser's dialogue offers; phones then turn their own formats into JPEG."""
    return ",".join(f".{each.extension}" for each in accepted())


def kind_words(content_type: str) -> str:
    """PDF, DOCX, ... of a stored document."""
    plain = content_type.partition(";")[0]
    return next((each.words for each in KINDS.values() if each.content_type == plain), "")


def size_words(size: int) -> str:
    """12 kB, 0.4 MB, 18 MB."""
    if size < 100 * KILOBYTE:
        return _("%(size)s kB") % {"size": number(max(1, round(size / KILOBYTE)))}
    places = 1 if size < TENTHS_UNTIL else 0
    return _("%(size)s MB") % {"size": number(size / MEGABYTE, places)}
