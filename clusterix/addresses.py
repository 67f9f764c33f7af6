"""Turns the URLs of database, cache, storage and mail into Django's settings.

A wrong URL is refused with one sentence that never repeats it, because it may hold a password.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

MAIL_TIMEOUT: Final = 20  # seconds; without it a silent mail server would hold a worker for ever
CACHE_EXAMPLE: Final = "CACHE_URL=database: or CACHE_URL=redis://cache.example.org:6379/0."
STORAGE_EXAMPLE: Final = "STORAGE_URL=file:///srv/clusterix/files."
EMAIL_EXAMPLE: Final = (
    "EMAIL_URL=smtp://user:password@mail.example.org:587?tls=starttls&from=clusterix@example.org."
)

type DjangoSettings = dict[str, Any]


class SettingError(Exception):
    """A variable of the environment is wrong; its text is one sentence saying how to right it."""

    def __init__(self, variable: str, problem: str, example: str) -> None:
        super().__init__(f"{variable} {problem}; a right one looks like {example}")


def database_settings(variable: str, url: str) -> DjangoSettings:
    """Django's settings from a `postgresql://` URL; libpq itself parses it."""
    example = (
        f"{variable}=postgresql://user:password@db.example.org:5432/clusterix?sslmode=require."
    )
    if not url.startswith(("postgresql://", "postgres://")):
        raise SettingError(variable, "does not start with postgresql://", example)
    try:
        parts = dict(conninfo_to_dict(url))
    except psycopg.ProgrammingError:
        raise SettingError(variable, "is not a URL that PostgreSQL understands", example) from None
    name, port = str(parts.pop("dbname", "")), str(parts.pop("port", ""))
    if not name:
        raise SettingError(variable, "does not name a database", example)
    if not all(each.isdecimal() or not each for each in port.split(",")):
        raise SettingError(variable, "has a port that is not a number", example)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": str(parts.pop("user", "")),
        "PASSWORD": str(parts.pop("password", "")),
        "HOST": str(parts.pop("host", "")),
        "PORT": port,
        "OPTIONS": parts,
    }


def cache_settings(url: str) -> DjangoSettings:
    """A cache that all processes share: a table, or a Redis."""
    parts = _split("CACHE_URL", url, CACHE_EXAMPLE)
    if parts.scheme == "database" and not parts.netloc:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": parts.path.strip("/") or "django_cache",
        }
    if parts.scheme in {"redis", "rediss"} and parts.hostname:
        if find_spec("redis") is None:
            problem = "names a Redis, but the package redis is not installed"
            raise SettingError("CACHE_URL", problem, CACHE_EXAMPLE)
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    problem = "is not a cache that several processes can share"
    raise SettingError("CACHE_URL", problem, CACHE_EXAMPLE)


def storage_settings(url: str) -> DjangoSettings:
    """The folder of uploaded documents, as the value of `STORAGES["default"]`."""
    parts = _split("STORAGE_URL", url, STORAGE_EXAMPLE)
    if parts.scheme == "s3":
        problem = "names an S3 storage, but the package django-storages is not installed"
        raise SettingError("STORAGE_URL", problem, STORAGE_EXAMPLE)
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _folder("STORAGE_URL", parts, STORAGE_EXAMPLE)},
    }


def email_settings(url: str) -> DjangoSettings:
    """`MAILERS`, `DEFAULT_FROM_EMAIL` and `SERVER_EMAIL`."""
    parts = _split("EMAIL_URL", url, EMAIL_EXAMPLE)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    sender = query.pop("from", "clusterix@localhost")
    if "@" not in sender or any(character.isspace() for character in sender):
        raise SettingError("EMAIL_URL", "has a from= that is no address", EMAIL_EXAMPLE)
    backend, options = _mailer(parts, query)
    if query:
        raise SettingError("EMAIL_URL", f"has an unknown part {min(query)}=", EMAIL_EXAMPLE)
    mailer = {"BACKEND": f"django.core.mail.backends.{backend}.EmailBackend", "OPTIONS": options}
    return {
        "MAILERS": {"default": mailer},
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }


def _mailer(parts: SplitResult, query: dict[str, str]) -> tuple[str, DjangoSettings]:
    if parts.scheme in {"smtp", "smtps"}:
        return "smtp", _smtp_options(parts, query)
    if parts.scheme == "file":
        return "filebased", {"file_path": _folder("EMAIL_URL", parts, EMAIL_EXAMPLE)}
    if parts.scheme == "console":
        return "console", {}
    raise SettingError("EMAIL_URL", "is no way of sending mail known here", EMAIL_EXAMPLE)


def _smtp_options(parts: SplitResult, query: dict[str, str]) -> DjangoSettings:
    """Encrypted unless `tls=none` says otherwise; takes what it knows out of `query`."""
    if not parts.hostname:
        raise SettingError("EMAIL_URL", "does not name a mail server", EMAIL_EXAMPLE)
    tls = query.pop("tls", "")
    if tls not in {"", "starttls", "none"} or (parts.scheme == "smtps" and tls):
        problem = "has a wrong tls= (smtp takes starttls or none, smtps takes nothing)"
        raise SettingError("EMAIL_URL", problem, EMAIL_EXAMPLE)
    encrypted_later = parts.scheme == "smtp" and tls != "none"
    usual_port = 465 if parts.scheme == "smtps" else 587 if encrypted_later else 25
    return {
        "host": parts.hostname,
        "port": parts.port or usual_port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": encrypted_later,
        "use_ssl": parts.scheme == "smtps",
        "timeout": MAIL_TIMEOUT,
    }


def _split(variable: str, url: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # parsed on access: an impossible port is refused here
    except ValueError:
        raise SettingError(variable, "is not a URL", example) from None
    return parts


def _folder(variable: str, parts: SplitResult, example: str) -> str:
    path = Path(unquote(parts.path))
    if parts.scheme != "file" or parts.netloc or not path.is_absolute():
        problem = "is not the address of a folder with three slashes"
        raise SettingError(variable, problem, example)
    if path.exists() and not path.is_dir():
        raise SettingError(variable, "names a file where a folder is needed", example)
    return str(path)
