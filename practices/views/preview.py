"""Long texts and comments as they will be read, while they are being written; nothing is stored."""

from typing import Final

from django.conf import settings
from django.http import JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.errors import BadInput
from core.ui.markdown import to_html
from practices.refusals import NotYours, refuse
from practices.rules import creating_refusals
from regions.http import HttpRequest

ONE_LINE: Final = {"title", "summary"}
SHOWN: Final = (*(name for name in settings.PRACTICE_LIMITS if name not in ONE_LINE), "comment")
LONGEST: Final = 10_000  # characters of one text; far above every limit of the form


class TooLong(BadInput):
    sentence = _("This text is too long for a preview. Shorten it first.")


@require_POST
def practice_preview(request: HttpRequest) -> JsonResponse:
    """HTML of each text that was sent, by the name of its field."""
    refuse(NotYours, creating_refusals(request.reader))
    texts = {name: request.POST[name] for name in SHOWN if name in request.POST}
    if any(len(text) > LONGEST for text in texts.values()):
        raise TooLong
    response = JsonResponse({name: to_html(text.strip()) for name, text in texts.items()})
    patch_cache_control(response, private=True, no_store=True)
    return response
