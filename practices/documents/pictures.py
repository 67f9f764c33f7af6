"""Pictures are decoded and drawn anew: nothing of the foreign file is kept but what one sees.

Runs in the child process of `core.sandbox`: no Django. Places, names of devices and every other
note in the file stay behind; colours become sRGB, and the picture stands upright.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import IO, Any, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

# By their first bytes; phones write several pictures into one JPEG and call that MPO.
FORMATS: Final = {
    b"\x89PNG\r\n\x1a\n": ("PNG",),
    b"\xff\xd8\xff": ("JPEG", "MPO"),
    b"GIF87a": ("GIF",),
    b"GIF89a": ("GIF",),
}
QUALITY: Final = 85
QUALITY_OF_DRAWINGS: Final = 90
QUALITY_OF_SMALL: Final = 80
FEW_COLOURS: Final = 256  # a drawing: kept exactly
WHOLE_16_BITS: Final = 65_536
LARGEST_SIDE: Final = 60_000
SRGB: Final = ImageCms.createProfile("sRGB")


class Unfit(Exception):
    """The file cannot be taken; `why` names the sentence, `facts` fill it."""

    def __init__(self, why: str, **facts: int) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


def format_of(head: bytes) -> tuple[str, ...]:
    """Pillow's names for it; none for what is no picture of ours."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ("WEBP",)
    return next((names for start, names in FORMATS.items() if head.startswith(start)), ())


def render(
    source: IO[bytes], formats: tuple[str, ...], *, pixels: int, sides: Sequence[int]
) -> tuple[dict[str, Any], list[bytes]]:
    """What the picture is, and one rendition per side; smaller ones only if they are smaller."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit follows, with our own sentence
    try:
        with Image.open(source, formats=formats) as opened:
            width, height = opened.size
            if width * height > pixels or max(width, height) > LARGEST_SIDE:
                raise Unfit("pixels", width=width, height=height)
            is_photograph = opened.format in {"JPEG", "MPO"}
            kind = {"MPO": "jpeg"}.get(opened.format or "", (opened.format or "").lower())
            moves = not is_photograph and getattr(opened, "n_frames", 1) > 1
            picture = drawn_anew(opened, max(sides))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError):
        raise Unfit("damaged") from None
    renditions = [_photograph(picture) if is_photograph else _drawing(picture)]
    for side in sorted(sides, reverse=True)[1:]:
        if max(picture.size) > side:
            smaller = picture.copy()
            smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
            renditions.append(_saved(smaller, "WEBP", quality=QUALITY_OF_SMALL, method=4))
    found = {"kind": kind, "saved_as": "jpeg" if is_photograph else "webp", "moves": moves}
    sizes = [len(each) for each in renditions]
    return {**found, "width": picture.width, "height": picture.height, "sizes": sizes}, renditions


def drawn_anew(opened: Image.Image, side: int) -> Image.Image:
    """Its first frame in sRGB, upright, at most `side` long, and without a word about it."""
    opened.draft(None, (side, side))  # a large JPEG is decoded at the size that is needed
    opened.load()
    profile = opened.info.get("icc_profile")
    orientation = opened.getexif().get(0x0112, 1)
    picture = _plain(opened)
    picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    picture = _in_srgb(picture, profile)
    picture = _upright(picture, orientation)
    return Image.frombytes(picture.mode, picture.size, picture.tobytes())


def _plain(opened: Image.Image) -> Image.Image:
    """A mode that can be resized; CMYK stays until its profile was read."""
    if opened.mode.startswith("I"):  # 16 bits of grey
        return opened.convert("I").point([each >> 8 for each in range(WHOLE_16_BITS)], "L")
    if opened.mode == "RGBA":
        return opened
    if opened.has_transparency_data:
        return opened.convert("RGBA")
    return opened if opened.mode in {"RGB", "L", "CMYK"} else opened.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the profile means them; a damaged profile is none."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, given, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            changed = None
        if changed is not None:
            return changed
    return picture.convert(mode)


def _upright(picture: Image.Image, orientation: int) -> Image.Image:
    picture.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(picture)


def _photograph(picture: Image.Image) -> bytes:
    return _saved(picture, "JPEG", quality=QUALITY, optimize=True, progressive=True)


def _drawing(picture: Image.Image) -> bytes:
    if picture.getcolors(FEW_COLOURS) is not None:
        return _saved(picture, "WEBP", lossless=True, quality=50, method=3)
    return _saved(picture, "WEBP", quality=QUALITY_OF_DRAWINGS, method=4, use_sharp_yuv=True)


def _saved(picture: Image.Image, format_: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, format_, **options)
    return file.getvalue()
