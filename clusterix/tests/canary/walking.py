"""All that a visitor can get: the pages that links lead to, and what has no link."""

import re
from collections import deque
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

from django.core.cache import cache

SEEDS = (
    *("/", "/practices/", "/practices/map/", "/regions/", "/exchanges/", "/groups/", "/plans/"),
    *("/matrix/", "/exchanges/calendar.ics", "/practices/feed/", "/sitemap.xml", "/robots.txt"),
    *("/practices/export.csv", "/practices/export.json", "/practices/?sort=title"),
    *("/practices/?sort=taken_up", "/practices/compare/", "/api/v1/docs", "/api/v1/openapi.json"),
    *("/api/v1/practices?page_size=100", "/api/v1/regions", "/api/v1/exchanges"),
    *("/api/v1/themes", "/api/v1/tags", "/join/", "/accounts/login/"),
)
ADDRESS = re.compile(rb"""(?:href|src|action|hx-get)=["']([^"'#]+)|<(?:loc|link|id)>([^<]+)<""")
ZIPPED = b"PK"
MOST_PAGES = 1_500
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
    response = client.get(address)
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
    """Every address that a visitor can reach, with its answer."""
    waiting = deque(SEEDS)
    found = {}
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        if address in found:
            continue
        answer = found[address] = get(client, address)
        waiting.extend(
            each for each in links_in(address, answer.body) if each not in found and is_short(each)
        )
    return found


def is_short(address):
    return urlsplit(address).query.count("=") <= MOST_FILTERS


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
