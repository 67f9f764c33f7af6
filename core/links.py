"""Whole addresses for letters: where this place is, as the person who caused the letter sees it."""

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings

origin: ContextVar[Callable[[], str] | None] = ContextVar("origin", default=None)


def absolute(path: str) -> str:
    """The whole address of a path such as "/people/"; commands have no request and guess it."""
    find = origin.get()
    return (find() if find else _guess()).rstrip("/") + path


def _guess() -> str:
    if settings.IS_LOCAL:
        return f"http://127.0.0.1:{settings.ENVIRONMENT.port}"
    return f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
