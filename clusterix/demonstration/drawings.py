"""Pictures and a document for three practices, drawn when the demonstration is loaded.

Nobody drew them for these practices: they only show what a page with pictures looks like, and each
says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from practices.actions import add_documents, describe_document
from practices.documents.reading import read_all
from practices.models import Revision
from regions.reader import Reader

INK, PAPER, LINE = "#12262b", "#f2f5f5", "#75868c"
COLOURS: Final = ("#00758a", "#5a6400", "#7a1f5e", "#a8430a", "#17559c")
SIZE: Final = (1200, 800)
INVENTED: Final = "Drawn for the demonstration"
SCALE: Final = 150  # pixels to the inch: a page of A4
PAGE: Final = (1240, 1754)


@dataclass(frozen=True)
class Sheet:
    """One file, and what its page says of it."""

    name: str
    title: str
    alt: str
    draw: Callable[[], bytes]


def hang(revision: Revision, slug: str, by: Reader) -> None:
    """Add the drawings for this practice, if there are any, as its author would."""
    sheets = SHEETS.get(slug, ())
    if not sheets:
        return
    uploads = [SimpleUploadedFile(each.name, each.draw()) for each in sheets]
    add_documents(revision=revision, files=read_all(uploads), by=by)
    for document, sheet in zip(revision.documents.all(), sheets, strict=True):
        describe_document(document=document, title=sheet.title, alt=sheet.alt, by=by)


def draw_map() -> bytes:
    """Who can do what: a dot where a firm has a competence."""
    picture, pen = _canvas("A competence map")
    for row in range(9):
        y = 190 + row * 60
        pen.line([(120, y), (1080, y)], fill="#d3dcdd", width=2)
        for column in range(14):
            x = 150 + column * 70
            if size := (0, 12, 0, 18, 6)[(row * 7 + column * 3 + row * column) % 5]:
                box = (x - size, y - size, x + size, y + size)
                pen.ellipse(box, fill=COLOURS[column % len(COLOURS)])
    return _png(picture)


def draw_sources() -> bytes:
    """Four sources become one picture."""
    picture, pen = _canvas("Four sources, one zero point")
    for number, words in enumerate(("Survey", "Register statistics", "Process log", "Interviews")):
        y = 210 + number * 135
        pen.rounded_rectangle((110, y, 470, y + 95), radius=8, outline=COLOURS[number], width=5)
        pen.text((290, y + 47), words, font=_font(30), fill=INK, anchor="mm")
        pen.line([(470, y + 47), (760, 460)], fill=LINE, width=4)
    pen.ellipse((760, 320, 1040, 600), fill=COLOURS[0])
    pen.text((900, 460), "Zero point", font=_font(34), fill="white", anchor="mm")
    return _png(picture)


def draw_loop() -> bytes:
    """A way that begins again."""
    picture, pen = _canvas("From a need to a design, and again")
    steps = ((260, 300, "Ask"), (860, 300, "Sketch"), (860, 610, "Try"), (260, 610, "Change"))
    for number, (x, y, _words) in enumerate(steps):
        next_x, next_y, _next = steps[(number + 1) % len(steps)]
        pen.line([(x, y), (next_x, next_y)], fill=LINE, width=5)
    for number, (x, y, words) in enumerate(steps):
        pen.ellipse((x - 110, y - 80, x + 110, y + 80), fill=COLOURS[number])
        pen.text((x, y), words, font=_font(36), fill="white", anchor="mm")
    return _png(picture)


def write_questions() -> bytes:
    """One page with questions that nobody was ever asked."""
    page = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(page)
    lines = (
        ("Questions for member firms", 52, 150),
        (f"{INVENTED}: nobody was asked them.", 28, 240),
        ("1  With how many firms of the cluster did you work last year?", 30, 380),
        ("2  What did you do together that you would not have done alone?", 30, 520),
        ("3  What did it cost you, in days?", 30, 660),
        ("4  Would you pay for it yourself?", 30, 800),
    )
    for words, size, y in lines:
        pen.text((130, y), words, font=_font(size), fill=INK)
    file = BytesIO()
    page.convert("L").save(file, "PDF", resolution=SCALE, title=lines[0][0])
    return file.getvalue()


SHEETS: Final[dict[str, Sequence[Sheet]]] = {
    "competence-map": (
        Sheet(
            "competence-map.png",
            f"What such a map can look like. {INVENTED}",
            "Nine rows for firms and fourteen columns for competences; dots of three sizes show "
            "who can do what.",
            draw_map,
        ),
    ),
    "skane-evaluation-model": (
        Sheet(
            "four-sources.png",
            f"The idea of the model. {INVENTED}",
            "Survey, register statistics, process log and interviews lead to one zero point.",
            draw_sources,
        ),
        Sheet("questions.pdf", f"Questions for member firms. {INVENTED}", "", write_questions),
    ),
    "design2innovate": (
        Sheet(
            "loop.png",
            f"How design goes on. {INVENTED}",
            "Four steps in a ring: ask, sketch, try, change, and ask again.",
            draw_loop,
        ),
    ),
}


def _canvas(heading: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.text((110, 60), heading, font=_font(44), fill=INK)
    pen.text((110, 730), INVENTED, font=_font(24), fill=LINE)
    return picture, pen


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
