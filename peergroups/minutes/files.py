"""PDF and DOCX of minutes, drawn from the same blocks."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from django.utils.translation import get_language
from docx.document import Document
from docx.shared import Pt

from core import clock, pdf
from peergroups.minutes.blocks import Block, blocks_of, head_of, title_of
from peergroups.minutes.content import Content

TEMPLATE: Final = Path(__file__).with_name("minutes.typ")
PDF: Final = pdf.KIND
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_of(content: Content, sha256: str) -> bytes:
    return pdf.drawn(
        TEMPLATE,
        {
            "title": title_of(content),
            "author": content["group"],
            "head": head_of(content),
            "blocks": [each.as_json() for each in blocks_of(content, sha256)],
        },
    )


def docx_of(content: Content, sha256: str) -> bytes:
    """With real headings, lists, and tables whose first row is repeated on each page."""
    made = docx.Document()
    made.core_properties.title = title_of(content)
    made.core_properties.author = content["group"]
    made.core_properties.created = made.core_properties.modified = clock.now()
    made.core_properties.language = get_language() or "en"
    made.add_heading(title_of(content), 0)
    made.add_paragraph(head_of(content))
    for block in blocks_of(content, sha256):
        DRAW[block.kind](made, block)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _heading(made: Document, block: Block) -> None:
    made.add_heading(block.text, block.level)


def _text(made: Document, block: Block) -> None:
    made.add_paragraph(block.text)


def _small(made: Document, block: Block) -> None:
    made.add_paragraph().add_run(block.text).font.size = Pt(9)


def _list(made: Document, block: Block) -> None:
    for item in block.items:
        made.add_paragraph(item, style="List Bullet")


def _table(made: Document, block: Block) -> None:
    table = made.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
    for number, row in enumerate(block.rows):
        drawn = table.add_row()
        for cell, words in zip(drawn.cells, row, strict=True):
            cell.text = words
        if number == 0:
            drawn._tr.get_or_add_trPr().append(_repeated())
    made.add_paragraph()


def _repeated() -> Any:
    """The mark of a row that heads its table."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - the package's way to a raw element

    return OxmlElement("w:tblHeader")


DRAW: Final[dict[str, Callable[[Document, Block], None]]] = {
    "heading": _heading,
    "text": _text,
    "small": _small,
    "list": _list,
    "table": _table,
}
