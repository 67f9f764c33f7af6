"""Files for tests, made in memory: good ones, and those that somebody means no good with."""

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from practices.documents import store
from practices.documents.reading import Received, read_one
from practices.models import Document, DocumentKind, Revision
from regions.tests.factories import next_number

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_MACRO = "application/vnd.ms-word.document.macroEnabled"
BODY = "<w:document/>"


class Upload(SimpleUploadedFile):
    """A file that can be sent again, as a browser does that repeats a form."""

    def read(self, *arguments):
        self.seek(0)
        return super().read(*arguments)


def upload(content: bytes, name: str, content_type: str = "application/octet-stream") -> Upload:
    return Upload(name, content, content_type)


def picture(format_: str = "PNG", size=(30, 20), colour="red", *, mode: str = "RGB", **options):
    """The bytes of a picture of one colour."""
    file = BytesIO()
    Image.new(mode, size, colour).save(file, format_, **options)
    return file.getvalue()


def pdf(words: str = "one page") -> bytes:
    """Enough of a PDF to be one by its marks."""
    return f"%PDF-1.4\n% {words}\n%%EOF\n".encode()


def archive(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def office(main: str = WORD, extra: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document, or what says to be one."""
    types = (
        f'<Types><Override PartName="/word/document.xml" ContentType="{main}.main+xml"/></Types>'
    )
    return archive({"[Content_Types].xml": types, "word/document.xml": BODY, **(extra or {})})


def open_document(kind: str = "text", extra: dict[str, str | bytes] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive({"mimetype": mimetype, "content.xml": "<office/>", **(extra or {})})


def received(content: bytes = b"", name: str = "report.pdf") -> Received:
    """A file as it is after it was examined; each one another unless its content is given."""
    content = content or pdf(f"number {next_number()}")
    if content.startswith(b"%PDF"):  # needs no child process
        return Received(name, content, None, _columns(content, is_picture=False))
    return read_one(upload(content, name))


def make_document(revision: Revision, *, name: str = "report.pdf", **fields) -> Document:
    """A document with its bytes, put there directly; a picture if `width` is given."""
    content = fields.pop("content", None) or pdf(f"number {next_number()}")
    is_picture = "width" in fields
    file = Received(
        name, content, b"small" if is_picture else None, _columns(content, is_picture=is_picture)
    )
    store.keep([file])
    values = {**file.columns, "position": revision.documents.count(), **fields}
    return Document.objects.create(revision=revision, name=name, **values)


def _columns(content: bytes, *, is_picture: bool):
    return {
        "kind": DocumentKind.IMAGE if is_picture else DocumentKind.FILE,
        "content_type": "image/jpeg" if is_picture else "application/pdf",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "width": None,
        "height": None,
    }
