"""The decision sheet as a file: one A4 page, drawn from the same object as its page."""

from dataclasses import asdict
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from assessments.deciding.sheet_content import Sheet
from core import pdf
from core.links import absolute

TEMPLATE: Final = Path(__file__).with_name("sheet.typ")


def pdf_of(sheet: Sheet) -> bytes:
    """One page, whatever the texts: the letters give way a little before anything overflows."""
    return pdf.drawn(
        TEMPLATE,
        {"sheet": {**asdict(sheet), "address": absolute(sheet.address)}, "labels": labels()},
    )


def labels() -> dict[str, str]:
    """The fixed words of the sheet, as its page says them."""
    return {
        "kind": _("Decision sheet"),
        "why": _("Why"),
        "dissent": _("Dissent"),
        "saw": _("What we saw"),
        "question": _("Question"),
        "unknown": _("I do not know"),
        "middle": _("Middle"),
        "gate": _("gate"),
        "obstacles": _("Obstacles and answers"),
        "changes": _("What would change it"),
        "people": _("Who answered"),
        "learn": _("Take ideas"),
        "adapt": _("Adapt to us"),
        "adopt": _("Adopt as it is"),
        "not_now": _("Not for us now"),
        "values": _(
            "−− strong barrier, − barrier, 0 neutral, + driver, ++ strong driver."
            " Underline: middle answer."
        ),
    }
