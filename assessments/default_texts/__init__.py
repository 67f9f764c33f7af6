"""The default questions in the languages in which people answer. Data, one file per language."""

from assessments.default_texts import da, de, fr, hu, it, ro, sv
from assessments.default_texts.said import Said

# By language and code of the question; English stands in `assessments.default_sets`.
TEXTS: dict[str, dict[str, Said]] = {
    "da": da.TEXTS,
    "de": de.TEXTS,
    "fr": fr.TEXTS,
    "hu": hu.TEXTS,
    "it": it.TEXTS,
    "ro": ro.TEXTS,
    "sv": sv.TEXTS,
}

__all__ = ["TEXTS", "Said"]
