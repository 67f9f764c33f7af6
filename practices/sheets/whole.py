"""What a row says as a whole: dates that fit each other, countries that follow from NUTS codes."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from core import clock
from practices.forms.text import NUTS_TO_ISO
from practices.partial_dates import PartialDate, comes_before
from practices.sheets.columns import Patch
from practices.writing.manuscript import Manuscript

TIMES = {"starts", "ends", "is_ongoing"}


def derived(patch: Patch, text: Manuscript) -> Patch:
    """As the form does it: who gives codes alone gives their countries, too."""
    if "nuts_codes" not in patch or text["countries"]:
        return {}
    codes = (code[:2] for code in patch["nuts_codes"])
    return {"countries": list(dict.fromkeys(NUTS_TO_ISO.get(code, code) for code in codes))}


def whole_problems(text: Manuscript, changed: Collection[str]) -> list[str]:
    """What the form says about its dates; texts that were so before are left alone."""
    if not TIMES & set(changed):
        return []
    starts, ends = _date(text, "starts"), _date(text, "ends")
    problems = []
    if starts and ends and comes_before(ends, starts):
        problems.append(_("“Until” lies before “From”. Correct one of them."))
    if ends and text["is_ongoing"] and ends.on < clock.today():
        problems.append(_("It has ended. Write “no” under “Still running”, or clear “Until”."))
    return problems


def _date(text: Manuscript, name: str) -> PartialDate | None:
    known: Any = text[f"{name}_on"]
    return PartialDate(known, text[f"{name}_precision"]) if known else None
