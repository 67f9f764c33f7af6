"""PDF files that screen readers can read, drawn by typst from data.

What people typed comes as data and is never read as markup.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import get_language

from core import clock

ACCESSIBLE: Final = "ua-1"
KIND: Final = "application/pdf"


def drawn(template: Path, document: Mapping[str, Any]) -> bytes:
    """PDF/UA-1; tagged all the same where a character that somebody typed is in no font.

    The template finds the document, with its language as `lang`, under `sys.inputs.document`.
    """
    told = {"lang": (get_language() or "en")[:2], **document}
    options: dict[str, Any] = {
        "sys_inputs": {"document": json.dumps(told)},
        "ignore_system_fonts": True,
        "timestamp": int(clock.now().timestamp()),
    }
    source = template.read_bytes()
    try:
        made: bytes = typst.compile(source, pdf_standards=[ACCESSIBLE], **options)
    except typst.TypstError:
        made = typst.compile(source, **options)
    return made
