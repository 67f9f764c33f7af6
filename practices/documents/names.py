"""Names of files as people see them: without paths, hidden signs and false endings."""

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

LONGEST: Final = 150
# What some system or address forbids; a slash of either kind would be a path.
FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*#%]+')
ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Cc, Cf: control signs, and those that turn the direction of what follows ("gpj.exe").
HIDDEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def ending_of(name: str) -> str:
    """The last ending in small letters, without its point."""
    found = ENDING.search(name)
    return found.group()[1:].lower() if found else ""


def tidy(name: str) -> str:
    """The name as it can be shown, with the ending it came with."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(each for each in last if unicodedata.category(each) not in HIDDEN)
    return " ".join(FORBIDDEN.sub("-", seen).split()).strip(" .-")[:LONGEST] or _("document")


def named_for(name: str, extension: str) -> str:
    """The name to keep; its ending says what the content is."""
    stem = ENDING.sub("", tidy(name))[: LONGEST - len(extension) - 1].rstrip(" .-")
    return f"{stem or _('document')}.{extension}"
