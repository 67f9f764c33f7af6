"""An uploaded PNG, taken apart and put together again from the parts that draw it.

Nothing is decoded: a picture of a few kilobytes can unfold to hundreds of megabytes.
"""

import struct
import zlib
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import BadInput

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
MOST_BYTES: Final = 200_000
MOST_PIXELS: Final = 2000  # of each side
KEPT: Final = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND")


class NotAnEmblem(BadInput):
    sentence = _("Choose a PNG picture of at most 200 kB and 2,000 pixels on each side.")


def cleaned(data: bytes) -> bytes:
    """The same picture without comments and other extras; raises `NotAnEmblem`."""
    if len(data) > MOST_BYTES or not data.startswith(SIGNATURE):
        raise NotAnEmblem
    chunks = _chunks(data[len(SIGNATURE) :])
    kinds = [kind for kind, _body in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise NotAnEmblem
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (1 <= width <= MOST_PIXELS and 1 <= height <= MOST_PIXELS):
        raise NotAnEmblem
    return SIGNATURE + b"".join(_packed(kind, body) for kind, body in chunks if kind in KEPT)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and body of each chunk up to the end mark; what follows it is left out."""
    chunks: list[tuple[bytes, bytes]] = []
    while len(data) >= 12:
        (length,) = struct.unpack(">I", data[:4])
        kind, body, rest = data[4:8], data[8 : 8 + length], data[8 + length :]
        if len(body) != length or rest[:4] != struct.pack(">I", zlib.crc32(kind + body)):
            raise NotAnEmblem
        chunks.append((kind, body))
        data = b"" if kind == b"IEND" else rest[4:]
    if not chunks or len(chunks[0][1]) != 13:
        raise NotAnEmblem
    return chunks


def _packed(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
