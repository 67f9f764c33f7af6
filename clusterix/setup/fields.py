"""Fields of strength that a new place can begin with; they are data and can be changed."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS_OF_STRENGTH: Final[tuple[str | Promise, ...]] = (
    _("Automotive"),
    _("Bio-based materials"),
    _("Clean technology"),
    _("Design"),
    _("Food"),
    _("Health"),
    _("Information technology"),
    _("Mechatronics"),
    _("Media"),
    _("New materials"),
    _("Packaging"),
    _("Plastics"),
    _("Tourism"),
    _("Wood"),
)
