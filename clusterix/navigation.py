"""What every page's frame needs: who reads, which partnership, which links."""

from functools import cache
from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.public_changes import WhileUnchanged
from core.statements import Statement
from regions.models import Partnership
from regions.reader import Reader

_FRAME: Final = WhileUnchanged(Partnership.objects.in_frame)
_UNREAD_TYPES: Final = Statement(Notice.objects.unread_types_of, user_id=int)
# Pages that belong to a link of the navigation without lying below its address.
BELOW = {"/practices/": ("/assessments/",), "/exchanges/": ("/groups/", "/sessions/")}


class Link(NamedTuple):
    """One link of the main navigation."""

    text: str | Promise
    url: str
    is_current: bool


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame; lazy, so that a fragment pays nothing."""
    reader: Reader = getattr(request, "reader", Reader.visitor())
    return {
        "reader": reader,
        "who": SimpleLazyObject(lambda: who(request, reader)),
        "partnership": SimpleLazyObject(lambda: _FRAME.now() or Partnership.objects.in_frame()),
        "navigation": cache(lambda: links_for(request, reader)),
        "is_home": lambda: request.path == reverse("home"),
        "unread_notices": SimpleLazyObject(lambda: unread_for(reader)),
    }


def who(request: HttpRequest, reader: Reader) -> str:
    """The reader's name for the header, without the region, which stands beside it."""
    region = reader.partner.region if reader.partner else None
    return str(request.user).replace(f", {region}", "")


def unread_for(reader: Reader) -> int:
    """The number beside the bell: one query, two where there are any."""
    types = _UNREAD_TYPES.all(user_id=reader.user_id or 0)
    return Notice.objects.visible_to(reader, types).unread().counted() if types else 0


def links_for(request: HttpRequest, reader: Reader) -> list[Link]:
    """The main navigation by role."""
    wanted: list[tuple[str | Promise, str]] = [(_("Practices"), reverse("practice_list"))]
    if reader.partner is not None:
        region = reader.partner.region
        wanted += [
            (_("Transfer matrix"), reverse("matrix")),
            (_("Meetings and visits"), reverse("exchange_list")),
            (_("Our plan"), reverse("region_plans", args=[region.code])),
            (_("Reports"), reverse("report_list")),
        ]
    else:
        wanted += [
            (_("Partner regions"), reverse("region_list")),
            (_("Meetings and visits"), reverse("exchange_list")),
            (_("Plans"), reverse("plan_list")),
        ]
    here = request.path
    return [Link(text, url, here.startswith((url, *BELOW.get(url, ())))) for text, url in wanted]
