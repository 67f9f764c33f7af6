"""Languages in which a person may answer, for pages and letters that are shown in them.

The site itself is in English; `settings.LANGUAGES` stays so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

ENGLISH = "en"

# Each by the name its own speakers give it, in the order of the codes after English.
ANSWERING: dict[str, str] = {
    ENGLISH: "English",
    "da": "Dansk",
    "de": "Deutsch",
    "fr": "Français",
    "hu": "Magyar",
    "it": "Italiano",
    "ro": "Română",
    "sv": "Svenska",
}


def known_language(code: str) -> str:
    """The code if people may answer in that language, else English."""
    return code if code in ANSWERING else ENGLISH


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Let everything inside be said in that language; one that is not known means English."""
    with translation.override(known_language(code)):
        yield
