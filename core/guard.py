"""One place that turns impossible input into a 4xx with a sentence, before any view sees it."""

import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import BadInput, Refusal, TooLarge, room_or_refusal
from core.refusals import refusal_response

MAX_QUERY = 4_000  # characters of the whole query string
MAX_FIELD = 100_000  # characters of one form field
MAX_NAME = 200  # characters of a field's name
MAX_UPLOAD = 120_000_000  # bytes of a form with its files
MAX_JSON_DEPTH = 20
MAX_DIGITS = 18  # a longer integer fits no column
MAX_PAGE = 100_000

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
# What no XML may hold: a feed, a spreadsheet or a document with it could not be written.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONG_NUMBER = re.compile(rf"\s*[+-]?\d{{{MAX_DIGITS + 1},}}\s*")

UNSTORABLE = _(
    "The text holds a control character that cannot be stored. Remove it and send it again."
)
SURROGATE = _("The text holds half a character. Type it again and send it once more.")
ENCODING = _("The address or form is not valid UTF-8. Open the page again and enter it once more.")
TOO_LONG = _("A field is too long. Shorten the text and send it again.")
QUERY_TOO_LONG = _("The address is too long. Use fewer filters or a shorter search.")
NUMBER = _("A number is far too large or is not a number. Correct it and send it again.")
DEEP = _("The data is nested too deeply. Send it in a simpler form.")
NOT_JSON = _("The data is not valid JSON. Check it and send it again.")
PAGE = _("There is no such page of the list. Go back to the first page.")

type GetResponse = Callable[[HttpRequest], HttpResponse]


class GuardMiddleware:
    """Checks path, query string and body of each request; a fault is answered with 400."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            check_address(request)
            if request.method in {"POST", "PUT", "PATCH", "DELETE"}:
                check_body(request)
        except Refusal as refusal:
            return refusal_response(request, refusal)
        return self.get_response(request)


def check_address(request: HttpRequest) -> None:
    """Raise `BadInput` for a path or query string that cannot be meant."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > MAX_QUERY:
        raise BadInput(QUERY_TOO_LONG)
    check_encoding(unquote_to_bytes(query))
    check_texts([request.path])
    for name, values in request.GET.lists():
        check_texts([name, *values])
    check_page(request.GET.get("page", ""))


def check_page(page: str) -> None:
    """Raise `BadInput` for a page number that no list has: it would make the database count."""
    if page and not (PAGE_NUMBER.fullmatch(page) and int(page) <= MAX_PAGE):
        raise BadInput(PAGE)


def check_body(request: HttpRequest) -> None:
    """Raise `BadInput` for a form or JSON body that no column could hold."""
    kind = request.content_type or ""
    # The API reads JSON whatever it is called; all else that is no form is not read by anybody.
    if "json" in kind or (request.path.startswith("/api/") and kind != MULTIPART):
        check_json(request.body)
        return
    if kind not in {"", URLENCODED, MULTIPART}:
        return
    read_form(request)
    if kind != MULTIPART:
        check_encoding(request.body)  # Django would take other bytes for Latin-1
    for name, values in request.POST.lists():
        if len(name) > MAX_NAME or any(len(value) > MAX_FIELD for value in values):
            raise BadInput(TOO_LONG)
        check_texts([name, *values])
    for name, uploads in request.FILES.lists():
        check_texts([name, *[upload.name or "" for upload in uploads]])


def read_form(request: HttpRequest) -> None:
    """Let Django read fields and files, the files onto the disk; raise a refusal for too much."""
    # The server in front of us gives the length of every body that it passes on.
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_UPLOAD:
        raise TooLarge
    try:
        with room_or_refusal():
            _ = request.POST
    except TooManyFilesSent:
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        raise BadInput(gettext("Choose at most %(most)s files at once.") % {"most": most}) from None
    except (TooManyFieldsSent, RequestDataTooBig):
        raise TooLarge from None


def check_encoding(data: bytes) -> str:
    """The text of the bytes. Raise `BadInput` for what is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput(ENCODING) from None


def check_json(body: bytes) -> None:
    """Raise `BadInput` for malformed, too deep or unstorable JSON."""
    text = check_encoding(body)  # from bytes, json would also take UTF-16
    try:
        data = json.loads(text or "null", parse_constant=_refuse_constant)
    except RecursionError:
        raise BadInput(DEEP) from None
    except ValueError as error:
        # Python refuses integers of more than 4,300 digits with a ValueError of its own.
        raise BadInput(NUMBER if "integer string" in str(error) else NOT_JSON) from None
    _walk(data, 0)


def _refuse_constant(_name: str) -> Any:
    raise BadInput(NUMBER)


def _walk(data: Any, depth: int) -> None:
    if depth > MAX_JSON_DEPTH:
        raise BadInput(DEEP)
    match data:
        case str():
            check_texts([data])
        case bool() | None:
            return
        case int() if abs(data) >= 10**MAX_DIGITS:
            raise BadInput(NUMBER)
        case float() if not math.isfinite(data):
            raise BadInput(NUMBER)
        case dict():
            for key, value in data.items():
                check_texts([key])
                _walk(value, depth + 1)
        case list():
            for value in data:
                _walk(value, depth + 1)


def check_texts(texts: Iterable[str]) -> None:
    """Raise `BadInput` when a text holds a control or half a character, or is too long."""
    for text in texts:
        if CONTROL.search(text):
            raise BadInput(UNSTORABLE)
        # Django writes this sign for bytes that it cannot decode; nobody types it.
        if "\ufffd" in text:
            raise BadInput(ENCODING)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise BadInput(SURROGATE)
        if len(text) > MAX_FIELD:
            raise BadInput(TOO_LONG)
        if LONG_NUMBER.fullmatch(text):
            raise BadInput(NUMBER)
