"""Names of the countries that regions lie in."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

COUNTRIES: Final[Mapping[str, str | Promise]] = {
    "AL": _("Albania"),
    "AD": _("Andorra"),
    "AT": _("Austria"),
    "BA": _("Bosnia and Herzegovina"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "BY": _("Belarus"),
    "CH": _("Switzerland"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "DK": _("Denmark"),
    "EE": _("Estonia"),
    "EL": _("Greece"),  # NUTS says EL where ISO says GR
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FO": _("Faroe Islands"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "GE": _("Georgia"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IS": _("Iceland"),
    "IT": _("Italy"),
    "LI": _("Liechtenstein"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "LV": _("Latvia"),
    "MD": _("Moldova"),
    "ME": _("Montenegro"),
    "MK": _("North Macedonia"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "NO": _("Norway"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "RS": _("Serbia"),
    "SE": _("Sweden"),
    "SI": _("Slovenia"),
    "SK": _("Slovakia"),
    "TR": _("Türkiye"),
    "UA": _("Ukraine"),
    "UK": _("United Kingdom"),  # as in NUTS
    "XK": _("Kosovo"),
}


def country_name(code: str) -> str:
    """The name of a country by its two letters; the letters themselves where it is not known."""
    return _named(code, get_language())


def country_names(codes: Iterable[str]) -> dict[str, str]:
    """Each code with its name."""
    language = get_language()
    return {code: _named(code, language) for code in codes}


@lru_cache(maxsize=1024)  # lists name the same few again and again
def _named(code: str, _language: str | None) -> str:
    return str(COUNTRIES.get(code, code))
