"""Pages that look the same to everybody without a session: kept by others, confirmed cheaply."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.translation import get_language

from core import clock
from core.public_changes import one_moment, public_state

KEPT_FOR: Final = 60  # seconds in which nobody asks again
# On what the answer depends beside its address: a session or a language chosen by cookie, half a
# page for htmx, the browser's language.
DEPENDS_ON: Final = ("Cookie", "HX-Request", "Accept-Language")
CODE: Final = {".py", ".html", ".txt", ".mo", ".csv", ".json", ".css", ".js", ".svg"}
NOT_CODE: Final = {"var", "tests", "__pycache__", "docs", "bench"}


def public_page[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let caches keep what visitors without a session get, and confirm it with one query.

    The tag is taken before the view reads anything: what changes meanwhile makes the next tag
    another one, so an old page is never confirmed. The page may depend on nothing but its address,
    the language, the day, and rows that are counted as public (`core.public_changes`).
    """

    @wraps(view)
    def shown(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: HttpRequest = args[0]  # type: ignore[assignment]  # every view begins with it
        if not is_anonymous(request):
            with one_moment():
                return _depending(view(*args, **kwargs))
        state = public_state()
        tag = tag_of(request, state)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            response: HttpResponse = HttpResponseNotModified()
        else:
            with one_moment(state):
                response = view(*args, **kwargs)
            if not _may_be_kept(request, response):
                return _depending(response)
        response.headers["ETag"] = tag
        patch_cache_control(response, public=True, max_age=KEPT_FOR)
        return _depending(response)

    shown.keeps_public_page = True  # type: ignore[attr-defined]  # read by the tests
    return shown


def is_anonymous(request: HttpRequest) -> bool:
    """Whole pages for somebody whose browser holds no session of ours."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return not has_session and "HX-Request" not in request.headers


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page that gives no cookie and says nothing else about who keeps it."""
    gives_cookie = bool(response.cookies) or request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return (
        response.status_code == 200
        and not gives_cookie
        and not request.session.modified
        and not response.has_header("Cache-Control")
    )


def _depending(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, DEPENDS_ON)
    return response


def tag_of(request: HttpRequest, state: str) -> str:
    """The tag of the page at this address in this state. Weak, for a proxy may compress it.

    Made with the secret key, so that nobody can have a page confirmed that they never got.
    """
    parts = [
        code_version(),
        state,
        clock.today().isoformat(),
        get_language() or "",
        request.build_absolute_uri(),
    ]
    digest = salted_hmac("core.public_pages", "\n".join(parts), algorithm="sha256").hexdigest()
    return f'W/"{digest[:32]}"'


def code_version() -> str:
    """Another one after each deployment; while somebody works on the code, after each change."""
    return _hash_of_code() if settings.DEBUG else _hash_of_running_code()


@cache
def _hash_of_running_code() -> str:
    return _hash_of_code()


def _hash_of_code() -> str:
    """Over the contents, not the times: every machine that runs the same code says the same."""
    digest = hashlib.sha256(static("clusterix.css").encode())
    folders: list[Any] = [path for path in settings.BASE_DIR.iterdir() if path.is_dir()]
    files = [settings.BASE_DIR / "requirements.txt"]
    for folder in folders:
        if folder.name[0] != "." and folder.name not in NOT_CODE:
            files += [path for path in folder.rglob("*") if path.suffix in CODE]
    for path in sorted(files):
        if not NOT_CODE.intersection(path.relative_to(settings.BASE_DIR).parts):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
