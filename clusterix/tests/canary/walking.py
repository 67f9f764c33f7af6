"""All that a visitor can get: the pages that links lead to, and what has no link."""

import re
from collections import deque
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

from django.apps import apps
from django.core.cache import cache
from django.urls import resolve

from clusterix.tests.canary.fields import OURS
from clusterix.tests.rights.table import rows
from core.models import Use

SEEDS = (
    *("/", "/practices/", "/practices/map/", "/regions/", "/exchanges/", "/groups/", "/plans/"),
    *("/matrix/", "/exchanges/calendar.ics", "/practices/feed/", "/sitemap.xml", "/robots.txt"),
    *("/practices/export.csv", "/practices/export.json", "/practices/?sort=title"),
    *("/practices/?sort=taken_up", "/practices/compare/", "/api/v1/docs", "/api/v1/openapi.json"),
    *("/api/v1/practices?page_size=100", "/api/v1/regions", "/api/v1/exchanges"),
    *("/api/v1/themes", "/api/v1/tags", "/join/", "/accounts/login/", "/reports/"),
    *("/practices/suggest/?q=clu", "/practices/compare/?p=vinnvaxt&p=klusteuro"),
    "/sitemap-practices.xml",
)
# Rows that programs can ask for one by one, as people can.
ALSO_BY_API = re.compile(r"/(?:practices|regions|exchanges)/[^/]+/")
OF_A_KIND = 8  # of how many rows of a table the address is tried, the latest first
ADDRESS = re.compile(rb"""(?:href|src|action|hx-get)=["']([^"'#]+)|<(?:loc|link|id)>([^<]+)<""")
OPEN = {"Y", "Y*", "=", "-*"}  # to visitors: always, for public rows, or where the whole is public
WITHOUT_ROWS = {"livez", "readyz"}
# Visitors read one line of these on other pages, never the page (A04).
ONE_LINE = {"assessment_detail", "decision_sheet", "decision_sheet_pdf"}
SAME_ROWS = ("/practices/export.xlsx?", "/practices/export.json?")  # as in the CSV
ZIPPED = b"PK"
MOST_PAGES = 1_500
TOO_MANY = 429
# Each tick of a filter is a page; one filter at a time is enough.
MOST_FILTERS = 1
# What changes from one answer to the next without meaning anything.
CHANGING = re.compile(
    rb'DTSTAMP:\w+|name="csrfmiddlewaretoken" value="[^"]+"'
    rb"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


@dataclass(frozen=True)
class Answer:
    status: int
    etag: str
    headers: str
    body: bytes


def get(client, address):
    """The answer, however often this address was asked before."""
    cache.clear()
    Use.objects.all().delete()
    response = client.get(address)
    assert response.status_code != TOO_MANY, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    if body.startswith(ZIPPED):
        body = b"".join(each for name, each in unzipped(body) if name != "docProps/core.xml")
    return Answer(
        response.status_code, response.headers.get("ETag", ""), headers, CHANGING.sub(b"", body)
    )


def unzipped(body):
    """The parts of a spreadsheet; the core properties say when it was made."""
    with ZipFile(BytesIO(body)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def walk(client):
    """Every address that a visitor can reach, and what rows have pages, each with its answer."""
    waiting = deque([*SEEDS, *sorted(addresses_of_rows())])
    found = {}
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        if address in found:
            continue
        answer = found[address] = get(client, address)
        waiting.extend(
            each for each in links_in(address, answer.body) if each not in found and is_short(each)
        )
        if ALSO_BY_API.fullmatch(address):
            waiting.append(f"/api/v1{address.rstrip('/')}")
    return found


def addresses_of_rows():
    """Where the latest rows of each table have a page, whoever may read it."""
    return {
        urldefrag(row.get_absolute_url())[0]
        for model in apps.get_models()
        if model._meta.app_label in OURS and hasattr(model, "get_absolute_url")
        for row in model._base_manager.order_by("-pk")[:OF_A_KIND]
    }


def never_answered(found):
    """Routes that the table of rights opens to visitors, and that gave no page among these."""
    answered = {
        resolve(urlsplit(address).path).view_name
        for address, answer in found.items()
        if answer.status == 200
    }
    return {
        name
        for row in rows().values()
        if row.cells["V"] in OPEN
        for name, methods in row.routes
        if "GET" in methods and name not in answered | WITHOUT_ROWS | ONE_LINE
    }


def is_short(address):
    is_twice = address.startswith(SAME_ROWS)
    return not is_twice and urlsplit(address).query.count("=") <= MOST_FILTERS


def links_in(base, body):
    """Addresses of this place, as paths with their query."""
    for match in ADDRESS.finditer(body):
        text = (match[1] or match[2]).decode("utf-8", "replace").replace("&amp;", "&")
        text = urldefrag(text)[0]
        parts = urlsplit(text)
        if parts.netloc not in {"", "testserver"} or parts.scheme not in {"", "http"}:
            continue
        if text.startswith("?"):
            yield urlsplit(base).path + text
        elif parts.path.startswith("/") and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
