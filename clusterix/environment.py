"""Reads every setting from the environment; a wrong one is refused with one sentence."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clusterix.addresses import (
    DjangoSettings,
    SettingError,
    cache_settings,
    database_settings,
    email_settings,
    storage_settings,
)
from clusterix.launch.places import Places, Purpose

__all__ = ["Environment", "SettingError", "is_embedded", "read", "read_port", "read_purpose"]

LOCAL_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET_KEY: Final = 50  # these two as in Django's own deployment check
FEWEST_CHARACTERS: Final = 5
HIGHEST_PORT: Final = 65535
TRUE: Final = frozenset({"1", "true", "yes", "on"})
FALSE: Final = frozenset({"", "0", "false", "no", "off"})
KEY_EXAMPLE: Final = "the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"


@dataclass(frozen=True)
class Environment:
    """What the environment says, in the shapes that Django's settings need."""

    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    database: DjangoSettings
    replica: DjangoSettings | None
    cache: DjangoSettings
    storage: DjangoSettings
    email: DjangoSettings
    port: int
    embedded: bool


def read(environ: Mapping[str, str], base: Path) -> Environment:
    """Everything at once. `base` is the folder that holds `manage.py` and `var/`."""
    return Environment(
        debug=read_flag(environ, "DEBUG"),
        secret_key=read_secret_key(environ, base),
        allowed_hosts=read_allowed_hosts(environ),
        database=read_database(environ, base),
        replica=read_replica(environ),
        cache=cache_settings(_value(environ, "CACHE_URL") or "database:"),
        storage=read_storage(environ, base),
        email=read_email(environ, base),
        port=read_port(environ),
        embedded=is_embedded(environ),
    )


def is_embedded(environ: Mapping[str, str]) -> bool:
    """True when no database is named and the embedded PostgreSQL serves."""
    return not _value(environ, "DATABASE_URL")


def read_purpose(environ: Mapping[str, str]) -> Purpose:
    """Which embedded server: the one that keeps data, or the one for tests."""
    value = _value(environ, "CLUSTERIX_PURPOSE") or "run"
    if value == "run":
        return "run"
    if value == "test":
        return "test"
    raise SettingError("CLUSTERIX_PURPOSE", f"is {value!r}", "run or test.")


def read_flag(environ: Mapping[str, str], variable: str) -> bool:
    """A switch that is off unless the environment says otherwise."""
    value = _value(environ, variable).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    example = f"{variable}=1 or {variable}=0."
    raise SettingError(variable, f"is {value!r}, neither on nor off", example)


def read_port(environ: Mapping[str, str]) -> int:
    """The port of the web server."""
    value = _value(environ, "PORT") or "8000"
    if value.isascii() and value.isdecimal() and 1 <= int(value[:6]) <= HIGHEST_PORT:
        return int(value)
    raise SettingError("PORT", f"is {value!r}, not a number from 1 to {HIGHEST_PORT}", "PORT=8000.")


def read_allowed_hosts(environ: Mapping[str, str]) -> list[str]:
    """Host names this site answers to; this machine only unless told otherwise."""
    hosts = [host.strip() for host in _value(environ, "ALLOWED_HOSTS").split(",") if host.strip()]
    for host in hosts:
        has_port = ":" in host and not host.endswith("]")
        if "/" in host or has_port or any(character.isspace() for character in host):
            problem = f"names {host!r}, but takes bare host names separated by commas"
            example = "ALLOWED_HOSTS=clusterix.example.org,www.example.org."
            raise SettingError("ALLOWED_HOSTS", problem, example)
    return hosts or list(LOCAL_HOSTS)


def read_secret_key(environ: Mapping[str, str], base: Path) -> str:
    """The key from the environment or a file; the local mode makes its own in `var/`."""
    variable, key = "SECRET_KEY", _value(environ, "SECRET_KEY")
    if file := _value(environ, "SECRET_KEY_FILE"):
        if key:
            problem = "is set as well as SECRET_KEY"
            raise SettingError("SECRET_KEY_FILE", problem, "only one of them.")
        variable, key = "SECRET_KEY_FILE", _read_key_file(Path(file))
    elif not key:
        if is_embedded(environ):
            return local_secret_key(base)
        raise SettingError("SECRET_KEY", "is missing although DATABASE_URL is set", KEY_EXAMPLE)
    if len(key) < SHORTEST_SECRET_KEY or len(set(key)) < FEWEST_CHARACTERS:
        raise SettingError(variable, "holds a key that is too easy to guess", KEY_EXAMPLE)
    return key


def local_secret_key(base: Path) -> str:
    """The key in `var/secret_key`, made at the first call; two callers at once get the same."""
    file = Places(base).var / "secret_key"
    try:
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            _write_key_once(file)
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        problem = f"is not set and cannot be kept in {file} ({error})"
        raise SettingError("SECRET_KEY", problem, KEY_EXAMPLE) from None


def read_database(environ: Mapping[str, str], base: Path) -> DjangoSettings:
    """Django's settings of the database: the named server, or the embedded one's socket."""
    url = _value(environ, "DATABASE_URL") or Places(base, read_purpose(environ)).url
    return database_settings("DATABASE_URL", url)


def read_replica(environ: Mapping[str, str]) -> DjangoSettings | None:
    """A read-only copy of the database for the public catalogue, if there is one."""
    url = _value(environ, "DATABASE_REPLICA_URL")
    if not url:
        return None
    if is_embedded(environ):
        problem = "is set without DATABASE_URL"
        raise SettingError("DATABASE_REPLICA_URL", problem, "both of them set.")
    return database_settings("DATABASE_REPLICA_URL", url) | {"TEST": {"MIRROR": "default"}}


def read_storage(environ: Mapping[str, str], base: Path) -> DjangoSettings:
    """Where uploaded documents lie: `var/files` unless another folder is named."""
    folder = "files" if read_purpose(environ) == "run" else "files-test"
    default = (Places(base).var / folder).absolute().as_uri()
    return storage_settings(_value(environ, "STORAGE_URL") or default)


def read_email(environ: Mapping[str, str], base: Path) -> DjangoSettings:
    """Django's mail settings; without EMAIL_URL each mail becomes a file in `var/mail`."""
    default = (Places(base).var / "mail").absolute().as_uri()
    return email_settings(_value(environ, "EMAIL_URL") or default)


def _write_key_once(file: Path) -> None:
    mine = file.with_name(f"secret_key.{secrets.token_hex(8)}")
    descriptor = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(secrets.token_urlsafe(64))
    try:
        os.link(mine, file)  # refuses when another process was faster: its key stays
    except FileExistsError:
        return
    finally:
        mine.unlink()


def _read_key_file(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        problem, example = f"names {file}, which cannot be read", "/run/secrets/clusterix_key."
        raise SettingError("SECRET_KEY_FILE", problem, example) from None


def _value(environ: Mapping[str, str], variable: str) -> str:
    return environ.get(variable, "").strip()
