"""Bytes that came from outside, sent so that they do no harm in a browser."""

import logging
from typing import Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.csp import CSP

from practices.documents import store

# Caches between us and the public ask again after this time: what was taken down ends there, too.
PUBLIC_SECONDS: Final = 300
# A file that a browser takes for a page can do nothing at all.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

log = logging.getLogger(__name__)


def sent(
    request: HttpRequest, sha256: str, *, name: str, content_type: str, is_picture: bool,
    small: bool = False,
) -> HttpResponseBase:  # fmt: skip  # what is sent, then how
    """The bytes of a content, or 304 when the browser has them. Raises `Http404`."""
    etag = f'"{sha256}{"-small" if small else ""}"'
    unchanged: HttpResponse | None = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged.headers["ETag"] = etag
        return unchanged
    try:
        file = store.opened(sha256, small=small)
    except FileNotFoundError:
        log.exception("The bytes of content %s are missing.", sha256)
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=not is_picture, filename=name, content_type=content_type
    )
    response.headers["ETag"] = etag
    return response


def harmless(response: HttpResponseBase, *, is_public: bool) -> HttpResponseBase:
    """With the headers that go with every foreign file."""
    response.headers[CSP.HEADER_ENFORCE.value] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if is_public:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
    return response
