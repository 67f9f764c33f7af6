"""Where the bytes of documents lie: once per content, under their SHA-256, in the default storage.

They are written before the row commits, and removed at night when no row refers to them any more.
A lock per content, held to the end of the transaction, keeps the two apart: whoever adds a file
holds it from before the first look at the storage until the row is there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from core.errors import room_or_refusal
from practices.documents.reading import Received
from practices.models import Document

FOLDER: Final = "documents"
SMALL: Final = ".small"

type Use = Callable[[Collection[str]], set[str]]

_users: list[Use] = []  # rooms above that keep contents, too


def keep(files: Iterable[Received]) -> None:
    """Write what is not there yet; inside the transaction that makes the rows."""
    with room_or_refusal():
        for each in sorted(files, key=lambda file: file.sha256):  # always in one order
            _lock(each.sha256)
            _write(place_of(each.sha256), each.content)
            if each.small is not None:
                _write(place_of(each.sha256, small=True), each.small)


def opened(sha256: str, *, small: bool = False) -> File:  # type: ignore[type-arg]  # the storage decides of what
    """The bytes to send. Raises `FileNotFoundError` when the storage lost them."""
    return default_storage.open(place_of(sha256, small=small), "rb")


def place_of(sha256: str, *, small: bool = False) -> str:
    """256 folders, so that none grows too long."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}{SMALL if small else ''}"


def used_among(contents: Collection[str]) -> set[str]:
    """Those of these contents that a row refers to, here or in a room above."""
    found: set[str] = set()
    for each in (_documents, *_users):
        found |= each(contents)
    return found


def register_use(user: Use) -> None:
    """Ask `user` too, which contents it refers to; called when the apps are ready."""
    if user not in _users:
        _users.append(user)


def _documents(contents: Collection[str]) -> set[str]:
    rows = Document.objects.filter(sha256__in=contents)
    return set(rows.values_list("sha256", flat=True))


def remove_unused() -> int:
    """Delete the contents that no row refers to; how many."""
    removed = 0
    for folder in _names(FOLDER, folders=True):
        contents = {name.removesuffix(SMALL) for name in _names(f"{FOLDER}/{folder}")}
        removed += sum(_remove(sha256) for sha256 in sorted(contents - used_among(contents)))
    return removed


def _remove(sha256: str) -> bool:
    """Unless somebody is adding it at this moment, or has done so since we looked."""
    with transaction.atomic():
        if not _lock(sha256, wait=False) or used_among([sha256]):
            return False
        default_storage.delete(place_of(sha256, small=True))
        default_storage.delete(place_of(sha256))
        return True


def _write(place: str, content: bytes) -> None:
    """What a killed process left half written is written again."""
    if default_storage.exists(place):
        if default_storage.size(place) == len(content):
            return
        default_storage.delete(place)
    saved = default_storage.save(place, ContentFile(content))
    if saved != place:
        default_storage.delete(saved)
        raise FileExistsError(f"{place} appeared while it was locked.")


def _lock(sha256: str, *, wait: bool = True) -> bool:
    """Nobody else writes or removes this content until the transaction ends."""
    key = int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)
    function = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return wait or bool(cursor.fetchone()[0])


def _names(folder: str, *, folders: bool = False) -> Iterator[str]:
    try:
        found = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from found[0 if folders else 1]
