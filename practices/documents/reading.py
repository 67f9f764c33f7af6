"""An upload becomes something that can be kept, or a sentence that says why not."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise

from core import sandbox
from core.errors import room_or_refusal
from practices.documents.examination import unpack
from practices.documents.kinds import KINDS, Kind
from practices.documents.limits import LIMITS, NoFile, Unreadable, size_refusals, unreadable
from practices.documents.names import ending_of, named_for, tidy
from practices.models import DocumentKind
from practices.models.document import SIDE, SMALL_SIDE

TASK: Final = "practices.documents.examination:examine"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Received:
    """A file that was examined. `columns` are those of `Document` that its content decides."""

    name: str
    content: bytes = field(repr=False)
    small: bytes | None = field(repr=False)
    columns: dict[str, Any]
    moves: bool = False  # of an animation the first picture was taken

    @property
    def sha256(self) -> str:
        return str(self.columns["sha256"])


def read_all(uploads: "Sequence[UploadedFile[Any]]") -> list[Received]:
    """All of them, or a refusal: `Unreadable` with a sentence for each that cannot be taken."""
    if not uploads:
        raise NoFile
    read: list[Received] = []
    reasons: list[str | Promise] = []
    with room_or_refusal():
        for upload in uploads:
            try:
                read.append(read_one(upload))
            except Unreadable as refusal:
                reasons += refusal.reasons
    if reasons:
        raise Unreadable(*reasons)
    return read


def read_one(upload: "UploadedFile[Any]") -> Received:
    """What the file is by its content; pictures are drawn anew. Raises `Unreadable`."""
    name = tidy(upload.name or "")
    if too_large := size_refusals(name, upload.size or 0):
        raise Unreadable(*too_large)
    found, renditions = _examined(upload, name)
    if "refused" in found:
        raise unreadable(found["refused"], name, found["looks"])
    key, _space, encoding = found["kind"].partition(" ")
    if key not in settings.DOCUMENT_KINDS:
        raise unreadable("kind", name)
    kind = KINDS[found.get("saved_as", key)]
    content = renditions[0] if renditions else _bytes_of(upload)
    return Received(
        name=named_for(name, kind.extension),
        content=content,
        small=renditions[1] if len(renditions) > 1 else None,
        columns=_columns(kind, encoding, content, found),
        moves=found.get("moves", False),
    )


def _examined(upload: "UploadedFile[Any]", name: str) -> tuple[dict[str, Any], list[bytes]]:
    try:
        answer = sandbox.run(
            TASK,
            _source_of(upload),
            seconds=LIMITS["seconds"],
            megabytes=LIMITS["megabytes"],
            extension=ending_of(name),
            pixels=LIMITS["pixels"],
            sides=[SIDE, SMALL_SIDE],
        )
    except sandbox.Broken:
        log.exception("A file could not be read.")
        raise unreadable("damaged", name) from None
    except sandbox.Stopped:
        raise unreadable("heavy", name) from None
    return unpack(answer)


def _source_of(upload: "UploadedFile[Any]") -> Path | bytes:
    """Large uploads lie in a temporary file already."""
    path = getattr(upload, "temporary_file_path", None)
    return Path(path()) if path else _bytes_of(upload)


def _bytes_of(upload: "UploadedFile[Any]") -> bytes:
    upload.seek(0)
    content: bytes = upload.read()
    upload.seek(0)
    return content


def _columns(kind: Kind, encoding: str, content: bytes, found: dict[str, Any]) -> dict[str, Any]:
    charset = f"; charset={encoding}" if encoding else ""
    return {
        "kind": DocumentKind.IMAGE if kind.is_picture else DocumentKind.FILE,
        "content_type": f"{kind.content_type}{charset}",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "width": found.get("width"),
        "height": found.get("height"),
    }
